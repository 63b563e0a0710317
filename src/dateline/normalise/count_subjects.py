"""The people before a passive or a state of harm: beside it, or before what stands between."""

from __future__ import annotations

from typing import Final

from dateline.normalise.count_harm import AFTER_PASSIVE, AUXILIARIES, PASSIVE, UNREAL
from dateline.normalise.count_lexicon import BOUNDARIES, word_table
from dateline.normalise.count_lists import added, next_joined, with_earlier, with_headlined
from dateline.normalise.count_people import People
from dateline.normalise.count_sentence import HarmWord, Sentence

_GAP: Final = 14
"""The longest clause, in tokens, between people and the passive that befell them."""
_VERB_GAP: Final = 8
_GAP_STARTS: Final = word_table(", in at from near of who that under aged aboard on outside inside with and among (")
_HELD: Final = word_table("wielding brandishing holding clutching")
_GAP_CLAUSES: Final = _HELD | word_table("armed carrying wearing riding travelling traveling driving loyal belonging")
"""What opens a clause about the people before it, as a preposition does: "a man armed with two knives"."""
_DASHES: Final = frozenset("-–—")
_GAP_STOPS: Final = word_table('; : when after while because where since as before if but . ! ? "')
_CLAUSE_OBJECTS: Final = _HELD | word_table("by of in with from for at near against on to")
_CLAUSE_OF_THE_LAST: Final = word_table("who that which whom being believed feared thought said reported")
_FINITE: Final = word_table("died perished succumbed drowned suffered sustained received disappeared vanished")
_BETWEEN: Final = AUXILIARIES | UNREAL


def subject(told: Sentence, word: HarmWord) -> People | None:
    """The people before a passive or a state: beside it, or before a clause that ends in an auxiliary."""
    joined = told.joined_to(word)
    people = told.ends.get(_subject_end(told, word, joined))
    if people is None or (people.first in told.claimed and joined is None):
        return None
    if joined is not None and people.best != 0 and joined.harm.kind == word.harm.kind:
        return None
    people = _some_of(told, people, word)
    if told.lifeless(word, people) or (joined is None and not _passive(told, word, people)):
        return None
    beside = next_joined(told, people)
    if beside is not None and beside.first not in told.starts and beside.last <= word.first:
        people = added(people, beside)
    whole = with_earlier(told, people, shared=joined is not None)
    return with_headlined(told, whole) if people.last == word.first else whole


def _some_of(told: Sentence, people: People, word: HarmWord) -> People:
    """The two of "two of the three guards were killed"; the three of "one of three guards who were killed"."""
    some = told.wholes.get(people.last)
    between = [t.low for t in told.tokens[people.last : word.first]]
    finite = told.at(word.first) in _FINITE or not PASSIVE.isdisjoint(between)
    if some is None or not finite or (between and between[0] in _CLAUSE_OF_THE_LAST):
        return people
    return some


def _passive(told: Sentence, word: HarmWord, people: People) -> bool:
    """Whether the verb befell the people before it: "12 were killed", "12 killed in", not "two killed her"."""
    if word.harm.form == "state" or any(t.low in PASSIVE for t in told.tokens[people.last : word.first]):
        return True
    after = told.at(word.last)
    return not after[:1].isalpha() or after in BOUNDARIES or after in AFTER_PASSIVE or after.endswith("ly")


def _subject_end(told: Sentence, word: HarmWord, joined: HarmWord | None) -> int:
    """Where the people before the word end, or a place where none do."""
    bare = at = word.first if joined is None else joined.first
    while at > max(0, bare - _GAP) and at not in told.ends and told.at(at - 1) in _BETWEEN:
        at -= 1
    if at not in told.ends and at < bare:
        at = _over_gap(told, _over_aside(told, at))
    elif at == bare and told.at(word.first) in _FINITE:
        at = _over_commas(told, at)
    if at not in told.ends and joined is None and told.at(word.first - 1) == "and":
        at = _over_verb(told, word.first - 1)
    return _over_part(told, at)


def _over_commas(told: Sentence, at: int) -> int:
    """Back over what commas set off before a finite verb: "ten people, mostly women, died"."""
    if told.at(at - 1) != ",":
        return at
    opens = at - 2
    while opens > max(0, at - _VERB_GAP) and told.at(opens)[:1].isalpha():
        opens -= 1
    return opens if opens in told.ends and told.at(opens) == "," else at


def _over_aside(told: Sentence, at: int) -> int:
    """Back over what dashes set off after some people: "five people - two soldiers and a child - were killed"."""
    if told.at(at - 1) in _DASHES:
        for here in range(at - 2, max(0, at - _GAP), -1):
            if told.at(here) in _DASHES and here in told.ends:
                return here
    return at


def _over_part(told: Sentence, at: int) -> int:
    """Back from the end of a part to that of the whole: "four people including a child were injured"."""
    last = at - 1 if told.at(at - 1) == "," else at
    part = told.ends.get(last)
    between_commas = part is not None and "," in {told.at(at), told.at(last)} and told.at(part.first - 1) == ","
    if part is not None and between_commas and part.first - 1 in told.ends:
        return part.first - 1  # "five people, three women, were killed"
    if part is None or not part.part or told.at(part.first - 1) != "including":
        return at
    whole = part.first - 2 if told.at(part.first - 2) == "," else part.first - 1
    return whole if whole in told.ends else at


def _over_gap(told: Sentence, at: int) -> int:
    """Back from the auxiliary at ``at`` over a phrase like "in the town" or ", including two children,"."""
    for here in range(at, max(0, at - _GAP), -1):
        people = told.ends.get(here)
        opened = here == at or told.at(here) in _GAP_STARTS or told.at(here) in _GAP_CLAUSES
        if people is not None and opened and not people.part and told.at(people.first - 1) not in _CLAUSE_OBJECTS:
            return here
        if told.at(here - 1) in _GAP_STOPS or here - 1 in told.harmful:
            break
    return at


def _over_verb(told: Sentence, at: int) -> int:
    """Back from ``and`` over an earlier passive of the same people: "one guard was fired upon and killed"."""
    for here in range(at, max(0, at - _VERB_GAP), -1):
        if here in told.ends and told.at(here) in {"was", "were"}:
            return here
        if not told.at(here - 1)[:1].isalpha() or told.at(here - 1) in _GAP_STOPS:
            break
    return at
