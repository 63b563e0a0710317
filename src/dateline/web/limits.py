"""How often something may be tried."""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from threading import Lock
from typing import Final

_MOST_KEYS: Final = 10_000


class Limiter:
    """At most ``tries`` within ``seconds`` for each key. Safe among threads; the keys it holds are bounded."""

    def __init__(self, tries: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._tries, self._seconds, self._clock = tries, seconds, clock
        self._tried: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = Lock()

    def wait(self, key: str) -> float:
        """Seconds until the next try is free; 0 where it is."""
        with self._lock:
            tried = self._recent(key)
            return 0.0 if len(tried) < self._tries else tried[0] + self._seconds - self._clock()

    def count(self, key: str) -> None:
        """Count one try."""
        with self._lock:
            self._recent(key).append(self._clock())

    def forget(self, key: str) -> None:
        """Count from nothing again."""
        with self._lock:
            self._tried.pop(key, None)

    def _recent(self, key: str) -> deque[float]:
        tried = self._tried.setdefault(key, deque(maxlen=self._tries))
        self._tried.move_to_end(key)
        while len(self._tried) > _MOST_KEYS:
            self._tried.popitem(last=False)
        while tried and tried[0] <= self._clock() - self._seconds:
            tried.popleft()
        return tried
