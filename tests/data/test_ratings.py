import dataclasses

import numpy as np
import pandas as pd
import pytest
from hypothesis import given

from rectutor import Ratings, load, random_split
from tests.tables import tables

ODD_TITLES = ['<script>alert("x")</script>', "Cats & Dogs", '"Great Performances" Cats', "Amélie 🎬", "{x} $y$ %s", ""]


@pytest.fixture
def three():
    frame = pd.DataFrame({"who": [30, 10, 30], "what": ["b", "b", "a"], "stars": [4, 2.5, 5], "when": [3, 2, 1]})
    return Ratings.from_frame(frame, user="who", item="what", rating="stars", timestamp="when")


def test_rows_number_the_sorted_ids_and_lines_keep_their_order(three):
    assert three.user_ids.tolist() == [10, 30]
    assert three.item_ids.tolist() == ["a", "b"]
    assert three.users.tolist() == [1, 0, 1]
    assert three.items.tolist() == [1, 1, 0]
    assert three.values.tolist() == [4, 2.5, 5]
    assert three.timestamps.tolist() == [3, 2, 1]
    assert (three.users.dtype, three.items.dtype, three.values.dtype) == (np.int32, np.int32, np.float32)


def test_counts_and_mean(three):
    assert (len(three), three.n_users, three.n_items) == (3, 2, 2)
    assert three.user_counts.tolist() == [1, 2]
    assert three.item_counts.tolist() == [1, 2]
    assert three.mean == pytest.approx(11.5 / 3, abs=1e-15)


def test_who_has_no_rating_in_a_part_counts_zero(three):
    part = three.take([2])  # user 30, item "a"
    assert part.user_counts.tolist() == [0, 1]
    assert part.item_counts.tolist() == [1, 0]
    assert three.take([1]).user_counts.tolist() == [1, 0]


def test_mean_of_many_ratings_is_summed_in_double_precision():
    n = 100_000
    frame = pd.DataFrame({"user": np.arange(n), "item": 1, "rating": 0.1})
    assert Ratings.from_frame(frame, scale=(0, 1)).mean == pytest.approx(float(np.float32(0.1)), abs=1e-12)


@given(tables())
def test_a_table_comes_out_as_it_went_in(frame):
    out = Ratings.from_frame(frame).to_frame()
    pd.testing.assert_frame_equal(out, frame, check_dtype=False)


@given(tables(min_size=2))
def test_a_part_keeps_all_ids_so_that_rows_mean_the_same(frame):
    whole = Ratings.from_frame(frame)
    part = whole.take(np.arange(len(whole)) % 2 == 1)
    assert part.user_ids is whole.user_ids
    assert part.item_ids is whole.item_ids
    pd.testing.assert_frame_equal(part.to_frame(), frame.iloc[1::2].reset_index(drop=True), check_dtype=False)
    assert part.item_counts.sum() == len(part)


def test_a_part_keeps_times_scale_and_catalog(toy):
    part = toy.take(np.array([2, 0]))
    assert part.timestamps.tolist() == toy.timestamps[[2, 0]].tolist()
    assert part.scale == toy.scale
    assert part.catalog is toy.catalog


def test_nothing_can_be_changed(three):
    for name in ("users", "items", "values", "timestamps", "user_ids", "item_ids"):
        with pytest.raises(ValueError, match="read-only"):
            getattr(three, name)[0] = getattr(three, name)[1]
    with pytest.raises(dataclasses.FrozenInstanceError):
        three.scale = (0, 1)


def test_a_later_change_of_the_frame_does_not_reach_the_ratings():
    frame = pd.DataFrame({"user": [1, 2], "item": [1, 2], "rating": [3.0, 4.0]})
    ratings = Ratings.from_frame(frame)
    frame.loc[:, :] = 5
    assert ratings.values.tolist() == [3, 4]
    assert ratings.user_ids.tolist() == [1, 2]


def test_unknown_ids_have_row_minus_one(three):
    assert three.user_rows([30, 99, 10]).tolist() == [1, -1, 0]
    assert three.user_rows([30.0]).tolist() == [1]
    assert three.item_rows(["zz", "b"]).tolist() == [-1, 1]
    assert three.item_rows("b").tolist() == [1]


def test_one_unknown_id_is_refused_with_examples(three):
    assert three.user_row(np.int64(30)) == 1
    with pytest.raises(KeyError, match="user 99 is not among the 2 users; ids look like 10, 30"):
        three.user_row(99)
    with pytest.raises(KeyError, match="item 'z' is not among the 2 items; ids look like 'a', 'b'"):
        three.item_row("z")


def test_ids_of_the_wrong_type_are_refused_and_not_just_unknown(three):
    with pytest.raises(TypeError, match="user ids here are numbers such as 10, but '30' is of type str"):
        three.user_rows(["30"])
    with pytest.raises(TypeError, match="item ids here are text such as 'a', but 5 is of type int"):
        three.item_row(5)


def test_matrix_of_the_toy_table(toy):
    matrix = toy.to_matrix()
    assert matrix.shape == (6, 8)
    assert matrix.notna().to_numpy().sum() == 39
    assert matrix.at["Finn", "Star Wars"] == 5
    assert matrix.at["Dan", "Alien"] == 0.5
    assert np.isnan(matrix.at["Ada", "Notting Hill"])


def test_a_matrix_too_large_for_a_screen_is_refused():
    n = 4000
    frame = pd.DataFrame({"user": np.arange(n), "item": np.arange(n), "rating": 3.0})
    with pytest.raises(ValueError, match="16,000,000 cells"):
        Ratings.from_frame(frame).to_matrix()


def test_titles_pass_through_unchanged():
    catalog = pd.DataFrame({"title": ODD_TITLES}, index=range(len(ODD_TITLES)))
    frame = pd.DataFrame({"user": 1, "item": range(len(ODD_TITLES)), "rating": 3})
    ratings = Ratings.from_frame(frame, catalog=catalog)
    assert ratings.titles(ratings.item_ids) == ODD_TITLES
    assert ratings.to_matrix().columns.tolist() == ODD_TITLES


def test_where_a_title_is_missing_the_id_stands_in():
    frame = pd.DataFrame({"user": 1, "item": [1, 2, 3], "rating": 3})
    assert Ratings.from_frame(frame).titles([1, 3]) == ["1", "3"]
    catalog = pd.DataFrame({"title": ["Alien", None]}, index=[1, 2])
    assert Ratings.from_frame(frame, catalog=catalog).titles([3, 2, 1]) == ["3", "2", "Alien"]


def test_text_names_the_size_and_the_scale(toy):
    assert repr(toy) == "39 ratings by 6 users of 8 items, from 0.5 to 5"


def test_split_parts_are_taken_as_one_by_the_models(toy):
    train, test = random_split(toy, 0.25)
    assert train.user_ids is test.user_ids, "else every evaluation looks up all ids again"
    assert load("toy").ratings.user_ids is not train.user_ids


def test_one_id_has_one_title(movielens):
    assert movielens.titles(318) == movielens.titles([318]) == ["Shawshank Redemption, The"]
