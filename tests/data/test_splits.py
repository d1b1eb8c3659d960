import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rectutor import Ratings, random_split
from rectutor.data.splits import (
    cold_items_split,
    cold_users_split,
    k_fold,
    last_share_split,
    leave_last_out,
    time_split,
)
from tests.tables import tables

WAYS = {
    "random": random_split,
    "fold": lambda ratings: next(k_fold(ratings, 2)),
    "last": leave_last_out,
    "last two": lambda ratings: leave_last_out(ratings, 2),
    "last share": lambda ratings: last_share_split(ratings, 0.4),
    "time": time_split,
    "cold users": lambda ratings: cold_users_split(ratings, 0.4),
    "cold items, one given": lambda ratings: cold_items_split(ratings, 0.4, given=1),
}


@st.composite
def timed(draw, min_size=1):
    """Ratings whose seconds often coincide."""
    frame = draw(tables(min_size=min_size))
    stamps = draw(st.lists(st.integers(0, 6), min_size=len(frame), max_size=len(frame)))
    return Ratings.from_frame(frame.assign(timestamp=stamps), timestamp="timestamp")


def split_or_skip(split, *arguments, **options):
    """Split, or pass over tables that are too small for it."""
    try:
        return split(*arguments, **options)
    except ValueError as error:
        assume("leaves one part empty" not in str(error))
        assume("nothing would be set aside" not in str(error))
        assume("all ratings are of the same second" not in str(error))
        raise


def pairs(ratings):
    return list(zip(ratings.users.tolist(), ratings.items.tolist(), strict=True))


def by_user_in_time(ratings):
    """Each user's pairs, earliest first; written as a learner would."""
    lines = sorted(range(len(ratings)), key=lambda line: (ratings.timestamps[line], line))
    histories = {}
    for line in lines:
        histories.setdefault(int(ratings.users[line]), []).append(pairs(ratings)[line])
    return histories


@pytest.mark.parametrize("split", WAYS.values(), ids=WAYS)
@given(whole=timed(min_size=4))
def test_every_way_divides_the_ratings_into_two_parts_that_keep_ids_and_order(split, whole):
    train, test = split_or_skip(split, whole)
    assert len(train)
    assert len(test)
    kept, aside = pairs(train), pairs(test)
    assert not set(kept) & set(aside)
    assert kept == [pair for pair in pairs(whole) if pair not in aside]
    assert aside == [pair for pair in pairs(whole) if pair not in kept]
    for part in (train, test):
        assert part.user_ids is whole.user_ids
        assert part.item_ids is whole.item_ids
        where = [pairs(whole).index(pair) for pair in pairs(part)]
        assert part.values.tolist() == whole.values[where].tolist()
        assert part.timestamps.tolist() == whole.timestamps[where].tolist()


@given(tables(min_size=4), st.floats(0.2, 0.8), st.integers(0, 2**32))
def test_parts_are_disjoint_complete_and_of_the_size_asked_for(frame, share, seed):
    whole = Ratings.from_frame(frame)
    train, test = random_split(whole, share, seed)
    assert len(test) == round(share * len(whole))
    together = pd.concat([train.to_frame(), test.to_frame()])
    assert not together.duplicated(["user", "item"]).any()
    columns = ["user", "item", "rating"]
    expected = frame.sort_values(columns, ignore_index=True)
    pd.testing.assert_frame_equal(together.sort_values(columns, ignore_index=True), expected, check_dtype=False)


def test_rows_mean_the_same_in_both_parts(toy):
    train, test = random_split(toy, 0.5)
    assert train.user_ids is test.user_ids
    assert train.item_ids is test.item_ids
    assert train.user_ids.tolist() == toy.user_ids.tolist()


def test_each_part_keeps_the_order_of_lines(movielens):
    place = pd.Series(np.arange(len(movielens)), index=pd.MultiIndex.from_arrays([movielens.users, movielens.items]))
    for part in random_split(movielens):
        assert place[pd.MultiIndex.from_arrays([part.users, part.items])].is_monotonic_increasing


def test_same_seed_same_split_and_another_seed_another(movielens):
    first, again, other = (random_split(movielens, seed=seed)[1] for seed in (1, 1, 2))
    assert np.array_equal(first.items, again.items)
    assert not np.array_equal(first.items, other.items)


def test_every_rating_is_as_likely_to_be_set_aside(toy):
    aside = np.zeros(len(toy))
    marked = Ratings(**{**vars_of(toy), "timestamps": np.arange(len(toy))})
    for seed in range(400):
        aside[random_split(marked, 0.25, seed)[1].timestamps] += 1
    assert np.all(np.abs(aside / 400 - 10 / 39) < 0.1)  # more than four standard deviations of a fair draw


def test_a_rating_is_set_aside_whatever_its_neighbours_are(movielens):
    aside = np.zeros(len(movielens), dtype=bool)
    marked = Ratings(**{**vars_of(movielens), "timestamps": np.arange(len(movielens))})
    aside[random_split(marked, 0.2)[1].timestamps] = True
    assert np.mean(aside[1:] & aside[:-1]) == pytest.approx(0.2**2, abs=0.004)  # six standard deviations
    assert np.mean(aside[1000:] & aside[:-1000]) == pytest.approx(0.2**2, abs=0.004)


def vars_of(ratings):
    return {name: getattr(ratings, name) for name in ratings.__dataclass_fields__}


@pytest.mark.parametrize("share", [0, 1, -0.1, 1.5, 20, "0.2", None, True, float("nan"), 0.2j])
def test_a_share_that_is_none_is_refused(toy, share):
    with pytest.raises(ValueError, match="test is the share to set aside"):
        random_split(toy, share)


def test_a_share_may_be_a_numpy_number(toy):
    assert len(random_split(toy, np.float32(0.25))[1]) == 10


def test_a_share_that_leaves_a_part_empty_is_refused(toy):
    with pytest.raises(ValueError, match=r"a share of 0\.001 of 39 ratings leaves one part empty"):
        random_split(toy, 0.001)


@given(timed(min_size=2), st.integers(1, 4))
def test_the_last_ratings_of_each_user_are_left_out_and_nobody_becomes_a_stranger(whole, n):
    _, test = split_or_skip(leave_last_out, whole, n)
    expected = {pair for history in by_user_in_time(whole).values() if len(history) > n for pair in history[-n:]}
    assert set(pairs(test)) == expected


def test_in_the_same_second_the_later_line_is_the_later(toy):
    still = Ratings(**{**vars_of(toy), "timestamps": np.zeros(len(toy), dtype=np.int64)})
    _, test = leave_last_out(still)
    last_lines = {int(user): line for line, user in enumerate(toy.users)}
    assert pairs(test) == [pairs(toy)[line] for line in sorted(last_lines.values())]


@given(timed(min_size=2), st.floats(0.05, 0.95))
def test_the_last_share_of_each_user_is_set_aside_and_one_rating_stays(whole, share):
    _, test = split_or_skip(last_share_split, whole, share)
    expected = set()
    for history in by_user_in_time(whole).values():
        aside = min(round(share * len(history)), len(history) - 1)
        expected.update(history[len(history) - aside :])
    assert set(pairs(test)) == expected


@pytest.mark.parametrize("split", [leave_last_out, last_share_split])
def test_no_rating_in_train_is_of_its_users_future(movielens, split):
    train, test = split(movielens)
    latest = np.full(movielens.n_users, -1)
    np.maximum.at(latest, train.users, train.timestamps)
    assert np.all(test.timestamps >= latest[test.users])
    assert np.all(train.user_counts > 0)


def test_a_random_split_lets_the_model_see_its_users_future(movielens):
    """The share that lesson 02 quotes, and the reason for the other splits."""
    train, test = random_split(movielens)
    latest = np.full(movielens.n_users, -1)
    np.maximum.at(latest, train.users, train.timestamps)
    assert np.mean(test.timestamps < latest[test.users]) > 0.9


@given(timed(min_size=3), st.floats(0.1, 0.9))
def test_one_moment_divides_all_ratings_as_near_to_the_share_as_seconds_allow(whole, share):
    train, test = split_or_skip(time_split, whole, share)
    assert train.timestamps.max() < test.timestamps.min()
    possible = [np.sum(whole.timestamps >= second) for second in np.unique(whole.timestamps)[1:]]
    wanted = round(share * len(whole))
    assert abs(len(test) - wanted) == min(abs(size - wanted) for size in possible)


@given(timed(min_size=3), st.integers(2, 8), st.integers(0, 2**32))
def test_every_rating_is_set_aside_in_exactly_one_fold(whole, folds, seed):
    assume(folds <= len(whole))
    parts = list(k_fold(whole, folds, seed))
    assert sorted(pair for _, test in parts for pair in pairs(test)) == sorted(pairs(whole))
    sizes = [len(test) for _, test in parts]
    assert len(sizes) == folds
    assert max(sizes) - min(sizes) <= 1
    assert all(len(train) + len(test) == len(whole) for train, test in parts)


def test_folds_are_drawn_by_the_seed_and_not_by_line(movielens):
    first, again, other = (next(k_fold(movielens, seed=seed))[1] for seed in (1, 1, 2))
    assert np.array_equal(first.items, again.items)
    assert not np.array_equal(first.items, other.items)
    assert np.unique(first.users).size > 600  # the lines are sorted by user; blocks of lines would hold 134


@given(timed(min_size=4), st.floats(0.2, 0.8), st.integers(0, 2**32), st.integers(0, 3))
def test_strangers_have_only_what_is_given_of_them_in_train(whole, share, seed, given):
    strangers = set(split_or_skip(cold_users_split, whole, share, seed)[1].users.tolist())
    assert len(strangers) == round(share * np.count_nonzero(whole.user_counts))
    train, test = split_or_skip(cold_users_split, whole, share, seed, given)
    for user in range(whole.n_users):
        expected = min(given, whole.user_counts[user]) if user in strangers else whole.user_counts[user]
        assert train.user_counts[user] == expected
        assert test.user_counts[user] == whole.user_counts[user] - expected


@given(timed(min_size=4), st.floats(0.2, 0.8), st.integers(0, 2**32), st.integers(0, 2))
def test_new_items_are_set_aside_as_strangers_are(whole, share, seed, given):
    swapped = {"users": "items", "items": "users", "user_ids": "item_ids", "item_ids": "user_ids"}
    turned = Ratings(**{name: getattr(whole, swapped.get(name, name)) for name in vars_of(whole)})
    _, by_user = split_or_skip(cold_users_split, turned, share, seed, given)
    _, by_item = cold_items_split(whole, share, seed, given)
    assert pairs(by_item) == [(user, item) for item, user in pairs(by_user)]


def test_who_is_a_stranger_and_what_is_given_of_them_is_chance(toy):
    aside, kept = np.zeros(toy.n_users), np.zeros(len(toy))
    marked = Ratings(**{**vars_of(toy), "timestamps": np.arange(len(toy))})
    for seed in range(600):
        train, test = cold_users_split(marked, 1 / 3, seed, given=2)
        aside[np.unique(test.users)] += 1
        cold = np.isin(train.users, np.unique(test.users))
        kept[train.timestamps[cold]] += 1
    assert np.all(np.abs(aside / 600 - 1 / 3) < 0.08)  # four standard deviations of a fair draw
    assert np.all(np.abs(kept / 600 - 2 / 3 / toy.user_counts[toy.users]) < 0.05)


def test_who_has_never_rated_is_no_stranger_to_be_drawn(toy):
    four = toy.take(toy.users < 4)
    for seed in range(20):
        assert np.unique(cold_users_split(four, 0.5, seed)[1].users).size == 2


@pytest.mark.parametrize("split", [leave_last_out, last_share_split, time_split])
def test_without_timestamps_nothing_is_the_last(toy, split):
    timeless = Ratings(**{**vars_of(toy), "timestamps": None})
    with pytest.raises(ValueError, match="these ratings have no timestamps, so nobody knows which came last"):
        split(timeless)


@pytest.mark.parametrize(
    ("split", "said"),
    [
        (lambda toy: leave_last_out(toy, 0), "n is how many ratings of each user to set aside, .* but it is 0"),
        (lambda toy: leave_last_out(toy, 1.0), r"a whole number of at least 1, but it is 1\.0"),
        (lambda toy: leave_last_out(toy, 7), "nothing would be set aside: no user has more than 7 ratings"),
        (lambda toy: last_share_split(toy, 1), "test is the share to set aside"),
        (lambda toy: last_share_split(toy, 0.01), "a share of 0.01 is less than one rating for every user"),
        (lambda toy: time_split(toy, 0), "test is the share to set aside"),
        (lambda toy: time_split(toy, 0.001), "a share of 0.001 of 39 ratings leaves one part empty"),
        (lambda toy: time_split(toy.take([0])), r"a share of 0\.2 of 1 ratings leaves one part empty"),
        (lambda toy: k_fold(toy, 1), "folds is how many parts to make, a whole number of at least 2, but it is 1"),
        (lambda toy: k_fold(toy, True), "at least 2, but it is True"),
        (lambda toy: k_fold(toy, 40), "39 ratings cannot make 40 folds"),
        (lambda toy: cold_users_split(toy, 0.01), "a share of 0.01 of 6 users leaves one part empty"),
        (lambda toy: cold_items_split(toy, 0.99), "a share of 0.99 of 8 items leaves one part empty"),
        (lambda toy: cold_items_split(toy, given=-1), "given is how many ratings train gets of the items set aside"),
        (lambda toy: cold_users_split(toy, given=9), "nothing would be set aside: none of the users set aside has"),
    ],
)
def test_impossible_splits_are_refused_with_a_sentence(toy, split, said):
    with pytest.raises(ValueError, match=said):
        split(toy)


def test_ratings_of_a_single_second_are_not_divided_by_time(toy):
    still = Ratings(**{**vars_of(toy), "timestamps": np.full(len(toy), 7)})
    with pytest.raises(ValueError, match="all ratings are of the same second, so no moment divides them"):
        time_split(still)
