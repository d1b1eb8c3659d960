"""Text with `code`, **strong** words, *titles* and $formulas$, kept in parts, so that none becomes HTML by accident.

What a lesson's author wrote goes through `parse`. What a learner wrote never does: it becomes a part as it stands, with
`code(text)`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple
from xml.etree import ElementTree


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
_ELEMENTS = {
    "math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "msub", "msup", "msubsup", "mover", "munder", "munderover",
    "mfrac", "msqrt", "mroot",
}  # fmt: skip
_NAMESPACE = "http://www.w3.org/1998/Math/MathML"
_ATTRIBUTES = {"display", "accent", "stretchy", "width", "mathvariant", "movablelimits", "form", "fence"}
_SPOKEN = [  # LaTeX in a line of plain text; what is not listed loses its backslash
    (r"\\hat\s*\{?r\}?", "r̂"), (r"\\eta", "η"), (r"\\lambda", "λ"), (r"\\mu", "μ"), (r"\\beta", "β"), (r"\\delta", "δ"),
    (r"\\cdot", "·"), (r"\\leftarrow", "←"), (r"\\[,;!]", " "), (r"\\sum", "Σ"), (r"\\approx", "≈"), (r"\\le\b", "≤"),
    (r"\\ge\b", "≥"), (r"\\sqrt\s*\{([^{}]*)\}", r"√\1"), (r"\\frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}", r"\1 / (\2)"),
    (r"[{}\\]", ""),
]  # fmt: skip


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
    return "".join(_spoken(part.text) if part.kind == "formula" else part.text for part in parse(source))


def _spoken(latex: str) -> str:
    for pattern, replacement in _SPOKEN:
        latex = re.sub(pattern, replacement, latex)
    return re.sub(r"\s+", " ", latex).strip()


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
            spec.append({"mathml": mathml(part.text), "text": _spoken(part.text)})
        else:
            spec.append(part.text if part.kind == "text" else [part.kind, part.text])
    return spec


@lru_cache(maxsize=1000)
def mathml(latex: str) -> str:
    """Return a formula as MathML, which browsers draw with no script; refuse one that would bring other elements."""
    from latex2mathml.converter import convert

    root = ElementTree.fromstring(convert(latex).replace(f' xmlns="{_NAMESPACE}"', ""))
    for element in root.iter():
        if element.tag not in _ELEMENTS or not set(element.attrib) <= _ATTRIBUTES:
            raise ValueError(f"the formula ${latex}$ needs <{element.tag}> with {element.attrib}: not allowed")
    for element in list(root.iter()):
        _improve(element)
    root.set("xmlns", _NAMESPACE)
    return ElementTree.tostring(root, encoding="unicode")


def _improve(element: ElementTree.Element) -> None:
    """Change what browsers draw badly: signs before a number, hats, indices of letters that reach below the line."""
    children = list(element)
    for before, sign in zip([None, *children], children, strict=False):
        alone = before is None or (before.tag == "mo" and before.text not in (")", "]", "|"))
        if sign.tag == "mo" and sign.text in ("−", "+") and alone and element.tag in ("math", "mrow"):
            sign.set("form", "prefix")
    if element.tag == "mover" and [child.tag for child in children] == ["mi", "mo"] and children[1].text == "^":
        element.tag, element.text = "mi", f"{children[0].text}\u0302"
        element.attrib.clear()
        element[:] = []
    if element.tag in ("msub", "msubsup") and children[0].tag in ("mi", "mover"):
        element[0] = ElementTree.Element("mpadded", {"depth": "0"})
        element[0].append(children[0])
