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

from tests.benchmarks.measuring import THREADS, Report, ratios, rounds, seconds, spread

ROOT = Path(__file__).parents[2]
SECONDS_COLD = 30
ROUNDS = 3


def executed(lesson: Path, cache: Path) -> float:
    """Run a lesson with this folder as numba's cache; return the seconds on the wall."""
    command = [
        sys.executable,
        "-m",
        "papermill",
        lesson,
        cache / "executed.ipynb",
        "-k",
        "python3",
        "--no-progress-bar",
    ]
    settings = {name: value for name, value in os.environ.items() if name not in THREADS}  # as a learner runs it
    settings |= {"NUMBA_CACHE_DIR": str(cache), "RECTUTOR_FRONTEND": "none"}

    def run():
        done = subprocess.run([*command, "--cwd", lesson.parent], env=settings, capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"lesson: {lesson.name} does not run through:\n{done.stderr[-2000:]}")

    return seconds(run, time.perf_counter)


def main() -> int:
    lesson = next(iter(sorted((ROOT / "notebooks").glob("04*.ipynb"))), None)
    if lesson is None:
        print("\nlesson: there is no notebooks/04*.ipynb yet")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        caches = iter([Path(folder, str(number)) for number in range(ROUNDS)])
        used: list[Path] = []

        def cold() -> float:
            used.append(next(caches))
            used[-1].mkdir()
            return executed(lesson, used[-1])

        times = rounds({"cold": cold, "warm": lambda: executed(lesson, used[-1])}, ROUNDS)
    report = Report(
        f"lesson: {lesson.stem} by papermill, {ROUNDS} rounds; seconds on the wall",
        "numba's cache",
        "median (lowest–highest)",
    )
    report.row("empty", spread(times["cold"], ".1f"), value=median(times["cold"]), most=SECONDS_COLD)
    report.row("filled", spread(times["warm"], ".1f"))
    report.row("empty / filled", spread(ratios(times["cold"], times["warm"])))
    return report.end()


if __name__ == "__main__":
    sys.exit(main())
