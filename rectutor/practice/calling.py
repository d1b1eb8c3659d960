"""Whether what was handed to `check` can be called as the exercise calls it; if not, one sentence."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from rectutor.practice.exercises import FunctionExercise
from rectutor.practice.markup import Text, code, parse


def complaint(exercise: FunctionExercise, answer: Any) -> Text | None:
    """Return what keeps `answer` from being checked, or None."""
    target = exercise.target
    call = f'`check("{exercise.name}", {target})`'
    if answer is Ellipsis:
        return parse(f"the three dots are still there. Define `{target}`, then pass it: {call}.")
    if not callable(answer):
        what = "None" if answer is None else f"its result ({_named(type(answer))})"
        return parse(f"this is {what}, not the function. Pass `{target}` itself, with no brackets behind it: {call}.")
    if inspect.isclass(answer) or inspect.ismodule(answer):
        return [
            *parse("a class was passed, "),
            code(answer.__name__),
            *parse(f"; the exercise asks for a function: {call}."),
        ]
    if _is_stub(exercise, answer):
        return parse("the stub is unchanged. Replace the three dots with your code, then run the cell again.")
    return _about_arguments(exercise, answer)


def _named(kind: type) -> str:
    return f"a {kind.__name__}" if kind.__name__[0] not in "aeiou" else f"an {kind.__name__}"


def _is_stub(exercise: FunctionExercise, answer: Callable) -> bool:
    """Return whether both compile to the same: names of no account, comments and docstring as they please."""
    mine, stub = getattr(answer, "__code__", None), exercise.function(exercise.stub).__code__
    if mine is None or mine.co_code != stub.co_code:
        return False
    return [c for c in mine.co_consts if not isinstance(c, str)] == [
        c for c in stub.co_consts if not isinstance(c, str)
    ]


def _about_arguments(exercise: FunctionExercise, answer: Callable) -> Text | None:
    wanted = list(exercise.cases[0])
    try:
        signature = inspect.signature(answer)
    except (TypeError, ValueError):  # some built-in functions have none
        return None
    name = getattr(answer, "__name__", exercise.target)
    taken = list(signature.parameters)
    try:
        signature.bind(*wanted)
    except TypeError:
        return [
            code("this lambda" if name == "<lambda>" else name),
            *parse(f" takes {_arguments(len(taken))}, and the exercise passes {len(wanted)}: "),
            code(", ".join(wanted)),
            *parse("."),
        ]
    if taken != wanted and sorted(taken) == sorted(wanted):
        return [
            *parse("the arguments stand in another order than in the stub, which is "),
            code(", ".join(wanted)),
            *parse("."),
        ]
    return None


def _arguments(n: int) -> str:
    return {0: "no argument", 1: "1 argument"}.get(n, f"{n} arguments")
