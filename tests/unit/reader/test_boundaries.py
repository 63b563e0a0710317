import json
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import ArtifactError
from dateline.reader.boundaries import FOLLOWING, KINDS, PARTS, Boundaries, Sides, kind
from dateline.reader.runtime import BUNDLED

TEXT = "Roads to the west, he said, “are closed.”\n\nNobody left."


def sides(text: str) -> tuple[Sides, list[str]]:
    words = [*re.finditer(r"\w+|[^\w\s]", text)]
    of = Sides.of(text, [each.start() for each in words], [each.end() for each in words])
    return of, [each.group() for each in words]


def at(of: Sides, words: list[str], word: str) -> tuple[str, str, int]:
    place = words.index(word)
    return KINDS[of.kinds[place]], FOLLOWING[of.following[place]], int(of.quoted[place])


def test_what_stands_on_both_sides_of_a_place() -> None:
    of, words = sides(TEXT)
    assert at(of, words, "Roads") == ("word", "small", 0)
    assert at(of, words, "west") == ("word", "comma", 0)
    assert at(of, words, "are") == ("small", "word", 1)
    assert at(of, words, "closed") == ("word", "stop", 1)
    assert at(of, words, "”") == ("quote", "break", 0)
    assert (KINDS[of.kinds[-1]], FOLLOWING[of.following[-1]]) == ("stop", "break")


def test_another_part_of_the_claim_is_what_follows() -> None:
    of, words = sides(TEXT)
    beside = of.before("source", [words.index("he")]).before("cue", [words.index("said"), words.index("Nobody"), 0])
    assert at(beside, words, "he") == ("word", "cue", 0)
    assert FOLLOWING[beside.following[words.index("he") - 1]] == "source"
    assert at(beside, words, "”")[1] == "break"
    assert at(of, words, "he") == ("word", "word", 0)


@given(st.text())
def test_any_text_has_sides(text: str) -> None:
    of, words = sides(text)
    assert len(of.kinds) == len(of.following) == len(of.quoted) == len(words)


def test_no_claim_ends_at_a_small_word_and_many_before_a_stop() -> None:
    bundled = Boundaries.load(BUNDLED / "boundaries.json")
    of, words = sides(TEXT)
    ends = dict(zip(words, bundled.ends("content", of).tolist(), strict=True))
    assert ends["the"] < -1 < 1 < ends["left"]


def test_kinds_know_capitals() -> None:
    assert [kind(word) for word in ("THE", "And", "Mosul", "’", "—", "5")] == [
        "small", "joining", "word", "quote", "mark", "word",
    ]  # fmt: skip


EMPTY: dict[str, list[float]] = {part: [] for part in PARTS}


@pytest.mark.parametrize(
    "kept", [None, "{", "[]", '{"source": []}', json.dumps(EMPTY), json.dumps(dict.fromkeys(PARTS, "x"))]
)
def test_a_damaged_file_is_named(kept: str | None, tmp_path: Path) -> None:
    path = tmp_path / "boundaries.json"
    if kept is not None:
        path.write_text(kept)
    with pytest.raises(ArtifactError, match=r"boundaries\.json cannot be read: reinstall"):
        Boundaries.load(path)


def test_each_place_is_looked_up_in_the_table_of_its_part() -> None:
    shape = (len(KINDS), len(FOLLOWING), 2)
    tables = {part: np.full(shape, number, np.float32) for number, part in enumerate(PARTS)}
    of, words = sides(TEXT)
    assert Boundaries(tables).ends("content", of).tolist() == [1.0] * len(words)
