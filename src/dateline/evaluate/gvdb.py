"""Gun Violence Database: a report of a shooting as one record (Pavlick et al., The Gun Violence Database, EMNLP 2016;
files as in github.com/pitrack/arglinking, Apache-2.0; the texts are their publishers').

Files of ``{docid, text, title, date, city, weapon, victims: [{name, outcome}]}``, one document a line; ``city``,
``weapon`` and names are ``{text, start, end}`` or null. ``date`` is the day of the shooting and no document says when
it was published, so that is never told to the reader. The prediction is the reading that a user gets; of its events,
those that ``incident.told`` chooses are the shooting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from dateline.evaluate import incident
from dateline.evaluate.base import Document, Row
from dateline.evaluate.files import dev_ids, find, read_objects
from dateline.evaluate.match import align
from dateline.evaluate.scores import Measure, Resamples, Scores, Tally, f1, found, precision, recall, scores
from dateline.schema.draft import Draft
from dateline.schema.reading import Reading

Json = dict[str, Any]

MEASURES: tuple[Measure, ...] = (
    f1("date F1", "date"),
    f1("city F1", "city"),
    f1("victim name F1", "name"),
    f1("weapon F1", "weapon"),
    recall("killed accuracy", "killed"),
    recall("injured accuracy", "injured"),
    recall("killed accuracy, where any were", "some killed"),
    recall("injured accuracy, where any were", "some injured"),
    *(
        measure(f"{name} {side}", key)
        for name, key in (("date", "date"), ("city", "city"), ("victim name", "name"), ("weapon", "weapon"))
        for side, measure in (("precision", precision), ("recall", recall))
    ),
)

_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NICKNAME = re.compile(r"[\"“(][^\"”)]*[\"”)]")
_LIST = re.compile(r",|;| and |&")
_NOT_A_LETTER = re.compile(r"[^\w\s]|_")
_TITLES = frozenset(
    "mr mrs ms miss dr rev pastor judge coach officer deputy sgt sergeant lt lieutenant capt captain cpl corporal maj "
    "major col colonel gen pfc pvt det detective trooper chief sheriff agent constable marshal".split()
)
_SUFFIXES = frozenset("jr sr ii iii iv".split())
_PARTICLES = frozenset("al bin da de del della der di dos du el la le van von y".split())
_SHORT = {"saint": "st", "fort": "ft", "mount": "mt"}


class GunViolenceDatabase:
    """The benchmark ``gvdb``."""

    name = "gvdb"

    def load(self, path: Path, only: Path | None = None) -> Iterator[Document]:
        """The documents of every file, with their titles."""
        wanted, seen = dev_ids(only, ("gvdb",)), set[str]()
        for file in find(path, ("*.jsonl",)):
            for gold in read_objects(file, ("docid", "text", "date", "city", "victims", "weapon")):
                docid = str(gold["docid"])
                if docid in seen or (wanted is not None and docid not in wanted):
                    continue
                seen.add(docid)
                yield Document(id=docid, text=gold["text"], gold=gold, headline=gold.get("title") or None)

    def predictions(self, docid: str, reading: Reading, draft: Draft) -> Row:  # noqa: ARG002
        """The reading itself."""
        row = reading.to_dict()
        row["report"]["source_id"] = docid
        return row

    def score(self, documents: Sequence[Document], rows: Mapping[str, Row]) -> Scores:
        """F1 of what gold may leave out, accuracy of the tolls.

        Date: the same day. City: the same name, the event's in the text or in the gazetteer. Names: as ``same_person``
        says. Weapon: the head of the likeliest instrument is a word of gold. Killed and injured: the number of victims
        with that outcome; a report that is silent of any has none. Those in hospital are injured, if they live.
        """
        return scores(Resamples([_tally(one.gold, rows.get(one.id)) for one in documents]), MEASURES)


def _tally(gold: Json, row: Row | None) -> Tally:
    counted = Tally()
    events = incident.told(row) if row is not None else []
    _compare(counted, "date", _iso(gold["date"]), incident.day(events))
    place, city = incident.town(events), gold["city"]
    right = place is not None and city is not None and plain_city(city["text"]) in _cities(place)
    found(counted, "city", right=right, predicted=place is not None, gold=city is not None)
    _count_names(counted, gold["victims"], events)
    _count_weapon(counted, gold["weapon"], events)
    for toll, number in (("killed", _killed(gold)), ("injured", _injured(gold))):
        right = row is not None and (incident.toll(events, toll) or 0) == number
        for key in (toll, *([f"some {toll}"] if number else [])):
            counted[f"{key}:gold"] += 1
            counted[f"{key}:right"] += right
    return counted


def _compare(counted: Tally, key: str, gold: str | None, ours: str | None) -> None:
    found(counted, key, right=ours is not None and ours == gold, predicted=ours is not None, gold=gold is not None)


def _iso(date: str | None) -> str | None:
    """The set writes ``2015-2-8`` as well."""
    parts = _DATE.fullmatch(date or "")
    return f"{parts[1]}-{int(parts[2]):02}-{int(parts[3]):02}" if parts else None


def _killed(gold: Json) -> int:
    return sum("killed" in one["outcome"] for one in gold["victims"])


def _injured(gold: Json) -> int:
    return sum(bool(one["outcome"]) and "killed" not in one["outcome"] for one in gold["victims"])


def plain_city(name: str) -> str:
    """A place name without case, punctuation and outer words of its kind (``City of``); Saint, Fort and Mount short."""
    words = _words(name)
    words = words[2:] if words[:2] == ["city", "of"] else words
    return " ".join(_SHORT.get(word, word) for word in words)


def _cities(place: Json) -> set[str]:
    return {plain_city(name) for name in (place["name"], *(span["text"] for span in place["evidence"]))}


def plain_person(name: str) -> tuple[str, ...]:
    """A name's words in lower case without titles, nicknames in quotation marks, and ``Jr``."""
    return tuple(word for word in _words(_NICKNAME.sub(" ", name)) if word not in _TITLES | _SUFFIXES)


def same_person(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two plain names can be one person's: the same last word, and the same first where both have several.

    Middle names and initials do not tell people apart.
    """
    if not one or not other or one[-1] != other[-1]:
        return False
    return one[0] == other[0] or 1 in (len(one), len(other))


def _words(name: str) -> list[str]:
    return _NOT_A_LETTER.sub("", name.replace("-", " ")).casefold().split()


def victims(events: Sequence[Json]) -> list[tuple[str, ...]]:
    """The plain names of people that the events' victims are called by, each person once.

    A name is two to six capitalised words; a mention may list several people, or give a name beside other words.
    """
    people: list[tuple[str, ...]] = []
    for argument in incident.fillers(events, "victim"):
        mentions = [argument["text"], *(span["text"] for span in argument["evidence"])]
        for part in (part for mention in mentions for part in _LIST.split(_NICKNAME.sub(" ", mention))):
            if _is_name(part) and not any(same_person(plain_person(part), known) for known in people):
                people.append(plain_person(part))
    return people


def _is_name(words: str) -> bool:
    split = words.split()
    capitals = all(word[0].isupper() or word.casefold() in _PARTICLES for word in split)
    return capitals and not any(map(str.isdigit, words)) and 2 <= len(plain_person(words)) <= 6


def _count_names(counted: Tally, gold: Sequence[Json], events: Sequence[Json]) -> None:
    there = list(dict.fromkeys(plain_person(one["name"]["text"]) for one in gold if one["name"]))
    here = victims(events)
    pairs = align(there, here, lambda name, our: int(same_person(name, our)))
    found(counted, "name", right=len(pairs), predicted=len(here), gold=len(there))


def _count_weapon(counted: Tally, gold: Json | None, events: Sequence[Json]) -> None:
    """One weapon a report, as the set has it: the instrument of the highest score."""
    best = max(incident.fillers(events, "instrument"), key=lambda one: float(one["score"]), default=None)
    heads = [_singular(word) for word in _words(best["text"])][-1:] if best else []
    right = bool(gold and heads and heads[0] in map(_singular, _words(gold["text"])))
    found(counted, "weapon", right=right, predicted=best is not None, gold=gold is not None)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
