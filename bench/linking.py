"""How fast linking grows: ``python -m bench.linking`` links generated events, 10,000, 30,000 and 100,000 of them.

A generated happening has a day, a town of the gazetteer's, a type, names of its own; as many reports tell it as a
geometric law draws (two in the mean), within days, some copied, each with two or three events of which one may recall
an older happening. Days grow with the number of events, so that a day holds as many as another however many there are.
Prints one JSON object a size, with B-cubed over the happenings as a check that the work is real.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Iterator
from functools import cache

import numpy as np

from bench.machine import load_average, peak_memory
from dateline.gazetteer.bundled import BundledGazetteer
from dateline.link.cluster import link_all
from dateline.link.sketch import WIDTHS, EventSketch, Sketch
from dateline.link.state import EventKey, State
from dateline.ontology.registry import FAMILIES
from dateline.schema.vector import pack

NOISE = 0.35
"""Of two tellings of one happening, vectors agree by a cosine of 1 / (1 + NOISE²)."""
A_DAY = 60
"""Happenings that begin on one day."""
TOWNS = ("Mosul", "Kabul", "Kunduz", "Herat", "Aleppo", "Homs", "Idlib", "Gaza", "Kharkiv", "Odesa", "Khartoum", "Goma",
         "Bamako", "Maiduguri", "Mogadishu", "Sanaa", "Aden", "Tripoli", "Benghazi", "Basra", "Kirkuk", "Erbil",
         "Peshawar", "Quetta", "Karachi", "Srinagar", "Manila", "Davao", "Medellin", "Cali", "Lagos", "Kano", "Nairobi",
         "Kampala", "Kinshasa", "Bangui", "Juba", "Addis Ababa", "Tbilisi", "Yerevan")  # fmt: skip
SYLLABLES = "ba ko ri ta mu sel dor ga lin ver ash om tur ne ku fa zil har min ot".split()
COMMON = "killed attack police said people town soldiers wounded officials security government forces".split()


@cache
def towns() -> list[tuple[str, float, float, str]]:
    """Name, latitude, longitude and gazetteer id of the towns."""
    gazetteer = BundledGazetteer()
    entries = [(name, gazetteer.candidates(name)[0]) for name in TOWNS]
    return [(name.lower(), entry.lat, entry.lon, entry.id) for name, entry in entries]


def name(drawn: random.Random) -> str:
    """A made-up name, one of three million."""
    return "".join(drawn.choice(SYLLABLES) for _ in range(drawn.randint(4, 5)))


class Happening:
    """What reports tell of: the gold of the check."""

    def __init__(self, number: int, drawn: random.Random, noise: np.random.Generator) -> None:
        self.id = f"h{number}"
        self.day = 730_000 + number // A_DAY
        self.town = drawn.choice(towns())
        self.type = drawn.choice(FAMILIES["violence"][:12])
        self.harmed = tuple(name(drawn) for _ in range(2))
        self.actors = (name(drawn),)
        self.words = (*self.harmed, *self.actors, self.town[0], *(name(drawn) for _ in range(8)))
        self.killed = drawn.randint(0, 30)
        self.direction = {kind: noise.standard_normal(width) for kind, width in WIDTHS.items()}

    def told(self, number: int, drawn: random.Random, noise: np.random.Generator, *, recalled: bool) -> EventSketch:
        """One report's event: its day, names and words with what reports leave out."""
        _, lat, lon, gazetteer_id = self.town
        vectors = {kind: pack(self.direction[kind] + NOISE * noise.standard_normal(WIDTHS[kind]))
                   for kind in ("vector", "sentence")}  # fmt: skip
        return EventSketch(
            event=f"e{number}", type=self.type, salience="background" if recalled else "main", modality="actual",
            polarity="positive", days=(self.day, self.day) if drawn.random() < 0.8 else None,
            point=(lat, lon) if drawn.random() < 0.85 else None, radius_km=15.0, precision="town",
            gazetteer_id=gazetteer_id, country="XX", actors=self.actors if drawn.random() < 0.7 else (),
            harmed=self.harmed[: drawn.randint(1, 2)], said=tuple(drawn.sample(self.words, 8)),
            killed=(self.killed, self.killed + drawn.choice((0, 0, 1))), stem=self.type[:6], **vectors,
        )  # fmt: skip


def reports(events: int, seed: int = 1) -> Iterator[tuple[Sketch, list[str]]]:
    """Reports that hold so many events in all, with the happening of each event."""
    drawn, noise = random.Random(seed), np.random.default_rng(seed)
    made: list[Happening] = []
    left = events
    number = 0
    while left > 0:
        made.append(own := Happening(len(made), drawn, noise))
        for _ in range(min(12, 1 + int(noise.geometric(0.5)))):
            about = [own, *drawn.sample(made[-3000:], min(len(made), drawn.choice((0, 1, 1, 2))))][: max(left, 0)]
            if not about:
                return
            about = list(dict.fromkeys(about))
            number += 1
            left -= len(about)
            told = [each.told(at, drawn, noise, recalled=at > 0) for at, each in enumerate(about)]
            words = (*drawn.sample(own.words, 10), *drawn.sample(COMMON, 4), *(name(drawn) for _ in range(8)))
            text = pack(own.direction["text"] + NOISE * noise.standard_normal(WIDTHS["text"]))
            yield Sketch(
                report=f"r{number}", published=own.day + drawn.randint(0, 3), words=words,
                towns=(own.town[1:3],), text=text,
                events=tuple(told),
            ), [each.id for each in about]  # fmt: skip


def b_cubed(gold: dict[EventKey, str], ours: dict[EventKey, str]) -> float:
    """B-cubed F1 over all events."""
    both = Counter((gold[key], ours[key]) for key in gold)
    theirs, mine = Counter(gold.values()), Counter(ours.values())
    precision = sum(both[gold[key], ours[key]] / mine[ours[key]] for key in gold) / len(gold)
    recall = sum(both[gold[key], ours[key]] / theirs[gold[key]] for key in gold) / len(gold)
    return 2 * precision * recall / (precision + recall)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[10_000, 30_000, 100_000])
    for size in parser.parse_args().sizes:
        made = list(reports(size))
        gold = {EventKey(sketch.report, event.event): happening for sketch, happenings in made
                for event, happening in zip(sketch.events, happenings, strict=True)}  # fmt: skip
        state = State()
        started, cpu = time.perf_counter(), time.process_time()
        link_all((sketch for sketch, _ in made), state)
        seconds, spent = time.perf_counter() - started, time.process_time() - cpu
        ours = dict(zip(state.names, state.incident_of, strict=True))
        print(json.dumps({
            "events": len(gold), "reports": len(made), "happenings": len(set(gold.values())),
            "incidents": len(state.incidents), "seconds": round(seconds, 1), "cpu_seconds": round(spent, 1),
            "events_a_second": round(len(gold) / seconds), "b_cubed_f1": round(100 * b_cubed(gold, ours), 1),
            "peak_memory_mb": peak_memory(),
            "load_average": load_average(),
        }), flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
