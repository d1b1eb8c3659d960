"""The Python half of everything that is drawn in the page; its other half is `js/`, bundled into `static/`."""

from __future__ import annotations

from pathlib import Path

import anywidget
import traitlets

STATIC = Path(__file__).parent / "static"


class Component(anywidget.AnyWidget):
    """Base class of the components: one module for all, told apart by `kind`.

    Parameters
    ----------
    kind : str
        Which part of the module draws it.
    spec : dict
        Everything about it that does not change, as JSON.
    text : str
        One stable sentence: what stands in the page where no picture can be shown, and what nbval compares.
    question : rectutor.practice.Question, optional
        Covers what it would give away until it is answered.
    """

    _esm = STATIC / "rectutor.mjs"

    kind = traitlets.Unicode().tag(sync=True)
    spec = traitlets.Dict().tag(sync=True)
    live = traitlets.Bool(False, help="whether a kernel answers the picture's controls").tag(sync=True)
    model_id_ = traitlets.Unicode(help="lets the page ask its host whether the kernel is still there").tag(sync=True)

    def __init__(self, kind: str, spec: dict, text: str, question=None, **traits):
        self._text = text
        asked = {} if question is None else {"question": question.spec}
        order = {"order": list(spec["views"])} if "views" in spec else {}  # saved notebooks have their keys sorted
        super().__init__(kind=kind, spec=spec | asked | order, **traits)
        self.model_id_ = self.model_id or ""
        self.on_msg(lambda _, content, buffers: self._heard(content))

    def __repr__(self) -> str:
        return self._text

    def _heard(self, content: dict) -> None:
        """Answer what the page says; "hello" comes with each new view of it."""
        if content.get("type") == "hello":
            self.send({"type": "alive"})
