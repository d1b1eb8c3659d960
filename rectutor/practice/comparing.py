"""Bring what a function returned into a form that can be compared, and compare."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from rectutor.practice.exercises import Result
from rectutor.practice.markup import Text, code, parse


class Unfit(Exception):
    """A result of the wrong type or shape; `said` completes "Not yet: "."""

    def __init__(self, order: int, *said):
        super().__init__()
        self.order = order  # of judging: 0 nothing returned, 1 type, 2 shape, 3 not a number
        self.said: Text = [part for s in said for part in parse(s)]


def fitted(results: Sequence[Result], value: Any, like: Sequence[Any] | None = None) -> list:
    """Return the results as floats, arrays and lists; raise `Unfit` when `value` has another type or shape.

    Parameters
    ----------
    results : sequence of Result
        What is asked for.
    value : object
        What was returned.
    like : sequence, optional
        The expected results, already fitted, whose lengths count.
    """
    if value is None:
        raise Unfit(0, "the function returns nothing. Does it end with a `return`?")
    if value is Ellipsis:
        raise Unfit(0, "the three dots are still there, where your code goes.")
    values = [value] if len(results) == 1 else _several(results, value)
    like = like or [None] * len(results)
    return [_fit(result, v, l) for result, v, l in zip(results, values, like, strict=True)]


def _several(results: Sequence[Result], value: Any) -> Sequence[Any]:
    names = ", ".join(result.name for result in results)
    value = _sequence(value)
    if not isinstance(value, Sequence) or isinstance(value, str | bytes):
        raise Unfit(1, f"{len(results)} results are asked for ({names}), and you return {_described(value)}.")
    if len(value) != len(results):
        raise Unfit(2, f"{len(results)} results are asked for ({names}), and you return {len(value)}.")
    return value


def _sequence(value: Any) -> Any:
    """Return an array, a series or an index as a list of its entries, everything else as it is."""
    return list(value) if hasattr(value, "tolist") and np.ndim(value) else value


def _fit(result: Result, value: Any, like: Any) -> Any:
    if value is None or value is Ellipsis:
        raise Unfit(1, f"{be(result.name)} ", code(repr(value)), ".")
    return {"number": _number, "whole number": _whole, "vector": _vector, "ids": _ids}[result.kind](
        result.name, value, like
    )


def _number(name: str, value: Any, like: Any) -> float:
    array = _numeric(name, value, "a number")
    if array.ndim:
        raise Unfit(2, f"{be(name)} {_described(array)}, where one number is asked for.")
    return float(array)


def _whole(name: str, value: Any, like: Any) -> float:
    number = _number(name, value, like)
    if np.isfinite(number) and number != round(number):
        raise Unfit(1, f"{be(name)} {number:g}, where a whole number is asked for.")
    return number


def _vector(name: str, value: Any, like: Any) -> np.ndarray:
    table = like is not None and like.ndim == 2
    wanted = f"a table of shape {like.shape}" if table else f"a vector{_of_length(like)}"
    array = _numeric(name, value, wanted if table else "a vector")
    if array.ndim == 0:
        raise Unfit(2, f"{be(name)} one number, where {wanted} is asked for.")
    if like is not None and array.shape != like.shape:
        raise Unfit(2, f"{be(name)} {_described(array)}, where one of shape {like.shape} is asked for.")
    return array


def _ids(name: str, value: Any, like: Any) -> list:
    if isinstance(value, (set, frozenset, dict)):
        raise Unfit(1, f"{be(name)} a {type(value).__name__}, and the order counts: return a list or an array.")
    try:
        array = np.asarray(value)
    except (ValueError, TypeError):
        array = np.asarray(None)
    if array.ndim == 1 and array.dtype.kind == "b":
        raise Unfit(1, f"{be(name)} a mask of True and False, where the entries themselves are asked for.")
    if isinstance(value, tuple) and len(value) == 1 and np.ndim(value[0]) == 1:
        raise Unfit(1, f"{be(name)} a tuple that holds a list: take its entry ", code("[0]"), ".")
    entries = value if isinstance(value, list | tuple) else array if array.ndim > 1 else []
    unlike = [e for e in entries if not isinstance(e, int | float | str | np.generic | np.ndarray) or np.shape(e)]
    if unlike:
        raise Unfit(2, f"an entry of {name} is {_described(unlike[0])}, where one number or name is asked for.")
    if array.ndim != 1 or array.dtype.kind not in "iufUSO":
        raise Unfit(1 if array.ndim == 1 else 2, f"{be(name)} {_described(value)}, where a list is asked for.")
    ids = [_plain_id(v) for v in array.tolist()]
    if like is not None and len(ids) != len(like):
        raise Unfit(
            2, f"{have(name)} {_entries(len(ids))}, where {len(like)} {'is' if len(like) == 1 else 'are'} asked for."
        )
    return ids


def _plain_id(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _numeric(name: str, value: Any, wanted: str) -> np.ndarray:
    if np.ma.is_masked(value):  # what NumPy would take is the number behind the mask
        raise Unfit(1, f"{be(name)} masked, where {wanted} is asked for.")
    try:
        array = np.asarray(value)
        if array.dtype.kind == "O" and array.ndim and not any(isinstance(v, (str, bytes)) for v in array.flat):
            array = array.astype(np.float64)  # numbers that pandas keeps as objects
    except (ValueError, TypeError):  # a ragged list
        array = np.asarray(None)
    if array.ndim and array.dtype.kind in "bUS":
        held = "True and False" if array.dtype.kind == "b" else "text"
        raise Unfit(1, f"{hold(name)} {held}, where numbers are asked for.")
    if array.dtype.kind not in "iuf":
        raise Unfit(1, f"{be(name)} {_described(value)}, where {wanted} is asked for.")
    return array.astype(np.float64)


def be(name: str) -> str:
    """Return the name of a result with "is" or "are"."""
    return f"{name} {'are' if _is_plural(name) else 'is'}"


def have(name: str) -> str:
    """Return the name of a result with "has" or "have"."""
    return f"{name} {'have' if _is_plural(name) else 'has'}"


def hold(name: str) -> str:
    """Return the name of a result with "holds" or "hold"."""
    return f"{name} {'hold' if _is_plural(name) else 'holds'}"


def _is_plural(name: str) -> bool:
    """Whether it is "the lines" or "the numbers of the ratings", rather than "the bias"."""
    first = name.split(" of ")[0]
    return first.endswith("s") and not first.endswith(("ss", "us", "is", "bias"))


def _of_length(like: Any) -> str:
    return "" if like is None else f" of length {len(like)}"


def _entries(n: int) -> str:
    return "1 entry" if n == 1 else f"{n} entries"


class Tangle:
    """Stands for a list that holds itself, or lists many levels deep, of which NumPy would make an endless array."""


def untangled(value: Any) -> Any:
    """Return the value, or a `Tangle` in its place."""
    return Tangle() if _is_deep(value, 4) else value


def _is_deep(value: Any, levels: int) -> bool:
    return isinstance(value, list | tuple) and (levels == 0 or any(_is_deep(entry, levels - 1) for entry in value))


def _described(value: Any) -> str:
    if isinstance(value, Tangle):
        return "a list that holds itself, or lists within lists within lists"
    if isinstance(value, np.ndarray) and value.ndim:
        return f"an array of shape {value.shape}"
    if isinstance(value, bool | np.bool_):
        return "True or False"
    if isinstance(value, int | float | np.number) or (isinstance(value, np.ndarray) and value.dtype.kind in "iuf"):
        return "one number"
    if value is None or value is Ellipsis:
        return "None" if value is None else "…"
    if isinstance(value, str):
        return "text"
    if hasattr(value, "gi_frame"):
        return "a generator (is there a `yield` in place of the `return`?)"
    if hasattr(value, "cr_frame"):
        return "a coroutine (is there an `async` before the `def`?)"
    if isinstance(value, tuple | list | set | dict):
        return f"a {type(value).__name__} of {_entries(len(value))}"
    kind = type(value).__name__
    return f"{'an' if kind[0] in 'aeiouAEIOU' else 'a'} {kind}"


def same(a: Any, b: Any, tolerance: float) -> bool:
    """Return whether two values are equal, numbers within the tolerance (see `close`)."""
    if isinstance(a, tuple) and isinstance(b, tuple):
        return len(a) == len(b) and all(same(x, y, tolerance) for x, y in zip(a, b, strict=True))
    try:
        a, b = np.asarray(a), np.asarray(b)
        if a.shape != b.shape:
            return False
        if a.dtype.kind not in "biuf" or b.dtype.kind not in "biuf":
            return a.dtype.kind not in "biuf" and b.dtype.kind not in "biuf" and bool(np.all(a == b))
    except (ValueError, TypeError):
        return False
    return bool(np.all(close(a, b, tolerance)))


def close(a: Any, b: Any, tolerance: float) -> np.ndarray:
    """Return, number by number, whether they agree: the tolerance is absolute up to 1, relative beyond; NaN is NaN."""
    a, b = np.asarray(a, dtype=np.float64), np.asarray(b, dtype=np.float64)
    with np.errstate(invalid="ignore"):
        near = np.abs(a - b) <= tolerance * np.maximum(1.0, np.abs(b))
    return (near & np.isfinite(a) & np.isfinite(b)) | (a == b) | (np.isnan(a) & np.isnan(b))


def loose(results: Sequence[Result], value: Any) -> Any:
    """Return `value` such that a list, a tuple and an array of the same numbers are the same."""
    several = _sequence(value) if len(results) > 1 else None
    if isinstance(several, (tuple, list)) and len(several) == len(results):
        return tuple(several)
    return value
