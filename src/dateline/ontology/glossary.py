"""One glossary of every label of the record, for the Python API, the command line and the pages."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from dateline.errors import ArtifactError
from dateline.ontology.registry import TYPES, event_type
from dateline.schema.span import Frozen


class Sense(Frozen):
    """What a label means as a label of ``group``."""

    group: str
    definition: str


class Entry(Frozen):
    """A label of the record with its senses: ``military`` is a kind of entity and a kind of source."""

    term: str
    senses: tuple[Sense, ...]

    @property
    def definition(self) -> str:
        """The definition of the first sense."""
        return self.senses[0].definition


def explain(term: str) -> Entry | None:
    """The entry of a label, whatever its case and with blanks or underscores for hyphens; None if there is none."""
    return _entries().get(_key(term))


def terms() -> tuple[str, ...]:
    """Every label, in alphabetical order."""
    return tuple(sorted(entry.term for entry in _entries().values()))


def suggest(term: str) -> tuple[str, ...]:
    """Up to three labels that are near to ``term``, the nearest first."""
    known = _entries()
    return tuple(known[key].term for key in get_close_matches(_key(term), sorted(known), n=3, cutoff=0.6))


def _key(term: str) -> str:
    return "-".join(term.lower().replace("_", " ").replace("-", " ").split())


@cache
def _entries() -> Mapping[str, Entry]:
    senses: dict[str, list[Sense]] = {}
    for name in TYPES:
        kind = event_type(name)
        senses[name] = [Sense(group=f"event type ({kind.family})", definition=kind.definition)]
    for group, labels in _table().items():
        for term, definition in labels.items():
            senses.setdefault(term, []).append(Sense(group=group, definition=definition))
    return MappingProxyType({_key(term): Entry(term=term, senses=tuple(held)) for term, held in senses.items()})


def _table() -> dict[str, dict[str, str]]:
    source = files("dateline.ontology") / "glossary.toml"
    try:
        return tomllib.loads(source.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ArtifactError(f"the glossary cannot be read from {source}: {error}") from error
