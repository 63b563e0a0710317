"""The salience of an event: what the model tells of its triggers, and what the report's form tells beside it."""

from __future__ import annotations

import math

import pytest

from dateline.assemble.salience import FACTS, facts, salience
from drafts import context, trigger

HEADLINE = "Bomb kills two in Harla"
TEXT = (
    f"{HEADLINE}\n\nTwo people died when a bomb went off in Harla. The mayor condemned it. The blast broke windows. "
    "Last year rebels shelled the town."
)
EVEN = (1 / 3, 1 / 3, 1 / 3)


def of(*triggers: tuple[str, str], members: tuple[int, ...], headline: str | None = HEADLINE) -> dict[str, float]:
    drafts = [trigger(TEXT, words, kind) for words, kind in triggers]
    return dict(zip(FACTS, facts(context(TEXT, drafts, headline=headline), members), strict=True))


BOMB, MAYOR, BLAST, SHELLED = (
    ("Bomb kills", "bombing"), ("condemned", "condemnation"), ("blast", "bombing"), ("shelled", "shelling"),
)  # fmt: skip


def test_the_form_of_a_report_tells_where_and_how_often_an_event_stands() -> None:
    told = of(BOMB, MAYOR, BLAST, SHELLED, members=(0, 2))
    assert told == {
        "always": 1.0, "told before": 0.0, "opening": 1.0, "mentions": math.log(2), "headline": 1.0, "words": 0.0,
        "actual": 1.0, "series": 0.0,
    }  # fmt: skip
    later = of(BOMB, MAYOR, BLAST, SHELLED, members=(3,))
    assert (later["told before"], later["opening"], later["headline"]) == (math.log(4), 0.0, 0.0)
    assert of(BOMB, MAYOR, BLAST, members=(1,))["words"] == 1.0


def test_a_headline_that_the_text_does_not_open_with_holds_no_event() -> None:
    assert of(BOMB, members=(0,), headline="Harla mourns")["headline"] == 0.0
    assert of(BOMB, members=(0,), headline=None)["headline"] == 0.0


def test_where_the_model_cannot_tell_what_comes_first_is_main_and_what_comes_late_is_not() -> None:
    drafts = [trigger(TEXT, words, kind).model_copy(update={"salience": EVEN})
              for words, kind in (BOMB, MAYOR, BLAST, SHELLED)]  # fmt: skip
    report = context(TEXT, drafts, headline=HEADLINE)
    assert salience(report, (0, 2)) == "main"
    assert salience(report, (3,)) == "background"


@pytest.mark.parametrize(("at", "told"), [(0, "main"), (1, "related"), (2, "background")])
def test_what_the_model_is_sure_of_stays(at: int, told: str) -> None:
    drafts = [trigger(TEXT, words, kind, salience=at) for words, kind in (BOMB, SHELLED)]
    report = context(TEXT, drafts, headline=HEADLINE)
    assert salience(report, (0,)) == salience(report, (1,)) == told
