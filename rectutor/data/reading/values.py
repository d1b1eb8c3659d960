"""Ratings and times as numbers, however they were written: with decimal commas, in milliseconds, as dates."""

from __future__ import annotations

import numpy as np
import pandas as pd

from rectutor.data import entry

UNITS = {"seconds": 1, "milliseconds": 1e3, "microseconds": 1e6, "nanoseconds": 1e9}
FARTHEST = 1e11  # seconds, the year 5138; as milliseconds, it is 1973


def ratings_in(table: pd.DataFrame, name: str) -> tuple[pd.Series, str]:
    """Return the ratings in column `name` as numbers, and a word on how they were written; refuse text."""
    column = table[name]
    if not entry.is_text_category(column):
        return column, ""
    texts = pd.Series(column.cat.categories, dtype=str)
    numbers, note = numbers_of(texts)
    rest = texts[np.isnan(numbers)]
    codes = column.cat.codes.to_numpy()
    remedy = "correct these lines, or leave them out, as rectutor.clean does"
    remedy = "pass decimal=','" if rest.str.contains(",").any() else remedy
    entry.refuse(table, name, np.append(np.isnan(numbers), False)[codes], "holds text", remedy)
    return pd.Series(np.append(numbers, np.nan)[codes], index=table.index), note


def numbers_of(texts: pd.Series) -> tuple[np.ndarray, str]:
    """Return the numbers that are written in texts (NaN where none is), and a word on how.

    Examples
    --------
    >>> numbers, note = numbers_of(pd.Series(["4,5", "3", "good", "1,000"]))
    >>> numbers.tolist(), note
    ([4.5, 3.0, nan, nan], ' (decimal commas)')
    """
    with_comma = texts.str.fullmatch(r"\s*-?\d+,\d\d?\s*").to_numpy(bool, na_value=False)  # 1,000 may be a thousand
    commas = with_comma.any() and not texts[~with_comma].str.fullmatch(r"\s*-?\d+\.\d+\s*").any()
    texts = texts.where(~with_comma, texts.str.replace(",", ".")) if commas else texts
    numbers = pd.to_numeric(texts, errors="coerce").to_numpy(np.float64, na_value=np.nan)
    return numbers, " (decimal commas)" if commas else ""


def times_in(table: pd.DataFrame, name: str) -> tuple[pd.Series, str]:
    """Return the times in column `name` in seconds, and a word on how they were written; refuse what is none."""
    missing = table[name].isna().to_numpy()
    remedy = "leave these lines out, or pass timestamp=False to do without times"
    entry.refuse(table, name, missing, "has no time", remedy)
    seconds, form = seconds_of(table[name])
    remedy = f"dates in another form than 2024-05-31 become times by pandas.to_datetime(frame[{name!r}], format=…)"
    entry.refuse(table, name, np.isnan(seconds), "holds no time that can be read", remedy)
    years = [
        np.datetime64(int(end), "s").item().year for end in (seconds.min(), seconds.max()) if abs(end) < entry.LATEST
    ]
    span = " to ".join(map(str, dict.fromkeys(years)))
    if np.isfinite(seconds).all():
        seconds = np.floor(seconds).astype(np.int64)
    return pd.Series(seconds, index=table.index), f" ({span})" if form in ("seconds", "dates") else f" ({form}, {span})"


def seconds_of(column: pd.Series) -> tuple[np.ndarray, str]:
    """Return the times in seconds since 1970, and how they were written.

    Parameters
    ----------
    column : Series
        Numbers, numbers as text, dates as in ISO 8601 (2024-05-31, 2024-05-31 18:00, …) or as 20240531, or pandas'
        own. A time without a zone is taken to be in UTC.

    Returns
    -------
    seconds : ndarray of float64
        NaN where there is no time, or none that can be read.
    form : {"seconds", "milliseconds", "microseconds", "nanoseconds", "dates"}
        One for the whole column: the unit in which the middle one of the times is not beyond the year 5138.

    Examples
    --------
    >>> seconds, form = seconds_of(pd.Series(["1970-01-02", "1970-01-01 00:01", "soon"]))
    >>> seconds.tolist(), form
    ([86400.0, 60.0, nan], 'dates')
    >>> seconds, form = seconds_of(pd.Series([1260759144000, 1260759179500]))
    >>> seconds.tolist(), form
    ([1260759144.0, 1260759179.5], 'milliseconds')
    """
    if isinstance(column.dtype, pd.CategoricalDtype):  # each different time once
        of_categories, form = seconds_of(pd.Series(column.cat.categories))
        return np.append(of_categories, np.nan)[column.cat.codes], form
    if pd.api.types.is_datetime64_any_dtype(column):
        return _since_1970(column), "dates"
    if pd.api.types.is_bool_dtype(column):
        return np.full(len(column), np.nan), "seconds"
    counted = pd.to_numeric(column, errors="coerce").to_numpy(np.float64, na_value=np.nan)
    written = np.isnan(counted) & column.notna().to_numpy()
    if not written.any():
        return _from_counts(counted)
    dates = _since_1970(pd.to_datetime(column[written].astype(str), format="ISO8601", utc=True, errors="coerce"))
    if np.isnan(dates).all():
        return _from_counts(counted)
    counted = counted.copy()
    counted[written] = dates
    return counted, "dates"


def _from_counts(counts: np.ndarray) -> tuple[np.ndarray, str]:
    finite = counts[np.isfinite(counts)]
    middle = np.median(np.abs(finite)) if len(finite) else 0
    if len(finite) and ((finite >= 19_700_101) & (finite < 22_000_101)).all():
        days = pd.to_datetime(
            pd.Series(counts).astype("Int64").astype("str"), format="%Y%m%d", utc=True, errors="coerce"
        )
        if days.notna().sum() == len(finite):
            return _since_1970(days), "dates"
    form = next((unit for unit, parts in UNITS.items() if middle / parts < FARTHEST), "seconds")
    return counts / UNITS[form], form


def _since_1970(dates: pd.Series) -> np.ndarray:
    whole = pd.to_datetime(dates, utc=True).dt.as_unit("s")  # nanoseconds end in 2262
    return np.where(whole.isna(), np.nan, whole.astype(np.int64).to_numpy(np.float64))
