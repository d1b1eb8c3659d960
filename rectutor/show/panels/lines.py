"""Lines: one number over another. Over the steps they grow with the playhead; within a frame they are drawn anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from rectutor.show.panels.panel import Field, Panel, called

ROLES = ("", "validation", "training", "reference", "other")


@dataclass
class Line:
    """One line of `Lines`.

    Parameters
    ----------
    y : field
        A single number in each frame gives a line over the steps; an array, a line within each frame.
    label : str
        What stands at its end; the field's name, when not given.
    role : {"", "validation", "training", "reference", "other"}
        What it is measured on, and so its colour; a reference is thin and dotted, others stand back behind one without
        a role.
    x : field
        Its own x, where it differs from that of the panel.
    band : (field, field)
        Lower and upper end of a band around it.
    dots : bool
        Whether each point is marked.
    bars : bool
        Over the steps: whether it is columns in place of a line; several stand on each other, the first below.
    """

    y: Field
    label: str = ""
    role: str = ""
    x: Field = None
    band: tuple[Field, Field] | None = None
    dots: bool = False
    bars: bool = False

    def __post_init__(self):
        self.label = self.label or called(self.y)
        if self.role not in ROLES:
            raise ValueError(f"a line's role is one of {', '.join(map(repr, ROLES))}, but it is {self.role!r}")


@dataclass(kw_only=True)
class Lines(Panel):
    """Lines over the steps, over seconds, or within a frame.

    Parameters
    ----------
    lines : field, Line, or a list of them
        What is drawn.
    x : field
        "step", or what is measured at each step, such as "seconds"; or, within a frame, an array.
    x_label : str
        What the x axis measures, with its unit.
    log : {"", "x", "y", "xy"}
        Which axes are logarithmic.
    rules : mapping of str to float
        Level lines to compare with, by name.
    low, high : float
        Values that the y axis is to hold in any case. It begins at `low`, where nothing is lower.
    ticks : sequence of (float, str)
        Where the x axis is labelled, and how, in place of round numbers.
    cursor : field
        An x where a line stands; what is written at the lines' ends are then the values there.
    shade : (field, field of str)
        Up to which x the area under the first line is shaded, and what is written into it.
    corner : field of str
        Short texts in the upper right corner, one below the other.
    told : field of str
        What stands at the playhead.
    beside : list of field
        More columns of the table of numbers.
    height : int
        In pixels, where the usual is too much.
    unit : str
        "%" writes shares as per cent.
    digits : int
        Decimals of a value.

    Examples
    --------
    >>> Lines([Line("loss", "training", role="training"), "gap"], x="seconds", log="x").spec()["lines"]
    [{'y': 'loss', 'label': 'training', 'role': 'training'}, {'y': 'gap', 'label': 'gap'}]
    """

    kind: ClassVar[str] = "lines"

    lines: list[Line] = field(kw_only=False)
    x: Field = "step"
    x_label: str = ""
    log: str = ""
    rules: dict[str, float] = field(default_factory=dict)
    low: float | None = None
    high: float | None = None
    unit: str = ""
    digits: int = 3
    ticks: Sequence[tuple[float, str]] = ()
    cursor: Field = None
    shade: tuple[Field, Field] | None = None
    corner: Field = None
    told: Field = None
    beside: list[Field] = field(default_factory=list)
    height: int | None = None

    def __post_init__(self):
        listed = self.lines if isinstance(self.lines, list | tuple) else [self.lines]
        self.lines = [line if isinstance(line, Line) else Line(line) for line in listed]
        self.title = self.title or self.lines[0].label
