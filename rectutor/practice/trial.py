"""A learner's function, run on all cases of an exercise and held against its solution and its known mistakes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from rectutor.practice.comparing import Unfit, fitted, loose, same
from rectutor.practice.exercises import FunctionExercise, Mistake
from rectutor.practice.running import Endless, Outcome, run
from rectutor.practice.verdict import FailingCase

FEWER_LINES = 5_000  # for a change of an answer, of which many are tried


@dataclass(frozen=True)
class Trial:
    """All cases of an exercise, run with one function.

    Attributes
    ----------
    exercise : FunctionExercise
    function : callable
    outcomes : tuple of Outcome
        Ends with the case in which the function did not end, if there is one.
    """

    exercise: FunctionExercise
    function: Callable
    outcomes: tuple[Outcome, ...]

    @cached_property
    def results(self) -> list[list | Unfit | None]:
        """For each case the results, fitted to their kinds; `Unfit` where that cannot be, None where there are none."""
        pairs = zip(self.outcomes, expected(self.exercise), strict=False)
        return [_fitted(self.exercise, outcome, like) for outcome, like in pairs]

    @cached_property
    def wrong(self) -> list[int]:
        """The cases whose results are not right, whatever became of the inputs."""
        pairs = zip(self.results, expected(self.exercise), strict=False)
        return [number for number, (got, right) in enumerate(pairs) if not _right(self.exercise, got, right)]

    @cached_property
    def changed(self) -> tuple[str, ...]:
        """The arguments that are no longer as they were in some case."""
        names = {name for outcome in self.outcomes for name in outcome.changed}
        return tuple(name for name in self.exercise.cases[0] if name in names)

    def case(self, number: int) -> FailingCase:
        """Return a case, and the results where they can be compared, as they are shown."""
        e, got = self.exercise, self.results[number]
        comparable = got if isinstance(got, list) and number in self.wrong else None
        return FailingCase(
            number + 1, len(e.cases), e.cases[number], e.results, expected(e)[number], comparable, e.tolerance
        )


@lru_cache(maxsize=100)
def expected(exercise: FunctionExercise) -> tuple[list, ...]:
    """Return the first solution's results in each case."""
    solution = exercise.function(exercise.solutions[0])
    return tuple(fitted(exercise.results, run(solution, case, trusted=True).value) for case in exercise.cases)


def attempt(exercise: FunctionExercise, function: Callable, trusted: bool = False) -> Trial:
    """Run the function on all cases, up to one in which it does not end."""
    outcomes: list[Outcome] = []
    for case in exercise.cases:
        outcomes.append(run(function, case, trusted))
        if isinstance(outcomes[-1].error, Endless):
            break
    return Trial(exercise, function, tuple(outcomes))


def is_right(exercise: FunctionExercise, function: Callable) -> bool:
    """Return whether a function is right in all cases, going no further than the first in which it is not."""
    for case, right in zip(exercise.cases, expected(exercise), strict=True):
        outcome = run(function, case, lines=FEWER_LINES)
        if outcome.changed or not _right(exercise, _fitted(exercise, outcome, right), right):
            return False
    return True


def _fitted(exercise: FunctionExercise, outcome: Outcome, like: list) -> list | Unfit | None:
    if outcome.error is not None:
        return None
    try:
        return fitted(exercise.results, outcome.value, like)
    except Unfit as unfit:
        return unfit


def _right(exercise: FunctionExercise, got: list | Unfit | None, right: list) -> bool:
    if not isinstance(got, list):
        return False
    return all(same(g, r, exercise.tolerance) for g, r in zip(got, right, strict=True))


@lru_cache(maxsize=1000)
def behaviour(exercise: FunctionExercise, mistake: Mistake) -> Trial:
    """Return what a known mistake does in each case."""
    return attempt(exercise, exercise.function(mistake.source), trusted=True)


def alike(a: Trial, b: Trial) -> bool:
    """Return whether two functions give the same results, or raise the same, in every case, and do not raise in all."""
    if len(a.outcomes) != len(b.outcomes) or all(outcome.error for outcome in a.outcomes):
        return False
    return all(_alike(x, y, a.exercise) for x, y in zip(a.outcomes, b.outcomes, strict=True))


def _alike(x: Outcome, y: Outcome, exercise: FunctionExercise) -> bool:
    if x.error is not None and y.error is not None:
        return type(x.error) is type(y.error)
    if x.error is not None or y.error is not None:
        return _divides_by_zero(x) and _divides_by_zero(y)
    values = (loose(exercise.results, outcome.value) for outcome in (x, y))
    return same(*values, exercise.tolerance)


def _divides_by_zero(outcome: Outcome) -> bool:
    """Return whether a number was divided by 0: Python raises an error, where NumPy makes NaN or infinity of it."""
    if outcome.error is not None:
        return isinstance(outcome.error, ZeroDivisionError)
    return isinstance(outcome.value, float) and not np.isfinite(outcome.value)


def known_mistake(trial: Trial) -> Mistake | None:
    """Return the known mistake that does the same as the learner's function in every case."""
    mistakes = trial.exercise.mistakes
    return next((mistake for mistake in mistakes if alike(trial, behaviour(trial.exercise, mistake))), None)


def nearly_known_mistake(trial: Trial) -> Mistake | None:
    """Return the known mistake that does the same wherever both it and the function give numbers.

    A mistake often meets a zero that it would not have met otherwise. There the function may give no number, or have
    taken care and be right. What the mistake is shows in the other cases: these are more than half, and at least three
    of them are wrong. Several such mistakes are none, unless the same is asked about all of them.
    """
    found = [mistake for mistake in trial.exercise.mistakes if _nearly(trial, behaviour(trial.exercise, mistake))]
    return found[0] if len({mistake.hint for mistake in found}) == 1 else None


def _nearly(trial: Trial, other: Trial) -> bool:
    if len(other.outcomes) != len(trial.outcomes):
        return False
    numbers, others = (
        {number for number, result in enumerate(t.results) if _is_finite(result)} for t in (trial, other)
    )
    wrong, both = set(trial.wrong), numbers & others
    if wrong & (numbers - others) or len(wrong & both) < 3 or len(both) <= len(trial.outcomes) / 2:
        return False
    return all(_alike(trial.outcomes[n], other.outcomes[n], trial.exercise) for n in both)


def _is_finite(result: list | Unfit | None) -> bool:
    if not isinstance(result, list):
        return False
    arrays = [np.asarray(value) for value in result]
    return all(array.dtype.kind != "f" or bool(np.isfinite(array).all()) for array in arrays)
