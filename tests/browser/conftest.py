"""A tab for each test, in which nothing may go wrong unheard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, StorageState

import chromium
from chromium import Watch


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Ended with the module: its event loop counts as running meanwhile, which tests of other things may not bear."""
    path = chromium.find()
    if path is None:
        pytest.skip("no Chromium or Chrome is installed")
    with chromium.launched(path) as found:
        yield found


@pytest.fixture(scope="module")
def signed_in() -> StorageState | None:
    """The cookies that a tab begins with: none, unless a module says otherwise."""
    return None


@pytest.fixture
def context(browser: Browser, signed_in: StorageState | None) -> Iterator[BrowserContext]:
    with browser.new_context(viewport={"width": 1280, "height": 900}, storage_state=signed_in) as opened:
        opened.set_default_timeout(chromium.PATIENCE_MS)
        yield opened


@pytest.fixture
def watch(context: BrowserContext) -> Iterator[Watch]:
    """Fails the test for whatever is logged and not forgiven."""
    watching = Watch(context)
    yield watching
    context.close()
    assert watching.logs == []


@pytest.fixture
def tab(context: BrowserContext, watch: Watch) -> Page:
    return context.new_page()
