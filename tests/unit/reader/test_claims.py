from hypothesis import given
from hypothesis import strategies as st

from dateline.reader.claims import parts
from dateline.schema.draft import Mark

TEXT = "“The road is mined,” the mayor of Arden said. “Nobody should use it before Friday,” he warned, citing police."


def marks(*said: str | tuple[str, float]) -> tuple[Mark, ...]:
    found = [each if isinstance(each, tuple) else (each, 0.9) for each in said]
    return tuple(Mark(start=TEXT.index(words), end=TEXT.index(words) + len(words), score=score)
                 for words, score in found)  # fmt: skip


def words(of: tuple[Mark, ...]) -> list[str]:
    return [TEXT[mark.start : mark.end] for mark in of]


def test_what_the_source_and_the_cue_part_stays_in_two_pieces() -> None:
    _, content = parts(TEXT, marks("said"), marks("the mayor of Arden"),
                       marks("“The road is mined,”", "“Nobody should use it before Friday,”"))  # fmt: skip
    assert words(content) == ["“The road is mined,”", "“Nobody should use it before Friday,”"]


def test_a_word_that_the_model_let_go_of_parts_nothing() -> None:
    _, content = parts(TEXT, marks("warned"), marks(" he "), marks("“Nobody should use it", "Friday,”"))
    assert words(content) == ["“Nobody should use it before Friday,”"]


def test_of_two_stretches_with_nothing_of_the_claim_between_the_likelier_one_is_meant() -> None:
    source, _ = parts(TEXT, marks("warned"), marks(("the mayor", 0.4), ("Nobody", 0.8)), ())
    _, content = parts(TEXT, marks("warned"), marks("police"), marks(("The road", 0.6), ("should use it", 0.5)))
    assert words(source) == ["Nobody"]
    assert words(content) == ["The road"]


def test_the_cue_and_the_source_are_not_among_the_content() -> None:
    _, content = parts(TEXT, marks("warned"), marks(" he "), marks("“Nobody should use it before Friday,” he warned"))
    assert words(content) == ["“Nobody should use it before Friday,”"]


def test_a_content_that_is_all_cue_is_none() -> None:
    assert parts(TEXT, marks("said. “Nobody"), (), marks("said")) == ((), ())


@given(st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(1, 30), st.sampled_from("qsc")), max_size=9))
def test_no_two_parts_hold_a_character_in_common_whatever_is_marked(drawn: list[tuple[int, int, str]]) -> None:
    given_marks: dict[str, list[Mark]] = {"q": [], "s": [], "c": []}
    for start, length, part in drawn:
        if start < len(TEXT):
            given_marks[part].append(Mark(start=start, end=min(start + length, len(TEXT)), score=0.5))
    source, content = parts(TEXT, given_marks["q"], given_marks["s"], given_marks["c"])
    held = [set(range(mark.start, mark.end)) for part in (given_marks["q"], source, content) for mark in part]
    of_parts = [set().union(*held[: len(given_marks["q"])]), *held[len(given_marks["q"]) :]]
    assert sum(map(len, of_parts)) == len(set().union(*of_parts))
    assert all(TEXT[mark.start : mark.end].strip() == TEXT[mark.start : mark.end] for mark in content)
