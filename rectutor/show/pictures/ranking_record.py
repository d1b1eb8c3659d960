"""What the page needs of ranked lists: films, ratings, and the ranks of what is relevant, on the list or beyond it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rectutor.data.ratings import Ratings
from rectutor.evaluation import ranking_metrics as metrics
from rectutor.evaluation.ranking import Ranking, checked_scores, rivals
from rectutor.recommender import Recommender
from rectutor.show import films

OF_HITS = ("precision", "hit_rate", "reciprocal_rank")  # need no more than the hits
OF_RELEVANT = ("recall", "f1", "average_precision", "ndcg")  # need the number of relevant films too


class Shelf:
    """The films of all lists, each described once."""

    def __init__(self):
        self.films: dict[str, list] = {"label": [], "title": [], "year": []}
        self._places: dict = {}

    def places(self, known: Ratings, rows: np.ndarray) -> list[int]:
        """Return where the items at `rows` stand among `films`, describing those that are new."""
        new = np.array([row for row in rows if known.item_ids[row] not in self._places], dtype=np.intp)
        described = films.describe(known, new)
        for id, label, title, year in zip(
            known.item_ids[new], described["label"], described["title"], described["year"], strict=True
        ):
            self._places[id] = len(self._places)
            self.films["label"].append(label)
            self.films["title"].append(None if title == label else title)
            self.films["year"].append(year)
        return [self._places[known.item_ids[row]] for row in rows]


def list_as_json(
    model: Recommender, ranking: Ranking, case: int, row: int, test: Ratings, relevant: float, shelf: Shelf
) -> dict:
    """Return the list of the user at `row` of `test`, which is one case of `ranking`, as JSON.

    films : places on the shelf, best first; ratings : the user's test rating of each, None without one;
    relevant, candidates : how many films are; beyond : ranks of the relevant films that the list does not reach;
    tied : the ranks of the list's places for AUC, where equal scores share the mean of theirs; None without such.
    """
    known, user, mine = model.trained_on, test.user_ids[row], test.users == row
    on_list = ranking.lists[ranking.user[case]]
    on_list = on_list[on_list >= 0]
    items, stars = known.item_rows(test.item_ids[test.items[mine]]), test.values[mine].tolist()
    rated = dict(zip(items.tolist(), stars, strict=True))
    ratings = [rated.get(int(item)) for item in on_list]
    wanted = [item for item, value in rated.items() if item >= 0 and value >= relevant]
    beyond = mean_ranks(model, user, np.setdiff1d(wanted, on_list))
    ranks = mean_ranks(model, user, on_list)
    return {
        "films": shelf.places(known, on_list),
        "ratings": ratings,
        "relevant": int(ranking.relevant[case]),
        "candidates": int(ranking.candidates[case]),
        "beyond": sorted(beyond[np.isfinite(beyond)].tolist()),
        "tied": None if np.array_equal(ranks, np.arange(1, 1 + len(ranks))) else ranks.tolist(),
    }


def mean_ranks(model: Recommender, user, items: np.ndarray) -> np.ndarray:
    """Return the rank of each item among all that the user has not seen, as AUC takes it; infinite for one seen."""
    known = model.trained_on
    row = known.user_rows([user])
    scores = checked_scores(model, row).copy()
    scores[0, known.items[known.users == row[0]]] = -np.inf
    items = np.asarray(items, dtype=np.intp)
    seen = scores[0, items] == -np.inf  # an item beyond the last is refused here, before the compiled loop
    above, level = rivals(scores, np.zeros(len(items), dtype=np.intp), items)
    return np.where(seen, np.inf, 1 + above + level / 2)


def means_over_users(rankings: Sequence[Ranking], n: int) -> dict:
    """Return each metric's mean over the users by model, at each k from 1 to n; AUC has no k."""
    means: dict = {"users": max(len(ranking.user) for ranking in rankings)}
    for name in (*OF_HITS, *OF_RELEVANT):
        metric = getattr(metrics, name)
        means[name] = [
            [_mean(metric(r.hits, k) if name in OF_HITS else metric(r.hits, r.relevant, k)) for k in range(1, n + 1)]
            for r in rankings
        ]
    means["auc"] = [_mean(metrics.auc(r.mean_rank, r.relevant, r.candidates)) for r in rankings]
    return means


def _mean(values: np.ndarray) -> float | None:
    known = values[~np.isnan(values)]
    return round(float(known.mean()), 5) if len(known) else None
