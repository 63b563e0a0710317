"""The fit of facts that are weighed beside the model's own opinion."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from training.examples import beside_model, write

CLAIMED = 1


def test_what_goes_with_a_class_speaks_for_it() -> None:
    rng = np.random.default_rng(0)
    classes = rng.choice(6, 4000, p=[0.5, 0.1, 0.1, 0.1, 0.1, 0.1])
    found = [
        ({"always": 1.0, "claims": float(rng.random() < (0.9 if at == CLAIMED else 0.1)), "any": float(rng.random())},
         int(at))
        for at in classes
    ]  # fmt: skip
    table = beside_model(found, 6, share=0.5)
    assert table["claims"][CLAIMED] > 1 > 0 > table["claims"][0]
    assert max(map(abs, table["any"])) < 0.5


def test_how_usual_a_class_is_is_left_to_the_model() -> None:
    found = [({"always": 1.0}, at) for at in [0] * 90 + [1] * 10]
    alone, beside = (beside_model(found, 2, share=share)["always"] for share in (0.0, 1.0))
    assert alone[0] - alone[1] > 2
    assert abs(beside[0] - beside[1]) < 0.01


def test_a_table_is_written_a_fact_a_line(tmp_path: Path) -> None:
    table = {"always": [1.0, -0.5], "hedged": [0.0, 2.0]}
    write(tmp_path / "weights.json", table)
    text = (tmp_path / "weights.json").read_text(encoding="utf-8")
    assert json.loads(text) == table
    assert len(text.splitlines()) == 4
