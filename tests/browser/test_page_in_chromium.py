"""The page in a real browser: no fault, no request, words and fields tied both ways, by mouse and by keyboard."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from build import argument, bare, event, reading, span
from chromium import Watch
from dateline.render.page import page

HOSTILE = "</script><img src=http://127.0.0.1:9/x onerror=document.title='hit'> \u202estruck\u202c"


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("page") / "one.html"
    file.write_text(page([reading()]), encoding="utf-8")
    return file.as_uri()


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("page") / "many.html"
    other = bare(HOSTILE, event("e1", "shelling", span(HOSTILE, "struck")), headline=HOSTILE)
    file.write_text(page([reading(), other]), encoding="utf-8")
    return file.as_uri()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 768, 1280, 1900])
def test_no_fault_no_request_no_sideways_scrolling(
    tab: Page, watch: Watch, one: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    tab.emulate_media(color_scheme=scheme)
    tab.set_viewport_size({"width": width, "height": 900})
    tab.goto(one)
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert watch.requests == [one]


def test_pointing_at_a_field_lights_its_words(tab: Page, one: str) -> None:
    tab.goto(one)
    tab.locator("#r1e1 .field.target").hover()
    expect(tab.locator(".w.hot")).to_have_text(["Kasra base", "the Kasra military base"])
    expect(tab.locator("#r1e1")).to_contain_class("active")


def test_pointing_at_words_lights_their_fields(tab: Page, one: str) -> None:
    tab.goto(one)
    tab.locator(".w.instrument").first.hover()
    expect(tab.locator("#r1e1 .field.on .label")).to_have_text(["instrument", "says"])
    tab.locator("h1").first.hover()
    expect(tab.locator(".on, .hot, .active")).to_have_count(0)


def test_a_click_holds_and_escape_lets_go(tab: Page, one: str) -> None:
    tab.goto(one)
    pick = tab.locator("#r1e8 .pick")
    pick.click()
    tab.locator("h1").first.hover()
    expect(tab.locator(".w.hot")).to_have_text(["a car bomb"])
    expect(pick).to_have_attribute("aria-pressed", "true")
    tab.keyboard.press("Escape")
    expect(tab.locator(".w.hot")).to_have_count(0)
    expect(pick).to_have_attribute("aria-pressed", "false")


def test_a_mark_of_the_timeline_leads_to_its_card(tab: Page, one: str) -> None:
    tab.goto(one)
    tab.locator(".bar[data-e=r1e6] text").click()
    expect(tab.locator("#r1e6 :focus")).to_have_count(1)


def test_the_keyboard_alone_goes_everywhere(tab: Page, one: str) -> None:
    tab.goto(one)
    tab.locator("#r1e1 .pick").focus()
    for _ in range(2):
        tab.keyboard.press("ArrowDown")
    expect(tab.locator("#r1e3 :focus")).to_have_count(1)
    tab.keyboard.press("Tab")
    expect(tab.locator(":focus .label")).to_have_text("actor")
    expect(tab.locator(".w.hot")).to_have_text(["army helicopters"])
    tab.keyboard.press("Escape")
    expect(tab.locator("#r1e3 .pick")).to_be_focused()
    tab.locator(".text").focus()
    for _ in range(2):
        tab.keyboard.press("ArrowRight")
    expect(tab.locator(":focus")).to_have_text("rocket attack")
    expect(tab.locator(".peek")).to_contain_text("rocket attack")


def test_one_report_of_many_is_shown_and_hostile_text_is_inert(tab: Page, watch: Watch, many: str) -> None:
    tab.goto(many)
    expect(tab.locator("#r1")).to_be_visible()
    expect(tab.locator("#r2")).to_be_hidden()
    tab.locator('.chooser a[href="#r2"]').click()
    expect(tab.locator("#r1")).to_be_hidden()
    expect(tab.locator("#r2")).to_be_visible()
    expect(tab.locator("img")).to_have_count(0)
    assert tab.title().startswith("2 reports")
    assert watch.requests == [many]


def test_the_list_is_searched(tab: Page, many: str) -> None:
    tab.goto(many)
    tab.locator(".find input").fill("kasra")
    first, second = tab.locator(".chooser li").all()
    expect(second).to_be_hidden()
    expect(first).to_be_visible()


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
    tab.goto(file.as_uri())
    slowest = tab.evaluate(
        "() => {let most = 0; for (const b of Array.from(document.querySelectorAll('.field')).slice(0, 40)) {"
        "const t = performance.now(); b.dispatchEvent(new PointerEvent('pointerover', {bubbles: true}));"
        "b.getBoundingClientRect(); most = Math.max(most, performance.now() - t)} return most}"
    )
    assert slowest < 1000
