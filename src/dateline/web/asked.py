"""What a page or a call asks for: the filters, as its address holds them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from difflib import get_close_matches
from functools import cache
from typing import Annotated, Any, Final, Literal, get_args, get_origin, get_type_hints
from urllib.parse import urlencode

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.params import Query
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from dateline.ontology.registry import FAMILIES, TYPES
from dateline.schema.span import Frozen
from dateline.store.incident_queries import IncidentSearch
from dateline.store.queries import Box, Near, Search
from dateline.store.report_queries import ReportSearch

MOST_AT_ONCE: Final = 200
LARGEST: Final = 2**53
"""Numbers beyond have no exact place in JSON."""

_NEAR: Final = 0.8
"""How alike a name must be to be the one that was meant: a slip of the keys, and not only some of the same letters."""

_LAT: Final = (-90.0, 90.0)
_LON: Final = (-180.0, 180.0)
_DAY: Final = r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"


def _plain(value: str) -> str:
    if any(ord(letter) < 32 or 0xD800 <= ord(letter) < 0xE000 for letter in value):
        raise ValueError("control characters cannot be looked for")
    return value


def _known_type(value: str) -> str:
    if value not in TYPES:
        raise ValueError("there is no such event type: see /api/v1/types")
    return value


def _numbers(value: str, *bounds: tuple[float, float]) -> tuple[float, ...]:
    """As many numbers as there are bounds, each within its own."""
    try:
        found = tuple(float(each) for each in value.split(","))
    except ValueError as error:
        raise ValueError("write numbers with commas between them") from error
    if len(found) != len(bounds) or not all(
        low <= each <= high for each, (low, high) in zip(found, bounds, strict=True)
    ):
        raise ValueError(
            f"needs {len(bounds)} numbers within {', '.join(f'{low:g} to {high:g}' for low, high in bounds)}"
        )
    return found


def _a_box(value: str) -> str:
    _west, south, _east, north = _numbers(value, _LON, _LAT, _LON, _LAT)
    if south > north:
        raise ValueError("the south of a box lies below its north")
    return value


def _a_circle(value: str) -> str:
    _numbers(value, _LAT, _LON, (0, 20_100))
    return value


def _real_day(value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise ValueError("there is no such day: write 2024-09-13") from error


Words = Annotated[str, Field(max_length=200), AfterValidator(_plain)]
Day = Annotated[str, Field(pattern=_DAY), AfterValidator(_real_day)]
TypeName = Annotated[str, AfterValidator(_known_type), Field(json_schema_extra={"enum": list(TYPES)})]
BoxText = Annotated[str, Field(max_length=100), AfterValidator(_a_box)]
CircleText = Annotated[str, Field(max_length=100), AfterValidator(_a_circle)]
Cursor = Annotated[str, Field(max_length=300, pattern=r"^[A-Za-z0-9_-]+$")]
Number = Annotated[int, Field(ge=1, le=LARGEST)]


async def nothing_else(request: Request) -> None:
    """Refuse an address that holds names which its operation does not ask: a misspelt filter would find everything.

    Raises:
        RequestValidationError: for each such name, with those that are near, or those that there are.
    """
    names = _asks(request.scope["endpoint"])
    unknown = [each for each in request.query_params if each not in names]
    if unknown:
        raise RequestValidationError(
            [{"loc": ("query", each), "msg": _unknown(each, names), "type": "extra_forbidden"} for each in unknown]
        )


@cache
def _asks(endpoint: Callable[..., Any]) -> tuple[str, ...]:
    """The names that an operation takes from the query of an address."""
    names: list[str] = []
    for name, hint in get_type_hints(endpoint, include_extras=True).items():
        kind, *marks = get_args(hint) if get_origin(hint) is Annotated else (hint,)
        if not any(isinstance(mark, Query) for mark in marks):
            continue
        several = kind.model_fields if isinstance(kind, type) and issubclass(kind, BaseModel) else {}
        names += [field.alias or each for each, field in several.items()] or [name]
    return tuple(names)


def _unknown(name: str, names: Sequence[str]) -> str:
    if near := get_close_matches(name, names, cutoff=_NEAR):
        return f"there is no such parameter; did you mean {', '.join(near)}?"
    return f"there is no such parameter; there are {', '.join(names)}" if names else "this takes no parameters"


class _Asked(Frozen):
    """Base: what a form leaves empty asks for nothing."""

    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True)

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        held = {name: [each for each in value if each != ""] if isinstance(value, list) else value
                for name, value in given.items()}  # fmt: skip
        return {name: value for name, value in held.items() if value not in ("", [])}

    def query(self, **changed: Any) -> str:
        """The filters as the query of an address, with some of them changed; None takes one away."""
        held = self.model_dump(by_alias=True, exclude_defaults=True) | {
            {"since": "from", "until": "to"}.get(name, name): value for name, value in changed.items()
        }
        pairs = [(name, each) for name, value in held.items() if value is not None
                 for each in (value if isinstance(value, tuple | list) else (value,))]  # fmt: skip
        return urlencode(pairs)


class _Happenings(_Asked):
    """The filters of events and incidents alike. What is not given asks for nothing."""

    q: Words | None = Field(None, description='Words of a report: all of them; "a phrase", begin*, -absent.')
    since: Day | None = Field(None, alias="from", description="On or after this day.")
    until: Day | None = Field(None, alias="to", description="On or before this day.")
    type: tuple[TypeName, ...] = Field((), description="Of one of these types.")
    family: Literal["violence", "demonstrations", "state", "words"] | None = Field(None, description="Of this family.")
    actor: Words | None = Field(None, description="Words of an actor's mention or name, or its id.")
    outlet: Words | None = Field(None, description="Told by this outlet.")
    killed: Annotated[int, Field(ge=0, le=10**9)] | None = Field(None, description="At least so many were killed.")
    box: BoxText | None = Field(None, description="WEST,SOUTH,EAST,NORTH in degrees.")
    near: CircleText | None = Field(None, description="LATITUDE,LONGITUDE,KILOMETRES.")
    as_of: Day | None = Field(None, description="The state at this day's end.")

    def _search(self) -> dict[str, Any]:
        """What the store is asked, by the names that its searches have in common."""
        return {
            "text": self.q, "since": self.since, "until": self.until,
            "types": self.type or (FAMILIES[self.family] if self.family else ()), "actor": self.actor,
            "outlet": self.outlet, "box": Box(*map(float, self.box.split(","))) if self.box else None,
            "near": Near(*map(float, self.near.split(","))) if self.near else None, "killed": self.killed,
            "as_of": self.as_of,
        }  # fmt: skip


class AskedEvents(_Happenings):
    """The filters of events."""

    unreviewed: bool = Field(False, description="As the machine tells them, whatever people decided.")

    def search(self, *, limit: int | None = None, after: str | None = None) -> Search:
        """What the store is asked."""
        return Search(**self._search(), unreviewed=self.unreviewed, limit=limit, after=after)


class Asked(_Happenings):
    """The filters of incidents; words and outlet are those of a member's report."""

    country: Annotated[str, Field(pattern=r"^[A-Za-z]{2}$")] | None = Field(None, description="ISO 3166 code.")
    salience: tuple[Literal["main", "related", "background"], ...] = Field((), description="The highest of a member.")
    publishers: Annotated[int, Field(ge=1, le=10**6)] | None = Field(
        None, description="Told by at least so many publishers independent of each other."
    )
    disputed: Literal["any", "type", "time", "place", "killed", "injured"] | None = Field(
        None, description="Reports contradict each other in this field."
    )
    order: Literal["day", "published", "changed", "killed", "publishers"] = Field("day", description="Highest first.")

    def search(self, *, limit: int | None = None, after: str | None = None) -> IncidentSearch:
        """What the store is asked."""
        return IncidentSearch(
            **self._search(), saliences=self.salience, country=self.country, publishers=self.publishers,
            disputed=self.disputed, order=self.order, limit=limit, after=after,
        )  # fmt: skip

    @property
    def many(self) -> int:
        """How many filters are set; the order is none."""
        return len(self.model_dump(exclude_defaults=True, exclude={"order"}))


class AskedReports(_Asked):
    """The filters of reports."""

    q: Words | None = Field(None, description='Words of the report: all of them; "a phrase", begin*, -absent.')
    outlet: Words | None = Field(None, description="Published by this outlet.")
    since: Day | None = Field(None, alias="from", description="Published on or after this day.")
    until: Day | None = Field(None, alias="to", description="Published on or before this day.")

    def search(self, *, limit: int | None = None, after: str | None = None) -> ReportSearch:
        """What the store is asked."""
        return ReportSearch(
            text=self.q, outlet=self.outlet, since=self.since, until=self.until, limit=limit, after=after
        )
