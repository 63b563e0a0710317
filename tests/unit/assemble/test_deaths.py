"""Who died, and which numbers are of the dead."""

import pytest

from dateline.assemble.assemble import assemble
from dateline.assemble.deaths import tells_of_death
from dateline.schema.reading import Count
from drafts import context, trigger


def killed(text: str, words: str, *arguments: tuple[str, str], event_type: str = "armed-assault") -> Count | None:
    (event,) = assemble(context(text, [trigger(text, words, event_type, *arguments)])).events
    return event.casualties.killed


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A man was shot and wounded.", False),
        ("He was hit in the upper body with a deadly weapon; homicide detectives came.", False),
        ("He is charged with attempted murder.", False),
        ("He was pronounced dead.", True),
        ("The man dies.", True),
        ("Police investigate a homicide.", True),
    ],
)
def test_a_death_needs_a_word_of_it(text: str, told: bool) -> None:
    assert tells_of_death(text) is told


@pytest.mark.parametrize(
    ("text", "number", "best"),
    [
        ("One person was grazed when gunmen shot.", "One", None),
        ("Four men were hit in a drive-by when gunmen shot.", "Four", None),
        ("The dead man whom gunmen shot was a father of three.", "three", None),
        ("Three were shot, one man was killed.", "Three", 1),
        ("Gunmen shot; the dead were 12 guests.", "12", 12),
    ],
)
def test_a_number_is_of_the_dead_where_its_sentence_tells_of_death(text: str, number: str, best: int | None) -> None:
    count = killed(text, "shot", ("killed", number))
    assert (count.best if count else None) == best


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("Ana Torres was shot in a car. Ana Torres, 25, died at the scene.", 1),
        ("Ana Torres was shot in a car. Ana Torres was later pronounced dead.", 1),
        ("Ana Torres was shot. The town mourned the death of Ana Torres.", 1),
        ("Ana Torres was shot. Ana Torres killed Bo Lee in May.", None),
        ("Ana Torres was shot. Ana Torres was nearly killed.", None),
    ],
)
def test_a_victim_that_a_sentence_says_died_is_killed(text: str, best: int | None) -> None:
    told = trigger(text, "shot", "armed-assault", ("victim", "Ana Torres"))
    again = text.index("Ana Torres", 1) if text.count("Ana Torres") > 1 else 0
    arguments = tuple(told.arguments[0].model_copy(update={"start": at, "end": at + 10}) for at in sorted({0, again}))
    (event,) = assemble(context(text, [told.model_copy(update={"arguments": arguments})])).events
    assert (event.casualties.killed.best if event.casualties.killed else None) == best


@pytest.mark.parametrize(
    ("text", "words", "victims", "best"),
    [
        ("A deadly school shooting hit Ana Torres.", "shooting", ("Ana Torres",), 1),
        ("The shooting of Ana Torres went on.", "shooting", ("Ana Torres",), None),
        ("A killing shook Brooklyn man Bo Lee, and Ada Poe saw it.", "killing", ("Brooklyn man", "Ada Poe"), 1),
        ("The killing of Bo Lee and Ada Poe went on.", "killing", ("Bo Lee", "Ada Poe"), 2),
        ("The killing shook a man, then a woman.", "killing", ("a man", "a woman"), 2),
        ("The killing of a man was told; a person fell.", "killing", ("a man", "a person"), 1),
        ("The attempted killing of Bo Lee went on.", "killing", ("Bo Lee",), None),
    ],
)
def test_victims_are_counted_where_the_deed_is_deadly(
    text: str, words: str, victims: tuple[str, ...], best: int | None
) -> None:
    count = killed(text, words, *(("victim", each) for each in victims))
    assert (count.best if count else None) == best


@pytest.mark.parametrize(
    ("text", "injured"),
    [
        ("A man was shot in the leg near a park.", 1),
        ("A man was shot near a park. He is in critical condition.", 1),
        ("A man was shot near a park and taken to a hospital.", 1),
        ("A man was shot near a park.", None),
        ("A man was shot in the leg near a park. He later died.", None),
        ("A man was shot in the head. Police investigate a homicide.", None),
    ],
)
def test_who_was_hit_and_is_cared_for_is_injured_where_nobody_died(text: str, injured: int | None) -> None:
    (event,) = assemble(context(text, [trigger(text, "shot", "armed-assault", ("victim", "A man"))])).events
    assert (event.casualties.injured.best if event.casualties.injured else None) == injured
