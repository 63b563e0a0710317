"""Countries by their ISO 3166-1 alpha-2 code, in the codes of other lists."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final, NamedTuple

_UNLIKE_CAMEO: Final = frozenset({"RO", "TL", "XK", "ME", "RS", "SS", "CD"})
"""Countries that CAMEO's list of 2012 has under another code than ISO's today, or not at all."""


class Country(NamedTuple):
    """The codes of one country; empty where a list has none."""

    iso2: str
    iso3: str
    numeric: str
    fips: str
    name: str


@cache
def countries() -> Mapping[str, Country]:
    """Every country by its ISO alpha-2 code."""
    text = (files("dateline.export") / "data" / "countries.csv").read_text(encoding="utf-8")
    rows = (Country(**row) for row in csv.DictReader(text.splitlines()))
    return MappingProxyType({row.iso2: row for row in rows})


def country(code: str | None) -> Country | None:
    """The country of an ISO alpha-2 code."""
    return countries().get(code) if code else None


def cameo_code(code: str | None) -> str | None:
    """The three letters by which CAMEO knows a country, None where they may differ from ISO's."""
    found = country(code)
    return found.iso3 if found and found.iso2 not in _UNLIKE_CAMEO else None
