"""Geoparsing: place names found in news and put on the map (Gritta et al., A Pragmatic Guide to Geoparsing Evaluation,
2020; github.com/milangritta/Pragmatic-Guide-to-Geoparsing-Evaluation, GPL-3.0; the texts are their publishers').

Files of ``{docid, text, toponyms: [{start, end, name, lat, lon, geonameid}]}``, one document a line. These sets mark
demonyms ("Turkish") and metonyms as toponyms, so here a reading's metonyms and the draft's demonyms, placed at their
country, are predictions too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from dateline.evaluate.base import Document, Row, nowhere
from dateline.evaluate.differences import Difference, extent_kind, words
from dateline.evaluate.files import dev_ids, find, read_objects
from dateline.evaluate.match import align, couples, ranges, shared
from dateline.evaluate.scores import (
    Measure,
    Resamples,
    Scores,
    Tally,
    Values,
    f1,
    found,
    precision,
    recall,
    scores,
    share,
)
from dateline.gazetteer.base import distance_km
from dateline.schema.draft import Draft
from dateline.schema.reading import Reading

Json = dict[str, Any]

NEAR_KM = 161
"""100 miles, the set's own measure of a right resolution."""

SETS = {"lgl": "LGL", "trnews": "TR-News"}
"""The sets with figures of their own, by how their files' names begin: they differ too much in what is hard (small
towns of the United States here, cities of the world there) for one figure to tell both."""

_EXACT = 10**6


@dataclass(frozen=True)
class Geoparsing:
    """The benchmark ``geoparsing``; ``demonym_place`` is as in ``Settings``."""

    demonym_place: Callable[[str], tuple[float, float, int | None] | None] = nowhere

    name = "geoparsing"

    def load(self, path: Path, only: Path | None = None) -> Iterator[Document]:
        """The documents of every file, with their titles; the date of a download is no publication date."""
        wanted, seen = dev_ids(only, ("lgl", "trnews")), set[str]()
        for file in find(path, ("*.jsonl",)):
            for gold in read_objects(file, ("docid", "text", "toponyms")):
                docid = str(gold["docid"])
                if docid in seen or (wanted is not None and docid not in wanted):
                    continue
                seen.add(docid)
                held = gold | {"set": _set(file)}
                yield Document(id=docid, text=gold["text"], gold=held, headline=gold.get("title") or None)

    def predictions(self, docid: str, reading: Reading, draft: Draft) -> Row:
        """Every mention of a place, metonyms included, and demonyms that are not part of one."""
        toponyms = {
            (span.start, span.end): {
                "start": span.start,
                "end": span.end,
                "lat": place.lat,
                "lon": place.lon,
                "geonameid": place.geonameid,
            }
            for place in reading.places
            for span in place.evidence
        }
        for mark in draft.demonyms:
            if any(shared((mark.start, mark.end), other) for other in toponyms):
                continue
            at = self.demonym_place(reading.report.text[mark.start : mark.end])
            lat, lon, geonameid = at or (None, None, None)
            toponyms[mark.start, mark.end] = {
                "start": mark.start,
                "end": mark.end,
                "lat": lat,
                "lon": lon,
                "geonameid": geonameid,
            }
        return {"docid": docid, "toponyms": [toponyms[at] for at in sorted(toponyms)]}

    def score(self, documents: Sequence[Document], rows: Mapping[str, Row]) -> Scores:
        """Recognition by overlap; resolution by distance, over the gold that has coordinates; this by set, too."""
        unread: Row = {"toponyms": []}
        results = [_tally(one.gold, rows.get(one.id, unread)["toponyms"]) for one in documents]
        return scores(Resamples([tally for tally, _ in results]), _measures([metres for _, metres in results]))

    def errors(self, document: Document, row: Row) -> list[Difference]:
        """Toponyms in order of gold, each with its coordinates where gold has them, then what is spurious."""
        return list(_differences(document.text, document.gold["toponyms"], row["toponyms"]))


def _set(file: Path) -> str | None:
    """The set that a file belongs to, by its name; None of any other."""
    return next((key for key in SETS if file.name.lower().startswith(key)), None)


def _tally(document: Json, ours: Sequence[Json]) -> tuple[Tally, list[int]]:
    """The counts of one document, pooled and under its set's name, and its resolved toponyms' distances in metres."""
    counted, metres = Tally(), list[int]()
    gold: Sequence[Json] = document["toponyms"]
    pairs = _pairs(gold, ours)
    found(counted, "toponym", right=len(pairs), predicted=len(ours), gold=len(gold))
    counted["placed:gold"] = sum(one["lat"] is not None for one in gold)
    metres += [away for i, j in pairs if (away := _metres(gold[i], ours[j])) is not None]
    counted["resolved"] = len(metres)
    counted["metres"] = sum(metres)
    counted["near"] = sum(value <= 1000 * NEAR_KM for value in metres)
    if of := document.get("set"):
        counted.update({f"{of}:{key}": counted[key] for key in ("placed:gold", "resolved", "near")})
    return counted, metres


def _pairs(gold: Sequence[Json], ours: Sequence[Json]) -> list[tuple[int, int]]:
    return align(gold, ours, _closeness)


def _metres(gold: Json, ours: Json) -> int | None:
    """How far apart two toponyms are; None where one is not resolved."""
    if gold["lat"] is None or ours["lat"] is None:
        return None
    return round(1000 * distance_km(gold["lat"], gold["lon"], ours["lat"], ours["lon"]))


def _differences(text: str, gold: Sequence[Json], ours: Sequence[Json]) -> Iterator[Difference]:
    for item, (one, our) in enumerate(couples(gold, ours, _pairs(gold, ours)), 1):
        there, here = (ranges([side]) if side else [] for side in (one, our))
        yield Difference(
            field="toponym", kind=extent_kind(there, here), item=item, gold=words(text, there), ours=words(text, here),
            gold_evidence=tuple(there), our_evidence=tuple(here),
        )  # fmt: skip
        if one and our and one["lat"] is not None:
            away = _metres(one, our)
            yield Difference(
                field="coordinates", item=item, gold=_point(one), ours=_point(our),
                kind="missed" if away is None else "right" if away <= 1000 * NEAR_KM else "wrong",
                gold_evidence=tuple(there), our_evidence=tuple(here),
                note="" if away is None else f"{away / 1000:,.0f} km apart",
            )  # fmt: skip


def _point(toponym: Json) -> str:
    if toponym["lat"] is None:
        return ""
    return f"{toponym['lat']:.2f}, {toponym['lon']:.2f} (GeoNames {toponym['geonameid'] or 'not told'})"


def _closeness(gold: Json, ours: Json) -> int:
    """Any overlap matches; the same ends before more characters."""
    here, there = (gold["start"], gold["end"]), (ours["start"], ours["end"])
    return (here == there) * _EXACT + shared(here, there)


def _measures(metres: Sequence[Sequence[int]]) -> tuple[Measure, ...]:
    def mean(sums: Resamples) -> Values:
        resolved = sums.total("resolved")
        return np.divide(sums.total("metres"), 1000 * resolved, out=np.full_like(resolved, np.nan), where=resolved > 0)

    def median(sums: Resamples) -> Values:
        return sums.median(metres) / 1000

    return (
        f1("recognition F1", "toponym"),
        precision("recognition precision", "toponym"),
        recall("recognition recall", "toponym"),
        share("within 161 km, of all", "near", "placed:gold"),
        share("within 161 km, of resolved", "near", "resolved"),
        *(measure for key, name in SETS.items() for measure in _of_set(key, name)),
        Measure(name="mean distance", compute=mean, counted="resolved", unit="km"),
        Measure(name="median distance", compute=median, counted="resolved", unit="km"),
    )


def _of_set(key: str, name: str) -> tuple[Measure, ...]:
    """The shares of one set; nothing to score where no document is of it."""
    return (
        share(f"{name} within 161 km, of all gold", f"{key}:near", f"{key}:placed:gold"),
        share(f"{name} within 161 km, of resolved", f"{key}:near", f"{key}:resolved"),
    )
