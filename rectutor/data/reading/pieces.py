"""A table put together from pieces, in little memory: text as categories, each different one kept once."""

from __future__ import annotations

import numpy as np
import pandas as pd

from rectutor.data.reading import values

LINE = "line"  # the name of an index of lines' numbers in a file, from which `rectutor.data.entry` quotes examples


class Gathered:
    """The columns of a table, gathered from its pieces one after the other.

    Parameters
    ----------
    columns : list
        The names of the columns to keep.
    times : str, optional
        The one of them that holds times, if any: if they are text, they become seconds, since few of them are alike.
    """

    def __init__(self, columns: list, times=None):
        self.times = times
        self.parts = {name: [] for name in columns}
        self.codes = {name: {} for name in columns}  # of each text
        self.lines = []

    def add(self, piece: pd.DataFrame) -> None:
        """Take what is wanted of the next piece."""
        self.lines.append(piece.index)
        for name, parts in self.parts.items():
            column = piece[name]
            if isinstance(column.dtype, pd.CategoricalDtype):
                column = column.astype(column.cat.categories.dtype)
            if not pd.api.types.is_string_dtype(column):
                parts.append(column.copy())  # else it keeps the piece's other columns
            elif name == self.times:
                parts.append(values.times_in(piece, name)[0])
            else:
                parts.append(self._coded(column, self.codes[name]))

    def mixed(self) -> set:
        """Return the columns that are text in some pieces and something else in others."""
        return {name for name, parts in self.parts.items() if len({isinstance(part, np.ndarray) for part in parts}) > 1}

    def table(self) -> pd.DataFrame:
        """Return the table, once: the pieces are given up, so that only one column at a time is there twice."""
        table = {name: self._joined(name, self.parts.pop(name)) for name in list(self.parts)}
        index = self.lines[0].append(self.lines[1:])
        return pd.DataFrame(table, index=index if index.name == LINE else None, copy=False)

    def _coded(self, texts: pd.Series, code_of: dict) -> np.ndarray:
        codes, different = pd.factorize(texts)
        known = np.array([code_of.setdefault(text, len(code_of)) for text in different] + [-1], dtype=np.int32)
        return known[codes]  # -1, a missing text, is the last of `known`

    def _joined(self, name, parts: list):
        if parts and isinstance(parts[0], np.ndarray):
            return pd.Categorical.from_codes(np.concatenate(parts), pd.Index(list(self.codes.pop(name)), dtype=object))
        return pd.concat(parts, ignore_index=True).array
