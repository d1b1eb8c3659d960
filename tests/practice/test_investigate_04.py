"""Exercises whose answer is a number or a title: the accepted ones come out of runs, and so do the known slips."""

import contextlib

import numpy as np
import pandas as pd
import pytest

import rectutor
from rectutor import DivergenceError, MatrixFactorizationSGD
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


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_other_seeds_and_fewer_ratings_have_their_edge_in_the_accepted_range(seed, split):
    fewer, _ = rectutor.random_split(split[0], test=0.1, seed=1)
    for train in (split[0], fewer):
        assert check("04/edge", edge(train, seed=seed)).right
        assert not diverges(train, 0.195, seed=seed)
        assert diverges(train, 0.225, seed=seed)


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


def test_films_of_the_known_slips_come_out_of_runs(split):
    model = MatrixFactorizationSGD().fit(split[0])
    filtered = pd.concat([model.recommend(user) for user in split[0].user_ids])["title"].mode()[0]
    most_rated = split[0].titles(split[0].item_ids[[np.argmax(split[0].item_counts)]])[0]
    assert "when rarely rated films are left out" in repr(check("04/everywhere", filtered))
    assert "that film has the most ratings" in repr(check("04/everywhere", most_rated))


@pytest.mark.parametrize("answer", ["Yojimbo (1961)", " yojimbo ", ["Yojimbo (1961)"], pd.Index(["Yojimbo (1961)"])])
def test_a_title_may_be_written_with_or_without_its_year(answer):
    assert check("04/everywhere", answer).right


@pytest.mark.parametrize("answer", [0.21, np.float64(0.22), np.array([0.22]), [0.21], 0.205])
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
        ("04/everywhere", 318, "the text of one title is asked for, and this is of type int."),
        ("04/everywhere", "Alien (1979)", "it is not Alien (1979)."),
        ("04/everywhere", "x" * 500, "…."),
    ],
)
def test_other_answers_get_a_sentence(name, answer, sentence):
    first = repr(check(name, answer)).splitlines()[0]
    assert first.startswith("Not yet: ")
    assert first.endswith(sentence) or sentence in first
    assert len(first) < 120
