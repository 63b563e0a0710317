"""How long hosts are left alone."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Event
from typing import Final
from urllib.parse import urlsplit

_MOST_HOSTS: Final = 1000


class Pace:
    """Lets at least ``pause`` seconds pass between two requests to one host."""

    def __init__(self, pause: float, stop: Event, clock: Callable[[], float] = time.monotonic) -> None:
        self._pause = pause
        self._stop = stop
        self._clock = clock
        self._free: dict[str, float] = {}
        """when each host may be asked again"""

    def wait(self, url: str) -> None:
        """Wait until the host of an address may be asked; a stop that is asked for ends the wait."""
        host = urlsplit(url).hostname or ""
        seconds = self._free.get(host, 0.0) - self._clock()
        if seconds > 0:
            self._stop.wait(seconds)
        now = self._clock()
        if len(self._free) >= _MOST_HOSTS:
            self._free = {each: free for each, free in self._free.items() if free > now}
        self._free[host] = now + self._pause


def backed_off(failures: int, base: float, most: float) -> float:
    """Seconds to wait after so many failures in a row: twice as long each time."""
    return min(most, base * 2.0 ** min(failures, 32))
