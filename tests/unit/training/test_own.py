"""The reports that we wrote, and the notation in which they are annotated."""

from pathlib import Path

import pytest
from training.datasets import Example
from training.datasets.own import NotationError, load

from dateline.reader.labels import CONFIDENCES, TRIGGER_CLASSES

REPORT = """
text = '''
Blast kills two

A blast killed two soldiers in Moko on Friday, the army said. The blast was the second there.
'''
metonyms = ["Moko"]
[[events]]
trigger = "blast"
mentions = ["Blast", "blast#2"]
type = "bombing"
salience = "main"
victim = [["two soldiers"]]
actor = [["the army"]]
confidence = ["denied"]
time = ["Friday"]
killed = ["two soldiers", "two"]
[[attributions]]
source = ["the army"]
cue = ["said"]
content = ["A blast killed two soldiers in Moko on Friday"]
stance = "states"
source_kind = "military"
"""


def _read(folder: Path, text: str) -> Example:
    (folder / "one.toml").write_text(text, encoding="utf-8")
    (example,) = load(folder)
    return example


def test_words_are_found_by_their_turn_as_whole_words_in_their_case(tmp_path: Path) -> None:
    example = _read(tmp_path, REPORT)
    (event,) = example.events
    assert [example.text[a:b] for a, b in event.triggers] == ["blast", "Blast", "blast"]
    assert event.triggers[0][0] < event.triggers[2][0]
    assert example.spans["trigger"] == tuple(sorted(event.triggers))
    assert [(each.role, len(each.spans)) for each in event.arguments] == [
        ("actor", 1), ("victim", 1), ("time", 1), ("killed", 2),
    ]  # fmt: skip


def test_what_is_not_said_is_actual_positive_and_one(tmp_path: Path) -> None:
    (event,) = _read(tmp_path, REPORT).events
    assert {key: TRIGGER_CLASSES[key][value] for key, value in event.classes.items()} == {
        "types": "bombing", "salience": "main", "modality": "actual", "polarity": "positive", "series": "one",
    }  # fmt: skip
    assert CONFIDENCES[event.arguments[0].confidence] == "denied"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"blast#2"', '"blast#3"', "'blast#3' is not in the text; 'blast' is there 2 times"),
        ('"Friday"', '"Frida"', "'Frida' is not in the text"),
        ('"bombing"', '"bomb"', "types cannot be 'bomb'"),
        ("time =", "when =", "event has no when"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(NotationError, match=f"one: .*{message}"):
        _read(tmp_path, REPORT.replace(old, new))


def test_our_reports_follow_it_and_no_short_one_is_without_a_main_event() -> None:
    reports = list(load())
    main = TRIGGER_CLASSES["salience"].index("main")
    told = {each.docid: any(event.classes["salience"] == main for event in each.events) for each in reports}
    assert reports
    # obituaries and portraits among the long articles tell of nothing new
    assert [name for name, has_main in told.items() if not has_main and name[0] in "abcd"] == []
