"""The workbench in a real browser: nothing acts that came from a report, keys and brush work, axe has no complaint."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Locator, Page, StorageState, expect

from chromium import Watch, complaints, picture, select
from dateline.store.store import Store
from served import TOKEN, Client, filled, workbench

PAGES = {
    "map": "/", "incident": "/incident/1", "report": "/report/1", "beside": "/report/1?beside=2",
    "search": "/search?q=bomb",
    "feeds": "/feeds", "alerts": "/alerts", "export": "/export", "about": "/about", "api": "/api", "people": "/people",
    "missing": "/nothing",
}  # fmt: skip
READY = (
    "() => !document.getElementById('map')"
    " || globalThis.datelineMap && datelineMap.loaded() && datelineMap.areTilesLoaded()"
)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    store = str(tmp_path_factory.mktemp("web") / "store.db")
    filled(store)
    with workbench(store) as client:
        yield client


@pytest.fixture(scope="module")
def signed_in(browser: Browser, served: Client) -> StorageState:
    with browser.new_context() as context:
        context.new_page().goto(f"{served.base}/enter/{TOKEN}")
        return context.storage_state()


@pytest.fixture
def own_bench(tab: Page, tmp_path: Path) -> Iterator[tuple[Client, str]]:
    """A workbench that a test may change, entered, and where its store is."""
    store = str(tmp_path / "store.db")
    filled(store)
    with workbench(store) as client:
        tab.goto(f"{client.base}/enter/{TOKEN}")
        yield client, store


def open_map(tab: Page, address: str) -> None:
    tab.goto(address)
    tab.wait_for_function(READY)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_acts_nothing_is_fetched_and_axe_is_content(
    tab: Page, watch: Watch, served: Client, name: str, scheme: Literal["light", "dark"]
) -> None:
    tab.emulate_media(color_scheme=scheme)
    for width in (390, 1360):
        tab.set_viewport_size({"width": width, "height": 900})
        open_map(tab, served.base + PAGES[name])
        picture(tab, f"{name}-{scheme}-{width}")
        expect(tab.locator("main img, main svg[onload]")).to_have_count(0)
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert complaints(tab) == []
    assert [at for at in watch.requests if not at.startswith((served.base + "/", "data:", "blob:", "about:"))] == []
    if name == "missing":
        watch.forgive("404")


def test_a_filter_changes_list_map_and_address(tab: Page, served: Client) -> None:
    open_map(tab, served.base + "/")
    listed = tab.locator("#found .incident")
    expect(listed).to_have_count(3)
    tab.locator("#type").select_option("shelling")
    expect(listed).to_have_count(1)
    expect(tab).to_have_url(re.compile(r"/\?type=shelling&order=day(#|$)"))
    tab.wait_for_function("() => datelineMap.getSource('incidents').serialize().data.features.length === 1")
    tab.reload()
    expect(tab.locator("#type")).to_have_value("shelling")
    expect(listed).to_have_count(1)


def middle_of(chart: Locator, share: float) -> tuple[float, float]:
    """A place of the window: half down a chart, at a share of its width."""
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    assert box
    return box["x"] + box["width"] * share, box["y"] + box["height"] / 2


def test_days_are_chosen_with_the_brush_and_moved_by_key(tab: Page, served: Client) -> None:
    open_map(tab, served.base + "/")
    chart = tab.locator("#brush .u-over")
    tab.mouse.move(*middle_of(chart, 0.6))
    tab.mouse.down()
    tab.mouse.move(*middle_of(chart, 0.999), steps=3)
    tab.mouse.up()
    listed = tab.locator("#found .incident")
    expect(listed).to_have_count(1)
    first, last = tab.locator("#from").input_value(), tab.locator("#to").input_value()
    assert first == "2022-05-19"
    assert last == "2022-05-30"
    expect(tab).to_have_url(re.compile(f"from={first}&to={last}"))
    tab.wait_for_function("() => datelineMap.getSource('incidents').serialize().data.features.length === 1")
    expect(tab.locator("#brush canvas")).to_have_count(1)
    tab.keyboard.press("[")
    expect(tab.locator("#to")).not_to_have_value(last)
    assert tab.locator("#to").input_value() < first
    tab.keyboard.press("x")
    expect(listed).to_have_count(3)
    expect(tab).to_have_url(re.compile(r"^[^?]*$"))


def test_a_bar_is_told_and_chosen_by_mouse_and_by_key(tab: Page, served: Client) -> None:
    open_map(tab, served.base + "/")
    listed, told, chart = (
        tab.locator("#found .incident"),
        tab.locator("#brush .chart-told"),
        tab.locator("#brush .chart"),
    )
    expect(told).to_contain_text("3 May 2022 to 30 May 2022")
    tab.mouse.move(*middle_of(tab.locator("#brush .u-over"), 0.01))
    expect(told).to_have_text("3 May 2022: 1")
    chart.focus()
    tab.keyboard.press("End")
    expect(chart).to_have_attribute("aria-valuetext", "30 May 2022: 1")
    tab.keyboard.press("ArrowLeft")
    expect(told).to_have_text("10 May 2022: 1")
    tab.keyboard.press("Enter")
    expect(listed).to_have_count(1)
    expect(tab.locator("#from")).to_have_value("2022-05-10")
    tab.keyboard.press("x")
    expect(listed).to_have_count(3)
    tab.mouse.click(*middle_of(tab.locator("#brush .u-over"), 0.99))
    expect(listed).to_contain_text(["Night shelling of Dorra"])
    expect(tab.locator("#from")).to_have_value("2022-05-30")


def test_a_finger_brushes_too(browser: Browser, served: Client, signed_in: StorageState) -> None:
    with browser.new_context(
        has_touch=True, viewport={"width": 390, "height": 900}, storage_state=signed_in
    ) as context:
        tab = context.new_page()
        open_map(tab, served.base + "/")
        chart = tab.locator("#brush .u-over")
        finger = context.new_cdp_session(tab)
        for kind, share in (("touchStart", 0.6), ("touchMove", 0.8), ("touchMove", 0.97)):
            x, y = middle_of(chart, share)
            finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
        finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        expect(tab.locator("#found .incident")).to_have_count(1)
        expect(tab.locator("#from")).to_have_value("2022-05-19")


def test_the_toll_s_chart_tells_its_values(tab: Page, served: Client) -> None:
    tab.goto(served.base + "/incident/1")
    told, chart = tab.locator(".chart-told").first, tab.locator(".chart").first
    expect(told).to_contain_text("Highest so far: 9.")
    tab.mouse.move(*middle_of(tab.locator(".curve .u-over").first, 0.35))
    expect(told).to_have_text("5 May 2022, Harla Post: Six people, 6. Highest so far: 6")
    tab.mouse.move(0, 0)
    expect(told).to_contain_text("Highest so far: 9.")
    chart.focus()
    tab.keyboard.press("Home")
    expect(chart).to_have_attribute("aria-valuetext", "4 May 2022, Northern Wire: Two people, 2. Highest so far: 2")
    tab.keyboard.press("ArrowRight")
    expect(told).to_contain_text("Harla Post")


@pytest.mark.parametrize(("path", "chart"), [("/", ".days"), ("/incident/1", "svg.toll")])
def test_on_paper_charts_are_the_server_s(tab: Page, served: Client, path: str, chart: str) -> None:
    tab.goto(served.base + path)
    expect(tab.locator(".chart canvas")).to_be_visible()
    expect(tab.locator(chart)).to_be_hidden()
    tab.emulate_media(media="print")
    expect(tab.locator(".chart")).to_be_hidden()
    expect(tab.locator(chart)).to_be_visible()
    picture(tab, f"print-{chart.rpartition('.')[2]}")


def test_the_keyboard_alone_goes_everywhere(tab: Page, served: Client) -> None:
    open_map(tab, served.base + "/")
    keys = tab.locator("#keys")
    tab.keyboard.press("?")
    expect(keys).to_be_visible()
    tab.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    tab.keyboard.press("/")
    expect(tab.locator("#find-all")).to_be_focused()
    tab.keyboard.press("Escape")
    rows = tab.locator("#found .incident > a")
    for key, row in (("j", 0), ("j", 1), ("k", 0)):
        tab.keyboard.press(key)
        expect(rows.nth(row)).to_be_focused()
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/incident/*")
    tab.keyboard.press("g")
    tab.keyboard.press("f")
    tab.wait_for_url("**/feeds")


def test_the_skip_link_comes_first(tab: Page, served: Client) -> None:
    tab.goto(served.base + "/feeds")
    tab.keyboard.press("Tab")
    expect(tab.locator(".skip")).to_be_focused()
    expect(tab.locator(".skip")).not_to_have_css("outline-style", "none")


def test_a_report_s_fields_light_their_words(tab: Page, served: Client) -> None:
    tab.goto(served.base + "/report/1")
    tab.locator("#r1e1 .field.victim").hover()
    expect(tab.locator(".w.hot")).to_have_text(["Two people"])


def test_a_point_on_the_map_is_an_incident(tab: Page, served: Client) -> None:
    open_map(tab, served.base + "/#map=8/36.9/42.1")
    tab.wait_for_function("() => datelineMap.queryRenderedFeatures({layers: ['areas']}).length === 1")
    x, y = tab.evaluate(
        "() => {const p = datelineMap.project([42.1, 36.9]), b = document.getElementById('map')"
        ".getBoundingClientRect(); return [p.x + b.x, p.y + b.y]}"
    )
    tab.mouse.move(x, y)
    expect(tab.locator("#pointed")).to_contain_text("Night shelling of Dorra")


def test_pages_are_read_without_a_script(browser: Browser, served: Client, signed_in: StorageState) -> None:
    with browser.new_context(java_script_enabled=False, storage_state=signed_in) as context:
        plain = context.new_page()
        plain.goto(served.base + "/?type=shelling")
        expect(plain.locator("#found")).to_contain_text("Night shelling of Dorra")
        plain.locator(".days a").click()
        expect(plain.locator("#from")).to_have_value("2022-05-30")
        plain.goto(served.base + "/incident/1")
        expect(plain.locator("svg.toll")).to_be_visible()
        expect(plain.locator(".chart")).to_have_count(0)


def test_an_event_is_corrected_by_words_and_accepted_by_a_key(tab: Page, own_bench: tuple[Client, str]) -> None:
    """By keys alone but for the words, which are selected as with a mouse; and taken back."""
    base, history = own_bench[0].base, tab.locator(".history")
    tab.goto(f"{base}/review/1")
    expect(tab.locator(".w.hot")).not_to_have_count(0)
    tab.keyboard.press("c")
    expect(tab.locator("#field")).to_be_focused()
    tab.locator("#field").select_option("killed")
    select(tab, "Two")
    expect(tab.locator("#chosen")).to_have_text("Two")
    tab.locator(".correct button").click()
    expect(history).to_contain_text("killed is 2 (“Two”)")
    expect(tab.locator(".desk-what")).to_contain_text("version 2")
    tab.keyboard.press("u")
    expect(history).to_contain_text("taken back by")
    tab.keyboard.press("a")
    tab.wait_for_url(lambda at: at.startswith(f"{base}/review") and at != f"{base}/review/1")
    tab.goto(f"{base}/review")
    expect(tab.locator("tbody th")).to_have_text("local")
    for path in ("/review", "/review/1", "/review/agreement"):
        tab.goto(base + path)
        assert complaints(tab) == []
        picture(tab, path.strip("/").replace("/", "-"))


def test_a_page_of_another_port_changes_nothing(tab: Page, watch: Watch, own_bench: tuple[Client, str]) -> None:
    """To a browser another port is another origin but the same site: the cookie comes along, and is not enough."""
    client, store = own_bench
    with foreign_page() as address:
        for sent in ("form", "fetch"):
            tab.goto(f"{address}/?{sent}={client.base}")
            tab.wait_for_function("() => document.title === 'done' || location.pathname === '/logout'")
            tab.goto(client.base + "/feeds")
            assert tab.url == client.base + "/feeds"
    with Store.open(store) as opened:
        assert "forged request refused" in [each.action for each in opened.people("test")[1].latest(20)]
    watch.forgive("/logout", "Failed to fetch")


@contextmanager
def foreign_page() -> Iterator[str]:
    """A server that sends a form, or a call, to the address that it is asked with."""
    script = (
        "const [how, to] = location.search.slice(1).split('=');"
        "if (how === 'form') {const f = document.createElement('form'); f.method = 'post'; f.action = to + '/logout';"
        "f.innerHTML = '<input name=csrf value=guess>'; document.body.append(f); f.submit()}"
        "else fetch(to + '/logout', {method: 'POST', credentials: 'include', mode: 'no-cors', body: 'csrf=guess',"
        "headers: {'Content-Type': 'application/x-www-form-urlencoded'}}).finally(() => {document.title = 'done'})"
    )

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(f"<body><script>{script}</script>".encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
