"""One account of a happening from many: each field with every value told, who tells it, and one chosen by a rule.

The rules, each with what decides between equals:

- ``latest``: told by the report published last; then by most publishers.
- ``most-corroborated``: told by most independent publishers, those that tell it less exactly among them; then the more
  exact one; then the latest.
- ``most-authoritative``: told on the word of the source that ranks highest in ``Rules.authority``; then as above.
- ``highest``, ``lowest``: tolls only, by the number told best.

A type, time or place that only tells less exactly what another value tells ("Afghanistan", "this month") is kept, but
not chosen beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, Self, TypeVar

from pydantic import ValidationError

from dateline.errors import InputError
from dateline.link import alike
from dateline.link.independence import Origins, Signature, origins
from dateline.normalise.actor import ActorRegistry
from dateline.schema.incident import (
    CasualtyKind,
    Corroboration,
    Incident,
    Member,
    Participant,
    Reconciled,
    Rule,
    SettingRule,
    Telling,
    Told,
    Toll,
    Tolls,
    Why,
    source_name,
)
from dateline.schema.reading import Argument, Count, Event, Place, Reading, Role, SourceKind, Time
from dateline.schema.span import Evidence, Frozen

V = TypeVar("V")

ROLES: Final[tuple[Role, ...]] = ("actor", "target", "victim", "instrument")


class Rules(Frozen):
    """By which rule each field is chosen, and which sources are believed before others.

    ``authority``: kinds of source, the most authoritative first; what a report tells in its own voice ranks as media.
    """

    type: SettingRule = "most-corroborated"
    time: SettingRule = "most-corroborated"
    place: SettingRule = "most-corroborated"
    participants: SettingRule = "most-corroborated"
    casualties: Rule = "latest"
    authority: tuple[SourceKind, ...] = (
        "medical", "un", "official", "police", "military", "ngo", "media", "witness", "armed-group", "anonymous",
        "other",
    )  # fmt: skip

    @classmethod
    def of(cls, chosen: Mapping[str, Any]) -> Self:
        """The rules that a user names by field. Raises InputError where there is no such field or rule."""
        try:
            return cls.model_validate(chosen)
        except ValidationError as error:
            first = error.errors()[0]
            raise InputError(f"rule {'.'.join(map(str, first['loc']))}: {first['msg'].lower()}") from error


_DEFAULT: Final = Rules()
AUTHORITY: Final = _DEFAULT.authority


@dataclass(frozen=True)
class Account:
    """One member: an event, the reading it is of, and why it is in the incident.

    ``document`` and ``lasting``: the numbers of both in the store, None without one. A text that stands at two sources
    is two documents there.
    """

    reading: Reading
    event: Event
    why: Why
    score: float
    document: int | None = None
    lasting: int | None = None

    @property
    def source(self) -> str:
        """What tells it: the document, else the report."""
        return source_name(self.reading.report.id, self.document)


@dataclass(frozen=True)
class Likeness(Generic[V]):
    """How values of one field are compared: ``same`` tells equal ones, ``covers`` whether the first tells less exactly
    what the second tells, ``apart`` whether both cannot be true; of equals the one with the least ``width`` is taken.
    """

    same: Callable[[V], Hashable]
    covers: Callable[[V, V], bool]
    apart: Callable[[V, V], bool]
    width: Callable[[V], float]


TYPES: Final = Likeness[str](alike.type_name, alike.type_covers, alike.types_apart, alike.type_width)
TIMES: Final = Likeness[Time](alike.time_key, alike.time_covers, alike.times_apart, alike.time_width)
PLACES: Final = Likeness[Place](alike.place_key, alike.place_covers, alike.places_apart, alike.place_width)
COUNTS: Final = Likeness[Count](alike.count_key, alike.never, alike.counts_apart, alike.count_width)
NAMES: Final = Likeness[Argument](alike.name_key, alike.never, alike.names_apart, alike.name_width)


@dataclass(frozen=True)
class _Chooser:
    """What choosing looks at beside the values: rules, publication dates by source, and who is independent."""

    rules: Rules
    published: Mapping[str, str]
    origins: Origins

    def publishers(self, tellings: Iterable[Telling[Any]]) -> int:
        return self.origins.publishers(each.source for each in tellings)

    def latest(self, told: Told[Any]) -> str:
        return max(self.published[each.source] for each in told.tellings)

    def authority(self, told: Told[Any]) -> int:
        ranks = self.rules.authority
        kinds = [each.source_kind or "media" for each in told.tellings]
        return max(-ranks.index(kind) if kind in ranks else -len(ranks) for kind in kinds)

    def values(self, tellings: Sequence[Telling[V]], likeness: Likeness[V]) -> list[Told[V]]:
        """The distinct values, each with those who tell it; the best-scored telling gives the value."""
        groups: dict[Hashable, list[Telling[V]]] = {}
        for each in tellings:
            groups.setdefault(likeness.same(each.value), []).append(each)
        return [
            Told(
                value=max(
                    own, key=lambda each: (each.score or 0.0, each.report, each.event, -(each.document or 0))
                ).value,
                tellings=tuple(own),
                publishers=self.publishers(own),
            )
            for own in groups.values()
        ]

    def chosen(self, told: Sequence[Told[V]], rule: Rule, likeness: Likeness[V]) -> list[Told[V]]:
        """All values, the chosen one first, the others by publishers."""
        if len(told) < 2:
            return list(told)

        def support(one: Told[V]) -> int:
            vague = (each for other in told if likeness.covers(other.value, one.value) for each in other.tellings)
            return self.publishers([*one.tellings, *vague])

        def exact(one: Told[V]) -> bool:
            return not any(likeness.covers(one.value, other.value) for other in told)

        def rank(one: Told[V]) -> tuple[Any, ...]:
            corroborated = (support(one), -likeness.width(one.value), self.latest(one))
            first: dict[Rule, tuple[Any, ...]] = {
                "latest": (self.latest(one), support(one)),
                "most-corroborated": corroborated,
                "most-authoritative": (self.authority(one), *corroborated),
                "highest": (alike.number(one.value),),
                "lowest": (-alike.number(one.value),),
            }
            return exact(one), *first[rule], *corroborated, str(likeness.same(one.value))

        ordered = sorted(told, key=rank, reverse=True)
        return ordered[:1] + sorted(ordered[1:], key=lambda one: -one.publishers)


def incident(
    name: str,
    accounts: Sequence[Account],
    rules: Rules | None = None,
    signatures: Mapping[str, Signature] | None = None,
    copies: Mapping[str, str] | None = None,
) -> Incident:
    """The incident of some member events. Its bytes do not depend on the order of ``accounts``.

    ``signatures``: those of the accounts' texts by their ``source``, where a store has them; ``copies``: whose copy a
    source is by what people say. Raises ValueError where
    there is no account.
    """
    if not accounts:
        raise ValueError(f"incident {name} has no member")
    rules = rules or _DEFAULT
    ordered = sorted(accounts, key=_place_in_order)
    found = origins({each.source: each.reading.report for each in ordered}, signatures, copies)
    published = {each.source: each.reading.report.published or "" for each in ordered}
    chooser = _Chooser(rules, published, found)
    types = [
        _telling(one, one.event.type, (one.event.trigger, *one.event.mentions), one.event.score) for one in ordered
    ]
    times = [_telling(one, one.event.time, one.event.time.evidence) for one in ordered if one.event.time]
    places = [_telling(one, one.event.place, one.event.place.evidence, one.event.place.score)
              for one in ordered if one.event.place]  # fmt: skip
    return Incident(
        id=name,
        members=tuple(_member(each, found) for each in ordered),
        type=_reconciled(chooser, types, rules.type, TYPES, Reconciled[str]),
        time=_reconciled(chooser, times, rules.time, TIMES, Reconciled[Time]),
        place=_reconciled(chooser, places, rules.place, PLACES, Reconciled[Place]),
        participants=tuple(each for role in ROLES for each in _participants(chooser, ordered, role)),
        casualties=_tolls(chooser, ordered),
        corroboration=_corroboration(ordered, found),
    )


def _place_in_order(account: Account) -> tuple[Any, ...]:
    report = account.reading.report
    return report.published or "~", report.id, account.event.id, account.document or 0


def _member(account: Account, found: Origins) -> Member:
    report, event = account.reading.report, account.event
    original, _, document = (found.copy_of[account.source] or "").partition(" ")
    return Member(
        report=report.id, event=event.id, score=account.score, why=account.why, type=event.type,
        salience=event.salience, modality=event.modality, polarity=event.polarity, trigger=event.trigger,
        outlet=report.outlet, url=report.url, published=report.published, headline=report.headline,
        publisher=found.publisher[account.source], copy_of=original or None,
        document=account.document, lasting=account.lasting, copy_of_document=int(document) if document else None,
        decided=event.decided,
    )  # fmt: skip


def _telling(account: Account, value: V, evidence: Evidence, score: float | None = None) -> Telling[V]:
    return Telling(
        report=account.reading.report.id, event=account.event.id, value=value, evidence=evidence, score=score,
        source_kind=source_kind(account, evidence), document=account.document,
    )  # fmt: skip


def source_kind(account: Account, evidence: Evidence) -> SourceKind | None:
    """The most authoritative source to whom the report attributes a value; None where it tells it in its own voice."""
    kinds = [
        each.source_kind
        for each in account.reading.attributions
        if account.event.id in each.events and any(span.overlaps(own) for span in each.content for own in evidence)
    ]
    return min(kinds, key=AUTHORITY.index, default=None)


def _reconciled(
    chooser: _Chooser, tellings: Sequence[Telling[V]], rule: Rule, likeness: Likeness[V], made: type[Reconciled[V]]
) -> Reconciled[V]:
    told = chooser.chosen(chooser.values(tellings, likeness), rule, likeness)
    return made(chosen=told[0].value if told else None, rule=rule, disputed=_disputed(told, likeness), told=tuple(told))


def _disputed(told: Sequence[Told[V]], likeness: Likeness[V]) -> bool:
    values = [telling.value for each in told for telling in each.tellings]
    return any(likeness.apart(a, b) for at, a in enumerate(values) for b in values[:at])


def _tolls(chooser: _Chooser, accounts: Sequence[Account]) -> Tolls:
    kinds: tuple[CasualtyKind, ...] = ("killed", "injured", "missing", "abducted", "arrested")
    return Tolls(**{kind: _toll(chooser, accounts, kind) for kind in kinds})


def _toll(chooser: _Chooser, accounts: Sequence[Account], kind: CasualtyKind) -> Toll:
    """Low and high are the bounds of all counts told; best is the chosen count's, null where that gives bounds only."""
    told: list[tuple[Account, Count]] = [
        (each, count) for each in accounts if (count := getattr(each.event.casualties, kind))
    ]
    tellings = [_telling(each, count, count.evidence, each.event.score) for each, count in told]
    rule = chooser.rules.casualties
    field = _reconciled(chooser, tellings, rule, COUNTS, Reconciled[Count])
    known = [n for _, count in told for n in (count.low, count.best, count.high) if n is not None]
    return Toll(
        chosen=field.chosen, rule=rule, disputed=field.disputed, told=field.told,
        low=min(known, default=None), best=field.chosen.best if field.chosen else None, high=max(known, default=None),
    )  # fmt: skip


def _participants(chooser: _Chooser, accounts: Sequence[Account], role: Role) -> list[Participant]:
    """Those in one role, told by most publishers first."""
    tellings = [
        _telling(account, argument, argument.evidence, argument.score)
        for account in accounts
        for argument in account.event.arguments
        if argument.role == role
    ]
    rule = chooser.rules.participants
    found = []
    for own in _same_entities(tellings):
        told = chooser.chosen(chooser.values(own, NAMES), rule, NAMES)
        found.append((chooser.publishers(own), Participant(
            role=role, chosen=told[0].value, rule=rule, disputed=_disputed(told, NAMES), told=tuple(told)
        )))  # fmt: skip
    return [each for _, each in sorted(found, key=lambda pair: -pair[0])]


def _same_entities(tellings: Sequence[Telling[Argument]]) -> list[list[Telling[Argument]]]:
    """Tellings grouped by whom they name: where the registry or the words say that two are one."""
    actors = ActorRegistry.bundled()
    groups: list[list[Telling[Argument]]] = []
    for each in tellings:
        same = [
            own for own in groups
            if any(actors.same_entity(each.value.text, other.value.text) for other in own)
        ]  # fmt: skip
        joined = [each, *(other for own in same for other in own)]
        groups = [own for own in groups if own not in same] + [joined]
    order = {id(each): at for at, each in enumerate(tellings)}
    return [sorted(own, key=lambda each: order[id(each)]) for own in groups]


def _corroboration(accounts: Sequence[Account], found: Origins) -> Corroboration:
    sources = sorted({each.source for each in accounts})
    names = sorted({name for each in sources if (name := found.publisher[each]) and not found.copy_of[each]})
    return Corroboration(
        publishers=found.publishers(sources),
        reports=len(sources),
        copies=sum(found.copy_of[each] is not None for each in sources),
        names=tuple(names),
    )
