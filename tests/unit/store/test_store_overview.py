"""What the workbench asks of the store, on both databases: overviews, reports, feeds, alerts and what is near."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dateline.errors import DataError
from dateline.store.engine import Database
from dateline.store.incident_queries import IncidentSearch
from dateline.store.overview import Overview
from dateline.store.queries import Box
from dateline.store.report_queries import ReportSearch
from dateline.store.store import Store
from served import HOSTILE, filled, reports
from stored import draft, link, writer
from stories import depot


@pytest.fixture(scope="module")
def store(shared_url: str) -> Iterator[Store]:
    filled(shared_url)
    with Store.open(shared_url) as opened:
        yield opened


def test_an_overview_is_what_incidents_are_found(store: Store) -> None:
    for search in (
        IncidentSearch(), IncidentSearch(types=("shelling",)), IncidentSearch(killed=1), IncidentSearch(text="depot"),
        IncidentSearch(actor="Red Dawn"), IncidentSearch(outlet="Hill News"), IncidentSearch(box=Box(42, 36, 43, 38)),
        IncidentSearch(since="2022-05-05"), IncidentSearch(publishers=3), IncidentSearch(disputed="killed"),
    ):  # fmt: skip
        held = store.overview(search, store.state())
        found = list(store.incidents(**vars(search)))
        assert list(held.ids) == [each.id for each in found]
        assert list(held.types) == [each.type for each in found]
        assert list(held.lat) == [each.lat for each in found]
        assert list(held.first_day) == [each.first_day for each in found]


def test_its_first_page_goes_on_where_it_ends(store: Store) -> None:
    last = store.state()
    held = store.overview(IncidentSearch(), last)
    first = store.first_of(held, last, 2)
    assert [each.id for each in first] == list(held.ids[:2])
    rest = list(store.incidents(after=first[-1].cursor))
    assert [each.id for each in (*first, *rest)] == list(held.ids)


def test_an_overview_counts_days_and_places(store: Store) -> None:
    held = store.overview(IncidentSearch(), store.state())
    assert held.days == {"2022-05-03": 1, "2022-05-10": 1, "2022-05-30": 1}
    assert held.placed == 3
    assert len(Overview()) == 0
    assert store.countries() == ("IQ",)


def test_an_overview_of_an_earlier_state_stays(store: Store) -> None:
    assert len(store.overview(IncidentSearch(), 0)) == 0
    assert store.state("2000-01-01") == 0
    with pytest.raises(DataError, match="no ISO date"):
        store.state("yesterday")


def test_reports_are_found_by_words_outlet_and_day(store: Store) -> None:
    assert len(store.reports(ReportSearch())) == 6
    assert [each.outlet for each in store.reports(ReportSearch(text="Harla depot", outlet="Harla Post"))] == [
        "Harla Post"
    ]
    assert {each.headline for each in store.reports(ReportSearch(since="2022-06-01"))} == {"Night shelling of Dorra"}
    assert store.reports(ReportSearch(until="2000-01-01")) == []
    first = store.reports(ReportSearch(limit=4))
    rest = store.reports(ReportSearch(after=first[-1].cursor))
    assert len({each.document for each in (*first, *rest)}) == 6
    assert [each.published for each in first] == sorted((each.published or "" for each in first), reverse=True)


@pytest.mark.parametrize("cursor", ["x", "e30", "WyJyZXBvcnRzIiwxLDJd", "W1tbW1s", "WyJkYXkiLDEsIiIsMV0"])
def test_a_cursor_that_is_none_is_told(store: Store, cursor: str) -> None:
    with pytest.raises(DataError, match="no cursor"):
        store.reports(ReportSearch(after=cursor))


def test_a_report_knows_its_incidents(store: Store) -> None:
    read = store.report(1)
    assert read.reading.report == reports()[0].report
    assert set(read.incidents) == set(read.ids.values())
    assert [number for number, _ in read.versions] == [1]
    for document, version in ((99, None), (1, 2)):
        with pytest.raises(DataError, match="report"):
            store.report(document, version)


def test_feeds_say_where_they_stand(store: Store) -> None:
    (feeds, alerts), _ = store.watch_log()
    bad, good = sorted(feeds.all(), key=lambda each: -each.failures)
    assert (bad.url, bad.failures, bad.failed, bad.stored) == (f"https://{HOSTILE}.example/feed", 3, 1, 0)
    assert (good.failures, good.stored, good.last_entry is not None) == (0, 1, True)
    (alert,) = alerts.all()
    assert (alert.alert, alert.receiver, alert.sent, alert.given_up) == ("all", "file", 1, 0)
    assert alert.matches >= 1


def test_a_report_that_is_corrected_has_two_versions(url: str) -> None:
    database = Database.open(url, create=True)
    first = depot("Northern Wire", "2022-05-04", "Two people", (2, 2, 2), url="https://wire.example/1")
    second = depot("Northern Wire", "2022-05-04", "Six people", (6, 6, 6), url="https://wire.example/1")
    for each in (first, second):
        writer(database).write(each, draft(each.report.text))
    link(database)
    database.close()
    with Store.open(url) as opened:
        assert [each.version for each in opened.reports(ReportSearch())] == [2]
        assert opened.report(1).reading.report.id == second.report.id
        assert opened.report(1, 1).reading.report.id == first.report.id
        assert [number for number, _ in opened.report(1).versions] == [1, 2]
