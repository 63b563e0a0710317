"""Entities for phrases: a listed actor named at the head, else composed from nouns, demonyms and names."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.normalise.actor_acronym import AMBIGUOUS, acronym, stands_for
from dateline.normalise.actor_align import alignment
from dateline.normalise.actor_lexicon import Country, Lexicon, Noun
from dateline.normalise.actor_list import Actor, AliasIndex, Mention
from dateline.normalise.actor_media import named_like_a_medium
from dateline.normalise.actor_person import is_personal_name, is_ship, names_someone
from dateline.normalise.actor_phrase import Phrase, PhraseReader
from dateline.normalise.actor_words import JOINERS, Token, is_count, skip_determiners, tokenise
from dateline.schema.reading import Entity, EntityKind

_HARMED = frozenset(("target", "victim"))
_PRONOUNS = frozenset(
    "he she they we i you it him her them us me who whom itself themselves himself herself".split()
)  # fmt: skip
_EMBASSIES = frozenset(("embassy", "consulate", "consulate general", "diplomatic mission"))
_ACTS_FOR = frozenset(("armed-group", "military", "police", "organization", "government"))
_FIGHTS = frozenset(("armed-group", "military", "police"))
_BANDS = _FIGHTS | {"organization"}
_FORCE_OF: dict[EntityKind, EntityKind] = {
    "armed-group": "armed-group",
    "military": "military",
    "police": "police",
    "organization": "armed-group",
}
"""Whose force it is tells its kind: a party's or an opposition's is an armed group, a government's stays a military."""
_ETHNIC = "ethnic"
"""Before a demonym: it tells a people, not a country (``ethnic Albanian rebels``)."""
_BESIDE = frozenset("junta government regime court tribunal".split())
"""Bodies of an armed force that are not the force itself (``Sarnian military court``)."""
_ACTIVE_MEMBERS = frozenset(("worker", "activist", "cadre"))
_COMMANDO = "commando"
"""A country's commandos are of its army; of none, a squad of whoever fights."""
_BRIGADE = "brigade"
_LEADERS = frozenset(("person", "military"))
_AGAINST = frozenset(("critic", "rival"))
"""Kinds of the nouns for who leads or speaks for an actor, and those nouns for its adversaries."""
_UNNAMED = frozenset(("state", "other"))
_STANDS_ALONE = frozenset(("weapon", "facility", "other", "state"))
_MONEY = "$€£¥"
_MAX_DEPTH = 3
_MAX_GIVEN = 3


class Composer:
    """Makes entities from one alias index and the bundled lexicon. Pure: the same phrase gives the same entity."""

    def __init__(self, index: AliasIndex, lexicon: Lexicon) -> None:
        self._index = index
        self._lexicon = lexicon
        self._reader = PhraseReader(index, lexicon)

    def entity(self, text: str, role: str | None, depth: int = 0) -> Entity | None:
        """The entity of a filler phrase, None where its words do not tell what it is."""
        phrase = self._reader.read(text)
        if phrase is None:
            return None
        side, used = alignment(phrase.tokens, self._side)
        entity = (
            self._listed(phrase, used, role)
            or self._country_name(phrase)
            or self._composed(phrase, used, side, role, depth)
            or self._named(phrase, role, depth)
        )
        if entity is not None and side is not None and entity.kind in _ACTS_FOR:
            return entity.model_copy(update={"alignment": side})
        return entity

    def _side(self, text: str) -> str | None:
        tokens = tokenise(text)
        country = self._lexicon.country_at(tokens, 0) if tokens else None
        if country is not None and country.length == len(tokens):
            return country.name
        for mention in self._index.mentions(tokens):
            if mention.end - mention.start == len(tokens):
                return mention.actor.name
        return None

    # -- listed actors

    def _listed(self, phrase: Phrase, used: frozenset[int], role: str | None) -> Entity | None:
        for mention in phrase.mentions:
            if mention.start >= phrase.core or used & set(range(mention.start, mention.end)):
                continue
            if self._is_common(phrase, mention):
                continue
            if self._means_another(phrase, mention, used):
                if mention.end == phrase.core and mention.start > 0:
                    return self._of_another(phrase, mention, used)
                continue
            if mention.end < phrase.core:
                entity = self._of_actor(phrase, mention, role)
            else:
                entity = None if self._titled(phrase, mention.start) else _of(mention.actor)
            if entity is not None:
                return entity
        return self._in_bracket(phrase)

    def _in_bracket(self, phrase: Phrase) -> Entity | None:
        """The actor in brackets after a name that is not listed in that form (``Maoist People's Army (EPL)``)."""
        if phrase.core != len(phrase.tokens):
            return None
        for aside in phrase.asides:
            for mention in self._index.mentions(aside):
                if mention.end - mention.start == len(aside) and self._can_mean(phrase, aside, mention.actor):
                    return _of(mention.actor)
        return None

    def _can_mean(self, phrase: Phrase, aside: Sequence[Token], actor: Actor) -> bool:
        """Whether a bracket's actor is the one before it: many groups share an acronym, few a name."""
        letters = acronym(aside)
        if not letters or len(letters) > AMBIGUOUS:
            return True
        head = self._lexicon.noun_ending(phrase.tokens, len(phrase.tokens))
        group = head is None or head.kind in _ACTS_FOR or head.weak
        countries = {country.iso2 for country in self._countries(phrase.tokens, frozenset())}
        if (phrase.tokens[-1].text.islower() and not group) or (actor.country and countries - {actor.country}):
            return False
        names = [tokenise(alias.removeprefix("=")) for alias in (actor.name, *actor.aliases)]
        return stands_for(phrase.tokens, letters, names, at_home=group and actor.country in countries)

    def _titled(self, phrase: Phrase, start: int) -> bool:
        """Whether the words before are a head of their own kind (``President Hamas``): then no actor is named."""
        noun = self._lexicon.noun_ending(phrase.tokens, start) if start else None
        return noun is not None and noun.kind in ("person", "facility", "weapon")

    def _of_actor(self, phrase: Phrase, mention: Mention, role: str | None) -> Entity | None:
        """``FARC guerrillas`` are the FARC; its leader is a person, its rockets weapons, its office a facility."""
        found = self._head(phrase.tokens[: phrase.core], mention.end)
        if found is None:
            return None
        noun, end = found
        kind = noun.kind if _leads(noun, mention.actor) else _kind(noun, role)
        party = mention.actor.kind == "organization" and role == "actor" and noun.word in _ACTIVE_MEMBERS
        members = kind in _ACTS_FOR or party or (noun.weak and noun.plural)
        own = noun.kind in _FIGHTS and not noun.weak and mention.actor.kind == "organization"
        own = own or (noun.word in _BESIDE and mention.actor.kind == "military")
        abroad = self._abroad(phrase.tokens[mention.end : end], mention.actor)
        one = noun.weak and noun.kind == "person" and not noun.plural
        if members and not own and end == phrase.core and not one and abroad is None:
            return _of(mention.actor)
        if noun.weak and kind in _BANDS and mention.actor.kind in _FIGHTS:
            kind = mention.actor.kind
        return Entity(name=phrase.name, kind=kind, country=abroad or mention.actor.country)

    def _abroad(self, words: Sequence[Token], actor: Actor) -> str | None:
        """The one country named of an actor's part, if not its own (``al-Qaeda's Syrian affiliate``)."""
        named = {country.iso2 for country in self._countries(words, frozenset())} - {actor.country}
        return named.pop() if len(named) == 1 else None

    @staticmethod
    def _is_common(phrase: Phrase, mention: Mention) -> bool:
        """Whether an actor's words are common ones in a phrase with a name."""
        lower = all(word.text.islower() for word in phrase.tokens[mention.start : mention.end])
        return lower and any(word.text[0].isupper() for word in phrase.tokens)

    def _means_another(self, phrase: Phrase, mention: Mention, used: frozenset[int]) -> bool:
        """A listed actor of one country is not meant where the phrase names another, in words before it or over it.

        ``Northern Irish police`` are no ``Irish police``.
        """
        country = mention.actor.country
        return country is not None and any(named.iso2 != country for named in self._before(phrase, mention, used))

    def _before(self, phrase: Phrase, mention: Mention, used: frozenset[int]) -> list[Country]:
        """The countries named before an actor, the last of them perhaps in words that it shares."""
        before = self._countries(phrase.tokens[: mention.start], used)
        for start in range(mention.start):
            country = None if start in used else self._lexicon.country_at(phrase.tokens, start)
            if country is not None and start + country.length > mention.start:
                return [*before, country]
        return before

    def _of_another(self, phrase: Phrase, mention: Mention, used: frozenset[int]) -> Entity:
        """The listed actor's counterpart in the country that the phrase names (``Kenya's al-Shabaab``)."""
        named = {country.iso2 for country in self._before(phrase, mention, used)}
        return Entity(name=phrase.name, kind=mention.actor.kind, country=named.pop() if len(named) == 1 else None)

    # -- names of countries, capitals and peoples

    def _country_name(self, phrase: Phrase) -> Entity | None:
        tokens = phrase.tokens[: phrase.core]
        found = self._countries(tokens, frozenset())
        if not found:
            return self._people(phrase, tokens)
        if len(found) > 1:
            return self._several_countries(phrase, found)
        country = found[0]
        start = next(at for at in range(len(tokens)) if self._lexicon.country_at(tokens, at))
        if start + country.length != len(tokens):
            return None
        if country.form == "demonym":
            if phrase.core == 1 and not phrase.determined and not tokens[0].key.endswith("s"):
                return Entity(name=phrase.name, kind="state", country=country.iso2)
            return Entity(name=phrase.name, kind="civilian", country=country.iso2)
        if start > 0 and (tokens[start - 1].text[0].isupper() and not phrase.shouted):
            return None
        if country.form == "name":
            return Entity(name=country.name, id=f"state:{country.iso2}", kind="state", country=country.iso2)
        return Entity(name=phrase.name, kind="government", country=country.iso2) if start == 0 else None

    def _people(self, phrase: Phrase, tokens: Sequence[Token]) -> Entity | None:
        """``ethnic Albanians``: people, of a country that is not told."""
        named = self._lexicon.country_at(tokens, 1) if len(tokens) > 1 and tokens[0].key == _ETHNIC else None
        whole = named is not None and named.length == len(tokens) - 1
        return Entity(name=phrase.name, kind="civilian") if whole else None

    def _several_countries(self, phrase: Phrase, found: Sequence[Country]) -> Entity | None:
        """``Rwanda and Uganda``: states, of no one country; ``Kabul and New Delhi`` governments."""
        joiners = sum(token.key in JOINERS or token.text == "," for token in phrase.tokens[: phrase.core])
        words = sum(country.length for country in found) + joiners
        if not joiners or words != phrase.core or any(country.form not in ("name", "capital") for country in found):
            return None
        states = all(country.form == "name" for country in found)
        return Entity(name=phrase.core_name, kind="state" if states else "government")

    # -- composition

    def _composed(
        self, phrase: Phrase, used: frozenset[int], side: str | None, role: str | None, depth: int
    ) -> Entity | None:
        core = phrase.tokens[: phrase.core]
        found = self._head(core, 0)
        if found is None:
            return None
        noun, end = found
        if end < len(core) and not _followed_by_name(phrase, noun, end):
            return None
        before = core[: end - noun.length]
        country = self._country(phrase, noun, len(before), used)
        kind = _kind(noun, role)
        if noun.weak and kind != "facility":
            kind = (
                self._qualified(before, side, country, kind) or self._by_country(phrase, noun, before, country) or kind
            )
            group = self._complement(phrase, role, depth) if end == len(core) else None
            if group is not None and _made_of(noun, group):
                apart = group.id is not None and noun.kind in _BANDS and country not in (None, group.country)
                return Entity(name=phrase.name, kind=group.kind, country=country) if apart else group
        if _are_fighters(noun, kind) and end == len(core):
            group = self._complement(phrase, role, depth, links=("of", "from"))
            if group is not None and group.id is not None and group.kind == "armed-group":
                return group
        if noun.kind == "person" and noun.many is None and end < len(core):
            apposition = self._apposition(phrase, role, depth)
            if apposition is not None:
                return Entity(name=phrase.core_name, kind=apposition.kind, country=country or apposition.country)
        led = self._led(phrase, noun, end)
        if led is not None:
            kind = noun.kind if _leads(noun, led) else kind
            country = country or led.country
        return Entity(name=phrase.name, kind=kind, country=country)

    def _head(self, core: Sequence[Token], start: int) -> tuple[Noun, int] | None:
        """The last listed noun of the core that begins at ``start`` or after it, with the index after it."""
        words = core[start:]
        for end in range(len(words), 0, -1):
            noun = self._lexicon.noun_ending(words, end)
            if noun is not None:
                return noun, start + end
        return None

    @staticmethod
    def _led(phrase: Phrase, noun: Noun, end: int) -> Actor | None:
        """The listed actor that someone heads or speaks for (``the head of Hezbollah``)."""
        at = phrase.core
        if end < at or not noun.weak or noun.kind not in _LEADERS or noun.word in _AGAINST:
            return None
        if at + 1 >= len(phrase.tokens) or phrase.tokens[at].key != "of":
            return None
        start = skip_determiners(phrase.tokens, at + 1)
        return next((mention.actor for mention in phrase.mentions if mention.start == start), None)

    def _qualified(
        self, before: Sequence[Token], side: str | None, country: str | None, kind: EntityKind
    ) -> EntityKind | None:
        """The kind that a qualifying noun gives a weak head (``rebel forces``, ``police officers``)."""
        for end in range(len(before), 0, -1):
            noun = self._lexicon.noun_ending(before, end)
            if noun is not None and not noun.weak and noun.kind in _ACTS_FOR:
                if kind == "weapon" and noun.kind == "government":
                    return kind
                return _FORCE_OF.get(noun.kind, kind) if kind in _FIGHTS else noun.kind
        if side is not None and country is None and kind == "military":
            return "armed-group"
        return None

    @staticmethod
    def _by_country(phrase: Phrase, noun: Noun, before: Sequence[Token], country: str | None) -> EntityKind | None:
        """What a country, or none, tells of a force: its commandos are its army's; ``Salam Brigades`` are a group's."""
        if noun.word == _COMMANDO:
            return "military" if country is not None else None
        if noun.word != _BRIGADE or not noun.plural or country is not None or phrase.shouted:
            return None
        named = any(word.text[0].isupper() for word in before) and not any(word.text[0].isdigit() for word in before)
        return "armed-group" if named else None

    def _complement(
        self, phrase: Phrase, role: str | None, depth: int, links: Sequence[str] = ("of",)
    ) -> Entity | None:
        """What a group is made of (``members of the army``)."""
        at = phrase.core
        if depth >= _MAX_DEPTH or at + 1 >= len(phrase.tokens) or phrase.tokens[at].key not in links:
            return None
        return self.entity(phrase.text[phrase.tokens[at + 1].start :], role, depth + 1)

    def _countries(self, tokens: Sequence[Token], used: frozenset[int]) -> list[Country]:
        """The countries named, from left to right, but for the words in ``used`` and peoples."""
        found: list[Country] = []
        at = 0
        while at < len(tokens):
            country = None if at in used else self._lexicon.country_at(tokens, at)
            if country is not None and not (at > 0 and tokens[at - 1].key == _ETHNIC):
                found.append(country)
            at += country.length if country is not None else 1
        return found

    def _country(self, phrase: Phrase, noun: Noun, head: int, used: frozenset[int]) -> str | None:
        """The one country named before the head, else after ``of`` or ``from``; None where two are named."""
        before = {country.iso2 for country in self._countries(phrase.tokens[:head], used)}
        if before:
            return before.pop() if len(before) == 1 else None
        links = ("of",) if noun.word in _EMBASSIES else ("of", "from")
        at = phrase.core
        if at + 1 < len(phrase.tokens) and phrase.tokens[at].key in links:
            start = skip_determiners(phrase.tokens, at + 1)
            country = self._lexicon.country_at(phrase.tokens, start) if start < len(phrase.tokens) else None
            if country is not None and not used & set(range(start, start + country.length)):
                return country.iso2
        return None

    # -- what remains: names of people, things used

    def _named(self, phrase: Phrase, role: str | None, depth: int) -> Entity | None:
        """A personal name, told by its apposition where there is one; a thing used as an instrument."""
        core = phrase.tokens[: phrase.core]
        if len(core) == 1 and core[0].key in _PRONOUNS:
            return None
        told = self._apposition(phrase, role, depth)
        if told is not None:
            return Entity(name=phrase.core_name, kind=told.kind, country=told.country)
        if role == "instrument":
            counted = any(sign in phrase.text for sign in _MONEY) or any(is_count(word) for word in core)
            worded = any(character.isalnum() for character in phrase.name)
            return Entity(name=phrase.name, kind="weapon") if worded and not counted else None
        if is_ship(core) or (len(core) > 1 and self._is_medium(core)):
            return Entity(name=phrase.core_name, kind="organization")
        named = not phrase.determined and is_personal_name(core)
        return Entity(name=phrase.core_name, kind="person") if named else None

    def _is_medium(self, core: Sequence[Token]) -> bool:
        first = self._lexicon.country_at(core, 0)
        return named_like_a_medium(core, of_place=first is not None and first.length == len(core) - 1)

    def _apposition(self, phrase: Phrase, role: str | None, depth: int) -> Entity | None:
        at = phrase.core
        if depth >= _MAX_DEPTH or at + 1 >= len(phrase.tokens) or phrase.tokens[at].text != ",":
            return None
        return self.entity(phrase.text[phrase.tokens[at + 1].start :], role, depth + 1)


def _leads(noun: Noun, actor: Actor) -> bool:
    """Whether a ``leader`` leads a group, and so holds no office of a government."""
    return noun.weak and noun.many == "government" and actor.kind not in ("government", "state")


def _are_fighters(noun: Noun, kind: EntityKind) -> bool:
    """Whether a noun means several who fight, and may fight for a group (``fighters of``, ``gunmen from``)."""
    return kind in _FIGHTS and (noun.plural or noun.word.endswith("men"))


def _of(actor: Actor) -> Entity:
    return Entity(name=actor.name, id=actor.id, kind=actor.kind, country=actor.country, alignment=actor.alignment)


def _made_of(noun: Noun, group: Entity) -> bool:
    """Whether a group noun tells no more than what it is a group of (``members of``; not ``leader of``)."""
    if noun.kind == "other":
        return True
    return group.kind not in _STANDS_ALONE and (noun.plural or noun.kind != "person")


def _kind(noun: Noun, role: str | None) -> EntityKind:
    """The kind a head noun gives in a role."""
    if role == "instrument" and noun.kind not in _ACTS_FOR:
        return "weapon"
    if noun.many is not None and (noun.plural or noun.many == "government"):  # one who holds an office acts for it
        return noun.many
    return noun.harmed if role in _HARMED else noun.kind


def _followed_by_name(phrase: Phrase, noun: Noun, end: int) -> bool:
    """Whether the words after a noun can be the name of what it means (``policeman Ali Diab``; not ``State Service``).

    In lower-case writing, up to three unlisted words after a person's office are taken for the name.
    """
    if noun.kind in _UNNAMED:
        return False
    if names_someone(phrase.tokens[end : phrase.core]):
        return True
    return phrase.text.islower() and noun.kind == "person" and not noun.plural and phrase.core - end <= _MAX_GIVEN
