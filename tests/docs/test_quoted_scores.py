"""The figures that documents quote are those of docs/scores.md."""

import re
from pathlib import Path

import pytest

from dateline.reader.runtime import MODELS

ROOT = Path(__file__).parents[2]
ROWS = re.compile(r"^\| (?P<benchmark>[^|]+) \| (?P<figure>[^|]+) \| (?P<value>-?[\d.]+)[^|]*\|[^|]*\|$", re.M)
QUOTED = re.compile(r"^\| (?P<figure>[^|]+) \| (?P<whole>\d+) \([^|]+ \| (?P<unseen>\d+) \([^|]+ \|$", re.M)


def figures(text: str) -> dict[tuple[str, str], float]:
    return {(row["benchmark"], row["figure"]): float(row["value"]) for row in ROWS.finditer(text)}


def scored(name: str) -> dict[tuple[str, str], float]:
    """The figures of one bundled model."""
    base, *others = (ROOT / "docs/scores.md").read_text(encoding="utf-8").split("\n## `--model ")
    return figures(base if name == "base" else next(part for part in others if part.startswith(f"{name}`")))


def test_the_readme_quotes_them() -> None:
    scores, quoted = scored("base"), [*QUOTED.finditer((ROOT / "README.md").read_text(encoding="utf-8"))]
    assert len(quoted) >= 7
    for row in quoted:
        for benchmark, said in (("corpus", row["whole"]), ("corpus (unseen)", row["unseen"])):
            assert float(said) == pytest.approx(scores[benchmark, row["figure"]], abs=0.55), (benchmark, row["figure"])


@pytest.mark.parametrize("name", MODELS)
def test_the_models_card_quotes_them(name: str) -> None:
    card = figures((MODELS[name] / "MODEL.md").read_text(encoding="utf-8"))
    assert len(card) > 100
    assert card == scored(name)


def test_both_count_the_same_unseen_reports() -> None:
    (quoted,) = re.findall(r"the (\d+) surely unseen", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert f"are the {quoted} reports" in (ROOT / "docs/scores.md").read_text(encoding="utf-8")
