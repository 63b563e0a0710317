"""Names around a toponym: those that it is only half of, and those of what is no place though called after one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dateline.gazetteer import Entry, Gazetteer
from dateline.normalise.place_words import Mention, forward

_JOINT = re.compile(r" (?:and|of)(?: the)? (?=[^\W\d_])", re.IGNORECASE)
_WORDS_BEFORE_JOINT = re.compile(r"(?:[^\W\d_][\w.’'-]* ){0,2}[^\W\d_][\w’'-]*\Z")
_REACH = 60

_FORCES = r"Brigades?|Battalions?|Regiments?|Divisions?|Liberation (?:Army|Front|Movement|Forces?)"
_MEDIA = r"Independent|Observer|Tribune|Post|Globe|Times|Herald|Monitor|Journal"
_OF_A_FORCE = re.compile(rf"(?: [A-Z][\w-]*)? (?:{_FORCES})\b")
_OF_A_MEDIUM = re.compile(rf" (?:{_MEDIA})\b(?! (?:Office|School|Square|House|Commission|Electoral|Road|Street)\b)")
_OF_A_PACT = re.compile(
    r"(?: (?:peace|climate|nuclear|ceasefire))? "
    r"(?i:accords?|agreements?|process|protocols?|treaty|conventions?(?! (?:cent(?:er|re)|hall|bureau|&|and)\b))\b"
)
_CLUBS = (
    r"Astros|Athletics|Bengals|Blackhawks|Brewers|Broncos|Browns|Bruins|Buccaneers|Buckeyes|Bulldogs|Bulls|Canadiens|"
    r"Canucks|Cavaliers|Celtics|Chargers|Clippers|Colts|Cowboys|Coyotes|Cubs|Diamondbacks|Dodgers|Dolphins|Eagles|"
    r"Falcons|Flyers|Grizzlies|Hoosiers|Hornets|Knicks|Kraken|Lakers|Lions|Longhorns|Marlins|Mavericks|Mets|Nuggets|"
    r"Oilers|Orioles|Pacers|Packers|Padres|Panthers|Pelicans|Penguins|Phillies|Pistons|Raptors|Ravens|Rays|Reds|"
    r"Rockies|Sabres|Seahawks|Sounders|Steelers|Suns|Texans|Tigers|Timbers|Timberwolves|Titans|Vikings|Whitecaps|"
    r"Wildcats|Wizards|Yankees|49ers|76ers|"
    r"Blue (?:Jackets|Jays)|Crimson Tide|Golden Knights|Maple Leafs|Red (?:Sox|Wings)|Trail Blazers|White Sox"
)
_FOOTBALL = r"(?:A?FC|CF|SC)\b|United\b(?! [A-Z])|(?:Albion|Argyle|Athletic|Hotspur|Rovers|Wanderers)\b"
_OF_A_CLUB = re.compile(rf" (?:(?:{_CLUBS})\b|{_FOOTBALL})")
"""Clubs with a town's name before theirs; without names such as Rockets or Twins, of which headlines tell otherwise."""
_HOUSES = r"church(?:es)?|basilica|chapel|parish|monastery|convent|abbey"
_SAINTS = re.compile(
    r"(?:St\.?|Saint)\s[^'’]+['’]?s?\s(?:(?:Catholic|Anglican|Orthodox|Coptic|Episcopal|Lutheran|Mission|Primary"
    r"|Secondary|High)\s)?(?:Church|Cathedral|Basilica|Hospital|School|College|Academy|Seminary|University)\b"
)
_HOUSE_OF = re.compile(rf"\b(?:{_HOUSES}) of (?:the )?(?:[\w.]+ [\w.]+ and )?\Z", re.IGNORECASE)
_SAINT = re.compile(r"(?:St\.?|Saint|San|Santa|Santo)\s", re.IGNORECASE)
"""A church or school called after a saint stands in whichever town; a cathedral is called after its town too."""
_SHIP = re.compile(r"\b(?:USS|HMS|INS|HMAS|HMCS|USNS|RFA)\s+\Z")


def joint_names(text: str, given: Sequence[Mention], gazetteer: Gazetteer) -> Iterator[Mention]:
    """Countries and regions with "and" or "of" in their names, over toponyms in them: "Trinidad and Tobago"."""
    for joint in _JOINT.finditer(text):
        found = _around(text, joint, gazetteer)
        if found is not None and any(m.start < found.end and found.start < m.end for m in given):
            yield found


def _around(text: str, joint: re.Match[str], gazetteer: Gazetteer) -> Mention | None:
    """The longest listed name across a joint."""
    before = _WORDS_BEFORE_JOINT.search(text, max(0, joint.start() - _REACH), joint.start())
    if before is None:
        return None
    starts = [before.start(), *(at + 1 for at in range(before.start(), before.end()) if text[at] == " ")]
    for start in (at for at in starts if text[at].isupper()):
        for end in forward(text, joint.end()):
            name = re.sub(r"['’]s?\Z|[.,]+\Z", "", text[start:end])
            if any(map(is_wide, gazetteer.candidates(name)[:1])):
                return Mention(start, start + len(name), name)
    return None


def is_wide(entry: Entry) -> bool:
    """Whether an entry is a country, by any name, or a region by its main one."""
    if entry.precision == "country":
        return True
    return not entry.alias and (entry.feature == "ADM1" or entry.precision == "region")


def names_no_place(text: str, mention: Mention, gazetteer: Gazetteer) -> bool:
    """Whether the name is a brigade's, a newspaper's, a pact's, a ship's or a saint's: "the Azov Brigade", "the Minsk
    accords", "St. Anne's School"."""
    if mention.form != "name":
        return False
    if _is_a_saints(text, mention):
        return True
    if _SHIP.search(text, max(0, mention.start - 8), mention.start):
        return True
    if _OF_A_FORCE.match(text, mention.end) or _OF_A_MEDIUM.match(text, mention.end):
        return True
    if _OF_A_PACT.match(text, mention.end) is None or mention.name.casefold() in gazetteer.demonyms():
        return False
    # A pact is called after the town where it was signed; one about a country or a region is about that place.
    found = gazetteer.candidates(mention.name)
    if not found or found[0].precision == "country":
        return False
    return not is_wide(found[0]) or any(entry.precision == "town" and not entry.alias for entry in found)


def _is_a_saints(text: str, mention: Mention) -> bool:
    """Whether a church or school bears the name: "St. Mary's School", "the church of San Lorenzo"."""
    owner = _SAINTS.match(text, mention.start)
    if owner is not None and "'" in owner[0].replace("’", "'") and owner.end() > mention.end:
        return True
    of = _HOUSE_OF.search(text, max(0, mention.start - _REACH), mention.start)
    return of is not None and _SAINT.match(mention.name) is not None


def is_lent(text: str, mention: Mention) -> bool:
    """Whether a club bears the name of its town: "the Boston Red Sox"."""
    return mention.form == "name" and _OF_A_CLUB.match(text, mention.end) is not None
