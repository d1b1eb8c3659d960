"""What a notebook needs of an exercise: its cells, and the folded hints and solutions below them."""

from __future__ import annotations

import json
from pathlib import Path

from rectutor.practice.catalog import find, of_lesson
from rectutor.practice.coloring import colored
from rectutor.practice.exercises import Exercise
from rectutor.practice.markup import to_html, to_plain
from rectutor.practice.page import STYLE, fold, listing, row_of_folds


class Solution:
    """Two hints and two right solutions, each folded until it is asked for.

    In a terminal, `print(solution(name).text)` shows the solutions.
    """

    def __init__(self, exercise: Exercise):
        self.exercise = exercise

    @property
    def text(self) -> str:
        """The solutions, one below the other."""
        return "\n\n# or\n\n".join(self.exercise.solutions)

    def __repr__(self) -> str:
        return f"Hints and solutions of exercise {self.exercise.number}, folded."

    def _repr_html_(self) -> str:
        hint, stronger = self.exercise.hints
        first, second = (listing(colored(source)) for source in self.exercise.solutions)
        folds = [
            fold("A hint", f"<p>{to_html(hint)}</p>"),
            fold("A stronger hint", f"<p>{to_html(stronger)}</p>"),
            fold("A solution", first),
            fold("Another solution", second),
        ]
        return f'<div class="rt-verdict rt-folds">{STYLE}{row_of_folds(folds)}</div>'


def solution(name: str) -> Solution:
    """Return the hints and the solutions of an exercise, folded.

    Examples
    --------
    >>> solution("04/sgd-update")
    Hints and solutions of exercise 4.2, folded.
    """
    return Solution(find(name))


def cells(name: str) -> list[tuple[str, str]]:
    """Return the cells of an exercise as (type, source): its statement, its stub with `check`, its folded solution."""
    exercise = find(name)
    return [
        ("markdown", f"### Exercise {exercise.number}: {exercise.title}\n\n{exercise.statement}"),
        ("code", f'{exercise.stub}\n\ncheck("{exercise.name}", {exercise.target})'),
        ("code", f'solution("{exercise.name}")'),
    ]


def missing_cells(notebook: Path | str, lesson: str) -> list[str]:
    """Return a line for each cell of the lesson's exercises that the notebook lacks, word for word and in order."""
    stored = json.loads(Path(notebook).read_text(encoding="utf-8"))["cells"]
    have = [(cell["cell_type"], "".join(cell["source"]).strip()) for cell in stored]
    complaints, start = [], 0
    for exercise in of_lesson(lesson):
        for kind, source in cells(exercise.name):
            if (kind, source.strip()) in have[start:]:
                start = have.index((kind, source.strip()), start) + 1
            else:
                first = to_plain(source.strip().splitlines()[0])
                complaints.append(f"{exercise.name}: the {kind} cell that begins with {first!r} is missing or differs")
    return complaints
