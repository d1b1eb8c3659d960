"""The columns of a `Table`: one class for each way to write a value into a cell, or to draw it."""

from __future__ import annotations

from dataclasses import dataclass, field

from rectutor.show.panels.panel import Field, called


@dataclass(kw_only=True)
class Column:
    """What all columns have in common.

    Parameters
    ----------
    value : field, shape (rows,)
        What stands in the cells. NaN, or an empty text, is a blank cell: not reached yet.
    label : str
        What stands above; when not given, what the field is called.
    group : str
        What stands above this column and those beside it that say the same.
    wide : bool
        Left out where there is little room, as on a phone.
    """

    kind: str = field(default="", init=False)
    value: Field = field(kw_only=False)
    label: str | None = None
    group: str = ""
    wide: bool = False

    def __post_init__(self):
        self.kind = type(self).__name__.lower()
        self.label = called(self.value) if self.label is None else self.label


@dataclass(kw_only=True)
class Text(Column):
    """Words. The first such column of a table names its rows.

    Parameters
    ----------
    mark : field of str
        Genre groups, each drawn before the words as its mark.
    below : field of str
        In small letters below.
    """

    mark: Field = None
    below: Field = None


@dataclass(kw_only=True)
class Number(Column):
    """Numbers.

    Parameters
    ----------
    digits : int
        Decimals; when not given, as many as a number has.
    unit : str
        "%" writes shares as per cent.
    signed : bool
        + and − are always written.
    colored : bool
        Signed, and in the colour of the sign.
    strong : bool or field
        Bold: all, or those where the field is not 0; the others are then faint.
    before : str
        An operator before each number, such as "×".
    earlier : field
        An earlier value, written before it: "3.05 → 2.44", in the colour of the change.
    zero : str
        What is written for 0, such as "·".
    adds : bool
        Whether the numbers can be added up: what the rows that share one hold together, and what stands in the foot.
    """

    digits: int | None = None
    unit: str = ""
    signed: bool = False
    colored: bool = False
    strong: Field = False
    before: str = ""
    earlier: Field = None
    zero: str = ""
    adds: bool = False


@dataclass(kw_only=True)
class Bar(Column):
    """Bars from zero.

    Parameters
    ----------
    colored : bool
        In the colours of their signs, and the numbers signed.
    digits : int
        Decimals of the number beside each; when not given, there is none.
    unit : str
        "%" writes shares as per cent.
    earlier : field
        A second value, as a thin line.
    adds : bool
        As in `Number`.
    """

    colored: bool = False
    digits: int | None = None
    unit: str = ""
    earlier: Field = None
    adds: bool = False


@dataclass(kw_only=True)
class Stair(Column):
    """Bars that add up: each starts where the last one ended. The digits written add up to the total that is written.

    Parameters
    ----------
    start : (str, field)
        A row of its own before the others: what it is called, and the one number from which the stairs start. While
        that is NaN there are no stairs. When not given, they start from zero.
    total : str
        What the row is called in which they end; when not given, there is none.
    digits : int
        Decimals of the numbers; when not given, none are written.
    """

    start: tuple[str, Field] | None = None
    total: str = ""
    digits: int | None = None


@dataclass(kw_only=True)
class Span(Column):
    """From a ring to a disc, on an axis that all rows share: `value` before, `to` after.

    Parameters
    ----------
    to : field, shape (rows,)
        Where the discs are; a row where it is NaN has a ring only.
    real : field
        A third value, as a diamond.
    ends : (str, str)
        What ring and disc are called, above the axis.
    log : bool
        Whether the axis is logarithmic.
    digits : int
        Decimals of "before → after" beside each; when not given, they are not written.
    unit : str
        "%" writes shares as per cent.
    """

    to: Field = field(kw_only=False)
    real: Field = None
    ends: tuple[str, str] | None = None
    log: bool = False
    digits: int | None = None
    unit: str = ""


@dataclass(kw_only=True)
class Interval(Column):
    """A dot and the interval around it, on an axis that all rows share.

    Parameters
    ----------
    low, high : field, shape (rows,)
        The interval's ends.
    log : bool
        Whether the axis is logarithmic.
    digits : int
        Decimals of the value beside each; when not given, it is not written.
    unit : str
        "%" writes shares as per cent.
    """

    low: Field = field(kw_only=False)
    high: Field = field(kw_only=False)
    log: bool = False
    digits: int | None = None
    unit: str = ""
