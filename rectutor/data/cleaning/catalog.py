"""What is missing or contradictory in what is known about the items."""

from __future__ import annotations

import numbers

import numpy as np
import pandas as pd

from rectutor.data.cleaning.lines import Lines
from rectutor.data.cleaning.report import Finding, counted
from rectutor.data.reading.catalogs import with_known_names, written_as

NOTHING = r"\s*\(?\s*(?:no genres? listed|no genres?|none|unknown|n/?a|nan|null|-)\s*\)?\s*"  # in words


def check_catalog(lines: Lines, items: pd.DataFrame) -> list[Finding]:
    """Find what is missing about the items, and what contradicts itself; nothing is removed."""
    catalog = with_known_names(items, lines.columns["item"])
    catalog.index = written_as(lines.item_ids, _ids_or_none(catalog.index))
    counts = np.bincount(lines.items[lines.left], minlength=len(lines.item_ids))
    ratings = pd.Series(counts, index=lines.item_ids)
    unlisted = ratings.index[(ratings > 0) & ~ratings.index.isin(catalog.index)]
    again = catalog.index[catalog.index.duplicated()].unique()
    findings = [
        Finding("items with ratings, but not in the table of items", len(unlisted), _first(unlisted)),
        Finding("items that are in the table of items more than once", len(again), _first(again)),
    ]
    if "title" in catalog:
        findings.append(_items("items without a title", catalog, _blank(catalog["title"])))
    if "year" in catalog:
        catalog["year"] = pd.to_numeric(catalog["year"], errors="coerce")
        findings.append(_items("items without a year", catalog, catalog["year"].isna()))
    if "genres" in catalog:
        in_words = catalog["genres"].astype("str").str.fullmatch(NOTHING, case=False, na=False)
        in_words &= catalog["genres"].notna()
        example = f": {catalog['genres'][in_words].iloc[0]!r}" if in_words.any() else ""
        findings.append(_items("items without genres", catalog, _blank(catalog["genres"])))
        findings.append(_items("items whose genres are words for none", catalog, in_words, example))
    catalog = catalog[~catalog.index.duplicated()]
    if "title" in catalog:
        findings += _shared_titles(catalog, ratings)
    if "year" in catalog and lines.seconds is not None:
        findings.append(_too_early(lines, catalog))
    return findings


def _shared_titles(catalog: pd.DataFrame, ratings: pd.Series) -> list[Finding]:
    titled = catalog[~_blank(catalog["title"])]
    items_of = titled["title"].value_counts()
    shared = items_of[items_of > 1]
    example = f"{shared.index[0]!r}: {shared.iloc[0]} items" if len(shared) else ""
    findings = [Finding("titles that several items have", len(shared), example)]
    if "year" not in titled:
        return findings
    dated = titled[titled["year"].notna()]
    dated = dated[dated.duplicated(["title", "year"], keep=False)].assign(ratings=ratings)
    groups = dated.fillna({"ratings": 0}).groupby(["title", "year"])["ratings"]
    example = ""
    if groups.ngroups:
        title, year = groups.sum().idxmax()
        items = [
            f"{item!r} ({counted(int(count), 'rating')})"
            for item, count in groups.get_group((title, year)).to_dict().items()
        ]
        example = f"{title!r} ({year:.0f}): items {' and '.join(items)}"
    return [*findings, Finding("titles that several items of one year have", groups.ngroups, example)]


def _too_early(lines: Lines, catalog: pd.DataFrame) -> Finding:
    """Find ratings that were given in a year before the item's."""
    years = catalog["year"].reindex(lines.item_ids)
    years = np.append(years.to_numpy(np.float64, na_value=np.nan), np.nan)  # the last for −1, which is no item
    seconds = np.where(lines.left, lines.seconds, 0)
    rated = seconds.astype("datetime64[s]").astype("datetime64[Y]").astype(np.int64) + 1970
    early = lines.left & (rated < years[lines.items])
    example = ""
    if early.any():
        line = np.argmax(early)
        day = np.datetime64(int(seconds[line]), "s").item().strftime("%Y-%m-%d")
        code = lines.items[line]
        title = f" {catalog['title'].get(lines.item_ids[code])!r}" if "title" in catalog else ""
        example = f"{lines.user(lines.users[line])} rated {lines.item(code)}{title} ({years[code]:.0f}) on {day}"
    return Finding("ratings given before the year of the item", np.count_nonzero(early), example)


def _items(kind: str, catalog: pd.DataFrame, which: pd.Series, more: str = "") -> Finding:
    which = which.to_numpy(bool)
    example = ""
    if which.any():
        line = np.argmax(which)
        title = catalog["title"].iloc[line] if "title" in catalog else None
        named = "" if title is None or pd.isna(title) else f" {title!r}"
        example = f"item {catalog.index[line : line + 1].tolist()[0]!r}{named}{more}"
    return Finding(kind, np.count_nonzero(which), example)


def _ids_or_none(index: pd.Index) -> pd.Index:
    if index.dtype != object:
        return index
    return pd.Index([value if isinstance(value, str | numbers.Real) else None for value in index], dtype=object)


def _first(ids: pd.Index) -> str:
    return f"item {ids[:1].tolist()[0]!r}" if len(ids) else ""


def _blank(column: pd.Series) -> pd.Series:
    return column.isna() | (column.astype("str").str.strip() == "")
