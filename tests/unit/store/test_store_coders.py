"""Several coders on both databases: at once, apart from each other, and what is left for whom."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from training.datasets import corpus as training_corpus

from build import argument, span
from dateline.errors import ConflictError, DataError
from dateline.evaluate.corpus import Corpus
from dateline.review.actions import AnyAction
from dateline.review.corrections import SetFiller, SetSalience, SetSeries, SetType
from dateline.review.of_events import Accept, RejectEvent
from dateline.review.replay import replay
from dateline.store import decision_log
from dateline.store.engine import Database
from dateline.store.queries import Search, find, versions
from dateline.store.review_tables import decisions
from dateline.store.review_writer import entries, machine
from dateline.store.reviews import Reviews
from dateline.store.store import Store
from stored import RAID, arrest, raid, told, writer

CLIENTS = 20
DECISIONS = 4
"""That each client gets through."""


@pytest.fixture
def reviews(database: Database) -> Reviews:
    for number in range(3):
        writer(database).write(*told(outlet=f"Paper {number}", source_id=f"r{number}"))
    return Reviews(database)


def test_twenty_clients_at_once_lose_nothing(database: Database, reviews: Reviews, url: str) -> None:
    done: list[tuple[int, str]] = []
    failures: list[BaseException] = []

    def work(number: int) -> None:
        random, own = Random(number), Database.open(url, create=False)
        try:
            client = Reviews(own)
            for _ in range(DECISIONS):
                done.append(_decided(client, f"coder {number}", random))
        except BaseException as error:
            failures.append(error)
        finally:
            own.close()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    assert not any(thread.is_alive() for thread in threads)
    assert failures == []
    log = reviews.history()
    assert sorted((each.decision.number, each.decision.by) for each in log) == sorted(done)
    assert [each.decision.number for each in log] == list(range(1, CLIENTS * DECISIONS + 1))
    for event in range(1, 7):
        held = list(versions(database, event))
        assert [each.version for each in held] == list(range(1, len(held) + 1))
        assert [each.decision for each in held[1:]] == [
            each.decision.number for each in log if each.decision.event == event
        ]
    _replays_to_what_is_there(database)


def _decided(client: Reviews, name: str, random: Random) -> tuple[int, str]:
    """A decision about any event, looked at again as often as somebody else was faster."""
    while True:
        event = random.randrange(1, 7)
        seen = client.seen(event)
        actions: list[AnyAction] = [
            SetType(value=random.choice(["riot", "shelling"])), SetSalience(value=random.choice(["main", "related"])),
            SetSeries(value=random.random() < 0.5), Accept(),
        ]  # fmt: skip
        action = random.choice(actions)
        with suppress(ConflictError):
            made = client.decide(action, by=name, event=event, version=seen.version)
            return made.number, made.by


def _replays_to_what_is_there(database: Database) -> None:
    held = {each.id: each.event for each in find(database, Search())}
    with database.reading() as connection:
        for document in (1, 2, 3):
            base = machine(connection, document)
            assert base
            log = decision_log.read(connection, decisions.c.document == document)
            sheet = replay(base.sheet, entries(connection, log, base)).sheet
            assert {number: sheet.event(number) for number in sheet.ids} == {n: held[n] for n in sheet.ids}


def decide(reviews: Reviews, by: str, event: int, action: AnyAction, *, blind: bool = False) -> int:
    version = reviews.seen(event, blind_for=by if blind else None).version
    return reviews.decide(action, by=by, event=event, version=version, blind=blind).number


def test_a_blind_coder_neither_sees_nor_changes_what_the_first_decided(database: Database, reviews: Reviews) -> None:
    decide(reviews, "Ana", 1, SetType(value="riot"))
    assert reviews.seen(1, blind_for="Ben").event.type == "armed-assault"
    decide(reviews, "Ben", 1, SetType(value="armed-clash"), blind=True)
    assert reviews.seen(1, blind_for="Ben").event.type == "armed-clash"
    assert reviews.seen(1, blind_for="Cleo").event.type == "armed-assault"
    assert reviews.seen(1).event.type == "riot"
    assert [each.version for each in versions(database, 1)] == [1, 2]
    decide(reviews, "Ben", 1, Accept(), blind=True)
    assert [each.stale for each in reviews.history()] == [None, None, None]


def test_a_coder_is_blind_until_that_is_ended(database: Database, reviews: Reviews) -> None:
    store = Store(database)
    decide(reviews, "Ana", 1, SetType(value="riot"))
    assert not reviews.blind("Ben")
    reviews.set_blind("Ben", on=True)
    assert [reviews.blind(name) for name in ("Ana", "Ben")] == [False, True]
    shown = store.report(1, blind_for="Ben")
    assert ([each.type for each in shown.reading.events], dict(shown.incidents)) == (["armed-assault", "arrest"], {})
    number = decide(reviews, "Ben", 1, SetType(value="armed-clash"), blind=True)
    shown = store.report(1, blind_for="Ben")
    assert (shown.reading.events[0].type, shown.ids) == ("armed-clash", {"e1": 1, "e2": 2})
    assert [each.decision.by for each in reviews.around(1, blind_for="Ben")] == ["Ben"]
    reviews.undo(number, by="Eve")
    assert [each.undone_by for each in reviews.history(blind_for="Ben")] == [None]
    assert [each.undone_by for each in reviews.history(by="Ben")] == ["Eve"]
    reviews.set_blind("Ben", on=False)
    assert not reviews.blind("Ben")


def test_an_older_version_is_shown_blind_as_the_machine_read_it(database: Database, reviews: Reviews) -> None:
    writer(database).write(*told(url="https://news.example/1"))
    document = Store(database).reviews.seen(7).document
    decide(reviews, "Ana", 7, SetType(value="riot"))
    later = RAID.replace("two men", "three men")
    writer(database, "two").write(*told(later, raid(later), url="https://news.example/1"))
    store = Store(database)
    assert store.report(document, 1).reading.events[0].type == "riot"
    assert store.report(document, 1, blind_for="Ben").reading.events[0].type == "armed-assault"
    assert store.report(document, 2, blind_for="Ben").reading.report.text == later


def test_agreement_is_of_those_who_coded_apart(reviews: Reviews) -> None:
    decide(reviews, "Ana", 1, SetType(value="riot"))
    decide(
        reviews, "Eve", 1, SetSalience(value="background")
    )  # after Ana, who saw nothing of it, but not apart from her
    decide(reviews, "Ben", 1, SetType(value="armed-clash"), blind=True)
    decide(reviews, "Ana", 3, Accept())
    decide(reviews, "Ben", 3, Accept(), blind=True)
    decide(reviews, "Ana", 4, Accept())
    found = {each.field: each for each in reviews.agreement()}
    assert (found["type"].events, found["type"].same) == (2, 1)
    assert (found["salience"].events, found["salience"].same) == (2, 2)
    assert [(each.event, each.field, each.coders, each.values) for each in reviews.disagreements()] == [
        (1, "type", ("Ana", "Ben"), ("riot", "armed-clash"))
    ]


def test_a_third_person_decides_between_two(database: Database, reviews: Reviews) -> None:
    front = (span(RAID, "Gunmen of the Desert Front"),)
    decide(reviews, "Ana", 1, SetType(value="riot"))
    decide(reviews, "Ana", 1, SetFiller(role="actor", replaces=front))
    decide(reviews, "Ben", 1, SetFiller(role="target", value=argument("target", span(RAID, "Mosul"))), blind=True)
    fields = [each.field for each in reviews.disagreements()]
    assert fields == ["type", "actor", "target", "confidence"]
    for field in fields:
        version = reviews.seen(1).version
        made = reviews.adjudicate(1, field, ("Ana", "Ben"), "Ben", by="Dora", version=version)
        assert "as Ben has it" in made.action.sentence()
    event = reviews.seen(1).event
    assert event.type == "armed-assault"
    assert [(each.role, each.text) for each in event.arguments] == [
        ("actor", "Gunmen of the Desert Front"), ("target", "a post"), ("target", "Mosul"),
    ]  # fmt: skip
    assert {mark.by for mark in event.decided} == {"Dora"}
    assert reviews.disagreements() == ()
    assert [each.field for each in reviews.disagreements(settled=True)] == fields
    with pytest.raises(DataError, match="coded apart from each other by Ana, Ben"):
        reviews.adjudicate(1, "type", ("Ana", "Cleo"), "Cleo", by="Dora", version=reviews.seen(1).version)
    with pytest.raises(ConflictError):
        reviews.adjudicate(1, "type", ("Ana", "Ben"), "Ana", by="Dora", version=1)


def test_whether_it_is_an_event_is_decided_between_two(database: Database, reviews: Reviews) -> None:
    decide(reviews, "Ana", 1, Accept())
    decide(reviews, "Ben", 1, RejectEvent(), blind=True)
    assert [each.values for each in reviews.disagreements()] == [("yes", "no")]
    reviews.adjudicate(1, "event", ("Ana", "Ben"), "Ben", by="Dora", version=reviews.seen(1).version)
    assert 1 not in {each.id for each in find(database, Search())}
    assert reviews.disagreements() == ()


def test_the_queue_leaves_out_what_was_done(database: Database, reviews: Reviews) -> None:
    waiting = reviews.queue("Ana")
    assert [each.event for each in waiting] == [1, 3, 5, 2, 4, 6]  # main before related, equals by id
    assert [each.standing.priority for each in waiting] == sorted((w.standing.priority for w in waiting), reverse=True)
    decide(reviews, "Ana", 3, Accept())
    undone = decide(reviews, "Ana", 5, RejectEvent())
    assert [each.event for each in reviews.queue("Ana", limit=2)] == [1, 2]
    assert [each.event for each in reviews.queue("Ben")] == [1, 2, 4, 6]
    assert [(each.event, each.version) for each in reviews.queue("Ben", second=True)] == [(3, 1), (5, 1)]
    assert reviews.queue("Ana", second=True) == []
    decide(reviews, "Ben", 3, Accept(), blind=True)
    assert [each.event for each in reviews.queue("Ben", second=True)] == [5]
    reviews.undo(undone, by="Ana")
    assert [each.event for each in reviews.queue("Cleo")] == [1, 5, 2, 4, 6]


def test_what_is_stale_waits_again(database: Database, reviews: Reviews) -> None:
    decide(reviews, "Ana", 1, Accept())
    writer(database, "two").write(*told(RAID, raid(RAID, "riot"), arrest(RAID), recipe="two", outlet="Paper 0",
                                        source_id="r0"))  # fmt: skip
    assert 1 in {each.event for each in reviews.queue("Ana")}


def test_progress_of_a_day(reviews: Reviews) -> None:
    assert reviews.progress() == ()
    decide(reviews, "Ana", 1, Accept())
    decide(reviews, "Ana", 2, SetType(value="riot"))
    decide(reviews, "Ana", 2, SetSeries(value=True))
    number = decide(reviews, "Ben", 3, RejectEvent())
    reviews.undo(number, by="Ben")
    ana, ben = reviews.progress()
    assert (ana.coder, ana.decisions, ana.events, ana.accepted, ana.corrected, ana.rejected) == ("Ana", 3, 2, 1, 1, 0)
    assert (ben.coder, ben.decisions, ben.events, ben.rejected, ben.undone) == ("Ben", 2, 0, 0, 1)
    assert reviews.progress("2001-01-01") == ()
    with pytest.raises(DataError, match="ISO date"):
        reviews.progress("today")


def exported(reviews: Reviews, folder: Path, *, partial: bool = False) -> Iterator[str]:
    part = folder / "corpus"
    part.mkdir(exist_ok=True)
    rows = [json.dumps(row) for row in reviews.reports(partial=partial)]
    (part / "reviewed.jsonl").write_text("\n".join(rows))
    yield from rows


def test_what_was_reviewed_is_read_by_the_corpus_and_by_training(reviews: Reviews, tmp_path: Path) -> None:
    assert list(reviews.reports()) == []
    decide(reviews, "Ana", 1, SetType(value="riot"))
    decide(reviews, "Ana", 2, RejectEvent())
    decide(reviews, "Ana", 3, Accept())
    assert len(list(exported(reviews, tmp_path))) == 1
    document, *rest = Corpus().load(tmp_path / "corpus")
    assert (document.id, rest) == ("r0", [])
    assert [(each["type"], each["score"], each["codes"]) for each in document.gold["events"]] == [("riot", None, None)]
    assert document.gold["attributions"] == []
    assert "decided" not in document.gold["events"][0]
    example, *_ = training_corpus.load(tmp_path, "reviewed")
    assert example.docid == "r0"
    assert example.text == RAID
    assert [each.classes["salience"] for each in example.events] == [0]
    assert Corpus().score([document], {document.id: document.gold})["typed event F1"].value == 100.0
    assert len(list(exported(reviews, tmp_path, partial=True))) == 2
    assert [len(each.gold["events"]) for each in Corpus().load(tmp_path / "corpus")] == [1, 1]
