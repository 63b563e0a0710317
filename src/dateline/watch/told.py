"""What a watcher tells of what happens."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Told:
    """Something to log: ``what`` happened, to whom, and its figures; ``trouble``: somebody may want to look at it."""

    what: str
    name: str
    trouble: bool = False
    facts: Mapping[str, Any] = field(default_factory=dict)


Tell = Callable[[Told], None]
