"""Formulas: LaTeX in Python, MathML in the page, which browsers draw with no script, and a line of text to speak."""

from __future__ import annotations

import re
from functools import lru_cache
from xml.etree import ElementTree

_ELEMENTS = {
    "math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "msub", "msup", "msubsup", "mover", "munder", "munderover",
    "mfrac", "msqrt", "mroot",
}  # fmt: skip
_NAMESPACE = "http://www.w3.org/1998/Math/MathML"
_ATTRIBUTES = {"display", "accent", "stretchy", "width", "mathvariant", "movablelimits", "form", "fence"}
_SPOKEN = [  # LaTeX in a line of plain text; what is not listed loses its backslash
    (r"\\hat\s*\{?r\}?", "r̂"), (r"\\eta", "η"), (r"\\lambda", "λ"), (r"\\mu", "μ"), (r"\\beta", "β"), (r"\\delta", "δ"),
    (r"\\cdot", "·"), (r"\\leftarrow", "←"), (r"\\[,;!]", " "), (r"\\sum", "Σ"), (r"\\approx", "≈"), (r"\\le\b", "≤"),
    (r"\\ge\b", "≥"), (r"\\sigma", "σ"), (r"\^\\top\s*", "ᵀ"), (r"\\mathrm", ""),
    (r"\\sqrt\s*\{([^{}]*)\}", r"√\1"), (r"\\frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}", r"\1 / (\2)"),
    (r"[{}\\]", ""),
]  # fmt: skip


def formula(latex: str) -> dict:
    """Return a formula as JSON for the components.

    >>> formula("q_i")["text"]
    'q_i'
    """
    return {"mathml": mathml(latex), "text": spoken(latex)}


def spoken(latex: str) -> str:
    """Return a formula as a line of plain text."""
    for pattern, replacement in _SPOKEN:
        latex = re.sub(pattern, replacement, latex)
    return re.sub(r"\s+", " ", latex).strip()


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
