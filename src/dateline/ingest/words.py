"""The tables of words by which furniture, sections, outlets and agencies are told (``data/words.toml``)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_EDGES = " \t\u00a0•·*|-–—_>»›<«‹►▶→#+=~"
_ENDS = _EDGES + ".:;,!…"


@dataclass(frozen=True)
class Words:
    """All entries in lower case; ``chrome_pattern`` matches whole lines."""

    chrome: frozenset[str]
    chrome_pattern: re.Pattern[str]
    tail: frozenset[str]
    sections: frozenset[str]
    outlet_cues: frozenset[str]
    agencies: frozenset[str]
    outlets: frozenset[str]
    no_place: frozenset[str]
    countries: frozenset[str]
    no_author: frozenset[str]
    roles: frozenset[str]
    function_words: frozenset[str]
    particles: frozenset[str]
    titles: frozenset[str]


@cache
def words() -> Words:
    """The tables, read once."""
    table = tomllib.loads(files("dateline.ingest").joinpath("data/words.toml").read_text("utf-8"))
    chrome = table["chrome"]
    pattern = "|".join(f"(?:{entry})" for entry in chrome["patterns"])
    sets = {name: frozenset(entries) for name, entries in table["words"].items()}
    return Words(
        chrome=frozenset(chrome["lines"]),
        chrome_pattern=re.compile(pattern, re.IGNORECASE),
        tail=frozenset(chrome["tail"]),
        **sets,
    )


def bare(line: str) -> str:
    """The line without bullets and rules at its edges."""
    return line.strip(_EDGES)


def key(line: str) -> str:
    """What a line is looked up by: lower case, straight apostrophes, one space, no marks at its edges."""
    return " ".join(line.strip(_ENDS).lower().replace("’", "'").split())
