import numpy as np
import pandas as pd
import pytest

from rectutor import Ratings

NAN = float("nan")


def frame(**changes):
    columns = {"user": [7, 7, 9, 9], "item": ["a", "b", "a", "c"], "rating": [4, 2.5, 5, 0.5], "time": [50, 60, 70, 80]}
    return pd.DataFrame({**columns, **changes})


def said_about(table, **options):
    """Return the sentence with which `table` is refused, after making sure that it is one and that nothing changed."""
    before = table.copy(deep=True)
    with pytest.raises(ValueError, match=r".") as caught:
        Ratings.from_frame(table, **{"timestamp": "time", **options})
    pd.testing.assert_frame_equal(table, before)
    sentence = str(caught.value)
    assert "\n" not in sentence
    assert ". " not in sentence
    return sentence


DAYS = pd.to_datetime(["2020-01-01", "2020-01-02", None, "2020-01-04"])

FAULTS = {  # column, values: how many lines, the first of them, what is said, what would help
    "rating missing": ("rating", [4, NAN, 5, None], 2, 1, "'rating' has no rating", "leave these lines out"),
    "rating missing in Int64": ("rating", pd.array([4, 2, None, 1], "Int64"), 1, 2, "no rating", "leave"),
    "all ratings missing": ("rating", [None] * 4, 4, 0, "no rating", "leave"),
    "rating infinite": ("rating", [4, 2, np.inf, -np.inf], 2, 2, "'rating' is infinite", "0.5 to 5"),
    "rating too high": ("rating", [4, 6, 5, 9], 2, 1, "'rating' is outside the scale, 0.5 to 5", "scale=("),
    "rating too low": ("rating", [4, 2, 5, 0], 1, 3, "'rating' is outside the scale", "scale=("),
    "rating barely too high": ("rating", [4, 2, 5.000001, 1], 1, 2, "'rating' is outside the scale", "scale=("),
    "rating as digits": ("rating", ["4", "2.5", "5", "1"], 4, 0, "'rating' holds text", ".astype(float)"),
    "rating in words": ("rating", [4, "two", 5, "one"], 2, 1, "'rating' holds text", "pandas.to_numeric"),
    "rating with commas": ("rating", ["4", "2,5", "5", "1"], 4, 0, "'rating' holds text", "decimal=','"),
    "user missing": ("user", [7, None, 9, NAN], 2, 1, "'user' has no id", "leave"),
    "user blank": ("user", ["x", "x", "  ", "y"], 1, 2, "'user' has no id", "leave"),
    "item missing": ("item", ["a", None, "a", "c"], 1, 1, "'item' has no id", "leave"),
    "user in fractions": ("user", [7, 7.5, 9, 9], 1, 1, "'user' is not a whole number", ".astype(str)"),
    "user infinite": ("user", [7, 7, np.inf, 9], 1, 2, "'user' is not a whole number", ".astype(str)"),
    "user beyond floats": ("user", [7, 7, 2.0**53, 9], 1, 2, "too large", ".astype(str)"),
    "user beyond int64": ("user", [7, 7, 2**64, 9], 1, 2, "too large", ".astype(str)"),
    "user of two kinds": ("user", [7, "7", 9, 9], 1, 1, "'user' mixes text and numbers", ".astype(str)"),
    "time missing": ("time", [50, NAN, 70, 80], 1, 1, "'time' has no time", "timestamp=None"),
    "date missing": ("time", DAYS, 1, 2, "'time' has no time", "timestamp=None"),
    "time in milliseconds": ("time", [1.2e12, 1.3e12, 1.4e12, 5], 3, 0, "seconds since 1970", "divide by 1000"),
    "time negative": ("time", [50, -1, 70, 80], 1, 1, "seconds since 1970", "milliseconds"),
    "time infinite": ("time", [50, 60, np.inf, 80], 1, 2, "seconds since 1970", "milliseconds"),
    "time as text": ("time", ["2020-01-01"] * 4, 4, 0, "'time' holds text", "pandas.to_datetime"),
}


@pytest.mark.parametrize(("column", "values", "count", "first", "said", "help"), FAULTS.values(), ids=FAULTS)
def test_one_sentence_names_column_count_example_and_remedy(column, values, count, first, said, help):
    table = frame(**{column: values})
    sentence = said_about(table)
    assert said in sentence
    assert f"in {count} of 4 lines, such as frame.iloc[{first}] (user " in sentence
    assert help in sentence.rpartition(";")[2]


def test_example_quotes_the_whole_line():
    sentence = said_about(frame(rating=[4, 2.5, 9, 0.5]))
    assert "frame.iloc[2] (user 9, item 'a', rating 9.0, time 70)" in sentence


def test_example_counts_positions_whatever_the_index():
    table = frame(rating=[4, 2.5, 9, 0.5])
    table.index = [100, 100, 7, 3]
    assert "frame.iloc[2] (user 9," in said_about(table)


def test_example_in_a_table_with_numbered_lines_quotes_the_number():
    table = frame(rating=[4, 2.5, 9, 0.5])
    table.index = pd.RangeIndex(2, 6, name="line")
    assert "line 4 (user 9," in said_about(table)


@pytest.mark.parametrize("values", [[True] * 4, pd.to_datetime(["2020-01-01"] * 4), [(1, 2)] * 4])
@pytest.mark.parametrize("column", ["user", "rating"])
def test_what_is_neither_number_nor_text_is_refused(column, values):
    assert f"column {column!r} is of type" in said_about(frame(**{column: values}))


def test_missing_column_is_answered_with_the_nearest_and_all_there_are():
    table = frame().rename(columns={"user": "userId"})
    sentence = said_about(table)
    assert "no column 'user' among userId, item, rating, time; did you mean user='userId'?" in sentence
    assert "item=… to name the one" in said_about(frame().drop(columns="item"))


def test_column_named_twice_or_for_two_roles_is_refused():
    assert "2 columns are named 'rating'" in said_about(pd.concat([frame(), frame()[["rating"]]], axis=1))
    assert "column 'user' cannot be both user and item" in said_about(frame(), item="user")


def test_empty_table_is_refused():
    assert "the table is empty" in said_about(frame().iloc[:0])


def test_what_is_no_frame_is_refused():
    with pytest.raises(TypeError, match="pandas DataFrame, one a line, but this is of type list"):
        Ratings.from_frame([(1, 2, 3)])


@pytest.mark.parametrize("scale", [(5, 1), (1, 1), 5, (1, 2, 3), ("a", "b"), (NAN, 5), (0, np.inf), None])
def test_bad_scale_is_refused(scale):
    assert f"but it is {scale!r}" in said_about(frame(), scale=scale)


@pytest.mark.parametrize("policy", ["first", "", True, 0])
def test_bad_policy_for_duplicates_is_refused(policy):
    assert f"it cannot be {policy!r}" in said_about(frame(), duplicates=policy)


REPEATED = frame(user=[7, 7, 7, 7], item=["a", "b", "a", "a"], time=[50, 95, 90, 70])


def test_repeated_pairs_are_refused_with_both_lines():
    sentence = said_about(REPEATED)
    assert "columns 'user' and 'item' repeat an earlier pair in 2 of 4 lines" in sentence
    assert "frame.iloc[2] (user 7, item 'a', rating 5.0, time 90) after frame.iloc[0] (user 7, item 'a'" in sentence
    assert "duplicates='last'" in sentence


@pytest.mark.parametrize(
    ("policy", "timestamp", "values", "times"),
    [
        ("last", "time", [2.5, 5.0], [95, 90]),  # the latest by time is the third line
        ("last", None, [2.5, 0.5], None),  # by line it is the fourth
        ("mean", "time", [2.5, (4 + 5 + 0.5) / 3], [95, 90]),
    ],
)
def test_policy_for_repeated_pairs(policy, timestamp, values, times):
    before = REPEATED.copy(deep=True)
    ratings = Ratings.from_frame(REPEATED, duplicates=policy, timestamp=timestamp)
    pd.testing.assert_frame_equal(REPEATED, before)
    assert ratings.item_ids[ratings.items].tolist() == ["b", "a"]
    np.testing.assert_allclose(ratings.values, values, rtol=1e-6)
    assert times is None or ratings.timestamps.tolist() == times


def test_lines_keep_their_order_whatever_the_index():
    table = frame(user=[7, 7, 7, 7], item=["c", "a", "b", "a"])
    table.index = [9, 3, 3, 1]
    ratings = Ratings.from_frame(table, duplicates="last")
    assert ratings.item_ids[ratings.items].tolist() == ["c", "b", "a"]
    assert ratings.values.tolist() == [4, 5, 0.5]


def test_of_two_ratings_in_the_same_second_the_later_line_is_the_last():
    table = frame(user=[7] * 4, item=["a", "a", "b", "c"], time=[50, 50, 60, 70])
    assert Ratings.from_frame(table, timestamp="time", duplicates="last").values.tolist() == [2.5, 5, 0.5]


@pytest.mark.parametrize(
    "ids",
    [[7, 7, 9, 9], [7.0, 7.0, 9.0, 9.0], pd.array([7, 7, 9, 9], "Int64"), pd.Categorical([7, 7, 9, 9]),
     np.array([7, 7, 9, 9], object), np.array([7, 7, 9, 9], np.uint8)],
)  # fmt: skip
def test_whole_numbers_are_the_same_ids_however_they_are_kept(ids):
    ratings = Ratings.from_frame(frame(user=ids))
    assert ratings.user_ids.dtype == np.int64
    assert ratings.user_ids.tolist() == [7, 9]


def test_pairs_that_differ_in_how_numbers_are_kept_are_still_repeated():
    table = frame(user=np.array([7, 7, 7.0, 9], object), item=["a", "b", "a", "c"])
    assert "repeat an earlier pair in 1 of 4" in said_about(table)


@pytest.mark.parametrize("ids", [["x", "x", "y", "y"], pd.Categorical(["x", "x", "y", "y"])])
def test_text_ids_are_kept_as_they_are(ids):
    assert Ratings.from_frame(frame(user=ids)).user_ids.tolist() == ["x", "y"]


def test_categories_become_ids_in_order_and_only_those_that_occur():
    ids = pd.Categorical(["y", "x", "y", "x"], categories=["z", "y", "x"])
    ratings = Ratings.from_frame(frame(user=ids, item=["a", "b", "c", "d"]))
    assert ratings.user_ids.tolist() == ["x", "y"]
    assert ratings.users.tolist() == [1, 0, 1, 0]


@pytest.mark.parametrize(
    ("times", "seconds"),
    [
        (pd.to_datetime(["1970-01-01 00:00:50"] * 4), 50),
        (pd.to_datetime(["1970-01-01 01:00:50"] * 4).tz_localize("Europe/Paris"), 50),
        ([50.9] * 4, 50),
        (pd.array([50] * 4, "Int64"), 50),
    ],
)
def test_times_become_whole_seconds_since_1970(times, seconds):
    stamps = Ratings.from_frame(frame(time=times), timestamp="time").timestamps
    assert stamps.dtype == np.int64
    assert stamps.tolist() == [seconds] * 4


def test_other_columns_may_be_as_dirty_as_they_like():
    table = frame(comment=[None, 3, "x", NAN])
    assert len(Ratings.from_frame(table)) == 4


def test_ratings_at_the_ends_of_the_scale_are_welcome():
    assert Ratings.from_frame(frame(rating=[0.5, 5, 0.5, 5])).values.tolist() == [0.5, 5, 0.5, 5]
    assert Ratings.from_frame(frame(rating=[1, 10, 1, 10]), scale=(1, 10)).scale == (1.0, 10.0)
