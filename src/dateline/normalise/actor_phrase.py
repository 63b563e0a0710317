"""A filler phrase cut into what its head stands in, its complement, its brackets and its apposition."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.normalise.actor_lexicon import Lexicon
from dateline.normalise.actor_list import AliasIndex, Mention
from dateline.normalise.actor_words import (
    CLAUSE,
    DETERMINERS,
    MAX_CHARACTERS,
    Token,
    is_count,
    is_mark,
    skip_determiners,
    ties,
    tokenise,
)

_JOINERS = frozenset(("and", "or", "as", "&"))
_LINKS = frozenset(("of", "for"))
_OF_NAMES = frozenset("of for the and in".split())
_BODIES = frozenset(("organization", "facility", "armed-group", "government", "military", "police"))
_RALLY = "rally"
_OPENING, _CLOSING = "([", ")]"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A filler's words without leading article, count and bracketed asides.

    ``core`` is the number of words before the first clause, complement or apposition: the head is among them.
    ``mentions`` are the listed actors named anywhere in it, ``asides`` the words of each bracket.
    """

    text: str
    tokens: tuple[Token, ...]
    core: int
    mentions: tuple[Mention, ...]
    asides: tuple[tuple[Token, ...], ...]

    @property
    def name(self) -> str:
        """The phrase as written, without leading article or count and without a possessive ending."""
        return _clean(self.text, self.tokens[0].start, len(self.text))

    @property
    def core_name(self) -> str:
        """The core as written."""
        return _clean(self.text, self.tokens[0].start, self.tokens[self.core - 1].end)

    @property
    def determined(self) -> bool:
        """Whether an article, count or possessive stands before it, as before no person's name; an age may."""
        before = tokenise(self.text[: self.tokens[0].start])
        return any(token.key in DETERMINERS or token.text.isdigit() for token in before)

    @property
    def shouted(self) -> bool:
        """Whether it is written in capitals throughout."""
        return self.text.isupper()


def _clean(text: str, start: int, end: int) -> str:
    words = " ".join(text[start : min(end, MAX_CHARACTERS)].split()).strip(" ,;:\"“”‘’'")
    return re.sub(r"['’]s$", "", words)


class PhraseReader:
    """Cuts phrases with the help of the known names and nouns."""

    def __init__(self, index: AliasIndex, lexicon: Lexicon) -> None:
        self._index = index
        self._lexicon = lexicon

    def read(self, text: str) -> Phrase | None:
        """The phrase of a filler, None where nothing but articles and counts is left."""
        tokens, asides = self._without_asides(tokenise(text))
        start = skip_determiners(tokens)
        shouted = text.isupper() and len(tokens) - start > 1
        found = tuple(self._index.mentions(tokens, shouted=shouted))
        for mention in found:
            if mention.start < start < mention.end:
                start = mention.start
        tokens = tokens[start:]
        if not tokens:
            return None
        mentions = tuple(Mention(m.actor, m.start - start, m.end - start) for m in found if m.start >= start)
        return Phrase(text, tokens, self._core_end(tokens, mentions, shouted=shouted), mentions, asides)

    def _without_asides(self, tokens: tuple[Token, ...]) -> tuple[tuple[Token, ...], tuple[tuple[Token, ...], ...]]:
        """The words outside brackets, and those of each bracket; all where a listed name has one (``CPI (Maoist)``)."""
        if not any(token.text in _OPENING for token in tokens):
            return tokens, ()
        for mention in self._index.mentions(tokens):
            if any(token.text in _OPENING for token in tokens[mention.start : mention.end]):
                return tokens, ()
        return _split_brackets(tokens)

    def _core_end(self, tokens: tuple[Token, ...], mentions: Sequence[Mention], *, shouted: bool) -> int:
        if self._named_at_length(tokens):
            return len(tokens)
        inside = self._inside_names(tokens, mentions)
        for at in range(1, len(tokens)):
            if at not in inside and self._breaks(tokens, at, mentions, shouted=shouted):
                return at
        return len(tokens)

    def _named_at_length(self, tokens: tuple[Token, ...]) -> bool:
        """Whether a body's name with ``of`` or ``for`` stands before the head (``Front for Sarnian Unity fighters``).

        What it begins with is a body or no listed noun: ``Residents of Sarnia City houses`` begins with its head.
        """
        link = next((at for at, token in enumerate(tokens) if token.key in _LINKS), 0)
        last = len(tokens) - 1
        if not 0 < link < last - 1 or not tokens[last].text.islower():
            return False
        if any(token.text.islower() and token.key not in _OF_NAMES for token in tokens[:last]):
            return False
        first = self._lexicon.noun_ending(tokens, link)
        body = first is None or (first.kind in _BODIES and not first.plural) or first.word == _RALLY
        return body and self._lexicon.noun_ending(tokens, len(tokens)) is not None

    def _inside_names(self, tokens: tuple[Token, ...], mentions: Sequence[Mention]) -> frozenset[int]:
        """Words inside a longer name (``Republic of the Congo``), where a preposition ends nothing."""
        inside = {at for mention in mentions for at in range(mention.start + 1, mention.end)}
        for at, token in enumerate(tokens):
            if token.text[0].isupper():
                country = self._lexicon.country_at(tokens, at)
                if country is not None:
                    inside.update(range(at + 1, at + country.length))
        return frozenset(inside)

    def _breaks(self, tokens: tuple[Token, ...], at: int, mentions: Sequence[Mention], *, shouted: bool) -> bool:
        token = tokens[at]
        if token.text == ",":
            return self._comma_breaks(tokens, at, mentions, shouted=shouted)
        if is_mark(token) or token.key in CLAUSE or ties(tokens, at):
            return True
        return token.key in _JOINERS and self._headed(tokens, at, mentions)

    def _comma_breaks(self, tokens: tuple[Token, ...], at: int, mentions: Sequence[Mention], *, shouted: bool) -> bool:
        """An apposition or a list of phrases; not a list of adjectives (``Russian, Syrian and Iranian forces``)."""
        if at + 1 >= len(tokens) or self._headed(tokens, at, mentions):
            return True
        after = tokens[at + 1]
        if after.key in DETERMINERS or after.key in CLAUSE or is_count(after):
            return True
        if shouted or tokens[at - 1].text[0].islower():
            return False
        return not self._country_ends(tokens, at)

    def _country_ends(self, tokens: tuple[Token, ...], at: int) -> bool:
        found = (self._lexicon.country_at(tokens, start) for start in range(max(0, at - 3), at))
        ends = range(max(0, at - 3), at)
        return any(country and start + country.length == at for start, country in zip(ends, found, strict=True))

    def _headed(self, tokens: tuple[Token, ...], end: int, mentions: Sequence[Mention]) -> bool:
        """Whether the words before are a phrase of their own (not in ``Turkish and Syrian forces``)."""
        named = any(mention.end == end for mention in mentions)
        return named or self._lexicon.noun_ending(tokens, end) is not None


def _split_brackets(tokens: Sequence[Token]) -> tuple[tuple[Token, ...], tuple[tuple[Token, ...], ...]]:
    """The words outside brackets, and the words of each bracket that closes or ends the phrase."""
    kept: list[Token] = []
    asides: list[tuple[Token, ...]] = []
    at = 0
    while at < len(tokens):
        if tokens[at].text in _OPENING and kept:
            aside = tuple(_until_closed(tokens, at + 1))
            asides.append(aside)
            at += len(aside) + 2
        else:
            kept.append(tokens[at])
            at += 1
    return tuple(kept), tuple(asides)


def _until_closed(tokens: Sequence[Token], at: int) -> Iterator[Token]:
    while at < len(tokens) and tokens[at].text not in _CLOSING:
        yield tokens[at]
        at += 1
