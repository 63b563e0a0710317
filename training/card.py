"""Write a bundled model's card: ``python -m training.card --run RUN --artifact FOLDER --points FILE --name NAME``.

The card (``card.json``) is what the reader loads: name, digest, operating points, calibration. ``MODEL.md`` beside it
says the same to people: what it was trained on, under which licences, with which seed, and how it scores. What only
people know of its history stands in a file (``--about``; those of the bundled models in ``training/about``); without
one the card tells what the runs left in their folders, and no more.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from dateline.reader.runtime import MODELS, digest

SETS = {
    "corpus": ("dateline's own corpus, 544 of 571 training reports", "annotation: ours; texts: their publishers'"),
    "own": ("reports that we wrote and annotated, of kinds in which the reader errs (`training/corpus`)", "Apache-2.0"),
    "polnear": ("PolNeAR training part, primary annotations", "none stated"),
    "muc4": ("MUC-4 role fillers, GRIT training part", "MIT (form); texts: DARPA evaluation data"),
    "geoparsing": ("LGL and TR-News without their development parts", "GPL-3.0 repository; texts: their publishers'"),
    "timeml": ("TimeBank without its development part, AQUAINT TimeML", "LDC2006T08; texts: their publishers'"),
    "meantime": ("MEANTIME, English: when, where and how surely its events were", "CC BY 4.0"),
    "rams": ("RAMS 1.0 published files", "none stated"),
    "wikievents": ("WikiEvents published files", "MIT"),
    "ecbplus": ("ECB+ training part: which words tell one event", "CC BY 3.0; texts: their publishers'"),
    "snippets": ("2,550 snippets that we wrote: their subjects and events (`training/snippets`)", "Apache-2.0"),
}  # fmt: skip


ENCODERS = {
    "mpnet6-multitask": "Six transformer layers of 768 (MPNet's form)",
    "minilm6-multitask": "Six transformer layers of 384 (MiniLM's form)",
}
"""By the model's name."""


@dataclass(frozen=True)
class About:
    """What the card says of one model alone: ``history`` goes on with "all heads were trained at once on"."""

    history: str
    contamination: str
    further: str
    calibration: str = "The errors are of all candidates."

    @classmethod
    def load(cls, path: Path) -> About:
        """What people wrote of a model. Raises TypeError where a text is missing or the card has no room for it."""
        return cls(**{name: text.strip() for name, text in tomllib.loads(path.read_text(encoding="utf-8")).items()})

    @classmethod
    def derived(cls, config: Sequence[dict[str, Any]], progress: Mapping[int, dict[str, Any]]) -> About:
        """What the runs tell themselves: what the first began from, on what they ran and, by number, how far."""
        began = ", ".join(f"`{name}`" for name in config[0].get("began", ())) if config else ""
        devices = " and ".join(sorted({"a CPU" if each["device"] == "cpu" else "a GPU" for each in progress.values()}))
        return cls(
            history=f"It began from {'the weights ' + began if began else 'weights that its runs do not name'}. "
            f"From there, {'on ' + devices + ', ' if devices else ''}by the runs below,",
            contamination="What the weights it began from had seen, of development texts too, is not told here: figures"
            "\non the development parts may be too good for it.",
            further=" ".join(
                f"Its run {number} ended at {each['steps']:,} of {each['planned']:,} steps, "
                f"after {each['minutes']:,.0f} minutes."
                for number, each in progress.items()
            ),
        )


MODEL = """# A bundled model: {name}

Digest `{digest}`. {encoder}, int8 weights, {megabytes:.0f} MB in all; one pass a
window of at most 384 word pieces, all heads on its states.

## What it was trained on

{about.history} all heads were trained at once on:

{sets}

Reports that share a run of words with a development report of the corpus were left out. Where a run has `variants`, so
many copies with other names of places, groups and days stood beside each report. The runs, one after the other, with
seeds and passes; a run ends at the latest after its `minutes`, its rate brought to zero there. Where a run has a
`teacher`, it learned beside gold what the experiment's MiniLM says of attributions and MUC-4's roles, and what an
`earlier` reader (else the model as the run began) says of the rest. Where `distilled` stands, the anchor heads were
taught to narrower ones, on texts of all data sets and without their labels; where `heads` stands, they alone were
taught on from gold, on the states that the exported encoder makes; where `subject` stands, so was the head that tells
what a snippet is about, from snippets and, where it says so, `sentences` of reports. Where a run is `averaged`,
the mean of its weights and of those it went on from was taken:

```json
{config}
```

**Contamination.** {about.contamination} Operating points and calibration were chosen on development parts. {ends}

## Scores (development parts)

{scores}

Calibration (expected calibration error on the corpus's development part, on which it was fitted): {errors}.
{about.calibration}

## Limits

English news only. Rare types (shelling, weapons-disrupted, mob-violence, sexual-violence, execution) have few examples.
{about.further}
"""
COUNTED = """\
Where the parts of claims end
(`boundaries.json`) and which words are usually cues (`cue_words.json`) were counted in PolNeAR's training part."""
UNCOUNTED = "Where the parts of claims end was counted nowhere."


def table(scores: dict[str, list[dict[str, Any]]]) -> str:
    """The figures of every benchmark as one Markdown table."""
    lines = ["| benchmark | figure | value | 95% interval |", "|---|---|---|---|"]
    for name, figures in scores.items():
        for each in figures:
            if each["value"] is not None:
                lines.append(f"| {name} | {each['name']} | {' | '.join(cells(each))} |")
    return "\n".join(lines)


def cells(figure: dict[str, Any]) -> tuple[str, str]:
    """The value of a figure with its unit, and its interval."""
    unit = "" if figure["unit"] == "%" else f" {figure['unit']}"
    interval = f"{figure['low']:.1f} to {figure['high']:.1f}" if figure["low"] is not None else ""
    return f"{figure['value']:.1f}{unit}", interval


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


def used(config: Sequence[dict[str, Any]]) -> list[str]:
    """The sets that the runs say they learned from; all where one does not say it."""
    told = {name for each in config for name in each.get("sets", SETS)}
    return [name for name in SETS if name in told]


def named(text: str) -> list[str]:
    """The sets of a comma-separated list. Raises ArgumentTypeError where one is unknown."""
    names = text.split(",")
    if unknown := [name for name in names if name not in SETS]:
        raise argparse.ArgumentTypeError(f"{', '.join(unknown)}: no set of {', '.join(SETS)}")
    return names


def model_page(card: dict[str, Any], artifact: Path, about: About) -> str:
    """``MODEL.md``, its table of figures still empty."""
    ends = json.loads((artifact / "boundaries.json").read_text(encoding="utf-8"))
    return MODEL.format(
        name=card["name"], digest=card["digest"], encoder=ENCODERS[card["name"]], about=about, scores=table({}),
        megabytes=sum(path.stat().st_size for path in artifact.iterdir()) / 1e6,
        config="\n".join(json.dumps(each, sort_keys=True) for each in card["config"]),
        sets="\n".join(f"- {each['what']}. Licence: {each['licence']}." for each in card["sets"].values()),
        ends=COUNTED if any(np.any(part) for part in ends.values()) else UNCOUNTED,
        errors=json.dumps(card["calibration_error"]),
    )  # fmt: skip


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
    parser.add_argument("--name", required=True, choices=ENCODERS, help="the model's name")
    parser.add_argument("--about", type=Path, help="TOML with its history, as people tell it; else what the runs tell")
    parser.add_argument("--sets", type=named, help="comma-separated: whose labels it was trained on; else by the runs")
    parser.add_argument("--tokenizer", choices=MODELS, help="the bundled model whose tokenizer it is read with")
    given = parser.parse_args()
    earlier = json.loads(given.before.read_text())["config"] if given.before else []
    config = [*earlier, *(json.loads((run / "config.json").read_text()) for run in given.run)]
    if given.averaged:
        config[-1]["averaged"] = True
    sets = {key: {"what": SETS[key][0], "licence": SETS[key][1]} for key in given.sets or used(config)}
    card = {"name": given.name, "config": config, "sets": sets, **json.loads(given.points.read_text())}
    if given.tokenizer:
        card["tokenizer"] = given.tokenizer
        drop_copy(given.artifact / "tokenizer.json", MODELS[given.tokenizer] / "tokenizer.json")
    card["digest"] = digest(given.artifact, card)
    (given.artifact / "card.json").write_text(json.dumps(card, indent=1, sort_keys=True) + "\n")
    left = {number: run / "progress.json" for number, run in enumerate(given.run, len(earlier) + 1)}
    progress = {number: json.loads(path.read_text()) for number, path in left.items() if path.exists()}
    about = About.load(given.about) if given.about else About.derived(config, progress)
    (given.artifact / "MODEL.md").write_text(model_page(card, given.artifact, about))


if __name__ == "__main__":
    main()
