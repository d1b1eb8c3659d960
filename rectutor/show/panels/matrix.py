"""Matrices: a colour for each cell, in one or several grids over the same rows and columns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np

from rectutor.show.geometry import clustered
from rectutor.show.panels.panel import Field, Panel, called, size_of


@dataclass
class Grid:
    """One grid of a `Matrix`.

    Parameters
    ----------
    value : field, shape (rows, columns), flat or not
        NaN where there is none: a dot. Over the steps (`columns="step"`), of shape (rows,) in each frame: its column.
    name : str
        What the line below and the table call the value.
    label : str
        What is written over it; where there is no room, `name`.
    symbol : str
        A symbol in front of that, such as "R̂".
    hollow : field, shape as `value`
        Values of another kind for cells that have none: drawn as hollow cells.
    hollow_label, hollow_note : str
        What the colour key calls those, and what the line below adds for them.
    under : field, shape as `value`
        A second, smaller number under the first, where cells show numbers.
    under_name : str
        What the line below and the table call that.
    missing : str
        What the line below says of a cell without a value; when not given, as in the colour key.
    digits : int
        Decimals of a value.
    """

    value: Field
    name: str = ""
    label: str = ""
    symbol: str = ""
    hollow: Field = None
    hollow_label: str = ""
    hollow_note: str = ""
    under: Field = None
    under_name: str = ""
    missing: str = ""
    digits: int | None = None

    def __post_init__(self):
        self.name = self.name or called(self.value)
        self.under_name = self.under_name or called(self.under)


@dataclass(kw_only=True)
class Matrix(Panel):
    """Grids of coloured cells, side by side, or below each other where the page is narrow.

    A value at `middle` has hardly a colour; those above are blue, those below orange. On a phone there is room for some
    20 columns.

    Parameters
    ----------
    grids : field, Grid, or a list of them
        What is drawn.
    rows : field of str, shape (rows,)
        What each row is about; these names light up in all panels.
    columns : field of str, shape (columns,)
        The same of the columns; "step" makes one column of each step, those after the playhead empty.
    row_titles : field of str, shape (rows,)
        What the rows are called in full, where `rows` are short.
    row_label, column_label : str
        What a row is, and a column: "film".
    scale : (float, float)
        The ends of the colours, each as strong as the other. When not given, colours are as strong as the distance from
        the middle, and hold over all steps.
    middle : float
        The value without colour: 0, the middle of a rating scale, or the low end of a scale with one colour only.
    log : bool
        Whether the colours are logarithmic; then `middle` is the least value.
    unit : str
        Of the values: "stars".
    numbers : bool
        Whether cells show their values, where there is room.
    missing : str
        What the colour key says a dot is: "no film speaks for itself".
    cell : str
        How the line below begins, "{row}" and "{column}" in it.
    ring_row, ring_column : field of str
        Names of rows or columns with a ring; both together ring cells.
    cluster : bool
        Whether rows and columns are ordered so that alike ones stand together. The values have to be given.
    empty : field of str
        A text in place of the grids where there are no rows.

    Raises
    ------
    ValueError
        With a sentence: a grid has another number of values than cells, or frames are to be clustered.

    Examples
    --------
    >>> weights = [[np.nan, 0.1, 0.4], [0.1, np.nan, 0.2], [0.4, 0.2, np.nan]]
    >>> panel = Matrix(Grid(weights, "weight"), rows=["Alien", "Ghost", "Aliens"], columns=["Alien", "Ghost", "Aliens"],
    ...                cluster=True)
    >>> panel.rows, panel.spec()["grids"][0]["value"]
    (['Ghost', 'Aliens', 'Alien'], [None, 0.2, 0.1, 0.2, None, 0.4, 0.1, 0.4, None])
    """

    kind: ClassVar[str] = "matrix"

    grids: list[Grid] = field(kw_only=False)
    rows: Field
    columns: Field
    row_titles: Field = None
    row_label: str = "row"
    column_label: str = "column"
    scale: tuple[float, float] | None = None
    middle: float = 0.0
    log: bool = False
    unit: str = ""
    numbers: bool = False
    missing: str = ""
    cell: str = "{row}, {column}"
    ring_row: Field = None
    ring_column: Field = None
    cluster: bool = False
    empty: Field = None

    def __post_init__(self):
        listed = [self.grids] if isinstance(self.grids, str | Grid | np.ndarray) else self.grids
        self.grids = [grid if isinstance(grid, Grid) else Grid(grid) for grid in listed]
        self.title = self.title or self.grids[0].label or self.grids[0].name
        if self.cluster:
            self._order()
            self.cluster = False
        for grid in self.grids:
            for name in ("value", "hollow", "under"):
                setattr(grid, name, self._flat(getattr(grid, name)))

    def _flat(self, value: Field) -> Field:
        """Return given values row by row."""
        if value is None or isinstance(value, str):
            return value
        value = np.asarray(value, float).ravel()
        if not isinstance(self.rows, str) and not isinstance(self.columns, str):
            rows, columns = len(self.rows), len(self.columns)
            if value.size != rows * columns:
                raise ValueError(
                    f"{rows} rows and {columns} columns are {rows * columns} cells, but there are {value.size} values"
                )
        return value

    def check(self, frame):
        """Say with a ValueError that a grid has another number of values than cells."""
        rows, columns = size_of(self.rows, frame), size_of(self.columns, frame)  # none where columns are steps
        for grid in self.grids:
            n = size_of(grid.value, frame)
            if rows and columns and n and n != rows * columns:
                raise ValueError(f"{grid.name!r} has {n} values for {rows} × {columns} cells")

    def _order(self) -> None:
        """Order given values, and the names with them, by the values of the first grid."""
        if any(isinstance(given, str) for given in (self.rows, self.columns, self.grids[0].value)):
            raise ValueError(
                "cluster orders values that are given, not those that come with the frames; "
                "order these in Python, with rectutor.show.geometry.clustered"
            )
        shape = len(self.rows), len(self.columns)
        table = self._flat(self.grids[0].value).reshape(shape)
        by_row = clustered(table, square := list(self.rows) == list(self.columns))
        by_column = by_row if square else clustered(table.T)
        self.rows, self.columns = [self.rows[i] for i in by_row], [self.columns[i] for i in by_column]
        if isinstance(self.row_titles, list | tuple | np.ndarray):
            self.row_titles = [self.row_titles[i] for i in by_row]
        for grid in self.grids:
            for name in ("value", "hollow", "under"):
                value = self._flat(getattr(grid, name))
                if isinstance(value, np.ndarray):
                    setattr(grid, name, value.reshape(shape)[by_row][:, by_column])
