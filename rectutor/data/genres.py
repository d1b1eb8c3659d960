"""The items' genres as numbers."""

from __future__ import annotations

import pandas as pd

from rectutor.data.formats import NO_GENRE


def genre_vectors(items: pd.DataFrame) -> pd.DataFrame:
    """Return which genres each item has: one line an item, one column a genre, 1 or 0.

    Parameters
    ----------
    items : DataFrame by item id
        With a column `genres`, "Action|Crime", as in a `Dataset`'s `items`. Where it is missing, or says
        "(no genres listed)", the line is all 0.

    Raises
    ------
    KeyError
        With a sentence, when there is no such column.

    Examples
    --------
    >>> genre_vectors(pd.DataFrame({"genres": ["Action|Crime", "Crime", None]}, index=["Heat", "Fargo", "?"]))
           Action  Crime
    Heat        1      1
    Fargo       0      1
    ?           0      0
    """
    if "genres" not in items:
        raise KeyError(f"the items have no column 'genres'; their columns are {', '.join(map(str, items.columns))}")
    genres = items["genres"].astype("object")
    return genres.where(genres.notna() & (genres != NO_GENRE), "").str.get_dummies("|")
