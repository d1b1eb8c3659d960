"""How long lesson 04 takes where numba has not compiled anything yet, as on a learner's first day.

The lesson runs by papermill, as in the tests: cold with an empty folder for numba's cache, then warm with what the
first run left there.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from tests.benchmarks.measuring import THREADS, Report, ratios, rounds, spread

ROOT = Path(__file__).parents[2]
SECONDS_COLD = 30
ROUNDS = 3
RUN = "import sys, pathlib, lessons; lessons.run(*map(pathlib.Path, sys.argv[1:]))"  # of tools/lessons.py


def executed(lesson: Path, cache: Path) -> tuple[float, float]:
    """Run a lesson with this folder as numba's cache; return the seconds on the wall, and those of the processor."""
    command = [sys.executable, "-c", RUN, lesson, cache / "executed.ipynb"]
    settings = {name: value for name, value in os.environ.items() if name not in THREADS}  # as a learner runs it
    settings |= {"NUMBA_CACHE_DIR": str(cache), "RECTUTOR_FRONTEND": "none"}
    wall, used = time.perf_counter(), of_children()
    done = subprocess.run(command, cwd=ROOT / "tools", env=settings, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"lesson: {lesson.name} does not run through:\n{done.stderr[-2000:]}")
    return time.perf_counter() - wall, of_children() - used


def of_children() -> float:
    """Return the processor time of all processes that were started here and have ended."""
    return os.times().children_user + os.times().children_system


def main() -> int:
    lesson = next(iter(sorted((ROOT / "notebooks").glob("04*.ipynb"))), None)
    if lesson is None:
        print("\nlesson: there is no notebooks/04*.ipynb yet")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        caches = iter([Path(folder, str(number)) for number in range(ROUNDS)])
        used: list[Path] = []

        def cold() -> tuple[float, float]:
            used.append(next(caches))
            used[-1].mkdir()
            return executed(lesson, used[-1])

        times = rounds({"cold": cold, "warm": lambda: executed(lesson, used[-1])}, ROUNDS)
    wall, processor = ({name: [run[which] for run in times[name]] for name in times} for which in (0, 1))
    title = f"lesson: {lesson.stem} by papermill, {ROUNDS} rounds; seconds, median (lowest–highest)"
    report = Report(title, "numba's cache", "of the processor", "on the wall")
    empty = [spread(seconds["cold"], ".1f") for seconds in (processor, wall)]
    report.row("empty", *empty, value=median(wall["cold"]), most=SECONDS_COLD)
    report.row("filled", *[spread(seconds["warm"], ".1f") for seconds in (processor, wall)])
    report.row("empty / filled", *[spread(ratios(seconds["cold"], seconds["warm"])) for seconds in (processor, wall)])
    return report.end()


if __name__ == "__main__":
    sys.exit(main())
