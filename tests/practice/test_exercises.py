"""What holds for every exercise: its stub fails, solutions pass, mistakes are told apart, no mutant slips through."""

import ast
import itertools
import re
from functools import lru_cache

import numpy as np
import pytest

from rectutor.practice.catalog import exercises
from rectutor.practice.checking import check
from rectutor.practice.comparing import same
from rectutor.practice.exercises import FunctionExercise, ValueExercise
from rectutor.practice.judging import judge
from rectutor.practice.markup import to_html, to_plain
from rectutor.practice.trial import alike, attempt, behaviour
from tests.practice.mutants import mutants

ALL = list(exercises().values())
FUNCTIONS = [e for e in ALL if isinstance(e, FunctionExercise)]
VALUES = [e for e in ALL if isinstance(e, ValueExercise)]
SOLUTIONS = [pytest.param(e, s, id=f"{e.name}-{n}") for e in FUNCTIONS for n, s in enumerate(e.solutions, 1)]
MISTAKES = [pytest.param(e, m, id=f"{e.name}-{n}") for e in FUNCTIONS for n, m in enumerate(e.mistakes, 1)]

# Mutants that do the same as the solution, each by the one line that is different; and why.
EQUIVALENT = {
    "if epoch - best == patience:": "the distance grows by one, so it meets patience before it passes it",
    "for epoch in range(1, len(train_rmse) + 1):": "both curves have the same length",
    "best_epoch, best_error, waited = (1, float('inf'), 0)": "the first epoch beats infinity and sets all three",
    "best_epoch, best_error, waited = (-1, float('inf'), 0)": "as above",
    "best_epoch, best_error, waited = (0, float('inf'), 1)": "as above",
    "best_epoch, best_error, waited = (0, float('inf'), -1)": "as above",
    "return (total / len(predictions)) ** 0.5": "there are as many predictions as ratings",
    "kept = np.arange(len(items))": "there are as many items as users, one each for a rating",
    "if waited >= patience:": "the count grows by one, so it meets patience before it passes it",
}


def named(exercise):
    return exercise.name


@pytest.mark.parametrize("exercise", ALL, ids=named)
def test_the_stub_is_told_that_it_is_one(exercise):
    namespace = {"np": np}
    exec(exercise.stub, namespace)
    verdict = check(exercise.name, namespace[exercise.target])
    assert not verdict.right
    assert re.search("the stub is unchanged|there is no answer so far", repr(verdict))


@pytest.mark.parametrize(("exercise", "source"), SOLUTIONS)
def test_solutions_pass(exercise, source):
    verdict = check(exercise.name, exercise.function(source))
    assert repr(verdict).splitlines()[0] == f"Right in all {len(exercise.cases)} cases."
    assert exercise.shows in to_plain(verdict.body) or to_plain(exercise.shows) in to_plain(verdict.body)


@pytest.mark.parametrize("exercise", ALL, ids=named)
def test_solutions_are_written_differently(exercise):
    first, second = (ast.dump(ast.parse(source)) for source in exercise.solutions)
    assert first != second


@pytest.mark.parametrize(("exercise", "mistake"), MISTAKES)
def test_a_known_mistake_gets_its_own_hint(exercise, mistake):
    verdict = check(exercise.name, exercise.function(mistake.source))
    assert verdict.tone == "known"
    assert to_plain(verdict.headline) == f"Not yet: {to_plain(mistake.says)}"
    assert to_plain(verdict.body).startswith(to_plain(mistake.hint))
    assert verdict.stronger == mistake.stronger


@pytest.mark.parametrize("exercise", FUNCTIONS, ids=named)
def test_mistakes_differ_from_the_solution_and_from_each_other(exercise):
    right = attempt(exercise, exercise.function(exercise.solutions[0]))
    trials = {mistake.says: behaviour(exercise, mistake) for mistake in exercise.mistakes}
    assert len(trials) == len(exercise.mistakes)
    same = [(a, b) for a, b in itertools.combinations(trials, 2) if alike(trials[a], trials[b])]
    assert same == []
    assert [says for says, trial in trials.items() if alike(trial, right) and not trial.changed] == []


@lru_cache
def surviving(exercise, source):
    """Return the lines by which the mutants that pass differ from the solution."""
    found = list(mutants(source))
    assert len(found) > 8
    return {_changed_line(source, mutant) for mutant in found if judge(exercise, exercise.function(mutant)).right}


@pytest.mark.parametrize(("exercise", "source"), SOLUTIONS)
def test_no_mutant_passes(exercise, source):
    assert surviving(exercise, source) <= set(EQUIVALENT)


def test_no_mutant_is_excused_that_does_not_pass():
    pairs = ((exercise, source) for exercise in FUNCTIONS for source in exercise.solutions)
    assert set().union(*(surviving(*pair) for pair in pairs)) == set(EQUIVALENT)


def _changed_line(source, mutant):
    before, after = ast.unparse(ast.parse(source)).splitlines(), mutant.splitlines()
    return next(line.strip() for old, line in zip(before, after, strict=False) if old != line)


@pytest.mark.parametrize("exercise", FUNCTIONS, ids=named)
def test_cases_are_the_same_each_time_and_grow(exercise):
    for a, b in zip(exercise.make_cases(), exercise.make_cases(), strict=True):
        assert a.keys() == b.keys()
        assert all(same(a[name], b[name], 0) for name in a)
    sizes = [max(np.size(value) for value in case.values()) for case in exercise.cases]
    assert sizes[0] <= min(sizes[3:])


@pytest.mark.parametrize("exercise", FUNCTIONS, ids=named)
def test_cases_are_called_as_the_stub_says(exercise):
    stub = exercise.function(exercise.stub)
    names = list(stub.__code__.co_varnames[: stub.__code__.co_argcount])
    assert all(list(case) == names for case in exercise.cases)


@pytest.mark.parametrize("exercise", ALL, ids=named)
def test_texts_can_be_shown_and_neither_praise_nor_hurry(exercise):
    texts = [exercise.title, exercise.statement, exercise.shows, *exercise.hints]
    for mistake in exercise.mistakes:
        texts += [mistake.says, mistake.hint, mistake.stronger]
        assert mistake.hint.endswith("?"), "a hint asks"
        assert mistake.says.endswith(".")
        assert "wrong" not in mistake.says
        assert mistake.says[0].islower() or mistake.says[0] == "`"
    for text in texts:
        assert "<strong>" in to_html(text) or "**" not in to_html(text)
        said = to_plain(text).lower()
        assert not re.search(r"\b(simply|just|obviously|of course|great|well done|congratulations|easy)\b|!", said)
        assert "`" not in said
        assert "$" not in said


@pytest.mark.parametrize("exercise", ALL, ids=named)
def test_an_exercise_is_complete(exercise):
    assert re.fullmatch(r"\d\d/[a-z-]+", exercise.name)
    assert len(exercise.solutions) == 2
    assert len(exercise.mistakes) >= 3
    assert all(exercise.hints)
    cell = f"{exercise.stub}\n\ncheck('{exercise.name}', {exercise.target})"
    assert len(cell.splitlines()) <= 15
    assert len(repr(exercise)) > len(exercise.statement)


def test_numbers_follow_the_order_of_the_lesson():
    for lesson, group in itertools.groupby(ALL, key=lambda e: e.name[:2]):
        assert [e.number for e in group] == [f"{int(lesson)}.{n}" for n in range(1, len(list(_of(lesson))) + 1)]


def _of(lesson):
    return (e for e in ALL if e.name.startswith(lesson))
