"""How alike two groupings of the same things are: MUC (Vilain et al. 1995), B-cubed (Bagga and Baldwin 1998) and
CEAF-e (Luo 2005, φ4), the three whose mean F1 is the CoNLL score (Pradhan et al. 2012).

A grouping says of each thing which group it is in. Ours may lack things that gold has (a report that could not be
read): they are missed, and count for recall alone. Fractions are kept in whole numbers of ``UNIT`` parts, so that sums
over resamples stay exact.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from fractions import Fraction
from typing import Any

from dateline.evaluate.match import align
from dateline.evaluate.scores import Tally

Grouping = Mapping[Any, Hashable]
"""The group of each thing; things are hashable."""

UNIT = 10**9


def groups(grouping: Grouping) -> list[frozenset[Hashable]]:
    """The groups as sets, in the order of their first thing."""
    members: dict[Hashable, list[Hashable]] = defaultdict(list)
    for thing, group in grouping.items():
        members[group].append(thing)
    return [frozenset(things) for things in members.values()]


def count_muc(counted: Tally, key: str, gold: Grouping, ours: Grouping) -> None:
    """Links: a group of n things has n - 1, and lacks one for each part beyond the first that the other cuts it in."""
    for side, whole, these, those in (("theirs", "gold", gold, ours), ("ours", "predicted", ours, gold)):
        for group in groups(these):
            parts = {those[thing] for thing in group if thing in those}
            alone = sum(thing not in those for thing in group)
            counted[f"{key}:{side}"] += len(group) - len(parts) - alone
            counted[f"{key}:{whole}"] += len(group) - 1


def count_b_cubed(
    counted: Tally, key: str, gold: Grouping, ours: Grouping, among: Iterable[Hashable] | None = None
) -> None:
    """Of each thing's group, the share that is in its group on the other side; each thing counts one.

    ``among`` counts these things alone, each beside all others still.
    """
    common = Counter((gold[thing], ours[thing]) for thing in gold if thing in ours)
    things = list(gold if among is None else among)
    for side, whole, these in (("theirs", "gold", gold), ("ours", "predicted", ours)):
        size = Counter(these.values())
        both = [thing for thing in things if thing in ours]
        shares = (Fraction(common[gold[thing], ours[thing]], size[these[thing]]) for thing in both)
        counted[f"{key}:{side}"] += _units(shares)
        counted[f"{key}:{whole}"] += UNIT * sum(thing in these for thing in things)


def count_ceaf_e(counted: Tally, key: str, gold: Grouping, ours: Grouping) -> None:
    """The likeness of groups, 2 |common| / (|one| + |other|), summed over the pairs that make the most of it."""
    there, here = groups(gold), groups(ours)

    def likeness(group: frozenset[Hashable], our: frozenset[Hashable]) -> int:
        return _units([Fraction(2 * len(group & our), len(group) + len(our))])

    alike = sum(likeness(there[i], here[j]) for i, j in align(there, here, likeness))
    for side, whole, number in (("theirs", "gold", len(there)), ("ours", "predicted", len(here))):
        counted[f"{key}:{side}"] += alike
        counted[f"{key}:{whole}"] += UNIT * number


def _units(shares: Iterable[Fraction]) -> int:
    return round(UNIT * sum(shares, Fraction()))
