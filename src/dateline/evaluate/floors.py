"""The quality gate: figures that must not fall below pinned floors."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files

from dateline.errors import ArtifactError
from dateline.evaluate.scores import Figure, Scores

Floors = Mapping[str, float]


def floors() -> dict[str, dict[str, float]]:
    """The pinned floors by benchmark and figure.

    Raises:
        ArtifactError: the bundled table is damaged.
    """
    source = files("dateline.evaluate") / "floors.toml"
    try:
        return {
            name: {figure: float(floor) for figure, floor in table.items()}
            for name, table in tomllib.loads(source.read_text(encoding="utf-8")).items()
        }
    except (OSError, tomllib.TOMLDecodeError, AttributeError, TypeError, ValueError) as error:
        raise ArtifactError(f"the table of floors cannot be read: {error}", name=str(source)) from error


def below(scores: Scores, pinned: Floors) -> list[str]:
    """A sentence for every figure that misses its floor; one that was not scored misses it too."""
    return [_sentence(scores[name], floor) for name, floor in pinned.items() if _misses(scores[name], floor)]


def _misses(figure: Figure, floor: float) -> bool:
    if figure.value is None:
        return True
    return figure.value < floor if figure.unit == "%" else figure.value > floor


def _sentence(figure: Figure, floor: float) -> str:
    side = "below" if figure.unit == "%" else "above"
    return f"{figure.name} is {figure.value}, {side} {floor}"
