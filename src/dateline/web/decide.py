"""What a form or a call says to decide, as the actions of reviews: the only place where either becomes a decision."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from dateline.errors import DataError
from dateline.review.actions import AnyAction, Made
from dateline.review.fields import LABELS, ROLES, TOLLS
from dateline.review.of_events import Accept, RejectEvent
from dateline.review.of_incidents import DuplicateReport, MergeIncidents, SplitIncident
from dateline.store.deciding import Seen
from dateline.store.reviews import Reviews
from dateline.store.users import Role
from dateline.web.problem import Problem

FIELDS: Final = (*LABELS, "trigger", "time", "place", *ROLES, *TOLLS)
"""What a person may correct, in the order of the form."""

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
    numbers = _numbers(form.get("numbers", ""))
    split = form.get("do") == "split"
    action: AnyAction = SplitIncident(events=numbers) if split else MergeIncidents(absorbed=numbers)
    return reviews.decide(action, by=coder.name, incident=incident, version=_version(form))


def on_report(reviews: Reviews, document: int, form: Mapping[str, str], coder: Coder) -> Made:
    """Decide that a report repeats another one. Raises as ``on_incident``."""
    action = DuplicateReport(of=_numbers(form.get("numbers", ""))[0])
    return reviews.decide(action, by=coder.name, document=document, version=_version(form))


def between_coders(reviews: Reviews, form: Mapping[str, str], coder: Coder) -> Made:
    """Decide that one of two coders is followed in a field. Raises as ``on_event``."""
    event = _numbers(form.get("event", ""))[0]
    between = (form.get("one", ""), form.get("other", ""))
    return reviews.adjudicate(
        event, form.get("field", ""), between, form.get("follow", ""), by=coder.name, version=_version(form)
    )


def take_back(reviews: Reviews, number: int, by: str, role: Role | None) -> Made:
    """Take a decision back: one's own, or as an editor anybody's.

    Raises:
        Problem: it is another's.
        DataError: there is no such decision, or it was taken back already.
    """
    own = any(each.decision.number == number for each in reviews.history(by=by))
    if not own and role != "editor":
        raise Problem(403, "not-allowed", "only an editor takes back what others decided")
    return reviews.undo(number, by=by)


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
    if not value or field in LABELS:
        return value or None
    if field == "time":
        start, _, end = value.partition("/")
        return {"start": start, "end": end or start}
    if field == "place":
        return dict(zip(("lat", "lon"), _floats(value), strict=True)) | {"precision": "exact"}
    if field in TOLLS:
        numbers = _numbers(value)
        return {"low": numbers[0], "best": numbers[0] if len(numbers) == 1 else None, "high": numbers[-1]}
    return {"name": value} if field in ROLES else None


def _action(reviews: Reviews, event: int, form: Mapping[str, str], coder: Coder) -> AnyAction:
    match form.get("do"):
        case "accept":
            return Accept()
        case "reject":
            return RejectEvent(reason=form.get("reason", "")[:2000])
        case "correct":
            field = form.get("field", "")
            words = [] if form.get("null") else ranges(form.get("words", ""))
            value = None if form.get("null") else stated(field, form.get("value", ""))
            return reviews.select(
                event, field, words, value, replaces=ranges(form.get("replaces", "")), blind_for=coder.blind_for
            )
    raise DataError("say what to decide: accept, reject or correct")


def _version(form: Mapping[str, str]) -> int:
    return _numbers(form.get("version", ""))[0]


def _numbers(value: str) -> tuple[int, ...]:
    if not _NUMBERS.fullmatch(value):
        raise DataError("write numbers, with commas between them", name=value[:40])
    return tuple(int(each) for each in re.findall(r"\d+", value))


def _floats(value: str) -> tuple[float, float]:
    try:
        lat, lon = (float(each) for each in value.split(","))
    except ValueError as error:
        raise DataError("write a place as latitude and longitude: 36.34, 43.12", name=value[:40]) from error
    if not (abs(lat) <= 90 and abs(lon) <= 180):
        raise DataError("latitudes are within 90, longitudes within 180 degrees", name=value[:40])
    return lat, lon
