"""UCDP GED: the 49 columns of the candidate events, by its codebook."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from dateline.export import delimited, flat
from dateline.export.base import Column, Declined, Format, Row, Table, never
from dateline.export.countries import country
from dateline.export.days import Days, days, year
from dateline.export.happening import Happening, Party, Where

_IDS: Final = "an id of UCDP's own lists"

TABLE: Final = Table(
    columns=(
        Column("id", "dateline's id of the event"),
        Column("relid", "report/event of each telling"),
        Column("year", "of the dates, where both lie in one", "integer"),
        never("active_year", "needs the deaths of a whole year"),
        never("code_status", "UCDP's own review"),
        Column("type_of_violence", "the record's code: 1 state-based, 2 non-state, 3 one-sided", "integer"),
        never("conflict_dset_id", _IDS),
        never("conflict_new_id", _IDS),
        never("conflict_name", "UCDP's own name of a conflict"),
        never("dyad_dset_id", _IDS),
        never("dyad_new_id", _IDS),
        Column("dyad_name", "side_a and side_b"),
        never("side_a_dset_id", _IDS),
        never("side_a_new_id", _IDS),
        Column("side_a", "type 1: the state's side; else the first actor"),
        never("side_b_dset_id", _IDS),
        never("side_b_new_id", _IDS),
        Column("side_b", "the other armed side; `Civilians` for one-sided violence"),
        Column("number_of_sources", "reports that tell it", "integer"),
        Column("source_article", "outlet, date and headline of each report"),
        Column("source_office", "outlets"),
        Column("source_date", "publication dates"),
        Column("source_headline", "headlines"),
        Column("source_original", "who the reports say they have it from"),
        Column("where_prec", "1 the place, 2 near it, 3 district, 4 province, 5 other area, 6 country, 7 several",
               "integer"),
        Column("where_coordinates", "name of the place"),
        Column("where_description", "the words of the place"),
        Column("adm_1", "first-level region"),
        Column("adm_2", "the place's name, where the gazetteer has it as a second-level region"),
        Column("latitude", "of the place", "number"),
        Column("longitude", "of the place", "number"),
        Column("geom_wkt", "the point, as well-known text"),
        Column("priogrid_gid", "the half-degree cell of the point, by PRIO-GRID's numbering", "integer"),
        Column("country", "name of the place's country"),
        never("country_id", "Gleditsch and Ward's number"),
        never("region", "UCDP's own division of the world"),
        Column("event_clarity", "2 where several occurrences are told as one, else 1", "integer"),
        Column("date_prec", "1 one day, 2 two to six, 3 a week, 4 a month, 5 a year", "integer"),
        Column("date_start", "first day", "date"),
        Column("date_end", "last day", "date"),
        never("deaths_a", "the record does not count deaths by side"),
        never("deaths_b", "the record does not count deaths by side"),
        Column("deaths_civilians", "the best figure, where all victims are civilians", "integer"),
        Column("deaths_unknown", "the best figure, where they are not", "integer"),
        Column("best", "best figure of the killed", "integer"),
        Column("high", "high figure of the killed", "integer"),
        Column("low", "low figure of the killed", "integer"),
        never("gwnoa", "Gleditsch and Ward's number"),
        never("gwnob", "Gleditsch and Ward's number"),
    )
)  # fmt: skip

_PLACED: Final = {"exact": 1, "town": 1, "near": 2, "district": 3, "province": 4, "region": 5, "country": 6}
_FORCES: Final = frozenset({"state", "military", "police", "government"})
_ARMED: Final = _FORCES | {"armed-group"}
_CIVILIAN: Final = frozenset({"civilian", "person", "government", "organization"})
_ONE_SIDED: Final = 3


def row(happening: Happening) -> Row | Declined:
    """The happening's row, declined where it is no event of organised violence with a death."""
    code, killed = happening.codes.ucdp, happening.tolls.killed
    if killed is None or not max(killed.low or 0, killed.best or 0):
        return Declined("no death reported")
    if code is None:
        return Declined(happening.why_not.get("ucdp", "no UCDP type of violence"))
    side_a, side_b = sides(happening, code.type_of_violence)
    civilians = _all_civilians(happening)
    return {
        "id": happening.id,
        "relid": flat.joined(each.key for each in happening.tellings),
        "type_of_violence": code.type_of_violence,
        "side_a": side_a,
        "side_b": side_b,
        "dyad_name": f"{side_a} - {side_b}" if side_a and side_b else None,
        "event_clarity": 2 if happening.series else 1,
        "deaths_civilians": killed.best if civilians else None,
        "deaths_unknown": None if civilians else killed.best,
        "best": killed.best,
        "high": killed.high,
        "low": killed.low,
        **_sources(happening),
        **_dates(days(happening.when)),
        **_place(happening.where),
    }


def sides(happening: Happening, kind: int) -> tuple[str | None, str | None]:
    """The two sides by name: of state-based violence the state first, of one-sided violence civilians last."""
    armed = [each for each in happening.filling("actor") if each.kind in _ARMED]
    if kind == _ONE_SIDED:
        return (armed[0].label if armed else None), "Civilians"
    others = [each for each in happening.filling("target", "victim") if each.kind in _ARMED] or armed[1:]
    first, second = next(iter(armed), None), next(iter(others), None)
    if kind == 1 and _is_state(others) and not _is_state(armed):
        first, second = second, first
    return (first.label if first else None), (second.label if second else None)


def _is_state(parties: Sequence[Party]) -> bool:
    return bool(parties) and parties[0].kind in _FORCES


def _all_civilians(happening: Happening) -> bool:
    harmed = happening.filling("victim")
    return bool(harmed) and all(each.kind in _CIVILIAN for each in harmed)


def _sources(happening: Happening) -> Row:
    told = happening.tellings
    articles = (",".join(filter(None, (each.outlet, each.published, each.headline))) for each in told)
    return {
        "number_of_sources": happening.reports,
        "source_article": flat.joined(articles),
        "source_office": flat.joined(each.outlet for each in told),
        "source_date": flat.joined(each.published[:10] if each.published else None for each in told),
        "source_headline": flat.joined(each.headline for each in told),
        "source_original": flat.joined(said.source for each in told for said in each.said),
    }


def date_precision(found: Days) -> int | None:
    """UCDP's: 1 one day, 2 two to six days, 3 a week, 4 up to a month, 5 up to a year; None beyond."""
    steps = ((1, 1), (6, 2), (7, 3), (31, 4), (366, 5))
    return next((code for most, code in steps if found.many <= most), None)


def _dates(found: Days | None) -> Row:
    if found is None:
        return {}
    return {
        "year": year(found), "date_prec": date_precision(found), "date_start": found.first.isoformat(),
        "date_end": found.last.isoformat(),
    }  # fmt: skip


def prio_grid(lat: float, lon: float) -> int:
    """PRIO-GRID's cell of half a degree: numbered from 1 at 90° S 180° W, eastward, then northward."""
    row, column = min(math.floor((lat + 90) * 2), 359), min(math.floor((lon + 180) * 2), 719)
    return row * 720 + column + 1


def _place(where: Where | None) -> Row:
    if where is None:
        return {}
    known = country(where.country)
    found: dict[str, str | int | float | None] = {
        "where_coordinates": where.name,
        "where_description": where.stated,
        "adm_1": where.admin1,
        "adm_2": where.name if where.feature == "ADM2" else None,
        "country": known.name if known else None,
        "where_prec": 7 if where.precision == "region" and not where.country else _PLACED.get(where.precision),
    }
    if where.lat is None or where.lon is None:
        return found
    return found | {
        "latitude": where.lat,
        "longitude": where.lon,
        "geom_wkt": f"POINT ({where.lon} {where.lat})",
        "priogrid_gid": prio_grid(where.lat, where.lon),
    }


FORMAT: Final = Format(
    name="ucdp-ged",
    suffix=".csv",
    about="The 49 columns of UCDP's georeferenced candidate events, as CSV. UCDP counts events of organised violence "
    "with at least one death: all others are declined and counted.",
    write=delimited.writing(TABLE, row),
    tables=(TABLE,),
    lost=(
        "a text that a spreadsheet would take for a formula has an apostrophe before it",
        "every event without a reported death, and every death whose killer or victims are no organised side",
        "deaths at the hands of gunmen of whom no group is told",
        "deaths by side: soldiers killed are in `deaths_unknown`",
        "harm other than death; instruments; confidence of the perpetrator; further places; clock times",
        "a total that only an upper bound is told of is in `high`, and the event then declined: no death is certain",
        "the point of a province or country is its middle, as `where_prec` says",
    ),
)
