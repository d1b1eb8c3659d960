"""The table of ratings beside the table that a model has made of them."""

from __future__ import annotations

import numpy as np

from rectutor.data.ratings import Ratings
from rectutor.show import films, geometry
from rectutor.show.panels import Grid, Matrix
from rectutor.show.playback.views.view import View


class Reconstruction(View):
    """Some ratings of the most active users and the most rated items, beside what the model predicts for them."""

    name = "ratings"
    in_stars = True
    arrays = {"predicted": 181}

    def __init__(self, users: int = 14, items: int = 12):
        self.users, self.items = users, items

    def panel(self, model, train, valid):
        """Return the known part of the table, its lines and columns sorted so that alike ones stand together."""
        self.scale = train.scale
        users = np.argsort(-train.user_counts, kind="stable")[: min(self.users, train.n_users)]
        items = np.argsort(-train.item_counts, kind="stable")[: min(self.items, train.n_items)]
        known, held_out = _table(train, users, items), _table(valid, users, items)
        by_user, by_item = geometry.seriate(np.where(np.isnan(known), 0, known - train.mean))
        self.user_rows, self.item_rows = users[by_user], items[by_item]
        known, held_out = known[by_user][:, by_item], held_out[by_user][:, by_item]
        described = films.describe(train, self.item_rows)
        rated = Grid(known.T, "rated", f"what {len(users)} users rated", "R", missing="not rated")
        if valid is not None:
            rated.hollow, rated.hollow_label = held_out.T, "validation only"
            rated.hollow_note = "Not seen in training."
        return Matrix(
            [rated, Grid("predicted", label="what the model predicts", symbol="R\u0302", digits=2)],
            rows=described["label"],
            row_titles=described["title"],
            columns=[str(i) for i in train.user_ids[self.user_rows]],
            row_label="film",
            column_label="user",
            title="Ratings and reconstruction",
            tab="Ratings",
            scale=train.scale,
            middle=3.5,
            unit="stars",
            missing="missing",
            cell="User {column}, {row}",
        )

    def snapshot(self, model):
        """Return the clipped predictions of every cell, items first."""
        items, users = np.meshgrid(self.item_rows, self.user_rows, indexing="ij")
        return {"predicted": np.clip(model.score(users.ravel(), items.ravel()), *self.scale)}


def _table(ratings: Ratings | None, users: np.ndarray, items: np.ndarray) -> np.ndarray:
    """Return the ratings at these users' lines and these items' columns, NaN where there is none."""
    table = np.full((len(users), len(items)), np.nan)
    if ratings is not None:
        line, column = np.full(ratings.n_users, -1), np.full(ratings.n_items, -1)
        line[users], column[items] = np.arange(len(users)), np.arange(len(items))
        inside = (line[ratings.users] >= 0) & (column[ratings.items] >= 0)
        table[line[ratings.users[inside]], column[ratings.items[inside]]] = ratings.values[inside]
    return table
