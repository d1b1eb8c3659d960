"""What stands around a page's text: the list of lessons, the notebook to download, the state of its components."""

from __future__ import annotations

import hashlib
import json
import re
from functools import cache
from pathlib import Path

from .directives import load_states

LESSON = re.compile(r"(\d\d)_\w+")


def add_context(app, pagename, templatename, context, doctree):
    """Give the theme's templates what they need."""
    context["parts"] = _parts(app, pagename)
    context["description"] = _description(doctree)
    made_from = Path("extra", "notebooks", f"{pagename}.ipynb")
    context["notebook"] = f"notebooks/{made_from.name}" if Path(app.srcdir, made_from).exists() else None
    is_home = pagename == app.config.root_doc
    context["kind"] = "lesson" if LESSON.fullmatch(pagename) else "home" if is_home else "text"
    context["state"] = _state(app, pagename)
    context["asset"] = lambda name: f"{context['pathto']('_static/' + name, 1)}?v={_digest(Path(app.srcdir), name)}"


def _parts(app, pagename) -> list[dict]:
    """Return the parts of the book, each with its pages; a lesson's label starts with its number."""
    parts = []
    for tree in app.config.external_site_map.root.subtrees:
        pages = []
        for name in tree.files():
            title = app.env.titles[name].astext()
            number = LESSON.fullmatch(name)
            label = f"{number[1]} {title}" if number and not title.startswith(number[1]) else title
            pages.append({"name": name, "label": label, "current": name == pagename})
        parts.append({"caption": tree.caption, "pages": pages})
    return parts


def _description(doctree) -> str:
    """Return the first paragraph of running text, for search engines."""
    if doctree is None:
        return ""
    texts = [" ".join(node.astext().split()) for node in doctree.findall(lambda n: n.tagname == "paragraph")]
    return next((text for text in texts if len(text) > 80), "")[:300]


def _state(app, pagename) -> str:
    """Return the JSON of the page's components, safe inside a <script>; empty when there are none."""
    states = {**load_states(app.srcdir, pagename), **app.env.metadata.get(pagename, {}).get("borrowed", {})}
    if not states:
        return ""
    content = {"version_major": 2, "version_minor": 0, "state": states}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


@cache
def _digest(source: Path, name: str) -> str:
    """Return a short hash of an asset's content: a browser keeps the file until it changes."""
    return hashlib.sha256((source / "assets" / name).read_bytes()).hexdigest()[:8]
