"""Counts: how many people or things a phrase tells, by the record's coding notes for bounds.

``at least N`` gives low and best, ``up to N`` best and high, ``about N`` best only, ``dozens`` a low of 24; silence
is null, and zero is only what the text says.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from dateline.normalise.count_figures import Quantity, figures
from dateline.normalise.count_phrases import Amount, amount_of
from dateline.normalise.count_tokens import tokens_of
from dateline.normalise.count_tolls import Toll, tolls
from dateline.schema.reading import Count
from dateline.schema.span import Span

__all__ = ["Quantity", "Toll", "count_at", "count_named", "figures", "tolls"]

REMEMBERED = 512
"""Phrases that are remembered: a report's mentions are compared in pairs, each with many others."""
_REACH = 40
"""How many characters before a phrase may hold its modifiers, as in ``no fewer than``."""


@lru_cache(maxsize=REMEMBERED)
def count_at(text: str, start: int, end: int, *, person: bool = False) -> Count | None:
    """The number of people or things that ``text[start:end]`` tells, with modifiers directly before it.

    ``person`` says that the phrase is known to name people: then a singular definite noun ("the soldier") or a
    proper name is one. None where the phrase tells no number, as a bare plural does.
    """
    reach = max(0, start - _REACH)
    tokens = tokens_of(text, max(reach, text.find(" ", reach, start)) if reach else 0, end)
    first = next((i for i, token in enumerate(tokens) if token.start >= start), len(tokens))
    amount = amount_of(tokens, first, len(tokens), person=person)
    if amount is None:
        return None
    return _count(amount, Span.of(text, tokens[amount.first].start, tokens[amount.last - 1].end))


def count_named(spans: Sequence[Span]) -> Count | None:
    """The number of people named by ``spans``, one name each: ``killed A and B`` is two. None without spans."""
    if not spans:
        return None
    number, names = len(spans), tuple(spans)
    return Count(low=number, best=number, high=number, stated=", ".join(s.text for s in names), evidence=names)


def _count(amount: Amount, span: Span) -> Count:
    return Count(low=amount.low, best=amount.best, high=amount.high, stated=span.text, evidence=(span,))
