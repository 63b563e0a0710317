"""Where an event of local news took place, told beside its own words."""

from __future__ import annotations

import pytest

from dateline.assemble.assemble import assemble
from dateline.schema.reading import Place
from drafts import context, trigger


def place_of(
    text: str,
    toponyms: list[str],
    *told: str,
    words: str = "shot",
    event_type: str = "armed-assault",
    salience: int = 0,
    headline: str | None = None,
) -> tuple[Place | None, tuple[Place, ...]]:
    """The place of the one event of a text, whose place arguments are ``told``, and the others that it has."""
    asked = trigger(text, words, event_type, *(("place", each) for each in told), salience=salience)
    (event,) = assemble(context(text, [asked], toponyms=toponyms, headline=headline)).events
    return event.place, event.more_places


def spelled(place: Place | None) -> list[str]:
    return [span.text for span in place.evidence] if place else []


@pytest.mark.parametrize(
    ("text", "toponyms", "name"),
    [
        ("A man was shot at home. Oakland police said so.", ["Oakland"], "Oakland"),
        ("A man was shot at home, said the Oakland Police Department.", ["Oakland"], "Oakland"),
        ("A man was shot at home. Oakland firefighters came.", ["Oakland"], "Oakland"),
        ("A man was shot at home. An Oakland officer came.", ["Oakland"], "Oakland"),
        ("A man was shot at home. Oakland residents heard it.", ["Oakland"], "Oakland"),
        ("A man was shot at home. Oakland police called Chicago police.", ["Oakland", "Chicago"], None),
        ("A man was shot at home. The mayor of Oakland was told.", ["Oakland"], None),
        ("A man was shot at home, the Oakland Tribune said.", ["Oakland"], None),
        ("A man was shot at home. California police said so.", ["California"], None),
    ],
)
def test_the_town_whose_forces_a_report_speaks_of_is_where_it_plays(
    text: str, toponyms: list[str], name: str | None
) -> None:
    place, _ = place_of(text, toponyms)
    assert (place and place.name) == name
    assert spelled(place) == ([name] if name else [])


@pytest.mark.parametrize(
    ("text", "toponyms", "told", "name"),
    [
        ("In Boston, a man was shot on his way to Chicago.", ["Boston", "Chicago"], ["Boston", "Chicago"], "Boston"),
        ("Meanwhile in Boston, a man on his way from Chicago was shot.", ["Boston", "Chicago"], ["Chicago", "Boston"],
         "Boston"),
        ("A man was shot. In Boston, the mayor spoke.", ["Boston"], ["Boston"], None),
        ("A man was shot since independence from Chad.", ["Chad"], ["Chad"], None),
        ("Near Boston, a shop burned and a man was shot there.", ["Boston"], [], "Boston"),
        ("A shop burned in Boston. A man was shot, and there were others.", ["Boston"], [], None),
        ("A shop burned in Boston. A man was shot there.", ["Boston"], [], "Boston"),
        ("Police came to Nohamlet, in Chad. A man was shot in Nohamlet.", ["Nohamlet", "Chad"], ["Nohamlet"], "Chad"),
    ],
)  # fmt: skip
def test_the_place_that_frames_a_sentence_or_is_pointed_back_to(
    text: str, toponyms: list[str], told: list[str], name: str | None
) -> None:
    place, _ = place_of(text, toponyms, *told, salience=1)
    assert (place and place.name) == name


def test_forces_tell_nothing_of_what_a_report_is_not_about_nor_of_words() -> None:
    text = "A man was shot at home. Oakland police said so."
    assert place_of(text, ["Oakland"], salience=2) == (None, ())
    assert place_of(text, ["Oakland"], words="said", event_type="accusation") == (None, ())


@pytest.mark.parametrize(
    ("text", "toponyms", "told", "name"),
    [
        ("A man was shot in California, Oakland police said.", ["California", "Oakland"], "California", "Oakland"),
        ("A man was shot in Iraq, Baghdad police said.", ["Iraq", "Baghdad"], "Iraq", "Iraq"),
        ("A man was shot in Texas, Oakland police said.", ["Texas", "Oakland"], "Texas", "Texas"),
        ("A man was shot in Fresno, Oakland police said.", ["Fresno", "Oakland"], "Fresno", "Fresno"),
        (
            "A man was shot on Zqwyt Street, Oakland police said.",
            ["Zqwyt Street", "Oakland"],
            "Zqwyt Street",
            "Oakland",
        ),
    ],
)
def test_the_forces_town_is_what_a_state_or_a_street_leaves_open(
    text: str, toponyms: list[str], told: str, name: str
) -> None:
    place, _ = place_of(text, toponyms, told)
    assert place is not None
    assert place.name == name
    assert told in spelled(place)


def test_a_place_in_doubt_far_from_the_forces_town_is_in_that_town() -> None:
    text = "A man was shot in Washington Heights, Chicago police said."
    place, others = place_of(text, ["Washington Heights", "Chicago"], "Washington Heights")
    assert place is not None
    assert (place.name, others) == ("Chicago", ())
    assert spelled(place) == ["Chicago", "Washington Heights"]


@pytest.mark.parametrize(
    ("text", "told", "evidence"),
    [
        ("A man was shot in Rogers Park, Chicago police said.", ["Rogers Park"], ["Rogers Park", "Chicago"]),
        (
            "A man was shot in Chicago in the Rogers Park neighborhood.",
            ["Rogers Park", "Chicago"],
            ["Rogers Park", "Chicago"],
        ),
        ("A man was shot between Chicago and Rogers Park.", ["Rogers Park", "Chicago"], None),
    ],
)
def test_the_town_of_a_neighbourhood_is_evidence_of_it(text: str, told: list[str], evidence: list[str] | None) -> None:
    place, others = place_of(text, ["Rogers Park", "Chicago"], *told)
    if evidence is None:
        assert len(others) == 1
    else:
        assert (sorted(spelled(place)), others) == (sorted(evidence), ())
        assert place is not None
        assert place.name in evidence


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A Florence man was shot in Charleston.", "Charleston"),
        ("Jo Orr, 17, of Florence, was shot in Charleston.", "Charleston"),
        ("A native of Florence was shot in Charleston.", "Charleston"),
        ("In Florence a man was shot, and in Charleston one.", "Florence"),
        ("In Florence men were shot, and in Charleston.", "Florence"),
    ],
)
def test_where_someone_comes_from_is_not_where_it_happened(text: str, name: str) -> None:
    text += " It was in South Carolina."
    place, others = place_of(text, ["Florence", "Charleston", "South Carolina"], "Florence", "Charleston")
    names = [each.name for each in (place, *others) if each]
    assert name in names
    assert ("Florence" in names) == (name == "Florence")


def test_where_someone_comes_from_stands_where_nothing_else_is_told() -> None:
    place, _ = place_of("A Baltimore man was shot.", ["Baltimore"], "Baltimore")
    assert place is not None
    assert place.name == "Baltimore"


@pytest.mark.parametrize(
    ("headline", "count"),
    [
        ("Two arrested | Morgantown News", 1),
        ("Two arrested - WBOY.com: Morgantown", 1),
        ("Two arrested in Morgantown", 2),
        ("Two arrested - one in Morgantown", 2),
    ],
)
def test_an_outlets_area_in_a_headline_is_no_place_of_an_event(headline: str, count: int) -> None:
    text = f"{headline}\n\nA man was shot in Elkins, West Virginia."
    place, others = place_of(text, ["Morgantown", "Elkins", "West Virginia"], "Morgantown", "Elkins", headline=headline)
    assert len([place, *others]) == count


@pytest.mark.parametrize(
    ("text", "told", "name"),
    [
        ("CLEVELAND, Ohio (AP) -- A man was shot on Zqwyt Avenue.", "Zqwyt Avenue", "Cleveland"),
        ("CLEVELAND (Dec. 7, 2015) – A man was shot on Zqwyt Avenue.", "Zqwyt Avenue", "Cleveland"),
        ("CLEVELAND, 5 JUL 89 (EFE) -- A man was shot in the Zqwyt neighborhood.", "Zqwyt", "Cleveland"),
        ("CLEVELAND, Ohio (AP) -- A man was shot in Zqwyt.", "Zqwyt", "Zqwyt"),
        ("Police of CLEVELAND -- A man was shot on Zqwyt Avenue.", "Zqwyt Avenue", "Zqwyt Avenue"),
    ],
)
def test_a_street_told_without_its_town_is_in_the_datelines(text: str, told: str, name: str) -> None:
    place, _ = place_of(text, ["CLEVELAND", told], told)
    assert place is not None
    assert place.name == name
    assert told in spelled(place)


def test_a_street_is_in_the_town_told_with_it() -> None:
    text = "A man was shot on Zqwyt Avenue, and ran through Oakland, California."
    place, _ = place_of(text, ["Zqwyt Avenue", "Oakland", "California"], "Zqwyt Avenue", "Oakland")
    assert place is not None
    assert place.name == "Oakland"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A man was shot in Zqwyt Park, said the Los Angeles County coroner.", True),
        ("A man was shot in Zqwyt Park. The Los Angeles County coroner said so.", False),
    ],
)
def test_what_no_gazetteer_lists_is_evidence_of_the_county_told_with_it(text: str, *, told: bool) -> None:
    place, _ = place_of(text, ["Zqwyt Park", "Los Angeles County"], "Zqwyt Park", "Los Angeles County")
    assert place is not None
    assert place.name == "Los Angeles County"
    assert ("Zqwyt Park" in spelled(place)) == told


def test_a_country_that_tells_whose_citizen_someone_is_is_not_where_it_happened() -> None:
    text = "A citizen of Chad was shot in Lyon."
    place, more = place_of(text, ["Chad", "Lyon"], "Chad", "Lyon")
    assert (place and place.name, more) == ("Lyon", ())
    assert place_of("A citizen of Chad was shot.", ["Chad"], "Chad") == (None, ())
    assert spelled(place_of("A man was shot in Chad.", ["Chad"], "Chad")[0]) == ["Chad"]


def test_a_place_that_in_ties_to_the_deed_goes_before_one_that_stands_free() -> None:
    text = "The Kyiv trader was shot in Odesa."
    place, _ = place_of(text, ["Kyiv", "Odesa"], "Kyiv", "Odesa")
    assert place is not None
    assert place.name == "Odesa"


@pytest.mark.parametrize(
    ("text", "told", "name"),
    [
        ("A man was shot in the Dakar suburb of Pikine.", ["Dakar", "Pikine"], "Pikine"),
        ("A man was shot in Dakar's Pikine district.", ["Dakar", "Pikine"], "Pikine"),
        ("A man was shot in the Pikine area of Dakar.", ["Pikine", "Dakar"], "Pikine"),
        ("A man was shot in Pikine, 10 km east of Dakar.", ["Dakar", "Pikine"], "Pikine"),
        ("A man was shot in Chad near the border with Sudan.", ["Sudan", "Chad"], "Chad"),
        ("A man was shot near the border with Sudan.", ["Sudan"], "Sudan"),
        ("A man was shot in Bastar in Chhattisgarh.", ["Chhattisgarh", "Bastar"], "Bastar"),
    ],
)
def test_what_only_tells_where_another_place_lies_is_none_of_its_own(text: str, told: list[str], name: str) -> None:
    place, more = place_of(text, told, *told)
    assert (place and place.name, more) == (name, ())


def test_rockets_hit_where_they_land_not_where_they_are_fired_from() -> None:
    text = "Rockets fired from Lebanon hit Haifa."
    place, more = place_of(text, ["Lebanon", "Haifa"], "Lebanon", "Haifa", words="hit", event_type="shelling")
    assert (place and place.name, more) == ("Haifa", ())


@pytest.mark.parametrize(
    ("text", "told", "name", "others"),
    [
        ("ISLAMABAD (Reuters) - Gunmen shot a teacher in Quetta.", ["ISLAMABAD", "Quetta"], "Quetta", []),
        ("ISLAMABAD (Reuters) - A teacher from Quetta was shot.", ["ISLAMABAD", "Quetta"], "Islamabad", ["Quetta"]),
        ("OAKLAND, Calif. - A man was shot near Beale and Hampton, Oakland police said.", ["OAKLAND", "Hampton"],
         "Oakland", []),
        ("ISLAMABAD (Reuters) - A man was shot in the village of Zqwyt.", ["ISLAMABAD", "Zqwyt"], "Zqwyt", []),
        ("ISLAMABAD (Reuters) - A man was shot in Zqwyt.", ["ISLAMABAD", "Zqwyt"], "Islamabad", []),
    ],
)  # fmt: skip
def test_a_town_that_sends_word_of_another_place_is_not_where_it_was(
    text: str, told: list[str], name: str, others: list[str]
) -> None:
    toponyms = [*told, *(["Oakland"] if "Oakland" in text else [])]
    place, more = place_of(text, toponyms, *told)
    assert place is not None
    assert (place.name, [each.name for each in more]) == (name, others)


@pytest.mark.parametrize(
    ("told", "text", "names"),
    [
        ("THE CITY", "A BOMB WENT OFF IN BOGOTA. A MAN WAS SHOT IN THE CITY OF MEDELLIN.", []),
        ("THE CITY", "A BOMB WENT OFF IN BOGOTA. A MAN WAS SHOT IN THE CITY ON FRIDAY.", ["THE CITY", "BOGOTA"]),
        ("The city", "Troops near the border with Juba watched. The city was quiet; a man was shot.", []),
    ],
)
def test_a_description_stands_for_a_place_told_before(told: str, text: str, names: list[str]) -> None:
    words = "SHOT" if text.isupper() else "shot"
    place, _ = place_of(text, ["BOGOTA"] if text.isupper() else ["Juba"], told, words=words)
    assert spelled(place) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A siege was declared. Taiwan said a man was shot.", None),
        ("A siege was declared. Police in Taiwan said a man was shot.", "Taiwan"),
        ("A siege was declared. A man was shot in Taiwan.", "Taiwan"),
    ],
)
def test_a_country_that_speaks_is_not_where_it_was(text: str, name: str | None) -> None:
    place, _ = place_of(text, ["Taiwan"], "Taiwan", salience=1)
    assert (place and place.name) == name
