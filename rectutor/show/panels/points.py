"""Points: many marks in a plane, which move from step to step, or a scatter plot with labelled axes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np

from rectutor.show.panels.panel import Field, Panel, called


@dataclass(kw_only=True)
class Points(Panel):
    """Marks in one plane, or in several side by side that have the same axes, so that they can be compared.

    The axes hold over the whole run. Unless they are labelled, zero is in the middle and both have the same unit. A
    mark that is pointed at is told in a tooltip, or, where there are several planes, in a line below that takes the
    place of the note; its name lights up in other panels, too. A click keeps it and shows its way since step 0.

    Parameters
    ----------
    xy : field, shape (n, 2), or mapping of str to field
        Where the marks are; or, by what is written over each plane, where they are in it. The axes are then those of
        the first, and faint lines in the others lead from where a mark is in the first.
    of : field of str, shape (n,)
        What each mark is about, in few letters.
    titles : field of str, shape (n,)
        The same in full, where it differs.
    what : str
        What one of them is, such as "film".
    labels : int
        How many names are written at most, in one plane. They avoid each other.
    weight : field, shape (n,)
        The larger, the sooner a mark gets a label; so does what is far out.
    group : field of str, shape (n,)
        Gives each group a colour and a shape, and a key above, which filters.
    groups : mapping of str to (str, str)
        Colour and shape of some groups where they matter: a colour of the page, such as "positive", or one of CSS; and
        "circle", "triangle", "diamond" or "square".
    color : field, shape (n,)
        Colours the marks by a value instead, from one colour over a middle to another. With `group` too, one can switch
        between the two.
    scale : (float, float, float)
        The values of the lowest, the middle and the highest colour; when not given, the middle is 0 and the largest
        value of the run has a full colour.
    by : (str, str)
        What group and colour are called in the switch between them: "colour by length".
    size : field, shape (n,)
        Radii in pixels; with both `group` and `color`, only while marks are coloured by value.
    fact : str
        A line above, in which `{name:.0%}`, `{name:+.2f}` or `{name:.3f}` stands for a number in the frames, and
        `**words**` are large; with both `group` and `color`, only while marks are coloured by value.
    lines : mapping of str to field
        What else is told of a mark that is pointed at: texts, or numbers by name.
    nearest : int
        How many of the nearest marks are told, too.
    columns : mapping of str to field
        More columns of the table of numbers.
    digits : int
        Decimals of what is told, unless all of it are whole numbers.
    arrows : list of str
        Which marks get an arrow from the origin.
    x_label, y_label : str
        What the axes measure, with its unit; makes it a scatter plot.
    log : {"", "x", "y", "xy"}
        Which labelled axes are logarithmic.

    Examples
    --------
    >>> scatter = Points([[1, 0.5], [100, 0.9]], of=["Alien", "Heat"], x_label="ratings", y_label="error", log="x")
    >>> scatter.spec()["xy"]
    [1.0, 0.5, 100.0, 0.9]
    """

    kind: ClassVar[str] = "points"

    xy: Field | dict[str, Field] = field(kw_only=False)
    of: Field = None
    titles: Field = None
    what: str = "mark"
    labels: int = 0
    weight: Field = None
    group: Field = None
    groups: dict[str, tuple[str, str]] = field(default_factory=dict)
    color: Field = None
    scale: tuple[float, float, float] | None = None
    by: tuple[str, str] | None = None
    size: Field = None
    fact: str = ""
    lines: dict[str, Field] = field(default_factory=dict)
    nearest: int = 0
    columns: dict[str, Field] = field(default_factory=dict)
    digits: int = 2
    arrows: list[str] = field(default_factory=list)
    x_label: str = ""
    y_label: str = ""
    log: str = ""

    def __post_init__(self):
        planes = self.xy if isinstance(self.xy, dict) else {"": self.xy}
        planes = {name: _flat(xy) for name, xy in planes.items()}
        self._check(planes)
        self.title = self.title or called(next(iter(planes.values())))
        self.xy = planes if isinstance(self.xy, dict) else planes[""]

    def _check(self, planes: dict[str, Field]) -> None:
        labelled = self.x_label or self.y_label
        if len(planes) > 1 and labelled:
            raise ValueError("several planes have no labelled axes; leave x_label and y_label out, or draw one plane")
        if self.log and not labelled:
            raise ValueError("only labelled axes can be logarithmic; pass x_label or y_label, too")
        given = {name: getattr(self, name) for name in ("of", "titles", "weight", "group", "color", "size")}
        given |= {f"lines[{name!r}]": values for name, values in self.lines.items()}
        given |= {f"columns[{name!r}]": values for name, values in self.columns.items()}
        sizes = {f"xy {name}".strip(): len(xy) // 2 for name, xy in planes.items() if not isinstance(xy, str)}
        sizes |= {name: len(one) for name, one in given.items() if one is not None and not isinstance(one, str)}
        if len(set(sizes.values())) > 1:
            told = ", ".join(f"{name} {size}" for name, size in sizes.items())
            raise ValueError(f"Points need one value for each mark, but their lengths differ: {told}")


def _flat(xy: Field) -> Field:
    """Return the values of a field row by row, as they also arrive in the frames."""
    if isinstance(xy, str):
        return xy
    values = np.asarray(xy, dtype=float)
    if values.ndim != 2 or values.shape[1] != 2:
        raise ValueError(f"Points are drawn from pairs, shape (n, 2), not from shape {values.shape}")
    return values.ravel()
