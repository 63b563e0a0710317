from __future__ import annotations

from build import bare, event, reading, span
from dateline.render.notebook import repr_html


def test_events_with_their_sentence_and_fields() -> None:
    shown = repr_html(reading())
    assert shown.startswith("<div")
    assert shown.count("<tr") == 9
    assert "<b><u>struck</u></b>" in shown
    assert "accused by authorities" in shown
    assert "<script" not in shown


def test_hostile_text_is_escaped() -> None:
    text = "<img src=x onerror=alert(1)> struck"
    shown = repr_html(bare(text, event("e1", "shelling", span(text, "struck")), headline=text, outlet=text, url=text))
    assert "<img" not in shown
    assert "&lt;img" in shown


def test_a_report_without_events() -> None:
    assert "No event found" in repr_html(bare("Nothing."))
