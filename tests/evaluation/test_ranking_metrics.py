from itertools import product
from math import log2

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectutor.evaluation.ranking_metrics import (
    auc,
    average_precision,
    dcg,
    f1,
    hit_rate,
    ndcg,
    precision,
    recall,
    reciprocal_rank,
)

WITH_RELEVANT = [recall, f1, average_precision, ndcg]
BY_HITS = [precision, hit_rate, reciprocal_rank]
EXACT = {"abs": 1e-15}

lists = st.lists(st.integers(0, 1), min_size=1, max_size=12)


def test_by_hand():
    """Places 2 and 3 of four hold relevant items; a third one is not on the list."""
    hits, relevant = [0, 1, 1, 0], 3
    assert precision(hits, k=4) == 2 / 4
    assert recall(hits, relevant, k=4) == pytest.approx(2 / 3, **EXACT)
    assert f1(hits, relevant, k=4) == pytest.approx(2 * (1 / 2) * (2 / 3) / (1 / 2 + 2 / 3), **EXACT)
    assert hit_rate(hits, k=4) == 1
    assert reciprocal_rank(hits, k=4) == 1 / 2
    assert average_precision(hits, relevant, k=4) == pytest.approx((1 / 2 + 2 / 3) / 3, **EXACT)
    ideal = 1 + 1 / log2(3) + 1 / log2(4)
    assert ndcg(hits, relevant, k=4) == pytest.approx((1 / log2(3) + 1 / log2(4)) / ideal, **EXACT)


def test_only_the_first_k_places_count():
    hits, relevant = [0, 1, 1, 1], 3
    assert precision(hits, k=2) == 1 / 2
    assert recall(hits, relevant, k=2) == pytest.approx(1 / 3, **EXACT)
    assert f1(hits, relevant, k=2) == pytest.approx(2 / 5, **EXACT)
    assert hit_rate(hits, k=1) == reciprocal_rank(hits, k=1) == 0
    assert average_precision(hits, relevant, k=2) == pytest.approx((1 / 2) / 2, **EXACT)  # at most 2 fit
    assert ndcg(hits, relevant, k=2) == pytest.approx((1 / log2(3)) / (1 + 1 / log2(3)), **EXACT)


def test_places_that_a_short_list_leaves_empty_are_misses():
    for metric in BY_HITS:
        assert metric([1, 1], k=10) == metric([1, 1] + [0] * 8, k=10)
    for metric in WITH_RELEVANT:
        assert metric([1, 1], 5, k=10) == metric([1, 1] + [0] * 8, 5, k=10) < 1


def test_gains_enter_linearly_and_the_second_place_is_discounted():
    assert dcg([3, 2, 0, 5], k=10) == pytest.approx(3 + 2 / log2(3) + 5 / log2(5), **EXACT)


def test_where_nothing_is_relevant_there_is_no_value():
    with np.errstate(all="raise"):  # nor a warning
        for metric in WITH_RELEVANT:
            assert np.isnan(metric([0, 0], 0))
            np.testing.assert_array_equal(np.isnan(metric([[0, 0], [0, 1]], [0, 2])), [True, False])
        assert np.isnan(auc(np.nan, 0, 4))
        assert np.isnan(auc(2.5, 4, 4))


@given(lists, st.integers(1, 12), st.integers(0, 5))
def test_perfect_lists_give_one_and_others_lie_between(hits, k, unlisted):
    relevant = sum(hits) + unlisted
    if relevant == 0:
        return
    perfect = [1] * relevant
    assert average_precision(perfect, relevant, k) == pytest.approx(1)
    assert ndcg(perfect, relevant, k) == pytest.approx(1)
    assert recall(perfect, relevant, relevant) == precision(perfect, relevant) == f1(perfect, relevant, relevant) == 1
    for metric in WITH_RELEVANT:
        assert 0 <= metric(hits, relevant, k) <= 1 + 1e-12
    share, found = precision(hits, k), recall(hits, relevant, k)
    harmonic = 2 * share * found / (share + found) if found else 0
    assert f1(hits, relevant, k) == pytest.approx(harmonic)


@given(st.lists(st.integers(0, 1), min_size=2, max_size=8))
def test_moving_a_relevant_item_up_never_hurts(hits):
    for place in range(1, len(hits)):
        better = hits.copy()
        better[place - 1 : place + 1] = sorted(hits[place - 1 : place + 1], reverse=True)
        for metric in BY_HITS:
            assert metric(better, k=5) >= metric(hits, k=5)
        for metric in WITH_RELEVANT:
            assert metric(better, 8, k=5) >= metric(hits, 8, k=5) - 1e-15


def test_many_lists_at_once_are_what_each_gives_alone():
    hits = np.array(list(product([0, 1], repeat=4)))
    relevant = hits.sum(axis=1) + 1
    for metric in BY_HITS:
        np.testing.assert_array_equal(metric(hits, k=3), [metric(line, k=3) for line in hits])
    for metric in WITH_RELEVANT:
        alone = [metric(line, n, k=3) for line, n in zip(hits, relevant, strict=True)]
        np.testing.assert_allclose(metric(hits, relevant, k=3), alone, rtol=1e-15)
    assert isinstance(precision(hits[0]), float)
    assert isinstance(ndcg(hits[0], 1), float)


def test_auc_counts_the_pairs_in_the_right_order():
    for hits in product([0, 1], repeat=6):
        good, bad = np.flatnonzero(hits), np.flatnonzero(np.equal(hits, 0))
        if len(good) and len(bad):
            pairs = np.mean([g < b for g in good for b in bad])
            assert auc(np.mean(good + 1), len(good), len(hits)) == pytest.approx(pairs, **EXACT)


@pytest.mark.parametrize("k", [0, -1, 2.0, "10", None, True])
def test_k_is_a_number_of_places(k):
    with pytest.raises(ValueError, match=r"k is how many places of the list count, a whole number from 1, but it is"):
        precision([1, 0], k=k)


def test_what_does_not_fit_together_is_refused():
    with pytest.raises(ValueError, match="a list holds 2 relevant items, but only 1 are said to exist"):
        recall([[0, 1], [1, 1]], [1, 1])
    with pytest.raises(ValueError, match=r"relevant is one number a list, shape \(2,\), but its shape is \(3,\)"):
        ndcg([[0, 1], [1, 1]], [1, 2, 3])
    with pytest.raises(ValueError, match="hits is a list with 1 for relevant and 0 for not"):
        precision(3)
