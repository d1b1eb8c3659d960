"""Ratings to learn from: those that come with rectutor, and those that `rectutor.fetch` has downloaded."""

from __future__ import annotations

import difflib
import hashlib
import io
from pathlib import Path

import pandas as pd

from rectutor.data import fetching
from rectutor.data.dataset import Dataset
from rectutor.data.ratings import Ratings

HERE = Path(__file__).parents[1]  # the package
HOMES = (HERE / "_datasets", HERE.parent / "datasets")  # in an installed package; in a checkout
SUMS = "SHA256SUMS"


def load(name: str) -> Dataset:
    """Return a data set that is there already, after comparing its files with their checksums; nothing is downloaded.

    Parameters
    ----------
    name : {"toy", "movielens-small"}, or the name of a MovieLens set that `fetch` downloaded before
        39 invented ratings by 6 people of 8 films; or 100,004 real ones by 671 people of 9,066 films (see the README
        in its folder for the licence). Both come with rectutor.

    Raises
    ------
    ValueError, FileNotFoundError
        With a sentence: the name is unknown, a file is damaged; a file is missing, or was not fetched yet.

    Examples
    --------
    >>> load("toy")
    toy: 39 ratings by 6 users of 8 items, from 0.5 to 5
    >>> load("movielens-small").items.title[318]
    'Shawshank Redemption, The'
    """
    if name in fetching.SOURCES:
        return fetching.fetched(name)
    folder = _folder(name, tuple(fetching.SOURCES))
    sums = _checksums(folder)
    ratings, movies = (io.BytesIO(_verified(folder / file, sums)) for file in ("ratings.csv", "movies.csv"))
    return _dataset(name, ratings, movies)


def _dataset(name: str, ratings: io.BytesIO, movies: io.BytesIO) -> Dataset:
    from rectutor.data.reading.catalogs import from_table  # not needed by those who only import rectutor

    films = pd.read_csv(movies, keep_default_na=False, na_values=[""])  # a film may be called "None" or "NA"
    items = from_table(films, "movieId")
    columns = {"user": "userId", "item": "movieId", "rating": "rating", "timestamp": "timestamp"}
    return Dataset(name, Ratings.from_frame(pd.read_csv(ratings), **columns, catalog=items), items)


def _folder(name: str, fetchable: tuple[str, ...]) -> Path:
    found = {sums.parent.name: sums.parent for home in HOMES for sums in sorted(home.glob(f"*/{SUMS}"))}
    if not found:
        raise FileNotFoundError(f"there are no data sets in {' or '.join(map(str, HOMES))}; install rectutor anew")
    if name not in found:
        near = difflib.get_close_matches(str(name), [*found, *fetchable], n=1, cutoff=0.4)
        there = f"there are {' and '.join(map(repr, found))}; your own are read by read_ratings"
        hint = f"did you mean {near[0]!r}?" if near else f"{there}; fetch downloads {', '.join(fetchable)}"
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
