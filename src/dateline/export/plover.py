"""PLOVER: JSON Lines of its records, one a happening."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final

from dateline.export.base import Account, Column, Declined, Format, never
from dateline.export.countries import cameo_code, country
from dateline.export.days import clock
from dateline.export.files import Files
from dateline.export.happening import TOLLS, Happening, Number, Party, Telling, Where

TYPES: Final = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
_QUADS: Final = (4, 3, 4, 5)
"""How many types are verbal cooperation, material cooperation, verbal conflict, material conflict, in order."""
QUAD: Final = dict(zip(TYPES, (code + 1 for code, many in enumerate(_QUADS) for _ in range(many)), strict=True))
SECTORS: Final = {"state": "GOV", "government": "GOV", "military": "MIL", "police": "COP", "civilian": "CVL"}
"""Sectors of CAMEO and PLOVER that the record's kinds stand for; armed groups of every sort are one kind here."""
_RESOLUTIONS: Final = {"exact": "exact", "near": "near", "town": "city", "district": "district",
                       "province": "province", "country": "country", "region": "region"}  # fmt: skip


def record(happening: Happening) -> dict[str, Any] | Declined:
    """The happening as a PLOVER record, declined where PLOVER has no type for it."""
    code = happening.codes.plover
    if code is None:
        return Declined(happening.why_not.get("plover", "no PLOVER type"))
    told, when = happening.tellings[0], happening.when
    return {
        "id": happening.id,
        "date": when.start[:10] if when and when.start else None,
        "enddate": when.end[:10] if when and when.end else None,
        "time": clock(when.start) if when else None,
        "endtime": clock(when.end) if when else None,
        "actor": [_entity(each) for each in happening.filling("actor")],
        "recipient": [_entity(each) for each in happening.filling("target", "victim")],
        "event": [code.type],
        "event_loc": _location(happening.where) if happening.where else None,
        "event_text": happening.trigger,
        "quad_code": QUAD.get(code.type),
        "event_scale": None,
        "mode": "; ".join(filter(None, (code.mode, *_auxiliary(happening)))) or None,
        "context": None,
        "link": [each.id for each in happening.links],
        "size": _size(happening),
        "text": told.sentence,
        "text_info": {"sequence": None, "start": told.sentence_start,
                      "end": told.sentence_end, "text_story": None},
        "cite_info": _cite(told, happening),
        "coder": f"dateline {happening.made_by}" if happening.made_by else "dateline",
        "coded_date": happening.at[:10] if happening.at else None,
        "coded_time": happening.at[11:19] if happening.at else None,
        "comment": None,
        "dateline": {
            "id": happening.id,
            "version": happening.version,
            "tellings": [each.key for each in happening.tellings],
            "evidence": [each.model_dump() for each in happening.evidence],
        },
    }  # fmt: skip


def _auxiliary(happening: Happening) -> Iterable[str]:
    """PLOVER's auxiliary modes, which carry modality, polarity and salience."""
    if happening.modality in ("future", "hypothetical"):
        yield happening.modality
    if happening.polarity == "negative":
        yield "negation"
    if happening.salience == "background" and happening.modality == "actual":
        yield "historical"


def _entity(party: Party) -> dict[str, Any]:
    sector = SECTORS.get(party.kind) if party.kind else None
    return {
        "code": cameo_code(party.country), "sector": sector, "entity_text": party.text, "identifier_id": party.id,
        "identifier_text": party.name, "religion": None, "ethnicity": None, "office": None, "gender": None,
        "age": None,
    }  # fmt: skip


def _location(where: Where) -> dict[str, Any]:
    known = country(where.country)
    town = where.precision in ("exact", "near", "town")
    return {
        "extracted_place": where.stated,
        "resolved_place": where.name if where.gazetteer_id or where.point else None,
        "geonameid": where.geonameid,
        "lat": where.lat,
        "lon": where.lon,
        "city": where.name if town else None,
        "district": where.name if where.precision == "district" else None,
        "province": where.admin1,
        "country": known.name if known else None,
        "country_code": known.iso3 if known else None,
        "feature_class": where.feature[:1] if where.feature and where.geonameid else None,
        "feature_code": where.feature,
        "resolution": _RESOLUTIONS.get(where.precision),
    }


def _size(happening: Happening) -> dict[str, int | None]:
    numbers: dict[str, Number | None] = {kind: getattr(happening.tolls, kind) for kind in TOLLS}
    names = {"dead": "killed", "injured": "injured", "arrested": "arrested"}
    return {name: _best(numbers[kind]) for name, kind in names.items()}


def _best(number: Number | None) -> int | None:
    return None if number is None else number.best if number.best is not None else number.low


def _cite(told: Telling, happening: Happening) -> dict[str, str | None]:
    return {
        "corpus": None,
        "citation": ", ".join(filter(None, (told.outlet, told.published, told.headline))) or None,
        "url": told.url,
        "title": told.headline,
        "language": told.language,
        "publication": told.outlet,
        "license": None,
        "copyright": None,
        "coder": "dateline",
        "codebook": "PLOVER",
        "version": happening.made_by,
    }


def write(happenings: Iterable[Happening], files: Files, account: Account) -> None:
    """One record a line."""
    never_filled = {column.name for column in FORMAT.fields if column.never}
    with files.text() as stream:
        for each in happenings:
            made = record(each)
            if isinstance(made, Declined):
                account.decline(made.reason)
                continue
            lacking = (name for name, held in made.items() if held in (None, []) and name not in never_filled)
            account.take(each, lacking)
            stream.write(json.dumps(made, separators=(",", ":"), allow_nan=False) + "\n")


FORMAT: Final = Format(
    name="plover",
    suffix=".jsonl",
    about="PLOVER's records as JSON Lines. Denials of facts and stopped attacks have no PLOVER type and are declined.",
    write=write,
    fields=(
        Column("id", "dateline's id of the event"),
        Column("date, enddate", "first and last day", "date"),
        Column("time, endtime", "local clock times, where they are told"),
        Column("actor", "the actors: country, sector (GOV, MIL, COP, CVL), words, name, id", "array"),
        Column("recipient", "targets and victims, in the same way", "array"),
        Column("event", "the record's PLOVER type", "array"),
        Column("event_loc", "the place", "object"),
        Column("event_text", "the trigger"),
        Column("quad_code", "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict",
               "integer"),
        never("event_scale", "a scale by type is not part of this format"),
        Column("mode", "the record's mode, then `future`, `hypothetical`, `negation`, or `historical` for what is only "
                       "recalled, joined by `; `"),
        never("context", "the record has no contexts"),
        Column("link", "ids of the events that it speaks of, answers or belongs to", "array"),
        Column("size", "dead, injured, arrested: the best figure, else the low one; null where silent", "object"),
        Column("text", "the sentence of the trigger"),
        Column("text_info", "where the sentence stands in the report's text", "object"),
        Column("cite_info", "the report", "object"),
        Column("coder, coded_date, coded_time", "dateline's version, and when the record was made"),
        never("comment", "nobody has commented"),
        Column("dateline", "beyond PLOVER: ids, version and the evidence of every value", "object"),
    ),
    lost=(
        "instruments, but for the mode that follows from them; bounds of counts; the missing and abducted",
        "religion, ethnicity, office, gender and age of entities: always null",
        "the sector of armed groups, which PLOVER tells apart and the record does not",
        "who says so, and how; of several reports, all but the first's sentence and citation",
        "what is told in general (`generic`) has no auxiliary mode",
    ),
)  # fmt: skip
