"""Formulas: MathJax turns them into SVG while the book is built, so a page needs neither a script nor a font for them.

Sphinx writes each formula's TeX into an <mjx-container>; `draw` replaces it in the finished pages. Each picture carries
the same formula as MathML for screen readers.
"""

from __future__ import annotations

import html
import json
import re
import subprocess
from pathlib import Path

from docutils import nodes

SCRIPT = Path(__file__).with_name("formulas.mjs")
FORMULA = re.compile(r'<mjx-container class="tex"( display="true")?>(.*?)</mjx-container>', re.DOTALL)


class BadFormula(Exception):
    """MathJax cannot read a formula; the message quotes it."""


def visit_inline(self, node):
    """Write the TeX of a formula in a line of text."""
    self.body.append(f'<mjx-container class="tex">{html.escape(node.astext())}</mjx-container>')
    raise nodes.SkipNode


def visit_display(self, node):
    """Write the TeX of a formula with lines of its own."""
    tex = node.astext().strip()
    if r"\\" in tex and r"\begin" not in tex:
        tex = rf"\begin{{aligned}}{tex}\end{{aligned}}"
    anchors = "".join(f'<span id="{anchor}"></span>' for anchor in node["ids"])
    formula = f'<mjx-container class="tex" display="true">{html.escape(tex)}</mjx-container>'
    self.body.append(f'{anchors}<div class="formula">{formula}</div>\n')
    raise nodes.SkipNode


def draw(pages: list[Path], node: str, modules: Path) -> int:
    """Draw the formulas in HTML files, in place, and return how many there are.

    Parameters
    ----------
    pages : list of Path
        HTML files that Sphinx has written.
    node : str
        The path of Node.js.
    modules : Path
        The folder whose `node_modules` holds MathJax.
    """
    texts = {page: page.read_text(encoding="utf-8") for page in pages}
    found = {page: list(FORMULA.finditer(text)) for page, text in texts.items()}
    work = [[{"tex": html.unescape(m[2]), "display": bool(m[1])} for m in matches] for matches in found.values()]
    if not any(work):
        return 0
    answer = subprocess.run(
        [node, str(SCRIPT), str(modules)], input=json.dumps(work), capture_output=True, text=True, encoding="utf-8"
    )
    if answer.returncode:
        raise BadFormula(f"MathJax failed: {answer.stderr.strip()}")
    for (page, text), result in zip(texts.items(), json.loads(answer.stdout), strict=True):
        if result["errors"]:
            raise BadFormula("; ".join(f"{page.name}: {error}" for error in result["errors"]))
        if result["formulas"]:
            page.write_text(_replace(text, result), encoding="utf-8")
    return sum(len(formulas) for formulas in work)


def _replace(text: str, result: dict) -> str:
    drawn = iter(result["formulas"])
    text = FORMULA.sub(lambda _: next(drawn), text)
    glyphs = f'<svg class="glyphs" width="0" height="0" aria-hidden="true">{result["glyphs"]}</svg>'
    head, body, rest = text.partition("</main>")
    return f"{head}{body}\n{glyphs}{rest}"
