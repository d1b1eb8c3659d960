"""The small symmetric systems that alternating least squares and Gibbs sampling solve, one for every user and item."""

from __future__ import annotations

import numpy as np
from numba import njit

from rectutor.algorithms.fastmath import FAST

SINGULAR = 1e-12  # what is left of a diagonal entry, as a share of it, when nothing but rounding is left


@njit(cache=True, nogil=True, fastmath=FAST)
def add_ratings(columns, values, X, offsets, A, b):
    """Add Σ x xᵀ to the lower triangle of A and Σ (r − offset) x to b, over one row's ratings; x is X[column]."""
    n, m = len(columns), X.shape[1]
    x, e = np.empty((m, n)), np.empty(n)  # entry by entry of the vectors: the sums below then run along memory
    for t in range(n):
        e[t] = values[t] - offsets[columns[t]]
        for f in range(m):
            x[f, t] = X[columns[t], f]
    for f in range(m):
        for t in range(n):
            b[f] += e[t] * x[f, t]
        for g in range(f + 1):
            for t in range(n):
                A[f, g] += x[f, t] * x[g, t]


@njit(cache=True, nogil=True, fastmath=FAST)
def cholesky(A):
    """Replace the lower triangle of A by L, where A = L Lᵀ; return False where A is not positive definite."""
    for i in range(len(A)):
        for j in range(i):
            dot = 0.0
            for f in range(j):
                dot += A[i, f] * A[j, f]
            A[i, j] = (A[i, j] - dot) / A[j, j]
        dot = 0.0
        for f in range(i):
            dot += A[i, f] * A[i, f]
        if not A[i, i] - dot > SINGULAR * A[i, i]:  # so written, not a number is refused too
            return False
        A[i, i] = (A[i, i] - dot) ** 0.5
    return True


@njit(cache=True, nogil=True, fastmath=FAST)
def solve_lower(L, b):
    """Replace b by the solution y of L y = b; L is lower triangular."""
    for i in range(len(b)):
        for f in range(i):
            b[i] -= L[i, f] * b[f]
        b[i] /= L[i, i]


@njit(cache=True, nogil=True, fastmath=FAST)
def solve_upper(L, y):
    """Replace y by the solution x of Lᵀ x = y; L is lower triangular."""
    for i in range(len(y) - 1, -1, -1):
        y[i] /= L[i, i]
        for f in range(i):
            y[f] -= L[i, f] * y[i]
