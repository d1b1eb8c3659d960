"""Similarities and predictions of neighbours against Surprise's KNNBaseline and its similarity measures."""

import numpy as np
import pytest

surprise = pytest.importorskip("surprise")

from rectutor import Bias  # noqa: E402
from rectutor.algorithms.item_knn import ItemKNN  # noqa: E402
from rectutor.algorithms.similarity import compare_row, compared  # noqa: E402
from rectutor.algorithms.user_knn import UserKNN  # noqa: E402

SHRINKAGE = 100.0
BASELINES = {"user_damping": 15.0, "item_damping": 10.0}  # Surprise's own, found by ten sweeps as well


@pytest.fixture(scope="module")
def part(movielens):
    """The ratings of the first 70 users: Surprise keeps a full matrix of the films for each of four sums."""
    return movielens.take(movielens.users < 70)


@pytest.fixture(scope="module")
def trainset(part):
    table = part.to_frame()[["user", "item", "rating"]].astype({"rating": float})
    return surprise.Dataset.load_from_df(table, surprise.Reader(rating_scale=part.scale)).build_full_trainset()


def by_ids(theirs, trainset, part, by_user):
    """Return Surprise's matrix in the order of our rows, and which rows it has."""
    ids = part.user_ids if by_user else part.item_ids
    to_inner = trainset.to_inner_uid if by_user else trainset.to_inner_iid
    rated = np.flatnonzero(part.user_counts if by_user else part.item_counts)
    inner = [to_inner(ids[row]) for row in rated]
    return theirs[np.ix_(inner, inner)], rated


@pytest.mark.parametrize("kind", [ItemKNN, UserKNN])
def test_correlations_of_residuals_are_those_of_surprise(part, trainset, kind):
    by_user = kind is UserKNN
    options = {"name": "pearson_baseline", "user_based": by_user, "shrinkage": SHRINKAGE}
    theirs = surprise.KNNBaseline(sim_options=options, verbose=False).fit(trainset)
    expected, rated = by_ids(theirs.sim, trainset, part, by_user)
    model = kind(measure="pearson_baseline", shrinkage=SHRINKAGE, kept=100_000, **BASELINES).fit(part)
    kept = np.array([model._weights(row)[rated] for row in rated])
    np.fill_diagonal(expected, 0)
    assert (expected > 0.05).sum() > 100
    np.testing.assert_allclose(kept, np.where(expected > 0, expected, 0), rtol=0, atol=1e-4)
    how = model._comparison()
    found = np.array([compare_row(row, how)[1][rated] for row in rated])  # those below 0 too
    np.fill_diagonal(found, 0)
    np.testing.assert_allclose(found, expected, rtol=0, atol=1e-4)


def test_cosine_over_common_raters_is_that_of_surprise(part, trainset):
    options = {"name": "cosine", "user_based": False}
    theirs = surprise.KNNBasic(sim_options=options, verbose=False).fit(trainset)
    expected, rated = by_ids(theirs.sim, trainset, part, by_user=False)
    shape = part.n_items, part.n_users
    how = compared("cosine_common", part.items, part.users, part.values, part.values, shape)
    found = np.array([compare_row(row, how)[1][rated] for row in rated])
    np.testing.assert_allclose(found, expected, rtol=0, atol=1e-4)


def test_predictions_are_those_of_surprise(part, trainset):
    """Of films that the user has not rated: Surprise counts what was rated as its own nearest neighbour."""
    options = {"name": "pearson_baseline", "user_based": False, "shrinkage": SHRINKAGE}
    theirs = surprise.KNNBaseline(k=20, sim_options=options, verbose=False).fit(trainset)
    model = ItemKNN(
        measure="pearson_baseline", shrinkage=SHRINKAGE, neighbors=20, damping=0.0, kept=100_000, **BASELINES
    ).fit(part)
    for row in range(0, 70, 7):
        user, seen = part.user_ids[row], part.items[part.users == row]
        ids = part.item_ids[np.setdiff1d(np.flatnonzero(part.item_counts), seen)[::7]]
        expected = [theirs.predict(user, item).est for item in ids]
        np.testing.assert_allclose(model.predict(user, ids), expected, rtol=0, atol=1e-4)
        without = Bias(**BASELINES).fit(part).predict(user, ids)
        assert np.abs(expected - without).max() > 0.1  # neighbours have moved them, so equality says something
