"""The learning curve: what is measured after each step."""

from __future__ import annotations

from collections.abc import Sequence

from rectutor.show.panels import Line, Lines
from rectutor.show.playback.views.view import View
from rectutor.steps import Measure


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
