"""The page of errors in a real browser: chosen by field, kind and type, stepped through by key, safe with any text."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from browser import chromium
from browser.chromium import Page
from dateline.evaluate.base import Document
from dateline.evaluate.corpus import Corpus
from dateline.evaluate.differences import Difference
from dateline.evaluate.run import Compared
from dateline.render.differences import page
from evaluate_corpus import GOLD, OURS, TEXT

FOUND = chromium.find()
pytestmark = [
    pytest.mark.skipif(FOUND is None, reason="no Chromium or Chrome is installed"),
    pytest.mark.skipif(os.name != "posix", reason="the debugging pipe is set up for POSIX systems"),
]
HOSTILE = "</script><img src=http://127.0.0.1:9/x onerror=document.title='hit'>&field=\"'# \u202estruck\u202c"
WAIT = "new Promise(r => setTimeout(r, 100))"


@pytest.fixture(scope="module")
def tab() -> Iterator[Page]:
    assert FOUND
    with chromium.browser(FOUND) as opened:
        yield opened


@pytest.fixture(scope="module")
def errors(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three documents: two with the errors of two small reports, between them one that is all right."""
    document = Document(id="a", text=TEXT, gold=GOLD)
    compared = [
        Compared(document=document, differences=tuple(Corpus().errors(document, row))) for row in (OURS, GOLD, OURS)
    ]
    file = tmp_path_factory.mktemp("errors") / "errors.html"
    file.write_text(page("corpus", compared), encoding="utf-8")
    return file


def shown(tab: Page) -> list[Any]:
    """Fields and kinds of the rows in view that are among the chosen."""
    found: list[Any] = tab.run(
        "Array.from(document.querySelectorAll('.pair.match')).filter(e => e.offsetParent)"
        ".map(e => [e.dataset.field, e.dataset.kind])"
    )
    return found


def where(tab: Page) -> str:
    return str(tab.run("document.querySelector('.where').textContent"))


def number(tab: Page, field: str, kind: str) -> str:
    cell = f'.tally a[data-field="{field}"][data-kind="{kind}"] .number'
    return str(tab.run(f"document.querySelector({cell!r}).textContent"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 768, 1280, 1900])
def test_no_fault_no_request_no_sideways_scrolling(tab: Page, errors: Path, width: int, scheme: str) -> None:
    tab.requests.clear()
    tab.open(errors, width=width, media={"prefers-color-scheme": scheme})
    assert tab.logs == []
    assert tab.requests == [errors.as_uri()]
    assert tab.run("document.documentElement.scrollWidth <= innerWidth")


def test_the_table_chooses_and_the_address_keeps_it(tab: Page, errors: Path) -> None:
    tab.open(errors)
    assert where(tab) == "26 errors"
    tab.point('.tally a[data-field="argument"][data-kind="missed"]', click=True)
    tab.run(WAIT)
    assert tab.run("location.hash") == "#field=argument&kind=missed"
    assert where(tab) == "4 errors"
    assert shown(tab) == [["argument", "missed"]] * 2
    assert tab.run("document.querySelectorAll('.reading:not([hidden]) .card:not([hidden])').length") == 2
    assert tab.run("Array.from(document.querySelectorAll('.chooser li'), e => e.hidden)") == [False, True, False]
    tab.run("history.back()")
    tab.run(WAIT)
    assert where(tab) == "26 errors"


def test_a_type_narrows_the_numbers_of_the_table(tab: Page, errors: Path) -> None:
    tab.open(errors)
    assert number(tab, "argument", "missed") == "4"
    tab.run(
        "(() => {const s = document.querySelector('.steps select'); s.value = 'arrest';"
        "s.dispatchEvent(new Event('change', {bubbles: true}))})()"
    )
    tab.run(WAIT)
    assert tab.run("location.hash") == "#type=arrest"
    assert number(tab, "argument", "missed") == "2"
    assert number(tab, "argument", "wrong span") == "0"
    assert shown(tab) == [["argument", "missed"], ["argument", "spurious"], ["salience", "wrong"]]


def test_keys_step_through_the_chosen_errors_and_over_documents(tab: Page, errors: Path) -> None:
    tab.open(errors, "#field=argument&kind=missed")
    steps = []
    for key in ("n", "n", "n", "p", "ArrowDown", "ArrowDown", "n"):
        tab.press(key)
        steps.append((where(tab).split(":")[0], tab.run("document.activeElement.closest('.reading').id")))
    assert steps == [
        ("1 of 4", "r1"), ("2 of 4", "r1"), ("3 of 4", "r3"), ("2 of 4", "r1"), ("3 of 4", "r3"), ("4 of 4", "r3"),
        ("4 of 4", "r3"),
    ]  # fmt: skip
    assert tab.run("document.activeElement.getAttribute('aria-pressed')") == "true"
    assert tab.run("Array.from(document.querySelectorAll('.gold-hot'), e => e.textContent)") == ["a man"]
    tab.press("Escape")
    assert tab.run("location.hash") == "#field=argument&kind=missed&report=3"
    assert tab.run("document.querySelectorAll('.gold-hot').length") == 0


def test_an_address_opens_at_its_error(tab: Page, errors: Path) -> None:
    tab.open(errors, "#field=argument&kind=missed")
    tab.press("n")
    address = tab.run("location.hash")
    tab.open(errors, address)
    assert where(tab) == "1 of 4: argument missed"
    assert tab.run("Array.from(document.querySelectorAll('.gold-hot'), e => e.textContent)") == ["Two traders"]
    tab.press("n")
    assert where(tab) == "2 of 4: argument missed"


def test_words_lead_to_their_error(tab: Page, errors: Path) -> None:
    tab.open(errors)
    tab.point("#r1 .text .w.gold:not(.ours)", click=True)
    assert tab.run("document.activeElement.matches('#r1 .pair')")
    assert tab.run("document.querySelectorAll('.gold-hot').length") >= 1


@pytest.mark.parametrize("fragment", ["#at=9999&report=77", "#field=nothing&kind=%00&type=x", "#%", "#r1"])
def test_an_address_that_names_nothing_is_no_fault(tab: Page, errors: Path, fragment: str) -> None:
    tab.open(errors, fragment)
    assert tab.logs == []
    assert tab.run("document.querySelectorAll('.reading:not([hidden])').length") == 1
    tab.press("n")
    assert tab.logs == []


def test_hostile_text_is_inert_and_can_be_chosen(tab: Page, tmp_path: Path) -> None:
    attack = Difference(
        field=HOSTILE, kind="wrong", item=1, type=HOSTILE, gold=HOSTILE, ours=HOSTILE, note=HOSTILE,
        gold_evidence=((0, 20),), our_evidence=((9, len(HOSTILE)),),
    )  # fmt: skip
    document = Document(id=HOSTILE, text=HOSTILE, gold={}, headline=HOSTILE, outlet=HOSTILE, published=HOSTILE)
    file = tmp_path / "hostile.html"
    file.write_text(page(HOSTILE, [Compared(document=document, differences=(attack,))]), encoding="utf-8")
    tab.requests.clear()
    tab.open(file)
    tab.point(".tally tbody td a", click=True)
    tab.run(WAIT)
    assert shown(tab) == [[HOSTILE.replace("\u202e", "\ufffd").replace("\u202c", "\ufffd"), "wrong"]]
    tab.press("n")
    assert where(tab).startswith("1 of 1: </script><img src=")
    assert tab.run("document.querySelectorAll('img').length") == 0
    assert tab.run("document.title") != "hit"
    assert tab.logs == []
    assert tab.requests == [file.as_uri()]
