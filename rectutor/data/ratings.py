"""Who rated what, how much, and when: one table with two levels of naming.

*Ids* are what people see (user 138, film 318); *rows* are 0, 1, 2, … and index the factor matrices.
Ids go in and out of the public functions; rows are for the loops.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import pandas as pd


@dataclass(frozen=True, eq=False, repr=False)
class Ratings:
    """An immutable table of ratings.

    Build one with `Ratings.from_frame`, which checks what it is given, or get one from `rectutor.load`.

    Attributes
    ----------
    users, items : ndarray of int32, shape (n,)
        The *rows* of the user and of the item of each rating.
    values : ndarray of float32, shape (n,)
        The ratings, in stars.
    timestamps : ndarray of int64, shape (n,), or None
        Seconds since 1970, where known.
    user_ids, item_ids : ndarray, shapes (n_users,) and (n_items,)
        The *ids*: `user_ids[row]` is the id that people see. A split keeps them all, so that a row means the same
        user in train and in test.
    scale : (float, float)
        The lowest and the highest rating that can be given.
    catalog : DataFrame or None
        What is known about the items, by item id (title, year, genres).
    """

    users: np.ndarray
    items: np.ndarray
    values: np.ndarray
    timestamps: np.ndarray | None
    user_ids: np.ndarray
    item_ids: np.ndarray
    scale: tuple[float, float]
    catalog: pd.DataFrame | None = field(default=None)

    def __post_init__(self):
        self._refuse_rows_that_are_none()
        for name in ("users", "items", "values", "timestamps", "user_ids", "item_ids"):
            array = getattr(self, name)
            if array is not None and array.flags.writeable:  # else as it is: the parts of a split share their ids
                view = array.view()
                view.flags.writeable = False
                object.__setattr__(self, name, view)

    def _refuse_rows_that_are_none(self) -> None:
        """Refuse what compiled loops, which do not look, would follow beyond the end of an array."""
        columns = {"users": self.users, "items": self.items, "values": self.values, "timestamps": self.timestamps}
        shapes = {name: column.shape for name, column in columns.items() if column is not None}
        if set(shapes.values()) != {(len(self.values),)}:
            raise ValueError(f"the columns must hold one entry a rating each, but their shapes are {shapes}")
        for name, n in {"users": self.n_users, "items": self.n_items}.items():
            rows = columns[name]
            if rows.dtype.kind not in "iu":
                raise ValueError(f"{name} must be rows, whole numbers, but they are of type {rows.dtype}")
            if len(rows) and not 0 <= rows.min() <= rows.max() < n:
                raise ValueError(f"{name} must be rows from 0 to {n - 1}, but go from {rows.min()} to {rows.max()}")

    @classmethod
    def from_frame(
        cls,
        frame: pd.DataFrame,
        user: str = "user",
        item: str = "item",
        rating: str = "rating",
        timestamp: str | None = None,
        scale: tuple[float, float] = (0.5, 5.0),
        duplicates: str | None = None,
        catalog: pd.DataFrame | None = None,
    ) -> Ratings:
        """Turn a DataFrame into `Ratings`, refusing what cannot be right.

        Parameters
        ----------
        frame : DataFrame
            One rating a line.
        user, item, rating, timestamp : str
            The names of its columns.
        scale : (float, float)
            The lowest and the highest rating that can be given.
        duplicates : {None, "last", "mean"}
            What to do where a user rated an item more than once: refuse (None), keep the latest (by timestamp where
            there is one, else by line), or take the mean.
        catalog : DataFrame, optional
            What is known about the items, by item id.

        Raises
        ------
        ValueError
            One sentence that names the column, how many lines are affected, and an example.

        Examples
        --------
        >>> frame = pd.DataFrame({"user": [7, 7, 9], "item": ["a", "b", "a"], "rating": [4, 2.5, 5]})
        >>> Ratings.from_frame(frame)
        3 ratings by 2 users of 2 items, from 0.5 to 5
        """
        from rectutor.data import entry  # the checks are longer than the table

        columns = entry.checked(frame, user, item, rating, timestamp, scale, duplicates)
        return cls(**columns, scale=(float(scale[0]), float(scale[1])), catalog=catalog)

    def __len__(self) -> int:
        return len(self.values)

    def __repr__(self) -> str:
        low, high = self.scale
        return f"{len(self):,} ratings by {self.n_users:,} users of {self.n_items:,} items, from {low:g} to {high:g}"

    @property
    def n_users(self) -> int:
        """Number of users, those without a rating in this part included."""
        return len(self.user_ids)

    @property
    def n_items(self) -> int:
        """Number of items, those without a rating in this part included."""
        return len(self.item_ids)

    @cached_property
    def mean(self) -> float:
        """The mean rating, in stars: the μ of the formulas."""
        return float(self.values.mean(dtype=np.float64))

    @cached_property
    def item_counts(self) -> np.ndarray:
        """How many ratings each item has here; shape (n_items,)."""
        return np.bincount(self.items, minlength=self.n_items)

    @cached_property
    def user_counts(self) -> np.ndarray:
        """How many ratings each user gave here; shape (n_users,)."""
        return np.bincount(self.users, minlength=self.n_users)

    def take(self, lines: np.ndarray) -> Ratings:
        """Return the ratings at `lines` (positions or a boolean mask); all ids stay, so rows mean the same."""
        stamps = None if self.timestamps is None else self.timestamps[lines]
        return replace(
            self, users=self.users[lines], items=self.items[lines], values=self.values[lines], timestamps=stamps
        )

    def user_rows(self, ids) -> np.ndarray:
        """Return the rows of these user ids; −1 for an id that is not here."""
        return _rows(self._user_index, ids, "user")

    def item_rows(self, ids) -> np.ndarray:
        """Return the rows of these item ids; −1 for an id that is not here."""
        return _rows(self._item_index, ids, "item")

    def rows_of(self, other: Ratings) -> tuple[np.ndarray, np.ndarray]:
        """Return the rows here of the users and the items of each of `other` ratings; −1 for who or what is not here.

        A row of another split may mean another film; where both share their ids, as splits do, nothing is looked up.
        """
        if self.user_ids is other.user_ids and self.item_ids is other.item_ids:
            return other.users, other.items
        return self.user_rows(other.user_ids)[other.users], self.item_rows(other.item_ids)[other.items]

    def user_row(self, id) -> int:
        """Return the row of one user id, or raise KeyError with a sentence."""
        return _known_row(self._user_index, id, "user")

    def item_row(self, id) -> int:
        """Return the row of one item id, or raise KeyError with a sentence."""
        return _known_row(self._item_index, id, "item")

    def titles(self, item_ids) -> list[str]:
        """Return the titles of some items, or of one, as a list; ids as text where the catalogue has none."""
        ids = [item_ids] if np.ndim(item_ids) == 0 else list(item_ids)
        if self.catalog is None or "title" not in self.catalog:
            return [str(i) for i in ids]
        titles = self.catalog["title"].reindex(ids)
        return [str(i) if pd.isna(t) else str(t) for i, t in zip(ids, titles, strict=True)]

    def to_frame(self) -> pd.DataFrame:
        """Return the ratings as a DataFrame by ids: user, item, rating and, where known, timestamp."""
        columns = {"user": self.user_ids[self.users], "item": self.item_ids[self.items], "rating": self.values}
        if self.timestamps is not None:
            columns["timestamp"] = self.timestamps
        return pd.DataFrame(columns)

    def to_matrix(self) -> pd.DataFrame:
        """Return the table with a line a user and a column an item, NaN where nobody rated. For small data only."""
        cells = self.n_users * self.n_items
        if cells > 10_000_000:
            raise ValueError(f"a full matrix would have {cells:,} cells, nearly all of them empty; take a part first")
        matrix = np.full((self.n_users, self.n_items), np.nan, dtype=np.float32)
        matrix[self.users, self.items] = self.values
        return pd.DataFrame(matrix, index=self.user_ids, columns=self.titles(self.item_ids))

    @cached_property
    def _user_index(self) -> pd.Index:
        return pd.Index(self.user_ids)

    @cached_property
    def _item_index(self) -> pd.Index:
        return pd.Index(self.item_ids)


def _rows(index: pd.Index, ids, what: str) -> np.ndarray:
    wanted = pd.Index(np.atleast_1d(np.asarray(ids)))
    if len(wanted) and wanted.inferred_type != index.inferred_type and not _both_numbers(wanted, index):
        id = wanted[:1].tolist()[0]
        raise TypeError(
            f"{what} ids here are {_kind(index)} such as {_examples(index[:1])}, "
            f"but {id!r} is of type {type(id).__name__}"
        )
    return index.get_indexer(wanted)


def _known_row(index: pd.Index, id, what: str) -> int:
    row = int(_rows(index, id, what)[0])
    if row < 0:
        raise KeyError(f"{what} {id!r} is not among the {len(index):,} {what}s; ids look like {_examples(index)}")
    return row


def _both_numbers(a: pd.Index, b: pd.Index) -> bool:
    return pd.api.types.is_numeric_dtype(a) and pd.api.types.is_numeric_dtype(b)


def _kind(index: pd.Index) -> str:
    return "numbers" if pd.api.types.is_numeric_dtype(index) else "text"


def _examples(index: pd.Index) -> str:
    return ", ".join(repr(id) for id in index[:3].tolist())
