import io
import tracemalloc
import zipfile
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectutor import load
from rectutor.data.formats import ML_1M, ML_10M, ML_100K, ML_CSV, read, split_years

# Lines of the same form as GroupLens's, with films and ratings of our own: in each, user 7 gives film 3 its highest
# rating, and film 2 is rated by nobody.
SETS = {
    "ml-100k": (
        ML_100K,
        "196\t242\t3\t881250949\n7\t3\t5\t891717742\n7\t242\t1\t891717743\n",
        "2|unknown||||1|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0\n"
        '3|"Café" d\'Amélie (1995) (V)|01-Jan-1995||http://a.b/c?d%20(1995)|0|1|0|1|0|0|0|0|0|0|0|0|0|0|0|0|0|0|1\n'
        "242|Kolya (1996)|24-Jan-1997||http://a.b/Kolya|0|0|0|0|0|1|0|0|0|0|0|0|0|0|0|0|0|0|0\n",
    ),
    "ml-1m": (
        ML_1M,
        "196::242::3::881250949\n7::3::5::891717742\n7::242::1::891717743\n",
        "2::unknown::(no genres listed)\n"
        '3::"Café" d\'Amélie (1995)::Action|Animation|Western\n'
        "242::Kolya (1996)::Comedy\n",
    ),
    "ml-10m": (
        ML_10M,
        "196::242::3::881250949\n7::3::5::891717742\n7::242::0.5::891717743\n",
        "2::unknown::(no genres listed)\n"
        '3::"Café" d\'Amélie (1995)::Action|Animation|Western\n'
        "242::Kolya (1996)::Comedy\n",
    ),
    "csv": (
        ML_CSV,
        "userId,movieId,rating,timestamp\n196,242,3.0,881250949\n7,3,5.0,891717742\n7,242,0.5,891717743\n",
        "movieId,title,genres\n2,unknown,(no genres listed)\n"
        '3,"""Café"" d\'Amélie (1995)",Action|Animation|Western\n'
        "242,Kolya (1996) ,Comedy\n",
    ),
}


def write(folder, form, ratings, items):
    (folder / form.ratings).write_bytes(ratings.encode(form.encoding))
    (folder / form.items).write_bytes(items.encode(form.encoding))
    return folder


@pytest.mark.parametrize("name", SETS)
def test_every_form_says_the_same(name, tmp_path):
    form, ratings, items = SETS[name]
    data = read(write(tmp_path, form, ratings, items), form)
    lowest = 1 if name in ("ml-100k", "ml-1m") else 0.5
    assert data.scale == (lowest, 5)
    expected = [[196, 242, 3, 881250949], [7, 3, 5, 891717742], [7, 242, lowest, 891717743]]
    assert data.to_frame().to_numpy().tolist() == expected
    assert data.catalog.index.tolist() == [2, 3, 242]
    assert data.catalog.title.tolist() == ["unknown", '"Café" d\'Amélie', "Kolya"]
    assert data.catalog.year.fillna(-1).tolist() == [-1, 1995, 1996]
    assert data.catalog.genres.tolist() == ["(no genres listed)", "Action|Animation|Western", "Comedy"]
    assert data.titles([3, 242]) == ['"Café" d\'Amélie', "Kolya"]


@pytest.mark.parametrize("name", SETS)
def test_a_set_has_the_shape_of_the_one_that_comes_with_rectutor(name, tmp_path):
    form, *texts = SETS[name]
    data, known = read(write(tmp_path, form, *texts), form), load("movielens-small").ratings
    pd.testing.assert_frame_equal(data.catalog.iloc[:0], known.catalog.iloc[:0])
    for array in ("users", "items", "values", "timestamps", "user_ids", "item_ids"):
        assert getattr(data, array).dtype == getattr(known, array).dtype, array
        assert not getattr(data, array).flags.writeable


def test_a_film_without_any_flag_has_no_genres(tmp_path):
    folder = write(tmp_path, ML_100K, "1\t1\t5\t1\n", "1|x (1990)|||" + "|0" * 19 + "\n")
    assert read(folder, ML_100K).catalog.genres.tolist() == ["(no genres listed)"]


def test_titles_keep_their_colons_and_their_bars_of_genres(tmp_path):
    items = "1::Sister Act 2: Back in the Habit (1993)::Comedy\n2::2001: A Space Odyssey (1968)::Drama|Sci-Fi\n"
    catalog = read(write(tmp_path, ML_1M, "1::1::5::1\n", items), ML_1M).catalog
    assert catalog.title.tolist() == ["Sister Act 2: Back in the Habit", "2001: A Space Odyssey"]
    assert catalog.genres.tolist() == ["Comedy", "Drama|Sci-Fi"]


@pytest.mark.parametrize("title", ["None", "NA", "nan", "null"])
def test_a_film_may_be_called_nothing(title, tmp_path):
    ratings = "userId,movieId,rating,timestamp\n1,1,5,1\n"
    folder = write(tmp_path, ML_CSV, ratings, f"movieId,title,genres\n1,{title},Drama\n")
    assert read(folder, ML_CSV).titles([1]) == [title]


@given(
    ratings=st.dictionaries(
        st.tuples(st.integers(1, 300_000), st.integers(1, 300_000)),
        st.tuples(st.integers(1, 10), st.integers(0, 2_000_000_000)),
        min_size=1,
    )
)
def test_ratings_are_those_that_from_frame_makes_of_them(ratings):
    lines = [(user, item, halves / 2, seconds) for (user, item), (halves, seconds) in ratings.items()]
    names = ["userId", "movieId", "rating", "timestamp"]
    archive = zipfile.ZipFile(io.BytesIO(), "w")
    archive.writestr("x/ratings.csv", pd.DataFrame(lines, columns=names).to_csv(index=False))
    archive.writestr("x/movies.csv", "movieId,title,genres\n1,A (2000),Drama\n")
    data = read(zipfile.Path(archive, "x/"), ML_CSV)
    assert list(data.to_frame().itertuples(index=False, name=None)) == lines
    assert data.user_ids.tolist() == sorted({user for user, *_ in lines})
    assert data.item_ids.tolist() == sorted({item for _, item, *_ in lines})


@given(
    title=st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters="()"), min_size=1),
    year=st.one_of(st.none(), st.integers(1870, 2030)),
    blanks=st.sampled_from(["", " ", "  "]),
)
def test_a_title_is_put_together_again_from_its_parts(title, year, blanks):
    titles, years = split_years(pd.Series([title + ("" if year is None else f" ({year})") + blanks]))
    assert titles.tolist() == [title]
    assert (None if pd.isna(years[0]) else years[0]) == year


def test_only_a_year_at_the_end_is_one():
    odd = ["Babylon 5", "Death Note (2006–2007)", "(500) Days (2009)", "1984 (1984)", "Movie (19955)", "(1990)"]
    titles, years = split_years(pd.Series(odd))
    assert titles.tolist() == ["Babylon 5", "Death Note (2006–2007)", "(500) Days", "1984", "Movie (19955)", ""]
    assert years.fillna(0).tolist() == [0, 0, 2009, 1984, 0, 1990]


HEADER = "userId,movieId,rating,timestamp\n"
MOVIES = "movieId,title,genres\n2,x,Drama\n"
BAD_FILES = {
    "repeated pair": (
        HEADER + "1,2,3,4\n1,3,3,4\n1,2,3,5\n",
        MOVIES,
        r"ratings\.csv .* repeat an earlier pair in 1 of 3 lines, such as line 4",
    ),
    "above the scale": (HEADER + "1,2,3,4\n1,3,5.5,4\n", MOVIES, r"outside the scale, 0.5 to 5, .* line 3 \(userId 1"),
    "no rating": (HEADER + "1,2,,4\n", MOVIES, "column 'rating' has no rating"),
    "before 1970": (HEADER + "1,2,3,-4\n", MOVIES, "no number of seconds since 1970"),
    "no line": (HEADER, MOVIES, "ratings.csv is not as GroupLens writes it: the table is empty"),
    "nothing": ("", MOVIES, "ratings.csv is not as GroupLens writes it: No columns"),
    "text": (HEADER + "1,two,3,4\n", MOVIES, "ratings.csv is not as GroupLens writes it: .*two"),
    "half an id": (HEADER + "1,2.5,3,4\n", MOVIES, "ratings.csv is not as GroupLens writes it"),
    "an id too large": (HEADER + "1,99999999999,3,4\n", MOVIES, "ratings.csv is not as GroupLens writes it"),
    "a cell missing": (HEADER + "1,2,3\n", MOVIES, "ratings.csv is not as GroupLens writes it"),
    "a film twice": (HEADER + "1,2,3,4\n", MOVIES + "2,y,Drama\n", "movies.csv .* the film 2 is in it twice"),
    "no titles": (HEADER + "1,2,3,4\n", "movieId,genres\n2,Drama\n", "movies.csv .*title"),
    "cut off": (HEADER + "1,2,3,4\n", 'movieId,title,genres\n2,"x', "movies.csv is not as GroupLens writes it"),
}


@pytest.mark.parametrize(("ratings", "items", "said"), BAD_FILES.values(), ids=BAD_FILES)
def test_a_bad_file_is_refused_in_one_sentence(ratings, items, said, tmp_path):
    with pytest.raises(ValueError, match=said) as caught:
        read(write(tmp_path, ML_CSV, ratings, items), ML_CSV)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("line", ["2::x\n", "2::x::Drama::y\n", "two::x::Drama\n"])
def test_a_bad_line_of_films_is_refused(line, tmp_path):
    with pytest.raises(ValueError, match=r"movies\.dat is not as GroupLens writes it") as caught:
        read(write(tmp_path, ML_1M, "1::1::5::1\n", "1::y::Drama\n" + line), ML_1M)
    assert "\n" not in str(caught.value)


def test_another_encoding_is_refused(tmp_path):
    write(tmp_path, ML_10M, "1::1::5::1\n", "1::y::Drama\n")
    (tmp_path / "movies.dat").write_bytes("1::Amélie (2001)::Drama\n".encode("latin-1"))
    with pytest.raises(ValueError, match=r"movies\.dat is not as GroupLens writes it: 'utf-8' codec"):
        read(tmp_path, ML_10M)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ValueError, match=r"the file u\.item is missing"):
        read(tmp_path, ML_100K)
    (tmp_path / "u.item").write_text("1|x||||1" + "|0" * 18 + "\n")
    with pytest.raises(ValueError, match=r"the file u\.data is missing"):
        read(tmp_path, ML_100K)


def test_reading_takes_at_most_60_bytes_a_rating(tmp_path):
    users, items = np.divmod(np.arange(300_000), 1500)
    lines = "".join(
        f"{user + 1}::{item + 1}::{1 + item % 5}::978300760\n" for user, item in zip(users, items, strict=True)
    )
    write(tmp_path, ML_1M, lines, "1::y::Drama\n")
    tracemalloc.start()
    data = read(Path(tmp_path), ML_1M)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    kept = sum(getattr(data, name).nbytes for name in ("users", "items", "values", "timestamps"))
    assert kept == 20 * len(data) == 6_000_000
    assert peak < 60 * len(data)
