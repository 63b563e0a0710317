import pytest

from dateline.reader.features import event_pair_feature, filler_pair_feature, plain_name, position_bucket, stem


def test_one_verb_has_one_stem() -> None:
    assert stem("attacked") == stem("attacks") == stem("the attackers") == "attack"
    assert stem("arrested") != stem("released")


def test_positions_grow_slowly_and_end() -> None:
    buckets = [position_bucket(at) for at in (0, 11, 12, 100, 400, 10_000)]
    assert buckets == sorted(buckets)
    assert buckets[0] == buckets[1] == 0
    assert buckets[-1] == 11


def test_pairs_of_one_stem_are_told_apart() -> None:
    assert event_pair_feature("attack", "attack", 40) == event_pair_feature("attack", "raid", 40) + 16
    assert event_pair_feature("", "", 40) < 16


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ("the army", "The army’s", 1),
        ("Syrian army", "the army", 2),
        ("UNL", "Union for National Liberation", 3),
        ("militants from the north", "militants", 4),
        ("they", "gunmen", 5),
        ("rebel army officer", "army base camp", 6),
        ("police", "protesters", 7),
    ],
)
def test_names_relate(a: str, b: str, relation: int) -> None:
    assert filler_pair_feature(plain_name(a), plain_name(b), 0) == relation
    assert filler_pair_feature(plain_name(a), plain_name(b), 500) == relation + 8
