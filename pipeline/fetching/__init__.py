"""The real instruments: where their official texts stand, and how they come into a folder of the user's."""

from pipeline.fetching.downloading import Limits
from pipeline.fetching.fetching import FetchOptions, Outcome, fetch_sources
from pipeline.fetching.sources import Source, load_sources

__all__ = ["FetchOptions", "Limits", "Outcome", "Source", "fetch_sources", "load_sources"]
