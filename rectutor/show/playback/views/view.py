"""What a picture shows of a model while it trains: what is drawn, and a small snapshot after every step."""

from __future__ import annotations

from collections.abc import Mapping

from rectutor.data.ratings import Ratings
from rectutor.recommender import Recommender
from rectutor.show.panels import Panel
from rectutor.show.playback.recording import Frame


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
