"""Exercises whose answer is a number or a title: the accepted ones come out of runs, and so do the known slips."""

import contextlib

import numpy as np
import pandas as pd
import pytest

import rectutor
from rectutor import Bias, DivergenceError, ItemKNN, MatrixFactorizationSGD, Popularity
from rectutor.evaluation.ranking import rank
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


def counts(model, everybody, k=10):
    """Return in how many lists of `k` each film stands, the largest count first, without the films that are in none.

    The users are those of `everybody`, who may be asked for at once, unlike with `recommend`.
    """
    found = np.bincount(rank(model, everybody, k).lists.ravel())
    return np.sort(found[found > 0])[::-1]


@pytest.fixture(scope="module")
def fitted(split):
    return MatrixFactorizationSGD().fit(split[0])


@pytest.fixture(scope="module")
def of_titles(fitted, split):
    tables = [fitted.recommend(user, min_ratings=0) for user in split[0].user_ids]
    return pd.concat(tables)["title"].value_counts()


def told(number):
    verdict = check("04/everywhere", number)
    assert verdict.tone == "known", number
    return repr(verdict)


def test_what_the_film_of_most_lists_shows_is_true(of_titles, split):
    (film, number), *_ = of_titles.items()
    ratings = split[0].titles(split[0].to_frame()["item"])
    assert (
        f"It is *{film}*, with seven training ratings, in {number} of {split[0].n_users} lists"
        in find("04/everywhere").shows
    )
    assert list(ratings).count(film) == 7
    assert "how many training ratings" in told(7)


def test_other_ways_to_count_give_other_numbers(of_titles, fitted, split, movielens):
    of_films = counts(fitted, movielens)
    assert list(of_films[:10]) == list(of_titles[:10])
    assert "only the first place" in told(counts(fitted, movielens, 1)[0])
    assert "lists of five" in told(counts(fitted, movielens, 5)[0])
    assert "lists of twenty" in told(counts(fitted, movielens, 20)[0])
    often = pd.concat([fitted.recommend(user) for user in split[0].user_ids])["title"].value_counts()
    assert "rarely rated films are left out" in told(often.iloc[0])
    for count in of_films[1:3]:
        assert "another one surpasses" in told(count)
    assert "how many users" in told(split[0].n_users)
    for different in (of_films, of_titles):  # two films have the same title
        assert "how many different films" in told(len(different))
    assert "how many places" in told(of_films.sum())


def test_other_ratings_give_other_numbers(split, movielens):
    learn, _ = rectutor.random_split(split[0], seed=1)
    for ratings, said in ((movielens, "fitted on all ratings"), (learn, "fitted on learn")):
        assert said in told(counts(MatrixFactorizationSGD().fit(ratings), movielens)[0])


@pytest.mark.parametrize(
    ("model", "said"),
    [
        (Bias(), "by the biases alone"),
        (Popularity(), "another algorithm"),
        (ItemKNN(), "another algorithm"),
        (ItemKNN(measure="adjusted_cosine"), "another algorithm"),
        (MatrixFactorizationSGD(factors=100), "other settings"),
        (MatrixFactorizationSGD(biases=False), "other settings"),
    ],
    ids=repr,
)
def test_other_models_give_other_numbers(model, said, split, movielens):
    assert said in told(counts(model.fit(split[0]), movielens)[0])


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
