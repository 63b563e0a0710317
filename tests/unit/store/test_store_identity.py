"""Which events of two readings are the same: what the rule says, and what must hold of it for any events."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.ontology.registry import TYPES
from dateline.store.alignment import alignment
from dateline.store.identity import SAME, Match, Told, matches, similarity

RAN = (10, 16)
ACTOR = ("actor", ((0, 8),))
TARGET = ("target", ((20, 30),))


def telling(kind: str = "shelling", trigger: tuple[int, int] = RAN, *mentions: tuple[int, int],
            arguments: tuple[tuple[str, tuple[tuple[int, int], ...]], ...] = (ACTOR, TARGET)) -> Told:  # fmt: skip
    return Told(kind, (trigger,), mentions, arguments)


@pytest.mark.parametrize(
    ("other", "score"),
    [
        (telling(), 1.0),
        (telling(trigger=(15, 40)), 1.0),  # triggers share a character
        (telling("air-strike"), 0.9),  # of one family
        (telling("meeting"), 0.8),  # of another
        (telling(arguments=()), 0.7),
        (telling(arguments=(ACTOR,)), 0.9),
        (telling(arguments=(("victim", ACTOR[1]), TARGET)), 0.85),  # one filler in another role
        (telling("air-strike", arguments=()), 0.6),
        (telling("meeting", arguments=()), 0.5),  # a trigger in common alone
        (telling("shelling", (50, 60), RAN), 0.875),  # its mention is our trigger
        (telling("shelling", (50, 60), RAN, arguments=()), 0.575),
        (telling("shelling", (16, 20)), 0.5),  # no common word
    ],
)
def test_the_score(other: Told, score: float) -> None:
    assert similarity(telling(), other) == pytest.approx(score)
    assert similarity(other, telling()) == pytest.approx(score)


def test_mentions_alone() -> None:
    one, other = telling("shelling", (0, 5), (60, 70)), telling("shelling", (50, 55), (65, 72))
    assert similarity(one, other) == pytest.approx(0.75)


def test_the_better_match_is_settled_first_and_one_to_one() -> None:
    old = [telling("meeting"), telling()]
    assert matches(old, [telling()]) == [Match(old=1, new=0, score=1.0)]
    assert matches(old, [telling(), telling()]) == [Match(old=1, new=0, score=1.0), Match(old=0, new=1, score=0.8)]
    assert matches([telling()], [telling("shelling", (200, 210), arguments=())]) == []


ranges = st.builds(lambda start, length: (start, start + length), st.integers(0, 60), st.integers(1, 12))
several = st.lists(ranges, max_size=3).map(tuple)
tellings = st.builds(
    Told,
    type=st.sampled_from(TYPES),
    trigger=st.lists(ranges, max_size=1).map(tuple),
    mentions=several,
    arguments=st.lists(st.tuples(st.sampled_from(("actor", "target", "victim")), several), max_size=4).map(tuple),
)


@st.composite
def readings(draw: st.DrawFn) -> list[Told]:
    """Events of one reading: no two share a trigger, and each has one."""
    cuts = sorted(draw(st.sets(st.integers(0, 300), min_size=2, max_size=10)))
    spans = list(pairwise(cuts))
    return [
        Told(each.type, (span,), (), each.arguments)
        for span, each in zip(spans, draw(st.lists(tellings, min_size=len(spans), max_size=len(spans))), strict=True)
    ]


@given(tellings, tellings)
def test_a_score_is_a_share_and_the_same_either_way(one: Told, other: Told) -> None:
    assert 0 <= similarity(one, other) <= 1
    assert similarity(one, other) == similarity(other, one)


@given(readings())
def test_a_reading_told_again_has_the_same_events(events: list[Told]) -> None:
    assert [(match.old, match.new) for match in matches(events, events)] == [(at, at) for at in range(len(events))]


@given(readings(), st.randoms(use_true_random=False))
def test_the_order_of_events_does_not_matter(events: list[Told], random: st.DataObject) -> None:
    order = list(range(len(events)))
    random.shuffle(order)  # type: ignore[attr-defined]
    found = matches(events, [events[at] for at in order])
    assert {(match.old, order[match.new]) for match in found} == {(at, at) for at in range(len(events))}


@given(readings(), readings())
def test_matches_are_one_to_one_and_good_enough(old: list[Told], new: list[Told]) -> None:
    found = matches(old, new)
    assert len({match.old for match in found}) == len({match.new for match in found}) == len(found)
    assert all(match.score == similarity(old[match.old], new[match.new]) >= SAME for match in found)
    taken = {match.old for match in found}, {match.new for match in found}
    for at, before in enumerate(old):
        for to, after in enumerate(new):
            if at not in taken[0] and to not in taken[1]:
                assert similarity(before, after) < SAME


plain = st.text(alphabet="ab c.\n", max_size=60)


@given(plain, plain)
def test_what_is_moved_holds_the_same_words(old: str, new: str) -> None:
    move = alignment(old, new)
    for start in range(len(old)):
        at = move(start, start + 1)
        assert at is None or new[at[0] : at[1]] == old[start : start + 1]


paragraphs = st.lists(st.sampled_from(("one", "two", "three.")), min_size=1, max_size=12).map(" ".join)


@given(paragraphs, paragraphs, paragraphs)
def test_a_paragraph_put_in_leaves_every_other_word_in_the_text(before: str, inserted: str, after: str) -> None:
    old, new = f"{before}\n\n{after}", f"{before}\n\n{inserted}\n\n{after}"
    move = alignment(old, new)
    assert all(move(at, at + 1) for at in range(len(old)))


def test_a_text_that_is_all_new_moves_nothing() -> None:
    assert alignment("x " * 20_000, "y " * 20_000)(0, 1) is None
    assert alignment("one two three", "one three")(4, 7) is None
    assert alignment("one two three", "one three")(8, 13) == (4, 9)
