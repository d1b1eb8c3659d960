"""How a CSV file is written: compression, separator, header. Found out where certain, refused with advice where not."""

from __future__ import annotations

import bz2
import codecs
import csv
import gzip
import inspect
import lzma
import re
from contextlib import contextmanager
from difflib import get_close_matches
from itertools import islice
from pathlib import Path

import pandas as pd

from rectutor.data.reading.roles import role_of

START = 1 << 16  # bytes to look at
SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars", "::": "double colons", " ": "blanks"}
COMPRESSED = {  # first bytes: what pandas calls it, what opens it
    b"\x1f\x8b": ("gzip", gzip.open),
    b"BZh": ("bz2", bz2.open),
    b"\xfd7zXZ": ("xz", lzma.open),
}
FOREIGN = {  # first bytes: what it is, what to do
    b"PK\x03\x04": ("a spreadsheet (.xlsx) or a zip archive", "save the sheet as CSV, or pass pandas.read_excel(…)"),
    b"\xd0\xcf\x11\xe0": ("an old spreadsheet (.xls)", "save the sheet as CSV"),
    b"%PDF": ("a PDF", "find the table that it was made from"),
    b"<": ("a web page or XML", "download the table itself"),
    b"{": ("JSON", "pass pandas.read_json(…, lines=True)"),
    b"[": ("JSON", "pass pandas.read_json(…)"),
}


def detect(path: Path, options: dict) -> tuple[dict, str]:
    """Return how `pandas.read_csv` has to read the file, and what of it is worth telling.

    Parameters
    ----------
    path : Path
    options : dict
        What is known already, as options of `pandas.read_csv`.

    Raises
    ------
    ValueError, TypeError
        With a sentence: the file is empty, is no CSV file, or lacks a header; an option does not exist.
    """
    _check_names(options)
    compression, opener = _compression(path)
    with in_a_sentence(path, options), opener(path, "rb") as file:
        start = file.read(START)
    _refuse_foreign(start, options)
    lines = _first_lines(start, options)
    given = options.get("sep") or options.get("delimiter")
    sep = given or _separator(lines)
    if not {"header", "names"} & set(options):
        _refuse_missing_header(lines, sep)
    _refuse_more_cells_than_names(lines, sep, options)
    form = {"compression": compression} if given else {"compression": compression, "sep": sep}
    if blank := _blank_lines_first(start) if not {"header", "names", "skiprows"} & set(options) else 0:
        form["skiprows"] = blank
    if sep == " ":
        form["sep"] = r"\s+"
    elif len(sep) > 1 and sep != r"\s+":
        form["engine"] = "python"
    return form, "" if given or sep == "," else f" (cells separated by {SEPARATORS[sep]})"


def refuse_shape(head: pd.DataFrame) -> None:
    """Refuse what was read of the file's beginning if its lines cannot have been meant so."""
    if len(head.columns) < 2:
        raise ValueError(
            f"there is only one column, {head.columns[0]!r}; if its cells are separated by a sign of some other kind, "
            f"pass it as sep='…'"
        )


@contextmanager
def in_a_sentence(path: Path, options: dict):
    """Say in a sentence what pandas, Python and the decoders say in their own words."""
    try:
        yield
    except pd.errors.EmptyDataError:
        raise ValueError("the file is empty") from None
    except pd.errors.ParserError as error:
        raise ValueError(_unequal(str(error))) from None
    except UnicodeError:
        raise ValueError(_wrong_encoding(path, options)) from None
    except (OSError, EOFError, lzma.LZMAError) as error:
        raise ValueError(f"the file cannot be read to its end ({error}); get it anew") from None


def _compression(path: Path):
    with path.open("rb") as file:
        start = file.read(8)
    return next((how for signature, how in COMPRESSED.items() if start.startswith(signature)), (None, open))


def _check_names(options: dict) -> None:
    if options.get("encoding") is not None:
        try:
            codecs.lookup(options["encoding"])
        except (LookupError, TypeError):
            raise ValueError(f"there is no encoding {options['encoding']!r}; 'utf-8' and 'latin-1' are two") from None
    known = inspect.signature(pd.read_csv).parameters
    for name in options:
        if name not in known:
            ours = ["items", "user", "item", "rating", "timestamp", "scale", "duplicates"]
            near = get_close_matches(name, [*ours, *known], n=1, cutoff=0.6)
            hint = (
                f"did you mean {near[0]!r}?" if near else "options go to pandas.read_csv, which has none of that name"
            )
            raise TypeError(f"there is no option {name!r}; {hint}")


def _refuse_foreign(start: bytes, options: dict) -> None:
    if not start.strip():
        raise ValueError("the file is empty")
    for signature, (what, remedy) in FOREIGN.items():
        if start.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(signature):
            raise ValueError(f"this is no CSV file but {what}; {remedy}")
    if start.startswith((b"\xff\xfe", b"\xfe\xff")) and "encoding" not in options:
        raise ValueError("the file is in UTF-16, not in UTF-8; pass encoding='utf-16'")
    if b"\0" in start and "encoding" not in options:
        raise ValueError("this is no text file; ratings come as CSV or Parquet")


def _first_lines(start: bytes, options: dict) -> list[str]:
    text = start.decode(options.get("encoding") or "utf-8-sig", errors="replace")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(start) == START:
        lines.pop()  # cut off
    skipped = options.get("skiprows")
    return [line for line in islice(lines, skipped if isinstance(skipped, int) else 0, 200) if line.strip(" ,;\t|")]


def _cells(lines: list[str], sep: str) -> list[list[str]]:
    if len(sep) > 1:
        return [line.split(sep) if sep in SEPARATORS else re.split(sep, line) for line in lines]
    return list(csv.reader(lines, delimiter=sep, skipinitialspace=sep == " "))


def _separator(lines: list[str]) -> str:
    """Return the sign that cuts all of these lines into the same number of cells, three or more."""
    widths = {sep: {len(cells) for cells in _cells(lines, sep)} for sep in SEPARATORS}
    good = [sep for sep, found in widths.items() if len(found) == 1 and min(found) >= 3]
    if "," in good or not good:
        return ","
    if len(good) > 1 and good[1] != " ":
        raise ValueError(
            f"the cells may be separated by {' or '.join(SEPARATORS[s] for s in good)}; pass sep={good[0]!r}"
        )
    return good[0]


def _refuse_missing_header(lines: list[str], sep: str) -> None:
    cells = _cells(lines[:1], sep)[0] if lines else []
    if len(cells) > 1 and any(map(_is_number, cells)) and not any(map(role_of, cells)):
        names = ["user", "item", "rating", "timestamp", *(f"other{k}" for k in range(1, len(cells)))][: len(cells)]
        raise ValueError(
            f"the first line, {lines[0][:80]!r}, holds data where names of columns should be; "
            f"pass names={names}, in the order that they have in the file"
        )


def _refuse_more_cells_than_names(lines: list[str], sep: str, options: dict) -> None:
    """Refuse what pandas would take for an index: lines that all have one cell too many."""
    if {"index_col", "usecols"} & set(options) or len(lines) < 2 or options.get("header", 0) not in (0, None):
        return
    names, first = (len(cells) for cells in _cells(lines[:2], sep))
    if "header" in options and options["header"] is None and "names" not in options:
        return
    names = len(options["names"]) if "names" in options else names
    if first > names:
        raise ValueError(
            f"there are {first} cells in {lines[1][:80]!r}, but only {names} names; name all columns with "
            f"header=0, names=[…], and put text and decimal commas in quotes"
        )


def _blank_lines_first(start: bytes) -> int:
    return len(re.match(rb"(?:[ ,;\t|]*\r?\n)*", start.removeprefix(codecs.BOM_UTF8))[0].splitlines())


def _is_number(cell: str) -> bool:
    return re.fullmatch(r"\s*[-+]?\d+([.,]\d+)?\s*", cell) is not None


def _unequal(said: str) -> str:
    found = re.search(r"Expected (\d+) fields in line (\d+), saw (\d+)", said)
    if found:
        return (
            f"the lines have unequal numbers of cells: {found[3]} in line {found[2]}, {found[1]} before; put text that "
            f"holds a separator in quotes, or pass on_bad_lines='skip' to leave such lines out"
        )
    if "EOF inside string" in said:
        return "a quotation mark is opened and never closed; pass quoting=3 if quotation marks are signs like any other"
    return f"the file cannot be cut into cells: {' '.join(said.split())}"


def _wrong_encoding(path: Path, options: dict) -> str:
    if "encoding" in options:
        return f"the file is not in {options['encoding']!r}; pass the encoding that it was saved in"
    _, opener = _compression(path)
    with opener(path, "rb") as file:
        line = next((number for number, line in enumerate(file, start=1) if not _is_utf8(line)), 1)
    return f"the file is not in UTF-8 (see line {line}); save it so, or pass encoding='latin-1'"


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True
