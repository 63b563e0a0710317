"""People harmed by name: where a mention's name stands, also where other words were run into it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from dateline.assemble.context import Context
from dateline.normalise.actor_naming import TITLE, is_personal_name, name_in
from dateline.normalise.count import REMEMBERED

Range = tuple[int, int]
"""Where words stand in a text: start and end."""

_SITE: Final = r"\.(?:com|org|net)"
_RUN_ON: Final = re.compile(
    rf"(?:\b[a-z]{{4,}}|[\w.]*{_SITE})(?=[A-Z][a-z]+\s)|"
    rf"(?:\b[A-Z][a-z]{{4,}}|[\w.]*{_SITE})(?=(?:An?|The|One|Two|Three|Four|Five)\s)"
)
"""Words run into a name ("heldAna Torres") or into an article ("TribuneA man")."""
_TITLE_RUN_ON: Final = re.compile(r"(?!Vande[rn]|Della)[A-Z][a-z]{4,}(?=[A-Z][a-z]+\s+[A-Z])")
_CAPITALISED_BEFORE: Final = re.compile(r"[A-Z]\w*[^\S\n]+$")
_CUT_BEFORE: Final = re.compile(
    rf"(?:[A-Z]\w*[^\S\n]+(?!Vande[rn]|Della)[A-Z][a-z]{{4,}}|\b[a-z]{{4,}}|{_SITE})(?P<name>[A-Z][a-z]+[^\S\n]+)$"
)
"""The same of a longer title ("Los Angeles TimesAna Torres"), and where only the rest of the name is marked. A
surname like VanderMeer is whole."""
_REACH: Final = 60
_SURNAME: Final = re.compile(r"[A-Z][\w’'-]{2,}")


@lru_cache(maxsize=REMEMBERED)
def name_of(text: str, start: int, end: int) -> Range:
    """The range of a person's name in a mention, or of the mention without the words that are run into it.

    A page's title may be run into the text after it, as in "Los Angeles TimesAna Torres": the name begins at its
    capital.
    """
    begin = _apart(text, start, end)
    first, last = (begin + at for at in name_in(text[begin:end]))
    if is_personal_name(text[first:last]):
        return first, last
    return (begin, end) if start < begin else (start, end)


def _apart(text: str, start: int, end: int) -> int:
    """Where a mention begins without the words that are run into it, or with all of a first name that is cut off."""
    before = text[max(0, start - _REACH) : start]
    run_on = _RUN_ON.search(text, start, end)
    if run_on is None and _CAPITALISED_BEFORE.search(before):
        run_on = _TITLE_RUN_ON.match(text, start, end)
    if run_on is not None:
        return run_on.end()
    cut = _CUT_BEFORE.search(before)
    return start - len(cut["name"]) if cut is not None else start


def full_name(context: Context, surname: str) -> Range | None:
    """Where the text first names in full the one person of a surname; None where it names nobody so, or several."""
    if _SURNAME.fullmatch(surname) is None or _lower_case(context.text, surname):
        return None
    found = re.finditer(rf"(?<![\w’'-])(?:[A-Z][\w.’'-]{{1,30}}[^\S\n]+){{1,3}}{re.escape(surname)}\b", context.text)
    ranges = [each for match in found if (each := _called(context, *match.span())) is not None]
    given = {context.text[slice(*each)].split()[0] for each in ranges}
    return ranges[0] if len(given) == 1 else None


def _called(context: Context, start: int, end: int) -> Range | None:
    """The name among capitalised words, without titles, words that the text writes in lower case and a first word."""
    words = [match.span() for match in re.finditer(r"\S+", context.text[start:end])]
    for first, last in words[:-1]:
        word = context.text[start + first : start + last]
        opens = context.sentences.bounds(start + first)[0] == start + first
        if TITLE.fullmatch(word) is None and not opens and not _lower_case(context.text, word):
            name = start + first, end
            return name if is_personal_name(context.text[slice(*name)]) else None
    return None


def _lower_case(text: str, word: str) -> bool:
    return re.search(rf"\b{re.escape(word.lower())}\b", text) is not None
