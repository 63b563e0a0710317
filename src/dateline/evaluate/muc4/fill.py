"""From a reading and the draft behind it to MUC-4's form: entities by role, and templates of incidents.

Numbers like 1.0 (7) are those of the rules for relevant incidents in part 1 of MUC-4's TASKDOC.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from dateline.evaluate.match import Range, overlapping
from dateline.evaluate.muc4.keys import ROLES, Json, normalised
from dateline.ontology.registry import event_type
from dateline.schema.draft import Draft, Mark
from dateline.schema.reading import Argument, Event, Reading, Time

_OPENING = ("(", "[")
_BRACKET = re.compile(r"\s*[(\[]")
_PREAMBLE: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "Victim": re.compile(
            r"(?:(?:ambassador|attorney|capt|captain|col|colonel|corporal|cpl|deputy|doctor|dr|father|gen|general|governor"
            r"|judge|lieutenant|lt|maj|major|mayor|minister|miss|monsignor|mr|mrs|ms|msgr|president|rev|reverend|senator"
            r"|sergeant|sgt)\b\.?\s+)+",
            re.IGNORECASE,
        ),
        "PerpOrg": re.compile(
            r"(?:the\s+)?(?:(?:elements|guerrillas?|members?|militants|rebels?|terrorists?)\s+(?:of|from|belonging\s+to)"
            r"|self-styled|so-called)\s+(?:the\s+)?",
            re.IGNORECASE,
        ),
    }
)
"""What the keys leave out before a name: titles (157 of 162 in the training part), and whose people they are."""

DEFAULT_POINTS: Mapping[str, float] = MappingProxyType({**dict.fromkeys(ROLES, 0.5), "template": 0.5, "doer": 0.7})
"""The smallest score of a mark by role, of an event that makes a template, and of an actor of it that no mark names."""

RECENT = timedelta(days=62)
"""Two months: what is longer past is told as history, and is no incident (TASKDOC of MUC-4, part 1, 1.0 (6))."""

FORCES = frozenset({"military", "police", "state", "armed-group"})
"""Whom an attack on is no incident: guerrillas, and forces of the state."""

HIT = ("Target", "Victim", "Weapon")
"""The roles of whom and what an incident hit, and with what."""

SIDES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "PerpInd": ("actor",),
        "PerpOrg": ("actor",),
        "Target": ("target", "victim"),
        "Victim": ("victim", "target"),
        "Weapon": ("instrument",),
    }
)
"""The roles of an event's arguments that an entity of a MUC-4 role can stand in."""

CONFIDENCE: Mapping[str, str] = MappingProxyType(
    {
        "fact": "REPORTED AS FACT",
        "claimed": "CLAIMED OR ADMITTED",
        "accused-by-authorities": "SUSPECTED OR ACCUSED BY AUTHORITIES",
        "accused": "SUSPECTED OR ACCUSED",
        "possible": "POSSIBLE",
        "denied": "SUSPECTED OR ACCUSED",
    }
)
"""MUC-4's phrases; it has none for a denial, which it sees as an accusation still."""


@dataclass(frozen=True)
class Filler:
    """An entity in a role: its best mention as in the text, and every range that names it."""

    mention: str
    ranges: tuple[Range, ...]


def fillers(reading: Reading, draft: Draft, points: Mapping[str, float]) -> dict[str, list[Filler]]:
    """The entities of each role: the draft's marks above the role's point, merged, in order of their first mention; and
    those who did it by the arguments of incidents alone."""
    text = reading.report.text
    known = [[(span.start, span.end) for span in one.evidence] for event in reading.events for one in event.arguments]
    found = {role: merged(text, _above(text, draft, role, points), known) for role in ROLES}
    found["PerpInd"] += _doers(_incidents(reading, points), [one for role in ROLES for one in found[role]], points)
    return found


def _doers(events: Sequence[Event], marked: Sequence[Filler], points: Mapping[str, float]) -> list[Filler]:
    """Actors, groups with a name of their own left out, that no mark is a mention of."""
    least = points.get("doer", DEFAULT_POINTS["doer"])
    found: list[Filler] = []
    for one in (one for event in events for one in event.arguments if one.role == "actor" and one.score >= least):
        listed = one.entity is not None and one.entity.id is not None
        if not listed and not any(_touches(one, other) for other in (*marked, *found)):
            found.append(Filler(one.text, tuple((span.start, span.end) for span in one.evidence)))
    return found


def _incidents(reading: Reading, points: Mapping[str, float]) -> list[Event]:
    """The events of MUC-4's types that happened, not long ago, to others than forces, and on their own."""
    least = points.get("template", DEFAULT_POINTS["template"])
    return [
        event
        for event in reading.events
        if _kind(event) and event.score >= least and event.modality == "actual" and event.polarity == "positive"
        and not (_past(event, reading.report.published) or _between_forces(event) or _is_general(event))
    ]  # fmt: skip


def _kind(event: Event) -> str | None:
    """MUC-4's type of an event. A record withholds it from acts of war by armed forces; keys have those that hit
    civilians (1.0 (2)), as ``_between_forces`` leaves them."""
    return event.codes.muc4 or event_type(event.type).codes.muc4


def _between_forces(event: Event) -> bool:
    """Whether an attack is told of forces and armed groups alone: guerrilla warfare, which is no incident unless it
    hits others (TASKDOC of MUC-4, part 1, 1.0 (1)). In a clash both sides fight: it needs others to be one."""
    harmed = {one.entity.kind for one in event.arguments if one.role in ("target", "victim") and one.entity}
    if event.type == "armed-clash":
        return harmed <= FORCES
    return event.type in ("armed-assault", "shelling", "air-strike") and bool(harmed) and harmed <= FORCES


def _is_general(event: Event) -> bool:
    """Whether several are told as one and of no time, or an abduction of nobody: no specific incident (1.0 (7))."""
    if event.type == "abduction" and not any(one.role in ("target", "victim") for one in event.arguments):
        return True
    return event.series and event.time is None


def _past(event: Event, published: str | None) -> bool:
    """Whether an event ended longer before its report than MUC-4 calls recent; not where either day is unknown, nor
    what the report is about: of that it tells something new (1.0 (6))."""
    if published is None or event.time is None or event.time.end is None or event.salience == "main":
        return False
    return date.fromisoformat(published[:10]) - date.fromisoformat(event.time.end[:10]) > RECENT


def _above(text: str, draft: Draft, role: str, points: Mapping[str, float]) -> list[Mark]:
    least = points.get(role, DEFAULT_POINTS[role])
    return [named(text, role, mark) for mark in draft.muc.get(role, ()) if mark.score >= least]


def named(text: str, role: str, mark: Mark) -> Mark:
    """A mark as the keys have it: an acronym in brackets is a mention of its own, a preamble none of it."""
    start, end = mark.start, mark.end
    bracket = _BRACKET.search(text, start + 1, end)
    if bracket:
        end = bracket.start()
    preamble = _PREAMBLE[role].match(text, start, end) if role in _PREAMBLE else None
    if preamble and preamble.end() < end:
        start = preamble.end()
    return Mark(start=start, end=end, score=mark.score)


def merged(text: str, marks: Iterable[Mark], known: Sequence[Sequence[Range]] = ()) -> list[Filler]:
    """Marks as entities: those whose words say the same, or that the reading's arguments (``known``) hold together.

    The mark of the highest score comes first, names its entity, and draws later ones to it.
    """
    entities: list[list[Mark]] = []
    for mark in sorted(_joined(text, marks), key=lambda one: (-one.score, one.start, one.end)):
        if not normalised(text[mark.start : mark.end]):
            continue
        home = next((one for one in entities if any(_same(text, mark, other, known) for other in one)), None)
        if home is None:
            entities.append([mark])
        else:
            home.append(mark)
    named = [Filler(text[one[0].start : one[0].end], tuple((mark.start, mark.end) for mark in one)) for one in entities]
    return sorted(named, key=lambda one: min(one.ranges))


def _joined(text: str, marks: Iterable[Mark]) -> list[Mark]:
    """Marks with those in one that only blanks part: English does not set two fillers side by side without a comma."""
    joined: list[Mark] = []
    for mark in sorted(marks, key=lambda one: (one.start, one.end)):
        last = joined[-1] if joined else None
        if last is not None and last.end <= mark.start and not text[last.end : mark.start].strip():
            joined[-1] = Mark(start=last.start, end=mark.end, score=max(last.score, mark.score))
        else:
            joined.append(mark)
    return joined


def _same(text: str, one: Mark, other: Mark, known: Sequence[Sequence[Range]]) -> bool:
    words, theirs = (normalised(text[mark.start : mark.end]).split() for mark in (one, other))
    first, second = sorted((one, other), key=lambda mark: mark.start)
    glossed = text[first.end : second.start].strip() in _OPENING
    return glossed or same_name(words, theirs) or any(_holds(spans, one) and _holds(spans, other) for spans in known)


def _holds(spans: Sequence[Range], mark: Mark) -> bool:
    """Whether one of an argument's spans is this mention: both end with the same head, or one word apart."""
    return any(
        start < mark.end and mark.start < end and (end == mark.end or start == mark.start) for start, end in spans
    )


def same_name(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two normalised mentions in one role name one entity by their words.

    One is said within the other, one is the other's acronym, or they share their last word: the head of an English
    noun phrase, or a family name. A plural is its singular.
    """
    short, long = sorted(([_singular(word) for word in words] for words in (one, other)), key=len)
    within = any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))
    return within or short[-1] == long[-1] or (len(short) == 1 and _acronym(short[0], long))


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _acronym(letters: str, words: Sequence[str]) -> bool:
    """Three letters or more, each the initial of a word of its own; translated names have them in another order."""
    return len(letters) > 2 and Counter(letters) <= Counter(word[0] for word in words)


def templates(reading: Reading, entities: Mapping[str, Sequence[Filler]], points: Mapping[str, float]) -> list[Json]:
    """A template for every event of MUC-4's types that happened, with the entities that stand in its arguments.

    An entity in none of them goes to the event told nearest to it. A template that adds nothing to another of its type
    is that one told again.
    """
    events = _incidents(reading, points)
    held: list[dict[str, list[Filler]]] = [{role: [] for role in ROLES} for _ in events]
    for role in ROLES:
        for entity in entities[role]:
            for place in _places(events, role, entity):
                held[place][role].append(entity)
    made = [_template(event, own) for event, own in zip(events, held, strict=True)]
    named = [one for event, one in zip(events, made, strict=True) if _is_specific(event, one)]
    return [one for place, one in enumerate(named) if not _told_elsewhere(named, place)]


def _is_specific(event: Event, template: Json) -> bool:
    """Whether a template names somebody or something; of a clash, whom or what it hit (1.0 (7))."""
    return any(template[role] for role in (HIT if event.type == "armed-clash" else ROLES))


def _places(events: Sequence[Event], role: str, entity: Filler) -> list[int]:
    sides = [
        place
        for place, event in enumerate(events)
        if any(one.role in SIDES[role] and _touches(one, entity) for one in event.arguments)
    ]
    if sides or not events:
        return sides
    return [min(range(len(events)), key=lambda place: (_distance(events[place], entity), place))]


def _touches(argument: Argument, entity: Filler) -> bool:
    return overlapping([(span.start, span.end) for span in argument.evidence], entity.ranges) > 0


def _distance(event: Event, entity: Filler) -> int:
    spans = (event.trigger, *event.mentions)
    return min(max(span.start - end, start - span.end, 0) for span in spans for start, end in entity.ranges)


def _template(event: Event, held: Mapping[str, Sequence[Filler]]) -> Json:
    return {
        "incident_type": str(_kind(event)).lower(),
        "date": _date(event.time),
        "location": event.place.name if event.place else None,
        "perp_confidence": _confidence(event, held["PerpOrg"]),
        **{role: [[entity.mention] for entity in held[role]] for role in ROLES},
    }


def _date(time: Time | None) -> str | None:
    """The day of an incident, where one is told. Keys have a stretch of days too, but seldom the one that a reading
    has: left out, the dates of the training part rise from 52.3 to 54.2."""
    if time is None or time.start is None or time.end is None:
        return None
    day = time.start[:10]
    return day if day == time.end[:10] else None


def _confidence(event: Event, organisations: Sequence[Filler]) -> str | None:
    """How the report holds the organisation to have done it; MUC-4 asks that of organisations alone.

    One that no argument of the event names is taken to be told as fact, as half of those in the keys are.
    """
    if not organisations:
        return None
    actors = [one for one in event.arguments if one.role == "actor" and one.confidence]
    named = [one for one in actors if any(_touches(one, entity) for entity in organisations)] or actors
    return CONFIDENCE[str(named[0].confidence) if named else "fact"]


def _told_elsewhere(made: Sequence[Json], place: int) -> bool:
    """Whether another template of the type holds all the fillers of this one; of equals the first stays."""
    own = made[place]
    for other_place, other in enumerate(made):
        if other_place == place or other["incident_type"] != own["incident_type"]:
            continue
        if all(entity in other[role] for role in ROLES for entity in own[role]):
            same = all(entity in own[role] for role in ROLES for entity in other[role])
            if not same or other_place < place:
                return True
    return False
