"""Layers of which only what is marked is known. Needs torch: skipped without it."""

from importlib import import_module
from typing import Any

import numpy as np
import pytest
from tokenizers import Tokenizer
from training.datasets import Example, TrainCue
from training.datasets.corpus import parts_of

from dateline.reader.labels import ATTRIBUTION_LAYERS, LAYERS
from dateline.reader.runtime import BUNDLED

pytest.importorskip("torch", reason="torch is not installed: only training needs it")

TEXT = "Police said gunmen fled. Neighbours said nothing."


@pytest.fixture
def item() -> Any:
    """The one window of a text of whose two claims one is marked."""
    batches = import_module("training.batches")
    tokenizer = Tokenizer.from_file(str(BUNDLED / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    claim = TrainCue(cue=((7, 11),), source=((0, 6),), content=((12, 23),))
    example = Example(
        "one", "corpus", TEXT, frozenset({"trigger"}), partial=frozenset(ATTRIBUTION_LAYERS), spans=parts_of((claim,))
    )
    (found,) = batches.items(batches.encode(tokenizer, example))
    return found


def test_what_is_not_marked_is_no_negative(item: Any) -> None:
    ignored = import_module("training.batches").IGNORE
    cue, content, trigger, time = (item.layers[:, LAYERS.index(name)] for name in ("cue", "content", "trigger", "time"))
    assert np.flatnonzero(cue != ignored).tolist() == [2]  # the first "said", and not the second
    assert cue[2] == 1
    assert content[3:5].tolist() == [1, 2]  # "gunmen", and on
    assert content[-2] == ignored
    assert (trigger[1:-1] == 0).all()
    assert (time == ignored).all()


def test_no_teacher_contradicts_what_is_marked(item: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    torch, model = import_module("torch"), import_module("training.model")
    batches, losses, teachers = (import_module(f"training.{name}") for name in ("batches", "losses", "teachers"))
    torch.manual_seed(2)
    monkeypatch.setattr(teachers.Teachers, "__init__", lambda self, earlier: setattr(self, "earlier", earlier))
    reader = model.Model(model.Shape(width=32, layers=1, heads=2, inner=32, vocabulary=30_522, positions=64)).eval()
    batch = batches.collate([item])
    h, flat = reader.labelled(reader.enc.through(reader.enc.embedded(batch.ids), batch.mask, first=0))
    at = 2, LAYERS.index("cue")
    said = flat.clone()
    said[0, *at] += torch.tensor([50.0, 0.0, 0.0])  # surely no cue
    seen = losses.Seen(batch, h, flat, teachers.Said(teachers.Teachers(reader), "polnear", (h, said), None))
    losses.Losses._layers(seen)
    assert float(seen.told["told_layers"].detach()) == pytest.approx(0, abs=1e-4)
    said[0, 3, at[1]] += torch.tensor([50.0, 0.0, 0.0])
    losses.Losses._layers(seen)
    assert float(seen.told["told_layers"].detach()) > 0.1
