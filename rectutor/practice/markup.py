"""Text with `code`, **strong** words, *titles* and $formulas$, kept in parts, so that none becomes HTML by accident.

What a lesson's author wrote goes through `parse`. What a learner wrote never does: it becomes a part as it stands, with
`code(text)`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import NamedTuple

from rectutor.show.formulas import formula, mathml, spoken


class Part(NamedTuple):
    """A stretch of text and what it is: "text", "code", "strong", "em" or "formula" (LaTeX)."""

    kind: str
    text: str


Text = list[Part]

_TOKENS = re.compile(
    r"\\(?P<escaped>[\\$`*])|`(?P<code>[^`]+)`|\*\*(?P<strong>.+?)\*\*"
    r"|(?<![\w*])\*(?=[^\s*])(?P<em>[^*]+)(?<=\S)\*(?!\w)"
    r"|\$\$(?P<display>.+?)\$\$"
    r"|\$(?=\S)(?P<formula>(?:\\.|[^$\\])+?)(?<=\S)\$(?!\d)",  # as in pandoc: "$5 and $7" is no formula
    re.DOTALL,
)


def text(words: str) -> Part:
    """Return words that are shown as they are."""
    return Part("text", words)


def code(words: object) -> Part:
    """Return what is shown in the code font as it is, such as a learner's own text."""
    return Part("code", str(words))


def parse(source: str | Part | Text) -> Text:
    r"""Split an author's text into parts; a backslash before \\, $, ` or * takes away their meaning.

    >>> [tuple(part) for part in parse("Is `q_i` like $p_u$?")]
    [('text', 'Is '), ('code', 'q_i'), ('text', ' like '), ('formula', 'p_u'), ('text', '?')]
    """
    if not isinstance(source, str):
        return [source] if isinstance(source, Part) else list(source)
    parts, end = [], 0
    for match in _TOKENS.finditer(source):
        parts.append(text(source[end : match.start()]))
        kind = match.lastgroup
        parts.append(Part({"escaped": "text", "display": "formula"}.get(kind, kind), match[kind]))
        end = match.end()
    parts.append(text(source[end:]))
    return _joined(part for part in parts if part.text)


def _joined(parts: Iterable[Part]) -> Text:
    joined: Text = []
    for part in parts:
        if joined and joined[-1].kind == part.kind == "text":
            joined[-1] = text(joined[-1].text + part.text)
        else:
            joined.append(part)
    return joined


def to_plain(source: str | Text) -> str:
    """Return the text as one line of plain text.

    >>> to_plain(r"Is `q_i` in $\\hat r_{ui} = \\mu + p_u \\cdot q_i$?")
    'Is q_i in r̂_ui = μ + p_u · q_i?'
    """
    return "".join(spoken(part.text) if part.kind == "formula" else part.text for part in parse(source))


def to_html(source: str | Text) -> str:
    """Return the text as HTML, everything in it escaped, formulas as MathML."""
    return "".join(_HTML[part.kind](part.text) for part in parse(source))


_HTML = {
    "text": html.escape,
    "code": lambda words: f"<code>{html.escape(words)}</code>",
    "strong": lambda words: f"<strong>{html.escape(words)}</strong>",
    "em": lambda words: f"<em>{html.escape(words)}</em>",
    "formula": lambda latex: mathml(latex),
}


def to_spec(source: str | Text) -> list:
    """Return the text as JSON for the components: strings, [element, string] and {"mathml": …, "text": …}."""
    spec = []
    for part in parse(source):
        if part.kind == "formula":
            spec.append(formula(part.text))
        else:
            spec.append(part.text if part.kind == "text" else [part.kind, part.text])
    return spec
