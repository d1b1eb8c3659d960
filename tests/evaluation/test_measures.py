"""What is measured after each step is what `evaluate` says of the model as it then stands."""

from __future__ import annotations

import numpy as np
import pytest

import rectutor
from rectutor import Measure, follow, measure
from rectutor.recommender import measures_of, watched_of


@pytest.fixture(scope="module")
def parts(toy):
    return rectutor.random_split(toy, test=0.3, seed=1)


def model(**changes):
    return rectutor.MatrixFactorizationSGD(**{"factors": 2, "epochs": 4, "learning_rate": 0.05} | changes)


class Counting(rectutor.Recommender):
    """Knows what is liked at step 3, and says the opposite before and after."""

    predicts_ratings = False

    def __init__(self, valid):
        self.valid = valid

    def length(self, train):
        return 8

    def steps(self, train):
        self.ratings_ = train
        for number in range(9):
            self.shift_ = float(abs(number - 3))
            yield rectutor.Step(number, {"loss": self.shift_}, unit="round")

    def score(self, user_rows, item_rows):
        liked = set(zip(self.valid.users.tolist(), self.valid.items.tolist(), strict=True))
        known = [pair in liked for pair in zip(user_rows.tolist(), item_rows.tolist(), strict=True)]
        return np.array(known) * (1.0 if self.shift_ == 0 else -self.shift_)


@pytest.mark.parametrize("name", ["nDCG@3", "AUC", "coverage@2", "MAE", "RMSE", "recall@5"])
def test_each_step_has_the_value_that_evaluate_gives(parts, name):
    train, valid = parts
    wanted = measure(name)
    fresh = model()
    for step in follow(fresh, train, valid, measures=[wanted]):
        metric, _, k = name.partition("@")
        expected = rectutor.evaluate(fresh, valid, metrics=[metric], k=int(k or 10))[metric]
        assert step.metrics[wanted.name] == pytest.approx(expected, abs=1e-12)


def test_a_measure_says_how_it_is_read():
    ndcg = measure("ndcg@20")
    assert (ndcg.name, ndcg.label, ndcg.quantity) == ("valid_ndcg@20", "validation nDCG@20", "nDCG@20")
    assert (ndcg.better, ndcg.on) == ("higher", "validation")
    assert measure("mae", on="training").quantity == "MAE in stars"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"name": "nDGC"}, "there is no metric 'nDGC'; did you mean 'nDCG'"),
        ({"name": "nDCG@ten"}, "after @ stands the length of the lists, as in nDCG@10, but here it is 'ten'"),
        ({"name": "nDCG@0"}, "but here it is '0'"),
        ({"name": "nDCG", "on": "training"}, "nDCG can be measured on validation, not on 'training'"),
        ({"name": "MAE", "on": "test"}, "MAE can be measured on training or validation, not on 'test'"),
    ],
)
def test_what_cannot_be_measured_is_refused_in_a_sentence(arguments, sentence):
    with pytest.raises(ValueError, match=sentence):
        measure(**arguments)


def test_without_measures_the_errors_are_measured_and_nothing_for_what_only_ranks(parts):
    train, valid = parts
    names = [m.name for m in measures_of(model(), valid)]
    assert names == ["train_rmse", "valid_rmse"]
    assert [m.name for m in measures_of(model(), None)] == ["train_rmse"]
    assert measures_of(Counting(valid), valid) == []
    assert [set(step.metrics) for step in follow(Counting(valid), train, valid)] == [{"loss"}] * 9


def test_a_model_that_only_ranks_is_stopped_early_at_its_best_step(parts):
    train, valid = parts
    ranker = Counting(valid)
    steps = list(follow(ranker, train, valid, patience=3, measures=[measure("nDCG@3")]))
    values = [step.metrics["valid_ndcg@3"] for step in steps]
    assert steps[int(np.argmax(values))].number == 3
    assert len(steps) == 7
    assert ranker.shift_ == 0, "the best step is restored"
    assert Counting(valid).fit(train, valid, patience=3, measures=[measure("nDCG@3")]).shift_ == 0


def test_the_first_measure_on_validation_ratings_decides_which_step_is_best():
    loss, ndcg, error = Measure("loss", "loss"), measure("nDCG"), measure("RMSE")
    assert watched_of([loss, ndcg, error]) is ndcg
    assert watched_of([Measure("seconds", "time", better=""), loss]) is loss
    assert watched_of([]) is None


def test_what_the_algorithm_measures_itself_and_the_time_are_asked_for_by_name(parts):
    train, valid = parts
    steps = list(follow(model(), train, valid, measures=["loss", "seconds"]))
    seconds = [step.metrics["seconds"] for step in steps]
    assert seconds == sorted(seconds)
    assert seconds[-1] > 0
    assert "loss" in steps[1].metrics
    with pytest.raises(ValueError, match="does not measure 'gradient' by itself, only loss, seconds"):
        next(follow(model(), train, valid, measures=["gradient"]))
    with pytest.raises(ValueError, match="validation nDCG@10 needs ratings to be measured on; pass valid"):
        next(follow(model(), train, measures=[measure("nDCG")]))


def test_a_measure_of_ones_own_is_a_function(parts):
    train, valid = parts
    longest = Measure(
        "longest", "longest vector", of=lambda model, train, valid, step: np.abs(model.item_factors_).max()
    )
    fresh = model()
    *_, last = follow(fresh, train, valid, measures=[longest])
    assert last.longest == np.abs(fresh.item_factors_).max()


def test_an_early_stop_that_has_nothing_to_watch_says_what_to_pass(parts):
    with pytest.raises(ValueError, match=r"pass what to watch instead: measures=\[rectutor.measure\('nDCG@10'\)\]"):
        next(follow(Counting(parts[1]), *parts, patience=2))
