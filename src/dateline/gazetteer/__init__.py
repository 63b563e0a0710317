"""Names of places and where they lie: one interface, a bundled gazetteer behind it, a user's own list over that."""

from dateline.gazetteer.base import Entry, Gazetteer
from dateline.gazetteer.bundled import BundledGazetteer

__all__ = ["BundledGazetteer", "Entry", "Gazetteer"]
