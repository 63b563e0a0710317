"""A speaker is carried over the sentences of a quotation."""

import pytest

from dateline.assemble.quotation import carried
from dateline.schema.draft import Mark
from drafts import attribution, context

FIRST = "“The bridge is gone,” Ada Moe said."


def _carried(rest: str, *others: tuple[str, str, str]) -> list[str]:
    text = FIRST + rest
    said = attribution(text, "Ada Moe", "said", "“The bridge is gone,”")
    told = [said, *(attribution(text, *other) for other in others)]
    return [text[mark.start : mark.end] for mark in carried(context(text, [], attributions=told), said)]


@pytest.mark.parametrize(
    ("rest", "found"),
    [
        (" “They burned the school.”", ["“They burned the school.”"]),
        (' "They came at night. They burned it." It rained.', ['"They came at night. They burned it."']),
        (" “They burned it.” “Nobody helped us.” It rained.", ["“They burned it.”", "“Nobody helped us.”"]),
        (" It rained. “They burned it.”", []),
        ("\n\n“They burned it.”", []),
        (" “They burned it,” said Leo Ray.", []),
        (" “They burned it and", []),
        (" “Heroes” is what she called them.", []),
        ("", []),
    ],
)
def test_what_follows_in_quotation_marks_is_hers(rest: str, found: list[str]) -> None:
    assert _carried(rest) == found


def test_what_somebody_else_says_is_not() -> None:
    rest = " “They burned it.” That is what Leo Ray heard."
    assert _carried(rest, ("Leo Ray", "heard", "“They burned it.”")) == []


def test_a_claim_without_quotation_marks_carries_nothing() -> None:
    text = "Ada Moe said the bridge is gone. “They burned the school.”"
    said = attribution(text, "Ada Moe", "said", "the bridge is gone")
    assert carried(context(text, [], attributions=[said]), said) == ()


def test_a_mark_keeps_its_claims_score() -> None:
    text = FIRST + " “They burned it.”"
    said = attribution(text, "Ada Moe", "said", "“The bridge is gone,”")
    (mark,) = carried(context(text, [], attributions=[said]), said)
    assert mark == Mark(start=36, end=53, score=said.score)
