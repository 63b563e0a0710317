"""The multi-task reader: one encoder, light heads on its states. Shapes: B windows, L pieces, H width.

The encoder is MPNet's (Song et al. 2020: one relative position bias for all layers) with six layers. The anchor head
is FiLM-like: a gain and a shift from the anchor's first and last state, and a bucket of the signed distance to it,
applied to a narrow projection of every state and of the token layers' probabilities.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

from dateline.reader import features
from dateline.reader.labels import (
    CONFIDENCES,
    CUE_CLASSES,
    CUE_ROLES,
    EVENT_ROLES,
    LAYERS,
    SUBJECTS,
    TOPONYM_KINDS,
    TRIGGER_CLASSES,
)


@dataclass(frozen=True)
class Shape:
    """Sizes of the encoder."""

    width: int = 768
    layers: int = 6
    heads: int = 12
    inner: int = 3072
    vocabulary: int = 30522
    positions: int = 514
    epsilon: float = 1e-5
    first_position: int = 2


SHAPES: Final = {
    "base": Shape(),
    "small": Shape(width=384, inner=1536, positions=512, epsilon=1e-12, first_position=0),
}
"""MPNet's with half its layers, and MiniLM-L6's (Wang et al. 2020): BERT's form, whose relative bias is zero."""


class Layer(nn.Module):
    """Post-norm transformer layer. Its attention is not dropped out: drawing for that costs a CPU half its time."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        width = shape.width
        self.h = shape.heads
        self.qkv = nn.Linear(width, 3 * width)
        self.o = nn.Linear(width, width)
        self.n1 = nn.LayerNorm(width, shape.epsilon)
        self.f1 = nn.Linear(width, shape.inner)
        self.f2 = nn.Linear(shape.inner, width)
        self.n2 = nn.LayerNorm(width, shape.epsilon)
        self.d = nn.Dropout(0.1)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """(B, L, H) and an additive attention bias that broadcasts to (B, heads, L, L) -> (B, L, H)."""
        b, length, width = x.shape
        q, k, v = self.qkv(x).view(b, length, 3, self.h, width // self.h).permute(2, 0, 3, 1, 4)
        if torch.onnx.is_in_onnx_export():
            weights = torch.softmax(q @ k.transpose(-1, -2) * ((width // self.h) ** -0.5) + bias, -1)
            mixed = weights @ v
        else:
            mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        x = self.n1(x + self.d(self.o(mixed.transpose(1, 2).reshape(b, length, width))))
        return self.n2(x + self.d(self.fed(x)))

    def fed(self, x: Tensor) -> Tensor:
        """What the feed-forward part makes of (B, L, H), of the same shape."""
        return self.f2(F.gelu(self.f1(x)))  # type: ignore[no-any-return]


def relative_bucket(relative: Tensor, buckets: int = 32, farthest: int = 128) -> Tensor:
    """T5's bidirectional relative position bucket (Raffel et al. 2020)."""
    away = -relative
    half = buckets // 2
    found = (away < 0).long() * half
    away = away.abs()
    exact = half // 2
    large = exact + (torch.log(away.float().clamp(min=1) / exact) / math.log(farthest / exact) * (half - exact)).long()
    return found + torch.where(away < exact, away, large.clamp(max=half - 1))


class Encoder(nn.Module):
    """Word pieces to states."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.we = nn.Embedding(shape.vocabulary, shape.width)
        self.pe = nn.Embedding(shape.positions, shape.width)
        self.n = nn.LayerNorm(shape.width, shape.epsilon)
        self.ly = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.rb = nn.Embedding(32, shape.heads)

    def forward(self, ids: Tensor, mask: Tensor | None = None) -> Tensor:
        """(B, L) ids and a (B, L) mask of real pieces (None: all are) -> (B, L, H)."""
        return self.through(self.embedded(ids), mask)

    def embedded(self, ids: Tensor) -> Tensor:
        """(B, L) ids -> what the lowest layer is given (B, L, H)."""
        position = torch.arange(ids.shape[1], device=ids.device)
        return self.n(self.we(ids) + self.pe(position + self.shape.first_position))  # type: ignore[no-any-return]

    def through(self, x: Tensor, mask: Tensor | None, first: int = 0, last: int | None = None) -> Tensor:
        """What layer ``first`` is given (B, L, H) -> what the layers up to ``last`` (None: all) make of it."""
        position = torch.arange(x.shape[1], device=x.device)
        bias = self.rb(relative_bucket(position[None, :] - position[:, None])).permute(2, 0, 1)[None]
        if mask is not None:
            bias = bias + ((1 - mask.float()) * -30000.0)[:, None, None, :]
        if torch.is_autocast_enabled(x.device.type):
            x, bias = x.bfloat16(), bias.bfloat16()
        for layer in self.ly[first:last]:
            x = layer(x, bias)
        return x


def distance_bucket(at: Tensor, start: Tensor, end: Tensor) -> Tensor:
    """0 inside the anchor, 1 to 15 right of it, 16 to 31 left, exact up to 5 pieces and logarithmic beyond."""
    right = (at - (end - 1)).clamp(min=0)
    left = (start - at).clamp(min=0)
    d = torch.maximum(right, left)
    far = (6 + (torch.log(d.float().clamp(min=1) / 6) / math.log(100) * 9)).long()
    bucket = torch.where(d < 6, d, far).clamp(max=15)
    return torch.where(left > 0, bucket + 16, bucket)


ANCHOR_WIDTH: Final = 128
"""Units of an anchor head's layers: it is run for every pair of an anchor and a piece, so each unit is dear."""


class Anchor(nn.Module):
    """Labels every piece by its role for one anchor (a trigger or a cue)."""

    def __init__(
        self,
        width: int,
        roles: int,
        inner: int = ANCHOR_WIDTH,
        layers: int = len(LAYERS),
        unit: Callable[[Tensor], Tensor] = F.relu,
    ) -> None:
        super().__init__()
        self.roles, self.unit = roles, unit
        self.a = nn.Linear(width + 3 * layers, inner)
        self.n = nn.LayerNorm(inner)
        self.g = nn.Linear(2 * width, 2 * inner)
        self.e = nn.Embedding(32, inner)
        self.f = nn.Linear(inner, inner)
        self.o = nn.Linear(inner, 3 * roles)
        self.dr = nn.Dropout(0.1)
        nn.init.normal_(self.e.weight, std=0.1)

    def forward(self, h: Tensor, flat: Tensor, window: Tensor, start: Tensor, end: Tensor) -> Tensor:
        """States (B, L, H), layer logits (B, L, layers, 3), anchors (A,) -> logits (A, L, roles, 3)."""
        z = self._narrow(h, flat).index_select(0, window)
        ends = torch.cat([h[window, start], h[window, end - 1]], -1)[:, None]
        at = torch.arange(h.shape[1], device=h.device)[None]
        return self._labels(z, ends, distance_bucket(at, start[:, None], end[:, None]))

    def at_pieces(self, h: Tensor, flat: Tensor, pieces: Tensor, start: Tensor, end: Tensor) -> Tensor:
        """One window (L, H), (L, layers, 3): logits (P, A, roles, 3) of some of its pieces (P,) for anchors (A,).

        No piece's label depends on another piece, so what is left out changes nothing.
        """
        z = self._narrow(h[pieces], flat[pieces])[:, None]
        ends = torch.cat([h[start], h[end - 1]], -1)[None]
        return self._labels(z, ends, distance_bucket(pieces[:, None], start[None], end[None]))

    def _narrow(self, h: Tensor, flat: Tensor) -> Tensor:
        probabilities = flat.detach().float().softmax(-1).flatten(-2).to(h.dtype)
        return self.n(self.a(torch.cat([h, probabilities * 2], -1)))

    def _labels(self, z: Tensor, ends: Tensor, distance: Tensor) -> Tensor:
        """Narrow states and the anchors' ends, broadcast over one axis each; buckets over both.

        An anchor's shift and that of the distance are looked up as one: a sum less for every pair.
        """
        gain, shift = self.g(ends).chunk(2, -1)
        shifts = (shift.reshape(-1, 1, shift.shape[-1]) + self.e.weight).flatten(0, 1)
        anchor = torch.arange(shift[..., 0].numel(), device=z.device).view(shift.shape[:2]) * len(self.e.weight)
        x = self.unit(z * (1 + gain) + F.embedding(anchor + distance, shifts))
        x = self.unit(self.f(self.dr(x)))
        return self.o(x).unflatten(-1, (self.roles, 3))


class Pair(nn.Module):
    """Scores whether two vectors are one: products, differences and a discrete feature."""

    def __init__(self, width: int, features_: int, inner: int = 192) -> None:
        super().__init__()
        self.p = nn.Linear(width, inner)
        self.e = nn.Embedding(features_, 128)
        self.a = nn.Linear(2 * inner, 128)
        self.o = nn.Linear(128, 1)
        self.dr = nn.Dropout(0.1)

    def forward(self, vectors: Tensor, i: Tensor, j: Tensor, feature: Tensor) -> Tensor:
        """(N, width), index pairs (P,), features (P,) -> logits (P,)."""
        x = self.dr(F.gelu(self.p(vectors)))
        a, b = x[i], x[j]
        return self.o(F.gelu(self.a(torch.cat([a * b, (a - b).abs()], -1)) + self.e(feature))).squeeze(-1)


class Model(nn.Module):
    """Encoder and all heads."""

    trigger_width = 384

    def __init__(self, shape: Shape | None = None) -> None:
        super().__init__()
        shape = shape or Shape()
        width, u = shape.width, self.trigger_width
        self.enc = Encoder(shape)
        self.d = nn.Dropout(0.1)
        self.flat = nn.Linear(width, 3 * len(LAYERS))
        self.kind = nn.Linear(2 * width, len(TOPONYM_KINDS))
        self.u = nn.Linear(3 * width, u)
        self.pos = nn.Embedding(features.POSITION_BUCKETS, u)
        self.c = nn.Linear(u, sum(map(len, TRIGGER_CLASSES.values())))
        self.anch = Anchor(width, len(EVENT_ROLES))
        self.conf = nn.Sequential(nn.Linear(u + 2 * width, 128), nn.GELU(), nn.Linear(128, len(CONFIDENCES)))
        self.cue_anch = Anchor(width, len(CUE_ROLES))
        self.cue_cls = nn.Sequential(
            nn.Linear(4 * width, width // 3), nn.GELU(), nn.Linear(width // 3, sum(map(len, CUE_CLASSES.values())))
        )
        self.pair = Pair(u, features.EVENT_PAIR_FEATURES)
        self.cor = Pair(2 * width, features.FILLER_PAIR_FEATURES)
        self.subject = nn.Linear(width, len(SUBJECTS))
        nn.init.normal_(self.pos.weight, std=0.1)

    def states(self, ids: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """States (B, L, H) and layer logits (B, L, layers, 3)."""
        return self.labelled(self.enc(ids, mask))

    def labelled(self, h: Tensor) -> tuple[Tensor, Tensor]:
        """The encoder's states (B, L, H) -> those that the heads see, and layer logits (B, L, layers, 3)."""
        h = self.d(h)
        return h, self.flat(h).view(*h.shape[:2], len(LAYERS), 3)

    def toponym_kind(self, h: Tensor, window: Tensor, start: Tensor, end: Tensor) -> Tensor:
        """Logits (N, kinds) of toponym spans."""
        return self.kind(torch.cat([h[window, start], h[window, end - 1]], -1))

    def subjects(self, h: Tensor, inner: Tensor) -> Tensor:
        """Subject logits (B, subjects) of snippets, by the mean state of their pieces, which ``inner`` (B, L) marks."""
        mean = (inner[:, None] @ h).squeeze(1) / inner.sum(1, keepdim=True)
        return self.subject(mean)  # type: ignore[no-any-return]

    def triggers(
        self, h: Tensor, window: Tensor, start: Tensor, end: Tensor, position: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Trigger vectors (N, 384) and class logits (N, classes)."""
        x = torch.cat([h[window, start], h[window, end - 1], h[window, 0]], -1)
        u = self.d(F.gelu(self.u(x)) + self.pos(position))
        return u, self.c(u)

    def confidence(self, u: Tensor, h: Tensor, window: Tensor, start: Tensor, end: Tensor) -> Tensor:
        """Who-says-so logits (N, 6) of (trigger vector, actor span) pairs."""
        return self.conf(torch.cat([u, h[window, start], h[window, end - 1]], -1))

    def cues(self, h: Tensor, flat: Tensor, window: Tensor, start: Tensor, end: Tensor) -> tuple[Tensor, Tensor]:
        """Role logits (N, L, 3, 3) of cues, and their stance and source-kind logits (N, 19).

        The classes see the source through a soft pool over the probabilities that the anchor head gives it.
        """
        roles = self.cue_anch(h, flat, window, start, end)
        inside = 1 - roles[:, :, 0].detach().float().softmax(-1)[..., 0]
        pooled = (inside[:, None] @ h.index_select(0, window).float()).squeeze(1) / (inside.sum(1, keepdim=True) + 1)
        return roles, self.cue_classes(h[window, start], h[window, end - 1], h[window, 0], pooled.to(h.dtype))

    def cue_classes(self, first: Tensor, last: Tensor, whole: Tensor, source: Tensor) -> Tensor:
        """Stance and source-kind logits (N, 19) from the cue's end states, the window's first and the pooled source."""
        return self.cue_cls(torch.cat([first, last, whole.expand_as(first), source], -1))
