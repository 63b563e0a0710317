"""Who tells it on their own: publishers, agencies and copies.

Corroboration counts publishers that are independent of each other. A report's publisher is the agency whose text it is,
where its byline, its first line or its outlet says so, else its outlet, else the host of its address. Near-duplicate
texts are one telling: MinHash signatures of five-word shingles (Broder 1997) estimate how much of two texts is shared.
A copy connects all that it is like, and the publishers it stands under, so it never raises the count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final
from urllib.parse import urlsplit
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from dateline.ingest.wire import read_dateline
from dateline.ingest.words import key
from dateline.ingest.words import words as word_lists
from dateline.link.words import words
from dateline.schema.report import Report

SHINGLE: Final = 5
SIGNATURE: Final = 128
COPY: Final = 0.5
"""Share of shingles in common (Jaccard) from which on two texts are one."""
_PRIME: Final = (1 << 31) - 1
_ONE_AGENCY: Final = {
    "associated press": "ap", "ap news": "ap", "afp news": "afp", "agence france-presse": "afp", "itar-tass": "tass",
    "pa": "press association", "canadian press": "cp", "pti": "press trust of india", "aa": "anadolu",
    "dpa international": "dpa", "bbc news": "bbc", "rferl": "rfe/rl",
}  # fmt: skip
"""Names of one agency, in the form of ``ingest.words``' list without the article."""
_PARAGRAPHS: Final = 3


@dataclass(frozen=True)
class Origins:
    """Where the reports of an incident come from, by report id."""

    publisher: Mapping[str, str | None]
    copy_of: Mapping[str, str | None]
    independent: Mapping[str, int]
    """the number of each report's origin: reports of one origin are not independent of each other"""

    def publishers(self, reports: Iterable[str]) -> int:
        """How many independent publishers some reports make; those that do not tell theirs are taken for one."""
        return len({self.independent[report] for report in reports})


def publisher(report: Report) -> str | None:
    """Whose text a report is, in lower case; None where it does not tell."""
    for told in _credits(report):
        name = key(told).removeprefix("by ").removeprefix("the ")
        if name in _agencies():
            return _ONE_AGENCY.get(name, name)
    if report.outlet:
        return key(report.outlet).removeprefix("the ")
    host = urlsplit(report.url).hostname if report.url else None
    return host.removeprefix("www.") if host else None


@cache
def _agencies() -> frozenset[str]:
    return frozenset(name.removeprefix("the ") for name in word_lists().agencies)


def _credits(report: Report) -> Iterator[str]:
    """The names to which a report is credited, in the order in which they are believed."""
    yield from re.split(r",| and |/|;", report.byline or "")
    for paragraph in report.text.split("\n\n", _PARAGRAPHS)[:_PARAGRAPHS]:
        if (found := read_dateline(paragraph)) is not None and found.agency is not None:
            yield found.agency
    yield report.outlet or ""


@lru_cache(4096)
def signature(text: str) -> NDArray[np.int64]:
    """The MinHash signature (``SIGNATURE``,) of a text's shingles; of a text shorter than one, of all its words."""
    found = words(text)
    count = max(1, len(found) - SHINGLE + 1)
    shingles = {crc32(" ".join(found[at : at + SHINGLE]).encode()) % _PRIME for at in range(count)}
    values = np.fromiter(shingles, np.int64, len(shingles))
    factors, offsets = _permutations()
    least: NDArray[np.int64] = ((values[:, None] * factors + offsets) % _PRIME).min(0)
    return least


@lru_cache(1)
def _permutations() -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Factors and offsets of fixed random permutations of the hashes."""
    drawn = np.random.default_rng(20240229)
    return drawn.integers(1, _PRIME, SIGNATURE), drawn.integers(0, _PRIME, SIGNATURE)


def likeness(one: str, other: str) -> float:
    """The estimated share of shingles that two texts have in common (Jaccard), within about 0.05."""
    return float((signature(one) == signature(other)).mean())


def origins(reports: Sequence[Report]) -> Origins:
    """Who tells what a set of reports tells, and which of them copy another."""
    ordered = sorted({each.id: each for each in reports}.values(), key=lambda each: (each.published or "~", each.id))
    told = {each.id: publisher(each) for each in ordered}
    alike = _alike(ordered)
    root = {each.id: each.id for each in ordered}

    def top(report: str) -> str:
        while root[report] != report:
            report = root[report]
        return report

    first: dict[str | None, str] = {}
    for each in ordered:
        for other in (*alike[each.id], first.setdefault(told[each.id], each.id)):
            root[top(each.id)] = top(other)
    number = {name: at for at, name in enumerate(sorted({top(each.id) for each in ordered}))}
    copy_of = {name: next(iter(earlier), None) for name, earlier in alike.items()}
    return Origins(told, copy_of, {each.id: number[top(each.id)] for each in ordered})


def _alike(ordered: Sequence[Report]) -> dict[str, list[str]]:
    """Of each report the earlier ones whose text it repeats, the earliest first."""
    if not ordered:
        return {}
    signatures = np.stack([signature(each.text) for each in ordered])
    return {
        each.id: [
            ordered[int(other)].id for other in np.flatnonzero((signatures[:at] == signatures[at]).mean(1) >= COPY)
        ]
        for at, each in enumerate(ordered)
    }
