"""When garbage is collected: going over objects that stay, again and again, takes time that nothing is won by."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

SELDOM: Final = 20_000
"""New objects after which a process of our own collects garbage: some reports' worth."""


def settle() -> None:
    """Leave out what a process of our own has loaded by now, which it keeps to its end, and collect the rest seldom.

    Going over it took a tenth of the time of storing, and made every fourth page of a workbench a tenth of a second
    later. In a user's process that is not ours to decide.
    """
    gc.freeze()
    gc.set_threshold(SELDOM)


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
