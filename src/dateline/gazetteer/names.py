"""Names of places as keys: the same place spelt otherwise gets the same key, or a variant that is tried after it."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator

MAX_NAME = 80
"""Longer strings are no names of places."""

ABBREVIATION_MARK = "="
COUNTRY_MARK = "@"
CAPITAL_MARK = "^"
"""First characters of keys that are not names. ``name_key`` leaves letters, digits and spaces only, so none clashes."""

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ə": "a"}
)
_SILENT = re.compile(r"['’‘`´ʻʼʽʾʿʹ.]")
_BREAKS = re.compile(r"[\W_]+")
_ARTICLES = frozenset(
    ["al", "el", "ul", "ad", "ed", "an", "ar", "er", "as", "es", "ash", "esh", "at", "et", "az", "ez"]
)
_WORDS = {"saint": "st", "sainte": "st", "ste": "st", "fort": "ft", "mount": "mt", "and": "&"}


def name_key(name: str) -> str:
    """The key of a name: lower case, no diacritics, one space for each break, articles and saints in one spelling.

    Arabic articles before another word become "al" ("Deir ez-Zor" and "Deir al Zor" share a key), a first "the" goes.
    An over-long or wordless string gives the empty key.
    """
    if len(name) > MAX_NAME:
        return ""
    plain = name if name.isascii() else _without_marks(name)
    words = _BREAKS.sub(" ", _SILENT.sub("", plain.casefold())).split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    last = len(words) - 1
    return " ".join(
        "al" if at < last and word in _ARTICLES else _WORDS.get(word, word) for at, word in enumerate(words)
    )


def _without_marks(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name)
    return "".join(ch for ch in decomposed if not unicodedata.combining(ch)).casefold().translate(_LETTERS)


def variants(key: str) -> Iterator[str]:
    """Other keys to try when ``key`` is not listed: without or with a first article, without a last "city"."""
    if key.startswith("al "):
        yield key[3:]
    elif key:
        yield "al " + key
    if key.endswith(" city"):
        yield key[:-5]


def abbreviation_key(name: str) -> str | None:
    """The key of a short form with its case kept ("Ill.", "N.Y.", "IL"), or None for what is too long to be one."""
    letters = name.replace(".", "").replace(" ", "")
    if not 2 <= len(letters) <= 5 or not letters.isalpha() or not letters[0].isupper():
        return None
    return ABBREVIATION_MARK + letters


def key_hash(key: str) -> int:
    """64 bits of BLAKE2b of the key. Some 600,000 keys collide with a chance of one in a hundred million."""
    return int.from_bytes(hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
