"""What a page needs to find neighbours by itself: films, biases, and the training ratings of the films it can show."""

from __future__ import annotations

import numpy as np

from rectutor.algorithms.neighbors import NeighborModel
from rectutor.show import films
from rectutor.show.packing import plain, planes, with_header


def shown_items(model: NeighborModel, min_ratings: int, user_row: int | None, item_row: int | None) -> np.ndarray:
    """Return the rows of the items that can be named: recommended, rated by the user, or asked for; in order."""
    train = model.trained_on
    shown = model.often_rated(min_ratings)
    if user_row is not None:
        shown[train.items[train.users == user_row]] = True
    if item_row is not None:
        shown[item_row] = True
    return np.flatnonzero(shown)


def packed(model: NeighborModel, shown: np.ndarray, min_ratings: int) -> str:
    """Return the films and the ratings as text.

    Items are compared by all who rated them, so the ratings of the shown items are enough for an `ItemKNN`. Users are
    compared by all that they rated: for a `UserKNN` the other items come too, after the shown ones and without names.

    After the header (see `packing.with_header`) come float32 numbers, b_i of each item, b_u and the mean rating of each
    user; uint32 numbers, how many ratings each user has here, and of each rating, user by user, how far its item's
    place lies behind the one before; and one byte for each rating, its star value's place in `stars`. The reader is
    `js/src/neighbors/table.js`.
    """
    train = model.ratings_
    others = np.setdiff1d(np.flatnonzero(train.item_counts), shown) if model.compares == "user" else np.empty(0, int)
    rows = np.concatenate([shown, others])
    place = np.full(train.n_items, -1)
    place[rows] = np.arange(len(rows))
    lines = np.flatnonzero(place[train.items] >= 0)
    lines = lines[np.lexsort((place[train.items[lines]], train.users[lines]))]
    users, places = train.users[lines], place[train.items[lines]]
    behind = np.diff(places, prepend=0)
    first = np.diff(users, prepend=-1) != 0
    behind[first] = places[first]
    stars, star = np.unique(train.values[lines], return_inverse=True)
    header = films.header(train, shown) | {
        "mapped": 0,
        "items": len(rows),
        "users": [plain(user) for user in train.user_ids],
        "stars": stars.astype(float).round(4).tolist(),
        "candidates": (train.item_counts[shown] >= min_ratings).astype(int).tolist(),
    }
    sums = np.bincount(train.users, train.values, train.n_users)
    means = sums / np.maximum(train.user_counts, 1)
    numbers = np.concatenate([model.item_biases_[rows], model.user_biases_, means])
    counts = np.bincount(users, minlength=train.n_users)
    content = planes(numbers, "<f4") + planes(counts, "<u4") + planes(behind, "<u4") + star.astype(np.uint8).tobytes()
    return with_header(header, content)
