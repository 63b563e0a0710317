"""Learn what tells who says that an actor did it: ``python -m training.confidence --data DATA``.

The bundled reader reads the corpus's training part. Every actor of an event that gold has too is an example: its facts
are those of ``dateline.assemble.confidence``, its class is gold's. Writes ``confidence_weights.json`` beside that
module.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from dateline.assemble import confidence as told
from dateline.assemble.assemble import assemble
from dateline.assemble.context import Context
from dateline.evaluate.corpus.matching import match_arguments, match_events
from dateline.reader.labels import CONFIDENCES
from training.examples import Example, beside_model, taught, write
from training.relations import happening

WEIGHTS: Final = Path(told.__file__).with_name("confidence_weights.json")


def examples(gold: dict[str, Any], context: Context) -> Iterator[Example]:
    """The actors of one report that gold has too."""
    read = assemble(context)
    rows = [
        event.model_dump(mode="json", include={"type", "trigger", "mentions", "arguments"}) for event in read.events
    ]
    for at, ours in match_events(gold["events"], rows):
        event, wanted = read.events[ours], gold["events"][at]["arguments"]
        for one, other in match_arguments(wanted, rows[ours]["arguments"]):
            sure = wanted[one].get("confidence")
            if wanted[one]["role"] == "actor" and sure:
                known = told.facts(context, happening(event), event.arguments[other], read.attributions)
                yield known, CONFIDENCES.index(sure)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    given = parser.parse_args()
    found = [each for document, context in taught(given.data) for each in examples(document.gold, context)]
    write(WEIGHTS, beside_model(found, len(CONFIDENCES), share=told.MODEL))


if __name__ == "__main__":
    main()
