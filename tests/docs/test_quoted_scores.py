"""The figures that documents quote are those of docs/scores.md."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROWS = re.compile(r"^\| (?P<benchmark>[^|]+) \| (?P<figure>[^|]+) \| (?P<value>-?[\d.]+)[^|]*\|[^|]*\|$", re.M)
QUOTED = re.compile(r"^\| (?P<figure>[^|]+) \| (?P<whole>\d+) \([^|]+ \| (?P<unseen>\d+) \([^|]+ \|$", re.M)


def figures(document: str) -> dict[tuple[str, str], float]:
    text = (ROOT / document).read_text(encoding="utf-8")
    return {(row["benchmark"], row["figure"]): float(row["value"]) for row in ROWS.finditer(text)}


def test_the_readme_quotes_them() -> None:
    scores, quoted = figures("docs/scores.md"), [*QUOTED.finditer((ROOT / "README.md").read_text(encoding="utf-8"))]
    assert len(quoted) >= 7
    for row in quoted:
        for benchmark, said in (("corpus", row["whole"]), ("corpus (unseen)", row["unseen"])):
            assert float(said) == pytest.approx(scores[benchmark, row["figure"]], abs=0.55), (benchmark, row["figure"])


def test_the_models_card_quotes_them() -> None:
    card = figures("src/dateline/reader/artifact/MODEL.md")
    assert len(card) > 100
    assert card == figures("docs/scores.md")


def test_both_count_the_same_unseen_reports() -> None:
    (quoted,) = re.findall(r"the (\d+) surely unseen", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert f"are the {quoted} reports" in (ROOT / "docs/scores.md").read_text(encoding="utf-8")
