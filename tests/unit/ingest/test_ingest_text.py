from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.ingest.page import Page, take
from dateline.ingest.text import clean_text, read_metadata
from dateline.schema.report import Report

FOUNDING = Path(__file__).parents[4] / "shared" / "cases" / "gulan-2024-09-13"

HEADLINE = "Gunmen Kill Four Farmers Near Daquq"
FIRST = (
    "Gunmen killed four farmers near the town of Daquq late on Sunday, a police officer said, in the third such attack "
    "this month."
)
SECOND = "“They came on motorcycles,” said Hassan Ali, a witness. No group claimed responsibility for the shooting."
THIRD = "The provincial council called for more troops."
BODY = f"{FIRST}\n\n{SECOND}\n\n{THIRD}"


def report(page: str) -> Report:
    return take(Page(page.encode(), "page.txt")).report


@pytest.mark.parametrize(
    ("page", "outlet", "byline", "section", "published"),
    [
        (
            (f"• Monday, 5 April 2021\nlogo\n\n{HEADLINE}\n\nZagros Media April 4, 2021 Security\n{HEADLINE}\n\n"
            f"{BODY}\n\nTop"),
            "Zagros Media", None, "Security", "2021-04-04",
        ),
        (
            (f"{HEADLINE} - Zagros Daily\nHome\nNews\nSport\nContact\n{HEADLINE}\nBy Sara Omar\nApril 4, 2021\n"
            f"Share on Facebook\nTweet\n\n{FIRST}\n{SECOND}\n{THIRD}\n\nRelated articles\nAnother bomb\nThird thing\n"
            "© 2021 Zagros Daily. All rights reserved."),
            "Zagros Daily", "Sara Omar", None, "2021-04-04",
        ),
        (
            (f"Home | World | Politics | Sport\n\nWorld\n{HEADLINE}\nPublished 12:30 GMT 4 April 2021\n"
            f"Updated: 6 April 2021\n\n{FIRST}\n\nAdvertisement\n\n{SECOND}\n\n{THIRD}\n\nRead more: Other attack\n\n"
            "Sign up to our newsletter for daily updates"),
            None, None, "World", "2021-04-04",
        ),
        (
            (f"April 4, 2021 / 9:12 AM / Updated 2 hours ago\n{HEADLINE}\nReuters Staff\n2 Min Read\n\n{BODY}\n\n"
            "Reporting by Ali Sultan; Editing by Jane Roe"),
            None, None, None, "2021-04-04",
        ),
        (
            f"{HEADLINE}\n\nBy Sara Omar, Staff Writer\nThe Kirkuk Times\nPosted: April 4, 2021\n\n{BODY}",
            "The Kirkuk Times", "Sara Omar", None, "2021-04-04",
        ),
        (
            ("We use cookies to improve your experience. By using this site you agree to our cookie policy.\n"
            f"Accept all\n{HEADLINE}\nSun 4 Apr 2021 11.00 BST\nLast modified on Mon 5 Apr 2021 09.30 BST\n\n{BODY}"),
            None, None, None, "2021-04-04",
        ),
        (f"{HEADLINE}\nSara Omar\n4 Apr 2021\n{BODY}\n\n3 comments\nAli: when will this stop?",
         None, "Sara Omar", None, "2021-04-04"),
        (f"{HEADLINE}\n03/04/2021\n\n{BODY}", None, None, None, None),
        (f"{HEADLINE}\r\n\r\n{BODY}\r\n", None, None, None, None),
    ],
)  # fmt: skip
def test_saved_pages(
    page: str, outlet: str | None, byline: str | None, section: str | None, published: str | None
) -> None:
    found = report(page)
    assert found.text == f"{HEADLINE}\n\n{BODY}"
    assert found.headline == HEADLINE
    assert (found.outlet, found.byline, found.section, found.published) == (outlet, byline, section, published)
    assert found.published_from == (None if published is None else "text")


def test_a_date_beside_the_outlet_goes_before_the_clock_of_the_site() -> None:
    page = f"Tuesday, 6 April 2021\n{HEADLINE}\nApril 4, 2021\n\n{BODY}"
    assert report(page).published == "2021-04-04"


@pytest.mark.parametrize(
    "page",
    [
        f"Friday, September 20, 2024\nHome\nNews\n{HEADLINE}\n\n{BODY}",
        f"Friday, September 20, 2024\n\nHome\n\nNews\n\n{HEADLINE}\n\nBy Sara Omar\n\n{BODY}",
        f"Friday, September 20, 2024\nlogo\n\n{HEADLINE}\n\n{BODY}",
        f"Friday 20 September 2024 - 16 Rabi al-Awwal 1446\nSearch\n{HEADLINE}\n\n{BODY}",
    ],
)
def test_the_day_above_the_menu_of_the_site_is_not_the_reports(page: str) -> None:
    found = report(page)
    assert found.text == f"{HEADLINE}\n\n{BODY}"
    assert found.published is None
    assert read_metadata(page).published is None


@pytest.mark.parametrize(
    "page",
    [
        f"4 April 2021\n{HEADLINE}\n\n{BODY}",
        f"World\n4 April 2021\nSecurity\n{HEADLINE}\n\n{BODY}",
        f"By Sara Omar\n4 April 2021\nHome\n{HEADLINE}\n\n{BODY}",
        f"Home\n{HEADLINE}\nShare\n4 April 2021\nTweet\n\n{BODY}",
        f"4 April 2021\n\n{BODY}",
        f"4 April 2021\n\nKIRKUK (AP) — {BODY}",
        f"Tuesday, 6 April 2021\nHome\nNews\n{HEADLINE}\n4 April 2021\n\n{BODY}",
        f"{HEADLINE}\nPublished\n4 April 2021\nUpdated\n6 April 2021\n\n{BODY}",
    ],
)
def test_a_day_that_stands_with_the_report_is_its_own(page: str) -> None:
    assert report(page).published == "2021-04-04"
    assert read_metadata(page).published == "2021-04-04"


@pytest.mark.parametrize(
    "page",
    [
        f"{HEADLINE}\nUpdated: 6 April 2021\n\n{BODY}",
        f"{HEADLINE}\nUpdated\n6 April 2021\n\n{BODY}",
        f"{HEADLINE}\n\n{BODY}\n\nLast modified on 6 April 2021",
        f"{HEADLINE}\n\n{BODY}\n\n© 2021 Zagros Daily, 1 January 2021",
    ],
)
def test_the_day_of_a_change_or_a_footer_is_not_the_reports(page: str) -> None:
    found = report(page)
    assert found.text == f"{HEADLINE}\n\n{BODY}"
    assert found.published is None


@pytest.mark.parametrize("line", ["A+ A-", "A- A A+", "TEXT SIZE A A A", "Text size: A | A | A", "Font size - +"])
def test_the_size_of_the_text_is_no_byline(line: str) -> None:
    found = report(f"{HEADLINE}\n4 April 2021\n{line}\n\n{BODY}")
    assert found.text == f"{HEADLINE}\n\n{BODY}"
    assert (found.byline, found.published) == (None, "2021-04-04")


@pytest.mark.parametrize(
    "line", ["4 April 2021 / Source: Associated Press", "4 April 2021\n/ Source: Associated Press"]
)
def test_a_credit_is_told_without_its_label(line: str) -> None:
    found = report(f"{HEADLINE}\n{line}\n\n{BODY}")
    assert found.text == f"{HEADLINE}\n\n{BODY}"
    assert (found.outlet, found.published) == ("Associated Press", "2021-04-04")


@pytest.mark.parametrize(
    ("opening", "place", "outlet", "published"),
    [
        ("KIRKUK — 4 April 2021 — ", "KIRKUK", None, "2021-04-04"),
        ("NEW DELHI | 4 April 2021 | ", "NEW DELHI", None, "2021-04-04"),
        ("(CNN) -- ", None, "CNN", None),
        ("[Xinhua] Kabul, Feb. 3 - ", "Kabul", "Xinhua", None),
        ("Daquq – ", "Daquq", None, None),
        ("Experts – ", None, None, None),
    ],
)
def test_datelines_of_other_forms(opening: str, place: str | None, outlet: str | None, published: str | None) -> None:
    found = report(f"{HEADLINE}\n\n{opening}{BODY}")
    assert found.text == f"{HEADLINE}\n\n{opening}{BODY}"
    assert (found.dateline_place, found.outlet, found.published) == (place, outlet, published)


def test_a_text_without_headline_keeps_all_its_sentences() -> None:
    found = report(BODY)
    assert found.headline is None
    assert found.text == BODY


@pytest.mark.parametrize("headline", ["Three Die in Mosul Today", "Army Issues New Report", "Basra Under Watch"])
def test_a_headline_that_could_name_an_outlet_is_a_headline(headline: str) -> None:
    found = report(f"{headline}\nApril 4, 2021\n\n{BODY}")
    assert (found.headline, found.outlet) == (headline, None)


def test_the_name_of_the_site_above_the_headline_is_none() -> None:
    found = report(f"The Kirkuk Times\n{HEADLINE}\nBy Sara Omar\nApril 4, 2021\n\n{BODY}")
    assert found.headline == HEADLINE
    assert found.text == f"{HEADLINE}\n\n{BODY}"


@pytest.mark.parametrize(
    ("lines", "byline"),
    [
        ("Sara Omar in Kirkuk\n4 April 2021", "Sara Omar"),
        ("4 April 2021\nSARA OMAR, Zagros Daily", "SARA OMAR"),
        ("Sara Omar, staff writer\n4 April 2021", "Sara Omar"),
        ("4 April 2021\nFacebook Count", None),
        ("4 April 2021\nIn Summary", None),
        ("4 April 2021\nRelated Subjects", None),
        ("Web Desk\n4 April 2021", None),
        ("Our Correspondent\n4 April 2021", None),
        ("Police Officer in Daquq\n4 April 2021", None),
        ("Daquq Farmers in Fear of New Attacks\n4 April 2021", None),
        ("Kirkuk Iraq\n4 April 2021", None),
    ],
)
def test_a_name_beside_the_date(lines: str, byline: str | None) -> None:
    found = report(f"{HEADLINE}\n{lines}\n\n{BODY}")
    assert (found.headline, found.published, found.byline) == (HEADLINE, "2021-04-04", byline)


def test_the_place_of_the_dateline_is_no_author() -> None:
    found = report(f"{HEADLINE}\nBy Sara Omar, Tuz Khurmatu\n\nTUZ KHURMATU — {BODY}")
    assert (found.byline, found.dateline_place) == ("Sara Omar", "TUZ KHURMATU")


@pytest.mark.parametrize(
    ("foot", "outlet"),
    [
        ("Copyright © 2021 Zagros Daily. All rights reserved.", "Zagros Daily"),
        ("© Zagros Daily 2021", "Zagros Daily"),
        ("Published in The Kirkuk Times, April 5th, 2021", "The Kirkuk Times"),
        (
            "A version of this article appeared in the print edition of The Kirkuk Times on April 05, 2021, on page 8.",
            "The Kirkuk Times",
        ),
        ("Copyright 2021 Zagros Daily Inc. All rights reserved.", None),
        ("Copyright 2021 The Associated Press. All rights reserved.", None),
        ("© 2021 Sara Omar", None),
        ("Copyright Act 1998", None),
        ("The order was published in The Gazette, a spokesman said.", None),
    ],
)
def test_the_outlet_that_the_foot_of_the_page_names(foot: str, outlet: str | None) -> None:
    found = report(f"{HEADLINE}\n4 April 2021\n\n{BODY}\n\n{foot}")
    assert (found.outlet, found.published) == (outlet, "2021-04-04")


def test_the_day_of_the_printed_paper_where_the_head_tells_none() -> None:
    found = report(f"{HEADLINE}\n\n{BODY}\n\nPublished in The Kirkuk Times, April 5th, 2021")
    assert (found.outlet, found.published) == ("The Kirkuk Times", "2021-04-05")


def test_names_between_bars_beside_a_byline_are_no_text() -> None:
    found = report(f"{HEADLINE}\nLa Voz del Sur | Weekend edition\nBy Jane Doe\n\n{BODY}")
    assert (found.headline, found.byline, found.text) == (HEADLINE, "Jane Doe", f"{HEADLINE}\n\n{BODY}")


def test_an_office_above_its_notice_is_no_headline() -> None:
    found = report(f"MINISTRY OF DEFENCE OF THE REPUBLIC OF QUILLIA\nCommuniqué No. 17\n4 April 2021\n\n{BODY}")
    assert found.headline == "Communiqué No. 17"


def test_a_name_of_the_site_that_no_word_tells() -> None:
    found = report(f"The Zagros Pioneer\nHome\nSport\n{HEADLINE}\n4 April 2021\n\n{BODY}\n\n© 2021 Zagros Pioneer")
    assert (found.headline, found.outlet, found.text) == (HEADLINE, "Zagros Pioneer", f"{HEADLINE}\n\n{BODY}")


@pytest.mark.parametrize(
    "above",
    ["The Kirkuk Times", "Zagros Daily, Kirkuk", "OFFICE OF THE GOVERNOR", "Subscribe | Log In", "World | Mideast"],
)
def test_what_stands_above_the_headline(above: str) -> None:
    found = report(f"{above}\n{HEADLINE}\n4 April 2021\n\n{BODY}")
    assert (found.headline, found.text) == (HEADLINE, f"{HEADLINE}\n\n{BODY}")


@pytest.mark.parametrize("headline", ["Army Retakes Border Post", "Army retakes border post", "Attack on Border Post"])
def test_a_headline_with_a_word_of_outlets(headline: str) -> None:
    found = report(f"The Kirkuk Times\n{headline}\n4 April 2021\n\n{BODY}")
    assert (found.headline, found.outlet) == (headline, "The Kirkuk Times")


def test_a_standfirst_stays_in_the_text() -> None:
    found = report(f"{HEADLINE}\nCouncil calls for more troops after third attack this month\n4 April 2021\n\n{BODY}")
    assert found.text.split("\n\n")[1] == "Council calls for more troops after third attack this month"


def test_wire_text_in_capitals() -> None:
    found = report(
        "   BAGHDAD, 4 APR 88 (INA) -- [TEXT] UNIDENTIFIED GUNMEN KILLED FOUR\n"
        "FARMERS NEAR THE TOWN OF DAQUQ LATE ON SUNDAY, A POLICE OFFICER SAID,\n"
        "IN THE THIRD SUCH ATTACK THIS MONTH.\n\n"
        "   THE PROVINCIAL COUNCIL CALLED FOR MORE TROOPS.  NO GROUP CLAIMED\n"
        "RESPONSIBILITY FOR THE SHOOTING, WHICH ALSO WOUNDED TWO CHILDREN AND A\n"
        "TEACHER.\n"
    )
    assert found.headline is None
    assert found.text.startswith("BAGHDAD, 4 APR 88 (INA) -- [TEXT] UNIDENTIFIED GUNMEN KILLED FOUR FARMERS NEAR")
    assert found.text.count("\n\n") == 1
    assert (found.dateline_place, found.outlet, found.published) == ("BAGHDAD", "INA", "1988-04-04")
    assert (found.published_from, found.language) == ("dateline", "en")


def test_lower_case_text() -> None:
    found = report(f"{HEADLINE.lower()}\n\napril 4, 2021\n\n{BODY.lower()}")
    assert found.text == f"{HEADLINE}\n\n{BODY}".lower()
    assert found.published == "2021-04-04"


def test_a_dateline_stays_in_the_text() -> None:
    found = report(f"{HEADLINE}\nBy AHMED SAAD\nKIRKUK, Iraq (AP) — {BODY}")
    assert found.text == f"{HEADLINE}\n\nKIRKUK, Iraq (AP) — {BODY}"
    assert (found.dateline_place, found.outlet, found.byline) == ("KIRKUK, Iraq", "AP", "AHMED SAAD")
    assert found.published is None


def test_a_stated_outlet_goes_before_the_agency() -> None:
    found = report(f"{HEADLINE}\nGulf Tribune | 4 April 2021\n\nKIRKUK (AP) — {BODY}")
    assert found.outlet == "Gulf Tribune"


@pytest.mark.parametrize(
    "line",
    [
        "We value your privacy and store what you read here on this device.",
        "Have you seen news? Send us a message at any hour of the day or night.",
        "Support our reporting with a monthly gift.",
        "FILE PHOTO: A farmer near Daquq, May 3, 2020. REUTERS/Ali Sultan/File Photo",
        "Write to Sara Omar at sara@zagros.example",
        "This material, and all else on this website, may not be reproduced, in whole or in part, without permission.",
        "Get the best of our stories in your inbox every morning",
        "Comments are closed.",
        "Views: 1204",
        "Disclaimer: Comments of third parties on this site are the sole responsibility of those who sent them.",
        "Letters that are printed here do not necessarily reflect the views of this paper or of those who own it.",
        "km/ab (AP, dpa)",
        "Download PDF of page 8 of the paper",
    ],
)
def test_what_a_page_says_to_its_reader_goes(line: str) -> None:
    assert report(f"Home\n{HEADLINE}\n4 April 2021\n\n{BODY}\n\n{line}").text == f"{HEADLINE}\n\n{BODY}"


def test_notices_above_the_headline_go() -> None:
    page = f"We use your data. You can refuse that at any time here.\nAccept\n{HEADLINE}\n4 April 2021\n\n{BODY}"
    assert report(page).text == f"{HEADLINE}\n\n{BODY}"


@pytest.mark.parametrize(
    "line",
    [
        "“We want you to know that we are not afraid of you,” the mayor told the crowd.",
        "The report may be published in June, the council said.",
        "Our Lady of Sorrows, a church in the town, was not hit.",
        "The dead are:\n\n- Hassan Ali, a farmer from the village of Albu Shahab",
    ],
)
def test_the_last_lines_of_a_report_stay(line: str) -> None:
    assert report(f"Home\n{HEADLINE}\n4 April 2021\n\n{BODY}\n\n{line}").text == f"{HEADLINE}\n\n{BODY}\n\n{line}"


def test_a_report_that_says_we_stays_whole() -> None:
    ours = "We saw the four bodies in the morning, and you could still smell the smoke."
    body = f"{ours}\n\n{FIRST}\n\n{ours}\n\n{THIRD}\n\n{ours}"
    assert report(f"Home\n{HEADLINE}\n4 April 2021\n\n{body}").text == f"{HEADLINE}\n\n{body}"


def test_a_last_sentence_that_is_cut_stays() -> None:
    assert report(f"{HEADLINE}\n\n{BODY}\n\nThe governor told the").text.endswith("The governor told the")


def test_titles_of_other_stories_within_a_report_go() -> None:
    page = f"{HEADLINE}\n\n{SECOND}\n\nRelated News\nFuel queues return\nBridge opens at last\n\n{FIRST}\n\n{THIRD}"
    assert report(page).text == "\n\n".join((HEADLINE, SECOND, FIRST, THIRD))


@pytest.mark.parametrize(
    "line",
    ["Police said: we will share on this later what we know about the six men held in the town.",
     "Twitter removed the account of the group hours after the attack, a spokeswoman said.",
     "The top of the tower fell.", "News of the attack reached the capital at noon, officials said."],
)  # fmt: skip
def test_prose_about_pages_is_no_furniture(line: str) -> None:
    assert line in clean_text(f"{HEADLINE}\n\n{FIRST}\n\n{line}\n\n{SECOND}").text


def test_broken_words_are_joined_only_where_the_text_has_them_whole() -> None:
    text = clean_text(
        "The army said on Sunday that it had taken the house of the govern-\n"
        "ment in the port, and that a rebel force had begun its own counter-\n"
        "attack from the hills to the north. The government fled to an island\n"
        "off the coast, where it set up its seat in an old school building.\n"
    ).text
    assert "house of the government in" in text
    assert "its own counter-attack from" in text
    assert "\n" not in text


def test_metadata_of_an_unchanged_text() -> None:
    text = f"{HEADLINE}\nZagros Media April 4, 2021 Security\n\nKIRKUK (AP) — {BODY}\n\nTop"
    found = read_metadata(text)
    assert found.text == text
    assert found.headline is None
    assert (found.outlet, found.published, found.dateline_place) == ("Zagros Media", "2021-04-04", "KIRKUK")


@pytest.mark.skipif(not FOUNDING.is_dir(), reason="the founding case lies outside the repository (../shared)")
def test_the_founding_page() -> None:
    expected = json.loads((FOUNDING / "example.json").read_text("utf-8"))["report"]
    intake = take(Page((FOUNDING / "page.txt").read_bytes(), "page.txt"))
    assert intake.report.model_dump(mode="json") == expected
    assert intake.warnings == ()
