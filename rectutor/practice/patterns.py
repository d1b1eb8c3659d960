"""What is off about a result, where the same is off in every case that fails."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from rectutor.practice.comparing import close, same

Pairs = Sequence[tuple[Any, Any]]
Cases = Sequence[Mapping[str, Any]]


def pattern(pairs: Pairs, cases: Cases, tolerance: float) -> str:
    """Return a clause that begins with "it", or "" if nothing holds in all of the cases.

    Parameters
    ----------
    pairs : sequence of (expected, got)
        The result in each failing case, both fitted to the same shape.
    cases : sequence of mappings
        The failing cases' inputs.
    """
    clause = _as_it_came_in(pairs, cases, tolerance) or _order(pairs)
    if clause or not all(_is_numeric(value) for pair in pairs for value in pair):
        return clause
    expected, got = (np.concatenate([np.ravel(pair[j]).astype(np.float64) for pair in pairs]) for j in (0, 1))
    if len(got) < 2 or not np.all(np.isfinite(got)):
        return ""
    if all(np.asarray(value).dtype.kind in "iu" for pair in pairs for value in pair):
        return _shift(expected, got)  # a count that happens to be twice another is not "twice as large"
    return _factor(expected, got, tolerance) or _shift(expected, got) or _rounding(expected, got)


def _is_numeric(value: Any) -> bool:
    return np.asarray(value).dtype.kind in "iuf"


def _as_it_came_in(pairs: Pairs, cases: Cases, tolerance: float) -> str:
    if all(same(got, pairs[0][1], tolerance) for _, got in pairs):
        return ""  # a constant, which an input may happen to be
    for name in cases[0]:
        if all(same(got, case[name], tolerance) for (_, got), case in zip(pairs, cases, strict=True)):
            return f"it is `{name}` as it came in"
    return ""


def _order(pairs: Pairs) -> str:
    if not all(np.ndim(e) == 1 and len(e) == len(g) and len(e) > 1 for e, g in pairs):
        return ""
    if all(list(e) == list(g)[::-1] for e, g in pairs):
        return "it stands in reverse order"
    if all(sorted(map(str, e)) == sorted(map(str, g)) for e, g in pairs):
        return "it holds the right entries in another order"
    return ""


def _factor(expected: np.ndarray, got: np.ndarray, tolerance: float) -> str:
    if np.all(close(got, -expected, tolerance)):
        return "it has the opposite sign"
    ratios = got[expected != 0] / expected[expected != 0]
    if len(ratios) < 2 or not ratios[0] or not np.all(close(got, ratios[0] * expected, tolerance)):
        return ""
    return f"it is {ratios[0]:.3g} times what it should be"


def _shift(expected: np.ndarray, got: np.ndarray) -> str:
    shift = got - expected
    if np.ptp(shift) > 1e-6:
        return ""
    return f"it is too {'high' if shift[0] > 0 else 'low'} by {abs(shift[0]):.3g} in each case that fails"


def _rounding(expected: np.ndarray, got: np.ndarray) -> str:
    if len(np.unique(got)) < 3:
        return ""  # zeros and ones are no rounded numbers: a decision was returned where a share was asked for
    for digits in range(5):
        if np.all(close(got, np.round(expected, digits), 1e-9)):
            return f"it is rounded to {digits} decimal{'s' if digits > 1 else ''}" if digits else "it is rounded"
    return ""
