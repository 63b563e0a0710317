"""One-to-one alignment of what was predicted with what is right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

G = TypeVar("G")
P = TypeVar("P")

Range = tuple[int, int]
"""A half-open range of code points."""


def shared(a: Range, b: Range) -> int:
    """How many characters two ranges share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def ranges(spans: Sequence[dict[str, Any]]) -> list[Range]:
    """The ranges of a record's spans."""
    return [(span["start"], span["end"]) for span in spans]


def overlapping(ours: Sequence[Range], theirs: Sequence[Range]) -> int:
    """How many pairs of the two lists share a character."""
    return sum(1 for a in ours for b in theirs if a[0] < b[1] and b[0] < a[1])


def align(gold: Sequence[G], predicted: Sequence[P], weight: Callable[[G, P], int]) -> list[tuple[int, int]]:
    """Pairs of indexes, each index at most once, that have the greatest sum of weights, in order of gold.

    A weight of zero or less is no pair. Things that are connected by weights are aligned together and apart from the
    rest, so long lists of small overlaps stay cheap.
    """
    weights = {
        (i, j): value
        for i, one in enumerate(gold)
        for j, other in enumerate(predicted)
        if (value := weight(one, other)) > 0
    }
    found: list[tuple[int, int]] = []
    for rows, columns in _components(weights):
        found += _assign(rows, columns, weights)
    return sorted(found)


def couples(
    gold: Sequence[G], predicted: Sequence[P], pairs: Sequence[tuple[int, int]]
) -> list[tuple[G | None, P | None]]:
    """Both sides whole: every gold thing with what answers it, or None; then the predictions that answer nothing."""
    answers = dict(pairs)
    taken = set(answers.values())
    found: list[tuple[G | None, P | None]] = [
        (one, predicted[answers[i]] if i in answers else None) for i, one in enumerate(gold)
    ]
    return found + [(None, other) for j, other in enumerate(predicted) if j not in taken]


def _components(edges: dict[tuple[int, int], int]) -> list[tuple[list[int], list[int]]]:
    """The connected parts of a two-sided graph, each as its sorted nodes left and right."""
    left: dict[int, list[int]] = {}
    right: dict[int, list[int]] = {}
    for i, j in edges:
        left.setdefault(i, []).append(j)
        right.setdefault(j, []).append(i)
    parts = []
    unseen = dict.fromkeys(left)
    while unseen:
        rows, columns, todo = set[int](), set[int](), [next(iter(unseen))]
        while todo:
            i = todo.pop()
            if i in rows:
                continue
            rows.add(i)
            unseen.pop(i)
            new = [j for j in left[i] if j not in columns]
            columns.update(new)
            todo += [k for j in new for k in right[j]]
        parts.append((sorted(rows), sorted(columns)))
    return parts


def _assign(rows: list[int], columns: list[int], weights: dict[tuple[int, int], int]) -> list[tuple[int, int]]:
    """The assignment of greatest weight by the Hungarian method with shortest augmenting paths (Kuhn 1955; Jonker and
    Volgenant 1987), in whole numbers and so exact; cost O(len(rows)² len(columns)) for the shorter side as rows.
    """
    if len(rows) > len(columns):
        turned = {(j, i): value for (i, j), value in weights.items()}
        return [(i, j) for j, i in _assign(columns, rows, turned)]
    n, m = len(rows), len(columns)
    cost = [[-weights.get((i, j), 0) for j in columns] for i in rows]
    row_price, column_price, owner = [0] * n, [0] * (m + 1), [-1] * (m + 1)
    for row in range(n):
        owner[m] = row
        column, way = m, [m] * m
        slack: list[float] = [float("inf")] * m
        done = [False] * (m + 1)
        while owner[column] >= 0:
            done[column] = True
            current = owner[column]
            for j in range(m):
                if not done[j]:
                    reduced = cost[current][j] - row_price[current] - column_price[j]
                    if reduced < slack[j]:
                        slack[j], way[j] = reduced, column
            nearest = min((j for j in range(m) if not done[j]), key=slack.__getitem__)
            step = int(slack[nearest])
            for j in range(m + 1):
                if done[j]:
                    row_price[owner[j]] += step
                    column_price[j] -= step
                elif j < m:
                    slack[j] -= step
            column = nearest
        while column != m:
            owner[column] = owner[way[column]]
            column = way[column]
    pairs = [(rows[owner[j]], columns[j]) for j in range(m) if owner[j] >= 0]
    return [pair for pair in pairs if pair in weights]
