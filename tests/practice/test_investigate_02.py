"""Exercises of lesson 02 whose answer is a number: the accepted ones come out of runs, and so do the known slips."""

import numpy as np
import pytest

import rectutor
from rectutor import (
    Bias,
    MatrixFactorizationSGD,
    Popularity,
    evaluate,
    k_fold,
    last_share_split,
    random_split,
    rmse,
    time_split,
)
from rectutor.practice.catalog import find
from rectutor.practice.checking import check

NAMES = {"02/flattery": "per_cent", "02/folds": "mean_error"}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("number", [0, 1])
def test_solutions_find_what_is_accepted(name, number, split):
    names = {
        "train": split[0], "np": np, "Bias": Bias, "Popularity": Popularity, "evaluate": evaluate, "k_fold": k_fold,
        "rmse": rmse, "time_split": time_split,
    }  # fmt: skip
    exec(find(name).solutions[number], names)
    assert check(name, names[NAMES[name]]).right


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
    assert "percentage points" in said("02/flattery", 100 * (higher - honest))
    assert "are exchanged" in said("02/flattery", 100 * (honest - higher) / honest)
    assert "are exchanged" in said("02/flattery", 100 * (honest / higher - 1))
    assert "no difference" in said("02/flattery", 0.0)
    assert "rounded too far" in said("02/flattery", int(gain(measured)))
    assert "rounded too far" in said("02/flattery", round(gain(measured)))


def flattery(early, late, counts):
    popular = Popularity().fit(early)
    honest = evaluate(popular, late, "nDCG")["nDCG"]
    popular.counts_ = counts
    return 100 * (evaluate(popular, late, "nDCG")["nDCG"] / honest - 1)


def test_slips_of_the_cut_come_out_of_runs(split, movielens):
    train, test = split
    learn, valid = random_split(train, seed=1)
    early, _ = time_split(train)
    assert "measured on valid" in said("02/flattery", flattery(early, valid, train.item_counts))
    assert "measured on test" in said("02/flattery", flattery(early, test, train.item_counts))
    assert "the last ratings of each user" in said("02/flattery", flattery(*last_share_split(train), train.item_counts))
    for counts in (movielens.item_counts, train.item_counts):
        assert "all ratings were cut" in said("02/flattery", flattery(*time_split(movielens), counts))
    for counts in (learn.item_counts, train.item_counts):
        assert "learn was cut" in said("02/flattery", flattery(*time_split(learn), counts))


def test_on_a_random_split_the_leak_is_small(split):
    share = flattery(*random_split(split[0], seed=1), split[0].item_counts)
    assert "on a random split" in said("02/flattery", share)


@pytest.fixture(scope="module")
def pairs(split):
    """Return the five pairs, and a Bias fitted on the first part of each."""
    return [(kept, aside, Bias().fit(kept)) for kept, aside in k_fold(split[0])]


@pytest.fixture(scope="module")
def of_bias(pairs):
    return np.array([evaluate(model, aside)["RMSE"] for _, aside, model in pairs])


def mean(pairs, metric="RMSE"):
    """Return the mean error over pairs of a fitted model and the ratings it is measured on."""
    return np.mean([evaluate(model, aside)[metric] for model, aside in pairs])


def test_a_model_that_knows_what_it_is_measured_on_is_told_so(split, pairs):
    train, learn, valid = split[0], *random_split(split[0], seed=1)
    once = {part: Bias().fit(part) for part in (train, learn)}
    leaks = [
        mean((once[train], aside) for _, aside, _ in pairs),
        mean((once[learn], aside) for _, aside, _ in pairs),
        mean((model, kept) for kept, _, model in pairs),
        mean((model, valid) for _, _, model in pairs),
        mean((model, train) for _, _, model in pairs),
    ]
    assert all("from which it has learned" in said("02/folds", value) for value in leaks)
    aside_alone = [(Bias().fit(aside), aside) for _, aside, _ in pairs]
    assert "from nothing else" in said("02/folds", mean(aside_alone))


def test_slips_of_the_folds_come_out_of_runs(split, movielens, pairs, of_bias):
    learn, _ = random_split(split[0], seed=1)
    folds = {ratings: [(Bias().fit(kept), aside) for kept, aside in k_fold(ratings)] for ratings in (movielens, learn)}
    assert "all ratings were split" in said("02/folds", mean(folds[movielens]))
    assert "not Bias() on the folds of train" in said("02/folds", mean(folds[movielens]).round(4))
    assert "learn was split" in said("02/folds", mean(folds[learn]))
    assert "parts are exchanged" in said("02/folds", mean((Bias().fit(aside), kept) for kept, aside, _ in pairs))
    assert "measured on test" in said("02/folds", mean((model, split[1]) for _, _, model in pairs))
    assert "damped by 25" in said("02/folds", mean((Bias(item_damping=25.0).fit(k), a) for k, a, _ in pairs))
    assert "mean absolute error" in said("02/folds", mean(((model, aside) for _, aside, model in pairs), "MAE"))
    assert "mean squared error" in said("02/folds", (of_bias**2).mean())
    assert "the sum" in said("02/folds", of_bias.sum())
    assert "hundredths" in said("02/folds", 100 * of_bias.mean())
    for value in (np.ptp(of_bias), of_bias.std(), of_bias.std(ddof=1), round(np.ptp(of_bias), 2)):
        assert "how far the five values lie apart" in said("02/folds", value)
    for value in (*of_bias, np.median(of_bias), *of_bias.round(3), *of_bias.round(4)):
        assert "one of the five values" in said("02/folds", value)


def test_right_answers_may_be_rounded(of_bias, measured):
    for value in (of_bias.mean(), of_bias.mean().round(4), of_bias.mean().round(5)):
        assert check("02/folds", value).right
    for value in (gain(measured), round(gain(measured), 1), round(gain(measured), 2)):
        assert check("02/flattery", value).right


def test_fewer_decimals_or_one_root_are_another_number(of_bias):
    for decimals in (2, 3):
        assert "rounded too far" in said("02/folds", of_bias.mean().round(decimals))
    assert "the root was taken at the end" in said("02/folds", np.sqrt((of_bias**2).mean()))


@pytest.mark.parametrize("seed", [1, 2, 4])
def test_other_folds_and_other_dampings_are_not_called_a_test(seed, split):
    train = split[0]
    folds = ((kept, aside) for kept, aside in k_fold(train, seed=seed))
    assert check("02/folds", mean((Bias().fit(kept), aside) for kept, aside in folds)).tone == "open"


def test_what_the_exercise_says_of_matrix_factorization_in_the_end_holds(pairs, of_bias):
    mf = MatrixFactorizationSGD(factors=100)
    of_mf = np.array([evaluate(mf.fit(kept), aside)["RMSE"] for kept, aside, _ in pairs])
    assert "the error of matrix factorisation" in said("02/folds", of_mf.mean())
    assert "not Bias() on the folds of train" in said("02/folds", of_mf.mean().round(4))
    default = mean((MatrixFactorizationSGD().fit(kept), aside) for kept, aside, _ in pairs)
    for value in (default, default.round(4)):
        assert "the error of matrix factorisation" in said("02/folds", value)
    assert (of_mf < of_bias).all()
    assert np.ptp(of_bias) > 2 * (of_bias - of_mf).mean()


def test_no_film_of_the_flattered_lists_was_new(split):
    early, late = time_split(split[0])
    popular = Popularity().fit(early)
    popular.counts_ = split[0].item_counts
    lists = rectutor.evaluation.ranking.rank(popular, late).lists
    assert (early.item_counts[lists] == 0).sum() == 0
