"""Whether a rating costs as much at ten million ratings as at a hundred thousand; in time, in memory, and in accuracy.

Training goes through the ratings in blocks of users, so that what one block touches stays in the processor's cache. The
last table shows what that costs in accuracy beside one shuffle of all ratings.
"""

from __future__ import annotations

import math
import re
import sys
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from statistics import mean, median, stdev

from rectutor import MatrixFactorizationSGD, Ratings, random_split, simulate
from rectutor.algorithms import matrix_factorization_sgd
from rectutor.recommender import error_on
from tests.benchmarks.measuring import Report, ratios, rounds, seconds, spread

FILMS = 10_000
DENSITY = 1 / 70  # close to that of MovieLens's small set, 1 / 61
SLOWER_AT_MOST = 1.5
WORSE_AT_MOST = 0.001  # stars


def time_a_rating(large: Ratings) -> int:
    """Alternate one epoch of the large set with as many ratings' worth of epochs of a small one."""
    small = simulate(users=700, items=FILMS, factors=10, density=DENSITY).ratings
    report = Report(
        "scale: processor time a rating of one epoch, one thread, 9 rounds; median (lowest–highest)",
        "k", f"{len(small):,} ratings", f"{len(large):,} ratings", "times as long",
    )  # fmt: skip
    for k in (20, 100):
        times = rounds({"small": epochs(small, k, again=len(large) // len(small) // 4), "large": epochs(large, k)}, 9)
        found = ratios(times["large"], times["small"])
        each = [f"{spread(times[size], '.0f')} ns" for size in ("small", "large")]
        report.row(f"{k}", *each, spread(found), value=median(found), most=SLOWER_AT_MOST)
    return report.end()


def epochs(ratings: Ratings, k: int, again: int = 1) -> Callable[[], float]:
    """Start to train; return what goes on for so many epochs whenever it is called, and tells the ns a rating."""
    walk = MatrixFactorizationSGD(factors=k, epochs=10_000).steps(ratings)
    next(walk), next(walk)
    return lambda: 1e9 * seconds(lambda: [next(walk) for _ in range(again)]) / again / len(ratings)


def memory_a_rating(large: Ratings) -> int:
    """Measure by how much this process grows at most while it trains."""
    size = f"{len(large):,} ratings of {large.n_users:,} users and {large.n_items:,} films"
    report = Report(f"scale: memory, {size}, k = 20", "", "bytes a rating")
    columns = sum(column.nbytes for column in (large.users, large.items, large.values))
    report.row("the ratings: user, film, stars", f"{columns / len(large):.1f}")
    try:
        before = restart_peak()
    except OSError:
        report.row("(what training adds can be measured on Linux only)")
        return report.end()
    model = MatrixFactorizationSGD(factors=20, epochs=1)
    for _ in model.steps(large.take(slice(None))):  # a copy that shares the columns and remembers no counts yet
        pass
    growth = memory("VmHWM") - before
    parameters = sum(array.nbytes for array in model.learned[1:])
    report.row("what is learned", f"{parameters / len(large):.1f}")
    report.row("what training needs at its peak besides", f"{(growth - parameters) / len(large):.1f}")
    report.row("all", f"{(columns + growth) / len(large):.1f}")
    return report.end()


def restart_peak() -> int:
    """Forget the highest memory so far; return what is in use now, in bytes."""
    Path("/proc/self/clear_refs").write_text("5")
    return memory("VmRSS")


def memory(name: str) -> int:
    """Return one of the numbers that Linux keeps of this process, in bytes."""
    return 1024 * int(re.search(rf"{name}:\s+(\d+) kB", Path("/proc/self/status").read_text())[1])


def accuracy_of_blocks() -> int:
    """Train on the same ratings by blocks and by one shuffle of all."""
    simulation = simulate(users=14_000, items=FILMS, factors=10, density=DENSITY, seed=1)
    train, valid = random_split(simulation.ratings, test=0.1)
    size, n = matrix_factorization_sgd.BLOCK, len(train)
    floor = f"nobody can be below {simulation.truth.noise_floor:.4f}"
    title = f"scale: validation RMSE after 20 epochs, {n:,} ratings, k = 20 ({floor})"
    report = Report(title, "seed", f"{math.ceil(n / size)} blocks", "one shuffle of all", "difference, stars")
    differences = []
    for seed in range(5):
        by_blocks, at_once = (rmse_after(train, valid, seed, block) for block in (size, n))
        differences.append(by_blocks - at_once)
        report.row(f"{seed}", f"{by_blocks:.5f}", f"{at_once:.5f}", f"{differences[-1]:+.5f}")
    worse = mean(differences)
    report.row("mean", "", "", f"{worse:+.5f}, sd {stdev(differences):.5f}", value=worse, most=WORSE_AT_MOST)
    return report.end()


def rmse_after(train: Ratings, valid: Ratings, seed: int, block: int) -> float:
    model = MatrixFactorizationSGD(factors=20, epochs=20, seed=seed)
    with blocks_of(block):
        for _ in model.steps(train):
            pass
    return error_on(model, valid)


@contextmanager
def blocks_of(size: int):
    usual = matrix_factorization_sgd.BLOCK
    matrix_factorization_sgd.BLOCK = size
    try:
        yield
    finally:
        matrix_factorization_sgd.BLOCK = usual


def main() -> int:
    large = simulate(users=70_000, items=FILMS, factors=10, density=DENSITY).ratings
    return time_a_rating(large) + memory_a_rating(large) + accuracy_of_blocks()


if __name__ == "__main__":
    sys.exit(main())
