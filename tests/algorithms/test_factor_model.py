"""What every model with vectors gets from its base class, with biases or without: held up by a model of a few lines."""

import numpy as np
import pytest

from rectutor import DivergenceError, evaluate, follow, rmse
from rectutor.algorithms.factor_model import FactorModel
from rectutor.hyperparameters import declared, hyperparameters, setting
from rectutor.recommender import Step, error_on


@hyperparameters
class Alternating(FactorModel):
    """R ≈ P Qᵀ by alternating least squares, as small as it gets."""

    sweeps: int = setting(15, 1, 100, about="how often users and items take turns")
    regularization: float = setting(0.3, 0, 100, about="pull towards zero")

    unit = "sweep"

    def length(self, train):
        return self.sweeps

    def steps(self, train):
        self.start(train, np.random.default_rng(self.seed))
        yield Step(0, unit=self.unit)
        for sweep in range(1, self.sweeps + 1):
            self.solve(self.user_factors_, self.item_factors_, train.users, train.items, train.values)
            self.solve(self.item_factors_, self.user_factors_, train.items, train.users, train.values)
            loss = np.mean((train.values - self.score(train.users, train.items)) ** 2)
            yield Step(sweep, {"loss": self.checked(loss, sweep)}, self.unit)

    def solve(self, own, other, rows, columns, values):
        for row in np.unique(rows):
            X = other[columns[rows == row]]
            own[row] = np.linalg.solve(X.T @ X + self.regularization * np.eye(self.factors), X.T @ values[rows == row])


class Hopeless(Alternating):
    def solve(self, own, other, rows, columns, values):
        own *= 1e20


@pytest.fixture(scope="module")
def model(toy):
    return Alternating(factors=2, init_scale=1.0).fit(toy)


def test_a_model_without_biases_predicts_by_its_vectors_alone(model, toy):
    assert error_on(model, toy) < 0.7
    products = model.user_factors_ @ model.item_factors_.T
    np.testing.assert_allclose(model.score(toy.users, toy.items), products[toy.users, toy.items], atol=1e-12)
    np.testing.assert_allclose(model.scores_for(np.array([0, 3])), products[[0, 3]], atol=1e-12)
    assert (model.mean_, model.user_biases_.any(), model.item_biases_.any()) == (0, False, False)
    assert model.predict("Zoe", "Alien").tolist() == [0.5], "nothing is known, and 0 is below the scale"


def test_what_all_have_is_inherited(toy):
    assert list(declared(Alternating)) == ["factors", "init_scale", "seed", "sweeps", "regularization"]
    first, again, other = (Alternating(factors=2, sweeps=1, seed=seed).fit(toy) for seed in (1, 1, 2))
    assert np.array_equal(first.item_factors_, again.item_factors_)
    assert not np.array_equal(first.item_factors_, other.item_factors_)
    without = toy.take(toy.users != 3)
    assert not Alternating(factors=2, sweeps=1).fit(without).user_factors_[3].any()


def test_a_newcomer_without_bias_is_a_ridge_regression_on_the_vectors(model, toy):
    ada = toy.users == toy.user_row("Ada")
    me = model.fold_in(toy.item_ids[toy.items[ada]], toy.values[ada], regularization=0.3)
    assert me.bias == 0
    X, extra = model.item_factors_[toy.items[ada]], np.sqrt(0.3) * np.eye(2)
    expected = np.linalg.lstsq(np.vstack([X, extra]), np.append(toy.values[ada], [0, 0]), rcond=None)[0]
    np.testing.assert_allclose(me.factors, expected, atol=1e-9)
    there, here = (model.recommend(who, n=8, min_ratings=0, exclude_seen=False) for who in ("Ada", me))
    assert there.index[:3].tolist() == here.index[:3].tolist()


def test_films_are_alike_by_their_vectors(model):
    near = model.similar_items("Alien", n=2, min_ratings=0)
    assert set(near.index) <= {"Star Wars", "The Matrix", "Terminator 2"}


def test_it_can_be_followed_stopped_early_and_measured(split):
    train, test = split
    some = train.take(train.users < 40)
    walk = list(follow(Alternating(factors=3, sweeps=3), some, test.take(test.users < 40), patience=2))
    assert [step.number for step in walk] == [0, 1, 2, 3]
    fitted = Alternating(factors=3, sweeps=3).fit(some)
    assert evaluate(fitted, test.take(test.users < 40), "nDCG")["nDCG"] > 0


def test_a_divergence_says_what_can_be_done_about_it_here(toy):
    with pytest.raises(DivergenceError, match=r"diverged in sweep 1: .* no longer a number\. Try a larger regular"):
        Hopeless(factors=2).fit(toy)


def test_a_mean_goes_without_biases(toy, model):
    centred = Alternating(factors=2, init_scale=1.0).fit(toy)
    centred.mean_ = 3.0
    assert rmse(centred.score(toy.users, toy.items), 3 + model.score(toy.users, toy.items)) < 1e-12
    me = centred.fold_in(["Alien"], [4], regularization=0.5)
    q = centred.item_factors_[toy.item_row("Alien")]
    np.testing.assert_allclose(me.factors, q * (4 - 3) / (q @ q + 0.5), atol=1e-12)
