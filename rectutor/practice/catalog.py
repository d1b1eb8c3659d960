"""All exercises and quizzes by name."""

from __future__ import annotations

import difflib
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec

from rectutor.practice.exercises import Exercise

# By number: a folder with EXERCISES, PREDICTIONS in predictions.py, and perhaps QUIZ in quiz.py.
LESSONS = {"00": "lesson00", "01": "lesson01", "02": "lesson02", "03": "lesson03", "04": "lesson04"}


@lru_cache(maxsize=1)
def exercises() -> dict[str, Exercise]:
    """Return all exercises by name, in the lessons' order."""
    modules = (import_module(f"rectutor.practice.lessons.{module}") for module in LESSONS.values())
    return {exercise.name: exercise for module in modules for exercise in module.EXERCISES}


def of_lesson(lesson: str) -> list[Exercise]:
    """Return the exercises of a lesson, such as "04", in order."""
    return [exercise for name, exercise in exercises().items() if name.startswith(f"{lesson}/")]


def find(name: str) -> Exercise:
    """Return an exercise, or raise KeyError with a sentence that has the nearest names."""
    known = exercises()
    if name in known:
        return known[name]
    raise NoSuchExercise(_unknown(name, list(known)))


def quiz_of(lesson: str) -> list:
    """Return the questions of a lesson's quiz, or raise KeyError with a sentence."""
    if not has_quiz(lesson):
        known = ", ".join(repr(lesson) for lesson in LESSONS if has_quiz(lesson))
        raise NoSuchExercise(f"There is no quiz {lesson!r}; there are quizzes of {known}.")
    return import_module(f"rectutor.practice.lessons.{LESSONS[lesson]}.quiz").QUIZ


def prediction(name: str) -> dict:
    """Return what a lesson asks under this name, or raise KeyError with a sentence."""
    known = {}
    for module in LESSONS.values():
        known |= import_module(f"rectutor.practice.lessons.{module}.predictions").PREDICTIONS
    if name in known:
        return known[name]
    near = difflib.get_close_matches(str(name), known, n=3)
    hint = f"did you mean {' or '.join(map(repr, near))}?" if near else "a question of your own needs options."
    raise NoSuchExercise(f"There is no prediction {name!r}; {hint}")


def has_quiz(lesson: str) -> bool:
    """Return whether a lesson has a quiz."""
    return lesson in LESSONS and find_spec(f"rectutor.practice.lessons.{LESSONS[lesson]}.quiz") is not None


class NoSuchExercise(KeyError):
    """There is no exercise, or no quiz, of that name."""

    def __str__(self) -> str:
        return self.args[0]


def _unknown(name: object, known: list[str]) -> str:
    if not isinstance(name, str):
        return f"An exercise is called by its name, such as {known[0]!r}, but this is of type {type(name).__name__}."
    by_last = {full.split("/")[1]: full for full in known}
    near = difflib.get_close_matches(name, known, n=3, cutoff=0.6)
    near += [by_last[last] for last in difflib.get_close_matches(name.split("/")[-1], by_last, n=3, cutoff=0.6)]
    near = list(dict.fromkeys(near))
    if near:
        return f"There is no exercise {name!r}; did you mean {' or '.join(map(repr, near))}?"
    return f"There is no exercise {name!r}; there are {', '.join(map(repr, known))}."
