"""How an exercise is written down: one text, in which the first characters of a line say what the line is.

    # 04/predict: One prediction        name and title; then the statement, in Markdown
    ```stub                             what the learner starts from, up to the next ```
    ```solution                         a right answer, of which there are two
    ```by counting                      another source, by a name, from which mistakes are made
    > the prediction: number            a result and its kind; of a value exercise, the kind and the right answers
    = what a right answer shows
    ? a hint, for an answer that makes no known mistake
    ! a stronger one

    * what is the matter, of a known mistake
    : by counting                       from which source it is made, where that is not the first solution
    ~ b_u => 2 * b_u                    the change that makes it, as often as needed; ⏎ is the end of a line
    ~ 0.265..0.295 | 0.41               of a value exercise, instead: the answers that make it
    ? a question
    ! where to look; mistakes above that have no such two lines share these

The source of a mistake can also stand below it, between two lines of ```. A line without a mark goes on with the one
above it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

HEADING = re.compile(r"# (\d\d/[a-z-]+): (.+)")
OF_ITS_OWN = ("- ", "|", "$$")  # lines of a statement that are not joined to the one above


@dataclass
class Row:
    """A known mistake as it is written."""

    says: str
    source: str
    changes: list[tuple[str, str]]
    answers: str = ""
    hint: str = ""
    stronger: str = ""


class Written:
    """The parts of an exercise's text.

    Attributes
    ----------
    name, title, statement, shows : str
    hints : [str, str]
    results : list of (str, str)
        What stands before and behind the colon.
    sources : dict of str to list of str
    rows : list of Row

    Raises
    ------
    ValueError
        With a sentence, for a text that is not in the form.
    """

    def __init__(self, text: str):
        heading = HEADING.match(text.lstrip("\n"))
        if not heading:
            raise ValueError("an exercise begins with its name and its title, as in '# 04/predict: One prediction'")
        self.name, self.title = heading.groups()
        self.shows, self.hints = "", ["", ""]
        self.results: list[tuple[str, str]] = []
        self.sources: dict[str, list[str]] = {}
        self.rows: list[Row] = []
        statement = []
        for mark, said in _marked(text.lstrip("\n").split("\n")[1:]):
            if mark:
                self._take(mark, said)
            else:
                statement.append(said)
        self.statement = "\n".join(statement).strip("\n")
        for row, below in zip(self.rows[-2::-1], self.rows[:0:-1], strict=True):
            row.hint, row.stronger = row.hint or below.hint, row.stronger or below.stronger

    def _take(self, mark: str, said: str) -> None:
        row = self.rows[-1] if self.rows else None
        if mark == "*":
            self.rows.append(Row(said, self.sources["solution"][0], []))
        elif mark.startswith("```"):
            if row:
                row.source = said
            else:
                self.sources.setdefault(mark[3:], []).append(said)
        elif mark == "=":
            self.shows = said
        elif mark == ">":
            name, _, kind = said.partition(": ")
            self.results.append((name, kind))
        elif mark in "?!" and not row:
            self.hints["?!".index(mark)] = said
        elif not row:
            raise ValueError(f"{self.name}: {said!r} stands before the first mistake, which begins with a *")
        elif mark == ":":
            row.source = self._named(said)
        elif mark == "~" and " =>" in said:
            old, _, new = said.replace("⏎", "\n").partition(" =>")
            row.changes.append((old, new.removeprefix(" ")))
        else:
            setattr(row, {"~": "answers", "?": "hint", "!": "stronger"}[mark], said)

    def _named(self, name: str) -> str:
        if name == "solution 2":
            return self.sources["solution"][1]
        if name not in self.sources:
            raise ValueError(f"{self.name}: there is no source ```{name} above; there are {', '.join(self.sources)}")
        return self.sources[name][0]


def _marked(lines: list[str]) -> list[tuple[str, str]]:
    """Return (mark, what it marks): a line with those that go on with it, or what stands between two lines of ```."""
    found: list[tuple[str, str]] = []
    inside = False
    for line in lines:
        if line.startswith("```"):
            inside = not inside
            if inside:
                found.append((line, ""))
        elif inside:
            mark, source = found[-1]
            found[-1] = (mark, f"{source}\n{line}" if source else line)
        elif re.match(r"[=>?!*:~] ", line):
            found.append((line[0], line[2:]))
        elif not line.strip() or line.startswith(OF_ITS_OWN) or not found or not found[-1][1]:
            found.append(("", line))
        elif not found[-1][0].startswith("```"):
            found[-1] = (found[-1][0], f"{found[-1][1]} {line.strip()}")
    return found


@dataclass(frozen=True)
class Answers:
    """Which answers to a value exercise are meant.

    Attributes
    ----------
    written : str
        Numbers, ranges such as 0.265..0.295 (both ends belong to it) or 63.., titles in normal form, or /patterns/ of
        titles, with | between them.
    """

    written: str

    def __call__(self, value: float | str) -> bool:
        """Whether this answer is meant."""
        return any(_means(part, value) for part in self.parts)

    @property
    def parts(self) -> list[str]:
        """What stands between the |."""
        return [part.strip() for part in self.written.split(" | ")]

    @property
    def is_open(self) -> bool:
        """Whether a range has no end: it gives way to whatever else an answer may be."""
        return any(part.endswith("..") for part in self.parts)

    @property
    def sample(self) -> float | str:
        """One of these answers."""
        low, dots, high = self.parts[0].partition("..")
        try:
            return (float(low) + float(high)) / 2 if dots and high else float(low)
        except ValueError:
            return self.parts[0]


def _means(part: str, value: float | str) -> bool:
    if isinstance(value, str):
        return bool(re.match(part[1:-1], value)) if part.startswith("/") else part == value
    low, dots, high = part.partition("..")
    if dots:
        return float(low or "-inf") <= value <= float(high or "inf")
    return abs(value - float(low)) < 1e-6
