"""Lines: one number over another. Over the steps they grow with the playhead; within a frame they are drawn anew."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from rectutor.show.panels.panel import Field, Panel, called


@dataclass
class Line:
    """One line of `Lines`.

    Parameters
    ----------
    y : field
        A single number in each frame gives a line over the steps; an array, a line within each frame.
    label : str
        What stands at its end; the field's name, when not given.
    role : {"", "validation", "training", "reference"}
        What it is measured on, and so its colour; a reference is thin and dotted.
    x : field
        Its own x, where it differs from that of the panel.
    band : (field, field)
        Lower and upper end of a band around it.
    dots : bool
        Whether each point is marked.
    """

    y: Field
    label: str = ""
    role: str = ""
    x: Field = None
    band: tuple[Field, Field] | None = None
    dots: bool = False

    def __post_init__(self):
        self.label = self.label or called(self.y)


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
        Values that the y axis is to hold in any case.
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

    def __post_init__(self):
        listed = self.lines if isinstance(self.lines, list | tuple) else [self.lines]
        self.lines = [line if isinstance(line, Line) else Line(line) for line in listed]
        self.title = self.title or self.lines[0].label
