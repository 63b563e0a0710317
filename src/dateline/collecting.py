"""When garbage is collected, and when threads take turns: going over objects that stay, again and again, takes time
that nothing is won by, and so does a thread that waits for the interpreter.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

SELDOM: Final = 20_000
"""New objects after which a process of our own collects garbage: some reports' worth."""
SOON: Final = 0.001
"""Seconds for which a thread keeps the interpreter while another waits: one whose encoder is done goes on sooner."""


def settle() -> None:
    """Leave out what a process of our own has loaded by now, which it keeps to its end, and collect the rest seldom;
    and let its threads take turns sooner.

    Going over it took a tenth of the time of storing, and made every fourth page of a workbench a tenth of a second
    later. In a user's process that is not ours to decide.
    """
    gc.freeze()
    gc.set_threshold(SELDOM)
    sys.setswitchinterval(SOON)


@contextmanager
def nothing_collected() -> Iterator[None]:
    """Leave garbage collection out for a while, of work that only grows and holds no cycles."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
