"""The event types: their names in a fixed order, and what each means, read from one TOML file a type.

The names stand here as well as in the files, so that a reader who needs only the order of a model's classes pays for
no file; a conformance test holds the two to each other.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal

from pydantic import Field, ValidationError, model_validator

from dateline.errors import ArtifactError, DataError
from dateline.schema.reading import Role
from dateline.schema.span import Frozen

Family = Literal["violence", "demonstrations", "state", "words"]

FAMILIES: Mapping[Family, tuple[str, ...]] = MappingProxyType(
    {
        "violence": (
            "armed-clash", "armed-assault", "shelling", "air-strike", "bombing", "suicide-bombing", "assassination",
            "execution", "killing", "abduction", "sexual-violence", "mob-violence", "chemical-attack",
            "property-destruction", "territory-change", "weapons-disrupted",
        ),
        "demonstrations": ("protest", "riot", "crackdown"),
        "state": ("arrest", "trial", "deployment", "agreement", "sanction", "aid"),
        "words": ("meeting", "accusation", "denial", "demand", "threat", "condemnation", "pledge"),
    }
)  # fmt: skip
"""The types of each family, in the record's order."""

TYPES: tuple[str, ...] = tuple(name for names in FAMILIES.values() for name in names)
"""Every event type, in the record's order: the order of a model's type classes."""


class ForeignCodes(Frozen):
    """The codes of a type in the foreign schemes, before the facts of one event refine them.

    ``acled`` is (event type, sub-event type), ``plover`` is (type, mode or an empty string), ``ucdp`` says whether
    the type can be organised violence at all. A scheme without a code for the type is null.
    """

    acled: tuple[str, str] | None = None
    plover: tuple[str, str] | None = None
    cameo: str | None = None
    muc4: str | None = None
    ucdp: bool = False
    why_not: dict[str, str] = Field(default_factory=dict)
    """The reason for every scheme above that has no code, by the scheme's name."""

    @model_validator(mode="after")
    def _explained(self) -> ForeignCodes:
        held = {name for name in ("acled", "plover", "cameo", "muc4", "ucdp") if getattr(self, name)}
        missing = {"acled", "plover", "cameo", "muc4", "ucdp"} - held
        if missing != set(self.why_not):
            raise ValueError(f"reasons are needed for {sorted(missing)}, given for {sorted(self.why_not)}")
        return self


class Example(Frozen):
    """A sentence that tells an event of the type; ``trigger`` is marked with brackets in the file."""

    text: str
    trigger: str

    @model_validator(mode="before")
    @classmethod
    def _unmark(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        before, opened, rest = value.partition("[")
        trigger, closed, after = rest.partition("]")
        if not (opened and closed and trigger):
            raise ValueError(f"no trigger is marked with brackets in {value!r}")
        return {"text": before + trigger + after, "trigger": trigger}


class EventType(Frozen):
    """What one event type means, and what it is called elsewhere."""

    name: str
    family: Family
    definition: str
    notes: tuple[str, ...] = ()
    """The coding notes: what belongs here and what belongs to a neighbouring type."""
    roles: dict[Role, str]
    """Who or what fills each role of the type."""
    codes: ForeignCodes
    examples: tuple[Example, ...]


@cache
def types() -> tuple[EventType, ...]:
    """Every event type in the order of ``TYPES``.

    Raises:
        ArtifactError: a type's file is missing or does not hold what a type needs.
    """
    return tuple(_load(name) for name in TYPES)


@cache
def event_type(name: str) -> EventType:
    """The type of that name.

    Raises:
        DataError: there is no such type; the message names those that are near.
    """
    if name not in TYPES:
        near = get_close_matches(name, TYPES, n=3)
        hint = f"did you mean {', '.join(near)}?" if near else f"there are {', '.join(TYPES)}"
        raise DataError(f"no event type is called {name!r}; {hint}")
    return _load(name)


@cache
def _load(name: str) -> EventType:
    source = files("dateline.ontology") / "types" / f"{name}.toml"
    try:
        return EventType.model_validate(tomllib.loads(source.read_text(encoding="utf-8")))
    except (OSError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise ArtifactError(f"the event type {name!r} cannot be read from {source}: {error}") from error
