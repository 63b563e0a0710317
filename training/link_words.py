"""Write the table of common words that linking weighs by: ``python -m training.link_words --data DATA``.

The weight of a word is ln(N / n), its n of N texts being those of the training parts of corpus, ECB+ and MUC-4. The
reports of one ECB+ story count as one text, and only words in at least ``FEWEST`` texts are kept: no name of a single
story is among them.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from dateline.link.words import words

FEWEST = 8
OUT = Path(__file__).parents[1] / "src" / "dateline" / "link" / "data" / "words.tsv"


def texts(data: Path) -> Iterator[str]:
    """The texts of the training parts."""
    for line in (data / "corpus" / "train.jsonl").open(encoding="utf-8"):
        yield json.loads(line)["report"]["text"]
    with gzip.open(data / "ecbplus" / "train.jsonl.gz", "rt", encoding="utf-8") as file:
        stories: dict[str, list[str]] = {}
        for one in map(json.loads, file):
            stories.setdefault(one["subtopic"], []).extend(token for tokens in one["sents"] for token in tokens)
        yield from (" ".join(tokens) for tokens in stories.values())
    with gzip.open(data / "muc4" / "train.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)["text"]


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    counted: Counter[str] = Counter()
    number = 0
    for text in texts(parser.parse_args().data):
        counted.update(set(words(text)))
        number += 1
    kept = sorted((word, math.log(number / times)) for word, times in counted.items() if times >= FEWEST)
    OUT.write_text("".join(f"{word}\t{weight:.2f}\n" for word, weight in kept), encoding="utf-8")
    print(f"{len(kept)} words of {number} texts")


if __name__ == "__main__":
    main()
