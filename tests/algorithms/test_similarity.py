import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectutor import Bias, Ratings
from rectutor.algorithms.neighbors import NeighborModel
from rectutor.algorithms.selection import kth_largest, largest
from rectutor.algorithms.similarity import MEASURES, blocks, compare_row, compared, nearest
from rectutor.hyperparameters import declared
from tests.tables import tables


def comparison(train, measure, shrinkage=0.0, min_overlap=1):
    """Items, compared on ratings whose residuals are those of `Bias`."""
    residuals = train.values - Bias().fit(train).score(train.users, train.items)
    shape = train.n_items, train.n_users
    return compared(measure, train.items, train.users, train.values, residuals, shape, shrinkage, min_overlap)


def matrix(train, measure, **settings):
    how = comparison(train, measure, **settings)
    return np.array([compare_row(i, how)[1] for i in range(train.n_items)])


def by_definition(train, measure, i, j):
    """Two columns of the full matrix, centred as the measure's name says, and the formula as it stands in textbooks."""
    ratings = train.to_matrix().to_numpy(dtype=np.float64)
    a, b = ratings[:, i], ratings[:, j]
    both = ~np.isnan(a) & ~np.isnan(b)
    if measure == "jaccard":
        return both.sum() / (~np.isnan(a) | ~np.isnan(b)).sum()
    if measure == "binary_cosine":
        return both.sum() / np.sqrt((~np.isnan(a)).sum() * (~np.isnan(b)).sum())
    if measure.startswith("adjusted_cosine"):
        ratings = ratings - np.nanmean(ratings, axis=1, keepdims=True)
    elif measure == "pearson":
        ratings = ratings - np.nanmean(ratings, axis=0)
    elif measure in ("pearson_baseline", "residual_cosine"):
        bias = Bias().fit(train)
        ratings = ratings - (bias.mean_ + bias.user_biases_[:, None] + bias.item_biases_)
    a, b = ratings[:, i], ratings[:, j]
    of_a, of_b = (a[both], b[both]) if measure.endswith("common") or measure.startswith("pearson") else (a, b)
    lengths = np.sqrt(np.nansum(of_a**2) * np.nansum(of_b**2))
    if measure == "pearson_baseline" and both.sum() == 1:  # no degree of freedom
        return 0.0
    return a[both] @ b[both] / lengths if lengths > 1e-9 else 0.0


@pytest.mark.parametrize("measure", MEASURES)
def test_measures_are_what_their_names_say(toy, measure):
    found = matrix(toy, measure)
    for i in range(toy.n_items):
        for j in range(toy.n_items):
            if i != j:
                assert found[i, j] == pytest.approx(by_definition(toy, measure, i, j), abs=1e-5), (i, j)


@pytest.mark.parametrize("measure", MEASURES)
@given(frame=tables())
def test_similarities_are_symmetric_numbers_from_minus_one_to_one(measure, frame):
    found = matrix(Ratings.from_frame(frame), measure)
    assert np.isfinite(found).all()
    assert np.abs(found).max() <= 1 + 1e-5
    np.testing.assert_allclose(found, found.T, atol=1e-6)


def test_who_always_says_the_same_has_no_direction():
    """0/0 in Pearson's formula: film 1 has the same rating from everybody, and so has film 3, from one."""
    frame = pd.DataFrame(
        {"user": [1, 2, 3, 1, 2, 3, 1], "item": [1, 1, 1, 2, 2, 2, 3], "rating": [4, 4, 4, 1, 3, 5, 2]}
    )
    found = matrix(Ratings.from_frame(frame.astype({"rating": float})), "pearson")
    assert (found[0] == 0).all()
    assert (found[2] == 0).all()


def test_rounding_is_no_opinion(toy):
    """What is left of ratings that the biases explain is 0 but for the last digits, which would be alike or opposed."""
    digits = 1e-15 * np.sign(toy.values - 3.2)
    for measure in ("pearson_baseline", "residual_cosine"):
        how = compared(measure, toy.items, toy.users, toy.values, digits, (toy.n_items, toy.n_users))
        assert all((compare_row(i, how)[1] == 0).all() for i in range(toy.n_items))


def test_shrinkage_halves_what_as_many_say(toy):
    """Alien and Terminator 2 have three raters in common; of n − 1 = 2 for correlations of residuals."""
    i, j = toy.item_row("Alien"), toy.item_row("Terminator 2")
    assert compare_row(i, comparison(toy, "cosine"))[0][j] == 3
    for measure, half in (("cosine", 3.0), ("pearson_baseline", 2.0)):
        free, shrunk = (matrix(toy, measure, shrinkage=shrinkage)[i, j] for shrinkage in (0.0, half))
        assert shrunk == pytest.approx(free / 2, rel=1e-6)


def test_below_the_minimum_overlap_nothing_is_similar(toy):
    overlap = np.array([compare_row(i, comparison(toy, "jaccard"))[0] for i in range(8)])
    assert np.array_equal(matrix(toy, "jaccard", min_overlap=4) > 0, overlap >= 4)
    rated = ~toy.to_matrix().isna().to_numpy()
    assert np.array_equal(overlap, rated.T.astype(int) @ rated.astype(int))


def kept(how, first, last, k):
    n = len(how.question.sizes)
    columns, values = np.empty(n * n, np.int32), np.empty(n * n, np.float32)
    ends = nearest(first, last, how, k, 0, columns, values)
    parts = zip([0, *ends[:-1]], ends, strict=True)
    return [dict(zip(columns[a:b].tolist(), values[a:b].tolist(), strict=True)) for a, b in parts]


@given(tables(min_size=8), st.sampled_from(list(MEASURES)), st.integers(1, 6))
def test_the_largest_positive_similarities_are_kept(frame, measure, k):
    train = Ratings.from_frame(frame)
    how = comparison(train, measure)
    for i, neighbors in enumerate(kept(how, 0, train.n_items, k)):
        row = compare_row(i, how)[1]
        row[i] = 0
        assert sorted(neighbors.values()) == sorted(row[row > 0].tolist())[-k:]
        assert all(row[j] == s for j, s in neighbors.items())


def test_a_part_of_the_rows_is_found_as_in_the_whole(split):
    how = comparison(split[0], "adjusted_cosine")
    assert kept(how, 0, 60, 50)[40:] == kept(how, 40, 60, 50)


def test_blocks_cover_all_rows_and_mean_about_equal_work(split):
    train, _ = split
    cuts = blocks(train.items, train.users, (train.n_items, train.n_users))
    work = np.bincount(train.items, train.user_counts[train.users], train.n_items)
    of_blocks = np.add.reduceat(work, cuts[:-1])
    assert (cuts[0], cuts[-1]) == (0, train.n_items)
    assert (np.diff(cuts) > 0).all()
    assert of_blocks.max() < 1.1 * np.median(of_blocks)


@given(st.lists(st.integers(-3, 3), min_size=1, max_size=60), st.integers(1, 60))
def test_the_largest_of_equal_ones_at_the_edge_are_the_first(values, k):
    values = np.array(values, dtype=np.float32)
    expected = sorted(np.argsort(-values, kind="stable")[:k].tolist())
    assert largest(values, k).tolist() == expected
    if k <= len(values):
        assert kth_largest(values, k) == np.sort(values)[-k]


def test_every_measure_can_be_chosen_and_is_described():
    assert set(declared(NeighborModel)["measure"].choices) == set(MEASURES)
    assert all(measure.description for measure in MEASURES.values())
