"""How fast matrix factorisation learns: by SGD beside Surprise and funk-svd, by least squares beside LensKit.

The same ratings, number of factors, learning rate, regularisation and epochs; only the training is timed, after one
unmeasured run of each (numba compiles in it). rectutor goes through the ratings in a new random order every epoch and
sums up the loss; Surprise and, unless it is told to shuffle, funk-svd go through them as they lie in the table. The
targets are for real data; a million simulated ratings show where this is going.
"""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Callable

import numpy as np

from rectutor import BayesianMF, MatrixFactorizationALS, MatrixFactorizationSGD, Ratings, load, random_split, simulate
from tests.benchmarks.measuring import Report, ratios, rounds, seconds, spread

EPOCHS = 20
LEARNING_RATE = 0.01
REGULARIZATION = 0.1
FASTER_THAN_SURPRISE = 2.0
FASTER_THAN_FUNK = 1.0
SWEEPS, LAM = 15, 0.15  # of ALS, beside LensKit
SWEEP = 20.0  # ms of processor time; a machine that does other work besides can take twice as long


def rectutor(train: Ratings, k: int) -> Callable[[], None]:
    model = MatrixFactorizationSGD(factors=k, epochs=EPOCHS, learning_rate=LEARNING_RATE, regularization=REGULARIZATION)

    def learn():
        for _ in model.steps(train):
            pass

    return learn


def surprise(train: Ratings, k: int) -> Callable[[], None]:
    from surprise import SVD, Dataset, Reader

    table = train.to_frame()[["user", "item", "rating"]]
    trainset = Dataset.load_from_df(table, Reader(rating_scale=train.scale)).build_full_trainset()
    model = SVD(n_factors=k, n_epochs=EPOCHS, lr_all=LEARNING_RATE, reg_all=REGULARIZATION, random_state=0)
    return lambda: model.fit(trainset)


def funk(train: Ratings, k: int, shuffle: bool) -> Callable[[], None]:
    from funk_svd import SVD

    table = train.to_frame()[["user", "item", "rating"]].astype({"rating": float})
    table.columns = ["u_id", "i_id", "rating"]
    model = SVD(lr=LEARNING_RATE, reg=REGULARIZATION, n_epochs=EPOCHS, n_factors=k, shuffle=shuffle)

    def learn():
        with contextlib.redirect_stdout(io.StringIO()):  # it tells a line an epoch
            model.fit(table)

    return learn


def others(train: Ratings, k: int) -> dict[str, tuple[Callable[[], None], float]]:
    """Return what can be compared with here, each with how many times faster rectutor is meant to be."""
    found = {}
    with contextlib.suppress(ImportError):
        found["Surprise"] = surprise(train, k), FASTER_THAN_SURPRISE
    with contextlib.suppress(ImportError):
        found["funk-svd"] = funk(train, k, shuffle=False), FASTER_THAN_FUNK
        found["funk-svd, shuffling"] = funk(train, k, shuffle=True), FASTER_THAN_FUNK
    return found


def compare(report: Report, name: str, train: Ratings, k: int, n: int, wanted: bool) -> set[str]:
    ours, them = rectutor(train, k), others(train, k)
    learners = {"rectutor": ours, **{other: learn for other, (learn, _) in them.items()}}
    for learn in learners.values():
        learn()
    times = rounds({label: (lambda learn=learn: seconds(learn)) for label, learn in learners.items()}, n)
    steps = EPOCHS * len(train)
    for other, (_, least) in them.items():
        each = [f"{1e9 * sorted(times[label])[n // 2] / steps:.0f} ns" for label in ("rectutor", other)]
        found = ratios(times[other], times["rectutor"])
        target = {"value": sorted(found)[n // 2], "least": least} if wanted else {}
        report.row(name, f"{k}", each[0], other, each[1], spread(found), **target)
    return set(them)


def sweeps(train: Ratings, n: int) -> int:
    """Time a sweep of alternating least squares, both sides and both losses, and one of Gibbs sampling."""
    report = Report(
        f"speed: a sweep over {len(train):,} ratings, one thread, {n} sweeps", "", "k", "ms, median", "lowest"
    )
    for model, steps, most in (
        (MatrixFactorizationALS(factors=20, sweeps=n + 1), 2, SWEEP),
        (MatrixFactorizationALS(factors=100, sweeps=n + 1), 2, None),
        (BayesianMF(factors=10, samples=n + 1, burn_in=0), 1, SWEEP),
        (BayesianMF(factors=10, samples=n + 1, burn_in=0, side_information=True), 1, None),
    ):
        walk = model.steps(train)
        next(walk)
        _, *times = sorted(
            [seconds(lambda walk=walk, steps=steps: [next(walk) for _ in range(steps)]) for _ in range(n + 1)],
            reverse=True,  # the slowest, in which numba compiles, is left out
        )
        median, lowest = times[n // 2], times[-1]
        target = {} if most is None else {"value": 1e3 * median, "most": most}
        report.row(repr(model), f"{model.factors}", f"{1e3 * median:.1f}", f"{1e3 * lowest:.1f}", **target)
    return report.end()


def beside_lenskit(train: Ratings, k: int, n: int) -> int:
    """Time alternating least squares beside LensKit: λ·n, the same k, λ and number of sweeps; and compare the losses.

    LensKit subtracts biases once, before it begins; rectutor goes on with them in every sweep. The loss is that of the
    vectors: squared errors on the training ratings, and λ·n times their squared lengths.
    """
    try:
        from lenskit.als import BiasedMFScorer
        from lenskit.data import from_interactions_df
        from lenskit.training import TrainingOptions
    except ImportError:
        print('  LensKit is not installed: pip install -e ".[bench]"')
        return 0
    named = {"user": "user_id", "item": "item_id"}
    table = from_interactions_df(train.to_frame()[[*named, "rating"]].rename(columns=named))
    theirs = BiasedMFScorer(embedding_size=k, epochs=SWEEPS, regularization=LAM)
    ours = MatrixFactorizationALS(
        factors=k, sweeps=SWEEPS, weighting="count", regularization=LAM, bias_regularization=LAM
    )
    learners = {
        "rectutor": lambda: ours.fit(train),
        "LensKit": lambda: theirs.train(table, TrainingOptions(rng=0)),
    }
    for learn in learners.values():
        learn()
    times = rounds({name: (lambda learn=learn: seconds(learn)) for name, learn in learners.items()}, n)
    found = ratios(times["LensKit"], times["rectutor"])
    bias, users = theirs.bias, theirs.users.numbers(train.user_ids)
    items = theirs.items.numbers(train.item_ids, missing="negative")
    at = users[train.users], items[train.items]
    base = bias.global_bias + bias.user_biases[at[0]] + bias.item_biases[at[1]]
    losses = [
        loss(train, ours.score(train.users, train.items), ours.user_factors_, ours.item_factors_),
        loss(
            train,
            base + np.sum(theirs.user_embeddings[at[0]] * theirs.item_embeddings[at[1]], axis=1),
            theirs.user_embeddings[users],
            np.where((items < 0)[:, None], 0, theirs.item_embeddings[items]),
        ),
    ]
    report = Report(
        f"speed: {SWEEPS} sweeps over {len(train):,} ratings beside LensKit, one thread; ms of processor time a sweep",
        "k", "rectutor", "LensKit", "losses", "times as fast, median (lowest–highest)",
    )  # fmt: skip
    each = [f"{1e3 * sorted(times[name])[n // 2] / SWEEPS:.1f} ms" for name in learners]
    losses = [f"{one:,.0f}" for one in losses]
    report.row(f"{k}", *each, " and ".join(losses), spread(found), value=sorted(found)[n // 2], least=1)
    return report.end()


def loss(train: Ratings, predictions: np.ndarray, P: np.ndarray, Q: np.ndarray) -> float:
    """Return the squared errors and the penalties of vectors with λ·n."""
    lengths = train.user_counts @ np.square(P).sum(axis=1) + train.item_counts @ np.square(Q).sum(axis=1)
    return float(np.sum((train.values - predictions) ** 2) + LAM * lengths)


def main() -> int:
    small = random_split(load("movielens-small").ratings)[0]
    large = simulate(users=7_000, items=10_000, factors=10, density=1 / 70).ratings
    report = Report(
        f"speed: {EPOCHS} epochs of matrix factorisation by SGD, one thread; ns of processor time a rating and epoch",
        "ratings", "k", "rectutor", "other", "", "times as fast, median (lowest–highest)",
    )  # fmt: skip
    compared = set()
    for name, train, n in (("movielens-small", small, 9), ("simulated", large, 5)):
        for k in (20, 100):
            compared |= compare(report, f"{name}, {len(train):,}", train, k, n, wanted=train is small)
    missed = report.end() + sweeps(small, 15) + beside_lenskit(small, 20, 9)
    if "Surprise" not in compared:
        print("  Surprise is not installed: pip install scikit-surprise")
    if "funk-svd" not in compared:
        # it says that it needs a Python below 3.10, and runs on later ones
        print(
            "  funk-svd is not installed: "
            "pip install --no-deps --ignore-requires-python git+https://github.com/gbolmier/funk-svd"
        )
    return missed


if __name__ == "__main__":
    sys.exit(main())
