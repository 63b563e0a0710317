"""ACLED: the 31 columns of its export, by its codebook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from dateline.export import delimited, flat
from dateline.export.base import Column, Declined, Format, Row, Table, never
from dateline.export.countries import country
from dateline.export.days import Days, days, moment
from dateline.export.happening import Happening, Party, Where

TABLE: Final = Table(
    columns=(
        Column("event_id_cnty", "dateline's id of the event"),
        Column("event_date", "first day of the event's time; empty where it is known to less than a month", "date"),
        Column("year", "of event_date", "integer"),
        Column("time_precision", "1 one day, 2 up to a week, 3 up to a month", "integer"),
        Column("disorder_type", "follows from event and sub-event type"),
        Column("event_type", "the record's ACLED code"),
        Column("sub_event_type", "the record's ACLED code"),
        Column("actor1", "first actor: its name in the list of actors, else its words; where a force acts against a "
                         "demonstration, who demonstrates"),
        Column("assoc_actor_1", "the other actors"),
        Column("inter1", "from the kind of actor1 and the event type; empty for an armed group (see below)"),
        Column("actor2", "first target or victim that is no thing; in a clash without one, the second actor"),
        Column("assoc_actor_2", "the other targets and victims that are no things"),
        Column("inter2", "from the kind of actor2"),
        never("interaction", "follows from inter1 and inter2, by a list that is not part of this format"),
        Column("civilian_targeting", "set for violence against civilians, and where actor2 are civilians"),
        Column("iso", "numeric ISO 3166 code of the place's country", "integer"),
        never("region", "ACLED's own division of the world"),
        Column("country", "name of the place's country"),
        Column("admin1", "first-level region of the place"),
        never("admin2", "the record has no second level"),
        never("admin3", "the record has no third level"),
        Column("location", "name of the place; empty where only a country or less is known"),
        Column("latitude", "of the place, where there is a location", "number"),
        Column("longitude", "of the place, where there is a location", "number"),
        Column("geo_precision", "1 the place itself, 2 near it or a district, 3 a province", "integer"),
        Column("source", "outlets of the reports"),
        never("source_scale", "ACLED's own rating of outlets"),
        Column("notes", "the sentence of the report that tells the event"),
        Column("fatalities", "low figure of the killed, else the best; empty where the reports are silent", "integer"),
        Column("tags", "`crowd size=` in the report's words; `actor1=` who says that it was them, unless it is told as "
                       "fact; `dateline=` report/event of each telling"),
        Column("timestamp", "when this state of the record was made, in seconds since 1970", "integer"),
    )
)  # fmt: skip

_PLACED: Final[Mapping[str, int]] = MappingProxyType({"exact": 1, "town": 1, "near": 2, "district": 2, "province": 3})
_THINGS: Final = frozenset({"facility", "weapon"})
_STATE: Final = frozenset({"state", "military", "police"})
_FORCES: Final = _STATE | {"armed-group", "government"}
_CROWDS: Final[Mapping[str, str]] = MappingProxyType({"Protests": "Protesters", "Riots": "Rioters"})
_PEOPLE: Final = frozenset({"civilian", "person"})
_EXCESSIVE: Final = "Excessive force against protesters"


def row(happening: Happening) -> Row | Declined:
    """The happening's row, declined where ACLED has no event for it."""
    if happening.codes.acled is None:
        return Declined(happening.why_not.get("acled", "no ACLED code"))
    found, (first, second) = days(happening.when), sides(happening)
    actor1, actor2 = next(iter(first), None), next(iter(second), None)
    return {
        "event_id_cnty": happening.id,
        "source": flat.joined(each.outlet for each in happening.tellings),
        "notes": happening.tellings[0].sentence,
        "fatalities": happening.tolls.killed.least if happening.tolls.killed else None,
        "tags": _tags(happening),
        "timestamp": int(moment(happening.at).timestamp()) if happening.at else None,
        "actor1": actor1.label if actor1 else None,
        "assoc_actor_1": flat.joined(each.label for each in first[1:]),
        "actor2": actor2.label if actor2 else None,
        "assoc_actor_2": flat.joined(each.label for each in second[1:]),
        **_types(happening, actor1, actor2),
        **_date(found),
        **_place(happening.where),
    }


def sides(happening: Happening) -> tuple[Sequence[Party], Sequence[Party]]:
    """Those who act, and those who are acted upon; in a clash of actors only, the first and the others.

    Where a force acts against a demonstration, ACLED has those who demonstrate first.
    """
    actors: Sequence[Party] = happening.filling("actor")
    others = [each for each in happening.filling("target", "victim") if each.kind not in _THINGS]
    code = happening.codes.acled
    if code is not None and code.event_type in _CROWDS and others and actors and actors[0].kind in _FORCES:
        return others, actors
    if happening.type == "armed-clash" and not others:
        return actors[:1], actors[1:]
    return actors, others


def precision(found: Days | None) -> int | None:
    """1 one day, 2 up to a week, 3 up to a month; None for what is less exact."""
    if found is None or found.many > 31:
        return None
    return 1 if found.many == 1 else 2 if found.many <= 7 else 3


def _date(found: Days | None) -> Row:
    exact = precision(found)
    if found is None or exact is None:
        return {}
    return {"event_date": found.first.isoformat(), "year": found.first.year, "time_precision": exact}


def _types(happening: Happening, actor1: Party | None, actor2: Party | None) -> Row:
    code = happening.codes.acled
    if code is None:
        return {}
    country_of = happening.where.country if happening.where else None
    inter2 = _inter(actor2, country_of, acts=actor2 in happening.filling("actor"))
    targeted = code.event_type == "Violence against civilians" or code.sub_event_type == _EXCESSIVE
    harmed = code.event_type in ("Explosions/Remote violence", "Riots") and inter2 == "Civilians"
    return {
        "event_type": code.event_type,
        "sub_event_type": code.sub_event_type,
        "disorder_type": disorder(code.event_type, code.sub_event_type),
        "inter1": _crowd(code.event_type, actor1) or _inter(actor1, country_of, acts=True),
        "inter2": inter2,
        "civilian_targeting": "Civilian targeting" if targeted or harmed else None,
    }


def disorder(event_type: str, sub_event_type: str) -> str:
    """ACLED's disorder type of an event."""
    if sub_event_type == _EXCESSIVE:
        return "Political violence; Demonstrations"
    if event_type == "Protests" or sub_event_type == "Violent demonstration":
        return "Demonstrations"
    return "Strategic developments" if event_type == "Strategic developments" else "Political violence"


def _crowd(event_type: str, actor: Party | None) -> str | None:
    """Who demonstrates is told by the type; forces that act in a protest are not the crowd."""
    if actor is not None and actor.kind in _FORCES:
        return None
    return _CROWDS.get(event_type)


def _inter(actor: Party | None, country_of: str | None, *, acts: bool = False) -> str | None:
    """ACLED's text for the kind of an actor; None where the record does not tell one of ACLED's kinds from another.

    Rebels, political and identity militias are all ``armed-group`` in the record; a government's officials are
    civilians to ACLED where they are attacked; and people who attack are a group of some kind to ACLED, not civilians.
    """
    if actor is None:
        return None
    if actor.kind in _STATE or (acts and actor.kind == "government"):
        foreign = actor.country and country_of and actor.country != country_of
        return "External/Other forces" if foreign else "State forces"
    return "Civilians" if actor.kind in _PEOPLE and not acts else None


def _place(where: Where | None) -> Row:
    if where is None:
        return {}
    known = country(where.country)
    found: dict[str, str | int | float | None] = {
        "iso": int(known.numeric) if known and known.numeric else None,
        "country": known.name if known else None,
        "admin1": where.admin1,
    }
    exact = _PLACED.get(where.precision)
    if exact is None or where.point is None:
        return found
    return found | {
        "location": where.name, "latitude": where.lat, "longitude": where.lon, "geo_precision": exact,
    }  # fmt: skip


def _tags(happening: Happening) -> str | None:
    code = happening.codes.acled
    crowds = code is not None and code.event_type in ("Protests", "Riots")
    actors, _ = sides(happening)
    size = next((each.number.stated for each in actors if crowds and each.number), None)
    sure = next((each.confidence for each in actors[:1] if each.confidence != "fact"), None)
    return flat.joined(
        [
            f"crowd size={size}" if size else None,
            f"actor1={sure}" if sure else None,
            *(f"dateline={one.key}" for one in happening.tellings),
        ]
    )


FORMAT: Final = Format(
    name="acled",
    suffix=".csv",
    about="The 31 columns of ACLED's export, as CSV. What is no ACLED event (words, meetings, what has not happened) "
    "is declined with the reason that the record gives.",
    write=delimited.writing(TABLE, row),
    tables=(TABLE,),
    lost=(
        "a text that a spreadsheet would take for a formula has an apostrophe before it",
        "days beyond the first, clock times; times known to a season or less have no date at all",
        "upper bounds of counts, all harm but deaths; a count of which only an upper bound is told",
        "a place known only as a country has no location; a province has its middle, where ACLED takes its capital",
        "whether an armed group is a rebel group or a militia: `inter1` and `inter2` stay empty for it",
        "further places; instruments; who says so; negated, future and hypothetical events (declined)",
        "violence by a single person, theft by no armed group, arrests for ordinary crime (declined as not political)",
        "dates to less than a day: ACLED chooses a day within the week or month, this format the first",
    ),
)
