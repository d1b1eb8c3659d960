"""How much memory ten million ratings take to read and to clean; each in a process of its own."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd

import rectutor
from tests.benchmarks.measuring import Report

LINES, USERS, ITEMS = 10_000_000, 162_000, 59_000  # the users and films of MovieLens 25M
MOST_MB = 2000


def write_files(folder: Path) -> dict[str, str]:
    """Write the same ratings with numbers as ids, and with texts as ids and dates for times; return the files.

    In a process of its own: a process inherits the memory at most of the one that starts it.
    """
    random = np.random.default_rng(0)
    pairs = np.unique(random.integers(0, USERS * ITEMS, size=LINES + LINES // 100))
    random.shuffle(pairs)
    users, items = np.divmod(pairs[:LINES], ITEMS)
    numbers = pd.DataFrame({"userId": users, "movieId": items, "rating": random.integers(1, 11, size=LINES) / 2})
    numbers["timestamp"] = random.integers(800_000_000, 1_600_000_000, size=LINES)
    names, codes = np.array([f"user-{u:032x}" for u in range(USERS)]), np.array([f"B{i:09d}" for i in range(ITEMS)])
    texts = pd.DataFrame({"reviewerID": pd.array(names[users], "str"), "asin": pd.array(codes[items], "str")})
    texts = texts.assign(overall=numbers.rating, date=pd.to_datetime(numbers.timestamp, unit="s").astype("str"))
    files = {}
    for name, table in (("numbers", numbers), ("texts and dates", texts)):
        files |= {f"{name}, {form}": str(folder / f"{name}.{form.lower()}") for form in ("CSV", "Parquet")}
        table.to_csv(files[f"{name}, CSV"], index=False)
        table.to_parquet(files[f"{name}, Parquet"])
    return files


def measured(action: str, path: Path) -> list:
    """Do one action; return lines, processor seconds, and megabytes at most, those of the imports included."""
    before = time.process_time()
    if action == "read":
        lines = len(rectutor.read_ratings(path))
    else:
        cleaned, _ = rectutor.clean(pd.read_parquet(path))
        lines = len(cleaned)
    used = time.process_time() - before
    return [lines, used, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6]  # KiB on Linux


def in_a_process(action: str, path: Path):
    command = [sys.executable, "-m", "tests.benchmarks.reading", action, str(path)]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[-1])


def main() -> int:
    if len(sys.argv) == 3:
        action, path = sys.argv[1], Path(sys.argv[2])
        print(json.dumps(write_files(path) if action == "write" else measured(action, path)))
        return 0
    report = Report(f"reading: {LINES:,} ratings, once each", "", "lines", "processor time, s", "memory at most, MB")
    with tempfile.TemporaryDirectory() as folder:
        files = in_a_process("write", Path(folder))
        jobs = [("read", name) for name in files] + [("clean", "numbers, Parquet")]
        for action, name in jobs:
            lines, used, peak = in_a_process(action, Path(files[name]))
            report.row(f"{action}: {name}", f"{lines:,}", f"{used:.1f}", f"{peak:,.0f}", value=peak, most=MOST_MB)
    return report.end()


if __name__ == "__main__":
    sys.exit(main())
