"""Your own ratings, from a CSV or Parquet file or a DataFrame: what can be guessed is guessed, and said."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from rectutor.data.ratings import Ratings
from rectutor.data.reading import catalogs, files, roles, values

OF_RATINGS = {"names", "header", "usecols", "nrows", "skiprows", "skipfooter", "dtype", "index_col"}  # not of the items


def read_ratings(
    source: str | Path | pd.DataFrame,
    items: str | Path | pd.DataFrame | None = None,
    user: str | None = None,
    item: str | None = None,
    rating: str | None = None,
    timestamp: str | None = None,
    scale: tuple[float, float] | None = None,
    duplicates: str | None = None,
    **options,
) -> Ratings:
    """Read your own ratings; one sentence says what was guessed.

    Parameters
    ----------
    source : path or DataFrame
        One rating a line: a CSV file (.csv, .tsv, .csv.gz), a Parquet file, or a table that you have already.
    items : path or DataFrame, optional
        What is known about the items, one a line: id (in a column, or as the index of a DataFrame), title and, if you
        like, year, genres and more. Where there is no column year, it is taken from the title, "Toy Story (1995)".
    user, item, rating, timestamp : str, optional
        The names of the columns. Those not given are guessed: from names such as userId, isbn, stars, date; then from
        content, where only one column will do. `timestamp=False` does without times.
    scale : (float, float), optional
        The lowest and the highest rating that can be given. Not given, they are the lowest and the highest seen.
    duplicates : {None, "last", "mean"}
        What to do where a user rated an item more than once: refuse (None), keep the latest, or take the mean.
    **options
        Go to `pandas.read_csv`, for instance `sep=";", decimal=",", encoding="latin-1"`.

    Returns
    -------
    Ratings
        In the file's order of lines. Ids are whole numbers where all of them are, else text; times are in seconds,
        whether the file has seconds, milliseconds, or dates such as 2024-05-31 18:00. The `catalog` has the items.

    Raises
    ------
    ValueError, FileNotFoundError, TypeError
        With a sentence that names the file, the line and the column, and says what to do.

    Notes
    -----
    A file is read in pieces: 10 million lines take less than 2 GB.

    Examples
    --------
    >>> frame = pd.DataFrame({"reader": ["Ada", "Ada", "Ben"], "book": ["Emma", "Dune", "Emma"], "stars": [5, 2.5, 4]})
    >>> ratings = read_ratings(frame, scale=(0.5, 5))
    read 3 ratings from the table: user = reader, item = book, rating = stars; pass user=…, item=…, rating=… to choose
    otherwise
    >>> ratings
    3 ratings by 2 users of 2 items, from 0.5 to 5
    """
    given = {"user": user, "item": item, "rating": rating, "timestamp": timestamp}
    of_ratings, of_items = _divided(options, source, items)
    with _about(source):
        file = files.opened(source, of_ratings)
        columns = roles.find(file.head(), given)
        table, notes = _with_numbers(file.read(list(columns.values()), columns.get("timestamp")), columns)
        ends = _ends(table[columns["rating"]]) if scale is None else scale
        ratings = Ratings.from_frame(table, **columns, scale=ends, duplicates=duplicates)
    if items is not None:
        with _about(items):
            catalog = catalogs.read_catalog(items, columns["item"], ratings.item_ids, of_items)
        ratings = replace(ratings, catalog=catalog)
    guessed = [role for role in columns if given[role] is None] + ["scale"] * (scale is None)
    if guessed:
        found = ", ".join(f"{role} = {name}{notes[role]}" for role, name in columns.items())
        seen = "" if scale is not None else f"; scale {ends[0]:g} to {ends[1]:g}, the lowest and highest seen"
        otherwise = ", ".join(f"{name}=…" for name in guessed)
        read = f"read {len(ratings):,} ratings from {_name(source)}{file.form}"
        print(f"{read}: {found}{seen}; pass {otherwise} to choose otherwise")
    return ratings


def _divided(options: dict, source, items) -> tuple[dict, dict]:
    """Return the options for the file of ratings and those for the file of items, where they are files."""
    if isinstance(source, pd.DataFrame):
        if options and (items is None or isinstance(items, pd.DataFrame)):
            raise TypeError(f"{next(iter(options))}=… is for files, but the ratings come as a DataFrame")
        return {}, options
    return options, {name: value for name, value in options.items() if name not in OF_RATINGS}


def _name(source) -> str:
    return "the table" if isinstance(source, pd.DataFrame) else Path(source).name or str(source)


@contextmanager
def _about(source):
    """Begin errors with the name of the file that they are about."""
    try:
        yield
    except ValueError as error:
        if isinstance(source, pd.DataFrame):
            raise
        raise ValueError(f"{_name(source)}: {error}") from None


def _with_numbers(table: pd.DataFrame, columns: dict) -> tuple[pd.DataFrame, dict[str, str]]:
    """Return the table with ratings and times as numbers, and by role what is to be said about it."""
    notes = dict.fromkeys(columns, "")
    for role, numbers_in in (("rating", values.ratings_in), ("timestamp", values.times_in)):
        if role in columns:
            table[columns[role]], notes[role] = numbers_in(table, columns[role])
    return table, notes


def _ends(values: pd.Series) -> tuple[float, float]:
    """Return the lowest and the highest value; what is no number is left to be refused by `Ratings.from_frame`."""
    if not pd.api.types.is_numeric_dtype(values) or pd.api.types.is_bool_dtype(values):
        return 0.0, 1.0
    finite = values[np.isfinite(values)]
    if not len(finite):
        return 0.0, 1.0
    if finite.min() == finite.max():
        raise ValueError(f"all ratings are {finite.min():g}, which tells no scale; pass scale=(lowest, highest)")
    return float(finite.min()), float(finite.max())
