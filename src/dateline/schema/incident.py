"""One happening as many reports tell it. Every value keeps who told it, and where in that report's text.

A member is one event of one report's reading; ``(report, event)`` names it here as everywhere: the report's id and the
event's id in its reading. Spans count in that report's text.
"""

from __future__ import annotations

from typing import Any, Generic, Literal, TypeVar

from pydantic import ConfigDict, Field

from dateline.schema.decision import Decided
from dateline.schema.reading import (
    Argument,
    Count,
    Modality,
    Place,
    Polarity,
    Role,
    Salience,
    SourceKind,
    Time,
)
from dateline.schema.span import Evidence, Frozen, Span

SettingRule = Literal["latest", "most-corroborated", "most-authoritative"]
Rule = Literal["latest", "most-corroborated", "most-authoritative", "highest", "lowest"]
"""How one of several values is chosen; ``link.reconcile`` says how each rule orders them."""
JoinedBy = Literal["founded", "joined", "merged", "waited", "decided"]
CasualtyKind = Literal["killed", "injured", "missing", "abducted", "arrested"]

V = TypeVar("V")


def source_name(report: str, document: int | None) -> str:
    """What one telling is of: a report, and in a store the document that has its text, which may be one of several."""
    return report if document is None else f"{report} {document}"


class Why(Frozen):
    """The reason that a member is in its incident.

    ``founded``: nothing told before was like it. ``joined``: it was like members of an incident. ``merged``: its
    incident became one with another. ``waited``: a background mention that came before its incident was founded.
    ``decided``: a person said so. ``like`` is the member most like it, as (report, event), ``score`` the probability
    that the two tell one happening, ``told`` what speaks for it, in words.
    """

    by: JoinedBy
    like: tuple[str, str] | None = None
    score: float | None = None
    told: tuple[str, ...] = ()


class Member(Frozen):
    """One event of one report, with what a list of reports shows of it.

    ``score`` is the mean probability that it tells the same as each other member, 1 for a lone one. ``publisher`` is
    whose text it is: an agency's where its text stands in another outlet; None where the report does not tell.
    ``copy_of`` is the report that its text repeats, None for an original. ``document``, ``lasting`` (the event's id)
    and ``copy_of_document`` are numbers of the store, None without one; there, one text may be several documents.
    ``decided`` says which of its fields people decided.
    """

    report: str
    event: str
    score: float
    why: Why
    type: str
    salience: Salience
    modality: Modality
    polarity: Polarity
    trigger: Span
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    headline: str | None = None
    publisher: str | None = None
    copy_of: str | None = None
    document: int | None = None
    lasting: int | None = None
    copy_of_document: int | None = None
    decided: tuple[Decided, ...] = ()

    @property
    def source(self) -> str:
        """What tells it, see ``source_name``."""
        return source_name(self.report, self.document)


class Telling(Frozen, Generic[V]):
    """One member's telling of a value, as its reading has it.

    ``score`` is the calibrated probability of the reading, where it has one; ``source_kind`` the most authoritative
    source that the report names for it, None where it tells it in its own voice. ``document`` is the number of the
    report's document in the store, None without one.
    """

    report: str
    event: str
    value: V
    evidence: Evidence
    score: float | None = None
    source_kind: SourceKind | None = None
    document: int | None = None

    @property
    def source(self) -> str:
        """What tells it, see ``source_name``."""
        return source_name(self.report, self.document)


class Told(Frozen, Generic[V]):
    """A value with all who tell it.

    ``publishers`` counts those that are independent of each other (copies once); 0 is not possible.
    """

    value: V
    tellings: tuple[Telling[V], ...]
    publishers: int


class Reconciled(Frozen, Generic[V]):
    """All values told of one field, and the one that a rule chose.

    ``told`` has the chosen value first, then by publishers; it is empty, and ``chosen`` None, where all are silent.
    ``disputed``: at least two values cannot both be true.
    """

    chosen: V | None = None
    rule: Rule
    disputed: bool = False
    told: tuple[Told[V], ...] = ()


class Toll(Reconciled[Count]):
    """How many were harmed in one way: ``low`` and ``high`` are bounds over all reports, ``best`` the chosen one's."""

    low: int | None = None
    best: int | None = None
    high: int | None = None


class Participant(Reconciled[Argument]):
    """Someone or something in one role, under all names that reports give."""

    role: Role


class Tolls(Frozen):
    """Casualties over all reports, one toll a kind; a kind of which all are silent has no values."""

    killed: Toll
    injured: Toll
    missing: Toll
    abducted: Toll
    arrested: Toll


class Corroboration(Frozen):
    """How many tell it: ``publishers`` independent of each other, ``reports`` in all, ``copies`` among them.

    Reports that do not tell their publisher are taken for one publisher's.
    """

    publishers: int
    reports: int
    copies: int
    names: tuple[str, ...] = ()
    """the publishers that are known, sorted"""


class Incident(Frozen):
    """One happening: its member events, each field reconciled with every rival value kept."""

    model_config = ConfigDict(validate_by_name=True, validate_by_alias=True, serialize_by_alias=True)

    schema_: Literal["dateline/incident/1"] = Field(default="dateline/incident/1", alias="schema")
    id: str
    members: tuple[Member, ...] = Field(min_length=1)
    """by publication date, report and event"""
    type: Reconciled[str]
    time: Reconciled[Time]
    place: Reconciled[Place]
    participants: tuple[Participant, ...] = ()
    casualties: Tolls
    corroboration: Corroboration

    def to_dict(self) -> dict[str, Any]:
        """The incident as plain JSON values, every key present."""
        return self.model_dump(mode="json")
