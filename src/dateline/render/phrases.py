"""Values of the record in a reader's words: the same on a terminal, a page and in a notebook."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from dateline.schema.decision import Decided
from dateline.schema.reading import Codes, Count, Event, Place, Time

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

CONFIDENCE: Final = {
    "fact": "told as fact",
    "claimed": "claims it",
    "accused-by-authorities": "accused by authorities",
    "accused": "accused",
    "possible": "only suggested",
    "denied": "denies it",
}
STANCE: Final = {
    "states": "says",
    "confirms": "confirms",
    "accuses": "accuses",
    "claims-responsibility": "claims it",
    "denies": "denies",
    "speculates": "suggests",
    "threatens": "threatens",
    "demands": "demands",
}
LINK: Final = {
    "reaction-to": "reaction to",
    "same-series": "same series as",
    "about": "about",
    "anniversary-of": "anniversary of",
}
PUBLISHED_FROM: Final = {
    "stated": "date as stated",
    "json-ld": "date from the page's data",
    "meta": "date from the page's data",
    "time-element": "date from the page's data",
    "url": "date from the address",
    "text": "date from the text",
    "dateline": "date from the dateline",
}
MODALITY: Final = {"future": "ahead", "hypothetical": "hypothetical", "generic": "in general"}
TOLLS: Final = ("killed", "injured", "missing", "abducted", "arrested")
SCHEMES: Final = ("acled", "plover", "cameo", "muc4", "ucdp")
SCHEME_NAMES: Final = {"acled": "ACLED", "plover": "PLOVER", "cameo": "CAMEO", "muc4": "MUC-4", "ucdp": "UCDP"}
VIOLENCE: Final = {1: "state-based violence", 2: "non-state violence", 3: "one-sided violence"}

_DAY: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d)\S*)?", re.ASCII)


def type_name(event_type: str) -> str:
    """``air-strike`` as a title: ``Air strike``."""
    return event_type.replace("-", " ").capitalize()


def count(value: Count) -> str:
    """``at least 3``, ``up to 12``, ``3 to 5``, ``none``; in the report's own words where it gives no number."""
    low, best, high = value.low, value.best, value.high
    match (low, best, high):
        case (None, None, None):
            return value.stated
        case (_, 0, _):
            return "none"
        case (None, None, _):
            return f"up to {high:,}"
        case (_, None, None):
            return f"at least {low:,}"
        case (_, None, _):
            return f"{low:,} to {high:,}"
        case (None, _, None):
            return f"about {best:,}"
        case (None, _, _):
            return f"up to {high:,}"
        case (_, _, None):
            return f"at least {low:,}"
    return f"{best:,}" if low == high else f"{best:,} ({low:,} to {high:,})"


def day(value: str) -> str:
    """``2023-06-12`` as ``12 June 2023``, with the clock time where there is one; anything else as it stands."""
    match = _DAY.fullmatch(value)
    if match is None or not 1 <= int(match[2]) <= 12:
        return value
    words = f"{int(match[3])} {MONTHS[int(match[2]) - 1]} {match[1]}"
    return f"{words}, {match[4]}" if match[4] else words


def time(value: Time) -> str:
    """The days of a time expression, or its own words where they are not resolved."""
    if value.start is None:
        return f"“{value.evidence[0].text}”" + (f", {day(value.end)} at the latest" if value.end else ", no date given")
    if value.open:
        return f"since {_whole(value.granularity, value.start) or day(value.start)}"
    if value.end is None:
        return f"from {day(value.start)}"
    if value.start == value.end:
        return day(value.start)
    return _whole(value.granularity, value.start) or _range(value.start, value.end)


def _range(start: str, end: str) -> str:
    """Two days without saying a shared month or year twice."""
    first, last = day(start), day(end)
    words = first.split(" ")
    if len(words) == len(last.split(" ")) == 3 and start[:5] == end[:5]:
        first = words[0] if start[:8] == end[:8] else f"{words[0]} {words[1]}"
    return f"{first} to {last}"


def _whole(granularity: str, start: str) -> str | None:
    """A whole month, year or decade by its name."""
    match = _DAY.fullmatch(start)
    if match is None or match[3] != "01" or not 1 <= int(match[2]) <= 12:
        return None
    return {
        "month": f"{MONTHS[int(match[2]) - 1]} {match[1]}",
        "year": match[1],
        "decade": f"{match[1]}s",
    }.get(granularity)


def place(value: Place) -> str:
    """Name, first-level region and country, without saying one twice."""
    parts = [value.name]
    if value.admin1 and value.admin1 != value.name:
        parts.append(value.admin1)
    if value.country and value.precision != "country":
        parts.append(value.country)
    return ", ".join(parts)


def place_note(value: Place) -> str:
    """How well the place is known."""
    if not value.literal:
        return "stands for a government"
    if value.lat is None:
        return "not in the gazetteer"
    within = f", within {value.radius_km:g} km" if value.radius_km else ""
    return value.precision + within


def codes(value: Codes) -> dict[str, str]:
    """The code in each foreign scheme that has one, in words."""
    found = {
        "acled": value.acled and f"{value.acled.event_type} / {value.acled.sub_event_type}",
        "plover": value.plover and " / ".join(filter(None, (value.plover.type, value.plover.mode))),
        "cameo": value.cameo,
        "muc4": value.muc4,
        "ucdp": value.ucdp and f"{value.ucdp.type_of_violence}, {VIOLENCE[value.ucdp.type_of_violence]}",
    }
    return {scheme: words for scheme, words in found.items() if words}


def decided(marks: Iterable[Decided]) -> str:
    """Which fields people decided: ``decided by Mira, 7 May 2024: type, time``."""
    by: dict[tuple[str, str], list[str]] = {}
    for mark in marks:
        what = {"accepted": "accepted", "emptied": f"{mark.field} emptied"}.get(mark.how, mark.field)
        by.setdefault((mark.by, day(mark.at[:10])), []).append("added" if what == "event" else what)
    return "; ".join(f"decided by {name}, {on}: {', '.join(fields)}" for (name, on), fields in by.items())


def flags(event: Event) -> tuple[str, ...]:
    """What sets an event apart from one that simply happened."""
    found = []
    if event.polarity == "negative":
        found.append("did not happen")
    if event.modality != "actual":
        found.append(MODALITY[event.modality])
    if event.series:
        found.append("series")
    return tuple(found)
