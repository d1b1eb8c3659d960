"""`check`: hand in an answer, be told."""

from __future__ import annotations

from typing import Any

from rectutor.practice import answers
from rectutor.practice.catalog import NoSuchExercise, find
from rectutor.practice.exercises import Exercise, ValueExercise
from rectutor.practice.judging import judge
from rectutor.practice.markup import text
from rectutor.practice.values import judge_value
from rectutor.practice.verdict import Verdict


def check(name: str, answer: Any) -> Verdict:
    """Check an answer to an exercise, and say what is the matter if it is not right yet.

    Parameters
    ----------
    name : str
        The exercise, as in "04/sgd-update".
    answer : callable, or a number or a title
        For most exercises the function itself, without brackets behind it. It runs on copies of seeded cases.

    Returns
    -------
    Verdict
        Shown by the notebook when it is the cell's last line. `verdict.right` says whether the answer is right.

    Examples
    --------
    >>> check("04/predict", lambda mu, b_u, b_i, p_u, q_i: mu + b_u + b_i)
    Not yet: the vectors are left out.
    For whom would this predict something that it does not predict for everyone?
    """
    try:
        exercise = find(name)
    except NoSuchExercise as error:
        return Verdict("open", [text(str(error))])
    verdict = judge_value(exercise, answer) if isinstance(exercise, ValueExercise) else judge(exercise, answer)
    if verdict.unrecognized:
        answers.keep(exercise, answer, verdict)
    return verdict


def exercise(name: str) -> Exercise:
    """Return an exercise: its statement and its stub, as the notebook has them.

    Raises
    ------
    KeyError
        With the nearest names, when there is no such exercise.
    """
    return find(name)
