from __future__ import annotations

import io

import pytest
from rich.cells import cell_len
from rich.console import Console

from build import argument, bare, count, day, event, reading, span
from dateline.render.terminal import cards
from dateline.schema.reading import Casualties, Place, Reading


def shown(value: Reading, width: int = 100, *, terminal: bool = False) -> str:
    stream = io.StringIO()
    # Given size and colours: what the environment says of the terminal must not decide a test.
    Console(
        file=stream, width=width, force_terminal=terminal, color_system="truecolor" if terminal else None,
        highlight=False, legacy_windows=False, _environ={},
    ).print(cards(value))  # fmt: skip
    return stream.getvalue()


@pytest.mark.parametrize("width", [60, 80, 133, 200])
def test_nothing_is_wider_than_the_terminal(width: int) -> None:
    assert max(cell_len(line) for line in shown(reading(), width).splitlines()) <= width


def test_main_events_come_first_with_their_fields() -> None:
    text = shown(reading())
    assert text.index("1 Shelling") < text.index("2 Denial") < text.index("8 Bombing")
    for words in ("accused by authorities", "at least 3", "12 June 2023", "within 15 km", "3 (3 to 5)", "who says so",
                  "Col. Hassan Jaber", "CAMEO 194", "reaction to 1", "ahead", "series"):  # fmt: skip
        assert words in text
    assert text.rstrip().endswith("(“the north”)")


def test_evidence_is_underlined_only_on_a_terminal() -> None:
    assert "\x1b" not in shown(reading())
    underlined = shown(reading(), terminal=True)
    assert "\x1b[1;3;4mstruck" in underlined
    assert "\x1b[3;4mrockets" in underlined


APART = (
    "Gunmen raided the village of Teke. Eleven herders died, elders said. It began at dusk on Sunday near the "
    "river crossing."
)


def raid() -> Reading:
    """A raid whose toll, day and, in part, place stand in other sentences than its trigger."""
    words = {
        name: span(APART, name) for name in ("Gunmen", "raided", "crossing", "Eleven", "dusk on Sunday", "herders")
    }
    place = Place(evidence=(span(APART, "the village of Teke"), words["crossing"]), name="Tekeköy", precision="town")
    toll = count(11, 11, 11, words["Eleven"])
    toll = toll.model_copy(update={"evidence": (span(APART, "Eleven herders"),)})
    return bare(APART, event(
        "e1", "armed-assault", words["raided"], time=day(words["dusk on Sunday"], "2023-06-11", how="weekday"),
        place=place, casualties=Casualties(killed=toll),
        arguments=(argument("actor", words["Gunmen"]), argument("victim", words["herders"])),
    ))  # fmt: skip


def test_a_value_from_another_sentence_is_shown_with_its_words() -> None:
    lines = {line.strip("│ ").split("  ")[0]: line for line in shown(raid(), 140).splitlines() if line.startswith("│")}
    assert "11 June 2023  weekday  “dusk on Sunday”" in lines["when"]
    assert "Tekeköy  not in the gazetteer  “crossing”" in lines["where"]
    assert "11  “Eleven”  “Eleven herders”" in lines["killed"]
    assert "\x1b[2m  “dusk on Sunday”" in shown(raid(), 140, terminal=True)


def test_words_that_are_shown_are_not_said_twice() -> None:
    told = shown(raid(), 140)
    assert not any(f"“{words}”" in told for words in ("Gunmen", "herders", "the village of Teke"))
    assert "“late on Monday”" not in shown(reading(), 140)


def test_a_text_cannot_command_the_terminal() -> None:
    text = "[bold]\x1b]0;title\x07 struck [/nothing] \u202eback"
    hostile = bare(text, event("e1", "shelling", span(text, "struck")), headline=text, outlet=text)
    told = shown(hostile)
    assert "\x1b" not in told
    assert "\x07" not in told
    assert "\u202e" not in told
    assert "[bold]" in told


def test_a_report_without_events() -> None:
    assert "No event was found" in shown(bare("Nothing."))
