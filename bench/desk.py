"""A store of many generated incidents, made row by row: what reading and linking so many reports would take hours for.

Each incident has one to five reports of as many outlets; a report's text is one of few, its headline its own. Days,
towns, types, tolls and disputes are drawn; the same seed makes the same rows.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from bench.linking import SYLLABLES, TOWNS, towns
from dateline.ontology.registry import FAMILIES, TYPES
from dateline.schema.draft import Draft
from dateline.schema.incident import Why
from dateline.schema.reading import Casualties, Count, Event, Place, Provenance, Reading, Time
from dateline.schema.report import Report, text_id
from dateline.schema.span import Span
from dateline.store import copies, report_words, rows, tables, words
from dateline.store.adding import Adder
from dateline.store.changing import Changes, Run
from dateline.store.engine import Database
from dateline.store.incident_tables import incident_versions, incidents, memberships
from dateline.store.packing import pack_draft, pack_reading, pack_text

OUTLETS = ("Northern Wire", "Harla Post", "River Radio", "Valley News", "Hill News", "Coast Daily", "The Plain Courier")
FIRST, DAYS = date(2023, 1, 1), 1095
TEXT = "Gunmen attacked a post near the town on Monday and killed four people, officials said. The market stayed shut."
_AT_ONCE = 5000


def fill(database: Database, many: int, seed: int = 0) -> None:
    """Add so many incidents to a new store."""
    drawn = random.Random(seed)
    with Changes(database, Run("bench", "bench", "by-hand@0")).writing() as change:
        adder = change.begin("first report")
        adder.add(tables.texts, {"sha256": text_id(TEXT), "content": pack_text(TEXT)} | {"change": adder.change})
        packed = pack_draft(Draft(model="by-hand@0", triggers=(), vector=(0.5,)))._asdict()
        draft = adder.add(tables.drafts, {"text": 1, "model": "by-hand@0"} | packed)
        content = pack_reading(_reading())
        for first in range(0, many, _AT_ONCE):
            _add(
                adder,
                [_happening(drawn, number) for number in range(first, min(many, first + _AT_ONCE))],
                draft,
                content,
            )


def _happening(drawn: random.Random, number: int) -> dict[str, Any]:
    town, lat, lon, gazetteer = drawn.choice(towns())
    day = FIRST + timedelta(days=int(DAYS * drawn.random() ** 0.7))
    killed = int(drawn.paretovariate(1.3)) - 1 if drawn.random() < 0.5 else None
    kind = drawn.choice(FAMILIES["violence"] if drawn.random() < 0.7 else TYPES)
    reports = min(5, int(drawn.paretovariate(1.6)))
    lat, lon = round(lat + drawn.gauss(0, 0.4), 4), round(lon + drawn.gauss(0, 0.4), 4)
    province = drawn.random() < 0.15
    actor = f"{drawn.choice(SYLLABLES).capitalize()} Front"
    return {
        "number": 1, "why": "founded", "present": True, "absorbed_into": None, "digest": str(number),
        "title": f"{kind.replace('-', ' ').capitalize()} in {town.title()} blamed on {actor}", "type": kind,
        "salience": drawn.choice(("main", "main", "related", "background")), "first_day": day.isoformat(),
        "last_day": day.isoformat(), "place": town.title(), "country": "IQ", "admin1": None, "gazetteer_id": gazetteer,
        "precision": "province" if province else "town", "radius_km": 80.0 if province else 10.0,
        "lat": lat, "lon": lon,
        **dict(zip("xyz", rows.point(lat, lon), strict=True)),
        "killed_low": killed, "killed_best": killed, "killed_high": killed, "injured_low": None, "injured_best": None,
        "injured_high": None, "members": reports, "reports": reports, "publishers": reports, "copies": 0,
        "first_published": day.isoformat(), "last_published": day.isoformat(),
        "disputed": " killed " if reports > 1 and drawn.random() < 0.3 else "",
        "actor": actor, "outlets": drawn.sample(OUTLETS, reports),
    }  # fmt: skip


def _add(adder: Adder, told: list[dict[str, Any]], draft: int, content: bytes) -> None:
    numbers = adder.add_all(incidents, [{} for _ in told])
    adder.add_all(incident_versions, [
        {"incident": number} | {key: value for key, value in each.items() if key not in {"actor", "outlets"}}
        for number, each in zip(numbers, told, strict=True)
    ])  # fmt: skip
    each_report = [
        (number, each, outlet) for number, each in zip(numbers, told, strict=True) for outlet in each["outlets"]
    ]
    keys = [{"key": f"bench {number} {outlet}"} for number, _, outlet in each_report]
    documents = adder.add_all(tables.documents, keys)
    versions = adder.add_all(tables.document_versions, [
        {"document": document, "number": 1, "text": 1, "digest": "0", "outlet": outlet,
         "outlet_words": words.name_key(outlet), "headline": each["title"], "published": each["first_day"],
         "language": "en"}
        for document, (_, each, outlet) in zip(documents, each_report, strict=True)
    ])  # fmt: skip
    if versions[0] == 1:
        copies.add(adder.connection, 1, 1, TEXT, adder.change, new=True)
    for version, (_, each, _) in zip(versions, each_report, strict=True):
        report_words.add(adder.connection, version, each["title"], TEXT)
    readings = adder.add_all(tables.readings, [
        {"document_version": version, "draft": draft, "recipe": "bench", "content": content} for version in versions
    ])  # fmt: skip
    events = adder.add_all(tables.events, [{"document": document} for document in documents])
    event_versions = adder.add_all(tables.event_versions, list(_event_rows(events, readings, each_report)))
    adder.add_parts(tables.arguments, [
        {"event_version": version, "position": 0, "role": "actor", "text": each["actor"],
         "words": words.key(each["actor"]), "score": 0.9}
        for version, (_, each, _) in zip(event_versions, each_report, strict=True)
    ])  # fmt: skip
    adder.add_parts(tables.reading_events, [
        {"reading": reading, "local": "e1", "event_version": version, "match": None}
        for reading, version in zip(readings, event_versions, strict=True)
    ])  # fmt: skip
    why = Why(by="founded").model_dump_json()
    adder.add_all(memberships, [
        {"event": event, "number": 1, "incident": number, "kind": "founded", "score": 1.0, "why": why}
        for event, (number, _, _) in zip(events, each_report, strict=True)
    ])  # fmt: skip


def _event_rows(
    events: list[int], readings: list[int], told: list[tuple[int, dict[str, Any], str]]
) -> Iterator[dict[str, Any]]:
    for event, reading, (_, each, _) in zip(events, readings, told, strict=True):
        yield {
            "event": event, "number": 1, "reading": reading, "local": "e1", "present": True, "digest": "0",
            "type": each["type"], "trigger": "attacked", "salience": each["salience"], "modality": "actual",
            "polarity": "positive", "series": False, "first_day": each["first_day"], "last_day": each["last_day"],
            "score": 0.9,
        }  # fmt: skip


def _reading() -> Reading:
    """What every report of the store tells."""

    def span(held: str) -> Span:
        start = TEXT.index(held)
        return Span.of(TEXT, start, start + len(held))

    killed = Count(low=4, best=4, high=4, stated="four people", evidence=(span("four people"),))
    event = Event(
        id="e1", type="armed-assault", trigger=span("attacked"), salience="main", modality="actual",
        polarity="positive", series=False, score=0.9, casualties=Casualties(killed=killed),
        time=Time(evidence=(span("Monday"),), type="DATE", value="2024-05-06", start="2024-05-06", end="2024-05-06"),
        place=Place(evidence=(span("the town"),), name=TOWNS[0], lat=36.3, lon=43.1, country="IQ", precision="town"),
    )  # fmt: skip
    return Reading(
        report=Report(id=text_id(TEXT), text=TEXT, language="en"), events=(event,),
        provenance=Provenance(dateline="bench", model="by-hand@0", gazetteer="by-hand@0", read_at=None),
    )  # fmt: skip
