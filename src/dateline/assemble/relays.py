"""Relays in so many words: the media that a source spoke to, that quote it, or that carry what it said."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from dateline.normalise.actor_media import EntityOf, is_article, is_kind_word, is_medium, may_name

_TOLD: Final = re.compile(
    r"\b(?:(?:speak|talk)ing (?:to|with)|(?:spoke|spoken|talked|said|confirmed|described) to|t(?:old|ells?|elling)"
    r"|(?:interview|remarks|comments|statements?) (?:with|to)|sent to)\s+",
    re.IGNORECASE,
)
_QUOTED: Final = re.compile(r"\b(?:quoted|cited|reported) (?:by|in|on)\s+", re.IGNORECASE)
_CARRIED: Final = re.compile(
    r"\b(?:(?:carried|published|aired|broadcast|relayed|released|distributed|posted|shown) (?:by|on|in)|said on"
    r"|(?:seen|obtained|reviewed|viewed|heard) by)\s+",
    re.IGNORECASE,
)
_PASSES: Final = re.compile(
    r"(?:\s+(?:reported|reports|said|says|wrote)(?:\s+(?:on\s+)?[A-Z]\w+day)?)?(?:,?\s+)"
    r"(?:which\s+)?(?:(?:also|later|earlier|has|had)\s+)*"
    r"(?:citing|quoting|cited|cites|quoted|quotes)\b(?!\s+(?:by|in|on|as|from)\b)"
)
_PASSES_LATER: Final = re.compile(
    r"\s+(?:reported|reports|said|says|wrote)\b[^;.\n“”\"]{1,160}?,\s+(?:citing|quoting)\b(?!\s+(?:by|in|on|as|from)\b)"
)
"""What stands before a medium or after it: it is told ("told the Daily News"), quotes ("cited by AFP") or carries what
is said ("carried by SANA"), or passes it on ("Reuters, citing officials", "Xinhua quoted police as saying")."""
_WORD: Final = re.compile(r"(?:[A-Z]\.){2,}(?=\s+\w)|[^\W_](?:[\w&/]|[.’'-](?=\w))*")
_AND: Final = re.compile(r",? and |, ")
_FUNCTION_WORDS: Final = frozenset(
    """that on in by from and as at during after of he she it they we i there the a an his her its their when late early
    earlier yesterday today over via for said before who which about to with but while or where how why if this these
    was were is are had has would will could may might in no not some all what""".split()
)
_LONGEST, _REACH = 8, 100
"""Words and characters that a medium's phrase takes at most."""


class Relay(NamedTuple):
    """A medium's words, half-open, and its cue's; the cue stands before the medium or after it."""

    start: int
    end: int
    cue_start: int
    cue_end: int

    def is_source(self, start: int, end: int) -> bool:
        """Whether a source at these offsets is the medium itself, with nobody whose words it passes on.

        ``A doctor cited by SANA`` and ``Reuters, citing officials`` are more than the medium.
        """
        if end <= self.start or self.end <= start:
            return False
        return self.cue_start <= start if self.cue_start < self.start else end <= self.cue_end


def relays(text: str, start: int, end: int, entity_of: EntityOf) -> list[Relay]:
    """The relays of a sentence in order. Any listed organization may quote, but only a medium is told, or carries."""
    found = [
        *_after(_TOLD, text, start, end, lambda words: is_medium(words, entity_of)),
        *_after(_CARRIED, text, start, end, lambda words: is_medium(words, entity_of)),
        *_after(_QUOTED, text, start, end, lambda words: _quotes(words, entity_of)),
        *_before(_PASSES, text, start, end, lambda words: is_medium(words, entity_of)),
        *_before(_PASSES_LATER, text, start, end, lambda words: is_medium(words, entity_of)),
    ]
    kept: dict[tuple[int, int], Relay] = {}
    for each in sorted(found):
        kept.setdefault((each.start, each.end), each)
    return list(kept.values())


def _quotes(words: str, entity_of: EntityOf) -> bool:
    entity = entity_of(words)
    listed = entity is not None and entity.id is not None and entity.kind == "organization"
    return listed or is_medium(words, entity_of)


def _after(cue: re.Pattern[str], text: str, start: int, end: int, fits: Callable[[str], bool]) -> Iterator[Relay]:
    """The longest fitting phrase right after each cue, and those that ``and`` joins to it."""
    for match in cue.finditer(text, start, end):
        joined: re.Match[str] | None = match
        while joined is not None:
            first = joined.end()
            ends = [word.end() for word in _run(text, first, end)]
            whole = (at for at in reversed(ends) if _is_whole(text, first, at, end))
            last = next((at for at in whole if _fits(text[first:at], fits)), None)
            if last is None:
                break
            yield Relay(first, last, match.start(), last)
            joined = _AND.match(text, last, end)


def _is_whole(text: str, start: int, at: int, end: int) -> bool:
    """Whether a phrase can end here: a common word is no medium with its noun after it ("the radio operator")."""
    following = _WORD.match(text, at + 1, end) if text[at : at + 1] == " " else None
    if following is None or following[0][0].isupper():
        return True
    if following[0] in _FUNCTION_WORDS or following[0].endswith("ed"):
        return True
    return not is_kind_word(text[start:at].rpartition(" ")[2])


def _before(cue: re.Pattern[str], text: str, start: int, end: int, fits: Callable[[str], bool]) -> Iterator[Relay]:
    """The longest fitting phrase that ends where a medium's own cue begins."""
    for match in cue.finditer(text, start, end):
        starts: list[int] = []
        following = match.start()
        for word in reversed(list(_WORD.finditer(text, max(start, following - _REACH), following))):
            article = is_article(word[0])
            if text[word.end() : following].strip(" ") or not (article or may_name(word[0])):
                break
            starts.append(word.start())
            following = word.start()
            if article or len(starts) == _LONGEST:
                break
        first = next((at for at in reversed(starts) if _fits(text[at : match.start()], fits)), None)
        if first is not None:
            yield Relay(first, match.start(), first, match.end())


def _run(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The words from an offset on that may name a medium, an article only as the first."""
    at = start
    for number, word in enumerate(_WORD.finditer(text, start, end)):
        named = may_name(word[0]) or (number == 0 and is_article(word[0]))
        if number == _LONGEST or not named or text[at : word.start()].strip(" "):
            return
        yield word
        at = word.end()


def _fits(words: str, fits: Callable[[str], bool]) -> bool:
    return not words.endswith(("'s", "’s")) and fits(words)
