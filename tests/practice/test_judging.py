"""Each kind of answer gets its sentence."""

import re

import numpy as np
import pytest

from rectutor.practice import running
from rectutor.practice.catalog import find
from rectutor.practice.checking import check
from rectutor.practice.exercises import FunctionExercise, Mistake, Result, edited
from rectutor.practice.judging import judge
from rectutor.practice.markup import to_plain
from rectutor.practice.remarks import REMARKS
from rectutor.practice.trial import behaviour

FOUR = "the new b_u, the new b_i, the new p_u, the new q_i"
UPDATE = "r_ui, mu, b_u, b_i, p_u, q_i, eta, lam"
RIGHT = find("04/sgd-update").solutions[0]


def defined(source, **names):
    namespace = {"np": np, **names}
    exec(source, namespace)
    return namespace[re.search(r"def (\w+)", source)[1]]


def update(body, **names):
    return defined(f"def sgd_update({UPDATE}):\n    {body}", **names)


def said(name, answer):
    return repr(check(name, answer)).splitlines()


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("return p_u[5]", "it raises IndexError: index 5 is out of bounds for axis 0 with size 2 in line 2."),
        ("return b_u, b_i, p_uu, q_i", "it raises NameError: name 'p_uu' is not defined in line 2."),
        ("exit()", "it raises SystemExit in line 2."),
        ("return sgd_update(r_ui, mu, b_u, b_i, p_u, q_i, eta, lam)", "it raises RecursionError"),
        ("p_u = p_u + 1", "the function returns nothing. Does it end with a return?"),
        ("return ...", "the three dots are still there, where your code goes."),
        ("return b_u", f"4 results are asked for ({FOUR}), and you return one number."),
        ("return b_u, b_i", f"4 results are asked for ({FOUR}), and you return 2."),
        ("yield 1", "a generator (is there a yield in place of the return?)."),
        ("return b_u, b_i, p_u[:1], q_i", "is an array of shape (1,), where one of shape (2,) is asked for."),
        ("return b_u, b_i, 0.5, q_i", "the new p_u is one number, where a vector of length 2 is asked for."),
        ("return p_u, b_i, p_u, q_i", "the new b_u is an array of shape (2,), where one number is asked for."),
        ("return b_u, b_i, 'p', q_i", "the new p_u is text, where a vector is asked for."),
        ("return b_u, b_i, [1, [2]], q_i", "the new p_u is a list of 2 entries, where a vector is asked for."),
        ("return b_u, b_i, None, q_i", "the new p_u is None."),
        ("return True, b_i, p_u, q_i", "the new b_u is True or False, where a number is asked for."),
        ("return b_u, b_i, p_u * np.nan, q_i", "the new p_u is not a number (NaN)."),
        ("p_u[0] = 0\n    return b_u, b_i, p_u, q_i", "it changes p_u, which was passed in."),
        ("p_u[0] = q_i[0] = 0\n    return b_u, b_i, p_u, q_i", "it changes p_u and q_i, which were passed in."),
        ("return b_u, b_i, p_u, q_i", "the new b_u, the new b_i, the new p_u and the new q_i are not right."),
    ],
)  # fmt: skip
def test_sentences(body, sentence):
    assert sentence in said("04/sgd-update", update(body))[0]
    assert said("04/sgd-update", update(body))[0].startswith("Not yet: ")


def test_endless(monkeypatch):
    monkeypatch.setattr(running, "LINES", 3000)
    lines = said("04/sgd-update", update("while True:\n        mu += 1"))
    assert lines[0].startswith("Not yet: the function did not end, and was stopped in line ")
    assert lines[-1].startswith("Case 1 of 20: r_ui = 5, mu = 3, ")


def test_lines_count_from_the_def_and_are_quoted(tmp_path, monkeypatch):
    path = tmp_path / "learner.py"
    path.write_text(f"# a comment\n\n\ndef sgd_update({UPDATE}):\n    e = 1\n    return p_u[7]  # here\n")
    monkeypatch.syspath_prepend(tmp_path)
    from learner import sgd_update

    assert "in line 3: return p_u[7]." in said("04/sgd-update", sgd_update)[0]


def test_a_mistake_in_a_helper_is_found_there():
    source = f"def sgd_update({UPDATE}):\n    return helper(p_u)\n\ndef helper(v):\n    x = 1\n    return v[9]"
    assert "in helper, line 3" in said("04/sgd-update", defined(source))[0]


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ((1.0, 2.0), "Not yet: this is its result (a tuple), not the function."),
        (None, "Not yet: this is None, not the function."),
        (..., "Not yet: the three dots are still there."),
        (int, "Not yet: a class was passed, int;"),
        (lambda a, b: a, "Not yet: this lambda takes 2 arguments, and the exercise passes 8: " + UPDATE),
        (lambda: 1, "Not yet: this lambda takes no argument, and the exercise passes 8: " + UPDATE),
        (defined("def mine(a):\n    return a"), "Not yet: mine takes 1 argument, and the exercise passes 8"),
        (defined("def f(p_u, q_i, r_ui, mu, b_u, b_i, eta, lam):\n    return 1"), "in another order than in the stub"),
    ],
)
def test_what_cannot_be_called_as_asked(answer, sentence):
    assert sentence in said("04/sgd-update", answer)[0]


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("04/sgd_update", "'04/sgd-update'"),
        ("sgd-update", "'04/sgd-update'"),
        ("04/topn", "'04/top-n'"),
        ("x", "'04/predict'"),
        (4, "int"),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest(name, near):
    lines = said(name, update("return 1"))
    assert len(lines) == 1
    assert near in lines[0]


@pytest.mark.parametrize(
    ("formula", "clause"),
    [
        ("-({})", "it has the opposite sign"),
        ("3 * ({})", "it is 3 times what it should be"),
        ("0.25 + {}", "it is too high by 0.25 in each case that fails"),
        ("{} - 2", "it is too low by 2 in each case that fails"),
        ("round({}, 1)", "it is rounded to 1 decimal"),
        ("round({}, 2)", "it is rounded to 2 decimals"),
        ("b_u + b_u", None),
    ],
)
def test_what_is_off(formula, clause):
    right = "mu + b_u + b_i + p_u @ q_i"
    answer = defined(f"def predict(mu, b_u, b_i, p_u, q_i):\n    return {formula.format(right)}")
    line = said("04/predict", answer)[0]
    assert line == f"Not yet: the prediction is not right{': ' + clause if clause else ''}."


def test_what_is_off_with_an_input_an_order_or_an_exchange():
    assert "it is mu as it came in" in said("04/predict", lambda mu, b_u, b_i, p_u, q_i: mu)[0]
    edit = RIGHT.replace("return new_b_u, new_b_i, new_p_u, new_q_i", "return new_b_i, new_b_u, new_p_u, new_q_i")
    assert "the new b_u and the new b_i are not right: they are exchanged" in said("04/sgd-update", defined(edit))[0]
    edit = RIGHT.replace("return new_b_u, new_b_i, new_p_u", "return new_b_u, new_b_i, new_p_u[::-1]")
    assert "the new p_u is not right: it stands in reverse order" in said("04/sgd-update", defined(edit))[0]


def test_only_the_result_that_differs_is_named_and_how_many_cases_are_right():
    edit = RIGHT.replace("lam * p_u", "lam * q_i")
    assert said("04/sgd-update", defined(edit))[:2] == ["Not yet: the new p_u is not right.", "The others are right."]
    only_large = RIGHT.replace("    return", "    if len(p_u) > 7:\n        new_b_u = 0\n    return")
    lines = said("04/sgd-update", defined(only_large))
    assert lines[1] == "The others are right. 18 of 20 cases are right."
    assert lines[2].startswith("Case 19 of 20, the smallest that fails: r_ui = ")


def test_a_name_from_outside_is_remarked_on():
    edit = RIGHT.replace("eta * (e_ui * q_i", "rate * (e_ui * q_i")
    assert "It reads rate from outside the function." in said("04/sgd-update", defined(edit, rate=0.3))[1]
    assert check("04/sgd-update", defined(RIGHT.replace("r_ui -", "one * r_ui -"), one=1)).right


def test_right_results_with_changed_inputs_are_not_right():
    edit = RIGHT.replace("new_p_u = p_u + ", "step = ").replace("    return", "    p_u += step\n    return")
    edit = edit.replace("new_p_u, new_q_i", "p_u, new_q_i")
    lines = said("04/sgd-update", defined(edit))
    assert lines[0] == "Not yet: the arrays that came in are changed."
    assert lines[1].endswith("It changes p_u, which was passed in.")
    edit = find("04/early-stopping").solutions[0].replace("    return", "    valid_rmse[0] = 0\n    return")
    assert said("04/early-stopping", defined(edit))[0] == "Not yet: it changes valid_rmse, which was passed in."


def test_a_known_mistake_made_in_place_gets_both_remarks():
    edit = RIGHT.replace("new_p_u = p_u + ", "p_u += ").replace("new_p_u, new_q_i", "p_u, new_q_i")
    lines = said("04/sgd-update", defined(edit))
    assert lines[0] == "Not yet: q_i is computed with the new p_u."
    assert lines[1].endswith("It also changes p_u, which was passed in.")


def test_one_that_remembers_is_not_right():
    source = RIGHT.replace("    return", "    calls.append(1)\n    new_b_u += len(calls) > 20\n    return")
    assert (
        "the first call is right, and the next with the same inputs is not"
        in said("04/sgd-update", defined(source, calls=[]))[0]
    )


def test_chance_is_not_right():
    random = np.random.default_rng()
    source = RIGHT.replace("    return", "    new_b_u += chance.normal()\n    return")
    assert not check("04/sgd-update", defined(source, chance=random)).right


@pytest.mark.parametrize("wrap", [tuple, list])
def test_lists_and_numpy_numbers_are_as_good_as_tuples_and_floats(wrap):
    right = defined(RIGHT)

    def answer(r_ui, mu, b_u, b_i, p_u, q_i, eta, lam):
        a, b, p, q = right(r_ui, mu, b_u, b_i, p_u, q_i, eta, lam)
        return wrap([np.float64(a), np.array(b), p.tolist(), tuple(q)])

    assert check("04/sgd-update", answer).right


def test_what_numba_compiled_is_checked_like_its_source():
    from numba import njit

    assert check(
        "04/predict",
        njit(defined("def predict(mu, b_u, b_i, p_u, q_i):\n    return mu + b_u + b_i + (p_u * q_i).sum()")),
    ).right


def test_prints_show_with_the_case():
    verdict = check("04/sgd-update", update("print('look', mu)\n    return b_u, b_i, p_u, q_i"))
    assert verdict.printed == "look 3.0\n"
    assert "Show what it printed" not in repr(verdict)
    assert "look 3.0" in verdict._repr_html_()


def test_a_list_that_holds_itself_is_said_to_be_one():
    def multi_hot(genres, names):
        table = []
        table.append(table)
        return table

    assert "a list that holds itself" in repr(check("01/multi-hot", multi_hot))


def test_a_function_that_raises_in_all_cases_makes_no_known_mistake():
    def raising(x):
        raise ValueError(x)

    mistake = Mistake("it raises.", "def f(x):\n    raise ValueError(x)", "Why?", "Look.")
    exercise = FunctionExercise(
        name="00/f", number="0.1", title="", statement="", stub="def f(x):\n    ...", shows="", hints=("", ""),
        solutions=("def f(x):\n    return x", "def f(x):\n    return +x"), mistakes=(mistake,),
        results=(Result("the result", "number"),), make_cases=lambda: [{"x": 1.0}, {"x": 2.0}],
    )  # fmt: skip
    assert judge(exercise, raising).tone == "open"
    assert (
        to_plain(judge(exercise, raising).headline)
        == "Not yet: it raises ValueError: 1.0 in line 2: raise ValueError(x)."
    )


def test_ids_used_as_rows_are_known_although_some_cases_raise():
    exercise = find("04/top-n")
    mistake = next(m for m in exercise.mistakes if m.says == "ids are used as rows.")
    trial = [outcome.error for outcome in behaviour(exercise, mistake).outcomes]
    assert any(trial)
    assert not all(trial)
    assert check("04/top-n", exercise.function(mistake.source)).tone == "known"


def test_a_caret_is_answered_with_the_sign_for_powers():
    verdict = check(
        "00/rmse", defined("def rmse(ratings, predictions):\n    return np.mean((ratings - predictions) ^ 2) ** 0.5")
    )
    assert "The square of x is written x ** 2." in repr(verdict)


def test_a_count_is_never_called_a_multiple():
    edit = (
        "def early_stopping(train_rmse, valid_rmse, patience):\n"
        "    return 2 * (int(np.argmin(valid_rmse)) + 1), len(valid_rmse)"
    )
    assert "times what it should be" not in repr(check("04/early-stopping", defined(edit)))


LAST_ONES = find("02/last-ones").function(find("02/last-ones").solutions[0])


def last_ones(body):
    return defined(f"def last_ones(users, times):\n    right = _right(users, times)\n    {body}", _right=LAST_ONES)


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("return np.isin(np.arange(len(users)), right)", "the lines are a mask of True and False, where the entries"),
        ("return (np.asarray(right),)", "the lines are a tuple that holds a list: take its entry [0]."),
        ("return list(right) + [0]", "the lines have 2 entries, where 1 is asked for."),
        ("return right if len(right) < 2 else None", "in this case the function returns nothing. Which way through it"),
        ("return None", "the function returns nothing. Does it end with a return?"),
        ("return set(right)", "the lines are a set, and the order counts"),
    ],
)  # fmt: skip
def test_what_is_returned_in_place_of_a_list(body, sentence):
    assert sentence in repr(judge(find("02/last-ones"), last_ones(body)))


def own_ideal(hits, relevant, k):
    worth = np.asarray(hits)[:k] / np.log2(np.arange(2, k + 2))
    with np.errstate(invalid="ignore"):
        return worth.sum() / (np.sort(hits[:k])[::-1] / np.log2(np.arange(2, k + 2))).sum()


def test_a_known_mistake_is_known_where_it_also_divides_by_zero():
    verdict = judge(find("02/ndcg"), own_ideal)
    assert verdict.tone == "known"
    assert "the best list is made only of what your list found" in repr(verdict)
    assert "Does it deserve a 1? In another case, nDCG is not a number (NaN)." in repr(verdict)


def test_three_cases_with_numbers_are_needed_to_know_a_mistake_by_them():
    exercise = find("02/ndcg")
    calls = iter(range(10**6))

    def mostly_nothing(hits, relevant, k):
        return own_ideal(hits, relevant, k) if next(calls) % len(exercise.cases) < 3 else float("nan")

    assert judge(exercise, mostly_nothing).tone == "open"


VOTES = find("03/votes")


def votes(*changes):
    return VOTES.function(edited(VOTES.solutions[0], *changes))


def in_plain_python(baseline, similarities, ratings, baselines, k):
    chosen = sorted(zip(similarities, ratings - baselines, strict=True), reverse=True)[:k]
    chosen = [(weight, vote) for weight, vote in chosen if weight > 0]
    return baseline + sum(weight * vote for weight, vote in chosen) / sum(weight for weight, _ in chosen)


def test_a_division_by_zero_is_known_whether_python_raises_or_numpy_gives_no_number():
    first, second = repr(judge(VOTES, in_plain_python)).splitlines()
    assert first == "Not yet: where nobody votes, the prediction is no number."
    assert "There it raises ZeroDivisionError: division by zero in line 4: return baseline + sum(" in second


def test_no_other_error_is_a_division_by_zero():
    def strict(*case):
        try:
            return in_plain_python(*case)
        except ZeroDivisionError:
            raise KeyError from None

    assert "it raises KeyError" in repr(judge(VOTES, lambda b, s, r, e, k: strict(b, s, r, e, k)))


_OPPOSITES = "    nearest = nearest[similarities[nearest] > 0]\n", ""


def test_a_known_mistake_is_known_where_its_zero_was_taken_care_of():
    guarded = votes(_OPPOSITES, ("if len(nearest) == 0", "if similarities[nearest].sum() == 0"))
    assert repr(judge(VOTES, guarded)).splitlines() == [
        "Not yet: opposites vote too.",
        "Weights of 0.5 and −0.5 add up to what, and what happens when you divide by it?",
    ]


def of_numbers(mistake):
    """Return an exercise whose answer is x, for x from 0 to 7, with one known mistake."""
    return FunctionExercise(
        name="00/f", number="0.1", title="", statement="", stub="def f(x):\n    ...", shows="", hints=("", ""),
        solutions=("def f(x):\n    return x", "def f(x):\n    return +x"),
        mistakes=(Mistake("it is another.", f"def f(x):\n    return {mistake}", "Why?", "Look."),),
        results=(Result("the result", "number"),), make_cases=lambda: [{"x": float(x)} for x in range(8)],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("mistake", "answer", "said"),
    [
        # right where the mistake has no number
        ("2 * x if x else np.nan", lambda x: 2 * x, "it is another."),
        # wrong there
        ("2 * x if x else np.nan", lambda x: 2 * x or 9.0, "the result is not right."),
        # three cases show it, or two
        ("x + (x > 4) if x else np.nan", lambda x: x + (x > 4), "it is another."),
        ("x + (x > 5) if x else np.nan", lambda x: x + (x > 5), "the result is not right."),
        # half of the cases can be compared, or more
        ("2 * x if x > 2 else np.nan", lambda x: 2 * x if x > 2 else x, "it is another."),
        ("2 * x if x > 3 else np.nan", lambda x: 2 * x if x > 3 else x, "the result is not right."),
    ],
)
def test_a_known_mistake_is_known_where_it_has_numbers(mistake, answer, said):
    assert to_plain(judge(of_numbers(mistake), answer).headline).startswith(f"Not yet: {said[:-1]}")


def test_a_division_by_zero_is_no_finite_number():
    exact, nearly = (
        judge(of_numbers(f"2 * x / x * x if x else {other}"), lambda x: 2 * x / x * x) for other in ("np.nan", 5.0)
    )
    assert "There it raises ZeroDivisionError" in repr(exact)
    assert "In another case, it raises ZeroDivisionError" in repr(nearly)


def test_several_mistakes_about_which_the_same_is_asked_are_one():
    verdict = judge(find("03/cosine"), lambda a, b: np.corrcoef(*np.array([a, b])[:, ~np.isnan(a * b)])[0, 1])
    assert "the means over the common raters are subtracted" in repr(verdict)
    assert "In another case, the cosine is not a number (NaN)." in repr(verdict)


@pytest.mark.parametrize(
    ("body", "remark"),
    [
        ("return 1 / (k - k)", "What is divided by 0 in this case"),
        ("return ratings[len(ratings)]", "How many entries are there in this case"),
        ("return [1, 2][k + 9]", "How many entries are there in this case"),
        ("return np.ones(3) @ np.ones(4)", "Two arrays of different shapes meet."),
        ("return np.ones(3) + np.ones(4)", "Two arrays of different shapes meet."),
        ("return np.ones((2, 2)).dot(np.ones(3))", "Two arrays of different shapes meet."),
        ("return np.ones(3)[np.ones(4, dtype=bool)]", "Two arrays of different shapes meet."),
        ("return 1 if np.ones(2) else 0", ".any() asks whether one of them is True."),
        ("return float('a')", None),
        ("return np.ones(3)['a']", "A place is a whole number."),
        ("return np.ones(3)[1.0]", "A place is a whole number."),
        ("return [3, 4][np.array([0, 1])]", "An array stands where one whole number is needed."),
        ("return sum(ratings[i] for i in range(ratings))", "`range` takes one number"),
        ("return float(np.ones(3))", "An array stands where one number is needed."),
        ("pair = (0, 1)\n    return list(ratings)[pair]", "A list takes one place in its brackets"),
        ("place = 1.0\n    return list(ratings)[place]", "A whole number is needed here, and this is none."),
        ("return [3, 4] - [1, 2]", "A list does not calculate entry by entry."),
        ("return [3, 4] + 1", "A list does not calculate entry by entry."),
        ("return [1].sort() + 1", "One of these values is None."),
        ("return {} + 1", "A list does not calculate entry by entry."),
        ("return zip() + 1", "What does each of the two sides hold here?"),
        ("return np.mean + 1", "A function itself stands in the calculation"),
        ("return baseline(1)", "Round brackets call what stands before them."),
        ("return baseline[0]", "Square brackets take something out of a list or an array."),
        ("return sum(baseline)", "A single number cannot be walked through."),
        ("return len(baseline)", "`len` counts entries, and this is one number."),
        ("return [3, 4] > 1", "A number is compared with a list, text or None."),
        ("return np.isnan(None)", "The function works on numbers, and was given something else."),
        ("return {ratings: 1}", "cannot be the key of a dict"),
        ("return np.zeros(2, 3)", "in a pair of brackets of its own"),
        ("return np.mean()", "Count the arguments of this call"),
        ("return [1].sort().real", "What stands before the dot is None."),
        ("return [1, 2].mean()", "That belongs to an array"),
        ("return np.ones(3).append(1)", "Arrays have no such thing"),
        ("return np.ones(3)[0][0]", "There are more brackets than the value has axes."),
        ("return np.ones(3).sum(axis=1)", "A one-dimensional array has the axis 0 alone."),
        ("return np.array([[1], [1, 2]])", "Lists of different lengths make no array."),
        ("return max([])", "Of none there is no largest"),
        ("return [1].index(2)", "`index` finds what is there, and raises otherwise."),
    ],
)
def test_errors_are_remarked_on(body, remark):
    source = f"def predicted(baseline, similarities, ratings, baselines, k):\n    {body}"
    verdict = judge(VOTES, defined(source))
    assert to_plain(verdict.headline).startswith("Not yet: it raises ")
    assert to_plain(remark) in to_plain(verdict.body) if remark else not verdict.body


def test_each_remark_is_made_of_some_error():
    (cases,) = (mark.args[1] for mark in test_errors_are_remarked_on.pytestmark)
    made = [said for _, said in cases if said]
    made += ["In Python `^` is no power.", "`.any()` asks whether one of them is True."]
    assert [remark for *_, remark in REMARKS if not any(said in remark for said in made)] == []


def test_what_is_masked_is_no_number():
    def cosine(a, b):
        mask = np.isnan(a) | np.isnan(b)
        x, y = np.ma.array(a, mask=mask), np.ma.array(b, mask=mask)
        return (x * y).sum() / np.ma.sqrt((x**2).sum() * (y**2).sum())

    verdict = judge(find("03/cosine"), cosine)
    assert repr(verdict).splitlines()[0] == "Not yet: the cosine is masked, where a number is asked for."
    assert judge(find("03/cosine"), lambda a, b: np.ma.filled(cosine(a, b), 0)).right


def test_a_decision_is_no_rounded_share():
    verdict = judge(find("02/auc"), lambda relevant, others: float(np.mean(relevant) > np.mean(others)))
    assert "rounded" not in repr(verdict)


def test_numbers_that_pandas_keeps_as_objects_are_numbers():
    solve = find("01/center").function(find("01/center").solutions[0])
    assert judge(find("01/center"), lambda users, values: solve(users, values).astype(object)).right
    verdict = judge(find("01/center"), lambda users, values: [str(v) for v in solve(users, values)])
    assert "the centred ratings hold text, where numbers are asked for." in repr(verdict)
