"""Whom the mentions of a role name: which are one, which is shown, how many they are, and what the places tell."""

import pytest

from dateline.assemble.assemble import assemble
from dateline.schema.draft import Draft
from dateline.schema.reading import Argument, Role
from drafts import context, trigger


def fillers(
    text: str, role: Role, *mentions: str, alike: float = 0.9, toponyms: tuple[str, ...] = ()
) -> list[Argument]:
    """The fillers of a role that an event has of these mentions, which the model thinks are one."""
    told = trigger(text, "attack", "armed-assault", *((role, words) for words in mentions))
    plain = context(text, [told], toponyms=toponyms)
    pairs = tuple((i, j, alike) for i in range(len(mentions)) for j in range(i))
    draft = Draft.model_validate({**plain.draft.model_dump(), "same_filler": pairs})
    known = context(text, [told], toponyms=toponyms)
    object.__setattr__(known, "draft", draft)
    (event,) = assemble(known).events
    return [argument for argument in event.arguments if argument.role == role]


@pytest.mark.parametrize(
    ("text", "role", "mentions"),
    [
        ("My husband fell in the attack, said Olha Bondar.", "victim", ("My husband", "Olha Bondar")),
        ("The attack set the Islamic State group and Kurdish separatists at odds.", "actor",
         ("the Islamic State group", "Kurdish separatists")),
        ("Police denied the attack. The opposition spoke.", "actor", ("Police", "The opposition")),
        ("Colonel Atonfack denied the attack. The separatists spoke.", "actor",
         ("Colonel Atonfack", "The separatists")),
        ("The attack hit Mariam Hassan. It hit her children.", "victim", ("Mariam Hassan", "her children")),
        ("The attack hit Mariam Hassan, who held her niece.", "victim", ("Mariam Hassan", "her niece")),
        ("The attack killed 116 people. Elsewhere 20 people fell.", "victim", ("116 people", "20 people")),
    ],
)  # fmt: skip
def test_different_parties_are_different_fillers(text: str, role: Role, mentions: tuple[str, ...]) -> None:
    assert {each.text for each in fillers(text, role, *mentions)} == set(mentions)


@pytest.mark.parametrize(
    ("text", "role", "mentions", "shown"),
    [
        ("The group planned the attack. Hamas denied it.", "actor", ("The group", "Hamas"), "Hamas"),
        ("The deputy governor fell in the attack. Hassan Nour was 50.", "victim",
         ("The deputy governor", "Hassan Nour"), "Hassan Nour"),
        ("The attack is by the army. The military spoke.", "actor", ("the army", "The military"), "The military"),
        ("Our forces led the attack.", "actor", ("Our", "forces"), "Our forces"),
        ("The army spokesman, Colonel Atonfack, led the attack.", "actor",
         ("The army spokesman", "Colonel Atonfack"), "Colonel Atonfack"),
        ("Fighting in an attack killed nine people. A total of 12 people fell.", "victim",
         ("nine people", "12 people"), "nine people"),
    ],
)  # fmt: skip
def test_one_party_is_shown_by_what_names_it(text: str, role: Role, mentions: tuple[str, ...], shown: str) -> None:
    assert [each.text for each in fillers(text, role, *mentions)] == [shown]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Torres led the attack. The mayor, Ada Torres, spoke.", "person"),
        ("Torres led the attack. The mayors, Ada Torres and Leo Torres, spoke.", None),
        ("Torres led the attack.", None),
    ],
)
def test_a_surname_names_the_person_told_in_full(text: str, kind: str | None) -> None:
    (found,) = fillers(text, "actor", "Torres")
    assert (found.entity and found.entity.kind) == kind


@pytest.mark.parametrize("words", ["Our", "my", "your", "me"])
def test_a_pronoun_alone_is_no_filler(words: str) -> None:
    assert fillers(f"{words} attack.", "actor", words) == []


@pytest.mark.parametrize(
    ("words", "rest", "shown"),
    [
        ("the United", " States", "the United States"),
        ("Islamic", " State", "Islamic State"),
        ("the New York", " Times", "the New York Times"),
        ("Turkey", ", Hamas", "Turkey"),
        ("Hassan", " Nour", "Hassan"),
        ("Hamas", " Monday", "Hamas"),
    ],
)
def test_a_name_cut_short_is_the_longest_listed_one(words: str, rest: str, shown: str) -> None:
    (found,) = fillers(f"An attack by {words}{rest} was told.", "actor", words)
    assert found.text == shown


@pytest.mark.parametrize(
    ("mentions", "shown", "best"),
    [
        (("20 people", "Civilians from Kalos"), "Civilians from Kalos", 20),
        (("a person", "Civilians from Kalos"), "Civilians from Kalos", None),
        (("over 20 people", "at least 116 people"), "at least 116 people", 116),
    ],
)
def test_a_count_is_that_of_the_shown_mention(mentions: tuple[str, str], shown: str, best: int | None) -> None:
    found = fillers(f"The attack killed {mentions[0]}. {mentions[1]} fell.", "victim", *mentions)
    (told,) = [each for each in found if each.text == shown]
    assert (told.count.best if told.count else None) == best


@pytest.mark.parametrize(
    ("text", "words", "role", "kind", "country"),
    [
        ("An attack on El Obeid went on.", "El Obeid", "target", "other", "SD"),
        ("An attack by El Obeid went on.", "El Obeid", "actor", None, None),
        ("An attack on Omar Torres went on.", "Omar Torres", "target", "person", None),
        ("An attack by the Congolese army near Brazzaville.", "the Congolese army", "actor", "military", "CG"),
        ("An attack by the Congolese army near Goma.", "the Congolese army", "actor", "military", "CD"),
        ("An attack by the Congolese army.", "the Congolese army", "actor", "military", None),
        ("An attack by Georgia police in Atlanta.", "Georgia police", "actor", "police", "US"),
        ("An attack by the army near Goma.", "the army", "actor", "military", "CD"),
        ("An attack on a clinic near Goma.", "a clinic", "target", "facility", "CD"),
        ("An attack by peacekeepers near Goma.", "peacekeepers", "actor", "military", None),
        ("An attack on farmers near Goma.", "farmers", "victim", "civilian", "CD"),
        ("An attack on refugees near Goma.", "refugees", "victim", "civilian", None),
        ("An attack on foreign tourists near Goma.", "foreign tourists", "victim", "civilian", None),
        ("An attack by the army near Goma and Atlanta.", "the army", "actor", "military", None),
        ("An attack by the army on Kenyan farmers near Goma.", "the army", "actor", "military", None),
        ("South Sudanese farmers told of an attack by the army.", "the army", "actor", "military", "SS"),
        ("South Korean envoys told of an attack by the army near Goma.", "the army", "actor", "military", None),
        ("In Goma, the army told of an attack on Atlanta.", "the army", "actor", "military", "CD"),
        ("An attack by a gang near Goma.", "a gang", "actor", "armed-group", None),
    ],
)
def test_places_tell_what_a_name_leaves_open(
    text: str, words: str, role: Role, kind: str | None, country: str | None
) -> None:
    toponyms = tuple(place for place in ("El Obeid", "Brazzaville", "Goma", "Atlanta") if place in text)
    (found,) = fillers(text, role, words, toponyms=toponyms)
    assert (found.entity and found.entity.kind, found.entity and found.entity.country) == (kind, country)


@pytest.mark.parametrize(("rival", "kept"), [(0.95, False), (0.5, True)])
def test_whom_another_deed_harmed_more_surely_is_not_this_ones(rival: float, *, kept: bool) -> None:
    text = "The strike answered an ambush in which nine soldiers died."
    strike = trigger(text, "strike", "air-strike", ("victim", "nine soldiers"))
    ambush = trigger(text, "ambush", "armed-clash", ("victim", "nine soldiers"))
    claim = ambush.arguments[0].model_copy(update={"score": rival})
    first, second = assemble(context(text, [strike, ambush.model_copy(update={"arguments": (claim,)})])).events
    assert bool(first.arguments) is kept
    assert bool(second.arguments) is not kept


@pytest.mark.parametrize(
    ("first", "second"), [(("arrested", "arrest", "target"), ("tried", "trial", "target")),
                          (("abducted", "abduction", "victim"), ("killed", "killing", "victim"))]
)  # fmt: skip
def test_to_whom_one_thing_happened_another_may_happen_too(
    first: tuple[str, str, str], second: tuple[str, str, str]
) -> None:
    text = f"Ivan Moe was {first[0]} on Monday and {second[0]} in May."
    told = [trigger(text, words, kind, (role, "Ivan Moe")) for words, kind, role in (first, second)]
    surer = told[1].arguments[0].model_copy(update={"score": 0.95})
    events = assemble(context(text, [told[0], told[1].model_copy(update={"arguments": (surer,)})])).events
    assert [[each.text for each in event.arguments] for event in events] == [["Ivan Moe"], ["Ivan Moe"]]
