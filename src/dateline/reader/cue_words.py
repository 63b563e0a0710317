"""Words that mostly tell who says what: "said", "according", "told".

The model learned what a cue is from political news alone, and holds the same words for none in other news ("police
said" in a report of arrests: 2 in 100). How often people marked each word as part of a cue was counted where they
marked all (``training.boundaries``); what they marked nearly always is one here, however unsure the model is.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dateline.errors import ArtifactError
from dateline.reader.decode import Words

USUAL: Final = 0.7
"""The share of its occurrences that people marked, from which on a word is taken for a cue."""


@dataclass(frozen=True, slots=True)
class CueWords:
    """The share of its occurrences in which each word, in lower case, was part of a cue."""

    shares: Mapping[str, float]

    @classmethod
    def load(cls, path: Path) -> CueWords:
        """Raises ArtifactError."""
        try:
            return cls({str(word): float(share) for word, share in json.loads(path.read_text("utf-8")).items()})
        except (OSError, ValueError, TypeError, AttributeError) as error:
            message = f"the model's {path.name} cannot be read: reinstall dateline ({error})"
            raise ArtifactError(message) from error

    def among(self, text: str, words: Words) -> NDArray[np.int64]:
        """The numbers of the words of a text that are usually cues."""
        usual = {word for word, share in self.shares.items() if share >= USUAL}
        found = (at for at, (start, end) in enumerate(zip(words.starts.tolist(), words.ends.tolist(), strict=True))
                 if text[start:end].lower() in usual)  # fmt: skip
        return np.fromiter(found, np.int64)
