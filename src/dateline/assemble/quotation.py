"""Quotations that go on over sentences: their speaker is named once, beside the first of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from dateline.assemble.context import Context
from dateline.schema.draft import DraftAttribution, Mark

LONGEST: Final = 1500
"""Characters within which a quotation is looked for its end."""
_CLOSED_BY: Final = {"“": "”", '"': '"', "«": "»"}
_OPENING: Final = re.compile('[“"«](?=\\S)')
_FULL_STOP: Final = re.compile(r"[.!?…]")


def carried(context: Context, said: DraftAttribution) -> tuple[Mark, ...]:
    """The quotations that follow a quoted claim, sentence after sentence, and have no cue of their own.

    "The bridge is gone," Ada Moe said. "They burned the school." The second is hers as well; what is quoted after a
    blank line, or ends in a comma before its own cue, is somebody else's to claim.
    """
    if not any(_OPENING.search(context.text, max(0, part.start - 1), part.end) for part in said.content):
        return ()
    own = {mark.start for mark in said.cue}
    others = [each for each in context.draft.attributions if own.isdisjoint(mark.start for mark in each.cue)]
    taken = [mark for each in others for mark in (*each.cue, *each.content)]
    end = max(mark.end for part in (said.source, said.cue, said.content) for mark in part)
    return tuple(_following(context, end, taken, said.score))


def _following(context: Context, end: int, taken: Sequence[Mark], score: float) -> Iterator[Mark]:
    """The quotations after a place, as long as each opens the sentence after the last and is nobody else's."""
    while (quotation := _quotation(context, end)) is not None:
        start, end = quotation
        if any(mark.start < end and start < mark.end for mark in taken):
            return
        yield Mark(start=start, end=end, score=score)


def _quotation(context: Context, position: int) -> tuple[int, int] | None:
    """The whole sentences that stand in quotation marks right after the sentence of a place, in its paragraph."""
    text, start = context.text, context.sentences.bounds(max(0, position - 1))[1]
    if start >= len(text) or "\n" in text[position:start] or _OPENING.match(text, start) is None:
        return None
    close = text.find(_CLOSED_BY[text[start]], start + 1, start + LONGEST)
    if close < 0 or "\n" in text[start:close]:
        return None
    ended = _FULL_STOP.match(text, close - 1) or _FULL_STOP.match(text, close + 1)
    return (start, close + 1) if ended else None
