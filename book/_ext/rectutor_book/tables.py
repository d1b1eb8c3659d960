"""Tables as pandas writes them: words stand left, numbers right, as in the rest of the book."""

from __future__ import annotations

import html
import re

TABLE = re.compile(r'<table[^>]*class="dataframe[^"]*"[^>]*>.*?</table>', re.DOTALL)
ROW = re.compile(r"<tr[^>]*>.*?</tr>", re.DOTALL)
CELL = re.compile(r"<(t[hd])([^>]*)>(.*?)</\1>", re.DOTALL)
NUMBER = re.compile(r"[-−+]?[\d,. ]*\d(e[-+]?\d+)?( ?[%±].*)?|nan|[-−]?inf|–|", re.IGNORECASE)


def align(markup: str) -> str:
    """Give the cells of each column that holds words the class "words"; other HTML is returned as it is.

    A header cell without text, as above the index, becomes a plain one: a screen reader would announce it as a header.
    """
    return TABLE.sub(lambda table: _aligned(table[0].replace("<th></th>", "<td></td>")), markup)


def _aligned(table: str) -> str:
    if "span=" in table.replace('rowspan="1"', ""):  # columns in groups: pandas' own alignment stays
        return table
    wordy = set()
    for row in ROW.findall(table):
        for column, (tag, _, content) in enumerate(CELL.findall(row)):
            text = html.unescape(re.sub(r"<[^>]+>", "", content)).strip()
            if tag == "td" and text and not NUMBER.fullmatch(text):
                wordy.add(column)
    return ROW.sub(lambda row: _marked(row[0], wordy), table)


def _marked(row: str, wordy: set[int]) -> str:
    columns = iter(range(len(row)))

    def mark(cell):
        tag, attributes, content = cell.groups()
        return f'<{tag} class="words"{attributes}>{content}</{tag}>' if next(columns) in wordy else cell[0]

    return CELL.sub(mark, row)
