"""Code: lines of a program that is being changed, and what it prints."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from rectutor.show.panels.panel import Field, Panel, called


@dataclass(kw_only=True)
class Code(Panel):
    """A program's lines, numbered as it stands now, between those that it has lost.

    Parameters
    ----------
    lines : field of str, shape (n,)
        The program, with what was struck out of it.
    state : field of str, shape (n,)
        What has become of each line: "" (or "kept"), "struck", "fault" (struck in this step), "repair" (new in it).
    by : field of str, shape (n,)
        What changed a line, several names separated by ";"; "" for none.
    of : field of str
        The names in their order: each stands at its lines as a chip with its number. Without it, with its name.
    prints : field of str, shape (m,)
        What the program printed, the last of it as it stands.
    when : field of str, shape (m,)
        What stands before each: "as published", "after repair 8".

    Examples
    --------
    >>> Code(["x = a + b", "x = cat([a, b])"], state=["fault", "repair"], by=["", "join"], title="The program").title
    'The program'
    """

    kind: ClassVar[str] = "code"

    lines: Field = field(kw_only=False)
    state: Field = ""
    by: Field = ""
    of: Field = ""
    prints: Field = ""
    when: Field = ""

    def __post_init__(self):
        self.title = self.title or called(self.lines)
