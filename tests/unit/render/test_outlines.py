from __future__ import annotations

from math import isclose

from dateline.render.build_outlines import area, build, thin
from dateline.render.outlines import Projection, border_path, land_path, outlines

WORLD = Projection.around((-180, -60, 180, 80), 800, 400, least=10)
IRAQ = Projection.around((38, 29, 49, 38), 460, 290, least=7)


def test_the_bundled_outlines() -> None:
    held = outlines()
    assert len(held.countries) > 190
    assert len(held.land) > 500
    iraq = next(country for country in held.countries if country.name == "Iraq")
    assert (round(iraq.lon), round(iraq.lat)) == (44, 33)


def test_a_view_holds_only_what_is_near() -> None:
    assert len(land_path(IRAQ)) < len(land_path(WORLD)) / 4
    assert 0 < len(border_path(IRAQ)) < len(border_path(WORLD)) / 4
    sea = Projection.around((-140, -45, -130, -40), 460, 290, least=5)
    assert land_path(sea) == ""


def test_a_view_is_true_to_scale_about_its_middle() -> None:
    x, y = IRAQ.point(IRAQ.lon, IRAQ.lat)
    assert (x, y) == (230, 145)
    wide, tall = IRAQ.ellipse(IRAQ.lat, 100)
    assert isclose(wide, tall)
    west, south, east, north = IRAQ.box
    assert west <= 38 < 49 <= east + 1e-9
    assert south <= 29 + 1e-9 < 38 - 1e-9 <= north


def test_thinning_keeps_ends_and_corners() -> None:
    line = [(0.0, 0.0), (1.0, 0.01), (2.0, 0.0), (2.0, 2.0)]
    assert thin(line, 0.1) == [(0.0, 0.0), (2.0, 0.0), (2.0, 2.0)]
    assert thin(line, 0.001) == line


def test_area() -> None:
    assert area([(0, 0), (2, 0), (2, 3), (0, 3)]) == 6


def test_two_countries_share_their_border_and_islets_are_left_out() -> None:
    square = {
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": [
            [[5, 0], [0, 5]],
            [[5, 5], [-5, 0], [0, -5], [5, 0]],
            [[5, 0], [5, 0], [0, 5], [-5, 0]],
        ],
        "objects": {
            "countries": {
                "geometries": [
                    {"type": "Polygon", "arcs": [[0, 1]], "properties": {"name": "West"}},
                    {"type": "Polygon", "arcs": [[2, -1]], "properties": {"name": "East"}},
                ]
            }
        },
    }
    made = build(square, "0")
    assert made["borders"] == [0]
    assert made["land"] == [[0, 1], [2, -1]]
    assert [country[0] for country in made["countries"]] == ["East", "West"]
    assert made["countries"][1][1:] == [2.5, 2.5, 25.0]
