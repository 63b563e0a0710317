"""A reading as rows: what is searched, in columns."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from typing import Any

from dateline.schema.reading import Argument, Attribution, Casualties, Count, Event, Place, Reading
from dateline.schema.report import Report
from dateline.schema.span import Span
from dateline.store import words
from dateline.store.document import version_digest

Row = dict[str, Any]


def clean(text: str | None) -> str | None:
    """Text that both databases can hold: NUL and lone surrogates show as U+FFFD. The packed values keep them."""
    if text is None:
        return None
    return text.encode("utf-8", "replace").decode().replace("\0", "\N{REPLACEMENT CHARACTER}")


def point(lat: float, lon: float) -> tuple[float, float, float]:
    """A point in degrees on the unit sphere."""
    phi, lam = math.radians(lat), math.radians(lon)
    return math.cos(phi) * math.cos(lam), math.cos(phi) * math.sin(lam), math.sin(phi)


def of_report(report: Report) -> Row:
    """The metadata of a version of a document."""
    names = (
        "source_id", "url", "outlet", "headline", "byline", "section", "published", "published_from", "dateline_place",
        "language",
    )  # fmt: skip
    return {name: clean(getattr(report, name)) for name in names} | {"outlet_words": words.name_key(report.outlet)}


def of_event(event: Event) -> Row:
    """One version of an event."""
    time = event.time
    return {
        "type": event.type,
        "trigger": clean(event.trigger.text),
        "salience": event.salience,
        "modality": event.modality,
        "polarity": event.polarity,
        "series": event.series,
        "first_day": time.start[:10] if time and time.start else None,
        "last_day": time.end[:10] if time and time.end else None,
        "score": event.score,
    } | _tolls(event.casualties)


def of_places(event: Event) -> list[Row]:
    """Every place of the event, its first one first."""
    places = [event.place, *event.more_places] if event.place else [*event.more_places]
    return [{"position": at} | of_place(place) for at, place in enumerate(places)]


def of_argument(argument: Argument) -> Row:
    """One filler."""
    entity, count = argument.entity, argument.count
    return {
        "role": argument.role,
        "text": clean(argument.text),
        "words": words.key(argument.text) or " ",
        "entity_name": clean(entity.name) if entity else None,
        "entity_words": words.key(entity.name) if entity else None,
        "entity_id": clean(entity.id) if entity else None,
        "kind": entity.kind if entity else None,
        "country": entity.country if entity else None,
        "confidence": argument.confidence,
        "count_low": count.low if count else None,
        "count_best": count.best if count else None,
        "count_high": count.high if count else None,
        "score": argument.score,
    }


def of_attribution(attribution: Attribution) -> Row:
    """One attribution of a reading."""
    return {
        "local": attribution.id,
        "source": _joined(attribution.source),
        "cue": _joined(attribution.cue),
        "content": _joined(attribution.content),
        "via": _joined(attribution.via),
        "source_kind": attribution.source_kind,
        "stance": attribution.stance,
        "quote": attribution.quote,
    }


def event_digests(reading: Reading, lasting: Mapping[str, int]) -> dict[str, str]:
    """Of every event of a reading, by its id: the same for two tellings that say the same of it, in the same version of
    its document.

    The numbers that a reading gives to its events and attributions do not count: events are named by their ``lasting``
    ids, and attributions by what they hold.
    """
    version = version_digest(reading.report)
    said = {each.id: each.model_dump(mode="json", exclude={"id", "events"}) for each in reading.attributions}
    for value in said.values():
        _name_anchor(value["time"], lasting)
    found = {}
    for event in reading.events:
        value = event.model_dump(mode="json", exclude={"id", "attributions"})
        if not event.decided:
            del value["decided"]  # so that what no person has decided keeps the digest that older versions gave it
        value["report"] = version
        value["attributions"] = [said[name] for name in event.attributions if name in said]
        for link in value["links"]:
            link["event"] = lasting.get(link["event"])
        _name_anchor(value["time"], lasting)
        found[event.id] = hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()
    return found


def _name_anchor(time: Row | None, lasting: Mapping[str, int]) -> None:
    """Name the event that a time is told from by its lasting id."""
    if time and (time["anchor"] or "").startswith("event:"):
        time["anchor"] = f"event {lasting.get(time['anchor'].removeprefix('event:'))}"


def _tolls(casualties: Casualties) -> Row:
    found: Row = {}
    for toll in Casualties.model_fields:
        count: Count | None = getattr(casualties, toll)
        found |= {f"{toll}_{bound}": getattr(count, bound) if count else None for bound in ("low", "best", "high")}
    return found


def of_place(place: Place) -> Row:
    """One place."""
    lies = place.lat is not None and place.lon is not None
    x, y, z = point(place.lat, place.lon) if place.lat is not None and place.lon is not None else (None, None, None)
    return {
        "name": clean(place.name),
        "geonameid": place.geonameid,
        "gazetteer_id": clean(place.gazetteer_id),
        "country": place.country,
        "admin1": clean(place.admin1),
        "precision": place.precision,
        "radius_km": place.radius_km,
        "lat": place.lat if lies else None,
        "lon": place.lon if lies else None,
        "x": x,
        "y": y,
        "z": z,
    }


def _joined(spans: Iterable[Span]) -> str | None:
    """The words of several spans, as they are shown one after the other."""
    return clean(" … ".join(span.text for span in spans)) or None
