"""Choose operating points and calibration on the development sets: ``python -m training.tune --artifact … --data …``.

Scores are first calibrated (Platt 1999) on the corpus's development reports; then each point in turn takes the value
of a small grid that does best on its own set. What comes out goes into the artifact's card. The encoder runs once a
text: only the heads and what follows are run again.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from dateline.evaluate.calibration import expected_calibration_error
from dateline.evaluate.corpus.judged import judge
from dateline.evaluate.registry import benchmark
from dateline.evaluate.run import evaluate
from dateline.evaluate.whole import settings
from dateline.gazetteer.bundled import BundledGazetteer
from dateline.ingest.page import Stated
from dateline.normalise.actor import ActorRegistry
from dateline.pipeline import Options, Pipeline
from dateline.reader.labels import MUC_ROLES, TOLLS
from dateline.reader.reader import Reader
from dateline.reader.runtime import Runtime, digest

TYPED, ARGUMENTS, MAIN, JOINED = "typed event F1", "argument F1", "main-event F1", "joined mentions B-cubed F1"


class Remembering(Reader):
    """A reader whose encoder runs once a text."""

    def __init__(self, runtime: Runtime, known: dict[str, Any]) -> None:
        super().__init__(runtime)
        self._known = known

    def _encode(self, text: str) -> Any:
        if text not in self._known:
            self._known[text] = super()._encode(text)
        return self._known[text]


class Bench:
    """A pipeline whose points can be set."""

    def __init__(self, artifact: Path) -> None:
        self.points: dict[str, float] = {}
        self.calibration: dict[str, Sequence[float]] = {}
        (artifact / "card.json").write_text(json.dumps({"name": "tuning", "digest": digest(artifact, {})}))
        self._runtime = Runtime.load(artifact, threads=2)
        self._known: dict[str, Any] = {}
        self._gazetteer, self._actors = BundledGazetteer(), ActorRegistry.bundled()

    @property
    def pipeline(self) -> Pipeline:
        """The pipeline with the points and the calibration as they stand."""
        told = {"operating_points": dict(self.points), "calibration": dict(self.calibration)}
        runtime = replace(self._runtime, card={**self._runtime.card, **told})
        return Pipeline(Remembering(runtime, self._known), self._gazetteer, self._actors, Options())

    def figures(self, name: str, data: Path, only: Path | None = None, limit: int | None = None) -> dict[str, float]:
        """The figures of a benchmark with the points as they stand."""
        pipeline = self.pipeline

        def read(document: Any) -> Any:
            stated = Stated(document.published, document.outlet, None, document.headline, document.id)
            outcome = pipeline.read_text(document.text, stated)
            return outcome.reading, outcome.draft

        result = evaluate(name, data, read=read, only=only, limit=limit, settings=settings(pipeline))
        return {figure.name: figure.value or 0.0 for figure in result.scores.figures}

    def try_all(self, point: str, grid: Iterable[float], score: Callable[[], float], names: Sequence[str] = ()) -> None:
        """Give ``point`` (or all of ``names``) the value of the grid that scores best."""
        tried = []
        for value in grid:
            self.points |= dict.fromkeys(names or (point,), value)
            tried.append((round(score(), 2), -abs(value - 0.5), value))
        self.points |= dict.fromkeys(names or (point,), max(tried)[2])
        print(point, [(value, scored) for scored, _, value in tried], "->", max(tried)[2], flush=True)


def platt(scores: Sequence[float], right: Sequence[bool]) -> tuple[float, float]:
    """Slope and offset of the logistic of a score's logit that fits best, with Platt's smoothed targets."""
    x = np.log(np.clip(scores, 1e-4, 1 - 1e-4) / (1 - np.clip(scores, 1e-4, 1 - 1e-4)))
    y = np.where(right, (np.sum(right) + 1) / (np.sum(right) + 2), 1 / (np.sum(np.logical_not(right)) + 2))
    design = np.stack([x, np.ones_like(x)], 1)
    weights = np.array([1.0, 0.0])
    for _ in range(50):
        p = 1 / (1 + np.exp(-design @ weights))
        hessian = (design * (p * (1 - p))[:, None]).T @ design + 1e-6 * np.eye(2)
        weights -= np.linalg.solve(hessian, design.T @ (p - y))
    return round(float(weights[0]), 4), round(float(weights[1]), 4)


def calibrate(bench: Bench, data: Path) -> dict[str, float]:
    """Fit the calibration of events and arguments; returns the calibration errors after it."""
    pipeline = bench.pipeline
    read = [
        judge(document.gold, pipeline.read_text(document.text, Stated(document.published)).reading.to_dict())
        for document in benchmark("corpus").load(data)
    ]
    seen = {
        "event": [judged for one in read for judged in one.events],
        "argument": [judged for one in read for judged in one.arguments],
    }
    errors = {}
    for name, judged in seen.items():
        slope, offset = platt(*zip(*judged, strict=True))
        bench.calibration[name] = (slope, offset)
        logits = [np.log(max(score, 1e-4) / max(1 - score, 1e-4)) for score, _ in judged]
        after = 1 / (1 + np.exp(-(slope * np.array(logits) + offset)))
        right = [right for _, right in judged]
        errors[name] = round(expected_calibration_error(list(zip(after.tolist(), right, strict=True))), 4)
    print("calibration", bench.calibration, "expected calibration error", errors, flush=True)
    return errors


def lowest(bench: Bench, data: Path, loss: float) -> float:
    """The lowest point of a record's cues that costs at most so much of PolNeAR's F1 of cues and of whole claims.

    What a reader wants of a report is who says what; the corpus lists too few of its claims to score precision there.
    PolNeAR keeps its own point, but words are shared out among all cues of a record, so the lesser take from the surer.
    """
    worth = {}
    for point in (0.2, 0.25, 0.3, 0.35, 0.4):
        bench.points["cue"] = point
        figures = bench.figures("polnear", data / "polnear")
        worth[point] = round(figures["cue F1"] + figures["attribution F1"], 2)
    found = lowest_of(worth, loss)
    print("cue", worth, "->", found, flush=True)
    return found


def lowest_of(worth: dict[float, float], loss: float) -> float:
    """The lowest point whose worth lies at most so much below the best."""
    return min(point for point, each in worth.items() if each >= max(worth.values()) - loss)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--artifact", type=Path, required=True, help="folder of the exported graphs")
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    parser.add_argument("--out", type=Path, required=True, help="JSON file for points and calibration")
    parser.add_argument("--limit", type=int, help="documents a benchmark, to save time")
    given = parser.parse_args()
    bench, data, splits = Bench(given.artifact), given.data, given.data / "splits.json"
    corpus = data / "corpus" / "dev.jsonl"

    def events(*beside: str) -> Callable[[], float]:
        """F1 of typed events and of arguments, and other figures of the corpus ``beside`` them."""

        def score() -> float:
            figures = bench.figures("corpus", corpus)
            return sum(figures[name] for name in (TYPED, ARGUMENTS, *beside))

        return score

    def settled(value: str, worth: float = 0.15) -> Callable[[], float]:
        """Accuracy, less so many points for every value given where the report is silent."""

        def score() -> float:
            figures = bench.figures("corpus", corpus)
            invented = "tolls" if value in TOLLS else f"{value}s"
            return figures[f"{value} accuracy"] - worth * figures[f"{invented} invented"]

        return score

    def one(name: str, folder: str, *wanted: str, only: Path | None = None) -> Callable[[], float]:
        return lambda: sum(bench.figures(name, data / folder, only, given.limit)[figure] for figure in wanted)

    bench.points |= {"role.time": 0.15, "role.place": 0.12}
    for _ in range(2):  # a point found beside others that were still to move is tried again
        bench.try_all("trigger", (0.45, 0.55, 0.65, 0.75), events())
        # joined wrongly, an event is one wrong event less: F1 alone would join too many
        bench.try_all("same_event", (0.1, 0.14, 0.18, 0.22, 0.28, 0.35), events(JOINED))
        bench.try_all("same_filler", (0.3, 0.5, 0.7), events())
        for role in ("actor", "target", "victim", "instrument"):
            bench.try_all(f"role.{role}", (0.15, 0.25, 0.35, 0.5), events())
    # an event is looked for by its day: one that is not told does more harm than one that is missed
    bench.try_all("role.time", (0.1, 0.15, 0.2, 0.25, 0.3, 0.4), settled("time", 0.5))
    bench.try_all("series.time", (0.0, 0.5, 0.7, 0.9), settled("time", 0.5))
    bench.try_all("role.place", (0.05, 0.08, 0.12, 0.15, 0.2), settled("place"))
    tolls = [f"role.{toll}" for toll in TOLLS]
    counted = one("gvdb", "gvdb", "killed accuracy", "injured accuracy")

    def toll() -> float:
        """Of the corpus' few tolls, and of those that the shooting reports tell."""
        return settled("killed")() + settled("injured")() + counted()

    bench.try_all("tolls", (0.35, 0.42, 0.5, 0.6), toll, tolls)
    errors = calibrate(bench, corpus)
    # an event below its point is not told at all: the main ones count twice
    bench.try_all("event", (0.0, 0.2, 0.3, 0.4), events(MAIN))
    bench.try_all("argument", (0.0, 0.1, 0.15, 0.2, 0.3), events())

    def salience() -> float:
        figures = bench.figures("corpus", corpus)
        return figures[MAIN] + figures["salience macro-F1"]

    bench.try_all("salience.headline", (0.0, 1.0, 2.0), salience)
    bench.try_all("salience.mention", (0.0, 0.1, 0.2, 0.3), salience)
    bench.points["cue"] = 0.2
    bench.try_all("polnear.cue", (0.4, 0.5, 0.6, 0.65, 0.7), one("polnear", "polnear", "cue F1", "attribution F1"))
    bench.try_all("cue.source", (0.4, 0.5, 0.6), one("polnear", "polnear", "source F1", "attribution F1"))
    bench.try_all("cue.content", (0.4, 0.5, 0.6), one("polnear", "polnear", "content F1", "attribution F1"))
    bench.points["cue"] = lowest(bench, data, 1.0)
    bench.try_all("toponym", (0.35, 0.5, 0.65), one("geoparsing", "geoparsing", "recognition F1", only=splits))
    bench.try_all("timex", (0.35, 0.5, 0.65), one("timeml", "timeml", "relaxed F1", "value F1", only=splits))
    bench.points["muc"] = 0.3  # spans are cut low, and entities chosen by the points of their roles
    for role in MUC_ROLES:
        bench.try_all(role, (0.3, 0.4, 0.5, 0.6, 0.7), one("muc4", "muc4", f"{role} F1"))
    bench.try_all("doer", (0.5, 0.7, 0.9), one("muc4", "muc4", "PerpInd F1"))
    incidents = one("muc4", "muc4", "template F1", "incident type F1", "date F1")
    bench.try_all("template", (0.3, 0.4, 0.5, 0.6), incidents)
    chosen = {"operating_points": bench.points, "calibration": bench.calibration, "calibration_error": errors}
    given.out.write_text(json.dumps(chosen, indent=1, sort_keys=True))


if __name__ == "__main__":
    main()
