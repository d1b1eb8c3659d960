"""What all benchmarks share: rounds of things measured side by side, their ratios, and a table.

A machine that is busy now may be idle a second later, so nothing is judged by a time of its own. Each round measures
every contestant once, A B A B …; a round gives one ratio, and the median of these is the verdict. Loops that compute in
one thread are timed by the processor time that they use, which another program's work lengthens far less than the time
on the wall.
"""

from __future__ import annotations

import math
import os
import time
from collections.abc import Callable, Mapping, Sequence
from statistics import median

THREADS = ("NUMBA_NUM_THREADS", "LK_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def one_thread() -> dict[str, str]:
    """Return the environment in which numba and the libraries of linear algebra use one thread."""
    return {**os.environ, **dict.fromkeys(THREADS, "1")}


def seconds(action: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    """Return how long the action takes."""
    start = clock()
    action()
    return clock() - start


def rounds(contestants: Mapping[str, Callable[[], float]], n: int) -> dict[str, list[float]]:
    """Call every contestant once in each of `n` rounds; return what they measured of themselves, by name."""
    found: dict[str, list[float]] = {name: [] for name in contestants}
    for _ in range(n):
        for name, measure in contestants.items():
            found[name].append(measure())
    return found


def ratios(above: Sequence[float], below: Sequence[float]) -> list[float]:
    """Return each round's ratio."""
    return [a / b for a, b in zip(above, below, strict=True)]


def spread(values: Sequence[float], form: str = ".2f") -> str:
    """Return median, lowest and highest as text."""
    return f"{median(values):{form}} ({min(values):{form}}–{max(values):{form}})"


def percentile(values: Sequence[float], percent: float) -> float:
    """Return the smallest value that at least so many per cent do not exceed."""
    return sorted(values)[max(0, math.ceil(len(values) * percent / 100) - 1)]


class Report:
    """A table that remembers whether every target in it was met."""

    def __init__(self, title: str, *head: str):
        self.missed = 0
        self._head, self._rows = [*head], []
        print(f"\n{title}")

    def row(self, *cells: str, value: float | None = None, most: float | None = None, least: float | None = None):
        """Add a row; with a target, its last cells say what was wanted and whether it was met."""
        verdict = []
        if value is not None:
            met = (most is None or value <= most) and (least is None or value >= least)
            self.missed += not met
            verdict = [f"≤ {most:g}" if least is None else f"≥ {least:g}", "met" if met else "MISSED"]
        self._rows.append([*cells, *verdict])

    def end(self) -> int:
        """Print the table; return how many targets were missed."""
        head = [*self._head, "target", ""]
        rows = [[*row, *[""] * (len(head) - len(row))] for row in self._rows]
        widths = [max(len(row[i]) for row in [head, *rows]) for i in range(len(head))]
        for row in [head, *rows]:
            print("  " + "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip())
        return self.missed
