"""What each metric takes from a model's predictions and lists, user by user, so that users can be drawn again.

Nearly every metric is a ratio of two sums over users, then a function of it: RMSE is the root of (squared errors /
ratings), nDCG is (the users' values / users with something to find). Resampling users needs these two columns only.
`coverage` and `Gini` speak of all lists together and have no such parts.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rectutor.data.genres import genre_vectors
from rectutor.data.ratings import Ratings
from rectutor.evaluation import beyond_accuracy, ranking_metrics
from rectutor.evaluation.ranking import Ranking, rank
from rectutor.recommender import Recommender, predictions_on


class Measurement:
    """A fitted model's answers on a test set, each found when first asked for. Parameters as for `evaluate`."""

    def __init__(self, model: Recommender, test: Ratings, k: int, relevant: float, candidates: int | None, seed: int):
        self.model, self.test, self.known = model, test, model.trained_on
        self.k, self.relevant, self.candidates, self.seed = k, relevant, candidates, seed
        self.active = np.flatnonzero(test.user_counts)  # rows of the users in question; the order of all columns

    @cached_property
    def errors(self) -> np.ndarray:
        """Rating minus clipped prediction, in stars; NaN for a model that predicts no ratings."""
        if not self.model.predicts_ratings:
            return np.full(len(self.test), np.nan)
        return self.test.values - predictions_on(self.model, self.test)

    @cached_property
    def ranking(self) -> Ranking:
        """The unseen items, ranked."""
        return rank(self.model, self.test, self.k, self.relevant, self.candidates, self.seed)

    @cached_property
    def genres(self) -> np.ndarray:
        """Which genres each item has, as 0 and 1; shape (n_items, genres)."""
        return genre_vectors(self.known.catalog[["genres"]].reindex(self.known.item_ids)).to_numpy(np.float64)

    @property
    def has_genres(self) -> bool:
        """Whether the model's ratings say which genres the items have."""
        return self.known.catalog is not None and "genres" in self.known.catalog

    def by_user(self, of_ratings: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return each user's sum of a quantity that every test rating has, and the number of ratings."""
        sums = np.bincount(self.test.users, weights=of_ratings, minlength=self.test.n_users)
        return sums[self.active], self.test.user_counts[self.active].astype(np.float64)

    def mean_of_cases(self, of_cases: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return each user's mean over the ranked lists with something to find, and 1; 0 and 0 where there is none."""
        there = ~np.isnan(of_cases)
        n = np.bincount(self.ranking.user[there], minlength=len(self.active))
        sums = np.bincount(self.ranking.user[there], weights=of_cases[there], minlength=len(self.active))
        return sums / np.maximum(n, 1), (n > 0).astype(np.float64)

    def mean_of_lists(self, of_lists: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return each user's value, and 1; 0 and 0 where it is NaN."""
        there = ~np.isnan(of_lists)
        return np.where(there, of_lists, 0.0), there.astype(np.float64)

    def of_ratings(self, of_items: np.ndarray) -> np.ndarray:
        """Return each user's sum over the items rated in training; NaN for a user without any."""
        sums = np.bincount(self.known.users, weights=of_items[self.known.items], minlength=self.known.n_users)
        sums[self.known.user_counts == 0] = np.nan
        rows = self.known.user_rows(self.test.user_ids[self.active])
        return np.where(rows >= 0, sums[rows], np.nan)


@dataclass(frozen=True)
class Metric:
    """How a metric is found.

    Attributes
    ----------
    about : str
        What it says.
    better : {"lower", "higher", ""}
        Which way is better; "" where that is a matter of what one wants.
    parts : function of a Measurement
        Two sums for each user; or, for a metric of `all_lists`, the value itself.
    finish : function of the ratio of the sums over users
    needs : {"", "something to find", "genres"}
    all_lists : bool
        Whether it speaks of all users' lists together and has no value for a single user.
    """

    about: str
    better: str
    parts: Callable[[Measurement], tuple[np.ndarray, np.ndarray] | float]
    finish: Callable[[np.ndarray], np.ndarray] = lambda ratio: ratio
    needs: str = ""
    all_lists: bool = False

    def value(self, parts) -> float:
        """Return the metric itself, made of its `parts`; NaN where no user has any."""
        if self.all_lists:
            return float(parts)
        sums, weights = (part.sum() for part in parts)
        return float(self.finish(sums / weights)) if weights > 0 else float("nan")


def _of_hits(function, about: str) -> Metric:
    def parts(m: Measurement):
        return m.mean_of_cases(function(m.ranking.hits, k=m.k))

    return Metric(about, "higher", parts, needs="something to find")


def _of_hits_and_relevant(function, about: str) -> Metric:
    def parts(m: Measurement):
        return m.mean_of_cases(function(m.ranking.hits, m.ranking.relevant, k=m.k))

    return Metric(about, "higher", parts, needs="something to find")


def _auc(m: Measurement):
    return m.mean_of_cases(ranking_metrics.auc(m.ranking.mean_rank, m.ranking.relevant, m.ranking.candidates))


def _novelty(m: Measurement):
    users = np.count_nonzero(m.known.user_counts)
    return m.mean_of_lists(beyond_accuracy.novelty(m.ranking.lists, m.known.item_counts, users))


def _popularity(m: Measurement):
    shown = beyond_accuracy.mean_popularity(m.ranking.lists, m.known.item_counts)
    rated = m.of_ratings(m.known.item_counts) / m.of_ratings(np.ones(m.known.n_items))
    both = ~np.isnan(shown) & ~np.isnan(rated)
    return np.where(both, shown, 0.0), np.where(both, rated, 0.0)


def _calibration(m: Measurement):
    sums = m.genres.sum(axis=1, keepdims=True)
    shares = np.divide(m.genres, sums, out=np.zeros(m.genres.shape), where=sums > 0)
    taste = np.column_stack([m.of_ratings(share) for share in shares.T])
    lists = m.ranking.lists
    shown = np.where((lists >= 0)[..., None], shares[lists], 0.0).sum(axis=1)
    return m.mean_of_lists(beyond_accuracy.calibration(taste, shown))


METRICS: dict[str, Metric] = {
    "RMSE": Metric("root mean squared error, in stars", "lower", lambda m: m.by_user(m.errors**2), finish=np.sqrt),
    "MAE": Metric("mean absolute error, in stars", "lower", lambda m: m.by_user(np.abs(m.errors))),
    "precision": _of_hits(ranking_metrics.precision, "share of the list that is relevant"),
    "recall": _of_hits_and_relevant(ranking_metrics.recall, "share of the relevant items that is on the list"),
    "F1": _of_hits_and_relevant(ranking_metrics.f1, "harmonic mean of precision and recall"),
    "hit rate": _of_hits(ranking_metrics.hit_rate, "share of users with a relevant item on the list"),
    "MRR": _of_hits(ranking_metrics.reciprocal_rank, "mean of 1 / place of the first relevant item"),
    "MAP": _of_hits_and_relevant(ranking_metrics.average_precision, "mean of the average precision"),
    "nDCG": _of_hits_and_relevant(ranking_metrics.ndcg, "discounted gain, as a share of the best possible"),
    "AUC": Metric("share of pairs in the right order", "higher", _auc, needs="something to find"),
    "coverage": Metric(
        "share of the catalogue on any list", "higher",
        lambda m: beyond_accuracy.coverage(m.ranking.lists, m.known.n_items), all_lists=True,
    ),
    "Gini": Metric(
        "how unequally often items are shown, from 0 to 1", "lower",
        lambda m: beyond_accuracy.gini(m.ranking.lists, m.known.n_items), all_lists=True,
    ),
    "novelty": Metric("how little known the items are, in bits", "", _novelty),
    "diversity": Metric(
        "how different the genres on a list are, from 0 to 1", "",
        lambda m: m.mean_of_lists(beyond_accuracy.diversity(m.ranking.lists, m.genres)), needs="genres",
    ),
    "popularity lift": Metric(
        "how much more popular than what users rate", "", _popularity, finish=lambda ratio: ratio - 1
    ),
    "calibration": Metric("distance from the genres that a user rates (KL)", "lower", _calibration, needs="genres"),
}  # fmt: skip
"""All metrics by name, in the order in which they are shown."""

ERRORS = ("RMSE", "MAE")
RANKING = ("precision", "recall", "nDCG", "AUC")


def names_of(metrics: str | Iterable[str]) -> list[str]:
    """Return the names as METRICS spells them; "all" is every one. ValueError with a sentence for an unknown name."""
    if metrics == "all":
        return list(METRICS)
    wanted = [metrics] if isinstance(metrics, str) else list(metrics)
    if not wanted:
        raise ValueError(f"there is no metric to measure; there are {', '.join(METRICS)}")
    spelled = {_plain(name): name for name in METRICS}
    for name in wanted:
        if _plain(name) not in spelled:
            near = difflib.get_close_matches(_plain(name), spelled, n=1, cutoff=0.5)
            hint = f"did you mean {spelled[near[0]]!r}?" if near else f"there are {', '.join(METRICS)}"
            raise ValueError(f"there is no metric {name!r}; {hint}")
    return [spelled[_plain(name)] for name in wanted]


def _plain(name) -> str:
    return str(name).lower().replace("_", " ").replace("-", " ")
