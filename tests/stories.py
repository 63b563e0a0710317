"""Reports of our own that tell the same happenings, as readings made by hand and as sketches, for linking."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np

from build import argument, bare, count, event, span
from dateline.link.features import NAMES
from dateline.link.score import PairModel, Steps
from dateline.link.sketch import EventSketch, Sketch
from dateline.schema.reading import Attribution, Casualties, Entity, Place, Reading, Time

HARLA = (34.2, 43.9)
DORRA = (36.9, 42.1)


MORE = {
    "Northern Wire": "Buses were sent round the bridge until evening, and schools on the river road stayed shut.",
    "Harla Post": "A driver who had just left said that he saw the roof fall; windows broke as far as the old mill.",
    "River Radio": "Doctors in Dorra asked for blood. The governor, who was abroad, is due back tonight.",
    "Valley News": "Traders had opened their stalls an hour before; many lost everything, a spokeswoman told us.",
    "Hill News": "It is the second time this spring that someone has struck the line, which carries farm hands.",
}
"""What an outlet adds of its own, so that its text is no copy."""


def place(text: str, words: str, point: tuple[float, float] | None, **more: Any) -> Place:
    fields: dict[str, Any] = {"precision": "town", "radius_km": 10.0, "country": "IQ", "gazetteer_id": f"test:{words}"}
    if point is None:
        fields = {}
    else:
        fields |= {"lat": point[0], "lon": point[1]}
    return Place(evidence=(span(text, words),), name=words, **(fields | more))


def when(text: str, words: str, first: str, last: str | None = None) -> Time:
    return Time(evidence=(span(text, words),), type="DATE", value=first, start=first, end=last or first,
                granularity="day" if last is None else "month")  # fmt: skip


def depot(
    outlet: str, published: str, toll: str, killed: tuple[int | None, int | None, int | None], **more: Any
) -> Reading:
    """One outlet's report of the bomb at the depot of Harla on 3 May 2022, with its own toll."""
    text = (f"{toll} were killed when a bomb went off at the Harla bus depot on Tuesday, police said. "
            f"The Red Dawn planted it, {outlet} learned. {MORE[outlet]}")  # fmt: skip
    numbers = count(*killed, span(text, toll))
    told = event(
        "e1", more.pop("type", "bombing"), span(text, "bomb"),
        time=when(text, "Tuesday", more.pop("day", "2022-05-03")),
        place=place(text, "Harla", HARLA),
        arguments=(
            argument("actor", span(text, "The Red Dawn"), confidence=more.pop("confidence", "fact"),
                     entity=Entity(name="Red Dawn", kind="armed-group")),
            argument("victim", span(text, toll), number=numbers),
            argument("target", span(text, "the Harla bus depot")),
        ),
        casualties=Casualties(killed=numbers), attributions=("a1",),
    )  # fmt: skip
    said = Attribution(id="a1", source=(span(text, "police"),), cue=(span(text, "said"),), source_kind="police",
                       content=(span(text, text[: text.index(", police")]),), events=("e1",))  # fmt: skip
    made = bare(more.pop("text", text), told, outlet=outlet, published=published, **more)
    return made.model_copy(update={"attributions": (said,)})


def day(iso: str) -> int:
    return date.fromisoformat(iso).toordinal()


def told(name: str, **more: Any) -> EventSketch:
    """An event of a sketch: a bombing of 3 May 2022 in Harla that harmed whom ``harmed`` names."""
    fields: dict[str, Any] = {
        "type": "bombing", "salience": "main", "modality": "actual", "polarity": "positive",
        "days": (day("2022-05-03"),) * 2, "point": HARLA, "radius_km": 10.0, "precision": "town",
        "harmed": ("zarimov",), "said": ("depot", "harla", "zarimov"), "stem": "bomb",
    }  # fmt: skip
    return EventSketch(event=name, **(fields | more))


def report(name: str, *events: EventSketch, published: str | None = "2022-05-04", words: Sequence[str] = ()) -> Sketch:
    return Sketch(report=name, published=day(published) if published else None, events=events,
                  words=tuple(words) or ("depot", "harla", "zarimov"), towns=(HARLA,))  # fmt: skip


def by_names() -> PairModel:
    """A model that asks only who was harmed: 0.98 for the same, 0.02 for others."""
    nothing = Steps(np.zeros(0, np.float32), np.zeros(1, np.float32), 0.0)
    names = Steps(np.array([0.5], np.float32), np.array([0, 8], np.float32), 0.0)
    return PairModel(-4.0, [names if name == "harmed" else nothing for name in NAMES], 0.5)
