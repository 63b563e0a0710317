"""MUC-4: the published scorers by hand, the forms of gold, and how a reading becomes entities and templates."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import build
from dateline.evaluate.differences import Difference
from dateline.evaluate.muc4 import Muc4
from dateline.evaluate.muc4.differences import differences
from dateline.evaluate.muc4.fill import fillers, merged, named, same_name, templates
from dateline.evaluate.muc4.keys import ROLES, merged_extracts, normalised, templates_of
from dateline.evaluate.muc4.scorers import count_extracts, count_slots, count_templates
from dateline.evaluate.scores import Tally
from dateline.schema.draft import Draft, Mark
from dateline.schema.reading import Argument, Codes, Entity, EntityKind, Event, Reading, Role

Json = dict[str, Any]


def entities(**given: list[list[str]]) -> dict[str, list[list[str]]]:
    return {role: given.get(role, []) for role in ROLES}


def key(kind: str, *, optional: bool = False, date: tuple[str, str] | None = None, **given: Any) -> Json:
    confidences = given.pop("confidences", [])
    return {"types": [kind], "optional": optional, "date": date, "confidences": confidences, **entities(**given)}


def ours(kind: str, **given: Any) -> Json:
    slots = {name: given.pop(name, None) for name in ("date", "location", "perp_confidence")}
    return {"incident_type": kind, **slots, **entities(**given)}


@pytest.mark.parametrize(
    ("mention", "as_compared"),
    [
        ('THE "NORTH WIND"\n FARM', "north wind farm"),
        ("an  aunt's theatre", "aunts theatre"),
        ("M-19", "m19"),
        ("the", ""),
        ("Éxito (bank)", "éxito bank"),
    ],
)
def test_mentions_are_compared_without_case_punctuation_and_articles(mention: str, as_compared: str) -> None:
    assert normalised(mention) == as_compared


GOLD_TARGETS = [["Harla water company building", "water company building", "company offices"], ["pipes"], ["a kiosk"]]


@pytest.mark.parametrize(
    ("predicted", "right"),
    [
        ([["pipes"], ["Harla water company building"], ["The kiosk"]], 3),
        ([["pipes"], ["water company building"], ["kiosk"], ["company offices"]], 3),  # the second name of one is spare
        ([["water company building", "company offices"]], 1),
        ([["water company building", "pipes"]], 0),  # a mention of another spoils the entity
        ([["company"]], 0),
        ([], 0),
    ],
)
def test_an_entity_is_right_if_all_its_mentions_are_gold(predicted: list[list[str]], right: int) -> None:
    counted = Tally()
    count_extracts(counted, entities(Target=GOLD_TARGETS), entities(Target=predicted))
    assert (counted["Target:right"], counted["ree:right"]) == (right, right)
    assert (counted["ree:predicted"], counted["ree:gold"]) == (len(predicted), 3)


def test_a_role_that_a_prediction_leaves_out_is_empty() -> None:
    counted = Tally()
    count_extracts(counted, entities(Weapon=[["bomb"]]), {})
    assert (counted["ree:gold"], counted["ree:predicted"]) == (1, 0)


def template_f1(gold: list[Json], predicted: list[Json]) -> float:
    counted = Tally()
    count_templates(counted, gold, predicted)
    above, below = counted["template:ours"], counted["template:predicted"]
    found, there = counted["template:theirs"], counted["template:gold"]
    return 2 * above * found / (above * there + found * below) if above else 0.0


def test_template_f1_counts_types_and_fillers_together() -> None:
    gold = [key("attack", PerpInd=[["rebels"]], Victim=[["ana ruiz"]]), key("bombing", Weapon=[["bomb"]])]
    predicted = [ours("attack", PerpInd=[["rebels"]], Target=[["bridge"]]), ours("arson")]
    # right: the type and the rebels, of four fillers of ours and five of gold
    assert template_f1(gold, predicted) == pytest.approx(2 * 2 / (4 + 5))


def test_a_template_pairs_only_with_its_type() -> None:
    gold = [key("attack", PerpInd=[["rebels"]])]
    assert template_f1(gold, [ours("bombing", PerpInd=[["rebels"]])]) == 0.0
    either = gold[0] | {"types": ["bombing", "attack"]}
    assert template_f1([either], [ours("bombing", PerpInd=[["rebels"]])]) == 1.0


def test_a_template_that_stands_twice_in_the_key_counts_once() -> None:
    gold = [key("attack", PerpInd=[["rebels"]])] * 2
    assert template_f1(gold, [ours("attack", PerpInd=[["rebels"]])]) == 1.0


def published_f1(gold: list[Json], predicted: list[Json]) -> float:
    """The published scorer: every alignment is tried."""

    def fillers(template: Json) -> list[tuple[str, str]]:
        kind = template["types"][0] if "types" in template else template["incident_type"]
        return [("type", kind), *((role, one[0]) for role in ROLES for one in template[role])]

    here, there = [fillers(one) for one in predicted], [fillers(one) for one in gold]
    sizes = sum(map(len, here)), sum(map(len, there))
    best = 0.0
    for mapping in product([*range(len(there)), None], repeat=len(here)):
        used = [at for at in mapping if at is not None]
        if len(set(used)) != len(used):
            continue
        pairs = [(here[i], there[j]) for i, j in enumerate(mapping) if j is not None and here[i][0] == there[j][0]]
        right = sum(len([one for one in a if one in b]) for a, b in pairs)
        best = max(best, 2 * right / sum(sizes) if right else 0.0)
    return best


a_template = st.tuples(
    st.sampled_from(["attack", "bombing"]),
    st.lists(st.sampled_from(["p", "q", "r"]), max_size=3, unique=True),
    st.lists(st.sampled_from(["p", "q"]), max_size=2, unique=True),
)


@settings(deadline=None, max_examples=60)
@given(st.lists(a_template, max_size=3, unique_by=str), st.lists(a_template, max_size=3))
def test_template_f1_is_that_of_the_best_alignment(gold: list[Any], predicted: list[Any]) -> None:
    keys = [key(kind, PerpInd=[[x] for x in one], Victim=[[x] for x in two]) for kind, one, two in gold]
    made = [ours(kind, PerpInd=[[x] for x in one], Victim=[[x] for x in two]) for kind, one, two in predicted]
    assert template_f1(keys, made) == pytest.approx(published_f1(keys, made))


def slots(gold: list[Json], predicted: list[Json], name: str) -> tuple[int, int, int]:
    counted = Tally()
    count_slots(counted, gold, predicted)
    return counted[f"{name}:right"], counted[f"{name}:predicted"], counted[f"{name}:gold"]


def test_a_template_is_found_by_its_type_and_one_filler() -> None:
    gold = [key("attack", PerpInd=[["rebels"], ["gunmen"]], Victim=[["ana ruiz"]])]
    assert slots(gold, [ours("attack", PerpInd=[["gunmen"]])], "type") == (1, 1, 1)
    assert slots(gold, [ours("attack", PerpInd=[["soldiers"]])], "type") == (0, 1, 1)
    assert slots(gold, [ours("attack", Target=[["gunmen"]])], "type") == (0, 1, 1)
    assert slots(gold, [ours("arson", PerpInd=[["gunmen"]])], "type") == (0, 1, 1)


def test_a_key_without_fillers_is_found_by_its_type() -> None:
    assert slots([key("attack")], [ours("attack", PerpInd=[["rebels"]])], "type") == (1, 1, 1)


def test_an_optional_template_counts_only_where_it_is_found() -> None:
    gold = [key("attack", PerpInd=[["rebels"]], optional=True)]
    assert slots(gold, [], "type") == (0, 0, 0)
    assert slots(gold, [ours("attack", PerpInd=[["rebels"]])], "type") == (1, 1, 1)


@pytest.mark.parametrize(
    ("gold", "predicted", "counts"),
    [
        (("1990-02-04", "1990-02-04"), "1990-02-04", (1, 1, 1)),
        (("1990-02-04", "1990-02-04"), "1990-02-05", (0, 1, 1)),
        (("1990-02-04", "1990-02-04"), "1990-02-03/1990-02-04", (0, 1, 1)),
        (("1990-02-03", "1990-02-05"), "1990-02-04", (1, 1, 1)),
        (("1990-02-03", "1990-02-05"), "1990-02-03/1990-02-05", (1, 1, 1)),
        (("1990-02-03", "1990-02-05"), None, (0, 0, 1)),
        (None, "1990-02-04", (0, 0, 0)),  # the key's default says no day
    ],
)
def test_dates_are_right_within_the_days_of_the_key(gold: Any, predicted: Any, counts: tuple[int, int, int]) -> None:
    assert slots([key("arson", date=gold)], [ours("arson", date=predicted)], "date") == counts


def test_a_date_of_a_template_that_is_none_is_wrong() -> None:
    assert slots([], [ours("arson", date="1990-02-04")], "date") == (0, 1, 0)


def test_confidence_is_any_of_the_organisations() -> None:
    gold = [key("arson", confidences=["POSSIBLE", "SUSPECTED OR ACCUSED"])]
    assert slots(gold, [ours("arson", perp_confidence="POSSIBLE")], "confidence") == (1, 1, 1)
    assert slots(gold, [ours("arson", perp_confidence="REPORTED AS FACT")], "confidence") == (0, 1, 1)
    assert slots([key("arson")], [ours("arson", perp_confidence="POSSIBLE")], "confidence") == (0, 1, 0)


KEYED = {
    "docid": "DEV-1",
    "text": 'HARLA, 5 MAR 90 (AGENCY) -- [TEXT] MEMBERS OF THE\nNORTH WIND FRONT [NWF] BURNED THE "ROSA" FARM.',
    "templates": [
        {
            "optional": False,
            "parsed": {
                "INCIDENT: TYPE": [{"alts": [{"v": "ARSON"}]}],
                "INCIDENT: DATE": [{"alts": [{"v": "4 MAR 90 - 05 MAR 90"}]}],
                "INCIDENT: LOCATION": [{"alts": [["NOWHERE", "HARLA (CITY)"]]}],
                "PERP: INDIVIDUAL ID": [
                    {"alts": [{"v": "MEMBERS OF THE NORTH WIND FRONT [NWF]"}, {"v": "MEMBERS OF THE NORTH WIND FRONT"}]}
                ],
                "PERP: ORGANIZATION ID": [{"alts": [{"v": "NORTH WIND FRONT"}, {"v": "NWF"}]}],
                "PERP: ORGANIZATION CONFIDENCE": [{"alts": [{"v": "REPORTED AS FACT"}, {"v": "POSSIBLE"}]}],
                "PHYS TGT: ID": [{"alts": [{"v": '"ROSA" FARM'}, {"v": "GREEN FARM"}]}],
                "HUM TGT: NAME": None,
                "INCIDENT: INSTRUMENT ID": "*",
            },
        }
    ],
}


def test_full_keys_are_read_as_the_published_files_have_them() -> None:
    assert templates_of(KEYED) == [
        {
            "types": ["arson"],
            "optional": False,
            "date": ("1990-03-04", "1990-03-05"),
            "confidences": ["REPORTED AS FACT", "POSSIBLE"],
            "PerpInd": [["MEMBERS OF THE NORTH WIND FRONT"]],
            "PerpOrg": [["NORTH WIND FRONT", "NWF"]],
            "Target": [['"ROSA" FARM']],
            "Victim": [],
            "Weapon": [],
        }
    ]


@pytest.mark.parametrize(
    ("stated", "days"),
    [
        ("04 FEB 90", ("1990-02-04", "1990-02-04")),
        ("4 March 89", ("1989-03-04", "1989-03-04")),
        ("- 04 FEB 90", None),
        ("-04 FEB 90", None),
        ("OCT 18", None),
        ("04 XYZ 90", None),
    ],
)
def test_dates_of_keys(stated: str, days: tuple[str, str] | None) -> None:
    document = {"text": "", "templates": [{"parsed": {"INCIDENT: DATE": [{"alts": [{"v": stated}]}]}}]}
    assert templates_of(document)[0]["date"] == days


def test_entities_of_several_templates_are_merged_by_their_mentions() -> None:
    made = [key("attack", PerpInd=[["rebels"]]), key("arson", PerpInd=[["rebels", "band"], ["gunmen"]])]
    assert merged_extracts(made) == entities(PerpInd=[["rebels"], ["gunmen"]])


def write(path: Path, *documents: Json) -> None:
    path.write_text("".join(json.dumps(one) + "\n" for one in documents), encoding="utf-8")


def test_a_docid_in_several_files_is_one_document_of_the_longest_text(tmp_path: Path) -> None:
    extracts = entities(PerpOrg=[["north wind front"]])
    grit = {role: [[[mention, 0] for mention in one] for one in extracts[role]] for role in ROLES}
    short = "members of the north wind front (nwf) burned the farm."
    write(tmp_path / "grit-dev.jsonl", {"docid": "DEV-1", "doctext": short, "extracts": grit})
    write(tmp_path / "tst9.jsonl", KEYED, KEYED | {"docid": "DEV-0"})
    write(tmp_path / "other.jsonl", {"docid": "DEV-2"})
    first, second = Muc4().load(tmp_path)
    assert (first.id, second.id, second.text) == ("DEV-0", "DEV-1", KEYED["text"])
    assert second.gold["extracts"] == extracts
    assert first.gold["extracts"]["Target"] == [['"ROSA" FARM']]


def test_without_keys_only_entities_are_scored(tmp_path: Path) -> None:
    grit: Json = {role: [] for role in ROLES} | {"Weapon": [[["bomb", 0]]]}
    write(tmp_path / "grit-dev.jsonl", {"docid": "a", "doctext": "bomb", "extracts": grit})
    (document,) = Muc4().load(tmp_path)
    row = {"extracts": entities(Weapon=[["bomb"]]), "templates": [ours("bombing")]}
    figures = Muc4().score([document], {"a": row})
    assert figures["CEAF-REE F1"].value == figures["Weapon F1"].value == 100.0
    assert figures["template F1"].value is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("rebels", "five armed rebels", True),
        ("rebel", "rebels", True),
        ("north wind front", "the northern front", True),
        ("nwf", "north wind front", True),
        ("fnw", "north wind front", True),
        ("nw", "north wind front", False),
        ("nwa", "north wind front", False),
        ("bridge", "power station", False),
        ("gas", "gallery", False),
        ("ana ruiz", "ana lopez", False),
        ("ruiz", "ana ruiz", True),
    ],
)
def test_mentions_of_one_entity_are_told_by_their_words(one: str, other: str, same: bool) -> None:
    words, theirs = normalised(one).split(), normalised(other).split()
    assert same_name(words, theirs) is same
    assert same_name(theirs, words) is same


SEEN = "Men of the Green Legion (LV) fired. Rebels fled; the legion said nothing, and the gunmen came back."


def mark(words: str, score: float = 0.9, text: str = SEEN) -> Mark:
    start = text.index(words)
    return Mark(start=start, end=start + len(words), score=score)


def test_an_entity_is_named_by_its_surest_mention() -> None:
    (legion,) = merged(SEEN, [mark("legion", 0.6), mark("Green Legion", 0.8), mark("LV", 0.7)])
    assert legion.mention == "Green Legion"
    assert [SEEN[start:end] for start, end in legion.ranges] == ["Green Legion", "LV", "legion"]


def test_what_a_reading_holds_together_is_one_entity() -> None:
    marks = [mark("Rebels"), mark("gunmen", 0.8)]
    spans = [(one.start, one.end) for one in marks]
    assert [one.mention for one in merged(SEEN, marks)] == ["Rebels", "gunmen"]
    assert [one.mention for one in merged(SEEN, marks, [spans])] == ["Rebels"]


@pytest.mark.parametrize(
    ("role", "marked", "as_in_keys"),
    [
        ("PerpOrg", "Green Legion (LV)", "Green Legion"),
        ("PerpOrg", "LV [Green Legion", "LV"),
        ("PerpOrg", "guerrillas of the Green Legion", "Green Legion"),
        ("PerpInd", "guerrillas of the Green Legion", "guerrillas of the Green Legion"),
        ("Victim", "Col. Jorge Pardo", "Jorge Pardo"),
        ("Victim", "FORMER SENATOR PARDO", "FORMER SENATOR PARDO"),
        ("Victim", "Mayor", "Mayor"),
        ("Target", "office of the mayor", "office of the mayor"),
    ],
)
def test_a_mark_is_cut_as_the_keys_have_it(role: str, marked: str, as_in_keys: str) -> None:
    cut = named(marked, role, Mark(start=0, end=len(marked), score=0.5))
    assert marked[cut.start : cut.end] == as_in_keys


def test_marks_that_only_blanks_part_are_one_mention() -> None:
    text = "A car  bomb, dynamite."
    marks = [mark("car", 0.7, text), mark("bomb", 0.9, text), mark("dynamite", 0.8, text)]
    assert [one.mention for one in merged(text, marks)] == ["car  bomb", "dynamite"]


def test_a_mark_of_no_words_is_no_entity() -> None:
    assert merged("the -- bomb", [mark("the", text="the --"), mark("--", text="the --")]) == []


def coded(event: Event, code: str | None) -> Event:
    return event.model_copy(update={"codes": Codes(muc4=code)})


def incident() -> tuple[Reading, Draft]:
    """The reading made by hand, with an attack and an abduction for MUC-4, and marks for them."""
    text = build.TEXT
    whole = build.reading()
    first = coded(whole.events[0], "ATTACK")
    draft = Draft(
        model="by-hand@0",
        muc={
            "PerpOrg": (mark("Desert Front", 0.9, text), mark("Iraqi army", 0.2, text)),
            "Target": (mark("Kasra military base", 0.8, text),),
            "Weapon": (mark("rockets", 0.8, text),),
        },
    )
    return whole.model_copy(update={"events": (first, *(coded(one, None) for one in whole.events[1:]))}), draft


def incident_of(event_type: str, harmed: list[tuple[Role, EntityKind]]) -> tuple[Reading, Draft]:
    """The same, its one event of another type and with no arguments but those of some roles and kinds."""
    reading, draft = incident()
    arguments = tuple(
        Argument(
            role=role, text="a farm", evidence=(build.here("a farm"),), entity=Entity(name="x", kind=kind), score=0.9
        )
        for role, kind in harmed
    )
    changed = {"type": event_type, "arguments": arguments, "codes": Codes()}
    return reading.model_copy(update={"events": (reading.events[0].model_copy(update=changed),)}), draft


def test_a_reading_becomes_entities_and_templates() -> None:
    reading, draft = incident()
    row = Muc4().predictions("DEV-7", reading, draft)
    assert row["docid"] == "DEV-7"
    assert row["extracts"] == entities(
        PerpOrg=[["Desert Front"]], Target=[["Kasra military base"]], Weapon=[["rockets"]]
    )
    (template,) = row["templates"]
    first = reading.events[0]
    assert template["incident_type"] == "attack"
    assert {role: template[role] for role in ROLES} == row["extracts"]
    assert first.time is not None
    assert first.place is not None
    assert (template["date"], template["location"]) == (first.time.start, first.place.name)
    assert template["perp_confidence"] in {
        "REPORTED AS FACT", "CLAIMED OR ADMITTED", "SUSPECTED OR ACCUSED BY AUTHORITIES", "SUSPECTED OR ACCUSED",
        "POSSIBLE",
    }  # fmt: skip
    json.dumps(row)


def test_operating_points_move_what_is_told() -> None:
    reading, draft = incident()
    generous = Muc4({"PerpOrg": 0.1}).predictions("a", reading, draft)
    assert sorted(one[0] for one in generous["extracts"]["PerpOrg"]) == ["Desert Front", "Iraqi army"]
    strict = Muc4({"PerpOrg": 0.95, "template": 0.99}).predictions("a", reading, draft)
    assert strict["extracts"]["PerpOrg"] == []
    assert strict["templates"] == []


@pytest.mark.parametrize("field", [{"modality": "hypothetical"}, {"polarity": "negative"}])
def test_what_did_not_happen_is_no_incident(field: Json) -> None:
    reading, draft = incident()
    first = reading.events[0].model_copy(update=field)
    changed = reading.model_copy(update={"events": (first,)})
    assert templates(changed, fillers(changed, draft, {}), {}) == []


@pytest.mark.parametrize(
    ("published", "recent"),
    [("2023-06-14", True), ("2023-08-13", True), ("2023-08-14", False), (None, True)],
)
def test_what_is_longer_past_than_two_months_is_no_incident(published: str | None, recent: bool) -> None:
    reading, draft = incident()
    assert reading.events[0].time is not None
    assert reading.events[0].time.end == "2023-06-12"
    beside = reading.events[0].model_copy(update={"salience": "related"})
    report = reading.report.model_copy(update={"published": published})
    later = reading.model_copy(update={"report": report, "events": (beside,)})
    assert bool(templates(later, fillers(later, draft, {}), {})) == recent
    about = reading.model_copy(update={"report": report})
    assert templates(about, fillers(about, draft, {}), {})


@pytest.mark.parametrize(
    ("kinds", "event_type", "incident"),
    [
        (("civilian",), "armed-clash", True),
        (("military", "facility"), "armed-clash", True),
        (("military",), "armed-clash", False),
        ((), "armed-clash", False),
        (("armed-group",), "shelling", False),
        (("police", "civilian"), "shelling", True),
        ((), "shelling", True),
        (("military",), "assassination", True),
    ],
)
def test_an_attack_on_forces_alone_is_no_incident(
    kinds: tuple[EntityKind, ...], event_type: str, incident: bool
) -> None:
    reading, draft = incident_of(event_type, [("target", kind) for kind in kinds])
    assert bool(templates(reading, fillers(reading, draft, {}), {})) == incident


def test_several_of_no_time_and_abductions_of_nobody_are_no_incidents() -> None:
    reading, draft = incident_of("bombing", [])
    several = reading.events[0].model_copy(update={"series": True})
    general = reading.model_copy(update={"events": (several.model_copy(update={"time": None}),)})
    assert templates(general, fillers(general, draft, {}), {}) == []
    assert templates(reading.model_copy(update={"events": (several,)}), fillers(reading, draft, {}), {})
    nobody, draft = incident_of("abduction", [])
    assert templates(nobody, fillers(nobody, draft, {}), {}) == []
    somebody, draft = incident_of("abduction", [("victim", "civilian")])
    assert templates(somebody, fillers(somebody, draft, {}), {})


def test_an_organisation_that_no_argument_names_is_told_as_fact() -> None:
    reading, draft = incident_of("bombing", [])
    (template,) = templates(reading, fillers(reading, draft, {}), {})
    assert (template["PerpOrg"], template["perp_confidence"]) == ([["Desert Front"]], "REPORTED AS FACT")


def test_an_incident_of_some_stretch_of_days_has_no_date() -> None:
    reading, draft = incident()
    assert reading.events[0].time is not None
    stretch = reading.events[0].time.model_copy(update={"start": "2023-06-10"})
    later = reading.model_copy(update={"events": (reading.events[0].model_copy(update={"time": stretch}),)})
    (template,) = templates(later, fillers(later, draft, {}), {})
    assert template["date"] is None


def test_an_incident_told_again_is_one_template() -> None:
    reading, draft = incident()
    again = reading.events[0].model_copy(update={"id": "e99", "arguments": ()})
    twice = reading.model_copy(update={"events": (*reading.events, again, coded(again, "BOMBING"))})
    made = templates(twice, fillers(twice, draft, {}), {})
    assert [one["incident_type"] for one in made] == ["attack"]


def test_an_incident_that_names_nobody_and_nothing_is_no_template() -> None:
    reading, _ = incident()
    bare = reading.model_copy(update={"events": tuple(coded(e, "BOMBING") for e in reading.events)})
    assert templates(bare, {role: [] for role in ROLES}, {}) == []


def test_a_clash_that_names_only_who_fought_is_no_template() -> None:
    reading, draft = incident_of("armed-clash", [("victim", "civilian")])
    assert templates(reading, fillers(reading, draft, {}), {})
    fighters = draft.model_copy(update={"muc": {"PerpOrg": draft.muc["PerpOrg"]}})
    assert templates(reading, fillers(reading, fighters, {}), {}) == []
    attack, _ = incident_of("armed-assault", [("victim", "civilian")])
    assert templates(attack, fillers(attack, fighters, {}), {})


def test_who_did_it_is_an_entity_though_no_mark_names_him() -> None:
    reading, draft = incident()
    (event, *_) = reading.events
    actor = next(one for one in event.arguments if one.role == "actor")
    unlisted = event.model_copy(update={"arguments": (actor.model_copy(update={"entity": None, "score": 0.9}),)})
    alone = reading.model_copy(update={"events": (unlisted,)})
    bare = draft.model_copy(update={"muc": {}})
    assert [one.mention for one in fillers(alone, bare, {})["PerpInd"]] == [actor.text]
    assert fillers(alone, bare, {"doer": 0.95})["PerpInd"] == []


def test_an_entity_that_no_event_holds_goes_to_the_nearest() -> None:
    reading, _ = incident()
    draft = Draft(model="by-hand@0", muc={"Target": (mark("a farm", 0.9, build.TEXT),)})
    (template,) = templates(reading, fillers(reading, draft, {}), {})
    assert template["Target"] == [["a farm"]]


ERROR_TEXT = "THE  RED\nDAWN BOMBED A MILL. RED DAWN SAID ANA RUIZ DIED."


def errors(
    gold_extracts: Json, gold_templates: list[Json] | None, extracts: Json, made: list[Json]
) -> list[Difference]:
    return differences(
        ERROR_TEXT, {"extracts": gold_extracts, "templates": gold_templates}, {"extracts": extracts, "templates": made}
    )


def test_entities_one_by_one_with_the_places_of_their_words() -> None:
    gold = entities(PerpOrg=[["the red dawn", "red dawn"]], Target=[["a mill"]], Victim=[["ana ruiz"]])
    found = errors(gold, None, entities(PerpOrg=[["Red Dawn"]], Target=[["Ana Ruiz"]]), [])
    assert [(one.item, one.field, one.kind, one.note) for one in found] == [
        (2, "PerpOrg", "right", ""),
        (3, "Target", "missed", ""),
        (3, "Target", "spurious", "gold has it as Victim"),
        (4, "Victim", "missed", ""),
    ]
    assert [ERROR_TEXT[start:end] for start, end in found[0].our_evidence] == ["RED\nDAWN", "RED DAWN"]
    assert found[0].gold == "the red dawn / red dawn"


def test_incidents_one_by_one() -> None:
    gold = [
        key("bombing", date=("1989-05-07", "1989-05-09"), confidences=["POSSIBLE"], Target=[["a mill"]]),
        key("arson", optional=True),
        key("kidnapping", Victim=[["ana ruiz"]]),
    ]
    made = [
        ours("bombing", date="1989-05-10", perp_confidence="REPORTED AS FACT", Target=[["a mill"]]),
        ours("robbery"),
    ]
    found = errors(entities(), gold, entities(), made)
    assert [(one.item, one.type, one.field, one.kind) for one in found] == [
        (6, "bombing", "incident", "right"),
        (6, "bombing", "date", "wrong"),
        (6, "bombing", "confidence", "wrong"),
        (7, "kidnapping", "incident", "missed"),
        (8, "robbery", "incident", "spurious"),
    ]
    assert (found[1].gold, found[1].ours) == ("1989-05-07 to 1989-05-09", "1989-05-10")
    assert found[0].gold == "bombing: Target: a mill"
