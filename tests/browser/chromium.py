"""A real Chromium without a window, spoken to over its debugging pipe: no driver and no network are needed."""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--enable-unsafe-swiftshader", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
    "--remote-debugging-pipe",
)  # fmt: skip
PATIENCE = 60.0
KEYS = {
    "ArrowDown": 40,
    "ArrowUp": 38,
    "ArrowLeft": 37,
    "ArrowRight": 39,
    "Escape": 27,
    "Enter": 13,
    "Tab": 9,
    **{letter: ord(letter.upper()) for letter in "abcdefgijkmnprsux1"},
    "?": 191,
    "/": 191,
    "[": 219,
    "]": 221,
}

# Puts the two ends of the pipe, first moved out of the way, where Chromium looks for them, and becomes Chromium.
LAUNCH = (
    "import fcntl, os, sys; ends = [fcntl.fcntl(int(end), fcntl.F_DUPFD, 10) for end in sys.argv[1:3]];"
    "os.dup2(ends[0], 3); os.dup2(ends[1], 4); os.execv(sys.argv[3], sys.argv[3:])"
)


def find() -> str | None:
    """The path of an installed Chromium or Chrome."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    return next((path for name in names if (path := shutil.which(name))), None)


class Page:
    """One tab. Everything the page logs, and every request it tries, is kept."""

    def __init__(self, to: int, back: int) -> None:
        self._to, self._back = to, back
        self._last = 0
        self._left = b""
        self._seen: set[str] = set()
        self._session: str | None = None
        self.logs: list[str] = []
        self.requests: list[str] = []
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self._call(f"{domain}.enable")

    def open(
        self,
        place: Path | str,
        fragment: str = "",
        *,
        width: int = 1280,
        height: int = 900,
        media: dict[str, str] | None = None,
    ) -> None:
        """Load a file or an address anew at a window's size, with media features such as ``prefers-color-scheme``."""
        self._call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        features = [{"name": name, "value": value} for name, value in (media or {}).items()]
        self._call("Emulation.setEmulatedMedia", features=features)
        # By way of nothing: an address that differs from the open one in its fragment alone would load nothing.
        address = place if isinstance(place, str) else place.as_uri()
        for url in ("about:blank", address + fragment):
            self._seen.clear()
            self._call("Page.navigate", url=url)
            while "Page.loadEventFired" not in self._seen:
                self._receive()

    def run(self, script: str) -> Any:
        """The value of a JavaScript expression."""
        answer = self._call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise AssertionError(answer["exceptionDetails"])
        return answer["result"].get("value")

    def press(self, key: str) -> None:
        """One key, as from a keyboard."""
        for kind in ("rawKeyDown", "keyUp"):
            self._call("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=KEYS[key])

    def point(self, selector: str, *, click: bool = False) -> None:
        """Move the mouse to the middle of an element, and click it if asked."""
        place = self.run(
            f"(() => {{const e = document.querySelector({json.dumps(selector)}); e.scrollIntoView({{block: 'center'}});"
            "const b = e.getClientRects()[0]; return [b.x + b.width / 2, b.y + b.height / 2]})()"
        )
        kinds = ["mouseMoved", *(["mousePressed", "mouseReleased"] if click else [])]
        for kind in kinds:
            self._call("Input.dispatchMouseEvent", type=kind, x=place[0], y=place[1], button="left", clickCount=1)

    def drag(self, selector: str, first: float, last: float) -> None:
        """Drag the mouse across an element, from one share of its width to another."""
        box = self.run(
            f"(() => {{const b = document.querySelector({json.dumps(selector)}).getBoundingClientRect();"
            "return [b.x, b.y + b.height / 2, b.width]})()"
        )
        for kind, share in (("mousePressed", first), ("mouseMoved", (first + last) / 2), ("mouseReleased", last)):
            at = {"x": box[0] + box[2] * share, "y": box[1]}
            self._call("Input.dispatchMouseEvent", type=kind, button="left", buttons=1, clickCount=1, **at)

    def wait(self, condition: str) -> None:
        """Until a JavaScript expression is true."""
        for _ in range(int(PATIENCE * 20)):
            if self.run(f"Boolean({condition})"):
                return
            time.sleep(0.05)
        raise AssertionError(f"after {PATIENCE} s not true: {condition}")

    def screenshot(self, file: Path) -> None:
        """A PNG of the window."""
        file.write_bytes(base64.b64decode(self._call("Page.captureScreenshot", format="png")["data"]))

    def _call(self, method: str, **parameters: Any) -> dict[str, Any]:
        self._last += 1
        message: dict[str, Any] = {"id": self._last, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._receive()
            if answer.get("id") == self._last:
                if "error" in answer:
                    raise AssertionError(f"{method}: {answer['error']}")
                result: dict[str, Any] = answer["result"]
                return result

    def _receive(self) -> dict[str, Any]:
        while b"\0" not in self._left:
            if not select.select([self._back], [], [], PATIENCE)[0]:
                raise AssertionError(f"Chromium has said nothing for {PATIENCE} s")
            more = os.read(self._back, 1 << 16)
            if not more:
                raise AssertionError("Chromium has closed its pipe")
            self._left += more
        raw, self._left = self._left.split(b"\0", 1)
        message: dict[str, Any] = json.loads(raw)
        self._seen.add(message.get("method", ""))
        match message.get("method"):
            case "Runtime.exceptionThrown" | "Runtime.consoleAPICalled" | "Log.entryAdded":
                self.logs.append(json.dumps(message["params"]))
            case "Network.requestWillBeSent":
                self.requests.append(message["params"]["request"]["url"])
        return message


@contextmanager
def browser(path: str) -> Iterator[Page]:
    """A fresh Chromium with one tab, ended with the block. It reads its orders on descriptor 3 and answers on 4."""
    theirs_in, to = os.pipe()
    back, theirs_out = os.pipe()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        ends = (str(theirs_in), str(theirs_out))
        process = subprocess.Popen(
            [sys.executable, "-c", LAUNCH, *ends, path, *FLAGS, f"--user-data-dir={profile}"],
            pass_fds=(theirs_in, theirs_out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(theirs_in)
        os.close(theirs_out)
        try:
            yield Page(to, back)
        finally:
            process.kill()
            process.wait()
            os.close(to)
            os.close(back)
