"""The page of errors in a real browser: chosen by field, kind and type, stepped through by key, safe with any text."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from chromium import Watch
from dateline.evaluate.base import Document
from dateline.evaluate.corpus import Corpus
from dateline.evaluate.differences import Difference
from dateline.evaluate.run import Compared
from dateline.render.differences import page
from evaluate_corpus import GOLD, OURS, TEXT

HOSTILE = "</script><img src=http://127.0.0.1:9/x onerror=document.title='hit'>&field=\"'# \u202estruck\u202c"


@pytest.fixture(scope="module")
def errors(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Three documents: two with the errors of two small reports, between them one that is all right."""
    document = Document(id="a", text=TEXT, gold=GOLD)
    compared = [
        Compared(document=document, differences=tuple(Corpus().errors(document, row))) for row in (OURS, GOLD, OURS)
    ]
    file = tmp_path_factory.mktemp("errors") / "errors.html"
    file.write_text(page("corpus", compared), encoding="utf-8")
    return file.as_uri()


def shown(tab: Page) -> list[tuple[str | None, str | None]]:
    """Fields and kinds of the rows in view that are among the chosen."""
    rows = tab.locator(".pair.match:visible").all()
    return [(row.get_attribute("data-field"), row.get_attribute("data-kind")) for row in rows]


def expect_where(tab: Page, words: str) -> None:
    expect(tab.locator(".where")).to_have_text(words)


def expect_number(tab: Page, field: str, kind: str, number: str) -> None:
    cell = tab.locator(f'.tally a[data-field="{field}"][data-kind="{kind}"] .number')
    expect(cell).to_have_text(number)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 768, 1280, 1900])
def test_no_fault_no_request_no_sideways_scrolling(
    tab: Page, watch: Watch, errors: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    tab.emulate_media(color_scheme=scheme)
    tab.set_viewport_size({"width": width, "height": 900})
    tab.goto(errors)
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert watch.requests == [errors]


def test_the_table_chooses_and_the_address_keeps_it(tab: Page, errors: str) -> None:
    tab.goto(errors)
    expect_where(tab, "26 errors")
    tab.locator('.tally a[data-field="argument"][data-kind="missed"]').click()
    expect_where(tab, "4 errors")
    assert tab.url == errors + "#field=argument&kind=missed"
    assert shown(tab) == [("argument", "missed")] * 2
    expect(tab.locator(".reading:not([hidden]) .card:not([hidden])")).to_have_count(2)
    hidden = [each.get_attribute("hidden") is not None for each in tab.locator(".chooser li").all()]
    assert hidden == [False, True, False]
    tab.go_back()
    expect_where(tab, "26 errors")


def test_a_type_narrows_the_numbers_of_the_table(tab: Page, errors: str) -> None:
    tab.goto(errors)
    expect_number(tab, "argument", "missed", "4")
    tab.locator(".steps select").select_option("arrest")
    expect_number(tab, "argument", "missed", "2")
    expect_number(tab, "argument", "wrong span", "0")
    assert tab.url == errors + "#type=arrest"
    assert shown(tab) == [("argument", "missed"), ("argument", "spurious"), ("salience", "wrong")]


def test_keys_step_through_the_chosen_errors_and_over_documents(tab: Page, errors: str) -> None:
    tab.goto(errors + "#field=argument&kind=missed")
    for key, step, document in (
        ("n", 1, "r1"), ("n", 2, "r1"), ("n", 3, "r3"), ("p", 2, "r1"), ("ArrowDown", 3, "r3"), ("ArrowDown", 4, "r3"),
        ("n", 4, "r3"),
    ):  # fmt: skip
        tab.keyboard.press(key)
        expect_where(tab, f"{step} of 4: argument missed")
        expect(tab.locator(f"#{document} :focus")).to_have_count(1)
    expect(tab.locator(":focus")).to_have_attribute("aria-pressed", "true")
    expect(tab.locator(".gold-hot")).to_have_text(["a man"])
    tab.keyboard.press("Escape")
    expect(tab.locator(".gold-hot")).to_have_count(0)
    assert tab.url == errors + "#field=argument&kind=missed&report=3"


def test_an_address_opens_at_its_error(tab: Page, errors: str) -> None:
    tab.goto(errors + "#field=argument&kind=missed")
    tab.keyboard.press("n")
    expect_where(tab, "1 of 4: argument missed")
    tab.reload()
    expect_where(tab, "1 of 4: argument missed")
    expect(tab.locator(".gold-hot")).to_have_text(["Two traders"])
    tab.keyboard.press("n")
    expect_where(tab, "2 of 4: argument missed")


def test_words_lead_to_their_error(tab: Page, errors: str) -> None:
    tab.goto(errors)
    tab.locator("#r1 .text .w.gold:not(.ours)").first.click()
    expect(tab.locator("#r1 .pair:focus")).to_have_count(1)
    expect(tab.locator(".gold-hot")).not_to_have_count(0)


@pytest.mark.parametrize("fragment", ["#at=9999&report=77", "#field=nothing&kind=%00&type=x", "#%", "#r1"])
def test_an_address_that_names_nothing_is_no_fault(tab: Page, errors: str, fragment: str) -> None:
    tab.goto(errors + fragment)
    expect(tab.locator(".reading:not([hidden])")).to_have_count(1)
    tab.keyboard.press("n")


def test_hostile_text_is_inert_and_can_be_chosen(tab: Page, watch: Watch, tmp_path: Path) -> None:
    attack = Difference(
        field=HOSTILE, kind="wrong", item=1, type=HOSTILE, gold=HOSTILE, ours=HOSTILE, note=HOSTILE,
        gold_evidence=((0, 20),), our_evidence=((9, len(HOSTILE)),),
    )  # fmt: skip
    document = Document(id=HOSTILE, text=HOSTILE, gold={}, headline=HOSTILE, outlet=HOSTILE, published=HOSTILE)
    file = tmp_path / "hostile.html"
    file.write_text(page(HOSTILE, [Compared(document=document, differences=(attack,))]), encoding="utf-8")
    tab.goto(file.as_uri())
    tab.locator(".tally tbody td a").first.click()
    expect(tab.locator(".pair.match")).to_have_count(1)
    assert shown(tab) == [(HOSTILE.replace("\u202e", "\ufffd").replace("\u202c", "\ufffd"), "wrong")]
    tab.keyboard.press("n")
    expect(tab.locator(".where")).to_contain_text("1 of 1: </script><img src=")
    expect(tab.locator("img")).to_have_count(0)
    assert tab.title() != "hit"
    assert watch.requests == [file.as_uri()]
