"""What an exercise is: data. Its text, its stub, right solutions, known mistakes, and cases that tell them apart."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from rectutor.practice.written import Answers, Written


class Result(NamedTuple):
    """One of the results that a function returns: how it is called, and what it must be.

    The kinds are "number", "whole number", "vector" and "ids" (a sequence in which the order counts).
    """

    name: str
    kind: str


@dataclass(frozen=True)
class Mistake:
    """A wrong answer that people give, and what to say to it.

    Attributes
    ----------
    says : str
        What is the matter, after "Not yet:"; without the way out.
    source : str
        A function's text that makes this mistake and no other; empty for a value exercise.
    hint, stronger : str
        A question; and, on request, where to look.
    answers : Answers
        Value exercises only: which answers are this mistake.
    """

    says: str
    source: str
    hint: str
    stronger: str
    answers: Answers | None = None


@dataclass(frozen=True, kw_only=True, eq=False)
class Exercise:
    """What both kinds of exercises have; see `rectutor.practice.written` for how they are written down.

    Attributes
    ----------
    name : str
        Lesson and name, as in "04/sgd-update".
    title, statement : str
        Markdown with $formulas$.
    stub : str
        The code that the learner starts from; together with `check(…)` it is the notebook's cell.
    solutions : tuple of str
        Two right answers that are written differently.
    hints : (str, str)
        For an answer that makes no known mistake: a question, and a stronger hint.
    shows : str
        One line on what a right answer shows.
    mistakes : tuple of Mistake
    number : str
        As the lesson counts it, "4.2": its place among the lesson's exercises, which the catalogue knows.
    """

    name: str
    title: str
    statement: str
    stub: str
    solutions: tuple[str, str]
    hints: tuple[str, str]
    shows: str
    mistakes: tuple[Mistake, ...]
    number: str = ""

    @property
    def target(self) -> str:
        """The name, in the stub, of what is handed to `check`."""
        last = ast.parse(self.stub).body[-1]
        return last.name if isinstance(last, ast.FunctionDef) else last.targets[0].id

    def _repr_markdown_(self) -> str:
        return f"### Exercise {self.number}: {self.title}\n\n{self.statement}\n\n```python\n{self.stub}\n```"

    def __repr__(self) -> str:
        return f"Exercise {self.number}: {self.title}\n\n{self.statement}\n\n{self.stub}"


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class FunctionExercise(Exercise):
    """Write a function. It runs on every case, and its results are compared with the first solution's.

    Attributes
    ----------
    results : tuple of Result
    make_cases : callable
        Returns the cases, smallest first: each maps the arguments' names, in order, to values. Always the same ones.
    tolerance : float
        How far a number may be off: absolute up to 1, relative beyond.
    """

    results: tuple[Result, ...]
    make_cases: Callable[[], Iterable[Mapping[str, Any]]]
    tolerance: float = 1e-6

    @cached_property
    def cases(self) -> list[Mapping[str, Any]]:
        """The cases, made once."""
        return list(self.make_cases())

    def function(self, source: str) -> Callable:
        """Return the function that `source` (a solution, a mistake or the stub) defines."""
        return compiled(source, self.target)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class ValueExercise(Exercise):
    """Find something out with the package; the answer is a number or a title.

    Attributes
    ----------
    kind : {"number", "title"}
    accepts : Answers
        Which answers (a number, or a title in normal form, see `normal_title`) are right.
    """

    kind: str
    accepts: Answers

    def slips(self, value: float | str) -> list[Mistake]:
        """Return the known mistakes that this answer is: one at most, since an open range gives way to the others."""
        found = [mistake for mistake in self.mistakes if mistake.answers(value)]
        return [mistake for mistake in found if not mistake.answers.is_open] or found


def from_text(text: str, make_cases: Callable[[], Iterable[Mapping[str, Any]]] | None = None, **more: Any) -> Exercise:
    """Return the exercise that is written in `text` (see `rectutor.practice.written`).

    Parameters
    ----------
    text : str
    make_cases : callable, optional
        The cases of a function to write, smallest first; without them, the answer is a number or a title.
    **more
        The `tolerance` of a `FunctionExercise`.
    """
    written = Written(text)
    shared = {
        "name": written.name,
        "title": written.title,
        "statement": written.statement,
        "stub": written.sources["stub"][0],
        "solutions": tuple(written.sources["solution"]),
        "hints": tuple(written.hints),
        "shows": written.shows,
        "mistakes": tuple(
            Mistake(row.says, edited(row.source, *row.changes), row.hint, row.stronger, Answers(row.answers))
            for row in written.rows
        ),
    }
    if make_cases is None:
        ((kind, accepts),) = written.results
        return ValueExercise(kind=kind, accepts=Answers(accepts), **shared)
    results = tuple(Result(*result) for result in written.results)
    return FunctionExercise(results=results, make_cases=make_cases, **shared, **more)


def compiled(source: str, name: str) -> Callable:
    """Run `source`, which may use numpy as np, and return what it calls `name`."""
    namespace = {"np": np}
    exec(compile(source, f"<{name}>", "exec"), namespace)
    return namespace[name]


def edited(source: str, *changes: tuple[str, str]) -> str:
    """Return `source` with each (old, new) replaced, once: a mistake is a solution with a small change.

    >>> edited("return a - b", ("n a", "n b"), ("- b", "- a"))
    'return b - a'
    """
    if not changes:
        return source
    for old, _ in changes:
        if source.count(old) != 1:
            raise ValueError(f"{old!r} must stand once, not {source.count(old)} times")
    replacements = dict(changes)
    return re.sub("|".join(map(re.escape, replacements)), lambda match: replacements[match[0]], source)
