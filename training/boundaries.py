"""Count where the parts of claims end: ``python -m training.boundaries --data FOLDER --artifact ARTIFACT``.

Of every word of a marked source or content, whether it is the last, by what stands on both sides of it
(``dateline.reader.boundaries``). Rates are drawn towards those of the kinds without regard to quotations, and these
towards that of the part, so that what was seldom met says little. Writes ``boundaries.json`` beside the graphs. Where
PolNeAR's licence is not among ``--licences``, nothing is counted, and the file lets every place be an end alike.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from dateline.reader.boundaries import FOLLOWING, KINDS, PARTS, Sides
from dateline.reader.decode import Words
from training import licences
from training.datasets import Example, TrainCue, polnear

DRAWN, DRAWN_BY_KINDS = 2.0, 4.0
"""Words' worth by which a rate is drawn: of two kinds to the part's, of both and the quotation to theirs."""
FARTHEST = 3.0
"""Log odds further apart than this say no more."""


def counts(examples: Iterable[Example], tokenizer: Tokenizer) -> dict[str, NDArray[np.float64]]:
    """Of each part, words that are not the last and that are (2, kinds, following, quoted)."""
    found = {part: np.zeros((2, len(KINDS), len(FOLLOWING), 2)) for part in PARTS}
    for example in examples:
        coding = tokenizer.encode(example.text, add_special_tokens=False)
        words = Words.of_pieces(np.array(coding.offsets, np.int32).reshape(-1, 2), coding.word_ids)
        sides = Sides.of(example.text, words.starts, words.ends)
        for claim in example.cues:
            _count(found, claim, words, sides)
    return found


def _count(found: dict[str, NDArray[np.float64]], claim: TrainCue, words: Words, sides: Sides) -> None:
    spans = {
        part: [(int(np.searchsorted(words.ends, start, "right")), int(np.searchsorted(words.starts, end, "left")))
               for start, end in getattr(claim, part)]
        for part in ("source", "cue", "content")
    }  # fmt: skip
    for part, others in PARTS.items():
        seen = sides
        for other in others:
            seen = seen.before(other, [start for start, _ in spans[other]])
        for start, end in spans[part]:
            here = seen.within(start, end)
            last = np.arange(start, end) == end - 1
            np.add.at(found[part], (last.astype(int), here.kinds, here.following, here.quoted), 1)


def log_odds(counted: NDArray[np.float64]) -> NDArray[np.float64]:
    """What ``Boundaries`` holds of a part (kinds, following, quoted); zeros where nothing was counted."""
    if not counted.any():
        return np.zeros(counted.shape[1:])
    inner, last = counted
    rate = last.sum() / counted.sum()
    by_kinds = (last.sum(-1) + DRAWN * rate) / (counted.sum((0, -1)) + DRAWN)
    rates = (last + DRAWN_BY_KINDS * by_kinds[..., None]) / (inner + last + DRAWN_BY_KINDS)
    over: NDArray[np.float64] = np.log(rates / (1 - rates)) - np.log(rate / (1 - rate))
    return over.clip(-FARTHEST, FARTHEST)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    parser.add_argument("--artifact", type=Path, required=True, help="folder of the exported reader")
    licences.add_option(parser)
    given = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(given.artifact / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    free = "polnear" in licences.allowed(given.licences)
    counted = counts(polnear.load(given.data) if free else (), tokenizer)
    told = {part: np.round(log_odds(each), 2).tolist() for part, each in counted.items()}
    (given.artifact / "boundaries.json").write_text(json.dumps(told) + "\n")


if __name__ == "__main__":
    main()
