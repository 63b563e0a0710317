"""Media: which names and phrases are those of agencies, newspapers and broadcasters, listed ones or not."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dateline.normalise.actor_words import Token, tokenise
from dateline.schema.reading import Entity

EntityOf = Callable[[str], Entity | None]

LISTED = frozenset(
    f"actor:{slug}"
    for slug in """agence-france-presse al-arabiya al-jazeera al-manar al-masirah amaq anadolu-agency ansa
    associated-press bbc caracol cnn deutsche-presse-agentur efe fars-news-agency haaretz interfax irna kcna kyodo
    new-york-times prensa-latina press-trust-of-india press-tv radio-venceremos reuters ria-novosti rudaw
    sana-news-agency shafaq-news sputnik-news-agency tasnim-news-agency tass the-guardian times-of-israel wafa
    wall-street-journal washington-post xinhua yonhap""".split()
)
"""The media among the listed organizations."""

_KINDS = frozenset(
    "newspaper newspapers magazine broadcaster radio television tv channel newswire website tabloid periodical".split()
)
_KINDS_OF_TWO = frozenset(
    ("news agency", "press agency", "state agency", "official agency", "wire service", "news service", "news site",
     "news outlet", "media outlet", "news portal", "radio station", "radio network", "television station",
     "television network", "tv station", "tv network")
)  # fmt: skip
"""Words for a kind of medium, of one word and of two: what they end is one."""
_PERIODS = frozenset("daily weekly monthly".split())
"""Those that are nouns only beside a name (``the Turkish daily``, ``the daily Zaman``)."""
_QUALIFIED = frozenset("media press".split())
"""Those too, with a word before them that says whose (``state media``): bare they are the journalists present."""
_NAMED = frozenset(
    """news times post gazette herald tribune journal chronicle telegraph courier dispatch bulletin inquirer examiner
    tv television radio""".split()
)
"""Last words of the names of media: of two words (``Kalos Tribune``), or of one after an article (``the Tribune``)."""
_NAMED_AFTER_DAY = frozenset("star mail sun standard express mirror observer independent nation mail press".split())
_DAYS = frozenset("daily sunday morning evening weekly".split())
"""Last words of such names after a word for when they appear (``Daily Star``)."""
_NAMED_FIRST = frozenset("radio tv television channel".split())
"""First words of such names (``Radio Dabanga``)."""
_OTHERS = frozenset("army border command frontier guard military outpost police trading security".split())
"""Before ``post`` or ``dispatch``: no newspaper."""
_MODIFIERS = frozenset(
    """state official local private independent national public satellite opposition government daily weekly online
    regional foreign domestic international leading news press wire service agency station network site
    outlet portal monthly privately owned provincial community""".split()
)
_COMMON = _KINDS | _PERIODS | _QUALIFIED
_ARTICLES = frozenset(("the", "a", "an"))
_BREAKS = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
    october november december meanwhile however earlier later separately also but and or in on at by for from of as
    mr mrs ms dr when while after before since until that this he she it they we i who which according""".split()
)


def may_name(word: str) -> bool:
    """Whether a word can be part of a phrase for a medium: capitalised, or said of such."""
    lower = word.casefold()
    if lower in _BREAKS and lower not in _DAYS:
        return False
    joined = "-" in word or "." in word[:-1]  # "Kurdish-language", "mediazona.ca"
    return word[0].isupper() or word[0].isdigit() or lower in _MODIFIERS or lower in _COMMON or joined


def is_kind_word(word: str) -> bool:
    """Whether a word is a common one for a medium, which may also qualify another noun (``radio operator``)."""
    return word.casefold() in _COMMON | _MODIFIERS


def is_article(word: str) -> bool:
    """Whether a word is one, as it may open the phrase."""
    return word.casefold() in _ARTICLES


def is_medium(phrase: str, entity_of: EntityOf) -> bool:
    """Whether a phrase names a medium: a listed one, or by the words it is made of."""
    tokens = tokenise(phrase)
    first = 1 if tokens and is_article(tokens[0].text) else 0
    words = tokens[first:]
    if not words or any(token.key in _BREAKS for token in words[-1:]):
        return False
    return _is_listed(phrase, words, entity_of) or _is_kind(words) or _is_name(words, determined=first > 0)


def _is_listed(phrase: str, words: Sequence[Token], entity_of: EntityOf) -> bool:
    """A listed medium, also by its bare name where it is listed as an agency (``SANA``)."""
    found = entity_of(phrase)
    if found is not None:
        return found.id in LISTED
    if len(words) > 1 or not words[0].text[0].isupper():
        return False
    agency = entity_of(f"{words[0].text} news agency")
    return agency is not None and agency.id in LISTED


def _is_kind(words: Sequence[Token]) -> bool:
    """``the state news agency``, ``Iranian state TV``; with a name after it, ``the daily Zaman``."""
    end = len(words)
    while end > 1 and words[end - 1].text[0].isupper() and not _ends_kind(words[:end]):
        end -= 1
    if words[end - 1].key in _PERIODS:
        return end < len(words) or any(word.text[0].isupper() for word in words[: end - 1])
    return _ends_kind(words[:end]) and (end == len(words) or words[end - 1].text.islower())


def _ends_kind(words: Sequence[Token]) -> bool:
    last = words[-1].key
    if " ".join(word.key for word in words[-2:]) in _KINDS_OF_TWO or last in _KINDS:
        return True
    return last in _QUALIFIED and len(words) > 1


def named_like_a_medium(words: Sequence[Token], *, of_place: bool) -> bool:
    """Whether the words of a name are a medium's: ``Kalos Tribune``, and of a place also ``Kyiv Independent``."""
    return _is_name(words, determined=False) or (of_place and words[-1].key in _NAMED_AFTER_DAY)


def _is_name(words: Sequence[Token], *, determined: bool) -> bool:
    """``Kalos Tribune``, ``the Tribune``, ``Daily Star``, ``Radio Dabanga``."""
    if not all(word.text[0].isupper() or word.text[0].isdigit() for word in words):
        return False
    last = words[-1].key
    if len(words) == 1:
        return determined and last in _NAMED
    before = words[-2].key
    if last in _NAMED:
        return before not in _OTHERS
    return (last in _NAMED_AFTER_DAY and before in _DAYS) or words[0].key in _NAMED_FIRST
