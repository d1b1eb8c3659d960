import copy
import pickle

import numpy as np
import pandas as pd
import pytest

from rectutor import (
    Bias,
    DivergenceError,
    MatrixFactorizationSGD,
    NotFittedError,
    Ratings,
    Recommender,
    Step,
    follow,
    random_split,
    rmse,
)
from rectutor.recommender import error_on, predictions_on

# A dip after the best, a deep minimum after the stop: (number of the step → error)
CURVE = [1.5, 1, 0.9, 0.91, 0.905, 0.92, 0.93, 0.94, 0.5]


class Scripted(Recommender):
    """After step s it predicts a wrong rating for everything: too high by CURVE[s]."""

    def __init__(self, curve=tuple(CURVE)):
        self.curve = curve

    def steps(self, train):
        self.ratings_ = train
        for number, error in enumerate(self.curve):
            self.wrong_by_ = np.full(1, error)
            yield Step(number, {"loss": error**2})

    def score(self, user_rows, item_rows):
        return np.full(len(user_rows), 3 + self.wrong_by_[0])


@pytest.fixture
def threes():
    frame = pd.DataFrame({"user": [1, 1, 2], "item": [1, 2, 1], "rating": 3.0})
    return Ratings.from_frame(frame)


def reached(model):
    return float(model.wrong_by_[0])


def test_follow_adds_the_errors_on_both_parts_to_each_step(threes):
    for step, error in zip(follow(Scripted(), threes, threes.take([0])), CURVE, strict=True):
        assert step.loss == error**2
        assert step.train_rmse == pytest.approx(error, abs=1e-12)
        assert step.valid_rmse == pytest.approx(error, abs=1e-12)


def test_without_patience_training_goes_to_the_end(threes):
    model = Scripted().fit(threes, threes)
    assert reached(model) == CURVE[-1]


@pytest.mark.parametrize(
    ("patience", "last", "best"), [(1, 3, 2), (2, 4, 2), (3, 5, 2), (5, 7, 2), (6, 8, 8), (100, 8, 8)]
)
def test_patience_counts_steps_since_the_best_and_goes_back_to_it(threes, patience, last, best):
    model = Scripted()
    numbers = [step.number for step in follow(model, threes, threes, patience)]
    assert numbers[-1] == last
    assert reached(model) == CURVE[best]


def test_an_equal_error_is_no_progress(threes):
    model = Scripted(curve=(1, 0.5, 0.5, 0.5, 0.1))
    assert [step.number for step in follow(model, threes, threes, 2)][-1] == 3


def test_patience_looks_at_the_validation_error_alone(toy):
    """The training error of the toy falls for ever; that on one hidden person's ratings soon rises."""
    finn = toy.users == toy.user_row("Finn")
    model = MatrixFactorizationSGD(factors=2, learning_rate=0.05, regularization=0, epochs=200)
    walk = list(follow(model, toy.take(~finn), toy.take(finn), patience=5))
    errors = [step.valid_rmse for step in walk]
    assert len(walk) < 200
    assert walk[-1].train_rmse < walk[int(np.argmin(errors))].train_rmse
    assert error_on(model, toy.take(finn)) == min(errors)


def test_when_the_walk_is_broken_off_the_best_step_is_restored(threes):
    model = Scripted()
    walk = follow(model, threes, threes, patience=5)
    for step in walk:
        if step.number == 4:
            break
    walk.close()
    assert reached(model) == CURVE[2]


def test_when_the_walk_is_interrupted_the_best_step_is_restored(threes):
    model = Scripted()
    walk = follow(model, threes, threes, patience=5)
    for _ in range(5):
        next(walk)
    with pytest.raises(KeyboardInterrupt):
        walk.throw(KeyboardInterrupt)
    assert reached(model) == CURVE[2]


@pytest.mark.parametrize("patience", [None, 3])
def test_a_divergence_leaves_the_earlier_fit(toy, patience):
    model = MatrixFactorizationSGD(factors=2, epochs=30).fit(toy)
    before, learned = model.predict("Ada", toy.item_ids), set(vars(model))
    model.learning_rate, model.init_scale = 1.0, 10.0
    with pytest.raises(DivergenceError, match=r"training diverged in epoch 1: .* The learning rate, 1, is too high"):
        model.fit(toy, toy, patience)
    assert np.array_equal(model.predict("Ada", toy.item_ids), before)
    assert set(vars(model)) == learned


def test_a_divergence_of_a_new_model_leaves_it_as_new(toy):
    model = MatrixFactorizationSGD(factors=2, learning_rate=1.0, init_scale=10.0)
    with pytest.raises(DivergenceError):
        model.fit(toy)
    with pytest.raises(NotFittedError):
        model.predict("Ada", "Alien")
    assert not [name for name in vars(model) if name.endswith("_")]


def test_learning_again_leaves_an_earlier_state_untouched(toy):
    model = MatrixFactorizationSGD(factors=2, epochs=2).fit(toy)
    state = model.state()
    before = model.predict("Ada", toy.item_ids)
    model.epochs = 20
    model.fit(toy)
    assert not np.array_equal(model.predict("Ada", toy.item_ids), before)
    model.restore(state)
    assert np.array_equal(model.predict("Ada", toy.item_ids), before)
    model.user_factors_[:] = 0
    model.restore(state)
    assert np.array_equal(model.predict("Ada", toy.item_ids), before)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"patience": 3}, "pass valid as well as patience"),
        ({"patience": 0, "valid": True}, "patience must be at least 1 step, but it is 0"),
    ],
)
def test_options_that_make_no_sense_are_refused(toy, options, said):
    if "valid" in options:
        options = {**options, "valid": toy}
    with pytest.raises(ValueError, match=said):
        Bias().fit(toy, **options)


def test_no_ratings_to_learn_from_are_refused(toy):
    with pytest.raises(ValueError, match="there are no ratings to learn from"):
        Bias().fit(toy.take(np.arange(0)))


def test_ratings_that_number_their_films_anew_are_matched_by_id(split):
    """Rows of another table mean other films. Silently taking them for the same is the worst of all bugs here."""
    train, test = split
    anew = Ratings.from_frame(test.to_frame())
    assert anew.n_items < train.n_items
    model = MatrixFactorizationSGD(epochs=3)
    same, other = (list(follow(model, train, valid))[-1].valid_rmse for valid in (test, anew))
    assert other == same
    assert np.array_equal(predictions_on(model, anew), predictions_on(model, test))


def test_fit_returns_the_model_and_shows_progress_only_when_asked(toy, capsys):
    model = Bias(sweeps=2)
    assert model.fit(toy) is model
    assert capsys.readouterr().err == ""
    model.fit(toy, progress=True)
    assert "Bias" in capsys.readouterr().err


def test_nothing_can_be_asked_of_a_model_that_has_learned_nothing(tmp_path):
    for ask in (
        lambda model: model.predict(1, 1),
        lambda model: model.recommend(1),
        lambda model: model.save(tmp_path / "m"),
    ):
        with pytest.raises(NotFittedError, match=r"this Bias has learned nothing yet; call fit\(train\) first"):
            ask(Bias())


def test_predictions_are_clipped_and_scores_are_not(toy):
    model = MatrixFactorizationSGD(factors=2, learning_rate=0.02, regularization=0.02, epochs=600).fit(toy)
    row = toy.user_row("Ada"), toy.item_row("Notting Hill")
    assert model.score(*(np.array([r]) for r in row))[0] < 0.4
    assert model.predict("Ada", "Notting Hill").tolist() == [0.5]


def test_one_user_goes_with_many_items_and_the_other_way_round(toy):
    model = Bias().fit(toy)
    pairs = model.predict(["Ada", "Ada", "Ada"], ["Alien", "Ghost", "Titanic"])
    assert model.predict("Ada", ["Alien", "Ghost", "Titanic"]).tolist() == pairs.tolist()
    assert model.predict(["Ada", "Dan"], "Alien").shape == (2,)
    with pytest.raises(ValueError, match="2 users and 3 items do not make pairs"):
        model.predict(["Ada", "Dan"], ["Alien", "Ghost", "Titanic"])


@pytest.fixture(scope="module")
def factors(split):
    return MatrixFactorizationSGD(factors=5, epochs=10).fit(split[0])


def test_recommendations_are_the_best_unseen_and_often_rated(factors, split):
    train, _ = split
    user = 15
    row = train.user_row(user)
    scores = factors.score(np.full(train.n_items, row), np.arange(train.n_items))
    seen = set(train.items[train.users == row])
    expected = sorted(
        (i for i in range(train.n_items) if i not in seen and np.sum(train.items == i) >= 20), key=lambda i: -scores[i]
    )[:7]
    found = factors.recommend(user, n=7)
    assert found.index.tolist() == train.item_ids[expected].tolist()
    assert found.score.tolist() == scores[expected].tolist()
    assert found.title.tolist() == train.catalog.title[found.index].tolist()
    assert found.ratings.min() >= 20


def test_what_was_rarely_rated_is_recommended_on_request_only(split):
    undamped = Bias(item_damping=0.0).fit(split[0])  # puts films with a single 5 on top
    assert undamped.recommend(15).ratings.min() >= 20
    assert undamped.recommend(15, min_ratings=2).ratings.min() >= 2
    assert undamped.recommend(15, min_ratings=0).ratings.min() == 1


def test_as_many_ratings_as_asked_for_are_enough(toy):
    found = Bias().fit(toy).recommend("Ada", min_ratings=6, exclude_seen=False)
    assert set(found.index) == {"Star Wars", "Pretty Woman"}
    assert found.ratings.tolist() == [6, 6]


def test_what_was_seen_is_recommended_on_request(factors, split):
    train, _ = split
    seen = set(train.item_ids[train.items[train.users == train.user_row(15)]])
    assert not seen & set(factors.recommend(15, n=200).index)
    assert seen & set(factors.recommend(15, n=200, exclude_seen=False).index)


def test_impossible_recommendations_are_refused_with_a_sentence(toy):
    model = Bias().fit(toy)
    with pytest.raises(ValueError, match="no item has 20 training ratings, the most rated has 6"):
        model.recommend("Ada", min_ratings=20)
    with pytest.raises(ValueError, match="n is how many items to return, at least 1, but it is 0"):
        model.recommend("Ada", n=0, min_ratings=0)
    with pytest.raises(KeyError, match="user 'Zoe' is not among the 6 users"):
        model.recommend("Zoe", min_ratings=0)


def test_recommending_leaves_the_model_as_it_was(factors):
    first = factors.recommend(15, n=20)
    pd.testing.assert_frame_equal(factors.recommend(15, n=20), first)


def test_errors_are_those_of_clipped_predictions(factors, split):
    _, test = split
    predicted = factors.predict(test.user_ids[test.users], test.item_ids[test.items])
    assert error_on(factors, test) == rmse(test.values, predicted)
    assert predicted.min() >= 0.5
    assert predicted.max() <= 5


def test_a_step_tells_its_metrics_by_name():
    step = Step(3, {"loss": 0.5})
    assert step.loss == 0.5
    with pytest.raises(AttributeError, match="this step has no 'valid_rmse'; it has loss"):
        _ = step.valid_rmse


def test_a_step_can_be_copied_and_pickled():
    step = Step(3, {"loss": 0.5}, "rating", {"user": 1})
    for twin in (copy.copy(step), copy.deepcopy(step), pickle.loads(pickle.dumps(step))):
        assert twin == step


def test_whole_course_split_learns_something(split):
    train, test = split
    assert Bias().fit(train, test) is not None
    constant = rmse(test.values, np.full(len(test), train.mean))
    assert error_on(Bias().fit(train), test) < 0.85 * constant
    assert len(random_split(train)[0]) < len(train)


def test_by_default_twenty_ratings_are_asked_for_where_a_hundred_items_have_them(split):
    train, _ = split
    assert sorted(train.item_counts)[-100] >= 20
    model = Bias().fit(train)
    assert model.recommend(1)["ratings"].min() >= 20
    few = train.take(train.item_counts[train.items] < 20)
    model.fit(few)
    assert model.enough_ratings() == sorted(few.item_counts)[-100] < 20


def test_a_small_table_needs_no_minimum(toy):
    table = Bias().fit(toy).recommend("Ada")
    assert len(table) == 1, "of eight films Ada has not rated one"
