"""Readings as ``dateline read --format json`` prints them, as happenings: for exports without a store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from pydantic import ValidationError

from dateline.errors import DataError
from dateline.export.days import days
from dateline.export.happening import Happening, of_event
from dateline.ontology.registry import event_type
from dateline.schema.reading import Reading


def parsed(lines: Iterable[bytes], name: str) -> Iterator[Reading]:
    """The readings of JSON Lines; empty lines are passed over.

    Raises DataError naming ``name``, the line that is no reading, and what of it is none.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield Reading.model_validate_json(line)
        except ValidationError as error:
            raise DataError(
                f"is no reading as 'dateline read --format json' prints them, one a line: {_wrong(error)}",
                name=f"{name}:{number}",
            ) from error


def _wrong(error: ValidationError) -> str:
    first = error.errors()[0]
    if first["type"] == "json_invalid":
        return "not JSON"
    where = ".".join(str(part) for part in first["loc"])
    return f"{where}: {first['msg']}" if where else str(first["msg"])


def happenings(readings: Iterable[Reading]) -> Iterator[Happening]:
    """Every event of readings as a happening of its own, called ``report/event``."""
    for reading in readings:
        ids = {event.id: f"{reading.report.id}/{event.id}" for event in reading.events}
        for event in reading.events:
            yield of_event(
                reading, event, id=ids[event.id], at=reading.provenance.read_at,
                made_by=reading.provenance.dateline, ids=ids,
            )  # fmt: skip


def within(since: str | None, until: str | None, types: Iterable[str]) -> Callable[[Happening], bool]:
    """Whether a happening is of some types and its days overlap others, as ``Store.events`` would find it.

    Raises DataError for a type that is none.
    """
    wanted = {event_type(name).name for name in types}

    def fits(happening: Happening) -> bool:
        if wanted and happening.type not in wanted:
            return False
        if since is None and until is None:
            return True
        found = days(happening.when)
        if found is None:
            return False
        return (since is None or found.last.isoformat() >= since[:10]) and (
            until is None or found.first.isoformat() <= until[:10]
        )

    return fits
