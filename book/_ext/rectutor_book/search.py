"""The search: one script that lists every section's text. Sphinx's own search fetches pages, which browsers refuse on
pages opened from disk."""

from __future__ import annotations

import json
from pathlib import Path

from docutils import nodes

FILE = "search-index.js"


def without_sphinx_own(app):
    """Keep Sphinx from writing its own index and its own search page."""
    app.builder.search = False


def write_index(app, exception):
    """Write the list of sections as a classic script, which a page opened from disk may load too."""
    if exception or app.builder.format != "html":
        return
    sections = []
    for name in sorted(app.env.found_docs):
        doctree = app.env.get_doctree(name)
        title = app.env.titles[name].astext()
        for section in doctree.findall(nodes.section):
            heading, text = _heading(section), _own_text(section)
            anchor = "" if heading == title else "#" + section["ids"][0]
            sections.append([app.builder.get_target_uri(name) + anchor, title, heading, text])
    script = f"globalThis.rectutorSections = {json.dumps(sections, ensure_ascii=False)};\n"
    Path(app.outdir, FILE).write_text(script, encoding="utf-8")


def _heading(section) -> str:
    return section.next_node(nodes.title).astext()


def _own_text(section) -> str:
    """Return what stands in a section, its subsections' text and raw HTML left out."""
    texts = [_text(child) for child in section.children if not isinstance(child, (nodes.section, nodes.title))]
    return " ".join(" ".join(texts).split())


def _text(node) -> str:
    is_tex = isinstance(node, (nodes.math, nodes.math_block)) and not node.astext().isalnum()
    if is_tex or isinstance(node, (nodes.raw, nodes.comment)):
        return ""
    if isinstance(node, nodes.Text):
        return node.astext()
    glue = "" if isinstance(node, nodes.TextElement) else " "
    return glue.join(_text(child) for child in node.children)
