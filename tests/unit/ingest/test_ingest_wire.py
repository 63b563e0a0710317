from __future__ import annotations

import pytest

from dateline.ingest.wire import Dateline, read_dateline


@pytest.mark.parametrize(
    ("opening", "place", "published", "agency"),
    [
        ("BAGHDAD (AP) — Gunmen attacked", "BAGHDAD", None, "AP"),
        ("BAGHDAD, Sept. 13 (Xinhua) -- Gunmen", "BAGHDAD", None, "Xinhua"),
        ("LONDON, March 3 (Reuters) - The police", "LONDON", None, "Reuters"),
        ("BOGOTA, 12 JAN 90 (EFE) -- [TEXT] GUERRILLAS ATTACKED", "BOGOTA", "1990-01-12", "EFE"),
        ("   MOSCOW (USSR), 11 MAR 89 (TASS) -- [ARTICLE] [TEXT] THE", "MOSCOW (USSR)", "1989-03-11", "TASS"),
        ("NO CITY (COLOMBIA), 26 SEP 89 -- [TEXT] ACCORDING", "COLOMBIA", "1989-09-26", None),
        ("SANTIAGO, 16 MAR 89 (DOMESTIC SERVICE) -- [TEXT] IN", "SANTIAGO", "1989-03-16", None),
        ("CLANDESTINE, 12 JAN 90 (RADIO RIO) -- [TEXT] THE", None, "1990-01-12", "RADIO RIO"),
        ("SAN SALVADOR, NO DATE (RADIO SUR) -- [TEXT] THE", "SAN SALVADOR", None, "RADIO SUR"),
        ("Mosul, Iraq, June 4, 2017 (AFP) – Troops", "Mosul, Iraq", "2017-06-04", "AFP"),
        ("TEHRAN, Oct 3, IRNA -- Iranian", "TEHRAN", None, "IRNA"),
        ("GAZA CITY, Gaza Strip (AP) — Israeli", "GAZA CITY, Gaza Strip", None, "AP"),
        ("[Text] Paris, 3 May (AFP) -- The", "Paris", None, "AFP"),
        ("MANCHESTER, N.H. - At a rally", "MANCHESTER, N.H.", None, None),
        ("TAYLORVILLE — The following", "TAYLORVILLE", None, None),
        ("NEW DELHI: The government said", "NEW DELHI", None, None),
        ("ST. LOUIS (AP) _ Police", "ST. LOUIS", None, "AP"),
        ("baghdad (ap) -- gunmen stormed", "baghdad", None, "ap"),
        ("ERBIL (Kurdistan24) – The", "ERBIL", None, "Kurdistan24"),
        ("BAGHDAD — 3 March 2021 — Gunmen", "BAGHDAD", "2021-03-03", None),
        ("BAGHDAD (AP) — 3 March 2021 — Gunmen", "BAGHDAD", "2021-03-03", "AP"),
        ("NEW DELHI | 3 March 2021 | Police", "NEW DELHI", "2021-03-03", None),
        ("BAGHDAD (Reuters) | 3 March 2021 | Police", "BAGHDAD", "2021-03-03", "Reuters"),
        ("PARIS | 3 March | Police", "PARIS", None, None),
        ("(CNN) -- Gunmen attacked", None, None, "CNN"),
        ("(Kurdistan24) – Gunmen attacked", None, None, "Kurdistan24"),
        ("(AFP) Baghdad - Gunmen", "Baghdad", None, "AFP"),
        ("[Xinhua] Kabul, Feb. 3 - Gunmen", "Kabul", None, "Xinhua"),
        ("[AP] KABUL: Police said", "KABUL", None, "AP"),
        ("LIMA, March 9 (EFE).- Police said", "LIMA", None, "EFE"),
        ("KABUL (AP, AFP) - Police said", "KABUL", None, "AP, AFP"),
    ],
)
def test_datelines(opening: str, place: str | None, published: str | None, agency: str | None) -> None:
    assert read_dateline(opening, capitals=opening.isupper()) == Dateline(place, published, agency)


@pytest.mark.parametrize(
    "opening",
    [
        "UPDATE — The police said",
        "EXCLUSIVE: Minister says",
        "Update - the army said",
        "The minister — who was there — said",
        "THE ARMY -- WHICH HAS WITHDRAWN -- SAID",
        "By early May — the rains",
        "In Kabul (AP) - the police",
        "MR. SMITH: Thank you",
        "Experts - and there are many - say",
        "Sept. 13 -- the day",
        "(UPDATE1) -- The police said",
        "(VIDEO) - The police said",
        "(CNN) The attack - a third one",
        "(AFP) Four Killed In Kabul Blast - police",
        "World | 3 March 2021 | Army kills ten",
        "SPORT | 3 March 2021 | Army wins",
        "GULF PRESS | 3 March 2021 | Army kills ten",
        "Jane Doe | 3 March 2021 | Police said",
        "Jane Doe | 03.04.2021 - Police said",
        "The minister — 3 March 2021 — said",
        "KABUL (May 3) - The police said",
        "Baghdad – Gunmen",
        "Mogadishu, Somalia - Gunmen",
        "",
        "— — — —",
        "((((((((",
    ],
)
def test_near_misses(opening: str) -> None:
    assert read_dateline(opening, capitals=opening.isupper()) is None


@pytest.mark.parametrize(
    ("opening", "place"),
    [
        ("Bissau – Gunmen shot two clerks.", "Bissau"),
        ("Congress – long divided – voted.", None),
    ],
)
def test_a_place_in_mixed_case_is_one_that_the_report_tells_of(opening: str, place: str | None) -> None:
    found = read_dateline(opening, told=f"{opening} It was the first such day in Bissau, or in Congress.")
    assert (found and found.place) == place
