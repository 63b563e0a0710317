"""Lines of a page that are no part of its report: menus, share buttons, notices, footers."""

from __future__ import annotations

import re

from dateline.ingest.words import bare, key, words

_LONGEST = 400
_MENU_MARK = re.compile(r"\s*[|•·»›>/]\s*|\s{3,}|\t")
_SENTENCE_END = re.compile(r"[.!?…]['\"”’)\]]{0,3}$")
_MENU_PARTS = 3


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
    if len(parts) >= _MENU_PARTS:
        return sum(part in known for part in parts) * 2 > len(parts)
    tokens = [key(token) for token in text.split()]
    return len(tokens) >= _MENU_PARTS and all(token in known for token in tokens)
