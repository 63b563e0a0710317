"""Where parts of claims end, counted in gold."""

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer
from training.boundaries import FARTHEST, counts, cue_words, log_odds
from training.datasets import Example, TrainCue

from dateline.reader.boundaries import FOLLOWING, KINDS
from dateline.reader.runtime import BUNDLED

TEXT = "The mayor, a doctor, said that the road to the west was mined. Others said so."


def span(words: str) -> tuple[tuple[int, int], ...]:
    return ((TEXT.index(words), TEXT.index(words) + len(words)),)


def counted() -> dict[str, NDArray[np.float64]]:
    claim = TrainCue(span("said"), span("The mayor, a doctor,"), span("that the road to the west was mined"))
    tokenizer = Tokenizer.from_file(str(BUNDLED / "tokenizer.json"))
    tokenizer.no_padding()
    return counts([Example("one", "polnear", TEXT, cues=(claim,))], tokenizer)


def test_each_word_of_a_part_counts_once_and_the_last_as_its_end() -> None:
    found = counted()
    assert [found["source"][last].sum() for last in (0, 1)] == [5, 1]
    assert [found["content"][last].sum() for last in (0, 1)] == [7, 1]
    assert found["source"][1, KINDS.index("comma"), FOLLOWING.index("cue"), 0] == 1
    assert found["content"][1, KINDS.index("word"), FOLLOWING.index("stop"), 0] == 1
    assert found["content"][0, KINDS.index("small"), FOLLOWING.index("word"), 0] == 3


def test_what_was_never_an_end_speaks_against_one_the_more_often_it_was_met() -> None:
    odds = log_odds(counted()["content"])
    small = odds[KINDS.index("small")]
    assert odds[KINDS.index("word"), FOLLOWING.index("stop"), 0] > 0
    assert -FARTHEST <= small[FOLLOWING.index("word"), 0] < small[FOLLOWING.index("small"), 0] < 0
    assert small[FOLLOWING.index("quote"), 1] == 0


def test_words_that_were_often_cues_are_kept_with_their_share() -> None:
    claim = TrainCue(cue=((7, 11),), source=((0, 6),), content=((12, 16),))
    told = Example("a", "polnear", "Police SAID fire.", cues=(claim,))
    silent = Example("b", "polnear", "Police said fire.", cues=(claim, claim))
    other = Example("c", "polnear", "He said so.")
    kept = cue_words([*[told] * 12, *[silent] * 4, *[other] * 4])
    assert kept == {"said": 0.8}  # 16 of 20; "police" is often met and no cue, "so" seldom met
    assert cue_words([told] * 3) == {}
