"""A multinomial logit with an L2 penalty, by full-batch gradient: small fits, without randomness."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

RATE, MOMENTUM = 0.3, 0.9


def fitted(
    facts: NDArray[np.float64], classes: NDArray[np.int64], count: int, *, penalty: float, steps: int, free: int = 0
) -> NDArray[np.float64]:
    """The weights (``count``, facts) that tell the classes (n,) by the facts (n, facts).

    ``penalty`` is on half the squared weights in the mean log probability, of facts brought to one scale; those of the
    first ``free`` facts have none.
    """
    scale = np.where(facts.std(0) > 0, facts.std(0), 1.0)
    x, wanted = facts / scale, np.eye(count)[classes]
    weights, velocity = np.zeros((count, x.shape[1])), np.zeros((count, x.shape[1]))
    for _ in range(steps):
        scores = x @ weights.T
        likely = np.exp(scores - scores.max(1, keepdims=True))
        gradient = (wanted - likely / likely.sum(1, keepdims=True)).T @ x / len(x)
        gradient[:, free:] -= penalty * weights[:, free:]
        velocity = MOMENTUM * velocity + RATE * gradient
        weights = weights + velocity
    found: NDArray[np.float64] = weights / scale
    return found
