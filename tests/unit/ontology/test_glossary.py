"""The glossary."""

from __future__ import annotations

from typing import get_args

import pytest

from dateline.ontology.glossary import explain, suggest, terms
from dateline.ontology.registry import TYPES
from dateline.schema import reading


@pytest.mark.parametrize(
    "labels",
    ["Role", "Salience", "Modality", "Polarity", "Confidence", "EntityKind", "Granularity", "TimeType", "Precision",
     "Stance", "SourceKind", "LinkType"],
)  # fmt: skip
def test_every_label_of_the_record_is_explained(labels: str) -> None:
    for label in get_args(getattr(reading, labels)):
        entry = explain(label)
        assert entry is not None, label
        assert all(sense.definition.endswith(".") for sense in entry.senses)


def test_event_types_are_explained_by_their_definition() -> None:
    assert set(TYPES) <= set(terms())
    entry = explain("shelling")
    assert entry is not None
    assert "missiles" in entry.definition


def test_case_blanks_and_underscores_do_not_matter() -> None:
    assert explain("Accused by_Authorities") == explain("accused-by-authorities") is not None


def test_a_label_of_two_groups_has_both_senses() -> None:
    entry = explain("military")
    assert entry is not None
    assert {sense.group for sense in entry.senses} == {"source kind", "entity kind"}


def test_an_unknown_term_is_none_and_near_ones_are_suggested() -> None:
    assert explain("shellin") is None
    assert suggest("shellin")[0] == "shelling"
    assert suggest("qqqqqqqq") == ()


def test_terms_are_sorted_and_single() -> None:
    assert list(terms()) == sorted(set(terms()))
