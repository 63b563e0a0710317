"""Reports that we wrote and annotated ourselves, one file each in ``training/corpus``.

Licence: the project's. The notation is explained in ``training/corpus/README.md``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from dateline.reader.labels import (
    ATTRIBUTION_LAYERS,
    CONFIDENCES,
    CUE_CLASSES,
    EVENT_LAYERS,
    EVENT_ROLES,
    FILLER_ROLES,
    TOLLS,
    TRIGGER_CLASSES,
)  # fmt: skip
from training.datasets import Example, Range, TrainArgument, TrainCue, TrainEvent
from training.datasets.corpus import METONYM, flat, parts_of

FOLDER: Final = Path(__file__).parent.parent / "corpus"
_KEYS: Final = {
    "report": {"text", "published", "events", "attributions", "metonyms"},
    "event": {"trigger", "mentions", *TRIGGER_CLASSES, *EVENT_ROLES, "confidence"} - {"types"} | {"type"},
    "attribution": {"source", "cue", "content", "stance", "source_kind"},
}


class NotationError(ValueError):
    """A file that does not follow the notation; says which and where."""


def load(folder: Path = FOLDER) -> Iterator[Example]:
    """The reports of a folder, by name.

    Raises:
        NotationError: a file has an unknown key or label, or words that its text does not have.
    """
    for path in sorted(folder.glob("*.toml")):
        yield Annotated(path.stem, tomllib.loads(path.read_text(encoding="utf-8"))).example()


def load_beside(data: Path) -> Iterator[Example]:
    """The project's own reports, which stand beside this code and not in the folder of the data sets."""
    del data
    yield from load()


class Annotated:
    """One text and its annotation in our notation: ``row`` has ``text`` and what is marked in it."""

    def __init__(self, name: str, row: Mapping[str, Any]) -> None:
        self.name, self.row = name, row
        self.text: str = row["text"].strip()
        self._known(row, "report")

    def example(self) -> Example:
        """What it teaches. Raises NotationError."""
        events = tuple(self._event(each) for each in self.row.get("events", ()))
        cues = tuple(self._cue(each) for each in self.row.get("attributions", ()))
        return Example(
            docid=self.name,
            kind="corpus",
            text=self.text,
            layers=frozenset(EVENT_LAYERS),
            partial=frozenset(ATTRIBUTION_LAYERS),
            spans=flat(events) | parts_of(cues),
            roles=frozenset(EVENT_ROLES),
            events=events,
            cues=cues,
            toponyms=tuple((*self.find(words), METONYM) for words in self.row.get("metonyms", ())),
        )

    def find(self, words: str) -> Range:
        """Where words stand: ``attack`` the first time as whole words, ``attack#2`` the second.

        Raises NotationError.
        """
        sought, _, turn = words.partition("#")
        pattern = rf"(?<!\w){re.escape(sought)}(?!\w)"
        found = [match.span() for match in re.finditer(pattern, self.text)]
        number = int(turn or 1)
        if not 1 <= number <= len(found):
            raise NotationError(f"{self.name}: {words!r} is not in the text; {sought!r} is there {len(found)} times")
        return found[number - 1]

    def _spans(self, several: str | Sequence[str]) -> tuple[Range, ...]:
        return tuple(dict.fromkeys(map(self.find, [several] if isinstance(several, str) else several)))

    def _event(self, each: dict[str, Any]) -> TrainEvent:
        self._known(each, "event")
        marked = {"modality": "actual", "polarity": "positive", **each, "types": each["type"]}
        marked["series"] = "series" if each.get("series", False) else "one"
        classes = {key: self._index(names, marked[key], key) for key, names in TRIGGER_CLASSES.items()}
        arguments = [
            TrainArgument(role, self._spans(mentions), self._confidence(each, role, number))
            for role in FILLER_ROLES for number, mentions in enumerate(each.get(role, ()))
        ]  # fmt: skip
        settings = [role for role in ("time", "place", *TOLLS) if role in each]
        arguments += [TrainArgument(role, self._spans(each[role])) for role in settings]
        return TrainEvent(self._spans([each["trigger"], *each.get("mentions", ())]), classes, tuple(arguments))

    def _confidence(self, event: dict[str, Any], role: str, number: int) -> int:
        told = event.get("confidence", ())
        return self._index(CONFIDENCES, told[number], "confidence") if role == "actor" and number < len(told) else -1

    def _cue(self, each: dict[str, Any]) -> TrainCue:
        self._known(each, "attribution")
        return TrainCue(
            self._spans(each["cue"]), self._spans(each.get("source", ())), self._spans(each.get("content", ())),
            *(self._index(CUE_CLASSES[key], each[key], key) for key in ("stance", "source_kind")),
        )  # fmt: skip

    def _index(self, names: Sequence[str], value: str, key: str) -> int:
        if value not in names:
            raise NotationError(f"{self.name}: {key} cannot be {value!r}, but {', '.join(names)}")
        return names.index(value)

    def _known(self, row: Mapping[str, Any], kind: str) -> None:
        if unknown := set(row) - _KEYS[kind]:
            raise NotationError(f"{self.name}: {kind} has no {', '.join(sorted(unknown))}")


if __name__ == "__main__":
    read = list(load())
    print(f"{len(read)} reports, {sum(len(each.events) for each in read)} events")
