"""Words as they are searched, and queries of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import DataError
from dateline.store.words import Term, fts5, key, terms, tsquery, tsvector, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Côte d’Ivoire's U.N. base", ["cote", "d", "ivoire", "s", "u", "n", "base"]),
        ("STRASSE Straße İzmir", ["strasse", "strasse", "izmir"]),
        ("anti-government_forces 3.5", ["anti", "government", "forces", "3", "5"]),
        ("\0…", []),
    ],
)
def test_words(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_keys() -> None:
    assert key("The Desert-Front") == " the desert front "
    assert key("…") is None
    assert key(None) is None


def test_terms() -> None:
    assert terms('rocket* "Peace talks" -cease-fire') == (
        Term(("rocket",), prefix=True), Term(("peace", "talks")), Term(("cease", "fire"), absent=True),
    )  # fmt: skip
    with pytest.raises(DataError, match="at least one word"):
        terms("-never")


def test_queries() -> None:
    query = terms('a* "b c" -d')
    assert fts5(query) == '("a"* AND "b c") NOT "d"'
    assert tsquery(query) == "('a':*) & ('b' <-> 'c') & !('d')"


def test_vectors() -> None:
    assert tsvector(["a", "b", "a"]) == "'a':1,3 'b':2"


@given(st.text())
def test_words_of_words_are_the_same(text: str) -> None:
    assert words(" ".join(words(text))) == words(text)
