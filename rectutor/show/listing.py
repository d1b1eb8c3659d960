"""The code that runs, shown in the lesson: never a copy of it."""

from __future__ import annotations

import inspect
import textwrap


class Source:
    """A function's or class's source text, coloured in JupyterLab and in the book."""

    def __init__(self, text: str, name: str):
        self.text, self.name = text, name

    def __repr__(self) -> str:
        return self.text

    def _repr_markdown_(self) -> str:
        return f"```python\n{self.text}\n```"


def source(thing) -> Source:
    """Return the source of a function, method or class of the package, to be shown as the last line of a cell.

    >>> from rectutor import rmse
    >>> source(rmse).text.splitlines()[0]
    'def rmse(truth, predicted) -> float:'
    """
    thing = getattr(thing, "py_func", thing)  # what numba compiled from
    return Source(textwrap.dedent(inspect.getsource(thing)).rstrip(), thing.__name__)
