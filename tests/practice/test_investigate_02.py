"""Exercises of lesson 02 whose answer is a number: the accepted ones come out of runs, and so do the known slips."""

import numpy as np
import pytest

import rectutor
from rectutor import Bias, MatrixFactorizationSGD, Popularity, evaluate, k_fold, random_split, rmse, time_split
from rectutor.practice.catalog import find
from rectutor.practice.checking import check

NAMES = {"02/flattery": "per_cent", "02/folds": "spread"}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("number", [0, 1])
def test_solutions_find_what_is_accepted(name, number, split):
    names = {
        "train": split[0], "np": np, "Bias": Bias, "Popularity": Popularity, "evaluate": evaluate, "k_fold": k_fold,
        "rmse": rmse, "time_split": time_split,
    }  # fmt: skip
    exec(find(name).solutions[number], names)
    assert check(name, names[NAMES[name]]).right


@pytest.mark.parametrize("name", NAMES)
def test_every_slip_gets_its_own_hint_and_no_right_answer_is_a_slip(name):
    exercise = find(name)
    for mistake in exercise.mistakes:
        answer = eval(mistake.source)
        verdict = check(name, answer)
        assert (verdict.tone, verdict.stronger) == ("known", mistake.stronger)
        assert [m.says for m in exercise.mistakes if m.accepts(answer)] == [mistake.says]
    for value in np.concatenate([np.arange(0, 1, 0.0001), np.arange(1, 120, 0.01)]):
        assert exercise.accepts(value) + sum(m.accepts(value) for m in exercise.mistakes) <= 1


@pytest.fixture(scope="module")
def measured(split, movielens):
    """Return how the metrics of a count on the late ratings change with what is counted."""
    early, late = time_split(split[0])
    popular = Popularity().fit(early)

    def measure(counts):
        popular.counts_ = counts
        return evaluate(popular, late, ["nDCG", "precision", "recall"])

    known = {
        "honest": early.item_counts, "both": split[0].item_counts, "future": late.item_counts,
        "all": movielens.item_counts,
    }  # fmt: skip
    return {name: measure(counts) for name, counts in known.items()}


def gain(measured, metric="nDCG", counted="both"):
    return 100 * (measured[counted][metric] / measured["honest"][metric] - 1)


def said(name, answer):
    verdict = check(name, answer)
    assert verdict.tone == "known"
    return repr(verdict)


def test_slips_of_the_count_come_out_of_runs(measured):
    higher, honest = measured["both"]["nDCG"], measured["honest"]["nDCG"]
    assert "the difference itself" in said("02/flattery", higher - honest)
    assert "the ratio of the two" in said("02/flattery", higher / honest)
    assert "that is a share" in said("02/flattery", higher / honest - 1)
    assert "the ratio in per cent" in said("02/flattery", 100 * higher / honest)
    assert "taken as the 100 per cent" in said("02/flattery", 100 * (higher - honest) / higher)
    assert "precision is" in said("02/flattery", gain(measured, "precision"))
    assert "recall is" in said("02/flattery", gain(measured, "recall"))
    assert "only the future" in said("02/flattery", gain(measured, counted="future"))
    assert "set aside for the test" in said("02/flattery", gain(measured, counted="all"))


def test_on_a_random_split_the_leak_is_small(split):
    learn, valid = random_split(split[0], seed=1)
    popular = Popularity().fit(learn)
    honest = evaluate(popular, valid, "nDCG")["nDCG"]
    popular.counts_ = split[0].item_counts
    share = 100 * (evaluate(popular, valid, "nDCG")["nDCG"] / honest - 1)
    assert "on a random split" in said("02/flattery", share)


def spread(ratings, metric="RMSE"):
    return np.ptp([evaluate(Bias().fit(kept), aside)[metric] for kept, aside in k_fold(ratings)])


def test_slips_of_the_folds_come_out_of_runs(split, movielens):
    assert "mean absolute error" in said("02/folds", spread(split[0], "MAE"))
    assert "those of the test included" in said("02/folds", spread(movielens))
    folds = list(k_fold(split[0]))
    of_bias = np.array([evaluate(Bias().fit(kept), aside)["RMSE"] for kept, aside in folds])
    mf = MatrixFactorizationSGD(factors=100)
    of_mf = np.array([evaluate(mf.fit(kept), aside)["RMSE"] for kept, aside in folds])
    assert "standard deviation" in said("02/folds", of_bias.std())
    assert "standard deviation" in said("02/folds", of_bias.std(ddof=1))
    assert all("not a difference" in said("02/folds", value) for value in (*of_bias, of_bias.mean()))
    assert "of matrix factorisation" in said("02/folds", np.ptp(of_mf))
    assert (of_mf < of_bias).all(), "what the exercise says in the end"
    assert np.ptp(of_bias) > 2 * (of_bias - of_mf).mean()


def test_no_film_of_the_flattered_lists_was_new(split):
    early, late = time_split(split[0])
    popular = Popularity().fit(early)
    popular.counts_ = split[0].item_counts
    lists = rectutor.ranking.rank(popular, late).lists
    assert (early.item_counts[lists] == 0).sum() == 0
