"""Tables from files, CSV and Parquet, read in pieces, so that ten million lines fit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from rectutor.data.reading import csv_form
from rectutor.data.reading.pieces import LINE, Gathered

HEAD = 10_000  # lines, to guess from
PIECE = 1 << 18  # lines


def opened(source: str | Path | pd.DataFrame, options: dict) -> CsvFile | ParquetFile | Frame:
    """Return a file, or a DataFrame, ready to be read: `head()` to guess from, then `read(columns, times)`.

    Parameters
    ----------
    source : path or DataFrame
    options : dict
        For `pandas.read_csv`.

    Raises
    ------
    ValueError, FileNotFoundError, TypeError
        With a sentence: what is wrong with the file, and what to do.
    """
    if isinstance(source, pd.DataFrame):
        return Frame(source)
    if not isinstance(source, (str, Path)):
        raise TypeError(f"tables are read from a path or a DataFrame, but this is of type {type(source).__name__}")
    path = Path(source)
    if path.is_dir():
        inside = sorted(file.name for file in path.iterdir() if not file.name.startswith("."))
        shown = f"{', '.join(inside[:5])}{', …' if len(inside) > 5 else ''}" or "nothing"
        raise ValueError(f"this is a folder; pass the path of a file (in it: {shown})")
    if not path.is_file():
        hint = "; download it first" if "://" in str(source) else ""
        raise FileNotFoundError(f"there is no file {source}{hint}")
    with csv_form.in_a_sentence(path, options), path.open("rb") as file:
        is_parquet = file.read(4) == b"PAR1" or path.suffix.lower() in (".parquet", ".pq")
    return ParquetFile(path, options) if is_parquet else CsvFile(path, options)


class Frame:
    """A DataFrame; `form` is empty, since there is nothing to say about it."""

    form = ""

    def __init__(self, frame: pd.DataFrame):
        self.frame = frame

    def head(self) -> pd.DataFrame:
        """Return the first lines."""
        return self.frame.head(HEAD)

    def read(self, columns: list, times=None) -> pd.DataFrame:
        """Return these columns of all lines; a column of `times` that are text, in seconds."""
        gathered = Gathered(columns, times)
        gathered.add(self.frame)
        return gathered.table()


class CsvFile:
    """A CSV file; `form` says what was found out about how it is written."""

    def __init__(self, path: Path, options: dict):
        exact = {"keep_default_na": False, "na_values": [""], "skip_blank_lines": False}  # "NA" may be a film
        form, self.form = csv_form.detect(path, options)
        whole = {} if "engine" in {**form, **options} else {"low_memory": False}  # else a piece's column may mix types
        self.path, self.options = path, {**exact, **form, **whole, **options}
        self.texts = set()  # columns that have to be read as text

    def head(self) -> pd.DataFrame:
        """Return the first lines."""
        first = {**self.options, "nrows": min(HEAD, self.options.get("nrows") or HEAD)}
        with csv_form.in_a_sentence(self.path, self.options):
            table = pd.read_csv(self.path, **first)
            csv_form.refuse_shape(table)
            if "dtype" not in first:
                cells = pd.read_csv(self.path, **first, dtype=str)
                self.texts = {name for name in table if table[name].dtype.kind == "i" and _zeros_lead(cells[name])}
                for name in self.texts:
                    table[name] = cells[name]
        return table.dropna(how="all")

    def read(self, columns: list, times=None) -> pd.DataFrame:
        """Return these columns of all lines that are not empty, with the numbers that an editor gives the lines."""
        gathered = Gathered(columns, times)
        with csv_form.in_a_sentence(self.path, self.options):
            for piece in self._pieces():
                gathered.add(piece)
        mixed = gathered.mixed()
        if mixed - self.texts:  # numbers here, text further down: read it again, all of it as it stands
            self.texts |= mixed
            return self.read(columns, times)
        return gathered.table()

    def _pieces(self) -> Iterator[pd.DataFrame]:
        line = self._first_line()
        types = self.options.get("dtype", dict.fromkeys(self.texts, str))
        with pd.read_csv(self.path, **{**self.options, "dtype": types, "chunksize": PIECE}) as reader:
            for piece in reader:
                piece.index = pd.RangeIndex(line, line + len(piece), name=LINE)
                line += len(piece)
                empty = piece.isna().all(axis=1)
                yield piece[~empty] if empty.any() else piece

    def _first_line(self) -> int:
        skipped = self.options.get("skiprows")
        header = self.options.get("header", None if "names" in self.options else 0)
        above = header + 1 if isinstance(header, int) else 0
        return 1 + above + (skipped if isinstance(skipped, int) else 0)


class ParquetFile:
    """A Parquet file; `form` is empty, since there is nothing to say about it."""

    form = ""

    def __init__(self, path: Path, options: dict):
        if options:
            raise ValueError(f"{next(iter(options))}=… is for CSV files, but this is Parquet")
        try:
            from pyarrow import lib, parquet
        except ImportError:
            raise ImportError("Parquet files need pyarrow: pip install pyarrow") from None
        try:
            self.file = parquet.ParquetFile(path)
        except (lib.ArrowException, OSError) as error:
            reason = str(error).split(".")[0].split(":")[0]
            raise ValueError(f"this is no Parquet file, or not whole ({reason}); get it anew") from None
        self.names = [name for name in self.file.schema_arrow.names if not name.startswith("__index_level_")]

    def head(self) -> pd.DataFrame:
        """Return the first lines."""
        return next(self._pieces(self.names, HEAD), pd.DataFrame(columns=self.names))

    def read(self, columns: list, times=None) -> pd.DataFrame:
        """Return these columns of all lines."""
        gathered = Gathered(columns, times)
        for piece in self._pieces(columns, PIECE):
            gathered.add(piece)
        return gathered.table()

    def _pieces(self, columns: list, size: int) -> Iterator[pd.DataFrame]:
        for batch in self.file.iter_batches(size, columns=columns):
            yield batch.to_pandas(ignore_metadata=True)


def _zeros_lead(cells: pd.Series) -> bool:
    """Return whether zeros lead: 0439023483 is a book's number, and 439023483 is none."""
    return bool(cells.str.match(r"\s*0\d", na=False).any())
