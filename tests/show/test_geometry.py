"""Pictures hold still while the vectors do: no flips, no spins, and the same answer as a plain PCA in the end."""

import numpy as np
import pytest

from rectutor.show import geometry


@pytest.fixture
def vectors():
    random = np.random.default_rng(0)
    return random.normal(size=(300, 10)) * np.linspace(2, 0.5, 10)


def test_principal_axes_are_those_of_the_covariance(vectors):
    axes = geometry.principal_axes(vectors)
    _, directions = np.linalg.eigh(np.cov(vectors.T))
    for axis, direction in zip(axes.T, directions[:, [-1, -2]].T, strict=True):
        assert abs(axis @ direction) == pytest.approx(1, abs=1e-9)
    assert np.allclose(axes.T @ axes, np.eye(2))


def test_the_same_vectors_with_other_signs_or_order_give_the_same_axes(vectors):
    shuffled = np.random.default_rng(1).permutation(vectors)
    assert np.allclose(geometry.principal_axes(vectors), geometry.principal_axes(shuffled))


def test_vectors_that_stay_keep_films_where_they_are(vectors):
    axes = geometry.principal_axes(vectors)
    moved = np.abs(geometry.project(vectors, geometry.next_axes(vectors, axes)) - geometry.project(vectors, axes))
    assert moved.max() < 1e-5


def test_followed_axes_end_in_the_principal_plane(vectors):
    axes = np.linalg.qr(np.random.default_rng(2).normal(size=(10, 2)))[0]
    for _ in range(200):
        axes = geometry.next_axes(vectors, axes)
    principal = geometry.principal_axes(vectors)
    assert np.linalg.norm(axes @ axes.T - principal @ principal.T) < 1e-3


def test_followed_axes_move_films_less_than_fresh_ones_where_variances_are_close():
    random = np.random.default_rng(3)
    vectors = random.normal(size=(300, 20))
    followed, fresh, axes, before = [], [], None, None
    for _ in range(30):
        vectors = vectors + 0.02 * random.normal(size=vectors.shape)
        axes = geometry.next_axes(vectors, axes)
        now = geometry.project(vectors, axes), geometry.project(vectors, geometry.principal_axes(vectors))
        if before is not None:
            followed.append(np.median(np.linalg.norm(now[0] - before[0], axis=1)))
            fresh.append(np.median(np.linalg.norm(now[1] - before[1], axis=1)))
        before = now
    assert max(followed) < 0.2
    assert max(fresh) > 2 * max(followed)


def test_one_factor_lies_on_a_line():
    vectors = np.arange(5.0)[:, None]
    xy = geometry.project(vectors, geometry.principal_axes(vectors))
    assert np.allclose(xy[:, 1], 0)
    assert np.allclose(np.diff(xy[:, 0]), 1)


def test_rotation_onto_undoes_a_rotation(vectors):
    points = vectors[:, :2]
    turn = np.array([[0.6, -0.8], [0.8, 0.6]])
    assert np.allclose(points @ turn @ geometry.rotation_onto(points @ turn, points), points)


def test_seriation_puts_alike_lines_together():
    table = np.array([[1, -1, 1, -1], [-1, 1, -1, 1], [1, -1, 1, -1], [-1, 1, -1, 1]], dtype=float)
    lines, columns = geometry.seriate(table)
    sorted_table = table[lines][:, columns]
    assert np.array_equal(sorted_table, np.kron([[1, -1], [-1, 1]], np.ones((2, 2))) * sorted_table[0, 0])


def test_clustering_puts_alike_ones_together_whatever_their_order():
    random = np.random.default_rng(3)
    groups = np.repeat([0, 1, 2], 4)
    alike = np.where(groups[:, None] == groups, 1.0, 0.1) + 0.01 * random.random((12, 12))
    np.fill_diagonal(alike, np.nan)
    shuffled = random.permutation(12)
    order = geometry.clustered(alike[shuffled][:, shuffled], square=True)
    assert np.count_nonzero(np.diff(groups[shuffled][order])) == 2
    lines = np.eye(3)[groups] + 0.01 * random.random((12, 3))
    assert np.count_nonzero(np.diff(groups[shuffled][geometry.clustered(lines[shuffled])])) == 2
    assert geometry.clustered(np.ones((2, 5))).tolist() == [0, 1]
