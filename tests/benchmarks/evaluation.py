"""How long evaluating takes: all films ranked for every user of MovieLens, and every metric with its intervals.

The models are a matrix factorisation with 20 factors, which scores by a product of matrices, and `Bias`, which scores
pair by pair.
"""

from __future__ import annotations

import sys
from statistics import median

import rectutor
from tests.benchmarks.measuring import Report, rounds, seconds, spread

ROUNDS = 7
RANKED = ["nDCG", "recall", "AUC"]
DRAWS = 1000


def main() -> int:
    train, test = rectutor.random_split(rectutor.load("movielens-small").ratings)
    models = {"20 factors": rectutor.MatrixFactorizationSGD().fit(train), "Bias": rectutor.Bias().fit(train)}
    wanted = {  # what is done with a model, and how long it may take, in seconds
        f"evaluate: {', '.join(RANKED)}": (lambda model: rectutor.evaluate(model, test, RANKED), 0.6),
        "the same among 100 candidates": (lambda model: rectutor.evaluate(model, test, RANKED, candidates=100), 0.6),
        "evaluate: RMSE, MAE": (lambda model: rectutor.evaluate(model, test), 0.1),
        f"compare: all metrics, {DRAWS:,} samples": (
            lambda model: rectutor.compare({"": model}, test, "all", draws=DRAWS),
            2,
        ),
    }
    contestants = {
        (what, name): lambda action=action, model=model: seconds(lambda: action(model))
        for what, (action, _) in wanted.items()
        for name, model in models.items()
    }
    rounds(contestants, 1)  # compiles
    found = rounds(contestants, ROUNDS)
    title = (
        f"evaluation: {test.n_users} users, {test.n_items:,} films, {ROUNDS} rounds; seconds, median (lowest–highest)"
    )
    report = Report(title, "", *models)
    for what, (_, most) in wanted.items():
        times = [found[what, name] for name in models]
        report.row(what, *[spread(each, ".3f") for each in times], value=max(map(median, times)), most=most)
    return report.end()


if __name__ == "__main__":
    sys.exit(main())
