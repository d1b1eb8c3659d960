"""What the book adds to Jupyter Book: a theme that needs no network, components that move without a kernel, formulas
and diagrams, and a search that works on a page opened from disk.

The lessons pass through here in this order:
`lessons.prepare` turns an executed notebook into one that myst-nb can show without a kernel,
`folding.fold` folds the sections that are folded in JupyterLab,
`pages` hands the theme what stands around a page,
`formulas.draw` replaces TeX by pictures in the finished pages.
What the lessons are, and in which order, `course` reads from the notebooks themselves.
"""

from __future__ import annotations

from . import directives, folding, formulas, pages, search


def setup(app):
    """Register everything with Sphinx."""
    app.add_config_value("comments_config", {}, "")  # Jupyter Book always sets it, for an extension not used here
    app.add_html_math_renderer("drawn", (formulas.visit_inline, None), (formulas.visit_display, None))
    app.add_node(directives.wide, html=(directives.visit_wide, directives.depart_wide))
    app.add_directive("course", directives.Course)
    app.add_directive("mermaid", directives.Mermaid)
    app.add_directive("player", directives.Player)
    app.connect("builder-inited", search.without_sphinx_own)
    app.connect("doctree-resolved", directives.let_tables_scroll)
    app.connect("doctree-resolved", folding.fold)
    app.connect("html-page-context", pages.add_context)
    app.connect("build-finished", search.write_index)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
