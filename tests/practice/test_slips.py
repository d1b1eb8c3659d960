"""Slips of any exercise are found by their repair, in the answer's own code, and are said only where they are sure."""

import re

import pytest

from rectutor.practice.catalog import exercises, find
from rectutor.practice.exercises import FunctionExercise, edited
from rectutor.practice.judging import judge
from rectutor.practice.markup import to_plain
from rectutor.practice.slips import SLIPS, slip_of
from rectutor.practice.trial import attempt
from tests.practice.written_answers import in_a_cell

RMSE, HOT, SGD = ("00/rmse", 2), ("01/multi-hot", 1), ("04/sgd-update", 1)
RETURN = "    return (total / len(ratings)) ** 0.5"
NANS = ("~np.isnan(a) & ~np.isnan(b)", "(a != np.nan) & (b != np.nan)")
SORTED = "return sorted(aside)"
EXCHANGED = [
    ("b_i + eta * (e_ui - lam", "b_i + lam * (e_ui - eta"),
    ("p_u + eta * (e_ui * q_i - lam", "p_u + lam * (e_ui * q_i - eta"),
    ("q_i + eta * (e_ui * p_u - lam", "q_i + lam * (e_ui * p_u - eta"),
]
STEPPED = "p_u += new_p_u - p_u\n    return new_b_u, new_b_i, p_u"
RANKED = (
    "rows = np.argsort(-scores)",
    "left = scores\n    left[np.isin(item_ids, seen)] = -np.inf\n    rows = np.argsort(-left)",
)
MASKED = """\
def top_n(scores, item_ids, seen, n):
    new = ~np.isin(item_ids, list(seen))
    return item_ids[new][np.argsort(-scores[new])[:n]]"""
ROWS = [  # exercise and number of the solution (or another right answer), what is changed in it, what is said
    (RMSE, [(RETURN, "    " + RETURN)], "line 5, return (total / len(ratings)) ** 0.5, stands inside"),
    (
        RMSE,
        [("    total = 0.0\n", ""), ("        total +", "        total = 0.0\n        total +")],
        "line 3 sets a value",
    ),
    (RMSE, [("return (total / len(ratings)) ** 0.5", "print((total / len(ratings)) ** 0.5)")], "is printed, and not"),
    (RMSE, [("return (total", "error = (total")], "works out the result, error, and returns nothing"),
    (RMSE, [("return (total / len(ratings)) ** 0.5", "(total / len(ratings)) ** 0.5")], "works out the result, (total"),
    (("02/last-ones", 1), [(SORTED, "return aside.sort()")], "line 7 keeps what a method returns that returns nothing"),
    (("02/last-ones", 1), [(SORTED, "aside = aside.sort()\n    return aside")], "line 7 keeps what a method returns"),
    (SGD, [("return new_b_u, new_b_i, new_p_u", STEPPED)], "line 7 writes into an array that came in: p_u +="),
    (("04/top-n", 1), [RANKED], "line 2 writes into an array that came in: left = scores"),
    (("04/top-n", 1), [("rows = ", "scores[:] = scores * 2\n    rows = ")], "line 2 writes into an array that came in"),
    (
        ("04/top-n", 1),
        [("    rows = ", "    seen.sort()\n    rows = ")],
        "line 2 writes into an array that came in: seen",
    ),
    (("03/cosine", 1), [NANS], "line 2 compares with NaN"),
    (("03/cosine", 2), [("np.isnan(x) or np.isnan(y)", "x == np.nan or y == np.nan")], "line 4 compares with NaN"),
    (("04/sgd-update", 1), [("(mu + b_u + b_i + p_u @ q_i)", "mu + b_u + b_i + p_u @ q_i")], "line 2 has its brackets"),
    (
        ("02/damped-bias", 1),
        [("/ (len(ratings) + damping)", "/ len(ratings) + damping")],
        "line 2 has its brackets",
    ),
    (("03/shrinkage", 2), [("(1 + beta / n)", "((1 + beta) / n)")], "line 2 has its brackets"),
    (RMSE, [("** 0.5", "** 1 / 2")], "line 5 has its brackets"),
    (("03/shrinkage", 1), [("/ (n + beta)", "/ n + beta")], "line 2 has its brackets"),
    (SGD, [("b_u + eta * (e_ui - lam", "b_u + lam * (e_ui - eta"), *EXCHANGED], "eta and lam are exchanged"),
    (("03/adjusted-cosine", 1), [("axis=1, keepdims", "axis=0, keepdims")], "along the other axis: line 2"),
    (MASKED, [("item_ids[new][np", "item_ids[np")], "line 3 takes places of the short array in the long one"),
    (MASKED, [("~np.isin(item_ids, list(seen))", "item_ids not in seen")], "line 2 asks once for the whole array"),
    (("02/auc", 2), [("None] > ", "None] >= ")], "what is equal falls on the other side: line 2"),
    (("01/multi-hot", 1), [("if genre in names", "if genre not in names")], "the condition is turned round: line 5"),
    (("03/adjusted-cosine", 2), [("if not np", "if np")], "the condition is turned round: line 4"),
    (("02/ndcg", 2), [("range(1, k + 1)", "range(1, k)")], "it is off by one: line 3, range(1, k)"),
    (("02/ndcg", 2), [("hits[place - 1]", "hits[place - 2]")], "it is off by one: line 4, 2"),
    (("04/predict", 2), [("prediction += p * q", "prediction = p * q")], "line 4 overwrites a value at each pass"),
    (("04/predict", 2), [("prediction += p * q", "prediction -= p * q")], "an operator in line 4 is another one"),
    (("03/cosine", 1), [("return x", "return -x")], "an operator in line 7"),
    (("02/auc", 2), [("np.mean(", "np.sum(")], "line 4 calls another function than is needed: np.sum"),
    (("04/predict", 1), [("p_u @ q_i", "abs(p_u @ q_i)")], "line 2 does one thing too many: abs(p_u @ q_i)"),
    (("04/predict", 1), [("b_u + b_i + p_u @ q_i", "b_i + b_i + p_u @ q_i")], "line 2 reads b_i where something else"),
    (HOT, [("if genre in names:\n    ", "if genre not in names:\n                break\n")], "line 6 leaves the loop"),
    (("04/top-n", 1), [("argsort(-scores)", "argsort(scores)")], "it is sorted the other way round: line 2"),
]


def answer(start, changes):
    name, which = start if isinstance(start, tuple) else ("04/top-n", start)
    exercise = find(name)
    source = which if isinstance(which, str) else exercise.solutions[which - 1]
    return exercise, in_a_cell(edited(source, *changes), exercise.target)


def slip_in(trial):
    return slip_of(trial, by_shape=True) or slip_of(trial, by_shape=False)


@pytest.mark.parametrize(("start", "changes", "said"), ROWS)
def test_a_slip_is_named_with_its_line(start, changes, said):
    exercise, function = answer(start, changes)
    assert said in to_plain(slip_in(attempt(exercise, function)).says)
    assert judge(exercise, function).tone == "known"


def test_what_the_code_shows_goes_before_a_mistake_of_the_same_numbers_and_that_before_other_slips():
    said = [to_plain(judge(*answer(start, changes)).headline) for start, changes, _ in ROWS]
    assert "Not yet: line 5, return (total / len(ratings)) ** 0.5, stands inside the loop" in said[0]
    assert "Not yet: the damping is added after the division." in said


def test_each_slip_has_a_row():
    said = [slip_in(attempt(*answer(start, changes))).says for start, changes, _ in ROWS]
    for slip in SLIPS:
        pattern = re.sub(r"\\{\w+\\}", ".+", re.escape(slip.says))
        assert any(re.fullmatch(pattern, one) for one in said), slip.says


@pytest.mark.parametrize("exercise", [e for e in exercises().values() if isinstance(e, FunctionExercise)], ids=str)
def test_a_slip_in_a_second_place_is_not_said_since_its_repair_is_not_right(exercise):
    broken = f"def {exercise.target}(*arguments):\n    for _ in range(3):\n        return 17.25"
    trial = attempt(exercise, in_a_cell(broken, exercise.target))
    assert slip_of(trial, by_shape=True) is None
    assert slip_of(trial, by_shape=False) is None


def test_what_cannot_be_read_has_no_slip():
    exercise = find("00/rmse")
    trial = attempt(exercise, exercise.function(edited(exercise.solutions[0], ("- predictions", "+ predictions"))))
    assert slip_of(trial, by_shape=False) is None


def test_an_endless_repair_is_given_up():
    exercise = find("01/k-core")
    source = edited(exercise.solutions[0], ("        kept = kept[enough]", "        kept = kept[enough][1:]"))
    assert slip_of(attempt(exercise, in_a_cell(source, "k_core")), by_shape=True) is None
