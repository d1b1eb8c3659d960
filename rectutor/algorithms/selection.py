"""Which of many values are the k largest, found without sorting them all."""

from __future__ import annotations

import numpy as np
from numba import njit

FEW = 64  # up to so many, a heap of the largest so far is quicker than a partition


@njit(cache=True, nogil=True)
def largest(values, k):
    """Return the places of the `k` largest values, in ascending order; of those equal to the smallest, the first."""
    m = len(values)
    if m <= k:
        return np.arange(m)
    if k < 1:
        return np.empty(0, np.int64)
    smallest, equal = bar(values, k)
    places, found = np.empty(k, np.int64), 0
    for t in range(m):
        if values[t] > smallest or (values[t] == smallest and equal > 0):
            equal -= values[t] == smallest
            places[found] = t
            found += 1
    return places[:found]  # fewer only where some are not a number


@njit(cache=True, nogil=True)
def bar(values, k):
    """Return the smallest of the `k` largest of more values, and how many that are equal to it are among them."""
    m = len(values)
    smallest = kth_largest(values, k) if k <= FEW else np.partition(values, m - k)[m - k]
    equal = k
    for value in values:
        equal -= value > smallest
    return smallest, equal


@njit(cache=True, nogil=True)
def kth_largest(values, k):
    """Return the k-th largest value, the root of a heap of the k largest so far."""
    heap = values[:k].copy()  # a parent, at p, is not above its children, at 2p + 1 and 2p + 2
    for parent in range(k // 2 - 1, -1, -1):
        sink(heap, parent)
    for value in values[k:]:
        if value > heap[0]:
            heap[0] = value
            sink(heap, 0)
    return heap[0]


@njit(cache=True, nogil=True)
def sink(heap, parent):
    """Let the value at `parent` sink until it is not above its children."""
    value, child = heap[parent], 2 * parent + 1
    while child < len(heap):
        if child + 1 < len(heap) and heap[child + 1] < heap[child]:
            child += 1
        if heap[child] >= value:
            break
        heap[parent], parent, child = heap[child], child, 2 * child + 1
    heap[parent] = value
