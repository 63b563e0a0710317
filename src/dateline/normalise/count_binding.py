"""Which people a word of harm befell: the phrase after it, or the one before its passive."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from dateline.normalise.count_asides import before_aside, elsewhere, is_named_aside, past_aside
from dateline.normalise.count_clauses import denied, goes_on_finitely, holds_verb, opens_clause
from dateline.normalise.count_harm import (
    AFTER_PASSIVE,
    ARRESTED,
    AUXILIARIES,
    HARMS,
    HEADS,
    LIVES,
    LOST,
    NOUN_FORMS,
    OF_PERSONS,
    PASSIVE,
    UNREAL,
    Harm,
)
from dateline.normalise.count_lexicon import BOUNDARIES, COUNTED_OF, PAIRS, PERSON_NOUNS, VAGUE, word_table
from dateline.normalise.count_numbers import Token
from dateline.normalise.count_people import People, word_at
from dateline.normalise.count_phrases import FAMILY, POSSESSIVE, ends_plural, is_person, noun_end, one_person

_LENGTHS: Final = {first: sorted({len(key) for key in HARMS if key[0] == first}, reverse=True) for first, *_ in HARMS}
"""How many tokens the words of harm that begin with a token have, longest first."""
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
_SKIPPED: Final = word_table("the these those of its his their some over as an")
_CLAUSE_OF_THE_LAST: Final = word_table("who that which whom being believed feared thought said reported")
_LIVES: Final = frozenset({"lives", "life"})
_DYING: Final = word_table("died dead dies succumbed death")
_FINITE: Final = word_table("died perished succumbed drowned suffered sustained received disappeared vanished")
_BETWEEN: Final = AUXILIARIES | UNREAL
_ALSO: Final = (("and",), ("as", "well", "as"), ("along", "with"))
_ITS_OWN: Final = POSSESSIVE | {"the"}
_NEGATED: Final = UNREAL - {"to"}


class HarmWord(NamedTuple):
    """A word of harm at tokens ``[first, last)``."""

    first: int
    last: int
    harm: Harm


class Bond(NamedTuple):
    """A word of harm with the people that it befell."""

    word: HarmWord
    people: People


def harm_words(tokens: Sequence[Token]) -> list[HarmWord]:
    """The words of harm, none overlapping another, in order."""
    found: list[HarmWord] = []
    for at, token in enumerate(tokens):
        lengths = _LENGTHS.get(token.low)
        if lengths is None or (found and at < found[-1].last):
            continue
        word = next((w for n in lengths if (w := _word(tokens, at, n)) is not None), None)
        if word is not None:
            found.append(word)
    return found


def _word(tokens: Sequence[Token], at: int, length: int) -> HarmWord | None:
    key = tuple([t.low for t in tokens[at : at + length]])
    harm = HARMS.get(key)
    if harm is None:
        return None
    if key in NOUN_FORMS and word_at(tokens, at + length) == "of":
        harm = NOUN_FORMS[key]
    return HarmWord(at, at + length, harm)


def bonds(tokens: Sequence[Token], words: Sequence[HarmWord], people: Sequence[People]) -> list[Bond]:
    """Every word of harm with its people, where it has any; both lists in the order of the text."""
    return list(_Clauses(tokens, words, people).bonds())


@dataclass(slots=True)
class _Clauses:
    """The tokens with what stands in them, looked up by position."""

    tokens: Sequence[Token]
    words: Sequence[HarmWord]
    people: Sequence[People]
    starts: dict[int, People] = field(init=False)
    ends: dict[int, People] = field(init=False)
    wholes: dict[int, People] = field(init=False)
    """What ends where others within it do, by that place: "two of the three guards"."""
    befalling: dict[int, HarmWord] = field(init=False)
    """Verbs and states of harm by their first token."""
    before: dict[int, HarmWord] = field(init=False)
    """The same by the token after their last."""
    harmful: set[int] = field(init=False)
    claimed: set[int] = field(default_factory=set)
    """First tokens of the people that a word has taken."""

    def __post_init__(self) -> None:
        self.starts = {p.first: p for p in self.people}
        self.ends = {p.last: p for p in self.people}
        self.wholes = {p.last: p for p in self.people if self.ends[p.last] is not p}
        befalling = [w for w in self.words if w.harm.form in {"verb", "state"}]
        self.befalling = {w.first: w for w in befalling}
        self.before = {w.last: w for w in befalling}
        self.harmful = {at for w in self.words for at in range(w.first, w.last)}

    def bonds(self) -> Iterator[Bond]:
        """The bonds; one that ``either ... or`` makes uncertain is withdrawn with its partner."""
        held: dict[int, list[Bond]] = {}
        for word in self.words:
            people = self._object(word) if word.harm.form != "state" else None
            if people is None and word.harm.form in {"verb", "state"}:
                people = self._subject(word)
            if people is None or self._unreal(word) or self._at(people.last) == "each":
                continue
            self.claimed.add(people.first)
            if people.best != 0 and self._either(word):
                held[people.first] = []
            else:
                held.setdefault(people.first, []).append(Bond(word, people))
        yield from (bond for group in held.values() for bond in group)

    def _at(self, at: int) -> str:
        return word_at(self.tokens, at)

    def _joined_to(self, word: HarmWord) -> HarmWord | None:
        """The word before ``and`` or ``or`` that shares its people with this one: "kidnapped and killed"."""
        return self.before.get(word.first - 1) if self._at(word.first - 1) in {"and", "or", "nor"} else None

    def _either(self, word: HarmWord) -> bool:
        """``12 killed or wounded``, ``killed and wounded 12``: how many were killed is not told."""
        joined = self._joined_to(word)
        if joined is None or joined.harm.kind == word.harm.kind:
            return False
        return self._at(word.first - 1) != "and" or {joined.harm.kind, word.harm.kind} == {"killed", "injured"}

    def _unreal(self, word: HarmWord) -> bool:
        """Whether the word is an infinitive, or a negated or merely possible verb."""
        if word.harm.form == "noun":
            return False
        if denied(self.tokens, word.first) or self._died_there(word):
            return True
        before = [t.low for t in self.tokens[max(0, word.first - 4) : word.first]]
        while "but" in before:  # "did not kill anyone but hurt three": what is denied ends there
            before = before[before.index("but") + 1 :]
        if word.harm.form == "active":
            return bool(before) and before[-1] in UNREAL
        return not _NEGATED.isdisjoint(before) or before[-2:] == ["to", "be"]

    def _died_there(self, word: HarmWord) -> bool:
        """``taken to hospital, where he died``: not injured."""
        if not self._at(word.last - 1).startswith("hospital"):
            return False
        after = [t.low for t in self.tokens[word.last : word.last + _GAP]]
        return not {"where", "but", "and"}.isdisjoint(after[:2]) and not _DYING.isdisjoint(after)

    def _object(self, word: HarmWord) -> People | None:
        """The people right after an active verb, or after the ``of`` of a noun."""
        at = word.last
        if word.harm.form == "noun":
            if self._at(at) != "of":
                return None
            at += 1
        object_first = at
        while at not in self.starts and self._at(at) in _SKIPPED and at < word.last + 3:
            at += 1
        at = self._over_group(at)
        people = self.starts.get(at) or self._person_and(object_first)
        if people is None or HEADS.get(people.head, word.harm.kind) != word.harm.kind or self._lifeless(word, people):
            return None
        return self._with_those_elsewhere(self._with_next(people, subject=word.harm.form == "noun"))

    def _over_group(self, at: int) -> int:
        """Over ``a family of`` before a number."""
        first = at + 1 if self._at(at) in {"a", "the"} else at
        counted = self._at(first) in COUNTED_OF and self._at(first + 1) == "of"
        return first + 2 if counted and first + 2 in self.starts else at

    def _with_those_elsewhere(self, people: People) -> People:
        """``12 people in the north and five in the south`` added up."""
        following = elsewhere(self.tokens, self.starts, people)
        if following is None or following.part or not joins(people):
            return people
        return people if self._harmed_there(following) else added(people, following)

    def _harmed_there(self, people: People) -> bool:
        """Whether a verb of their own follows the people and where they are: "five in the south were wounded"."""
        for at in range(people.last + 1, people.last + _VERB_GAP):
            if not self._at(at)[:1].isalpha():
                return False
            if self._at(at) in AUXILIARIES or at in self.harmful:
                return True
        return False

    def _lifeless(self, word: HarmWord, people: People) -> bool:
        """Whether the word is one of harm for lives or persons only ("claimed 12 lives"), and nothing calls them so."""
        if self._at(word.first) in OF_PERSONS:
            return not is_person(people.head) or (word.harm.kind == "abducted" and people.head in ARRESTED)
        lives = LOST | _LIVES if self._at(word.first) == "lost" else _LIVES
        return self._at(word.first) in LIVES and word.last == word.first + 1 and people.head not in lives

    def _person_and(self, first: int) -> People | None:
        """``the judge and two others``, beginning at ``first``: one more than the number says, or with
        ``the judge, his wife and``, two."""
        ends: list[int] = []
        for here in range(first + 1, min(len(self.tokens), first + _VERB_GAP)):
            if self._at(here) == "," and self._kin(here + 1):
                ends.append(here)
                continue
            if self._at(here) == "of" or is_named_aside(self.tokens, here):
                continue
            if self._at(here) == "and":
                number = here + 2 if self._at(here + 1) in POSSESSIVE else here + 1
                following = self.starts.get(number)
                own = following is None or self._harmed_itself(following)
                return None if following is None or own else self._several_more(first, [*ends, here], following)
            if not self._at(here)[:1].isalpha() or self._at(here) in BOUNDARIES:
                break
        return None

    def _several_more(self, first: int, ends: Sequence[int], people: People) -> People | None:
        """The people with each one person that ends at ``ends``, the first of whom begins at ``first``."""
        firsts = [first, *(end + 1 for end in ends[:-1])]
        whole: People | None = people
        for begins, end in zip(reversed(firsts), reversed(ends), strict=True):
            whole = None if whole is None else self._one_more(begins, end, whole)
        return whole

    def _kin(self, at: int) -> bool:
        return self._at(at) in POSSESSIVE and self._at(at + 1) in FAMILY

    def _and_before(self, people: People) -> People:
        """The people with ``the judge and`` or ``the judge and his`` before their number, where it stands there."""
        last = people.first - 2 if self._at(people.first - 1) in POSSESSIVE else people.first - 1
        if self._at(last) != "and":
            return people
        if self._at(last - 1) == ",":
            last -= 1
        first = self._name_start(last)
        ends = [last]
        while first < ends[0] and self._kin(first) and self._at(first - 1) == ",":
            ends.insert(0, first - 1)
            first = self._name_start(first - 1)
        if is_named_aside(self.tokens, first - 1):
            first = self._name_start(first - 1)
        more = self._several_more(first, ends, people) if first < ends[0] else None
        return people if more is None else more

    def _name_start(self, last: int) -> int:
        """Where the words begin that may name the one person who ends at token ``last``: "the mayor of Arda"."""
        first = last
        while first > max(0, last - _VERB_GAP) and (self._names(first - 1) or self._owned(first - 1)):
            first -= 1
        return first

    def _owned(self, at: int) -> bool:
        """Whether an ``of`` after somebody's noun stands there."""
        return self._at(at) == "of" and self._at(at - 1) in PERSON_NOUNS

    def _names(self, at: int) -> bool:
        return self._at(at)[:1].isalpha() and at not in self.harmful and self._at(at) not in BOUNDARIES

    def _one_more(self, first: int, last: int, people: People) -> People | None:
        """The people and the one person of tokens ``[first, last)``, None if those name no person."""
        if not joins(people) or people.part or holds_verb(self.tokens, first, last):
            return None
        owner = next((at for at in range(first, last) if self._at(at) == "of"), last)
        if not one_person(self.tokens, first, owner, alone=False):
            return None
        return added(People(first, last, 1, 1, 1, head="person"), people)

    def _with_next(self, people: People, *, subject: bool) -> People:
        """``two soldiers and a civilian``, ``20 people as well as the attacker`` added up, unless the second has a
        verb of its own; ``subject``: the verb may be that of "the bodies of two soldiers and a civilian"."""
        whole = people
        while (following := self._joined(whole) or self._next_listed(whole)) is not None:
            if following.part or not joins(following) or self._harmed_itself(following):
                return people
            if not subject and goes_on_finitely(self.tokens, following.last):
                return people
            whole = added(whole, following)
        return whole

    def _harmed_itself(self, people: People) -> bool:
        """Whether a word of harm of their own follows the people: "killed the mayor and two were injured"."""
        after = people.last
        if self._at(after) == "and":  # "killed two men and a boy and wounded five"
            return False
        while self._at(after) in AUXILIARIES and after < people.last + _VERB_GAP:
            after += 1
        return after in self.befalling

    def _next_listed(self, people: People) -> People | None:
        """The phrase after a comma in a list that ends in "and": "two soldiers, three policemen and a child"."""
        following = self.starts.get(people.last + 1) if self._at(people.last) == "," else None
        if following is None or people.head in {"people", "persons"} or not joins(people):
            return None
        closed = following
        while self._at(closed.last) == "," and (then := self.starts.get(closed.last + 1)) is not None:
            closed = then
        return following if self._joined(closed) is not None else None

    def _joined(self, people: People) -> People | None:
        """Who is told right after some people and ``and``: more of them, or one person."""
        last = past_aside(self.tokens, self.starts, people)
        for words in _ALSO:
            first = last + len(words)
            if all(self._at(last + place) == word for place, word in enumerate(words)):
                return self.starts.get(first) or self._one_named(first, bare=people.best == 1)
        return None

    def _one_named(self, first: int, *, bare: bool) -> People | None:
        """The one person of ``the attacker`` or ``his wife`` at a token; ``bare``: of ``woman``, as after "a man"."""
        begins = first + 1 if self._at(first) in _ITS_OWN else first
        if begins == first and not (bare and self._at(first) in PERSON_NOUNS):
            return None
        last = noun_end(self.tokens, begins, plural=False)
        one = last > begins and one_person(self.tokens, first, last, alone=bare)
        return People(first, last, 1, 1, 1, head=self._at(last - 1)) if one else None

    def _subject(self, word: HarmWord) -> People | None:
        """The people before a passive or a state: beside it, or before a clause that ends in an auxiliary."""
        joined = self._joined_to(word)
        people = self.ends.get(self._subject_end(word, joined))
        if people is None or (people.first in self.claimed and joined is None):
            return None
        if joined is not None and people.best != 0 and joined.harm.kind == word.harm.kind:
            return None
        people = self._some_of(people, word)
        if self._lifeless(word, people) or (joined is None and not self._passive(word, people)):
            return None
        beside = self._joined(people)
        if beside is not None and beside.first not in self.starts and beside.last <= word.first:
            people = added(people, beside)
        whole = self._with_earlier(people, shared=joined is not None)
        return self._with_headlined(whole) if people.last == word.first else whole

    def _with_headlined(self, people: People) -> People:
        """``2 guards, 3 rebels killed``: in a headline a comma is an "and"."""
        last = people.first - 1
        earlier = self.ends.get(last) if self._at(last) == "," else None
        if earlier is None and last == 1 and self._at(0) in PERSON_NOUNS:
            earlier = People(0, 1, 1, 1, 1, head=self._at(0))
        if earlier is None or earlier.first > 0 or earlier.head == people.head:
            return people
        if earlier.head in {"people", "persons"}:
            return earlier
        return added(earlier, people) if joins(earlier) and joins(people) and not earlier.part else people

    def _with_earlier(self, people: People, *, shared: bool) -> People:
        """The people with those that a list names before them, unless those are the object of an earlier clause:
        "Rebels fired at 30 soldiers and two civilians were killed"."""
        whole = people
        if self._separator(people) in {"and", ", and"}:
            while (earlier := self._earlier(whole, shared=shared)) is not None:
                whole = added(earlier, whole)
        whole = self._and_before(whole)
        alone = whole is people or not goes_on_finitely(self.tokens, people.last)
        return whole if alone or opens_clause(self.tokens, whole.first) else people

    def _some_of(self, people: People, word: HarmWord) -> People:
        """The two of "two of the three guards were killed"; the three of "one of three guards who were killed"."""
        some = self.wholes.get(people.last)
        between = [t.low for t in self.tokens[people.last : word.first]]
        finite = self._at(word.first) in _FINITE or not PASSIVE.isdisjoint(between)
        if some is None or not finite or (between and between[0] in _CLAUSE_OF_THE_LAST):
            return people
        return some

    def _passive(self, word: HarmWord, people: People) -> bool:
        """Whether the verb befell the people before it: "12 were killed", "12 killed in", not "two killed her"."""
        if word.harm.form == "state" or any(t.low in PASSIVE for t in self.tokens[people.last : word.first]):
            return True
        after = self._at(word.last)
        return not after[:1].isalpha() or after in BOUNDARIES or after in AFTER_PASSIVE or after.endswith("ly")

    def _subject_end(self, word: HarmWord, joined: HarmWord | None) -> int:
        """Where the people before the word end, or a place where none do."""
        bare = at = word.first if joined is None else joined.first
        while at > max(0, bare - _GAP) and at not in self.ends and self._at(at - 1) in _BETWEEN:
            at -= 1
        if at not in self.ends and at < bare:
            at = self._over_gap(self._over_aside(at))
        elif at == bare and self._at(word.first) in _FINITE:
            at = self._over_commas(at)
        if at not in self.ends and joined is None and self._at(word.first - 1) == "and":
            at = self._over_verb(word.first - 1)
        return self._over_part(at)

    def _over_commas(self, at: int) -> int:
        """Back over what commas set off before a finite verb: "ten people, mostly women, died"."""
        if self._at(at - 1) != ",":
            return at
        opens = at - 2
        while opens > max(0, at - _VERB_GAP) and self._at(opens)[:1].isalpha():
            opens -= 1
        return opens if opens in self.ends and self._at(opens) == "," else at

    def _over_aside(self, at: int) -> int:
        """Back over what dashes set off after some people: "five people - two soldiers and a child - were killed"."""
        if self._at(at - 1) in _DASHES:
            for here in range(at - 2, max(0, at - _GAP), -1):
                if self._at(here) in _DASHES and here in self.ends:
                    return here
        return at

    def _over_part(self, at: int) -> int:
        """Back from the end of a part to that of the whole: "four people including a child were injured"."""
        last = at - 1 if self._at(at - 1) == "," else at
        part = self.ends.get(last)
        between_commas = part is not None and "," in {self._at(at), self._at(last)} and self._at(part.first - 1) == ","
        if part is not None and between_commas and part.first - 1 in self.ends:
            return part.first - 1  # "five people, three women, were killed"
        if part is None or not part.part or self._at(part.first - 1) != "including":
            return at
        whole = part.first - 2 if self._at(part.first - 2) == "," else part.first - 1
        return whole if whole in self.ends else at

    def _separator(self, people: People) -> str:
        """What stands between a phrase and those before it in a list, empty if nothing that lists."""
        last = people.first - 2 if self._at(people.first - 1) in POSSESSIVE else people.first - 1
        if self._at(last) not in {"and", ","}:
            return ""
        return ", and" if self._at(last) == "and" and self._at(last - 1) == "," else self._at(last)

    def _earlier(self, people: People, *, shared: bool) -> People | None:
        """The phrase that a list holds before this one: "two guards, a driver and five others"; ``shared``: another
        word of harm may have taken it, that shares its people with this one."""
        separator = self._separator(people)
        last = people.first - (self._at(people.first - 1) in POSSESSIVE) - len(separator.split(" "))
        earlier = (self.wholes.get(last) or self.ends.get(last)) if separator else None
        if earlier is None or earlier.part:
            earlier = before_aside(self.tokens, self.starts, self.ends, last) if separator == ", and" else None
        if earlier is None or (earlier.first in self.claimed and not shared):
            return None
        set_off = earlier.best == people.best and self._at(people.last) == ","
        apposed = separator == "," and (earlier.head in {"people", "persons"} or set_off)
        return None if apposed or earlier.part or not joins(earlier) else earlier

    def _over_gap(self, at: int) -> int:
        """Back from the auxiliary at ``at`` over a phrase like "in the town" or ", including two children,"."""
        for here in range(at, max(0, at - _GAP), -1):
            people = self.ends.get(here)
            opened = here == at or self._at(here) in _GAP_STARTS or self._at(here) in _GAP_CLAUSES
            if people is not None and opened and not people.part and self._at(people.first - 1) not in _CLAUSE_OBJECTS:
                return here
            if self._at(here - 1) in _GAP_STOPS or here - 1 in self.harmful:
                break
        return at

    def _over_verb(self, at: int) -> int:
        """Back from ``and`` over an earlier passive of the same people: "one guard was fired upon and killed"."""
        for here in range(at, max(0, at - _VERB_GAP), -1):
            if here in self.ends and self._at(here) in {"was", "were"}:
                return here
            if not self._at(here - 1)[:1].isalpha() or self._at(here - 1) in _GAP_STOPS:
                break
        return at


def joins(people: People) -> bool:
    """Whether the phrase may be added to another: it names persons, and holds no harm of its own."""
    told = people.head in PERSON_NOUNS or people.head in PAIRS or ends_plural(people.head)
    return people.head not in HEADS and people.head not in VAGUE and told


def added(one: People, other: People) -> People:
    """The two as one phrase, bounds added; a bound that one of them lacks is lacking in the sum."""

    def total(a: int | None, b: int | None) -> int | None:
        return None if a is None or b is None else a + b

    low, best, high = total(one.low, other.low), total(one.best, other.best), total(one.high, other.high)
    return replace(one, last=other.last, low=low, best=best, high=high, head=other.head)
