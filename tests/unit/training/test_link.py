import numpy as np
import pytest
from training.link import b_cubed, on_one_day, recalled, twins
from training.link_data import Labelled
from training.steps import fit

import stories
from dateline.link.features import NAMES


def labelled(name: str, story: str, published: str) -> Labelled:
    return Labelled(stories.report(name, stories.told("e1"), published=published), name, story, {"e1": story})


SET = [labelled("r1", "a", "2022-05-04"), labelled("r2", "a", "2022-05-05"), labelled("r3", "b", "2022-07-09")]


def test_boosted_stumps_find_the_step_and_what_silence_means() -> None:
    drawn = np.random.default_rng(3)
    x = np.full((600, len(NAMES)), np.nan)
    x[:, 0], x[:, 1] = drawn.uniform(0, 1, 600), drawn.uniform(0, 1, 600)
    x[:100, 0] = np.nan
    y = (np.nan_to_num(x[:, 0], nan=1.0) > 0.6).astype(float)
    made = fit(x, y, np.ones(600), rounds=150)
    probable = made.model(0.5, "test").probabilities(x.astype(np.float32))
    assert ((probable > 0.5) == (y > 0.5)).mean() > 0.97
    assert made.values[0][-1] > 1, "silence speaks for it"
    assert np.ptp(made.values[1]) < 0.2 * np.ptp(made.values[0]), "the other feature says little"


def test_b_cubed_as_a_person_computes_it() -> None:
    precision, recall = b_cubed(["a", "a", "a", "b"], ["x", "x", "y", "y"]).mean(0)
    assert precision == pytest.approx((1 + 1 + 0.5 + 0.5) / 4)
    assert recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)


def test_on_one_day_every_incident_begins_together() -> None:
    moved = on_one_day(SET, places=False)
    assert [each.sketch.published for each in moved] == [730_000, 730_001, 730_000]
    assert all(event.point is None for each in moved for event in each.sketch.events)


def test_later_reports_recall_and_the_first_does_not() -> None:
    found = {each.docid: each.sketch for each in recalled(SET)}
    assert {name: sketch.events[0].salience for name, sketch in found.items()} == {
        "r1": "main", "r2": "background", "r3": "main",
    }  # fmt: skip
    assert (found["r2"].published or 0) > stories.day("2022-06-30")


def test_twins_are_pairs_of_no_one_happening() -> None:
    made = twins(SET, 10.0)
    assert not made.y.any()
    assert made.weight.sum() == pytest.approx(10)
    assert len(made.y) == 5, "each report with a twin of every report of its incident, itself among them"
    assert np.isfinite(made.x[:, NAMES.index("type")]).all()
