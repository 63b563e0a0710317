"""Every export format by its name. A new one is a module and a line here."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from types import MappingProxyType
from typing import Final

from dateline.errors import DataError, MissingExtraError
from dateline.export.base import Format

MODULES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "acled": "acled",
        "ucdp-ged": "ucdp",
        "plover": "plover",
        "gdelt": "gdelt",
        "geojson": "geojson",
        "csv": "csv",
        "xlsx": "xlsx",
        "parquet": "parquet",
        "jsonl": "jsonl",
        "ics": "ics",
        "stix": "stix",
        "kml": "kml",
    }
)
"""The module of each format."""


def export_format(name: str) -> Format:
    """The format of that name.

    Raises:
        DataError: there is none; the message names all.
    """
    if name not in MODULES:
        raise DataError(f"there is no export format called {name!r}: choose from {', '.join(MODULES)}")
    found: Format = import_module(f"dateline.export.{MODULES[name]}").FORMAT
    return found


def require(format_: Format) -> None:
    """Raise MissingExtraError where a library that the format needs is not installed."""
    for library in format_.libraries:
        if find_spec(library) is None:
            raise MissingExtraError(f"{format_.name} needs {library}: pip install 'dateline[export]'")
