"""What to say of a function that is not right and makes no known mistake: the plainest thing that is the matter."""

from __future__ import annotations

import dis
import types
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from rectutor.practice.comparing import Unfit, be, same
from rectutor.practice.markup import Text, code, parse
from rectutor.practice.patterns import pattern
from rectutor.practice.remarks import remark
from rectutor.practice.running import Endless, Outcome, Place
from rectutor.practice.trial import Trial, expected
from rectutor.practice.verdict import Verdict, names_of, not_yet, was

LONGEST_MESSAGE = 200


def verdict(trial: Trial) -> Verdict:
    """Return the verdict on the first that applies: endless, raised, unfit, inputs changed, NaN, other values."""
    for judge in (_endless, _raised, _unfit, _changed, _not_a_number, _differs):
        found = judge(trial)
        if found is not None:
            return found
    raise AssertionError("a trial with wrong cases differs somewhere")


def without_numbers(trial: Trial) -> Verdict | None:
    """Return the verdict on the first case in which the function gives no numbers, or None where it always does."""
    found = (judge(trial) for judge in (_endless, _raised, _unfit, _not_a_number))
    return next((verdict for verdict in found if verdict is not None), None)


def division_by_zero(trial: Trial) -> Verdict | None:
    """Return the verdict on the first error, if it is a division by zero."""
    error = next((outcome.error for outcome in trial.outcomes if outcome.error is not None), None)
    return _raised(trial) if isinstance(error, ZeroDivisionError) else None


def _not_yet(
    trial: Trial, number: int, said: Text, body: str | Text = "", results: bool = True, smallest: bool = True
) -> Verdict:
    """Return "Not yet: " with what was `said`, and the case in which it shows.

    Where it is the `results` that are not right, the exercise's own hints are offered, and the answer is kept.
    """
    hint, stronger = trial.exercise.hints if results else ("", "")
    return not_yet(
        said,
        body=parse(body),
        hint=hint,
        stronger=stronger,
        note=f"case {number + 1} of {len(trial.exercise.cases)}" + (", the smallest that fails" if smallest else ""),
        case=trial.case(number),
        printed=trial.outcomes[number].printed,
        unrecognized=results,
    )


def _endless(trial: Trial) -> Verdict | None:
    last = len(trial.outcomes) - 1
    outcome = trial.outcomes[last]
    if not isinstance(outcome.error, Endless):
        return None
    said = [*parse("the function did not end, and was stopped"), *_where(outcome, trial), *parse(".")]
    return _not_yet(
        trial,
        last,
        said,
        "What would have to become true for its loop to end, and does anything change it?",
        results=False,
        smallest=False,
    )


def _raised(trial: Trial) -> Verdict | None:
    number = next((n for n, outcome in enumerate(trial.outcomes) if outcome.error is not None), None)
    if number is None:
        return None
    outcome = trial.outcomes[number]
    said = [*parse("it raises "), code(_message(outcome.error)), *_where(outcome, trial), *parse(".")]
    return _not_yet(trial, number, said, remark(outcome.error), results=False, smallest=number == trial.wrong[0])


def _message(error: BaseException) -> str:
    try:
        message = str(error)
    except Exception:
        message = ""
    kind = type(error).__name__
    if isinstance(error, SystemExit):
        return kind
    message = " ".join(message.split())
    if len(message) > LONGEST_MESSAGE:
        message = message[:LONGEST_MESSAGE].rstrip() + "…"
    return f"{kind}: {message}" if message else kind


def _where(outcome: Outcome, trial: Trial) -> Text:
    """Return " in line 3: `…`", lines counted from the function's `def`."""
    place: Place | None = outcome.place
    if place is None:
        return []
    own = place.function == getattr(trial.function, "__name__", None)
    said = [*parse(" in "), *([] if own else [code(place.function), *parse(", ")]), *parse(f"line {place.line}")]
    return [*said, *parse(": "), code(place.text)] if place.text else said


def _unfit(trial: Trial) -> Verdict | None:
    found = [(result.order, number) for number, result in enumerate(trial.results) if isinstance(result, Unfit)]
    if not found:
        return None
    order, number = min(found)
    said = trial.results[number].said
    if order == 0 and any(not isinstance(result, Unfit) for result in trial.results):
        said = parse("in this case the function returns nothing. Which way through it ends without a `return`?")
    return _not_yet(trial, number, said, results=order > 0, smallest=number == trial.wrong[0])


def _changed(trial: Trial) -> Verdict | None:
    if not trial.changed:
        return None
    number = next(n for n, outcome in enumerate(trial.outcomes) if outcome.changed)
    said = [*parse("it changes "), *names_of(trial.changed), *parse(f", which {was(trial.changed)} passed in.")]
    body = "Whoever calls the function still needs the old values. Which line writes into an array?"
    if trial.wrong:
        body += " The results differ too; look at this first."
    return _not_yet(trial, number, said, body, results=False, smallest=False)


def _not_a_number(trial: Trial) -> Verdict | None:
    for number in trial.wrong:
        for result, got in zip(trial.exercise.results, trial.results[number], strict=True):
            if _has_nan(got):
                body = "Where does a zero divide, or a missing value enter a sum?"
                said = parse(f"{be(result.name)} not a number (NaN).")
                return _not_yet(trial, number, said, body, smallest=number == trial.wrong[0])
    return None


def _has_nan(values: Any) -> bool:
    array = np.asarray(values)
    return array.dtype.kind == "f" and bool(np.isnan(array).any())


def _differs(trial: Trial) -> Verdict | None:
    first = trial.wrong[0]
    names = [result.name for result in trial.exercise.results]
    differing = [j for j in range(len(names)) if any(not _same(trial, number, j) for number in trial.wrong)]
    one = names[differing[0]]
    said = parse(
        f"{be(one)} not right" if len(differing) == 1 else f"{_listed([names[j] for j in differing])} are not right"
    )
    clause = _pattern(trial, differing)
    if clause and be(one).endswith("are"):
        clause = _of_several(clause)
    said += parse(f": {clause}." if clause else ".")
    body = []
    if len(differing) < len(names):
        body += parse("The others are right. " if len(names) - len(differing) > 1 else "The other is right. ")
    if len(trial.wrong) < len(trial.outcomes):
        n = len(trial.outcomes) - len(trial.wrong)
        body += parse(f"{n} of {len(trial.outcomes)} cases {'is' if n == 1 else 'are'} right. ")
    return _not_yet(trial, first, said, [*body, *_outside(trial.function)])


def _same(trial: Trial, number: int, j: int) -> bool:
    return same(trial.results[number][j], expected(trial.exercise)[number][j], trial.exercise.tolerance)


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def _pattern(trial: Trial, differing: Sequence[int]) -> str:
    """Return a clause that holds for every result that differs, in every case in which it does; "" if there is none."""
    clauses = []
    for j in differing:
        numbers = [number for number in trial.wrong if not _same(trial, number, j)]
        pairs = [(expected(trial.exercise)[number][j], trial.results[number][j]) for number in numbers]
        cases = [trial.exercise.cases[number] for number in numbers]
        clauses.append(pattern(pairs, cases, trial.exercise.tolerance))
    if not clauses[0] or len(set(clauses)) > 1:
        return _exchanged(trial, differing)
    return clauses[0] if len(clauses) == 1 else _of_several(clauses[0])


def _of_several(clause: str) -> str:
    """Return a clause on one result as one on several."""
    for one, several in {"it is": "they are", "it has": "they have", "it stands": "they stand"}.items():
        clause = clause.replace(one, several)
    return clause.replace("it holds", "they hold").replace("as it came", "as they came")


def _exchanged(trial: Trial, differing: Sequence[int]) -> str:
    if len(differing) != 2:
        return ""
    a, b = differing
    right, tolerance = expected(trial.exercise), trial.exercise.tolerance
    swapped = (
        same(trial.results[n][a], right[n][b], tolerance) and same(trial.results[n][b], right[n][a], tolerance)
        for n in trial.wrong
    )
    return "they are exchanged" if all(swapped) else ""


def _outside(function: Callable) -> Text:
    """Return a remark on data that the function reads from outside: such a name may be a slip."""
    if not isinstance(function, types.FunctionType):
        return []
    names = (step.argval for step in dis.get_instructions(function) if step.opname == "LOAD_GLOBAL")
    found = [name for name in dict.fromkeys(names) if _is_data(function.__globals__.get(name))]
    return [*parse("It reads "), *names_of(found), *parse(" from outside the function.")] if found else []


def _is_data(value: Any) -> bool:
    if value is None or callable(value) or isinstance(value, types.ModuleType):
        return False
    return isinstance(value, (int, float, str, list, tuple, dict, set)) or hasattr(value, "shape")
