"""What the pages' Markdown may use beyond MyST: `mermaid` (a diagram), `player` (a recorded run) and `course`."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from . import course
from .places import placeholder
from .recordings import with_sliders


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

    A line `%% size: 374 × 480`, which Mermaid takes for a comment, keeps that many pixels free until the diagram is
    drawn; where the page is narrower, as many as the diagram will need there.
    """

    has_content = True

    def run(self):
        """Keep the text; the page's script draws it when it comes near."""
        return [_diagram("\n".join(self.content))]


class Course(SphinxDirective):
    """The map of the course and the list of its lessons, which say themselves where they belong.

    ```{course}
    05 ALS · builds on lesson 04
    ```

    Its lines are the lessons that are planned. One that has been written is no longer drawn as planned.
    """

    has_content = True

    def run(self):
        """Draw the map, and write the list below it."""
        try:
            found = course.lessons(Path(self.env.srcdir))
            later = course.planned(list(self.content), found)
        except course.BadLesson as reason:
            raise self.error(str(reason)) from None
        return [_diagram(course.drawn(found, later)), *self.parse_text_to_nodes(course.listing(found))]


class Player(SphinxDirective):
    """A lesson's recorded run on another page, which starts to play when it is seen.

    ```{player} 04_matrix_factorization_sgd
    :number: 2
    :sliders: learning_rate regularization
    ```

    It is the lesson's first training picture or the one with the given number. With `sliders`, only these can be moved,
    and only the runs that they reach are on the page.
    """

    required_arguments = 1
    option_spec = {"number": directives.positive_int, "sliders": str.split}

    def run(self):
        """Borrow the state; the page's context (`pages`) puts it into the page."""
        lesson, number = self.arguments[0], self.options.get("number", 1)
        found = [(key, m["state"]) for key, m in load_states(self.env.srcdir, lesson).items()]
        pictures = [(key, state) for key, state in found if state["kind"] == "training"]
        if len(pictures) < number:
            raise self.error(f"{lesson} has {len(pictures)} training pictures; number {number} cannot be shown")
        model, state = pictures[number - 1]
        if "sliders" in self.options:
            try:
                state = with_sliders(state, self.options["sliders"])
            except KeyError as reason:
                raise self.error(f"picture {number} of {lesson} has {reason.args[0]}") from None
        state["spec"]["question"] = None  # the lesson asks first; here it simply plays
        self.env.metadata[self.env.docname]["borrowed"] = {model: {"state": state}}
        text = "A model learns from film ratings, epoch by epoch."
        return [nodes.raw("", placeholder(model, state, text, autoplay=True), format="html")]


def _diagram(text: str) -> nodes.raw:
    """Return the place of a diagram, as large as it will be, and its text."""
    size = re.search(r"^\s*%% size: (\d+) × (\d+)$", text, re.MULTILINE)
    style = f' style="aspect-ratio: {size[1]} / {size[2]}; max-height: {size[2]}px"' if size else ""
    return nodes.raw("", f'<div class="diagram"{style}><pre>{html.escape(text)}</pre></div>', format="html")


def load_states(source, name: str) -> dict:
    """Return the state of a lesson's components, as `tools/book.py` has put it beside the lesson."""
    path = Path(source, "states", f"{name}.json")
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
