"""Tests of the stage that turns a text into a tree of provisions."""
