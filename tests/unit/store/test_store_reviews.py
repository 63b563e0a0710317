"""Reviews on both databases: a decision makes a version, holds for new readings, can be taken back, is never lost."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from build import argument, count, event, span
from dateline.errors import ConflictError, DataError
from dateline.review.corrections import SetFiller, SetSalience, SetTime, SetToll, SetTrigger, SetType
from dateline.review.of_events import Accept, RejectEvent
from dateline.review.of_incidents import DuplicateReport, MergeIncidents, SplitIncident
from dateline.schema.incident import Why
from dateline.schema.reading import Event
from dateline.store.changing import Changes, Run
from dateline.store.engine import Database
from dateline.store.incident_tables import memberships
from dateline.store.incident_writer import IncidentWriter
from dateline.store.queries import Search, StoredEvent, find, versions
from dateline.store.readings_kept import Readings
from dateline.store.regrouping import write_groups
from dateline.store.reviews import Reviews
from dateline.store.store import Store
from stored import RAID, arrest, contents, link, raid, told, writer

URL = "https://news.example/raid"
LONGER = RAID.replace("Gunmen", "ERBIL — Gunmen").replace("two men", "two men and a boy")


@pytest.fixture
def reviews(database: Database) -> Reviews:
    writer(database).write(*told(url=URL, outlet="Northern Wire"))
    return Reviews(database)


def now(database: Database, number: int = 1, **search: Any) -> StoredEvent | None:
    return next((each for each in find(database, Search(**search)) if each.id == number), None)


def event_of(database: Database, number: int = 1, **search: Any) -> Event:
    found = now(database, number, **search)
    assert found is not None
    return found.event


def again(database: Database, recipe: str, *events: Event, text: str = RAID) -> None:
    assert writer(database, recipe).write(*told(text, *events, recipe=recipe, url=URL, outlet="Northern Wire"))


def test_a_correction_is_a_version_that_says_who_and_when(database: Database, reviews: Reviews) -> None:
    made = reviews.decide(SetType(value="armed-clash"), by="Ana", event=1, version=1)
    assert (made.number, made.by, made.event, made.version) == (1, "Ana", 1, 1)
    found = now(database)
    assert found is not None
    assert (found.version, found.why, found.by, found.decision, found.at) == (2, "decided", "Ana", 1, made.at)
    assert found.event.type == "armed-clash"
    assert [(mark.field, mark.by, mark.how, mark.at) for mark in found.event.decided] == [
        ("type", "Ana", "stated", made.at)
    ]
    assert found.event.decided[0].evidence == (span(RAID, "attacked"),)
    assert found.event.codes.acled is not None
    assert found.event.codes.acled.sub_event_type == "Armed clash"
    assert [each.id for each in find(database, Search(types=("armed-clash",)))] == [1]
    assert [each.version for each in versions(database, 2)] == [1]


def test_what_the_machine_told_is_still_to_be_had(database: Database, reviews: Reviews) -> None:
    before = now(database)
    assert before is not None
    made = reviews.decide(SetType(value="armed-clash"), by="Ana", event=1, version=1)
    assert event_of(database, unreviewed=True) == before.event
    assert event_of(database, as_of=before.at) == before.event
    assert event_of(database, as_of=made.at).type == "armed-clash"
    reviews.decide(RejectEvent(), by="Ana", event=2, version=1)
    assert now(database, 2) is None
    assert event_of(database, 2, unreviewed=True).type == "arrest"


def test_one_who_saw_an_older_version_is_told_what_changed_and_by_whom(reviews: Reviews) -> None:
    reviews.decide(SetType(value="armed-clash"), by="Ana", event=1, version=1)
    said = r"event 1: .*Ana made version 2.*type is armed-clash \(was armed-assault\)"
    with pytest.raises(ConflictError, match=said) as caught:
        reviews.decide(SetSalience(value="related"), by="Ben", event=1, version=1)
    assert (caught.value.seen, caught.value.current) == (1, 2)
    assert len(reviews.history()) == 1
    with pytest.raises(DataError, match="no version 9: the latest is 2"):
        reviews.decide(Accept(), by="Ben", event=1, version=9)


def test_undoing_gives_back_what_was_and_is_itself_a_decision(database: Database, reviews: Reviews) -> None:
    machine = event_of(database)
    reviews.decide(SetType(value="armed-clash"), by="Ana", event=1, version=1)
    reviews.decide(SetSalience(value="related"), by="Ben", event=1, version=2)
    undone = reviews.undo(1, by="Cleo", version=3)
    assert undone.action.sentence() == "decision 1 is taken back"
    assert (event_of(database).type, event_of(database).salience) == ("armed-assault", "related")
    reviews.undo(2, by="Cleo")
    assert event_of(database) == machine
    assert [(each.version, each.by) for each in versions(database, 1)] == [
        (1, None), (2, "Ana"), (3, "Ben"), (4, "Cleo"), (5, "Cleo"),
    ]  # fmt: skip
    reviews.undo(undone.number, by="Ana")
    assert event_of(database).type == "armed-clash"
    assert [each.undone_by for each in reviews.history(event=1)] == [None, "Cleo", "Ana", None, None]
    with pytest.raises(DataError, match="taken back already"):
        reviews.undo(2, by="Cleo")
    with pytest.raises(DataError, match="no such decision"):
        reviews.undo(77, by="Cleo")


def test_a_rejected_event_comes_back_when_that_is_undone(database: Database, reviews: Reviews) -> None:
    machine = event_of(database, 2)
    made = reviews.decide(RejectEvent(reason="the report speaks of last year"), by="Ana", event=2, version=1)
    with pytest.raises(DataError, match="none any more"):
        reviews.decide(Accept(), by="Ben", event=2, version=2)
    reviews.undo(made.number, by="Ana")
    assert event_of(database, 2) == machine
    assert [each.present for each in versions(database, 2)] == [True, False, True]


def test_decisions_hold_for_every_new_reading(database: Database, reviews: Reviews) -> None:
    reviews.decide(SetSalience(value="related"), by="Ana", event=1, version=1)
    reviews.decide(RejectEvent(), by="Ana", event=2, version=1)
    again(database, "two", raid(RAID, "armed-clash"), arrest(RAID))
    assert (event_of(database).type, event_of(database).salience) == ("armed-clash", "related")
    assert now(database, 2) is None
    found = now(database)
    assert found is not None
    assert (found.version, found.why, found.by) == (4, "read again", "Ana")
    assert event_of(database, unreviewed=True).salience == "main"
    again(database, "three", raid(RAID, "armed-clash"), arrest(RAID))
    assert [each.version for each in versions(database, 1)] == [1, 2, 3, 4]
    assert reviews.history(stale=True) == []


def test_decisions_follow_their_words_into_a_corrected_text(database: Database, reviews: Reviews) -> None:
    two = count(2, 2, 2, span(RAID, "two men"))
    reviews.decide(SetToll(toll="arrested", value=two), by="Ana", event=2, version=1)
    reviews.decide(SetTrigger(value=span(RAID, "attacked a post")), by="Ana", event=1, version=1)
    again(database, "one", raid(LONGER), arrest(LONGER), text=LONGER)
    killed = event_of(database, 2).casualties.arrested
    assert killed is not None
    assert killed.evidence == (span(LONGER, "two men"),)
    assert event_of(database).trigger == span(LONGER, "attacked a post")


def test_a_decision_whose_words_are_gone_is_stale_until_they_are_back(database: Database, reviews: Reviews) -> None:
    made = reviews.decide(SetToll(toll="arrested", value=count(2, 2, 2, span(RAID, "two men"))), by="Ana", event=2,
                          version=1)  # fmt: skip
    changed = RAID.replace("two men", "three youths")
    police = argument("actor", span(changed, "Police"), confidence="fact")
    three = event("e2", "arrest", span(changed, "arrested"), salience="related", arguments=(police,))
    again(database, "one", raid(changed), three, text=changed)
    assert event_of(database, 2).casualties.arrested is None
    stale = reviews.history(stale=True)
    assert [(each.decision.number, each.stale) for each in stale] == [
        (made.number, "the words “two men” are not in the corrected text")
    ]
    reviews.undo(made.number, by="Ben")
    assert reviews.history(stale=True) == []


def test_a_decision_about_what_is_read_no_more_is_stale(database: Database, reviews: Reviews) -> None:
    reviews.decide(Accept(), by="Ana", event=2, version=1)
    again(database, "two", raid(RAID))
    assert [each.stale for each in reviews.history()] == ["the event is not in the reading any more"]
    again(database, "three")
    assert reviews.history(stale=True) == []
    assert [mark.how for mark in event_of(database, 2).decided] == ["accepted"]


def test_what_was_accepted_and_is_told_otherwise_now_is_stale(database: Database, reviews: Reviews) -> None:
    reviews.decide(Accept(), by="Ana", event=1, version=1)
    again(database, "two", raid(RAID, "armed-clash"), arrest(RAID))
    assert [each.stale for each in reviews.history()] == ["type was accepted as armed-assault and is now armed-clash"]
    assert event_of(database).decided == ()


def test_an_event_that_was_missed(database: Database, reviews: Reviews) -> None:
    action = reviews.missed(1, "accusation", (RAID.index("said"), RAID.index("said") + 4), salience="background")
    made = reviews.decide(action, by="Ana", document=1, version=1)
    assert made.event == 3
    assert event_of(database, 3).type == "accusation"
    reviews.decide(SetFiller(role="actor", value=argument("actor", span(RAID, "officials"), confidence="fact")),
                   by="Ana", event=3, version=1)  # fmt: skip
    again(database, "two")
    assert [each.text for each in event_of(database, 3).arguments] == ["officials"]
    assert now(database, 3, unreviewed=True) is None
    link(database)
    assert where(database, 3)
    reviews.undo(made.number, by="Ana")
    assert now(database, 3) is None
    assert [each.stale for each in reviews.history(stale=True)] == ["the event is not in the reading any more"]
    reviews.undo(reviews.history()[-1].decision.number, by="Ana")
    assert [each.text for each in event_of(database, 3).arguments] == ["officials"]


def test_a_reading_that_finds_what_a_person_added_keeps_its_id(database: Database, reviews: Reviews) -> None:
    writer(database, "two").write(*told(RAID, raid(RAID), recipe="two", url="https://news.example/other"))
    action = reviews.missed(2, "arrest", (RAID.index("arrested"), RAID.index("arrested") + 8))
    made = reviews.decide(action, by="Ana", document=2, version=1)
    assert made.event == 4
    bare = arrest(RAID, arguments=())
    writer(database, "three").write(*told(RAID, raid(RAID), bare, recipe="three", url="https://news.example/other"))
    assert [each.id for each in find(database, Search(types=("arrest",)))] == [2, 4]
    assert event_of(database, 4, unreviewed=True).place is not None
    assert event_of(database, 4).place is None  # the person's values hold


def test_what_cannot_be_decided(database: Database, reviews: Reviews) -> None:
    elsewhere = span("somewhere else entirely", "else")
    asked: dict[str, dict[str, Any]] = {
        "does not have the words “else”": {"action": SetTrigger(value=elsewhere), "event": 1, "version": 1},
        "no such event": {"action": Accept(), "event": 99, "version": 1},
        "which event": {"action": Accept(), "version": 1},
        "no actor has the words": {
            "action": SetFiller(role="actor", replaces=(span(RAID, "Monday"),)), "event": 1, "version": 1,
        },
        "which document": {"action": reviews.missed(1, "arrest", (0, 6)), "version": 1},
    }  # fmt: skip
    for said, ask in asked.items():
        with pytest.raises(DataError, match=said):
            reviews.decide(by="Ana", **ask)
    with pytest.raises(DataError, match="say who decides"):
        reviews.decide(Accept(), by=" ", event=1, version=1)
    assert reviews.history() == []
    assert [each.version for each in versions(database, 1)] == [1]


def test_words_are_read_as_in_reading(database: Database, reviews: Reviews) -> None:
    at = RAID.index("Monday")
    action = reviews.select(1, "time", [(at, at + 6)], {"start": "2024-05-13"})
    assert isinstance(action, SetTime)
    reviews.decide(action, by="Ana", event=1, version=1)
    time = event_of(database).time
    assert time is not None
    assert (time.start, time.end, time.how) == ("2024-05-13", "2024-05-13", "stated by a person")
    emptied = reviews.select(1, "place", [])
    reviews.decide(emptied, by="Ana", event=1, version=2)
    assert event_of(database).place is None
    assert {mark.field: mark.how for mark in event_of(database).decided} == {"time": "stated", "place": "emptied"}
    assert list(find(database, Search(since="2024-05-13", until="2024-05-13")))


def linked(database: Database, *texts: str) -> list[int]:
    """Reports that tell the raid at outlets of their own, linked; the incidents of their first events."""
    for number, text in enumerate(texts):
        report = {"outlet": f"Paper {number}", "url": f"https://paper{number}.example/", "published": "2024-05-07"}
        kind = "arrest" if text == OTHER else "armed-assault"
        writer(database).write(*told(text, raid(text, kind), **report))
    link(database)
    return [where(database, number) for number in range(1, len(texts) + 1)]


def where(database: Database, number: int) -> int:
    with database.reading() as connection:
        query = select(memberships.c.incident).where(memberships.c.event == number)
        return int(connection.scalars(query.order_by(memberships.c.number.desc()).limit(1)).one())


OTHER = (
    "In Erbil, where elections are near, masked men attacked a post on Monday; the police blame Mosul smugglers, "
    "officials said. Gunmen of the Desert Front deny it."
)


def test_a_corrected_event_shows_in_its_incident_at_once(database: Database) -> None:
    incident, same = linked(database, RAID, RAID.replace("Police", "Later the police"))
    assert incident == same
    store, reviews = Store(database), Reviews(database)
    killed = count(3, 3, 3, span(RAID, "two men"))
    reviews.decide(SetToll(toll="killed", value=killed), by="Ana", event=1, version=1)
    found = next(store.incidents())
    assert (found.version, found.killed) == (2, (3, 3, 3))
    assert store.incident(incident).casualties.killed.best == 3
    reviews.decide(RejectEvent(), by="Ana", event=2, version=1)
    assert next(store.incidents()).members == 1
    reviews.undo(2, by="Ana")
    assert next(store.incidents()).members == 2
    assert store.pending() == 0


def test_it_shows_at_once_also_where_other_events_wait_to_be_linked(database: Database) -> None:
    linked(database, RAID, RAID.replace("Police", "Later the police"))
    writer(database).write(*told(OTHER, raid(OTHER, "arrest"), outlet="Paper 7"))
    store, reviews = Store(database), Reviews(database)
    killed = count(3, 3, 3, span(RAID, "two men"))
    reviews.decide(SetToll(toll="killed", value=killed), by="Ana", event=1, version=1)
    assert next(store.incidents()).killed == (3, 3, 3)
    reviews.decide(RejectEvent(), by="Ana", event=2, version=1)
    assert next(store.incidents()).members == 1
    reviews.undo(2, by="Ana")
    assert next(store.incidents()).members == 2
    assert store.pending() > 0
    before = contents(database)
    link(database)
    after = contents(database)
    same = len(before["incident_versions"])
    assert after["incident_versions"][:same] == before["incident_versions"]
    assert [row[1] for row in after["memberships"][len(before["memberships"]) :]] == [3]
    assert {row[1] for row in after["incident_versions"][same:]} == {where(database, 3)}


def test_incidents_merged_by_a_person_and_that_undone(database: Database) -> None:
    one, other = linked(database, RAID, OTHER)
    assert one != other
    store, reviews = Store(database), Reviews(database)
    made = reviews.decide(MergeIncidents(absorbed=(other,)), by="Ana", incident=one, version=1)
    assert [each.id for each in store.incidents()] == [one]
    assert store.incident(other).id == str(one)
    assert {member.why.by for member in store.incident(one).members} == {"founded", "decided"}
    with pytest.raises(ConflictError, match=f"part of incident {one}"):
        reviews.decide(MergeIncidents(absorbed=(one,)), by="Ben", incident=other, version=1)
    with pytest.raises(ConflictError, match="changed since version 1 was seen: decided"):
        reviews.decide(MergeIncidents(absorbed=(other,)), by="Ben", incident=one, version=1)
    reviews.undo(made.number, by="Ben")
    assert sorted(each.id for each in store.incidents()) == [one, other]
    assert where(database, 2) == other
    assert [each.sentence for each in reviews.history(incident=one)] == [
        f"one happening with incident {other}", f"decision {made.number} is taken back",
    ]  # fmt: skip


def test_what_a_person_split_is_not_linked_together_again(database: Database) -> None:
    texts = [RAID, RAID.replace("Police", "Later the police"), RAID.replace("Police", "Soon the police")]
    incident, *_ = linked(database, *texts)
    store, reviews = Store(database), Reviews(database)
    made = reviews.decide(SplitIncident(events=(2,)), by="Ana", incident=incident, version=1)
    apart = where(database, 2)
    assert apart != incident
    assert sorted(each.members for each in store.incidents()) == [1, 2]
    fourth = RAID.replace("Police", "Then the police")
    writer(database).write(*told(fourth, raid(fourth), outlet="Paper 9", url="https://paper9.example/",
                                 published="2024-05-07"))  # fmt: skip
    link(database)
    assert where(database, 2) == apart
    assert where(database, 1) == where(database, 3)
    reviews.undo(made.number, by="Ben")
    assert {where(database, number) for number in (1, 2, 3)} == {where(database, 1)}
    with pytest.raises(DataError, match="not one of its members"):
        reviews.decide(SplitIncident(events=(77,)), by="Ana", incident=where(database, 1),
                       version=next(store.incidents()).version)  # fmt: skip


def test_what_an_event_and_a_report_are_most_like(database: Database) -> None:
    texts = [RAID, RAID.replace("Police", "Later the police"), OTHER]
    incident, *_ = linked(database, *texts)
    store, reviews = Store(database), Reviews(database)
    assert [(report.document, share > 0.2) for report, share in store.nearest_reports(1)] == [(2, True)]
    assert incident not in store.nearest_incidents(2)
    made = reviews.decide(SplitIncident(events=(2,)), by="Ana", incident=incident, version=1)
    assert store.nearest_incidents(2)[incident] > 0.5
    assert store.nearest_reports(2) == []
    assert store.nearest_incidents(99) == {}
    reviews.undo(made.number, by="Ana")
    reviews.decide(DuplicateReport(of=2), by="Ana", document=3, version=1)
    assert [each.sentence for each in reviews.around(2)] == ["another happening: event 2", "decision 1 is taken back"]
    assert [each.sentence for each in reviews.around(3)] == ["a copy of report 2"]


def test_a_split_holds_when_linking_makes_what_stayed_part_of_another(database: Database) -> None:
    incident, _, third = linked(database, RAID, RAID.replace("Police", "Later the police"), OTHER)
    Reviews(database).decide(SplitIncident(events=(2,)), by="Ana", incident=incident, version=1)
    apart = where(database, 2)
    with Changes(database, Run("link", "one", "")).writing() as change:
        adder = change.begin("linked")
        why = Why(by="merged").model_dump_json()
        adder.add(memberships, {"event": 1, "number": 2, "incident": third, "kind": "merged", "score": 1, "why": why})
        incidents = IncidentWriter(adder, Readings())
        incidents.absorb(incident, third)
        incidents.write()
        write_groups(adder)
    assert [where(database, number) for number in (1, 2, 3)] == [third, apart, third]
    Reviews(database).undo(1, by="Ana")
    assert [where(database, number) for number in (1, 2, 3)] == [third] * 3


def test_a_report_marked_as_a_copy_corroborates_nothing(database: Database) -> None:
    incident, other = linked(database, RAID, OTHER)
    store, reviews = Store(database), Reviews(database)
    reviews.decide(MergeIncidents(absorbed=(other,)), by="Ana", incident=incident, version=1)
    assert store.incident(incident).corroboration.publishers == 2
    made = reviews.decide(DuplicateReport(of=1), by="Ana", document=2, version=1)
    assert store.incident(incident).corroboration.publishers == 1
    assert next(store.incidents()).publishers == 1
    assert store.incident(incident, as_of=reviews.history()[0].decision.at).corroboration.publishers == 2
    reviews.undo(made.number, by="Ana")
    assert next(store.incidents()).publishers == 2
    with pytest.raises(DataError, match="no copy of itself"):
        reviews.decide(DuplicateReport(of=2), by="Ana", document=2, version=1)
