"""Letters in the page stand out from what they are written on, as WCAG 2 asks of small text (4.5 to 1)."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

STYLE = (files("dateline.render") / "static" / "page.css").read_text(encoding="utf-8")
LETTERS = ("ink", "soft", "faint", "violence", "demonstrations", "state", "words")
PAPERS = ("paper", "card", "wash")


def palette(scheme: str) -> dict[str, str]:
    """The colours of a scheme: the first block is the light one, the second the dark one."""
    block = re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)[("light", "dark").index(scheme)]
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6})", block))


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white() -> None:
    assert round(contrast("#000", "#ffffff"), 6) == 21


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("letters", LETTERS)
def test_letters_stand_out(scheme: str, letters: str) -> None:
    colours = palette(scheme)
    for paper in PAPERS:
        assert contrast(colours[letters], colours[paper]) >= 4.5, f"{letters} on {paper}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("family", LETTERS[3:])
def test_a_family_stands_out_from_its_own_tint(scheme: str, family: str) -> None:
    colours = palette(scheme)
    assert contrast(colours[family], colours[f"{family}-wash"]) >= 4.5
    assert contrast(colours["ink"], colours[f"{family}-wash"]) >= 7
