from pathlib import Path

import numpy as np
import pytest

import dateline
import stories
from dateline.link.incidents import incidents
from dateline.link.score import fitted_on
from dateline.reader.runtime import BUNDLED
from dateline.schema.draft import Draft, DraftTrigger
from dateline.schema.incident import Incident
from dateline.schema.vector import pack

TELLERS = [
    stories.depot("Northern Wire", "2022-05-03", "At least two people", (2, 2, None)),
    stories.depot("Harla Post", "2022-05-04", "Six people", (6, 6, 6)),
    stories.depot("River Radio", "2022-05-05", "Six people", (6, 6, 6)),
]


def test_reports_of_one_attack_become_one_incident() -> None:
    (made,) = incidents([(each, None) for each in TELLERS])
    assert {member.outlet for member in made.members} == {"Northern Wire", "Harla Post", "River Radio"}
    assert sorted(member.why.by for member in made.members) == ["founded", "joined", "joined"]
    assert made.corroboration.publishers == 3
    assert made.casualties.killed.best == 6
    assert made.place.chosen is not None
    assert made.place.chosen.name == "Harla"


def test_vectors_tell_something_only_if_the_score_knows_their_reader() -> None:
    def by(reader: str) -> list[Incident]:
        """The incidents, where the triggers and sentences of two alike reports are told to be opposites."""
        drafts = []
        for sign, each in zip((1, -1), TELLERS, strict=False):
            (event,) = each.events
            vector, sentence = (pack(sign * np.ones(width, np.float32)) for width in (384, 768))
            trigger = marked(event.trigger.start, event.trigger.end, vector, sentence)
            drafts.append((each, Draft(model=reader, triggers=(trigger,), vector=(float(sign),) * 768)))
        return incidents(drafts)

    assert by("another@000000000000") == incidents([(each, None) for each in TELLERS[:2]])
    assert by(fitted_on()["reader"]) != by("another@000000000000")


def marked(start: int, end: int, vector: str, sentence: str) -> DraftTrigger:
    return DraftTrigger(start=start, end=end, score=1, types=(), salience=(), modality=(), polarity=(), series=(),
                        vector=vector, sentence=sentence)  # fmt: skip


def test_a_text_read_twice_counts_once() -> None:
    assert incidents([(each, None) for each in [*TELLERS, TELLERS[0]]]) == incidents([(each, None) for each in TELLERS])


def test_the_same_attack_a_year_on_is_another() -> None:
    later = stories.depot("Valley News", "2023-05-10", "Nine people", (9, 9, 9), day="2023-05-09")
    assert len(incidents([(each, None) for each in [*TELLERS, later]])) == 2


def test_no_readings_no_incidents() -> None:
    assert incidents([]) == []


@pytest.mark.skipif(not (BUNDLED / "encoder.onnx").exists(), reason="the bundled model is not there")
def test_files_become_incidents_by_the_rule_a_user_asks_for(tmp_path: Path) -> None:
    for at, (outlet, toll) in enumerate((("Northern Wire", "Six"), ("Harla Post", "Nine"))):
        (tmp_path / f"{at}.txt").write_text(
            f"{toll} people were killed when a bomb exploded at the bus depot in Mosul on 3 May 2022, police said.\n\n"
            f"Ahmed Zarimov, a driver, was among the dead. {stories.MORE[outlet]}"
        )
    found = dateline.Reader(threads=1).incidents([tmp_path], casualties="highest")
    (bombing,) = (each for each in found if len(each.members) == 2)
    assert bombing.type.chosen == "bombing"
    assert (bombing.casualties.killed.low, bombing.casualties.killed.best) == (6, 9)


@pytest.mark.skipif(not (BUNDLED / "encoder.onnx").exists(), reason="the bundled model is not there")
def test_a_rule_that_is_none_is_named() -> None:
    with pytest.raises(dateline.InputError, match="rule place: input should be 'latest'"):
        dateline.Reader(threads=1).incidents([], place="highest")
