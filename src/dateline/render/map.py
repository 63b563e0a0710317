"""A small map of where the events of a reading lie, as SVG. Metonyms are no places and are not drawn."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.render.outlines import KM_PER_DEGREE, Box, Country, Projection, border_path, land_path, outlines
from dateline.render.safe import html
from dateline.render.view import EventView, places
from dateline.schema.reading import Place

WIDTH, HEIGHT = 460, 290
_LEAST_DEGREES = 7.0
_WIDEST_RADIUS_KM = 1500.0
_LETTER = 6.4


@dataclass(frozen=True, slots=True)
class Pin:
    """Events at one position."""

    lat: float
    lon: float
    name: str
    radius_km: float
    events: tuple[EventView, ...]


def draw(views: Sequence[EventView], prefix: str) -> str:
    """The map's ``svg``, or nothing where no event has a place with coordinates. ``prefix`` starts the cards' ids."""
    pins = _pins(views)
    if not pins:
        return ""
    projection = Projection.around(_box(pins), WIDTH, HEIGHT, least=_LEAST_DEGREES)
    taken: list[Box] = []
    circles = "".join(_circle(pin, projection) for pin in sorted(pins, key=lambda pin: -pin.radius_km))
    marks = "".join([_pin(pin, projection, prefix, taken) for pin in pins][::-1])  # the most salient on top
    names = "".join(_country(country, projection, taken) for country in _largest(projection))
    told = "; ".join(f"{pin.name}: event {', '.join(view.number for view in pin.events)}" for pin in pins)
    return (
        f'<svg class="map" viewBox="0 0 {WIDTH} {HEIGHT}" role="group" aria-label="{html(f"Map. {told}")}">'
        f'<rect class="sea" width="{WIDTH}" height="{HEIGHT}"/>'
        f'<path class="land" d="{land_path(projection)}"/><path class="border" d="{border_path(projection)}"/>'
        f"{circles}{names}{marks}{_scale_bar(projection)}</svg>"
    )


def _pins(views: Sequence[EventView]) -> list[Pin]:
    """One pin a position, in the order of the events; its circle is the widest that any of them needs."""
    at: dict[tuple[float, float], list[tuple[EventView, Place]]] = {}
    for view in views:
        for place in places(view.event):
            if place.literal and place.lat is not None and place.lon is not None and _on_earth(place.lat, place.lon):
                at.setdefault((round(place.lat, 2), round(place.lon, 2)), []).append((view, place))
    return [
        Pin(
            lat=lat,
            lon=lon,
            name=found[0][1].name,
            radius_km=min(_WIDEST_RADIUS_KM, max(place.radius_km or 0.0 for _, place in found)),
            events=tuple({view.event.id: view for view, _ in found}.values()),
        )
        for (lat, lon), found in at.items()
    ]


def _on_earth(lat: float, lon: float) -> bool:
    return abs(lat) <= 90 and abs(lon) <= 180


def _box(pins: Sequence[Pin]) -> Box:
    """All circles with some air around them."""
    reach = [(pin, pin.radius_km / KM_PER_DEGREE * 1.2 + 0.8) for pin in pins]
    across = [(pin, degrees / max(0.2, math.cos(math.radians(pin.lat)))) for pin, degrees in reach]
    return (
        min(pin.lon - degrees for pin, degrees in across),
        max(-90.0, min(pin.lat - degrees for pin, degrees in reach)),
        max(pin.lon + degrees for pin, degrees in across),
        min(90.0, max(pin.lat + degrees for pin, degrees in reach)),
    )


def _pin(pin: Pin, projection: Projection, prefix: str, taken: list[Box]) -> str:
    x, y = projection.point(pin.lon, pin.lat)
    first = pin.events[0]
    label = f"{pin.name} · {', '.join(view.number for view in pin.events)}"
    ids = " ".join(f"{prefix}{view.event.id}" for view in pin.events)
    at_x, at_y, anchor = _label_at(x, y, len(label) * _LETTER, taken)
    within = f", within {pin.radius_km:g} km" if pin.radius_km else ""
    return (
        f'<a class="pin {first.family} {first.event.salience}" href="#{html(prefix + first.event.id)}" tabindex="-1" '
        f'data-e="{html(ids)}"><title>{html(label + within)}</title>'
        f'<use href="#mark-{first.family}" x="{x - 6:.1f}" y="{y - 6:.1f}" width="12" height="12"/>'
        f'<text x="{at_x:.1f}" y="{at_y:.1f}" text-anchor="{anchor}">{html(label)}</text></a>'
    )


def _circle(pin: Pin, projection: Projection) -> str:
    """How far from its mark the event may lie, as far as the report tells."""
    x, y = projection.point(pin.lon, pin.lat)
    wide, tall = projection.ellipse(pin.lat, pin.radius_km)
    if tall < 3:
        return ""
    family = pin.events[0].family
    return f'<ellipse class="reach {family}" cx="{x:.1f}" cy="{y:.1f}" rx="{wide:.1f}" ry="{tall:.1f}"/>'


def _label_at(x: float, y: float, length: float, taken: list[Box]) -> tuple[float, float, str]:
    """Beside the mark, on the first side that is free and in view; on the right if none is."""
    choices = (
        (x + 10, y + 4, "start", (x + 10, y - 9, x + 10 + length, y + 7)),
        (x - 10, y + 4, "end", (x - 10 - length, y - 9, x - 10, y + 7)),
        (x, y - 12, "middle", (x - length / 2, y - 25, x + length / 2, y - 9)),
        (x, y + 21, "middle", (x - length / 2, y + 8, x + length / 2, y + 24)),
    )
    free = [choice for choice in choices if _free(choice[3], taken)]
    at_x, at_y, anchor, box = (free or choices)[0]
    taken += [box, (x - 8, y - 8, x + 8, y + 8)]
    return at_x, at_y, anchor


def _free(box: Box, taken: Sequence[Box]) -> bool:
    inside = box[0] >= 4 and box[2] <= WIDTH - 4 and box[1] >= 4 and box[3] <= HEIGHT - 4
    return inside and not any(
        box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3] for other in taken
    )


def _largest(projection: Projection) -> list[Country]:
    """The countries that are large enough in this view to carry their name."""
    west, south, east, north = projection.box
    least = (WIDTH * HEIGHT) / projection.scale**2 * 0.004
    found = [
        country
        for country in outlines().countries
        if west < country.lon < east and south < country.lat < north and country.size > least
    ]
    return sorted(found, key=lambda country: (-country.size, country.name))


def _country(country: Country, projection: Projection, taken: list[Box]) -> str:
    x, y = projection.point(country.lon, country.lat)
    half = len(country.name) * 3.8
    box = (x - half, y - 8, x + half, y + 6)
    if not _free(box, taken):
        return ""
    taken.append(box)
    return f'<text class="country" x="{x:.1f}" y="{y:.1f}" text-anchor="middle">{html(country.name)}</text>'


def _scale_bar(projection: Projection) -> str:
    """The longest round distance that fits a fifth of the map."""
    a_km = projection.scale / KM_PER_DEGREE
    distance = max((km for km in (10, 20, 50, 100, 200, 500, 1000, 2000) if km * a_km <= WIDTH / 5), default=10)
    end = WIDTH - 12
    return (
        f'<g class="scale"><path d="M{end - distance * a_km:.1f} {HEIGHT - 16}v4H{end}v-4"/>'
        f'<text x="{end}" y="{HEIGHT - 20}" text-anchor="end">{distance} km</text></g>'
    )
