from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.render.safe import html, inert


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x07", "\ufffd[31mred\ufffd"),
        ("a\u202eb\u2066c", "a\ufffdb\ufffdc"),
        ("half \ud83d", "half \ufffd"),
        ("one\r\ntwo\rthree\ftwo", "one \ntwo\nthree\ntwo"),
        ("tab\tstays\n", "tab\tstays\n"),
        ("café naïve — “quoted” עברית", "café naïve — “quoted” עברית"),
    ],
)
def test_controls_are_shown_and_text_is_kept(text: str, shown: str) -> None:
    assert inert(text) == shown


@given(st.text())
def test_no_offset_moves(text: str) -> None:
    shown = inert(text)
    assert len(shown) == len(text)
    shown.encode()
    assert "\x1b" not in shown


def test_markup_is_escaped() -> None:
    assert html("<a href=\"x\" id='y'>&") == "&lt;a href=&quot;x&quot; id=&#x27;y&#x27;&gt;&amp;"
