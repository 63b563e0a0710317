"""The page on reviews names every action and mark, and states the formula of the queue as it is computed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from dateline.review import queue
from dateline.review.actions import AnyAction
from dateline.schema.decision import DecidedHow

PAGE = Path(__file__).parents[2] / "docs" / "review.md"
RECORD = PAGE.with_name("record.md")
pytestmark = pytest.mark.skipif(not PAGE.exists(), reason="the documentation is not beside an installed package")


def _kinds(union: object) -> set[str]:
    parts = [part for part in get_args(union) if not hasattr(part, "discriminator")]
    if not parts:
        return {union.model_fields["kind"].default}  # type: ignore[attr-defined]
    return set().union(*map(_kinds, parts))


def test_every_action_is_named() -> None:
    table = PAGE.read_text(encoding="utf-8").split("| action | what it does |")[1].split("\n\n")[0]
    cells = [line.split("|")[1] for line in table.splitlines() if "|" in line]
    assert {name for cell in cells for name in re.findall(r"`([a-z]+)`", cell)} == _kinds(AnyAction)


def test_every_mark_is_named() -> None:
    record = RECORD.read_text(encoding="utf-8")
    assert all(f"`{how}`" in record for how in get_args(DecidedHow))


def test_the_formula_is_the_one_that_is_computed() -> None:
    page, code = PAGE.read_text(encoding="utf-8"), queue.__doc__ or ""
    formula = re.findall(r"^\s*((?:priority|uncertainty|importance) .*)$", code, re.MULTILINE)
    assert len(formula) == 3
    assert all(line.strip() in page for line in formula)
    assert f"({queue.POINTS['event']} for events, {queue.POINTS['argument']} for fillers)" in page
    assert f"killed / (killed + {queue.HALF})" in page
