import numpy as np

import build
import stories
from dateline.link.sketch import NAME_WORDS, Sketch, sketch
from dateline.schema.draft import Draft, DraftTrigger
from dateline.schema.vector import pack


def test_a_reading_with_every_kind_of_value_has_a_sketch() -> None:
    made = sketch(build.reading())
    assert [each.event for each in made.events] == [each.id for each in build.reading().events]
    assert made.published == stories.day("2023-06-14")
    first = made.events[0]
    assert first.days == (stories.day("2023-06-12"),) * 2
    assert first.point == (36.335, 43.119)
    assert first.killed == (3, 5)
    assert first.injured == (7, 7)
    assert "kasra" in first.harmed
    assert len(first.harmed) <= NAME_WORDS


def test_silence_stays_silence() -> None:
    made = {each.event: each for each in sketch(build.reading()).events}
    assert made["e3"].days is None, "a duration is no day"
    assert made["e5"].killed is None
    assert made["e9"].point is None, "an unresolved place has no point"
    assert not made["e1"].vector


def test_at_least_has_no_upper_bound() -> None:
    (event,) = sketch(stories.depot("Northern Wire", "2022-05-03", "At least two people", (2, 2, None))).events
    assert event.killed is not None
    assert event.killed[0] == 2
    assert event.killed[1] >= 10**6


def test_vectors_are_those_of_the_events_own_triggers() -> None:
    reading = stories.depot("Northern Wire", "2022-05-03", "Six people", (6, 6, 6))
    trigger = reading.events[0].trigger
    told = {"types": (), "salience": (), "modality": (), "polarity": (), "series": (), "score": 0.9}
    own, other = (pack(np.eye(384, dtype=np.float32)[at]) for at in (0, 1))
    draft = Draft(model="by-hand", vector=(1.0,) * 768, triggers=(
        DraftTrigger(start=0, end=3, vector=other, **told),
        DraftTrigger(start=trigger.start, end=trigger.end, vector=own, **told),
    ))  # fmt: skip
    made = sketch(reading, draft)
    assert made.events[0].vector == own
    assert made.text


def test_a_sketch_is_json_and_back() -> None:
    made = sketch(build.reading())
    assert Sketch.model_validate_json(made.model_dump_json()) == made
