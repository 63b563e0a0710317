"""The one label of a snippet, by the reading alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import build
from dateline.errors import DataError
from dateline.evaluate.base import Document
from dateline.evaluate.case2021 import LABELS, SUB_EVENTS, Case2021, label
from dateline.schema.draft import Draft
from dateline.schema.reading import AcledCode, Attribution, Codes, Entity, Event

TEXT = "Gunmen shot a trader over drugs, and Tarn condemned it and blamed Dorra after the flood."


def at(words: str) -> Any:
    return build.span(TEXT, words)


def event(kind: str, words: str = "shot", sub_event: str | None = None, **more: Any) -> Event:
    acled = AcledCode(event_type="any", sub_event_type=sub_event) if sub_event else None
    return build.event("e1", kind, at(words), codes=Codes(acled=acled), **more)


ATTACK = event("armed-assault", sub_event="Attack")
STATE = build.argument("actor", at("Tarn"), entity=Entity(name="Tarn", kind="state"), confidence="fact")
CLAIM = Attribution(id="a1", cue=(at("condemned"),), stance="claims-responsibility")


def labelled(*events: Event, text: str = TEXT, **more: Any) -> str:
    return label(build.bare(text, *events).model_copy(update=more))


@pytest.mark.parametrize("sub_event", SUB_EVENTS)
def test_each_of_acleds_sub_events_has_its_label(sub_event: str) -> None:
    assert labelled(event("armed-clash", sub_event=sub_event)) == SUB_EVENTS[sub_event]


def test_there_are_25_labels_of_acled_and_five_beyond() -> None:
    assert len(set(LABELS)) == len(LABELS) == 30


def test_the_most_salient_deed_that_happened_leads() -> None:
    words = event("condemnation", "condemned")
    planned = event("protest", "blamed", modality="future")
    background = event("bombing", sub_event="Suicide bomb", salience="background")
    assert labelled(words, planned, background, ATTACK) == "ATTACK"


def test_what_is_planned_has_the_label_of_its_type() -> None:
    assert labelled(event("protest", modality="future")) == "PEACE_PROTEST"


def test_an_event_that_acled_leaves_uncoded_is_other() -> None:
    assert labelled(event("armed-assault")) == "OTHER"
    assert labelled(event("trial")) == "OTHER"


def test_violence_over_drugs_is_organised_crime() -> None:
    target = build.argument("target", at("drugs"))
    assert labelled(ATTACK.model_copy(update={"arguments": (target,)})) == "ORG_CRIME"
    assert labelled(event("arrest", sub_event="Arrests", arguments=(target,))) == "ORG_CRIME"
    assert labelled(event("condemnation", "condemned", arguments=(target, STATE))) == "DIPLO"


def test_whoever_says_who_did_it_attributes() -> None:
    blamed = event("accusation", "blamed", arguments=(STATE,))
    assert labelled(blamed, ATTACK.model_copy(update={"salience": "background"})) == "ATTRIB"
    assert labelled(blamed) == "DIPLO"  # no violence is told
    assert labelled(ATTACK, attributions=(CLAIM,)) == "ATTRIB"
    assert labelled(text="The Red Dawn claimed responsibility for it.") == "ATTRIB"


def test_words_between_states_are_diplomacy_and_others_are_not() -> None:
    assert labelled(event("condemnation", "condemned", arguments=(STATE,))) == "DIPLO"
    assert labelled(event("condemnation", "condemned")) == "NATURAL_DISASTER"  # so says the text
    assert labelled(event("condemnation", "condemned"), text=TEXT.replace("flood", "match")) == "OTHER"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Floods killed nine people in Tarn.", "NATURAL_DISASTER"),
        ("A bus crashed near Tarn.", "MAN_MADE_DISASTER"),
        ("Crash barriers fell in the storm.", "NATURAL_DISASTER"),
        ("The team won in Tarn.", "OTHER"),
    ],
)
def test_without_an_event_a_word_for_a_disaster_tells_else_it_is_other(text: str, expected: str) -> None:
    assert labelled(text=text) == expected


def test_a_disaster_does_not_hide_an_attack_and_is_none() -> None:
    assert labelled(ATTACK) == "ATTACK"  # the text tells of a flood
    assert labelled(event("bombing", "flood", sub_event="Attack")) == "NATURAL_DISASTER"


def test_figures_are_those_that_a_person_computes() -> None:
    gold = ["ATTACK", "ATTACK", "ATTACK", "DIPLO"]
    ours = ["ATTACK", "ATTACK", "OTHER", "OTHER"]
    rows = {str(number): {"id": str(number), "label": one} for number, one in enumerate(ours)}
    documents = [Document(id=str(number), text="x", gold={"label": one}) for number, one in enumerate(gold)]
    figures = Case2021().score(documents, rows)
    assert figures["macro F1"].value == 26.67  # 0.8 of ATTACK, 0 of DIPLO and of OTHER
    assert figures["weighted F1"].value == 60.0  # (3 · 0.8 + 1 · 0) / 4
    assert figures["accuracy"].value == 50.0
    assert Case2021().predictions("7", build.bare("Rain."), Draft(model="by-hand@0")) == {"id": "7", "label": "OTHER"}


def test_a_header_may_stand_above(tmp_path: Path) -> None:
    rows = '1\tA "quoted" snippet.\tATTACK\r\n\r\n2\tAnother.\tOTHER\n'
    (tmp_path / "test.tsv").write_text(rows, encoding="utf-8")
    plain = list(Case2021().load(tmp_path))
    (tmp_path / "test.tsv").write_text("id\tsnippet\tlabel\n" + rows, encoding="utf-8")
    assert list(Case2021().load(tmp_path)) == plain
    assert [(one.id, one.text, one.gold["label"]) for one in plain] == [
        ("1", 'A "quoted" snippet.', "ATTACK"),
        ("2", "Another.", "OTHER"),
    ]


@pytest.mark.parametrize("line", ["1\tno label", "1\ta\tb\tATTACK", "1\ta\tATTAK"])
def test_what_is_no_such_line_is_told_with_its_place(line: str, tmp_path: Path) -> None:
    (tmp_path / "test.tsv").write_text("1\tx\tATTACK\n" + line, encoding="utf-8")
    with pytest.raises(DataError, match=r"test\.tsv:2"):
        list(Case2021().load(tmp_path))


def test_what_is_no_utf8_is_told(tmp_path: Path) -> None:
    (tmp_path / "test.tsv").write_bytes(b"1\t\xff\tATTACK")
    with pytest.raises(DataError, match="UTF-8"):
        list(Case2021().load(tmp_path))
