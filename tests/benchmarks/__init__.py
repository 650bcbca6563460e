"""Benchmarks: `python -m tests.benchmarks` runs them all, one figure a line, each a ratio measured side by side."""
