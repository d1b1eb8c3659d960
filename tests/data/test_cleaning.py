from collections import Counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rectutor import Ratings, load
from rectutor.data.cleaning import clean
from tests.tables import tables

SCALE = (0.5, 5)
HOUR = 3600
FUTURE = 7_258_118_400  # 2200
NAMES = ["user", "item", "rating", "timestamp"]


@st.composite
def timed(draw, **sizes):
    """A clean table with times from 2001 on, hours apart, and an index of any kind."""
    table = draw(tables(**sizes))
    hours = draw(st.lists(st.integers(0, 50_000), min_size=len(table), max_size=len(table)))
    table["timestamp"] = 10**9 + HOUR * np.array(hours) + np.arange(len(table))
    table.index = draw(st.permutations(range(len(table))))
    return table


def counts_of(report):
    return {kind: count for kind, count in report.table["count"].items() if count}


@given(table=timed())
def test_a_clean_table_comes_back_equal(table):
    table = table.assign(comment="as it was")
    before = table.copy(deep=True)
    cleaned, report = clean(table, scale=SCALE, min_user_ratings=1)
    pd.testing.assert_frame_equal(cleaned, before)
    pd.testing.assert_frame_equal(table, before)
    assert counts_of(report) == {}
    assert report.headline.startswith(f"no line removed: {len(table)} rating")


def strange(**cells):
    """Make a line of its own user and item, with what is wrong about it."""
    return lambda number, line: [
        {**dict(zip(NAMES, [10**6 + number, 10**6 + number, 3.5, 10**9], strict=True)), **cells}
    ]


def again(value):
    return lambda number, line: [{**line, "rating": value(line["rating"]), "timestamp": line["timestamp"] - 1}]


def of_one_value(number, line):
    return [{"user": 2 * 10**6 + number, "item": i, "rating": 4.0, "timestamp": 10**9 + HOUR * i} for i in range(20)]


def in_a_minute(number, line):
    return [
        {"user": 3 * 10**6 + number, "item": i, "rating": 1.0 + i % 2, "timestamp": 10**9 + i // 2} for i in range(100)
    ]


PLANTS = {  # kind: how one of it is made, and whether its lines are removed
    "ratings without a user": (strange(user=None), True),
    "ratings without an item": (strange(item=" "), True),
    "ratings without a value": (strange(rating=None), True),
    "ratings that are no number": (strange(rating="good"), True),
    "ratings that are infinite": (strange(rating=np.inf), True),
    "ratings outside the scale, 0.5 to 5": (strange(rating=5.5), True),
    "ratings written as text": (strange(rating="4,5"), False),
    "ratings without a time": (strange(timestamp=np.nan), True),
    "times that cannot be read, or before 1970": (strange(timestamp=-1), True),
    "times of 0, which seldom mean 1970-01-01": (strange(timestamp=0), False),
    "times in the future": (strange(timestamp=FUTURE), False),
    "ratings repeated with the same value": (again(lambda value: value), True),
    "ratings repeated with another value": (again(lambda value: value % 5 + 0.5), True),
    "users with one value for everything, of 20 ratings or more": (of_one_value, False),
    "users with 100 ratings or more within a minute": (in_a_minute, False),
}


def planted(table, numbers, order):
    """Return the table with so many of each kind among its lines, and which lines should be left."""
    lines, stays = table.to_dict("records"), [True] * len(table)
    repeatable = iter(table.to_dict("records"))
    for number, kind in enumerate(Counter(numbers).elements()):
        make, removed = PLANTS[kind]
        new = make(number, next(repeatable) if "repeated" in kind else None)
        lines += new
        stays += [not removed] * len(new)
    order.shuffle(places := list(range(len(lines))))
    return pd.DataFrame([lines[k] for k in places], columns=NAMES), np.array([stays[k] for k in places])


def check_planted(table, numbers, order):
    dirty, stays = planted(table, numbers, order)
    before = dirty.copy(deep=True)
    cleaned, report = clean(dirty, scale=SCALE)
    assert counts_of(report) == {kind: number for kind, number in numbers.items() if number}
    pd.testing.assert_frame_equal(dirty, before)
    expected = dirty[stays]
    if numbers.get("ratings written as text"):
        expected = expected.assign(rating=[4.5 if value == "4,5" else value for value in expected.rating])
    pd.testing.assert_frame_equal(cleaned, expected, check_dtype=False)
    assert (report.lines, report.left, report.users) == (len(dirty), len(expected), expected.user.nunique())
    assert len(Ratings.from_frame(cleaned, timestamp="timestamp")) == len(cleaned)


@pytest.mark.parametrize("kind", PLANTS)
@settings(max_examples=5)
@given(table=timed(min_size=3), number=st.integers(1, 3), order=st.randoms(use_true_random=False))
def test_what_was_planted_is_counted_and_nothing_else_touched(kind, table, number, order):
    check_planted(table, {kind: number}, order)


@settings(max_examples=25)
@given(
    table=timed(min_size=6),
    numbers=st.fixed_dictionaries({kind: st.integers(0, 3) for kind in PLANTS}),
    order=st.randoms(use_true_random=False),
)
def test_kinds_planted_together_are_told_apart(table, numbers, order):
    check_planted(table, numbers, order)


@given(table=timed(), bots=st.integers(0, 2), hurried=st.integers(0, 2), order=st.randoms(use_true_random=False))
@settings(max_examples=10)
def test_bots_go_with_all_their_ratings_when_asked(table, bots, hurried, order):
    kinds = dict(zip(list(PLANTS)[-2:], (bots, hurried), strict=True))
    dirty, _ = planted(table, kinds, order)
    cleaned, report = clean(dirty, scale=SCALE, remove_bots=True)
    pd.testing.assert_frame_equal(cleaned, dirty[dirty.user < 10**6])
    assert counts_of(report) == {kind: number for kind, number in kinds.items() if number}
    assert [done for done in report.table.done if done] == ["removed: 20 ratings"][: bots == 1] + [
        f"removed: {20 * bots} ratings"
    ] * (bots == 2) + [f"removed: {100 * hurried} ratings"] * (hurried > 0)


@given(table=timed(min_size=4), least=st.tuples(st.integers(1, 4), st.integers(1, 4)))
def test_what_is_left_is_the_largest_part_in_which_all_have_enough_ratings(table, least):
    cleaned, report = clean(table, min_user_ratings=least[0], min_item_ratings=least[1])
    pairs = set(zip(table.user, table.item, strict=True))
    while True:  # one at a time: the order does not matter for what is left
        users, items = Counter(u for u, _ in pairs), Counter(i for _, i in pairs)
        rare = next((p for p in pairs if users[p[0]] < least[0] or items[p[1]] < least[1]), None)
        if rare is None:
            break
        pairs = (
            {p for p in pairs if p[0] != rare[0]}
            if users[rare[0]] < least[0]
            else {p for p in pairs if p[1] != rare[1]}
        )
    assert set(zip(cleaned.user, cleaned.item, strict=True)) == pairs
    assert report.left == len(pairs)
    assert sum("with fewer than" in kind for kind in report.table.index) == sum(n > 1 for n in least)


def test_the_core_takes_rounds_and_says_how_many():
    frame = pd.DataFrame({"user": [1, 1, 2, 2, 3, 3, 4], "item": [*"abab", *"ac", "c"], "rating": 4})
    cleaned, report = clean(frame, min_user_ratings=2, min_item_ratings=2)
    assert cleaned.index.tolist() == [0, 1, 2, 3]  # user 4 goes, then item c, then user 3
    few = report.table.loc["users with fewer than 2 ratings"]
    assert few.tolist() == [2, "user 4: 1 rating", "removed in 3 rounds: 3 ratings, users and items together"]
    assert report.table.loc["items with fewer than 2 ratings", "count"] == 1


def test_a_minute_is_any_sixty_seconds_and_no_more():
    frame = pd.DataFrame({"user": 1, "item": range(3), "rating": [1, 2, 3], "timestamp": [1000, 1030, 1059]})
    kind = "users with 3 ratings or more within a minute"
    assert clean(frame, per_minute=3)[1].table.loc[kind, "count"] == 1
    assert clean(frame.assign(timestamp=[1000, 1030, 1060]), per_minute=3)[1].table.loc[kind, "count"] == 0
    assert clean(frame.assign(user=[1, 1, 2]), per_minute=3)[1].table.loc[kind, "count"] == 0


ITEMS = pd.DataFrame(
    {
        "item": [1, 2, 3, 4, 5, 6, 6],
        "title": ["Heat", None, "Heat", "Heat", "Alien", "Go", "Go"],
        "year": pd.array([1995, 1990, 1995, 1986, None, 1999, 1999], "Int64"),
        "genres": ["Crime", "", "(no genres listed)", "Crime", None, "Crime", "Crime"],
    }
)


def test_oddities_of_the_items_are_reported_and_left():
    frame = pd.DataFrame({"user": [1, 1, 2, 1], "item": [1, 3, 1, 9], "rating": [1, 2, 3, 4], "timestamp": [10**9] * 4})
    frame.loc[0, "timestamp"] = 788_918_400 - 1  # the last second of 1994
    cleaned, report = clean(frame, items=ITEMS)
    pd.testing.assert_frame_equal(cleaned, frame)
    table = report.table[report.table["count"] > 0]
    assert [(count, kind, example) for kind, count, example in table[["count", "example"]].itertuples()] == [
        (1, "items with ratings, but not in the table of items", "item 9"),
        (1, "items that are in the table of items more than once", "item 6"),
        (1, "items without a title", "item 2"),
        (1, "items without a year", "item 5 'Alien'"),
        (2, "items without genres", "item 2"),
        (1, "items whose genres are words for none", "item 3 'Heat': '(no genres listed)'"),
        (1, "titles that several items have", "'Heat': 3 items"),
        (1, "titles that several items of one year have", "'Heat' (1995): items 1 (2 ratings) and 3 (1 rating)"),
        (1, "ratings given before the year of the item", "user 1 rated item 1 'Heat' (1995) on 1994-12-31"),
    ]
    assert set(table.done) == {"left as they are"}


@pytest.fixture(scope="module")
def movielens_small():
    return load("movielens-small")


def test_the_real_set_has_the_oddities_that_are_known(movielens_small):
    frame = movielens_small.ratings.to_frame()
    cleaned, report = clean(frame, scale=SCALE, items=movielens_small.items)
    pd.testing.assert_frame_equal(cleaned, frame)
    assert {kind: (count, example) for kind, count, example, _ in report.table.itertuples() if count} == {
        "items without a title": (5, "item 108548"),
        "items without a year": (5, "item 108548"),
        "items whose genres are words for none": (17, "item 83829 'Scorpio Rising': '(no genres listed)'"),
        "titles that several items have": (208, "'Hamlet': 6 items"),
        "titles that several items of one year have": (
            2,
            "'War of the Worlds' (2005): items 34048 (40 ratings) and 64997 (1 rating)",
        ),
        "ratings given before the year of the item": (
            1,
            "user 344 rated item 981 'Dangerous Ground' (1997) on 1996-12-16",
        ),
        "users with 100 ratings or more within a minute": (
            3,
            "user 213: 193 ratings in the minute from 2016-05-07 18:01:24",
        ),
    }
    assert "; users with one value for everything, of 20 ratings or more" in report.absent


def test_nobody_in_the_real_set_has_fewer_than_20_ratings(movielens_small):
    _, report = clean(movielens_small.ratings.to_frame(), min_user_ratings=20)
    assert "users with fewer than 20 ratings" in report.absent


@pytest.mark.parametrize(
    ("times", "wrong"),
    [
        (["2001-09-09", "2001-09-10 11:12", "soon"], 1),
        (pd.to_datetime(["2001-09-09", None, "2001-09-10"]), 1),
        ([10**12, 10**12 + 5000, 10**12 + 9000], 0),  # in milliseconds
        (["1000000000", "1000000001", None], 1),
    ],
)
def test_times_are_understood_however_they_are_written(times, wrong):
    frame = pd.DataFrame({"user": [1, 2, 3], "item": [1, 1, 1], "rating": [1, 2, 3], "when": times})
    cleaned, _ = clean(frame, timestamp="when")
    assert len(cleaned) == 3 - wrong
    assert len(clean(frame, timestamp=False)[0]) == 3


JUNK = st.one_of(
    *(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=3), st.dates()),
    st.lists(st.integers(), max_size=1),
)


@settings(max_examples=100)
@given(cells=st.lists(st.tuples(JUNK, JUNK, JUNK, JUNK), max_size=8), min_ratings=st.integers(1, 2))
def test_dirty_data_never_raise(cells, min_ratings):
    frame = pd.DataFrame(cells, columns=NAMES)
    items = frame.set_axis(["item", "title", "year", "genres"], axis=1)
    columns = {name: name for name in NAMES}
    cleaned, report = clean(frame, **columns, scale=SCALE, items=items, min_user_ratings=min_ratings)
    assert cleaned.index.isin(frame.index).all()
    assert len(cleaned) == report.left
    assert repr(report)


def test_a_wrong_call_gets_a_sentence():
    frame = pd.DataFrame({"user": [1], "item": [2], "rating": [3]})
    with pytest.raises(ValueError, match="no column 'usr' among user, item, rating; did you mean user='user'"):
        clean(frame, user="usr")
    with pytest.raises(TypeError, match="frame is a pandas DataFrame, but this is of type list"):
        clean([1])
    with pytest.raises(TypeError, match="items is a pandas DataFrame, but this is of type str"):
        clean(frame, items="movies.csv")
    with pytest.raises(ValueError, match="but it is 5"):
        clean(frame, scale=5)
    with pytest.raises(ValueError, match="min_user_ratings is a number of ratings, 1 or more, but it is 0"):
        clean(frame, min_user_ratings=0)


def test_the_report_reads_as_a_table():
    frame = pd.DataFrame({"user": [1, None, 2], "item": ["<b>", "a", "a"], "rating": [4, 3, 9]})
    _, report = clean(frame, scale=SCALE)
    assert repr(report).splitlines()[:4] == [
        "2 of 3 lines removed: 1 rating by 1 user of 1 item are left",
        "count  what                                 example                                       what was done",
        "    1  ratings without a user               frame.iloc[1] (user nan, item 'a', rating 3)  removed",
        "    1  ratings outside the scale, 0.5 to 5  frame.iloc[2] (user 2.0, item 'a', rating 9)  removed",
    ]
    assert repr(report).splitlines()[4].startswith("looked for and not found: ratings without an item; ratings")
    assert report.table.columns.tolist() == ["count", "example", "done"]


def test_titles_in_the_report_are_never_html():
    frame = pd.DataFrame({"user": [1], "item": ["<b>"], "rating": [9]})
    html = clean(frame, scale=SCALE)[1]._repr_html_()
    assert "&lt;b&gt;" in html
    assert "<b>" not in html
    assert " id=" not in html
