"""Review: people's decisions on what the rules proposed, and the local page on which they are taken.

Decisions are lines that are only ever appended, one file a reviewer; everything else is read from them.
"""
