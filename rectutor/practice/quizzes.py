"""`quiz`: a few questions, each answer with its own feedback, as often as one likes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import traitlets

from rectutor.practice.catalog import quiz_of
from rectutor.practice.markup import to_spec
from rectutor.show.component import Component


@dataclass(frozen=True)
class Choice:
    """One answer to choose, and what is said to those who choose it."""

    text: str
    feedback: str
    right: bool


@dataclass(frozen=True)
class Slip:
    """A number that people answer, from `low` to `high`, and what to say to it."""

    low: float
    high: float
    feedback: str


@dataclass(frozen=True)
class QuizQuestion:
    """One question; its kind is "single", "multiple" or "number".

    Build one with `single`, `multiple` or `number`.
    """

    kind: str
    question: str
    choices: tuple[Choice, ...] = ()
    answer: float = 0.0
    tolerance: float = 0.0
    unit: str = ""
    feedback: str = ""
    slips: tuple[Slip, ...] = ()
    otherwise: str = ""

    def spec(self) -> dict:
        """Return the question as JSON, formulas as MathML."""
        base = {"kind": self.kind, "question": to_spec(self.question)}
        if self.kind != "number":
            return base | {
                "options": [
                    {"text": to_spec(c.text), "feedback": to_spec(c.feedback), "right": c.right} for c in self.choices
                ]
            }
        slips = [{"low": s.low, "high": s.high, "feedback": to_spec(s.feedback)} for s in self.slips]
        right = {"low": self.answer - self.tolerance, "high": self.answer + self.tolerance}
        return base | {
            "unit": self.unit,
            "right": right | {"feedback": to_spec(self.feedback)},
            "slips": slips,
            "otherwise": to_spec(self.otherwise),
        }


def right(text: str, feedback: str) -> Choice:
    """Return an answer that is right."""
    return Choice(text, feedback, True)


def other(text: str, feedback: str) -> Choice:
    """Return an answer that is not right, and what it overlooks."""
    return Choice(text, feedback, False)


def single(question: str, *choices: Choice) -> QuizQuestion:
    """Return a question with exactly one right answer."""
    return _of_choices("single", question, choices, sum(c.right for c in choices) == 1)


def multiple(question: str, *choices: Choice) -> QuizQuestion:
    """Return a question of which several answers can be right, and not all are."""
    return _of_choices("multiple", question, choices, 0 < sum(c.right for c in choices) < len(choices))


def _of_choices(kind: str, question: str, choices: Sequence[Choice], sound: bool) -> QuizQuestion:
    if len(choices) < 2 or not sound:
        wanted = "one right answer" if kind == "single" else "one or more right answers"
        raise ValueError(f"a {kind} choice needs {wanted} and others that are not, in the question {question!r}")
    for choice in choices:
        if not choice.feedback:
            raise ValueError(f"every answer has its own feedback, and {choice.text!r} has none")
    return QuizQuestion(kind, question, tuple(choices))


def number(
    question: str,
    answer: float,
    feedback: str,
    *slips: Slip,
    otherwise: str,
    tolerance: float = 1e-9,
    unit: str = "",
) -> QuizQuestion:
    """Return a question whose answer is a number.

    Parameters
    ----------
    question : str
    answer, tolerance : float
        From answer − tolerance to answer + tolerance all is right.
    feedback : str
        What is said to a right answer.
    slips : Slip
        Numbers that people answer, in the order in which they are tried.
    otherwise : str
        What is said to all other numbers.
    unit : str
        Shown behind the box.
    """
    for slip in slips:
        if slip.low <= answer + tolerance and answer - tolerance <= slip.high:
            raise ValueError(f"the slip from {slip.low:g} to {slip.high:g} holds right answers of {question!r}")
    return QuizQuestion(
        "number", question, (), float(answer), tolerance, unit, feedback, tuple(slips), otherwise
    )  # fmt: skip


def slip(value: float, feedback: str, tolerance: float = 1e-9) -> Slip:
    """Return a number that people answer for a reason, and what to say to it."""
    return Slip(value - tolerance, value + tolerance, feedback)


class Quiz(Component):
    """Questions to check oneself; every answer gets its own feedback, and another try. It needs no kernel.

    Attributes
    ----------
    answers : list of dict
        For each question: `tries`, `solved`, `chosen` (the places of the choices) and `text` (a number as typed).
    """

    answers = traitlets.List().tag(sync=True)


def quiz(questions: str | Sequence[QuizQuestion], title: str = "Quiz") -> Quiz:
    """Show a quiz.

    Parameters
    ----------
    questions : str or sequence of QuizQuestion
        A lesson, such as "04", or questions made by `single`, `multiple` and `number`.
    title : str

    Examples
    --------
    >>> quiz("04")
    Quiz: 7 questions
    """
    if isinstance(questions, str):
        questions = quiz_of(questions)
    if not questions:
        raise ValueError("a quiz needs questions")
    spec = {"title": title, "questions": [question.spec() for question in questions]}
    return Quiz("quiz", spec, f"{title}: {len(questions)} question{'s' if len(questions) > 1 else ''}")
