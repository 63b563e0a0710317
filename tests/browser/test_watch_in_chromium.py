"""Nothing that a page logs, throws or asks for goes unheard."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

from chromium import Watch

POLICY = "<meta http-equiv=Content-Security-Policy content=\"style-src 'none'\">"


def test_what_is_logged_thrown_refused_and_asked_for_is_kept(tab: Page, watch: Watch, tmp_path: Path) -> None:
    file = tmp_path / "bad.html"
    script = (
        "console.warn('said'); new Worker(URL.createObjectURL(new Blob(['console.log(`of a worker`)'])));"
        "fetch('http://127.0.0.1:9/asked').catch(() => { document.title = 'done'; }); throw new Error('thrown')"
    )
    file.write_text(f"{POLICY}<p style='color: red'>words</p><script>{script}</script>", encoding="utf-8")
    with tab.expect_console_message(lambda message: "of a worker" in message.text):
        tab.goto(file.as_uri())
    tab.wait_for_function("() => document.title === 'done'")
    for words in ("said", "of a worker", "thrown", "Content Security Policy", "ERR_"):
        assert any(words in each for each in watch.logs), words
    assert "http://127.0.0.1:9/asked" in watch.requests
    watch.logs.clear()
