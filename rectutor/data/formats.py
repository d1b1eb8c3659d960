"""The MovieLens sets as GroupLens writes them: tabs and flags in 1998, `::` in 2003 and 2009, CSV since then.

All of them hold the same: who rated which film, how much and when; and each film's title, year and genres.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from itertools import compress
from pathlib import Path

import numpy as np
import pandas as pd

from rectutor.data.ratings import Ratings

USER, ITEM, RATING, TIMESTAMP = COLUMNS = ["userId", "movieId", "rating", "timestamp"]  # as in ratings.csv
TYPES = [np.int32, np.int32, np.float32, np.int64]  # 20 bytes a rating, where pandas would take 32
NO_GENRE = "(no genres listed)"  # movies.csv says so; u.item has a flag "unknown"
FLAGS = [  # the genres in the order of u.genre, file of ml-100k
    *(NO_GENRE, "Action", "Adventure", "Animation", "Children's", "Comedy", "Crime", "Documentary", "Drama", "Fantasy"),
    *("Film-Noir", "Horror", "Musical", "Mystery", "Romance", "Sci-Fi", "Thriller", "War", "Western"),
]


@dataclass(frozen=True)
class Form:
    """How a MovieLens set is written.

    Attributes
    ----------
    ratings, items : str
        The names of the two files.
    encoding : str
        That of the titles.
    scale : (float, float)
        The lowest and the highest rating that could be given; half stars came in February 2003.
    """

    ratings: str
    items: str
    encoding: str
    scale: tuple[float, float]


ML_100K = Form("u.data", "u.item", "latin-1", (1.0, 5.0))
ML_1M = Form("ratings.dat", "movies.dat", "latin-1", (1.0, 5.0))
ML_10M = Form("ratings.dat", "movies.dat", "utf-8", (0.5, 5.0))
ML_CSV = Form("ratings.csv", "movies.csv", "utf-8", (0.5, 5.0))


def read(folder: Path, form: Form) -> Ratings:
    """Read the ratings and the films of a MovieLens set.

    Parameters
    ----------
    folder : pathlib.Path or zipfile.Path
        Where the two files lie; a folder within an archive will do, since nothing has to be unpacked.
    form : Form
        `ML_100K`, `ML_1M`, `ML_10M`, or `ML_CSV` for all later sets.

    Returns
    -------
    Ratings
        In the file's order of lines, 20 bytes a rating (about 55 while it is read: 1.8 GB for the 32 million of
        ml-32m). Its catalog has all films of the set, rated or not, by movieId: title, year (Int64, missing where the
        title does not end in one) and genres (separated by |).

    Raises
    ------
    ValueError
        With a sentence that names the file: it is not as GroupLens writes it.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as name:
    ...     folder = Path(name)
    ...     _ = (folder / "ratings.dat").write_text("1::1193::5::978300760\\n1::661::3::978302109\\n")
    ...     _ = (folder / "movies.dat").write_text("661::Big Fish (2003)::Drama\\n1193::Heat (1995)::Action|Crime\\n")
    ...     ratings = read(folder, ML_1M)
    >>> ratings
    2 ratings by 1 users of 2 items, from 1 to 5
    >>> ratings.catalog
             title  year        genres
    movieId
    661   Big Fish  2003         Drama
    1193      Heat  1995  Action|Crime
    """
    catalog = _read_file(folder, form.items, lambda file: _catalog(ITEMS[form.items](file, form.encoding)))
    return _read_file(folder, form.ratings, lambda file: _ratings(_lines(file, form.ratings), form.scale, catalog))


def split_years(titles: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Split the years off titles that end in one.

    Parameters
    ----------
    titles : Series of str
        "Toy Story (1995)". Blanks around a title, and IMDb's "(V)" (for video) after a year, are dropped.

    Returns
    -------
    (titles, years) : (Series of str, Series of Int64)
        A title without a year at its end stays as it is, and its year is missing.

    Examples
    --------
    >>> titles, years = split_years(pd.Series(["Toy Story (1995)", "Babylon 5", "1984 (Nineteen Eighty-Four) (1984) "]))
    >>> titles.tolist(), years.tolist()
    (['Toy Story', 'Babylon 5', '1984 (Nineteen Eighty-Four)'], [1995, <NA>, 1984])
    """
    titles = titles.str.strip()
    parts = titles.str.extract(r"^(.*?)\s*\((\d{4})\)(?:\s*\(V\))?$")
    return parts[0].where(parts[1].notna(), titles), pd.to_numeric(parts[1]).astype("Int64")


def _read_file(folder: Path, name: str, reader: Callable):
    file = folder / name
    if not file.is_file():
        raise ValueError(f"the file {name} is missing")
    try:
        with file.open("rb") as opened:
            return reader(opened)
    except ValueError as error:  # pandas' ParserError and UnicodeDecodeError are ValueErrors too
        raise ValueError(f"{name} is not as GroupLens writes it: {' '.join(str(error).split())}") from None


def _lines(file, name: str) -> pd.DataFrame:
    """Return the lines of a file of ratings: userId, movieId, rating, timestamp."""
    separators = {"u.data": "\t", "ratings.dat": ":", "ratings.csv": ","}
    positions = [0, 2, 4, 6] if name == "ratings.dat" else [0, 1, 2, 3]  # to ":", "::" encloses an empty cell
    header = 0 if name == "ratings.csv" else None
    types = dict(zip(COLUMNS if name == "ratings.csv" else positions, TYPES, strict=True))
    table = pd.read_csv(file, sep=separators[name], header=header, usecols=positions, dtype=types)
    table.columns = COLUMNS
    first = 1 if header is None else 2
    return table.set_index(pd.RangeIndex(first, first + len(table), name="line"))


def _ratings(lines: pd.DataFrame, scale: tuple[float, float], catalog: pd.DataFrame) -> Ratings:
    """Do what `Ratings.from_frame` does, in less than half its memory, for lines that are known to be numbers."""
    users, user_ids = pd.factorize(lines[USER], sort=True)
    items, item_ids = pd.factorize(lines[ITEM], sort=True)
    pairs = users.astype(np.int64) * len(item_ids) + items
    pairs.sort()
    repeated = (pairs[1:] == pairs[:-1]).any()
    if not lines[RATING].between(*scale).all() or lines[TIMESTAMP].min() < 0 or repeated or not len(lines):
        return Ratings.from_frame(lines, *COLUMNS, scale, catalog=catalog)  # it says what is wrong, and in which line
    return Ratings(
        users=users.astype(np.int32),
        items=items.astype(np.int32),
        values=lines[RATING].to_numpy(),
        timestamps=lines[TIMESTAMP].to_numpy(),
        user_ids=user_ids.to_numpy(np.int64),
        item_ids=item_ids.to_numpy(np.int64),
        scale=scale,
        catalog=catalog,
    )


def _catalog(table: pd.DataFrame) -> pd.DataFrame:
    if table[ITEM].duplicated().any():
        raise ValueError(f"the film {table.loc[table[ITEM].duplicated(), ITEM].iloc[0]} is in it twice")
    if (table["genres"] == "").any():
        raise ValueError(f"the film {table.loc[table['genres'] == '', ITEM].iloc[0]} has no genres, nor {NO_GENRE!r}")
    catalog = table.set_index(ITEM)[["title", "genres"]]
    catalog["title"], years = split_years(catalog["title"])
    catalog.insert(1, "year", years)
    return catalog


def _films_of_u_item(file, encoding: str) -> pd.DataFrame:
    """Read a film a line: id, title, two dates, an address, and a flag for each genre, separated by bars."""
    table = _cells(file, encoding, sep="|", names=range(5 + len(FLAGS)))
    flags = table.loc[:, 5:].astype(int).to_numpy(bool)
    genres = ["|".join(compress(FLAGS, line)) or NO_GENRE for line in flags]
    return pd.DataFrame({ITEM: table[0].astype(np.int64), "title": table[1], "genres": genres})


def _films_of_dat(file, encoding: str) -> pd.DataFrame:
    """Read a film a line, "id::title::genres"; titles have colons of their own, so that ":" cannot separate them."""
    one_sign = file.read().decode(encoding).replace("::", "\x1f")  # the C parser wants one; this one is made for it
    table = _cells(io.BytesIO(one_sign.encode()), "utf-8", sep="\x1f", names=[ITEM, "title", "genres"])
    return table.astype({ITEM: np.int64})


def _films_of_csv(file, encoding: str) -> pd.DataFrame:
    return pd.read_csv(
        file, encoding=encoding, usecols=[ITEM, "title", "genres"], dtype={ITEM: np.int64}, keep_default_na=False
    )


def _cells(file, encoding: str, sep: str, names) -> pd.DataFrame:
    """Return the cells as text; a quote is a quote, since only CSV gives it another meaning."""
    exact = {"quoting": csv.QUOTE_NONE, "keep_default_na": False, "dtype": str, "index_col": False}
    return pd.read_csv(file, encoding=encoding, sep=sep, names=list(names), on_bad_lines="error", **exact)


ITEMS = {"u.item": _films_of_u_item, "movies.dat": _films_of_dat, "movies.csv": _films_of_csv}
