"""Words that stand in elements which are furniture elsewhere. All pages are ours."""

from __future__ import annotations

import pytest

from dateline.ingest.page import Page, take

HEADLINE = "Rockets hit fuel depot near Basra"
FIRST = (
    "Three rockets struck a fuel depot near Basra on Sunday night, wounding two guards, the oil ministry said in a "
    "statement that blamed no one for the attack on the site."
)
LAST = "No group claimed the attack, which was the second on the depot since January, according to local police."
FIRE = "The fire in the depot was put out at dawn, the fire brigade said."


def text(between: str, below: str = "", beside: str = "") -> list[str]:
    """The paragraphs that a page of two has beside them and its headline."""
    page = (
        f"<html><head><title>{HEADLINE}</title></head><body><article><h1>{HEADLINE}</h1>{beside}<p>{FIRST}</p>{between}"
        f"<p>{LAST}</p></article>{below}</body></html>"
    )
    paragraphs = take(Page(page.encode(), "a.html")).report.text.split("\n\n")
    return [paragraph for paragraph in paragraphs if paragraph not in (HEADLINE, FIRST, LAST)]


@pytest.mark.parametrize(
    ("markup", "paragraph"),
    [
        ("<p>It followed one on <time datetime='2021-03-01'>1 March</time> in the same town, police said.</p>",
         "It followed one on 1 March in the same town, police said."),
        ("<p>It followed one on <b><time>1 March</time></b> in the same town, police said.</p>",
         "It followed one on 1 March in the same town, police said."),
        ("<p><time>On 1 March</time> the town was hit, police said.</p>", "On 1 March the town was hit, police said."),
        ("<p>Police found <label>forty rifles</label> and <output>12</output> mines in the house, they said.</p>",
         "Police found forty rifles and 12 mines in the house, they said."),
        ("<p>Fighters of the <button class='tip'>PKK</button> were seen in the town, police said.</p>",
         "Fighters of the PKK were seen in the town, police said."),
        ("<p>It followed one on <time class='timestamp'>1 March</time> near <a href='x'>Basra</a>, police said.</p>",
         "It followed one on 1 March near Basra, police said."),
    ],
)  # fmt: skip
def test_words_within_a_line_stay(markup: str, paragraph: str) -> None:
    assert text(markup) == [paragraph]


def test_words_of_lists_and_tables_stay() -> None:
    assert text("<ul><li>On <time>1 March</time> the town of Zubair was hit</li></ul>") == [
        "- On 1 March the town of Zubair was hit"
    ]
    assert "| 1 March | 4 |" in text(
        "<table><tr><th>Day</th><th>Dead</th></tr><tr><td><time>1 March</time></td><td>4</td></tr></table>"
    )


@pytest.mark.parametrize(
    "markup",
    [
        f"<p class='timestamp'><time>10:32</time></p><h2>Fire is out</h2><p>{FIRE}</p>",
        f"<div class='post'><time>10:32</time><h3>Fire is out</h3><p>{FIRE}</p></div>",
        f"<div class='post'><div class='meta'><time>10:32</time></div><h3>Fire is out</h3><p>{FIRE}</p></div>",
    ],
)
def test_the_stamps_of_a_live_blog_stay_above_its_headings(markup: str) -> None:
    assert text(markup) == ["10:32", "Fire is out", FIRE]


def test_a_stamp_within_or_without_a_heading() -> None:
    assert text(f"<h3><time>10:32</time> Fire is out</h3><p>{FIRE}</p>") == ["10:32 Fire is out", FIRE]
    assert text(f"<time>10:32</time><p>{FIRE}</p>") == ["10:32", FIRE]


@pytest.mark.parametrize(
    ("between", "below"),
    [
        ("<p><button>Share</button></p>", ""),
        ("<label>Menu</label><output>3</output>", ""),
        ("", "<ul><li><time>3 March 2021</time> <a href='a'>Two men held after fire in the port</a></li></ul>"),
        ("", "<div><div><h4><a href='a'>Two men held after fire</a></h4><time>3 March 2021</time></div></div>"),
        ("", "<div><div><time>3 March 2021</time><h4><a href='a'>Two men held after fire</a></h4></div></div>"),
    ],
)
def test_furniture_goes(between: str, below: str) -> None:
    assert text(between, below) == []


def test_buttons_beside_sentences_go() -> None:
    markup = "<p>Police were seen in the town, they said. <button>Read more</button> They left at noon.</p>"
    assert text(markup) == ["Police were seen in the town, they said. They left at noon."]
    assert text(f"<p>{FIRE} <button>Share</button></p>") == [FIRE]


@pytest.mark.parametrize(
    "line",
    [
        "<p>Published <time datetime='2021-04-04'></time> Updated <time datetime='2021-04-05'></time></p>",
        "<p>Published <time>4 April 2021</time> Updated <time>5 April 2021</time></p>",
        "<div>Published: <time>4 April 2021</time></div>",
        "<p><time>4 April 2021</time></p>",
    ],
)
def test_labels_and_dates_beside_the_headline_are_no_text(line: str) -> None:
    assert text("", beside=line) == []


def test_a_bare_division_among_paragraphs_is_one() -> None:
    prose = "The attack was the second on the depot within a month, a spokesman for the ministry said on Monday."
    assert text(f"<div>{prose}</div>") == [prose]
    assert text(f"<div dir='ltr'>{prose}<br></div>") == [prose]


@pytest.mark.parametrize(
    "markup",
    [
        "<div>Advertisement</div>",
        "<div class='promo'>Our reporters bring you the news of the region each day, wherever you are.</div>",
        "<div style='display:none'>The page was printed for the archive by the desk, as it is done each night.</div>",
        "<div><a href='x'>Two men were held after a fire in the port on Monday night, police told us.</a></div>",
        "<div>Sign up for our newsletter to get the news of the day in your inbox each morning.</div>",
    ],
)
def test_other_divisions_are_none(markup: str) -> None:
    assert text(markup) == []
