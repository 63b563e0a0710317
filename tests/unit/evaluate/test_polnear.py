"""Attribution spans: exact by their characters, however they are cut."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from build import bare
from dateline.evaluate.base import Document
from dateline.evaluate.polnear import PolNeAR, extent
from dateline.evaluate.scores import Scores
from dateline.schema.draft import Draft, DraftAttribution, Mark

TEXT = "“We won,” Ana Ruiz said, “and we won well.” Reportedly, it rained. Ana Ruiz denied it."


def cut(words: str, nth: int = 0) -> list[int]:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return [start, start + len(words)]


def claim(source: list[list[int]], cue: str, content: list[list[int]]) -> dict[str, Any]:
    return {"source": source, "cue": [cut(cue)], "content": content}


SAID = claim([cut("Ana Ruiz")], "said", [cut("“We won,”"), cut("“and we won well.”")])
REPORTED = claim([], "Reportedly", [cut("it rained")])
DENIED = claim([cut("Ana Ruiz", 1)], "denied", [cut("it.")])


def scored(gold: list[dict[str, Any]], ours: list[dict[str, Any]]) -> Scores:
    document = Document(id="a", text=TEXT, gold={"attributions": gold})
    return PolNeAR().score([document], {"a": {"docid": "a", "attributions": ours}})


def test_figures_are_those_that_a_person_computes() -> None:
    half = claim([cut("Ana Ruiz")], "said", [cut("“We won,”")])
    figures = scored([SAID, REPORTED, DENIED], [half, REPORTED])
    assert figures["source F1"].value == 66.67  # one of two in gold and one of ours
    assert figures["cue F1"].value == 80.0  # two of three and two
    assert figures["content F1"].value == 40.0  # the rain, of three and two: one piece alone is not the content
    assert figures["attribution F1"].value == 40.0
    assert (figures["attribution precision"].value, figures["attribution recall"].value) == (50.0, 33.33)


def test_a_source_of_two_claims_is_one_span() -> None:
    twice = [SAID, SAID | {"cue": [cut("denied")]}]
    figures = scored(twice, [SAID])
    assert figures["source F1"].value == 100.0
    assert figures["attribution F1"].value == 66.67


@pytest.mark.parametrize(
    ("pieces", "covered"),
    [
        ([(0, 4)], ((0, 4),)),
        ([(0, 2), (2, 4)], ((0, 4),)),
        ([(5, 8), (0, 4)], ((0, 8),)),  # a blank between
        ([(0, 5)], ((0, 4),)),
        ([(4, 5)], ()),
        ([(0, 2), (3, 4)], ((0, 2), (3, 4))),
        ([(0, 6), (2, 4)], ((0, 6),)),
        ([], ()),
    ],
)
def test_the_characters_count_not_the_cuts(pieces: list[tuple[int, int]], covered: tuple[Any, ...]) -> None:
    assert extent("abcd efgh", pieces) == covered


def test_only_the_primary_annotation_is_read(tmp_path: Path) -> None:
    base = {"docid": "a", "text": TEXT, "attributions": [], "title": "Rain", "publisher": "post", "date": "2016-09-12"}
    lines = [base | {"primary": False, "attributions": [SAID]}, base | {"primary": True}, base | {"docid": "b"}]
    (tmp_path / "dev.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    first, second = PolNeAR().load(tmp_path)
    assert (first.id, first.gold["attributions"], second.id) == ("a", [], "b")
    assert (first.headline, first.outlet, first.published) == ("Rain", "post", "2016-09-12")


def test_predictions_are_the_drafts() -> None:
    def marks(*pieces: list[int]) -> tuple[Mark, ...]:
        return tuple(Mark(start=start, end=end, score=0.9) for start, end in pieces)

    one = DraftAttribution(
        source=marks(*SAID["source"]),
        cue=marks(*SAID["cue"]),
        content=marks(*SAID["content"]),
        score=0.9,
        stance=(1.0,),
        source_kind=(1.0,),
    )
    row = PolNeAR().predictions("a", bare(TEXT), Draft(model="by-hand@0", attributions=(one,)))
    assert row == {"docid": "a", "attributions": [SAID]}


def errors(gold: list[dict[str, Any]], ours: list[dict[str, Any]]) -> list[tuple[int, str, str]]:
    document = Document(id="a", text=TEXT, gold={"attributions": gold})
    found = PolNeAR().errors(document, {"docid": "a", "attributions": ours})
    return [(one.item, one.field, one.kind) for one in found]


def test_errors_one_by_one() -> None:
    half = claim([cut("Ana Ruiz", 1)], "said", [cut("“We won,”")])
    invented = claim([cut("Ana Ruiz")], "well", [cut("won")])
    assert errors([SAID, REPORTED, DENIED], [REPORTED, half, invented]) == [
        (1, "attribution", "wrong span"),
        (1, "source", "wrong"),
        (1, "cue", "right"),
        (1, "content", "wrong span"),
        (2, "attribution", "right"),
        (2, "cue", "right"),
        (2, "content", "right"),
        (3, "attribution", "missed"),
        (4, "attribution", "spurious"),
    ]


def test_a_source_alone_makes_no_pair() -> None:
    other = claim([cut("Ana Ruiz")], "rained", [cut("won well")])
    gold = claim([cut("Ana Ruiz")], "denied", [cut("it.")])
    assert [kind for _, field, kind in errors([gold], [other]) if field == "attribution"] == ["missed", "spurious"]
