"""The snippets that we wrote: every label is taught, and nothing that is held out."""

from collections import Counter

from training.datasets import snippets

from dateline.evaluate.case2021 import Case2021
from dateline.reader.labels import SUBJECTS


def test_each_subject_is_taught_by_many_and_no_text_twice() -> None:
    found = list(snippets.load())
    assert len({each.text for each in found}) == len(found) == 2550
    assert Counter(SUBJECTS[each.subject] for each in found) == dict.fromkeys(SUBJECTS, 85)


def test_most_tell_events_and_each_has_its_trigger() -> None:
    events = [event for each in snippets.load() for event in each.events]
    assert len(events) > 2550
    assert all(event.triggers and event.classes["types"] >= 0 for event in events)


def test_what_is_held_out_is_not_taught() -> None:
    held = {each.text for each in Case2021().load(snippets.FOLDER / snippets.HELD_OUT)}
    assert len(held) == 240
    assert not held & {each.text for each in snippets.load()}
