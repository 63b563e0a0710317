"""GDELT 2.0: the tables of events (61 columns) and mentions (16), tab-separated, without a heading."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files as resources
from types import MappingProxyType
from typing import Final

from dateline.export import delimited
from dateline.export.base import Account, Column, Declined, Format, Row, Table, never, taken
from dateline.export.countries import cameo_code, country
from dateline.export.days import days, moment, month, year
from dateline.export.files import Files
from dateline.export.happening import Happening, Party, Telling, Where
from dateline.export.plover import SECTORS

_GROUPS: Final = "the record has none of CAMEO's group codes"


def _actor(which: str, whom: str) -> tuple[Column, ...]:
    return (
        Column(f"{which}Code", f"country and type of {whom}"),
        Column(f"{which}Name", f"name, else words, of {whom}"),
        Column(f"{which}CountryCode", "its country in three letters, where CAMEO's are ISO's"),
        never(f"{which}KnownGroupCode", _GROUPS),
        never(f"{which}EthnicCode", _GROUPS),
        never(f"{which}Religion1Code", _GROUPS),
        never(f"{which}Religion2Code", _GROUPS),
        Column(f"{which}Type1Code", "GOV, MIL, COP or CVL by its kind; empty for an armed group"),
        never(f"{which}Type2Code", "the record has one kind"),
        never(f"{which}Type3Code", "the record has one kind"),
    )


def _geo(which: str) -> tuple[Column, ...]:
    names = (
        "Type", "Fullname", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID",
    )  # fmt: skip
    return tuple(never(f"{which}Geo_{name}", "the record has no place of an actor") for name in names)


EVENTS: Final = Table(
    columns=(
        Column("GLOBALEVENTID", "dateline's id; without a store a number made from it", "integer"),
        Column("SQLDATE", "the day, where it is one", "integer"),
        Column("MonthYear", "the month, where it is one", "integer"),
        Column("Year", "the year, where it is one", "integer"),
        Column("FractionDate", "the day as a fraction of its year, by GDELT's formula", "number"),
        *_actor("Actor1", "the first actor"),
        *_actor("Actor2", "the first target, else victim, else the second actor"),
        Column("IsRootEvent", "1 for what the report is about (salience main), else 0", "integer"),
        Column("EventCode", "the record's CAMEO code, to three digits at least"),
        Column("EventBaseCode", "its first three digits"),
        Column("EventRootCode", "its first two digits"),
        Column("QuadClass", "from the root: 1 verbal, 2 material cooperation, 3 verbal, 4 material conflict",
               "integer"),
        Column("GoldsteinScale", "of the CAMEO code, by GDELT's table", "number"),
        Column("NumMentions", "triggers of all reports", "integer"),
        Column("NumSources", "outlets that are known", "integer"),
        Column("NumArticles", "reports", "integer"),
        never("AvgTone", "tone is not read"),
        *_geo("Actor1"),
        *_geo("Actor2"),
        Column("ActionGeo_Type", "1 country, 2 US state, 3 US town, 4 other town, 5 other region", "integer"),
        Column("ActionGeo_Fullname", "name, region and country of the place"),
        Column("ActionGeo_CountryCode", "FIPS 10-4 code of its country"),
        never("ActionGeo_ADM1Code", "FIPS codes of regions are not in the record"),
        never("ActionGeo_ADM2Code", "FIPS codes of regions are not in the record"),
        Column("ActionGeo_Lat", "latitude", "number"),
        Column("ActionGeo_Long", "longitude", "number"),
        never("ActionGeo_FeatureID", "an id of GNS or GNIS; the record has GeoNames'"),
        Column("DATEADDED", "when this state of the record was made, YYYYMMDDHHMMSS (UTC)", "integer"),
        Column("SOURCEURL", "address of the first report that has one"),
    ),
    suffix=".tsv", delimiter="\t", header=False,
)  # fmt: skip

MENTIONS: Final = Table(
    columns=(
        Column("GlobalEventID", "as in the table of events", "integer"),
        Column("EventTimeDate", "DATEADDED of the event", "integer"),
        Column("MentionTimeDate", "the report's publication, YYYYMMDD and clock time where it is told", "integer"),
        Column("MentionType", "1 for a report with an address", "integer"),
        Column("MentionSourceName", "outlet"),
        Column("MentionIdentifier", "address of the report"),
        never("SentenceID", "sentences are not numbered; the offset of the action tells where"),
        Column("Actor1CharOffset", "first character of the first actor", "integer"),
        Column("Actor2CharOffset", "first character of the first target or victim", "integer"),
        Column("ActionCharOffset", "first character of the trigger", "integer"),
        Column("InRawText", "1: offsets count the text that was read", "integer"),
        Column("Confidence", "the event's score in percent", "integer"),
        Column("MentionDocLen", "length of the report in characters", "integer"),
        never("MentionDocTone", "tone is not read"),
        never("MentionDocTranslationInfo", "nothing is translated"),
        Column("Extras", "dateline's report/event"),
    ),
    part="mentions", suffix=".tsv", delimiter="\t", header=False,
)  # fmt: skip

_PLACED: Final[Mapping[str, tuple[int, int]]] = MappingProxyType(
    {"exact": (3, 4), "near": (3, 4), "town": (3, 4), "district": (2, 5), "province": (2, 5), "country": (1, 1)}
)
"""GDELT's type of place by precision: in the United States, elsewhere."""


@cache
def goldstein() -> Mapping[str, float]:
    """The Goldstein scale of every CAMEO code, as GDELT publishes it; see ``data/README.md``."""
    text = (resources("dateline.export") / "data" / "goldstein.csv").read_text(encoding="utf-8")
    return MappingProxyType({row["cameo"]: float(row["goldstein"]) for row in csv.DictReader(text.splitlines())})


def row(happening: Happening) -> Row | Declined:
    """The happening's row of events, declined where CAMEO has no code for it."""
    code = happening.codes.cameo
    if code is None:
        return Declined(happening.why_not.get("cameo", "no CAMEO code"))
    told, parties = happening.tellings, _parties(happening)
    full = code if len(code) > 2 else f"{code}0"
    return {
        "GLOBALEVENTID": number(happening.id),
        "IsRootEvent": int(happening.salience == "main"),
        "EventCode": full,
        "EventBaseCode": full[:3],
        "EventRootCode": full[:2],
        "QuadClass": quad(full),
        "GoldsteinScale": goldstein().get(full),
        "NumMentions": sum(each.mentions for each in told),
        "NumSources": len({each.outlet for each in told if each.outlet}) or None,
        "NumArticles": happening.reports,
        "DATEADDED": _stamp(happening.at),
        "SOURCEURL": next((each.url for each in told if each.url), None),
        **_date(happening),
        **_party("Actor1", parties[0]),
        **_party("Actor2", parties[1]),
        **_place(happening.where),
    }


def mentions(happening: Happening) -> Iterator[Row]:
    """The happening's rows of mentions, one a report."""
    for told in happening.tellings:
        yield {
            "GlobalEventID": number(happening.id),
            "EventTimeDate": _stamp(happening.at),
            "MentionTimeDate": _published(told.published),
            "MentionType": 1 if told.url else None,
            "MentionSourceName": told.outlet,
            "MentionIdentifier": told.url,
            "Actor1CharOffset": _offset(happening, told, "actor 1"),
            "Actor2CharOffset": _offset(happening, told, "target 1", "victim 1"),
            "ActionCharOffset": told.start,
            "InRawText": 1,
            "Confidence": None if told.score is None else round(told.score * 100),
            "MentionDocLen": told.length,
            "Extras": told.key,
        }


def quad(code: str) -> int:
    """GDELT's class of a CAMEO code: roots 01 to 05, 06 to 08, 09 to 13, 14 to 20."""
    root = int(code[:2])
    return 1 if root <= 5 else 2 if root <= 8 else 3 if root <= 13 else 4


def number(name: str) -> int:
    """GDELT's ids are numbers: a store's as it is, another one from its hash, 60 bits wide."""
    return int(name) if name.isdecimal() else int(hashlib.sha256(name.encode()).hexdigest()[:15], 16)


def _parties(happening: Happening) -> tuple[Party | None, Party | None]:
    actors, others = happening.filling("actor"), happening.filling("target", "victim")
    return next(iter(actors), None), next(iter((*others, *actors[1:])), None)


def _party(which: str, party: Party | None) -> Row:
    if party is None:
        return {}
    land, kind = cameo_code(party.country), SECTORS.get(party.kind) if party.kind else None
    return {
        f"{which}Code": f"{land or ''}{kind or ''}" or None,
        f"{which}Name": party.label,
        f"{which}CountryCode": land,
        f"{which}Type1Code": kind,
    }


def _date(happening: Happening) -> Row:
    found = days(happening.when)
    if found is None:
        return {}
    whole = {"MonthYear": month(found), "Year": year(found)}
    if found.many > 1:
        return whole
    # GDELT counts 30 days a month, from 0 for January, and 365 a year.
    fraction = ((found.first.month - 1) * 30 + found.first.day) / 365
    return whole | {"SQLDATE": f"{found.first:%Y%m%d}", "FractionDate": round(found.first.year + fraction, 4)}


def _place(where: Where | None) -> Row:
    if where is None or where.precision not in _PLACED or where.point is None:
        return {}
    known = country(where.country)
    parts = [where.name, where.admin1, known.name if known else None]
    return {
        "ActionGeo_Type": _PLACED[where.precision][0 if where.country == "US" else 1],
        "ActionGeo_Fullname": ", ".join(dict.fromkeys(filter(None, parts))),
        "ActionGeo_CountryCode": known.fips if known else None,
        "ActionGeo_Lat": where.lat,
        "ActionGeo_Long": where.lon,
    }


def _offset(happening: Happening, told: Telling, *fields: str) -> int | None:
    own = [each for each in happening.evidence if (each.report, each.event) == (told.report, told.event)]
    return next((each.start for name in fields for each in own if each.field == name), None)


def _stamp(at: str | None) -> str | None:
    return f"{moment(at):%Y%m%d%H%M%S}" if at else None


def _published(at: str | None) -> str | None:
    """A day without a clock time is not given one."""
    if at is None:
        return None
    return _stamp(at) if "T" in at else at.replace("-", "")


def write(happenings: Iterable[Happening], files: Files, account: Account) -> None:
    """Both tables together."""
    with files.text() as events, files.text(MENTIONS.part, MENTIONS.suffix) as told:
        for happening, made in taken(happenings, row, EVENTS.columns, account):
            delimited.put(events, EVENTS, made)
            for each in mentions(happening):
                delimited.put(told, MENTIONS, each)


FORMAT: Final = Format(
    name="gdelt",
    suffix=".tsv",
    about="GDELT 2.0's table of events and, beside it, its table of mentions; tab-separated, without a heading, as "
    "GDELT's are. What has no CAMEO code is declined.",
    write=write,
    tables=(EVENTS, MENTIONS),
    lost=(
        "a text that a spreadsheet would take for a formula has an apostrophe before it",
        "all counts of people; instruments; who says so; all but two parties",
        "times of more than a day, but for their month and year",
        "dateline's id where there is no store: the number is made from it, and `Extras` has report and event",
        "tone, themes and the places of actors, which GDELT reads and dateline does not",
        "tabs and line feeds within a text become blanks",
    ),
)
