from math import log2

import numpy as np
import pandas as pd
import pytest

from rectutor import Bias, MatrixFactorizationSGD, Ratings, Recommender, compare, evaluate, mae, rmse
from rectutor.evaluation.measurement import METRICS


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


class Ranker(Fixed):
    """Scores as the table says, which are no ratings."""

    predicts_ratings = False


@pytest.fixture
def films():
    """Ada has seen film 0, Ben films 1 and 2; of the four films Ada likes 1 and 3 in the test, Ben likes 0.

    Films 0 and 1 are comedies, 2 is a drama, 3 is both. Cy, who has seen film 0, dislikes film 1.
    """
    train = [("Ada", 0, 5.0), ("Ben", 1, 3.0), ("Ben", 2, 4.0), ("Cy", 0, 4.0)]
    test = [("Ada", 1, 4.0), ("Ada", 2, 1.0), ("Ada", 3, 5.0), ("Ben", 0, 4.5), ("Cy", 1, 2.0)]
    catalog = pd.DataFrame({"genres": ["Comedy", "Comedy", "Drama", "Comedy|Drama"]})
    lines = pd.DataFrame(train + test, columns=["user", "item", "rating"])
    ratings = Ratings.from_frame(lines, catalog=catalog)
    return ratings.take(np.arange(len(train))), ratings.take(np.arange(len(train), len(lines)))


LISTS = [[9, 1, 2, 3], [2, 9, 9, 1], [9, 3, 2, 1]]  # best two unseen films: Ada 3, 2; Ben 0, 3; Cy 1, 2


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
        assert evaluate(model, test)["MAE"] == pytest.approx(mae(test.values, predicted), abs=1e-12)
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


def test_every_metric_by_hand(films):
    """Hits are 1, 0 for Ada (two relevant) and 1, 0 for Ben (one); Cy has nothing to find."""
    train, test = films
    found = evaluate(Ranker(train, LISTS), test, "all", k=2)
    assert list(found) == list(METRICS)
    log = np.log
    expected = {
        "RMSE": np.nan,
        "MAE": np.nan,
        "precision": 1 / 2,
        "recall": (1 / 2 + 1) / 2,
        "F1": (1 / 2 + 2 / 3) / 2,
        "hit rate": 1,
        "MRR": 1,
        "MAP": (1 / 2 + 1) / 2,
        "nDCG": (1 / (1 + 1 / log2(3)) + 1) / 2,
        "AUC": (1 / 2 + 1) / 2,  # Ada: 3 above 2, 1 below it; Ben: 0 above 3
        "coverage": 1,
        "Gini": (-3 * 1 - 1 * 1 + 1 * 2 + 3 * 2) / (4 * 6),  # shown: film 0 once, 1 once, 2 and 3 twice
        "novelty": (log2(3) + (log2(3 / 2) + log2(3)) / 2 + log2(3)) / 3,  # films 1, 2, 3 count once, 0 twice
        "diversity": ((1 - 0.5**0.5) + (1 - 0.5**0.5) + 1) / 3,
        # films' training ratings are 2, 1, 1, 0: shown are (0 + 1) / 2, (2 + 0) / 2 and 1; rated are 2, 1 and 2
        "popularity lift": (1 / 2 + 1 + 1) / (2 + 1 + 2) - 1,
        "calibration": (
            log(1 / (0.99 * 0.25 + 0.01))  # Ada: comedies only; shown ¼ comedy, ¾ drama
            + 0.5 * log(0.5 / (0.99 * 0.75 + 0.005)) + 0.5 * log(0.5 / (0.99 * 0.25 + 0.005))  # Ben: half and half
            + log(1 / (0.99 * 0.5 + 0.01))  # Cy: comedies only; shown one of each
        ) / 3,
    }  # fmt: skip
    assert found == {name: pytest.approx(value, abs=1e-12, nan_ok=True) for name, value in expected.items()}


def test_unasked_a_model_is_measured_by_what_it_promises(films):
    train, test = films
    assert list(evaluate(Fixed(train, LISTS), test)) == ["RMSE", "MAE"]
    assert list(evaluate(Ranker(train, LISTS), test)) == ["precision", "recall", "nDCG", "AUC"]


def test_errors_cost_no_ranking(films, monkeypatch):
    monkeypatch.setattr("rectutor.evaluation.measurement.rank", None)
    model = Fixed(films[0], LISTS)
    evaluate(model, films[1])
    compare({"model": model}, films[1])


def test_all_unseen_items_are_ranked_unless_candidates_are_asked_for(films):
    """Ada's film 3 is above all others, film 1 below all; so is Ben's film 0 above film 3, whatever is drawn."""
    train, test = films
    sampled = evaluate(Ranker(train, LISTS), test, ["recall", "AUC", "MRR", "coverage"], k=2, candidates=5)
    assert sampled == {
        "recall": pytest.approx((1 / 2 + 1) / 2),  # each user counts once, with the mean over the relevant films
        "AUC": pytest.approx((1 / 2 + 1) / 2),
        "MRR": pytest.approx((1 / 2 + 1) / 2),
        "coverage": 1,
    }


def test_names_are_taken_in_any_case_and_a_slip_is_answered_with_the_nearest(films):
    train, test = films
    model = Ranker(train, LISTS)
    assert list(evaluate(model, test, ["ndcg", "Hit-Rate", "popularity_lift"])) == [
        "nDCG",
        "hit rate",
        "popularity lift",
    ]
    assert evaluate(model, test, "mrr") == evaluate(model, test, ["MRR"])
    with pytest.raises(ValueError, match=r"there is no metric 'NDGC'; did you mean 'nDCG'\?"):
        evaluate(model, test, "NDGC")
    with pytest.raises(ValueError, match=r"there is no metric 'xyz'; there are RMSE, MAE, precision"):
        compare({"model": model}, test, ["RMSE", "xyz"])


def test_the_docstring_names_every_metric():
    for name in METRICS:
        assert any(line.strip().startswith((name, "RMSE, " + name)) for line in evaluate.__doc__.splitlines()), name


def test_what_cannot_be_measured_is_said_in_a_sentence(films, four):
    train, test = films
    model = Fixed(train, LISTS)
    with pytest.raises(ValueError, match="nDCG needs something to find, but no test rating of at least 4 stars is"):
        evaluate(model, train, "nDCG")
    with pytest.raises(ValueError, match="diversity compares genres, but the training ratings have no catalog"):
        evaluate(Fixed(four, np.zeros((2, 3))), four, "diversity")
    with pytest.raises(ValueError, match="there are no test ratings to measure on"):
        evaluate(model, test.take(np.array([], dtype=int)))
    with pytest.raises(ValueError, match="k is a number of items, a whole number from 1, but it is 0"):
        evaluate(model, test, k=0)
    with pytest.raises(ValueError, match=r"candidates is a number of items, .* but it is 'all'"):
        evaluate(model, test, candidates="all")
    with pytest.raises(ValueError, match="relevant is the number of stars"):
        evaluate(model, test, relevant="high")
    with pytest.raises(ValueError, match="draws is the number of bootstrap samples"):
        compare({"model": model}, test, draws=0)
    with pytest.raises(ValueError, match="there is no model to compare"):
        compare({}, test)


def test_without_genres_all_metrics_are_those_that_need_none(split, films):
    train, test = split
    bare = Ratings.from_frame(train.to_frame())
    names = list(evaluate(Bias().fit(bare), test, "all"))
    assert names == [name for name in METRICS if name not in ("diversity", "calibration")]


def test_several_metrics_make_one_table(split):
    train, test = split
    models = {"bias": Bias().fit(train), "damped": Bias(item_damping=25.0).fit(train)}
    table = compare(models, test, (name for name in ("RMSE", "nDCG", "coverage")), draws=200)
    assert table.index.names == ["metric", "model"]
    for name in ("RMSE", "nDCG", "coverage"):
        for model, value in table.value[name].items():
            assert value == evaluate(models[model], test, name)[name]
    pd.testing.assert_frame_equal(table.loc["RMSE"].rename(columns={"value": "RMSE"}), compare(models, test, draws=200))
    assert table.loc["coverage", ["low", "high", "diff. low", "diff. high"]].isna().all(axis=None)
    assert table.difference["coverage", "damped"] == table.value["coverage", "damped"] - table.value["coverage", "bias"]
    inside = table.loc[["RMSE", "nDCG"]]
    assert ((inside.low < inside.value) & (inside.value < inside.high)).all()


def test_a_model_without_ratings_has_no_error_and_does_not_disturb_the_others(films):
    train, test = films
    models = {"errors": Fixed(train, LISTS), "lists": Ranker(train, LISTS)}
    table = compare(models, test, ["RMSE", "recall"], k=2, draws=50)
    assert table.loc[("RMSE", "lists")].isna().all()
    assert table.value["RMSE", "errors"] == evaluate(models["errors"], test)["RMSE"]
    assert table.value["recall", "lists"] == table.value["recall", "errors"]


def test_samples_without_anything_to_find_are_left_out(films):
    """Only Ada and Ben have a recall, ½ and 1; a sample of Cy alone has none."""
    table = compare({"lists": Ranker(films[0], LISTS)}, films[1], "recall", k=2)
    assert table.recall["lists"] == 3 / 4
    assert (table.low["lists"], table.high["lists"]) == (1 / 2, 1)


def test_who_likes_everything_unseen_has_no_auc(films):
    """From 1 star on, Ada likes all three films that she has not seen: no other is left to stand below them."""
    train, test = films
    ada = test.take(np.array([0, 1, 2]))
    with np.errstate(all="raise"):
        assert evaluate(Fixed(train, LISTS), ada, "AUC", relevant=1) == {"AUC": pytest.approx(np.nan, nan_ok=True)}
        both = test.take(np.arange(4))  # Ben likes film 0 and not film 3, which is below
        assert evaluate(Fixed(train, LISTS), both, "AUC", relevant=1) == {"AUC": 1}


def test_one_seed_decides_about_ties_in_both(films):
    train, test = films
    model = Fixed(train, np.zeros((3, 4)))
    values = {seed: evaluate(model, test, "MRR", k=3, seed=seed)["MRR"] for seed in range(8)}
    assert len(set(values.values())) > 1
    for seed, value in values.items():
        assert compare({"model": model}, test, "MRR", k=3, seed=seed, draws=1).MRR["model"] == value


@pytest.mark.parametrize("said", ["(no genres listed)", None, ""])
def test_what_is_listed_as_without_genres_has_none(films, said):
    """Two such films are not alike: a list of them is as different as can be."""
    train, test = films
    train.catalog["genres"] = pd.Series([said] * 3 + ["Drama"], dtype=object)
    assert evaluate(Ranker(train, LISTS), test, "diversity", k=2) == {"diversity": 1}
