"""The door to `Ratings`: what cannot be right is refused here, in one sentence that says what, how often, and where.

Every check looks at the whole table at once, so the sentence counts all lines with the same fault and shows the first.
A table whose index is named "line" (as `rectutor.read_ratings` makes them) is quoted by the file's line numbers.
"""

from __future__ import annotations

import difflib
import numbers
import reprlib

import numpy as np
import pandas as pd

POLICIES = ("last", "mean")
NUMBERS = ("integer", "floating", "mixed-integer-float", "decimal")  # as pandas' infer_dtype calls them
LATEST = 253_402_300_799  # the last second of the year 9999; milliseconds since 1970 lie far above it


def checked(
    frame: pd.DataFrame,
    user: str,
    item: str,
    rating: str,
    timestamp: str | None,
    scale: tuple[float, float],
    duplicates: str | None,
) -> dict[str, np.ndarray | None]:
    """Return the columns of a `Ratings` made from `frame`, or refuse it; `frame` itself is never changed.

    Parameters are those of `Ratings.from_frame`.

    Returns
    -------
    dict
        users, items (int32 rows), values (float32), timestamps (int64 seconds, or None), in the same order of lines;
        user_ids, item_ids (int64 or text, sorted). Whole numbers that pandas keeps as 7.0 (it does where one was
        missing once) become 7.

    Raises
    ------
    ValueError
        One sentence: the column, how many lines, an example, what to do.
    """
    check_scale(scale)
    _check_policy(duplicates)
    roles = {"user": user, "item": item, "rating": rating, "timestamp": timestamp}
    table = named_columns(frame, {role: name for role, name in roles.items() if name is not None})
    users, user_ids = _rows(_ids(table, user))
    items, item_ids = _rows(_ids(table, item))
    values = _values(table, rating, scale)
    times = None if timestamp is None else _seconds(table, timestamp)
    pairs = users.astype(np.int64) * len(item_ids) + items
    lines = slice(None)
    if repeat(pairs):
        if duplicates is None:
            _refuse_repeats(table, pairs, user, item)
        if duplicates == "mean":
            values = pd.Series(values).groupby(pairs).transform("mean").to_numpy()
        lines = latest(pairs, times)
    return {
        "users": users[lines],
        "items": items[lines],
        "values": values[lines].astype(np.float32),
        "timestamps": None if times is None else times[lines],
        "user_ids": user_ids,
        "item_ids": item_ids,
    }


def latest(pairs: np.ndarray, times: np.ndarray | None) -> np.ndarray:
    """Return the lines, in their order, that are the last of their pair: by time where known, else by line."""
    order = np.arange(len(pairs)) if times is None else np.argsort(times, kind="stable")
    return np.sort(order[~pd.Series(pairs[order]).duplicated(keep="last").to_numpy()])


def repeat(pairs: np.ndarray) -> bool:
    """Return whether a number occurs more than once."""
    ordered = np.sort(pairs)  # 8 bytes a line; a hash table takes several times that
    return bool((ordered[1:] == ordered[:-1]).any())


def _rows(ids: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """Return the row of each line, and the ids in the order of rows: sorted, only those that occur."""
    if not isinstance(ids.dtype, pd.CategoricalDtype):
        codes, found = pd.factorize(ids, sort=True)
        return codes.astype(np.int32), np.asarray(found)
    codes, categories = ids.cat.codes.to_numpy(), ids.cat.categories
    occurs = np.bincount(codes, minlength=len(categories)) > 0
    order = categories.argsort()
    order = order[occurs[order]]
    row_of = np.empty(len(categories), dtype=np.int32)
    row_of[order] = np.arange(len(order))
    return row_of[codes], np.asarray(categories[order])


def check_scale(scale: tuple[float, float]) -> None:
    """Refuse what is no lowest and highest rating."""
    try:
        low, high = scale
        good = all(isinstance(end, numbers.Real) and np.isfinite(end) for end in (low, high)) and low < high
    except (TypeError, ValueError):
        good = False
    if not good:
        raise ValueError(
            f"scale is the lowest and the highest rating that can be given, such as (0.5, 5), but it is {scale!r}"
        )


def _check_policy(duplicates) -> None:
    if duplicates is not None and duplicates not in POLICIES:
        raise ValueError(
            f"duplicates says what to do where a user rated an item more than once: None to refuse, 'last' to keep the "
            f"latest, 'mean' to average; it cannot be {duplicates!r}"
        )


def named_columns(frame: pd.DataFrame, roles: dict[str, str]) -> pd.DataFrame:
    """Return the columns that `roles` names, or refuse: one is unknown, named twice, or has two roles."""
    if not isinstance(frame, pd.DataFrame):
        raise TypeError(f"ratings come as a pandas DataFrame, one a line, but this is of type {type(frame).__name__}")
    present = list(frame.columns)
    for role, name in roles.items():
        if name not in present:
            names = [str(column) for column in present]
            unused = [column for column in names if column not in roles.values()]
            near = difflib.get_close_matches(str(name), unused, n=1, cutoff=0.5)
            hint = f"did you mean {role}={near[0]!r}?" if near else f"pass {role}=… to name the one that holds it"
            raise ValueError(f"there is no column {name!r} among {', '.join(names) or 'no columns at all'}; {hint}")
        if present.count(name) > 1:
            raise ValueError(f"{present.count(name)} columns are named {name!r}; rename them, or keep only one")
        if list(roles.values()).count(name) > 1:
            raise ValueError(f"column {name!r} cannot be both {' and '.join(r for r in roles if roles[r] == name)}")
    if frame.empty:
        raise ValueError(f"the table is empty: it has the columns {', '.join(map(str, present))}, but no line")
    table = frame[list(roles.values())]
    return table if table.index.name == "line" else table.reset_index(drop=True)


def _ids(table: pd.DataFrame, name: str) -> pd.Series:
    """Return whole numbers as int64, and text as it is: a categorical stays one, which takes 4 bytes a line."""
    remedy = "leave these lines out, or find out whom or what they are about"
    if is_text_category(table[name]):
        blank = np.array([not text.strip() for text in table[name].cat.categories], dtype=bool)
        codes = table[name].cat.codes.to_numpy()
        refuse(table, name, (codes < 0) | blank[codes], "has no id", remedy)
        return table[name]
    column, kind = plain(table[name])
    missing = column.isna().to_numpy()
    if kind == "string":
        missing = missing | (column.str.strip() == "").to_numpy(bool, na_value=False)
    refuse(table, name, missing, "has no id", remedy)
    if kind == "string":
        return column
    said = "mixes text and numbers, and would keep 7 and '7' apart: it holds text"
    refuse(table, name, is_text(column), said, f"make all of it text with frame[{name!r}].astype(str), or numbers")
    if kind not in NUMBERS:
        raise ValueError(f"ids are whole numbers or text, but column {name!r} is of type {kind}; see {example(table)}")
    if kind == "integer" and column.max() <= np.iinfo(np.int64).max and column.min() >= np.iinfo(np.int64).min:
        return column.astype(np.int64)
    floats = column.astype(np.float64).to_numpy()
    inexact = ~((floats == np.floor(floats)) & (np.abs(floats) < 2**53))  # from there on, floats skip whole numbers
    remedy = f"ids are whole numbers or text: frame[{name!r}].astype(str) makes text of them"
    refuse(table, name, inexact, "is not a whole number, or too large for one,", remedy)
    return pd.Series(floats.astype(np.int64), index=table.index)


def _values(table: pd.DataFrame, name: str, scale: tuple[float, float]) -> np.ndarray:
    values = _numbers(table, name, "rating")
    low, high = scale
    refuse(table, name, np.isnan(values), "has no rating (NaN)", "leave these lines out, or find the ratings")
    refuse(table, name, np.isinf(values), "is infinite", f"ratings go from {low:g} to {high:g}")
    outside = (values < low) | (values > high)
    remedy = "correct them, or pass the scale that they were given on, as scale=(lowest, highest)"
    refuse(table, name, outside, f"is outside the scale, {low:g} to {high:g},", remedy)
    return values


def _seconds(table: pd.DataFrame, name: str) -> np.ndarray:
    column, _ = plain(table[name])
    dates = pd.api.types.is_datetime64_any_dtype(column)
    seconds = None if dates else _numbers(table, name, "timestamp")
    missing = column.isna().to_numpy() if dates else np.isnan(seconds)
    refuse(table, name, missing, "has no time", "leave these lines out, or pass timestamp=None to do without times")
    if dates:
        seconds = (pd.to_datetime(column, utc=True) - pd.Timestamp(0, tz="UTC")) / pd.Timedelta(seconds=1)
    impossible = ~((seconds >= 0) & (seconds <= LATEST))
    said, remedy = "is no number of seconds since 1970", "divide by 1000 if these are milliseconds"
    refuse(table, name, np.asarray(impossible), said, remedy)
    return np.floor(np.asarray(seconds)).astype(np.int64)


def _numbers(table: pd.DataFrame, name: str, role: str) -> np.ndarray:
    """Return the column as float64, missing values as NaN; refuse text, saying how to make numbers of it."""
    column, kind = plain(table[name])
    if kind in NUMBERS or column.isna().all():
        return column.to_numpy(dtype=np.float64, na_value=np.nan)
    text = is_text(column)
    if role == "timestamp":
        remedy = f"make times of it with pandas.to_datetime(frame[{name!r}])"
    else:
        remedy = how_to_make_numbers(column[text], name)
    refuse(table, name, text, "holds text", remedy)
    raise ValueError(f"a {role} is a number, but column {name!r} is of type {kind}; see {example(table)}")


def how_to_make_numbers(texts: pd.Series, name: str) -> str:
    """Return what would make numbers of these texts, all from column `name` of a `frame`."""
    if pd.to_numeric(texts, errors="coerce").notna().all():
        return f"make numbers of it with frame[{name!r}].astype(float)"
    if pd.to_numeric(texts.str.replace(",", "."), errors="coerce").notna().all():
        return "it has decimal commas: read the file with decimal=','"
    return f"pandas.to_numeric(frame[{name!r}], errors='coerce') makes numbers of it, and NaN of what is none"


def _refuse_repeats(table: pd.DataFrame, pairs: np.ndarray, user: str, item: str) -> None:
    again = pd.Series(pairs).duplicated().to_numpy()
    first = np.argmax(pairs == pairs[np.argmax(again)])
    raise ValueError(
        f"columns {user!r} and {item!r} repeat an earlier pair in {_count(again)}, such as "
        f"{example(table, np.argmax(again))} after {example(table, first)}; "
        f"pass duplicates='last' to keep the latest, or duplicates='mean' to average"
    )


def is_text_category(column: pd.Series) -> bool:
    """Return whether the column is categorical, with nothing but text among its categories."""
    return isinstance(column.dtype, pd.CategoricalDtype) and column.cat.categories.inferred_type == "string"


def plain(column: pd.Series) -> tuple[pd.Series, str]:
    """Return a categorical column as what its categories are, and what kind of values there are."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        column = column.astype(column.cat.categories.dtype)
    return column, pd.api.types.infer_dtype(column, skipna=True)


def is_text(column: pd.Series) -> np.ndarray:
    """Return, line by line, whether it holds text."""
    if pd.api.types.is_numeric_dtype(column):
        return np.zeros(len(column), dtype=bool)
    return np.fromiter((isinstance(value, str) for value in column), dtype=bool, count=len(column))


def refuse(table: pd.DataFrame, name: str, wrong: np.ndarray, said: str, remedy: str) -> None:
    """Raise ValueError if any line is `wrong`: "column 'name' {said} in 2 of 9 lines, such as …; {remedy}"."""
    if wrong.any():
        raise ValueError(
            f"column {name!r} {said} in {_count(wrong)}, such as {example(table, np.argmax(wrong))}; {remedy}"
        )


def _count(wrong: np.ndarray) -> str:
    return f"{np.count_nonzero(wrong):,} of {len(wrong):,} lines"


def example(table: pd.DataFrame, position: int = 0) -> str:
    """Return where a line stands and what is in it, as in "frame.iloc[2] (user 7, item 'a', rating 9.0)"."""
    where = f"line {table.index[position]}" if table.index.name == "line" else f"frame.iloc[{position}]"
    values = (table[name].iloc[position] for name in table.columns)
    values = (value.item() if isinstance(value, np.generic) else value for value in values)
    return f"{where} ({', '.join(f'{n} {reprlib.repr(v)}' for n, v in zip(table.columns, values, strict=True))})"
