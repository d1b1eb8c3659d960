import gzip
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rectutor import MatrixFactorizationSGD, Ratings, load
from rectutor.data.reading import files, read_ratings
from rectutor.data.reading.roles import NAMES, find, role_of
from rectutor.data.reading.values import seconds_of
from tests.tables import tables

MOVIELENS = Path(__file__).parents[2] / "datasets/movielens-small/ratings.csv"
HEADER = "userId,movieId,rating,timestamp\n"
LINES = "7,31,2.5,1260759144\n7,29,3,1260759179\n9,31,5,1260759182\n"
EXPECTED = [[7, 31, 2.5, 1260759144], [7, 29, 3, 1260759179], [9, 31, 5, 1260759182]]


def write(path, text, encoding="utf-8"):
    path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
    return path


def table_of(ratings):
    return ratings.to_frame().to_numpy().tolist()


def test_three_lines_from_ones_own_file_to_the_first_recommendation():
    ratings = read_ratings(MOVIELENS)
    model = MatrixFactorizationSGD(epochs=1).fit(ratings)
    assert len(model.recommend(ratings.user_ids[0])) == 10


def test_one_sentence_says_what_was_guessed(tmp_path, capsys):
    read_ratings(write(tmp_path / "my-ratings.csv", HEADER + LINES))
    assert capsys.readouterr().out == (
        "read 3 ratings from my-ratings.csv: user = userId, item = movieId, rating = rating, "
        "timestamp = timestamp (2009); scale 2.5 to 5, the lowest and highest seen; "
        "pass user=…, item=…, rating=…, timestamp=…, scale=… to choose otherwise\n"
    )


def test_what_is_given_is_not_guessed_and_not_talked_about(tmp_path, capsys):
    path = write(tmp_path / "r.csv", "a,b,user,rating,timestamp\n1,2,3,4,5\n2,3,4,5,1\n")
    columns = {"user": "a", "item": "b", "rating": "user", "timestamp": "rating", "scale": (1, 9)}
    assert table_of(read_ratings(path, **columns)) == [[1, 2, 3, 4], [2, 3, 4, 5]]
    assert capsys.readouterr().out == ""
    assert table_of(read_ratings(path, **{**columns, "timestamp": False})) == [[1, 2, 3], [2, 3, 4]]


FORMS = {  # content, what is passed, what is said
    "commas": (HEADER + LINES, {}, "from r.csv: user"),
    "semicolons": ((HEADER + LINES).replace(",", ";"), {}, "r.csv (cells separated by semicolons): user"),
    "tabs": ((HEADER + LINES).replace(",", "\t"), {}, "(cells separated by tabs)"),
    "bars": ((HEADER + LINES).replace(",", "|"), {}, "(cells separated by bars)"),
    "blanks": ((HEADER + LINES).replace(",", " "), {}, "(cells separated by blanks)"),
    "double colons": ((HEADER + LINES).replace(",", "::"), {}, "(cells separated by double colons)"),
    "a spreadsheet's": (("\ufeff" + HEADER + LINES + ",,,\n\n").replace("\n", "\r\n"), {}, "from r.csv: user"),
    "blank lines above": ("\n\n" + HEADER + LINES, {}, "from r.csv: user"),
    "compressed": (gzip.compress((HEADER + LINES).encode()), {}, "from r.csv: user"),
    "UTF-16": ((HEADER + LINES).encode("utf-16"), {"encoding": "utf-16"}, "from r.csv: user"),
    "no header": (LINES, {"names": ["user", "item", "rating", "timestamp"]}, "user = user, item = item"),
    "no header, by position": (LINES, {"header": None, "user": 0, "item": 1}, "rating = 2, timestamp = 3"),
    "milliseconds": (HEADER + LINES.replace("\n", "000\n"), {}, "timestamp = timestamp (milliseconds, 2009)"),
    "more columns": ("note," + HEADER + LINES.replace("7,", "x,7,").replace("9,31", "y,9,31"), {}, "from r.csv: user"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "options", "said"), FORMS.values(), ids=FORMS)
def test_forms_that_are_certain_are_read_with_a_say(tmp_path, capsys, content, options, said):
    ratings = read_ratings(write(tmp_path / "r.csv", content), **options)
    assert table_of(ratings) == EXPECTED
    assert said in capsys.readouterr().out


def test_decimal_commas_are_read_where_nothing_else_can_be_meant(tmp_path, capsys):
    path = write(tmp_path / "books.csv", "reader;book;stars\n1;b1;4,5\n2;b2;10\n")
    assert table_of(read_ratings(path)) == [[1, "b1", 4.5], [2, "b2", 10]]
    assert "rating = stars (decimal commas); scale 4.5 to 10" in capsys.readouterr().out
    with pytest.raises(ValueError, match=r"'stars' holds text in 1 of 2 lines, such as line 2 .*; pass decimal=','"):
        read_ratings(write(tmp_path / "r.csv", "reader;book;stars\n1;b1;1,500\n2;b2;10\n"))


@pytest.mark.parametrize(
    "dates", [("2009-12-14", "2009-12-14 02:52:59"), ("2009-12-14T00:00:00Z", "2009-12-14T04:52:59+02:00"),
              ("20091214", "20091214"), (1260748800, 1260759179), ("1260748800", "1260759179")]
)  # fmt: skip
def test_dates_become_seconds_whether_read_or_given(tmp_path, dates):
    frame = pd.DataFrame({"user": [1, 2], "item": [1, 2], "rating": [1, 2], "date": dates})
    frame.to_csv(tmp_path / "r.csv", index=False)
    frame.to_parquet(tmp_path / "r.parquet")
    second = 1260748800 if dates[1] == "20091214" else 1260759179
    for source in (frame, tmp_path / "r.csv", tmp_path / "r.parquet"):
        assert read_ratings(source).timestamps.tolist() == [1260748800, second]


@settings(max_examples=20)
@given(st.integers(1e9, 4e9), st.sampled_from([("seconds", 1), ("milliseconds", 10**3), ("nanoseconds", 10**9)]))
def test_a_unit_is_told_by_the_size_of_its_numbers(second, unit):
    seconds, form = seconds_of(pd.Series([second * unit[1], -1]))
    assert form == unit[0]
    assert seconds[0] == pytest.approx(second)


BAD_FILES = {
    "empty": ("", "the file is empty"),
    "blank lines only": ("\n\n", "the file is empty"),
    "header only": (HEADER, "the table is empty: it has the columns userId"),
    "one column": ("userId\n1\n", "there is only one column, 'userId'; .* pass it as sep='…'"),
    "no item": ("userId,rating\n1,2\n2,3\n", r"which column holds the item\? There are .*; pass item=…"),
    "no header": ("1,2,3\n1,3,4\n", r"the first line, '1,2,3', holds data .* pass names=\['user', 'item', 'rating'\]"),
    "no header, text": ("Ada,Heat,3\nBen,Heat,4\n", "the first line, 'Ada,Heat,3', holds data where names of columns"),
    "one cell too many": (HEADER + LINES + "1,2,3,4,5\n", "unequal numbers of cells: 5 in line 5, 4 before"),
    "cells without a name": ("userId,movieId,rating\n" + LINES, "4 cells in '7,31,2.5,1260759144', but only"),
    "commas in numbers": ("user,item,rating\n1,2,3,5\n1,3,4,0\n", "but only 3 names; .* decimal commas in quotes"),
    "an open quotation mark": (HEADER + '1,"2,3,4\n' + LINES, "a quotation mark is opened and never closed"),
    "blank line before the fault": (HEADER + "\n4,5,60,1\n4,6,x,1\n", r"text in 1 of 2 .* line 4 \(userId 4"),
    "missing rating": (HEADER + LINES + "4,5,,9\n", r"no rating .* in 1 of 4 lines, such as line 5 \(userId 4"),
    "missing user": (HEADER + LINES.replace("7,", "Ada,") + ",5,3,9\n", r"no id in 1 of 4 .* line 5 \(userId nan"),
    "blank user": (HEADER + LINES.replace("7,", "Ada,") + " ,5,3,9\n", r"no id in 1 of 4 .* line 5 \(userId ' '"),
    "missing time": (HEADER + LINES + "4,5,3,\n", r"no time in 1 of 4 lines, such as line 5 .* pass timestamp=False"),
    "no time": (HEADER + LINES + "4,5,3,soon\n", r"no time that can be read in 1 of 4 lines, .* line 5 .*format=…"),
    "time before 1970": (HEADER + LINES + "4,5,3,-9\n", "no number of seconds since 1970 in 1 of 4 lines.* line 5"),
    "the text NA": (HEADER + LINES + "4,5,NA,9\n", "text in 1 of 4 lines, .* line 5 .*; correct these"),
    "repeated": (HEADER + LINES + "7,31,4,9\n", "repeat an earlier pair in 1 .* line 5 .* after line 2"),
    "one value": ("userId,movieId,rating\n1,2,3\n1,3,3\n", r"all ratings are 3, which tells no scale; pass scale=\("),
    "spreadsheet": (b"PK\x03\x04x", "this is no CSV file but a spreadsheet .*; save the sheet as CSV, or"),
    "web page": ("<!DOCTYPE html>", "this is no CSV file but a web page"),
    "JSON": ('{"user": 1}', r"this is no CSV file but JSON; pass pandas.read_json\("),
    "binary": (b"a\0b", "this is no text file"),
    "UTF-16": ((HEADER + LINES).encode("utf-16"), "in UTF-16, not in UTF-8; pass encoding='utf-16'"),
    "half of a Parquet file": (b"PAR1 and no more", "this is no Parquet file, or not whole"),
    "half of a compressed file": (gzip.compress(HEADER.encode())[:-9], "the file cannot be read to its end"),
    "a matrix": ("user,A,B,C,D\n1,2,3,4,5\n", r"columns 'A', 'B', 'C' and 'D' may hold the rating; .* frame.melt\("),
}  # fmt: skip


@pytest.mark.parametrize(("content", "said"), BAD_FILES.values(), ids=BAD_FILES)
def test_a_bad_file_is_refused_in_one_sentence_with_the_line_that_an_editor_shows(tmp_path, content, said):
    with pytest.raises(ValueError, match=f"^bad.csv: .*{said}") as caught:
        read_ratings(write(tmp_path / "bad.csv", content))
    assert "\n" not in str(caught.value)
    assert caught.value.__suppress_context__, "the traceback would go on into pandas"


def test_another_encoding_is_named_with_the_line(tmp_path):
    path = write(tmp_path / "r.csv", "userId,movieId,rating\n1,Amélie,3\n1,Heat,4\n", encoding="latin-1")
    with pytest.raises(ValueError, match=r"not in UTF-8 \(see line 2\); save it so, or pass encoding='latin-1'"):
        read_ratings(path)
    assert read_ratings(path, encoding="latin-1").item_ids.tolist() == ["Amélie", "Heat"]
    with pytest.raises(ValueError, match="the file is not in 'ascii'; pass the encoding"):
        read_ratings(path, encoding="ascii")
    with pytest.raises(ValueError, match="there is no encoding 'utf-99'"):
        read_ratings(path, encoding="utf-99")


def test_wrong_calls_are_answered(tmp_path):
    path = write(tmp_path / "r.csv", HEADER + LINES)
    with pytest.raises(ValueError, match=r"no column 'userID' among userId, .* did you mean user='userId'"):
        read_ratings(path, user="userID")
    with pytest.raises(TypeError, match="there is no option 'usr'; did you mean 'user'"):
        read_ratings(path, usr="userId")
    with pytest.raises(TypeError, match="sep=… is for files, but the ratings come as a DataFrame"):
        read_ratings(pd.DataFrame(), sep=";")
    with pytest.raises(FileNotFoundError, match=r"there is no file .*nowhere\.csv$"):
        read_ratings(tmp_path / "nowhere.csv")
    with pytest.raises(FileNotFoundError, match=r"https://example\.org/r\.csv; download it first"):
        read_ratings("https://example.org/r.csv")
    with pytest.raises(ValueError, match=r"this is a folder; pass the path of a file \(in it: r\.csv\)"):
        read_ratings(tmp_path)
    with pytest.raises(TypeError, match="from a path or a DataFrame, but this is of type list"):
        read_ratings([(1, 2, 3)])
    pd.DataFrame({"user": [1]}).to_parquet(tmp_path / "r.parquet")
    with pytest.raises(ValueError, match="sep=… is for CSV files, but this is Parquet"):
        read_ratings(tmp_path / "r.parquet", sep=";")


@pytest.fixture
def small_pieces(monkeypatch):
    monkeypatch.setattr(files, "PIECE", 4)


@pytest.mark.usefixtures("small_pieces")
@pytest.mark.parametrize("suffix", ["csv", "parquet"])
@pytest.mark.parametrize("as_text", [False, True])
@settings(max_examples=10)
@given(table=tables(min_size=2))
def test_reading_in_pieces_gives_what_the_whole_table_gives(tmp_path_factory, suffix, as_text, table):
    if table.rating.nunique() == 1:
        table.loc[0, "rating"] = 5.5
    if as_text:
        table = table.astype({"user": str}).assign(item="film " + table.item.astype(str))
    path = tmp_path_factory.mktemp("pieces") / f"r.{suffix}"
    table.to_csv(path, index=False) if suffix == "csv" else table.to_parquet(path)
    if as_text and suffix == "csv":
        table["user"] = table["user"].astype(int)
    read = read_ratings(path)
    whole = Ratings.from_frame(table, scale=(table.rating.min(), table.rating.max()))
    for name in ("users", "items", "values", "user_ids", "item_ids"):
        np.testing.assert_array_equal(getattr(read, name), getattr(whole, name), err_msg=name)
    assert read.scale == whole.scale


@pytest.mark.usefixtures("small_pieces")
def test_ids_that_turn_to_text_further_down_are_all_text(tmp_path):
    path = write(tmp_path / "r.csv", HEADER + LINES + "x07,31,3,1260759190\n,,,\n8,31,3.5,1260759191\n9,5,x,1\n")
    with pytest.raises(ValueError, match=r"line 8 \(userId '9', movieId 5.0, rating 'x'"):
        read_ratings(path)
    write(path, path.read_text().replace("9,5,x,1\n", ""))
    assert read_ratings(path).user_ids.tolist() == ["7", "8", "9", "x07"]


def test_leading_zeros_belong_to_an_id(tmp_path):
    path = write(tmp_path / "r.csv", "user,isbn,rating\n1,0439023483,3\n1,439023483,4\n")
    books = write(tmp_path / "books.csv", "isbn,name\n0439023483,Hunger Games\n439023483,Another\n")
    ratings = read_ratings(path, books)
    assert ratings.item_ids.tolist() == ["0439023483", "439023483"]
    assert ratings.titles(ratings.item_ids) == ["Hunger Games", "Another"]


def test_names_in_use_are_known():
    for role in NAMES:
        assert role_of(role) == role
    for name in ("userId", "user_id", "User-ID", "reviewerID", "uid", "customer"):
        assert role_of(name) == "user", name
    for name in ("movieId", "ISBN", "asin", "product_id", "anime_id"):
        assert role_of(name) == "item", name
    for name in ("stars", "score", "overall", "Book-Rating"):
        assert role_of(name) == "rating", name
    for name in ("time", "date", "unixReviewTime"):
        assert role_of(name) == "timestamp", name
    assert role_of("title") is None
    assert len(" ".join(NAMES.values()).split()) == len(set(" ".join(NAMES.values()).split())), "a name in two roles"


def test_content_decides_where_names_do_not():
    frame = pd.DataFrame({"a": [5, 3], "b": [1260759144, 1260759179], "c": ["Heat", "Alien"], "user": [300, 41]})
    assert find(frame, {}) == {"user": "user", "item": "c", "rating": "a", "timestamp": "b"}


AMBIGUOUS = {  # columns of one line, what is said
    "names of items": (
        {"asin": 1, "parent_asin": 2, "user": 1, "rating": 3},
        "'asin' and 'parent_asin' may hold the item",
    ),
    "ratings": ({"user": 1, "item": 2, "a": 3, "b": 4}, "columns 'a' and 'b' may hold the rating; pass rating='a', or"),
    "users or items": (
        {"a": "x", "b": "y", "rating": 4},
        "'a' and 'b' may hold users and items, .* user='a', item='b', or",
    ),
    "items": ({"user": 1, "a": 1, "b": 2, "rating": 4}, "columns 'a' and 'b' may hold the item; pass item='a'"),
}


@pytest.mark.parametrize(("columns", "said"), AMBIGUOUS.values(), ids=AMBIGUOUS)
def test_what_is_ambiguous_is_refused_with_the_candidates(columns, said):
    with pytest.raises(ValueError, match=said):
        find(pd.DataFrame([columns]), {})


def test_a_class_brings_its_own_ratings(tmp_path):
    ratings = write(tmp_path / "books.csv", "reader;book;stars\n1;b1;4,5\n2;b2;10\n")
    books = write(tmp_path / "titles.csv", "book;title;author\nb1;None;A\nb2;<b>Cats & Dogs</b> 🎬;B\n")
    read = read_ratings(ratings, books, scale=(1, 10), sep=";", decimal=",")
    assert repr(read) == "2 ratings by 2 users of 2 items, from 1 to 10"
    assert read.values.tolist() == [4.5, 10]
    assert read.titles(["b1", "b2"]) == ["None", "<b>Cats & Dogs</b> 🎬"]
    assert read.catalog.columns.tolist() == ["title", "year", "author"]


@pytest.mark.parametrize(("rated", "listed"), [("12 x7", "12"), ("12 13", "12 x7")])
def test_ids_of_items_are_found_however_the_two_files_write_them(tmp_path, rated, listed):
    ratings = "".join(f"1,{item},{stars}\n" for stars, item in enumerate(rated.split()))
    items = "".join(f"{item},film {item}\n" for item in listed.split())
    read = read_ratings(
        write(tmp_path / "r.csv", "user,item,rating\n" + ratings), write(tmp_path / "i.csv", "item,title\n" + items)
    )
    assert read.titles(read.item_ids[:1]) == ["film 12"]


def test_titles_years_and_genres_come_with_the_items():
    ratings, items = load("movielens-small").ratings.to_frame(), load("movielens-small").items
    read = read_ratings(ratings, items)
    pd.testing.assert_frame_equal(read.catalog, items)
    films = items.assign(title=items.title + " (" + items.year.astype(str) + ")").drop(columns="year").reset_index()
    pd.testing.assert_frame_equal(read_ratings(ratings, films).catalog[:1000], items[:1000], check_dtype=False)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("movieId,label\n2,x\n", "i.csv: there is no column 'title'; there are movieId, label"),
        ("number,title,n\n2,x,1\n", "i.csv: there is no column 'movieId' with the items' ids; there are number, title"),
        ("movieId,title\n2,x\n2,y\n", "i.csv: in line 3, the id .*2.* is missing or repeated"),
        ("movieId,title\n2,x\n,y\n", "i.csv: in line 3, the id .*nan.* is missing or repeated"),
        (
            "movieId,title\ntt02,x\n",
            "i.csv: none of the rated items is among these; ids look like 2 there and 'tt02' here",
        ),
    ],
)
def test_a_bad_file_of_items_is_refused(tmp_path, text, said):
    ratings = write(tmp_path / "r.csv", "userId,movieId,rating\n1,2,3\n1,3,4\n")
    with pytest.raises(ValueError, match=said):
        read_ratings(ratings, write(tmp_path / "i.csv", text))
    with pytest.raises(FileNotFoundError, match=r"there is no file .*items\.csv"):
        read_ratings(ratings, tmp_path / "items.csv")
