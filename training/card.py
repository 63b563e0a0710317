"""Write a bundled model's card: ``python -m training.card --run RUN --artifact FOLDER --points FILE --name NAME``.

The card (``card.json``) is what the reader loads: name, digest, operating points, calibration. ``MODEL.md`` beside it
says the same to people: what it was trained on, under which licences, with which seed, and how it scores.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.reader.runtime import MODELS, digest

SETS = {
    "corpus": ("dateline's own corpus, 544 of 571 training reports", "annotation: ours; texts: their publishers'"),
    "own": ("188 reports that we wrote and annotated where the reader erred (`training/corpus`)", "Apache-2.0"),
    "polnear": ("PolNeAR training part, primary annotations", "none stated"),
    "muc4": ("MUC-4 role fillers, GRIT training part", "MIT (form); texts: DARPA evaluation data"),
    "geoparsing": ("LGL and TR-News without their development parts", "GPL-3.0 repository; texts: their publishers'"),
    "timeml": (
        "TimeBank without its development part, AQUAINT TimeML: times, and the events on them",
        "LDC2006T08; texts: their publishers'",
    ),
    "meantime": ("MEANTIME, English: when, where and how surely its events were", "CC BY 4.0"),
    "rams": ("RAMS 1.0 published files", "none stated"),
    "wikievents": ("WikiEvents published files", "MIT"),
    "ecbplus": ("ECB+ training part: which words tell one event", "CC BY 3.0; texts: their publishers'"),
    "snippets": ("2,550 snippets that we wrote: their subjects and events (`training/snippets`)", "Apache-2.0"),
}  # fmt: skip


@dataclass(frozen=True)
class About:
    """What the card says of one bundled model alone."""

    encoder: str
    history: str
    calibration: str
    further: str


ABOUT = {
    "mpnet6-multitask": About(
        encoder="Six transformer layers of 768 (MPNet's form)",
        history="""\
It began from the weights of an earlier experiment of the project (`mpnet6-distilled`: MPNet-base reduced to six
layers, distilled from a multi-task teacher, with heads for events). The first run below has no end in minutes; it was
stopped, its rate at zero, after 720 of its 1,222 steps.""",
        calibration="""\
The errors are of all candidates; [a diagram](../../../../docs/reliability.svg) shows those that a reading gives.""",
        further="""\
Its last run, in three sittings, ended at 1,427 of 2,108 steps, while its losses were still falling. On a GPU, more of
the same, with all layers free and a larger teacher on unlabelled news:

```sh
python -m training.train --data DATA --after src/dateline/reader/artifact --out RUN \\
  --tokenizer src/dateline/reader/artifact/tokenizer.json \\
  --config '{"teacher": ["sd.0.safetensors", "sd.1.safetensors", "sd.2.safetensors"], "variants": {"corpus": 4},
             "passes": {"corpus": 4, "snippets": 4, "polnear": 8, "muc4": 6, "timeml": 2}}'
```""",
    ),
    "minilm6-multitask": About(
        encoder="Six transformer layers of 384 (MiniLM's form)",
        history="""\
It began from the weights of two earlier experiments of the project: MiniLM-L6 distilled from a multi-task teacher, once
on public sets (attributions, MUC-4's roles, toponyms) and once on the corpus (`minilm6-distilled`, events).""",
        calibration="The errors are of all candidates.",
        further="""\
On a GPU, more passes and four copies of each report with other names:

```sh
python -m training.train --data DATA --after src/dateline/reader/artifact/small --out RUN \\
  --tokenizer src/dateline/reader/artifact/tokenizer.json \\
  --config '{"earlier": "base", "teacher": ["sd.0.safetensors", "sd.1.safetensors", "sd.2.safetensors"],
             "variants": {"corpus": 4}, "passes": {"corpus": 8, "polnear": 4, "muc4": 4, "timeml": 2, "lgl": 1,
             "trnews": 1, "rams": 0.5, "wikievents": 1}}'
```""",
    ),
}

MODEL = """# A bundled model: {name}

Digest `{digest}`. {about.encoder}, int8 weights, {megabytes:.0f} MB in all; one pass a
window of at most 384 word pieces, all heads on its states.

## What it was trained on

{about.history} From there, on a CPU, all heads were trained at once on:

{sets}

Reports that share a run of words with a development report of the corpus were left out. Where a run has `variants`, so
many copies with other names of places, groups and days stood beside each report. The runs, one after the other, with
seeds and passes; a run ends at the latest after its `minutes`, its rate brought to zero there. Where a run has a
`teacher`, it learned beside gold what the experiment's MiniLM says of attributions and MUC-4's roles, and what an
`earlier` reader (else the model as the run began) says of the rest. Where `distilled` stands, the anchor heads were
taught to narrower ones, on texts of all data sets and without their labels; where `heads` stands, they alone were
taught on from gold, on the states that the exported encoder makes; where `subject` stands, so was the head that tells
what a snippet is about. Where a run is `averaged`, the mean of its weights and of those it went on from was taken:

```json
{config}
```

**Contamination.** The weights it began from had seen the texts of 49 of the corpus's 67 development reports in other
sets: 16 with MUC-4's keys, the rest for other heads or without labels. Figures on the development part are therefore
given beside those on reports that surely were not among them
(`corpus (unseen)`). Operating points and calibration were chosen on development parts. Where the parts of claims end
(`boundaries.json`) was counted in PolNeAR's training part.

## Scores (development parts)

{scores}

Calibration (expected calibration error on the corpus's development part, on which it was fitted): {errors}.
{about.calibration}

## Limits

English news only. Rare types (shelling, weapons-disrupted, mob-violence, sexual-violence, execution) have few examples.
Training ran on two cores of a CPU. {about.further}
"""


def table(scores: dict[str, list[dict[str, Any]]]) -> str:
    """The figures of every benchmark as one Markdown table."""
    lines = ["| benchmark | figure | value | 95% interval |", "|---|---|---|---|"]
    for name, figures in scores.items():
        for each in figures:
            if each["value"] is not None:
                unit = "" if each["unit"] == "%" else f" {each['unit']}"
                interval = f"{each['low']:.1f} to {each['high']:.1f}" if each["low"] is not None else ""
                lines.append(f"| {name} | {each['name']} | {each['value']:.1f}{unit} | {interval} |")
    return "\n".join(lines)


def rescored(card: str, scores: dict[str, list[dict[str, Any]]]) -> str:
    """A card with its figures taken anew: what follows the model may change what is read with it."""
    head, mark, rest = card.partition("## Scores (development parts)\n\n")
    return head + mark + table(scores) + rest[rest.index("\n\nCalibration (") :]


def drop_copy(own: Path, shared: Path) -> None:
    """Leave a tokenizer out of an artifact that shares it. Raises ValueError where the two are not the same."""
    if own.exists():
        if own.read_bytes() != shared.read_bytes():
            raise ValueError(f"{own} is not {shared}: the model was trained with another tokenizer")
        own.unlink()


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, nargs="*", default=[], help="folders of the training runs, in order")
    parser.add_argument("--before", type=Path, help="card.json of the exported model that the first run went on from")
    parser.add_argument(
        "--averaged", action="store_true", help="the last run's weights were averaged with those that it went on from"
    )
    parser.add_argument("--artifact", type=Path, required=True, help="folder of the exported graphs")
    parser.add_argument("--points", type=Path, required=True, help="what training.tune wrote")
    parser.add_argument("--name", required=True, choices=ABOUT, help="the model's name")
    parser.add_argument("--sets", default=",".join(SETS), help="comma-separated: whose labels it was trained on")
    parser.add_argument("--tokenizer", choices=MODELS, help="the bundled model whose tokenizer it is read with")
    given = parser.parse_args()
    earlier = json.loads(given.before.read_text())["config"] if given.before else []
    config = [*earlier, *(json.loads((run / "config.json").read_text()) for run in given.run)]
    if given.averaged:
        config[-1]["averaged"] = True
    points = json.loads(given.points.read_text())
    sets = {key: {"what": SETS[key][0], "licence": SETS[key][1]} for key in given.sets.split(",")}
    card = {"name": given.name, "config": config, "sets": sets, **points}
    if given.tokenizer:
        card["tokenizer"] = given.tokenizer
        drop_copy(given.artifact / "tokenizer.json", MODELS[given.tokenizer] / "tokenizer.json")
    card["digest"] = digest(given.artifact, card)
    (given.artifact / "card.json").write_text(json.dumps(card, indent=1, sort_keys=True) + "\n")
    megabytes = sum(path.stat().st_size for path in given.artifact.iterdir()) / 1e6
    runs_done = "\n".join(json.dumps(each, sort_keys=True) for each in config)
    (given.artifact / "MODEL.md").write_text(MODEL.format(
        name=given.name, digest=card["digest"], megabytes=megabytes, config=runs_done,
        sets="\n".join(f"- {each['what']}. Licence: {each['licence']}." for each in sets.values()),
        about=ABOUT[given.name], scores=table({}),
        errors=json.dumps(points["calibration_error"]),
    ))  # fmt: skip


if __name__ == "__main__":
    main()
