"""What `load` and `fetch` return."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from rectutor.data.ratings import Ratings


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
