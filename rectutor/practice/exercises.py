"""What an exercise is: data. Its text, its stub, right solutions, known mistakes, and cases that tell them apart."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np


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
        A function's text that makes this mistake and no other; for a value exercise, an expression.
    hint, stronger : str
        A question; and, on request, where to look.
    accepts : callable, optional
        Value exercises only: whether an answer (a number, or a title in normal form) is this mistake.
    """

    says: str
    source: str
    hint: str
    stronger: str
    accepts: Callable[[Any], bool] | None = None


@dataclass(frozen=True, kw_only=True)
class Exercise:
    """What both kinds of exercises have.

    Attributes
    ----------
    name : str
        Lesson and name, as in "04/sgd-update".
    number : str
        As the lesson counts it, "4.2": its place in `EXERCISES`.
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
    """

    name: str
    number: str
    title: str
    statement: str
    stub: str
    solutions: tuple[str, str]
    hints: tuple[str, str]
    shows: str
    mistakes: tuple[Mistake, ...]

    @property
    def target(self) -> str:
        """The name, in the stub, of what is handed to `check`."""
        last = ast.parse(self.stub).body[-1]
        return last.name if isinstance(last, ast.FunctionDef) else last.targets[0].id

    def _repr_markdown_(self) -> str:
        return f"### Exercise {self.number}: {self.title}\n\n{self.statement}\n\n```python\n{self.stub}\n```"

    def __repr__(self) -> str:
        return f"Exercise {self.number}: {self.title}\n\n{self.statement}\n\n{self.stub}"


@dataclass(frozen=True, kw_only=True, repr=False)
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
    make_cases: Callable[[], list[Mapping[str, Any]]]
    tolerance: float = 1e-6

    @cached_property
    def cases(self) -> list[Mapping[str, Any]]:
        """The cases, made once."""
        return self.make_cases()

    def function(self, source: str) -> Callable:
        """Return the function that `source` (a solution, a mistake or the stub) defines."""
        return compiled(source, self.target)


@dataclass(frozen=True, kw_only=True, repr=False)
class ValueExercise(Exercise):
    """Find something out with the package; the answer is a number or a title.

    Attributes
    ----------
    kind : {"number", "title"}
    accepts : callable
        Whether an answer (a number, or a title in normal form, see `normal_title`) is right.
    """

    kind: str
    accepts: Callable[[Any], bool]


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
    for old, _ in changes:
        if source.count(old) != 1:
            raise ValueError(f"{old!r} must stand once, not {source.count(old)} times")
    replacements = dict(changes)
    return re.sub("|".join(map(re.escape, replacements)), lambda match: replacements[match[0]], source)
