import numpy as np
import pytest

import stories
from dateline.link import columns
from dateline.link.features import NAMES, features
from dateline.link.score import WORDS, PairModel, Steps, comparable, fitted_on
from dateline.link.sketch import Sketch
from dateline.reader.runtime import BUNDLED, Runtime
from dateline.schema.draft import Draft


def told(*sketches: Sketch) -> np.ndarray:
    """The features of the first two events, in both orders."""
    reports, events = columns.reports(), columns.events()
    reports.append(columns.report_rows(sketches))
    pairs = [(event, row) for row, each in enumerate(sketches) for event in each.events]
    events.append(columns.event_rows([event for event, _ in pairs], [row for _, row in pairs]))
    return features(events, reports, np.array([0, 1]), np.array([1, 0]))


def feature(name: str, *sketches: Sketch) -> float:
    one, other = told(*sketches)[:, NAMES.index(name)]
    assert one == other or (np.isnan(one) and np.isnan(other)), "the order of a pair does not matter"
    return float(one)


def pair(**more: object) -> tuple[Sketch, Sketch]:
    return stories.report("r1", stories.told("e1")), stories.report("r2", stories.told("e1", **more))


def test_steps_hold_one_value_between_edges_and_one_for_silence() -> None:
    steps = Steps(np.array([1, 2], np.float32), np.array([-1, 0, 1], np.float32), 0.5)
    assert steps(np.array([0.5, 1, 1.5, 2, np.nan])).tolist() == [-1, 0, 0, 1, 0.5]


def test_the_gap_of_days_is_what_lies_between() -> None:
    assert feature("days_apart", *pair(days=(stories.day("2022-05-06"),) * 2)) == pytest.approx(np.log1p(3))
    assert feature("days_apart", *pair(days=(stories.day("2022-05-01"), stories.day("2022-05-31")))) == 0
    assert np.isnan(feature("days_apart", *pair(days=None)))


def test_kilometres_count_beyond_both_circles() -> None:
    assert feature("km_apart", *pair(point=(34.25, 43.9))) == 0
    assert feature("km_apart", *pair(point=stories.DORRA)) == pytest.approx(np.log1p(321), abs=0.05)
    assert np.isnan(feature("km_apart", *pair(point=None)))


def test_tolls_agree_where_a_number_fits_both() -> None:
    sides = stories.told("e1", killed=(4, 10**6)), stories.told("e1", killed=(6, 6))
    assert feature("killed", stories.report("r1", sides[0]), stories.report("r2", sides[1])) == 0
    sides = stories.told("e1", killed=(2, 2)), stories.told("e1", killed=(8, 8))
    assert feature("killed", stories.report("r1", sides[0]), stories.report("r2", sides[1])) == pytest.approx(np.log(3))


def test_a_recalled_event_is_compared_by_its_own_words() -> None:
    about_else = stories.report("r2", stories.told("e1", salience="background"), words=("budget", "quarvel"))
    assert feature("words", stories.report("r1", stories.told("e1")), about_else) > 0.9
    assert np.isnan(feature("published_apart", stories.report("r1", stories.told("e1")), about_else))


def test_every_part_has_a_name_and_the_sum_is_the_score() -> None:
    model = PairModel.bundled()
    values = told(*pair())
    parts = model.parts(values)
    assert parts.shape == (2, len(NAMES))
    assert set(WORDS) <= set(NAMES)
    assert model.probabilities(values) == pytest.approx(1 / (1 + np.exp(-model.bias - parts.sum(1))))


def test_reasons_say_what_speaks_for_a_link() -> None:
    values = told(*pair())
    (reasons, again) = PairModel.bundled().reasons(values)
    assert reasons == again
    assert 1 <= len(reasons) <= 3
    assert set(reasons) <= set(WORDS.values())


def test_the_bundled_model_tells_the_same_from_others() -> None:
    model = PairModel.bundled()
    elsewhere = stories.told("e1", harmed=("quarvel",), said=("bridge", "quarvel"), point=stories.DORRA)
    other = stories.report("r2", elsewhere, words=("bridge", "dorra", "quarvel"))
    assert model.probabilities(told(*pair()))[0] > model.threshold
    assert model.probabilities(told(stories.report("r1", stories.told("e1")), other))[0] < model.threshold


@pytest.mark.skipif(not (BUNDLED / "encoder.onnx").exists(), reason="the bundled model is not there")
def test_the_score_was_fitted_with_the_bundled_reader() -> None:
    """A new reader asks for ``python -m training.link``: its vectors are features."""
    assert fitted_on()["reader"] == Runtime.load(BUNDLED, threads=1).name


def test_vectors_of_another_reader_are_not_compared() -> None:
    own, other = (Draft(model=name, vector=(1.0,) * 768) for name in (fitted_on()["reader"], "other@000000000000"))
    assert comparable(own) is own
    assert comparable(other) is None
    assert comparable(None) is None
