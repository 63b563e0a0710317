"""Times as foreign formats hold them: days, and how exact they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from dateline.export.happening import When


@dataclass(frozen=True)
class Days:
    """A first and a last day, both within."""

    first: date
    last: date

    @property
    def many(self) -> int:
        """How many days they are."""
        return (self.last - self.first).days + 1


def days(when: When | None) -> Days | None:
    """The days of a time; None where either end is not known."""
    if when is None or when.start is None or when.end is None:
        return None
    found = Days(date.fromisoformat(when.start[:10]), date.fromisoformat(when.end[:10]))
    return found if found.many > 0 else None


def clock(value: str | None) -> str | None:
    """The clock time of a start or an end, as HH:MM."""
    return value[11:16] if value and "T" in value else None


def moment(value: str) -> datetime:
    """A date-time in UTC; one without an offset is taken as it stands, and a day at its beginning."""
    found = datetime.fromisoformat(value)
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def month(found: Days) -> str | None:
    """The month as YYYYMM, where all days are in one."""
    first, last = f"{found.first:%Y%m}", f"{found.last:%Y%m}"
    return first if first == last else None


def year(found: Days) -> int | None:
    """The year, where all days are in one."""
    return found.first.year if found.first.year == found.last.year else None
