"""What is known about the items: titles, years, genres, by item id."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pandas as pd

from rectutor.data.formats import split_years
from rectutor.data.reading import files
from rectutor.data.reading.pieces import LINE
from rectutor.data.reading.roles import role_of

NAMES = {  # without capitals, blanks and signs
    "title": "title titles name movietitle filmtitle booktitle producttitle itemtitle itemname",
    "year": "year releaseyear yearofpublication publicationyear",
    "genres": "genres genre categories",
}
COLUMNS = {name: column for column, names in NAMES.items() for name in names.split()}


def read_catalog(items: str | Path | pd.DataFrame, item: str, ids: np.ndarray, options: dict) -> pd.DataFrame:
    """Return the items' catalog.

    Parameters
    ----------
    items : path or DataFrame
        One item a line: its id, in a column or as the index of a DataFrame, and its title.
    item : str
        The name that the column of ids has among the ratings; if there is none of that name here, one that means an
        item will do.
    ids : ndarray
        The ids of the items that were rated.
    options : dict
        For `pandas.read_csv`.

    Raises
    ------
    ValueError, FileNotFoundError
        With a sentence: what is missing or repeated, and in which line.
    """
    if not isinstance(items, pd.DataFrame):
        file = files.opened(items, options)
        table = file.read(list(file.head().columns))
        items = table.astype({name: str for name in table.select_dtypes("category")})
    catalog = from_table(items, item)
    catalog.index = written_as(ids, catalog.index)
    if not catalog.index.isin(ids).any():
        here = catalog.index[:1].tolist()
        shown = f"ids look like {ids[:1].tolist()[0]!r} there and {here[0]!r} here" if here else "there are none here"
        raise ValueError(f"none of the rated items is among these; {shown}")
    return catalog


def from_table(table: pd.DataFrame, item: str) -> pd.DataFrame:
    """Return a catalog made of a table with a line an item: by item id, with title, year and whatever else there is.

    Examples
    --------
    >>> from_table(pd.DataFrame({"movieId": [1, 3], "title": ["Toy Story (1995)", "Babylon 5"]}), "movieId")
                 title  year
    movieId
    1        Toy Story  1995
    3        Babylon 5  <NA>
    """
    ids = pd.Series(ids_in(table, item), index=table.index)
    wrong = (ids.duplicated() | ids.isna()).to_numpy()
    if wrong.any():
        line = np.argmax(wrong)
        where = f"line {table.index[line]}" if table.index.name == LINE else f"items.iloc[{line}]"
        raise ValueError(f"in {where}, the id {ids.iloc[line]!r} is missing or repeated")
    catalog = with_known_names(table, item)
    if "title" not in catalog:
        raise ValueError(f"there is no column 'title'; there are {', '.join(map(str, table.columns))}")
    return catalog


def ids_in(table: pd.DataFrame, item: str) -> pd.Index:
    """Return the items' ids: the column `item`, or one whose name means an item, or the index."""
    meant = [item] if item in table.columns else [name for name in table.columns if role_of(name) == "item"]
    if len(meant) == 1:
        return pd.Index(table[meant[0]])
    if isinstance(table.index, pd.RangeIndex) or table.index.name == LINE:
        there = ", ".join(map(str, table.columns))
        raise ValueError(f"there is no column {item!r} with the items' ids; there are {there}")
    return table.index


def with_known_names(table: pd.DataFrame, item: str) -> pd.DataFrame:
    """Return the table by item id, its columns named title, year and genres where their names mean these.

    Where there is no year, it is taken from the title.
    """
    ids = ids_in(table, item)
    known = {name: COLUMNS.get(re.sub(r"[\W_]", "", str(name)).lower()) for name in table.columns}
    renamed = {name: column for name, column in known.items() if column and column not in table.columns}
    catalog = table.drop(columns=ids.name, errors="ignore").set_axis(ids).rename(columns=renamed)
    if "title" not in catalog:
        return catalog
    if not pd.api.types.is_string_dtype(catalog["title"]):
        catalog["title"] = catalog["title"].astype("str")  # the films 300 and 1984
    titles, years = split_years(catalog["title"])
    if "year" in catalog:
        return catalog.assign(title=catalog["title"].str.strip())
    catalog = catalog.assign(title=titles)
    catalog.insert(catalog.columns.get_loc("title") + 1, "year", years)
    return catalog


def written_as(ids: np.ndarray, index: pd.Index) -> pd.Index:
    """Return the index with text where `ids` are text, and with whole numbers, where it can be, if they are numbers."""
    if ids.dtype.kind not in "iu":
        return index.astype(str)
    if pd.api.types.is_numeric_dtype(index):
        return index
    return pd.Index([int(text) if str(text).isdecimal() else text for text in index], name=index.name)
