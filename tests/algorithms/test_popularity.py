from collections import Counter
from datetime import UTC, datetime

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectutor import HyperparameterError, Ratings, follow, load_model
from rectutor.algorithms.popularity import Popularity
from rectutor.recommender import error_on
from tests.tables import tables


def rated_at(*moments):
    """One rating of item 0, 1, 2, … at each of these moments (ISO 8601, UTC)."""
    seconds = [int(datetime.fromisoformat(moment).replace(tzinfo=UTC).timestamp()) for moment in moments]
    frame = pd.DataFrame({"user": 1, "item": np.arange(len(moments)), "rating": 4.0, "timestamp": seconds})
    return Ratings.from_frame(frame, timestamp="timestamp")


def seen(model, train):
    return [(step.number, step.unit, step.counted, model.counts_.tolist()) for step in model.steps(train)]


@given(tables(), st.sampled_from([0.0, 3.0, 4.5, 5.0, 6.0]))
def test_an_items_score_is_the_count_of_its_ratings_from_the_threshold_on(frame, threshold):
    model = Popularity(threshold=threshold).fit(Ratings.from_frame(frame))
    counts = Counter(item for item, rating in zip(frame.item, frame.rating, strict=True) if rating >= threshold)
    rows = model.ratings_.item_rows(frame.item)
    assert model.score(np.zeros(len(rows), dtype=int), rows).tolist() == [counts[item] for item in frame.item]


def test_the_list_is_the_same_for_all_but_for_what_they_have_seen(split):
    train, _ = split
    model = Popularity().fit(train)
    favourites = train.to_frame().item.value_counts()
    first, second = (model.recommend(user, n=50, exclude_seen=False) for user in (1, 2))
    assert first.index.tolist() == second.index.tolist()
    assert first.score.tolist() == favourites.iloc[:50].tolist() == first.ratings.tolist()
    assert not set(model.recommend(15).index) & set(train.item_ids[train.items[train.users == train.user_row(15)]])


def test_a_step_is_a_year_of_the_calendar():
    train = rated_at("1999-12-31 23:59:59", "2002-01-01 00:00:00", "2000-01-01 00:00:00")
    model = Popularity(period="year")
    assert seen(model, train) == [
        (0, "year", 0, [0, 0, 0]),
        (1, "year", 1, [1, 0, 0]),
        (2, "year", 2, [1, 0, 1]),
        (3, "year", 2, [1, 0, 1]),  # nobody rated in 2001
        (4, "year", 3, [1, 1, 1]),
    ]
    assert model.until_ == datetime(2003, 1, 1, tzinfo=UTC).timestamp()


def test_a_step_is_a_quarter_or_a_month_of_the_calendar():
    train = rated_at("2000-12-31 23:59:59", "2001-03-31 23:59:59", "2001-04-01 00:00:00", "2001-02-28 00:00:00")
    assert [counts for *_, counts in seen(Popularity(period="quarter"), train)] == [
        [0, 0, 0, 0], [1, 0, 0, 0], [1, 1, 0, 1], [1, 1, 1, 1],
    ]  # fmt: skip
    assert [counts for *_, counts in seen(Popularity(period="month"), train)] == [
        [0, 0, 0, 0], [1, 0, 0, 0], [1, 0, 0, 0], [1, 0, 0, 1], [1, 1, 0, 1], [1, 1, 1, 1],
    ]  # fmt: skip


@pytest.mark.parametrize("period", ["month", "quarter", "year"])
def test_after_each_step_the_counts_are_those_of_what_was_rated_before_its_end(split, period):
    train, _ = split
    model = Popularity(period=period, threshold=4.0)
    for step in model.steps(train):
        if step.number % 7 == 0 or step.number == model.length(train):
            before = (train.timestamps < model.until_) & (train.values >= 4)
            assert np.array_equal(model.counts_, np.bincount(train.items[before], minlength=train.n_items))
            assert step.counted == before.sum()
    assert step.number == model.length(train)
    assert model.until_ > train.timestamps.max()


def test_without_timestamps_all_are_counted_in_one_step(toy):
    timeless = Ratings(**{**{name: getattr(toy, name) for name in toy.__dataclass_fields__}, "timestamps": None})
    model = Popularity()
    assert [counts for *_, counts in seen(model, timeless)] == [[0] * 8, toy.item_counts.tolist()]
    assert (model.length(timeless), model.until_) == (1, None)


def test_an_unknown_item_was_never_rated_and_an_unknown_user_gets_what_all_get(toy):
    model = Popularity().fit(toy)
    assert model.score(np.array([0, -1]), np.array([-1, 3])).tolist() == [0, toy.item_counts[3]]
    assert model.score(np.arange(6)[:, None], np.arange(8)).tolist() == 6 * [toy.item_counts.tolist()]


def test_what_only_ranks_is_not_asked_for_ratings(toy):
    model = Popularity().fit(toy)
    said = "Popularity ranks items and predicts no ratings; ask it to recommend, and measure its lists"
    for ask in (lambda: model.predict("Ada", "Alien"), lambda: error_on(model, toy)):
        with pytest.raises(TypeError, match=said):
            ask()


def test_what_only_ranks_is_followed_without_errors_in_stars(toy):
    for step in follow(Popularity(period="month"), toy, toy):
        assert set(step.metrics) == {"counted"}
    with pytest.raises(ValueError, match="watches the error of predicted ratings, and Popularity predicts none"):
        Popularity().fit(toy, toy, patience=3)


def test_learning_again_counts_from_the_start(toy):
    model = Popularity().fit(toy)
    earlier = model.state()
    model.fit(toy.take(np.arange(5)))
    assert model.counts_.sum() == 5
    assert earlier["counts_"].sum() == 39


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (
            {"period": "yaer"},
            "period must be one of 'month', 'quarter', 'year', but it is 'yaer'; did you mean 'year'?",
        ),
        ({"threshold": float("nan")}, "threshold must be a number, but it is nan"),
    ],
)
def test_impossible_hyperparameters_are_refused(values, said):
    with pytest.raises(HyperparameterError) as caught:
        Popularity(**values)
    assert str(caught.value) == f"Popularity: {said}"


def test_it_can_be_saved(toy, tmp_path):
    model = Popularity(threshold=4.0, period="month").fit(toy)
    again = load_model(model.save(tmp_path / "popularity"))
    assert (repr(again), again.until_) == ("Popularity(threshold=4.0, period='month')", model.until_)
    assert np.array_equal(again.counts_, model.counts_)
