"""What all panels have in common.

A panel says what is drawn, and where its numbers come from. What its docstring calls a *field* is either the name of
something in the frames (`"likes"`, a different array at each step) or the values themselves (a list or an array that
never changes). Names of films, users or words are fields too; whatever has the same name in two panels of a picture
lights up in both when it is pointed at in one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, ClassVar

import numpy as np

Field = Any  # a name in the frames, or a list or array of numbers or texts


@dataclass(kw_only=True)
class Panel:
    """Base class of the kinds.

    Parameters
    ----------
    title : str
        What is to be seen; when not given, what the panel's first field is called.
    about : str
        In lighter letters after the title: the unit, how many, of what. "{name}" is the text of that name in the
        frames.
    note : str
        A line below; "{name}" as in `about`.
    tab : str
        What its tab is called where there is room for one panel only; the title, when not given.
    side : {"left", "right", "full"}
        Where it stands on a wide page. "full" takes the whole width.
    stage : str
        The stage of a picture made by `stages` from which on it is drawn.
    """

    kind: ClassVar[str] = ""

    title: str = ""
    about: str = ""
    note: str = ""
    tab: str = ""
    side: str = ""
    stage: str = ""

    def spec(self) -> dict:
        """Return the panel as JSON, without what was left empty."""
        if self.side not in ("", "left", "right", "full"):
            raise ValueError(f"a panel stands at the side 'left', 'right' or 'full', not at {self.side!r}")
        return {"kind": self.kind, **as_json(self)}

    def check(self, frame: Mapping) -> None:
        """Say with a ValueError what in a frame cannot be drawn."""

    def wanted(self) -> list[str]:
        """Return the names that it looks for in the frames."""
        return [name for name in dict.fromkeys(_names(self)) if name != "step"]


def size_of(field: Field, frame: Mapping) -> int | None:
    """Return how many values a field has in a frame; None where there is no such field, or only one value."""
    values = frame.get(field) if isinstance(field, str) else field
    size = 0 if values is None else np.size(values)
    return size if size > 1 else None


def _names(thing) -> Iterator[str]:
    """Yield the texts that stand where a field is asked for, in a dataclass and in those that it holds."""
    for f in fields(thing):
        yield from _named(getattr(thing, f.name), str(f.type))


def _named(value, wanted: str) -> Iterator[str]:
    """Yield the texts in a value that are fields, by its declared type: not `str | dict[str, Field]`'s first."""
    if is_dataclass(value):
        yield from _names(value)
    elif isinstance(value, str):
        if value and wanted.partition("[")[0].startswith("Field"):
            yield value
    elif isinstance(value, tuple) and wanted.startswith("tuple["):
        for one, its in zip(value, wanted.removeprefix("tuple[").partition("]")[0].split(", "), strict=False):
            yield from _named(one, its)
    elif isinstance(value, dict) or (isinstance(value, list | tuple) and "[" in wanted):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _named(one, "Field" if "Field" in wanted else "")


def as_json(value):
    """Return a dataclass as what it was given, arrays as lists, numbers to six digits, NaN as None; nested likewise."""
    if is_dataclass(value):
        given = {f.name: getattr(value, f.name) for f in fields(value)}
        return {name: as_json(one) for name, one in given.items() if not _is_empty(one)}
    if isinstance(value, dict):
        return {str(name): as_json(one) for name, one in value.items()}
    if isinstance(value, np.ndarray | np.generic):
        value = value.tolist()
    if isinstance(value, list | tuple):
        return [as_json(one) for one in value]
    if isinstance(value, float):
        return None if np.isnan(value) else float(f"{value:.6g}")
    return value


def called(field: Field) -> str:
    """Return what a field is called where nothing else is said."""
    return field.replace("_", " ") if isinstance(field, str) else ""


def _is_empty(value) -> bool:
    return value is None or value is False or (isinstance(value, str | list | tuple | dict) and not value)
