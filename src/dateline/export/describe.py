"""A happening in words: a title and a short text, for calendars, maps and notices."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.export import flat
from dateline.export.happening import TOLLS, Happening, Number
from dateline.render.phrases import MODALITY, type_name


def title(happening: Happening) -> str:
    """``Shelling, Mosul``; what did not or may not happen says so."""
    parts = [type_name(happening.type)]
    if happening.where:
        parts.append(happening.where.name)
    flags = [] if happening.modality == "actual" else [MODALITY[happening.modality]]
    flags += ["did not happen"] if happening.polarity == "negative" else []
    return ", ".join(parts) + (f" ({', '.join(flags)})" if flags else "")


def text(happening: Happening) -> str:
    """A few lines: who, how many, in whose words, told by whom, and dateline's id."""
    return "\n".join(_lines(happening))


def _lines(happening: Happening) -> Iterator[str]:
    row = flat.row(happening)
    for name in ("actors", "targets", "victims", "instruments"):
        if row[name]:
            yield f"{name.capitalize()}: {row[name]}"
    for toll in TOLLS:
        number: Number | None = getattr(happening.tolls, toll)
        if number:
            yield f"{toll.capitalize()}: {bounds(number)}"
    for told in happening.tellings:
        source = ", ".join(filter(None, (told.outlet, told.published, told.url))) or f"report {told.report[:12]}"
        yield f"“{told.sentence}” ({source})"
    yield f"dateline {happening.id}: {row['tellings']}"


def bounds(number: Number) -> str:
    """``3``, ``3 to 5``, or the report's words where it gives no number."""
    known = sorted({n for n in (number.low, number.best, number.high) if n is not None})
    if number.high is None and number.low is not None:
        return f"at least {number.low}" + (f" (best {number.best})" if number.best not in (None, number.low) else "")
    return " to ".join(str(n) for n in (known[0], known[-1])[: len(known)]) if known else number.stated
