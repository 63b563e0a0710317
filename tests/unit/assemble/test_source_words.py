"""What kind of source speaks, as far as its words tell."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.assemble.source_words import is_noun, kind_of, refuses_name
from dateline.schema.reading import Entity, SourceKind
from drafts import ACTORS


def entity_of(words: str) -> Entity | None:
    return ACTORS.entity(words, role="actor")


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("A local official", "official"),
        ("the governor of Soba", "official"),
        ("the State Emergency Management Agency", "official"),
        ("a spokesman for the fire service", "official"),
        ("the Norwegian Refugee Council", "ngo"),
        ("Interior Minister Ada Moe", "official"),
        ("Attorney General Ada Moe", "official"),
        ("the U.S. Attorney's office", "official"),
        ("Turkey", "official"),
        ("THE POLICE", "police"),
        ("the local police chief", "police"),
        ("a police officer", "police"),
        ("Police Captain Ada Moe", "police"),
        ("Inspector General Ada Moe", "police"),
        ("police sources", "police"),
        ("investigators", "police"),
        ("the joint chiefs of staff", "military"),
        ("Lt. Gen. Ada Moe", "military"),
        ("an army doctor", "medical"),
        ("two hospital officials", "medical"),
        ("the head of the children's hospital", "medical"),
        ("Ada Moe, a surgeon", "medical"),
        ("a doctor who treated rebels", "medical"),
        ("Witnesses", "witness"),
        ("residents of Soba", "witness"),
        ("a farmer, Leo Ray", "witness"),
        ("a rebel spokesman", "armed-group"),
        ("a spokesman for Hamas", "armed-group"),
        ("Hamas leader Ada Moe", "armed-group"),
        ("Leo Ray, a Hamas commander", "armed-group"),
        ("rebel radio", "armed-group"),
        ("state television", "media"),
        ("a reporter in Soba", "media"),
        ("the Kalos Tribune", "media"),
        ("a human rights group", "ngo"),
        ("Amnesty investigators", "ngo"),
        ("the Network for Human Rights", "ngo"),
        ("the Paris-based war monitor", "ngo"),
        ("Doctors Without Borders", "ngo"),
        ("the White Helmets rescue service", "ngo"),
        ("Ada Moe, the commissioner for lands", "official"),
        ("police commissioner Ada Moe", "police"),
        ("the UN envoy", "un"),
        ("UN investigators", "un"),
        ("the United Nations' human rights chief", "un"),
        ("a defence lawyer", "other"),
        ("Bishop Leo Ray", "other"),
        ("the miners' union", "other"),
        ("security sources", "anonymous"),
        ("a source in the ministry", "anonymous"),
        ("an official close to the talks", "anonymous"),
        ("an official who asked not to be named", "anonymous"),
        ("a doctor who asked not to be named", "medical"),
        ("two people with direct knowledge of the talks", "anonymous"),
        ("the mayor and two doctors", "official"),
    ],
)
def test_words_tell_the_kind(words: str, kind: SourceKind) -> None:
    assert kind_of(words, entity_of) == kind


@pytest.mark.parametrize(
    "words",
    [
        "",
        "of",
        "Ada Moe",
        "he",
        "a woman",
        "the spokesman",
        "Secretary General Ada Moe",
        "the defence ministry",
        "the ministry of defence",
        "a former prime minister",
        "the police federation",
        "a soldier's mother",
        "the National Guard",
        "Moria's UN mission",
        "an anonymous caller",
    ],
)
def test_other_words_leave_it_open(words: str) -> None:
    assert kind_of(words, entity_of) is None


def test_who_refuses_to_be_named_in_other_words_is_anonymous_unless_of_a_force() -> None:
    assert kind_of("a minister", entity_of, unnamed=True) == "anonymous"
    assert kind_of("a woman", entity_of, unnamed=True) == "anonymous"
    assert kind_of("a police officer", entity_of, unnamed=True) == "police"


@pytest.mark.parametrize(
    ("words", "refuses"),
    [
        (", speaking on condition of anonymity,", True),
        ("spoke anonymously", True),
        ("declined to be identified", True),
        ("not authorized to speak", True),
        ("unnamed men", False),
        ("named two men", False),
        ("close to the border", False),
    ],
)
def test_who_refuses_to_be_named(words: str, refuses: bool) -> None:
    assert refuses_name(words) is refuses


@pytest.mark.parametrize(("word", "noun"), [("POLICE", True), ("Doctors", True), ("Sources", True), ("Moe", False)])
def test_nouns_are_no_names(word: str, noun: bool) -> None:
    assert is_noun(word) is noun


WORDS = "the a UN police chief of staff , general and who former source Hamas ' . spokesman’s".split()


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=10), st.text(max_size=20))
def test_any_words_have_one_answer(words: list[str], other: str) -> None:
    text = " ".join([*words, other])
    assert kind_of(text, entity_of) == kind_of(text, entity_of)
