"""Every action of a review can be taken back, is replayed in any order alike, and says when its subject is gone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from build import argument, bare, count, day, event, span
from dateline.errors import DataError
from dateline.review.actions import AnyAction, Made, action
from dateline.review.base import Correction, EventAction, Undo
from dateline.review.corrections import (
    SetConfidence,
    SetFiller,
    SetModality,
    SetPlace,
    SetPolarity,
    SetSalience,
    SetSeries,
    SetTime,
    SetToll,
    SetTrigger,
    SetType,
)
from dateline.review.of_events import Accept, AddEvent, Adjudicate, RejectEvent
from dateline.review.of_incidents import DuplicateReport, GroupAction, Groups, MergeIncidents, SplitIncident
from dateline.review.replay import Entry, Replayed, regroup, replay
from dateline.review.sheet import Sheet, Stale
from dateline.schema.reading import Link
from stored import RAID, arrest, place, raid

SHEET = Sheet(bare(RAID, raid(RAID), arrest(RAID)), {1: "e1", 2: "e2"})
GROUPS = Groups({1: 10, 2: 10, 3: 20, 4: 20})
FRONT = (span(RAID, "Gunmen of the Desert Front"),)
POLICE = argument("actor", span(RAID, "Police"), confidence="possible")


def _first() -> Any:
    found = SHEET.event(1)
    assert found is not None
    return found


SAMPLES: dict[str, AnyAction] = {
    "accept": Accept().grounded(_first()),
    "add": AddEvent(event=event("e0", "accusation", span(RAID, "said"))),
    "reject": RejectEvent(reason="it was last year"),
    "adjudicate": Adjudicate(field="type", between=("Ana", "Ben"), coder="Ben", takes=(SetType(value="shelling"),)),
    "undo": Undo(decision=1),
    "merge": MergeIncidents(absorbed=(20,), kept=(1, 2), moved_events=(3, 4)),
    "split": SplitIncident(events=(2,), kept=(1,), into=30),
    "duplicate": DuplicateReport(of=1),
    "type": SetType(value="shelling").grounded(_first()),
    "salience": SetSalience(value="related").grounded(_first()),
    "modality": SetModality(value="hypothetical").grounded(_first()),
    "polarity": SetPolarity(value="negative").grounded(_first()),
    "series": SetSeries(value=True).grounded(_first()),
    "trigger": SetTrigger(value=span(RAID, "attacked a post")),
    "time": SetTime(value=day(span(RAID, "Monday"), "2024-05-13")),
    "place": SetPlace(value=place(RAID, "Erbil")),
    "toll": SetToll(toll="killed", value=count(2, 2, 2, span(RAID, "two men"))),
    "filler": SetFiller(role="actor", value=POLICE, replaces=FRONT),
    "confidence": SetConfidence(actor=FRONT, value="accused", evidence=(span(RAID, "officials said"),)),
}
EVENT_KINDS = sorted(kind for kind, each in SAMPLES.items() if isinstance(each, EventAction))
GROUP_KINDS = sorted(kind for kind, each in SAMPLES.items() if isinstance(each, GroupAction))


def made(number: int, what: AnyAction, subject: int | None = 1) -> Made:
    about = {"incident": 10, "document": 2} if isinstance(what, GroupAction) else {"event": subject, "document": 1}
    if isinstance(what, AddEvent):
        about["event"] = 90
    return Made.model_validate({"number": number, "by": "Ana", "at": f"2024-05-{number:02}", "action": what, **about})


def entry(decision: Made, gone: bool = False) -> Entry:
    return Entry(decision, (lambda start, end: None) if gone else (lambda start, end: (start, end)))


def replayed(log: Sequence[Made]) -> Replayed:
    return replay(SHEET, [entry(each) for each in log])


def test_every_action_has_a_sample() -> None:
    kinds = {member.model_fields["kind"].default for member in _members(AnyAction)}
    assert kinds == set(SAMPLES)
    assert all(each.kind == kind for kind, each in SAMPLES.items())


def _members(union: Any) -> list[Any]:
    parts = [part for part in get_args(union) if not hasattr(part, "discriminator")]
    return [each for part in parts for each in _members(part)] if parts else [union]


@pytest.mark.parametrize("kind", SAMPLES)
def test_it_is_frozen_sent_as_json_and_said_in_a_sentence(kind: str) -> None:
    each = SAMPLES[kind]
    assert action(json.loads(json.dumps(each.model_dump(mode="json")))) == each
    assert each.sentence()
    assert not each.sentence().endswith(".")
    with pytest.raises(ValidationError):
        each.kind = "other"  # type: ignore[misc, assignment]


@pytest.mark.parametrize("kind", EVENT_KINDS)
def test_it_shows_and_leaves_its_mark(kind: str) -> None:
    done = replayed([made(7, SAMPLES[kind])])
    assert done.stale == {}
    assert done.sheet != SHEET
    subject = 90 if kind == "add" else 1
    assert done.applied == {subject: (7,)}
    found = done.sheet.event(subject)
    if kind == "reject":
        assert found is None
        return
    assert found is not None
    assert [(mark.decision, mark.by, mark.at) for mark in found.decided] == [(7, "Ana", "2024-05-07")]
    each = SAMPLES[kind]
    if isinstance(each, Correction):
        assert found.decided[0].field == each.field
        assert found.decided[0].evidence == each.cited != ()


@pytest.mark.parametrize("kind", EVENT_KINDS)
def test_undo_after_apply_is_identity(kind: str) -> None:
    each = SAMPLES[kind]
    assert replayed([made(1, each), made(2, each.undo(1))]).sheet == SHEET
    again = [made(1, each), made(2, each.undo(1)), made(3, each.undo(1).undo(2))]
    assert replayed(again).sheet == replayed([made(1, each)]).sheet


@pytest.mark.parametrize("kind", GROUP_KINDS)
def test_undo_after_apply_is_identity_for_groups(kind: str) -> None:
    each = SAMPLES[kind]
    done = regroup(GROUPS, [made(1, each)])
    assert done.groups != GROUPS
    assert done.stale == {}
    assert regroup(GROUPS, [made(1, each), made(2, each.undo(1))]).groups == GROUPS


@pytest.mark.parametrize("kind", [kind for kind in EVENT_KINDS if kind != "add"])  # what is added needs no event
def test_it_is_stale_when_its_event_is_gone(kind: str) -> None:
    gone = SHEET.without(1)
    assert isinstance(gone, Sheet)
    done = replay(gone, [entry(made(5, SAMPLES[kind]))])
    assert done.sheet == gone
    assert done.stale == {5: "the event is not in the reading any more"}


@pytest.mark.parametrize("kind", [kind for kind in EVENT_KINDS if kind not in {"accept", "reject", "adjudicate"}])
def test_it_is_stale_when_its_words_are_gone(kind: str) -> None:
    done = replay(SHEET, [entry(made(5, SAMPLES[kind]), gone=True)])
    assert done.sheet == SHEET
    assert "are not in the corrected text" in done.stale[5]


@pytest.mark.parametrize("kind", ["merge", "split"])
def test_it_is_stale_when_a_side_is_gone(kind: str) -> None:
    done = regroup(Groups({1: 10}), [made(5, SAMPLES[kind])])
    assert done.groups == Groups({1: 10})
    assert list(done.stale) == [5]


def test_an_actor_that_is_gone_makes_decisions_about_it_stale() -> None:
    log = [made(1, SetFiller(role="actor", replaces=FRONT)), made(2, SAMPLES["confidence"]), made(3, SAMPLES["filler"])]
    done = replayed(log)
    assert sorted(done.stale) == [2, 3]


def test_the_codes_follow_what_was_decided() -> None:
    done = replayed([made(1, SAMPLES["type"])]).sheet.event(1)
    assert done is not None
    assert done.codes.acled is not None
    assert done.codes.acled.sub_event_type == "Shelling/artillery/missile attack"


def test_a_time_that_a_person_sets_refers_to_no_number_of_one_reading() -> None:
    monday = day(span(RAID, "Monday"), "2024-05-06").model_copy(update={"anchor": "event:e2"})
    for what in (SetTime(value=monday), AddEvent(event=event("e1", "riot", span(RAID, "said"), time=monday))):
        found = replayed([made(1, what)]).sheet.event(90 if isinstance(what, AddEvent) else 1)
        assert found is not None
        assert found.time is not None
        assert found.time.anchor is None


def test_what_is_rejected_is_named_by_nothing_that_is_left() -> None:
    monday = day(span(RAID, "Monday"), "2024-05-06").model_copy(update={"anchor": "event:e1"})
    linked = arrest(RAID, links=(Link(type="reaction-to", event="e1"),), time=monday)
    sheet = Sheet(bare(RAID, raid(RAID), linked), {1: "e1", 2: "e2"})
    found = sheet.without(1)
    assert isinstance(found, Sheet)
    left = found.event(2)
    assert left is not None
    assert left.links == ()
    assert left.time is not None
    assert left.time.anchor is None


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"kind": "guess"}, "kind"),
        ({}, "kind"),
        ({"kind": "type", "value": "shellling"}, "shelling"),
        ({"kind": "salience", "value": "huge"}, "salience.value"),
        ({"kind": "filler", "role": "actor"}, "what is taken out"),
        ({"kind": "filler", "role": "target", "value": POLICE.model_dump()}, "does not fill target"),
        ({"kind": "time", "value": {"start": "2024-05-13"}}, "evidence"),
        ({"kind": "trigger", "value": {"start": 3, "end": 4, "text": "long"}}, "does not hold"),
        (
            {"kind": "filler", "role": "target", "value": POLICE.model_copy(update={"role": "target"}).model_dump()},
            "only an actor has a confidence",
        ),
        ({"kind": "add", "event": event("e1", "riot", span(RAID, "said"), score=7).model_dump()}, "no probability"),
        ({"kind": "merge", "absorbed": []}, "absorbed"),
        ({"kind": "accept", "extra": 1}, "extra"),
    ],
)
def test_what_is_no_action_is_told(value: dict[str, Any], said: str) -> None:
    with pytest.raises(DataError, match=said):
        action(value)


LOGS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(EVENT_KINDS), st.sampled_from([1, 2])),
        st.tuples(st.just("undo"), st.integers(1, 9)),
    ),
    max_size=9,
)


def _log(drawn: list[tuple[str, int]]) -> list[Made]:
    return [
        made(number, Undo(decision=which) if kind == "undo" else SAMPLES[kind], None if kind == "undo" else which)
        for number, (kind, which) in enumerate(drawn, start=1)
        if kind != "undo" or which < number
    ]


@given(LOGS, st.randoms(use_true_random=False))
def test_the_order_in_which_the_log_is_read_does_not_matter(drawn: list[tuple[str, int]], random: Any) -> None:
    log = _log(drawn)
    shuffled = log[:]
    random.shuffle(shuffled)
    assert replayed(shuffled) == replayed(log)


@given(LOGS)
def test_taking_everything_back_leaves_what_the_machine_made(drawn: list[tuple[str, int]]) -> None:
    log = [each for each in _log(drawn) if not isinstance(each.action, Undo)]
    back = [made(50 + each.number, each.action.undo(each.number)) for each in log]
    assert replayed([*log, *back]).sheet == SHEET


@given(st.permutations([kind for kind in EVENT_KINDS if kind not in {"reject", "accept", "adjudicate", "confidence"}]))
def test_decisions_on_different_fields_hold_in_any_order(kinds: list[str]) -> None:
    numbers = {kind: at for at, kind in enumerate(EVENT_KINDS, start=1)}
    sheet: Sheet | Stale = SHEET
    for kind in kinds:
        assert isinstance(sheet, Sheet)
        what = SAMPLES[kind]
        assert isinstance(what, EventAction)
        sheet = what.apply(sheet, made(numbers[kind], what))
    log = [made(numbers[kind], SAMPLES[kind]) for kind in kinds]
    assert sheet == replayed(log).sheet
