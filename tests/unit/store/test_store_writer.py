"""What writing does to documents and events: versions, lasting ids, nothing lost, nothing twice."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from sqlalchemy import func, select

from build import argument, reading, span
from dateline.schema.draft import Draft
from dateline.store.engine import Database
from dateline.store.packing import pack_draft, pack_reading, unpack_draft, unpack_reading
from dateline.store.queries import Search, StoredEvent, find, versions
from dateline.store.tables import documents, drafts, events, readings, texts
from stored import RAID, arrest, contents, draft, raid, told, writer

URL = "https://news.example/raid"
LONGER = RAID.replace("Gunmen", "ERBIL — Gunmen").replace("two men", "two men and a boy")


def rows(database: Database, table: Any) -> int:
    with database.reading() as connection:
        return connection.scalar(select(func.count()).select_from(table)) or 0


def current(database: Database) -> list[StoredEvent]:
    return sorted(find(database, Search()), key=lambda each: each.id)


def test_a_reading_and_a_draft_come_back_as_they_were() -> None:
    assert unpack_reading(pack_reading(reading())) == reading()
    assert unpack_draft(pack_draft(draft(RAID))) == draft(RAID)
    assert unpack_draft(pack_draft(Draft(model="none"))) == Draft(model="none")


def test_a_rich_reading(database: Database) -> None:
    whole = reading()
    written = writer(database).write(whole, Draft(model="m"))
    assert written
    assert (written.document, written.version, written.why, len(written.events)) == (1, 1, "first report", 9)
    found = current(database)
    assert [each.event for each in found] == list(whole.events)
    assert found[0].report == whole.report
    assert {said.id for said in found[0].attributions} == {"a1", "a2", "a3"}


def test_the_same_again_is_no_change(database: Database) -> None:
    first = writer(database)
    assert first.write(*told())
    before = contents(database)
    assert first.write(*told()) is None
    assert writer(database).write(*told()) is None
    assert writer(database).is_known(told()[0].report)
    assert contents(database) == before


def test_one_text_at_two_outlets_is_two_documents_and_one_draft(database: Database) -> None:
    one = writer(database)
    for outlet in ("Northern Wire", "Gulf Daily", "northern wire"):
        one.write(*told(outlet=outlet))
    assert (rows(database, documents), rows(database, texts), rows(database, drafts)) == (2, 1, 1)
    assert one.draft(told()[0].report.id) == draft(RAID)
    assert one.draft("0" * 64) is None


def test_without_an_address_another_text_is_another_document(database: Database) -> None:
    one = writer(database)
    one.write(*told(outlet="Northern Wire", source_id="7"))
    one.write(*told(LONGER, outlet="Northern Wire", source_id="7"))
    assert rows(database, documents) == 2


@pytest.mark.parametrize("again", [URL, "http://News.example:80/raid#top", "https://reader@news.example/raid"])
def test_another_text_at_one_address_is_a_new_version_with_the_same_events(database: Database, again: str) -> None:
    one = writer(database)
    one.write(*told(url=URL))
    written = one.write(*told(LONGER, url=again))
    assert written
    assert (written.document, written.version, written.why) == (1, 2, "report changed")
    assert written.events == (1, 2)
    assert [(each.id, each.version, each.document_version) for each in current(database)] == [(1, 2, 2), (2, 2, 2)]
    assert [each.report.text for each in versions(database, 1)] == [RAID, LONGER]


def test_a_corrected_report_is_found_by_what_it_says_now(database: Database) -> None:
    one = writer(database)
    one.write(*told(url=URL, outlet="Northern Wire"))
    one.write(*told(f"{RAID} A hospital was hit.", url=URL, outlet="Gulf Daily"))
    assert len(list(find(database, Search(text="hospital", outlet="Gulf Daily")))) == 2
    assert list(find(database, Search(outlet="Northern Wire"))) == []


def test_an_old_copy_does_not_undo_a_correction(database: Database) -> None:
    one = writer(database)
    for text in (RAID, LONGER, RAID, LONGER):
        one.write(*told(text, url=URL))
    assert rows(database, readings) == 2
    again = writer(database, "two")
    for text in (RAID, LONGER):
        assert again.write(*told(text, recipe="two", url=URL))
    assert {each.report.text for each in current(database)} == {LONGER}
    assert [(each.id, each.version) for each in current(database)] == [(1, 2), (2, 2)]


def test_a_reading_that_tells_the_same_adds_no_versions(database: Database) -> None:
    writer(database).write(*told())
    written = writer(database, "two").write(*told(recipe="two"))
    assert written
    assert (written.why, written.events) == ("read again", ())
    assert rows(database, readings) == 2
    assert [(each.version, each.recipe) for each in current(database)] == [(1, "one"), (1, "one")]


def test_numbers_of_a_reading_do_not_make_a_version(database: Database) -> None:
    writer(database).write(*told())
    whole, its_draft = told(RAID, arrest(RAID, "e1"), raid(RAID).model_copy(update={"id": "e2"}), recipe="two")
    said = whole.attributions[0].model_copy(update={"events": ("e1",)})
    written = writer(database, "two").write(whole.model_copy(update={"attributions": (said,)}), its_draft)
    assert written
    assert written.events == ()


def test_a_changed_value_is_a_new_version_and_the_old_one_stays(database: Database) -> None:
    writer(database).write(*told())
    other = raid(RAID, "armed-clash", arguments=(argument("target", span(RAID, "a post near Mosul")),))
    written = writer(database, "two").write(*told(RAID, other, arrest(RAID), recipe="two"))
    assert written
    assert written.events == (1,)
    assert [(each.event.type, each.recipe, each.why) for each in versions(database, 1)] == [
        ("armed-assault", "one", "first report"), ("armed-clash", "two", "read again"),
    ]  # fmt: skip


def test_an_event_that_goes_and_comes_back_keeps_its_id(database: Database) -> None:
    writer(database).write(*told())
    writer(database, "two").write(*told(RAID, raid(RAID), recipe="two"))
    assert [each.id for each in current(database)] == [1]
    writer(database, "three").write(*told(recipe="three"))
    assert [(each.id, each.version) for each in current(database)] == [(1, 1), (2, 3)]
    assert [each.present for each in versions(database, 2)] == [True, False, True]
    assert rows(database, events) == 2


def test_an_event_by_other_words_is_another_event(database: Database) -> None:
    writer(database).write(*told(RAID, raid(RAID)))
    writer(database, "two").write(*told(RAID, arrest(RAID, "e1"), recipe="two"))
    assert [each.id for each in current(database)] == [2]
    assert [each.present for each in versions(database, 1)] == [True, False]


HOSTILE = f"{RAID}\0 \u202e'; DROP TABLE events; -- \N{SNOWMAN}snow 𐐀 ﷽ \x1b[31m %s {{}} \\"


def test_any_text_is_held(database: Database) -> None:
    whole, its_draft = told(
        HOSTILE, headline="\0 head", outlet="a\0b " * 5000, source_id="\x00", url="https://x.example/\0?q=\0"
    )
    assert writer(database).write(whole, its_draft)
    assert current(database)[0].report == whole.report
    assert [each.id for each in find(database, Search(text="drop table sno* elephant"))] == []
    assert len(list(find(database, Search(text='"drop table events" 𐐨')))) == 2


def test_two_writers_take_turns(database: Database, url: str) -> None:
    other = Database.open(url, create=False)
    failures: list[BaseException] = []

    def write(at: Database, outlet: str) -> None:
        try:
            for number in range(15):
                writer(at).write(*told(outlet=outlet, source_id=str(number)))
                writer(at).write(*told(outlet="both", source_id=str(number)))
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=write, args=each) for each in ((database, "north"), (other, "south"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    other.close()
    assert failures == []
    assert rows(database, documents) == 45
    assert [each.id for each in current(database)] == list(range(1, 91))
