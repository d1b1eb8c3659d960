"""What a picture shows of a model while it trains: what is drawn, and a small snapshot after every step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from rectutor.data.ratings import Ratings
from rectutor.recommender import Recommender, predictions_on
from rectutor.show import films, geometry
from rectutor.show.panels import Bars, Grid, Line, Lines, Matrix, Panel, Points
from rectutor.show.playback.recording import Frame
from rectutor.steps import SECONDS, Measure


class View:
    """Base class. A subclass says what is drawn (`panel`) and what it needs of the model after each step (`snapshot`).

    Attributes
    ----------
    name : str
        What it is asked for by, and what the page calls it.
    needs : str
        The learned attribute without which there is nothing to draw.
    in_stars : bool
        Whether it draws predicted ratings, which a model that only ranks does not have.
    arrays : dict of str to int
        In how many levels, at most 65,536, an array of the snapshot is recorded; others keep all digits. What begins
        with an underscore stays in Python.
    """

    name = ""
    needs = ""
    in_stars = False
    arrays: Mapping[str, int] = {}

    @property
    def called(self) -> str:
        """What a sentence calls it."""
        return self.name

    def panel(self, model: Recommender, train: Ratings, valid: Ratings | None) -> Panel:
        """Return what is drawn; called once, before the first snapshot."""
        raise NotImplementedError

    def snapshot(self, model: Recommender) -> Frame:
        """Return copies of what the panel needs of the model as it stands, by name."""
        return {}

    def say(self, frame: Mapping) -> str:
        """Return the sentence for a step, given its measures and snapshot; "" leaves it to the learning curve."""
        return ""

    def stream(self, frame: Frame, before: Frame | None) -> Frame:
        """Turn a live snapshot into what is sent; `before` is what was sent last, None at the start of a run."""
        return frame

    def settle(self, frames: list[Frame], best: int, reference: Frame | None) -> list[Frame]:
        """Turn the snapshots of a complete run into what is recorded; `reference` is the best frame of another run."""
        return frames

    def spec(self, model: Recommender, train: Ratings, valid: Ratings | None) -> dict:
        """Return the panel as JSON; its fields are to be found under the view's name."""
        return {**self.panel(model, train, valid).spec(), "prefix": f"{self.name}."}


class LearningCurve(View):
    """What is measured after each step. It needs no snapshot: `follow` measures.

    Parameters
    ----------
    measures : sequence of Measure
        Of one quantity, so that they can share an axis.
    over : str
        What the x axis counts: "step", or "seconds" where these are measured.
    """

    name = "curve"
    called = "learning curve"

    def __init__(self, measures: Sequence[Measure] = (), over: str = "step"):
        self.measures, self.over = measures, over

    def panel(self, model, train, valid):
        """Return a line for each measure."""
        lines = [Line(m.name, label=m.on or m.label, role=m.on) for m in self.measures]
        return Lines(
            lines,
            title="Learning curve",
            about=self.measures[0].quantity,
            tab="Curve",
            side="left",
            x=self.over,
            x_label=model.unit if self.over == "step" else "seconds of learning",
            digits=self.measures[0].digits,
        )


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
    arrays = {"xy": 256, "length": 32, "correlation": 1024}

    def __init__(self, items: int = 300):
        self.items = items

    def panel(self, model, train, valid):
        """Return a plane in which the mapped items move."""
        self.rows = np.argsort(-train.item_counts, kind="stable")[: min(self.items, train.n_items)]
        told = films.describe(train, self.rows)
        counts = np.array(told["count"])
        self.known = np.log(counts + 1)
        means = ["none" if mean is None else f"{mean:.2f}" for mean in told["mean"]]
        return Points(
            "xy",
            title="Item map",
            about=f"{len(counts)} films rated most often · vectors in 2-D (PCA)",
            tab="Map",
            of=told["label"],
            titles=told["title"],
            what="film",
            labels=14,
            weight=self.known.round(2),
            group=told["group"],
            color="length",
            by=("genre", "length"),
            size=(2.2 + 4.5 * np.sqrt(counts / max(1, counts.max()))).round(1),
            fact="blue: long vector · large: many ratings · correlation {correlation:+.2f}",
            lines={
                "": [f"{count} ratings, mean {mean}" for count, mean in zip(counts, means, strict=True)],
                "vector length": "length",
            },
            nearest=3,
            columns={"length": "length", "ratings": counts},
        )

    def snapshot(self, model):
        """Return the items' vectors."""
        return {"vectors": model.item_factors_[self.rows].astype(np.float32)}

    def stream(self, frame, before):
        """Follow the axes from frame to frame, so that films move only when their vectors do."""
        vectors = frame["vectors"]
        axes = geometry.next_axes(vectors, None if before is None else before["_axes"])
        xy = geometry.project(vectors, axes)
        if before is not None and before["_axes"].shape != axes.shape:  # k has changed: keep the picture's orientation
            axes = axes @ geometry.rotation_onto(xy, before["xy"])
            xy = geometry.project(vectors, axes)
        return {"xy": xy, **self._lengths(vectors), "_axes": axes}

    def settle(self, frames, best, reference):
        """Fit the axes once, on the best epoch, and project every frame on them."""
        vectors = [frame["vectors"] for frame in frames]
        axes = geometry.principal_axes(vectors[best])
        if reference is not None:
            axes = axes @ geometry.rotation_onto(geometry.project(vectors[best], axes), reference["xy"])
        return [{"xy": geometry.project(v, axes), **self._lengths(v)} for v in vectors]

    def _lengths(self, vectors: np.ndarray) -> Frame:
        """Return how long the vectors are, and how that goes together with how often the items were rated."""
        length = np.linalg.norm(vectors, axis=1)
        apart, known = length - length.mean(), self.known - self.known.mean()
        spread = np.sqrt((apart @ apart) * (known @ known))
        return {"length": length, "correlation": np.array([apart @ known / spread if spread else 0.0])}


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


class ErrorHistogram(View):
    """How far off the predictions are, and on which side, on validation ratings (training ratings without any)."""

    name = "errors"
    in_stars = True
    arrays = {"share": 512}
    edges = np.arange(-3, 3.01, 0.25)

    def panel(self, model, train, valid):
        """Return a histogram."""
        self.ratings = train if valid is None else valid
        measured = "training" if valid is None else "validation"
        return Bars(
            "share",
            edges=self.edges,
            title=f"Errors on {measured} ratings",
            about="rating − prediction, in stars",
            tab="Errors",
            side="left",
            role=measured,
            within=(-1, 1),
            within_label="within one star",
            tails=(1.5, "stars too high", "stars too low"),
            ends=("← predicted too high", "predicted too low →"),
            unit="%",
        )

    def snapshot(self, model):
        """Return the share of ratings whose error (rating − prediction) falls into each bin; the last take the rest."""
        ratings = self.ratings
        errors = np.clip(ratings.values - predictions_on(model, ratings), -2.999, 2.999)
        return {"share": np.histogram(errors, self.edges)[0] / len(ratings)}


VIEWS: dict[str, type[View]] = {view.name: view for view in (LearningCurve, ItemMap, ErrorHistogram, Reconstruction)}


def chosen(views: Sequence[str | View] | None, model: Recommender, measures: Sequence[Measure] = ()) -> list[View]:
    """Return the views, given by name or as objects; None: all that the model has.

    "curve" stands for a curve of each quantity that is measured; these are always among them.
    """
    if views is None:
        views = [name for name, view in VIEWS.items() if not _lacking(model, view)]
    result, curves = [], _curves(measures)
    for view in views:
        if view == "truth":
            raise ValueError("the hidden truth must be known: pass HiddenTruth(simulation.truth) in place of 'truth'")
        if not isinstance(view, View) and view not in VIEWS:
            raise ValueError(f"there is no view {view!r}; there are {', '.join(VIEWS)} and HiddenTruth(…)")
        made = curves if view == "curve" else [view if isinstance(view, View) else VIEWS[view]()]
        for one in made:
            if lacking := _lacking(model, one):
                raise ValueError(f"{type(model).__name__} has no {lacking} for the view {one.name!r} to draw")
        result += made
    return result if any(isinstance(view, LearningCurve) for view in result) else [*curves, *result]


def _curves(measures: Sequence[Measure]) -> list[LearningCurve]:
    """Return a curve for each quantity, except for the time, which others may be drawn over."""
    quantities = dict.fromkeys(measure.quantity for measure in measures if measure.name != SECONDS.name)
    curves = [LearningCurve([m for m in measures if m.quantity == quantity]) for quantity in quantities]
    for number, curve in enumerate(curves[1:], start=2):
        curve.name = f"curve{number}"
    return curves


def _lacking(model: Recommender, view: View | type[View]) -> str:
    """Return what the view draws and the model does not have; "" where there is nothing of the kind."""
    if view.in_stars and not model.predicts_ratings:
        return "predicted ratings"
    return view.needs if view.needs and not model.learns(view.needs) else ""


def _table(ratings: Ratings | None, users: np.ndarray, items: np.ndarray) -> np.ndarray:
    """Return the ratings at these users' lines and these items' columns, NaN where there is none."""
    table = np.full((len(users), len(items)), np.nan)
    if ratings is not None:
        line, column = np.full(ratings.n_users, -1), np.full(ratings.n_items, -1)
        line[users], column[items] = np.arange(len(users)), np.arange(len(items))
        inside = (line[ratings.users] >= 0) & (column[ratings.items] >= 0)
        table[line[ratings.users[inside]], column[ratings.items[inside]]] = ratings.values[inside]
    return table
