"""Choose operating points and calibration on the development sets: ``python -m training.tune --artifact … --data …``.

Scores are first calibrated (Platt 1999) on the corpus's development reports; then each point in turn takes the value
of a small grid that does best on its own set. With ``--before CARD``, points begin as an earlier model had them, and
one moves where that is worth more than noise (``GAIN``). What comes out goes into the artifact's card. The encoder runs
once a text: only the heads and what follows are run again.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
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

GAIN = 0.5
"""What another value of a point must score above the one that it has. Half a percentage point in a sum of figures over
67 reports is two events: points chosen by less moved back and forth with every change of the reading."""
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

    def __init__(self, artifact: Path, before: Mapping[str, Any]) -> None:
        self.points: dict[str, float] = dict(before.get("operating_points", {}))
        self.calibration: dict[str, Sequence[float]] = dict(before.get("calibration", {}))
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
        """Give ``point`` (or all of ``names``) the value of the grid that ``choice`` takes."""
        names = names or (point,)
        held = self.points.get(names[0])
        tried: dict[float, float] = {}
        for value in sorted({*grid, *([] if held is None else [held])}):
            self.points |= dict.fromkeys(names, value)
            tried[value] = round(score(), 2)
        chosen = choice(tried, held)
        self.points |= dict.fromkeys(names, chosen)
        print(point, tried, "from", held, "->", chosen, flush=True)


def choice(tried: Mapping[float, float], held: float | None) -> float:
    """The value that scores best, of several the one nearest to a half; the one held, unless another gains ``GAIN``."""
    best = max(tried, key=lambda value: (tried[value], -abs(value - 0.5)))
    return best if held is None or tried[best] > tried[held] + GAIN else held


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
    """Fit the calibration of events and arguments, of all that the heads score; returns the errors after it."""
    held: dict[str, float] = {name: bench.points.pop(name) for name in ("event", "argument") if name in bench.points}
    bench.calibration = {}
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
    bench.points |= held
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


Score = Callable[[], float]


class Tuning:
    """The points in the order that they are chosen in, each by what it serves."""

    def __init__(self, bench: Bench, data: Path, limit: int | None) -> None:
        self.bench, self.data, self.limit = bench, data, limit
        self.corpus, self.splits = data / "corpus" / "dev.jsonl", data / "splits.json"

    def _of_corpus(self, *wanted: str) -> Score:
        """The sum of some figures of the corpus."""

        def score() -> float:
            figures = self.bench.figures("corpus", self.corpus)
            return sum(figures[name] for name in wanted)

        return score

    def _settled(self, value: str, worth: float = 0.15) -> Score:
        """Accuracy, less so many points for every value given where the report is silent."""

        def score() -> float:
            figures = self.bench.figures("corpus", self.corpus)
            invented = "tolls" if value in TOLLS else f"{value}s"
            return figures[f"{value} accuracy"] - worth * figures[f"{invented} invented"]

        return score

    def _one(self, name: str, *wanted: str, only: Path | None = None) -> Score:
        """The sum of some figures of another benchmark."""

        def score() -> float:
            figures = self.bench.figures(name, self.data / name, only, self.limit)
            return sum(figures[each] for each in wanted)

        return score

    def triggers_and_roles(self) -> None:
        """What is an event, which triggers are one, and who takes part."""
        both, try_all = self._of_corpus(TYPED, ARGUMENTS), self.bench.try_all
        for _ in range(2):  # a point found beside others that were still to move is tried again
            try_all("trigger", (0.45, 0.55, 0.65, 0.75), both)
            # joined wrongly, an event is one wrong event less: F1 alone would join too many
            joined = self._of_corpus(TYPED, ARGUMENTS, JOINED)
            try_all("same_event", (0.1, 0.14, 0.18, 0.22, 0.28, 0.35), joined)
            try_all("same_filler", (0.3, 0.5, 0.7), both)
            for role in ("actor", "target", "victim", "instrument"):
                try_all(f"role.{role}", (0.15, 0.25, 0.35, 0.5), both)

    def values(self) -> None:
        """Times, places and tolls."""
        # an event is looked for by its day: one that is not told does more harm than one that is missed
        times, try_all = self._settled("time", 0.5), self.bench.try_all
        try_all("role.time", (0.1, 0.15, 0.2, 0.25, 0.3, 0.4), times)
        try_all("series.time", (0.0, 0.5, 0.7, 0.9), times)
        try_all("role.place", (0.03, 0.05, 0.08, 0.12, 0.15, 0.2), self._settled("place"))
        try_all("literal", (0.1, 0.2, 0.3, 0.4, 0.5), self._settled("place"))
        # the corpus has few tolls: those that the shooting reports tell count beside them
        parts = (
            self._settled("killed"), self._settled("injured"), self._one("gvdb", "killed accuracy", "injured accuracy"),
        )  # fmt: skip
        tolls = [f"role.{toll}" for toll in TOLLS]
        try_all("tolls", (0.35, 0.42, 0.5, 0.6), lambda: sum(part() for part in parts), tolls)

    def what_is_told(self) -> None:
        """Which events and arguments are sure enough."""
        try_all = self.bench.try_all
        # an event below its point is not told at all: the main ones count twice
        try_all("event", (0.0, 0.2, 0.3, 0.4), self._of_corpus(TYPED, ARGUMENTS, MAIN))
        try_all("argument", (0.0, 0.1, 0.15, 0.2, 0.3), self._of_corpus(TYPED, ARGUMENTS))

    def claims(self) -> None:
        """Who says what: first as PolNeAR asks for it, then for a record."""
        try_all = self.bench.try_all
        self.bench.points["cue"] = 0.2
        try_all("polnear.cue", (0.4, 0.5, 0.6, 0.65, 0.7), self._one("polnear", "cue F1", "attribution F1"))
        try_all("cue.source", (0.4, 0.5, 0.6), self._one("polnear", "source F1", "attribution F1"))
        try_all("cue.content", (0.4, 0.5, 0.6), self._one("polnear", "content F1", "attribution F1"))
        self.bench.points["cue"] = lowest(self.bench, self.data, 1.0)

    def mentions(self) -> None:
        """Toponyms and time expressions."""
        recognised = self._one("geoparsing", "recognition F1", only=self.splits)
        self.bench.try_all("toponym", (0.35, 0.5, 0.65), recognised)
        self.bench.try_all("timex", (0.35, 0.5, 0.65), self._one("timeml", "relaxed F1", "value F1", only=self.splits))

    def incidents(self) -> None:
        """MUC-4's entities and templates."""
        try_all = self.bench.try_all
        self.bench.points["muc"] = 0.3  # spans are cut low, and entities chosen by the points of their roles
        for role in MUC_ROLES:
            try_all(role, (0.3, 0.4, 0.5, 0.6, 0.7), self._one("muc4", f"{role} F1"))
        try_all("doer", (0.5, 0.7, 0.9), self._one("muc4", "PerpInd F1"))
        templates = self._one("muc4", "template F1", "incident type F1", "date F1")
        try_all("template", (0.3, 0.4, 0.5, 0.6), templates)

    def run(self) -> dict[str, float]:
        """Choose them all; returns the errors of the calibration that is fitted between them."""
        self.bench.points = {"role.time": 0.15, "role.place": 0.12, "literal": 0.5, **self.bench.points}
        self.triggers_and_roles()
        self.values()
        errors = calibrate(self.bench, self.corpus)
        self.what_is_told()
        self.claims()
        self.mentions()
        self.incidents()
        return errors


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--artifact", type=Path, required=True, help="folder of the exported graphs")
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    parser.add_argument("--out", type=Path, required=True, help="JSON file for points and calibration")
    parser.add_argument("--before", type=Path, help="card of a model whose points and calibration these begin from")
    parser.add_argument("--limit", type=int, help="documents a benchmark, to save time")
    given = parser.parse_args()
    bench = Bench(given.artifact, json.loads(given.before.read_text()) if given.before else {})
    errors = Tuning(bench, given.data, given.limit).run()
    chosen = {"operating_points": bench.points, "calibration": bench.calibration, "calibration_error": errors}
    given.out.write_text(json.dumps(chosen, indent=1, sort_keys=True))


if __name__ == "__main__":
    main()
