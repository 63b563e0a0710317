"""Schema values made by hand, so that no test needs the model: small builders, and one rich reading of our own text."""

from __future__ import annotations

from typing import Any

from dateline.schema.reading import (
    AcledCode,
    Argument,
    Attribution,
    Casualties,
    Codes,
    Confidence,
    Count,
    Entity,
    Event,
    Figure,
    Link,
    Notice,
    Place,
    PloverCode,
    Provenance,
    Reading,
    Role,
    Time,
    UcdpCode,
)
from dateline.schema.report import Report, text_id
from dateline.schema.span import Span

HEADLINE = "Three soldiers killed in rocket attack on Kasra base, army blames Desert Front"

TEXT = f"""{HEADLINE}

At least three soldiers were killed and seven others wounded when rockets struck the Kasra military base near Mosul \
late on Monday, the Iraqi army said. Gunmen of the Desert Front fired the rockets from a farm north of the city, \
according to Col. Hassan Jaber, an army spokesman.

A hospital official in Mosul put the death toll at five. The Desert Front denied any role in the attack in a message \
posted online. “We have no men in that area,” it said.

Hours later, army helicopters bombed a suspected launch site in Nineveh province. No civilians were hurt, the defence \
ministry said.

Baghdad and Ankara have been discussing a joint patrol since May, and the two foreign ministers are due to meet in \
Istanbul on 20 June.

In Mosul, hundreds of people marched on Tuesday to demand better protection. Police arrested four students.

In March 2021 a car bomb at the same base killed 12 recruits. The Desert Front, which has about 900 fighters, \
threatened last week to strike every barracks in the north."""

PROVENANCE = Provenance(dateline="0.1.0", model="by-hand@0", gazetteer="by-hand@0", read_at=None)

DESERT_FRONT = Entity(name="Desert Front", id=None, kind="armed-group", country="IQ")
ARMY = Entity(name="Iraqi army", id="iraq-army", kind="military", country="IQ")
NOT_WORDS = {"acled": "words and meetings are no ACLED event", "muc4": "no attack", "ucdp": "no violence"}


def span(text: str, words: str, nth: int = 0) -> Span:
    """The ``nth`` occurrence of ``words`` in ``text``."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start=start, end=start + len(words), text=words)


def here(words: str, nth: int = 0) -> Span:
    """The ``nth`` occurrence of ``words`` in ``TEXT``."""
    return span(TEXT, words, nth)


def report(text: str = TEXT, **more: Any) -> Report:
    """A report of any text; ``more`` are its other fields."""
    return Report(id=text_id(text), text=text, **more)


def count(low: int | None, best: int | None, high: int | None, words: Span) -> Count:
    return Count(low=low, best=best, high=high, stated=words.text, evidence=(words,))


def day(words: Span, value: str, *, how: str | None = None, end: str | None = None) -> Time:
    """A date expression of one day, or of the days up to ``end``."""
    return Time(
        evidence=(words,), type="DATE", value=value, start=value, end=end or value, granularity="day",
        anchor="published", how=how,
    )  # fmt: skip


def argument(
    role: Role,
    *evidence: Span,
    entity: Entity | None = None,
    number: Count | None = None,
    confidence: Confidence | None = None,
    score: float = 0.9,
) -> Argument:
    """A filler whose most informative mention is the first."""
    return Argument(
        role=role, text=evidence[0].text, evidence=evidence, entity=entity, count=number, confidence=confidence,
        score=score,
    )  # fmt: skip


def event(name: str, kind: str, trigger: Span, **more: Any) -> Event:
    """An event that is main, actual and positive unless ``more`` says otherwise."""
    fields: dict[str, Any] = {
        "salience": "main", "modality": "actual", "polarity": "positive", "series": False, "score": 0.9,
    }  # fmt: skip
    return Event(id=name, type=kind, trigger=trigger, **(fields | more))


def bare(text: str, *events: Event, **more: Any) -> Reading:
    """A reading of ``text`` with these events; ``more`` are the report's other fields."""
    return Reading(report=report(text, **more), events=events, provenance=PROVENANCE)


MOSUL = Place(
    evidence=(here("Mosul"),), name="Mosul", gazetteer_id="geonames:99072", geonameid=99072, lat=36.335, lon=43.119,
    country="IQ", admin1="Nineveh", feature="PPLA", precision="near", radius_km=15, score=0.92,
)  # fmt: skip
NINEVEH = Place(
    evidence=(here("Nineveh province"),), name="Nineveh", gazetteer_id="geonames:99738", geonameid=99738, lat=36.0,
    lon=42.5, country="IQ", admin1="Nineveh", feature="ADM1", precision="province", radius_km=110, score=0.95,
)  # fmt: skip
ISTANBUL = Place(
    evidence=(here("Istanbul"),), name="Istanbul", gazetteer_id="geonames:745044", geonameid=745044, lat=41.014,
    lon=28.95, country="TR", admin1="Istanbul", feature="PPLA", precision="town", radius_km=25, score=0.97,
)  # fmt: skip
BAGHDAD = Place(
    evidence=(here("Baghdad"),), name="Baghdad", gazetteer_id="geonames:98182", geonameid=98182, lat=33.341,
    lon=44.401, country="IQ", admin1="Baghdad", feature="PPLC", precision="town", radius_km=20, literal=False,
    score=0.88,
)  # fmt: skip
ANKARA = Place(
    evidence=(here("Ankara"),), name="Ankara", gazetteer_id="geonames:323786", geonameid=323786, lat=39.92, lon=32.854,
    country="TR", admin1="Ankara", feature="PPLC", precision="town", radius_km=20, literal=False, score=0.86,
)  # fmt: skip
THE_NORTH = Place(evidence=(here("the north"),), name="the north", precision="unknown")
MOSUL_AGAIN = MOSUL.model_copy(update={"evidence": (here("Mosul", 2),), "precision": "town", "radius_km": 12})

MONDAY = day(here("Monday"), "2023-06-12", how="weekday: the last one on or before publication")
TUESDAY = day(here("Tuesday"), "2023-06-13", how="weekday: the last one on or before publication")
SINCE_MAY = Time(
    evidence=(here("since May"),), type="DATE", value="2023-05", start="2023-05-01", end="2023-06-14", open=True,
    granularity="month", anchor="published", how="the last May before publication",
)  # fmt: skip
JUNE_20 = day(here("20 June"), "2023-06-20", how="day and month ahead of publication")
MARCH_2021 = Time(
    evidence=(here("March 2021"),), type="DATE", value="2021-03", start="2021-03-01", end="2021-03-31",
    granularity="month", anchor="explicit",
)  # fmt: skip
LAST_WEEK = Time(
    evidence=(here("last week"),), type="DATE", value="2023-W23", start="2023-06-05", end="2023-06-11",
    granularity="week", anchor="published", how="the calendar week before publication",
)  # fmt: skip
HOURS_LATER = Time(
    evidence=(here("Hours later"),), type="DURATION", value="PTXH", start=None, end=None, anchor="event:e1"
)


def _events() -> tuple[Event, ...]:
    front = (here("Gunmen of the Desert Front"), here("Desert Front"), here("The Desert Front"))
    return (
        event(
            "e1", "shelling", here("struck"),
            mentions=(here("rocket attack"), here("fired"), here("the attack")),
            arguments=(
                argument("actor", *front, entity=DESERT_FRONT, confidence="accused-by-authorities", score=0.88),
                argument("target", here("the Kasra military base"), here("Kasra base"),
                         entity=Entity(name="Kasra military base", kind="facility", country="IQ"), score=0.94),
                argument("victim", here("At least three soldiers"), here("Three soldiers"),
                         entity=Entity(name="soldiers", kind="military", country="IQ"),
                         number=count(3, 3, None, here("At least three")), score=0.96),
                argument("instrument", here("rockets"), here("the rockets"),
                         entity=Entity(name="rocket", kind="weapon"), score=0.97),
            ),
            time=MONDAY, place=MOSUL,
            casualties=Casualties(killed=count(3, 3, 5, here("At least three")), injured=count(7, 7, 7, here("seven"))),
            attributions=("a1", "a2", "a3"),
            codes=Codes(
                acled=AcledCode(event_type="Explosions/Remote violence",
                                sub_event_type="Shelling/artillery/missile attack"),
                plover=PloverCode(type="ASSAULT", mode="heavy-weapons"), cameo="194", muc4="BOMBING",
                ucdp=UcdpCode(type_of_violence=1),
            ),
            score=0.97,
        ),
        event(
            "e2", "denial", here("denied"), salience="related",
            arguments=(argument("actor", here("The Desert Front"), entity=DESERT_FRONT, confidence="fact"),),
            attributions=("a4",), codes=Codes(plover=PloverCode(type="REJECT", mode=None), cameo="1125"),
            codes_why_not=NOT_WORDS, links=(Link(type="about", event="e1"),), score=0.91,
        ),
        event(
            "e3", "air-strike", here("bombed"), salience="related",
            arguments=(
                argument("actor", here("army helicopters"), entity=ARMY, confidence="fact"),
                argument("target", here("a suspected launch site"), score=0.81),
            ),
            time=HOURS_LATER, place=NINEVEH,
            casualties=Casualties(injured=count(0, 0, 0, here("No civilians"))),
            attributions=("a5",), links=(Link(type="reaction-to", event="e1"),),
            codes=Codes(plover=PloverCode(type="ASSAULT", mode="aerial"), cameo="195", muc4="BOMBING"),
            codes_why_not={"acled": "by-hand", "ucdp": "no death reported"}, score=0.93,
        ),
        event(
            "e4", "meeting", here("discussing"), salience="background", series=True, time=SINCE_MAY,
            arguments=(argument("actor", here("Baghdad"), confidence="fact"),
                       argument("actor", here("Ankara"), confidence="fact")),
            codes=Codes(plover=PloverCode(type="CONSULT", mode=None), cameo="040"), codes_why_not=NOT_WORDS, score=0.7,
        ),
        event(
            "e5", "meeting", here("meet"), salience="background", modality="future", time=JUNE_20, place=ISTANBUL,
            arguments=(argument("actor", here("the two foreign ministers"), confidence="fact"),), score=0.83,
        ),
        event(
            "e6", "protest", here("marched"), salience="related", time=TUESDAY, place=MOSUL_AGAIN,
            arguments=(argument("actor", here("hundreds of people"), confidence="fact",
                                number=count(200, None, None, here("hundreds"))),),
            links=(Link(type="reaction-to", event="e1"),), score=0.95,
        ),
        event(
            "e7", "arrest", here("arrested"), salience="related", place=MOSUL_AGAIN,
            arguments=(argument("actor", here("Police"), confidence="fact"),
                       argument("target", here("four students"), number=count(4, 4, 4, here("four")))),
            casualties=Casualties(arrested=count(4, 4, 4, here("four"))), score=0.9,
        ),
        event(
            "e8", "bombing", here("a car bomb"), salience="background", time=MARCH_2021,
            arguments=(argument("target", here("the same base")), argument("instrument", here("a car bomb")),
                       argument("victim", here("12 recruits"), number=count(12, 12, 12, here("12")))),
            casualties=Casualties(killed=count(12, 12, 12, here("12"))), score=0.9,
        ),
        event(
            "e9", "threat", here("threatened"), salience="background", time=LAST_WEEK, place=THE_NORTH,
            arguments=(argument("actor", here("The Desert Front", 1), entity=DESERT_FRONT, confidence="fact"),),
            attributions=("a6",), codes_why_not=NOT_WORDS, score=0.86,
        ),
    )  # fmt: skip


def _attributions() -> tuple[Attribution, ...]:
    first = here("At least three soldiers")
    told = here("late on Monday")
    return (
        Attribution(id="a1", source=(here("the Iraqi army"),), cue=(here("said"),), source_kind="military",
                    content=(Span.of(TEXT, first.start, told.end),), events=("e1",), time=MONDAY),
        Attribution(id="a2", source=(here("Col. Hassan Jaber"),), cue=(here("according to"),), source_kind="military",
                    content=(here("Gunmen of the Desert Front fired the rockets from a farm north of the city"),),
                    stance="accuses", events=("e1",)),
        Attribution(id="a3", source=(here("A hospital official in Mosul"),), cue=(here("put"),), source_kind="medical",
                    content=(here("the death toll at five"),), events=("e1",)),
        Attribution(id="a4", source=(here("it", TEXT[:here("it said").start].count("it")),), cue=(here("said", 1),),
                    content=(here("“We have no men in that area,”"),), quote=True, source_kind="armed-group",
                    stance="denies", events=("e1", "e2")),
        Attribution(id="a5", source=(here("the defence ministry"),), cue=(here("said", 2),), source_kind="official",
                    content=(here("No civilians were hurt"),), events=("e3",)),
        Attribution(id="a6", source=(here("The Desert Front", 1),), cue=(here("threatened"),), stance="threatens",
                    source_kind="armed-group", content=(here("to strike every barracks in the north"),),
                    events=("e9",), time=LAST_WEEK),
    )  # fmt: skip


def reading() -> Reading:
    """A reading of ``TEXT`` that holds every kind of value the record has."""
    return Reading(
        report=report(
            outlet="Northern Wire", headline=HEADLINE, published="2023-06-14", published_from="stated",
            url="https://news.example/kasra", source_id="wire-17", section="World", language="en",
            byline="Dana Aziz", dateline_place="ERBIL",
        ),
        events=_events(),
        attributions=_attributions(),
        figures=(Figure(quantity="fighters", value=900, approximate=True, evidence=(here("about 900 fighters"),)),),
        places=(MOSUL, NINEVEH, BAGHDAD, ANKARA, ISTANBUL, MOSUL_AGAIN, THE_NORTH),
        times=(MONDAY, HOURS_LATER, SINCE_MAY, JUNE_20, TUESDAY, MARCH_2021, LAST_WEEK),
        warnings=(Notice(code="unresolved-place", message="'the north' names no place in the gazetteer",
                         evidence=(here("the north"),)),),
        provenance=PROVENANCE,
    )  # fmt: skip
