"""What is folded in JupyterLab is folded on the page: one mark, JupyterLab's own, in the metadata of a heading's cell."""

from __future__ import annotations

from docutils import nodes

FOLDED = "jp-MarkdownHeadingCollapsed"
OPENED, BEGUN, CLOSED = '<details class="deeper">\n<summary>', "</summary>", "</details>\n"


def mark(cell):
    """Note below a folded heading that its section is to be folded: Sphinx does not see a cell's metadata."""
    if cell.cell_type == "markdown" and cell.metadata.get(FOLDED):
        heading, _, text = cell.source.partition("\n")
        cell.source = f"{heading}\n\n% {FOLDED}\n{text}"


def fold(app, doctree, docname):
    """Put each section so marked into a `details`, with its heading to open it."""
    for note in [comment for comment in doctree.findall(nodes.comment) if comment.astext() == FOLDED]:
        section = note.parent
        section.remove(note)
        at = section.index(section.next_node(nodes.title))
        section.insert(at + 1, nodes.raw("", BEGUN, format="html"))
        section.insert(at, nodes.raw("", OPENED, format="html"))
        section.append(nodes.raw("", CLOSED, format="html"))
