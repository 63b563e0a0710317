import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.gazetteer import BundledGazetteer
from dateline.normalise.place import PlaceResolver, Toponym, unresolved
from dateline.schema.reading import Place

RESOLVER = PlaceResolver(BundledGazetteer())


def read(text: str, *names: str, **about: str) -> dict[str, Place]:
    """The places of a text by their words, the toponyms being every occurrence of ``names``."""
    toponyms = [Toponym(m.start(), m.end()) for name in names for m in re.finditer(re.escape(name), text)]
    return {place.evidence[0].text: place for place in RESOLVER.resolve(text, toponyms, **about)}


def test_the_country_told_picks_the_bearer_of_a_name() -> None:
    assert read("A bomb went off in Tripoli, in northern Lebanon.", "Tripoli", "Lebanon")["Tripoli"].country == "LB"
    assert read("Libyan militias fought in Tripoli on Friday.", "Tripoli")["Tripoli"].country == "LY"


@pytest.mark.parametrize(
    ("text", "admin1"),
    [
        ("A man from Springfield, Ill., was held.", "Illinois"),
        ("A man from Springfield, Mass., was held.", "Massachusetts"),
        ("A man from Springfield, OR, was held.", "Oregon"),
        ("A man from Springfield in Missouri was held.", "Missouri"),
    ],
)
def test_a_container_decides(text: str, admin1: str) -> None:
    assert read(text, "Springfield", "Missouri")["Springfield"].admin1 == admin1


@pytest.mark.parametrize(
    ("text", "part", "town", "admin1"),
    [
        ("Riots shook the Tottenham area of north London.", "Tottenham", "London", "England"),
        ("A blast hit Baghdad's Sadr City district.", "Sadr City", "Baghdad", "Baghdad"),
        ("A blast hit Amman's Abdali district.", "Abdali", "Amman", None),
        ("A man was shot in the Mapleton area of Brooklyn.", "Mapleton", "Brooklyn", None),
        ("Clashes shook the Sabra district of Amman.", "Sabra", "Amman", None),
    ],
)
def test_what_is_told_as_a_part_of_a_town_lies_about_it_or_is_unknown(
    text: str, part: str, town: str, admin1: str | None
) -> None:
    found = {place.name: place for place in read(text, part, town).values()}
    assert found[part].admin1 == admin1
    assert found[town.removesuffix(" City")].precision == "town"


def test_a_part_that_is_told_with_its_town_once_is_meant_elsewhere_too() -> None:
    text = "Crowds met in the Sabra district of Gaza City. In Sabra, shops were shut. Sabra in Lebanon was calm."
    toponyms = [Toponym(m.start(), m.end()) for m in re.finditer("Sabra|Gaza City|Lebanon", text)]
    told = [place.country for place in RESOLVER.resolve(text, toponyms) if place.evidence[0].text == "Sabra"]
    assert told == ["PS", "PS", "LB"]


@pytest.mark.parametrize(("text", "country"), [("A fire in St. Louis.", "US"), ("A fire in Saint-Louis.", "SN")])
def test_a_saint_before_a_hyphen_is_another_town_than_one_before_a_blank(text: str, country: str) -> None:
    (place,) = read(text, text[10:-1]).values()
    assert place.country == country


def test_two_containers_give_one_name_two_senses() -> None:
    text = "Crews from Springfield, Ill., met crews from Springfield, Mass., on Sunday."
    toponyms = [Toponym(m.start(), m.end()) for m in re.finditer("Springfield", text)]
    assert [place.admin1 for place in RESOLVER.resolve(text, toponyms)] == ["Illinois", "Massachusetts"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Gunmen killed five people in Fano, Mozambique, on Monday.", "Fano"),
        ("Gunmen killed five people in Fano in Mozambique.", "Fano"),
        ("A raid on Fano, Mali, on Friday.", "Fano"),
        ("Verona, Nigeria and wounded six.", "Verona"),
        ("Shots were fired in the Iranian city of Fano.", "Fano"),
        ("Shots were fired in Holliday, Missouri, late on Friday.", "Holliday"),
        ("Fano, Mozambique, fell. Later the army took Fano.", "Fano"),
    ],
)
def test_a_name_unknown_where_the_text_puts_it_is_no_place_elsewhere(text: str, name: str) -> None:
    assert read(text, name, "Mozambique", "Mali", "Nigeria", "Missouri")[name].lat is None


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("In Brussels, Ukraine asked for weapons.", "Brussels", "BE"),
        ("Talks in Geneva, Iran and Oman.", "Geneva", "CH"),
        ("A blast in Hebron, Israel, killed two.", "Hebron", "PS"),
        ("Police in Hong Kong, China, held six.", "Hong Kong", "HK"),
        ("Russian shelling of Kharkiv went on.", "Kharkiv", "UA"),
        ("The Ukrainian city of Kharkiv was shelled.", "Kharkiv", "UA"),
        ("Israeli strikes on town of Nabatieh went on.", "Nabatieh", "LB"),
        ("The South Korean city of Busan was calm.", "Busan", "KR"),
        ("The North Korean border city of Sinuiju was calm.", "Sinuiju", "KP"),
        ("The Kurdish town of Kobani was shelled.", "Kobani", "SY"),
        ("The Turkish-held city of Afrin was shelled.", "Afrin", "SY"),
    ],
)
def test_two_places_side_by_side_or_a_territory_are_no_contradiction(text: str, name: str, country: str) -> None:
    assert read(text, name, "Ukraine", "Iran", "Oman", "Israel", "China")[name].country == country


def test_a_container_ends_at_its_border() -> None:
    text = "He killed two in Lebanon, Missouri, and fled to Chicago. Police in Peoria held him."
    assert read(text, "Lebanon", "Missouri", "Chicago", "Peoria")["Lebanon"].admin1 == "Missouri"


def test_a_name_has_one_sense_in_a_report() -> None:
    text = "Paris, Texas, was hit by hail. Officials in Paris said roofs were torn off."
    toponyms = [Toponym(m.start(), m.end()) for name in ("Paris", "Texas") for m in re.finditer(name, text)]
    assert {place.country for place in RESOLVER.resolve(text, toponyms)} == {"US"}


def test_nearby_places_vouch_for_a_small_town() -> None:
    places = read("Fighting spread from Homs and Hama to Salamiyah and Rastan.", "Homs", "Hama", "Salamiyah", "Rastan")
    assert {place.country for place in places.values()} == {"SY"}


def test_the_dateline_and_the_outlet_help() -> None:
    text = "A bridge collapsed in London overnight."
    assert read(text, "London")["London"].country == "GB"
    assert read("The mayor of Hamilton resigned.", "Hamilton", outlet_country="NZ")["Hamilton"].country == "NZ"
    assert read("The mayor of Cordoba resigned.", "Cordoba", dateline_place="MADRID")["Cordoba"].country == "ES"


@pytest.mark.parametrize(
    ("text", "words", "capital"),
    [
        ("A blast shook the Iraqi capital.", "the Iraqi capital", "Baghdad"),
        ("A BLAST SHOOK THE SALVADORAN CAPITAL.", "THE SALVADORAN CAPITAL", "San Salvador"),
        ("A blast shook Kenya's capital.", "Kenya's capital", "Nairobi"),
        ("Troops in Chad said the capital was calm. The Chadian army left.", "the capital", "N'Djamena"),
    ],
)
def test_a_capital_without_its_name(text: str, words: str, capital: str) -> None:
    place = read(text)[words]
    assert (place.name.replace("’", "'"), place.feature, place.precision) == (capital, "PPLC", "town")


@pytest.mark.parametrize(
    "text", ["Iraqi capital punishment laws.", "The capital gains tax in Iraq rose.", "Raise capital."]
)
def test_other_capital_is_no_place(text: str) -> None:
    assert all(place.feature != "PPLC" or "punishment" in text for place in read(text).values())
    assert "the capital" not in read(text)


@pytest.mark.parametrize(
    "text",
    [
        "Iran's capital punishment laws.",
        "Saudi capital poured into the fund.",
        "Chinese capital controls were eased.",
        "The Iraqi capital market fell.",
    ],
)
def test_money_and_punishment_are_no_capitals(text: str) -> None:
    assert all(place.feature != "PPLC" for place in read(text).values())


@pytest.mark.parametrize(
    ("sentence", "capital"),
    [
        ("In neighbouring Chad, protesters burned tyres in the capital on Monday.", "N'Djamena"),
        ("Protesters burned tyres in the capital on Monday.", "Yaoundé"),
        ("Nigerian missiles hit the capital on Monday.", "Yaoundé"),
        ("A man of Chad was held in the capital on Monday.", "Yaoundé"),
        ("In Chad, all was calm. Protesters burned tyres in the capital.", "Yaoundé"),
        ("Protesters in the Cameroonian capital poured into the streets.", "Yaoundé"),
    ],
)
def test_the_capital_is_of_the_country_its_sentence_is_set_in(sentence: str, capital: str) -> None:
    text = f"Cameroonian police left Douala, Cameroon. Garoua was calm, Cameroon said. {sentence}"
    found = [p for p in read(text, "Chad", "Cameroon", "Douala", "Garoua").values() if p.feature == "PPLC"]
    assert [place.name.replace("’", "'") for place in found] == [capital]


def test_regions_are_found_and_have_their_precision() -> None:
    places = read("Clashes hit Nineveh province, the province of Idlib and Orange County, Calif.", "Calif.")
    assert places["Nineveh province"].precision == "province"
    assert places["province of Idlib"].geonameid == 169387
    assert (places["Orange County"].precision, places["Orange County"].admin1) == ("district", "California")


@pytest.mark.parametrize(
    "text", ["He went to the district court.", "Islamic State claimed it.", "The Secretary of State spoke."]
)
def test_other_states_and_districts_are_no_places(text: str) -> None:
    assert read(text) == {}


def test_a_facility_takes_over_the_town_in_its_name() -> None:
    places = read("A drone fell at Erbil International Airport and near Bagram Airfield.", "Erbil", "Bagram")
    assert set(places) == {"Erbil International Airport", "Bagram Airfield"}
    airport, base = places["Erbil International Airport"], places["Bagram Airfield"]
    assert (airport.feature, airport.precision, airport.radius_km) == ("AIRP", "exact", 3)
    assert base.precision == "near"
    assert base.radius_km is not None
    assert base.radius_km > 3


def test_an_embassy_leaves_its_town() -> None:
    assert set(read("The French embassy in Sanaa closed.", "Sanaa")) == {"Sanaa"}


@pytest.mark.parametrize(
    ("text", "town", "words", "name", "precision"),
    [
        ("Shells hit the airport in Kabul.", "Kabul", "airport in Kabul", "Hamid Karzai", "exact"),
        ("Shells hit the airport in Kabul Thursday.", "Kabul", "airport in Kabul", "Hamid Karzai", "exact"),
        ("Shells fell near the airport in Kabul.", "Kabul", "airport in Kabul", "Hamid Karzai", "near"),
        ("The international airport in Goma shut.", "Goma", "international airport in Goma", "Goma Inter", "exact"),
        ("Mogadishu's international airport shut.", "Mogadishu", "Mogadishu's international airport", "Aden", "exact"),
        ("Mogadishu’s main airport shut.", "Mogadishu", "Mogadishu’s main airport", "Aden Adde", "exact"),
        ("Kabul international airport shut.", "Kabul", "Kabul international airport", "Hamid Karzai", "exact"),
        ("Troops held the airport in Tripoli, Libya.", "Tripoli", "airport in Tripoli", "Tripoli Inter", "exact"),
        ("Troops raided the refugee camp in Jenin.", "Jenin", "refugee camp in Jenin", "Jenin camp", "exact"),
        ("SHELLS HIT THE AIRPORT IN KABUL.", "KABUL", "AIRPORT IN KABUL", "Hamid Karzai", "exact"),
        ("Shells hit the airport\nin Kabul.", "Kabul", "airport\nin Kabul", "Hamid Karzai", "exact"),
        ("The port of Hodeidah shut.", "Hodeidah", "port of Hodeidah", "Port of Hodeidah", "exact"),
        ("Beirut's port blew up.", "Beirut", "Beirut's port", "Port of Beirut", "exact"),
        ("He died in the jail in Silivri.", "Silivri", "jail in Silivri", "Silivri Prison", "exact"),
        ("Rockets hit the U.S. Embassy in Baghdad.", "Baghdad", "U.S. Embassy in Baghdad", "U.S. Emb", "exact"),
        ("Rockets fell near the US embassy in Baghdad.", "Baghdad", "US embassy in Baghdad", "U.S. Emb", "near"),
        ("The United States' embassy in Baghdad.", "Baghdad", "United States' embassy in Baghdad", "U.S.", "exact"),
        ("The embassy of the United States in Baghdad shut.", "Baghdad",
         "embassy of the United States in Baghdad", "U.S. Emb", "exact"),
        ("The American consulate general in Erbil shut.", "Erbil",
         "American consulate general in Erbil", "U.S. Consulate", "exact"),
    ],
)  # fmt: skip
def test_a_facility_told_by_its_town(text: str, town: str, words: str, name: str, precision: str) -> None:
    places = read(text, town)
    assert words in places
    assert town not in places
    assert places[words].name.startswith(name)
    assert places[words].precision == precision


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("An airport in Kabul shut.", "Kabul"),
        ("Two airports in Kabul shut.", "Kabul"),
        ("The airport in Kabul's west shut.", "Kabul"),
        ("The airport in London shut.", "London"),  # it has several
        ("The Turkish base in Mogadishu shut.", "Mogadishu"),
        ("The prison in Geneva shut.", "Geneva"),
        ("The airport. In Kabul shops shut.", "Kabul"),
        ("Shots at airport\n\nIn Kabul shops shut.", "Kabul"),
        ("Shots at U.S. embassy\n\nIn Baghdad shops shut.", "Baghdad"),
        ("Geneva's prison shut.", "Geneva"),
        ("The German consulate in Mazar-i-Sharif shut.", "Mazar-i-Sharif"),
        ("Iran's embassy in Baghdad shut.", "Baghdad"),
        ("The embassy of France in Baghdad shut.", "Baghdad"),
        ("The embassy in Baghdad shut.", "Baghdad"),
        ("An embassy in Kabul, the U.S. one, shut.", "Kabul"),
    ],
)
def test_what_the_gazetteer_lacks_or_the_words_leave_open_is_the_town(text: str, town: str) -> None:
    place = read(text, town)[town]
    assert place.precision in ("town", "unknown")


def test_another_place_after_the_facility_is_told() -> None:
    assert set(read("The airport in Kabul province shut.", "Kabul")) == {"Kabul province"}
    assert set(read("The base at Bagram Airfield shut.", "Bagram")) == {"Bagram Airfield"}


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("Shells fell in Kharkiv.", "town"),
        ("Shells fell near Kharkiv.", "near"),
        ("Shells fell on the outskirts of Kharkiv.", "near"),
        ("Shells fell 30 km south of Kharkiv.", "near"),
    ],
)
def test_how_near_is_told(text: str, precision: str) -> None:
    assert read(text, "Kharkiv")["Kharkiv"].precision == precision


def test_a_side_of_a_country_is_a_smaller_circle_on_that_side() -> None:
    side, whole = read("It began in northern Mali.", "Mali"), read("It began in Mali.", "Mali")
    north, mali = side["northern Mali"], whole["Mali"]
    assert (north.precision, mali.precision) == ("region", "country")
    assert north.lat is not None
    assert mali.lat is not None
    assert north.lat > mali.lat
    assert (north.radius_km or 0) < (mali.radius_km or 0)


def test_a_compass_word_in_a_name_is_part_of_it() -> None:
    place = read("Rebels fought in South Sudan.", "Sudan")["South Sudan"]
    assert (place.country, place.precision) == ("SS", "country")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A man was shot in South Nyanza, British police said.", "South Nyanza"),
        ("Northern Irish police held a man.", "Northern Irish"),
    ],
)
def test_a_compass_word_with_a_capital_may_be_part_of_a_name_unknown(text: str, words: str) -> None:
    assert read(text, words)[words].lat is None


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("Shells hit Eastern Ukraine.", "Ukraine", "Eastern Ukraine"),
        ("Shells hit West Mosul, Iraqi police said.", "Mosul", "West Mosul"),
        ("U.S. planes hit Northern Helmand.", "Helmand", "Northern Helmand"),
        ("Troops left northern Nigerian towns.", "Nigerian", "northern Nigerian"),
    ],
)
def test_a_compass_word_of_a_place_that_the_text_tells_of_is_a_side(text: str, name: str, words: str) -> None:
    assert read(text, name)[words].lat is not None


@pytest.mark.parametrize(
    ("text", "names", "words", "country"),
    [
        ("He fled to Newfoundland and Labrador.", ("Newfoundland", "Labrador"), "Newfoundland and Labrador", "CA"),
        ("Troops of the Republic of the Congo left.", ("Republic", "Congo"), "Republic of the Congo", "CG"),
        ("Police in the Republic of Ireland's south left.", ("Republic", "Ireland"), "Republic of Ireland", "IE"),
        ("A murder in Trinidad and Tobago.", ("Trinidad", "Tobago"), "Trinidad and Tobago", "TT"),
        ("Bosnia and Herzegovina is calm.", ("Bosnia", "Herzegovina"), "Bosnia and Herzegovina", "BA"),
    ],
)
def test_a_name_of_two_halves_is_one(text: str, names: tuple[str, ...], words: str, country: str) -> None:
    places = read(text, *names)
    assert {name: place.country for name, place in places.items()} == {words: country}


def test_two_places_with_and_stay_two() -> None:
    assert read("Fighting in Syria and Iraq and the port of Beirut.", "Syria", "Iraq").keys() >= {"Syria", "Iraq"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Azov Brigade left.", "Azov"),
        ("He fought in the Kosovo Liberation Army.", "Kosovo"),
        ("He told the Kyiv Independent so.", "Kyiv"),
        ("He told The Moscow Times so.", "Moscow"),
        ("The Minsk accords failed.", "Minsk"),
        ("The Minsk peace agreement failed.", "Minsk"),
        ("The Geneva Conventions forbid it.", "Geneva"),
        ("USS Nashville sailed.", "Nashville"),
        ("He was taken to St. Joseph's Hospital.", "St. Joseph"),
        ("Pupils of St. Joseph's Primary School fled.", "St. Joseph's"),
        ("Gunmen attacked the church of St. Joseph.", "St. Joseph"),
        ("Fire gutted the parish of San Lorenzo.", "San Lorenzo"),
        ("The church of St. Denis and St. Joseph burned.", "St. Joseph"),
    ],
)
def test_what_is_called_after_a_place_is_none(text: str, name: str) -> None:
    assert read(text, name) == {}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Troops shelled Azov.", "Azov"),
        ("A bomb hit St. Petersburg's Kazan Cathedral.", "St. Petersburg"),
        ("He died in a hospital in St. Joseph.", "St. Joseph"),
        ("He preached in the cathedral of San Salvador.", "San Salvador"),
        ("A thief robbed the Kyiv Post Office.", "Kyiv"),
        ("The Kosovo peace agreement failed.", "Kosovo"),
        ("He stood before the Geneva Convention Center.", "Geneva"),
        ("The Israeli peace treaty held.", "Israeli"),
    ],
)
def test_what_stands_in_a_place_is_there(text: str, name: str) -> None:
    assert read(text, name)[name].lat is not None


def test_a_country_after_a_preposition_is_found_without_the_reader() -> None:
    assert set(read("Rebels fought in Sierra Leone and fled across the United Arab Emirates.")) == {
        "Sierra Leone",
        "United Arab Emirates",
    }


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Laos blamed a dam.", "Laos"),
        ("It was felt in Quito, Argentina's institute said.", "Argentina"),
        ("A dam burst, and Uzbekistan is short of water.", "Uzbekistan"),
    ],
)
def test_a_country_is_found_anywhere_where_nothing_else_bears_its_name(text: str, country: str) -> None:
    assert read(text)[country].precision == "country"


@pytest.mark.parametrize(
    "text",
    [
        "Jordan's coach resigned.",
        "Spain Today was sold.",
        "Jose Honduras resigned.",
        "Iran-backed men left.",
        "Peru hats",
    ],
)
def test_other_bearers_of_a_countrys_name_are_left_to_the_reader(text: str) -> None:
    assert read(text) == {}


def test_all_capitals_and_lower_case() -> None:
    for name in ("MEDELLIN", "medellin"):
        assert read(f"{name} was quiet", name)[name].country == "CO"


def test_a_bare_name_shared_with_a_region_is_the_town() -> None:
    assert read("Mortars hit Kandahar.", "Kandahar")["Kandahar"].precision == "town"
    assert read("Voters in Virginia waited.", "Virginia")["Virginia"].precision == "province"


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Shells hit Rostov on Monday, Russian officials said.", "Rostov", "Rostov-on-Don"),
        ("Police in Frankfurt arrested two German men.", "Frankfurt", "Frankfurt am Main"),
        ("Doctors in Newcastle told the British minister.", "Newcastle", "Newcastle upon Tyne"),
    ],
)
def test_a_town_is_known_without_its_river(text: str, words: str, name: str) -> None:
    assert read(text, words)[words].name == name


def test_a_street_called_after_a_town_is_not_there() -> None:
    places = read("A man was shot on Ventura Drive near Santander Square in Ohio.", "Ventura", "Santander", "Ohio")
    assert [(name, place.lat is None) for name, place in places.items()] == [
        ("Ventura Drive", True), ("Santander Square", True), ("Ohio", False)
    ]  # fmt: skip


def test_an_office_is_no_region() -> None:
    assert read("The Police Department and the School District said nothing.") == {}


@pytest.mark.parametrize("name", ["Xqzzyt", "Blue Heron River"])
def test_what_cannot_be_resolved_stays_with_nulls(name: str) -> None:
    places = RESOLVER.resolve(f"Fire at {name} today", [Toponym(8, 8 + len(name), 0.9)])
    assert len(unresolved(places)) == len(places) == 1
    assert (places[0].gazetteer_id, places[0].country, places[0].score) == (None, None, None)
    assert places[0].precision == "unknown"
    assert places[0].literal


@pytest.mark.parametrize("name", ["the area", "city", "St"])
def test_what_is_no_name_is_no_place(name: str) -> None:
    assert RESOLVER.resolve(f"A fire broke out. Fire at {name} today", [Toponym(26, 26 + len(name), 0.9)]) == ()


def test_an_acronym_is_no_town_that_is_spelt_like_it() -> None:
    assert read("Clashes in the EU were condemned by the UN and the AU in Goma.", "EU", "UN", "AU", "Goma").keys() == {
        "Goma"
    }
    assert read("Troops left the UAE for the US and L.A. county.", "UAE", "US").keys() == {"UAE", "US"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Troops struck HAMAS in Gaza on Sunday.", False),
        ("The HAMAS, Gaza's rulers, left.", False),
        ("HAMAS\n\nTroops were there.", True),  # a headline of one word
        ("HAMM (Reuters) - Troops left.", True),
        ("HAMM Troops left the town.", True),
        ("TROOPS LEAVE HAMM TODAY\n\nThey left on Sunday.", True),
    ],
)
def test_one_word_in_capitals_among_others_is_an_acronym(text: str, found: bool) -> None:
    assert bool(read(text, "HAMAS", "HAMM")) == found


def test_a_by_name_of_a_far_town_is_not_meant_where_the_report_is_of_one_country() -> None:
    text = "Malian troops left Mali's towns of Gao, Timbuktu and Mopti, as Kuki said."
    assert read(text, "Mali", "Gao", "Timbuktu", "Mopti", "Kuki")["Kuki"].lat is None
    assert read(f"{text} Japan agreed.", "Mali", "Gao", "Timbuktu", "Mopti", "Kuki", "Japan")["Kuki"].country == "JP"
    assert read("Malian troops left Gao for Bangalore.", "Gao", "Bangalore")["Bangalore"].country == "IN"


@pytest.mark.parametrize(
    ("name", "about", "country"),
    [
        ("East London", {"dateline_place": "LONDON"}, "GB"),
        ("East London", {}, "ZA"),
        ("East Jerusalem", {"dateline_place": "JERUSALEM"}, "PS"),
        ("South Sudan", {"dateline_place": "KHARTOUM"}, "SS"),
    ],
)
def test_a_side_of_the_datelines_town_is_no_namesake_abroad(name: str, about: dict[str, str], country: str) -> None:
    for words in (name, name.partition(" ")[2]):
        assert read(f"A man was stabbed in {name} on Monday.", words, **about)[name].country == country


def test_a_dateline_is_a_town() -> None:
    text = "WASHINGTON (AP) - Police in Washington held six. Senators from Texas and Ohio condemned it."
    places = read(text, "Washington", "WASHINGTON", "Texas", "Ohio", dateline_place="WASHINGTON")
    assert (places["Washington"].feature, places["Ohio"].feature) == ("PPLC", "ADM1")


def test_a_bare_region_is_no_village_abroad() -> None:
    text = "Mexican police left Monterrey, Saltillo and Reynosa. A Mexican man was held in Texas."
    texas = read(text, "Monterrey", "Saltillo", "Reynosa", "Texas")["Texas"]
    assert texas.feature == "ADM1"
    assert (texas.score or 0) > 0.9


def test_half_of_an_adjective_is_no_place() -> None:
    text = "Iran-aligned militias met in Iran, far from anti-Russia protests."
    places = RESOLVER.resolve(text, [Toponym(0, 4, 0.9), Toponym(29, 33, 0.9), Toponym(49, 55, 0.9)])
    assert [place.evidence[0].start for place in places] == [29]


def test_a_country_is_never_a_metonym() -> None:
    (place,) = RESOLVER.resolve("Talks between Peru and others.", [Toponym(14, 18, 0.1)])
    assert (place.country, place.literal) == ("PE", True)


def test_an_abbreviation_keeps_its_last_dot() -> None:
    (place,) = RESOLVER.resolve("Bases in the U.S. were closed.", [Toponym(13, 16, 0.9)])
    assert place.evidence[0].text == "U.S."


def test_a_name_cut_short_is_made_whole_where_the_gazetteer_knows_it() -> None:
    text = "Shots were heard in Mazar-i-Sharif and in San Jose, Costa Rica."
    mazar, jose = RESOLVER.resolve(text, [Toponym(20, 25, 0.9), Toponym(42, 45, 0.9)])[:2]
    assert (mazar.evidence[0].text, mazar.country) == ("Mazar-i-Sharif", "AF")
    assert jose.evidence[0].text == "San Jose"


@pytest.mark.parametrize(
    ("text", "given", "words", "name"),
    [
        ("The Dominican Republic's market shut.", "Dominican", "Dominican Republic", "Dominican Republic"),
        ("Walkers left Santiago de Compostela.", "Santiago", "Santiago de Compostela", "Santiago de Compostela"),
        ("Residents of Los Llanos de Aridane fled.", "Los Llanos", "Los Llanos de Aridane", "Los Llanos de Aridane"),
        ("Gangs hold Cité Soleil in Haiti.", "Soleil", "Cité Soleil", "Cite Soleil"),
        ("Crews came to Tyne and Wear.", "Tyne", "Tyne and Wear", "Tyne and Wear"),
    ],
)
def test_the_rest_of_a_name_is_found_on_either_side(text: str, given: str, words: str, name: str) -> None:
    place = read(text, given)[words]
    assert (place.name, place.lat is None) == (name, False)


@pytest.mark.parametrize(
    ("text", "given", "words"),
    [
        ("Channel6News.comMILWAUKEE — A man was shot.", "Channel6News.comMILWAUKEE", "MILWAUKEE"),
        ("Fox 59INDIANAPOLIS — A man was shot.", "59INDIANAPOLIS", "INDIANAPOLIS"),
        ("WXYZRichmond police said.", "WXYZRichmond", "Richmond"),
        ("A clinic in McAllen closed.", "McAllen", "McAllen"),
        ("A clinic in LaFayette closed.", "LaFayette", "LaFayette"),
    ],
)
def test_what_scraping_glued_to_a_dateline_is_none_of_its_name(text: str, given: str, words: str) -> None:
    assert list(read(text, given)) == [words]


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("Crowds in Santiago de facto rule.", "Santiago"),
        ("The Paris Mayor left.", "Paris"),
        ("Smoke hung over Camp Tripoli Sunday.", "Tripoli"),
    ],
)
def test_words_around_a_whole_name_are_not_part_of_it(text: str, given: str) -> None:
    assert read(text, given)[given].lat is not None


@pytest.mark.parametrize(
    ("text", "given", "found", "admin1"),
    [
        ("A bus fell near Pasto in Colombia. The hurt were taken to Ipiales and Cali.", "Pasto", "Ipiales", "Nariño"),
        ("Doctors left Port-au-Prince for Les Cayes.", "Port-au-Prince", "Les Cayes", "Sud"),
        ("Farmers from Ambala blocked roads in Panipat.", "Ambala", "Panipat", "Haryāna"),
        ("Fans in Dagestan and Chechnya cheered.", "Dagestan", "Chechnya", "Chechenskaya Respublika"),
    ],
)
def test_a_name_passed_over_near_one_that_was_found_is_a_place(text: str, given: str, found: str, admin1: str) -> None:
    assert read(text, given)[found].admin1 == admin1


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("Police in Nashville spoke to Franklin.", "Nashville"),
        ("He left Nashville in May.", "Nashville"),
        ("He met Nashville and Franklin Smith.", "Nashville"),
        ("A church of St. Peter and St. Paul stands in Minneapolis.", "Minneapolis"),
        ("Doctors left Kabul for Les Cayes.", "Kabul"),
    ],
)
def test_people_months_and_far_towns_are_not_taken_along(text: str, given: str) -> None:
    assert set(read(text, given)) == {given}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Boston Red Sox won.", "Boston"),
        ("Manchester United lost to Leeds.", "Manchester"),
        ("D.C. United drew.", "D.C."),
        ("Charlton Athletic won.", "Charlton"),
        ("The Minnesota Timberwolves won.", "Minnesota"),
    ],
)
def test_a_club_is_no_event_in_its_town(text: str, name: str) -> None:
    place = read(text, name)[name]
    assert place.lat is not None
    assert not place.literal


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("In Baghdad United Nations staff left.", "Baghdad"),
        ("Gaza Rockets Hit Farm", "Gaza"),
        ("Gaza Twins Killed in Strike", "Gaza"),
        ("Doctors in Boston treated a red fox.", "Boston"),
        ("The Sox left Boston.", "Boston"),
    ],
)
def test_a_place_before_other_words_is_literal(text: str, name: str) -> None:
    assert read(text, name)[name].literal


def test_what_holds_the_place_before_it_is_the_region() -> None:
    text = "Officials in Vancouver, Washington, said so. Washington reported no more cases."
    toponyms = [Toponym(m.start(), m.end()) for m in re.finditer("Vancouver|Washington", text)]
    assert {place.admin1 for place in RESOLVER.resolve(text, toponyms)} == {"Washington"}


def test_a_list_of_towns_tells_of_no_region() -> None:
    text = "Police in San Salvador searched San Benito, Planes, San Jacinto, San Marcos. El Salvador is calm."
    places = read(text, "San Salvador", "San Benito", "San Jacinto", "San Marcos", "El Salvador")
    assert places["San Marcos"].country == "SV"


@pytest.mark.parametrize("name", ["Western", "Northern", "South Side", "West End"])
def test_a_bare_side_is_no_place_elsewhere(name: str) -> None:
    assert read(f"The blow hit {name} people in Syria.", name)[name].lat is None


@pytest.mark.parametrize(
    ("text", "name", "feature"),
    [
        ("A ferry sank in Lake Victoria, Tanzania said.", "Lake Victoria", "LK"),
        ("The Yangtze flooded parts of Wuhan.", "Yangtze", "STM"),
        ("Ash from Mount Merapi fell on Magelang.", "Mount Merapi", "VLC"),
        ("The volcano on La Palma destroyed houses.", "La Palma", "ISL"),
        ("Fires burned in the Pantanal near Cuiabá.", "Pantanal", "RGN"),
        ("Police in Merseyside held two men.", "Merseyside", "ADM2"),
        ("A man from Lake Geneva, Wisconsin, drowned.", "Lake Geneva", "PPL"),
        ("A girl from La Palma, Calif., drowned.", "La Palma", "PPL"),
        ("Police in Normandy and Ferguson, Missouri, held two men.", "Normandy", "PPL"),
    ],
)
def test_waters_mountains_and_islands(text: str, name: str, feature: str) -> None:
    found = read(text, name, "Wisconsin", "Ferguson", "Missouri", "Wuhan", "Magelang", "Cuiabá", "Tanzania")
    assert found[name].feature == feature


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Pilgrims left Mecca.", "Mecca", "SA"),
        ("Police in Seville held two men.", "Seville", "ES"),
        ("A flat burned in Ghent.", "Ghent", "BE"),
        ("Doctors left Calcutta for Madras.", "Calcutta", "IN"),
        ("Shells hit Odessa.", "Odessa", "UA"),
        ("Gunmen fled Michoacan.", "Michoacan", "MX"),
        ("A man from Odessa, Texas, drowned.", "Odessa", "US"),
        ("A man from Seville, Ohio, drowned.", "Seville", "US"),
    ],
)
def test_a_town_is_known_by_its_english_name(text: str, name: str, country: str) -> None:
    assert read(text, name, "Texas", "Ohio")[name].country == country


def test_a_low_probability_of_the_place_itself_is_a_metonym() -> None:
    text = "Sources in Cairo spoke."
    (place,) = RESOLVER.resolve(text, [Toponym(11, 16, 0.2)])
    assert not place.literal
    assert place.lat is not None


def test_a_demonym_given_as_a_toponym_is_its_country() -> None:
    assert read("Canadian troops left.", "Canadian")["Canadian"].precision == "country"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.lists(st.tuples(st.integers(-5, 320), st.integers(-5, 320)), max_size=6))
def test_any_text_and_spans_give_ordered_disjoint_places(text: str, spans: list[tuple[int, int]]) -> None:
    toponyms = [Toponym(start, end) for start, end in spans]
    places = RESOLVER.resolve(text, toponyms)
    assert places == RESOLVER.resolve(text, toponyms)
    last = 0
    for place in places:
        (span,) = place.evidence
        assert last <= span.start
        assert text[span.start : span.end] == span.text
        assert (place.lat is None) == (place.gazetteer_id is None)
        assert place.score is None or 0 <= place.score <= 1
        last = span.end


TELLING = """the Iraqi capital northern Syria province of Idlib near airport , . base Baghdad 's
embassy the and between Washington ’s support U.S. Ill. county Orange in 60 km east""".split()


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(TELLING),
        max_size=25,
    )
)
def test_any_order_of_telling_words_keeps_the_invariants(words: list[str]) -> None:
    text = " ".join(words)
    toponyms = [Toponym(m.start(), m.end()) for m in re.finditer("Syria|Idlib|Baghdad|Washington|Orange|U.S.", text)]
    spans = [place.evidence[0] for place in RESOLVER.resolve(text, toponyms)]
    assert all(text[span.start : span.end] == span.text for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))


@pytest.mark.parametrize(
    ("text", "name", "radius"),
    [
        ("Shells fell near the northern city of Kidal.", "Kidal", 7.1),
        ("Shells fell on the northern edge of Kidal.", "Kidal", 7.1),
        ("Shells fell on Kidal's outskirts.", "Kidal", 7.1),
        ("A trader was shot in the Kidal area.", "the Kidal area", 17.1),
        ("A trader was shot in rural Kidal.", "Kidal", 17.1),
        ("A trader was shot in the desert east of Kidal.", "Kidal", 22.1),
        ("A trawler was seized off Bodrum.", "Bodrum", 27.0),
        ("A pipe burst ten miles from Kidal.", "Kidal", 18.2),
        ("A pipe burst a few kilometres from Kidal.", "Kidal", 7.1),
        ("A pipe burst 1,200 km north of Kidal.", "Kidal", 1202.1),
    ],
)
def test_what_lies_about_a_town_reaches_as_far_as_told(text: str, name: str, radius: float) -> None:
    (place,) = read(text, name).values()
    assert (place.precision, place.radius_km) == ("near", radius)


@pytest.mark.parametrize(
    "text", ["Police searched the Dakar suburb of Pikine.", "It was around noon in the city of Pikine."]
)
def test_what_is_named_itself_is_no_neighbourhood_of_it(text: str) -> None:
    assert read(text, "Dakar", "Pikine")["Pikine"].precision == "town"


def test_a_distance_with_its_direction_is_a_point() -> None:
    place = read("A pipe burst 40 nautical miles southeast of Kidal.", "Kidal")["Kidal"]
    assert place.lat is not None
    assert place.lon is not None
    assert (round(place.lat, 1), round(place.lon, 1), place.radius_km) == (18.0, 1.9, 24.3)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Gunmen stopped cars on the Gao-Kidal road.", "Gao-Kidal road"),
        ("Gunmen stopped cars on the road between Gao and Kidal.", "Gao"),
        ("Gunmen stopped a bus travelling from Gao to Kidal.", "Kidal"),
    ],
)
def test_the_ends_of_a_road_reach_to_its_middle(text: str, name: str) -> None:
    places = read(text, name, "Gao", "Kidal") if name in ("Gao", "Kidal") else read(text, name)
    assert [(place.name, place.precision, place.radius_km) for place in places.values()] == [
        ("Gao", "near", 143.3),
        ("Kidal", "near", 143.3),
    ]


def test_two_towns_that_no_road_joins_are_not_widened() -> None:
    assert {place.precision for place in read("Bombs hit Gao and Kidal.", "Gao", "Kidal").values()} == {"town"}


@pytest.mark.parametrize(
    ("text", "north"),
    [
        ("Six died in the north of Mali on Friday.", True),
        ("Six died in Mali's restive north on Friday.", True),
        ("They fled to the north of Mali.", False),
        ("Mali's north African allies met.", False),
    ],
)
def test_a_side_may_be_told_with_a_noun(text: str, north: bool) -> None:
    place = read(text, "Mali")["Mali"]
    assert (place.precision == "region") is north


def test_a_border_called_after_two_countries_names_both() -> None:
    assert [p.country for p in read("Two fell on the India-Pakistan border.", "India-Pakistan").values()] == [
        "IN",
        "PK",
    ]


def test_a_lake_is_not_the_country_of_its_name() -> None:
    (place,) = read("Boats burned on Lake Chad.", "Chad").values()
    assert place.name == "Lake Chad basin"


@pytest.mark.parametrize(
    ("text", "told", "name"),
    [
        ("Ships left Port Sudan.", "Sudan", "Port Sudan"),
        ("Ships left the port. Sudan said so.", "Sudan", "Sudan"),
        ("A fire broke out in San Salvador.", "Salvador", "San Salvador"),
    ],
)
def test_the_word_that_a_name_begins_with_is_part_of_it(text: str, told: str, name: str) -> None:
    (place,) = read(text, told).values()
    assert place.name == name


def test_the_region_is_no_name_in_capitals() -> None:
    assert read("CALM RETURNED TO THE REGION.") == {}


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("SAN SALVADOR - Shots were fired in the Escalon neighborhood.", "SV"),
        ("SAN SALVADOR - A family from the Zqwyt neighborhood fled.", None),
        ("Shots were fired in the Escalon neighborhood.", "SV"),
        ("BUENOS AIRES - Shots were fired in the Escalon neighborhood.", None),
    ],
)
def test_a_neighborhood_is_one_of_a_town_that_the_report_names(text: str, country: str | None) -> None:
    name = "Escalon" if "Escalon" in text else "Zqwyt"
    places = read(text, "SAN SALVADOR", "BUENOS AIRES", name)
    assert next(each.country for words, each in places.items() if name in words) == country


@pytest.mark.parametrize(
    ("text", "name", "feature"),
    [
        ("Shots were fired in Deir Ezzor.", "Deir Ezzor", "PPL"),
        ("Shots were fired in Deir Ezzor province.", "Deir Ezzor", "ADM1"),
        ("Drones hit Russia's Belgorod region.", "Belgorod", "ADM1"),
        ("Drones hit Belgorod.", "Belgorod", "PPL"),
    ],
)
def test_a_region_and_its_seat_of_one_english_name(text: str, name: str, feature: str) -> None:
    (place,) = (each for words, each in read(text, name).items() if words.startswith(name))
    assert place.feature == feature
