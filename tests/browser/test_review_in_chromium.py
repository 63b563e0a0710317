"""Reviewing in a real browser: a missed event and a confidence by selected words, belonging by one key each."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from browser import chromium
from browser.chromium import Page
from served import TOKEN, filled, workbench

FOUND = chromium.find()
pytestmark = [
    pytest.mark.skipif(FOUND is None, reason="no Chromium or Chrome is installed"),
    pytest.mark.skipif(os.name != "posix", reason="the debugging pipe is set up for POSIX systems"),
]
PICTURES = Path(__file__).parents[2] / "build" / "pictures"
AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text(encoding="utf-8")
COMPLAINTS = (
    "axe.run(document, {resultTypes: ['violations']}).then(r => r.violations"
    ".filter(v => ['serious', 'critical'].includes(v.impact)).map(v => [v.id, v.nodes[0].html.slice(0, 160)]))"
)
READY = "document.readyState === 'complete'"


def _select(tab: Page, words: str, into: str) -> None:
    """Select words of the report as a mouse would, once a field was entered."""
    tab.run(f"document.getElementById('{into}').focus()")
    tab.run(
        "(() => {const nodes = document.createTreeWalker(document.querySelector('.text'), NodeFilter.SHOW_TEXT);"
        "for (let node; node = nodes.nextNode();) {"
        f"const at = node.data.indexOf({words!r});"
        f"if (at >= 0) {{getSelection().setBaseAndExtent(node, at, node, at + {len(words)}); return}}"
        "}})()"
    )
    tab.wait(f"/^\\d+-\\d+$/.test(document.getElementById('{into}').value)")


def _checked(tab: Page, name: str) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    tab.screenshot(PICTURES / f"review-{name}.png")
    tab.run(AXE)
    assert tab.run(COMPLAINTS) == []


def test_words_and_keys_decide(tmp_path: Path) -> None:
    assert FOUND
    store = str(tmp_path / "store.db")
    filled(store)
    with workbench(store) as client, chromium.browser(FOUND) as tab:
        tab.open(f"{client.base}/enter/{TOKEN}", width=1360, height=900)
        _adds_a_missed_event(tab, client.base)
        _corrects_a_confidence(tab, client.base)
        _moves_an_event(tab, client.base)
        assert not [each for each in tab.logs if "exception" in each.lower()]


def _adds_a_missed_event(tab: Page, base: str) -> None:
    tab.open(base + "/report/1")
    tab.press("e")
    assert tab.run("document.activeElement.id") == "missed-type"
    tab.run("document.getElementById('missed-type').value = 'protest'")
    _select(tab, "sent round", "missed-trigger")
    _select(tab, "schools", "missed-actor")
    _checked(tab, "missed")
    tab.run("document.querySelector('#missed button').click()")
    tab.wait(f"location.pathname.startsWith('/review/') && {READY} && document.querySelector('.history')")
    assert "protest added (“sent round”)" in tab.run("document.querySelector('.history').textContent")


def _corrects_a_confidence(tab: Page, base: str) -> None:
    tab.open(base + "/review/1")
    tab.press("c")
    tab.run("document.getElementById('field').value = 'confidence'")
    tab.run("(() => {const s = document.getElementById('replaces');"
            "s.value = Array.from(s.options).find(each => each.text.startsWith('actor')).value})()")  # fmt: skip
    tab.run("document.getElementById('value').value = 'possible'")
    _select(tab, "learned", "words")
    tab.run("document.querySelector('.correct button').click()")
    tab.wait(f"{READY} && document.querySelector('.history')?.textContent.includes('confidence is possible')")


def _moves_an_event(tab: Page, base: str) -> None:
    """Out of its incident, back into it by a digit, and both taken back."""
    told = "document.querySelector('.desk-what').textContent"
    tab.open(base + "/review/3")
    tab.press("s")
    tab.wait(f"{READY} && !{told}.includes('incident 1') && {told}.includes('incident')")
    tab.press("m")
    tab.wait("document.querySelector('.choose[open]')")
    _checked(tab, "merge")
    tab.press("1")
    tab.wait(f"{READY} && document.querySelector('.desk [data-key=s]')")
    tab.press("d")
    tab.wait("document.querySelector('.choose[open] [data-choice]')")
    for _ in range(2):
        tab.press("u")
        tab.wait(f"{READY} && !document.querySelector('.choose[open]') && document.querySelector('.desk')")
    tab.wait(f"{READY} && {told}.includes('incident 1')")
