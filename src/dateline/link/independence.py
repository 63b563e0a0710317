"""Who tells it on their own: publishers, agencies and copies.

Corroboration counts publishers that are independent of each other. A report's publisher is the agency whose text it is,
where its byline, its first line or its outlet says so, else its outlet, else the host of its address. Near-duplicate
texts are one telling: MinHash signatures of five-word shingles (Broder 1997) estimate how much of two texts is shared,
and bands of a signature find the texts to estimate it for (a store keeps both, and finds copies among all it holds). A
copy connects all that it is like, and the publishers it stands under, so it never raises the count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
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
_BAND: Final = 3
"""Values of a signature in one band: of two texts with half of their values in common, 99.6 of 100 share a band."""
_PRIME: Final = (1 << 31) - 1
_MIX: Final = np.uint64(0x9E3779B97F4A7C15)
_ONE_AGENCY: Final = {
    "associated press": "ap", "ap news": "ap", "afp news": "afp", "agence france-presse": "afp", "itar-tass": "tass",
    "pa": "press association", "canadian press": "cp", "pti": "press trust of india", "aa": "anadolu",
    "dpa international": "dpa", "bbc news": "bbc", "rferl": "rfe/rl",
}  # fmt: skip
"""Names of one agency, in the form of ``ingest.words``' list without the article."""
_PARAGRAPHS: Final = 3


Signature = NDArray[np.int64]


@dataclass(frozen=True)
class Origins:
    """Where the reports of an incident come from, by the name of each."""

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
def signature(text: str) -> Signature:
    """The MinHash signature (``SIGNATURE``,) of a text's shingles; of a text shorter than one, of all its words."""
    found = words(text)
    count = max(1, len(found) - SHINGLE + 1)
    shingles = {crc32(" ".join(found[at : at + SHINGLE]).encode()) % _PRIME for at in range(count)}
    values = np.fromiter(shingles, np.int64, len(shingles))
    factors, offsets = _permutations()
    least: Signature = ((values[:, None] * factors + offsets) % _PRIME).min(0)
    return least


def bands(signed: Signature) -> list[int]:
    """The bands of a signature as signed numbers of 64 bits: like texts have one in common, others hardly ever."""
    parts = signed[: SIGNATURE - SIGNATURE % _BAND].astype(np.uint64).reshape(-1, _BAND)
    mixed = np.arange(len(parts), dtype=np.uint64)
    for column in parts.T:
        mixed = (mixed * _MIX) ^ (mixed >> np.uint64(29)) ^ (column * _MIX)
    return mixed.view(np.int64).tolist()


def shared(one: Signature, other: Signature) -> float:
    """The estimated share of shingles that two texts have in common (Jaccard), within about 0.05."""
    return float((one == other).mean())


@lru_cache(1)
def _permutations() -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Factors and offsets of fixed random permutations of the hashes."""
    drawn = np.random.default_rng(20240229)
    return drawn.integers(1, _PRIME, SIGNATURE), drawn.integers(0, _PRIME, SIGNATURE)


def likeness(one: str, other: str) -> float:
    """``shared`` of two texts."""
    return shared(signature(one), signature(other))


def origins(
    reports: Mapping[str, Report],
    signatures: Mapping[str, Signature] | None = None,
    decided: Mapping[str, str] | None = None,
) -> Origins:
    """Who tells what some reports tell, and which of them copy another.

    ``reports`` by the names under which they are answered; ``signatures`` of their texts where they are known;
    ``decided``: which copies which by what a person says.
    """
    ordered = sorted(reports, key=lambda name: (reports[name].published or "~", reports[name].id, name))
    told = {name: publisher(reports[name]) for name in ordered}
    alike = _alike({name: signatures[name] if signatures else signature(reports[name].text) for name in ordered})
    for name, other in (decided or {}).items():
        if name in alike and other in alike:
            alike[name] = [other, *alike[name]]
    root = {name: name for name in ordered}

    def top(name: str) -> str:
        while root[name] != name:
            name = root[name]
        return name

    first: dict[str | None, str] = {}
    for name in ordered:
        for other in (*alike[name], first.setdefault(told[name], name)):
            root[top(name)] = top(other)
    number = {name: at for at, name in enumerate(sorted({top(name) for name in ordered}))}
    copy_of = {name: next(iter(earlier), None) for name, earlier in alike.items()}
    return Origins(told, copy_of, {name: number[top(name)] for name in ordered})


def _alike(signatures: Mapping[str, Signature]) -> dict[str, list[str]]:
    """Of each text, in the order given, the earlier ones that it repeats, the earliest first."""
    if len(signatures) == 1:
        return {name: [] for name in signatures}
    kept: dict[int, list[str]] = {}
    found: dict[str, list[str]] = {}
    for name, signed in signatures.items():
        own = bands(signed)
        earlier = dict.fromkeys(other for band in own for other in kept.get(band, ()))
        found[name] = [other for other in signatures if other in earlier and shared(signatures[other], signed) >= COPY]
        for band in own:
            kept.setdefault(band, []).append(name)
    return found
