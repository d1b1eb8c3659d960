"""Exercises whose answer is a number or a title: no answer is two things at once."""

import numpy as np
import pytest

from rectutor.practice.catalog import exercises
from rectutor.practice.checking import check
from rectutor.practice.exercises import ValueExercise
from rectutor.practice.values import normal_title

VALUES = [name for name, exercise in exercises().items() if isinstance(exercise, ValueExercise)]
NUMBERS = np.concatenate([np.arange(0, 1, 0.0002), np.arange(1, 120, 0.01), np.arange(120, 3000)])


@pytest.mark.parametrize("name", VALUES)
def test_every_slip_gets_its_own_hint(name):
    exercise = exercises()[name]
    for mistake in exercise.mistakes:
        answer = mistake.answers.sample
        verdict = check(name, answer)
        assert (verdict.tone, verdict.stronger) == ("known", mistake.stronger)
        value = normal_title(answer) if isinstance(answer, str) else answer
        assert [m.says for m in exercise.slips(value)] == [mistake.says]
        assert not exercise.accepts(value)


@pytest.mark.parametrize("name", [name for name in VALUES if exercises()[name].kind == "number"])
def test_no_right_number_is_a_slip_and_no_number_two_slips(name):
    exercise = exercises()[name]
    for value in NUMBERS:
        assert exercise.accepts(value) + len(exercise.slips(value)) <= 1
