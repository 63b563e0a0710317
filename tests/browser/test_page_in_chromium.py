"""The page in a real browser: no fault, no request, words and fields tied both ways, by mouse and by keyboard."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from browser import chromium
from browser.chromium import Page
from build import argument, bare, event, reading, span
from dateline.render.page import page

FOUND = chromium.find()
pytestmark = [
    pytest.mark.skipif(FOUND is None, reason="no Chromium or Chrome is installed"),
    pytest.mark.skipif(os.name != "posix", reason="the debugging pipe is set up for POSIX systems"),
]
HOSTILE = "</script><img src=http://127.0.0.1:9/x onerror=document.title='hit'> \u202estruck\u202c"


@pytest.fixture(scope="module")
def tab() -> Iterator[Page]:
    assert FOUND
    with chromium.browser(FOUND) as opened:
        yield opened


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("page") / "one.html"
    file.write_text(page([reading()]), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("page") / "many.html"
    other = bare(HOSTILE, event("e1", "shelling", span(HOSTILE, "struck")), headline=HOSTILE)
    file.write_text(page([reading(), other]), encoding="utf-8")
    return file


def texts(tab: Page, selector: str) -> list[str]:
    found: list[str] = tab.run(f"Array.from(document.querySelectorAll({selector!r}), e => e.textContent)")
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 768, 1280, 1900])
def test_no_fault_no_request_no_sideways_scrolling(tab: Page, one: Path, width: int, scheme: str) -> None:
    tab.requests.clear()
    tab.open(one, width=width, media={"prefers-color-scheme": scheme})
    assert tab.logs == []
    assert tab.requests == [one.as_uri()]
    assert tab.run("document.documentElement.scrollWidth <= innerWidth")


def test_pointing_at_a_field_lights_its_words(tab: Page, one: Path) -> None:
    tab.open(one)
    tab.point("#r1e1 .field.target")
    assert texts(tab, ".w.hot") == ["Kasra base", "the Kasra military base"]
    assert tab.run("document.querySelector('#r1e1').classList.contains('active')")


def test_pointing_at_words_lights_their_fields(tab: Page, one: Path) -> None:
    tab.open(one)
    tab.point(".w.instrument")
    assert texts(tab, "#r1e1 .field.on .label") == ["instrument", "says"]
    tab.point("h1")
    assert texts(tab, ".on, .hot, .active") == []


def test_a_click_holds_and_escape_lets_go(tab: Page, one: Path) -> None:
    tab.open(one)
    tab.point("#r1e8 .pick", click=True)
    tab.point("h1")
    assert texts(tab, ".w.hot") == ["a car bomb"]
    assert tab.run("document.querySelector('#r1e8 .pick').getAttribute('aria-pressed')") == "true"
    tab.press("Escape")
    assert texts(tab, ".w.hot") == []
    assert tab.run("document.querySelector('#r1e8 .pick').getAttribute('aria-pressed')") == "false"


def test_a_mark_of_the_timeline_leads_to_its_card(tab: Page, one: Path) -> None:
    tab.open(one)
    tab.point(".bar[data-e=r1e6] text", click=True)
    assert tab.run("document.activeElement.closest('.card').id") == "r1e6"


def test_the_keyboard_alone_goes_everywhere(tab: Page, one: Path) -> None:
    tab.open(one)
    tab.run("document.querySelector('#r1e1 .pick').focus()")
    tab.press("ArrowDown")
    tab.press("ArrowDown")
    assert tab.run("document.activeElement.closest('.card').id") == "r1e3"
    tab.press("Tab")
    assert tab.run("document.activeElement.querySelector('.label').textContent") == "actor"
    assert texts(tab, ".w.hot") == ["army helicopters"]
    tab.press("Escape")
    assert tab.run("document.activeElement.matches('#r1e3 .pick')")
    tab.run("document.querySelector('.text').focus()")
    tab.press("ArrowRight")
    tab.press("ArrowRight")
    assert tab.run("document.activeElement.textContent") == "rocket attack"
    assert "rocket attack" in tab.run("document.querySelector('.peek').textContent")


def test_one_report_of_many_is_shown_and_hostile_text_is_inert(tab: Page, many: Path) -> None:
    tab.requests.clear()
    tab.open(many)
    assert tab.run("Array.from(document.querySelectorAll('.reading'), a => a.hidden)") == [False, True]
    tab.point('.chooser a[href="#r2"]', click=True)
    assert tab.run("new Promise(r => setTimeout(() => r(document.querySelector('#r1').hidden), 100))")
    assert tab.run("document.querySelectorAll('img').length") == 0
    assert tab.run("document.title").startswith("2 reports")
    assert tab.logs == []
    assert tab.requests == [many.as_uri()]


def test_the_list_is_searched(tab: Page, many: Path) -> None:
    tab.open(many)
    tab.run(
        "(() => {const field = document.querySelector('.find input'); field.value = 'kasra';"
        "field.dispatchEvent(new Event('input'))})()"
    )
    assert tab.run("Array.from(document.querySelectorAll('.chooser li'), a => a.hidden)") == [False, True]


def test_a_long_report_stays_usable(tab: Page, tmp_path: Path) -> None:
    text = ("The army said rockets struck the base near Mosul on Monday. " * 12 + "\n\n") * 138
    places = [at for at in range(len(text)) if text.startswith("struck", at)][:400]
    events = [
        event(f"e{number}", "shelling", span(text, "struck", number - 1), arguments=(
            argument("target", span(text, "the base", number - 1)),)) for number in range(1, 101)
    ]  # fmt: skip
    assert len(places) == 400
    file = tmp_path / "long.html"
    file.write_text(page([bare(text[:100_000], *events)]), encoding="utf-8")
    tab.open(file)
    slowest = tab.run(
        "(() => {let most = 0; for (const b of Array.from(document.querySelectorAll('.field')).slice(0, 40)) {"
        "const t = performance.now(); b.dispatchEvent(new PointerEvent('pointerover', {bubbles: true}));"
        "b.getBoundingClientRect(); most = Math.max(most, performance.now() - t)} return most})()"
    )
    assert slowest < 1000
    assert tab.logs == []
