"""Events become members of incidents in the store, keep their places, leave, come back; copies are found among all."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

import newsstand
import stories
from build import bare
from dateline.errors import DataError
from dateline.link.block import sought
from dateline.link.sketch import sketch
from dateline.schema.reading import Reading
from dateline.store.changing import now
from dateline.store.engine import Database
from dateline.store.incident_tables import copies, memberships
from dateline.store.known import Known
from dateline.store.linker import Linker
from dateline.store.store import Store
from newsstand import depot, groups, link, names, put
from stored import writer

MODEL = stories.by_names()


def kinds(database: Database, event: int) -> list[str]:
    """What became of an event, in order."""
    with database.reading() as connection:
        wanted = select(memberships.c.kind).where(memberships.c.event == event).order_by(memberships.c.number)
        return list(connection.scalars(wanted))


def test_reports_of_one_bomb_are_one_incident_with_each_outlets_toll(database: Database) -> None:
    put(database, *(depot(outlet) for outlet in newsstand.TOLLS))
    done = link(database)
    assert (done.placed, done.incidents) == (3, 1)
    incident = Store(database).incident(1)
    outlet = {member.source: member.outlet for member in incident.members}
    shown = {outlet[telling.source]: telling.value.stated
             for told in incident.casualties.killed.told for telling in told.tellings}  # fmt: skip
    assert shown == {outlet: toll for outlet, (_, toll, _) in newsstand.TOLLS.items()}
    assert [member.why.by for member in incident.members] == ["founded", "joined", "joined"]
    assert incident.members[1].why.like in {(each.report, each.event) for each in incident.members}
    assert [member.lasting for member in incident.members] == [1, 2, 3]
    assert incident.casualties.killed.disputed
    assert Store(database).incident(1, casualties="lowest").casualties.killed.best == 4


def test_nothing_is_linked_twice_and_a_later_report_joins(database: Database) -> None:
    put(database, depot("Northern Wire"), depot("Harla Post"))
    link(database)
    assert link(database).placed == 0
    put(database, depot("River Radio"))
    link(database)
    assert groups(database) == {1: {1, 2, 3}}
    assert [(each.version, each.why) for each in Store(database).incident_versions(1)] == [
        (1, "founded, 1 joined"), (2, "1 joined"),
    ]  # fmt: skip


def test_an_event_that_is_read_again_stays_with_its_new_sketch(database: Database) -> None:
    put(database, depot("Northern Wire", url="https://x.example/1"), depot("Harla Post"))
    link(database)
    corrected = depot("Northern Wire", url="https://x.example/1", toll="Nine people", killed=(9, 9, 9))
    put(database, corrected)
    assert link(database).told_anew == 1
    assert kinds(database, 1) == ["founded"]
    (found,) = Store(database).incidents()
    assert (found.killed, found.why) == ((6, 6, 9), "1 told anew")


def test_what_is_withdrawn_leaves_and_comes_back_to_where_it_was(database: Database) -> None:
    first = depot("Northern Wire", url="https://x.example/1")
    put(database, first, depot("Harla Post"))
    link(database)
    put(database, first.model_copy(update={"events": ()}), recipe="two")
    link(database)
    assert groups(database) == {1: {2}}
    put(database, first, recipe="three")
    link(database)
    assert groups(database) == {1: {1, 2}}
    assert kinds(database, 1) == ["founded", "left", "founded"]
    whys = [each.why for each in Store(database).incident_versions(1)]
    assert whys == ["founded, 1 joined", "1 left", "1 came back"]


def test_an_incident_that_all_have_left_ends_and_may_come_back(database: Database) -> None:
    only = depot("Northern Wire", url="https://x.example/1")
    put(database, only)
    link(database)
    before = now()
    put(database, only.model_copy(update={"events": ()}), recipe="two")
    link(database)
    store = Store(database)
    assert list(store.incidents()) == []
    with pytest.raises(DataError, match="no report tells it any more"):
        store.incident(1)
    assert store.incident(1, as_of=before).casualties.killed.best == 4
    put(database, only, recipe="three")
    link(database)
    assert [(each.id, each.version) for each in store.incidents()] == [(1, 3)]


def test_an_absorbed_incident_still_answers(database: Database) -> None:
    lenient = replace(MODEL, threshold=0.3)
    put(database, *(names(at, (name, "main")) for at, name in enumerate(("Zarimov", "Zarimov", "Quarvel", "Marbeck"))))
    link(database, model=lenient)
    before = now()
    assert groups(database) == {1: {1, 2}, 2: {3}, 3: {4}}
    put(database, _of_both(names(4, ("Zarimov", "main"), ("Quarvel", "main"))))
    link(database, model=lenient)
    store = Store(database)
    assert groups(database) == {1: {1, 2, 3, 5}, 3: {4}}
    assert store.incident(2).id == "1"
    assert store.incident(2, as_of=before).id == "2"
    ended = [*store.incident_versions(2)][-1]
    assert (ended.present, ended.absorbed_into, ended.why) == (False, 1, "merged into 1")
    assert [*store.incident_versions(1)][-1].why == "1 joined, merged with 2"
    assert [each.id for each in store.incidents()] == [1, 3]
    assert kinds(database, 3) == ["founded", "merged"]


def _of_both(reading: Reading) -> Reading:
    """A report that tells two attacks as one, on both names."""
    first, second = reading.events
    both = first.model_copy(update={"arguments": (*first.arguments, *second.arguments)})
    return reading.model_copy(update={"events": (both,)})


def test_background_waits_until_an_incident_is_founded(database: Database) -> None:
    put(database, _undated(names(1, ("Zarimov", "background"))))
    link(database, model=MODEL)
    store = Store(database)
    assert list(store.incidents()) == []
    with pytest.raises(DataError, match="no such incident"):
        store.incident(1)
    put(database, names(2, ("Zarimov", "main")))
    link(database, model=MODEL)
    (found,) = store.incidents()
    assert (found.id, found.members, found.why) == (1, 2, "founded")
    assert {member.why.by for member in store.incident(1).members} == {"founded", "waited"}


def _undated(reading: Reading) -> Reading:
    return reading.model_copy(
        update={"events": tuple(each.model_copy(update={"time": None}) for each in reading.events)}
    )


def test_a_document_never_joins_itself(database: Database) -> None:
    one = names(1, ("Zarimov", "main"), ("Quarvel", "main"))
    put(database, one.model_copy(update={"events": one.events[:1]}))
    link(database, model=MODEL)
    same = one.events[1].model_copy(update={"arguments": one.events[0].arguments})
    put(database, one.model_copy(update={"events": (one.events[0], same)}), recipe="two")
    link(database, model=MODEL)
    assert groups(database) == {1: {1}, 2: {2}}


def test_only_what_may_be_met_is_loaded(database: Database) -> None:
    put(database, *(names(at, (name, "main")) for at, name in enumerate(("Zarimov", "Quarvel", "Ondrake") * 8)))
    link(database, size=4, model=MODEL)
    assert len(groups(database)) == 3
    new = sketch(names(99, ("Zarimov", "main")), newsstand.NO_VECTORS)
    assert sought(new.events[0], new)
    with database.reading() as connection:
        state = Known(connection, [new], 10**6)
    assert 0 < len(state.names) <= 4 * len(state.incidents)
    assert all(state.size(name) == 8 for name in state.incidents)


def test_a_run_ends_where_a_change_ends(database: Database) -> None:
    put(database, *(names(at, ("Zarimov", "main"), ("Quarvel", "main"), ("Ondrake", "main")) for at in range(4)))
    one = writer(database)
    linker = Linker(database, one.changes, MODEL, size=4)
    assert linker.begin().placed == 12
    assert linker.pending() == 0
    put(database, names(9, ("Zarimov", "main")))
    assert linker.begin().placed == 0
    assert (linker.pending(), linker.link_all().placed, linker.pending()) == (1, 1, 0)


def test_a_syndicated_text_is_marked_and_counts_once(database: Database) -> None:
    put(
        database, depot("Northern Wire"), depot("Northern Wire", under="Copy Cat"),
        depot("Northern Wire", url="https://x.example/again"), depot("Harla Post"),
        _near(depot("Northern Wire"), "Edge Daily"),
    )  # fmt: skip
    with database.reading() as connection:
        rows = connection.execute(select(copies).order_by(copies.c.document_version)).all()
    assert [(row.document_version, row.copy_of, row.relation) for row in rows] == [
        (2, 1, "syndicated"), (3, 1, "same-outlet"), (5, 1, "syndicated"),
    ]  # fmt: skip
    assert [row.likeness for row in rows[:2]] == [1.0, 1.0]
    assert 0.5 <= rows[2].likeness < 1
    link(database)
    (found,) = Store(database).incidents()
    assert (found.reports, found.publishers, found.copies) == (5, 2, 3)
    members = Store(database).incident(1).members
    assert {member.outlet: member.copy_of_document for member in members}["Copy Cat"] == 1


def _near(reading: Reading, outlet: str) -> Reading:
    """The same with a few words changed at its end, under another outlet's name."""
    text = reading.report.text.removesuffix("shut.") + "closed."
    made = bare(text, *reading.events, outlet=outlet, published="2022-05-03")
    return made.model_copy(update={"attributions": reading.attributions})
