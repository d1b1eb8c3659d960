"""One prediction of neighbours, watched stage by stage; and the same for a reader who rates some films.

The page gets the training ratings themselves and computes similarities, votes and lists with them, so that every slider
is free with and without a kernel; tests hold its numbers to the package's within 1e-5 (the package adds up in float32).
It keeps all similarities, as the package does with `kept` as large as there are rows. Its other half is
`js/src/neighbors/`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import traitlets

from rectutor.algorithms.item_knn import ItemKNN
from rectutor.algorithms.neighbors import NeighborModel
from rectutor.algorithms.similarity import MEASURES
from rectutor.data.ratings import Ratings
from rectutor.hyperparameters import declared
from rectutor.recommender import Newcomer
from rectutor.show import reader
from rectutor.show.component import Component
from rectutor.show.films import short_title
from rectutor.show.frontend import is_watched
from rectutor.show.packing import plain
from rectutor.show.panels import Custom, Grid, Matrix, Panel
from rectutor.show.pictures import reasons
from rectutor.show.pictures.neighbor_record import packed, shown_items
from rectutor.show.playback.sliders import slider

NAMED = ("pick", "overlap", "similarity", "choose", "weigh", "predict")
STAGES = len(NAMED) - 1  # after the first
PACE = 5  # a stage has more to read than an epoch: two seconds
SLIDERS = ("neighbors", "shrinkage")
SETTINGS = ("measure", *SLIDERS, "votes")
NAMES = {
    "cosine": "cosine, missing = 0",
    "cosine_common": "cosine, common raters",
    "adjusted_cosine": "adjusted cosine",
    "adjusted_cosine_common": "adjusted cosine, common raters",
    "pearson": "Pearson",
    "pearson_baseline": "Pearson of residuals",
    "residual_cosine": "cosine of residuals",
    "binary_cosine": "cosine of who rated",
    "jaccard": "Jaccard",
}
VOTES = {
    "residuals": ("rating − expected", "How far the rating lies from what mean and biases expect of it."),
    "ratings": ("the rating itself", "The rating as it is: who rates low pulls down."),
    "presence": ("that there is one", "Only that there is a rating: ranks films, predicts no stars."),
}


class NeighborsAtWork(Component):
    """What `watch` returns for `ItemKNN` and `UserKNN`, and `taste` for `ItemKNN`.

    Attributes
    ----------
    model : NeighborModel
        A fitted one with the settings from which the controls start.
    step : int
        The stage, from 0 (pick) to 5 (predict); may be set and linked, as may all that follow.
    playing : bool
        Whether it goes on by itself.
    measure, neighbors, shrinkage, votes : str, int, float, str
        As the controls stand.
    item : id or None
        The item that is predicted.
    rated : list of [item id, stars]
        With `taste`, what the reader rated.
    """

    step = traitlets.Int(0, min=0, max=STAGES).tag(sync=True)
    playing = traitlets.Bool(False).tag(sync=True)
    measure = traitlets.Enum(list(MEASURES), "cosine").tag(sync=True)
    neighbors = traitlets.Int(20, min=1).tag(sync=True)
    shrinkage = traitlets.Float(0.0, min=0.0).tag(sync=True)
    votes = traitlets.Enum(["residuals", "ratings", "presence"], "residuals").tag(sync=True)
    item = traitlets.Any(None).tag(sync=True)
    rated = traitlets.List(help="[item id, stars] for each rated film").tag(sync=True)

    def __init__(self, model: NeighborModel, spec: dict, known: set, text: str, **traits):
        self.model, self._known = model, known
        settings = {name: getattr(model, name) for name in SETTINGS}
        super().__init__("neighbors", spec, text, live=is_watched(), **settings, **traits)

    @property
    def shown_model(self) -> NeighborModel:
        """A model fitted with the settings that the controls show; it keeps all similarities."""
        train = self.model.ratings_
        settings = {name: getattr(self, name) for name in SETTINGS}
        return replace(self.model, **settings, kept=max(train.n_users, train.n_items)).fit(train)

    @property
    def new_user(self) -> Newcomer:
        """With `taste`, the reader as a user: `widget.shown_model.recommend(widget.new_user)`."""
        return self.model.fold_in([item for item, _ in self.rated], [float(stars) for _, stars in self.rated])

    @traitlets.validate("rated")
    def _check_rated(self, proposal):
        return reader.checked_ratings(proposal["value"], self._known, self.model.ratings_.scale)

    @traitlets.validate("item")
    def _check_item(self, proposal):
        if proposal["value"] is not None and proposal["value"] not in self._known:
            raise traitlets.TraitError(f"item {proposal['value']!r} is not among the {len(self._known):,} shown here")
        return proposal["value"]


def one_prediction(
    model: NeighborModel, train: Ratings, valid: Ratings | None = None, user=None, item=None, question=None
) -> NeighborsAtWork:
    """Show how neighbours make one prediction; `watch` calls it for `ItemKNN` and `UserKNN`.

    Parameters
    ----------
    model : ItemKNN or UserKNN
        Its settings are where the controls start. A copy is fitted.
    train : Ratings
        What neighbours are found in.
    valid : Ratings, optional
        Held-out ratings: the real rating is shown beside the prediction.
    user, item : ids
        Whose rating of what.
    question : rectutor.practice.Question, optional
        Covers the picture until it is answered.

    Raises
    ------
    ValueError, KeyError
        With a sentence: no user or item is named, one is unknown, or the user rated the item in training.

    Examples
    --------
    >>> import rectutor
    >>> toy = rectutor.load("toy").ratings
    >>> rectutor.watch(ItemKNN(neighbors=2), toy, user="Ada", item="Notting Hill")
    ItemKNN at work: Ada and Notting Hill, 7 of Ada's films may vote (cosine, missing = 0, k 2, β 0)
    """
    if user is None or item is None:
        kind = type(model).__name__
        raise ValueError(
            f"{kind} does not train; watch shows one prediction: name whose and of what, as in user=457, item=1"
        )
    fitted = _ready(model, train)
    user_row, item_row = train.user_row(user), train.item_row(item)
    if np.any((train.users == user_row) & (train.items == item_row)):
        raise ValueError(f"user {user!r} rated item {item!r} in training, so there is nothing to predict")
    min_ratings = fitted.enough_ratings()
    shown = shown_items(fitted, min_ratings, user_row, item_row)
    known = {plain(i) for i in train.item_ids[shown]}
    name = f"user {user}" if isinstance(user, (int, np.integer)) else str(user)
    spec = _spec(fitted, shown, min_ratings) | {
        "title": f"{'Item' if model.compares == 'item' else 'User'} kNN: one prediction",
        "subtitle": f"{len(train):,} training ratings",
        "asker": user_row,
        "asker_name": name,
        "held_out": [] if valid is None else _held_out(valid, user, known),
    }
    if model.compares == "item":
        voters = f"{train.user_counts[user_row]:,} of {name}'s films"
    else:
        voters = f"{train.item_counts[item_row]:,} users who rated it"
    text = (
        f"{type(model).__name__} at work: {name} and {short_title(train.titles(item)[0])}, {voters} may vote "
        f"({NAMES[model.measure]}, k {model.neighbors}, β {model.shrinkage:g})"
    )
    return NeighborsAtWork(fitted, spec, known, text, question=question, item=plain(item), playing=False)


def taste_of_neighbors(
    model: ItemKNN,
    ratings: Sequence[tuple] = (),
    min_ratings: int | None = None,
    text: str | None = None,
    name: str = "",
) -> NeighborsAtWork:
    """Let the reader rate films and see their ten films, and how neighbours vote for each; `taste` calls it.

    Parameters and errors are those of `taste`.

    Examples
    --------
    >>> import rectutor
    >>> from rectutor.show import taste
    >>> model = ItemKNN(neighbors=3).fit(rectutor.load("toy").ratings)
    >>> widget = taste(model, ratings=[("Alien", 5), ("Ghost", 2)], min_ratings=0)
    >>> widget
    Your taste, by neighbours: rate some of 8 films and see your ten films, and which of your films vote for each.
    >>> widget.shown_model.recommend(widget.new_user, n=1, min_ratings=0).index.tolist()
    ['Star Wars']
    """
    train = model.trained_on
    reader.refuse_scale(train.scale)
    model = _ready(model, train)
    if min_ratings is None:
        min_ratings = model.enough_ratings()
    shown = shown_items(model, min_ratings, None, None)
    known = {plain(item) for item in train.item_ids[shown]}
    rated = reader.checked_ratings(ratings, known, train.scale)
    spec = _spec(model, shown, min_ratings)
    spec |= {
        "name": name,
        "title": "Your taste, by neighbours",
        "subtitle": f"{len(train):,} ratings by others · films with at least {min_ratings} ratings",
        "asker": None,
        "asker_name": "you",
        "held_out": [],
        "example": bool(rated),
        "start": reader.starters(train, shown),
        "step": reader.step(train),
    }
    spec["views"]["ten"]["title"] = "Your ten films"
    if text is None:
        text = (
            f"Your taste, by neighbours: rate some of {len(shown):,} films and see your ten films, "
            f"and which of your films vote for each."
        )
    return NeighborsAtWork(model, spec, known, text, rated=rated, step=STAGES)


def _ready(model: NeighborModel, train: Ratings) -> NeighborModel:
    """Return a fitted copy that keeps few similarities: the page computes its own, and needs the biases."""
    return replace(model, kept=1).fit(train)


def _spec(model: NeighborModel, shown: np.ndarray, min_ratings: int) -> dict:
    train = model.ratings_
    wanted = declared(model)
    return {
        "unit": "stage",
        "names": NAMED,
        "ticks": list(enumerate(NAMED)),
        "pace": PACE,
        "note": "Point at a voter, in any view, to see its pair, its vote and what it does to the list; "
        "click to keep it.",
        "compares": model.compares,
        "scale": list(train.scale),
        "mean": float(model.mean_),
        "damping": model.damping,
        "min_overlap": model.min_overlap,
        "user_damping": model.user_damping,
        "similarities": [
            {"name": name, "label": NAMES[name], "subtract": how.subtract, "below": how.below,
             "pairs_lost": how.pairs_lost}
            for name, how in MEASURES.items()
        ],
        "measures": {},
        "hyperparameters": [
            *[slider(wanted[name], []) for name in SLIDERS],
            _choice("measure", "measure", {name: (NAMES[name], how.description) for name, how in MEASURES.items()}),
            _choice("votes", "a vote is", VOTES),
        ],
        "films": packed(model, shown, min_ratings),
        "views": {name: panel.spec() for name, panel in _panels(model.compares, min_ratings).items()},
    }  # fmt: skip


def _choice(name: str, label: str, choices: dict[str, tuple[str, str]]) -> dict:
    """Return a list to choose from, as `slider` does; `choices` are their labels and what helps to choose."""
    labels, helps = zip(*choices.values(), strict=True)
    helps = [f"{text[0].upper()}{text[1:].removesuffix('.')}." for text in helps]
    told = {"name": name, "label": label, "symbol": "", "help": "", "recorded": []}
    return told | {"choices": list(choices), "labels": labels, "helps": helps}


def _panels(compares: str, min_ratings: int) -> dict[str, Panel]:
    """Return what is drawn; the fields are computed in the page, by `runOf` in `js/src/neighbors/run.js`."""
    what = "film" if compares == "item" else "user"
    often = f"with at least {min_ratings} ratings" if min_ratings > 1 else ""
    return {
        "ballots": reasons.VOTES,
        "pair": Custom("pair", title="One pair", about=f"how alike two {what}s are", tab="Pair", side="left"),
        "ten": replace(reasons.VOTED_TEN, about=often),
        "graph": Custom(
            "graph",
            title="Neighbour graph",
            about="the nearer, the more alike",
            note="Squares have the colour of the rating. Grey lines join voters that are most alike among themselves.",
            tab="Graph",
            side="left",
        ),
        "heat": _heat_map(what),
    }


def _heat_map(what: str) -> Matrix:
    """Return how like each other the voters are."""
    return Matrix(
        Grid("alike", "similarity", missing=f"the same {what}", digits=3),
        rows="names",
        columns="names",
        row_label=what,
        column_label=what,
        ring_column="asked",
        title="Who is like whom",
        about="similarities, ordered by clustering",
        tab="Heat map",
        side="left",
        cell="{row} and {column}",
        empty="instead",
    )


def _held_out(valid: Ratings, user, known: set) -> list[list]:
    """Return [item id, stars] of what the user rated in the held-out ratings, where it can be shown."""
    lines = np.flatnonzero(valid.user_ids[valid.users] == user)
    items = [plain(item) for item in valid.item_ids[valid.items[lines]]]
    return [[i, float(stars)] for i, stars in zip(items, valid.values[lines], strict=True) if i in known]
