"""Where a victim's name stands, and who is shown by a surname alone."""

from time import perf_counter

import pytest

from dateline.assemble.assemble import assemble
from dateline.assemble.named import full_name, name_of
from dateline.schema.reading import Argument
from drafts import context, found, trigger


def victims(text: str, *mentions: str) -> list[Argument]:
    told = trigger(text, "shot", "armed-assault", *(("victim", words) for words in mentions))
    (event,) = assemble(context(text, [told])).events
    return [each for each in event.arguments if each.role == "victim"]


@pytest.mark.parametrize(
    ("text", "mention", "name"),
    [
        ("Crime of the week - Harbor City HeraldAna Torres, 25, died.", "HeraldAna Torres", "Ana Torres"),
        ("Crime of the week - Harbor City HeraldAna Maria Torres died.", "Maria Torres", "Ana Maria Torres"),
        ("Girl dies; woman heldAna Torres of Ashby was shot.", "woman heldAna Torres", "Ana Torres"),
        ("Owner shot | channel1.comAna Torres was loved.", "channel1.comAna Torres", "Ana Torres"),
        ("Man stable - Harbor EnterpriseA man was shot.", "EnterpriseA man", "A man"),
        ("Police found Ann VanderMeer Smith dead.", "Ann VanderMeer Smith", "Ann VanderMeer Smith"),
        ("Police said VanderMeer Smith died.", "VanderMeer Smith", "VanderMeer Smith"),
        ("Police found LaTonya McDonald dead.", "LaTonya McDonald", "LaTonya McDonald"),
        ("Mayor Rob VanderMeer saw police dogs.", "police dogs", "police dogs"),
    ],
)
def test_a_name_begins_at_its_own_capital(text: str, mention: str, name: str) -> None:
    assert text[slice(*name_of(text, *found(text, mention)))] == name


def test_a_victim_is_shown_by_the_name_and_keeps_the_kind_of_the_office() -> None:
    (victim,) = victims("Gunmen shot police officer Ana Torres on Monday.", "police officer Ana Torres")
    assert victim.text == "Ana Torres"
    assert victim.evidence[0].text == "Ana Torres"
    assert victim.entity is not None
    assert (victim.entity.name, victim.entity.kind) == ("Ana Torres", "police")


def test_an_age_before_a_name_parts_no_person() -> None:
    (victim,) = victims("Torres died. Gunmen shot 25-year-old Ana Torres.", "Torres", "25-year-old Ana Torres")
    assert victim.text == "Ana Torres"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("They met Milo Vantress at home. Vantress was shot.", "Milo Vantress"),
        ("They met Officer Milo Vantress at home. Vantress was shot.", "Milo Vantress"),
        ("They met Milo Vantress and Ada Vantress. Vantress was shot.", "Vantress"),
        ("They left. Then Vantress was shot, and Vantress fell then.", "Vantress"),
        ("Vantress was shot.", "Vantress"),
    ],
)
def test_a_surname_is_the_one_person_named_so_in_full(text: str, shown: str) -> None:
    start = text.index("Vantress was shot")
    told = trigger(text, "shot", "armed-assault", ("victim", "Vantress"))
    moved = told.arguments[0].model_copy(update={"start": start, "end": start + len("Vantress")})
    (event,) = assemble(context(text, [told.model_copy(update={"arguments": (moved,)})])).events
    (victim,) = event.arguments
    assert victim.text == shown
    assert victim.text in {span.text for span in victim.evidence}


@pytest.mark.parametrize("words", ["Teen", "driver", "He"])
def test_a_common_word_is_no_surname(words: str) -> None:
    text = f"A vigil for Ann {words} began. The {words.lower()} was shot; a teen and a driver saw what he did."
    assert full_name(context(text, []), words) is None


def test_a_person_named_twice_in_full_is_one_and_shown_by_the_name() -> None:
    text = "Ana Torres, 25, was shot. Police said that Ana Torres, a 25-year-old Latino woman, was shot."
    told = trigger(text, "shot", "armed-assault", ("victim", "Ana Torres"), ("victim", "a 25-year-old Latino woman"))
    again = text.index("Ana Torres", 1)
    later = told.arguments[0].model_copy(update={"start": again, "end": again + len("Ana Torres")})
    (event,) = assemble(context(text, [told.model_copy(update={"arguments": (*told.arguments, later)})])).events
    assert [(each.text, len(each.evidence)) for each in event.arguments] == [("Ana Torres", 3)]


def test_two_people_named_in_full_stay_two() -> None:
    text = "Gunmen shot Ana Torres, 25, and Bo Torres, 30."
    assert [each.text for each in victims(text, "Ana Torres, 25", "Bo Torres, 30")] == ["Ana Torres", "Bo Torres"]


def test_a_victim_is_shown_by_a_name_in_full_first() -> None:
    (victim,) = victims("Gunmen shot a former American hostage, Ana Torres.", "a former American hostage", "Ana Torres")
    assert victim.text == "Ana Torres"


def test_a_surname_is_sought_in_time_in_the_length_of_a_text_without_spaces() -> None:
    text = "A." * 50_000
    started = perf_counter()
    assert full_name(context(text, []), "Torres") is None
    assert perf_counter() - started < 5
