"""What is folded in JupyterLab is folded on the page, by JupyterLab's own mark in the metadata of a heading's cell."""

from __future__ import annotations

from docutils import nodes

FOLDED = "jp-MarkdownHeadingCollapsed"


def mark(cell):
    """Note below a folded heading that its section is to be folded: Sphinx does not see a cell's metadata."""
    if cell.cell_type == "markdown" and cell.metadata.get(FOLDED):
        heading, _, text = cell.source.partition("\n")
        cell.source = f"{heading}\n\n% {FOLDED}\n{text}"


def fold(app, doctree, docname):
    """Put each section so marked into a `details`, which takes over its anchor, with its heading to open it.

    The heading is written here, since Sphinx would put a link into it, and what opens must not hold a link.
    """
    for note in [comment for comment in doctree.findall(nodes.comment) if comment.astext() == FOLDED]:
        section = note.parent
        section.remove(note)
        (anchor,), section["ids"] = section["ids"], []
        title, *text = section.children
        rank, above = 1, section.parent
        while not isinstance(above, nodes.document):
            rank, above = rank + isinstance(above, nodes.section), above.parent
        opened = _html(f'<details class="deeper" id="{anchor}">\n<summary><h{rank}>')
        section[:] = [opened, *title.children, _html(f"</h{rank}></summary>\n"), *text, _html("</details>\n")]


def _html(markup: str) -> nodes.raw:
    return nodes.raw("", markup, format="html")
