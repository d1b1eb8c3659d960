"""Random values for cases: short to write down, never zero, so that no mistake hides behind them."""

from __future__ import annotations

import numpy as np

# Whole numbers are drawn and divided, since these are the same on every machine.


def tenths(random: np.random.Generator, low: int, high: int) -> float:
    """Return a number with one decimal between `low` and `high` tenths."""
    return int(random.integers(low, high + 1)) / 10


def nonzero(random: np.random.Generator, low: int = 1, high: int = 9) -> float:
    """Return ± `low` to `high` tenths."""
    return int(random.integers(low, high + 1)) * int(random.choice([-1, 1])) / 10


def vectors(random: np.random.Generator, k: int) -> tuple[np.ndarray, np.ndarray]:
    """Return two vectors of k nonzero tenths that neither are at right angles nor sum to nothing."""
    while True:
        p, q = (np.array([nonzero(random) for _ in range(k)]) for _ in range(2))
        if min(abs(p @ q), abs(p.sum()), abs(q.sum())) > 0.05:
            return p, q
