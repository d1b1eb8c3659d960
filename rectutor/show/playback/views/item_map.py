"""The map of items: their vectors, in two dimensions."""

from __future__ import annotations

import numpy as np

from rectutor.show import films, geometry
from rectutor.show.panels import Points
from rectutor.show.playback.recording import Frame
from rectutor.show.playback.views.view import View


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
