"""Which ways of attacking an event's weapon rules out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from dateline.assemble.arguments import candidates
from dateline.assemble.context import Context

_PLACED: Final = re.compile(
    r"\b(?:suicide|(?:car|truck|vehicle|van|motorcycle|roadside|parcel|letter)[\s-]bombs?|IEDs?|improvised explosive"
    r"|explosive (?:belt|vest)s?|land\s?mines?)\b",
    re.IGNORECASE,
)
"""Bombs that somebody brings or lays. "Taliban strike consulate" with a car bomb is no strike from the air."""
FROM_AFAR: Final = frozenset({"air-strike", "shelling"})


def ruled_out(context: Context, members: Sequence[int]) -> frozenset[str]:
    """The types of events that the instruments of some triggers rule out.

    Of 34 events of the corpus' training part that name such a bomb none was an air strike, and one a shelling.
    """
    spans = candidates(context, members, "instrument")
    placed = any(_PLACED.search(context.text, each.start, each.end) for each in spans)
    return FROM_AFAR if placed else frozenset()
