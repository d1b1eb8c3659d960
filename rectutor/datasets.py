"""Ratings to learn from: those that come with rectutor, and a reader for your own CSV. Nothing is ever downloaded."""

from __future__ import annotations

import difflib
import hashlib
import io
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from rectutor.ratings import Ratings

HERE = Path(__file__).parent
HOMES = (HERE / "_datasets", HERE.parent / "datasets")  # in an installed package; in a checkout
SUMS = "SHA256SUMS"


@dataclass(frozen=True, eq=False, repr=False)
class Dataset:
    """Ratings, and what is known about the items.

    Attributes
    ----------
    name : str
    ratings : Ratings
        In the file's order of lines; its `catalog` is `items`.
    items : DataFrame by item id
        title, year (Int64, missing where unknown), genres (separated by |), and whatever else the file has.
    """

    name: str
    ratings: Ratings
    items: pd.DataFrame

    def __repr__(self) -> str:
        return f"{self.name}: {self.ratings!r}"


def load(name: str) -> Dataset:
    """Return one of the data sets that come with rectutor, after comparing its files with their SHA-256 checksums.

    Parameters
    ----------
    name : {"toy", "movielens-small"}
        39 invented ratings by 6 people of 8 films; or 100,004 real ones by 671 people of 9,066 films (see the README
        in its folder for the licence).

    Raises
    ------
    ValueError, FileNotFoundError
        With a sentence: the name is unknown, a file is damaged; a file is missing.

    Examples
    --------
    >>> load("toy")
    toy: 39 ratings by 6 users of 8 items, from 0.5 to 5
    >>> load("movielens-small").items.title[318]
    'Shawshank Redemption, The'
    """
    folder = _folder(name)
    sums = _checksums(folder)
    ratings, movies = (io.BytesIO(_verified(folder / file, sums)) for file in ("ratings.csv", "movies.csv"))
    return _dataset(name, ratings, movies, user="userId", item="movieId", rating="rating", timestamp="timestamp")


def load_csv(
    ratings: str | Path,
    items: str | Path | None = None,
    user: str = "userId",
    item: str = "movieId",
    rating: str = "rating",
    timestamp: str | None = None,
    scale: tuple[float, float] = (0.5, 5.0),
    duplicates: str | None = None,
    **options,
) -> Dataset:
    """Read your own ratings, and what is known about the items, from CSV files.

    Parameters
    ----------
    ratings : path
        One rating a line, under a line with the columns' names.
    items : path, optional
        One item a line: a column named as `item`, then title and, if you like, year, genres and more. Where there is no
        column year, the year is taken from the end of the title, "Toy Story (1995)".
    user, item, rating, timestamp, scale, duplicates
        As for `Ratings.from_frame`.
    **options
        Go to `pandas.read_csv`, for instance `sep=";", decimal=","`.

    Raises
    ------
    ValueError, FileNotFoundError
        With a sentence that names the file, the line and the column.
    """
    for path in filter(None, (ratings, items)):
        if not Path(path).is_file():
            raise FileNotFoundError(f"there is no file {path}")
    columns = {"user": user, "item": item, "rating": rating, "timestamp": timestamp}
    return _dataset(Path(ratings).stem, ratings, items, **columns, scale=scale, duplicates=duplicates, **options)


def _dataset(name, ratings, items, user, item, rating, timestamp, scale=(0.5, 5.0), duplicates=None, **options):
    try:
        table = _table(ratings, options)
        catalog = None if items is None else _catalog(_table(items, options), item)
        read = Ratings.from_frame(table, user, item, rating, timestamp, scale, duplicates, catalog)
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from None
    if catalog is None:
        catalog = pd.DataFrame(index=pd.Index(read.item_ids, name=item))
    elif not pd.Index(read.item_ids).isin(catalog.index).any():
        examples = f"{read.item_ids[0]!r} there and {catalog.index[0]!r} here"
        raise ValueError(f"{name}: none of the rated items is in the file of items; ids look like {examples}")
    return Dataset(name, read, catalog)


def _table(file, options: dict) -> pd.DataFrame:
    """Read a CSV file as it stands (a film may be called "None" or "NA"), its lines numbered as an editor does."""
    exact = {"keep_default_na": False, "na_values": [""], "skip_blank_lines": False}
    try:
        table = pd.read_csv(file, **{**exact, **options})
    except pd.errors.EmptyDataError:
        raise ValueError("the file is empty") from None
    except UnicodeDecodeError as error:
        raise ValueError(f"the file is not in UTF-8 ({error}); save it so, or pass encoding='latin-1'") from None
    except pd.errors.ParserError as error:
        raise ValueError(f"the lines have unequal numbers of cells: {str(error).strip()}") from None
    if len(table.columns) == 1 and ";" in str(table.columns[0]):
        raise ValueError("the cells are separated by semicolons; pass sep=';'")
    table.index = pd.RangeIndex(2, 2 + len(table), name="line")
    return table.dropna(how="all")


def _catalog(table: pd.DataFrame, item: str) -> pd.DataFrame:
    for name in (item, "title"):
        if name not in table:
            raise ValueError(f"the file of items has no column {name!r}; it has {', '.join(map(str, table.columns))}")
    again = table[item].duplicated()
    if again.any() or table[item].isna().any():
        line = table.index[again | table[item].isna()][0]
        raise ValueError(f"the file of items: in line {line}, the id {table.at[line, item]!r} is missing or repeated")
    catalog = table.set_index(item)
    catalog["title"] = catalog["title"].str.strip()
    if "year" not in catalog:
        parts = catalog["title"].str.extract(r"^(.*?)\s*\((\d{4})\)$")
        dated = parts[1].notna()
        catalog["title"] = parts[0].where(dated, catalog["title"])
        catalog.insert(catalog.columns.get_loc("title") + 1, "year", pd.to_numeric(parts[1]).astype("Int64"))
    return catalog


def _folder(name: str) -> Path:
    found = {sums.parent.name: sums.parent for home in HOMES for sums in sorted(home.glob(f"*/{SUMS}"))}
    if not found:
        raise FileNotFoundError(f"there are no data sets in {' or '.join(map(str, HOMES))}; install rectutor anew")
    if name not in found:
        near = difflib.get_close_matches(str(name), found, n=1, cutoff=0.4)
        there = f"there are {' and '.join(map(repr, found))}; your own are read by load_csv"
        hint = f"did you mean {near[0]!r}?" if near else there
        raise ValueError(f"there is no data set {name!r}; {hint}")
    return found[name]


def _checksums(folder: Path) -> dict[str, str]:
    lines = (folder / SUMS).read_text(encoding="utf-8", errors="replace").split("\n")
    return {name: digest for digest, _, name in (line.strip().partition("  ") for line in lines)}


def _verified(path: Path, sums: dict[str, str]) -> bytes:
    """Return the file's bytes, having made sure that they are the right ones."""
    if not path.is_file():
        raise FileNotFoundError(f"{path} is missing; get it back with git restore, or install rectutor anew")
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    if digest != sums.get(path.name):
        raise ValueError(
            f"{path} was changed or is damaged: its SHA-256 is {digest[:12]}…, but {SUMS} says "
            f"{sums.get(path.name, 'nothing')[:12]}…; get it back with git restore, or install rectutor anew"
        )
    return content
