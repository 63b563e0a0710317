"""Ingesting killed over and over: run as a script, it writes readings in children that it kills until one gets through.

The children are forked from one process, so that a kill costs no start of Python. Each finds its own way on from what
the store holds; none is told how far the last one came.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from typing import cast

from dateline.link.columns import centres
from dateline.link.score import PairModel
from dateline.link.words import weights
from dateline.pipeline import Pipeline, Read
from dateline.store.engine import Database
from dateline.store.ingesting import Ingesting
from dateline.store.linker import Linker
from stored import RAID, arrest, raid, told, writer

REPORTS = 60
LINKED_AT_ONCE = 15
"""Versions of events in a run of linking: less than all, and no multiple of what a report has."""
RECIPES = ("one", "two")
"""What the reports are read by, and then read again by."""


def write_all(url: str, recipe: str, together: int) -> None:
    """Reports that are new, syndicated or corrected, each skipped where the store knows it; all are linked.

    ``together``: how many are committed at once.
    """
    database = Database.open(url, create=True)
    one = writer(database, recipe)
    linker = Linker(database, one.changes, size=LINKED_AT_ONCE)
    linker.begin()
    into = Ingesting(cast(Pipeline, None), one, linker)  # what is stored here was read by hand
    some: list[Read] = []
    for number in range(REPORTS):
        text = f"{'Corrected. ' * (number % 3)}{RAID} Report {number // 3}."
        events = (raid(text), arrest(text)) if recipe == RECIPES[0] or number % 2 else (raid(text, "armed-clash"),)
        address = {"url": f"https://x.example/{number // 3}"} if number % 4 else {"outlet": f"Outlet {number % 5}"}
        reading, draft = told(text, *events, recipe=recipe, **address)
        if not one.is_known(reading.report):
            some.append(Read(str(number), reading, draft))
        if len(some) >= together:
            list(into.store(some))
            some = []
    list(into.store(some))
    into.link()
    database.close()


def killed_until_done(url: str, recipe: str, chance: random.Random) -> int:
    """Write everything, killing each child after a moment; how many were killed before one got through."""
    kills = 0
    while True:
        together = chance.randint(1, 8)
        child = os.fork()
        if not child:
            try:
                write_all(url, recipe, together)
            except BaseException as error:
                sys.stderr.write(f"{error!r}\n")
                os._exit(1)
            os._exit(0)
        # Ever longer, so that a slow machine gets through too.
        time.sleep(chance.uniform(0.01, 0.1 + 0.02 * kills))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        if os.WIFEXITED(status):
            if os.WEXITSTATUS(status):
                sys.exit("a child failed by itself")
            return kills
        kills += 1


if __name__ == "__main__":
    # What every child would read from files is read before the first is forked.
    PairModel.bundled(), weights(), centres()
    dice = random.Random(7)
    print(*(killed_until_done(sys.argv[1], each, dice) for each in RECIPES))  # noqa: T201
