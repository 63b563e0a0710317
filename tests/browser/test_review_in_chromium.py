"""Reviewing in a real browser: a missed event and a confidence by selected words, belonging by one key each."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from chromium import complaints, picture, select
from served import TOKEN, filled, workbench


def _selected(tab: Page, words: str, into: str) -> None:
    """Select words of the report, once a field was entered."""
    tab.locator(f"#{into}").focus()
    select(tab, words)
    expect(tab.locator(f"#{into}")).to_have_value(re.compile(r"^\d+-\d+$"))


def _checked(tab: Page, name: str) -> None:
    picture(tab, f"review-{name}")
    assert complaints(tab) == []


def test_words_and_keys_decide(tab: Page, tmp_path: Path) -> None:
    store = str(tmp_path / "store.db")
    filled(store)
    with workbench(store) as client:
        tab.set_viewport_size({"width": 1360, "height": 900})
        tab.goto(f"{client.base}/enter/{TOKEN}")
        _adds_a_missed_event(tab, client.base)
        _corrects_a_confidence(tab, client.base)
        _moves_an_event(tab, client.base)


def _adds_a_missed_event(tab: Page, base: str) -> None:
    tab.goto(base + "/report/1")
    tab.keyboard.press("e")
    expect(tab.locator("#missed-type")).to_be_focused()
    tab.locator("#missed-type").select_option("protest")
    _selected(tab, "sent round", "missed-trigger")
    _selected(tab, "schools", "missed-actor")
    _checked(tab, "missed")
    tab.locator("#missed button").click()
    tab.wait_for_url("**/review/*")
    expect(tab.locator(".history")).to_contain_text("protest added (“sent round”)")


def _corrects_a_confidence(tab: Page, base: str) -> None:
    tab.goto(base + "/review/1")
    tab.keyboard.press("c")
    tab.locator("#field").select_option("confidence")
    actor = tab.locator("#replaces option").filter(has_text=re.compile(r"^\s*actor")).first
    tab.locator("#replaces").select_option(actor.get_attribute("value"))
    tab.locator("#value").fill("possible")
    _selected(tab, "learned", "words")
    tab.locator(".correct button").click()
    expect(tab.locator(".history")).to_contain_text("confidence is possible")


def _moves_an_event(tab: Page, base: str) -> None:
    """Out of its incident, back into it by a digit, and both taken back."""
    what = tab.locator(".desk-what")
    tab.goto(base + "/review/3")
    tab.keyboard.press("s")
    expect(what).not_to_contain_text("incident 1")
    expect(what).to_contain_text("incident")
    tab.keyboard.press("m")
    expect(tab.locator(".choose[open]")).to_be_visible()
    _checked(tab, "merge")
    own = what.get_by_role("link", name="incident").get_attribute("href")
    chosen = tab.locator(".choose[open] [data-choice='1']").get_attribute("value")
    with tab.expect_navigation():
        tab.keyboard.press("1")
    tab.goto(f"{base}/incident/{chosen}")
    assert tab.url == f"{base}{own}", "the incident that was chosen is now this one"
    tab.goto(base + "/review/3")
    tab.keyboard.press("d")
    expect(tab.locator(".choose[open] [data-choice]").first).to_be_visible()
    with tab.expect_navigation():
        tab.keyboard.press("u")
    expect(what).not_to_contain_text("incident 1")
    with tab.expect_navigation():
        tab.keyboard.press("u")
    expect(what).to_contain_text("incident 1")
