"""Words of an agreement as values that can be compared: times, amounts and actors.

Every function is pure: its answer depends on its arguments alone, not on the date, the locale or earlier calls. Each
reads only the head of a long text, so hostile input costs no more than a phrase does. The libraries behind them are
loaded at the first call, not at import.
"""

from pipeline.normalisation.actors import canonical_actor, find_actors
from pipeline.normalisation.amounts import normalise_amount
from pipeline.normalisation.times import normalise_time

__all__ = ["canonical_actor", "find_actors", "normalise_amount", "normalise_time"]
