"""The failing case as small tables, and as a line of text: what went in, what was expected, and what came out."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from rectutor.practice.comparing import close, same
from rectutor.practice.exercises import Result
from rectutor.practice.markup import to_html, to_plain

LONGEST = 12  # entries of a vector that are shown
LINES = 6  # of a table
NEIGHBORS = 2  # numbers in one line, so that it fits a phone
MINUS = "−"


def inputs(case: Mapping[str, Any]) -> str:
    """Return the table of a case's inputs, neighbouring numbers in one line."""
    lines: list[tuple[list[str], list[str]]] = []
    open_line = None  # the last line, while it is one of numbers
    for name, value in case.items():
        if np.ndim(value) == 2:
            lines += [
                ([name] if row == 0 else [], [_plain(v) for v in _first(line)])
                for row, line in enumerate(value[:LINES])
            ]
            lines += [([], ["…"])] if len(value) > LINES else []
            open_line = None
        elif np.ndim(value):
            lines.append(([name], [_plain(v) for v in _first(value)]))
            open_line = None
        elif open_line and len(open_line[0]) < NEIGHBORS:
            open_line[0].append(name), open_line[1].append(_plain(value))
        else:
            open_line = ([name], [_plain(value)])
            lines.append(open_line)
    width = max(len(cells) for _, cells in lines)
    rows = "".join(f'<tr><th scope="row">{_named(names)}</th>{_padded(cells, width)}</tr>' for names, cells in lines)
    return _table("the case", rows)


def comparison(results: Sequence[Result], expected: Sequence[Any], got: Sequence[Any], tolerance: float) -> str:
    """Return a table for each result, the values that differ marked."""
    return "".join(_compared(result.name, e, g, tolerance) for result, e, g in zip(results, expected, got, strict=True))


def in_a_line(
    case: Mapping[str, Any],
    results: Sequence[Result] = (),
    expected: Sequence[Any] = (),
    got: Sequence[Any] | None = None,
    tolerance: float = 0.0,
) -> str:
    """Return a case as one line of plain text; of several results, those that differ.

    >>> in_a_line({"users": np.array([7, 7, 4]), "k": 2}, [Result("the lines", "ids")], [[1]], [[0]])
    'users = [7, 7, 4], k = 2; expected [1], got [0]'
    """
    line = ", ".join(f"{name} = {_written(value)}" for name, value in case.items())
    if got is None:
        return line
    for result, e, g in zip(results, expected, got, strict=True):
        wanted, received = _first(e), _first(g)
        differs = _differing(wanted, received, max(len(wanted), len(received)), tolerance)
        if any(differs) or not same(g, e, tolerance):
            digits = _digits(wanted, received, differs)
            of = f"{to_plain(result.name)}: " if len(results) > 1 else ""
            line += f"; {of}expected {_written(e, digits)}, got {_written(g, digits)}"
    return line


def _written(value: Any, digits: int | None = None) -> str:
    """Return a number, a text, or the first of an array's entries, nearly as Python has them."""
    if isinstance(value, str):
        return repr(str(value))
    if np.ndim(value):
        shown = LINES if np.ndim(value) == 2 else LONGEST
        entries = [_written(entry, digits) for entry in value[:shown]]
        return f"[{', '.join([*entries, '…'] if len(value) > shown else entries)}]"
    return f"{value:g}" if digits is None else f"{value:.{digits}f}"


def _compared(name: str, expected: Any, got: Any, tolerance: float) -> str:
    wanted, received = _first(expected), _first(got)
    width = max(len(wanted), len(received))
    differs = _differing(wanted, received, width, tolerance)
    digits = _digits(wanted, received, differs)
    cells = [_number(v, digits) for v in received]
    marked = [f"<mark>{cell}</mark>" if differs[j] else cell for j, cell in enumerate(cells)]
    rows = f'<tr><th scope="row">expected</th>{_padded([_number(v, digits) for v in wanted], width)}</tr>'
    rows += f'<tr><th scope="row">got</th>{_padded(marked, width)}</tr>'
    return _table(to_html(name.removeprefix("the ")), rows)


def _differing(wanted: list, received: list, width: int, tolerance: float) -> list[bool]:
    def differ(j: int) -> bool:
        if j >= len(wanted) or j >= len(received):
            return True
        if isinstance(wanted[j], str) or isinstance(received[j], str):
            return wanted[j] != received[j]
        return not close(received[j], wanted[j], tolerance)

    return [differ(j) for j in range(width)]


def _digits(wanted: list, received: list, differs: list[bool]) -> int:
    """Return the decimals, three or more, with which values that differ look different; 0 for whole numbers."""
    numbers = [v for v in [*wanted, *received] if not isinstance(v, str)]
    if all(np.isfinite(v) and v == round(v) for v in numbers):
        return 0
    pairs = [(w, r) for w, r, d in zip(wanted, received, differs, strict=False) if d and not isinstance(r, str)]
    for digits in range(3, 10):
        if all(_number(w, digits) != _number(r, digits) for w, r in pairs):
            return digits
    return 10


def _first(values: Any) -> list:
    entries = values if isinstance(values, list) else np.ravel(values)  # an array would make text of a mixed list
    flat = [v.item() if isinstance(v, np.generic) else v for v in entries]
    return flat if len(flat) <= LONGEST else [*flat[:LONGEST], "…"]


def _number(value: Any, digits: int) -> str:
    if isinstance(value, str):
        return html.escape(value)
    if not np.isfinite(value):
        return "not a number" if np.isnan(value) else "infinite"
    return f"{value:.{digits}f}".replace("-", MINUS)


def _named(names: list[str]) -> str:
    return f"<code>{html.escape(', '.join(names))}</code>" if names else ""


def _plain(value: Any) -> str:
    if isinstance(value, str):
        return html.escape(value)
    return "–" if np.isnan(value) else f"{value:g}".replace("-", MINUS)


def _padded(cells: list[str], width: int) -> str:
    return "".join(f"<td>{cell}</td>" for cell in cells) + "<td></td>" * (width - len(cells))


def _table(caption: str, rows: str) -> str:
    return (
        f'<div class="rt-scroll" role="group" tabindex="0"><table><caption>{caption}</caption>'
        f"<tbody>{rows}</tbody></table></div>"
    )
