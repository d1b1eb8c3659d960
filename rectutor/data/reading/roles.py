"""Which column holds what: guessed from names, then from content, and refused where more than one will do."""

from __future__ import annotations

import re

import pandas as pd

from rectutor.data.entry import named_columns
from rectutor.data.reading.values import seconds_of

NAMES = {  # as they are found in published data sets, without capitals, blanks and signs
    "user": "user userid uid users username customer customerid client clientid reader readerid reviewer reviewerid "
    "member memberid visitor visitorid person personid account accountid rater raterid viewer viewerid student "
    "player listener listenerid consumer consumerid",
    "item": "item itemid iid items movie movieid film filmid product productid asin parentasin isbn book bookid song "
    "songid track trackid artist artistid album albumid game gameid anime animeid recipe recipeid restaurant "
    "restaurantid business businessid article articleid show showid course courseid place placeid joke jokeid",
    "rating": "rating ratings rate star stars score scores overall vote grade value preference bookrating userrating",
    "timestamp": "timestamp timestamps time date datetime ts unixreviewtime unixtime ratedat createdat ratingdate "
    "reviewdate ratingtimestamp reviewtimestamp",
}
ROLES = {name: role for role, names in NAMES.items() for name in names.split()}
HIGHEST = 100  # no scale in use goes further
LEVELS = 25  # different ratings, at most
EARLIEST, HORIZON = 315_532_800, 2**32  # 1980 and 2106, in seconds: a number between them is hardly anything but a time


def role_of(name) -> str | None:
    """Return what a column of this name holds: user, item, rating or timestamp; None where the name does not say.

    Examples
    --------
    >>> role_of("User-ID"), role_of("reviewerID"), role_of("title")
    ('user', 'user', None)
    """
    return ROLES.get(re.sub(r"[\W_]", "", str(name)).lower())


def find(head: pd.DataFrame, given: dict) -> dict:
    """Return the column for each role.

    Parameters
    ----------
    head : DataFrame
        The table's first lines.
    given : dict
        Columns by role ("user", "item", "rating", "timestamp") that are known; None where one is to be guessed, False
        for a timestamp that is not wanted.

    Returns
    -------
    dict
        Columns by role; a timestamp only if there is one.

    Raises
    ------
    ValueError
        With a sentence that names the candidates, and the argument to pass.

    Examples
    --------
    >>> find(pd.DataFrame({"reader": ["Ada", "Ben"], "ISBN": ["0439023483", "034545104X"], "grade": [5, 3]}), {})
    {'user': 'reader', 'item': 'ISBN', 'rating': 'grade'}
    """
    no_times = given.get("timestamp") is False
    found = {role: name for role, name in given.items() if name is not None and (role, name) != ("timestamp", False)}
    named_columns(head, found)  # refuses what is not there
    wanted = [role for role in NAMES if role not in found and not (no_times and role == "timestamp")]
    for role in wanted:
        named = [name for name in _free(head, found) if role_of(name) == role]
        if len(named) > 1:
            raise ValueError(
                f"columns {_listed(named, 'and')} may hold the {role}; pass {role}={named[0]!r}, or another"
            )
        if named:
            found[role] = named[0]
    _by_content(head, wanted, found)
    return {role: found[role] for role in NAMES if role in found}


def _by_content(head: pd.DataFrame, wanted: list[str], found: dict) -> None:
    """Add to `found` what only one column can be: times first, ratings next, ids last."""
    for role, looks_like in (("timestamp", _like_times), ("rating", _like_ratings)):
        if role in wanted and role not in found:
            candidates = [name for name in _unnamed(head, found) if looks_like(head[name])]
            if len(candidates) == 1:
                found[role] = candidates[0]
            elif role == "rating":
                _refuse(head, role, candidates)
    ids = [role for role in ("user", "item") if role in wanted and role not in found]
    candidates = [name for name in _unnamed(head, found) if _like_ids(head[name])] if ids else []
    if len(ids) == 2 and len(candidates) == 2:
        one, other = candidates
        raise ValueError(
            f"columns {one!r} and {other!r} may hold users and items, or items and users; "
            f"pass user={one!r}, item={other!r}, or the other way round"
        )
    for role in ids:
        if len(candidates) != 1:
            _refuse(head, role, candidates)
        found[role] = candidates[0]
        candidates = []


def _refuse(head: pd.DataFrame, role: str, candidates: list) -> None:
    if candidates:
        matrix = "; if each column is an item, frame.melt(…) makes a line of each rating" if len(candidates) > 3 else ""
        names = _listed(candidates, "and")
        raise ValueError(f"columns {names} may hold the {role}; pass {role}={candidates[0]!r}, or another{matrix}")
    raise ValueError(f"which column holds the {role}? There are {_listed(list(head.columns), 'and')}; pass {role}=…")


def _free(head: pd.DataFrame, found: dict) -> list:
    return [name for name in head.columns if name not in found.values()]


def _unnamed(head: pd.DataFrame, found: dict) -> list:
    return [name for name in _free(head, found) if role_of(name) is None]


def _listed(names: list, word: str) -> str:
    shown = [repr(name) for name in names[:8]] + ["…"] * (len(names) > 8)
    return f" {word} ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))


def _like_times(column: pd.Series) -> bool:
    seconds, _ = seconds_of(column.dropna())
    return len(seconds) > 0 and bool(((seconds >= EARLIEST) & (seconds <= HORIZON)).all())


def _like_ratings(column: pd.Series) -> bool:
    if not pd.api.types.is_numeric_dtype(column) or pd.api.types.is_bool_dtype(column):
        return False
    values = column.dropna()
    return len(values) > 0 and values.abs().max() <= HIGHEST and values.nunique() <= LEVELS


def _like_ids(column: pd.Series) -> bool:
    if pd.api.types.is_numeric_dtype(column):
        return bool((column.dropna() % 1 == 0).all())
    return pd.api.types.is_string_dtype(column) or isinstance(column.dtype, pd.CategoricalDtype)
