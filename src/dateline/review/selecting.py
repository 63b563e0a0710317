"""What words that a person selects mean: by the same calendar, gazetteer, list of actors and counting as in reading.

A selection becomes the action that sets a field. A value that the person states by hand goes with the words all the
same, and is marked as stated.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any, Final, NamedTuple, NoReturn, Self, TypeVar, cast

from pydantic import ValidationError

from dateline.errors import DataError
from dateline.gazetteer.base import Gazetteer
from dateline.gazetteer.bundled import BundledGazetteer
from dateline.normalise.actor import ActorRegistry
from dateline.normalise.count import count_at
from dateline.normalise.place import PlaceResolver, Toponym
from dateline.normalise.time import times
from dateline.ontology.registry import event_type
from dateline.review.actions import AnyAction, action
from dateline.review.fields import FIELDS, LABELS, ROLES, TOLLS
from dateline.schema.reading import Argument, Casualties, Count, Event, Place, Reading, Role, Time
from dateline.schema.span import Span

_PEOPLE: Final = frozenset({"person", "civilian", "military", "police", "armed-group", "government"})


class Words(NamedTuple):
    """A half-open range of a report's text, in code points."""

    start: int
    end: int


class Selector:
    """Makes actions of selected words. Holds no state of a report; safe to share among threads."""

    def __init__(self, gazetteer: Gazetteer, actors: ActorRegistry) -> None:
        self._places = PlaceResolver(gazetteer)
        self._actors = actors

    @classmethod
    def bundled(cls) -> Self:
        """With the gazetteer and actors that come with dateline. Raises ArtifactError where one is damaged."""
        return cast(Self, _bundled())

    def select(
        self,
        reading: Reading,
        field: str,
        words: Sequence[Words],
        value: Any = None,
        *,
        replaces: Sequence[Words] = (),
    ) -> AnyAction:
        """The action that sets a field of an event by words of its report.

        Without ``value``, a time, place, filler or toll is what the words mean. With it, it is the person's own: a
        label for a label, for the others the keys of the record that they state (``{"start": "2024-09-13"}``,
        ``{"best": 4}``, ``{"name": "Kasra", "lat": 36.3, "lon": 43.1}``). Without words and value the field is
        emptied. ``replaces``: words of the filler that goes; for ``confidence``, those of the actor.

        Of several words for a place each names one, the first of them where it happened first; of several for a trigger
        the first are the trigger, and the others name the event too.

        Raises:
            DataError: there is no such field, the words are not in the text, or they mean nothing of the kind.
        """
        if field not in FIELDS:
            raise DataError(f"no field of a review: choose from {', '.join(FIELDS)}", name=field)
        spans, gone = _spans(reading, words), _spans(reading, replaces)
        if field in LABELS:
            return action({"kind": field, "value": value, "evidence": spans})
        if field == "trigger":
            return action({"kind": "trigger", "value": _first(spans, field), "mentions": spans[1:] or None})
        if field == "confidence":
            if not gone:
                raise DataError("confidence: say which actor it is of")
            return action({"kind": "confidence", "actor": gone, "value": value, "evidence": spans or _none(field)})
        stated = value is not None
        if field == "place" and not stated and spans:
            first, *more = (self.place(reading, each) for each in spans)
            return action({"kind": "place", "value": first, "more": more})
        made = self._value(reading, field, spans, value) if spans or stated else None
        if field in ROLES:
            return action({"kind": "filler", "role": field, "value": made, "replaces": gone, "stated": stated})
        kind = {"kind": "toll", "toll": field} if field in TOLLS else {"kind": field}
        return action({**kind, "value": made, "stated": stated})

    def _value(
        self, reading: Reading, field: str, spans: Sequence[Span], value: Any
    ) -> Time | Place | Argument | Count:
        first = _first(spans, field)
        told: Mapping[str, Any] = {} if value is None else value
        if not isinstance(told, Mapping):
            raise DataError(f"{field}: what is stated is no object of the record, as {{'best': 4}}")
        if field == "time":
            return _stated_time(spans, told) if told else self.time(reading, first)
        if field == "place":
            return _built(Place, {"name": first.text, **told}, spans) if told else self.place(reading, first)
        if field in TOLLS:
            return (
                self.count(reading, spans)
                if not told
                else _built(Count, {**_COUNT, **told, "stated": first.text}, spans)
            )
        return self.filler(reading, cast(Role, field), spans, told)

    def time(self, reading: Reading, words: Span) -> Time:
        """The time expression at some words, as the calendar reads it in this report.

        Raises DataError where no time is told there.
        """
        found = times(reading.report.text, [(words.start, words.end)], published=reading.report.published)
        told = [each for each in found if each.evidence[0].overlaps(words) and (each.start or each.value)]
        best = max(told, key=lambda each: (each.start is not None, _shared(each.evidence[0], words)), default=None)
        if best is None:
            raise DataError(f"“{words.text}” tells no time: state it as {{'start': '2024-09-13'}}")
        return best.model_copy(update={"evidence": (words,)})

    def place(self, reading: Reading, words: Span) -> Place:
        """The place that some words name, chosen among its namesakes as in reading.

        Raises DataError where the gazetteer has no such name.
        """
        others = [
            Toponym(span.start, span.end, 1.0 if each.literal else 0.0)
            for each in reading.places for span in each.evidence if not span.overlaps(words)
        ]  # fmt: skip
        mine = Toponym(words.start, words.end, 1.0)
        marks = sorted([*others, mine], key=lambda each: each.start)
        report = reading.report
        found = self._places.resolve(report.text, marks, dateline_place=report.dateline_place)
        told = [each for each in found if each.evidence[0].overlaps(words) and each.lat is not None]
        best = max(told, key=lambda each: _shared(each.evidence[0], words), default=None)
        if best is None:
            raise DataError(f"no place is known by the name “{words.text}”: state it as {{'lat': …, 'lon': …}}")
        return best.model_copy(update={"evidence": (words,), "literal": True})

    def filler(self, reading: Reading, role: Role, spans: Sequence[Span], told: Mapping[str, Any]) -> Argument:
        """Who or what some words name in a role; ``told``: keys of an entity, or ``confidence``, as stated.

        An actor's confidence is ``fact`` unless it is stated.
        """
        first = _first(spans, role)
        entity = self._actors.entity(first.text, role=role)
        stated = {key: value for key, value in told.items() if key != "confidence"}
        known: dict[str, Any] | None = entity.model_dump() if entity else None
        if stated:
            known = {"name": first.text, "kind": "other", **(known or {}), **stated}
        person = role == "victim" or (known is not None and known["kind"] in _PEOPLE)
        counted = role in {"victim", "instrument"} or person
        return _built(Argument, {
            "role": role, "text": first.text, "entity": known, "score": 1.0,
            "confidence": told.get("confidence", "fact") if role == "actor" else None,
            "count": count_at(reading.report.text, first.start, first.end, person=person) if counted else None,
        }, spans)  # fmt: skip

    def count(self, reading: Reading, spans: Sequence[Span]) -> Count:
        """The number of people that some words tell. Raises DataError where they tell none."""
        first = spans[0]
        found = count_at(reading.report.text, first.start, first.end, person=True)
        if found is None:
            raise DataError(f"“{first.text}” tells no number: state it as {{'best': 4}}")
        return found.model_copy(update={"evidence": tuple(spans)})

    def event(
        self,
        reading: Reading,
        kind: str,
        trigger: Words,
        words: Mapping[str, Sequence[Words]] = MappingProxyType({}),
        **labels: Any,
    ) -> Event:
        """An event that the reading missed, with what some ``words`` mean for its time, place, tolls and roles.

        Main, actual and positive unless ``labels`` say otherwise. Raises DataError as ``select``.
        """
        told: dict[str, Any] = {}
        for field, held in words.items():
            if field not in {"time", "place", *ROLES, *TOLLS}:
                raise DataError("it is set once the event is added", name=field)
            told[field] = self._value(reading, field, _spans(reading, held), None)
        whole = {
            "salience": "main", "modality": "actual", "polarity": "positive", "series": False,
            "time": told.get("time"), "place": told.get("place"),
            "arguments": tuple(told[role] for role in ROLES if role in told),
            "casualties": Casualties(**{name: told[name] for name in TOLLS if name in told}), **labels,
        }  # fmt: skip
        try:
            return Event(id="e0", type=event_type(kind).name, trigger=_spans(reading, [trigger])[0], score=1.0, **whole)
        except ValidationError as error:
            raise _wrong(error) from error


V = TypeVar("V", Time, Place, Argument, Count)
_COUNT: Final = {"low": None, "best": None, "high": None}


@cache
def _bundled() -> Selector:
    return Selector(BundledGazetteer(), ActorRegistry.bundled())


def _stated_time(spans: Sequence[Span], told: Mapping[str, Any]) -> Time:
    """A time as a person states it: a day, or two; one of one day has it as its value."""
    start = told.get("start")
    end = told.get("end", start)
    value = start if start == end else None
    day = isinstance(start, str) and start == end and len(start) == len("2024-09-13")
    whole = {"type": "DATE", "value": value, "end": end, "granularity": "day" if day else "unknown", **told}
    return _built(Time, {"how": "stated by a person", **whole}, spans)


def _built(kind: type[V], values: Mapping[str, Any], spans: Sequence[Span]) -> V:
    try:
        return kind(**{**values, "evidence": tuple(spans)})
    except ValidationError as error:
        raise _wrong(error) from error


def _wrong(error: ValidationError) -> DataError:
    first = error.errors(include_url=False)[0]
    return DataError(f"what is stated cannot be: {'.'.join(map(str, first['loc']))}: {first['msg']}")


def _spans(reading: Reading, words: Sequence[Words]) -> tuple[Span, ...]:
    text = reading.report.text
    for start, end in words:
        if not 0 <= start < end <= len(text):
            raise DataError(f"the text of {len(text)} characters has no words from {start} to {end}")
    return tuple(Span.of(text, start, end) for start, end in words)


def _first(spans: Sequence[Span], field: str) -> Span:
    return spans[0] if spans else _none(field)


def _none(field: str) -> NoReturn:
    raise DataError(f"{field}: select the words of the report that show it")


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)
