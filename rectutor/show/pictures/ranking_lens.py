"""ranked_lists(): the lists that models make for a few users, to be reordered under the eyes of every ranking metric.

The page gets each list with its test ratings and computes the metrics of whatever order the reader makes of it; tests
hold its values to `evaluation.ranking_metrics` within 1e-9. What one list cannot say is sent along: each metric's mean
over all test users, at every k. Its other half is `js/src/ranking/`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
import traitlets

from rectutor.data.ratings import Ratings
from rectutor.evaluation import ranking_metrics as metrics
from rectutor.evaluation.ranking import Ranking, rank
from rectutor.recommender import Recommender
from rectutor.show.component import Component
from rectutor.show.frontend import is_watched
from rectutor.show.packing import plain
from rectutor.show.panels import Line, Lines
from rectutor.show.pictures.ranking_record import Shelf, list_as_json, means_over_users

USERS = 6  # shown when none are named
FEW, MANY = 8, 15  # relevant test films of such a user: enough to find some, few enough that no list holds them all


class RankedLists(Component):
    """What `ranked_lists` returns.

    Attributes
    ----------
    user : id
        Whose list is shown; may be set, observed and linked, as may the next two.
    model : str
        Which model made it.
    k : int
        How many films at the top of the list the metrics look at.
    """

    user = traitlets.Any().tag(sync=True)
    model = traitlets.Unicode().tag(sync=True)
    k = traitlets.Int().tag(sync=True)

    def __init__(self, spec: dict, text: str, **traits):
        super().__init__("ranking", spec, text, live=is_watched(), **traits)

    @traitlets.validate("user", "model", "k")
    def _check(self, proposal):
        name, value = proposal["trait"].name, proposal["value"]
        possible = {
            "user": [user["id"] for user in self.spec["users"]],
            "model": self.spec["models"],
            "k": range(1, self.spec["n"] + 1),
        }[name]
        if value not in possible:
            shown = f"from 1 to {len(possible)}" if name == "k" else "one of " + ", ".join(map(repr, possible))
            raise traitlets.TraitError(f"{name} is {shown}, but it is {value!r}")
        return value


def ranked_lists(
    models: Mapping[str, Recommender],
    test: Ratings,
    users: Sequence | None = None,
    n: int = 20,
    k: int = 10,
    relevant: float = 4.0,
    question=None,
) -> RankedLists:
    """Show the lists that models make for a few users, and what each ranking metric sees of them.

    The reader moves films up and down and moves the cut; it works the same with and without a kernel.

    Parameters
    ----------
    models : mapping of name to fitted model
    test : Ratings
        What is to be found: the films that a user rated `relevant` or more here. Films rated in training are left out
        of the lists.
    users : sequence of ids, optional
        Whose lists to show. When not given, six users with 8 to 15 relevant films, at least one of them among the
        first `k` of every model (or nearly so, where there are not enough): for each model in turn, the one for whom
        its nDCG at `k` is farthest above those of the others.
    n : int
        Length of the lists.
    k : int
        Where the lists are cut at first.
    relevant : float
        From this many stars on, a film is relevant.
    question : rectutor.practice.Question, optional
        Covers everything until it is answered.

    Returns
    -------
    RankedLists
        An ipywidgets widget. Show it by ending the cell with it.

    Raises
    ------
    ValueError, KeyError
        With a sentence: no models; `k` beyond `n`; a user without a relevant film in the held-out ratings.

    Examples
    --------
    >>> import rectutor
    >>> train, test = rectutor.random_split(rectutor.load("toy").ratings, test=0.25)
    >>> ranked_lists({"Bias": rectutor.Bias().fit(train)}, test, n=5, k=2)
    Ranked lists of Bias for 2 users: 5 films each, cut at k 2, relevant from 4 stars on
    """
    if not models:
        raise ValueError("there are no models to compare; pass a dictionary such as {'Bias': Bias().fit(train)}")
    if n < 1 or not 1 <= k <= n:
        raise ValueError(f"k must be from 1 to n, the length of the lists, but k is {k!r} and n is {n!r}")
    rankings = {name: rank(model, test, n, relevant) for name, model in models.items()}
    by_user = {name: _by_user(ranking, test) for name, ranking in rankings.items()}
    rows = _chosen(rankings, by_user, test, k) if users is None else [_asked(id, by_user, test) for id in users]
    shelf = Shelf()
    spec = {
        "n": n,
        "relevant": relevant,
        "models": list(models),
        "users": [
            _described(row, test)
            | {
                "lists": [
                    list_as_json(models[m], rankings[m], by_user[m][row], row, test, relevant, shelf) for m in models
                ]
            }
            for row in rows
        ],
        "films": shelf.films,
        "means": means_over_users(list(rankings.values()), n),
        "chart": _chart(list(models), n),
    }
    text = (
        f"Ranked lists of {_listed(models)} for {len(rows)} user{'' if len(rows) == 1 else 's'}: {n} films each, "
        f"cut at k {k}, relevant from {relevant:g} stars on"
    )
    return RankedLists(spec, text, question=question, user=spec["users"][0]["id"], model=spec["models"][0], k=k)


def _chart(models: Sequence[str], n: int) -> dict:
    """Return a metric's means over all users as lines over k; the fields are the models' places."""
    labelled = [k for k in range(1, n + 1) if n <= 10 or k in (1, n) or (k % 5 == 0 and n - k > 1)]
    return Lines(
        [Line(str(at), label=name) for at, name in enumerate(models)],
        title="Mean over all test users",
        x=list(range(1, n + 1)),
        x_label="k",
        ticks=[(k, str(k)) for k in labelled],
        cursor="cut",
        low=0,
        height=170,
    ).spec()


def _by_user(ranking: Ranking, test: Ratings) -> dict[int, int]:
    """Return the case of each user's row in `test`; users without a relevant film have none."""
    active = np.flatnonzero(test.user_counts)
    return {int(row): case for case, row in enumerate(active[ranking.user])}


def _asked(id, by_user: dict, test: Ratings) -> int:
    row = test.user_row(id)
    for name, cases in by_user.items():
        if row not in cases:
            raise ValueError(f"user {id!r} has no relevant film in the held-out ratings that {name} could rank")
    return row


def _chosen(rankings: dict, by_user: dict, test: Ratings, k: int) -> list[int]:
    """Return the rows of six users: for each model in turn, the one for whom it leads the others by most."""
    rows = sorted(set.intersection(*(set(cases) for cases in by_user.values())))
    if not rows:
        raise ValueError("no user has a film in the held-out ratings that is relevant and that every model can rank")
    cases = {name: [by_user[name][row] for row in rows] for name in rankings}
    relevant = np.array([ranking.relevant[cases[name]] for name, ranking in rankings.items()])
    empty = np.array([~ranking.hits[cases[name], :k].any(axis=1) for name, ranking in rankings.items()])
    outside = np.maximum(np.maximum(FEW - relevant, relevant - MANY), 0).max(axis=0)
    unfit = empty.sum(axis=0) * test.n_items + outside  # first of all, each list should have a hit to look at
    fit = np.flatnonzero(unfit <= np.sort(unfit)[min(USERS, len(rows)) - 1])
    values = np.array([metrics.ndcg(r.hits, r.relevant, k)[cases[name]][fit] for name, r in rankings.items()])
    leads = [value - np.delete(values, at, axis=0).max(axis=0, initial=0) for at, value in enumerate(values)]
    chosen: list[int] = []
    while len(chosen) < min(USERS, len(rows)):
        best = np.argsort(-leads[len(chosen) % len(leads)], kind="stable")
        chosen.append(next(int(at) for at in best if at not in chosen))
    return [rows[fit[at]] for at in chosen]


def _described(row: int, test: Ratings) -> dict:
    id = test.user_ids[row]
    numbered = pd.api.types.is_numeric_dtype(test.user_ids)
    return {
        "id": plain(id),
        "label": str(id),
        "name": f"user {id}" if numbered else str(id),
    }


def _listed(names) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
