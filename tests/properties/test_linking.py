"""What holds of linking whatever the reports and their order."""

from __future__ import annotations

import random
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

import stories
from build import report as text_report
from dateline.link.cluster import link, link_all
from dateline.link.independence import origins
from dateline.link.score import PairModel
from dateline.link.sketch import Sketch
from dateline.link.state import State

NAMES = ("zarimov", "quarvel", "ondrake", "lisstow", "marbeck")
MODEL = stories.by_names()

event_kinds = st.tuples(
    st.sampled_from(NAMES), st.sampled_from(("main", "related", "background")), st.integers(0, 1), st.booleans()
)
"""Who is harmed, salience, days after 3 May, whether a place is told."""


@st.composite
def report_sets(draw: st.DrawFn) -> list[Sketch]:
    """Reports whose pairs are all clear: the same name is one happening, another name is another.

    In a report each happening is told once, as a reading tells it.
    """
    made = []
    for number in range(draw(st.integers(1, 9))):
        kinds = draw(st.lists(event_kinds, min_size=1, max_size=3, unique_by=lambda kind: kind[0]))
        events = [
            stories.told(f"e{at}", harmed=(name,), salience=salience, said=(name,),
                         days=(stories.day("2022-05-03") + later,) * 2, point=stories.HARLA if placed else None)
            for at, (name, salience, later, placed) in enumerate(kinds)
        ]  # fmt: skip
        published = f"2022-05-{draw(st.integers(5, 8)):02}"
        made.append(stories.report(f"r{number}", *events, published=published, words=("harla",)))
    return made


def partition(state: State) -> set[frozenset[tuple[str, str]]]:
    return {frozenset(keys) for keys in state.groups().values()}


def linked(parts: Sequence[Sequence[Sketch]], model: PairModel = MODEL) -> State:
    state = State()
    for part in parts:
        link_all(part, state, model)
    return state


@settings(max_examples=60, deadline=None)
@given(report_sets(), st.randoms(use_true_random=False), st.integers(1, 4))
def test_clear_pairs_are_grouped_alike_in_any_order_and_any_parts(
    reports: list[Sketch], drawn: random.Random, size: int
) -> None:
    at_once = linked([reports])
    mixed = drawn.sample(reports, len(reports))
    in_parts = linked([mixed[start : start + size] for start in range(0, len(mixed), size)])
    assert partition(at_once) == partition(in_parts)
    assert {frozenset(at_once.groups()[name]) for name in at_once.incidents} == {
        frozenset(in_parts.groups()[name]) for name in in_parts.incidents
    }


@settings(max_examples=60, deadline=None)
@given(report_sets(), st.randoms(use_true_random=False))
def test_the_order_within_a_call_never_matters(reports: list[Sketch], drawn: random.Random) -> None:
    for model in (MODEL, PairModel.bundled()):
        assert link(reports, State(), model) == link(drawn.sample(reports, len(reports)), State(), model)


@settings(max_examples=60, deadline=None)
@given(report_sets())
def test_every_event_is_in_one_group_and_every_incident_has_a_founder(reports: list[Sketch]) -> None:
    state = linked([reports], PairModel.bundled())
    keys = [key for group in state.groups().values() for key in group]
    assert sorted(keys) == sorted((each.report, event.event) for each in reports for event in each.events)
    saliences = {(each.report, event.event): event for each in reports for event in each.events}
    for name in state.incidents:
        assert any(saliences[key].salience != "background" or saliences[key].days is not None
                   for key in state.groups()[name])  # fmt: skip


SENTENCES = (
    "A bomb went off at the depot of Harla in the early morning before the first bus had left. ",
    "Four people who stood at the gate were killed and the driver was taken to the hospital in Dorra. ",
    "The mayor asked everyone to stay at home until the bridge and the market had been searched. ",
    "Nobody has said that it was behind the attack, and the police have named no suspects so far. ",
    "Farmers from the villages along the river came to give blood when the hospital asked for it. ",
    "It was the third attack on the line this year, after one in March and one in the last days of April. ",
)
texts = st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=6, unique=True).map("".join)
outlets = st.sampled_from((None, "Northern Wire", "Harla Post", "River Radio", "Reuters"))


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(texts, outlets), min_size=1, max_size=5), st.data())
def test_a_copy_never_raises_corroboration(told: list[tuple[str, str | None]], data: st.DataObject) -> None:
    reports = [
        text_report(text, outlet=outlet, published=f"2022-05-0{at + 1}") for at, (text, outlet) in enumerate(told)
    ]
    before = origins({each.id: each for each in reports}).publishers([each.id for each in reports])
    text, _ = data.draw(st.sampled_from(told))
    copy = text_report(text + "Follow us.", outlet=data.draw(outlets), published=data.draw(st.sampled_from(
        ("2022-05-01", "2022-05-09"))))  # fmt: skip
    found = origins({each.id: each for each in (*reports, copy)})
    assert found.publishers([each.id for each in [*reports, copy]]) <= before
