"""How long a lesson takes: one rule for all, so that the minutes which lessons state can be compared with each other.

90 words a minute, which is slow reading, with the code beside it; a minute for each prediction and for each table or
chart; two minutes for each picture to be played with; four for the quiz. Exercises and further reading come on top.
"""

from __future__ import annotations

import re

from book import FOLDED

ON_TOP = ("## Exercises", "## Further reading")
PLAYED_WITH = r"(?<![\w.])(?:watch|taste|arrival|microscope|ranked_lists|explore|stages)\("
CHART = r"(?<!\w)\w*plots\.\w+\("


def folds(notebook) -> list[str]:
    """Return for each cell the heading under which it is folded, that heading's own cell included; else ""."""
    found, heading, level = [], "", 0
    for cell in notebook.cells:
        depths = [len(marks) for marks in re.findall(r"^(#+) ", cell.source, flags=re.M) if cell.cell_type == "markdown"]
        if depths and (not heading or min(depths) <= level):
            heading, level = (cell.source, min(depths)) if cell.metadata.get(FOLDED) else ("", 0)
        found.append(heading)
    return found


def minutes(notebook, only=lambda fold: True) -> float:
    """Return how long the cells take whose fold passes `only`."""
    total, counts = 0.0, True
    for cell, fold in zip(notebook.cells, folds(notebook), strict=True):
        pieces = re.split(r"^(?=## )", cell.source, flags=re.M) if cell.cell_type == "markdown" else [cell.source]
        for piece in pieces:
            if cell.cell_type == "markdown" and piece.startswith("## "):
                counts = not piece.startswith(ON_TOP)
            if counts and only(fold):
                total += of_text(piece) if cell.cell_type == "markdown" else of_code(cell)
    return total


def of_text(text: str) -> float:
    """Return the minutes that reading takes."""
    return len(text.split()) / 90


def of_code(cell) -> float:
    """Return the minutes for what a code cell shows or asks."""
    tables = any("text/html" in output.get("data", {}) for output in cell.outputs)
    asked = len(re.findall(r'(?<![\w.])predict\("', cell.source))
    pictures = 2 * len(re.findall(PLAYED_WITH, cell.source)) + len(re.findall(CHART, cell.source))
    return tables + asked + pictures + 4 * len(re.findall(r'(?<![\w.])quiz\("', cell.source))
