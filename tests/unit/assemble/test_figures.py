"""Which stated quantities belong to no event, and where they are."""

from __future__ import annotations

import pytest

from dateline.assemble.assemble import assemble
from drafts import attribution, context, trigger


@pytest.mark.parametrize(
    ("text", "toponyms", "where"),
    [
        ("About 900 soldiers are based in the port city of Mombasa.", ["Mombasa"], "Mombasa"),
        ("Jordan hosts nearly 700,000 refugees.", ["Jordan"], "Jordan"),
        ("Uganda is home to 1.5 million refugees from Sudan and Burundi.", ["Uganda", "Sudan", "Burundi"], "Uganda"),
        ("Some 4,000 refugees from Sudan live in Chad.", ["Sudan", "Chad"], "Chad"),
        ("The number of camps in Chad has reached 60.", ["Chad"], "Chad"),
        ("The treaty binds 40 states (Chad, Niger and others).", ["Chad", "Niger"], None),
        ("A minister in Niger said the group had 300 members.", ["Niger"], None),
    ],
)
def test_a_figure_is_where_it_is_said_to_be(text: str, toponyms: list[str], where: str | None) -> None:
    (figure,) = assemble(context(text, [], toponyms=toponyms)).figures
    assert (figure.place and figure.place.name) == where


def test_a_figure_is_not_where_its_source_is() -> None:
    text = "The group has 300 members, officials in Niger said."
    said = attribution(text, "officials in Niger", "said", "The group has 300 members")
    (figure,) = assemble(context(text, [], toponyms=["Niger"], attributions=[said])).figures
    assert figure.place is None


def test_things_spoken_of_before_are_no_new_figure() -> None:
    text = "Gunmen abducted 27 pupils. The 27 children were freed. The two drivers fled. The 60 huts were empty."
    told = assemble(context(text, [trigger(text, "abducted", "abduction", ("victim", "27 pupils"))]))
    assert [figure.quantity for figure in told.figures] == ["huts"]
