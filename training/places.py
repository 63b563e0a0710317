"""Learn the place ranker's weights and measure it: ``python training/places.py DATA [--learn]``.

DATA holds ``splits.json``, ``geoparsing/lgl.jsonl.gz``, ``geoparsing/trnews.jsonl.gz`` and ``corpus/train.jsonl``.
Weights are learned on the geoparsing documents that ``splits.json`` does not name as dev, and on the corpus's places;
figures are for the dev documents, with the gold spans given. Multinomial logit, full-batch gradient, L2: no randomness.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from dateline.gazetteer import BundledGazetteer, Entry
from dateline.gazetteer.base import distance_km
from dateline.normalise.place import PlaceResolver, Toponym
from dateline.normalise.place_mentions import find_mentions, words_of
from dateline.normalise.place_rank import CONTEXT, PRIOR, Matrix, Ranker, Scene

WEIGHTS = Path(__file__).parents[1] / "src/dateline/normalise/place_weights.json"
NEAR_ENOUGH_KM = 161.0
SAME_PLACE_KM = 40.0
BY_HAND = {
    "in-container": 6.0,
    "not-in-container": -6.0,
    "dateline": 1.5,
    "dateline-country": 1.0,
    "outlet-country": 1.0,
}
"""Weights of what the training documents do not tell: their datelines and outlets are not given, and local papers
seldom name a container. "Springfield, Ill." leaves no doubt."""

UNLEARNED = Ranker(np.zeros(len(PRIOR)), np.zeros(len(PRIOR) + len(CONTEXT)))
STEPS = 400
RATE = 0.3
PENALTY = 2e-3


@dataclass(frozen=True)
class Gold:
    """One marked toponym with its point."""

    start: int
    end: int
    lat: float
    lon: float
    geonameid: int | None


@dataclass(frozen=True)
class Document:
    """A text with its gold toponyms."""

    text: str
    gold: tuple[Gold, ...]
    marked: tuple[Toponym, ...]
    dateline: str | None = None


def geoparsing(data: Path, name: str, *, dev: bool) -> Iterator[Document]:
    """LGL or TR-News documents of one part."""
    held_out = set(json.loads((data / "splits.json").read_text())[name]["dev"])
    with gzip.open(data / "geoparsing" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            if (row["docid"] in held_out) == dev:
                tops = row["toponyms"]
                marked = tuple(Toponym(t["start"], t["end"], 1.0) for t in tops)
                gold = tuple(
                    Gold(t["start"], t["end"], float(t["lat"]), float(t["lon"]), int(t["geonameid"] or 0) or None)
                    for t in tops
                    if t.get("lat") is not None
                )
                yield Document(row["text"], gold, marked)


def corpus(data: Path, gazetteer: BundledGazetteer, part: str) -> Iterator[Document]:
    """Corpus reports with the places of their events whose evidence is a name that the gazetteer lists."""
    with (data / "corpus" / f"{part}.jsonl").open(encoding="utf-8") as file:
        for row in map(json.loads, file):
            text = row["report"]["text"]
            places = [p for e in row["events"] for p in (e["place"], *e["more_places"]) if p and p["lat"] is not None]
            spans = {(s["start"], s["end"]): p for p in places for s in p["evidence"][:1]}
            gold = tuple(
                Gold(start, end, p["lat"], p["lon"], None)
                for (start, end), p in sorted(spans.items())
                if gazetteer.candidates(text[start:end])
            )
            marked = tuple(Toponym(g.start, g.end, 1.0) for g in gold)
            yield Document(text, gold, marked, row["report"].get("dateline_place"))


def is_gold(entry: Entry, gold: Gold) -> bool:
    """Whether an entry is the one meant."""
    same = gold.geonameid is not None and entry.geonameid == gold.geonameid
    return same or distance_km(entry.lat, entry.lon, gold.lat, gold.lon) <= SAME_PLACE_KM


class Example:
    """A document's names with the features that do not change, and which candidates are right."""

    def __init__(self, resolver: PlaceResolver, document: Document) -> None:
        words = words_of(document.text)
        mentions = find_mentions(document.text, words, document.marked, resolver.gazetteer)
        keys, self.names = resolver.names(document.text, mentions)
        self.right: dict[int, Matrix] = {}
        if not any(name.candidates for name in self.names):
            return
        self.scene = Scene(self.names, resolver.setting(words, document.dateline, None))
        at = {name.key: n for n, name in enumerate(self.names)}
        for gold in document.gold:
            for mention, key in zip(mentions, keys, strict=True):
                if mention.start < gold.end and gold.start < mention.end:
                    name = self.names[at[key]]
                    right = np.array([float(is_gold(e, gold)) for e in name.candidates])
                    if 0 < right.sum() < len(right):
                        self.right[at[key]] = right

    def rows(self, features: Matrix) -> Iterator[tuple[Matrix, Matrix]]:
        """The features of each name that has right and wrong candidates, and which are right."""
        split = self.scene.split(features)
        return ((split[name], right) for name, right in self.right.items())


def learn(examples: Sequence[tuple[Matrix, Matrix]]) -> Matrix:
    """Weights that make the right candidates likely: maximises the mean log of their summed probability."""
    weights = np.zeros(examples[0][0].shape[1])
    velocity = np.zeros_like(weights)
    sizes = [len(rows) for rows, _ in examples]
    stacked = np.vstack([rows for rows, _ in examples])
    right = np.concatenate([r for _, r in examples])
    group = np.repeat(np.arange(len(sizes)), sizes)
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    for _ in range(STEPS):
        scores = stacked @ weights
        scores -= np.maximum.reduceat(scores, starts)[group]
        likely = np.exp(scores)
        share = likely / np.add.reduceat(likely, starts)[group]
        among_right = likely * right
        wanted = among_right / np.add.reduceat(among_right, starts)[group]
        gradient = stacked.T @ (wanted - share) / len(sizes) - PENALTY * weights
        velocity = 0.9 * velocity + RATE * gradient
        weights = weights + velocity
    return weights


def train(examples: Sequence[Example]) -> Ranker:
    """Both passes: the prior's weights first, then the context's from the prior's beliefs and once from its own."""
    prior = learn([pair for e in examples for pair in e.rows(e.scene.prior)])
    beliefs = [e.scene.softmax(e.scene.prior @ prior) for e in examples]
    for example, belief in zip(examples, beliefs, strict=True):
        example.scene.anchor(belief)
    context = np.zeros(len(PRIOR) + len(CONTEXT))
    for _ in range(2):
        whole = [np.hstack((e.scene.prior, e.scene.context(b))) for e, b in zip(examples, beliefs, strict=True)]
        context = learn([pair for e, rows in zip(examples, whole, strict=True) for pair in e.rows(rows)])
        beliefs = [e.scene.softmax(rows @ context) for e, rows in zip(examples, whole, strict=True)]
    for name, weight in BY_HAND.items():
        context[len(PRIOR) + CONTEXT.index(name)] = weight
    return Ranker(prior, context)


def save(ranker: Ranker) -> None:
    """Write the weights where the resolver reads them."""
    rounded = {
        "prior": dict(zip(PRIOR, np.round(ranker.prior, 3).tolist(), strict=True)),
        "context": dict(zip((*PRIOR, *CONTEXT), np.round(ranker.context, 3).tolist(), strict=True)),
    }
    WEIGHTS.write_text(json.dumps(rounded, indent=2) + "\n", encoding="utf-8", newline="\n")


def measure(resolver: PlaceResolver, documents: Sequence[Document], show: int = 0) -> dict[str, Any]:
    """Share of gold toponyms with a place within 161 km, of all and of those resolved; median error in kilometres."""
    errors: list[float] = []
    total = 0
    for document in documents:
        places = resolver.resolve(document.text, document.marked, dateline_place=document.dateline)
        for gold in document.gold:
            total += 1
            found = next((p for p in places if _covers(p.evidence[0].start, p.evidence[0].end, gold)), None)
            error = None
            if found is not None and found.lat is not None and found.lon is not None:
                error = distance_km(found.lat, found.lon, gold.lat, gold.lon)
                errors.append(error)
            if show and (error is None or error > NEAR_ENOUGH_KM):
                show -= 1
                told = document.text[max(0, gold.start - 30) : gold.end + 30].replace("\n", " ")
                print(error and round(error), [told], found and (found.name, found.country, found.feature), gold)
    within = sum(error <= NEAR_ENOUGH_KM for error in errors)
    return {
        "gold": total,
        "acc161_all": round(within / max(1, total), 4),
        "acc161_resolved": round(within / max(1, len(errors)), 4),
        "resolved": round(len(errors) / max(1, total), 4),
        "median_km": round(float(np.median(errors)), 1) if errors else None,
    }


def _covers(start: int, end: int, gold: Gold) -> bool:
    return start < gold.end and gold.start < end


def main() -> None:
    """Learn if asked, then print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--learn", action="store_true")
    parser.add_argument("--show", type=int, default=0, help="print this many errors of the training part")
    options = parser.parse_args()
    gazetteer = BundledGazetteer()
    resolver = PlaceResolver(gazetteer, UNLEARNED) if options.learn else PlaceResolver(gazetteer)
    training = [d for name in ("lgl", "trnews") for d in geoparsing(options.data, name, dev=False)]
    reports = list(corpus(options.data, gazetteer, "train"))
    if options.learn:
        examples = [Example(resolver, document) for document in (*training, *reports)]
        save(train([example for example in examples if example.right]))
        resolver = PlaceResolver(gazetteer)
    for name in ("lgl", "trnews"):
        print(name, "dev", measure(resolver, list(geoparsing(options.data, name, dev=True))))
    print("training", measure(resolver, training, options.show))
    print("corpus train", measure(resolver, reports, options.show))
    print("corpus dev", measure(resolver, list(corpus(options.data, gazetteer, "dev"))))


if __name__ == "__main__":
    main()
