"""New reports join, found or merge incidents: average-link clustering of what the blocks find, by the pair score.

``link`` is a pure function of new sketches and a state; it changes neither. Reports are taken together, sorted by
publication, so that their order in a call does not matter. Incidents are never split: what came earlier may be decided
otherwise than all at once would. Where every pair of one happening scores above the threshold and every other pair
below, the outcome is the same in any order and any parts (``tests/properties/test_linking.py``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dateline.assemble.coreference import average_link
from dateline.collecting import nothing_collected
from dateline.errors import DataError
from dateline.link import columns
from dateline.link.block import COMPATIBLE, keys, sought
from dateline.link.features import features
from dateline.link.score import PairModel, comparable
from dateline.link.sketch import EventSketch, Sketch, sketch
from dateline.link.state import Change, EventKey, Kind, State, founds
from dateline.schema.draft import Draft
from dateline.schema.incident import JoinedBy, Why
from dateline.schema.reading import Reading

Array = NDArray[Any]
SECOND_BEST: Final = np.float32(0.5)
"""What is left of the score of a pair where one of the two has a better partner in the other's report."""
NEARLY: Final = np.float32(0.97)
"""A pair is as good as the best from this share of its score on: which of two is better is then chance."""
TOGETHER: Final = 256
"""Reports linked in one step by ``link_all``: enough to compare at once, few enough for a matrix of their events."""


class _New(NamedTuple):
    name: EventKey
    event: EventSketch
    report: Sketch


@dataclass(frozen=True)
class _Bench:
    """The events of one step side by side: the new ones first, then the old ones that they may meet.

    ``old[n]`` is the state's row of local row ``len(new) + n``.
    """

    new: Sequence[_New]
    old: Sequence[int]
    events: Mapping[str, Array]
    reports: Mapping[str, Array]
    model: PairModel

    @classmethod
    def of(
        cls, new: Sequence[_New], reports: Sequence[Sketch], old: Sequence[int], state: State, model: PairModel
    ) -> _Bench:
        rows = np.array(old, np.int64)
        kept = state.events.taken(rows)
        number = {each.report: row for row, each in enumerate(reports)}
        known, which = np.unique(kept["report"], return_inverse=True)
        # A document of a store may tell something new beside what is linked: both are of one report.
        at = [number.get(state.sources[row], len(reports) + place) for place, row in enumerate(known.tolist())]
        kept["report"] = np.array(at, np.int64)[which]
        mine = columns.event_rows([each.event for each in new], [number[each.name.report] for each in new])
        theirs = state.reports.taken(known)
        ours = columns.report_rows(reports)
        return cls(
            new, old,
            {name: np.concatenate([mine[name], kept[name]]) for name in kept},
            {name: np.concatenate([ours[name], theirs[name]]) for name in theirs},
            model,
        )  # fmt: skip

    def name(self, row: int, state: State) -> EventKey:
        """The event of a local row."""
        return self.new[row].name if row < len(self.new) else state.names[self.old[row - len(self.new)]]

    def features(self, i: Array, j: Array) -> NDArray[np.float32]:
        return features(self.events, self.reports, i, j)

    def scores(self, i: Array, j: Array) -> NDArray[np.float32]:
        """The probability of each pair; 0 within a report, whose reading has told its events apart, and for types
        that are not compatible."""
        found = np.zeros(len(i), np.float32)
        report, kind = self.events["report"], self.events["type"]
        at = np.flatnonzero((report[i] != report[j]) & COMPATIBLE[kind[i], kind[j]])
        if len(at):
            found[at] = self.model.probabilities(self.features(i[at], j[at]))
        return found


def link(new: Sequence[Sketch], state: State, model: PairModel) -> tuple[Change, ...]:
    """What new reports do to the incidents of ``state``, in order of publication, mergers first.

    Raises DataError where a report is in the state already, or twice among the new ones.
    """
    reports = sorted(new, key=lambda each: (each.published or 0, each.report))
    if double := [each.report for each in reports if each.report in state] or _twice(reports):
        raise DataError(f"report {double[0][:12]} is linked already: a report joins once")
    told = [_New(EventKey(each.report, event.event), event, each) for each in reports for event in each.events]
    if not told:
        return ()
    pairs, old = _candidates(told, state)
    bench = _Bench.of(told, reports, old, state, model)
    groups = _groups(bench, _nodes(bench, state), pairs)
    planned = [each for group in groups for each in _planned(group, bench, state)]
    return tuple(_told(sorted(planned, key=lambda each: (each.kind != "merged", each.row)), bench, state))


def likeness(report: Sketch, state: State, model: PairModel) -> dict[str, float]:
    """How like the events of a report are to each incident that they may meet: the mean probability of its pairs."""
    told = [_New(EventKey(report.report, event.event), event, report) for event in report.events]
    pairs, old = _candidates(told, state)
    bench = _Bench.of(told, [report], old, state, model)
    met = [(i, j) for i, j in pairs if j >= len(told)]
    i, j = np.array(met, np.int64).reshape(-1, 2).T
    found: dict[str, list[float]] = {}
    for (_, row), score in zip(met, bench.scores(i, j).tolist(), strict=True):
        found.setdefault(state.incident_of[old[row - len(told)]], []).append(score)
    return {incident: sum(scores) / len(scores) for incident, scores in found.items()}


def link_all(new: Iterable[Sketch], state: State, model: PairModel | None = None) -> list[Change]:
    """Link many reports into a state, ``TOGETHER`` at a time by publication, each step on what came before."""
    model = model or PairModel.bundled()
    reports = sorted(new, key=lambda each: (each.published or 0, each.report))
    found: list[Change] = []
    # Going over the millions of objects of a state again and again took a third of the time.
    with nothing_collected():
        for start in range(0, len(reports), TOGETHER):
            step = reports[start : start + TOGETHER]
            changes = link(step, state, model)
            state.apply(step, changes)
            found += changes
    return found


def grouped(read: Sequence[tuple[Reading, Draft]], model: PairModel | None = None) -> list[dict[str, str]]:
    """For each reading, the group of each of its events by the event's id: incidents, and what waits to be one.

    The linker that benchmarks ask. Readings of one and the same text are linked once and share their groups.
    """
    state = State()
    link_all({reading.report.id: sketch(reading, comparable(draft)) for reading, draft in read}.values(), state, model)
    group = dict(zip(state.names, state.incident_of, strict=True))
    return [{event.id: group[EventKey(reading.report.id, event.id)] for event in reading.events} for reading, _ in read]


def _twice(reports: Sequence[Sketch]) -> list[str]:
    return [a.report for a, b in pairwise(reports) if a.report == b.report]


def _candidates(told: Sequence[_New], state: State) -> tuple[list[tuple[int, int]], list[int]]:
    """Pairs of local rows that share a block, and the old rows in the order of their local ones."""
    blocks: dict[str, list[int]] = {}
    for row, each in enumerate(told):
        for key in keys(each.event, each.report):
            blocks.setdefault(key, []).append(row)
    pairs: set[tuple[int, int]] = set()
    old: dict[int, int] = {}
    shown: dict[str, list[int]] = {}
    for row, each in enumerate(told):
        wanted = sought(each.event, each.report)
        near: set[int] = set()
        near.update(*[kept for key in wanted if (kept := blocks.get(key))])
        near.discard(row)
        pairs.update((row, other) if row < other else (other, row) for other in near)
        for incident in state.met(wanted):
            if incident not in shown:
                members = state.representatives(incident)
                shown[incident] = [old.setdefault(other, len(told) + len(old)) for other in members]
            pairs.update((row, other) for other in shown[incident])
    return sorted(pairs), list(old)


@dataclass(frozen=True)
class _Node:
    """What is clustered: a new event, or an incident by its representatives. ``rows`` are local."""

    rows: tuple[int, ...]
    incident: str | None = None


@dataclass(frozen=True)
class _Group:
    """Nodes that are one. ``scores``: (rows, rows) of all their ``rows``."""

    nodes: Sequence[_Node]
    rows: Sequence[int]
    scores: NDArray[np.float32]

    def closest_pair(self, some: Sequence[int], others: Sequence[int]) -> tuple[int, int, float]:
        """Of two lists of rows, the row of each that are most alike, with their score."""
        at = [self.rows.index(row) for row in some]
        scores = self.scores[np.ix_(at, [self.rows.index(row) for row in others])]
        one, other = divmod(int(scores.argmax()), len(others))
        return some[one], others[other], float(scores[one, other])

    def mean(self, row: int) -> float:
        """The mean score of a row with all others, 1 for a lone one."""
        others = len(self.rows) - 1
        return float(self.scores[self.rows.index(row)].sum() / others) if others else 1.0


def _nodes(bench: _Bench, state: State) -> list[_Node]:
    incidents: dict[str, list[int]] = {}
    for at, row in enumerate(bench.old, start=len(bench.new)):
        incidents.setdefault(state.incident_of[row], []).append(at)
    return [
        *(_Node((row,)) for row in range(len(bench.new))),
        *(_Node(tuple(rows), incident) for incident, rows in incidents.items()),
    ]


def _groups(bench: _Bench, nodes: Sequence[_Node], pairs: Sequence[tuple[int, int]]) -> Iterator[_Group]:
    """The clusters of all nodes that hold something new or join something old."""
    size = len(nodes)
    owner = np.zeros(len(bench.new) + len(bench.old), np.int64)
    for at, node in enumerate(nodes):
        owner[list(node.rows)] = at
    i, j = np.array(pairs, np.int64).reshape(-1, 2).T
    scores = bench.scores(i, j)
    edge, which = np.unique(np.minimum(owner[i], owner[j]) * size + np.maximum(owner[i], owner[j]), return_inverse=True)
    means = np.bincount(which, scores, len(edge)) / np.maximum(np.bincount(which, minlength=len(edge)), 1)
    linked = edge[means >= bench.model.threshold]
    components = _components(size, zip((linked // size).tolist(), (linked % size).tolist(), strict=True))
    several = [component for component in components if len(component) > 1]
    matrices = _matrices(bench, [[row for at in component for row in nodes[at].rows] for component in several])
    for component, matrix in zip(several, matrices, strict=True):
        yield from _clustered([nodes[at] for at in component], matrix, bench.model.threshold)
    for at, *more in components:
        if not more and nodes[at].incident is None:
            yield _Group([nodes[at]], nodes[at].rows, np.zeros((1, 1), np.float32))


def _components(size: int, edges: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The connected components of a graph of ``size`` nodes, in order of their first."""
    root = list(range(size))

    def top(node: int) -> int:
        while root[node] != node:
            root[node] = node = root[root[node]]
        return node

    for a, b in edges:
        a, b = top(a), top(b)
        root[max(a, b)] = min(a, b)
    found: dict[int, list[int]] = {}
    for node in range(size):
        found.setdefault(top(node), []).append(node)
    return list(found.values())


def _matrices(bench: _Bench, rows: Sequence[Sequence[int]]) -> list[NDArray[np.float32]]:
    """The scores of all pairs of each list of rows, computed at once."""
    corners = [np.triu_indices(len(each), 1) for each in rows]
    if not corners:
        return []
    ends = [(np.array(each)[a], np.array(each)[b]) for each, (a, b) in zip(rows, corners, strict=True)]
    scores = bench.scores(np.concatenate([i for i, _ in ends]), np.concatenate([j for _, j in ends]))
    found, start = [], 0
    for each, (a, b) in zip(rows, corners, strict=True):
        matrix = np.zeros((len(each), len(each)), np.float32)
        matrix[a, b] = matrix[b, a] = scores[start : start + len(a)]
        found.append(_mutual(matrix, bench.events["report"][list(each)]))
        start += len(a)
    return found


def _mutual(scores: NDArray[np.float32], report: Array) -> NDArray[np.float32]:
    """Lower the scores of pairs that are not each other's best between their two reports.

    A reading has told its events apart: of them, one alone can be the event that another report tells.
    """
    _, which = np.unique(report, return_inverse=True)
    best = np.zeros((len(scores), which.max() + 1), np.float32)
    for number in range(best.shape[1]):
        best[:, number] = scores[:, which == number].max(1)
    bar = np.maximum(best[:, which], best[:, which].T)
    return np.where(scores >= NEARLY * bar, scores, scores * SECOND_BEST)


def _clustered(nodes: Sequence[_Node], scores: NDArray[np.float32], threshold: float) -> Iterator[_Group]:
    """The clusters of one component; ``scores`` are of its nodes' rows, in order."""
    rows = [row for node in nodes for row in node.rows]
    weights = np.array([len(node.rows) for node in nodes], np.float64)
    bounds = np.cumsum([0, *weights]).astype(int)
    holds = np.zeros((len(nodes), len(rows)))
    for at, (first, last) in enumerate(pairwise(bounds)):
        holds[at, first:last] = 1 / (last - first)
    means = (holds @ scores @ holds.T).astype(np.float32)
    for members in average_link(means, threshold, weights):
        places = [place for member in members for place in range(bounds[member], bounds[member + 1])]
        if len(members) > 1 or nodes[members[0]].incident is None:
            yield _Group(
                [nodes[member] for member in members], [rows[p] for p in places], scores[np.ix_(places, places)]
            )


class _Planned(NamedTuple):
    """A change before its reason is put into words. ``row`` is the event's, ``like`` that of the one most like it."""

    kind: Kind
    incident: str
    row: int
    mean: float
    like: int | None = None
    score: float | None = None
    absorbed: str | None = None


def _planned(group: _Group, bench: _Bench, state: State) -> Iterator[_Planned]:
    """What the new events of a cluster do, and which incidents it makes one.

    Of several old incidents the one with most members stays, one that only waits after those that do not.
    """
    new = [node.rows[0] for node in group.nodes if node.incident is None]
    old = {node.incident: node for node in group.nodes if node.incident is not None}
    kept = sorted(old, key=lambda name: (name not in state.incidents, -state.size(name), name))
    founders = [row for row in new if founds(bench.new[row].event, bench.new[row].report)]
    opened = any(name in state.incidents for name in kept)
    incident = kept[0] if kept else incident_id(bench.new[(founders or new)[0]].name)
    for name in kept[1:]:
        moved, like, score = group.closest_pair(old[name].rows, old[incident].rows)
        yield _Planned("merged", incident, moved, score, like, score, absorbed=name)
    if founders and not opened:
        yield _Planned("founded", incident, founders[0], group.mean(founders[0]))
        new.remove(founders[0])
    for row in new:
        kind: Kind = "joined" if opened or founders else "waits"
        others = [other for other in group.rows if other != row]
        if others:
            _, like, score = group.closest_pair([row], others)
            yield _Planned(kind, incident, row, group.mean(row), like, score)
        else:
            yield _Planned(kind, incident, row, 1.0)


def _told(planned: Sequence[_Planned], bench: _Bench, state: State) -> Iterator[Change]:
    """The changes with their reasons, those of all computed at once."""
    alike = [(each.row, each.like) for each in planned if each.like is not None]
    rows, likes = np.array(alike, np.int64).reshape(-1, 2).T
    told = bench.features(rows, likes)
    reasons = iter(bench.model.reasons(told))
    for each in planned:
        name = bench.name(each.row, state)
        like = None if each.like is None else bench.name(each.like, state)
        why = Why(
            by=_BY[each.kind],
            like=like,
            score=None if each.score is None else round(each.score, 4),
            told=next(reasons) if like else (),
        )
        yield Change(
            kind=each.kind, incident=each.incident, report=name.report, event=name.event, score=round(each.mean, 4),
            why=why, absorbed=each.absorbed,
        )  # fmt: skip


_BY: Final[Mapping[Kind, JoinedBy]] = {
    "founded": "founded", "joined": "joined", "merged": "merged", "waits": "waited",
}  # fmt: skip


def incident_id(name: EventKey) -> str:
    """The lasting name of an incident that an event founds."""
    return "i" + hashlib.sha256(f"{name.report} {name.event}".encode()).hexdigest()[:16]
