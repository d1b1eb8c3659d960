"""What lesson 01 asks to be found in the ratings: the answers come out of runs, and so do the known slips."""

import numpy as np
import pandas as pd
import pytest

import rectutor
from rectutor.practice.catalog import find
from rectutor.practice.checking import check

NAMES = ["01/first-half-star", "01/collapse"]


@pytest.fixture(scope="module")
def movies():
    return rectutor.load("movielens-small")


@pytest.fixture(scope="module")
def table(movies):
    table = movies.ratings.to_frame()
    return table.assign(title=movies.ratings.titles(table["item"]), half=table["rating"] % 1 == 0.5)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("number", [0, 1])
def test_solutions_find_what_is_accepted(name, number, movies):
    exercise = find(name)
    names = {"movies": movies, "np": np}
    exec(exercise.solutions[number], names)
    assert check(name, names[exercise.target]).right


def slips_about_half_stars(table):
    by_time = table.sort_values("timestamp", kind="stable")
    half, lowest = by_time[by_time["half"]], by_time[by_time["rating"] == 0.5]
    yield table[table["half"]]["title"].iloc[0], "first line of the table with a half star"
    yield lowest["title"].iloc[0], "the first rating of 0.5, and half stars of other sizes"
    yield lowest.sort_index()["title"].iloc[0], "first line of the table with 0.5"
    yield half["title"].iloc[-1], "the latest half star"
    yield half["title"].value_counts().index[0], "the most half stars"
    oldest = by_time[by_time["timestamp"] == by_time["timestamp"].iloc[0]]
    yield from ((title, "the oldest ratings of all") for title in oldest["title"])
    before = by_time[by_time["timestamp"] < half["timestamp"].iloc[0]]
    yield from ((title, "rated minutes before") for title in before["title"].iloc[-2:])


def slips_in_the_lookup(movies, table):
    half = table[table["half"]]
    first = half.loc[half["timestamp"].idxmin()]
    titles = movies.items["title"]
    yield titles.iloc[int(first["item"])], "taken for a place in the table of films"
    yield titles[first["user"]], "whose id is the number of the user"
    yield titles[movies.ratings.item_row(first["item"])], "the row of the film is taken for its id"
    yield table["title"].iloc[half["timestamp"].argmin()], "a place among the half stars"
    yield str(first_half_star(half).date()), "a date, and a film is asked for"


def first_half_star(half):
    return pd.to_datetime(half["timestamp"].min(), unit="s")


def test_films_of_the_known_slips_come_out_of_the_ratings(movies, table):
    slips = [*slips_about_half_stars(table), *slips_in_the_lookup(movies, table)]
    assert len(slips) == 15
    for title, said in slips:
        assert said in repr(check("01/first-half-star", title)), title


def test_one_rating_is_the_first_half_star(table):
    half = table[table["half"]]
    assert (half["timestamp"] == half["timestamp"].min()).sum() == 1


def test_what_the_first_half_star_shows_is_true(table):
    half = table[table["half"]]
    start = first_half_star(half)
    when = pd.to_datetime(half.groupby("rating")["timestamp"].min(), unit="s")
    shows = find("01/first-half-star").shows
    assert f"{start:%-d %B %Y, at %H:%M}" in shows
    assert when[4.5] == start
    assert (when[3.5] - start).total_seconds() < 60
    assert all(when[value].date() == start.date() and 12 < when[value].hour < 18 for value in (0.5, 2.5))
    assert (when[1.5].date() - start.date()).days == 1


def largest(ratings, source):
    """Return the largest k for which this version of the exercise's function leaves something."""
    core = find("01/k-core").function(source)
    ks = range(1, 400)
    return max(k for k in ks if len(core(ratings.users, ratings.items, k)))


def test_sizes_of_the_known_slips_come_out_of_known_mistakes_in_the_function(movies):
    sources = {mistake.says: mistake.source for mistake in find("01/k-core").mistakes}
    assert largest(movies.ratings, find("01/k-core").solutions[0]) == 55
    for said, told in {
        "only one round is made.": "after only one round",
        "after the items have gone, the users are not counted again.": "when one side is not counted again",
        "after the users have gone, the items are not counted again.": "when one side is not counted again",
        "whoever has exactly `k` ratings goes as well.": "those with exactly k ratings are taken out",
    }.items():
        assert told in repr(check("01/collapse", largest(movies.ratings, sources[said])))
    fixed = [source for said, source in sources.items() if "rounds is fixed" in said]
    for source in fixed[5:11]:  # of 7 rounds to 12
        assert "rounds is fixed" in repr(check("01/collapse", largest(movies.ratings, source)))
    assert "the busiest user" in repr(check("01/collapse", movies.ratings.user_counts.max()))


def test_what_a_right_answer_shows_is_true(movies):
    ratings = movies.ratings
    core = find("01/k-core").function(find("01/k-core").solutions[1])
    shows = find("01/collapse").shows
    assert f"{len(core(ratings.users, ratings.items, 55)):,} ratings are in the 55-core" in shows
    assert len(core(ratings.users, ratings.items, 56)) == 0
    assert f"{(ratings.user_counts >= 56).sum()} users have 56 ratings or more" in shows
    assert "how many ratings are left" in repr(check("01/collapse", len(core(ratings.users, ratings.items, 55))))
    assert "how many users have" in repr(check("01/collapse", (ratings.user_counts >= 56).sum()))


def test_whatever_number_is_given_something_is_said_of_it():
    exercise = find("01/collapse")
    for value in range(1, 3000):
        assert exercise.accepts(value) + len(exercise.slips(value)) == 1
