"""Names that the reader passed over beside those that it found: "In Ipiales and Cali", "fled Mirebalais for Les Cayes".

A name that the gazetteer lists is taken where its words put it in a place and it lies near one that was found: common
names have a bearer in every country, but seldom one within a day's drive of what a report is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dateline.gazetteer import Entry, Gazetteer
from dateline.gazetteer.base import distance_km
from dateline.gazetteer.names import name_key
from dateline.normalise.place_words import Mention, forward
from dateline.normalise.time_words import MONTHS, SEASONS, WEEKDAYS

NEAR_KM = 250.0
LEAST_PEOPLE = 5000
"""People of a town at least: villages are called like anything."""

_PUT = re.compile(r"\b(?:in|near|outside|towards?|between)\s+(?=[A-Z])")
_LED_TO = re.compile(r"\b(?:at|to|from|for|of|reached|left)\s+(?=[A-Z])")
"""What stands before people as well as places: taken only before a name with few bearers, which is no surname."""
_FEW = 3
_COORDINATED = re.compile(r"\s+(?:and|or|to)\s+(?=[A-Z])")
_NAME_GOES_ON = re.compile(r"[-’']?[\w]|\s+[A-Z]")
_TIMES = frozenset((*MONTHS, *SEASONS, *WEEKDAYS))
"""What "in" stands before as well. Nor is a saint taken: churches bear the names of two."""


def beside(text: str, given: Sequence[Mention], gazetteer: Gazetteer) -> Iterator[Mention]:
    """Towns and regions near the places given, after "in" and the like or coordinated with one of them."""
    found = [next(iter(gazetteer.candidates(mention.name)), None) for mention in given]
    known = [entry for entry in found if entry is not None and entry.precision in ("town", "district", "province")]
    if not known:
        return
    joints = (joint for mention in given if (joint := _COORDINATED.match(text, mention.end)))
    placed = [place.end() for place in (*_PUT.finditer(text), *joints)]
    for starts, most in ((placed, None), ([led.end() for led in _LED_TO.finditer(text)], _FEW)):
        for start in starts:
            name = _near(text, start, known, gazetteer, most)
            if name:
                yield Mention(start, start + len(name), name)


def _near(text: str, start: int, known: Sequence[Entry], gazetteer: Gazetteer, most: int | None) -> str | None:
    """The name from ``start`` on, where a bearer of it lies near what is known and no more than ``most`` bear it."""
    for end in forward(text, start):
        name = re.sub(r"['’]s?\Z|[.,]+\Z", "", text[start:end])
        bearers = gazetteer.candidates(name)
        if any(_lies_near(entry, known) for entry in bearers):
            common = most is not None and sum(not entry.alias for entry in bearers) > most
            goes_on = _NAME_GOES_ON.match(text, start + len(name)) is not None
            no_place = name.casefold() in _TIMES or name_key(name).startswith("st ")
            return None if common or goes_on or no_place else name
    return None


def _lies_near(entry: Entry, known: Sequence[Entry]) -> bool:
    """Whether an entry of some size, by its main name, lies near a known one of its country."""
    if entry.alias or entry.population < LEAST_PEOPLE or entry.precision not in ("town", "district", "province"):
        return False
    return any(
        entry.country == other.country and distance_km(entry.lat, entry.lon, other.lat, other.lon) <= NEAR_KM
        for other in known
    )
