"""The workbench in a real browser: nothing acts that came from a report, keys and brush work, axe has no complaint."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from browser import chromium
from browser.chromium import Page
from dateline.store.store import Store
from served import TOKEN, Client, filled, workbench

FOUND = chromium.find()
pytestmark = [
    pytest.mark.skipif(FOUND is None, reason="no Chromium or Chrome is installed"),
    pytest.mark.skipif(os.name != "posix", reason="the debugging pipe is set up for POSIX systems"),
]
AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text(encoding="utf-8")
PICTURES = Path(__file__).parents[2] / "build" / "pictures"
PAGES = {
    "map": "/", "incident": "/incident/1", "report": "/report/1", "beside": "/report/1?beside=2",
    "search": "/search?q=bomb",
    "feeds": "/feeds", "alerts": "/alerts", "export": "/export", "about": "/about", "api": "/api", "people": "/people",
    "missing": "/nothing",
}  # fmt: skip
READY = (
    "!document.getElementById('map') || globalThis.datelineMap && datelineMap.loaded() && datelineMap.areTilesLoaded()"
)
COMPLAINTS = (
    "axe.run(document, {resultTypes: ['violations']}).then(r => r.violations"
    ".filter(v => ['serious', 'critical'].includes(v.impact))"
    ".map(v => [v.id, v.nodes.length, v.nodes[0].html.slice(0, 160), v.nodes[0].failureSummary.slice(0, 300)]))"
)
LISTED = "document.querySelectorAll('#found .incident').length"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    store = str(tmp_path_factory.mktemp("web") / "store.db")
    filled(store)
    with workbench(store) as client:
        yield client


@pytest.fixture(scope="module")
def tab(served: Client) -> Iterator[Page]:
    assert FOUND
    with chromium.browser(FOUND) as opened:
        opened.open(f"{served.base}/enter/{TOKEN}")
        yield opened


def faults(tab: Page) -> list[str]:
    """What a page has logged, but for what drawing without a graphics card says of itself."""
    return [each for each in tab.logs if json.loads(each).get("entry", {}).get("source") != "rendering"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_acts_nothing_is_fetched_and_axe_is_content(tab: Page, served: Client, name: str, scheme: str) -> None:
    for width in (390, 1360):
        tab.logs.clear()
        tab.requests.clear()
        tab.open(served.base + PAGES[name], width=width, height=900, media={"prefers-color-scheme": scheme})
        tab.wait(READY)
        PICTURES.mkdir(parents=True, exist_ok=True)
        tab.screenshot(PICTURES / f"{name}-{scheme}-{width}.png")
        expected = ["404"] if name == "missing" else []
        assert [each for each in faults(tab) if not any(one in each for one in expected)] == []
        assert [at for at in tab.requests if not at.startswith((served.base + "/", "data:", "blob:", "about:"))] == []
        assert tab.run("document.querySelectorAll('main img, main svg[onload]').length") == 0
        assert tab.run("document.documentElement.scrollWidth <= innerWidth")
        tab.run(AXE)
        assert tab.run(COMPLAINTS) == []


def test_a_filter_changes_list_map_and_address(tab: Page, served: Client) -> None:
    tab.open(served.base + "/")
    tab.wait(READY)
    assert tab.run(LISTED) == 3
    tab.run("(() => {const s = document.getElementById('type'); s.value = 'shelling';"
            "s.dispatchEvent(new Event('change', {bubbles: true}))})()")  # fmt: skip
    tab.wait(f"{LISTED} === 1")
    assert tab.run("location.search") == "?type=shelling&order=day"
    tab.wait("datelineMap.getSource('incidents').serialize().data.features.length === 1")
    tab.open(served.base + "/" + tab.run("location.search"))
    assert tab.run("document.getElementById('type').value") == "shelling"
    assert tab.run(LISTED) == 1


def test_days_are_chosen_with_the_brush_and_moved_by_key(tab: Page, served: Client) -> None:
    tab.open(served.base + "/")
    tab.wait(READY)
    tab.drag("#brush .days", 0.6, 0.999)
    tab.wait(f"{LISTED} === 1")
    chosen = tab.run("[document.getElementById('from').value, document.getElementById('to').value]")
    assert chosen[0] < chosen[1]
    tab.press("[")
    tab.wait("document.getElementById('to').value < " + json.dumps(chosen[0]))
    tab.press("x")
    tab.wait(f"{LISTED} === 3 && location.search === ''")


def test_the_keyboard_alone_goes_everywhere(tab: Page, served: Client) -> None:
    tab.open(served.base + "/")
    tab.wait(READY)
    tab.press("?")
    assert tab.run("document.getElementById('keys').open")
    tab.press("Escape")
    tab.wait("!document.getElementById('keys').open")
    tab.press("/")
    assert tab.run("document.activeElement.id") == "find-all"
    tab.press("Escape")
    tab.press("j")
    tab.press("j")
    assert tab.run("document.activeElement.closest('.incident') === document.querySelectorAll('#found .incident')[1]")
    tab.press("k")
    tab.run("document.activeElement.click()")
    tab.wait("location.pathname.startsWith('/incident/') && document.readyState === 'complete'")
    tab.press("g")
    tab.press("f")
    tab.wait("location.pathname === '/feeds' && document.readyState === 'complete'")


def test_the_skip_link_comes_first(tab: Page, served: Client) -> None:
    tab.open(served.base + "/feeds")
    tab.press("Tab")
    assert tab.run("document.activeElement.className") == "skip"
    assert tab.run("getComputedStyle(document.activeElement).outlineStyle") != "none"


def test_a_report_s_fields_light_their_words(tab: Page, served: Client) -> None:
    tab.open(served.base + "/report/1")
    tab.point("#r1e1 .field.victim")
    assert tab.run("Array.from(document.querySelectorAll('.w.hot'), e => e.textContent)") == ["Two people"]


def test_a_point_on_the_map_is_an_incident(tab: Page, served: Client) -> None:
    tab.open(served.base + "/#map=8/36.9/42.1")
    tab.wait(READY)
    tab.wait("datelineMap.queryRenderedFeatures({layers: ['areas']}).length === 1")
    middle = tab.run("(() => {const p = datelineMap.project([42.1, 36.9]), b = document.getElementById('map')"
                     ".getBoundingClientRect(); return [p.x + b.x, p.y + b.y]})()")  # fmt: skip
    tab.run("document.getElementById('pointed').dataset.here = ''")
    tab._call("Input.dispatchMouseEvent", type="mouseMoved", x=middle[0], y=middle[1])
    tab.wait("document.getElementById('pointed').textContent.includes('Night shelling of Dorra')")


def test_pages_are_read_without_a_script(tab: Page, served: Client) -> None:
    tab._call("Emulation.setScriptExecutionDisabled", value=True)
    try:
        tab.open(served.base + "/?type=shelling")
        shown = tab._call("DOM.getDocument", depth=-1)
        assert "Night shelling of Dorra" in json.dumps(shown)
    finally:
        tab._call("Emulation.setScriptExecutionDisabled", value=False)


def test_an_event_is_corrected_by_words_and_accepted_by_a_key(tab: Page, tmp_path: Path) -> None:
    """By keys alone but for the words, which are selected as with a mouse; and taken back."""
    store = str(tmp_path / "store.db")
    filled(store)
    with workbench(store) as client:
        tab.open(f"{client.base}/enter/{TOKEN}")
        tab.open(f"{client.base}/review/1")
        tab.wait("document.querySelector('.w.hot')")
        tab.press("c")
        assert tab.run("document.activeElement.id") == "field"
        tab.run("document.getElementById('field').value = 'killed'")
        tab.run(
            "(() => {const all = Array.from(document.querySelectorAll('.text .w'));"
            "const word = all.find(e => e.textContent === 'Two people');"
            "getSelection().setBaseAndExtent(word.firstChild, 0, word.firstChild, 3)})()"
        )
        tab.wait("document.getElementById('words').value !== ''")
        assert tab.run("document.getElementById('chosen').textContent") == "Two"
        tab.run("document.querySelector('.correct button').click()")
        tab.wait("document.readyState === 'complete' && document.querySelector('.history')")
        assert "killed is 2 (“Two”)" in tab.run("document.querySelector('.history').textContent")
        assert "version 2" in tab.run("document.querySelector('.desk-what').textContent")
        tab.press("u")
        tab.wait("document.querySelector('.history')?.textContent.includes('taken back by')")
        tab.wait("document.readyState === 'complete'")
        tab.press("a")
        tab.wait("location.pathname.startsWith('/review') && location.pathname !== '/review/1'")
        tab.open(f"{client.base}/review")
        assert tab.run("document.querySelector('tbody th').textContent") == "local"
        for path in ("/review", "/review/1", "/review/agreement"):
            tab.open(client.base + path)
            tab.run(AXE)
            assert tab.run(COMPLAINTS) == []
            tab.screenshot(PICTURES / f"{path.strip('/').replace('/', '-')}.png")
    tab.logs.clear()


def test_a_page_of_another_port_changes_nothing(tab: Page, tmp_path: Path) -> None:
    """To a browser another port is another origin but the same site: the cookie comes along, and is not enough."""
    store = str(tmp_path / "store.db")
    filled(store)
    with workbench(store) as client, foreign_page() as address:
        tab.open(f"{client.base}/enter/{TOKEN}")
        for sent in ("form", "fetch"):
            tab.open(f"{address}/?{sent}={client.base}")
            tab.wait("document.title === 'done' || location.pathname === '/logout'")
            tab.open(client.base + "/feeds")
            assert tab.run("location.pathname") == "/feeds"
    with Store.open(store) as opened:
        assert "forged request refused" in [each.action for each in opened.people("test")[1].latest(20)]
    tab.logs.clear()


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
