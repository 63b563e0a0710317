"""A reading as people look at it: events in order of salience, each a list of fields that name their words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dateline.ontology.registry import FAMILIES
from dateline.render import phrases
from dateline.schema.reading import Argument, Attribution, Event, Place, Reading
from dateline.schema.span import Span

SALIENCE: Final = ("main", "related", "background")
FAMILY_NAMES: Final = {
    "violence": "Violence",
    "demonstrations": "Demonstrations",
    "state": "State and strategic",
    "words": "Words",
}
_FAMILY_OF: Final = {name: family for family, names in FAMILIES.items() for name in names}

_ABBREVIATION: Final = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sgt|Capt|Maj|Cpl|Brig|Adm|Gov|Sen|Rep|St|No|Jan|Feb|Mar|Apr|Aug"
    r"|Sept|Oct|Nov|Dec|vs))\.$"
)
_SENTENCE_END: Final = re.compile(r"[.!?][\"'”’)\]]{0,3}\s{1,4}(?=[\"'“‘(\[]?[A-Z0-9])|\n")
_LONGEST_SENTENCE: Final = 600
_LONGEST_VALUE: Final = 160


@dataclass(frozen=True, slots=True)
class Field:
    """One value with the words it comes from. ``kind`` says what it is; ``note`` is what is known beyond the words."""

    kind: str
    label: str
    value: str
    evidence: tuple[Span, ...]
    note: str = ""
    score: float | None = None


@dataclass(frozen=True, slots=True)
class EventView:
    """One event with its fields, who says so among them."""

    event: Event
    family: str
    title: str
    flags: tuple[str, ...]
    fields: tuple[Field, ...]
    says: tuple[Field, ...]

    @property
    def number(self) -> str:
        """The id without its letter, as the page numbers the event."""
        return self.event.id.removeprefix("e")


def family(event_type: str) -> str:
    """The family of an event type; ``words`` for one that this version does not know."""
    return _FAMILY_OF.get(event_type, "words")


def events(reading: Reading) -> tuple[EventView, ...]:
    """The events, main ones first, within each salience in the record's order."""
    ordered = sorted(reading.events, key=lambda event: SALIENCE.index(event.salience))
    attributions = {attribution.id: attribution for attribution in reading.attributions}
    return tuple(_view(event, attributions) for event in ordered)


def others(reading: Reading) -> tuple[Field, ...]:
    """What the record holds beside its events: figures, statements on no event, places and times of no event."""
    told = {name for event in reading.events for name in event.attributions}
    fields = [
        Field("figure", "figure", f"{'about ' if figure.approximate else ''}{figure.value:,.10g}", figure.evidence,
              figure.quantity + (f", {phrases.place(figure.place)}" if figure.place else ""))
        for figure in reading.figures
    ]  # fmt: skip
    fields += [_said(item) for item in reading.attributions if item.id not in told]
    placed = {words for event in reading.events for place in places(event) for words in place.evidence}
    fields += [_place(place) for place in reading.places if not placed.intersection(place.evidence)]
    timed = {words for event in reading.events if event.time for words in event.time.evidence}
    fields += [
        Field("time", "time", phrases.time(item), item.evidence, item.how or "")
        for item in reading.times
        if not timed.intersection(item.evidence)
    ]
    return tuple(fields)


def places(event: Event) -> tuple[Place, ...]:
    """Every place of an event, the first one first."""
    return (*((event.place,) if event.place else ()), *event.more_places)


def _view(event: Event, attributions: dict[str, Attribution]) -> EventView:
    says = tuple(_said(attributions[name]) for name in event.attributions if name in attributions)
    return EventView(
        event=event,
        family=family(event.type),
        title=phrases.type_name(event.type),
        flags=phrases.flags(event),
        fields=tuple(_fields(event)),
        says=says,
    )


def _fields(event: Event) -> Iterator[Field]:
    for role in ("actor", "target", "victim", "instrument"):
        for argument in event.arguments:
            if argument.role == role:
                yield _argument(argument)
    if event.time:
        yield Field("time", "when", phrases.time(event.time), event.time.evidence, event.time.how or "")
    for place in places(event):
        yield _place(place, "where")
    for toll in phrases.TOLLS:
        number = getattr(event.casualties, toll)
        if number:
            yield Field("toll", toll, phrases.count(number), number.evidence, f"“{short(number.stated)}”")


def _argument(argument: Argument) -> Field:
    notes = []
    if argument.confidence:
        notes.append(phrases.CONFIDENCE[argument.confidence])
    entity = argument.entity
    if entity:
        named = [entity.name] if entity.name.casefold() not in argument.text.casefold() else []
        side = [f"aligned with {entity.alignment}"] if entity.alignment else []
        notes += [", ".join((*named, entity.kind.replace("-", " "), *filter(None, (entity.country,)), *side))]
    if argument.count:
        notes.append(phrases.count(argument.count))
    return Field(
        argument.role, argument.role, short(argument.text), argument.evidence, " · ".join(notes), argument.score
    )  # fmt: skip


def _place(place: Place, label: str = "place") -> Field:
    kind = "place" if place.literal else "metonym"
    return Field(kind, label, phrases.place(place), place.evidence, phrases.place_note(place), place.score)


def _said(item: Attribution) -> Field:
    who = _pieces(item.source) or "a source that is not named"
    notes = [f"“{_pieces(item.cue)}”"]
    if item.source_kind != "other":
        notes.append(item.source_kind.replace("-", " "))
    if item.via:
        notes.append(f"by way of {_pieces(item.via)}")
    if item.quote:
        notes.append("quoted")
    evidence = (*item.source, *item.via, *item.cue, *item.content)
    return Field("said", phrases.STANCE[item.stance], who, evidence, " · ".join(notes))


def _pieces(spans: tuple[Span, ...]) -> str:
    """Words that stand apart, in one."""
    return short(" … ".join(words.text for words in spans))


def short(text: str) -> str:
    """A value in one line: blanks joined, the middle left out where it is longer than eyes want."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_VALUE else f"{line[: _LONGEST_VALUE - 40]} … {line[-36:]}"


def sentence(text: str, words: Span) -> tuple[int, int]:
    """Start and end of the sentence around ``words``, for showing: never beyond its line, nor endlessly long."""
    line = text.rfind("\n", 0, words.start) + 1
    low, end = max(line, words.start - _LONGEST_SENTENCE), min(len(text), words.end + _LONGEST_SENTENCE)
    start = low
    for match in _SENTENCE_END.finditer(text, low, end):
        if _ABBREVIATION.search(text, max(low, match.start() - 5), match.start() + 1):
            continue
        if match.end() <= words.start:
            start = match.end()
        elif match.start() >= words.end - 1:
            end = match.start() + len(match[0].rstrip())
            break
    return start, max(end, words.end)
