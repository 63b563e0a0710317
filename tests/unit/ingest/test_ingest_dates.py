from __future__ import annotations

import pytest

from dateline.ingest.dates import find_dates, parse_date, url_date


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("September 13, 2024", "2024-09-13"),
        ("Friday, 13 September 2024", "2024-09-13"),
        ("Sept. 3 2021", "2021-09-03"),
        ("3rd of March 2002", "2002-03-03"),
        ("12 JAN 90", "1990-01-12"),
        ("12-Jan-2005", "2005-01-12"),
        ("11 MAR 11", "2011-03-11"),
        ("3 May '98", "1998-05-03"),
        ("2021/03/04", "2021-03-04"),
        ("13/04/2019", "2019-04-13"),
        ("12/25/2019", "2019-12-25"),
        ("05.05.2019", "2019-05-05"),
        ("2021-03-03 10:15", "2021-03-03T10:15:00"),
        ("2021-03-03T10:15:20.123+0300", "2021-03-03T10:15:20+03:00"),
        ("2021-03-03T10:15Z", "2021-03-03T10:15:00+00:00"),
    ],
)
def test_full_dates_are_found(line: str, value: str) -> None:
    (found,) = find_dates(f"seen {line} there")
    assert found.value == value
    assert line in f"seen {line} there"[found.start : found.end]


@pytest.mark.parametrize(
    "line",
    [
        "03/04/2019",
        "13 September",
        "March 2021",
        "31 April 2020",
        "2019-13-40",
        "May 12:30",
        "room 12 or 13",
        "1.2.3.2019",
    ],
)
def test_what_names_no_day_is_no_date(line: str) -> None:
    assert find_dates(line) == ()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2020-01-08T15:51:00+02:00", "2020-01-08T15:51:00+02:00"),
        ("2012-04-17T14:54+0000", "2012-04-17T14:54:00+00:00"),
        ("20200108", "2020-01-08"),
        ("Wed, 08 Jan 2020 10:00:00 GMT", "2020-01-08"),
        ("2020-01-08", "2020-01-08"),
        ("yesterday", None),
        ("", None),
        ("2020", None),
        ("1578470400", None),
        ("0001-01-01T00:00:00", None),
    ],
)
def test_metadata_values(value: str, expected: str | None) -> None:
    assert parse_date(value) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://news.example/2018/apr/03/story", "2018-04-03"),
        ("https://news.example/2018/04/03/story", "2018-04-03"),
        ("https://news.example/story-2018-04-03.html", "2018-04-03"),
        ("https://news.example/20180403/story", "2018-04-03"),
        ("https://news.example/2018/story", None),
        ("https://news.example/story-92093021", None),
        ("https://news.example/2018/13/45/story", None),
    ],
)
def test_dates_in_addresses(url: str, expected: str | None) -> None:
    assert url_date(url) == expected
