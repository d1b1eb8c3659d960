"""What can be drawn, declared in Python: a small grammar of panels, each drawn by its kind in `js/src/panels/`."""

from rectutor.show.panels.bars import Bars
from rectutor.show.panels.custom import Custom
from rectutor.show.panels.lines import Line, Lines
from rectutor.show.panels.panel import Panel
from rectutor.show.panels.points import Points

__all__ = ["Bars", "Custom", "Line", "Lines", "Panel", "Points"]
