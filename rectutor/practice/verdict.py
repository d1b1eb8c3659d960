"""What is said of an answer: as HTML that needs neither kernel nor script, and as a few stable lines of text."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rectutor.practice.exercises import Mistake, Result
from rectutor.practice.markup import Text, code, parse, to_html, to_plain
from rectutor.practice.page import ICONS, STYLE, fold, listing, row_of_folds
from rectutor.practice.tables import comparison, in_a_line, inputs


@dataclass(frozen=True)
class FailingCase:
    """The smallest case that fails: its inputs, and what was expected and received."""

    number: int
    total: int
    inputs: Mapping[str, Any]
    results: Sequence[Result] = ()
    expected: Sequence[Any] = ()
    got: Sequence[Any] | None = None
    tolerance: float = 1e-6


@dataclass(frozen=True, repr=False)
class Verdict:
    """The answer to an answer.

    Attributes
    ----------
    tone : {"right", "known", "open"}
        Right; a known mistake; anything else that is not right yet.
    headline : Text
        Verdict and reason.
    body : Text
        What else is said at once.
    hint, stronger : Text
        Shown when asked for; plain text carries the first, and `print(verdict.stronger)` shows the other.
    note : str
        In the corner: which case, or "a known mistake".
    case : FailingCase or None
    printed : str
        What the function printed in that case.
    unrecognized : bool
        Whether there are results, and no known mistake has them: worth a teacher's look.
    """

    tone: str
    headline: Text
    body: Text = field(default_factory=list)
    hint: str = ""
    stronger: str = ""
    note: str = ""
    case: FailingCase | None = None
    printed: str = ""
    unrecognized: bool = False

    @property
    def right(self) -> bool:
        """Whether the answer is right."""
        return self.tone == "right"

    def __repr__(self) -> str:
        lines = [to_plain(self.headline)]
        if self.body:
            lines.append(to_plain(self.body).strip())
        if self.case is not None:
            case = self.case
            told = in_a_line(case.inputs, case.results, case.expected, case.got, case.tolerance)
            lines.append(f"{self.note.capitalize()}: {told}.")
        if self.hint:
            lines.append(f"Hint: {to_plain(self.hint)}")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        note = f'<span class="rt-note">{self.note}</span>' if self.note else ""
        body = f"<p>{to_html(self.body)}</p>" if self.body else ""
        return (
            f'<div class="rt-verdict rt-{self.tone}">{STYLE}<div class="rt-first">{ICONS[self.tone]}'
            f"<strong>{to_html(self.headline)}</strong>{note}</div>{body}{row_of_folds(self._folds())}</div>"
        )

    def _folds(self) -> list[str]:
        folds = []
        if self.case is not None:
            folds.append(fold("Show the case", self._case()))
        if self.hint:
            folds.append(fold("Show a hint", f"<p>{to_html(self.hint)}</p>"))
        if self.stronger:
            folds.append(fold("Show a stronger hint", f"<p>{to_html(self.stronger)}</p>"))
        if self.printed.strip():
            folds.append(fold("Show what it printed", listing(html.escape(self.printed.rstrip()))))
        return folds

    def _case(self) -> str:
        case = self.case
        tables = inputs(case.inputs)
        if case.got is not None:
            tables += comparison(case.results, case.expected, case.got, case.tolerance)
        return f'<div class="rt-case">{tables}</div>'


def not_yet(said: str | Text, **more) -> Verdict:
    """Return a verdict whose first line is "Not yet: " and what is `said`."""
    return Verdict("open", [*parse("Not yet: "), *parse(said)], **more)


def known(mistake: Mistake, body: Text | None = None, printed: str = "") -> Verdict:
    """Return the verdict on a known mistake; `body` is what is said at once, the mistake's hint if it is not given."""
    return Verdict(
        "known",
        [*parse("Not yet: "), *parse(mistake.says)],
        parse(mistake.hint) if body is None else body,
        stronger=mistake.stronger,
        note="a known mistake",
        printed=printed,
    )


def names_of(names: Sequence[str]) -> Text:
    """Return names in the code font: `a`; `a` and `b`; `a`, `b` and `c`."""
    parts: Text = []
    for j, name in enumerate(names):
        if j:
            parts += parse(" and " if j == len(names) - 1 else ", ")
        parts.append(code(name))
    return parts


def was(names: Sequence[str]) -> str:
    """Return "was" for one name, "were" for more."""
    return "was" if len(names) == 1 else "were"
