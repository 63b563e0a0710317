from __future__ import annotations

import pytest

from dateline.ingest.head import (
    ALONE,
    BESIDE,
    LABELLED,
    UPDATED,
    HeadLine,
    best_date,
    read_head_line,
    read_head_lines,
)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Zagros Media March 3, 2021 Security", HeadLine("2021-03-03", BESIDE, None, "Zagros Media", "Security")),
        (
            "Basra Herald | 4 March 2023 | Local News",
            HeadLine("2023-03-04", BESIDE, None, "Basra Herald", "Local News"),
        ),
        ("Nahrain September 3, 2021 News", HeadLine("2021-09-03", BESIDE, None, "Nahrain", "News")),
        ("Jane Doe September 3, 2021 News", HeadLine("2021-09-03", BESIDE, None, None, "News")),
        ("• Friday, 13 September 2024", HeadLine("2024-09-13", ALONE)),
        ("This story is from March 10, 2002", HeadLine("2002-03-10", LABELLED)),
        ("Published 12:30 GMT 3 May 2019", HeadLine("2019-05-03", LABELLED)),
        ("Published: 3 May 2019 | Updated: 4 May 2019", HeadLine("2019-05-03", LABELLED)),
        ("Updated: 14 September 2024", HeadLine("2024-09-14", UPDATED)),
        ("Last modified on Tue 3 Apr 2018 11.00 BST", HeadLine("2018-04-03", UPDATED)),
        ("By Jane Doe, Staff Writer", HeadLine(byline="Jane Doe")),
        ("By Ahmed al-Rashid in Baghdad", HeadLine(byline="Ahmed al-Rashid")),
        ("By JANE DOE and JOHN ROE, Associated Press", HeadLine(byline="JANE DOE and JOHN ROE")),
        ("By Jane Doe, John Roe and Sara Omar", HeadLine(byline="Jane Doe, John Roe and Sara Omar")),
        ("By Jane Doe, Kirkuk", HeadLine(byline="Jane Doe")),
        ("Byline: Jane Doe", HeadLine(byline="Jane Doe")),
        ("Reporter: Jane Doe", HeadLine(byline="Jane Doe")),
        ("By Our Correspondent", HeadLine()),
        ("By Zagros Daily staff", HeadLine()),
        ("BY ZAGROS DAILY WITH AGENCIES", HeadLine()),
        ("FOR IMMEDIATE RELEASE 4 April 2021", HeadLine("2021-04-04", LABELLED)),
        ("Updated 1430 GMT (2230 HKT) April 4, 2021", HeadLine("2021-04-04", UPDATED)),
        ("Jane Doe | 03.04.2021 - Update : 05.04.2021", HeadLine()),
        ("By Jane Doe | September 13, 2024 | 10:30 am", HeadLine("2024-09-13", BESIDE, "Jane Doe")),
        ("Posted on Sep 3, 2021 by admin in World", HeadLine("2021-09-03", LABELLED, None, None, "World")),
        ("The Daily Star, Lebanon | March 08, 2013 12:55 AM", HeadLine("2013-03-08", BESIDE, None, "The Daily Star")),
        ("April 4, 2021 / 9:12 AM / Updated 2 hours ago", HeadLine("2021-04-04", ALONE)),
        ("13.09.2024 | 14:22 Baku time", HeadLine("2024-09-13", ALONE)),
        ("13 September 2024 9:12 am local time", HeadLine("2024-09-13", ALONE)),
        ("13 September 2024 | 10 Rabi al-Awwal 1446", HeadLine("2024-09-13", ALONE)),
        ("Friday, 13 September 2024 - 10 Rabi' al-Awwal 1446 AH", HeadLine("2024-09-13", ALONE)),
        ("3 March 2021, 13 Esfand 1399", HeadLine("2021-03-03", ALONE)),
        ("September 13, 2024 | Elul 10, 5784", HeadLine("2024-09-13", ALONE)),
        ("April 4, 2021 / Source: Associated Press", HeadLine("2021-04-04", BESIDE, None, "Associated Press")),
        ("/ Source: Associated Press", HeadLine(outlet="Associated Press")),
        ("By Jane Doe / Source: Associated Press", HeadLine(byline="Jane Doe", outlet="Associated Press")),
        ("Published Updated", HeadLine()),
        ("Last updated on:", HeadLine()),
        ("From Jane Doe, Basra", HeadLine(byline="Jane Doe")),
        ("From our correspondent", HeadLine()),
        ("Staff Reporter", HeadLine()),
        ("Foreign Desk", HeadLine()),
        ("03/04/2019", HeadLine()),
        ("Wednesday, March 3", HeadLine()),
        ("3 hours ago", HeadLine()),
        ("Middle East News", HeadLine(section="Middle East News")),
    ],
)
def test_statements(line: str, expected: HeadLine) -> None:
    assert read_head_line(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "The attack took place on September 10, 2024.",
        "Bombs kill 20 in Kabul, May 3 2019",
        "Protests erupt in Basra after March 3, 2021 killing",
        "By late Monday the army had gone",
        "Source: a police officer",
        "3 March 2021 | Battle of 1420",
        "Event date: 3 March 2021",
        "Updated figures",
        "by train",
        "By the editor",
        "From New Delhi, India",
        "From Basra, gunmen fled",
        "Army Reporter Held in Daquq",
        "Daquq Attack, March 3",
        "Reporter killed in Daquq",
        "Gunmen kill four farmers near Daquq",
        "“We left on 4 May 2020,” she said",
        "",
        "•",
    ],
)
def test_prose_is_no_statement(line: str) -> None:
    assert read_head_line(line) is None


@pytest.mark.parametrize(
    ("name", "outlet"),
    [
        ("Jane Doe", None), ("Jane O'Neil", None), ("J. R. Doe", None), ("Anne-Marie Dupré", None),
        ("Kirkuk Now", None),
        ("JANE DOE", None), ("admin", None), ("Channel 8", "Channel 8"), ("NRT Kurdistan", "NRT Kurdistan"),
        ("Nahrain", "Nahrain"),
    ],
)  # fmt: skip
def test_unlisted_names_before_date_and_section(name: str, outlet: str | None) -> None:
    line = read_head_line(f"{name} September 3, 2021 News")
    assert line is not None
    assert (line.outlet, line.section, line.published) == (outlet, "News", "2021-09-03")


def test_an_unlisted_outlet_counts_when_the_page_repeats_its_name() -> None:
    line = read_head_line("Kirkuk Now September 3, 2021 News", names=frozenset({"kirkuk now"}))
    assert line is not None
    assert line.outlet == "Kirkuk Now"


def test_a_label_on_a_line_of_its_own() -> None:
    lines = read_head_lines(["Published", "4 April 2021", "Updated:", "6 April 2021", "Basra", "7 April 2021"])
    assert [line.weight for line in lines if line and line.published] == [LABELLED, UPDATED, ALONE]


def test_the_day_of_a_change_is_no_date_of_publication() -> None:
    assert best_date([HeadLine("2021-04-06", UPDATED)]) is None
    assert best_date([HeadLine("2021-04-06", UPDATED), HeadLine("2021-04-04", ALONE)]) == "2021-04-04"
    assert best_date([]) is None
