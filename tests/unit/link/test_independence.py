from typing import Any

import pytest

from build import report
from dateline.link.independence import likeness, origins, publisher

TEXT = """A bomb went off at the bus depot of Harla on Tuesday morning, and four people who waited for the first bus \
were killed. Police closed the road to the bridge and searched the market, where a second device was found under a \
cart. Nobody has said that it was behind the attack. The mayor asked people to stay at home until the evening, and \
schools in the town sent the children back. """
OTHER = """Witnesses in Harla heard the blast from two kilometres away. The depot serves villages along the river, and \
the morning bus is always full, said a driver who had left minutes earlier. Hospitals asked for blood. """


@pytest.mark.parametrize(("more", "whose"), [
    ({"outlet": "The Northern Wire"}, "northern wire"),
    ({"outlet": "Northern Wire", "byline": "By Associated Press"}, "ap"),
    ({"outlet": "Northern Wire", "byline": "Dana Aziz and AFP"}, "afp"),
    ({"outlet": "Reuters"}, "reuters"),
    ({"outlet": "Northern Wire", "text": "HARLA, May 3 (Reuters) - A bomb went off."}, "reuters"),
    ({"outlet": "Northern Wire", "text": "HARLA (AP) — A bomb went off."}, "ap"),
    ({"url": "https://www.news.example/harla"}, "news.example"),
    ({}, None),
])  # fmt: skip
def test_whose_text_it_is(more: dict[str, Any], whose: str | None) -> None:
    assert publisher(report(more.pop("text", TEXT), **more)) == whose


def test_likeness_is_the_share_of_shingles_in_common() -> None:
    assert likeness(TEXT, TEXT) == 1
    assert likeness(TEXT, TEXT.replace("Tuesday", "Wednesday")) > 0.7
    assert likeness(TEXT, OTHER) < 0.05
    assert 0.4 < likeness(TEXT + OTHER, TEXT) < 0.85


def test_a_text_of_few_words_has_a_signature_too() -> None:
    assert likeness("Bomb.", "Bomb.") == 1
    assert likeness("", "") == 1


def test_a_copy_names_the_first_report_and_counts_with_it() -> None:
    first = report(TEXT, outlet="Northern Wire", published="2022-05-03")
    copy = report(TEXT + "Follow us. ", outlet="Harla Post", published="2022-05-04")
    own = report(OTHER, outlet="River Radio", published="2022-05-04")
    found = origins({each.id: each for each in (own, copy, first)})
    assert found.copy_of == {first.id: None, copy.id: first.id, own.id: None}
    assert found.publishers([first.id, copy.id]) == 1
    assert found.publishers([first.id, copy.id, own.id]) == 2


def test_one_publisher_counts_once_however_often_it_writes() -> None:
    reports = [report(text, outlet="Northern Wire") for text in (TEXT, OTHER)]
    assert origins({each.id: each for each in reports}).publishers([each.id for each in reports]) == 1


def test_an_agency_counts_once_under_any_outlet() -> None:
    reports = [report(f"HARLA (AP) — {text}", outlet=outlet)
               for text, outlet in ((TEXT, "Harla Post"), (OTHER, "River Radio"))]  # fmt: skip
    assert origins({each.id: each for each in reports}).publishers([each.id for each in reports]) == 1


def test_reports_that_do_not_tell_their_publisher_are_taken_for_one() -> None:
    unknown = [report(TEXT), report(OTHER)]
    assert origins({each.id: each for each in unknown}).publishers(each.id for each in unknown) == 1
    known = report(OTHER[::-1], outlet="River Radio")
    assert origins({each.id: each for each in (*unknown, known)}).publishers(each.id for each in [*unknown, known]) == 2
