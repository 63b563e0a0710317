"""Text from anywhere, made harmless to show: no control character reaches a terminal, a page or a table."""

from __future__ import annotations

import re
from html import escape
from typing import Final

SHOWN_FOR_HIDDEN: Final = "\N{REPLACEMENT CHARACTER}"

_HIDDEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls but tab and line feed: escape sequences begin with them
    "\u061c\u202a-\u202e\u2066-\u2069"  # overrides of writing direction: text that reads otherwise than it is
    "\u2028\u2029\ufeff\ufff9-\ufffb"  # line separators, byte order mark, annotations
    "\ud800-\udfff\U000e0000-\U000e007f]"  # lone surrogates, which no file can hold, and invisible tags
)


def inert(text: str) -> str:
    """``text`` with every hidden control shown as U+FFFD and line feeds as the only ends of lines.

    The length, and so every offset, stays.
    """
    lines = text.replace("\r\n", " \n").replace("\r", "\n").replace("\f", "\n")
    return _HIDDEN.sub(SHOWN_FOR_HIDDEN, lines)


def html(text: str) -> str:
    """``text`` for an element or a quoted attribute of a page."""
    return escape(inert(text), quote=True)
