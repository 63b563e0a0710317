import pytest
from pydantic import ValidationError

import stories
from dateline.link.reconcile import Account, Rules, incident
from dateline.schema.incident import Incident, Why
from dateline.schema.reading import Reading

WHY = Why(by="joined")
EARLY = stories.depot("Northern Wire", "2022-05-03", "At least two people", (2, 2, None))
LATER = stories.depot("Harla Post", "2022-05-04", "Six people", (6, 6, 6), day="2022-05-03")
OTHER = stories.depot("River Radio", "2022-05-05", "Four people", (4, 4, 4))


def of(*readings: Reading, **rules: object) -> Incident:
    accounts = [Account(each, event, WHY, 0.9) for each in readings for event in each.events]
    return incident("i1", accounts, Rules.model_validate(rules))


def test_each_outlets_toll_is_shown_with_its_words() -> None:
    killed = of(EARLY, LATER, OTHER).casualties.killed
    assert killed.told[0].value.stated == "Four people"
    assert {each.value.stated: [told.report for told in each.tellings] for each in killed.told} == {
        "At least two people": [EARLY.report.id], "Six people": [LATER.report.id], "Four people": [OTHER.report.id],
    }  # fmt: skip
    texts = {each.report.id: each.report.text for each in (EARLY, LATER, OTHER)}
    for told in (telling for each in killed.told for telling in each.tellings):
        assert all(texts[told.report][span.start : span.end] == span.text for span in told.evidence)


@pytest.mark.parametrize(("rule", "best"), [("latest", 4), ("highest", 6), ("lowest", 2), ("most-corroborated", 4)])
def test_the_user_chooses_the_rule_of_tolls(rule: str, best: int) -> None:
    killed = of(EARLY, LATER, OTHER, casualties=rule).casualties.killed
    assert (killed.low, killed.best, killed.high, killed.rule) == (2, best, 6, rule)


def test_most_corroborated_is_by_publishers_not_by_reports() -> None:
    more = stories.depot("Valley News", "2022-05-04", "Six people", (6, 6, 6))
    killed = of(LATER, more, OTHER, casualties="most-corroborated").casualties.killed
    assert killed.best == 6
    assert killed.told[0].publishers == 2


def test_most_authoritative_asks_whom_the_report_names() -> None:
    doctors = OTHER.model_copy(update={"attributions": tuple(
        each.model_copy(update={"source_kind": "medical"}) for each in OTHER.attributions)})  # fmt: skip
    killed = of(doctors, LATER, EARLY, casualties="most-authoritative").casualties.killed
    assert killed.best == 4
    assert killed.told[0].tellings[0].source_kind == "medical"


def test_counts_that_fit_together_are_no_dispute() -> None:
    assert not of(EARLY, LATER).casualties.killed.disputed
    assert of(EARLY, LATER, OTHER).casualties.killed.disputed
    assert of(EARLY).casualties.injured.told == ()


def test_a_plain_attack_does_not_outweigh_the_way_of_attacking() -> None:
    plain = [stories.depot(outlet, "2022-05-04", "Six people", (6, 6, 6), type="armed-assault")
             for outlet in ("Valley News", "Hill News")]  # fmt: skip
    found = of(EARLY, *plain).type
    assert (found.chosen, found.disputed) == ("bombing", False)
    assert {each.value: each.publishers for each in found.told} == {"bombing": 1, "armed-assault": 2}
    assert of(EARLY, stories.depot("Hill News", "2022-05-04", "Six people", (6, 6, 6), type="shelling")).type.disputed


def test_another_day_is_a_dispute_and_stays() -> None:
    found = of(EARLY, LATER, stories.depot("Hill News", "2022-05-04", "Six people", (6, 6, 6), day="2022-05-02")).time
    assert found.chosen is not None
    assert (found.chosen.start, found.disputed) == ("2022-05-03", True)
    assert [each.publishers for each in found.told] == [2, 1]


def test_participants_are_one_by_name_across_reports() -> None:
    actors = [each for each in of(EARLY, LATER).participants if each.role == "actor"]
    assert len(actors) == 1
    assert sum(len(told.tellings) for told in actors[0].told) == 2


def test_an_actor_whom_one_report_denies_is_disputed() -> None:
    denied = stories.depot("Hill News", "2022-05-05", "Six people", (6, 6, 6), confidence="denied")
    (actor,) = (each for each in of(EARLY, denied).participants if each.role == "actor")
    assert actor.disputed


def test_the_order_of_accounts_does_not_matter() -> None:
    assert of(EARLY, LATER, OTHER) == of(OTHER, EARLY, LATER)


def test_corroboration_counts_who_tells_it() -> None:
    told = of(EARLY, LATER, OTHER).corroboration
    assert (told.publishers, told.reports, told.copies) == (3, 3, 0)
    assert told.names == ("harla post", "northern wire", "river radio")


def test_an_incident_is_json_and_back() -> None:
    made = of(EARLY, LATER)
    assert Incident.model_validate(made.to_dict()) == made
    assert made.to_dict()["schema"] == "dateline/incident/1"


def test_highest_is_a_rule_of_tolls_alone() -> None:
    with pytest.raises(ValidationError, match="time"):
        Rules.model_validate({"time": "highest"})


def test_no_member_no_incident() -> None:
    with pytest.raises(ValueError, match="i1 has no member"):
        incident("i1", [])
