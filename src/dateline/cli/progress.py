"""A bar on standard error while many reports are read: how many, how fast, how long yet."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

    from dateline.ingest.source import Source


def is_typed(inputs: Sequence[str]) -> bool:
    """Whether somebody types the input: a bar would run over their words."""
    return "-" in inputs and sys.stdin.isatty()


@contextmanager
def progress(
    found: Iterator[Source], what: str, total: int | None
) -> Iterator[tuple[Iterator[Source], Callable[[], None]]]:
    """The sources, and what to call after each of them, in their order. For a single one there is no bar.

    The time left is told by ``total``, the bytes of all inputs, of which each source has its share: nobody knows how
    many reports an archive holds. None: by nothing.
    """
    ahead = list(islice(found, 2))
    if len(ahead) < 2:
        yield iter(ahead), lambda: None
        return
    waiting: deque[int] = deque()
    done = 0

    def drawn() -> Iterator[Source]:
        for source in chain(ahead, found):
            waiting.append(source.size)
            yield source

    with _bar() as bar:
        task = bar.add_task(what, total=total or None, done=0)

        def step() -> None:
            nonlocal done
            done += 1
            bar.update(task, advance=waiting.popleft(), done=done)

        yield drawn(), step


def _bar() -> Progress:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        ProgressColumn,
        Task,
        TaskProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Left(TimeRemainingColumn):
        def render(self, task: Task) -> Text:
            return Text("left ") + super().render(task) if task.total else Text("")

    class Rate(ProgressColumn):
        def render(self, task: Task) -> Text:
            done = task.fields["done"]
            return Text(f"{done} reports, {done / task.elapsed:.1f} a second" if task.elapsed and done else "")

    shown = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), Rate(), Left())
    return Progress(*shown, console=Console(stderr=True), transient=True)
