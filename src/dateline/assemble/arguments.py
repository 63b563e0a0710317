"""Fillers to arguments: the spans that an event's triggers give a role, grouped by whom they name."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from dateline.assemble.context import Context
from dateline.assemble.coordination import beside, conjuncts, explains, introduces, owned
from dateline.assemble.coreference import average_link
from dateline.assemble.home import at_home
from dateline.assemble.named import full_name, name_of
from dateline.assemble.unharmed import suspected, unharmed
from dateline.normalise.actor_apart import is_many
from dateline.normalise.actor_naming import is_personal_name, told_by_capitals
from dateline.normalise.count import count_at
from dateline.reader.labels import FILLER_ROLES
from dateline.schema.reading import Argument, Confidence, Count, Entity, Role
from dateline.schema.span import Span

_PRONOUN: Final = re.compile(
    r"(he|she|it|they|him|her|them|who|which|that|his|its|their|we|our|(?-i:us|Us)|i|my|me|you|your|one|those|these|others|themselves|himself)",
    re.IGNORECASE,
)
"""Not "US": wires in capitals write the country "U.S.", but most reports do not."""
_STUMP: Final = re.compile(r"(?:an?|the|this|that|and|of|in|at|by|to|for|with)?\W*", re.IGNORECASE)
"""A span cut down to what names nobody."""
CANNOT: Final = -1.0
"""Stands for two names that cannot be one: no mean with it lies above a threshold."""
SAME: Final = 0.9
"""The least score of two mentions whose words say that they are one."""
BESIDE: Final = 0.5
"""A filler less than half as likely as another of its role is left out: chosen on the corpus' development part, and
in its training part arguments rise by it from 68.5 to 69.5."""
_HARMED: Final[frozenset[Role]] = frozenset({"victim", "target"})
_POINTING: Final = re.compile(r"(?:this|that|these|those|his|her|their|its|my|our|your)\b", re.IGNORECASE)
_CAPITALISED: Final = re.compile(r"(?:[^\S\n]+(?:of|the|and|for)(?=[^\S\n]+[A-Z])|[^\S\n]+[A-Z][\w.’'-]*){1,6}")
_TOTAL: Final = re.compile(r"\b(?:total|toll|tally|rose|risen|rises|climbed|so far|initially|earlier)\b", re.IGNORECASE)
"""Before a number: one that grows from telling to telling."""
_REACH: Final = 60
_ABUTTING: Final = re.compile(r"[^\S\n]+")
_PEOPLE: Final = frozenset({"person", "civilian", "military", "police", "armed-group", "government"})


class Candidate(NamedTuple):
    """A span that triggers of one event give one role, with the sum and the largest of their scores."""

    start: int
    end: int
    total: float
    best: float


def candidates(context: Context, members: Sequence[int], role: str) -> list[Candidate]:
    """The spans of a role over an event's triggers; of two that overlap, the one with more behind it stays."""
    votes: dict[tuple[int, int], list[float]] = defaultdict(list)
    for member in members:
        for argument in context.arguments_of[member].get(role, ()):
            if _STUMP.fullmatch(context.text, argument.start, argument.end) is None:
                votes[argument.start, argument.end].append(argument.score)
    found = [Candidate(start, end, sum(scores), max(scores)) for (start, end), scores in votes.items()]
    if len(found) < 2:
        return found
    ranked = sorted(found, key=lambda each: (-each.total, each.start - each.end, each.start))
    kept: list[Candidate] = []
    for each in ranked:
        if not any(each.start < other.end and other.start < each.end for other in kept):
            kept.append(each)
    return sorted(kept, key=lambda each: each.start)


def arguments(context: Context, members: Sequence[int], rivals: Sequence[int] = ()) -> tuple[Argument, ...]:
    """The actors, targets, victims and instruments of an event; of a role, none that is far less sure than another.

    Nobody and nothing is harmed by it that triggers of other deeds, the ``rivals``, claim more surely.
    """
    found: list[Argument] = []
    for role in FILLER_ROLES:
        own = candidates(context, members, role)
        if role in _HARMED:
            own = [each for each in own if each.best >= _claimed(context, each, role, rivals)]
        spans = [part for each in own for part in _parts(context, each, role)]
        groups = _harmed(context, spans) if role == "victim" else _grouped(context, spans)
        told = [each for group in groups if (each := _argument(context, role, group)) is not None]
        least = BESIDE * max((each.score for each in told), default=0.0)
        found += [each for each in told if each.score >= least]
    return tuple(found)


def _claimed(context: Context, span: Candidate, role: str, rivals: Sequence[int]) -> float:
    """The best score that rivals give a span in a role."""
    told = (each for rival in rivals for each in context.arguments_of[rival].get(role, ()))
    return max((each.score for each in told if each.start < span.end and span.start < each.end), default=0.0)


def _parts(context: Context, each: Candidate, role: str) -> list[Candidate]:
    return [each._replace(start=start, end=end) for start, end in conjuncts(context, each.start, each.end, role)]


def _harmed(context: Context, spans: Sequence[Candidate]) -> list[list[Candidate]]:
    """The mentions of each victim, groups of one name in one; without those whom words beside a name tell as none."""
    groups: list[list[Candidate]] = []
    for group in _grouped(context, [each for each in spans if not unharmed(context, each.start, each.end)]):
        same = next((each for each in groups if _of_one_name(context, each, group)), None)
        if same is None:
            groups.append(group)
        else:
            same[:] = sorted((*same, *group), key=lambda each: each.start)
    return [group for group in groups if not suspected(context, [(each.start, each.end) for each in group])]


def _of_one_name(context: Context, group: Sequence[Candidate], other: Sequence[Candidate]) -> bool:
    """Whether two groups of mentions are one person's, as names in full or an apposition tell, and no name speaks
    against it."""
    ours, theirs = ([_full_name(context, each.start, each.end) for each in mentions] for mentions in (group, other))
    same = [context.same_entity(a, b) for a in ours for b in theirs if a and b]
    if False in same or None in same or not any((*ours, *theirs)):
        return False
    pairs = (sorted(((a.start, a.end), (b.start, b.end))) for a in group for b in other)
    return True in same or any(explains(context.text, *pair) for pair in pairs)


def _full_name(context: Context, start: int, end: int) -> str | None:
    name = context.text[slice(*name_of(context.text, start, end))]
    return name if is_personal_name(name) else None


def _grouped(context: Context, spans: Sequence[Candidate]) -> list[list[Candidate]]:
    if len(spans) < 2:
        return [list(spans)] if spans else []
    names = [context.text[slice(*name_of(context.text, each.start, each.end))] for each in spans]
    scores = np.zeros((len(spans), len(spans)), np.float32)
    for i, a in enumerate(spans):
        for j, b in enumerate(spans[:i]):
            scores[i, j] = scores[j, i] = _likeness(context, b, a, (names[j], names[i]))
    groups = average_link(scores, context.point("same_filler", 0.5))
    return [[spans[at] for at in group] for group in groups]


def _likeness(context: Context, earlier: Candidate, later: Candidate, names: tuple[str, str]) -> float:
    """How likely two mentions of a role name one: the model's score, unless their words say, or the names in them."""
    number = context.filler_number
    x, y = number.get((earlier.start, earlier.end), -1), number.get((later.start, later.end), -1)
    score = context.same_filler.get((max(x, y), min(x, y)), 0.0)
    if _ABUTTING.fullmatch(context.text, earlier.end, later.start):  # one phrase: "rebel leader" "Juan Ortega"
        return max(score, SAME)
    text, first, second = context.text, (earlier.start, earlier.end), (later.start, later.end)
    if explains(text, first, second):
        return max(score, SAME)
    same = context.same_entity(*names)
    if same is False or _other_counts(context, earlier, later):
        return CANNOT
    if same:
        return max(score, SAME)
    different = beside(text, first, second) or introduces(text, first, second)
    return CANNOT if different or (owned(text, first, second) and _one_sentence(context, earlier, later)) else score


def _one_sentence(context: Context, a: Candidate, b: Candidate) -> bool:
    return context.sentences.index(a.start) == context.sentences.index(b.start)


def _other_counts(context: Context, a: Candidate, b: Candidate) -> bool:
    """Whether two mentions tell exact and different numbers, of which neither is a total that grew.

    One alone may be told of as part of the others.
    """
    counts = [count_at(context.text, each.start, each.end) for each in (a, b)]
    told = {count.best for count in counts if count is not None and count.low == count.best == count.high}
    if len(told) < 2 or 1 in told:
        return False
    return not any(_TOTAL.search(context.text, max(0, each.start - _REACH), each.start) for each in (a, b))


def told_actors(
    context: Context, ranges: Sequence[tuple[int, int]], *, score: float, confidence: Confidence = "fact"
) -> list[Argument]:
    """The actors that ranges of words name, which no trigger gave."""
    spans = [part for start, end in ranges for part in _parts(context, Candidate(start, end, score, score), "actor")]
    found = [_argument(context, "actor", group) for group in _grouped(context, spans)]
    return [each.model_copy(update={"confidence": confidence}) for each in found if each is not None]


def _argument(context: Context, role: Role, group: Sequence[Candidate]) -> Argument | None:
    spans = _wholes(context, group, role)
    shown = _shown(context, spans, role)
    score = calibrated(context, "argument", max(each.best for each in group))
    if _PRONOUN.fullmatch(shown.text) or score < context.point("argument", 0.0):
        return None
    entity = at_home(context, shown, context.entity_of(shown.text, role) or _surnamed(context, shown, role), role)
    if role == "victim":
        whole, (shown, spans) = shown, _named(context, shown, spans)
        entity = _called(context, entity, whole, shown)
    person = role == "victim" or (entity is not None and entity.kind in _PEOPLE)
    return Argument(
        role=role,
        text=shown.text,
        evidence=tuple(spans),
        entity=entity,
        count=_count(context, shown, spans, person=person) if person or role == "instrument" else None,
        score=score,
    )


def _surnamed(context: Context, span: Span, role: Role) -> Entity | None:
    """Whom a surname names that the report tells in full elsewhere."""
    whole = full_name(context, span.text)
    return context.entity_of(context.text[slice(*whole)], role) if whole else None


def _shown(context: Context, spans: Sequence[Span], role: Role) -> Span:
    """The most informative mention: of one who was harmed, a name in full before what else is said of the person."""
    names = [span for span in spans if role == "victim" and _is_someones(context, span)]
    several = any(is_many(span.text) for span in spans)
    return max(names if names and not several else spans, key=lambda span: informative(context, span, role))


def _is_someones(context: Context, span: Span) -> bool:
    name = _full_name(context, span.start, span.end)
    entity = context.entity_of(name, "victim") if name else None
    return name is not None and (entity is None or entity.kind in _PEOPLE)


def _named(context: Context, shown: Span, spans: Sequence[Span]) -> tuple[Span, list[Span]]:
    """The shown mention and all, each cut to the name in it; a surname alone is shown by the full name of the text."""
    cut = {span: context.span(*name_of(context.text, span.start, span.end)) for span in spans}
    name, mentions = cut[shown], list(dict.fromkeys(cut.values()))
    whole = full_name(context, name.text)
    if whole is None:
        return name, mentions
    apart = [span for span in mentions if not (span.start < whole[1] and whole[0] < span.end)]
    full = context.span(*whole)
    return full, sorted([*apart, full], key=lambda span: span.start)


def _called(context: Context, entity: Entity | None, whole: Span, name: Span) -> Entity | None:
    """The entity of a mention by the name that stands in it; the words around the name tell its kind."""
    if whole == name or (entity is not None and entity.id is not None):
        return entity
    if entity is None or not is_personal_name(name.text):
        return context.entity_of(name.text, "victim")
    return entity.model_copy(update={"name": name.text})


def _count(context: Context, shown: Span, spans: Sequence[Span], *, person: bool) -> Count | None:
    """The number that the shown mention tells, else one of another mention that may be of as many."""
    own = count_at(context.text, shown.start, shown.end, person=person)
    if own is not None:
        return own
    many = is_many(shown.text)
    told = (count_at(context.text, span.start, span.end, person=person) for span in spans)
    return next((each for each in told if each is not None and not (many and each.high == 1)), None)


def _wholes(context: Context, group: Sequence[Candidate], role: Role) -> list[Span]:
    """The mentions of a group, of which those that abut are one, and none ends inside a listed name."""
    ranges: list[tuple[int, int]] = []
    for each in sorted(group, key=lambda each: each.start):
        end = max(each.end, _end_of_name(context, each, role))
        if ranges and (each.start < ranges[-1][1] or _ABUTTING.fullmatch(context.text, ranges[-1][1], each.start)):
            ranges[-1] = (ranges[-1][0], max(end, ranges[-1][1]))
        else:
            ranges.append((each.start, end))
    return [context.span(start, end) for start, end in ranges]


def _end_of_name(context: Context, each: Candidate, role: Role) -> int:
    """Where the longest listed name ends that a mention is cut short in (``the United`` of "the United States")."""
    following = _CAPITALISED.match(context.text, each.end)
    if following is None or _listed(context, each.start, each.end, role):
        return each.end
    ends = [match.end() for match in re.finditer(r"\S+", context.text[each.end : following.end()])]
    for end in (each.end + length for length in reversed(ends)):
        if _listed(context, each.start, end, role) and not _listed(context, each.end + 1, end, role):
            return end
    return each.end


def _listed(context: Context, start: int, end: int, role: str) -> bool:
    entity = context.entity_of(context.text[start:end], role)
    return entity is not None and entity.id is not None


def informative(context: Context, span: Span, role: str) -> tuple[int, int, int]:
    """How much a mention tells: names before peoples, descriptions and pronouns, then length up to a phrase."""
    return (_rank(context, span, role), min(len(span.text), 60), -span.start)


def _rank(context: Context, span: Span, role: str) -> int:
    if _PRONOUN.fullmatch(span.text):
        return 0
    if _POINTING.match(span.text):
        return 1
    entity = context.entity_of(span.text, role)
    if entity is not None and entity.id is not None and entity.kind != "state":
        return 3
    before = context.text[context.sentences.bounds(span.start)[0] : span.start]
    return 1 + told_by_capitals(span.text, opens=not any(character.isalnum() for character in before))


def calibrated(context: Context, kind: str, score: float) -> float:
    """Platt's calibration (1999) of a score: a logistic of its logit, fitted on held-out reports."""
    slope, offset = context.calibration.get(kind, (1.0, 0.0))
    clipped = min(max(score, 1e-4), 1 - 1e-4)
    return round(1 / (1 + math.exp(-(slope * math.log(clipped / (1 - clipped)) + offset))), 4)
