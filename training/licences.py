"""Under which licences the data sets may be learned from, and the choice among them: ``--licences MIT,Apache-2.0``.

Kept apart from training itself, so that what needs no torch can ask.
"""

from __future__ import annotations

import argparse
from collections.abc import Collection

LICENCES = {
    "corpus": "project", "own": "Apache-2.0", "polnear": "none-stated", "muc4": "MIT", "geoparsing": "GPL-3.0",
    "timeml": "LDC", "meantime": "CC-BY-4.0", "rams": "none-stated", "wikievents": "MIT", "ecbplus": "CC-BY-3.0",
    "snippets": "Apache-2.0",
}  # fmt: skip
"""Of every set, in the order in which they are read."""
NAMES = tuple(sorted(set(LICENCES.values())))


def chosen(text: str) -> frozenset[str]:
    """The licences of a comma-separated list.

    Raises:
        ArgumentTypeError: no set is under one of them; a slip would leave sets out without a word.
    """
    names = frozenset(name.strip() for name in text.split(","))
    if unknown := sorted(names - set(NAMES)):
        raise argparse.ArgumentTypeError(f"{', '.join(map(repr, unknown))} is none of {', '.join(NAMES)}")
    return names


def allowed(licences: Collection[str] | None) -> list[str]:
    """The sets under these licences, in order; all of them where none are given."""
    return [name for name, licence in LICENCES.items() if licences is None or licence in licences]


def add_option(parser: argparse.ArgumentParser) -> None:
    """Let a command be told ``--licences``."""
    sets = "; ".join(f"{each} ({', '.join(allowed({each}))})" for each in NAMES)
    parser.add_argument(
        "--licences", type=chosen, help=f"comma-separated: use only sets under these licences, of {sets}; else all"
    )
