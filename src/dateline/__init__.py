"""dateline reads news reports into records of events in which every value cites its words.

>>> import dateline
>>> reading = dateline.read("page.html")  # doctest: +SKIP
>>> [(event.type, event.trigger.text) for event in reading.events]  # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.api import Reader, frame, open_store, read
    from dateline.errors import DatelineError, InputError, MissingExtraError
    from dateline.schema.draft import Draft
    from dateline.schema.incident import Incident
    from dateline.schema.reading import (
        Argument,
        Attribution,
        Casualties,
        Codes,
        Count,
        Entity,
        Event,
        Figure,
        Link,
        Notice,
        Place,
        Provenance,
        Reading,
        Time,
    )
    from dateline.schema.report import Report
    from dateline.schema.span import Span

__version__ = "0.1.0"

_HOMES = {
    "dateline.api": ("Reader", "frame", "open_store", "read"),
    "dateline.errors": ("DatelineError", "InputError", "MissingExtraError"),
    "dateline.schema.draft": ("Draft",),
    "dateline.schema.incident": ("Incident",),
    "dateline.schema.reading": (
        "Argument", "Attribution", "Casualties", "Codes", "Count", "Entity", "Event", "Figure", "Link", "Notice",
        "Place", "Provenance", "Reading", "Time",
    ),
    "dateline.schema.report": ("Report",),
    "dateline.schema.span": ("Span",),
}  # fmt: skip
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Argument",
    "Attribution",
    "Casualties",
    "Codes",
    "Count",
    "DatelineError",
    "Draft",
    "Entity",
    "Event",
    "Figure",
    "Incident",
    "InputError",
    "Link",
    "MissingExtraError",
    "Notice",
    "Place",
    "Provenance",
    "Reader",
    "Reading",
    "Report",
    "Span",
    "Time",
    "frame",
    "open_store",
    "read",
]


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used: the command line starts without what it does not need."""
    if name in _HOME_OF:
        return getattr(import_module(_HOME_OF[name]), name)
    raise AttributeError(f"module 'dateline' has no attribute {name!r}")
