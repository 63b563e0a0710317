"""Corpus scoring on two small reports, against figures worked out by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import build
from dateline.evaluate.base import Document
from dateline.evaluate.corpus import Corpus
from dateline.evaluate.corpus.counts import tally
from dateline.evaluate.corpus.matching import match_events
from dateline.evaluate.scores import Scores
from dateline.schema.draft import Draft
from evaluate_corpus import GOLD, OURS, TEXT, claim, day, event, number, place, reading

Json = dict[str, Any]


def scored(*pairs: tuple[Json, Json]) -> Scores:
    documents = [Document(id=str(place), text=TEXT, gold=gold) for place, (gold, _) in enumerate(pairs)]
    return Corpus().score(documents, {str(place): row for place, (_, row) in enumerate(pairs)})


def test_figures_are_those_that_a_person_computes() -> None:
    figures = scored((GOLD, OURS))
    expected = {
        "typed event F1": 33.33,  # the arrest, of three and three
        "event F1": 66.67,  # and the attack, by its second mention
        "violence F1": 40.0,  # the arrest, of two in gold and three of ours that count
        "main-event F1": 66.67,  # one of gold's one and our two
        "argument F1": 57.14,  # Gunmen and the market: two, of four in gold and three of ours
        "salience macro-F1": 33.33,  # main right; related missed; background wrong
        "modality macro-F1": 100.0,
        "who-says-so macro-F1": 0.0,
        "time accuracy": 100.0,
        "place accuracy": 100.0,  # 33 km away
        "killed accuracy": 0.0,
        "attribution recall": 50.0,
        "stance macro-F1": 0.0,
        "tolls invented": 1.0,  # injured, of which gold is silent
        "times invented": 0.0,
    }
    assert {name: figures[name].value for name in expected} == expected
    assert figures["injured accuracy"].value is None


def test_a_second_report_adds_its_counts() -> None:
    figures = scored((GOLD, OURS), (GOLD, GOLD))
    assert figures["typed event F1"].value == 66.67  # four of six and six
    assert figures["time accuracy"].n == 2
    assert figures.documents == 2


def test_a_report_without_a_row_counts_as_unread() -> None:
    document = Document(id="a", text=TEXT, gold=GOLD)
    figures = Corpus().score([document], {})
    assert figures["typed event F1"].value == 0.0
    assert figures["typed event F1"].n == 3
    assert figures["attribution recall"].value == 0.0


def test_equal_types_are_paired_before_more_pairs() -> None:
    gold = [event("arrest", "detained", "attacked"), event("bombing", "attacked")]
    ours = [event("arrest", "attacked"), event("protest", "detained")]
    assert match_events(gold, ours) == [(0, 0)]
    ours[0]["type"] = "protest"
    assert match_events(gold, ours) == [(0, 1), (1, 0)]


def test_an_event_is_paired_once_however_many_mentions_overlap() -> None:
    gold = [event("armed-assault", "attacked", "died")]
    ours = [event("armed-assault", "attacked"), event("armed-assault", "died")]
    assert len(match_events(gold, ours)) == 1


def test_joined_mentions_are_counted_where_both_sides_have_them() -> None:
    gold = [event("armed-assault", "attacked", "died"), event("arrest", "detained")]
    ours = [event("armed-assault", "attacked"), event("arrest", "died", "detained"), event("protest", "Gunmen")]
    row = {"events": ours, "attributions": []}
    counted = tally({"events": gold, "attributions": []}, row)
    assert counted["joined:mentions"] == 3  # of nothing in gold: the protest
    # "attacked" alone, "died" and "detained" in one: precision (1 + 1/2 + 1/2) / 3, recall (1/2 + 1/2 + 1) / 3
    assert counted["joined:ours"] * 3 == counted["joined:predicted"] * 2
    assert counted["joined:theirs"] * 3 == counted["joined:gold"] * 2


def related(*links: tuple[str, str, str], found: tuple[str, ...] = ("attacked", "detained", "blamed")) -> Json:
    """A reading of up to three events, their words their ids, with links (event, type, other)."""
    types = {"attacked": "armed-assault", "detained": "arrest", "blamed": "accusation", "market": "protest"}
    own = {words: [{"type": kind, "event": to} for of, kind, to in links if of == words] for words in found}
    return reading(*(event(types[words], words, id=words, links=own[words]) for words in found))


@pytest.mark.parametrize(
    ("gold", "ours", "kind", "counts"),
    [
        # right, predicted, gold
        (related(("detained", "reaction-to", "attacked")), related(("detained", "reaction-to", "attacked")),
         "reaction-to", (1, 1, 1)),
        (related(("detained", "reaction-to", "attacked")), related(("attacked", "reaction-to", "detained")),
         "reaction-to", (0, 1, 1)),
        (related(("blamed", "about", "attacked")), related(("blamed", "about", "detained")), "about", (0, 1, 1)),
        (related(("blamed", "about", "attacked")), related(("blamed", "reaction-to", "attacked")), "about", (0, 0, 1)),
        # Either way round, and once.
        (related(("detained", "same-series", "attacked")), related(("attacked", "same-series", "detained")),
         "same-series", (1, 1, 1)),
        (related(("detained", "same-series", "attacked"), ("attacked", "same-series", "detained")),
         related(("detained", "same-series", "attacked")), "same-series", (1, 1, 1)),
        # An event that the other side lacks.
        (related(("blamed", "about", "attacked")), related(found=("detained", "blamed")), "about", (0, 0, 1)),
        (related(found=("attacked",)), related(("market", "reaction-to", "attacked"), found=("attacked", "market")),
         "reaction-to", (0, 1, 0)),
        # No link of the record, and one that leads nowhere.
        (related(("detained", "follows", "attacked")), related(("detained", "about", "e9")), "about", (0, 0, 0)),
    ],
)  # fmt: skip
def test_a_link_is_right_where_gold_links_its_two_events(
    gold: Json, ours: Json, kind: str, counts: tuple[int, int, int]
) -> None:
    counted = tally(gold, ours)
    assert tuple(counted[f"{kind}:{part}"] for part in ("right", "predicted", "gold")) == counts
    figures = scored((gold, ours))
    right, predicted, there = counts
    assert figures[f"{kind} link recall"].value == (100 * right / there if there else None)
    assert figures[f"{kind} link precision"].value == (100 * right / predicted if predicted else None)
    assert figures[f"{kind} link F1"].n == there


@pytest.mark.parametrize(
    ("gold", "ours", "right", "of", "invented"),
    [
        (day("2021-05-02"), day("2021-05-02T14:30"), 1, 1, 0),
        (day("2021-05-02"), day("2021-05-03"), 0, 1, 0),
        (day("2021-05-02"), {"start": "2021-05-02", "end": "2021-05-03"}, 0, 1, 0),
        (day("2021-05-02"), None, 0, 1, 0),
        (None, day("2021-05-02"), 0, 0, 1),
        (day(None), day("2021-05-02"), 0, 0, 1),
        (None, day(None), 0, 0, 0),
    ],
)
def test_times_are_right_by_both_days(gold: Json | None, ours: Json | None, right: int, of: int, invented: int) -> None:
    counted = tally(reading(event("arrest", "detained", time=gold)), reading(event("arrest", "detained", time=ours)))
    assert (counted["time:right"], counted["time:gold"], counted["time:invented"]) == (right, of, invented)


@pytest.mark.parametrize(
    ("gold", "ours", "right", "of", "invented"),
    [
        (place(9.0, 42.0), place(9.44, 42.0), 1, 1, 0),  # 49 km
        (place(9.0, 42.0), place(9.46, 42.0), 0, 1, 0),  # 51 km
        (place(0.0, 179.9), place(0.0, -179.9), 1, 1, 0),
        (place(9.0, 42.0), place(None, None), 0, 1, 0),
        (place(9.0, 42.0), None, 0, 1, 0),
        (place(None, None), place(9.0, 42.0), 0, 0, 0),
        (None, place(9.0, 42.0), 0, 0, 1),
        (None, place(None, None), 0, 0, 0),
    ],
)
def test_places_are_right_within_50_km(
    gold: Json | None, ours: Json | None, right: int, of: int, invented: int
) -> None:
    counted = tally(reading(event("arrest", "detained", place=gold)), reading(event("arrest", "detained", place=ours)))
    assert (counted["place:right"], counted["place:gold"], counted["place:invented"]) == (right, of, invented)


def test_a_toll_that_gold_only_bounds_is_neither_right_nor_invented() -> None:
    gold = reading(event("killing", "died", casualties={"killed": number(None), "injured": None}))
    ours = reading(event("killing", "died", casualties={"killed": number(24), "injured": None}))
    counted = tally(gold, ours)
    assert (counted["killed:gold"], counted["toll:invented"]) == (0, 0)


def test_zero_is_a_toll() -> None:
    gold = reading(event("killing", "died", casualties={"killed": number(0), "injured": number(0)}))
    ours = reading(event("killing", "died", casualties={"killed": number(0), "injured": None}))
    counted = tally(gold, ours)
    assert (counted["killed:right"], counted["injured:right"], counted["injured:gold"]) == (1, 0, 1)


def test_claims_match_by_content_and_source_or_the_lack_of_one() -> None:
    gold = reading(claims=(claim(None, "Two traders died", "states"),))
    assert tally(gold, reading(claims=(claim(None, "traders", "states"),)))["attribution:right"] == 1
    assert tally(gold, reading(claims=(claim("Police", "traders", "states"),)))["attribution:right"] == 0
    assert tally(gold, reading(claims=(claim(None, "a man", "states"),)))["attribution:right"] == 0


def test_the_stance_is_that_of_the_claim_with_most_of_the_content() -> None:
    gold = reading(claims=(claim("The mayor", "Two traders died", "accuses"),))
    ours = reading(claims=(claim("The mayor", "died", "denies"), claim("The mayor", "Two traders", "accuses")))
    assert tally(gold, ours)["stance:accuses:right"] == 1


def test_gold_with_nulls_where_a_reading_has_none_is_scored(tmp_path: Path) -> None:
    gold = reading(event("arrest", "detained", codes=None, casualties=None, score=None))
    gold["report"] |= {"id": "f" * 64, "source_id": None, "published": "2021-05-03", "outlet": "Harla Post"}
    (tmp_path / "dev.jsonl").write_text(json.dumps(gold), encoding="utf-8")
    (document,) = Corpus().load(tmp_path)
    assert (document.id, document.published, document.outlet) == ("f" * 64, "2021-05-03", "Harla Post")
    assert document.headline is None
    assert Corpus().score([document], {document.id: OURS})["typed event recall"].value == 100.0


def test_the_row_is_the_reading_under_the_id_of_the_input() -> None:
    row = Corpus().predictions("r-1", build.reading(), Draft(model="by-hand@0"))
    assert row["report"]["source_id"] == "r-1"
    own = build.reading().to_dict()
    assert row["events"] == own["events"]
    figures = Corpus().score([Document(id="r-1", text=build.TEXT, gold=own)], {"r-1": row})
    assert figures["argument F1"].value == figures["typed event F1"].value == 100.0
