"""The registry of event types."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from dateline.errors import DataError
from dateline.ontology.registry import FAMILIES, TYPES, Example, ForeignCodes, event_type, types


def test_types_keep_the_record_s_order() -> None:
    assert len(TYPES) == 32
    assert (TYPES[0], TYPES[15], TYPES[16], TYPES[19], TYPES[25], TYPES[-1]) == (
        "armed-clash", "weapons-disrupted", "protest", "arrest", "meeting", "pledge",
    )  # fmt: skip
    assert tuple(t.name for t in types()) == TYPES
    assert [len(names) for names in FAMILIES.values()] == [16, 3, 6, 7]


def test_a_type_is_read_once() -> None:
    assert event_type("shelling") is event_type("shelling")
    assert event_type("shelling") is types()[TYPES.index("shelling")]


def test_an_unknown_type_names_those_near() -> None:
    with pytest.raises(DataError, match="shelling"):
        event_type("sheling")


def test_a_missing_code_needs_a_reason() -> None:
    with pytest.raises(ValidationError, match="reasons are needed"):
        ForeignCodes(acled=("Riots", "Mob violence"))
    with pytest.raises(ValidationError, match="reasons are needed"):
        ForeignCodes(
            acled=("Riots", "Mob violence"), plover=("PROTEST", "riot"), cameo="145", muc4="ATTACK", ucdp=True,
            why_not={"ucdp": "given although there is a code"},
        )  # fmt: skip


def test_an_example_marks_its_trigger() -> None:
    example = Example.model_validate("Gunmen [opened fire] at noon.")
    assert (example.text, example.trigger) == ("Gunmen opened fire at noon.", "opened fire")
    with pytest.raises(ValidationError, match="no trigger is marked"):
        Example.model_validate("Gunmen opened fire at noon.")
