"""One happening as one flat row: the columns that CSV, workbook, Parquet and map files of dateline's own share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from dateline.export.base import Column, Type
from dateline.export.happening import TOLLS, Happening, Number, Party
from dateline.render.table import Cell, coded
from dateline.schema.reading import Role

_BOUNDS: Final = ("low", "best", "high")

COLUMNS: Final = (
    Column("id", "dateline's id: the event's lasting one of a store, else report/event; or the incident's"),
    Column("version", "the version of the event in the store", "integer"),
    Column("made_at", "when this state of the record was made (UTC)", "datetime"),
    Column("type", "event type"),
    Column("salience", "main, related or background"),
    Column("modality", "actual, future, hypothetical or generic"),
    Column("polarity", "negative: the report says it did not happen"),
    Column("series", "whether several occurrences are told as one", "boolean"),
    Column("trigger", "the words that tell the event"),
    Column("time_start", "first day, or day and local clock time"),
    Column("time_end", "last day, or day and local clock time"),
    Column("time_granularity", "how exact the time is"),
    Column("time_stated", "the words of the time"),
    Column("place_name", "name of the place in the gazetteer"),
    Column("place_stated", "the words of the place"),
    Column("place_lat", "latitude in degrees (WGS84)", "number"),
    Column("place_lon", "longitude in degrees (WGS84)", "number"),
    Column("place_country", "ISO 3166 code of the country"),
    Column("place_admin1", "first-level region"),
    Column("place_geonameid", "GeoNames id", "integer"),
    Column("place_precision", "how exact the place is"),
    Column("place_radius_km", "circle within which it lies", "number"),
    Column("more_places", "names of further places"),
    Column("actors", "names, else words, of those who did it"),
    Column("actor_confidence", "who says that it was them, one for each actor"),
    Column("targets", "names or words of whom or what it was done to"),
    Column("victims", "words of those harmed"),
    Column("instruments", "words of the means"),
    *(
        Column(f"{toll}_{bound}", f"people {toll}: {bound} figure; empty where the reports are silent", "integer")
        for toll in TOLLS
        for bound in _BOUNDS
    ),
    Column("sources", "who the reports say they have it from"),
    Column("source_stances", "how each of them says it"),
    Column("acled_event_type", "ACLED event type"),
    Column("acled_sub_event_type", "ACLED sub-event type"),
    Column("plover_type", "PLOVER type"),
    Column("plover_mode", "PLOVER mode"),
    Column("cameo", "CAMEO code"),
    Column("muc4", "MUC-4 incident type"),
    Column("ucdp_type_of_violence", "UCDP type of violence", "integer"),
    Column("score", "probability that the event is right", "number"),
    Column("publishers", "independent publishers that tell it; empty for a single reading", "integer"),
    Column("reports", "reports that tell it", "integer"),
    Column("outlets", "who published them"),
    Column("published", "when (ISO)"),
    Column("urls", "their addresses"),
    Column("headlines", "their headlines"),
    Column("tellings", "report/event of each, the key of the evidence"),
    Column("decided", "fields that people decided, `event` for the whole; empty where all is the machine's"),
    Column("decided_by", "who decided them"),
    Column("decided_at", "when the last of them was decided (UTC)", "datetime"),
)

HXL: Final[Mapping[str, str]] = MappingProxyType(
    {
        "id": "#event+id", "time_start": "#date+occurred", "type": "#event+type",
        "acled_sub_event_type": "#event+subtype", "actors": "#group+name+first", "targets": "#group+name+second",
        "place_admin1": "#adm1+name", "place_name": "#loc+name", "place_lat": "#geo+lat", "place_lon": "#geo+lon",
        "killed_best": "#affected+killed", "outlets": "#meta+source", "trigger": "#description",
    }
)  # fmt: skip
"""The tags of the Humanitarian Exchange Language by column. ``#adm2`` has none: the record knows no second level."""

TYPES: Final[Mapping[str, Type]] = MappingProxyType({column.name: column.type for column in COLUMNS})


def row(happening: Happening) -> dict[str, Cell]:
    """The happening's row; several values in a cell are joined by ``; ``."""
    return _what(happening) | _setting(happening) | _parties(happening) | _tolls(happening) | _told(happening)


def joined(values: Iterable[str | None]) -> str | None:
    """Values in one cell, each once and in order, or None where there is none."""
    held = dict.fromkeys(" ".join(value.split()) for value in values if value)
    return "; ".join(held) or None


def names(happening: Happening, *roles: Role) -> str | None:
    """The parties of some roles in one cell."""
    return joined(each.label for each in happening.filling(*roles))


def _what(happening: Happening) -> dict[str, Cell]:
    told: dict[str, Cell] = {
        "id": happening.id,
        "version": happening.version,
        "made_at": happening.at,
        "type": happening.type,
        "salience": happening.salience,
        "modality": happening.modality,
        "polarity": happening.polarity,
        "series": happening.series,
        "trigger": happening.trigger,
    }
    return told | coded(happening.codes) | {"score": happening.score}


def _setting(happening: Happening) -> dict[str, Cell]:
    when, where = happening.when, happening.where
    return {
        "time_start": when.start if when else None,
        "time_end": when.end if when else None,
        "time_granularity": when.granularity if when else None,
        "time_stated": when.stated if when else None,
        "place_name": where.name if where else None,
        "place_stated": where.stated if where else None,
        "place_lat": where.lat if where else None,
        "place_lon": where.lon if where else None,
        "place_country": where.country if where else None,
        "place_admin1": where.admin1 if where else None,
        "place_geonameid": where.geonameid if where else None,
        "place_precision": where.precision if where else None,
        "place_radius_km": where.radius_km if where else None,
        "more_places": joined(each.name for each in happening.elsewhere),
    }


def _parties(happening: Happening) -> dict[str, Cell]:
    actors: tuple[Party, ...] = happening.filling("actor")
    return {
        "actors": "; ".join(each.label for each in actors) or None,
        "actor_confidence": "; ".join(each.confidence or "" for each in actors).strip("; ") or None,
        "targets": names(happening, "target"),
        "victims": joined(each.text for each in happening.filling("victim")),
        "instruments": joined(each.text for each in happening.filling("instrument")),
    }


def _tolls(happening: Happening) -> dict[str, Cell]:
    found: dict[str, Cell] = {}
    for toll in TOLLS:
        number: Number | None = getattr(happening.tolls, toll)
        found |= {f"{toll}_{bound}": getattr(number, bound) if number else None for bound in _BOUNDS}
    return found


def _told(happening: Happening) -> dict[str, Cell]:
    told = happening.tellings
    said = [each for one in told for each in one.said]
    return {
        "sources": joined(each.source or "(not named)" for each in said),
        "source_stances": joined(each.stance for each in said),
        "publishers": happening.publishers,
        "reports": happening.reports,
        "outlets": joined(each.outlet for each in told),
        "published": joined(each.published for each in told),
        "urls": joined(each.url for each in told),
        "headlines": joined(each.headline for each in told),
        "tellings": joined(each.key for each in told),
        "decided": joined(each.field for each in happening.decided),
        "decided_by": joined(each.by for each in happening.decided),
        "decided_at": max((each.at for each in happening.decided), default=None),
    }
