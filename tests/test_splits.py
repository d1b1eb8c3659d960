import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectutor import Ratings, random_split
from tests.tables import tables


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
