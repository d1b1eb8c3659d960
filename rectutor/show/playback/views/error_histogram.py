"""The histogram of errors: how far off, and on which side."""

from __future__ import annotations

import numpy as np

from rectutor.recommender import predictions_on
from rectutor.show.panels import Bars
from rectutor.show.playback.views.view import View


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
