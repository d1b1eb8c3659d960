"""Prose: a few words beside the pictures, other words at each step."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from rectutor.show.panels.panel import Field, Panel, called


@dataclass(kw_only=True)
class Prose(Panel):
    """Words, written as a sentence is: with ``**strong**`` ones, and ``[others](negative)`` in the colour of a role.

    Parameters
    ----------
    text : field of str, shape (n,)
        A paragraph each.
    of : field of str
        Names that light up where they are written strong.

    Examples
    --------
    >>> Prose("why", of="film").spec()
    {'kind': 'prose', 'title': 'why', 'text': 'why', 'of': 'film'}
    """

    kind: ClassVar[str] = "prose"

    text: Field = field(kw_only=False)
    of: Field = ""

    def __post_init__(self):
        self.title = self.title or called(self.text)
