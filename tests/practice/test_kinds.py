"""Kinds of answers that were once taken for right, refused, or told the wrong thing: one row each."""

import numpy as np
import pandas as pd
import pytest

from rectutor.practice.catalog import exercises, find
from rectutor.practice.exercises import FunctionExercise, ValueExercise, edited
from rectutor.practice.judging import judge
from rectutor.practice.markup import to_plain
from tests.practice.written_answers import in_a_cell

FUNCTIONS = [e for e in exercises().values() if isinstance(e, FunctionExercise)]
VALUES = [e for e in exercises().values() if isinstance(e, ValueExercise)]
PREDICTION = "(mu + b_u + b_i + p_u @ q_i)"
VOTED = "baseline + weights @ votes / weights.sum()"
UPDATED = "best_epoch, best_error, waited = epoch, error, 0"
WALKED = """\
def early_stopping(train_rmse, valid_rmse, patience):
    best = 0
    for epoch in range(len(valid_rmse)):
        if valid_rmse[epoch] < valid_rmse[best]:
            best = epoch
    return best + 1, epoch + 1"""


def answer(name, source, *changes):
    """Return an exercise, and the function of a cell: a source, or a solution by its number, with changes."""
    exercise = find(name)
    source = exercise.solutions[source - 1] if isinstance(source, int) else source
    return exercise, in_a_cell(edited(source, *changes), exercise.target)


def said(*what):
    return repr(judge(*answer(*what))).splitlines()[0].removeprefix("Not yet: ")


@pytest.mark.parametrize(
    ("name", "source", "changes", "headline"),
    [
        # once accepted
        (
            "04/sgd-update", 1, [(PREDICTION, "np.clip(mu + b_u + b_i + p_u @ q_i, 0.5, 5)")],
            "the prediction is clipped before the error is taken.",
        ),
        (
            "04/sgd-update", 1, [(PREDICTION, "min(mu + b_u + b_i + p_u @ q_i, 5)")],
            "line 2 does one thing too many",
        ),
        ("04/predict", 1, [(PREDICTION[1:-1], f"max(1, {PREDICTION[1:-1]})")], "line 2 does one thing too many"),
        (
            "03/votes", 1, [(VOTED, f"min({VOTED}, 5)")],
            "line 8 does one thing too many",
        ),
        # once led astray
        ("04/early-stopping", 2, [(UPDATED, "best_epoch, waited = epoch, 0")], "the lowest error is never updated, so"),
        ("04/early-stopping", 2, [("valid_rmse, start", "train_rmse, start")], "the training curve decides."),
        ("03/adjusted-cosine", 1, [("else 0.0", "else 1.0")], "where nothing can be said, 1 is returned."),
        ("03/adjusted-cosine", 2, [("else 0.0", "else 1")], "where nothing can be said, 1 is returned."),
        (
            "04/top-n", 1, [("[item_ids[row] for", "[(item_ids[row], scores[row]) for")],
            "an entry of the list is a tuple of 2 entries, where one number or name is asked for.",
        ),
        (
            "02/last-ones", 1, [("aside.append(lines[np.argmax(times[lines])])", "aside.append([user, lines[-1]])")],
            "an entry of the lines is a list of 2 entries, where one number or name is asked for.",
        ),
        (
            "02/last-ones", 1, [("return sorted(aside)", "return [np.array(sorted(aside))]")],
            "an entry of the lines is an array of shape",
        ),
        ("02/last-ones", 1, [("return sorted(aside)", "return [aside.sort()]")], "an entry of the lines is None"),
        (
            "01/k-core", 1, [("return kept", "return np.array([kept, kept])")],
            "an entry of the numbers of the ratings is an array of shape",
        ),
        # once only "not yet"
        ("04/predict", 1, [("b_u + b_i", "b_i")], "the user's bias is left out."),
        ("04/predict", 1, [("b_u + b_i", "b_u")], "the film's bias is left out."),
        ("04/predict", 1, [("mu + b_u + b_i + ", "")], "the dot product stands alone."),
        ("04/predict", 1, [("p_u @ q_i", "np.sum(p_u + q_i)")], "the factors are added up, and none is multiplied."),
        ("04/predict", 1, [("p_u @ q_i", "np.sum(p_u) * np.sum(q_i)")], "each vector is summed by itself."),
        ("04/sgd-update", 1, [("mu + b_u + b_i", "mu + b_i")], "the error leaves out the user's bias."),
        ("04/sgd-update", 1, [("mu + b_u + b_i", "mu + b_u")], "the error leaves out the film's bias."),
        ("04/sgd-update", 1, [("mu + b_u + b_i", "mu")], "the error leaves out both biases."),
        ("04/sgd-update", 1, [(" + p_u @ q_i)", ")")], "the error leaves out the vectors."),
        ("04/sgd-update", 1, [("p_u @ q_i", "sum(p_u) * sum(q_i)")], "in the prediction each vector is summed"),
        ("04/sgd-update", 1, [("p_u @ q_i", "sum(p_u) + sum(q_i)")], "in the prediction the factors are added up"),
        ("04/early-stopping", WALKED, [], "nothing ever stops: the curve is walked to its end."),
        (
            "04/early-stopping", 2, [("        if waited == patience:\n            break\n", "")],
            "nothing ever stops: the curve is walked to its end.",
        ),
    ],
)  # fmt: skip
def test_what_is_said(name, source, changes, headline):
    assert said(name, source, *changes).startswith(headline)


@pytest.mark.parametrize("wrap", [tuple, list, np.array, pd.Series, pd.Index])
def test_two_results_may_come_in_any_sequence(wrap):
    exercise, function = answer("04/early-stopping", 1)
    assert judge(
        exercise, lambda train_rmse, valid_rmse, patience: wrap(function(train_rmse, valid_rmse, patience))
    ).right


@pytest.mark.parametrize("wrap", [tuple, list, np.array])
def test_a_known_mistake_is_known_in_any_sequence(wrap):
    exercise, function = answer("04/early-stopping", 1, ("] < valid", "] > valid"))
    verdict = judge(exercise, lambda train_rmse, valid_rmse, patience: wrap(function(train_rmse, valid_rmse, patience)))
    assert "the highest error counts as the best" in repr(verdict)


def test_an_array_of_another_length_is_counted():
    assert "2 results are asked for (the best epoch, the last epoch), and you return 3." in repr(
        judge(find("04/early-stopping"), lambda train_rmse, valid_rmse, patience: np.array([1, 2, 3]))
    )


def test_ids_may_be_arrays_of_one_number():
    exercise, function = answer("02/last-ones", 1)
    assert judge(exercise, lambda users, times: [np.array(line) for line in function(users, times)]).right


@pytest.mark.parametrize("exercise", FUNCTIONS, ids=str)
@pytest.mark.parametrize("constant", [0, 1, 2.0])
def test_a_constant_is_no_input_as_it_came_in(exercise, constant):
    kinds = {"number": constant, "whole number": constant, "vector": [constant] * 2, "ids": [constant]}
    values = [kinds[result.kind] for result in exercise.results]
    verdict = judge(exercise, lambda *_: values if len(values) > 1 else values[0])
    assert "came in" not in to_plain(verdict.headline)


def test_a_case_of_its_own_shows_each_kind():
    cases = find("04/sgd-update").cases
    predictions = [c["mu"] + c["b_u"] + c["b_i"] + c["p_u"] @ c["q_i"] for c in cases]
    assert max(predictions) > 5
    assert min(predictions) < 0.5
    cases = find("04/top-n").cases
    assert any(len(case["seen"]) == 0 for case in cases)
    assert any(not np.isin(case["seen"], case["item_ids"]).all() for case in cases)
    assert any((np.diff(case["train_rmse"]) > 0).any() for case in find("04/early-stopping").cases)


def test_equally_similar_films_at_the_cut_vote_alike():
    ties = 0
    for case in find("03/votes").cases:
        order = np.argsort(-case["similarities"])
        votes, sorted_ = (case["ratings"] - case["baselines"])[order], case["similarities"][order]
        if case["k"] < len(order) and sorted_[case["k"] - 1] == sorted_[case["k"]] > 0:
            ties += 1
            assert len(set(votes[sorted_ == sorted_[case["k"]]])) == 1
    assert ties


@pytest.mark.parametrize(
    ("name", "stated"),
    [
        ("01/center", "their mean is 0 / 0, which is NaN"),
        ("01/multi-hot", "as an array or a list of lists"),
        ("01/multi-hot", "which is never among `names`"),
        ("02/last-ones", "the user with the id `users[t]`"),
        ("02/folds", "to four decimals"),
        ("03/votes", "equally similar films compete for the last of the `k` places"),
        ("04/sgd-update", "Nothing is clipped"),
        ("04/early-stopping", "as a tuple or a list or an array"),
        ("04/top-n", "it may be empty, and may hold films that are not in `item_ids`"),
    ],
)
def test_the_statement_says(name, stated):
    assert stated in find(name).statement


def test_the_usual_wrong_ways_give_other_numbers():
    """Each known mistake of a value exercise that is one number is said of that number, and none is right."""
    for exercise in VALUES:
        for mistake in exercise.mistakes:
            for part in mistake.answers.parts:
                if ".." not in part and not part.startswith("/"):
                    value = float(part) if exercise.kind == "number" else part
                    assert not exercise.accepts(value), (exercise.name, part)
                    assert exercise.slips(value) == [mistake], (exercise.name, part)


@pytest.mark.parametrize(
    ("name", "step"),
    [
        ("01/collapse", 1), ("02/flattery", 0.1), ("02/folds", 1e-4), ("03/one-rater", 1), ("03/leak", 1e-3),
        ("04/edge", 0.01), ("04/everywhere", 1), ("05/promise", 1),
    ],
)  # fmt: skip
def test_one_number_is_right_as_precisely_as_it_is_asked_for(name, step):
    accepts = find(name).accepts
    nearest = round(accepts.sample / step)
    assert [n - nearest for n in range(nearest - 3, nearest + 4) if accepts(round(n * step, 6))] == [0]


def test_each_exercise_with_a_number_has_its_step():
    (named,) = (mark.args[1] for mark in test_one_number_is_right_as_precisely_as_it_is_asked_for.pytestmark)
    assert {name for name, _ in named} == {e.name for e in VALUES if e.kind == "number"}


@pytest.mark.parametrize("exercise", exercises().values(), ids=str)
def test_words_that_said_too_little_or_two_things_are_gone(exercise):
    said = [text for m in exercise.mistakes for text in (m.says, m.hint)]
    for words in (
        "of a chain of",
        "nothing is damped",
        "every dip",
        "which comes to the same",
        "the spread is divided",
    ):
        assert not any(words in text for text in said)
