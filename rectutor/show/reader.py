"""What a reader can rate: the scale, the films that are offered first, and the check of what was given."""

from __future__ import annotations

import numpy as np

from rectutor.data.ratings import Ratings
from rectutor.show import films
from rectutor.show.packing import plain

STARTERS = 12


def refuse_scale(scale: tuple[float, float]) -> None:
    """Refuse, with a sentence, a scale that cannot be given as a few stars."""
    low, high = scale
    if not 0 <= low < high <= 10:
        raise ValueError(f"ratings are given as stars, at most 10, but the scale goes from {low:g} to {high:g}")


def step(train: Ratings) -> float:
    """Return how far apart the ratings are that can be given: half a star, or a whole one where all are whole."""
    return 1.0 if np.all(train.values % 1 == 0) else 0.5


def starters(train: Ratings, rows: np.ndarray) -> list[int]:
    """Return which of `rows` (positions) are offered first: the most rated of each group in turn, one of a series."""
    described = films.describe(train, rows)
    by_group: dict[str, list[int]] = {}
    for position in np.argsort(-train.item_counts[rows], kind="stable"):
        by_group.setdefault(described["group"][position], []).append(int(position))
    chosen, series = [], set()
    while any(by_group.values()) and len(chosen) < STARTERS:
        for queue in by_group.values():
            while queue:
                position = queue.pop(0)
                first_words = tuple(described["label"][position].split()[:2])
                if first_words not in series:
                    series.add(first_words)
                    chosen.append(position)
                    break
    return sorted(chosen[:STARTERS], key=lambda position: -train.item_counts[rows[position]])


def checked_ratings(rated, known: set, scale: tuple[float, float]) -> list[list]:
    """Return a reader's ratings as lists that JSON can hold, or refuse them with a sentence."""
    low, high = scale
    checked = []
    for pair in rated:
        item, stars = pair
        item, stars = plain(item), float(stars)
        if item not in known:
            raise ValueError(f"item {item!r} is not among the {len(known):,} that can be rated here; see min_ratings")
        if not low <= stars <= high:
            raise ValueError(f"the rating {stars:g} of item {item!r} is outside the scale, {low:g} to {high:g}")
        if any(item == other for other, _ in checked):
            raise ValueError(f"item {item!r} is rated twice")
        checked.append([item, stars])
    return checked
