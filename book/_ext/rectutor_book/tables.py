"""Tables as pandas writes them: words stand left, numbers right, as in the rest of the book."""

from __future__ import annotations

import html
import re

TABLE = re.compile(r'<table[^>]*class="dataframe[^"]*"[^>]*>.*?</table>', re.DOTALL)
ROW = re.compile(r"<tr[^>]*>.*?</tr>", re.DOTALL)
CELL = re.compile(r"<(t[hd])([^>]*)>(.*?)</\1>", re.DOTALL)
NUMBER = re.compile(r"[-−+]?[\d,. ]*\d(e[-+]?\d+)?( ?[%±].*)?|nan|[-−]?inf|–|", re.IGNORECASE)


def align(markup: str) -> str:
    """Give the cells of each column of words the class "words", and missing ones "missing"; leave other HTML alone.

    The index's name moves into the row of the columns' names. A header cell without text, as above an index without a
    name, becomes a plain one: a screen reader would announce it as a header.
    """
    return TABLE.sub(lambda table: _aligned(_one_header(table[0]).replace("<th></th>", "<td></td>")), markup)


def _one_header(table: str) -> str:
    """Put the index's name, for which pandas writes a row of its own, where the row above has nothing."""
    rows = ROW.findall(table.partition("</thead>")[0])
    if len(rows) != 2:
        return table
    names, index = ([content for _, _, content in CELL.findall(row)] for row in rows)
    if names[:1] != [""] or not index[0] or any(index[1:]):
        return table
    return table.replace(rows[1], "").replace("<th></th>", f"<th>{index[0]}</th>", 1)


def _aligned(table: str) -> str:
    if "span=" in table.replace('rowspan="1"', ""):  # columns in groups: pandas' own alignment stays
        return table
    wordy = set()
    for row in ROW.findall(table):
        for column, (tag, _, content) in enumerate(CELL.findall(row)):
            text = html.unescape(re.sub(r"<[^>]+>", "", content)).strip()
            if tag == "td" and text and not NUMBER.fullmatch(text):
                wordy.add(column)
    marked = ROW.sub(lambda row: _marked(row[0], wordy), table)
    return marked.replace("<td>NaN</td>", '<td class="missing">NaN</td>')


def _marked(row: str, wordy: set[int]) -> str:
    columns = iter(range(len(row)))

    def mark(cell):
        tag, attributes, content = cell.groups()
        return f'<{tag} class="words"{attributes}>{content}</{tag}>' if next(columns) in wordy else cell[0]

    return CELL.sub(mark, row)
