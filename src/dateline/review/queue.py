"""Which events a person should look at first: those that are least certain and weigh most.

::

    priority    = (uncertainty + importance) / 2
    uncertainty = 0.5 near(event) + 0.3 near(least sure filler) + 0.2 disputed
    importance  = 0.4 salience + 0.4 deaths + 0.2 corroboration

- ``near``: how near a score is to the operating point from which it counts, 1 at or below the point, 0 at 1.
- ``disputed``: 1 where reports of the incident cannot all be right.
- ``salience``: main 1, related 0.5, background 0.
- ``deaths``: killed / (killed + 5); 5 killed count half.
- ``corroboration``: 1 - 1 / publishers; one that stands alone adds nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dateline.schema.reading import Salience

POINTS: Final = {"event": 0.3, "argument": 0.3}
"""The operating points of the bundled model, which its card states."""
SALIENCE: Final[dict[Salience, float]] = {"main": 1.0, "related": 0.5, "background": 0.0}
HALF: Final = 5
"""So many killed count half."""


@dataclass(frozen=True)
class Standing:
    """What of an event its priority depends on. ``filler`` is the score of its least sure filler, None without one."""

    score: float
    filler: float | None
    salience: Salience
    killed: int = 0
    publishers: int = 1
    disputed: bool = False

    @property
    def uncertainty(self) -> float:
        """0 to 1."""
        filler = 0.0 if self.filler is None else near(self.filler, POINTS["argument"])
        return 0.5 * near(self.score, POINTS["event"]) + 0.3 * filler + 0.2 * self.disputed

    @property
    def importance(self) -> float:
        """0 to 1."""
        deaths = self.killed / (self.killed + HALF)
        return 0.4 * SALIENCE[self.salience] + 0.4 * deaths + 0.2 * (1 - 1 / max(self.publishers, 1))

    @property
    def priority(self) -> float:
        """0 to 1; the higher, the sooner it should be looked at."""
        return (self.uncertainty + self.importance) / 2


def near(score: float, point: float) -> float:
    """How near a score is to its operating point: 1 at or below it, 0 at 1, linear between."""
    return min(1.0, max(0.0, (1 - score) / (1 - point)))
