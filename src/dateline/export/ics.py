"""iCalendar (RFC 5545): a timeline, one entry a happening whose days are known."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from dateline.export import describe, flat
from dateline.export.base import Account, Column, Declined, Format
from dateline.export.days import days, moment
from dateline.export.files import Files
from dateline.export.happening import Happening, When
from dateline.render.safe import inert

if TYPE_CHECKING:
    from icalendar import Event

_HEAD: Final = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//dateline//timeline//EN\r\nCALSCALE:GREGORIAN\r\n"
_FOOT: Final = "END:VCALENDAR\r\n"
_MINUTES: Final = len("2024-09-13T12:00")


def entry(happening: Happening) -> Event | Declined:
    """The happening as an entry, declined where it has no days or nobody knows when it was made."""
    from icalendar import Event

    found = days(happening.when)
    if found is None or happening.when is None:
        return Declined("no first or last day known")
    if happening.at is None:
        return Declined("not known when the record was made, which iCalendar asks for")
    made = Event()
    made.add("uid", f"{happening.id}@dateline")
    made.add("dtstamp", moment(happening.at).replace(microsecond=0))
    start, end = _bounds(happening.when)
    made.add("dtstart", start)
    if end is not None:
        made.add("dtend", end)
    made.add("summary", inert(describe.title(happening)))
    made.add("description", inert(describe.text(happening)))
    made.add("categories", [happening.type, happening.salience])
    made.add("transp", "TRANSPARENT")
    if happening.where:
        made.add("location", inert(happening.where.name))
        if happening.where.point:
            lon, lat = happening.where.point
            made.add("geo", (lat, lon))
    if happening.polarity == "negative":
        made.add("status", "CANCELLED")
    elif happening.modality != "actual":
        made.add("status", "TENTATIVE")
    if url := next((each.url for each in happening.tellings if each.url), None):
        made.add("url", inert(url).replace("\n", ""))
    for told in happening.tellings:
        made.add("x-dateline-telling", told.key)
    for each in happening.evidence:
        made.add("x-dateline-evidence", inert(f"{each.field} {each.report}/{each.event}:{each.start}-{each.end}"))
    return made


def _bounds(when: When) -> tuple[date, date | None]:
    """Start and end as iCalendar has them: days with the day after the last, or local times of no zone."""
    start, end = when.start or "", when.end or ""
    if "T" in start and "T" in end:
        first, last = (datetime.fromisoformat(value[:_MINUTES]) for value in (start, end))
        return first, last if last > first else None
    return date.fromisoformat(start[:10]), date.fromisoformat(end[:10]) + timedelta(days=1)


def write(happenings: Iterable[Happening], files: Files, account: Account) -> None:
    """A calendar of entries, one after the other."""
    with files.text() as stream:
        stream.write(_HEAD)
        for each in happenings:
            made = entry(each)
            if isinstance(made, Declined):
                account.decline(made.reason)
                continue
            row = flat.row(each)
            account.take(each, (name for name in ("place_name", "place_lat", "urls") if row[name] is None))
            stream.write(made.to_ical().decode())
        stream.write(_FOOT)


FORMAT: Final = Format(
    name="ics",
    suffix=".ics",
    about="A timeline as an iCalendar file: whole days, or local clock times where both ends tell one. A happening "
    "without days is declined, and one of which nobody knows when its record was made (`DTSTAMP`).",
    write=write,
    fields=(
        Column("UID", "dateline's id"),
        Column("DTSTAMP", "when this state of the record was made (UTC)", "datetime"),
        Column("DTSTART, DTEND", "first day and the day after the last, or local times", "date"),
        Column("SUMMARY", "event type and place; `ahead`, `did not happen`"),
        Column("DESCRIPTION", "who, how many, the sentence of each report, outlet, date and address"),
        Column("CATEGORIES", "event type and salience"),
        Column("LOCATION, GEO", "name and point of the place"),
        Column("STATUS", "TENTATIVE for what is ahead or supposed, CANCELLED for what did not happen"),
        Column("URL", "address of the first report that has one"),
        Column("X-DATELINE-TELLING, X-DATELINE-EVIDENCE", "each telling's report/event; field and offsets of a value",
               "array"),
    ),
    lost=(
        "events without a day; how exact a time is (a month is an entry of a month)",
        "which value a count or a party is: they are words in the description",
        "the words of the evidence: only their offsets are kept",
        "time zones: clock times are local and have none",
    ),
    libraries=("icalendar",),
)  # fmt: skip
