"""Score the bundled models on every benchmark's development part: ``python -m training.scores --data FOLDER``.

Writes ``docs/scores.md`` with ``docs/reliability.svg``, and the figures of the models' cards and of the README. The
corpus is scored twice: whole, and on the reports whose text stands in no other set, since the weights that training
began from had seen other sets. Figures that something is asked of stand first, beside it (``ANCHORS``).
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from dateline.evaluate.calibration import Judged, expected_calibration_error
from dateline.evaluate.corpus.judged import judge
from dateline.evaluate.run import Result, evaluate
from dateline.evaluate.whole import reader, settings
from dateline.pipeline import Options, Pipeline
from dateline.reader.runtime import MODELS
from dateline.render.reliability import draw
from training.card import cells, rescored, table

PARTS = {
    "corpus": "corpus/dev.jsonl",
    "muc4": "muc4",
    "polnear": "polnear",
    "geoparsing": "geoparsing",
    "timeml": "timeml",
    "gvc": "gvc",
    "ecbplus": "ecbplus",
    "gvdb": "gvdb",
}
DOCS = Path(__file__).parents[1] / "docs"
README = DOCS.parent / "README.md"
QUOTED = (
    "typed event F1",
    "main-event F1",
    "argument F1",
    "time accuracy",
    "place accuracy",
    "who-says-so macro-F1",
    "attribution recall",
)
"""What the README says of the corpus."""


@dataclass(frozen=True)
class Anchor:
    """What a figure is held against: the least (where less is better, the most) that it has to be, what is aimed at,
    and the best figure known elsewhere with where it is from; empty where there is none."""

    least: str
    aim: str
    known: str = ""


TEACHER = "experiment 1, MPNet-base"
ANCHORS: dict[str, dict[str, Anchor]] = {
    "corpus": {
        "typed event F1": Anchor("62", "75", "62.7 (experiment 2, MPNet-base)"),
        "argument F1": Anchor("50", "68", "53.0 (experiment 2, MPNet-base)"),
        "main-event F1": Anchor("62", "75", "61.0 (experiment 2, six layers of 768)"),
        "attribution recall": Anchor("60", "80"),
        "salience macro-F1": Anchor("65", "80", "72.2 (experiment 2, six layers of 768)"),
        "modality macro-F1": Anchor("55", "80", "56.6 (experiment 2, MPNet-base)"),
        "who-says-so macro-F1": Anchor("45", "80", "55.9 (experiment 2, MiniLM)"),
        "series macro-F1": Anchor("65", "80", "81.5 (experiment 2, MiniLM)"),
        "time accuracy": Anchor("70", "90"),
        "place accuracy": Anchor("70", "90"),
        "killed accuracy": Anchor("75", "90"),
        "injured accuracy": Anchor("75", "90"),
        "times invented": Anchor("15 with tolls", "0"),
        "tolls invented": Anchor("15 with times", "0"),
    },
    "calibration": {
        "expected calibration error, events": Anchor("6", "3"),
        "expected calibration error, arguments": Anchor("6", "3"),
    },
    "muc4": {
        "CEAF-REE F1": Anchor("52", "58", f"54.4 ({TEACHER})"),
        "template F1": Anchor("", "", "55.9 on TST3, 57.2 on TST4, by MUC-4's own scorer (GE; official scoreboard)"),
        "incident type F1": Anchor("70", "80"),
        "date F1": Anchor("55", "70"),
        "perp_confidence F1": Anchor("35", "50"),
    },
    "polnear": {
        "source F1": Anchor("81", "84", f"83.3 ({TEACHER})"),
        "cue F1": Anchor("73", "77", f"76.1 ({TEACHER})"),
        "content F1": Anchor("68", "74", f"72.1 ({TEACHER})"),
        "attribution F1": Anchor("54", "62", f"58.2 ({TEACHER})"),
    },
    "timeml": {"relaxed F1": Anchor("88", "92"), "value F1": Anchor("78", "85")},
    "geoparsing": {
        "LGL within 161 km, of resolved": Anchor("83", "88"),
        "TR-News within 161 km, of resolved": Anchor("88", "93"),
        "LGL within 161 km, of all gold": Anchor("60", "70"),
        "TR-News within 161 km, of all gold": Anchor("62", "70"),
    },
    "case2021": {"weighted F1": Anchor("74", "80")},
    "gvdb": {
        "victim name F1": Anchor("", "80"),
        "date F1": Anchor("", "90"),
        "city F1": Anchor("", "90"),
        "killed accuracy": Anchor("", "90"),
    },
}
"""Of each benchmark, by figure. What is known elsewhere is from experiments 1 and 2 of the project, which the bundled
models' first weights are from (no publication; development texts of the corpus stood in their training), and from the
scoreboard of MUC-4 itself."""
RUN = 13
"""Words in a run that two texts must share, more than ten times, to count as one report."""
HEAD = """# Scores

Development parts, read by the bundled model `{model}` with the gazetteer `{gazetteer}` on {date}.
Percent unless a unit stands there; intervals are 95% bootstrap over documents (gvc: incidents; ecbplus: subtopics).
Operating points were chosen on these parts (of gvdb, those of tolls alone; of gvc and ecbplus, none). Rules for towns,
names and tolls of local news were made on every other report of gvdb (the rest: `training/RESULTS.md`). We trained on
nothing of them, but the weights that training began from had seen the texts of most of the corpus's reports in other
sets (see the [model card](../src/dateline/reader/artifact/MODEL.md)): `corpus (unseen)` are the {clean} reports that no
other set holds and that no sample read before can have held.

![Calibrated score against the share that is right, for events and arguments](reliability.svg)

The scores of the corpus's events and arguments beside the share of them that is right, as a reading gives them (those
under the operating points are left out): expected calibration error {events:.1%} and {arguments:.1%}, on the reports
that the calibration was fitted on.

Generated by `python -m training.scores`; a single benchmark: `dateline evaluate NAME --data FOLDER`.

## Beside what is asked

What a figure is to be at least (where less is better, at most), what it aims at, and the best figure known elsewhere:
that of two experiments of the project, on the same parts (the corpus's development texts stood in their training), or
one published with a set. Invented times and tolls, and errors of calibration, are to be few. CASE 2021 is not here.

"""
ALL = "\n\nAll figures:\n\n"
OTHER = """

## `--model {name}`

The same parts, read by `{model}`, with points chosen for it. Incidents are linked without its vectors, which the pair
score was not fitted on.

"""
Scored = dict[str, list[dict[str, Any]]]
"""Of each benchmark, its figures as JSON values."""


def unseen(data: Path) -> list[str]:
    """Ids of the corpus's development reports whose text stands in no other set.

    The Guardian's reports count as seen: the initial weights had read a sample of them that is not among the sets here.
    """
    owners: dict[int, list[str]] = defaultdict(list)
    ids = []
    with (data / "corpus" / "dev.jsonl").open(encoding="utf-8") as file:
        for row in map(json.loads, file):
            ids.append(row["report"]["source_id"])
            for gram in _grams(row["report"]["text"]):
                owners[gram].append(ids[-1])
    shared: Counter[str] = Counter()
    for path in sorted(data.rglob("*")):
        if path.is_file() and "corpus" not in path.parts and "meantime" not in path.parts:
            for text in _texts(path):
                for gram in _grams(text):
                    shared.update(owners.get(gram, ()))
    return [each for each in ids if shared[each] <= 10 and not each.startswith("guardian")]


def _grams(text: str) -> Iterator[int]:
    words = re.findall(r"[a-z0-9]+", text.lower())
    return (hash(tuple(words[at : at + RUN])) for at in range(len(words) - RUN + 1))


def _texts(path: Path) -> Iterator[str]:
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                yield archive.read(name).decode("utf-8", "replace")
    else:
        content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        yield re.sub(r"\\u[0-9a-f]{4}|\\n", " ", content.decode("utf-8", "replace"))


def judged(result: Result) -> dict[str, list[Judged]]:
    """The scores of the corpus's events and arguments, each with whether it is right."""
    read = [judge(document.gold, row) for document, row in zip(result.documents, result.rows, strict=True)]
    return {
        "Events": [each for one in read for each in one.events],
        "Arguments": [each for one in read for each in one.arguments],
    }


def head(pipeline: Pipeline, clean: int, panels: dict[str, list[Judged]]) -> str:
    """What stands above the table."""
    events, arguments = (expected_calibration_error(panel) for panel in panels.values())
    return HEAD.format(
        model=pipeline.reader.name, gazetteer=pipeline.gazetteer.version, date=datetime.now(UTC).date(), clean=clean,
        events=events, arguments=arguments,
    )  # fmt: skip


def anchored(scores: Scored) -> str:
    """The figures that something is asked of, beside it, as one Markdown table."""
    lines = [
        "| benchmark | figure | value | 95% interval | at least | aim | best known elsewhere |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, anchors in ANCHORS.items():
        found = {each["name"]: each for each in scores.get(name, ()) if each["value"] is not None}
        for figure, anchor in anchors.items():
            value, interval = cells(found[figure]) if figure in found else ("not measured", "")
            lines.append(
                f"| {name} | {figure} | {value} | {interval} | {anchor.least} | {anchor.aim} | {anchor.known} |"
            )
    return "\n".join(lines)


def calibration(panels: dict[str, list[Judged]]) -> list[dict[str, Any]]:
    """The expected calibration errors in percent, as figures without an interval."""
    return [
        {"name": f"expected calibration error, {name.lower()}", "value": 100 * expected_calibration_error(panel),
         "low": None, "high": None, "unit": "%"}
        for name, panel in panels.items()
    ]  # fmt: skip


def told(scores: Scored, panels: dict[str, list[Judged]]) -> str:
    """Both tables of one model."""
    return anchored(scores | {"calibration": calibration(panels)}) + ALL + table(scores)


def quoted(readme: str, scores: Scored) -> str:
    """The README with the figures of its table taken anew."""
    whole, rest = ({each["name"]: each for each in scores[name]} for name in ("corpus", "corpus (unseen)"))
    for name in QUOTED:
        row = f"| {name} | {_rounded(whole[name])} | {_rounded(rest[name])} |"
        readme = re.sub(rf"^\| {re.escape(name)} \|.*$", row, readme, flags=re.MULTILINE)
    return readme


def _rounded(figure: dict[str, Any]) -> str:
    return f"{figure['value']:.0f} ({figure['low']:.0f} to {figure['high']:.0f})"


def scored(pipeline: Pipeline, data: Path, clean: Path) -> tuple[Scored, dict[str, list[Judged]]]:
    """The figures of every benchmark, and the corpus's events and arguments with whether they are right. ``clean`` is a
    file of splits with the unseen reports alone."""
    scores: Scored = {}
    panels: dict[str, list[Judged]] = {}
    for name, part in {**PARTS, "corpus (unseen)": PARTS["corpus"]}.items():
        splits = clean if name == "corpus (unseen)" else data / "splits.json"
        result = evaluate(
            name.split()[0], data / part, read=reader(pipeline), settings=settings(pipeline),
            only=None if name in {"corpus", "muc4", "polnear"} else splits,
        )  # fmt: skip
        if name == "corpus":
            panels = judged(result)
        scores[name] = [asdict(figure) for figure in result.scores.figures]
        print(
            name, {figure.name: figure.value and round(figure.value, 1) for figure in result.scores.figures}, flush=True
        )
    return scores, panels


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    given = parser.parse_args()
    clean = unseen(given.data)
    document = ""
    for name, folder in MODELS.items():
        pipeline = Pipeline.open(Options(threads=2, model=folder))
        with TemporaryDirectory() as kept:
            only = Path(kept) / "unseen.json"
            only.write_text(json.dumps({"corpus": {"dev": clean}}))
            scores, panels = scored(pipeline, given.data, only)
        card = folder / "MODEL.md"
        card.write_text(rescored(card.read_text("utf-8"), scores), "utf-8")
        if name == "base":
            (DOCS / "reliability.svg").write_text(draw(panels), encoding="utf-8")
            README.write_text(quoted(README.read_text("utf-8"), scores), "utf-8")
            document = head(pipeline, len(clean), panels) + told(scores, panels)
        else:
            document += OTHER.format(name=name, model=pipeline.reader.name) + told(scores, panels)
    (DOCS / "scores.md").write_text(document + "\n")


if __name__ == "__main__":
    main()
