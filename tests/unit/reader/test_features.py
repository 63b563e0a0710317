import pytest

from dateline.reader.features import event_pairs, filler_pair_feature, plain_name, position_bucket, stem


def test_one_verb_has_one_stem() -> None:
    assert stem("attacked") == stem("attacks") == stem("the attackers") == "attack"
    assert stem("arrested") != stem("released")


def test_positions_grow_slowly_and_end() -> None:
    buckets = [position_bucket(at) for at in (0, 11, 12, 100, 400, 10_000)]
    assert buckets == sorted(buckets)
    assert buckets[0] == buckets[1] == 0
    assert buckets[-1] == 11


def test_pairs_of_one_stem_are_told_apart() -> None:
    i, j, feature = (each.tolist() for each in event_pairs(["attack", "raid", "attack"], [0, 0, 40], 100))
    assert list(zip(i, j, strict=True)) == [(1, 0), (2, 0), (2, 1)]
    assert feature[1] == feature[2] + 16
    assert event_pairs(["", ""], [0, 40], 100)[2].tolist() == [feature[2]]


def test_distances_of_triggers_grow_slowly_and_end() -> None:
    far = [0, 1, 30, 400, 664, 5000]
    buckets = [int(event_pairs(["a", "b"], [0, away], 9000)[2][0]) for away in far]
    assert buckets == [0, 1, 7, 13, 15, 15]


def test_triggers_far_apart_are_no_pair() -> None:
    assert [each.tolist() for each in event_pairs(["a", "a", "a"], [0, 50, 120], 100)[:2]] == [[1, 2], [0, 1]]


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
