"""hedgerow: commitments, conditions and hedges in agreement texts."""

__version__ = "0.1.0"
