"""How fast similarities are computed and kept, beside Surprise (Cython); how fast they predict; what memory they need.

The same ratings, the same measure (correlation of residuals) and shrinkage. Of Surprise only `compute_similarities` is
timed, its baselines are not; of rectutor all of `fit`: baselines, sorting, similarities, and choosing what is kept.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable
from statistics import median

import numpy as np

from rectutor import Ratings, load, random_split
from rectutor.algorithms.item_knn import ItemKNN
from rectutor.algorithms.user_knn import UserKNN
from rectutor.recommender import error_on
from tests.benchmarks.measuring import Report, ratios, rounds, seconds, spread
from tests.benchmarks.scale import memory, restart_peak

ROUNDS = 5
SHRINKAGE = 100.0
FASTER_THAN_SURPRISE = 12.0
PAIRS, SCORED_WITHIN = 20_000, 0.4  # seconds
ITEMS, RATINGS_A_USER, MEMORY = 90_000, 125, 2.0  # GB
MEASURES = ("pearson_baseline", "cosine", "jaccard")


def rectutor(train: Ratings, measure: str = "pearson_baseline", kind: type = ItemKNN) -> Callable[[], None]:
    model = kind(measure=measure, shrinkage=SHRINKAGE)
    return lambda: model.fit(train)


def surprise(train: Ratings) -> Callable[[], None]:
    from surprise import Dataset, KNNBaseline, Reader

    table = train.to_frame()[["user", "item", "rating"]]
    trainset = Dataset.load_from_df(table, Reader(rating_scale=train.scale)).build_full_trainset()
    options = {"name": "pearson_baseline", "user_based": False, "shrinkage": SHRINKAGE}
    model = KNNBaseline(sim_options=options, verbose=False)
    model.fit(trainset)  # it then has its baselines, which are not timed
    return model.compute_similarities


def beside_surprise(train: Ratings) -> int:
    learners = {f"rectutor, {measure}": rectutor(train, measure) for measure in MEASURES}
    learners["rectutor, users"] = rectutor(train, kind=UserKNN)
    with contextlib.suppress(ImportError):
        learners["Surprise, pearson_baseline"] = surprise(train)
    for learn in learners.values():
        learn()
    times = rounds({name: (lambda learn=learn: seconds(learn)) for name, learn in learners.items()}, ROUNDS)
    report = Report(
        f"similarity: {train.n_items:,} films, {len(train):,} ratings, one thread, {ROUNDS} rounds; "
        "seconds of processor time, median (lowest–highest)",
        "", "seconds", "Surprise takes times as long",
    )  # fmt: skip
    other = times.pop("Surprise, pearson_baseline", None)
    for number, (name, found) in enumerate(times.items()):
        if other is None:
            report.row(name, spread(found, ".3f"), "(is not installed: pip install scikit-surprise)")
            continue
        faster = ratios(other, found)
        target = {"value": median(faster), "least": FASTER_THAN_SURPRISE} if number == 0 else {}
        report.row(name, spread(found, ".3f"), spread(faster, ".1f"), **target)
    if other is not None:
        report.row("Surprise, pearson_baseline", spread(other, ".3f"))
    return report.end()


def scoring(train: Ratings, test: Ratings) -> int:
    report = Report(f"similarity: predicting {PAIRS:,} ratings, {ROUNDS} rounds", "", "seconds")
    pairs = test.take(slice(PAIRS))
    for model in (ItemKNN().fit(train), UserKNN().fit(train)):
        error_on(model, pairs)
        times = rounds({"": lambda model=model: seconds(lambda: error_on(model, pairs))}, ROUNDS)[""]
        report.row(repr(model), spread(times, ".3f"), value=median(times), most=SCORED_WITHIN)
    return report.end()


def drawn(users: int) -> Ratings:
    """Draw ratings at random, few items being rated often and many seldom; a pair that comes up again is left out."""
    random = np.random.default_rng(0)
    n = users * RATINGS_A_USER
    items = (ITEMS * random.random(n) ** 3).astype(np.int64)
    pairs = np.unique(np.repeat(np.arange(users), RATINGS_A_USER) * ITEMS + items)
    values = random.integers(1, 11, len(pairs)).astype(np.float32) / 2
    rows = (pairs // ITEMS).astype(np.int32), (pairs % ITEMS).astype(np.int32)
    return Ratings(*rows, values, None, np.arange(users), np.arange(ITEMS), (0.5, 5.0))


def growth() -> int:
    """Time `fit` as ratings grow tenfold, twice; and measure how much memory this process takes at most meanwhile."""
    report = Report(f"similarity: growth with the number of ratings, {ITEMS:,} items", "ratings", "seconds", "GB")
    for users in (800, 8_000, 80_000):
        train = drawn(users)
        with contextlib.suppress(OSError):  # can be measured on Linux only
            restart_peak()
        cells = [f"{len(train):,}", f"{seconds(lambda train=train: ItemKNN().fit(train)):.1f}"]
        try:
            peak = memory("VmHWM") / 1e9
        except OSError:
            report.row(*cells)
            continue
        target = {"value": peak, "most": MEMORY} if users == 80_000 else {}
        report.row(*cells, f"{peak:.2f}", **target)
    return report.end()


def main() -> int:
    train, test = random_split(load("movielens-small").ratings)
    return beside_surprise(train) + scoring(train, test) + growth()


if __name__ == "__main__":
    sys.exit(main())
