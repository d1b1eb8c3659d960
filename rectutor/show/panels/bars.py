"""Bars: a number for each of several things, or a histogram."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from rectutor.show.panels.panel import Field, Panel, called, size_of


@dataclass(kw_only=True)
class Bars(Panel):
    """Bars from zero: to the right for each of many things, upwards for each of a few, or, with `edges`, a histogram.

    Parameters
    ----------
    value : field, shape (n,)
        How long the bars are. Where some are negative, all are signed and have the colour of their sign.
    of : field of str, shape (n,)
        What each bar is about.
    edges : array of float, shape (n + 1,)
        Makes it a histogram: the borders of the bins.
    upright : bool
        Makes them columns, each with its value over it.
    interval : (field, field)
        Lower and upper end of an interval, such as 95 %, drawn over each bar.
    dot : field, shape (n,)
        A second value, as a dot; of a column, as a line across.
    labels : (str, str)
        Of columns: what the value and the second value are called.
    beside : field, or a list of fields
        Numbers in columns of their own at the right.
    stack : list of fields
        More values, each on top of the last; `value` is then the first part.
    role : {"", "validation", "training", "rating"}
        What it is measured on, and so its colour; "rating": each has the colour of the rating that it is about.
    within : (float, float)
        Of a histogram: the bins between are dark, their share is written over them.
    within_label : str
        What follows that share: "within one star".
    tails : (float, str, str)
        Of a histogram: from how far out the shares at both sides are written, and what to write after them.
    ends : (str, str)
        Of a histogram: what is at the left and at the right end of the axis.
    x_label : str
        Of columns: what they are about.
    high : float
        Of columns: where the axis ends; what is higher is cut.
    height : int
        Of columns: in pixels, where the usual is too much.
    rules : mapping of str to float
        Lines across all bars to compare with, by name.
    log : bool
        Whether the axis is logarithmic.
    unit : str
        "%" writes shares as per cent.
    digits : int
        Decimals of a value; 0 for counts.

    Examples
    --------
    >>> Bars("likes", of="film", beside=["mean"], digits=0).title
    'likes'
    """

    kind: ClassVar[str] = "bars"

    value: Field = field(kw_only=False)
    of: Field = ""
    edges: Field = None
    upright: bool = False
    interval: tuple[Field, Field] | None = None
    dot: Field = None
    labels: tuple[str, str] | None = None
    beside: list[Field] = field(default_factory=list)
    stack: list[Field] = field(default_factory=list)
    role: str = ""
    within: tuple[float, float] | None = None
    within_label: str = ""
    tails: tuple[float, str, str] | None = None
    ends: tuple[str, str] | None = None
    x_label: str = ""
    high: float | None = None
    height: int | None = None
    rules: dict[str, float] = field(default_factory=dict)
    log: bool = False
    unit: str = ""
    digits: int | None = None

    def __post_init__(self):
        self.beside = self.beside if isinstance(self.beside, list | tuple) else [self.beside]
        self.title = self.title or called(self.value)

    def check(self, frame):
        """Say with a ValueError that a field has not as many values as there are bars."""
        bars = size_of(self.value, frame)
        for other in (self.of, *(self.interval or ()), self.dot, *self.beside, *self.stack):
            n = size_of(other, frame)
            if bars and n and n != bars:
                raise ValueError(f"{called(other) or 'a field'} has {n} values for the {bars} bars of {self.title!r}")
