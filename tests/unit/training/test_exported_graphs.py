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
    export, int8 = import_module("training.export"), import_module("training.int8")
    folder = tmp_path_factory.mktemp("artifact")
    for name, graph in export.graphs(int8.narrowed(small, vocabulary(), drawn_windows())).items():
        export.write(graph, folder / f"{name}.onnx")
    return folder


def drawn_windows() -> list[Any]:
    torch = import_module("torch")
    drawn = torch.Generator().manual_seed(4)
    return [torch.randint(0, 21_000, (30,), generator=drawn) for _ in range(5)]


def vocabulary() -> Any:
    """One of all the pieces that the narrow reader knows; two of them are in no English text."""
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel

    names = {FOREIGN: "河", RESERVED: "[unused7]", UNKNOWN: "[UNK]", 5: "café", 6: "##“", 7: "№"}
    pieces = [names.get(at, f"piece{at}") for at in range(21_000)]
    return Tokenizer(WordLevel({piece: at for at, piece in enumerate(pieces)}, unk_token="[UNK]"))


def test_every_weight_comes_back_from_the_exported_graphs(small: Any, artifact: Path) -> None:
    again = import_module("training.weights").restored(artifact, small.enc.shape)
    held = import_module("training.int8").narrowed(small, vocabulary(), drawn_windows())
    even = {name.replace("even", "weight"): by for name, by in held.named_buffers() if name.endswith(".even")}
    assert len(even) == 2
    for name, parameter in small.named_parameters():
        read = again.get_parameter(name).detach().clone()
        if name == "enc.we.weight":
            assert read[[FOREIGN, RESERVED]].equal(read[[UNKNOWN, UNKNOWN]])
            read[[FOREIGN, RESERVED]] = parameter[[FOREIGN, RESERVED]]
        if name == "enc.pe.weight":
            read, parameter = read[:LONGEST], parameter[:LONGEST]
        by = even.get(name, 1)  # what the channels that enter a matrix are multiplied by, where they are evened out
        step = (parameter / by).abs().max() / 127 * by  # at most: matrices have a scale a channel, tables one a row
        assert ((read - parameter).abs() <= step).all(), name


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


@pytest.fixture(scope="module")
def loud(small: Any) -> Any:
    """The narrow reader with a unit and a channel that are far larger than the rest, and weigh as much as before."""
    torch, model = import_module("torch"), import_module("training.model")
    made = model.Model(small.enc.shape).eval()
    made.load_state_dict(small.state_dict())
    layer = made.enc.ly[0]
    with torch.no_grad():
        layer.f1.weight[7] *= 200
        layer.f2.weight[:, 7] /= 200
        layer.n1.weight[5] *= 40
        layer.f1.weight[:, 5] /= 40
    return made


def test_what_stands_apart_and_is_evened_gives_the_same_in_floats(loud: Any) -> None:
    torch, int8 = import_module("torch"), import_module("training.int8")
    seen, unseen = drawn_windows()[1:], drawn_windows()[0][None]
    made = int8.narrowed(loud, vocabulary(), seen)
    with torch.no_grad():
        given = loud.enc.embedded(unseen)
        assert torch.allclose(made.enc.through(given, None), loud.enc.through(given, None), rtol=1e-3, atol=1e-3)


def test_large_values_leave_the_others_their_levels(loud: Any, tmp_path: Path) -> None:
    torch, export, int8 = (import_module(name) for name in ("torch", "training.export", "training.int8"))
    import onnxruntime

    unseen, *seen = drawn_windows()
    with torch.no_grad():
        wanted = export.EncoderGraph(loud)(unseen)[0].numpy()

    def moved(model: Any) -> float:
        export.write(export.graphs(model)["encoder"], tmp_path / "encoder.onnx")
        session = onnxruntime.InferenceSession(tmp_path / "encoder.onnx", providers=["CPUExecutionProvider"])
        return float(abs(session.run(None, {"ids": unseen.numpy()})[0] - wanted).mean())

    made = int8.narrowed(loud, vocabulary(), seen)
    apart = moved(made)
    made.enc.ly = loud.enc.ly
    assert apart < moved(made) / 2
