"""Table: rows of numbers, some of them drawn in their cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from rectutor.show.panels.columns import Column, Text
from rectutor.show.panels.panel import Field, Panel


@dataclass(kw_only=True)
class Table(Panel):
    """A table, declared column by column.

    Parameters
    ----------
    columns : list of Column
        `Text`, `Number`, `Bar`, `Stair`, `Span`, `Interval`; all fields have one value a row.
    of : field of str, shape (rows,)
        What each row is about; when not given, the first column of words.
    numbered : bool
        Whether the rows are counted.
    most : int
        At most so many rows; where there are more, the last ones share one.
    rest : str
        What that row is called; "{}" is how many share it.
    quiet : field, shape (rows,)
        Where it is not 0, a row is drawn lighter and does not count: neither among the most, nor in sums.
    section : field of str, shape (rows,)
        A line of words above those rows that have one. A row without a name is that line alone.
    chosen : field of str
        The one row that is marked as chosen, by what it is about; when not given, the one that the reader keeps.
    foot : str, or mapping of str to mapping of str to field
        Rows below a line: what the row is called that holds the sums of those columns that add up; or, for each row,
        the one number that stands in it, by the field of the column.

    Raises
    ------
    ValueError
        No column has words to name the rows by, or columns that are given as values have unequal lengths.

    Examples
    --------
    >>> from rectutor.show.panels import Bar, Number
    >>> table = Table([Text("film"), Number("weight", digits=2, adds=True), Bar("weight", label="")], foot="sum")
    >>> table.spec()["columns"][1]
    {'kind': 'number', 'value': 'weight', 'label': 'weight', 'digits': 2, 'adds': True}
    """

    kind: ClassVar[str] = "table"

    columns: list[Column] = field(kw_only=False)
    of: Field = None
    numbered: bool = False
    most: int | None = None
    rest: str = "the other {}"
    quiet: Field = None
    section: Field = None
    chosen: Field = None
    foot: str | dict[str, dict[str, Field]] = ""

    def __post_init__(self):
        words = [column for column in self.columns if isinstance(column, Text)]
        if not words:
            raise ValueError('a Table names its rows by a column of words, as in Text("film"), but it has none')
        given = {len(column.value): column.label for column in self.columns if not isinstance(column.value, str)}
        if len(given) > 1:
            told = " and ".join(f"{label!r} has {n}" for n, label in given.items())
            raise ValueError(f"the columns of a Table have one value for each row, but {told}")
        self.of = words[0].value if self.of is None else self.of
        self.title = self.title or words[0].label
