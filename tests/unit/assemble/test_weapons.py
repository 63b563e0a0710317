"""What an event's weapon tells of its type."""

import pytest

from dateline.assemble.assemble import assemble
from dateline.assemble.coreference import type_of
from dateline.ontology.registry import TYPES
from drafts import context, trigger


@pytest.mark.parametrize(
    ("text", "weapon", "kept"),
    [
        ("Rebels struck the base with a suicide car bomb.", "a suicide car bomb", False),
        ("Rebels struck the base with roadside bombs.", "roadside bombs", False),
        ("Rebels struck the base with an improvised explosive device.", "an improvised explosive device", False),
        ("Rebels struck the base with barrel bombs.", "barrel bombs", True),
        ("Rebels struck the base with a 500-pound bomb.", "a 500-pound bomb", True),
        ("Rebels struck the base with drones.", "drones", True),
    ],
)
def test_a_bomb_that_is_brought_or_laid_is_no_strike_from_the_air(text: str, weapon: str, *, kept: bool) -> None:
    asked = trigger(text, "struck", "air-strike", ("instrument", weapon))
    types = {event.type for event in assemble(context(text, [asked])).events}
    assert ("air-strike" in types) is kept


def test_what_is_barred_leaves_its_share_to_the_others() -> None:
    first, second, third = (TYPES.index(name) for name in ("air-strike", "bombing", "arrest"))
    shares = [0.0] * len(TYPES)
    shares[first], shares[second], shares[third] = 0.6, 0.3, 0.1
    for barred, at, probability in (((), first, 0.6), ({"air-strike"}, second, 0.75)):
        found, share = type_of([shares], barred)
        assert found == at
        assert share == pytest.approx(probability)


def test_what_speaks_for_a_bombing_speaks_for_one_by_suicide() -> None:
    first, second, third = (TYPES.index(name) for name in ("suicide-bombing", "bombing", "arrest"))
    shares = [0.0] * len(TYPES)
    shares[first], shares[second], shares[third] = 0.45, 0.4, 0.15
    at, share = type_of([shares])
    assert at == first
    assert share == pytest.approx(0.85)
