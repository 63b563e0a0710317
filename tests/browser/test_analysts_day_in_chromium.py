"""An analyst's day in a real browser: the map, rival tolls, a correction and its undoing, a merger, an export."""

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
READY = "document.readyState === 'complete'"
LISTED = "document.querySelectorAll('#found .incident').length"


def _picture(tab: Page, step: str) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    tab.screenshot(PICTURES / f"day-{step}.png")


def _select(tab: Page, words: str) -> None:
    """Select words of the report as a mouse would."""
    tab.run(
        "(() => {const nodes = document.createTreeWalker(document.querySelector('.text'), NodeFilter.SHOW_TEXT);"
        "for (let node; node = nodes.nextNode();) {"
        f"const at = node.data.indexOf({words!r});"
        f"if (at >= 0) {{getSelection().setBaseAndExtent(node, at, node, at + {len(words)}); return}}"
        "}})()"
    )
    tab.wait("document.getElementById('words').value !== ''")
    assert tab.run("document.getElementById('chosen').textContent") == words


def test_an_analyst_s_day(tmp_path: Path) -> None:
    assert FOUND
    store = str(tmp_path / "store.db")
    filled(store)
    with workbench(store) as client, chromium.browser(FOUND) as tab:
        tab.open(f"{client.base}/enter/{TOKEN}", width=1360, height=900)
        _filters_the_map(tab, client.base)
        _sees_rival_tolls(tab)
        _corrects_a_perpetrator_and_takes_it_back(tab, client.base)
        _merges_two_incidents(tab, client.base)
        _exports(tab, client.base)


def _filters_the_map(tab: Page, base: str) -> None:
    tab.open(base + "/")
    tab.wait("globalThis.datelineMap && datelineMap.loaded()")
    assert tab.run(LISTED) == 3
    tab.run("(() => {const s = document.getElementById('type'); s.value = 'bombing';"
            "s.dispatchEvent(new Event('change', {bubbles: true}))})()")  # fmt: skip
    tab.wait(f"{LISTED} === 2")
    tab.wait("datelineMap.getSource('incidents').serialize().data.features.length === 2")
    _picture(tab, "1-map")
    tab.run("Array.from(document.querySelectorAll('#found .incident a'))"
            ".find(each => each.textContent.includes('Harla')).click()")  # fmt: skip
    tab.wait(f"location.pathname === '/incident/1' && {READY}")


def _sees_rival_tolls(tab: Page) -> None:
    page = tab.run("document.querySelector('main').innerText")
    disputed = page.partition("Disputed")[2].partition("Not disputed")[0]
    assert all(toll in disputed for toll in ("at least 9", "6", "2"))
    assert all(outlet in disputed for outlet in ("Valley News", "Harla Post", "River Radio", "Northern Wire"))
    _picture(tab, "2-incident")


def _corrects_a_perpetrator_and_takes_it_back(tab: Page, base: str) -> None:
    tab.open(base + "/review/1")
    tab.wait("document.querySelector('.w.hot')")
    tab.press("c")
    tab.run("document.getElementById('field').value = 'actor'")
    _select(tab, "Northern Wire")
    tab.run("document.querySelector('.correct button').click()")
    tab.wait(f"{READY} && document.querySelector('.history')")
    assert "Northern Wire" in tab.run("document.querySelector('.history').textContent")
    assert "version 2" in tab.run("document.querySelector('.desk-what').textContent")
    _picture(tab, "3-corrected")
    tab.press("u")
    tab.wait("document.querySelector('.history')?.textContent.includes('taken back by')")
    tab.wait(READY)


def _merges_two_incidents(tab: Page, base: str) -> None:
    tab.open(base + "/?type=shelling")
    other = tab.run("document.querySelector('#found .incident a').pathname")
    number = other.rpartition("/")[2]
    tab.open(base + "/incident/1")
    tab.press("m")
    tab.run(f"document.getElementById('merge').value = '{number}'")
    tab.run("document.getElementById('merge').form.querySelector('button').click()")
    tab.wait(f"{READY} && document.querySelector('main')?.innerText.includes('Night shelling of Dorra')")
    _picture(tab, "4-merged")
    tab.open(base + other)
    assert tab.run("location.pathname") == "/incident/1", "the absorbed incident leads to the one that absorbed it"


def _exports(tab: Page, base: str) -> None:
    tab.open(base + "/export")
    tab.run("document.querySelector('input[name=format][value=geojson]').click()")
    _picture(tab, "5-export")
    told = tab.run(
        "(async () => {const form = document.querySelector('.export-form');"
        "const answer = await fetch(form.action + '?' + new URLSearchParams(new FormData(form)));"
        "const made = await answer.json();"
        "return [answer.status, made.type, made.features.length]})()"
    )
    assert told == [200, "FeatureCollection", 2]
