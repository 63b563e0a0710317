"""What training writes can be read back. Needs torch, which only training does: skipped without it."""

import shutil
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("torch", reason="torch is not installed: only training needs it")
pytest.importorskip("onnx", reason="onnx is not installed: only training needs it")

FOREIGN, RESERVED, UNKNOWN = 2, 3, 100
LONGEST = 386
"""The positions of the longest window, and the two that MPNet's form leaves free before it."""
pytestmark = pytest.mark.filterwarnings("ignore")  # torch warns of its own tracer, which has no successor for int8 yet


@pytest.fixture(scope="module")
def small() -> Any:
    """A reader of one narrow layer, no two weights alike: of equal ones the export keeps one."""
    torch, model = import_module("torch"), import_module("training.model")
    torch.manual_seed(3)
    drawn = model.Model(model.Shape(width=24, layers=1, heads=2, inner=48, vocabulary=21_000)).eval()
    with torch.no_grad():
        for parameter in drawn.parameters():
            parameter += 0.05 * torch.randn_like(parameter)
    return drawn


@pytest.fixture(scope="module")
def artifact(small: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    export = import_module("training.export")
    folder = tmp_path_factory.mktemp("artifact")
    for name, graph in export.graphs(export.narrowed(small, vocabulary())).items():
        export.write(graph, folder / f"{name}.onnx")
    return folder


def vocabulary() -> Any:
    """One of all the pieces that the narrow reader knows; two of them are in no English text."""
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel

    names = {FOREIGN: "河", RESERVED: "[unused7]", UNKNOWN: "[UNK]", 5: "café", 6: "##“", 7: "№"}
    pieces = [names.get(at, f"piece{at}") for at in range(21_000)]
    return Tokenizer(WordLevel({piece: at for at, piece in enumerate(pieces)}, unk_token="[UNK]"))


def test_every_weight_comes_back_from_the_exported_graphs(small: Any, artifact: Path) -> None:
    again = import_module("training.weights").restored(artifact, small.enc.shape)
    for name, parameter in small.named_parameters():
        read = again.get_parameter(name).detach().clone()
        if name == "enc.we.weight":
            assert read[[FOREIGN, RESERVED]].equal(read[[UNKNOWN, UNKNOWN]])
            read[[FOREIGN, RESERVED]] = parameter[[FOREIGN, RESERVED]]
        if name == "enc.pe.weight":
            read, parameter = read[:LONGEST], parameter[:LONGEST]
        step = parameter.abs().max() / 127  # at most: matrices have a scale a channel, tables one a row
        assert (read - parameter).abs().max() <= step, name


def test_a_model_from_before_the_head_of_snippets_comes_back_without_it(
    small: Any, artifact: Path, tmp_path: Path
) -> None:
    older = tmp_path / "older"
    shutil.copytree(artifact, older, ignore=shutil.ignore_patterns("subject.onnx"))
    weights = import_module("training.weights")
    whole, again = (weights.restored(folder, small.enc.shape).state_dict() for folder in (artifact, older))
    assert all(again[name].equal(value) for name, value in whole.items() if not name.startswith("subject."))
    (older / "kind.onnx").unlink()
    with pytest.raises(RuntimeError, match="kind"):
        weights.restored(older, small.enc.shape)


def test_exported_heads_agree_with_the_model(small: Any, artifact: Path) -> None:
    torch, export = import_module("torch"), import_module("training.export")
    import onnxruntime

    for name, graph in export.graphs(small).items():
        session = onnxruntime.InferenceSession(artifact / f"{name}.onnx", providers=["CPUExecutionProvider"])
        with torch.no_grad():
            wanted = graph.module(*graph.inputs.values())
        wanted = [wanted] if torch.is_tensor(wanted) else wanted
        found = session.run(None, {key: value.numpy() for key, value in graph.inputs.items()})
        for ours, theirs in zip(found, wanted, strict=True):
            assert abs(ours - theirs.numpy()).max() < 0.15, name
