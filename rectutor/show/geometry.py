"""Two-dimensional pictures of k-dimensional vectors that hold still while the vectors do."""

from __future__ import annotations

import numpy as np


def principal_axes(vectors: np.ndarray) -> np.ndarray:
    """Return the two directions of largest variance, shape (k, 2); with k = 1 the second is zero."""
    centred = (vectors - vectors.mean(axis=0)).astype(np.float64)
    _, directions = np.linalg.eigh(centred.T @ centred)  # many times faster than a decomposition of the vectors
    axes = np.zeros((vectors.shape[1], 2))
    found = directions[:, :-3:-1]
    axes[:, : found.shape[1]] = found
    axes *= np.where(axes[np.abs(axes).argmax(axis=0), [0, 1]] < 0, -1.0, 1.0)  # one sign for all machines
    return axes


def next_axes(vectors: np.ndarray, axes: np.ndarray | None) -> np.ndarray:
    """Turn last frame's axes a little towards today's principal axes: one step of subspace iteration.

    A new PCA for each frame would flip and spin wherever two variances are close. A single multiplication with the
    covariance moves the plane only as far as the data pull it, and ends in the same plane.
    """
    k = vectors.shape[1]
    if axes is None or k < 2:
        return principal_axes(vectors)
    centred = (vectors - vectors.mean(axis=0)).astype(np.float64)
    steps = 1
    if axes.shape[0] != k:  # another model: there is no plane to follow. Many small products, which BLAS does in one
        axes, steps = np.eye(k, 2), 10  # thread: one that waits for a second processor is late while a browser draws
    for _ in range(steps):
        left, _, right = np.linalg.svd(centred.T @ (centred @ axes), full_matrices=False)
        axes = left @ right  # the orthonormal pair nearest to the product: no turning within the plane
    return axes


def project(vectors: np.ndarray, axes: np.ndarray) -> np.ndarray:
    """Return the coordinates on the axes, shape (n, 2)."""
    return (vectors @ axes).astype(np.float32)


def rotation_onto(points: np.ndarray, target: np.ndarray) -> np.ndarray:
    """Return the rotation or reflection that brings `points` nearest to `target` (orthogonal Procrustes), 2 × 2."""
    left, _, right = np.linalg.svd(points.T.astype(np.float64) @ target)
    return left @ right


def seriate(table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return orders of lines and columns that put alike ones together: by the first singular vectors."""
    left, _, right = np.linalg.svd(table, full_matrices=False)
    sign = 1.0 if right[0].sum() >= 0 else -1.0
    return np.argsort(-sign * left[:, 0], kind="stable"), np.argsort(-sign * right[0], kind="stable")


def clustered(table: np.ndarray, square: bool = False) -> np.ndarray:
    """Return an order of the lines in which alike ones stand together, by hierarchical clustering.

    Parameters
    ----------
    table : array of float, shape (n, m)
        Lines are alike where they are near each other; what is NaN counts as 0.
    square : bool
        Whether lines and columns are the same things and a value says how alike two of them are.

    Returns
    -------
    order : array of int, shape (n,)
    """
    from scipy.cluster import hierarchy  # here, as it takes long to import
    from scipy.spatial import distance

    table = np.nan_to_num(table, nan=0.0)
    if len(table) < 3:
        return np.arange(len(table))
    alike = (table + table.T) / 2 if square else None
    distances = distance.squareform(alike.max() - alike, checks=False) if square else distance.pdist(table)
    return hierarchy.leaves_list(hierarchy.linkage(distances, "average", optimal_ordering=True))
