"""Readings for tests of the store: small ones of our own, without a model, and what a store holds of them."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

from sqlalchemy import select

from build import argument, day, event, span
from dateline.review.of_events import Accept
from dateline.schema.draft import Draft, DraftTrigger
from dateline.schema.reading import Attribution, Entity, Event, Place, Provenance, Reading
from dateline.schema.report import Report, text_id
from dateline.store.alerts import AlertLog
from dateline.store.audit import AuditLog
from dateline.store.changing import Changes, Run
from dateline.store.columns import metadata
from dateline.store.engine import Database
from dateline.store.feeds import FeedLog, FeedState, entry_key
from dateline.store.linker import RUN, Linked, Linker
from dateline.store.queries import Search
from dateline.store.reviews import Reviews
from dateline.store.users import Users
from dateline.store.writer import Writer

RAID = (
    "Gunmen of the Desert Front attacked a post near Mosul on Monday. Police arrested two men in Erbil, officials said."
)
FRONT = Entity(name="Desert Front", id="desert-front", kind="armed-group", country="IQ")
POINTS = {"Mosul": (36.335, 43.119), "Erbil": (36.191, 44.009)}


def place(text: str, name: str) -> Place:
    lat, lon = POINTS[name]
    return Place(
        evidence=(span(text, name),), name=name, lat=lat, lon=lon, country="IQ", precision="town", radius_km=10
    )


def raid(text: str, kind: str = "armed-assault", **more: Any) -> Event:
    """The attack of ``RAID`` as a text with its words tells it."""
    monday = day(span(text, "Monday"), "2024-05-06")
    fields: dict[str, Any] = {
        "arguments": (argument("actor", span(text, "Gunmen of the Desert Front"), entity=FRONT, confidence="fact"),
                      argument("target", span(text, "a post"))),
        "time": monday,
        "place": place(text, "Mosul"),
    }  # fmt: skip
    return event("e1", kind, span(text, "attacked"), **(fields | more))


def arrest(text: str, name: str = "e2", **more: Any) -> Event:
    """The arrest of ``RAID``."""
    fields: dict[str, Any] = {
        "arguments": (argument("actor", span(text, "Police"), confidence="fact"),
                      argument("target", span(text, "two men"))),
        "place": place(text, "Erbil"),
        "attributions": ("a1",),
    }  # fmt: skip
    return event(name, "arrest", span(text, "arrested"), salience="related", **(fields | more))


def told(text: str = RAID, *events: Event, recipe: str = "one", **report: Any) -> tuple[Reading, Draft]:
    """A reading and a draft of a text, with both events unless others are given."""
    said = Attribution(id="a1", source=(span(text, "officials"),), cue=(span(text, "said"),), events=("e2",))
    reading = Reading(
        report=Report(id=text_id(text), text=text, language="en", **report),
        events=events or (raid(text), arrest(text)),
        attributions=(said,),
        provenance=Provenance(dateline=recipe, model="by-hand@0", gazetteer="by-hand@0", read_at=None),
    )
    return reading, draft(text)


def draft(text: str) -> Draft:
    """A draft with vectors that half precision holds."""
    trigger = DraftTrigger(
        start=0, end=6, score=0.9, types=(1.0,), salience=(1.0,), modality=(1.0,), polarity=(1.0,), series=(1.0,),
        vector=b64encode(bytes([64, 200, len(text) % 7])).decode(), sentence=b64encode(b"\x01\x7f").decode(),
    )  # fmt: skip
    return Draft(model="by-hand@0", triggers=(trigger, trigger), vector=(0.5, 2.0))


def writer(database: Database, recipe: str = "one") -> Writer:
    return Writer(database, Run("test", recipe, "by-hand@0"))


def link(database: Database, size: int = RUN) -> Linked:
    """Link all that is pending."""
    return Linker(database, Changes(database, Run("link", "one", "")), size=size).link_all()


def watch_logs(database: Database) -> tuple[FeedLog, AlertLog]:
    changes = Changes(database, Run("watch", "one", ""))
    return FeedLog(database, changes), AlertLog(database, changes)


def watched(database: Database) -> None:
    """Leave a row in every table of feeds and alerts; the store is to hold an event that was not looked at."""
    feeds, alerts = watch_logs(database)
    feeds.keep("https://news.example/feed", FeedState(etag='"1"'))
    feeds.polled("https://news.example/feed", None, None)
    feeds.record("https://news.example/feed", {entry_key("1", None): "stored"})
    alerts.scan({"all": Search()}, {"all": ["file"]})
    alerts.settle(alerts.pending("all", "file", 1), "sent")


def people(database: Database) -> tuple[Users, AuditLog]:
    changes = Changes(database, Run("serve", "one", ""))
    return Users(database, changes), AuditLog(database, changes)


def peopled(database: Database) -> None:
    """Leave a row in every table of users."""
    users, log = people(database)
    users.add("mira", "coder", "$argon2id$none")
    log.add("login", user="mira", address="127.0.0.1")


def reviewed(database: Database) -> None:
    """Leave a row in every table of reviews: a decision about the first event, which another reading makes stale."""
    Reviews(database).decide(Accept(), by="Mira", event=1, version=1)
    Reviews(database).set_blind("Noor", on=True)
    writer(database, "two").write(*told(RAID, arrest(RAID), recipe="two", outlet="Northern Wire"))


def contents(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """All that a store holds, but for the runs and the times of their changes."""
    found = {}
    with database.reading() as connection:
        for table in metadata.sorted_tables:
            if table.name != "runs":
                columns = [column for column in table.c if (table.name, column.name) not in _OF_RUNS]
                rows = connection.execute(select(*columns).order_by(*table.primary_key)).all()
                found[table.name] = [tuple(row) for row in rows]
    return found


_OF_RUNS = {("changes", "at"), ("changes", "run")}
