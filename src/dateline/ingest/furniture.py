"""Lines of a page that are no part of its report: menus, share buttons, notices, footers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.ingest.words import bare, key, words

_LONGEST = 400
_MENU_MARK = re.compile(r"\s*[|•·»›>/]\s*|\s{3,}|\t")
_SENTENCE_END = re.compile(r"[.!?…]['\"”’)\]]{0,3}$")
_MENU_PARTS = 3
_QUOTED = re.compile(r"''.*?(?:''|$)|[“\"][^“”\"]*(?:[”\"]|$)|(?<!\w)[‘'][^‘’']*(?:[’'](?!\w)|$)")
_READER = re.compile(r"\byou(?:rs?)?\b|(?:^|[.!?:] )(?:Your?|We|Our)\b(?! [A-Z])|^\w+ (?:us|our)\b")
_LONGEST_NOTE = 40
_LEAST_PROSE = 2


def is_chrome(line: str) -> bool:
    """Whether the whole line is furniture of a page."""
    text = bare(line)
    if not any(character.isalnum() for character in text):
        return True
    if len(text) > _LONGEST:
        return False
    known = words()
    return key(text) in known.chrome or bool(known.chrome_pattern.fullmatch(text)) or _is_menu(text)


def ends_report(line: str) -> bool:
    """Whether the line heads a list of other stories or the readers' comments."""
    lower = key(line)
    return lower in words().tail or re.fullmatch(r"\d+ comments?|more (?:from|on|in|about) .{1,40}", lower) is not None


def without_notes(blocks: Sequence[str]) -> list[str]:
    """``blocks`` without what the page says to its reader above and below its report (``We value your privacy.``).

    A report that itself says ``we`` or ``you`` outside quotations, as letters and statements do, stays whole.
    """
    notes = [_speaks_to_reader(block) for block in blocks]
    prose = [index for index, block in enumerate(blocks) if not notes[index] and is_prose(block)]
    if len(prose) < _LEAST_PROSE or any(notes[prose[0] : prose[-1]]):
        return list(blocks)
    # Above its report a page has headlines too ("What we know").
    return [
        block for index, block in enumerate(blocks) if not notes[index] or (index < prose[0] and not is_prose(block))
    ]


def _speaks_to_reader(block: str) -> bool:
    if len(block.split()) > _LONGEST_NOTE or block.islower():
        return False
    return _READER.search(_QUOTED.sub(" ", block)) is not None


def is_prose(line: str) -> bool:
    """Whether the line reads as a sentence or more, and not as a heading."""
    if line.startswith(("http:", "https:", "www.")):
        return False
    count = len(line.split())
    return count >= 25 or (
        count >= 8 and _SENTENCE_END.search(line.rstrip()) is not None and not line.rstrip().endswith("?")
    )


def ends_sentence(line: str) -> bool:
    """Whether the line ends where a sentence may."""
    return _SENTENCE_END.search(line.rstrip()) is not None


def _is_menu(text: str) -> bool:
    """Headings of sections in a row: ``Home | World | Sport`` or ``Home News Politics Sport``."""
    known = words().sections | words().chrome
    parts = [key(part) for part in _MENU_MARK.split(text) if part.strip()]
    if len(parts) > 1 and known.issuperset(parts):
        return True
    if len(parts) >= _MENU_PARTS:
        return sum(part in known for part in parts) * 2 > len(parts)
    tokens = [key(token) for token in text.split()]
    return len(tokens) >= _MENU_PARTS and all(token in known for token in tokens)
