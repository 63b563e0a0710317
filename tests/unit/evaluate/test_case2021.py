"""The one label of a snippet, by the reading alone."""

from __future__ import annotations

from pathlib import Path

import pytest

import build
from dateline.errors import DataError
from dateline.evaluate.base import Document
from dateline.evaluate.case2021 import Case2021, label
from dateline.reader.labels import SUBJECTS
from dateline.schema.draft import Draft


def about(subject: str) -> Draft:
    """A draft of a text that is likeliest about something."""
    return Draft(model="by-hand@0", subject=tuple(0.7 if each == subject else 0.01 for each in SUBJECTS))


def test_there_are_25_labels_of_acled_and_five_beyond() -> None:
    assert len(set(SUBJECTS)) == len(SUBJECTS) == 30


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_snippet_has_the_label_of_what_it_is_likeliest_about(subject: str) -> None:
    assert label(about(subject)) == subject


def test_a_text_of_several_windows_is_about_nothing_in_particular() -> None:
    assert label(Draft(model="by-hand@0")) == "OTHER"


def test_figures_are_those_that_a_person_computes() -> None:
    gold = ["ATTACK", "ATTACK", "ATTACK", "DIPLO"]
    ours = ["ATTACK", "ATTACK", "OTHER", "OTHER"]
    rows = {str(number): {"id": str(number), "label": one} for number, one in enumerate(ours)}
    documents = [Document(id=str(number), text="x", gold={"label": one}) for number, one in enumerate(gold)]
    figures = Case2021().score(documents, rows)
    assert figures["macro F1"].value == 26.67  # 0.8 of ATTACK, 0 of DIPLO and of OTHER
    assert figures["weighted F1"].value == 60.0  # (3 · 0.8 + 1 · 0) / 4
    assert figures["accuracy"].value == 50.0
    assert Case2021().predictions("7", build.bare("Rain."), about("DIPLO")) == {"id": "7", "label": "DIPLO"}


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
