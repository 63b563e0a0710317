"""Names of private victims are withheld; those of groups, places and office-holders are not."""

from __future__ import annotations

import pytest

import build
from build import argument, event, span
from dateline.export.happening import Happening, of_event
from dateline.export.withhold import WITHHELD, describe, withheld
from dateline.normalise.actor import ActorRegistry
from dateline.schema.decision import Decided
from dateline.schema.reading import Argument


def told(text: str, *victims: str, trigger: str = "killed", **report: str) -> Happening:
    """A killing in a text, its victims by their words."""

    def victim(words: str) -> Argument:
        return argument("victim", span(text, words), entity=ActorRegistry.bundled().entity(words, role="victim"))

    made = event("e1", "killing", span(text, trigger), arguments=tuple(victim(each) for each in victims))
    return of_event(build.bare(text, made, **report), made, id="1")


@pytest.mark.parametrize(
    ("words", "description"),
    [
        ("Sami Khalil, 12", "victim, 12"),
        ("12-year-old Sami Khalil", "victim, 12"),
        ("Iraqi journalist Hadi al-Mahdi, 44,", "Iraqi journalist, 44"),
        ("teacher Juan de la Cruz", "teacher"),
        ("Colonel Hassan Jaber", "Colonel"),
        ("Mrs. Rosa Quispe, aged 71", "Mrs, 71"),
        ("Omar Aziz, a student of 19", "student"),
        ("Nigerian Army Sergeant John Doe", "Nigerian Army Sergeant"),
        ("eight-month-old Lina Saleh", "victim"),
    ],
)
def test_a_victim_is_described_by_role_and_age(words: str, description: str) -> None:
    made = withheld(told(f"A gunman killed {words} on Monday.", words))
    assert made.parties[0].text == description
    assert made.parties[0].name is None
    assert all(WITHHELD in each.text for each in made.evidence if each.field == "victim 1")


def test_the_name_is_taken_out_of_every_text() -> None:
    text = "Ana Ruiz, 19, was killed. RUIZ had no weapon, said a friend of Ana. The ruiz case is open."
    made = withheld(told(text, "Ana Ruiz, 19", headline="Ana Ruiz dead", url="https://news.example/2024/ana-ruiz"))
    assert made.tellings[0].headline == f"{WITHHELD} dead"
    assert made.tellings[0].url is None
    assert made.tellings[0].sentence == f"{WITHHELD}, 19, was killed."
    assert made.parties[0].text == "victim, 19"
    dumped = made.model_dump_json()
    assert "Ana" not in dumped.replace("Ana Ruiz dead", "")
    assert "Ruiz" not in dumped


def test_offsets_and_ids_stay() -> None:
    before = told("A mob killed Ana Ruiz.", "Ana Ruiz", url="https://news.example/1")
    after = withheld(before)
    assert [(each.report, each.start, each.end) for each in after.evidence] == [
        (each.report, each.start, each.end) for each in before.evidence
    ]
    assert (after.id, after.tellings[0].key, after.tellings[0].url) == (
        "1",
        before.tellings[0].key,
        "https://news.example/1",
    )


@pytest.mark.parametrize(
    "words",
    ["Three soldiers", "12 recruits", "Taliban fighters", "Iraqi soldiers", "Gunmen of the Desert Front", "Police",
     "Mayor John Smith", "Boko Haram", "Boko Haram fighters"],
)  # fmt: skip
def test_groups_and_office_holders_keep_their_names(words: str) -> None:
    before = told(f"{words} were killed near Erbil.", words)
    assert withheld(before) is before


def test_a_victim_of_another_event_of_the_report_is_withheld_too() -> None:
    text = "A mob killed Ana Ruiz. Hundreds marched for Ana Ruiz."
    first = event("e1", "killing", span(text, "killed"), arguments=(argument("victim", span(text, "Ana Ruiz")),))
    second = event("e2", "protest", span(text, "marched"))
    made = withheld(of_event(build.bare(text, first, second), second, id="2"))
    assert made.tellings[0].sentence == f"Hundreds marched for {WITHHELD}."


def test_describing_needs_no_role() -> None:
    assert describe("Ana Ruiz", ("Ana Ruiz",)) == "victim"


def test_a_name_that_is_also_a_label_breaks_nothing() -> None:
    made = withheld(told("A mob killed John States.", "John States"))
    assert made.polarity == "positive"
    assert "States" not in made.model_dump_json()


def test_what_people_decided_does_not_tell_the_name() -> None:
    text = "A mob killed Ana Ruiz."
    before = told(text, "Ana Ruiz")
    cited = (span(text, "Ana Ruiz"),)
    mark = Decided(field="victim", by="Mira", at="2024-05-07", decision=1, how="selected", evidence=cited)
    after = withheld(before.model_copy(update={"decided": (mark,)}))
    assert after.decided == (mark.model_copy(update={"evidence": ()}),)
    assert "Ruiz" not in after.model_dump_json()
