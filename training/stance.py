"""Learn what tells a claim's stance: ``python -m training.stance --data DATA``.

The bundled reader reads the corpus's training part. Every claim that gold has too is an example: its facts are those of
``dateline.assemble.stance``, its class is gold's stance. Writes ``stance_weights.json`` beside that module. Who says so
looks at stances, so ``training.confidence`` is to be run after it.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from dateline.assemble import stance as told
from dateline.assemble.assemble import assemble
from dateline.assemble.context import Context
from dateline.evaluate.corpus.matching import match_claims
from training.examples import Example, beside_model, taught, write
from training.relations import happening

WEIGHTS: Final = Path(told.__file__).with_name("stance_weights.json")


def examples(gold: dict[str, Any], context: Context) -> Iterator[Example]:
    """The claims of one report that gold has too."""
    read = assemble(context)
    happenings = [happening(event) for event in read.events]
    rows = [claim.model_dump(mode="json", include={"source", "cue", "content"}) for claim in read.attributions]
    for wanted, ours in zip(gold["attributions"], match_claims(gold["attributions"], rows), strict=True):
        if ours is not None and wanted["stance"]:
            known = told.facts(context, read.attributions[ours], happenings)
            yield known, told.STANCES.index(wanted["stance"])


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    given = parser.parse_args()
    found = [each for document, context in taught(given.data) for each in examples(document.gold, context)]
    write(WEIGHTS, beside_model(found, len(told.STANCES), share=told.MODEL))


if __name__ == "__main__":
    main()
