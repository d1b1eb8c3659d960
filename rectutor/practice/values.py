"""Judge an answer that is a number or a title, found with the package."""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from rectutor.practice.exercises import ValueExercise
from rectutor.practice.markup import Text, code, parse
from rectutor.practice.verdict import Verdict, known, not_yet

LONGEST = 80  # characters of an answer that are quoted


def judge_value(exercise: ValueExercise, answer: Any) -> Verdict:
    """Return the verdict on what was handed to `check`."""
    if answer is Ellipsis or answer is None:
        return not_yet("there is no answer so far. Put it where the three dots are.")
    value = _number(answer) if exercise.kind == "number" else _title(answer)
    if value is None:
        return not_yet(_unfit(exercise, answer))
    if exercise.accepts(value):
        return Verdict("right", [*parse("Right: "), *_shown(answer), *parse(".")], parse(exercise.shows))
    slips = exercise.slips(value)
    return known(slips[0]) if slips else _unknown(exercise, answer)


def _unfit(exercise: ValueExercise, answer: Any) -> Text:
    wanted = "one number" if exercise.kind == "number" else "the text of one title"
    if isinstance(answer, float):
        return parse(f"{wanted} is asked for, and this is {answer}.")
    return [*parse(f"{wanted} is asked for, and this is of type "), code(type(answer).__name__), *parse(".")]


def _unknown(exercise: ValueExercise, answer: Any) -> Verdict:
    hint, stronger = exercise.hints
    return not_yet(
        [*parse("it is not "), *_shown(answer), *parse(".")], hint=hint, stronger=stronger, unrecognized=True
    )


def _shown(answer: Any) -> Text:
    shown = f"{_number(answer):g}" if _number(answer) is not None else str(_one(answer))
    return [code(shown if len(shown) <= LONGEST else shown[:LONGEST] + "…")]


def _number(answer: Any) -> float | None:
    if isinstance(answer, (bool, np.bool_, str)):
        return None
    try:
        array = np.asarray(answer, dtype=np.float64)
    except (TypeError, ValueError):
        return None
    return float(array.reshape(-1)[0]) if array.size == 1 and np.isfinite(array).all() else None


def _title(answer: Any) -> str | None:
    answer = _one(answer)
    return normal_title(answer) if isinstance(answer, str) and answer.strip() else None


def _one(answer: Any) -> Any:
    """Return the one value of a list, an array, an index or a column."""
    if hasattr(answer, "tolist"):
        answer = answer.tolist()
    return answer[0] if isinstance(answer, list) and len(answer) == 1 else answer


def normal_title(title: str) -> str:
    """Return a title as it is compared: no year, article in front, lower case.

    >>> normal_title("Treasure of the Sierra Madre, The (1948)"), normal_title(" yojimbo")
    ('the treasure of the sierra madre', 'yojimbo')
    """
    text = re.sub(r"\s*\([^()]*\)\s*$", "", title).strip().casefold()
    return re.sub(r"^(.*), (the|a|an)$", r"\2 \1", text)
