"""What `clean` found, as a table to be read."""

from __future__ import annotations

import html
from dataclasses import dataclass

import pandas as pd

REMOVED = "removed"
LEFT = "left as they are"


@dataclass(frozen=True)
class Finding:
    """One kind of dirt.

    Attributes
    ----------
    kind : str
        What was looked for, beginning with what is counted: "ratings without a user".
    count : int
    example : str
        The first or the worst of them, in words; empty where there is none.
    done : str
        What was done about them.
    """

    kind: str
    count: int
    example: str = ""
    done: str = LEFT


@dataclass(frozen=True, repr=False)
class Report:
    """What was found in a table of ratings, and what was done about it.

    Attributes
    ----------
    findings : list of Finding
        Every kind that was looked for, those that do not occur included.
    lines, left : int
        How many lines the table had, and has now.
    users, items : int
        How many users and items have ratings now.
    """

    findings: list[Finding]
    lines: int
    left: int
    users: int
    items: int

    @property
    def table(self) -> pd.DataFrame:
        """One line a kind: count, example, and what was done; those that do not occur have count 0."""
        rows = [(f.kind, f.count, f.example, f.done if f.count else "") for f in self.findings]
        return pd.DataFrame(rows, columns=["kind", "count", "example", "done"]).set_index("kind")

    @property
    def headline(self) -> str:
        """How much is left, in a sentence."""
        gone = self.lines - self.left
        removed = f"{gone:,} of {counted(self.lines, 'line')} removed" if gone else "no line removed"
        users, items = counted(self.users, "user"), counted(self.items, "item")
        return f"{removed}: {counted(self.left, 'rating')} by {users} of {items} are left"

    @property
    def absent(self) -> str:
        """What was looked for in vain, in a sentence; empty where everything was found."""
        kinds = [finding.kind for finding in self.findings if not finding.count]
        return f"looked for and not found: {'; '.join(kinds)}" if kinds else ""

    def __repr__(self) -> str:
        rows = [("count", "what", "example", "what was done")]
        rows += [(f"{f.count:,}", f.kind, f.example, f.done) for f in self.findings if f.count]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        table = [
            f"{row[0]:>{widths[0]}}  {row[1]:{widths[1]}}  {row[2]:{widths[2]}}  {row[3]}".rstrip() for row in rows
        ]
        return "\n".join(filter(None, [self.headline, *(table if len(rows) > 1 else []), self.absent]))

    def _repr_html_(self) -> str:
        found = self.table[lambda table: table["count"] > 0].reset_index()
        found = found[["count", "kind", "example", "done"]].set_axis(
            ["count", "what", "example", "what was done"], axis=1
        )
        shown = found.to_html(index=False, border=0, justify="left", formatters={"count": "{:,}".format})
        absent = f"<p>{html.escape(self.absent)}</p>" if self.absent else ""
        return f"<p>{html.escape(self.headline)}</p>{shown if len(found) else ''}{absent}"


def counted(number: int, what: str) -> str:
    """Return a number of something: "1 rating", "2,259 ratings"."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"
