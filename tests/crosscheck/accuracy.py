"""How accurate the models are on MovieLens, on five random splits, and how their settings were chosen.

    python -m tests.crosscheck.accuracy             fits, compares and prints the table
    python -m tests.crosscheck.accuracy --choose    chooses the settings again, on a tenth of each training part

What is compared was chosen on validation ratings taken from the training part, never on test ratings: the dampings of
`Bias` on each split for itself, `TUNED` on split 0. `--choose` shows that on its own validation ratings no split
prefers another choice from the same grid by more than 0.0005.
"""

import itertools
import sys
from functools import cache

import numpy as np
import pandas as pd

from rectutor import (
    BayesianMF,
    Bias,
    ItemKNN,
    MatrixFactorizationALS,
    MatrixFactorizationSGD,
    UserKNN,
    compare,
    load,
    random_split,
)
from rectutor.recommender import error_on

SEEDS = range(5)
DAMPINGS = (1.0, 2.0, 3.0, 4.0, 5.0, 7.0, 10.0, 15.0)
GRID = {"regularization": (0.06, 0.07, 0.08, 0.1), "init_scale": (0.01, 0.02, 0.03, 0.05, 0.1)}
TUNED = {"factors": 100, "learning_rate": 0.01, "regularization": 0.07, "init_scale": 0.02, "epochs": 47}
TUNED_ALS = {"factors": 50, "sweeps": 11}
TUNED_NEIGHBORS = {"measure": "adjusted_cosine", "shrinkage": 10.0, "neighbors": 40}  # chosen in lesson 03


@cache
def parts(seed):
    """Return (train, test) of a split, and train's own (fit, valid)."""
    train, test = random_split(load("movielens-small").ratings, test=0.2, seed=seed)
    return (train, test), random_split(train, test=0.1, seed=1)


@cache
def chosen_dampings(seed):
    _, (fit, valid) = parts(seed)
    pairs = itertools.product(DAMPINGS, DAMPINGS)
    candidates = [{"user_damping": user, "item_damping": item} for user, item in pairs]
    return min(candidates, key=lambda settings: error_on(Bias(**settings).fit(fit), valid))


@cache
def comparison(seed):
    """Return compare()'s table for one split, every model fitted on the whole training part."""
    (train, test), _ = parts(seed)
    models = {
        "Bias": Bias(**chosen_dampings(seed)),
        "MF k=20, defaults": MatrixFactorizationSGD(),
        "MF k=100, tuned": MatrixFactorizationSGD(**TUNED),
        "ALS, defaults": MatrixFactorizationALS(),
        "ALS k=50, tuned": MatrixFactorizationALS(**TUNED_ALS),
        "UserKNN, defaults": UserKNN(),
        "ItemKNN, defaults": ItemKNN(),
        "ItemKNN, tuned": ItemKNN(**TUNED_NEIGHBORS),
    }
    return compare({name: model.fit(train) for name, model in models.items()}, test, baseline="Bias")


@cache
def bayesian(seed, side_information):
    """Return a fitted BayesianMF, its test RMSE, and the share of test ratings that its 90 % intervals cover."""
    (train, test), _ = parts(seed)
    model = BayesianMF(side_information=side_information).fit(train)
    low, high = model.predict_interval(test.user_ids[test.users], test.item_ids[test.items], level=0.9)
    return model, error_on(model, test), np.mean((low <= test.values) & (test.values <= high))


def bayesian_table():
    """Return test RMSE and coverage of BayesianMF, without and with side information, on the first three splits."""
    found = {(seed, side): bayesian(seed, side)[1:] for seed in range(3) for side in (False, True)}
    return pd.DataFrame(found, index=["RMSE", "covered by 90 %"]).T.rename_axis(["split", "side information"])


def table():
    """Return test RMSE and paired differences to Bias, a line a split and model, and the means."""
    lines = pd.concat({seed: comparison(seed) for seed in SEEDS}, names=["split"])
    mean = lines.groupby("model", sort=False)[["RMSE", "difference"]].mean()
    return pd.concat([lines, pd.concat({"mean": mean}, names=["split"])])


def choose(seed):
    """Return the validation error of every candidate for `TUNED`, best first, each at its best epoch."""
    _, (fit, valid) = parts(seed)
    found = []
    for values in itertools.product(*GRID.values()):
        settings = dict(zip(GRID, values, strict=True))
        model = MatrixFactorizationSGD(factors=100, learning_rate=0.01, epochs=80, **settings)
        errors = [error_on(model, valid) for _ in model.steps(fit)]
        found.append({**settings, "epochs": int(np.argmin(errors)), "validation RMSE": min(errors)})
    return pd.DataFrame(found).sort_values("validation RMSE")


def main():
    if "--choose" in sys.argv:
        for seed in SEEDS:
            print(f"split {seed}: {chosen_dampings(seed)}\n{choose(seed).head(5).round(4).to_string(index=False)}\n")
    else:
        print(table().round(4).to_string(na_rep=""))
        print(f"\nBayesianMF\n{bayesian_table().round(4).to_string()}")


if __name__ == "__main__":
    main()
