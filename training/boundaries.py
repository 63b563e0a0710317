"""Count where the parts of claims end, and which words are cues: ``python -m training.boundaries --data DATA --artifact
ARTIFACT``.

Of every word of a marked source or content, whether it is the last, by what stands on both sides of it
(``dateline.reader.boundaries``). Rates are drawn towards those of the kinds without regard to quotations, and these
towards that of the part, so that what was seldom met says little. Writes ``boundaries.json`` beside the graphs, and
``cue_words.json``: of what share of its occurrences each word was part of a cue (``dateline.reader.cue_words``). Where
PolNeAR's licence is not among ``--licences``, nothing is counted: every place is an end alike, and no word a cue.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from dateline.reader.boundaries import FOLLOWING, KINDS, PARTS, Sides
from dateline.reader.decode import Words
from training import licences
from training.datasets import Example, TrainCue, polnear

_WORD = re.compile(r"[^\W\d_]+")
OFTEN_MET, OFTEN_MARKED = 15, 0.5
"""Times that a word is met, and the share of them in cues, below which it is not kept."""
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


def cue_words(examples: Iterable[Example]) -> dict[str, float]:
    """The share of each word's occurrences that lie in a cue, of the words that are often met and often one."""
    met, marked = Counter[str](), Counter[str]()
    for example in examples:
        inside = {at for claim in example.cues for span in claim.cue for at in range(*span)}
        for word in _WORD.finditer(example.text):
            met[word[0].lower()] += 1
            marked[word[0].lower()] += word.start() in inside
    shares = {word: round(marked[word] / count, 2) for word, count in sorted(met.items()) if count >= OFTEN_MET}
    return {word: share for word, share in shares.items() if share >= OFTEN_MARKED}


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
    examples = list(polnear.load(given.data)) if free else []
    counted = counts(examples, tokenizer)
    told = {part: np.round(log_odds(each), 2).tolist() for part, each in counted.items()}
    (given.artifact / "boundaries.json").write_text(json.dumps(told) + "\n")
    (given.artifact / "cue_words.json").write_text(json.dumps(cue_words(examples)) + "\n")


if __name__ == "__main__":
    main()
