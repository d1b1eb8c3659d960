"""What can be wrong with single lines: ids, ratings and times that are none, and pairs that come again."""

from __future__ import annotations

import numbers
import time
from dataclasses import replace

import numpy as np
import pandas as pd

from rectutor.data import entry
from rectutor.data.cleaning.report import LEFT, REMOVED, Finding
from rectutor.data.reading.values import numbers_of, seconds_of


class Lines:
    """A table as arrays with a place for each line, and which of the lines are left while it is cleaned.

    Attributes
    ----------
    table : DataFrame
        The columns user, item, rating and, where there is one, timestamp, to quote from.
    columns : dict
        Their names, by role.
    users, items : ndarray of int
        Where the line's ids are in `user_ids` and `item_ids`; −1 for what cannot be an id.
    values : ndarray of float64
        NaN for what cannot be a rating.
    seconds : ndarray of float64, or None
        NaN for what cannot be a time; None where there is no timestamp.
    left : ndarray of bool
        The lines that have not been removed.
    """

    def __init__(self, frame: pd.DataFrame, columns: dict):
        self.table, self.columns = frame[list(columns.values())], columns
        self.users, self.user_ids = _codes(frame[columns["user"]])
        self.items, self.item_ids = _codes(frame[columns["item"]])
        self.values, self.as_text = _values(frame[columns["rating"]])
        self.seconds = seconds_of(frame[columns["timestamp"]])[0] if "timestamp" in columns else None
        self.left = np.ones(len(frame), dtype=bool)

    def remove(self, kind: str, wrong: np.ndarray, done: str = REMOVED) -> Finding:
        """Remove those of the `wrong` lines that are still there, and say so."""
        found = self.found(kind, wrong, done)
        self.left &= ~wrong
        return found

    def found(self, kind: str, wrong: np.ndarray, done: str = LEFT) -> Finding:
        """Say which of the `wrong` lines are still there, and quote the first."""
        wrong = wrong & self.left
        quoted = entry.example(self.table, np.argmax(wrong)) if wrong.any() else ""
        return Finding(kind, np.count_nonzero(wrong), quoted, done)

    def user(self, code: int) -> str:
        """Return whom this number in `users` stands for: "user 213"."""
        return f"user {self.user_ids[code : code + 1].tolist()[0]!r}"

    def item(self, code: int) -> str:
        """Return what this number in `items` stands for: "item 318"."""
        return f"item {self.item_ids[code : code + 1].tolist()[0]!r}"


def check_lines(lines: Lines, scale: tuple[float, float] | None) -> list[Finding]:
    """Remove the lines that say nothing: no user, no item, no rating that can be, no time that can be."""
    column = lines.table[lines.columns["rating"]]
    missing = column.isna().to_numpy()
    findings = [
        lines.remove("ratings without a user", lines.users < 0),
        lines.remove("ratings without an item", lines.items < 0),
        lines.remove("ratings without a value", missing),
        lines.remove("ratings that are no number", np.isnan(lines.values)),
        lines.remove("ratings that are infinite", np.isinf(lines.values)),
    ]
    if scale is not None:
        low, high = scale
        outside = (lines.values < low) | (lines.values > high)
        findings.append(lines.remove(f"ratings outside the scale, {low:g} to {high:g}", outside))
    findings.append(lines.found("ratings written as text", lines.as_text, "made numbers"))
    return findings if lines.seconds is None else [*findings, *_check_times(lines)]


def _check_times(lines: Lines) -> list[Finding]:
    missing = lines.table[lines.columns["timestamp"]].isna().to_numpy()
    possible = (lines.seconds >= 0) & (lines.seconds <= entry.LATEST)
    return [
        lines.remove("ratings without a time", missing),
        lines.remove("times that cannot be read, or before 1970", ~possible),
        lines.found("times of 0, which seldom mean 1970-01-01", lines.seconds == 0),
        lines.found("times in the future", lines.seconds > time.time()),
    ]


def check_repeats(lines: Lines) -> list[Finding]:
    """Keep the latest rating of each pair of user and item, by time where there is one, else by line."""
    places = np.flatnonzero(lines.left)
    pairs = lines.users[places].astype(np.int64) * len(lines.item_ids) + lines.items[places]
    repeated = pd.Series(pairs).duplicated(keep=False).to_numpy() if entry.repeat(pairs) else np.zeros(len(pairs), bool)
    places, pairs = places[repeated], pairs[repeated]
    values = pd.Series(lines.values[places])
    differ = (values.groupby(pairs).transform("min") != values.groupby(pairs).transform("max")).to_numpy()
    seconds = None if lines.seconds is None else lines.seconds[places]
    earlier = np.ones(len(pairs), dtype=bool)
    earlier[entry.latest(pairs, seconds)] = False
    findings = []
    for kind, chosen in (("repeated with the same value", ~differ), ("repeated with another value", differ)):
        again = np.zeros(len(lines.left), dtype=bool)
        again[places[earlier & chosen]] = True
        example = _repeated(lines, places[pairs == pairs[chosen][0]]) if chosen.any() else ""
        found = lines.remove(f"ratings {kind}", again, "removed, the latest was kept")
        findings.append(replace(found, example=example))
    return findings


def _repeated(lines: Lines, places: np.ndarray) -> str:
    shown = [f"{value:g}" for value in lines.values[places[:5]]] + ["…"] * (len(places) > 5)
    return f"{lines.user(lines.users[places[0]])}, {lines.item(lines.items[places[0]])}: {', '.join(shown)}"


def _codes(column: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """Return the place of each line's id among the different ids, −1 for what is none, and these ids."""
    column, kind = entry.plain(column)
    if pd.api.types.is_numeric_dtype(column):
        numbers = column.to_numpy(np.float64, na_value=np.nan)
        is_id = np.floor(numbers) == numbers
    elif kind == "string":
        is_id = (column.str.strip() != "").to_numpy(bool, na_value=False) & column.notna().to_numpy()
    else:
        is_id = np.fromiter(map(_is_id, column), dtype=bool, count=len(column))
    codes, ids = pd.factorize(column.where(is_id))
    ids = pd.Index(ids).infer_objects()
    return codes, np.asarray(ids.astype(np.int64) if pd.api.types.is_float_dtype(ids) else ids)


def _is_id(value) -> bool:
    if isinstance(value, str):
        return bool(value.strip())
    return isinstance(value, numbers.Real) and value == value and abs(value) != np.inf and value % 1 == 0


def _values(column: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """Return the ratings as numbers, NaN for what is none, and which of them were written as text."""
    column, _ = entry.plain(column)
    text = entry.is_text(column)
    values = np.full(len(column), np.nan)
    values[~text] = pd.to_numeric(column[~text], errors="coerce").to_numpy(np.float64, na_value=np.nan)
    if text.any():
        values[text], _ = numbers_of(column[text].astype(str))
    return values, text & ~np.isnan(values)
