import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectutor import HyperparameterError, Ratings, follow, load_model, rmse
from rectutor.algorithms.global_mean import GlobalMean
from tests.tables import tables


def test_everybody_and_everything_gets_the_mean(toy):
    """129 stars in 39 ratings."""
    model = GlobalMean().fit(toy)
    assert model.mean_ == pytest.approx(129 / 39, abs=1e-12)
    assert model.predict(["Ada", "Finn", "Zoe", "Zoe"], ["Alien", "Ghost", "Alien", "Heat"]).tolist() == 4 * [
        model.mean_
    ]
    assert model.predict([], []).shape == (0,)


@given(tables(), st.floats(0.5, 5))
def test_no_other_constant_is_nearer_to_the_ratings(frame, constant):
    train = Ratings.from_frame(frame)
    model = GlobalMean().fit(train)
    error = rmse(train.values, model.score(train.users, train.items))
    assert error <= rmse(train.values, np.full(len(train), constant)) + 1e-9


def test_it_starts_at_the_middle_of_the_scale_and_takes_one_step(toy):
    model = GlobalMean()
    start, end = follow(model, toy)
    assert start.train_rmse == pytest.approx(rmse(toy.values, np.full(39, 2.75)), abs=1e-12)
    assert (end.number, end.train_rmse) == (model.length(toy), pytest.approx(toy.values.std(dtype=float), abs=1e-12))


def test_scores_of_a_table_of_pairs_have_its_shape(toy):
    model = GlobalMean().fit(toy)
    assert model.score(np.arange(6)[:, None], np.arange(8)).shape == (6, 8)


def test_it_can_be_saved(toy, tmp_path):
    assert load_model(GlobalMean().fit(toy).save(tmp_path / "mean")).mean_ == toy.mean


@pytest.mark.parametrize("attempt", [lambda: GlobalMean(3), lambda: GlobalMean(damping=3), lambda: set_damping()])
def test_there_is_nothing_to_choose(attempt):
    with pytest.raises(HyperparameterError, match="GlobalMean has no hyper-parameters: there is nothing to choose"):
        attempt()
    assert "Parameters" not in GlobalMean.__doc__


def set_damping():
    GlobalMean().damping = 3
