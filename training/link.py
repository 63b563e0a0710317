"""Fit the pair score of linking: ``python -m training.link --data DATA --cache CACHE``.

Writes ``src/dateline/link/data/model.json`` and ``centres.json``, and prints what ``docs/scores.md`` quotes. The
reader's vectors are features, so a new reader asks for a new fit.

Pairs come from GVC (its whole development part: figures on it are cross-validated over incidents, the bundled model is
fitted on all of it) and ECB+ train. GVC's incidents lie years and states apart, which would teach that a day is enough;
so its pairs are shown in several worlds: as they are, all incidents on one day, on one day without places, recalled as
background by later reports, without vectors, and beside twins: alike in all but the names, of another day or another
town.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.link import columns
from dateline.link.block import keys, sought
from dateline.link.cluster import link_all
from dateline.link.columns import Grown
from dateline.link.features import features
from dateline.link.score import PairModel
from dateline.link.sketch import WIDTHS, Point, Sketch
from dateline.link.state import State
from dateline.link.words import RAREST, weight
from dateline.reader.runtime import BUNDLED
from dateline.schema.vector import unpack
from training.link_data import Labelled, load
from training.steps import Fitted, fit

Array = NDArray[Any]
DATA = Path(__file__).parents[1] / "src" / "dateline" / "link" / "data"
FOLDS = 5
ROUNDS = 200
THRESHOLD = 0.5
TWINS = 120.0
"""How much all twins weigh."""
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


def of_other_days(labelled: Sequence[Labelled]) -> Array:
    """The features of pairs of the corpus's events that a block brings together and that are none: their gold days
    differ by three and more. The same actors in the same country at other times; nothing is fitted on them."""
    events, reports = table([each.sketch for each in labelled])
    told = [(event, each) for each in labelled for event in each.sketch.events]
    day = [each.gold.get(event.event) for event, each in told]
    kept: dict[str, list[int]] = {}
    found: set[tuple[int, int]] = set()
    for row, (event, each) in enumerate(told):
        if day[row]:
            for key in sought(event, each.sketch):
                found.update((other, row) for other in kept.get(key, ()))
            for key in keys(event, each.sketch):
                kept.setdefault(key, []).append(row)
    apart = [(i, j) for i, j in sorted(found)
             if abs((date.fromisoformat(day[i] or "") - date.fromisoformat(day[j] or "")).days) >= 3
             and told[i][1] is not told[j][1]]  # fmt: skip
    i, j = np.array(apart, np.int64).reshape(-1, 2).T
    return features(events, reports, i, j)


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
        moved.append(replace(each, sketch=sketch))
    return moved


def without_vectors(labelled: Sequence[Labelled]) -> list[Labelled]:
    """The same reports as read by another reader than the one that this is fitted for: its vectors are not compared."""
    told = []
    for each in labelled:
        events = tuple(event.model_copy(update={"vector": "", "sentence": ""}) for event in each.sketch.events)
        told.append(replace(each, sketch=each.sketch.model_copy(update={"events": events, "text": ""})))
    return told


def recalled(labelled: Sequence[Labelled], *, seed: int = SEED) -> list[Labelled]:
    """The first report of every incident as it is; the others recall it as background, months and years later."""
    drawn, seen, found = random.Random(seed), set[str](), []
    for each in sorted(labelled, key=lambda one: (one.sketch.published or 0, one.docid)):
        if each.story in seen:
            told = [event.model_copy(update={"salience": "background"}) for event in each.sketch.events]
            published = (each.sketch.published or 0) + drawn.randint(60, 1200)
            update = {"events": tuple(told), "published": published}
            found.append(replace(each, sketch=each.sketch.model_copy(update=update)))
        else:
            seen.add(each.story)
            found.append(each)
    return found


def twins(labelled: Sequence[Labelled], share: float, *, seed: int = SEED) -> Pairs:
    """Pairs of a report with a twin of another report of its incident: alike in all but names, but of another day or
    another town, so another happening."""
    drawn = random.Random(seed)
    found, stories = [], []
    for one in labelled:
        for other in (each for each in labelled if each.story == one.story):
            pair = [_only_gold(one), _only_gold(Labelled(_twin(other.sketch, drawn), "", one.story, other.gold))]
            if not all(each.events for each in pair):
                continue
            events, reports = table(pair)
            ours = len(pair[0].events)
            i, j = (at.ravel() for at in np.meshgrid(range(ours), range(ours, len(events["report"]))))
            found.append(features(events, reports, i, j))
            stories += [(one.story, one.story)] * len(i)
    made = Pairs(np.concatenate(found), np.zeros(len(stories), bool), stories)
    made.weight = np.full(len(stories), share / len(stories))
    return made


def _only_gold(labelled: Labelled) -> Sketch:
    told = tuple(event for event in labelled.sketch.events if event.event in labelled.gold)
    return labelled.sketch.model_copy(update={"events": told})


def _twin(sketch: Sketch, drawn: random.Random) -> Sketch:
    """The same report of another happening: moved in time, or in space on the same day, with other names, some of them
    recalled as background."""
    same_day, recalled = drawn.random() < 0.35, drawn.random() < 0.25
    by = 0 if same_day else drawn.choice([-1, 1]) * drawn.randint(4, 700 if recalled else 45)
    degrees = [drawn.choice([-1, 1]) * drawn.uniform(1, 4) for _ in range(2)]
    moved = same_day or drawn.random() < 0.3

    def other(words: Sequence[str], kept: float) -> tuple[str, ...]:
        """Most common words stay; rare ones, names among them, with a chance of ``kept``."""
        return tuple(word if drawn.random() < (0.85 if weight(word) < RAREST else kept) else f"~{drawn.random()}"
                     for word in words)  # fmt: skip

    def there(point: Point) -> Point:
        return (point[0] + degrees[0], point[1] + degrees[1]) if moved else point

    told = [
        event.model_copy(update={
            "days": (event.days[0] + by, event.days[1] + by) if event.days else None,
            "harmed": other(event.harmed, 0.1), "actors": other(event.actors, 0.3), "said": other(event.said, 0.3),
            "point": there(event.point) if event.point else None,
            "salience": "background" if recalled else event.salience,
            "gazetteer_id": "~elsewhere" if moved and event.gazetteer_id else event.gazetteer_id,
        })
        for event in sketch.events
    ]  # fmt: skip
    published = (sketch.published or 0) + by + (drawn.randint(60, 1200) if recalled else 0)
    return sketch.model_copy(update={
        "report": f"{sketch.report} twin", "published": published, "events": tuple(told),
        "words": other(sketch.words, 0.3), "towns": tuple(there(point) for point in sketch.towns),
    })  # fmt: skip


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


def grouped(labelled: Sequence[Labelled], model: PairModel) -> dict[tuple[str, str], str]:
    """The group of every event (docid, event), linked as a user's reports are."""
    state = State()
    link_all([each.sketch for each in labelled], state, model)
    docid = {each.sketch.report: each.docid for each in labelled}
    return {(docid[name.report], name.event): group for name, group in zip(state.names, state.incident_of, strict=True)}


def report_groups(labelled: Sequence[Labelled], groups: dict[tuple[str, str], str]) -> list[str]:
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
        scores = b_cubed([e.story for e in gvc], report_groups(gvc, grouped(gvc, model)))
        mine = np.array([each.story in held for each in gvc])
        found[mine] = scores[mine]
    return found


def ecb_groups(labelled: Sequence[Labelled], model: PairModel) -> dict[tuple[str, str], str]:
    """The groups of ECB+ events, a subtopic at a time."""
    found: dict[tuple[str, str], str] = {}
    for story in sorted({each.story for each in labelled}):
        own = grouped([each for each in labelled if each.story == story], model)
        found |= {name: f"{story} {group}" for name, group in own.items()}
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
    gvc, train, dev, corpus = (
        load(name, given.data, given.cache) for name in ("gvc", "ecbplus-train", "ecbplus-dev", "corpus-train")
    )
    write_centres([*gvc, *train])
    one_day, nowhere = on_one_day(gvc, places=True), on_one_day(gvc, places=False)
    later, blind = recalled(gvc), without_vectors(gvc)
    worlds = [
        *(pairs(world, [""] * len(world), 20_000, share)
          for world, share in ((gvc, 1.0), (one_day, 1.0), (nowhere, 0.5), (later, 0.25), (blind, 1.0))),
        twins(gvc, TWINS),
    ]  # fmt: skip
    topics = [topic(each.story) for each in train]
    others = [pairs(train, topics, 20_000, 0.5), pairs(without_vectors(train), topics, 20_000, 0.25)]
    for name, each in zip(
        ("real", "one day", "no places", "recalled", "no vectors", "twins", "ECB+", "ECB+, no vectors"),
        [*worlds, *others],
        strict=True,
    ):
        print(f"{name}: {len(each.y)} pairs, {int(each.y.sum())} of one happening, weight {each.weight.sum():.0f}")
    for name, world in (("as they are", gvc), ("on one day", one_day), ("on one day, no places", nowhere),
                        ("recalled later", later), ("without vectors", blind)):  # fmt: skip
        print(f"GVC cross-validated, {name}: B-cubed", f1(cross_validated(world, worlds, others)), flush=True)
    made = fitted([*worlds, *others])
    model = made.model(THRESHOLD, "bundled")
    groups = ecb_groups(dev, model)
    gold = [f"{one.story} {chain}" for one in dev for chain in one.gold.values()]
    ours = [groups[one.docid, event] for one in dev for event in one.gold]
    print("ECB+ dev, events that meet a gold mention: B-cubed", f1(b_cubed(gold, ours)))
    strangers = model.probabilities(of_other_days(corpus)) >= THRESHOLD
    print(f"corpus train, pairs of other days in one block: {strangers.sum()} of {len(strangers)} above the threshold")
    card = json.loads((BUNDLED / "card.json").read_text(encoding="utf-8"))
    fitted_on = {"reader": f"{card['name']}@{card['digest'][:12]}", "reports": len(gvc) + len(train)}
    kept = made.kept(THRESHOLD, "gvc+ecbplus", fitted_on=fitted_on)
    (DATA / "model.json").write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
