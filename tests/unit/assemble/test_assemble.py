import numpy as np
import pytest

from dateline.assemble.assemble import assemble
from dateline.assemble.coreference import average_link, clusters
from dateline.assemble.sentences import Sentences
from drafts import attribution, context, trigger


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two! Three?", 3),
        ("Gen. Amadou Traore spoke to the U.S. Embassy. It answered.", 2),
        ("He said: “We will stay.” They left.", 2),
        ("A headline without a stop\n\nThe text begins.", 2),
        ("", 1),
    ],
)
def test_sentences_end_where_they_end(text: str, count: int) -> None:
    assert len(Sentences.of(text).starts) == count


def test_groups_merge_by_the_mean_of_their_pairs() -> None:
    scores = np.zeros((4, 4), np.float32)
    for i, j, score in ((0, 1, 0.9), (1, 2, 0.6), (0, 2, 0.1), (2, 3, 0.5)):
        scores[i, j] = scores[j, i] = score
    assert average_link(scores, 0.45) == [[0, 1], [2, 3]]
    assert average_link(scores, 0.95) == [[0], [1], [2], [3]]
    assert average_link(scores, 0.05) == [[0, 1, 2, 3]]


TWO_DAYS = "Gunmen attacked a convoy on Monday. On Wednesday another attack hit a market."


def test_different_days_speak_against_one_event() -> None:
    first = trigger(TWO_DAYS, "attacked", "armed-assault", ("time", "Monday"))
    second = trigger(TWO_DAYS, "attack", "armed-assault", ("time", "Wednesday"), nth=1)
    undated = trigger(TWO_DAYS, "attack", "armed-assault", nth=1)
    assert clusters(context(TWO_DAYS, [first, second], [(1, 0, 0.7)])) == [[0], [1]]
    assert clusters(context(TWO_DAYS, [first, undated], [(1, 0, 0.7)])) == [[0, 1]]


def test_other_actors_speak_against_one_event() -> None:
    text = "Soldiers clashed with rebels. Students clashed with police."
    triggers = [
        trigger(text, "clashed", "armed-clash", ("actor", "Soldiers")),
        trigger(text, "clashed", "armed-clash", ("actor", "Students"), nth=1),
    ]
    assert clusters(context(text, triggers, [(1, 0, 0.5)])) == [[0], [1]]
    same = [triggers[0], trigger(text, "clashed", "armed-clash", ("actor", "Soldiers"), nth=1)]
    assert clusters(context(text, same, [(1, 0, 0.5)])) == [[0, 1]]


@pytest.mark.parametrize(("other", "groups"), [("suicide-bombing", [[0, 1]]), ("shelling", [[0], [1]])])
def test_a_bombing_may_be_by_suicide_and_is_no_shelling(other: str, groups: list[list[int]]) -> None:
    text = "A bomb went off at a mill. The blast killed two workers."
    triggers = [trigger(text, "went off", "bombing"), trigger(text, "blast", other)]
    assert clusters(context(text, triggers, [(1, 0, 0.5)])) == groups


def test_what_another_sentence_lends_makes_no_two_days_one() -> None:
    text = "A bomb killed two on Monday. On Thursday a blast killed five."
    both = (("time", "Monday"), ("time", "Thursday"))
    first, second = trigger(text, "bomb", "bombing", *both), trigger(text, "blast", "bombing", *both)
    told = context(text, [first, second], [(1, 0, 0.5)], published="2024-05-17")
    assert [event.time and event.time.start for event in assemble(told).events] == ["2024-05-13", "2024-05-16"]


def test_a_stump_is_no_filler() -> None:
    text = "The gunmen shot a guard."
    told = trigger(text, "shot", "armed-assault", ("actor", "The"), ("victim", "a guard"), ("victim", "a"))
    (event,) = assemble(context(text, [told])).events
    assert [argument.text for argument in event.arguments] == ["a guard"]


def test_a_country_in_capitals_is_no_pronoun() -> None:
    text = "US raids killed a guard; later they raided us."
    events = [
        trigger(text, "raids", "air-strike", ("actor", "US")),
        trigger(text, "raided", "air-strike", ("actor", "they"), ("target", "us")),
    ]
    raids, raided = assemble(context(text, events)).events
    assert [argument.text for argument in raids.arguments] == ["US"]
    assert raided.arguments == ()


def test_a_filler_far_less_sure_than_another_of_its_role_is_left_out() -> None:
    text = "Rebels attacked Soba while Kenya watched."
    told = trigger(text, "attacked", "armed-assault", ("actor", "Rebels"), ("actor", "Kenya"), ("target", "Soba"))
    fillers = zip(told.arguments, (0.9, 0.4, 0.4), strict=True)
    unsure = tuple(filler.model_copy(update={"score": score}) for filler, score in fillers)
    (event,) = assemble(context(text, [told.model_copy(update={"arguments": unsure})])).events
    assert [argument.text for argument in event.arguments] == ["Rebels", "Soba"]


def test_names_that_cannot_be_one_are_two_fillers() -> None:
    text = "Rockets hit the Rasheed Hotel and a fuel depot."
    triggers = [trigger(text, "hit", "shelling", ("target", "the Rasheed Hotel"), ("target", "a fuel depot"))]
    (event,) = assemble(context(text, triggers)).events
    assert [argument.text for argument in event.arguments] == ["the Rasheed Hotel", "a fuel depot"]


@pytest.mark.parametrize(("between", "victims"), [(" ", 1), (", ", 2), (" and ", 2)])
def test_a_description_right_before_a_name_is_the_same_person(between: str, victims: int) -> None:
    text = f"Gunmen murdered rebel leader{between}Juan Ortega near the border."
    told = trigger(text, "murdered", "assassination", ("victim", "rebel leader"), ("victim", "Juan Ortega"))
    (event,) = assemble(context(text, [told])).events
    found = [argument for argument in event.arguments if argument.role == "victim"]
    shown = ["rebel leader Juan Ortega"] if victims == 1 else ["rebel leader", "Juan Ortega"]
    assert [argument.text for argument in found] == shown
    assert sum(len(argument.evidence) for argument in found) == victims


def test_a_toll_goes_to_the_event_whose_word_it_holds() -> None:
    text = "A bomb killed 12 people in a market, and gunmen wounded 3 guards near the port."
    triggers = [trigger(text, "bomb", "bombing"), trigger(text, "wounded", "armed-assault")]
    bomb, shooting = assemble(context(text, triggers)).events
    assert bomb.casualties.killed is not None
    assert bomb.casualties.killed.best == 12
    assert shooting.casualties.injured is not None
    assert shooting.casualties.injured.best == 3
    assert bomb.casualties.injured is None


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("A bomb killed three more people on Friday, bringing the death toll to 12.", (12, 12, 12)),
        ("A bomb killed three more people on Friday, bringing the toll to 12.", (12, 12, 12)),
        ("A bomb killed five people. The death toll rose to 12.", (12, 12, 12)),
        ("The death toll of the bomb rose from 10 to 12.", (12, 12, 12)),
        ("A bomb killed 12 people. The death toll this year rose to 45.", (12, 12, 12)),
        ("A bomb killed 12 people, police said. The army said that 15 people died.", (12, 12, 15)),
        ("A bomb killed 12 people, including three children.", (12, 12, 12)),
        ("A bomb killed 10 people. Another died on Tuesday.", (10, 10, 10)),
        ("A bomb killed 10 people on the spot, while three died in hospital.", (10, 10, 10)),
        ("A bomb killed 10 people. In all, 12 people died.", (12, 12, 12)),
        ("A bomb killed 12 people. It was the worst since 2004, when 116 people died.", (12, 12, 12)),
        ("A bomb killed 5 people. The shops stayed shut. The death toll later rose to nine.", (9, 9, 9)),
        ("A bomb killed 5 people. The shops stayed shut. The death toll this year rose to 45.", (5, 5, 5)),
    ],
)
def test_totals_and_rivals(text: str, killed: tuple[int, int, int]) -> None:
    words = "killed" if "killed" in text else "bomb"
    told = trigger(text, words, "bombing")
    (event,) = assemble(context(text, [told])).events
    count = event.casualties.killed
    assert count is not None
    assert (count.best, count.low, count.high) == killed


def test_a_running_total_apart_is_no_toll_where_two_main_events_harmed() -> None:
    text = "A bomb killed 5 people. Gunmen killed a guard. The shops stayed shut. The death toll later rose to nine."
    told = [trigger(text, "bomb", "bombing"), trigger(text, "Gunmen", "armed-assault")]
    bomb, shooting = assemble(context(text, told)).events
    assert [each.casualties.killed and each.casualties.killed.best for each in (bomb, shooting)] == [5, 1]


@pytest.mark.parametrize(
    ("text", "types", "arrested"),
    [
        ("Police arrested 40 people on Sunday over the bombing of a hotel.", ("arrest", "bombing"), (40, None)),
        ("Police arrested 40 people on Sunday over the bombing of a hotel.", (None, "bombing"), (None,)),
        ("Police arrested 40 people at the protest in the square.", ("arrest", "protest"), (40, None)),
        ("Police arrested 40 people at the protest in the square.", (None, "protest"), (40,)),
    ],
)
def test_people_arrested_are_the_toll_of_arrests(
    text: str, types: tuple[str | None, str], arrested: tuple[int | None, ...]
) -> None:
    words = ("arrested", types[1])
    told = [trigger(text, word, type_) for word, type_ in zip(words, types, strict=True) if type_]
    events = assemble(context(text, told)).events
    assert tuple(each.casualties.arrested and each.casualties.arrested.best for each in events) == arrested


def test_an_arrest_has_no_deaths() -> None:
    text = "Police made an arrest after 12 people were killed in the raid."
    (event,) = assemble(context(text, [trigger(text, "arrest", "arrest")])).events
    assert event.casualties.killed is None


def test_a_toll_names_those_who_state_it() -> None:
    text = "A bomb killed 12 people, police said. The army said that 15 people died. Two were hurt."
    claims = [
        attribution(text, "police", "said", "A bomb killed 12 people"),
        attribution(text, "The army", "said", "that 15 people died"),
    ]
    told = [trigger(text, "killed", "bombing"), trigger(text, "hurt", "armed-assault")]
    bomb, other = assemble(context(text, told, attributions=claims)).events
    assert bomb.casualties.killed is not None
    assert (bomb.casualties.killed.best, bomb.casualties.killed.high) == (12, 15)
    assert bomb.casualties.killed.attributions == ("a1", "a2")
    assert other.casualties.injured is not None
    assert other.casualties.injured.attributions == ()


def test_a_time_in_a_sentence_that_tells_of_something_else_is_not_its_time() -> None:
    text = "Police searched a farm. The raid of Tuesday was ordered by a judge."
    search = trigger(text, "searched", "armed-assault", ("time", "Tuesday"), salience=1)
    raid = trigger(text, "raid", "armed-assault", ("time", "Tuesday"))
    assert [event.time is None for event in assemble(context(text, [search, raid])).events] == [True, False]
    (both,) = assemble(context(text, [search, raid], [(1, 0, 0.9)])).events
    assert both.time is not None
    main = search.model_copy(update={"salience": (1.0, 0.0, 0.0)})
    assert assemble(context(text, [main, raid])).events[0].time is not None


def test_when_a_deed_was_spoken_of_is_not_when_it_was() -> None:
    text = "Police said on Tuesday that gunmen attacked Soba."
    attack = trigger(text, "attacked", "armed-assault", ("time", "Tuesday"))
    said = attribution(text, "Police", "said", "that gunmen attacked Soba")
    asked = context(text, [attack], attributions=[said])
    assert assemble(asked).events[0].time is None
    assert assemble(context(text, [attack])).events[0].time is not None  # no cue stands beside it
    unsaid = attribution(text, "Police", "said", "that")  # the deed stands outside what was said
    assert assemble(context(text, [attack], attributions=[unsaid])).events[0].time is not None
    words = trigger(text, "attacked", "threat", ("time", "Tuesday"))  # words are spoken when they are said
    assert assemble(context(text, [words], attributions=[said])).events[0].time is not None


def test_a_time_after_the_end_of_what_was_said_is_the_deeds() -> None:
    text = "Gunmen attacked Soba, police said. On Tuesday the attack was the third."
    attack = trigger(text, "attack", "armed-assault", ("time", "Tuesday"), nth=1)
    said = attribution(text, "police", "said", "Gunmen attacked Soba")
    assert assemble(context(text, [attack], attributions=[said])).events[0].time is not None


def test_what_stands_beside_a_series_must_be_told_of_it_more_surely() -> None:
    text = "Raids hit farms, the last on Tuesday."
    raids = trigger(text, "Raids", "armed-assault", ("time", "Tuesday"))
    several = raids.model_copy(update={"series": (0.0, 1.0)})
    asked = context(text, [several], points={"series.time": 0.95})
    assert [event.time for event in assemble(asked).events] == [None]
    assert assemble(context(text, [raids], points={"series.time": 0.95})).events[0].time is not None


def test_a_generic_attack_takes_the_type_of_the_rockets() -> None:
    text = "An attack hit the base. Rockets struck its runway."
    triggers = [trigger(text, "attack", "armed-assault"), trigger(text, "struck", "shelling")]
    (event,) = assemble(context(text, triggers, [(1, 0, 0.8)])).events
    assert (event.type, event.trigger.text, [span.text for span in event.mentions]) == (
        "shelling",
        "struck",
        ["attack"],
    )


def test_what_happened_has_no_time_after_its_report() -> None:
    text = "Troops attacked Mosul on the eve of the vote tomorrow, officials said."
    attack = trigger(text, "attacked", "armed-assault", ("time", "tomorrow"))
    assert assemble(context(text, [attack])).events[0].time is None


def test_time_and_place_are_the_finest_that_the_arguments_tell() -> None:
    text = "Earlier this week shells fell in Iraq. The shelling of Mosul on Tuesday lasted an hour."
    triggers = [
        trigger(text, "fell", "shelling", ("time", "Earlier this week"), ("place", "Iraq")),
        trigger(text, "shelling", "shelling", ("time", "Tuesday"), ("place", "Mosul")),
    ]
    (event,) = assemble(context(text, triggers, [(1, 0, 0.9)], toponyms=["Iraq", "Mosul"])).events
    assert event.time is not None
    assert event.place is not None
    assert (event.time.start, event.time.end) == ("2025-03-11", "2025-03-11")
    assert "Earlier this week" in [span.text for span in event.time.evidence]
    assert (event.place.name, event.more_places) == ("Mosul", ())
    assert "Iraq" in [span.text for span in event.place.evidence]


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("the town", "Kabul"),
        ("that city", "Kabul"),
        ("the embattled Afghan city", "Kabul"),
        ("a town in the east", None),
        ("another city", None),
        ("a border town", None),
        ("the neighbouring town", None),
        ("the group's home town", None),
        ("several towns of one city", None),
        ("the town of Zqwyt", None),
        ("the town near the border", None),
    ],
)
def test_only_a_definite_description_is_of_the_place_told_before(words: str, place: str | None) -> None:
    text = f"A bomb killed six people in Kabul on Monday. Gunmen abducted two teachers in {words} on Tuesday."
    abduction = trigger(text, "abducted", "abduction", ("place", words))
    (event,) = assemble(context(text, [abduction], toponyms=["Kabul"])).events
    assert (event.place and event.place.name) == place


def test_a_town_unknown_in_the_country_told_leaves_the_country() -> None:
    text = "Gunmen killed five people in Fano, Mozambique, on Monday."
    killing = trigger(text, "killed", "armed-assault", ("place", "Fano"))
    (event,) = assemble(context(text, [killing], toponyms=["Fano", "Mozambique"])).events
    assert event.place is not None
    assert (event.place.name, [span.text for span in event.place.evidence]) == ("Mozambique", ["Mozambique", "Fano"])


def test_a_circle_holds_nothing_beyond_a_border() -> None:
    text = "Shells fell in Kharkiv region and in Belgorod on Monday."
    shelling = trigger(text, "fell", "shelling", ("place", "Kharkiv region"), ("place", "Belgorod"))
    (event,) = assemble(context(text, [shelling], toponyms=["Kharkiv", "Belgorod"])).events
    assert event.place is not None
    assert [span.text for span in event.place.evidence] in (["Kharkiv region"], ["Belgorod"])


def test_two_countries_are_two_places() -> None:
    text = "Drones struck camps in Mali and Niger."
    triggers = [trigger(text, "struck", "air-strike", ("place", "Mali"), ("place", "Niger"))]
    (event,) = assemble(context(text, triggers, toponyms=["Mali", "Niger"])).events
    assert event.place is not None
    assert [event.place.name, *(place.name for place in event.more_places)] == ["Mali", "Niger"]


def test_silence_is_null() -> None:
    text = "Gunmen attacked a convoy."
    (event,) = assemble(context(text, [trigger(text, "attacked", "armed-assault", ("actor", "Gunmen"))])).events
    assert (event.time, event.place, event.attributions, event.links) == (None, None, (), ())
    assert all(count is None for _, count in event.casualties)


def test_rival_tolls_keep_both_figures() -> None:
    text = "The blast killed 12 people, police said. A doctor counted 15 people dead."
    triggers = [
        trigger(text, "blast", "bombing", ("killed", "12 people")),
        trigger(text, "dead", "bombing", ("killed", "15 people")),
    ]
    (event,) = assemble(context(text, triggers, [(1, 0, 0.9)])).events
    killed = event.casualties.killed
    assert killed is not None
    assert (killed.low, killed.high) == (12, 15)
    assert [span.text for span in killed.evidence] == ["12 people", "15 people dead"]


@pytest.mark.parametrize(
    ("text", "words", "killed"),
    [
        ("The blast hit a hall where nine people were wounded.", "nine people", None),
        ("The blast killed 12 people including three children.", "three children", 12),
        ("The blast killed six children and their grandmother.", "six", 7),
    ],
)
def test_a_toll_is_what_its_sentence_says_of_the_number(text: str, words: str, killed: int | None) -> None:
    (event,) = assemble(context(text, [trigger(text, "blast", "bombing", ("killed", words))])).events
    assert (event.casualties.killed and event.casualties.killed.best) == killed


@pytest.mark.parametrize(
    ("after", "salience", "injured"),
    [("No-one was hurt.", 0, 0), ("No-one was hurt.", 2, None), ("Police said 12 were injured.", 0, 12)],
)
def test_a_sentence_of_no_event_tells_the_toll_of_the_main_one_before_it(
    after: str, salience: int, injured: int | None
) -> None:
    text = f"A bomb exploded in the market on Monday. {after} The shops stayed shut."
    (event,) = assemble(context(text, [trigger(text, "exploded", "bombing", salience=salience)])).events
    assert (event.casualties.injured and event.casualties.injured.best) == injured


def test_nobody_harmed_is_told_of_an_event_beside_the_main_one() -> None:
    text = "Men looted a shop on Monday. No-one was hurt. Two guards were hurt elsewhere."
    (event,) = assemble(context(text, [trigger(text, "looted", "property-destruction", salience=1)])).events
    assert event.casualties.injured is not None
    assert event.casualties.injured.high == 0


@pytest.mark.parametrize(
    ("text", "numbers", "victims", "abducted"),
    [
        ("Gunmen abducted Ada Moe.", [], ["Ada Moe"], 1),
        ("Gunmen abducted Ada Moe. Ten farmers fled.", [], ["Ada Moe", "Ten farmers"], 1),
        ("Gunmen who abducted 16 pupils freed 11 of them.", ["16 pupils", "11"], [], 16),
    ],
)
def test_who_was_abducted_and_not_who_was_freed(
    text: str, numbers: list[str], victims: list[str], abducted: int
) -> None:
    told = [("abducted", each) for each in numbers] + [("victim", each) for each in victims]
    (event,) = assemble(context(text, [trigger(text, "abducted", "abduction", *told)])).events
    assert event.casualties.abducted is not None
    assert event.casualties.abducted.best == event.casualties.abducted.low == abducted


def test_a_headline_leaves_out_that_a_toll_is_the_least_known() -> None:
    headline = "Blast kills nine"
    text = f"{headline}\n\nA blast in the port killed at least nine people."
    asked = [trigger(text, "Blast", "bombing", ("killed", "nine")),
             trigger(text, "blast", "bombing", ("killed", "at least nine people"))]  # fmt: skip
    (event,) = assemble(context(text, asked, [(1, 0, 0.95)], headline=headline)).events
    killed = event.casualties.killed
    assert killed is not None
    assert (killed.low, killed.best, killed.high) == (9, 9, None)


def test_a_number_told_apart_is_the_main_events() -> None:
    text = "Fighting killed 89 people. In May, a fight broke out."
    asked = [trigger(text, "Fighting", "armed-clash", ("killed", "89 people")),
             trigger(text, "fight", "armed-clash", ("killed", "89 people"), salience=2)]  # fmt: skip
    main, other = assemble(context(text, asked)).events
    assert main.casualties.killed is not None
    assert other.casualties.killed is None


def test_the_time_that_opens_a_sentence_speaks_against_one_event() -> None:
    text = "Gangs fought from March 3 to March 9, 2025. In May 2024, many died in fighting."
    asked = [trigger(text, "fought", "armed-clash", ("time", "March 9, 2025")),
             trigger(text, "fighting", "armed-clash", ("time", "March 9, 2025"))]  # fmt: skip
    assert len(clusters(context(text, asked, [(1, 0, 0.6)], points={"same_event": 0.28}))) == 2


@pytest.mark.parametrize(
    ("text", "word", "victims", "killed", "injured"),
    [
        ("Gunmen shot a farmer.", "shot", ["a farmer"], None, None),
        ("They took two men to the river and shot them.", "shot", ["two men"], None, None),
        ("Gunmen shot a farmer. His wounds were light.", "shot", ["a farmer"], None, (1, 1)),
        ("Gunmen shot a farmer. He was in stable condition.", "shot", ["a farmer"], None, (1, 1)),
        ("Gunmen stabbed a farmer.", "stabbed", ["a farmer"], None, (1, 1)),
        ("Gunmen shot a farmer, who died later.", "shot", ["a farmer"], None, None),
        ("Gunmen wounded a farmer and a priest.", "wounded", ["a farmer", "a priest"], None, (2, 2)),
        ("Gunmen killed Ada Moe, a 19-year-old.", "killed", ["Ada Moe", "a 19-year-old"], (1, 1), None),
        ("Gunmen killed Ada Moe and Leo Ray.", "killed", ["Ada Moe", "Leo Ray"], (2, 2), None),
        ("Dr. Ada Moe was murdered. Moe was 50.", "murdered", ["Dr. Ada Moe", "Moe"], (1, 1), None),
        ("They killed Ada Moe, known as Little Owl.", "killed", ["Ada Moe", "Little Owl"], (1, 1), None),
        ("A farmer was stabbed to death.", "stabbed", ["A farmer"], (1, 1), None),
        ("The fatal shooting of a farmer shook the town.", "shooting", ["a farmer"], (1, 1), None),
        ("Gunmen threatened a farmer.", "threatened", ["a farmer"], None, None),
        ("Police foiled an attempt to murder a farmer.", "murder", ["a farmer"], None, None),
        ("A farmer was nearly lynched by a mob.", "lynched", ["A farmer"], None, None),
        ("A farmer was killed almost instantly.", "killed", ["A farmer"], (1, 1), None),
    ],
)
def test_victims_are_a_toll_where_the_trigger_tells_their_fate(
    text: str, word: str, victims: list[str], killed: tuple[int, int] | None, injured: tuple[int, int] | None
) -> None:
    told = trigger(text, word, "armed-assault", *(("victim", each) for each in victims))
    (event,) = assemble(context(text, [told])).events
    counts = event.casualties.killed, event.casualties.injured
    assert [count and (count.best, count.high) for count in counts] == [killed, injured]


def test_who_says_so_reaches_the_events_of_the_content() -> None:
    text = "Police said gunmen killed a judge. A strike was called."
    triggers = [trigger(text, "killed", "assassination", ("victim", "a judge")), trigger(text, "strike", "protest")]
    said = attribution(text, "Police", "said", "gunmen killed a judge", kind=2)
    result = assemble(context(text, triggers, attributions=[said]))
    assert [event.attributions for event in result.events] == [("a1",), ()]
    assert (result.attributions[0].source_kind, result.attributions[0].events) == ("police", ("e1",))


def test_an_anniversary_dates_what_it_recalls() -> None:
    text = "Crowds marched on March 10, 2025, the fifth anniversary of the bombing that shook the city."
    triggers = [
        trigger(text, "marched", "protest", ("time", "March 10, 2025")),
        trigger(text, "bombing", "bombing", ("time", "March 10, 2025"), salience=2),
    ]
    march, bombing = assemble(context(text, triggers)).events
    assert march.time is not None
    assert bombing.time is not None
    assert (march.time.start, bombing.time.start) == ("2025-03-10", "2020-03-10")
    assert ("anniversary-of", "e2") in [(link.type, link.event) for link in march.links]


def test_hours_before_dates_the_other_event() -> None:
    text = "The shelling of Tuesday came just hours before the foreign minister arrived in Kyiv."
    triggers = [
        trigger(text, "shelling", "shelling", ("time", "Tuesday")),
        trigger(text, "arrived", "meeting", ("place", "Kyiv"), salience=1),
    ]
    _, visit = assemble(context(text, triggers, toponyms=["Kyiv"])).events
    assert visit.time is not None
    assert (visit.time.start, visit.time.end, visit.time.anchor) == ("2025-03-11", "2025-03-12", "event:e1")


def test_weeks_without_a_number_date_no_other_event() -> None:
    text = "The shelling of Tuesday came just weeks after the foreign minister arrived in Kyiv."
    triggers = [
        trigger(text, "shelling", "shelling", ("time", "Tuesday")),
        trigger(text, "arrived", "meeting", ("place", "Kyiv"), salience=1),
    ]
    _, visit = assemble(context(text, triggers, toponyms=["Kyiv"])).events
    assert visit.time is None


def test_an_accusation_is_about_the_deed_it_names() -> None:
    text = "The ministry accused rebels of shelling the port."
    triggers = [
        trigger(text, "accused", "accusation", ("actor", "The ministry")),
        trigger(text, "shelling", "shelling"),
    ]
    accusation, shelling = assemble(context(text, triggers)).events
    assert [(link.type, link.event) for link in accusation.links] == [("about", shelling.id)]


@pytest.mark.parametrize(
    ("text", "claim", "linked"),
    [
        ("The killing of Moe was condemned by the union.", None, True),
        ("The killing of Moe was sharply condemned by the union.", None, True),
        ("The killing of Moe went on. It rained. The harvest failed. The union condemned traders.", None, False),
        ("The killing of Moe was wrong, the union condemned.", ("the union", "condemned", "The killing of Moe"), True),
    ],
)
def test_words_are_about_the_deed_before_their_passive_or_in_what_they_utter(
    text: str, claim: tuple[str, str, str] | None, linked: bool
) -> None:
    triggers = [trigger(text, "killing", "killing"), trigger(text, "condemned", "condemnation")]
    said = [attribution(text, *claim)] if claim else []
    killing, condemnation = assemble(context(text, triggers, attributions=said)).events
    assert [(link.type, link.event) for link in condemnation.links] == ([("about", killing.id)] if linked else [])


@pytest.mark.parametrize(
    ("second", "linked"),
    [
        ("Rebels shelled Haifa in response.", True),
        ("In response, rebels shelled Haifa.", True),
        ("Rebels shelled Haifa, and the mayor left in response.", False),
        ("Rebels shelled Haifa in response to nothing.", False),
    ],
)
def test_a_response_answers_what_was_told_before(second: str, linked: bool) -> None:
    text = f"Troops raided a camp. {second}"
    raid, shelling = assemble(
        context(text, [trigger(text, "raided", "armed-assault"), trigger(text, "shelled", "shelling")])
    ).events
    assert [(link.type, link.event) for link in shelling.links] == ([("reaction-to", raid.id)] if linked else [])


@pytest.mark.parametrize(
    ("verb", "type_", "content", "plover"),
    [
        ("demanded", "demand", "the release of ten miners", "yield"),
        ("demanded", "demand", "the resignation of the mayor", "change"),
        ("demanded", "demand", "free elections", None),
        ("demanded", "demand", "better pay because troops attack farms", None),
        ("threatened", "threat", "to use force", "violence"),
        ("threatened", "threat", "to strike the port", "violence"),
        ("threatened", "threat", "to go on strike", None),
        ("threatened", "threat", "to leave if rebels attack", None),
    ],
)
def test_what_is_asked_or_threatened_gives_the_code(verb: str, type_: str, content: str, plover: str | None) -> None:
    text = f"The union {verb} {content}."
    said = attribution(text, "The union", verb, content)
    (event,) = assemble(context(text, [trigger(text, verb, type_)], attributions=[said])).events
    assert event.codes.plover is not None
    assert event.codes.plover.mode == plover


def test_a_participle_takes_the_source_of_its_sentence() -> None:
    text = "The mayor said gunmen raided a bank, adding that a guard was hurt."
    said = attribution(text, "The mayor", "said", "gunmen raided a bank")
    adding = attribution(text, "The mayor", "adding", "that a guard was hurt").model_copy(update={"source": ()})
    found = assemble(
        context(text, [trigger(text, "raided", "armed-assault")], attributions=[said, adding])
    ).attributions
    assert [[span.text for span in each.source] for each in found] == [["The mayor"], ["The mayor"]]


def test_a_medium_that_was_spoken_to_is_a_relay() -> None:
    text = "Two officers, speaking to Reuters, said gunmen raided a bank."
    said = attribution(text, "Two officers", "said", "gunmen raided a bank")
    (found,) = assemble(context(text, [trigger(text, "raided", "armed-assault")], attributions=[said])).attributions
    assert [span.text for span in found.via] == ["Reuters"]


def test_what_another_day_and_another_town_part_is_not_one_whatever_lies_between() -> None:
    text = "On Monday rebels bombed a mill in Baghdad. On Friday they bombed a barge in Mosul. Four people were killed."
    triggers = [
        trigger(text, "bombed", "bombing", ("time", "Monday"), ("place", "Baghdad")),
        trigger(text, "bombed", "bombing", ("time", "Friday"), ("place", "Mosul"), nth=1),
        trigger(text, "killed", "bombing", *(("time", each) for each in ("Monday", "Friday"))),
    ]
    pairs = [(1, 0, 1.0), (2, 0, 1.0), (2, 1, 1.0)]
    told = context(text, triggers, pairs, toponyms=["Baghdad", "Mosul"], published="2024-05-14")
    assert clusters(told) == [[0, 2], [1]]
