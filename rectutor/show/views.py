"""What a picture shows of a model: each view has a fixed part and, after every step, a small snapshot.

A view's other half, which draws, is the file of the same name in `js/src/views/`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_type_hints

import numpy as np

from rectutor.ratings import Ratings
from rectutor.recommender import Recommender
from rectutor.show import films, geometry

Frame = dict[str, np.ndarray]


class View:
    """Base class. `name` is what the page calls it; `arrays` says how finely each recorded array is stored."""

    name = ""
    arrays: dict[str, int] = {}  # array name -> levels, at most 65,536
    needs = ""  # the learned attribute without which there is nothing to draw

    @property
    def called(self) -> str:
        """What a sentence calls it."""
        return self.name

    def static(self, model: Recommender, train: Ratings, valid: Ratings | None) -> dict:
        """Return what does not change, as JSON; called once, before the first snapshot."""
        return {}

    def snapshot(self, model: Recommender) -> Frame:
        """Return copies of what this view needs of the model as it stands."""
        return {}

    def stream(self, frame: Frame, before: Frame | None) -> Frame:
        """Turn a live snapshot into what is sent; `before` is what was sent last, None at the start of a run."""
        return frame

    def settle(self, frames: list[Frame], best: int, reference: Frame | None) -> list[Frame]:
        """Turn the snapshots of a complete run into what is recorded; `reference` is the best frame of another run."""
        return frames


class LearningCurve(View):
    """Training and validation error after each step. It needs no snapshot: `follow` measures both."""

    name = "curve"
    called = "learning curve"


class ItemMap(View):
    """The vectors of the items rated most often, in two dimensions.

    Parameters
    ----------
    items : int
        How many of them.
    """

    name = "map"
    called = "item map"
    needs = "item_factors_"
    arrays = {"xy": 256, "length": 32}

    def __init__(self, items: int = 300):
        self.items = items

    def static(self, model, train, valid):
        """Return labels, groups and counts of the mapped items."""
        self.rows = np.argsort(-train.item_counts, kind="stable")[: min(self.items, train.n_items)]
        return {"items": films.describe(train, self.rows)}

    def snapshot(self, model):
        """Return the items' vectors."""
        return {"vectors": model.item_factors_[self.rows].astype(np.float32)}

    def stream(self, frame, before):
        """Follow the axes from frame to frame, so that films move only when their vectors do."""
        vectors = frame["vectors"]
        axes = geometry.next_axes(vectors, None if before is None else before["axes"])
        xy = geometry.project(vectors, axes)
        if before is not None and before["axes"].shape != axes.shape:  # k has changed: keep the picture's orientation
            axes = axes @ geometry.rotation_onto(xy, before["xy"])
            xy = geometry.project(vectors, axes)
        return {"xy": xy, "length": np.linalg.norm(vectors, axis=1), "axes": axes}

    def settle(self, frames, best, reference):
        """Fit the axes once, on the best epoch, and project every frame on them."""
        vectors = [frame["vectors"] for frame in frames]
        axes = geometry.principal_axes(vectors[best])
        if reference is not None:
            axes = axes @ geometry.rotation_onto(geometry.project(vectors[best], axes), reference["xy"])
        return [{"xy": geometry.project(v, axes), "length": np.linalg.norm(v, axis=1)} for v in vectors]


class Reconstruction(View):
    """Some ratings of the most active users and the most rated items, beside what the model predicts for them."""

    name = "ratings"
    arrays = {"predicted": 181}

    def __init__(self, users: int = 14, items: int = 12):
        self.users, self.items = users, items

    def static(self, model, train, valid):
        """Return the known part of the table, its lines and columns sorted so that alike ones stand together."""
        self.scale = train.scale
        users = np.argsort(-train.user_counts, kind="stable")[: min(self.users, train.n_users)]
        items = np.argsort(-train.item_counts, kind="stable")[: min(self.items, train.n_items)]
        known, held_out = _table(train, users, items), _table(valid, users, items)
        by_user, by_item = geometry.seriate(np.where(np.isnan(known), 0, known - train.mean))
        self.user_rows, self.item_rows = users[by_user], items[by_item]
        known, held_out = known[by_user][:, by_item], held_out[by_user][:, by_item]
        return {
            "users": [str(i) for i in train.user_ids[self.user_rows]],
            "items": films.describe(train, self.item_rows),
            "train": _as_json(known),
            "valid": _as_json(held_out),
        }

    def snapshot(self, model):
        """Return the clipped predictions of every cell, items first."""
        items, users = np.meshgrid(self.item_rows, self.user_rows, indexing="ij")
        return {"predicted": np.clip(model.score(users.ravel(), items.ravel()), *self.scale)}


class ErrorHistogram(View):
    """How far off the predictions are, and on which side, on validation ratings (training ratings without any)."""

    name = "errors"
    arrays = {"share": 512}
    edges = np.arange(-3, 3.01, 0.25)

    def static(self, model, train, valid):
        """Return the bins, in stars."""
        self.ratings = train if valid is None else valid
        return {"edges": self.edges.tolist(), "held_out": valid is not None}

    def snapshot(self, model):
        """Return the share of ratings whose error (rating − prediction) falls into each bin; the last take the rest."""
        ratings = self.ratings
        predicted = np.clip(model.score(ratings.users, ratings.items), *ratings.scale)
        errors = np.clip(ratings.values - predicted, -2.999, 2.999)
        return {"share": np.histogram(errors, self.edges)[0] / len(ratings)}


VIEWS: dict[str, type[View]] = {view.name: view for view in (LearningCurve, ItemMap, ErrorHistogram, Reconstruction)}


def chosen(views: Sequence[str | View] | None, model: Recommender) -> list[View]:
    """Return the views, given by name or as objects; the curve is always among them. None: all that the model has."""
    if views is None:
        views = [name for name, view in VIEWS.items() if _has(model, view)]
    result = []
    for view in views:
        if view == "truth":
            raise ValueError("the hidden truth must be known: pass HiddenTruth(simulation.truth) in place of 'truth'")
        if not isinstance(view, View) and view not in VIEWS:
            raise ValueError(f"there is no view {view!r}; there are {', '.join(VIEWS)} and HiddenTruth(…)")
        result.append(view if isinstance(view, View) else VIEWS[view]())
        if not _has(model, result[-1]):
            kind, view = type(model).__name__, result[-1]
            raise ValueError(f"{kind} has no {view.needs} for the view {view.name!r} to draw")
    if not any(view.name == "curve" for view in result):
        result.insert(0, LearningCurve())
    return result


def _has(model: Recommender, view: View | type[View]) -> bool:
    """Whether the model learns what the view draws; its class declares it."""
    return not view.needs or view.needs in get_type_hints(type(model))


def _table(ratings: Ratings | None, users: np.ndarray, items: np.ndarray) -> np.ndarray:
    """Return the ratings at these users' lines and these items' columns, NaN where there is none."""
    table = np.full((len(users), len(items)), np.nan)
    if ratings is not None:
        line, column = np.full(ratings.n_users, -1), np.full(ratings.n_items, -1)
        line[users], column[items] = np.arange(len(users)), np.arange(len(items))
        inside = (line[ratings.users] >= 0) & (column[ratings.items] >= 0)
        table[line[ratings.users[inside]], column[ratings.items[inside]]] = ratings.values[inside]
    return table


def _as_json(table: np.ndarray) -> list:
    """Return the table items first, None for what is missing."""
    return [[None if np.isnan(v) else round(float(v), 2) for v in line] for line in table.T]
