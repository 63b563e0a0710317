"""What a model's card says, and that a model that shares a tokenizer keeps no copy of it."""

import argparse
import json
from pathlib import Path
from typing import Any

import pytest
from training.card import ENCODERS, SETS, About, drop_copy, main, model_page, named, used

from dateline.reader.runtime import GRAPHS

ABOUT = Path(__file__).parents[3] / "training" / "about"


def test_the_same_file_is_left_out(tmp_path: Path) -> None:
    own, shared = tmp_path / "own.json", tmp_path / "shared.json"
    shared.write_text("{}")
    own.write_text("{}")
    drop_copy(own, shared)
    assert not own.exists()
    drop_copy(own, shared)


def test_another_is_an_error_and_stays(tmp_path: Path) -> None:
    own, shared = tmp_path / "own.json", tmp_path / "shared.json"
    shared.write_text("{}")
    own.write_text("[]")
    with pytest.raises(ValueError, match="another tokenizer"):
        drop_copy(own, shared)
    assert own.exists()


def card(*runs: dict[str, Any]) -> dict[str, Any]:
    sets = {name: {"what": SETS[name][0], "licence": SETS[name][1]} for name in used(runs)}
    return {
        "name": "mpnet6-multitask", "digest": "0" * 64, "config": list(runs), "sets": sets, "calibration_error": {},
    }  # fmt: skip


def artifact(folder: Path, odds: float = 0.5) -> Path:
    """What the card is written beside."""
    for graph in GRAPHS:
        (folder / f"{graph}.onnx").write_bytes(b"")
    (folder / "tokenizer.json").write_text("{}", encoding="utf-8")
    (folder / "boundaries.json").write_text(json.dumps({"source": [[[odds]]]}), encoding="utf-8")
    (folder / "cue_words.json").write_text("{}", encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", ENCODERS)
def test_what_people_say_of_the_bundled_models_stands_as_it_is_written(name: str, tmp_path: Path) -> None:
    about = About.load(ABOUT / f"{name}.toml")
    page = model_page(card({"seed": 0}) | {"name": name}, artifact(tmp_path), about)
    assert "It began from the weights of" in page
    assert "From there, on a CPU, all heads were trained at once on:" in page
    assert "had seen the texts of 49 of the corpus's 67 development reports" in page
    assert page.rstrip().endswith("```")


def test_a_text_that_the_card_has_no_room_for_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "about.toml").write_text("history = 'a'\ncontamination = 'b'\nfuture = 'c'\n", encoding="utf-8")
    with pytest.raises(TypeError, match="future"):
        About.load(tmp_path / "about.toml")


def test_without_them_the_card_tells_what_the_runs_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runs = [tmp_path / "first", tmp_path / "second"]
    for run, progress in zip(runs, ({"steps": 720, "planned": 1222, "minutes": 61.4}, None), strict=True):
        run.mkdir()
        config = {"began": ["a.safetensors", "b.safetensors"], "seed": 3, "sets": ["muc4", "own"]}
        (run / "config.json").write_text(json.dumps(config), encoding="utf-8")
        if progress:
            (run / "progress.json").write_text(json.dumps(progress | {"device": "cuda"}), encoding="utf-8")
    (tmp_path / "points.json").write_text('{"calibration_error": {"event": 0.05}}', encoding="utf-8")
    (tmp_path / "artifact").mkdir()
    made = artifact(tmp_path / "artifact")
    asked = ["--run", *map(str, runs), "--artifact", str(made), "--points", str(tmp_path / "points.json")]
    monkeypatch.setattr("sys.argv", ["card", *asked, "--name", "minilm6-multitask"])
    main()
    page = " ".join((made / "MODEL.md").read_text(encoding="utf-8").split())
    assert "It began from the weights `a.safetensors`, `b.safetensors`. From there, on a GPU," in page
    assert "Its run 1 ended at 720 of 1,222 steps, after 61 minutes." in page
    assert "experiment of the project" not in page
    assert "49 of the corpus's 67" not in page
    assert "two cores" not in page
    assert list(json.loads((made / "card.json").read_text(encoding="utf-8"))["sets"]) == ["muc4", "own"]
    assert "MUC-4 role fillers" in page
    assert "RAMS" not in page


def test_a_card_lists_the_sets_that_every_run_tells_or_all() -> None:
    assert used([{"sets": ["rams", "muc4"]}, {"sets": ["own"]}]) == ["own", "muc4", "rams"]
    assert used([{"sets": ["muc4"]}, {"seed": 0}]) == list(SETS)


def test_sets_by_name() -> None:
    assert named("own,muc4") == ["own", "muc4"]
    with pytest.raises(argparse.ArgumentTypeError, match="muc: no set of corpus, own"):
        named("muc")


def test_a_card_does_not_claim_ends_that_nobody_counted(tmp_path: Path) -> None:
    about = About.derived([{}], {})
    assert "were counted in PolNeAR's training part" in model_page(card({}), artifact(tmp_path), about)
    assert "was counted nowhere" in model_page(card({}), artifact(tmp_path, odds=0.0), about)
