"""Words as they are searched: case, accents and punctuation off, the same in both databases.

Both indexes are given these words and nothing else, so that one query finds the same reports in either.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from dateline.errors import DataError

_WORD: Final = re.compile(r"[^\W_]+")
_TERM: Final = re.compile(r'(-)?(?:"([^"]*)"|(\S+))')
_MOST_LETTERS: Final = 200
"""Of a word or name: what is longer is none, and an index has a limit."""

_LAST_POSITION: Final = 16383
_MOST_POSITIONS: Final = 255
"""PostgreSQL's limits: the last place of a word that it keeps, and how many a word."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase that a report must hold, or with ``absent`` must not; ``prefix``: the last word may go on."""

    words: tuple[str, ...]
    prefix: bool = False
    absent: bool = False


def words(text: str) -> list[str]:
    """The words of a text: ``"Côte d’Ivoire's U.N. base"`` -> cote d ivoire s u n base."""
    if text.isascii():
        plain = text.lower()
    else:
        plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
        plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return [word[:_MOST_LETTERS] for word in _WORD.findall(plain)]


def key(text: str | None) -> str | None:
    """The words joined, with a space at both ends: one key holds another's words if it contains it."""
    found = words(text) if text else []
    return f" {' '.join(found)} " if found else None


def name_key(text: str | None) -> str | None:
    """The key of a name that is compared whole, as far as a database's index can hold it."""
    found = key(text)
    return found and found[:_MOST_LETTERS]


def terms(query: str) -> tuple[Term, ...]:
    """The terms of a query: words, ``"phrases"``, ``beginnings*`` and ``-absent`` ones.

    Raises:
        DataError: it holds no word that a report must have.
    """
    found = []
    for match in _TERM.finditer(query):
        absent, phrase, word = match.groups()
        held = tuple(words(phrase if phrase is not None else word))
        if held:
            found.append(Term(held, prefix=word is not None and word.endswith("*"), absent=bool(absent)))
    if all(term.absent for term in found):
        raise DataError("a search needs at least one word to look for", name=query)
    return tuple(found)


def fts5(query: tuple[Term, ...]) -> str:
    """The query in the language of SQLite's FTS5."""

    def phrase(term: Term) -> str:
        return f'"{" ".join(term.words)}"' + ("*" if term.prefix else "")

    wanted = " AND ".join(phrase(term) for term in query if not term.absent)
    return " NOT ".join([f"({wanted})", *(phrase(term) for term in query if term.absent)])


def tsquery(query: tuple[Term, ...]) -> str:
    """The query as a literal of PostgreSQL's ``tsquery``."""

    def phrase(term: Term) -> str:
        quoted = [f"'{word}'" for word in term.words]
        quoted[-1] += ":*" if term.prefix else ""
        return ("!" if term.absent else "") + f"({' <-> '.join(quoted)})"

    return " & ".join(phrase(term) for term in query)


def tsvector(found: list[str]) -> str:
    """Words with their positions as a literal of PostgreSQL's ``tsvector``.

    Its positions end at 16383 and a word keeps 256 of them: phrases beyond are found by their words' first places only.
    """
    places: dict[str, list[str]] = {}
    for at, word in enumerate(found, start=1):
        if at <= _LAST_POSITION:
            places.setdefault(word, []).append(str(at))
        else:
            places.setdefault(word, [])
    return " ".join(f"'{word}'" + (":" + ",".join(at[:_MOST_POSITIONS]) if at else "") for word, at in places.items())
