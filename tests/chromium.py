"""The system's Chromium without a window, driven by Playwright: nothing is downloaded, no network is needed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

PATIENCE_MS = 60_000
# Beside Playwright's own, which keep the browser from asking for anything in the background. SwiftShader draws the map
# where there is no graphics card.
FLAGS = ("--disable-gpu", "--enable-unsafe-swiftshader", "--disable-quic")
AXE = (Path(__file__).parent / "browser" / "axe" / "axe.min.js").read_text(encoding="utf-8")
COMPLAINTS = (
    "() => axe.run(document, {resultTypes: ['violations']}).then(r => r.violations"
    ".filter(v => ['serious', 'critical'].includes(v.impact))"
    ".map(v => [v.id, v.nodes.length, v.nodes[0].html.slice(0, 160), v.nodes[0].failureSummary.slice(0, 300)]))"
)
PICTURES = Path(__file__).parents[1] / "build" / "pictures"


def find() -> str | None:
    """The path of an installed Chromium or Chrome."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    return next((path for name in names if (path := shutil.which(name))), None)


@contextmanager
def launched(path: str) -> Iterator[Browser]:
    """A fresh Chromium, ended with the block. Its sandbox is off, as it must be for root."""
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, chromium_sandbox=False, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


class Watch:
    """What the pages of a context have logged, and every request that they have tried."""

    def __init__(self, context: BrowserContext) -> None:
        self.logs: list[str] = []
        self.requests: list[str] = []
        context.on("console", self._logged)
        context.on("weberror", lambda thrown: self.logs.append(str(thrown.error)))
        context.on("request", lambda request: self.requests.append(request.url))

    def _logged(self, message: ConsoleMessage) -> None:
        # What drawing without a graphics card says of itself is no fault of a page.
        if not (message.type == "warning" and message.text.startswith("[.WebGL-")):
            self.logs.append(f"{message.type}: {message.text} ({message.location['url']})")

    def forgive(self, *expected: str) -> None:
        """Take out of the logs what holds any of these words: a test wanted it."""
        self.logs = [each for each in self.logs if not any(words in each for words in expected)]


def picture(page: Page, name: str) -> None:
    """Keep how a window looks, to be looked at after the tests."""
    page.screenshot(path=PICTURES / f"{name}.png")


def select(page: Page, words: str) -> None:
    """Select words of a report, where they stand first, as a mouse would."""
    page.locator(".text").first.evaluate(
        "(text, words) => {const nodes = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);"
        "for (let node; node = nodes.nextNode();) {const at = node.data.indexOf(words);"
        "if (at >= 0) return getSelection().setBaseAndExtent(node, at, node, at + words.length)}}",
        words,
    )


def complaints(page: Page) -> Any:
    """What axe holds against a page that is serious."""
    page.evaluate(AXE)
    return page.evaluate(COMPLAINTS)
