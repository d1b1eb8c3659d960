"""What the pages' Markdown may use beyond MyST: `mermaid` (a diagram) and `player` (a lesson's recorded run)."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from .lessons import placeholder


class wide(nodes.container):
    """What may be wider than a phone: it scrolls by itself, and the page does not."""


def visit_wide(self, node):
    """Open the element that scrolls."""
    self.body.append('<div class="scroll">')


def depart_wide(self, node):
    """Close it."""
    self.body.append("</div>\n")


def let_tables_scroll(app, doctree, docname):
    """Put every table into a box that scrolls."""
    for table in list(doctree.findall(nodes.table)):
        box = wide()
        table.replace_self(box)
        box += table


class Mermaid(SphinxDirective):
    """A diagram, as JupyterLab and GitHub show it too: a fenced block of the language `mermaid`.

    A line `%% height: 500`, which Mermaid takes for a comment, keeps that many pixels free until the diagram is drawn.
    """

    has_content = True

    def run(self):
        """Keep the text; the page's script draws it when it comes near."""
        text = "\n".join(self.content)
        height = re.search(r"^\s*%% height: (\d+)$", text, re.MULTILINE)
        style = f' style="min-height: {height[1]}px"' if height else ""
        return [nodes.raw("", f'<div class="diagram"{style}><pre>{html.escape(text)}</pre></div>', format="html")]


class Player(SphinxDirective):
    """A lesson's recorded run on another page, which starts to play when it is seen.

    ```{player} 04_matrix_factorization_sgd
    :number: 1
    ```
    """

    required_arguments = 1
    option_spec = {"number": directives.positive_int}

    def run(self):
        """Borrow the state of the lesson's first training component, or of the one with the given number."""
        lesson = self.arguments[0]
        states = load_states(self.env.srcdir, lesson)
        runs = [key for key, model in states.items() if model["state"]["kind"] == "training"]
        number = self.options.get("number", 1)
        if len(runs) < number:
            raise self.error(f"{lesson} has {len(runs)} recorded runs; number {number} cannot be shown")
        model = runs[number - 1]
        self.env.metadata[self.env.docname]["borrowed"] = (lesson, model)
        text = "A model learns from film ratings, epoch by epoch."
        return [nodes.raw("", placeholder(model, states[model]["state"], text, autoplay=True), format="html")]


def load_states(source, name: str) -> dict:
    """Return the state of a lesson's components, as `tools/book.py` has put it beside the lesson."""
    path = Path(source, "states", f"{name}.json")
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
