"""All exercises and quizzes by name."""

from __future__ import annotations

import difflib
from dataclasses import replace
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

from rectutor.practice import lessons
from rectutor.practice.exercises import Exercise

# Each folder lessonNN has predictions.py with PREDICTIONS, a file ex1_….py with EXERCISE for each exercise, and perhaps
# quiz.py with QUIZ. What is there is found; nothing else has to be told.
LESSONS = {m.name[-2:]: m.name for m in iter_modules(lessons.__path__) if m.name.startswith("lesson")}


@lru_cache(maxsize=1)
def exercises() -> dict[str, Exercise]:
    """Return all exercises by name, in the lessons' order, with the numbers that follow from it."""
    found = {}
    for lesson, folder in LESSONS.items():
        package = import_module(f"{lessons.__name__}.{folder}")
        files = (module.name for module in iter_modules(package.__path__) if module.name.startswith("ex"))
        for place, file in enumerate(sorted(files, key=_place), start=1):
            exercise = import_module(f"{package.__name__}.{file}").EXERCISE
            found[exercise.name] = replace(exercise, number=f"{int(lesson)}.{place}")
    return found


def _place(file: str) -> int:
    """Return the number in the name of an exercise's file: 2 of "ex2_sgd_update"."""
    return int(file.removeprefix("ex").split("_")[0])


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
    return import_module(f"{lessons.__name__}.{LESSONS[lesson]}.quiz").QUIZ


def prediction(name: str) -> dict:
    """Return what a lesson asks under this name, or raise KeyError with a sentence."""
    known = {}
    for module in LESSONS.values():
        known |= import_module(f"{lessons.__name__}.{module}.predictions").PREDICTIONS
    if name in known:
        return known[name]
    near = difflib.get_close_matches(str(name), known, n=3)
    hint = f"did you mean {' or '.join(map(repr, near))}?" if near else "a question of your own needs options."
    raise NoSuchExercise(f"There is no prediction {name!r}; {hint}")


def has_quiz(lesson: str) -> bool:
    """Return whether a lesson has a quiz."""
    return lesson in LESSONS and find_spec(f"{lessons.__name__}.{LESSONS[lesson]}.quiz") is not None


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
