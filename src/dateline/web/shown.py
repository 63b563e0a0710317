"""What there is to see, for pages and interface alike: the only place that asks the store of incidents and reports.

Rows of a store are only added. So an answer belongs to the number of the last change for good: it may be kept, and a
browser that has it need not be sent it again.
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from threading import Lock
from types import MappingProxyType
from typing import Final

from dateline.errors import DataError, StoreError
from dateline.schema.incident import Incident
from dateline.schema.reading import Reading
from dateline.store.incident_queries import IncidentSearch, StoredIncident
from dateline.store.overview import Overview
from dateline.store.queries import StoredEvent
from dateline.store.report_queries import StoredReading, StoredReport
from dateline.store.store import Store
from dateline.web.asked import Asked, AskedEvents, AskedReports
from dateline.web.problem import Problem

NEAR_KM: Final = 100.0
NEAR_DAYS: Final = 14
_MOST_RELATED: Final = 8
_MOST_CHOICES: Final = 9
"""As many as there are digits to choose by."""
_LIKELY: Final = 0.01
"""Below, linking sees nothing of one happening in two incidents."""
_MOST_KEPT: Final = 16
_MOST_BARS: Final = 120


@dataclass(frozen=True)
class Listed:
    """A page of incidents; ``after`` is the cursor of the next one, None on the last."""

    incidents: tuple[StoredIncident, ...]
    after: str | None


@dataclass(frozen=True)
class Choice:
    """An incident that an event may belong to; ``score``: how likely by linking, None where it only lies near."""

    stored: StoredIncident
    score: float | None


@dataclass(frozen=True)
class Belongings:
    """The incident of an event (None: it is in none), others that it may belong to, and the reports of its incident
    that its own may be a copy of, with the share of the text in common."""

    incident: StoredIncident | None
    choices: tuple[Choice, ...]
    reports: tuple[tuple[StoredReport, float], ...]


@dataclass(frozen=True)
class ToldEvent:
    """A version of an event, and the incident that tells the event now."""

    stored: StoredEvent
    incident: int | None


@dataclass(frozen=True)
class Bar:
    """A stretch of days, both included, and how many incidents began in it."""

    first: date
    last: date
    incidents: int


@dataclass(frozen=True)
class Whole:
    """One incident in full: reconciled, the readings of its members by source, its versions, and what lies near."""

    stored: StoredIncident
    incident: Incident
    readings: Mapping[str, Reading]
    versions: tuple[StoredIncident, ...]
    related: tuple[StoredIncident, ...]


class Shown:
    """Asks one store. Safe among threads."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._countries: tuple[int, tuple[str, ...]] = (-1, ())
        self._kept: OrderedDict[tuple[IncidentSearch, int], Overview] = OrderedDict()
        self._lock = Lock()

    def state(self) -> int:
        """The number of the last change."""
        return self._store.state()

    def countries(self) -> tuple[str, ...]:
        """The countries where incidents lie."""
        last = self._store.state()
        if self._countries[0] != last:
            self._countries = (last, self._store.countries())
        return self._countries[1]

    def listed(self, asked: Asked, limit: int, after: str | None = None) -> Listed:
        """A page of the incidents that fit; the first one by day is that of the overview, which is asked for anyway."""
        if after is None and asked.order == "day":
            last = self._store.state(asked.as_of)
            overview = self._overview(asked, last)
            first = tuple(self._store.first_of(overview, last, limit))
            return Listed(first, first[-1].cursor if len(overview) > limit else None)
        found = tuple(self._store.incidents(**vars(asked.search(limit=limit + 1, after=after))))
        return Listed(found[:limit], found[limit - 1].cursor if len(found) > limit else None)

    def overview(self, asked: Asked) -> Overview:
        """All incidents that fit, in columns."""
        return self._overview(asked, self._store.state(asked.as_of))

    def _overview(self, asked: Asked, last: int) -> Overview:
        key = (replace(asked.search(), as_of=None, order="day"), last)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        found = self._store.overview(*key)
        with self._lock:
            self._kept[key] = found
            while len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
        return found

    def events(
        self, asked: AskedEvents, limit: int, after: str | None = None, *, blind: bool = False
    ) -> tuple[list[ToldEvent], str | None]:
        """A page of the events that fit, each with the incident that tells it, and the cursor of the next page.

        ``blind``: as the machine tells them, and not where they belong.
        """
        if blind:
            asked = asked.model_copy(update={"unreviewed": True})
        found = list(self._store.events(**vars(asked.search(limit=limit + 1, after=after))))
        told = [ToldEvent(each, None) for each in found[:limit]] if blind else self._told(found[:limit])
        return told, found[limit - 1].cursor if len(found) > limit else None

    def event_versions(self, number: int, *, latest: bool = False) -> list[ToldEvent]:
        """Every version of an event, the first first, or the latest alone. Raises Problem where there is none."""
        found = list(self._store.versions(number, latest=latest))
        if not found:
            raise Problem(404, "not-found", "there is no such event")
        return self._told(found)

    def _told(self, found: list[StoredEvent]) -> list[ToldEvent]:
        incidents = self._store.told_in({each.id for each in found})
        return [ToldEvent(each, incidents.get(each.id)) for each in found]

    def reports(
        self, asked: AskedReports, limit: int, after: str | None = None
    ) -> tuple[list[StoredReport], str | None]:
        """A page of the reports that fit, and the cursor of the next one."""
        found = self._store.reports(asked.search(limit=limit + 1, after=after))
        return found[:limit], found[limit - 1].cursor if len(found) > limit else None

    def report(self, document: int, version: int | None = None, *, blind_for: str | None = None) -> StoredReading:
        """A document's report with its reading, as a blind coder is to see it where one is named.

        Raises Problem where there is none.
        """
        try:
            return self._store.report(document, version, blind_for=blind_for)
        except StoreError:
            raise
        except DataError as error:
            raise Problem(404, "not-found", error.message) from error

    def incident(self, number: int, as_of: str | None = None) -> Whole:
        """An incident in full; an absorbed one is the one that absorbed it. Raises Problem where there is none."""
        try:
            full = self._store.full_incident(number, as_of=as_of)
        except StoreError:
            raise
        except DataError as error:
            raise Problem(404, "not-found", error.message) from error
        versions = tuple(self._store.incident_versions(int(full.incident.id)))
        stored = next(each for each in versions if each.version == full.version)
        return Whole(stored, full.incident, full.readings, versions, tuple(self._related(stored)))

    def versions(self, number: int) -> tuple[StoredIncident, ...]:
        """Every version of an incident. Raises Problem where there is none."""
        found = tuple(self._store.incident_versions(number))
        if not found:
            raise Problem(404, "not-found", "there is no such incident")
        return found

    def belongings(self, event: int, held: StoredReading) -> Belongings:
        """Where an event of a report belongs, and where it or its report may belong instead."""
        number = held.incidents.get(event)
        alike = tuple(self._store.nearest_reports(held.document)[:_MOST_CHOICES])
        if number is None:
            return Belongings(None, (), alike)
        stored = self.versions(number)[-1]
        return Belongings(stored, self._choices(event, stored), alike)

    def alike(self, document: int) -> list[tuple[StoredReport, float]]:
        """The reports that a report may be a copy of. Raises Problem where there is no such report."""
        self.report(document)
        return self._store.nearest_reports(document)

    def choices(self, event: int) -> tuple[Choice, ...]:
        """The incidents that an event may belong to instead of its own. Raises Problem where there is no such event."""
        own = self.event_versions(event, latest=True)[0].incident
        return self._choices(event, self.versions(own)[-1]) if own is not None else ()

    def _choices(self, event: int, own: StoredIncident) -> tuple[Choice, ...]:
        """Those that linking compares the event with, the likeliest first; then those that lie near."""
        scores = self._store.nearest_incidents(event)
        likely = sorted((each for each in scores if scores[each] >= _LIKELY), key=lambda each: (-scores[each], each))
        versions = (self.versions(number)[-1] for number in likely[:_MOST_CHOICES])
        found = [Choice(each, scores[each.id]) for each in versions if each.present]
        found += [Choice(each, scores.get(each.id)) for each in self._related(own) if each.id not in likely]
        return tuple(found[:_MOST_CHOICES])

    def _related(self, own: StoredIncident) -> Iterable[StoredIncident]:
        """Incidents within ``NEAR_KM`` and ``NEAR_DAYS``, the nearest in time first."""
        day = own.first_day or own.last_day
        if own.lat is None or own.lon is None or day is None:
            return ()
        middle, around = date.fromisoformat(day), timedelta(days=NEAR_DAYS)
        found = self._store.incidents(
            near=(own.lat, own.lon, NEAR_KM), since=_iso(middle, -around), until=_iso(middle, around), limit=200
        )
        others = [each for each in found if each.id != own.id]
        return sorted(others, key=lambda each: (_apart(each, middle), each.id))[:_MOST_RELATED]


def bars(overview: Overview) -> tuple[Bar, ...]:
    """How many incidents began when, in days, weeks, months or years: the finest of which few enough are needed.

    Stretches without any are left out.
    """
    counted = overview.days
    days = {date.fromisoformat(day): many for day, many in counted.items()}
    if not days:
        return ()
    for starts in (_day, _week, _month, _year):
        grouped: Counter[date] = Counter()
        for day, many in days.items():
            grouped[starts(day)] += many
        if _between(min(grouped), max(grouped), starts) <= _MOST_BARS or starts is _year:
            return tuple(Bar(first, _last(first, starts), many) for first, many in sorted(grouped.items()))
    return ()


def _day(day: date) -> date:
    return day


def _week(day: date) -> date:
    return day - timedelta(days=day.weekday()) if day.toordinal() > day.weekday() else day


def _month(day: date) -> date:
    return day.replace(day=1)


def _year(day: date) -> date:
    return day.replace(month=1, day=1)


_Starts = Callable[[date], date]
_LENGTH: Final[Mapping[_Starts, float]] = MappingProxyType({_day: 1, _week: 7, _month: 30.44, _year: 365.25})


def _between(first: date, last: date, starts: _Starts) -> float:
    return (last - first).days / _LENGTH[starts] + 1


def _last(first: date, starts: _Starts) -> date:
    """The last day of the stretch that begins with a day."""
    day = first
    while day < date.max and starts(day + timedelta(days=1)) == first:
        day += timedelta(days=1)
    return day


def _iso(day: date, by: timedelta) -> str:
    try:
        return (day + by).isoformat()
    except OverflowError:
        return day.isoformat()


def _apart(each: StoredIncident, middle: date) -> int:
    day = each.first_day or each.last_day
    return abs((date.fromisoformat(day) - middle).days) if day else NEAR_DAYS
