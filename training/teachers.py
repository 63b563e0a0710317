"""What a model is told besides gold: what an experiment's model says of a text, and what an earlier reader says.

Gold is all or nothing, and a model that has seen it often knows it by heart; what another model holds likely tells more
of each piece (Hinton et al. 2015). Where the earlier reader is the model itself as it began, what it held likely keeps
what no gold of a text teaches (Li and Hoiem 2016). Shapes as in ``training.model``.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

from dateline.reader.labels import ATTRIBUTION_LAYERS, CUE_ROLES, LAYERS, MUC_ROLES
from training.model import SHAPES, Anchor, Encoder, Model
from training.weights import PUBLIC_LAYERS, read

UNTOLD: Final = frozenset({"snippets"})
"""Kinds of which gold alone is learned: the earlier reader knows reports, and misses half of what short notes tell."""
OTHER_EVENTS: Final = frozenset({"timeml", "meantime"})
"""Kinds of whose events gold alone is learned: they are of every kind, which the earlier reader does not know."""
SPEAKS_OF: Final[Mapping[str, Sequence[str]]] = {"polnear": ATTRIBUTION_LAYERS, "muc4": MUC_ROLES}
"""Of which layers the experiment's model speaks in texts of a kind: those whose gold it learned from there. Of other
texts it learned that they hold no claims: "said" is a cue in 99 of 100 reports of PolNeAR for it, in none of LGL."""
_CLAIMS: Final = [LAYERS.index(layer) for layer in ATTRIBUTION_LAYERS]


class Public(nn.Module):
    """The MiniLM of the experiment on public sets: its token layers, and its anchor head of sources and contents."""

    roles: Final = ("source", "content")

    def __init__(self, paths: Iterable[Path]) -> None:
        super().__init__()
        width = SHAPES["small"].width
        self.enc = Encoder(SHAPES["small"])
        self.flat = nn.Linear(width, 3 * len(PUBLIC_LAYERS))
        self.cue_anch = Anchor(width, len(self.roles), inner=256, layers=len(PUBLIC_LAYERS), unit=F.gelu)
        weights = {name.removeprefix("public."): value for name, value in read(paths).items()}
        weights["enc.rb.weight"] = torch.zeros_like(self.enc.rb.weight)
        self.load_state_dict({name: weights[name] for name in self.state_dict()})
        self.requires_grad_(False).eval()

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """States (B, L, H) and layer logits (B, L, public layers, 3)."""
        h = self.enc(ids, mask)
        return h, self.flat(h).view(*h.shape[:2], len(PUBLIC_LAYERS), 3)


class Teachers:
    """Both: an earlier reader, and the ``public`` experiment's model where it speaks. Nothing of theirs learns.

    ``shared``: so many of its lowest layers the earlier reader has in common with the model that learns, whose they
    are; None: it is another model.
    """

    def __init__(self, earlier: Model, public: Public | None, shared: int | None) -> None:
        self.earlier = copy.deepcopy(earlier).requires_grad_(False).eval()
        self.public = public
        self.shared = shared

    @torch.no_grad()
    def of(self, kind: str, ids: Tensor, mask: Tensor, below: Tensor) -> Said | None:
        """What they say of a batch of one kind; ``below`` is what the shared layers make of it (B, L, H). None where
        gold alone is learned."""
        if kind in UNTOLD:
            return None
        encoder = self.earlier.enc
        states = encoder(ids, mask) if self.shared is None else encoder.through(below, mask, first=self.shared)
        public = self.public(ids, mask) if self.public is not None and kind in SPEAKS_OF else None
        return Said(self, kind, _single(self.earlier.labelled(states)), public and _single(public))


def _single(made: tuple[Tensor, Tensor]) -> tuple[Tensor, Tensor]:
    """States and logits in single precision, for heads that are run outside matrix products in bfloat16."""
    h, flat = made
    return h.float(), flat.float()


@dataclass(frozen=True)
class Said:
    """What is told of one batch of a ``kind``. ``earlier`` and ``public``: the states and layer logits of both; None
    where the experiment's model has nothing to say."""

    teachers: Teachers
    kind: str
    earlier: tuple[Tensor, Tensor]
    public: tuple[Tensor, Tensor] | None

    @property
    def of_events(self) -> bool:
        """Whether roles and classes of triggers are told."""
        return self.kind not in OTHER_EVENTS

    @property
    def told(self) -> Tensor:
        """Of which layers anything is told (layers,): of claims, in their own set alone."""
        told = torch.ones(len(LAYERS), dtype=torch.bool)
        told[_CLAIMS] = self.kind == "polnear"
        return told

    @property
    def layers(self) -> Tensor:
        """Layer logits (B, L, layers, 3)."""
        layers = self.earlier[1].clone()
        if self.public is not None:
            names = SPEAKS_OF[self.kind]
            ours, theirs = ([known.index(name) for name in names] for known in (LAYERS, PUBLIC_LAYERS))
            layers[:, :, ours] = self.public[1][:, :, theirs]
        return layers

    @torch.no_grad()
    def trigger_roles(self, window: Tensor, start: Tensor, end: Tensor) -> Tensor:
        """Logits (A, L, roles, 3) of triggers."""
        roles: Tensor = self.teachers.earlier.anch(*self.earlier, window, start, end)
        return roles

    @torch.no_grad()
    def trigger_classes(self, window: Tensor, start: Tensor, end: Tensor, position: Tensor) -> Tensor:
        """Class logits (A, classes) of triggers."""
        return self.teachers.earlier.triggers(self.earlier[0], window, start, end, position)[1]

    @torch.no_grad()
    def cue_roles(self, window: Tensor, start: Tensor, end: Tensor) -> Tensor:
        """Logits (A, L, roles, 3) of cues."""
        roles: Tensor = self.teachers.earlier.cue_anch(*self.earlier, window, start, end)
        speaks = self.teachers.public
        if speaks is not None and self.public is not None and self.kind == "polnear":
            theirs = speaks.cue_anch(*self.public, window, start, end)
            roles[:, :, [CUE_ROLES.index(role) for role in Public.roles]] = theirs.to(roles.dtype)
        return roles


def divergence(logits: Tensor, said: Tensor, counted: Tensor) -> Tensor:
    """Kullback-Leibler divergence of labels (..., labels) from what was said, a mean over those that are counted (a
    mask that broadcasts to the leading axes)."""
    apart = F.kl_div(
        logits.float().log_softmax(-1), said.float().log_softmax(-1), reduction="none", log_target=True
    ).sum(-1)  # fmt: skip
    counted = counted.to(apart.dtype).expand_as(apart)
    return (apart * counted).sum() / counted.sum()
