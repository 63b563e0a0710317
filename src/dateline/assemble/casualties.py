"""People harmed by an event: what its triggers' tolls say, and what their sentences say by rule."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from dateline.assemble.arguments import Candidate, candidates
from dateline.assemble.context import Context
from dateline.assemble.deaths import KILLING, tells_of_death, who_died, who_was_hurt
from dateline.assemble.happening import Happening
from dateline.assemble.salience import series
from dateline.assemble.singly import told_singly
from dateline.assemble.toll_owners import HOLDS
from dateline.normalise.count import count_at
from dateline.normalise.count_people import PARENTS
from dateline.normalise.count_tolls import Toll
from dateline.reader.labels import TOLLS
from dateline.schema.reading import Argument, Attribution, Casualties, Count
from dateline.schema.span import Span

_BEFELL: Final = {"killed": who_died, "injured": who_was_hurt}
"""Who is said to have come to harm, victim by victim."""
_DEADLY: Final = re.compile(
    r"kill|murder|assassinat|execut|massacre|slain|slaying|lynch|behead|\bdie[ds]\b|dead|death|fatal|gunned down",
    re.IGNORECASE,
)
_WOUNDING: Final = re.compile(r"(?<!gunshot )wound|injur|hurt|maim", re.IGNORECASE)
_FATAL_BEFORE: Final = re.compile(r"\b(?:fatally\s+|(?:fatal|deadly)\s+(?:[\w-]+\s+){0,2})$", re.IGNORECASE)
_FATAL_AFTER: Final = re.compile(r"\s+(?:to death|dead|and killed)\b", re.IGNORECASE)
_STRIKING: Final = re.compile(r"stab|beat", re.IGNORECASE)
_SHOT: Final = re.compile(r"\bshot\b", re.IGNORECASE)
"""Words of triggers that say their victims died; that they were harmed and live; the same unless the text tells of a
death; the same only where the text says that they live."""
_LIVING: Final = re.compile(
    r"\b(?:wound|injur|surviv|hospitali[sz]ed|recovering|recuperat|(?:stable|good|fair|serious|critical) condition|"
    r"to live\b)",
    re.IGNORECASE,
)
_HIT: Final = re.compile(
    r"\b(?:shot|shots?|shooting|shoots|gunshot|gunfire|hit|struck|striking|grazed)\b", re.IGNORECASE
)
_CARED_FOR: Final = re.compile(
    r"\bhospital|critical(?:ly)?\b|\bsurgery\b|\btreated for\b|\bgunshot wounds?\b|"
    r"\bin (?:the|his|her|both|one) (?:(?:left|right|upper|lower) )?(?:leg|arm|foot|feet|hand|shoulder|ankle|"
    r"knee|thigh|calf|back|chest|stomach|abdomen|hip|head|neck|face|torso|body)s?\b",
    re.IGNORECASE,
)
"""Words that somebody was shot, or hit by a shot; that tell of care for them, or of where they were hit."""
_TRIED: Final = re.compile(r"\battempt(?:s|ed)?\b|\bplots?\b|\bbids?\b", re.IGNORECASE)
"""Beside such a word: nobody need have been harmed by "an assassination attempt"."""
_REACH: Final = 30
"""How many characters before a word may hold what tells on it."""
_NEARLY: Final = re.compile(r"\b(?:nearly|almost)\s+$", re.IGNORECASE)
_PARENT: Final = re.compile(rf"\b(?:{'|'.join(sorted(PARENTS))})-?\s?of-?\s?$", re.IGNORECASE)
_EITHER_BEFORE: Final = re.compile(
    r"\b(?:kill|wound|injur)\w* (?:or|and) (?:kill|wound|injur)\w*\s+(?:[a-z]+\s+){0,2}$", re.IGNORECASE
)
_EITHER_AFTER: Final = re.compile(
    r"\s+(?:[a-z]+\s+){0,3}(?:(?:dead|killed) or (?:wounded|injured)|(?:wounded|injured) or (?:dead|killed))\b",
    re.IGNORECASE,
)
"""Beside a number that does not tell the dead from the wounded: "killing or wounding 12"."""
_FREEING: Final = re.compile(
    r"\b(?:free[sd]?|freeing|releas(?:e[sd]?|ing)|rescu(?:e[sd]?|ing)|let go|handed over)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
"""Before a number of people who were abducted and are no more."""


def casualties(context: Context, members: Sequence[int], event: Happening, ruled: Sequence[Toll]) -> Casualties:
    """The tolls of an event: those its triggers' arguments tell, else ``ruled``, else its victims where it is deadly.

    A running total ("bringing the toll to 12") is the count, whatever else is told. Each count cites its words; where
    two differ, low and high hold both and the evidence cites both.
    """
    single = not series(context, members)
    deadly = any(_deadly(context.text, span) for span in event.spans)
    sentences = {context.sentences.index(context.draft.triggers[member].start) for member in members}
    found: dict[str, Count] = {}
    for kind in (each for each in TOLLS if each in HOLDS.get(event.type, ())):
        known = [toll for toll in ruled if toll.kind == kind and not toll.part and not (single and toll.wider)]
        own = [toll for toll in known if not _freed(context.text, kind, toll.count.evidence[0].start)]
        numbers = _numbers(context, members, kind, None if event.salience == "main" else sentences)
        asked = (_told(context, each, kind, single=single, deadly=deadly) for each in numbers)
        told = [each for each in asked if each]
        apart = [toll for toll in own if toll.added or context.sentences.index(toll.start) not in sentences]
        elsewhere = apart if told else own
        stated = [*told, *(_Stated.of(toll) for toll in elsewhere), *(_Stated.of(toll) for toll in own if toll.total)]
        if kind != "injured" or "killed" not in found:
            stated = [each for each in stated if not each.nobody_else]
        totals, counts = [each.number for each in stated if each.total], [each.number for each in stated]
        counts = counts or _uncounted(context, event, kind, sentences)
        if counts:
            rivals = [each.number for each in stated if not each.more]
            found[kind] = _grown(totals) if totals else _reconciled(context, _with_added(stated) or rivals or counts)
    return Casualties(**found)


def _uncounted(context: Context, event: Happening, kind: str, sentences: set[int]) -> list[Count]:
    """A toll without a number: the victims whose fate the triggers tell, else those of whom a sentence says it."""
    counts: list[Count] = []
    if kind == _fate(context, event):
        counts = _victims(context, _told_in(context, event.arguments, sentences))
    befell = _BEFELL.get(kind)
    if counts or befell is None or event.salience != "main" or event.type not in KILLING:
        return counts
    people = befell(context.text, [each for each in event.arguments if each.role == "victim"])
    return [told_singly(context, people)] if people else []


def _with_added(stated: Sequence[_Stated]) -> list[Count]:
    """The one number told with those told beside it: "one died there and two others later" are three."""
    first = dict.fromkeys(each.number for each in stated if not each.more)
    beside = dict.fromkeys(each.number for each in stated if each.added)
    counts = [*first, *beside]
    if len(first) != 1 or not beside or any(each.best is None or each.best != each.high for each in counts):
        return []
    number = sum(each.best or 0 for each in counts)
    evidence = tuple(span for each in counts for span in each.evidence)
    return [counts[0].model_copy(update={"low": number, "best": number, "high": number, "evidence": evidence})]


def attributed(people: Casualties, said: Sequence[Attribution]) -> Casualties:
    """The tolls with the attributions in whose content their words stand: who says how many."""
    found = {
        kind: count.model_copy(update={"attributions": tuple(each.id for each in said if _states(each, count))})
        for kind, count in people
        if count is not None
    }
    return people.model_copy(update=found)


def _states(said: Attribution, count: Count) -> bool:
    return any(span.overlaps(part) for span in count.evidence for part in said.content)


class _Stated(NamedTuple):
    """A count, and whether it is a running total, or of more people than those told before."""

    number: Count
    total: bool
    more: bool = False
    added: bool = False

    @property
    def nobody_else(self) -> bool:
        """Whether it says that nobody was harmed but those who were told before."""
        return self.more and self.number.high == 0

    @classmethod
    def of(cls, toll: Toll) -> _Stated:
        """The count of a toll that a sentence tells by rule; one over a time of its own is no event's total."""
        return cls(toll.count, toll.total and not toll.wider, toll.more, toll.added)


def _told(context: Context, number: Candidate, kind: str, *, single: bool, deadly: bool) -> _Stated | None:
    """The toll that a trigger's words tell, as the rules read their sentence where they find it there.

    None where the sentence says that the number is another harm's ("nine people were wounded") or within another
    ("including three children"), or, of a single event, that it counts over more than it.
    """
    ruled = context.tolls_in(*context.sentences.bounds(number.start))
    if single and any(toll.wider and toll.start < number.end and number.start < toll.end for toll in ruled):
        return None
    here = [toll for toll in ruled if any(_shared(span, number) for span in toll.count.evidence)]
    if not here:
        if _no_toll(context, number, kind, deadly=deadly) or any(toll.kind == kind and not toll.part for toll in ruled):
            return None
        count = count_at(context.text, number.start, number.end, person=True)
        return _Stated(count, total=False) if count else None
    same = (toll for toll in here if toll.kind == kind and not toll.part)
    return next((_Stated.of(toll) for toll in same), None)


def _no_toll(context: Context, number: Candidate, kind: str, *, deadly: bool) -> bool:
    """Whether a number that no rule reads as a toll is none: of things or children, or killed where nobody died."""
    before = max(0, number.start - _REACH)
    if any(words.search(context.text, before, number.start) for words in (_PARENT, _EITHER_BEFORE)):
        return True
    if _EITHER_AFTER.match(context.text, number.end):
        return True
    entity = context.entity_of(context.text[number.start : number.end], "victim")
    things = entity is not None and entity.kind in {"weapon", "facility"}
    if things or kind != "killed":
        return things
    start, end = context.sentences.bounds(number.start)
    return not tells_of_death(context.text[start:end]) and not deadly


def _numbers(context: Context, members: Sequence[int], kind: str, within: set[int] | None) -> list[Candidate]:
    """The numbers that an event's triggers give as a toll, only those ``within`` some sentences, where they are given:
    what is told apart from an event that is not main counts whom the main one harmed."""
    told = [each for each in candidates(context, members, kind) if not _freed(context.text, kind, each.start)]
    return [each for each in told if within is None or context.sentences.index(each.start) in within]


def _freed(text: str, kind: str, at: int) -> bool:
    """Whether a number is no more of people abducted, but of those let go: "the gunmen released 11 children"."""
    return kind == "abducted" and _FREEING.search(text, max(0, at - _REACH), at) is not None


def _shared(span: Span, number: Candidate) -> bool:
    return span.start < number.end and number.start < span.end


def _fate(context: Context, event: Happening) -> str | None:
    """What an event's triggers say of its victims: abducted, killed, or injured where no sentence of theirs tells of a
    death.

    Who was shot may have died: they are injured where the text says so, anywhere if the event is what it is about.
    """
    if event.type == "abduction":
        return None if any(_untold(context.text, span) for span in event.spans) else "abducted"
    deadly = [span for span in event.spans if _deadly(context.text, span)]
    if any(_untold(context.text, span) for span in deadly or event.spans):
        return None
    if deadly:
        return None if any(_WOUNDING.search(span.text) for span in event.spans) else "killed"
    if not any(words.search(span.text) for words in (_WOUNDING, _STRIKING, _HIT) for span in event.spans):
        return None
    bounds = {context.sentences.bounds(span.start) for span in event.spans}
    if any(_DEADLY.search(context.text, *each) for each in bounds):
        return None
    if any(words.search(span.text) for words in (_WOUNDING, _STRIKING) for span in event.spans):
        return "injured"
    told = {(0, len(context.text))} if event.salience == "main" else bounds
    shot = any(_SHOT.search(span.text) for span in event.spans)
    if shot and any(_LIVING.search(context.text, *each) for each in told):
        return "injured"
    return "injured" if event.salience == "main" and _only_hit(context.text, event) else None


def _only_hit(text: str, event: Happening) -> bool:
    """Whether a report tells where those who were shot were hit or who cares for them, and of no death anywhere."""
    hit = any(_HIT.search(span.text) for span in event.spans)
    return hit and _CARED_FOR.search(text) is not None and not tells_of_death(text)


def _untold(text: str, trigger: Span) -> bool:
    """Whether the words beside a trigger say that what it names was only tried, or nearly so."""
    before = max(0, trigger.start - 12)
    return bool(_TRIED.search(text, before, trigger.end + 9) or _NEARLY.search(text, before, trigger.start))


def _deadly(text: str, trigger: Span) -> bool:
    """Whether a trigger says that somebody died, or the words beside it: "stabbed to death", "the fatal shooting"."""
    return bool(
        _DEADLY.search(trigger.text)
        or _FATAL_AFTER.match(text, trigger.end)
        or _FATAL_BEFORE.search(text, max(0, trigger.start - _REACH), trigger.start)
    )


def _told_in(context: Context, arguments: Sequence[Argument], sentences: set[int]) -> list[Argument]:
    """The victims that an event's own sentences name, or all where they name none."""
    victims = [each for each in arguments if each.role == "victim"]
    here = [each for each in victims if any(context.sentences.index(span.start) in sentences for span in each.evidence)]
    return here or victims


def _victims(context: Context, victims: Sequence[Argument]) -> list[Count]:
    """The victims of an event whose trigger tells their fate as its toll: each one, or the one number told."""
    counted = [each.count for each in victims if each.count]
    if len(victims) > 1 and len(counted) == len(victims) and all(count.best == 1 for count in counted):
        return [told_singly(context, [_span(each) for each in victims])]
    return counted[:1] if len(victims) == 1 else []


def _span(argument: Argument) -> Span:
    return next((span for span in argument.evidence if span.text == argument.text), argument.evidence[0])


def _grown(totals: Sequence[Count]) -> Count:
    """A toll that was told as it grew: its largest total, with what it was before as its low."""
    largest = max(totals, key=lambda count: (count.best or 0, -count.evidence[0].start))
    evidence = tuple(dict.fromkeys(span for count in (largest, *totals) for span in count.evidence))
    stated = {count.best for count in totals if count.best is not None}
    if len(stated) <= 1:
        return largest.model_copy(update={"evidence": evidence})
    return largest.model_copy(update={"low": min(stated), "high": max(stated), "evidence": evidence})


def _in_headline(context: Context, count: Count) -> bool:
    """Whether a number is the headline's, which leaves out that it is the least known."""
    headline = context.report.headline or ""
    return context.text.startswith(headline) and count.evidence[0].start < len(headline)


def _reconciled(context: Context, counts: Sequence[Count]) -> Count:
    """One count of several: names add up, repeated numbers are one, rival numbers become low and high."""
    evidence = tuple(dict.fromkeys(span for count in counts for span in count.evidence))
    if len(counts) > 1 and all(not any(c.isdigit() for c in count.stated) and count.best == 1 for count in counts):
        return told_singly(context, evidence)
    first = max(counts, key=lambda count: (count.best is not None, -count.evidence[0].start))
    stated = {count.best for count in counts if count.best is not None}
    if len(stated) <= 1:
        first = next((each for each in counts if each.best is not None and not _in_headline(context, each)), first)
        return first.model_copy(
            update={"evidence": (*first.evidence, *(s for s in evidence if s not in first.evidence))}
        )
    return first.model_copy(update={"low": min(stated), "high": max(stated), "evidence": evidence})
