"""A value whose words are followed into a corrected text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from dateline.schema.span import Frozen, Span

Move = Callable[[int, int], tuple[int, int] | None]
"""Where a range of the older text stands in the newer one; None where it does not."""
V = TypeVar("V", bound=Frozen)


class GoneError(Exception):
    """Words that the newer text does not have; caught where a value is moved."""


def moved(value: V, move: Move, text: str) -> V | str:
    """The value with its spans where they stand in ``text``; the first words that are gone where it cannot be moved.

    Of several spans that show one thing, those that are left are enough.
    """
    try:
        return _frozen(value, move, text)
    except GoneError as gone:
        return str(gone)


def lost_words(value: Frozen, text: str) -> str | None:
    """The first words of a value that do not stand in ``text`` where they say, None where all do."""
    return next((span.text for span in _spans(value) if text[span.start : span.end] != span.text), None)


def _frozen(value: V, move: Move, text: str) -> V:
    if isinstance(value, Span):
        return value.model_copy(update=_range(value, move, text))
    return value.model_copy(update={name: _any(getattr(value, name), move, text) for name in type(value).model_fields})


def _any(value: Any, move: Move, text: str) -> Any:
    if isinstance(value, Frozen):
        return _frozen(value, move, text)
    if isinstance(value, tuple) and value and all(isinstance(each, Span) for each in value):
        return _left(value, move, text)
    if isinstance(value, tuple):
        return tuple(_any(each, move, text) for each in value)
    return value


def _left(spans: tuple[Span, ...], move: Move, text: str) -> tuple[Span, ...]:
    found, gone = [], None
    for span in spans:
        try:
            found.append(_frozen(span, move, text))
        except GoneError as error:
            gone = error
    if not found and gone is not None:
        raise gone
    return tuple(found)


def _range(span: Span, move: Move, text: str) -> dict[str, int]:
    to = move(span.start, span.end)
    if to is None or text[to[0] : to[1]] != span.text:
        raise GoneError(span.text)
    return {"start": to[0], "end": to[1]}


def _spans(value: Any) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif isinstance(value, Frozen):
        for name in type(value).model_fields:
            yield from _spans(getattr(value, name))
    elif isinstance(value, tuple):
        for each in value:
            yield from _spans(each)
