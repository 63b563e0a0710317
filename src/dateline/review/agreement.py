"""How far coders agree: Krippendorff's alpha, field by field.

Alpha is 1 - observed / expected disagreement (K. Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011). Every
ordered pair of values of one unit by two coders goes into a matrix of coincidences, weighted by 1 / (values of the unit
- 1); units that one coder alone has coded say nothing. The difference of two values is 0 or 1 where they are names, the
square of their distance where they are numbers.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations, permutations
from typing import Any, Final

from dateline.review.fields import FIELDS, TOLLS, Value

Difference = Callable[[Any, Any], float]
Coding = Mapping[str, Value]
"""A coder's values of one event by field; ``event`` is ``yes`` or ``no``: whether it is one."""
CODED: Final = ("event", *FIELDS)


@dataclass(frozen=True)
class Agreement:
    """One field: ``alpha``, None where nobody's values vary or none can be compared; how many events two coders or more
    have a value of, and in how many all their values are the same."""

    field: str
    level: str
    alpha: float | None
    events: int
    same: int

    def to_dict(self) -> dict[str, Any]:
        """It as JSON has it."""
        return asdict(self)


@dataclass(frozen=True)
class Disagreement:
    """A field of an event in which two coders differ."""

    event: int
    field: str
    coders: tuple[str, str]
    values: tuple[Value, Value]

    def to_dict(self) -> dict[str, Any]:
        """It as JSON has it."""
        return asdict(self) | {"coders": list(self.coders), "values": list(self.values)}


def nominal(one: Hashable, other: Hashable) -> float:
    """The difference of two names."""
    return 0.0 if one == other else 1.0


def interval(one: float, other: float) -> float:
    """The difference of two numbers."""
    return float(one - other) ** 2


def alpha(units: Iterable[Sequence[Hashable]], difference: Difference = nominal) -> float | None:
    """Krippendorff's alpha of units, each the values that coders gave it, in any order, missing ones left out.

    None where fewer than two values can be paired, or where all are the same: there is nothing to tell chance by.
    """
    pairs: dict[tuple[Any, Any], float] = defaultdict(float)
    for values in units:
        for one, other in permutations(values, 2):
            pairs[one, other] += 1 / (len(values) - 1)
    sums: dict[Any, float] = defaultdict(float)
    for (one, _), weight in pairs.items():
        sums[one] += weight
    total = sum(sums.values())
    expected = sum(sums[a] * sums[b] * difference(a, b) for a, b in permutations(sums, 2))
    if total <= 1 or expected == 0:
        return None
    observed = sum(weight * difference(a, b) for (a, b), weight in pairs.items())
    return 1 - (total - 1) * observed / expected


def agreement(codings: Mapping[int, Mapping[str, Coding]]) -> tuple[Agreement, ...]:
    """The agreement on each field over events, by their ids and coders.

    Tolls are numbers, all else are names. That a report is silent is a name like another; of a toll, it is compared by
    the numbers of those events alone of which every coder has one. Fields of an event that a coder rejects are left
    out.
    """
    return tuple(_field(name, codings) for name in CODED)


def _field(name: str, codings: Mapping[int, Mapping[str, Coding]]) -> Agreement:
    units: list[list[Value]] = []
    for coders in codings.values():
        kept = [coding for coding in coders.values() if name == "event" or coding["event"] == "yes"]
        units.append([coding[name] for coding in kept])
    number = name in TOLLS
    if number:
        units = [[value for value in unit if value is not None] for unit in units]
    paired = [unit for unit in units if len(unit) > 1]
    return Agreement(
        field=name, level="interval" if number else "nominal", alpha=alpha(paired, interval if number else nominal),
        events=len(paired), same=sum(len(Counter(unit)) == 1 for unit in paired),
    )  # fmt: skip


def disagreements(codings: Mapping[int, Mapping[str, Coding]]) -> tuple[Disagreement, ...]:
    """Every field of every event in which two coders differ; of an event that one rejects, that alone."""
    found = []
    for event, coders in sorted(codings.items()):
        for one, other in combinations(sorted(coders), 2):
            a, b = coders[one], coders[other]
            names = CODED if a["event"] == b["event"] == "yes" else ("event",)
            found += [
                Disagreement(event, name, (one, other), (a[name], b[name])) for name in names if a[name] != b[name]
            ]
    return tuple(found)
