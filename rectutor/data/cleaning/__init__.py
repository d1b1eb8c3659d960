"""What is wrong with a table of ratings, and what was done about it: nothing is repaired in silence."""

from __future__ import annotations

import numbers

import pandas as pd

from rectutor.data import entry
from rectutor.data.cleaning.catalog import check_catalog
from rectutor.data.cleaning.habits import check_bots, keep_core
from rectutor.data.cleaning.lines import Lines, check_lines, check_repeats
from rectutor.data.cleaning.report import Finding, Report
from rectutor.data.reading import files, roles

__all__ = ["Finding", "Report", "clean"]


def clean(
    frame: pd.DataFrame,
    user: str | None = None,
    item: str | None = None,
    rating: str | None = None,
    timestamp: str | None = None,
    scale: tuple[float, float] | None = None,
    items: pd.DataFrame | None = None,
    min_user_ratings: int = 1,
    min_item_ratings: int = 1,
    one_value: int = 20,
    per_minute: int = 100,
    remove_bots: bool = False,
) -> tuple[pd.DataFrame, Report]:
    """Clean a table of ratings, and report what was found.

    Lines without a user, an item, a rating or a time are removed, as are ratings outside the scale; of repeated pairs,
    the latest is kept. What is only odd is reported and left. A clean table comes back as it is.

    Parameters
    ----------
    frame : DataFrame
        One rating a line.
    user, item, rating, timestamp : str, optional
        The names of its columns; those not given are guessed, as `read_ratings` does. `timestamp=False` does without
        times.
    scale : (float, float), optional
        The lowest and the highest rating that can be given. Not given, no rating is outside.
    items : DataFrame, optional
        What is known about the items: their ids (in a column, or as the index), titles, years, genres.
    min_user_ratings, min_item_ratings : int
        Remove users and items with fewer ratings, again and again until all that are left have as many (the k-core).
    one_value : int
        From how many ratings on a user who gives one value to everything is reported.
    per_minute : int
        From how many ratings within one minute on a user is reported.
    remove_bots : bool
        Whether to remove both, with all their ratings. MovieLens' users look like this when they send a form at once.

    Returns
    -------
    (DataFrame, Report)
        The lines that are left, with their index and columns, and the report, which reads as a table (`report.table`
        is one).

    Raises
    ------
    ValueError, TypeError
        With a sentence, for a wrong call. Dirty data never raise.

    Examples
    --------
    >>> frame = pd.DataFrame({"user": [1, 1, 2, None], "item": ["a", "a", "b", "b"], "rating": [4, 5, 9, 3]})
    >>> cleaned, report = clean(frame, scale=(0.5, 5))
    >>> cleaned
       user item  rating
    1   1.0    a       5
    >>> report.table[report.table["count"] > 0]["count"].to_dict()
    {'ratings without a user': 1, 'ratings outside the scale, 0.5 to 5': 1, 'ratings repeated with another value': 1}
    """
    least = {"min_user_ratings": min_user_ratings, "min_item_ratings": min_item_ratings}
    _check_call(frame, scale, items, {**least, "one_value": one_value, "per_minute": per_minute})
    if frame.empty:
        return frame, Report([], 0, 0, 0, 0)
    columns = roles.find(frame.head(files.HEAD), {"user": user, "item": item, "rating": rating, "timestamp": timestamp})
    lines = Lines(frame, columns)
    findings = check_lines(lines, scale) + check_repeats(lines)
    findings += [] if items is None else check_catalog(lines, items)
    findings += check_bots(lines, one_value, per_minute, remove_bots)
    findings += keep_core(lines, min_user_ratings, min_item_ratings)
    left = lines.left
    cleaned = frame.copy(deep=False) if left.all() else frame[left]
    if lines.as_text.any():
        cleaned[columns["rating"]] = lines.values[left]
    users, items = (len(pd.unique(codes[left])) for codes in (lines.users, lines.items))
    return cleaned, Report(findings, len(frame), len(cleaned), users, items)


def _check_call(frame, scale, items, counts: dict) -> None:
    for name, value in (("frame", frame), ("items", items)):
        if not isinstance(value, pd.DataFrame) and not (name == "items" and value is None):
            raise TypeError(f"{name} is a pandas DataFrame, but this is of type {type(value).__name__}")
    if scale is not None:
        entry.check_scale(scale)
    for name, value in counts.items():
        if not isinstance(value, numbers.Integral) or value < 1:
            raise ValueError(f"{name} is a number of ratings, 1 or more, but it is {value!r}")
