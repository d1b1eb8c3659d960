"""Formula: a formula with the numbers of this step in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from rectutor.show.formulas import formula
from rectutor.show.panels.panel import Field, Panel, as_json, called


@dataclass
class Term:
    """A number of a `Formula`, with its symbol.

    Parameters
    ----------
    value : field, shape (number of cases,) or (1,)
        A number a case, or the same one in all; or texts, written as a sentence is.
    symbol : str
        In LaTeX: "q_i".
    caption : str
        What it is called.
    digits : int
        Decimals; 0 for counts.
    role : {"", "strong", "signed", "validation", "training", …}
        How it is written: "signed" in the colour of its sign, others as in a sentence.
    how : field of str
        What it comes from, in small letters before it: "log₂(4/2)".
    """

    value: Field
    symbol: str = ""
    caption: str = ""
    digits: int = 3
    role: str = ""
    how: Field = ""

    def spec(self) -> dict:
        """Return the term as JSON, its symbol as a formula."""
        return {**as_json(self), **({"symbol": formula(self.symbol)} if self.symbol else {})}


@dataclass
class Brackets:
    """A vector or matrix of a `Formula`, in brackets; its symbol and caption stand below.

    Parameters
    ----------
    entries : field, shape (rows * columns,)
        Numbers; or texts, written as a sentence is: "4.95 **+ 5**". A list of texts that never change are symbols in
        LaTeX: ["p_1", "p_2"].
    symbol, caption, digits, role
        As for `Term`.
    columns : int
        Of a matrix; its rows follow each other in the entries.
    """

    entries: Field
    symbol: str = ""
    caption: str = ""
    columns: int = 1
    digits: int = 2
    role: str = ""

    def spec(self) -> dict:
        """Return the brackets as JSON, their symbols as formulas."""
        fixed = self.entries if isinstance(self.entries, list | tuple) else []
        symbols = {"entries": [formula(e) if isinstance(e, str) else e for e in fixed]} if fixed else {}
        return {**as_json(self), **symbols, **({"symbol": formula(self.symbol)} if self.symbol else {})}


@dataclass(kw_only=True)
class Formula(Panel):
    """A formula: its symbols and captions once, below them the numbers, a row for each case.

    A learner computes along, so give numbers that were computed from what is shown: round what goes in first. They
    jump from step to step, and are never between two.

    Parameters
    ----------
    terms : sequence of Term, Brackets or str
        Numbers, and the signs between them as they are written: "=", "×", "+", "so".
    cases : field of str, shape (n,)
        What each row of numbers is about, where there are several.

    Raises
    ------
    ValueError
        If brackets are asked for in several cases.

    Examples
    --------
    >>> weight = Term("w", "w", caption="weight", role="strong")
    >>> formula = Formula([weight, "=", Term("f", "f", digits=0), "×", Term("idf", how="how")], cases="document")
    >>> formula.spec()["terms"][3:]
    ['×', {'value': 'idf', 'digits': 3, 'how': 'how'}]
    """

    kind: ClassVar[str] = "formula"

    terms: Sequence[Term | Brackets | str] = field(kw_only=False)
    cases: Field = ""

    def __post_init__(self):
        parts = [term for term in self.terms if not isinstance(term, str)]
        if len(self.cases) and any(isinstance(term, Brackets) for term in parts):
            raise ValueError("a formula with brackets has one case; leave out cases, or the brackets")
        self.title = self.title or parts[0].caption or called(getattr(parts[0], "value", ""))

    def spec(self) -> dict:
        """Return the panel as JSON."""
        terms = [term if isinstance(term, str) else term.spec() for term in self.terms]
        return {**super().spec(), "terms": terms}
