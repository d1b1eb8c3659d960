"""What can be drawn, declared in Python: a small grammar of panels, each drawn by its kind in `js/src/panels/`."""

from rectutor.show.panels.bars import Bars
from rectutor.show.panels.custom import Custom
from rectutor.show.panels.lines import Line, Lines
from rectutor.show.panels.matrix import Grid, Matrix
from rectutor.show.panels.panel import Panel

__all__ = ["Bars", "Custom", "Grid", "Line", "Lines", "Matrix", "Panel"]
