"""Every field of an incident has its place on its page."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from dateline.schema.incident import (
    Corroboration,
    Incident,
    JoinedBy,
    Member,
    Reconciled,
    Rule,
    Telling,
    Told,
    Toll,
    Tolls,
    Why,
)

PAGE = Path(__file__).parents[2] / "docs" / "incidents.md"
VALUES = (Corroboration, Incident, Member, Reconciled, Telling, Told, Toll, Why)
pytestmark = pytest.mark.skipif(not PAGE.exists(), reason="the documentation is not beside an installed package")


def test_every_field_is_named() -> None:
    page = PAGE.read_text(encoding="utf-8")
    names = {field.alias or name for value in VALUES for name, field in value.model_fields.items()}
    assert not {name for name in names if f"`{name}`" not in page and f"`{name}," not in page}


def test_every_rule_and_reason_is_named() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert all(f"`{name}`" in page for name in (*get_args(Rule), *get_args(JoinedBy)))


def test_casualties_are_those_of_a_reading() -> None:
    from dateline.schema.reading import Casualties

    assert list(Tolls.model_fields) == list(Casualties.model_fields)
