"""Sets are learned from under the licences that were asked for, and a card lists what was."""

import argparse
import json
import random
import shutil
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from training import boundaries, card
from training.licences import LICENCES, NAMES, add_option, allowed, chosen

from dateline.reader.boundaries import Boundaries
from dateline.reader.runtime import BUNDLED


@pytest.fixture
def train() -> Any:
    """``training.train``, where there is what it needs."""
    for library in ("torch", "safetensors", "onnx"):
        pytest.importorskip(library, reason=f"{library} is not installed: only training needs it")
    return import_module("training.train")


def test_licences_choose_sets_in_their_order() -> None:
    assert allowed(chosen("MIT, Apache-2.0")) == ["own", "muc4", "wikievents", "snippets"]
    assert allowed(None) == list(LICENCES)
    assert list(LICENCES) == list(card.SETS)


@pytest.mark.parametrize("text", ["MIT,GPL", "mit", "MIT,"])
def test_an_unknown_licence_is_an_error_that_names_the_allowed(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match=r"is none of Apache-2\.0, CC-BY-3\.0") as raised:
        chosen(text)
    assert all(name in str(raised.value) for name in NAMES)


def test_help_and_the_readme_list_them() -> None:
    parser = argparse.ArgumentParser()
    add_option(parser)
    told = "".join(parser.format_help().split())  # lines break at hyphens, too
    readme = (Path(card.__file__).parent / "README.md").read_text(encoding="utf-8")
    for name in NAMES:
        sets = allowed({name})
        assert name in told
        assert f"| `{name}` | {', '.join(f'`{each}`' for each in sets)} |" in readme


def test_without_polnears_licence_no_ends_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(BUNDLED / "tokenizer.json", tmp_path)
    told = ["--data", str(tmp_path / "nowhere"), "--artifact", str(tmp_path), "--licences", "MIT"]
    monkeypatch.setattr("sys.argv", ["boundaries", *told])
    boundaries.main()
    kept = Boundaries.load(tmp_path / "boundaries.json")
    assert not any(table.any() for table in kept.tables.values())


def test_training_refuses_an_unknown_licence(train: Any, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["--data", "d", "--init", "i", "--tokenizer", "t", "--out", "o", "--licences"]
    parser = train.parser()
    assert parser.parse_args([*given, "MIT"]).licences == {"MIT"}
    with pytest.raises(SystemExit):
        parser.parse_args([*given, "MTI"])
    assert "'MTI' is none of" in capsys.readouterr().err


def test_training_reads_the_allowed_sets_alone_and_says_which(
    train: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert list(train.SETS) == list(LICENCES)
    asked: list[str] = []

    def loader(name: str) -> Callable[[Path], tuple[()]]:
        def load(_: Path) -> tuple[()]:
            asked.append(name)
            return ()

        return load

    for name in train.SETS:
        monkeypatch.setitem(train.SETS, name, loader(name))
    monkeypatch.setattr(train.corpus, "load", lambda *_: ())
    train.pools(tmp_path, None, chosen("MIT,CC-BY-3.0,GPL-3.0"), {}, random.Random(0))
    assert asked == ["muc4", "geoparsing", "wikievents", "ecbplus"]
    passes = {"corpus": 1, "trnews": 0.5, "muc4": 0, "wikievents": 2}
    assert train.learned_from(chosen("MIT,CC-BY-3.0,GPL-3.0"), passes) == ["geoparsing", "wikievents"]
    assert train.learned_from(None, passes) == ["corpus", "own", "geoparsing", "wikievents"]


def test_a_resumed_run_has_learned_what_it_learned_before(train: Any, tmp_path: Path) -> None:
    init = ["--data", "d", "--init", "a/x.safetensors", "--tokenizer", "t", "--out", str(tmp_path)]
    first = train.described(train.parser().parse_args([*init, "--licences", "GPL-3.0"]), train.DEFAULTS)
    assert (first["began"], first["sets"], first["licences"]) == (["x.safetensors"], ["geoparsing"], ["GPL-3.0"])
    (tmp_path / "config.json").write_text(json.dumps(first), encoding="utf-8")
    (tmp_path / "checkpoint.pt").touch()
    again = train.described(train.parser().parse_args([*init, "--licences", "MIT"]), train.DEFAULTS)
    assert again["sets"] == ["muc4", "geoparsing", "wikievents"]
