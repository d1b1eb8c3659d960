"""How films are named and grouped in pictures."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from rectutor.data.ratings import Ratings
from rectutor.show.packing import plain

LONGEST_TITLE = 28
_GROUPS = [  # the first that fits
    ("family", {"Animation", "Children", "Children's"}),
    ("crime", {"Horror"}),
    ("action", {"Sci-Fi"}),
    ("crime", {"Crime", "Film-Noir", "Mystery"}),
    ("action", {"Action", "Adventure", "Fantasy"}),
    ("crime", {"Thriller"}),
    ("comedy", {"Comedy"}),
    ("drama", {"Drama"}),
]
_ARTICLES = r"(The|A|An|La|Le|Les|Il|Das|Der|Die|El|Los)"


def short_title(title: str) -> str:
    """Return the title as a label: article in front, alternative titles dropped, at most 28 characters.

    >>> short_title("Matrix, The (1999)")
    'The Matrix'
    >>> short_title("Seven (a.k.a. Se7en) (1995)")
    'Seven'
    """
    text = re.sub(r"\s*\((\d{4}|a\.k\.a\..*?|[A-Z][^()]*)\)", "", title).strip() or title
    text = re.sub(rf"^(.*), {_ARTICLES}$", r"\2 \1", text)
    text = re.sub(r"^(Star Wars): Episode ([IV]+)\b.*", r"\1 \2", text)
    text = re.sub(r"^The Lord of the Rings: |^Lord of the Rings: ", "LotR: ", text)
    return text if len(text) <= LONGEST_TITLE else text[: LONGEST_TITLE - 1].rstrip() + "…"


def group(genres: str) -> str:
    """Return the genre group whose colour and shape a film gets.

    >>> group("Adventure|Animation|Children"), group("Comedy|Romance")
    ('family', 'comedy')
    """
    have = set(str(genres).split("|"))
    return next((name for name, wanted in _GROUPS if have & wanted), "drama")


def describe(ratings: Ratings, rows: np.ndarray) -> dict[str, list]:
    """Return what a picture says of the items at `rows`: label, title, year, group, count and mean (training)."""
    ids = ratings.item_ids[rows]
    titles = ratings.titles(ids)
    catalog = ratings.catalog
    genres = _column(catalog, "genres", ids, "")
    years = _column(catalog, "year", ids, None)
    sums = np.bincount(ratings.items, weights=ratings.values, minlength=ratings.n_items)
    counts = ratings.item_counts
    return {
        "label": [short_title(t) for t in titles],
        "title": titles,
        "year": [None if y is None or pd.isna(y) else int(y) for y in years],
        "group": [group(g) for g in genres],
        "count": counts[rows].tolist(),
        "mean": [round(float(sums[r] / counts[r]), 2) if counts[r] else None for r in rows],
    }


def header(ratings: Ratings, rows: np.ndarray) -> dict[str, list]:
    """Return what a page that looks films up needs of the items at `rows`: `describe`, ids, and names, the label first.

    A film has two names where its title is longer than its label.
    """
    described = describe(ratings, rows)
    titles, labels = described.pop("title"), described.pop("label")
    return described | {
        "id": [plain(item) for item in ratings.item_ids[rows]],
        "names": [[label] if label == title else [label, title] for label, title in zip(labels, titles, strict=True)],
    }


def _column(catalog: pd.DataFrame | None, name: str, ids: np.ndarray, missing) -> list:
    if catalog is None or name not in catalog:
        return [missing] * len(ids)
    return catalog[name].reindex(ids).tolist()
