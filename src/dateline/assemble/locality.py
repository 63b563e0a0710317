"""What a report of local news tells of where it plays beside its events' own words: whose police speak, the dateline;
and which names of towns tell where a person or an outlet is at home, not where something happened."""

from __future__ import annotations

import re
from typing import Final

from dateline.assemble.context import Context
from dateline.gazetteer.base import distance_km
from dateline.normalise.place_words import told_as_part
from dateline.schema.reading import Place

NEAR_KM: Final = 100
"""Kilometres within which lies what a report of local news tells of."""
HOME_KM: Final = 200
"""Kilometres within which lies what people in a report of local news come from."""
IN_TOWN: Final = 1.2
"""Of a town's radius: within this share of it lie its neighbourhoods."""
SMALL: Final = 0.4
"""Of a town's radius: what reaches no farther than this share of it can be a part of the town."""
_PEOPLE: Final = (
    r"(?:m[ae]n|wom[ae]n|teens?|teenagers?|boys?|girls?|couples?|natives?|mothers?|fathers?|parents?|moms?|dads?"
    r"|grand(?:mother|father)s?|widows?|husbands?|wi(?:fe|ves)|brothers?|sisters?|sons?|daughters?|youths?|motorists?"
    r"|drivers?|rappers?|businessm[ae]n)"
)
"""Not residents: where a town's are told of, it plays there."""
_HOME_OF: Final = re.compile(rf"(?:-area)?\s+{_PEOPLE}\b", re.IGNORECASE)
_THERE: Final = re.compile(r"\b(?:in|at|near|from|to|around)\s+$", re.IGNORECASE)
"""After and before a town that tells where people are from: "a Baltimore man", not "in Baltimore men were shot"."""
_AGED: Final = re.compile(r"(?:\b\d{1,2},?(?:-year-old)?|\b(?:residents?|natives?))\s+(?:of|from)\s+$")
"""Before a town that tells where people are from: "Ana Torres, 17, of Norwood"."""
_CITIZENS: Final = re.compile(
    r"\b(?:citizens?|nationals?|natives?|passports?|expatriates?|immigrants?|migrants?)\s+(?:of|from)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
"""Before a country that tells where people are from."""
_ACROSS: Final = re.compile(
    r"(?:\b(?:fired|launched|lobbed|infiltrated|crossed(?: over)?)\s+from"
    r"|(?<!['’]s )\b(?:border|frontier)\s+(?:with|to|from))\s+(?:(?:inside|the|neighbou?ring|nearby)\s+){0,2}$",
    re.IGNORECASE,
)
"""Before what lies on a border's other side, or where shells come from; "Chad's border with Sudan" tells of both."""
_FREE_FROM: Final = re.compile(
    r"\b(?:independence|freedom|secession|separation|autonomy|(?:seceded?|seceding|split|broken?|breaking)(?: away)?)"
    r"\s+from\s+(?:the\s+)?$",
    re.IGNORECASE,
)
"""Before a country of which a place is no part any more."""
_FORCE: Final = re.compile(
    r"(?:['’]s)?\s+(?:(?:city|metro|metropolitan)\s+)?(?:police|officers?|sheriff|firefighters|fire\s+(?:department|officials|crews)"
    r"|paramedics|residents)\b",
    re.IGNORECASE,
)
"""After a town whose forces or people a report of local news speaks of; mayors speak of what was elsewhere too."""
_OPENS: Final = re.compile(
    r"(?:\s*\([^()\n]{2,40}\))?(?:,[^()\n–—]{1,30})?(?:\s*\([^()\n]{2,60}\))?\s*(?:[-–—]{1,3}|[\x96\x97])(?:\s|(?=[A-Z]))"
)
"""After the town of a dateline: "CLEVELAND, Ohio (AP) -", "LIMA, 5 JUL 89 (EFE) --"."""
_STREET: Final = re.compile(
    r"\b(?:street|st|avenue|ave|road|rd|boulevard|blvd|drive|lane|highway|block|intersection|neighbou?rhood|square|plaza)\b",
    re.IGNORECASE,
)
"""Words of a place within a town that is told to those who know the town."""
_OUTLET: Final = re.compile(
    r"\s[|«]\s|\s[-–—]\s(?=[^-–—]*(?:\.(?:com|net|org|tv)|\b(?:News|Times|Post|Herald|Tribune|Gazette|Chronicle|Daily))\b)"
)
"""Before the outlet's name and its area in a headline as pages bear it."""
_QUARTER: Final = re.compile(r"\s+(?:neighbou?rhood|section|quarter)\b", re.IGNORECASE)
"""After the name of a part of a town."""
_FRAME: Final = re.compile(
    r"[\"“‘'(]*(?:(?:Meanwhile|Also|Earlier|Later|Elsewhere|Separately|But|And),? )?"
    r"(?:In|At|Near|Outside|in|at|near|outside)\s[^,.;:()\n]{0,40}"
)
_FRAME_ENDS: Final = re.compile(r"[^,.;:()\n]{0,25},")
"""Around the place that a sentence opens with, and all that it tells lies in: "In the port of Aden, gunmen ..."."""
_SETTLED: Final = re.compile(r"\b(?:village|town|city|hamlet|municipality)\s+of\s+$", re.IGNORECASE)
"""Before the name of a place of its own."""
_NEXT_WORD: Final = re.compile(r"\s\w+")
_REACH: Final = 40


def is_home(context: Context, place: Place) -> bool:
    """Whether a mention of a town tells where someone is from."""
    span = place.evidence[0]
    start = max(0, span.start - _REACH)
    if _HOME_OF.match(context.text, span.end):
        return _THERE.search(context.text, start, span.start) is None
    return _AGED.search(context.text, start, span.start) is not None


def is_citizens(context: Context, place: Place) -> bool:
    """Whether a mention of a country tells whose citizen someone is, or what a place belonged to: "a national of
    Chad", "independence from France"."""
    start = place.evidence[0].start
    told = (words.search(context.text, max(0, start - _REACH), start) for words in (_CITIZENS, _FREE_FROM))
    return place.precision == "country" and any(told)


def is_opening(context: Context, place: Place) -> bool:
    """Whether a sentence opens with a mention as where all that it tells lies: "In the port of Aden, gunmen ..."."""
    span, (start, _) = place.evidence[0], context.sentences.bounds(place.evidence[0].start)
    framed = _FRAME.fullmatch(context.text, start, span.start) and _FRAME_ENDS.match(context.text, span.end)
    return framed is not None


def is_outlets(context: Context, place: Place) -> bool:
    """Whether a mention stands where a headline names the outlet and its area: "Two arrested | The Elkton Herald"."""
    headline = context.report.headline
    if not headline or place.evidence[0].start >= len(headline) or not context.text.startswith(headline):
        return False
    bar = _OUTLET.search(headline)
    return bar is not None and place.evidence[0].start >= bar.end()


def force_town(context: Context) -> Place | None:
    """The one town whose forces or people a report speaks of: "Oakland police said".

    None where it speaks so of two towns: then neither is where the report plays.
    """
    telling = [place for place in _towns(context) if _FORCE.match(context.text, place.evidence[0].end)]
    return telling[0] if len({place.gazetteer_id for place in telling}) == 1 else None


def dateline_town(context: Context) -> Place | None:
    """The town of the dateline that a text still bears: there lies a street that is told without its town."""
    return next((place for place in _towns(context) if is_dateline(context, place)), None)


def is_street(context: Context, place: Place) -> bool:
    """Whether a mention is of a street or a neighbourhood, by its words or the one after them."""
    span = place.evidence[0]
    after = _NEXT_WORD.match(context.text, span.end)
    return _STREET.search(context.text, span.start, after.end() if after else span.end) is not None


def is_quarter(context: Context, place: Place) -> bool:
    """Whether a mention is told as a part of a town: "the Alder Hill neighborhood"."""
    return _QUARTER.match(context.text, place.evidence[0].end) is not None


def is_settlement(context: Context, place: Place) -> bool:
    """Whether a mention is told as a place of its own, no part of a town: "the village of Alderfield"."""
    start = place.evidence[0].start
    return _SETTLED.search(context.text, max(0, start - _REACH), start) is not None


def is_put_in(context: Context, small: Place, large: Place) -> bool:
    """Whether a mention's words make it a part of the town that is told beside it.

    Which of two is the part, their reach tells: "the Dakar suburb of Pikine", "the Pikine suburb of Dakar".
    """
    if (small.radius_km or 0.0) >= (large.radius_km or 0.0):
        return False
    first, second = sorted((each.start, each.end) for each in (small.evidence[0], large.evidence[0]))
    return told_as_part(context.text, first, second)


def is_across(context: Context, place: Place) -> bool:
    """Whether a mention is of what lies on the other side of a border, or where shells come from: "near the border with
    Sudan", "fired from Gaza"."""
    start = place.evidence[0].start
    return _ACROSS.search(context.text, max(0, start - _REACH), start) is not None


def is_far(place: Place, town: Place) -> bool:
    """Whether a place lies farther from a town than what a report of the town's news tells of, and does not hold it."""
    apart = _apart(place, town)
    return apart is not None and apart > max(NEAR_KM, place.radius_km or 0.0)


def is_beside(place: Place, town: Place) -> bool:
    """Whether a place lies outside a town, but near enough for its people to be told of in one report."""
    apart = _apart(place, town)
    return apart is not None and max(place.radius_km or 0.0, town.radius_km or 0.0) < apart <= HOME_KM


def is_part(place: Place, town: Place) -> bool:
    """Whether a place lies in a town of far greater reach: a neighbourhood in the town whose police speak of it."""
    apart, reach = _apart(place, town), town.radius_km or 0.0
    small = place.precision == "town" and (place.radius_km or 0.0) <= SMALL * reach
    return small and apart is not None and apart <= IN_TOWN * reach


def _apart(one: Place, other: Place) -> float | None:
    """Kilometres between two places; None where one was not resolved."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    return distance_km(one.lat, one.lon, other.lat, other.lon)


def _towns(context: Context) -> list[Place]:
    return [place for place in context.places if place.precision == "town" and place.literal and place.lat is not None]


def is_dateline(context: Context, place: Place) -> bool:
    """Whether a mention is a report's dateline: first in the text, in a paragraph or behind the headline."""
    span, headline = place.evidence[0], context.report.headline
    before = context.text[: span.start].rstrip(" ")
    opens = not before or before.endswith("\n") or before == headline
    return opens and span.text.isupper() and _OPENS.match(context.text, span.end) is not None
