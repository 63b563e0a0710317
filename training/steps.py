"""Boosted stumps on binned features, collapsed to one step function a feature (a generalised additive model; Friedman
2001, Lou et al. 2012). An untold feature (NaN) has a leaf of its own."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dateline.link.features import NAMES
from dateline.link.score import PairModel, Steps

Array = NDArray[Any]
MOST_BINS = 24


class Fitted(NamedTuple):
    """Edges and values of each feature's steps, the last value for what is untold."""

    bias: float
    edges: list[Array]
    values: list[Array]

    def model(self, threshold: float, name: str) -> PairModel:
        """The model that linking uses."""
        steps = [Steps(edges.astype(np.float32), values[:-1].astype(np.float32), float(values[-1]))
                 for edges, values in zip(self.edges, self.values, strict=True)]  # fmt: skip
        return PairModel(self.bias, steps, threshold, name)

    def kept(self, threshold: float, name: str, **more: Any) -> dict[str, Any]:
        """The model as JSON values, four decimals."""
        features = {
            feature: {"edges": np.round(edges, 4).tolist(), "values": np.round(values[:-1], 4).tolist(),
                      "unknown": round(float(values[-1]), 4)}
            for feature, edges, values in zip(NAMES, self.edges, self.values, strict=True)
        }  # fmt: skip
        return {"name": name, "bias": round(self.bias, 4), "threshold": threshold, **more, "features": features}


def _edges(values: Array) -> Array:
    known = values[~np.isnan(values)]
    distinct = np.unique(known)
    if len(distinct) <= MOST_BINS:
        middles: Array = (distinct[1:] + distinct[:-1]) / 2
        return middles
    return np.unique(np.quantile(known, np.linspace(0, 1, MOST_BINS + 1)[1:-1]))


def fit(x: Array, y: Array, weight: Array, *, rounds: int, rate: float = 0.1, penalty: float = 5.0) -> Fitted:
    """Fit to pairs ``x`` (n, features), whether each is one happening (n,), and how much it counts (n,)."""
    edges = [_edges(x[:, column]) for column in range(x.shape[1])]
    bins = [np.where(np.isnan(x[:, column]), len(each) + 1, np.searchsorted(each, x[:, column], side="right"))
            for column, each in enumerate(edges)]  # fmt: skip
    values = [np.zeros(len(each) + 2) for each in edges]
    share = float((weight * y).sum() / weight.sum())
    bias = float(np.log(share / (1 - share)))
    logit = np.full(len(y), bias)
    for _ in range(rounds):
        p = 1 / (1 + np.exp(-logit))
        gradient, hessian = weight * (y - p), weight * p * (1 - p)
        leaves = [_stump(at, gradient, hessian, len(values[column]), penalty) for column, at in enumerate(bins)]
        column = int(np.argmax([gain for gain, _ in leaves]))
        values[column] += rate * leaves[column][1]
        logit += rate * leaves[column][1][bins[column]]
    return Fitted(bias, edges, values)


def _stump(bins: Array, gradient: Array, hessian: Array, size: int, penalty: float) -> tuple[float, Array]:
    """The gain of the best cut of one feature, and what each of its bins gets."""
    g, h = np.bincount(bins, gradient, size), np.bincount(bins, hessian, size)
    untold = g[-1] / (h[-1] + penalty)
    below_g, below_h = np.cumsum(g[:-1]), np.cumsum(h[:-1])
    above_g, above_h = below_g[-1] - below_g, below_h[-1] - below_h
    gains = below_g**2 / (below_h + penalty) + above_g**2 / (above_h + penalty)
    cut = int(gains.argmax())
    leaf = np.full(size, above_g[cut] / (above_h[cut] + penalty))
    leaf[: cut + 1] = below_g[cut] / (below_h[cut] + penalty)
    leaf[-1] = untold
    return float(gains[cut] + g[-1] * untold), leaf
