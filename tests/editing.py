"""Many people who edit one store at once through the workbench, each in a session of their own; what is to hold then.

They look at pages, and correct, accept, reject, add, merge, split and take back, all of it about the same few reports.
"""

from __future__ import annotations

import http.client
import json
import random
import statistics
import threading
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from dateline.review.base import Undo
from dateline.schema.draft import Draft
from dateline.schema.reading import Argument, Casualties, Count, Event, Place, Provenance, Reading, Time
from dateline.schema.report import Report, text_id
from dateline.schema.span import Span
from dateline.store.changing import Run
from dateline.store.engine import Database
from dateline.store.incident_tables import incident_versions, memberships
from dateline.store.review_tables import decision_states, decisions
from dateline.store.store import Store
from dateline.store.tables import event_versions, events
from dateline.store.users import User
from dateline.store.writer import Writer
from dateline.web.sessions import Sessions
from dateline.web.settings import Settings

CLIENTS = 20
TOWNS = (("Mosul", 36.335, 43.119), ("Erbil", 36.191, 44.009), ("Kirkuk", 35.468, 44.392))
OUTLETS = ("Northern Wire", "Harla Post", "River Radio", "Valley News")
TEXT = (
    "Gunmen of the {front} attacked a post near {town} on Monday and killed {number} people, officials said. "
    "Police arrested two men in {town} hours later, {outlet} reported."
)
PATIENCE = 60.0
"""Seconds after which an answer counts as none."""


@dataclass
class Done:
    """What one client did: numbers of decisions by what they were told, what it was refused, how long it waited."""

    name: str
    decided: dict[int, str] = field(default_factory=dict)
    told: Counter[str] = field(default_factory=Counter)
    times: dict[str, list[float]] = field(default_factory=lambda: {"page": [], "decision": []})
    faults: list[str] = field(default_factory=list)


def prepare(url: str, clients: int = CLIENTS) -> list[User]:
    """A new store of a few reports of three happenings, linked, and its users."""
    with Store.open(url) as store:
        writer = Writer(store.database, Run("bench", "bench", "by-hand@0"))
        for town in TOWNS:
            for at, outlet in enumerate(OUTLETS):
                writer.write(_reading(town, outlet, at), Draft(model="by-hand@0"))
        store.link()
        users = store.people("bench")[0]
        for number in range(clients):
            users.add(f"coder{number}", "editor", "nobody signs in by a password here")
        return users.all()


def edit(port: int, users: Sequence[User], seconds: float, secret: bytes) -> list[Done]:
    """Let each user edit for some seconds, each in a thread with a session of its own."""
    sessions = Sessions(Settings(store="", secret=secret, hosts=frozenset()), users=None)  # type: ignore[arg-type]
    until = time.monotonic() + seconds
    clients = []
    for user in users:
        session = sessions.new(user)
        clients.append(_Client(port, {"Cookie": f"dateline={sessions.packed(session)}", "X-CSRF-Token": session.csrf},
                               Done(user.name), until))  # fmt: skip
    threads = [threading.Thread(target=client.run) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(seconds + 2 * PATIENCE)
    for client, thread in zip(clients, threads, strict=True):
        if thread.is_alive():
            client.done.faults.append("it hangs")
    return [client.done for client in clients]


def check(url: str, done: Sequence[Done], prepared: str) -> None:
    """That nothing was lost, and that the log comes to the same rows where it is decided again in a ``prepared`` store.

    Raises AssertionError for the first difference.
    """
    assert [fault for each in done for fault in each.faults] == []
    answered = {number: (each.name, kind) for each in done for number, kind in each.decided.items()}
    with Store.open(url, create=False) as store, Store.open(prepared, create=False) as again:
        log = [each.decision for each in store.reviews.history()]
        assert {each.number: (each.by, each.action.kind) for each in log} == answered
        assert [each.number for each in log] == list(range(1, len(log) + 1))
        for made in log:
            if isinstance(made.action, Undo):
                again.reviews.undo(made.action.decision, by=made.by)
                continue
            about = {name: getattr(made, name) for name in ("event", "incident", "document")}
            if made.action.kind == "add":
                about["event"] = None
            elif made.event is not None:
                about["document"] = None
            # Whoever had not seen the latest version would be refused here.
            again.reviews.decide(made.action, by=made.by, version=made.version or 0, **about)
        for name, rows in _rows(store.database).items():
            assert rows == _rows(again.database)[name], f"{name} are others when the log is decided again"


def _rows(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """What decisions lead to, without what depends on the moment at which it was decided."""
    tables = (events, event_versions, memberships, incident_versions, decisions, decision_states)
    found = {}
    with database.reading() as connection:
        for table in tables:
            columns = [column for column in table.c if column.name not in {"digest", "change", "reading"}]
            found[table.name] = [tuple(row) for row in connection.execute(select(*columns).order_by(table.c.id))]
    return found


class _Client:
    """One person in a browser of their own."""

    def __init__(self, port: int, headers: Mapping[str, str], done: Done, until: float) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        self._headers = dict(headers)
        self._until = until
        self._random = random.Random(done.name)
        self.done = done

    def run(self) -> None:
        """Edit until it is time."""
        ways = (self._look, self._correct, self._correct, self._judge, self._regroup, self._add, self._take_back)
        try:
            while time.monotonic() < self._until:
                self._random.choice(ways)()
        except BaseException as error:
            self.done.faults.append(repr(error))
        finally:
            self._connection.close()

    def _look(self) -> None:
        self._ask("GET", self._random.choice(("/", "/review", "/review/1", "/review/2", "/report/1", "/incident/1",
                                              "/search?q=Mosul", "/?killed=1")), timed="page")  # fmt: skip

    def _correct(self) -> None:
        event = self._event()
        if event is None:
            return
        text = self._ask("GET", f"/api/v1/reports/{event['document']['id']}")["reading"]["report"]["text"]
        at = text.index("officials")
        selection = self._random.choice((
            {"field": "type", "value": self._random.choice(("riot", "shelling", "armed-assault"))},
            {"field": "salience", "value": self._random.choice(("main", "related", "background"))},
            {"field": "series", "value": self._random.random() < 0.5},
            {"field": "time", "words": []},
            {"field": "actor", "words": [[at, at + len("officials")]]},
            {"field": "killed", "words": [[at, at + len("officials")]], "value": {"best": self._random.randrange(9)}},
        ))  # fmt: skip
        made = self._ask("POST", f"/api/v1/events/{event['id']}/select", selection)
        if "action" in made:
            self._decide({**made, "event": event["id"]})

    def _judge(self) -> None:
        event = self._event()
        if event is not None:
            kind = self._random.choice(("accept", "accept", "reject"))
            self._decide({"action": {"kind": kind}, "version": event["version"], "event": event["id"]})

    def _regroup(self) -> None:
        event = self._event()
        if event is None or event["incident"] is None:
            return
        whole = self._ask("GET", f"/api/v1/incidents/{event['incident']}")
        if "summary" not in whole:
            return
        own = {"incident": whole["summary"]["id"], "version": whole["summary"]["version"]}
        others = [
            each["id"] for each in self._ask("GET", "/api/v1/incidents")["items"] if each["id"] != own["incident"]
        ]
        if whole["summary"]["members"] > 1 and self._random.random() < 0.6:
            self._decide({"action": {"kind": "split", "events": [event["id"]]}, **own})
        elif others:
            self._decide({"action": {"kind": "merge", "absorbed": [self._random.choice(others)]}, **own})

    def _add(self) -> None:
        document = self._random.randrange(1, len(TOWNS) * len(OUTLETS) + 1)
        at = self._random.randrange(40)
        asked = {"type": "protest", "trigger": [at, at + 5]}
        made = self._ask("POST", f"/api/v1/reports/{document}/missed", asked)
        if self._random.random() < 0.2:  # else there would soon be more added events than others
            self._decide({**made, "document": document})

    def _take_back(self) -> None:
        if self.done.decided:
            number = self._random.choice(list(self.done.decided))
            self._decide(None, f"/api/v1/decisions/{number}/undo")

    def _event(self) -> dict[str, Any] | None:
        """Any event that there is."""
        number = self._random.randrange(1, 2 * len(TOWNS) * len(OUTLETS) + 1)
        found = self._ask("GET", f"/api/v1/events/{number}")
        return found if found.get("present") else None

    def _decide(self, asked: dict[str, Any] | None, path: str = "/api/v1/decisions") -> None:
        made = self._ask("POST", path, asked, timed="decision")
        if "number" in made:
            self.done.decided[made["number"]] = made["action"]["kind"]

    def _ask(self, method: str, path: str, asked: Any = None, timed: str | None = None) -> Any:
        headers = self._headers | ({"Content-Type": "application/json"} if asked is not None else {})
        begun = time.perf_counter()
        self._connection.request(method, path, json.dumps(asked) if asked is not None else None, headers)
        answer = self._connection.getresponse()
        body = answer.read()
        if timed:
            self.done.times[timed].append((time.perf_counter() - begun) * 1000)
            self.done.told[f"{timed} {answer.status}"] += 1
        if answer.status >= 500 or answer.status in {401, 403}:
            self.done.faults.append(f"{method} {path}: {answer.status} {body[:300]!r}")
        return json.loads(body) if path.startswith("/api/") else None


def _reading(town: tuple[str, float, float], outlet: str, at: int) -> Reading:
    """One outlet's report of the attack near a town, and of the arrest that followed."""
    name, lat, lon = town
    front, number = f"{name} Front", ("three", "four", "four", "six")[at]
    text = TEXT.format(front=front, town=name, number=number, outlet=outlet)
    counted = {"three": 3, "four": 4, "six": 6}[number]

    def span(words: str, nth: int = 0) -> Span:
        start = -1
        for _ in range(nth + 1):
            start = text.index(words, start + 1)
        return Span.of(text, start, start + len(words))

    def place(nth: int) -> Place:
        where = span(name, nth)
        return Place(evidence=(where,), name=name, lat=lat, lon=lon, country="IQ", precision="town", radius_km=10)

    bare: dict[str, Any] = {"modality": "actual", "polarity": "positive", "series": False, "score": 0.9}
    killed = Count(low=counted, best=counted, high=counted, stated=number, evidence=(span(number),))
    monday = Time(evidence=(span("Monday"),), type="DATE", value="2024-05-06", start="2024-05-06", end="2024-05-06")
    gunmen = span(f"Gunmen of the {front}")
    actor = Argument(role="actor", text=gunmen.text, evidence=(gunmen,), score=0.9, confidence="fact")
    attack = Event(id="e1", type="armed-assault", trigger=span("attacked"), salience="main", time=monday,
                   place=place(1), arguments=(actor,), casualties=Casualties(killed=killed), **bare)  # fmt: skip
    arrest = Event(id="e2", type="arrest", trigger=span("arrested"), salience="related", place=place(2), **bare)
    return Reading(
        report=Report(id=text_id(text), text=text, language="en", outlet=outlet, published=f"2024-05-0{7 + at // 2}",
                      headline=f"Attack near {name}"),
        events=(attack, arrest),
        provenance=Provenance(dateline="bench", model="by-hand@0", gazetteer="by-hand@0", read_at=None),
    )  # fmt: skip


def figures(database: str, seconds: float, done: Sequence[Done]) -> dict[str, Any]:
    """What came of it, for one line of results."""
    told: Counter[str] = sum((each.told for each in done), Counter())
    made: dict[str, Any] = {"database": database, "clients": len(done), "seconds": round(seconds, 1)}
    made |= {"decided": sum(len(each.decided) for each in done), "answers": dict(sorted(told.items()))}
    made["faults"] = [fault for each in done for fault in each.faults][:3]
    for name in ("page", "decision"):
        times = sorted(each for client in done for each in client.times[name])
        if times:
            made[f"{name}_ms"] = {"median": round(statistics.median(times)), "slowest": round(times[-1]),
                                  "worst_of_20": round(times[int(len(times) * 0.95)])}  # fmt: skip
    return made
