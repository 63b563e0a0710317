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
        "",
        "— — — —",
        "((((((((",
    ],
)
def test_near_misses(opening: str) -> None:
    assert read_dateline(opening, capitals=opening.isupper()) is None
