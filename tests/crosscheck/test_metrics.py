"""The ranking metrics against scikit-learn, where both define the same thing."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import average_precision_score, f1_score, ndcg_score, precision_score, recall_score, roc_auc_score

from rectutor import MatrixFactorizationSGD, evaluate
from rectutor.evaluation.ranking_metrics import auc, average_precision, dcg, f1, ndcg, precision, recall

seeds = st.integers(0, 2**32 - 1)
NINE_DIGITS = {"rel": 0, "abs": 1e-9}


def a_ranking(seed, levels=10**6):
    """Return who is relevant (some, not all), the scores, and the hits in falling order of these."""
    random = np.random.default_rng(seed)
    n = int(random.integers(3, 40))
    relevant = np.zeros(n, dtype=int)
    relevant[random.permutation(n)[: random.integers(1, n)]] = 1
    scores = random.permutation(n).astype(float) if levels > n else random.integers(0, levels, n).astype(float)
    return relevant, scores, relevant[np.argsort(-scores, kind="stable")]


@given(seeds, st.integers(2, 45))
def test_without_ties(seed, k):
    relevant, scores, hits = a_ranking(seed)
    n, many = len(hits), relevant.sum()
    assert ndcg(hits, many, k=k) == pytest.approx(ndcg_score([relevant], [scores], k=k), **NINE_DIGITS)
    assert average_precision(hits, many, k=n) == pytest.approx(average_precision_score(relevant, scores), **NINE_DIGITS)
    ranks = np.flatnonzero(hits) + 1
    assert auc(ranks.mean(), many, n) == pytest.approx(roc_auc_score(relevant, scores), **NINE_DIGITS)
    k = min(k, n)
    on_the_list = (scores >= np.sort(scores)[-k]).astype(int)
    assert precision(hits, k=k) == pytest.approx(precision_score(relevant, on_the_list), **NINE_DIGITS)
    assert recall(hits, many, k=k) == pytest.approx(recall_score(relevant, on_the_list), **NINE_DIGITS)
    assert f1(hits, many, k=k) == pytest.approx(f1_score(relevant, on_the_list), **NINE_DIGITS)


@given(seeds, st.integers(1, 20))
def test_gains_of_more_than_one_kind(seed, k):
    random = np.random.default_rng(seed)
    gains, scores = random.integers(0, 6, 20), random.permutation(20)
    gains[0] = 5
    ours = dcg(gains[np.argsort(-scores)], k=k) / dcg(np.sort(gains)[::-1], k=k)
    assert ours == pytest.approx(ndcg_score([gains], [scores], k=k), **NINE_DIGITS)


@given(seeds)
def test_auc_with_ties(seed):
    relevant, scores, _ = a_ranking(seed, levels=3)
    ranks = [1 + (scores > s).sum() + ((scores == s).sum() - 1) / 2 for s in scores[relevant == 1]]
    ours = auc(np.mean(ranks), relevant.sum(), len(relevant))
    assert ours == pytest.approx(roc_auc_score(relevant, scores), **NINE_DIGITS)


def test_ndcg_with_ties_is_on_average_over_their_orders_what_scikit_learn_says():
    relevant, scores = np.array([0, 1, 0, 1, 1]), np.array([2, 2, 1, 1, 1])
    orders = [[*top, *rest] for top in permutations([0, 1]) for rest in permutations([2, 3, 4])]
    for k in (1, 3, 4):
        ours = np.mean([ndcg(relevant[order], 3, k=k) for order in orders])
        assert ours == pytest.approx(ndcg_score([relevant], [scores], k=k), **NINE_DIGITS)


def test_evaluate_on_movielens(split):
    """All unseen films of every tenth user; none tie, since scikit-learn's average precision puts ties in one place."""
    train, test = split
    model = MatrixFactorizationSGD(epochs=3).fit(train)
    model.item_biases_ += np.random.default_rng(0).normal(0, 1e-6, train.n_items)
    some = test.take(test.users % 10 == 0)
    found = {"nDCG": [], "AUC": [], "MAP": []}
    for u in np.unique(some.users):
        unseen = np.setdiff1d(np.arange(train.n_items), train.items[train.users == u])
        relevant = np.isin(unseen, some.items[(some.users == u) & (some.values >= 4)])
        if relevant.any():
            scores = model.score(np.full(len(unseen), u), unseen)
            found["nDCG"].append(ndcg_score([relevant], [scores], k=10))
            found["AUC"].append(roc_auc_score(relevant, scores))
            found["MAP"].append(average_precision_score(relevant, scores))
    ours = evaluate(model, some, ["nDCG", "AUC"]) | evaluate(model, some, "MAP", k=train.n_items)
    assert ours == {name: pytest.approx(np.mean(values), **NINE_DIGITS) for name, values in found.items()}
