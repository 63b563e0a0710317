"""A model's graphs, run by onnxruntime: the only module that imports it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from dateline.errors import ArtifactError, DataError

BUNDLED: Final = Path(__file__).parent / "artifact"
MODELS: Final[Mapping[str, Path]] = {"base": BUNDLED, "small": BUNDLED / "small"}
"""The models that come with dateline, by the names that users give: six layers of 768, and six of 384."""
GRAPHS: Final = ("encoder", "triggers", "cues", "confidence", "kind", "same_event", "same_filler", "subject")
COUNTED: Final = ("boundaries.json", "cue_words.json")
"""What was counted in annotated claims and is read beside the graphs."""
Array = NDArray[Any]


@dataclass(frozen=True)
class Runtime:
    """The graphs of one artifact. Each call runs one graph on one window, or on the pairs of one text.

    Nothing of another text is ever in a call, so a text gives the same values alone and among others.
    """

    folder: Path
    threads: int
    sessions: Mapping[str, Any]
    card: Mapping[str, Any]

    @classmethod
    def load(cls, folder: Path = BUNDLED, *, threads: int = 0) -> Runtime:
        """Open the artifact in ``folder``; ``threads`` 0 leaves the encoder's number to onnxruntime.

        The heads run in the caller's thread, and no thread waits busily: on few cores, pools that spin while another
        graph runs were seen to double the time of everything.

        Raises ArtifactError where a file is missing or damaged.
        """
        return cls(folder, threads, {name: _opened(folder, name, threads) for name in GRAPHS}, read_card(folder))

    def with_threads(self, threads: int) -> Runtime:
        """The same graphs; only the encoder's is opened anew, for so many threads. Raises ArtifactError."""
        sessions = {**self.sessions, "encoder": _opened(self.folder, "encoder", threads)}
        return replace(self, threads=threads, sessions=sessions)

    def run(self, graph: str, **inputs: Array) -> list[Array]:
        """The outputs of a graph, in its order."""
        outputs: list[Array] = self.sessions[graph].run(None, inputs)
        return outputs

    @cached_property
    def tokenizer(self) -> Any:
        """The word-piece tokenizer, without truncation or padding. Raises ArtifactError."""
        from tokenizers import Tokenizer

        path = _tokenizer(self.folder, self.card)
        try:
            tokenizer = Tokenizer.from_file(str(path))
        except Exception as error:  # tokenizers raises nothing narrower
            raise ArtifactError(f"the model's {path} cannot be read: reinstall dateline ({error})") from error
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer

    @property
    def name(self) -> str:
        """``name@digest`` of the model, for the provenance of readings."""
        return f"{self.card['name']}@{self.card['digest'][:12]}"


def _opened(folder: Path, graph: str, threads: int) -> Any:
    """A session of one graph; ``threads`` are the encoder's. Raises ArtifactError."""
    import onnxruntime
    from onnxruntime.capi import onnxruntime_pybind11_state as state

    path = folder / f"{graph}.onnx"
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads if graph == "encoder" else 1
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    except (state.Fail, state.InvalidGraph, state.InvalidProtobuf, state.NoSuchFile, RuntimeError, OSError) as error:
        raise ArtifactError(f"the model's {path.name} cannot be opened: reinstall ({error})") from error


def model_folder(name: str | Path) -> Path:
    """The folder of a model that comes with dateline, by its name, or of one of the user's own.

    Raises DataError where there is neither.
    """
    folder = MODELS.get(str(name)) or Path(name)
    if not (folder / "card.json").is_file():
        raise DataError(f"is no model: give {', '.join(MODELS)} or the folder of an exported one", name=str(name))
    return folder


def read_card(folder: Path) -> Mapping[str, Any]:
    """The model card: name, digest, operating points, calibration. Raises ArtifactError."""
    path = folder / "card.json"
    try:
        card: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ArtifactError(f"the model's card {path.name} cannot be read: reinstall dateline ({error})") from error
    return card


def digest(folder: Path, card: Mapping[str, Any]) -> str:
    """SHA-256 over the graphs and what they are read with, hex: what the card's ``digest`` states."""
    found = hashlib.sha256()
    own = (folder / name for name in (*(f"{graph}.onnx" for graph in GRAPHS), *COUNTED))
    for path in (*own, _tokenizer(folder, card)):
        try:
            found.update(path.read_bytes())
        except OSError as error:
            raise ArtifactError(f"the model's {path.name} cannot be read: reinstall dateline ({error})") from error
    return found.hexdigest()


def _tokenizer(folder: Path, card: Mapping[str, Any]) -> Path:
    """The tokenizer's file: the model's own, or that of the bundled model whose tokenizer its card says it shares."""
    return MODELS.get(card.get("tokenizer", ""), folder) / "tokenizer.json"


def softmax(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    """Over the last axis."""
    shifted = np.exp(logits - logits.max(-1, keepdims=True))
    probabilities: NDArray[np.float32] = shifted / shifted.sum(-1, keepdims=True)
    return probabilities
