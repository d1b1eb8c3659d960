"""What has no kind of its own: drawn by a function of the page's module, which has to be there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

from rectutor.show.panels.panel import Panel, as_json


@dataclass(kw_only=True)
class Custom(Panel):
    """A picture that a script of its own draws.

    Parameters
    ----------
    draws : str
        The script's name in `js/src/panels/custom.js`.
    data : mapping
        What it gets besides the frames; what cannot be JSON is refused by the player.
    """

    kind: ClassVar[str] = "custom"

    draws: str = field(kw_only=False)
    data: dict[str, Any] = field(default_factory=dict, kw_only=False)

    def spec(self) -> dict:
        """Return the panel as JSON, the data beside its other parts."""
        own = super().spec()
        own.pop("data", None)
        return {**as_json(self.data), **own}
