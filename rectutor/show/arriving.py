"""How a table of ratings filled: month by month, who came, what was rated and how, with no model in sight.

The page gets the ratings themselves, packed, and counts on its own; so it needs no kernel to go back and forth. Its
other half is `js/src/arrival/`.
"""

from __future__ import annotations

import struct

import numpy as np
import pandas as pd
import traitlets

from rectutor.ratings import Ratings
from rectutor.show import films
from rectutor.show.component import Component
from rectutor.show.packing import deflated, planes

MOST_RATINGS = 120_000  # beyond, a random part is shown: the page has to fetch and count them
MOST_MONTHS = 300  # beyond, a step is a year
NAMED = 40  # films whose names the page knows: those rated most often


class Arrival(Component):
    """The component that `arrival` returns.

    Attributes
    ----------
    step : int
        How many months (or years) have passed; may be set and linked.
    playing : bool
        Whether time goes on.
    """

    step = traitlets.Int(0, min=0).tag(sync=True)
    playing = traitlets.Bool(False).tag(sync=True)


def arrival(ratings: Ratings, question=None) -> Arrival:
    """Show the ratings in the order of their timestamps: when they came, how high, by whom and of what.

    Parameters
    ----------
    ratings : Ratings
        With timestamps. Of more than 120,000, a random part of that size is shown, and the picture says so.
    question : rectutor.practice.Question, optional
        Covers the picture until it is answered.

    Raises
    ------
    ValueError
        With a sentence, when there are no timestamps.

    Examples
    --------
    >>> import rectutor
    >>> arrival(rectutor.load("movielens-small").ratings)
    100,004 ratings as they arrive, month by month from January 1995 to October 2016: growth, stars, table, long tail
    """
    if ratings.timestamps is None:
        raise ValueError("these ratings have no timestamps, so nothing says in which order they came")
    total = len(ratings)
    if total > MOST_RATINGS:
        ratings = ratings.take(np.sort(np.random.default_rng(0).choice(total, MOST_RATINGS, replace=False)))
    order = np.argsort(ratings.timestamps, kind="stable")
    periods, unit = _periods(ratings.timestamps[order])
    shuffled = np.random.default_rng(0).permutation(ratings.n_items)  # by id, equally rated films would stand by age
    by_count = shuffled[np.argsort(-ratings.item_counts[shuffled], kind="stable")]
    stars, star = np.unique(ratings.values[order], return_inverse=True)
    names = [_name(period, unit) for period in pd.period_range(periods[0], periods[-1])]
    step = (periods.asi8 - periods.asi8[0]).astype(np.int64)
    users = _by_arrival(ratings.users[order])
    described = films.describe(ratings, by_count[:NAMED])
    spec = {
        "title": "How the table filled",
        "subtitle": f"{total:,} ratings by {ratings.n_users:,} users of {ratings.n_items:,} items",
        "part": len(ratings) / total,
        "unit": unit,
        "names": names,
        "first_year": int(periods[0].year),
        "first_month": int(periods[0].month) if unit == "month" else 1,
        "stars": stars.astype(float).round(4).tolist(),
        "users": int(users.max()) + 1,
        "items": int((ratings.item_counts > 0).sum()),
        "labels": described["label"],
        "counts": np.bincount(step, minlength=len(names)).tolist(),
        "ratings": packed(users, np.argsort(by_count)[ratings.items[order]], star),
        "question": None if question is None else question.spec,
    }
    text = (
        f"{total:,} ratings as they arrive, {unit} by {unit} from {names[0]} to {names[-1]}: "
        f"growth, stars, table, long tail"
    )
    return Arrival("arrival", spec, text)


def packed(users: np.ndarray, items: np.ndarray, stars: np.ndarray) -> str:
    """Return the columns, in the order of time, as text: base64 of deflated bytes.

    The bytes are the number of ratings n (4 bytes), then n uint32 users by arrival, n uint32 items by rank (`planes`),
    and n bytes of star values. Its reader is `js/src/arrival/data.js`.
    """
    content = planes(users, "<u4") + planes(items, "<u4") + stars.astype(np.uint8).tobytes()
    return deflated(struct.pack("<I", len(users)) + content)


def _periods(timestamps: np.ndarray) -> tuple[pd.PeriodIndex, str]:
    """Return the month of each time, in UTC, or its year where there would be too many months."""
    moments = pd.to_datetime(timestamps, unit="s")
    months = moments.to_period("M")
    if months.asi8[-1] - months.asi8[0] < MOST_MONTHS:
        return months, "month"
    return moments.to_period("Y"), "year"


def _name(period: pd.Period, unit: str) -> str:
    return f"{MONTHS[period.month - 1]} {period.year}" if unit == "month" else str(period.year)


MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def _by_arrival(users: np.ndarray) -> np.ndarray:
    """Number the users 0, 1, 2, … in the order in which they first occur."""
    return pd.factorize(users)[0]
