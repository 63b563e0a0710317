import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.ingest.language import detect_language
from dateline.ingest.page import take_text

INDONESIAN = (
    "Polisi menembakkan gas air mata ke arah ribuan mahasiswa yang berunjuk rasa di depan gedung parlemen pada hari "
    "Selasa. Sedikitnya dua belas orang terluka dan puluhan lainnya ditangkap."
)
CROATIAN = (
    "Tisuće prosvjednika okupile su se u subotu na glavnom zagrebačkom trgu i zatražile ostavku vlade. Policija je "
    "privela petero ljudi nakon sukoba s navijačima."
)
SPANISH = "Miles de manifestantes marcharon el sábado por el centro de la ciudad para exigir la renuncia del gobierno."
SAMOAN = (
    "Ua fasiotia ni leoleo se toalua e ni tagata e leʻi iloa i le po o le Aso Sa i Apia, na taʻua ai e le sooupu o "
    "leoleo. Na faalogo tagata nuu i le pa o fana e oo atu i le ogatotonu o le taulaga. E leai se vaega ua latou faia."
)
MALAY = (
    "Polis menahan lapan lelaki yang disyaki terlibat dalam serangan ke atas sebuah balai polis awal pagi semalam. "
    "Menurut ketua polis negeri, seorang anggota maut dan seorang lagi cedera parah."
)
BOSNIAN = (
    "Hiljade demonstranata okupile su se u subotu na glavnom trgu i zatražile ostavku vlade. Policija je privela "
    "petoricu ljudi nakon sukoba sa navijačima."
)
NORWEGIAN = (
    "Politiet pågrep fem demonstranter utenfor parlamentet lørdag etter at flere hundre mennesker hadde samlet seg for "
    "å protestere mot krigen. En politimann ble lettere skadet."
)
DANISH = (
    "Politiet anholdt fem demonstranter foran parlamentet lørdag, efter at flere hundrede mennesker havde samlet sig "
    "for at protestere mod krigen. En betjent blev lettere såret."
)
DUTCH = "De politie pakte zaterdag in het centrum van de stad vijf betogers op nadat er was gevochten met agenten."
SWAHILI = "Watu kumi na wawili waliuawa katika shambulio la wanamgambo kaskazini mwa nchi, serikali ilitangaza Jumanne."
TAGALOG = "Patay ang limang sundalo matapos tambangan ng mga rebelde sa lalawigan nitong Martes, ayon sa militar."
SOMALI = "Ugu yaraan toban qof ayaa ku dhimatay qarax ka dhacay magaalada shalay galab."
HAUSA = "'Yan bindiga sun kashe mutane goma sha biyu a wani kauye ranar Talata, a cewar hukumomi."
TURKISH = "Kentte dün düzenlenen gösteride polis yirmi kişiyi gözaltına aldı, üç kişi yaralandı."
OTHERS = [
    (INDONESIAN, "id"),
    (MALAY, "ms"),
    (CROATIAN, "hr"),
    (BOSNIAN, "bs"),
    (NORWEGIAN, "no"),
    (DANISH, "da"),
    (DUTCH, "nl"),
    (SWAHILI, "sw"),
    (SPANISH, "es"),
    (TAGALOG, "tl"),
    (SOMALI, "so"),
    (HAUSA, "ha"),
    (TURKISH, "tr"),
    (SAMOAN, "und"),
    (f"{SPANISH} “The government will not answer to the street, and those who say that it must are few,” dijo.", "es"),
]
NAMES = (
    "Killed: Abdul Rahman al-Hashimi, Muhammad Yusuf Karimov, Nguyen Van Thanh, Siti Nurhaliza, Juan Carlos Rodríguez, "
    "Oluwaseun Adebayo, Marija Kovačević, Jean-Baptiste Ndayishimiye"
)
ENGLISH = [
    "Three rockets hit a fuel depot near Basra on Sunday evening, wounding two guards, police said.",
    "Gunmen kill five in Maiduguri",
    "Bomb blast kills three near Kabul mosque, officials say",
    "Gunmen attacked a bus near Quetta. Six passengers died.",
    "Soldiers opened fire. Two men fell. Crowds fled toward Tahrir Square.",
    "Suicide bomber targets Lashkar Gah police headquarters; Taliban claim responsibility",
    "SAN SALVADOR, 3 JAN 90 -- FMLN GUERRILLAS ATTACKED ILOPANGO AIR BASE; FOUR SOLDIERS KILLED. SOURCE: RADIO",
    "Boko Haram militants raid Gwoza, Bama, Dikwa villages, Borno State, northeast Nigeria, burning homes",
    "Sinn Féin councillor Seán Ó Murchú condemned Tuesday's pipe bomb attack outside Dún Laoghaire Garda station",
    "Police named the men as Jovan Petrović, Milan Kovačević, Dragan Marković, Zoran Nikolić and Ivan Horvat.",
    NAMES,
    f"A spokesman told the paper: “{INDONESIAN}” He gave no further details.",
    f'The daily wrote in its Sunday edition: "{CROATIAN}" Ministers made no comment.',
    f"Marchers chanted «{SPANISH}» as they crossed the centre of the capital, Bogotá, on Friday.",
]


@pytest.mark.parametrize(("text", "language"), OTHERS)
def test_another_language_is_told_also_where_a_close_one_is_as_likely(text: str, language: str) -> None:
    assert detect_language(text) == language
    assert detect_language(text.upper()) == language


@pytest.mark.parametrize("text", ENGLISH)
def test_english_stays_english_in_capitals_with_foreign_names_and_quotations(text: str) -> None:
    assert [detect_language(each) for each in (text, text.upper(), text.lower())] == ["en", "en", "en"]


def test_close_languages_are_warned_of() -> None:
    intake = take_text(INDONESIAN)
    assert [notice.code for notice in intake.warnings] == ["unsupported-language"]
    assert "(id)" in intake.warnings[0].message


@given(st.text(max_size=300))
def test_any_text_has_a_language(text: str) -> None:
    assert detect_language(text)
