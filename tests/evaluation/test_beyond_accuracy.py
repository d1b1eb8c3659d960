from itertools import combinations
from math import log, log2

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectutor.evaluation.beyond_accuracy import (
    calibration,
    coverage,
    diversity,
    gini,
    mean_popularity,
    novelty,
    popularity_lift,
)

EXACT = {"abs": 1e-14}
COUNTS = np.array([8, 4, 2, 0])
GENRES = np.array([[1, 0, 0], [1, 1, 0], [0, 1, 1], [0, 0, 0.0]])


def test_coverage_counts_every_shown_item_once():
    assert coverage([[0, 1], [1, 2]], n_items=4) == 3 / 4
    assert coverage([[0, -1], [-1, -1]], n_items=4) == 1 / 4
    assert coverage([3], n_items=4) == 1 / 4


@given(st.lists(st.integers(0, 5), min_size=1, max_size=20))
def test_gini_is_half_the_mean_difference_divided_by_the_mean(shown):
    counts = np.bincount(shown, minlength=6)
    expected = np.abs(counts[:, None] - counts).mean() / (2 * counts.mean())
    assert gini(shown, n_items=6) == pytest.approx(expected, **EXACT)


def test_gini_is_zero_for_equal_shares_and_high_when_one_item_takes_all():
    assert gini([[0, 1], [2, 3]], n_items=4) == 0
    assert gini([[0], [0], [0]], n_items=100) == pytest.approx(0.99, **EXACT)
    assert np.isnan(gini([[-1]], n_items=4))


def test_novelty_by_hand():
    assert novelty([0, 1, 2], COUNTS, n_users=8) == pytest.approx((0 + 1 + 2) / 3, **EXACT)


def test_what_nobody_rated_is_as_novel_as_what_one_user_rated():
    assert novelty([3], COUNTS, n_users=8) == log2(8)


def test_diversity_by_hand():
    """Cosines: items 0 and 1: 1/√2; 1 and 2: 1/2; 0 and 2: 0. The last has no genre and is like none."""
    assert diversity([0, 1, 2], GENRES) == pytest.approx(1 - (0.5**0.5 + 0.5 + 0) / 3, **EXACT)
    assert diversity([0, 3], GENRES) == 1
    assert diversity([1, 1], 5 * GENRES) == pytest.approx(0, **EXACT)


@given(st.integers(0, 1000))
def test_diversity_is_the_mean_over_all_pairs(seed):
    random = np.random.default_rng(seed)
    vectors, shown = random.normal(size=(7, 3)), random.permutation(7)[:5]
    directions = vectors / np.linalg.norm(vectors, axis=1)[:, None]
    distances = [1 - directions[i] @ directions[j] for i, j in combinations(shown, 2)]
    assert diversity(shown, vectors) == pytest.approx(np.mean(distances), abs=1e-12)


def test_popularity_by_hand():
    assert mean_popularity([0, 2], COUNTS) == 5
    assert popularity_lift([6, 4], [1, 3]) == 10 / 4 - 1


def test_calibration_by_hand():
    """p = (½, ½), q = (1, 0), q̃ = 0.9 q + 0.1 p = (0.95, 0.05)."""
    expected = 0.5 * log(0.5 / 0.95) + 0.5 * log(0.5 / 0.05)
    assert calibration([2, 2], [3, 0], alpha=0.1) == pytest.approx(expected, **EXACT)


def test_calibration_is_zero_for_the_same_shares_and_at_most_log_of_one_over_alpha():
    assert calibration([1, 3], [2, 6]) == pytest.approx(0, **EXACT)
    assert calibration([1, 0], [0, 1], alpha=0.01) == pytest.approx(log(100), **EXACT)
    np.testing.assert_array_equal(np.isnan(calibration([[0, 0], [1, 0], [1, 1]], [[1, 1], [0, 0], [1, 1]])), [1, 1, 0])


def test_empty_places_do_not_count():
    assert novelty([1, -1], COUNTS, 8) == novelty([1], COUNTS, 8)
    assert mean_popularity([1, -1], COUNTS) == 4
    assert diversity([0, 1, -1], GENRES[:3]) == pytest.approx(diversity([0, 1], GENRES), **EXACT)
    assert np.isnan([novelty([-1], COUNTS, 8), mean_popularity([-1], COUNTS), diversity([0, -1], GENRES)]).all()


def test_many_lists_at_once_are_what_each_gives_alone():
    lists = np.array([[0, 1, 2], [2, 3, -1], [3, 2, 1]])
    many = {
        "novelty": lambda lists: novelty(lists, COUNTS, 8),
        "popularity": lambda lists: mean_popularity(lists, COUNTS),
        "diversity": lambda lists: diversity(lists, GENRES),
        "calibration": lambda lists: calibration(np.ones(lists.shape), lists + 1),
    }
    for metric in many.values():
        np.testing.assert_allclose(metric(lists), [metric(line) for line in lists], rtol=1e-14)
        assert isinstance(metric(lists[0]), float)
