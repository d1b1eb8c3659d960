"""Judge a learner's function: right, or a known mistake, or something else that can be named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rectutor.practice import faults
from rectutor.practice.calling import complaint
from rectutor.practice.exercises import FunctionExercise, Mistake
from rectutor.practice.markup import parse
from rectutor.practice.slips import slip_of
from rectutor.practice.trial import Trial, attempt, known_mistake, nearly_known_mistake
from rectutor.practice.verdict import Verdict, known, names_of, not_yet, was


def judge(exercise: FunctionExercise, answer: Any) -> Verdict:
    """Return the verdict on what was handed to `check`."""
    said = complaint(exercise, answer)
    if said is not None:
        return not_yet(said)
    # What numba has compiled cannot be stopped; what it was compiled from can.
    trial = attempt(exercise, getattr(answer, "py_func", answer))
    if not trial.wrong and not trial.changed:
        return _right(trial)
    slip = slip_of(trial, by_shape=True)
    if slip:
        return _known(trial, slip)
    mistake = known_mistake(trial)
    if mistake:
        return _known(trial, mistake, division=faults.division_by_zero(trial))
    slip = slip_of(trial, by_shape=False)
    if slip:
        return _known(trial, slip)
    mistake = nearly_known_mistake(trial)
    return _known(trial, mistake, faults.without_numbers(trial)) if mistake else faults.verdict(trial)


def _right(trial: Trial) -> Verdict:
    again = attempt(trial.exercise, trial.function)
    if again.wrong or again.changed:
        return not_yet(
            "the first call is right, and the next with the same inputs is not.",
            body=parse("Does the function keep something from one call to the next, or does chance play a part?"),
        )
    return Verdict("right", parse(f"Right in all {len(trial.outcomes)} cases."), parse(trial.exercise.shows))


def _known(trial: Trial, mistake: Mistake, besides: Verdict | None = None, division: Verdict | None = None) -> Verdict:
    """Return the verdict on a known mistake.

    `besides` is what else is the matter where the mistake is not alone, `division` the error that it leads to.
    """
    body: Sequence = parse(mistake.hint)
    if trial.changed:
        also = "also " if trial.wrong else ""
        body = [*body, *parse(f" It {also}changes "), *names_of(trial.changed)]
        body += parse(f", which {was(trial.changed)} passed in.")
    if besides is not None:
        body = [*body, *parse(" In another case, "), *besides.headline[1:]]
    if division is not None:
        body = [*body, *parse(" There "), *division.headline[1:]]
    printed = trial.outcomes[trial.wrong[0] if trial.wrong else 0].printed
    return known(mistake, list(body), printed)
