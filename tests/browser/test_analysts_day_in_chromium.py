"""An analyst's day in a real browser: the map, rival tolls, a correction and its undoing, a merger, an export."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import Page, expect

from chromium import picture, select
from served import TOKEN, filled, workbench


def test_an_analyst_s_day(tab: Page, tmp_path: Path) -> None:
    store = str(tmp_path / "store.db")
    filled(store)
    with workbench(store) as client:
        tab.set_viewport_size({"width": 1360, "height": 900})
        tab.goto(f"{client.base}/enter/{TOKEN}")
        _filters_the_map(tab, client.base)
        _sees_rival_tolls(tab)
        _corrects_a_perpetrator_and_takes_it_back(tab, client.base)
        _merges_two_incidents(tab, client.base)
        _exports(tab, client.base)


def _filters_the_map(tab: Page, base: str) -> None:
    tab.goto(base + "/")
    tab.wait_for_function("() => globalThis.datelineMap && datelineMap.loaded()")
    listed = tab.locator("#found .incident")
    expect(listed).to_have_count(3)
    tab.locator("#type").select_option("bombing")
    expect(listed).to_have_count(2)
    tab.wait_for_function("() => datelineMap.getSource('incidents').serialize().data.features.length === 2")
    picture(tab, "day-1-map")
    listed.get_by_role("link").filter(has_text="Harla").first.click()
    tab.wait_for_url("**/incident/1")


def _sees_rival_tolls(tab: Page) -> None:
    disputed = tab.get_by_role("region", name="Disputed", exact=True)
    for words in ("at least 9", "6", "2", "Valley News", "Harla Post", "River Radio", "Northern Wire"):
        expect(disputed).to_contain_text(words)
    picture(tab, "day-2-incident")


def _corrects_a_perpetrator_and_takes_it_back(tab: Page, base: str) -> None:
    tab.goto(base + "/review/1")
    expect(tab.locator(".w.hot")).not_to_have_count(0)
    tab.keyboard.press("c")
    tab.locator("#field").select_option("actor")
    select(tab, "Northern Wire")
    expect(tab.locator("#chosen")).to_have_text("Northern Wire")
    tab.locator(".correct button").click()
    expect(tab.locator(".history")).to_contain_text("Northern Wire")
    expect(tab.locator(".desk-what")).to_contain_text("version 2")
    picture(tab, "day-3-corrected")
    tab.keyboard.press("u")
    expect(tab.locator(".history")).to_contain_text("taken back by")


def _merges_two_incidents(tab: Page, base: str) -> None:
    tab.goto(base + "/?type=shelling")
    other = tab.locator("#found .incident a").first.get_attribute("href")
    assert other
    tab.goto(base + "/incident/1")
    tab.keyboard.press("m")
    expect(tab.locator("#merge")).to_be_focused()
    tab.keyboard.type(other.rpartition("/")[2])
    tab.keyboard.press("Enter")
    expect(tab.locator("main")).to_contain_text("Night shelling of Dorra")
    picture(tab, "day-4-merged")
    tab.goto(base + other)
    assert tab.url == base + "/incident/1", "the absorbed incident leads to the one that absorbed it"


def _exports(tab: Page, base: str) -> None:
    tab.goto(base + "/export")
    tab.locator("input[name=format][value=geojson]").check()
    picture(tab, "day-5-export")
    with tab.expect_download() as download:
        tab.locator(".export-form button").click()
    made = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert (made["type"], len(made["features"])) == ("FeatureCollection", 2)
