"""What a form or a call says to decide, as the actions of reviews: the only place where either becomes a decision."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, get_args

from dateline.errors import DataError
from dateline.ontology.registry import TYPES
from dateline.review.actions import AnyAction, Made
from dateline.review.fields import LABELS, ROLES, TOLLS
from dateline.review.of_events import Accept, RejectEvent
from dateline.review.of_incidents import DuplicateReport, MergeIncidents, SplitIncident
from dateline.schema.reading import Confidence, Modality, Polarity, Salience
from dateline.store.codings import Progress
from dateline.store.deciding import Seen
from dateline.store.reviews import Logged, Reviews
from dateline.store.users import Role
from dateline.web.problem import Problem

KNOWN: Final = (
    *TYPES, *get_args(Salience), *get_args(Modality), *get_args(Polarity), *get_args(Confidence), "yes", "no",
)  # fmt: skip
"""The labels that a person may write."""
WITH_WORDS: Final = ("actor", "target", "time", "place")
"""What the form for a missed event asks words for; anything else is set once it is added."""

_MOST_PLACES: Final = 9
_RANGE: Final = re.compile(r"(\d{1,9})-(\d{1,9})")
_NUMBERS: Final = re.compile(r"\s*(\d{1,18})(?:\s*(?:,|and|\s)\s*(\d{1,18}))*\s*")


@dataclass(frozen=True)
class Coder:
    """Who decides, and whether without seeing what others decided."""

    name: str
    blind: bool = False

    @property
    def blind_for(self) -> str | None:
        """Whose own decisions alone are shown; None: everybody's."""
        return self.name if self.blind else None


def missed(reviews: Reviews, document: int, form: Mapping[str, str], coder: Coder) -> Made:
    """Add the event that a form tells, which the reading of a report missed.

    Raises:
        ConflictError: the report's text changed since the form was made.
        DataError: the form names no type or trigger, or its words mean nothing.
    """
    text = reviews.text(document)
    trigger = words_of(text, form.get("trigger", ""))
    if len(trigger) != 1:
        raise DataError("select the words that most clearly express the event, in one piece")
    told = {field: words_of(text, form.get(field, "")) for field in WITH_WORDS if form.get(field, "").strip()}
    action = reviews.missed(document, form.get("type", ""), trigger[0], told, salience=form.get("salience") or "main")
    return reviews.decide(action, by=coder.name, document=document, version=_version(form), blind=coder.blind)


def seen(reviews: Reviews, event: int, coder: Coder) -> Seen:
    """An event as the coder is to see it."""
    return reviews.seen(event, blind_for=coder.blind_for)


def on_event(reviews: Reviews, event: int, form: Mapping[str, str], coder: Coder) -> Made:
    """Decide what a form says about an event.

    Raises:
        ConflictError: it changed since the form was made.
        DataError: the form says nothing that can be decided.
    """
    action = _action(reviews, event, form, coder)
    return reviews.decide(action, by=coder.name, event=event, version=_version(form), blind=coder.blind)


def on_incident(reviews: Reviews, incident: int, form: Mapping[str, str], coder: Coder) -> Made:
    """Decide what a form says about an incident: which others are one with it, or which events are another.

    Raises:
        ConflictError: it changed since the form was made.
        DataError: the form names none.
    """
    numbers = _numbers(form, "numbers")
    split = form.get("do") == "split"
    action: AnyAction = SplitIncident(events=numbers) if split else MergeIncidents(absorbed=numbers)
    return reviews.decide(action, by=coder.name, incident=incident, version=_version(form), blind=coder.blind)


def on_report(reviews: Reviews, document: int, form: Mapping[str, str], coder: Coder) -> Made:
    """Decide that a report repeats another one. Raises as ``on_incident``."""
    action = DuplicateReport(of=_numbers(form, "numbers")[0])
    return reviews.decide(action, by=coder.name, document=document, version=_version(form), blind=coder.blind)


def between_coders(reviews: Reviews, form: Mapping[str, str], coder: Coder) -> Made:
    """Decide that one of two coders is followed in a field, or that it stays as it is. Raises as ``on_event``."""
    event = _numbers(form, "event")[0]
    between = (form.get("one", ""), form.get("other", ""))
    return reviews.adjudicate(
        event, form.get("field", ""), between, form.get("follow") or None, by=coder.name, version=_version(form)
    )


def take_back(reviews: Reviews, number: int, coder: Coder, role: Role | None) -> Made:
    """Take a decision back: one's own, or as an editor anybody's; while one is blind, of one's own the blind ones.

    Raises:
        Problem: it is another's.
        DataError: there is no such decision, or it was taken back already.
    """
    mine = reviews.history(by=coder.name, blind_for=coder.blind_for)
    if not any(each.decision.number == number for each in mine):
        if coder.blind:
            raise Problem(403, "not-allowed", "while you code blind, only what you decided so is taken back")
        if role != "editor":
            raise Problem(403, "not-allowed", "only an editor takes back what others decided")
    return reviews.undo(number, by=coder.name)


def last_of(history: Sequence[Logged], by: str) -> Logged | None:
    """The last decision of a coder that was not taken back."""
    standing = (each for each in reversed(history) if each.undone_by is None and each.decision.action.kind != "undo")
    return next((each for each in standing if each.decision.by == by), None)


def words_of(text: str, value: str) -> list[tuple[int, int]]:
    """The ranges that a form names in a text: as ``ranges``, or by words that stand there once.

    Raises:
        DataError: they stand nowhere, or several times; then the message says where.
    """
    wanted = value.strip()
    if all(_RANGE.fullmatch(each.strip()) for each in wanted.split(",")) or not wanted:
        return ranges(wanted)
    found = [
        each.start() for each in itertools.islice(re.finditer(rf"(?<!\w){re.escape(wanted)}(?!\w)", text), _MOST_PLACES)
    ]
    if not found:
        raise DataError("the report does not have these words; a range of its text is written 3-9", name=wanted[:40])
    if len(found) > 1:
        places = ", ".join(f"{start}-{start + len(wanted)}" for start in found)
        raise DataError(f"these words stand there several times: say which, {places}", name=wanted[:40])
    return [(found[0], found[0] + len(wanted))]


def set_blind(reviews: Reviews, coder: Coder, *, on: bool) -> None:
    """Let a coder work blind from now on, or not any more."""
    if coder.blind != on:
        reviews.set_blind(coder.name, on=on)


def progress(reviews: Reviews, coder: Coder) -> list[Progress]:
    """What each coder did today; a blind one is told of themselves alone."""
    return [each for each in reviews.progress() if not coder.blind or each.coder == coder.name]


def ranges(value: str) -> list[tuple[int, int]]:
    """``3-9,12-20``: ranges of a text in code points. Raises DataError for what is none."""
    if not value.strip():
        return []
    found = [_RANGE.fullmatch(each.strip()) for each in value.split(",")]
    if not all(found):
        raise DataError("words are ranges of the text: 3-9,12-20", name=value[:40])
    return [(int(each[1]), int(each[2])) for each in found if each]


def stated(field: str, value: str) -> Any:
    """What a person wrote by hand for a field, as ``Reviews.select`` takes it; None: what the words mean.

    A label for a label; a day or two with a slash for a time; latitude and longitude for a place; a number, or a lowest
    and a highest, for a toll; a name for who fills a role.
    """
    value = value.strip()
    if field == "series" and value in {"yes", "no"}:
        return value == "yes"
    if not value or field in LABELS or field == "confidence":
        return value or None
    if field == "time":
        start, _, end = value.partition("/")
        return {"start": start, "end": end or start}
    if field == "place":
        return dict(zip(("lat", "lon"), _floats(value), strict=True)) | {"precision": "exact"}
    if field in TOLLS:
        numbers = _numbers({field: value}, field)
        return {"low": numbers[0], "best": numbers[0] if len(numbers) == 1 else None, "high": numbers[-1]}
    return {"name": value} if field in ROLES else None


def _action(reviews: Reviews, event: int, form: Mapping[str, str], coder: Coder) -> AnyAction:
    match form.get("do"):
        case "accept":
            return Accept()
        case "reject":
            return RejectEvent(reason=form.get("reason", "")[:2000])
        case "correct":
            field, text = form.get("field", ""), seen(reviews, event, coder).reading.report.text
            words = [] if form.get("null") else words_of(text, form.get("words", ""))
            value = None if form.get("null") else stated(field, form.get("value", ""))
            return reviews.select(
                event, field, words, value, replaces=ranges(form.get("replaces", "")), blind_for=coder.blind_for
            )
    raise DataError("say what to decide: accept, reject or correct")


def _version(form: Mapping[str, str]) -> int:
    return _numbers(form, "version")[0]


def _numbers(form: Mapping[str, str], field: str) -> tuple[int, ...]:
    value = form.get(field, "")
    if not _NUMBERS.fullmatch(value):
        raise DataError("write numbers, with commas between them", name=value[:40] or field)
    return tuple(int(each) for each in re.findall(r"\d+", value))


def _floats(value: str) -> tuple[float, float]:
    try:
        lat, lon = (float(each) for each in value.split(","))
    except ValueError as error:
        raise DataError("write a place as latitude and longitude: 36.34, 43.12", name=value[:40]) from error
    if not (abs(lat) <= 90 and abs(lon) <= 180):
        raise DataError("latitudes are within 90, longitudes within 180 degrees", name=value[:40])
    return lat, lon
