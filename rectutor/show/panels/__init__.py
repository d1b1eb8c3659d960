"""What can be drawn, declared in Python: a small grammar of panels, each drawn by its kind in `js/src/panels/`."""

from rectutor.show.panels.bars import Bars
from rectutor.show.panels.code import Code
from rectutor.show.panels.columns import Bar, Interval, Number, Span, Stair, Text
from rectutor.show.panels.custom import Custom
from rectutor.show.panels.formula import Brackets, Formula, Term
from rectutor.show.panels.lines import Line, Lines
from rectutor.show.panels.matrix import Grid, Matrix
from rectutor.show.panels.panel import Panel
from rectutor.show.panels.points import Points
from rectutor.show.panels.prose import Prose
from rectutor.show.panels.table import Table

__all__ = [
    "Bar", "Bars", "Brackets", "Code", "Custom", "Formula", "Grid", "Interval", "Line", "Lines", "Matrix", "Number",
    "Panel", "Points", "Prose", "Span", "Stair", "Table", "Term", "Text",
]  # fmt: skip
