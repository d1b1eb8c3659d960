"""Exercises whose answer is a number or a title: the accepted ones come out of runs, and so do the known slips."""

import contextlib

import numpy as np
import pandas as pd
import pytest

import rectutor
from rectutor import Bias, DivergenceError, ItemKNN, MatrixFactorizationSGD, Popularity
from rectutor.practice.catalog import find
from rectutor.practice.checking import check


def diverges(train, learning_rate, **settings):
    model = MatrixFactorizationSGD(
        **{"factors": 20, "regularization": 0.02, "epochs": 20, **settings}, learning_rate=learning_rate
    )
    with contextlib.suppress(DivergenceError):
        model.fit(train)
        return False
    return True


def edge(train, **settings):
    """Return the lowest learning rate, in steps of 0.01 and from 0.1 up, with which training diverges."""
    return next(percent / 100 for percent in range(10, 60) if diverges(train, percent / 100, **settings))


@pytest.mark.parametrize("name", ["04/edge", "04/everywhere"])
@pytest.mark.parametrize("number", [0, 1])
def test_solutions_find_what_is_accepted(name, number, split):
    exercise = find(name)
    names = {"train": split[0], "DivergenceError": DivergenceError, "MatrixFactorizationSGD": MatrixFactorizationSGD}
    exec(exercise.solutions[number], names)
    assert check(name, names[exercise.target]).right


def test_the_edge_is_one_number_and_its_neighbours_are_not_right(split):
    rates = {rate: diverges(split[0], rate) for rate in (0.19, 0.2, 0.21, 0.22, 0.23)}
    assert rates == {0.19: False, 0.2: False, 0.21: False, 0.22: True, 0.23: True}
    assert [rate for rate in rates if check("04/edge", rate).right] == [0.22]
    for rate in (0.19, 0.2, 0.21):
        assert "still ends with a number" in repr(check("04/edge", rate))
    assert "training diverges there, and at a smaller rate already" in repr(check("04/edge", 0.23))
    assert "no whole hundredth" in repr(check("04/edge", 0.215))


def test_the_edge_of_all_ratings_is_not_that_of_train(movielens):
    assert edge(movielens) == 0.21
    assert "on all ratings it does not" in repr(check("04/edge", 0.21))


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"regularization": 0.1}, "that is where λ = 0.1 diverges"),
        ({"factors": 100}, "that is where vectors of 100 factors diverge"),
        ({"biases": False}, "that is where the formula without biases diverges"),
    ],
)
def test_slips_lie_where_their_runs_diverge(settings, said, split):
    verdict = check("04/edge", edge(split[0], **settings))
    assert verdict.tone == "known"
    assert said in repr(verdict)


def titles(model, train, **settings):
    """Return the recommended titles, a list for each user."""
    return [list(model.recommend(user, **{"min_ratings": 0, **settings})["title"]) for user in train.user_ids]


def counts(lists):
    return pd.Series([title for one in lists for title in one]).value_counts()


@pytest.fixture(scope="module")
def fitted(split):
    return MatrixFactorizationSGD().fit(split[0])


@pytest.fixture(scope="module")
def lists(fitted, split):
    return titles(fitted, split[0])


def told(number):
    verdict = check("04/everywhere", number)
    assert verdict.tone == "known", number
    return repr(verdict)


def test_what_the_film_of_most_lists_shows_is_true(lists, fitted, split):
    (film, number), *_ = counts(lists).items()
    ratings = split[0].titles(split[0].to_frame()["item"])
    assert (
        f"It is *{film}*, with seven training ratings, in {number} of {len(lists)} lists" in find("04/everywhere").shows
    )
    assert list(ratings).count(film) == 7
    assert "how many training ratings" in told(7)


def test_other_ways_to_count_give_other_numbers(lists, fitted, split):
    of_films = counts(lists)
    assert "only the first place" in told(counts([one[:1] for one in lists]).iloc[0])
    assert "lists of five" in told(counts([one[:5] for one in lists]).iloc[0])
    assert "lists of twenty" in told(counts(titles(fitted, split[0], n=20)).iloc[0])
    assert "rarely rated films are left out" in told(counts(titles(fitted, split[0], min_ratings=20)).iloc[0])
    for place in (1, 2):
        assert "another one surpasses" in told(of_films.iloc[place])
    assert "how many users" in told(len(lists))
    assert "how many different films" in told(len(of_films))
    assert "how many places" in told(of_films.sum())


def test_other_ratings_give_other_numbers(split, movielens):
    learn, _ = rectutor.random_split(split[0], seed=1)
    for ratings, said in ((movielens, "fitted on all ratings"), (learn, "fitted on learn")):
        assert said in told(counts(titles(MatrixFactorizationSGD().fit(ratings), ratings)).iloc[0])


def test_other_models_give_other_numbers(fitted, split):
    train = split[0]
    for model, said in (
        (Bias(), "by the biases alone"),
        (Popularity(), "another algorithm"),
        (ItemKNN(), "another algorithm"),
        (ItemKNN(measure="adjusted_cosine"), "another algorithm"),
        (MatrixFactorizationSGD(factors=100), "other settings"),
        (MatrixFactorizationSGD(biases=False), "other settings"),
    ):
        assert said in told(counts(titles(model.fit(train), train)).iloc[0])
    order = train.item_ids[np.argsort(-fitted.item_biases_)]
    seen = train.to_frame().groupby("user")["item"].agg(set)
    by_bias = [[item for item in order[:60] if item not in seen[user]][:10] for user in train.user_ids]
    assert "by the biases alone" in told(counts(by_bias).iloc[0])


@pytest.mark.parametrize("answer", ["Go (1999)", " go ", ["Go (1999)"], pd.Index(["Go (1999)"])])
def test_a_title_may_be_written_with_or_without_its_year(answer):
    assert check("01/first-half-star", answer).right


@pytest.mark.parametrize("answer", [0.22, np.float64(0.22), np.array([0.22]), [0.22], 22 * 0.01])
def test_a_number_may_come_as_it_was_found(answer):
    assert check("04/edge", answer).right


@pytest.mark.parametrize(
    ("name", "answer", "sentence"),
    [
        ("04/edge", ..., "there is no answer so far."),
        ("04/edge", None, "there is no answer so far."),
        ("04/edge", "0.21", "one number is asked for, and this is of type str."),
        ("04/edge", True, "one number is asked for, and this is of type bool."),
        ("04/edge", float("nan"), "one number is asked for, and this is nan."),
        ("04/edge", [0.2, 0.3], "one number is asked for, and this is of type list."),
        ("04/edge", -0.5, "it is not -0.5."),
        ("04/everywhere", "Yojimbo (1961)", "one number is asked for, and this is of type str."),
        ("01/first-half-star", 318, "the text of one title is asked for, and this is of type int."),
        ("01/first-half-star", "Alien (1979)", "it is not Alien (1979)."),
        ("01/first-half-star", "x" * 500, "…."),
    ],
)
def test_other_answers_get_a_sentence(name, answer, sentence):
    first = repr(check(name, answer)).splitlines()[0]
    assert first.startswith("Not yet: ")
    assert first.endswith(sentence) or sentence in first
    assert len(first) < 120
