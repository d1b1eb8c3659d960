import numpy as np
import pandas as pd
import pytest

from rectutor import Bias, MatrixFactorizationSGD, Ratings, Recommender, compare, evaluate, mae, rmse


class Fixed(Recommender):
    """Predicts what a table of (user row, item row) says."""

    def __init__(self, ratings, table):
        self.ratings_, self.table = ratings, np.asarray(table, dtype=float)

    def score(self, user_rows, item_rows):
        return self.table[user_rows, item_rows]


@pytest.fixture
def four():
    """User a gave one rating, user b three; all are 3."""
    frame = pd.DataFrame({"user": ["a", "b", "b", "b"], "item": [1, 1, 2, 3], "rating": 3.0})
    return Ratings.from_frame(frame)


def test_evaluate_by_hand(four):
    model = Fixed(four, [[4, 3, 3], [3, 5, 3.0]])  # errors 1, 0, 2, 0
    assert evaluate(model, four) == {"RMSE": pytest.approx((5 / 4) ** 0.5), "MAE": 3 / 4}
    assert evaluate(model, four, {"worst": lambda truth, predicted: np.abs(truth - predicted).max()}) == {"worst": 2}


def test_what_is_evaluated_is_clipped(four):
    assert evaluate(Fixed(four, np.full((2, 3), 99)), four)["MAE"] == 2


def test_test_ratings_with_ids_of_their_own_are_matched_by_id(split):
    train, test = split
    anew = Ratings.from_frame(test.to_frame())
    models = {"bias": Bias().fit(train), "factors": MatrixFactorizationSGD(epochs=5).fit(train)}
    for model in models.values():
        assert evaluate(model, anew) == evaluate(model, test)
    pd.testing.assert_frame_equal(compare(models, anew), compare(models, test), atol=2e-4)


def test_comparison_agrees_with_evaluate(split):
    train, test = split
    models = {"bias": Bias().fit(train), "factors": MatrixFactorizationSGD(epochs=5).fit(train)}
    table = compare(models, test)
    for name, model in models.items():
        predicted = model.predict(test.user_ids[test.users], test.item_ids[test.items])
        assert table.RMSE[name] == pytest.approx(rmse(test.values, predicted), abs=1e-12)
        assert evaluate(model, test)["MAE"] == mae(test.values, predicted)
    assert table.difference["factors"] == pytest.approx(table.RMSE["factors"] - table.RMSE["bias"], abs=1e-12)
    assert table.loc["bias", ["difference", "diff. low", "diff. high"]].isna().all()


def test_the_interval_comes_from_drawing_users_and_not_ratings(four):
    """Errors: 0 for a's rating, 1 for each of b's. Two draws of two users: (a, a), (b, b) and twice (a, b)."""
    table = compare({"model": Fixed(four, [[3, 3, 3], [4, 4, 4]])}, four)
    assert table.low["model"] == 0  # a quarter of all draws
    assert table.high["model"] == 1
    assert table.RMSE["model"] == (3 / 4) ** 0.5


def test_differences_are_paired_by_user(four):
    """The second model is off by 0.1 more for everybody: sure, however different the users are."""
    first, second = np.array([[3, 3, 3], [4, 4, 4.0]]), np.array([[3.1, 3.1, 3.1], [4.1, 4.1, 4.1]])
    table = compare({"first": Fixed(four, first), "second": Fixed(four, second)}, four)
    assert table.high["second"] - table.low["second"] == pytest.approx(1)
    assert 0.08 < table["diff. low"]["second"] <= table.difference["second"] <= table["diff. high"]["second"] < 0.11


def test_an_interval_holds_95_percent():
    """For many users with one error each, the interval is that of the textbook: mean square ± 1.96 standard errors."""
    n = 2000
    errors = np.random.default_rng(1).normal(0, 0.5, n).clip(-2, 2)
    ratings = Ratings.from_frame(pd.DataFrame({"user": np.arange(n), "item": 1, "rating": 3.0}))
    table = compare({"model": Fixed(ratings, (3 + errors)[:, None])}, ratings, draws=2000)
    square, error = np.mean(errors**2), np.std(errors**2) / np.sqrt(n)
    expected = np.sqrt([square - 1.96 * error, square + 1.96 * error])
    assert [table.low["model"], table.high["model"]] == pytest.approx(expected, abs=0.001)


def test_same_seed_same_intervals(split):
    train, test = split
    models = {"bias": Bias().fit(train), "other": Bias(user_damping=20.0).fit(train)}
    first, again, other = (compare(models, test, draws=100, seed=seed) for seed in (0, 0, 1))
    pd.testing.assert_frame_equal(first, again)
    assert not first.equals(other)


def test_the_baseline_may_be_named(four):
    models = {"first": Fixed(four, np.full((2, 3), 3)), "second": Fixed(four, np.full((2, 3), 4))}
    assert compare(models, four).difference["second"] == 1
    assert compare(models, four, baseline="second").difference["first"] == -1
    with pytest.raises(KeyError, match="the baseline 'third' is not among the models: first, second"):
        compare(models, four, baseline="third")
