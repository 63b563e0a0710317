import pytest

import stories
from dateline.link.block import COMPATIBLE, block_words, keys, sought
from dateline.link.sketch import EventSketch, Sketch
from dateline.ontology.registry import TYPES

NO_WORDS = ("the",)


def meet(one: EventSketch, other: EventSketch, **more: Sketch) -> bool:
    """Whether a report's event would find the other, which is kept already."""
    a = more.get("one") or stories.report("r1", one, words=NO_WORDS)
    b = more.get("other") or stories.report("r2", other, words=NO_WORDS)
    return bool(set(sought(one, a)) & set(keys(other, b)))


def unnamed(name: str, **more: object) -> EventSketch:
    return stories.told(name, harmed=(), said=(), **more)


@pytest.mark.parametrize("days", [
    ("2022-05-03", "2022-05-03"), ("2022-05-02", "2022-05-02"), ("2022-05-02", "2022-05-08"),
    ("2022-05-01", "2022-05-31"), ("2022-01-01", "2022-12-31"),
])  # fmt: skip
def test_a_day_meets_what_is_told_less_exactly(days: tuple[str, str]) -> None:
    other = unnamed("e1", days=(stories.day(days[0]), stories.day(days[1])))
    assert meet(unnamed("e1"), other)
    assert meet(other, unnamed("e1"))


@pytest.mark.parametrize(
    "days", [("2022-05-07", "2022-05-07"), ("2022-06-01", "2022-06-30"), ("2021-01-01", "2021-12-31")]
)
def test_other_days_do_not_meet(days: tuple[str, str]) -> None:
    other = unnamed("e1", days=(stories.day(days[0]), stories.day(days[1])))
    assert not meet(unnamed("e1"), other)
    assert not meet(other, unnamed("e1"))


def test_neighbouring_towns_meet_wherever_the_cells_end() -> None:
    near = [unnamed("e1", point=(34.2 + step * 0.05, 43.9)) for step in range(8)]
    assert all(meet(one, other) for one, other in zip(near, near[2:], strict=False))


def test_a_province_meets_its_town_and_no_other_country() -> None:
    province = unnamed("e1", point=(34.6, 43.6), precision="province", radius_km=100.0)
    assert meet(unnamed("e1"), province)
    assert meet(province, unnamed("e1"))
    assert not meet(unnamed("e1", point=(4.6, 43.6)), province)


def test_a_country_or_no_place_meets_by_a_rare_word() -> None:
    country = stories.told("e1", precision="country", point=(33.0, 44.0))
    placeless = stories.told("e1", precision="unknown", point=None)
    assert meet(stories.told("e1"), country)
    assert meet(placeless, country)
    assert not meet(unnamed("e1"), unnamed("e1", precision="country", point=(33.0, 44.0)))


def test_undated_background_meets_by_words_alone() -> None:
    recalled = stories.told("e1", days=None, salience="background")
    assert meet(recalled, stories.told("e1"))
    assert meet(stories.told("e1"), recalled)
    assert not meet(
        stories.told("e1", days=None, salience="background", harmed=("other",), said=("other",)), unnamed("e1")
    )


def test_undated_news_is_sought_before_its_publication() -> None:
    assert meet(unnamed("e1", days=None), unnamed("e1"))


def test_a_day_read_wrongly_is_found_by_a_word_in_the_weeks_of_publication() -> None:
    wrong = stories.told("e1", days=(stories.day("2021-11-03"),) * 2)
    assert meet(stories.told("e1"), wrong)
    recalled = stories.told("e1", days=(stories.day("2021-11-03"),) * 2, salience="background")
    assert not meet(stories.told("e1"), recalled)


def test_words_of_the_trade_bring_nothing_together() -> None:
    event = stories.told("e1", harmed=("people",), said=("police", "killed", "zarimov"))
    assert block_words(event, stories.report("r1", event, words=("said", "attack"))) == ("zarimov",)


@pytest.mark.parametrize(("one", "other", "may"), [
    ("bombing", "suicide-bombing", True), ("armed-assault", "killing", True), ("mob-violence", "riot", True),
    ("bombing", "meeting", False), ("arrest", "bombing", False), ("meeting", "agreement", True),
])  # fmt: skip
def test_types_of_a_kind_may_be_one(one: str, other: str, may: bool) -> None:
    assert COMPATIBLE[TYPES.index(one), TYPES.index(other)] == may
    assert COMPATIBLE[TYPES.index(other), TYPES.index(one)] == may
