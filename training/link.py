"""Fit the pair score of linking: ``python -m training.link --data DATA --cache CACHE``.

Writes ``src/dateline/link/data/model.json`` and ``centres.json``, and prints what ``docs/scores.md`` quotes. The
reader's vectors are features, so a new reader asks for a new fit.

Pairs come from GVC (its whole development part: figures on it are cross-validated over incidents, the bundled model is
fitted on all of it) and ECB+ train. GVC's incidents lie years and states apart, which would teach that a day is enough;
so its pairs are shown in three worlds: as they are, all incidents on one day, and on one day without places.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.assemble.coreference import average_link
from dateline.link import columns
from dateline.link.columns import Grown
from dateline.link.features import features
from dateline.link.score import PairModel
from dateline.link.sketch import WIDTHS, Sketch
from dateline.reader.runtime import BUNDLED
from dateline.schema.vector import unpack
from training.link_data import Labelled, load
from training.steps import Fitted, fit

Array = NDArray[Any]
DATA = Path(__file__).parents[1] / "src" / "dateline" / "link" / "data"
FOLDS = 5
ROUNDS = 200
THRESHOLD = 0.5
SEED = 7
NEGATIVES = 4.0
"""How much all pairs of different happenings of a set weigh beside those of one happening."""


class Pairs:
    """Pairs of labelled events with their features. ``stories``: the incidents of each pair's reports."""

    def __init__(self, x: Array, y: Array, stories: list[tuple[str, str]], share: float = 1.0) -> None:
        self.x, self.y, self.stories = x, y.astype(float), stories
        right = max(float(y.sum()), 1.0)
        wrong = max(float((~y).sum()), 1.0)
        self.weight = share * np.where(y, 1.0, NEGATIVES * right / wrong)

    def without(self, stories: set[str]) -> Pairs:
        """Those that touch none of some stories, with the weights they have."""
        keep = np.array([a not in stories and b not in stories for a, b in self.stories], bool)
        made = Pairs(self.x[keep], self.y[keep] > 0, [s for s, k in zip(self.stories, keep, strict=True) if k])
        made.weight = self.weight[keep]
        return made


def table(sketches: Sequence[Sketch]) -> tuple[Grown, Grown]:
    """Events and reports as columns."""
    reports, events = columns.reports(), columns.events()
    reports.append(columns.report_rows(sketches))
    told = [(event, row) for row, each in enumerate(sketches) for event in each.events]
    events.append(columns.event_rows([event for event, _ in told], [row for _, row in told]))
    return events, reports


def pairs(labelled: Sequence[Labelled], within: Sequence[str], most: int, share: float) -> Pairs:
    """Pairs of events with a chain in different reports of one group (``within``, one a report); at most ``most``
    of different happenings."""
    events, reports = table([each.sketch for each in labelled])
    chain = np.array([each.gold.get(event.event, "") for each in labelled for event in each.sketch.events])
    report = events["report"]
    group = np.array(within)[report]
    used = np.flatnonzero(chain != "")
    i, j = (used[at] for at in np.triu_indices(len(used), 1))
    keep = (group[i] == group[j]) & (report[i] != report[j])
    i, j = i[keep], j[keep]
    same = chain[i] == chain[j]
    wrong = np.flatnonzero(~same)
    chosen = np.random.default_rng(SEED).permutation(wrong)[:most]
    at = np.sort(np.concatenate([np.flatnonzero(same), chosen]))
    i, j, same = i[at], j[at], same[at]
    stories = [(labelled[report[a]].story, labelled[report[b]].story) for a, b in zip(i, j, strict=True)]
    return Pairs(features(events, reports, i, j), same, stories, share)


def on_one_day(labelled: Sequence[Labelled], *, places: bool) -> list[Labelled]:
    """The same reports with every incident's first publication on one day; without places if so asked."""
    first = {each.story: min(o.sketch.published or 0 for o in labelled if o.story == each.story) for each in labelled}
    moved = []
    for each in labelled:
        by = 730_000 - first[each.story]
        told = [
            event.model_copy(
                update={"days": (event.days[0] + by, event.days[1] + by) if event.days else None}
                | ({} if places else {"point": None, "gazetteer_id": None, "precision": "unknown"})
            )
            for event in each.sketch.events
        ]
        update = {"published": (each.sketch.published or 0) + by, "events": tuple(told)}
        if not places:
            update["towns"] = ()
        sketch = each.sketch.model_copy(update=update)
        moved.append(Labelled(sketch, each.docid, each.story, each.gold, each.same))
    return moved


def fitted(sets: Sequence[Pairs], rounds: int = ROUNDS) -> Fitted:
    """The model of several sets of pairs."""
    return fit(
        np.concatenate([each.x for each in sets]),
        np.concatenate([each.y for each in sets]),
        np.concatenate([each.weight for each in sets]),
        rounds=rounds,
    )


def b_cubed(gold: Sequence[str], ours: Sequence[Any]) -> NDArray[np.float64]:
    """Precision and recall (n, 2) of each thing (Bagga and Baldwin 1998)."""
    g, o = np.array(gold), np.array([str(each) for each in ours])
    same_g, same_o = g[:, None] == g, o[:, None] == o
    both = (same_g & same_o).sum(1)
    return np.stack([both / same_o.sum(1), both / same_g.sum(1)], 1)


def f1(values: Array) -> str:
    """Mean precision, recall and their F1 as text."""
    precision, recall = values.mean(0)
    return f"P {100 * precision:.1f} R {100 * recall:.1f} F1 {100 * 2 * precision * recall / (precision + recall):.1f}"


def grouped(labelled: Sequence[Labelled], model: PairModel, *, own_pairs: bool) -> dict[tuple[str, str], int]:
    """The group of every event, by average link over all pairs, without blocks.

    ``own_pairs``: pairs within a report score what the reader gave them, else 0: its reading has told them apart.
    """
    events, reports = table([each.sketch for each in labelled])
    names = [(each.docid, event.event) for each in labelled for event in each.sketch.events]
    i, j = np.triu_indices(len(names), 1)
    score = np.zeros((len(names), len(names)), np.float32)
    score[i, j] = model.probabilities(features(events, reports, i, j))
    score = np.maximum(score, score.T)
    score[events["report"][:, None] == events["report"]] = 0
    if own_pairs:
        row = {name: at for at, name in enumerate(names)}
        for each in labelled:
            for a, b, p in each.same:
                i, j = row[each.docid, a], row[each.docid, b]
                score[i, j] = score[j, i] = p
    groups = average_link(score, model.threshold)
    return {names[at]: number for number, members in enumerate(groups) for at in members}


def report_groups(labelled: Sequence[Labelled], groups: dict[tuple[str, str], int]) -> list[Any]:
    """The group of each report of GVC: that of the first event that tells its incident."""
    return [next((groups[each.docid, event] for event in each.gold), each.docid) for each in labelled]


def cross_validated(gvc: Sequence[Labelled], worlds: Sequence[Pairs], others: Sequence[Pairs]) -> Array:
    """B-cubed of every GVC report, linked among all of them by a model that saw no pair with its incident."""
    stories = sorted({each.story for each in gvc})
    random.Random(SEED).shuffle(stories)
    found = np.zeros((len(gvc), 2))
    for fold in range(FOLDS):
        held = set(stories[fold::FOLDS])
        model = fitted([*(each.without(held) for each in worlds), *others]).model(THRESHOLD, "fold")
        scores = b_cubed([e.story for e in gvc], report_groups(gvc, grouped(gvc, model, own_pairs=False)))
        mine = np.array([each.story in held for each in gvc])
        found[mine] = scores[mine]
    return found


def ecb_groups(labelled: Sequence[Labelled], model: PairModel, *, own_pairs: bool) -> dict[tuple[str, str], str]:
    """The groups of ECB+ events, a subtopic at a time."""
    found: dict[tuple[str, str], str] = {}
    for story in sorted({each.story for each in labelled}):
        own = [each for each in labelled if each.story == story]
        found |= {name: f"{story} {number}" for name, number in grouped(own, model, own_pairs=own_pairs).items()}
    return found


def topic(story: str) -> str:
    """The topic of an ECB+ subtopic."""
    return story.removesuffix("ecbplus").removesuffix("ecb")


def write_centres(labelled: Sequence[Labelled]) -> None:
    """Write the mean directions of the vectors."""
    told = {
        "text": [each.sketch.text for each in labelled],
        **{name: [getattr(event, name) for each in labelled for event in each.sketch.events]
           for name in ("vector", "sentence")},
    }  # fmt: skip
    kept = {name: np.round(unpack([each for each in packed if each], WIDTHS[name]).mean(0), 4).tolist()
            for name, packed in told.items()}  # fmt: skip
    (DATA / "centres.json").write_text(json.dumps(kept, separators=(",", ":")) + "\n", encoding="utf-8")
    columns.centres.cache_clear()


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    parser.add_argument("--cache", type=Path, required=True, help="folder for the sketches of read reports")
    given = parser.parse_args()
    gvc, train, dev, mentions, dev_mentions = (
        load(name, given.data, given.cache)
        for name in ("gvc", "ecbplus-train", "ecbplus-dev", "ecbplus-train-given", "ecbplus-dev-given")
    )
    write_centres([*gvc, *train])
    everywhere = [""] * len(gvc)
    worlds = [
        pairs(world, everywhere, 20_000, share)
        for world, share in (
            (gvc, 1.0), (on_one_day(gvc, places=True), 1.0), (on_one_day(gvc, places=False), 0.5),
        )
    ]  # fmt: skip
    others = [
        pairs(train, [topic(each.story) for each in train], 20_000, 0.5),
        pairs(mentions, [topic(each.story) for each in mentions], 60_000, 0.02),
    ]
    for name, each in zip(("real", "one day", "no places", "ECB+", "ECB+ mentions"), [*worlds, *others], strict=True):
        print(f"{name}: {len(each.y)} pairs, {int(each.y.sum())} of one happening, weight {each.weight.sum():.0f}")
    for name, world in (("as they are", gvc), ("on one day", on_one_day(gvc, places=True)),
                        ("on one day, no places", on_one_day(gvc, places=False))):  # fmt: skip
        print(f"GVC cross-validated, {name}: B-cubed", f1(cross_validated(world, worlds, others)), flush=True)
    made = fitted([*worlds, *others])
    model = made.model(THRESHOLD, "bundled")
    for name, each, own in (("events", dev, False), ("mentions", dev_mentions, True)):
        groups = ecb_groups(each, model, own_pairs=own)
        labelled = [(chain, groups[one.docid, event]) for one in each for event, chain in one.gold.items()]
        gold = [f"{one.story} {chain}" for one in each for chain in one.gold.values()]
        print(f"ECB+ dev, {name}: B-cubed", f1(b_cubed(gold, [ours for _, ours in labelled])))
    reader = json.loads((BUNDLED / "card.json").read_text(encoding="utf-8"))["name"]
    kept = made.kept(THRESHOLD, "gvc+ecbplus", fitted_on={"reader": reader, "reports": len(gvc) + len(train)})
    (DATA / "model.json").write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
