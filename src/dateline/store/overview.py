"""All incidents that fit a search, as columns of what a map and a timeline draw; and the state that an answer is of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import func, select

from dateline.store.engine import Database
from dateline.store.incident_queries import KILLED, IncidentSearch, fitting_incidents
from dateline.store.incident_tables import incident_versions
from dateline.store.queries import last_change


@dataclass(frozen=True)
class Overview:
    """Columns of equal length, an incident a row, the latest day first.

    ``lon``, ``lat`` in degrees and ``radius_km`` are None where no place is known; ``killed`` is the best count there
    is. ``first_day`` is the last day where the first is not known.
    """

    ids: tuple[int, ...] = ()
    types: tuple[str, ...] = ()
    first_day: tuple[str | None, ...] = ()
    lon: tuple[float | None, ...] = ()
    lat: tuple[float | None, ...] = ()
    radius_km: tuple[float | None, ...] = ()
    precision: tuple[str | None, ...] = ()
    killed: tuple[int | None, ...] = ()

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def placed(self) -> int:
        """How many have a place with a point."""
        return sum(lon is not None for lon in self.lon)

    @cached_property
    def days(self) -> Mapping[str, int]:
        """How many incidents began on each day; those without a day are not counted."""
        return Counter(day for day in self.first_day if day is not None)


def state(database: Database, as_of: str | None = None) -> int:
    """The number of the last change: what is asked of the same state has the same answer, for ever.

    Raises:
        DataError: ``as_of`` is no date.
    """
    with database.reading() as connection:
        return last_change(connection, as_of)


def overview(database: Database, search: IncidentSearch, last: int) -> Overview:
    """The incidents that fit in the state that the changes up to ``last`` have left; limit and cursor do not count.

    Raises:
        DataError: a type, a day or the words cannot be looked for.
    """
    of = incident_versions.c
    day = func.coalesce(of.first_day, of.last_day).label("day")
    columns: tuple[Any, ...] = (of.incident, of.type, day, of.lon, of.lat, of.radius_km, of.precision, KILLED)
    query = fitting_incidents(database.dialect, search, last, columns).order_by(day.desc().nulls_last(), of.incident)
    with database.reading() as connection:
        found = connection.execute(query).all()
    return Overview(*zip(*found, strict=True)) if found else Overview()


def countries(database: Database) -> tuple[str, ...]:
    """The codes of the countries where incidents lie, for choosing among them."""
    query = select(incident_versions.c.country).where(incident_versions.c.country.is_not(None)).distinct()
    with database.reading() as connection:
        return tuple(sorted(connection.scalars(query)))
