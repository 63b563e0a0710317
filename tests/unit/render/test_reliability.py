from __future__ import annotations

from xml.etree import ElementTree

from dateline.render.reliability import draw

SVG = "{http://www.w3.org/2000/svg}"
PANELS = {
    "Events": [(0.15, False), (0.19, True), (0.95, True), (0.93, True)],
    "<Arguments>": [(0.5, True)],
}


def test_the_drawing_is_whole_and_says_what_it_shows() -> None:
    root = ElementTree.fromstring(draw(PANELS))
    assert root.tag == f"{SVG}svg"
    told = root.attrib["aria-label"]
    assert "Events: 50% of 2 right at 17%, 100% of 2 right at 94%" in told
    assert len(root.findall(f".//{SVG}circle")) == 3
    words = [element.text for element in root.iter(f"{SVG}text")]
    assert "<Arguments>" in words
    assert "4 values, expected calibration error 19.5%" in words
    assert words.count("2") == 2


def test_a_perfect_bin_lies_on_the_line() -> None:
    root = ElementTree.fromstring(draw({"Events": [(0.5, True), (0.5, False)]}))
    (dot,) = root.findall(f".//{SVG}circle")
    assert float(dot.attrib["cx"]) == float(dot.attrib["cy"])


def test_every_mark_lies_within_the_drawing() -> None:
    root = ElementTree.fromstring(draw({"Events": [(0.0, False), (1.0, True)]}))
    for bar in root.findall(f".//{SVG}rect[@class='bar']"):
        assert float(bar.attrib["x"]) >= 0
        assert float(bar.attrib["height"]) > 0


def test_it_has_both_schemes_and_fetches_nothing() -> None:
    drawn = draw(PANELS)
    assert "prefers-color-scheme:dark" in drawn
    assert "href" not in drawn
    assert "url(" not in drawn
    assert drawn == draw(PANELS)
