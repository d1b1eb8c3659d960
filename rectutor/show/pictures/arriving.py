"""How a table of ratings filled: month by month, who came, what was rated and how, with no model in sight.

The page gets the ratings themselves, packed, and counts on its own; so it needs no kernel to go back and forth. Its
other half is `js/src/arrival/`.
"""

from __future__ import annotations

import struct

import numpy as np
import pandas as pd
import traitlets

from rectutor.data.ratings import Ratings
from rectutor.show import films
from rectutor.show.component import Component
from rectutor.show.packing import deflated, planes
from rectutor.show.panels import Bars, Custom, Line, Lines, Panel

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

    runs = traitlets.Unicode(help="the ratings, packed as text: the page makes a run of them").tag(sync=True)
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
        "names": ["before the first rating", *names],
        "ticks": _years(periods, unit, len(names)),
        "speed": 4,  # twenty years in half a minute
        "stride": 12,
        "hyperparameters": [],
        "measures": {},
        "stars": stars.astype(float).round(4).tolist(),
        "users": int(users.max()) + 1,
        "items": int((ratings.item_counts > 0).sum()),
        "labels": described["label"],
        "counts": np.bincount(step, minlength=len(names)).tolist(),
    }
    panels = _panels(spec, star, int(ratings.item_counts.max()))
    spec["views"] = {name: panel.spec() for name, panel in panels.items()}
    text = (
        f"{total:,} ratings as they arrive, {unit} by {unit} from {names[0]} to {names[-1]}: "
        f"growth, stars, table, long tail"
    )
    runs = packed(users, np.argsort(by_count)[ratings.items[order]], star)
    return Arrival("arrival", spec, text, question, runs=runs)


def _panels(spec: dict, star: np.ndarray, most: int) -> dict[str, Panel]:
    """Return what is drawn; the fields are counted in the page, by `runOf` in `js/src/arrival/run.js`."""
    unit, part = spec["unit"], spec["part"]
    return {
        "growth": Lines(
            [
                Line("before", label="by users from before", role="other", bars=True),
                Line("newcomers", label=f"by users in their first {unit}", bars=True),
            ],
            title=f"Ratings a {unit}",
            tab="Growth",
            side="left",
            told="so_far",
            beside=["together", "users_so_far", "films_so_far"],
            low=0,
            digits=0,
            height=262,
        ),
        "pattern": Custom(
            "pattern",
            {"users": spec["users"], "items": spec["items"], "unit": unit},
            title="The table, one dot a rating",
            about="{filled} filled",
            tab="Table",
            note=f"One dot for each of a random {100 * part:.2g} % of the ratings." if part < 1 else "",
        ),
        "stars": Bars(
            "share",
            of=spec["stars"],
            upright=True,
            dot="recent",
            labels=("all so far", "the last 12 months" if unit == "month" else "this year"),
            title="How high they rate",
            tab="Stars",
            side="left",
            role="rating",
            unit="%",
            x_label="stars",
            high=min(1, 1.5 * np.bincount(star).max() / len(star)),
            height=262,
        ),
        "tail": Lines(
            [Line("ratings")],
            x=_ranks(spec["items"]),
            x_label="rank of the film, 1 is the most rated",
            log="xy",
            title="Ratings a film",
            about="both axes logarithmic",
            tab="Long tail",
            shade=("tenth", "tenth_has"),
            corner="first",
            beside=["film"],
            low=1,
            high=max(2, 1.25 * most),
            digits=0,
            height=226,
        ),
    }


def _ranks(n: int) -> list[int]:
    """Return ranks from 1 to n: all at first, then ever fewer, evenly on a logarithmic axis."""
    ranks = [1]
    while ranks[-1] < n:
        ranks.append(min(n, max(ranks[-1] + 1, round(1.04 * ranks[-1]))))
    return ranks


def _years(periods: pd.PeriodIndex, unit: str, steps: int) -> list[tuple[int, str]]:
    """Return the steps at which round years begin, six at most, and what they are called."""
    a_year = 12 if unit == "month" else 1
    first = periods[0].year + ((periods[0].month - 1) / 12 if unit == "month" else 0)
    last = first + steps / a_year
    every = next(every for every in (1, 2, 5, 10, 20, 50, 100) if (last - first) / every <= 6)
    years = range(int(-(-first // every)) * every, int(last) + 1, every)
    return [(round((year - first) * a_year), str(year)) for year in years]


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
