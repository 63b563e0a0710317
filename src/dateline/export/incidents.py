"""A happening told by many reports: an incident with the readings of its members."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dateline.export.happening import (
    TOLLS,
    Cited,
    Happening,
    Number,
    Tolls,
    cited,
    harmed,
    number,
    party,
    telling,
    when,
    where,
)
from dateline.schema.incident import Incident, Member, Reconciled, Toll
from dateline.schema.reading import Codes, Event, Reading


def of_incident(
    incident: Incident, readings: Mapping[str, Reading], *, version: int | None = None, at: str | None = None
) -> Happening:
    """A happening with an incident's chosen values; ``readings`` are those of its members by ``Member.source``.

    Codes and what the reconciliation does not choose (modality, series, salience) are taken from the member that tells
    the chosen type and time best; a code that it lacks from the next that has one.

    Raises KeyError where a member's reading is missing.
    """
    told = sorted(_members(incident, readings), key=lambda pair: _rank(incident, pair[0], pair[2]), reverse=True)
    best = told[0][2]
    return Happening(
        id=incident.id, version=version, at=at, made_by=told[0][1].provenance.dateline,
        type=incident.type.chosen or best.type, trigger=best.trigger.text, salience=best.salience,
        modality=best.modality, polarity=best.polarity,
        series=best.series, score=best.score,
        parties=tuple(party(each.chosen) for each in incident.participants if each.chosen),
        when=when(incident.time.chosen) if incident.time.chosen else None,
        where=where(incident.place.chosen) if incident.place.chosen else None,
        elsewhere=tuple(where(each) for each in best.more_places),
        tolls=Tolls(**{kind: _number(getattr(incident.casualties, kind)) for kind in TOLLS}),
        codes=_codes([event for *_, event in told]), why_not=_why_not([event for *_, event in told]),
        publishers=incident.corroboration.publishers,
        decided=tuple(mark for member in incident.members for mark in member.decided),
        tellings=tuple(telling(reading.report, event, reading.attributions) for _, reading, event in told),
        evidence=tuple(_evidence(incident, readings)),
        harmed=tuple(each for _, reading, _ in told for each in harmed(reading)),
    )  # fmt: skip


def _members(incident: Incident, readings: Mapping[str, Reading]) -> Iterator[tuple[Member, Reading, Event]]:
    for member in incident.members:
        reading = readings[member.source]
        yield member, reading, next(each for each in reading.events if each.id == member.event)


def _rank(incident: Incident, member: Member, event: Event) -> tuple[Any, ...]:
    salience = ("background", "related", "main").index(event.salience)
    return event.type == incident.type.chosen, event.time == incident.time.chosen, salience, event.score, member.report


def _codes(told: list[Event]) -> Codes:
    found = {
        scheme: next((code for each in told if (code := getattr(each.codes, scheme)) is not None), None)
        for scheme in Codes.model_fields
    }
    return Codes(**found)


def _why_not(told: list[Event]) -> dict[str, str]:
    codes = _codes(told)
    reasons: dict[str, str] = {}
    for each in reversed(told):
        reasons |= each.codes_why_not
    return {scheme: why for scheme, why in reasons.items() if getattr(codes, scheme, None) is None}


def _number(toll: Toll) -> Number | None:
    """The chosen count's words with the bounds of all reports."""
    chosen = number(toll.chosen)
    return chosen and chosen.model_copy(update={"low": toll.low, "best": toll.best, "high": toll.high})


def _evidence(incident: Incident, readings: Mapping[str, Reading]) -> Iterator[Cited]:
    fields: dict[str, Reconciled[Any]] = {"type": incident.type, "time": incident.time, "place": incident.place}
    seen: dict[str, int] = {}
    for participant in incident.participants:
        seen[participant.role] = seen.get(participant.role, 0) + 1
        fields[f"{participant.role} {seen[participant.role]}"] = participant
    fields |= {kind: getattr(incident.casualties, kind) for kind in TOLLS}
    for field, reconciled in fields.items():
        for place, told in enumerate(reconciled.told):
            for each in told.tellings:
                for words in each.evidence:
                    yield Cited(
                        field=field, report=each.report, event=each.event, start=words.start, end=words.end,
                        text=words.text, chosen=place == 0,
                    )  # fmt: skip
    for _, reading, event in _members(incident, readings):
        own = cited(reading.report, event, reading.attributions)
        yield from (each for each in own if each.field.startswith(("source", "cue", "content")))
