"""Executed lessons, made fit for a page that has no kernel.

Widgets become placeholders that the loader (rectutor/show/js/src/book.js) fills; their state is pruned to what the
loader reads. Pictures become files, and none may lack a text alternative.
"""

from __future__ import annotations

import base64
import hashlib
import html
import struct
from pathlib import Path

import nbformat

from .folding import mark
from .places import placeholder
from .tables import align

STATE = "application/vnd.jupyter.widget-state+json"
VIEW = "application/vnd.jupyter.widget-view+json"
# The module's text is the same in all models and is served once; the others mean nothing without a kernel.
NOT_NEEDED = {"layout", "tabbable", "tooltip", "live", "model_id_"}
NEEDS_KERNEL = "This control needs a kernel: download the notebook and run it."
# What only shows progress or text: without a kernel there is nothing to miss.
SILENT = {"FloatProgressModel", "IntProgressModel", "HTMLModel", "HTMLMathModel", "LabelModel", "OutputModel"}
PICTURES = {"image/png": ".png", "image/jpeg": ".jpg", "image/svg+xml": ".svg"}


class BadLesson(Exception):
    """A lesson cannot go into the book as it is; the message says where and why."""


def prepare(notebook, name: str, pictures: Path) -> dict:
    """Rewrite an executed notebook in place: its outputs, and what is folded; return the state of its components.

    Parameters
    ----------
    notebook : NotebookNode
        The executed lesson.
    name : str
        What to call it in a message.
    pictures : Path
        The folder that receives its pictures.

    Returns
    -------
    dict
        Model id to `{"state": …}`, as ipywidgets keeps it, in the order in which the components appear.
    """
    models = notebook.metadata.pop("widgets", {}).get(STATE, {}).get("state", {})
    used = {}
    for cell in notebook.cells:
        mark(cell)
    for number, cell in enumerate((c for c in notebook.cells if c.cell_type == "code"), start=1):
        outputs = []
        for output in cell.outputs:
            data = output.get("data", {})
            if VIEW in data:
                markup = _views(data[VIEW]["model_id"], data.get("text/plain", ""), models, used)
            elif kind := next((kind for kind in PICTURES if kind in data), None):
                where = f"{name}, code cell {number}"
                markup = _picture(output, kind, _alternative(output, cell, kind, where), pictures)
            else:
                if "text/html" in data:
                    data["text/html"] = align("".join(data["text/html"]))
                outputs.append(output)
                continue
            if markup:
                outputs.append(nbformat.v4.new_output("display_data", data={"text/html": markup}))
        cell.outputs = outputs
    return used


def _views(model_id: str, text: str, models: dict, used: dict) -> str:
    """Return the placeholders for a widget, or for what a box of ipywidgets holds."""
    ours, others = [], []
    _collect(model_id, models, ours, others)
    parts = []
    for component in ours:
        used[component] = _pruned(models[component])
        words = text if component == model_id else ""
        parts.append(placeholder(component, used[component]["state"], words))
    if any(other not in SILENT for other in others):
        parts.append(f'<p class="needs-kernel">{NEEDS_KERNEL}</p>')
    return "\n".join(parts)


def _collect(model_id: str, models: dict, ours: list, others: list):
    model = models.get(model_id, {})
    state = model.get("state", {})
    if state.get("_view_module") == "anywidget" and "kind" in state:
        ours.append(model_id)
    elif "children" in state:
        for child in state["children"]:
            _collect(child.removeprefix("IPY_MODEL_"), models, ours, others)
    else:
        others.append(model.get("model_name", "unknown"))


def _pruned(model: dict) -> dict:
    if model.get("buffers"):
        raise BadLesson("a component keeps binary values, which JupyterLab drops on saving; keep them as base64 text")
    return {"state": {k: v for k, v in model["state"].items() if not k.startswith("_") and k not in NOT_NEEDED}}


def _alternative(output, cell, kind: str, where: str) -> str:
    """Return a picture's text alternative: from the output that shows it, else from its cell."""
    for metadata in [output.metadata.get(kind, {}), output.metadata, cell.metadata]:
        if str(metadata.get("alt", "")).strip():
            return str(metadata["alt"]).strip()
    raise BadLesson(
        f"{where}: the picture has no text alternative; show it with "
        f'display(figure, metadata={{"{kind}": {{"alt": "…"}}}}), or give the cell the metadata {{"alt": "…"}}.'
    )


def _picture(output, kind: str, alternative: str, folder: Path) -> str:
    content = "".join(output.data[kind])
    raw = content.encode() if kind == "image/svg+xml" else base64.b64decode(content)
    name = hashlib.sha256(raw).hexdigest()[:16] + PICTURES[kind]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(raw)
    width, height = _size(raw, output.metadata.get(kind, {}))
    extent = f' width="{width}" height="{height}"' if width else ""
    return f'<img src="{folder.name}/{name}" alt="{html.escape(alternative)}" loading="lazy"{extent}>'


def _size(raw: bytes, metadata: dict) -> tuple[int, int]:
    """Return width and height in CSS pixels, so that the page keeps the place; zeros where the format is another."""
    if not raw.startswith(b"\x89PNG"):
        return metadata.get("width", 0), metadata.get("height", 0)
    width, height = struct.unpack(">II", raw[16:24])
    shown = metadata.get("width", width)  # fewer than it has, when it was made for screens with small pixels
    return shown, round(height * shown / width)
