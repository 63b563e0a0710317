"""What one event is likely to be to another, where no sentence says it outright."""

from __future__ import annotations

import pytest

from dateline.assemble.assemble import assemble
from dateline.assemble.happening import Happening
from dateline.assemble.relations import pairs
from dateline.schema.reading import Event
from drafts import context, trigger


def told(text: str, *triggers: tuple[str, str]) -> tuple[Event, ...]:
    """The events of triggers, the first of them the main one."""
    drafts = [trigger(text, *each, salience=int(at > 0)) for at, each in enumerate(triggers)]
    return assemble(context(text, drafts)).events


@pytest.mark.parametrize(
    ("text", "first", "second", "link"),
    [
        ("A bomb killed two in Harla, and police arrested a man.",
         ("bomb", "bombing"), ("arrested", "arrest"), ("e2", "reaction-to", "e1")),
        ("Police fired tear gas at students who marched against the law.",
         ("fired", "crackdown"), ("marched", "protest"), ("e1", "reaction-to", "e2")),
        ("A riot in Harla prompted the army to send troops.",
         ("riot", "riot"), ("send troops", "deployment"), ("e2", "reaction-to", "e1")),
        ("A judge jailed a clerk for the murder of Moe.",
         ("jailed", "trial"), ("murder", "killing"), ("e1", "about", "e2")),
        ("Students marched in Harla. Clerks rallied in Oslo.",
         ("marched", "protest"), ("rallied", "protest"), ("e2", "same-series", "e1")),
        ("The envoy met the king. It rained in Harla. The union held a rally in Oslo.",
         ("met", "meeting"), ("rally", "protest"), None),
        ("Talks began on Monday. The harvest failed. The mayor signed a pact.",
         ("Talks", "meeting"), ("pact", "agreement"), None),
    ],
)  # fmt: skip
def test_two_events_have_the_likeliest_link(
    text: str, first: tuple[str, str], second: tuple[str, str], link: tuple[str, str, str] | None
) -> None:
    found = [(event.id, each.type, each.event) for event in told(text, first, second) for each in event.links]
    assert found == ([link] if link else [])


def test_what_a_sentence_says_outright_goes_before_what_is_likely() -> None:
    text = "A bomb hit a bank. The union condemned the arrest of a clerk."
    _, condemnation, arrest = told(text, ("bomb", "bombing"), ("condemned", "condemnation"), ("arrest", "arrest"))
    assert [(each.type, each.event) for each in condemnation.links] == [("about", arrest.id)]


def test_an_event_is_compared_with_those_near_it_and_with_the_first_main_one() -> None:
    text = "Bombs fell. It rained. Talks began. It snowed. Crowds marched. Police came."
    of = context(text, [])
    words = ("Bombs", "Talks", "marched", "came")
    events = [
        Happening(
            id=f"e{at}",
            type="protest",
            spans=(of.span(text.index(word), text.index(word) + len(word)),),
            arguments=(),
            salience="main" if at == 0 else "related",
        )
        for at, word in enumerate(words)
    ]
    near = {(0, 1), (1, 0), (1, 2), (2, 1), (2, 3), (3, 2)}
    assert {(pair.one, pair.other) for pair in pairs(of, events)} == near | {(2, 0), (3, 0)}


def test_a_crowd_of_events_is_compared_no_more_than_its_length_times() -> None:
    text = "raid " * 400
    of = context(text, [])
    events = [
        Happening(id=f"e{at}", type="protest", spans=(of.span(5 * at, 5 * at + 4),), arguments=(), salience="main")
        for at in range(400)
    ]
    assert len(list(pairs(of, events))) < 20 * len(events)
