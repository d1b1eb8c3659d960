"""The Python half of neighbours at work: what the page is sent, what a cell reads back, and what is refused."""

from __future__ import annotations

import base64
import json
import struct
import zlib

import numpy as np
import pandas as pd
import pytest
import traitlets

import rectutor
from rectutor import Bias, ItemKNN, UserKNN
from rectutor.show import taste, watch


@pytest.fixture(scope="module")
def item_widget(split):
    return watch(ItemKNN(neighbors=8, shrinkage=20.0), *split, user=457, item=5952)


def unpacked(text: str):
    """Undo the packing, with nothing of the package: header, biases, counts of ratings, places of items and stars."""
    raw = zlib.decompress(base64.b64decode(text))
    start = 4 + struct.unpack("<I", raw[:4])[0]
    header, rest = json.loads(raw[4:start]), np.frombuffer(raw[start:], np.uint8)

    def take(n, kind):
        nonlocal rest
        planes, rest = rest[: 4 * n].reshape(4, n), rest[4 * n :]
        return np.ascontiguousarray(planes.T).view(kind).ravel()

    numbers = take(header["items"] + 2 * len(header["users"]), "<f4")
    counts = take(len(header["users"]), "<u4")
    behind = take(int(counts.sum()), "<u4")
    users = np.repeat(np.arange(len(counts)), counts)
    places = np.concatenate([np.cumsum(part) for part in np.split(behind, np.cumsum(counts)[:-1])])
    return header, numbers, users, places.astype(int), np.array(header["stars"])[rest]


@pytest.mark.parametrize("kind", [ItemKNN, UserKNN])
def test_the_page_gets_the_ratings_as_they_are(kind, split):
    train, _ = split
    header, numbers, users, places, stars = unpacked(watch(kind(), *split, user=457, item=5952).spec["films"])
    named = np.array(header["id"])
    assert np.all(np.diff(train.item_rows(named)) > 0), "ties are broken by row, as in the package"
    often = train.item_ids[train.item_counts >= 20]
    mine = train.to_frame().query("user == 457").item
    assert set(named) == {*often, *mine, 5952}
    known = places < len(named)
    sent = pd.DataFrame(
        {"user": np.array(header["users"])[users[known]], "item": named[places[known]], "rating": stars[known]}
    )
    wanted = train.to_frame().query("item in @named")
    by = ["user", "item"]
    assert np.array_equal(
        sent.sort_values(by)[[*by, "rating"]].to_numpy(), wanted.sort_values(by)[[*by, "rating"]].to_numpy()
    )
    if kind is UserKNN:
        assert len(users) == len(train), "users are compared by all that they rated"
    else:
        assert known.all()
    bias = Bias().fit(train)
    assert np.allclose(numbers[: len(named)], bias.item_biases_[train.item_rows(named)], atol=1e-6)
    means = train.to_frame().groupby("user").rating.mean()
    assert np.allclose(numbers[header["items"] :], [*bias.user_biases_, *means], atol=1e-6)


def test_the_real_rating_is_that_of_the_held_out_ones(item_widget, split):
    held = split[1].to_frame().query("user == 457").set_index("item").rating
    sent = dict(item_widget.spec["held_out"])
    assert sent[5952] == held[5952] == 0.5
    assert sent == {item: held[item] for item in sent}
    assert len(sent) > 20
    assert watch(ItemKNN(), split[0], user=457, item=5952).spec["held_out"] == []


def test_what_stands_for_the_picture_says_who_may_vote(item_widget, split):
    rated = int((split[0].user_ids[split[0].users] == 457).sum())
    assert repr(item_widget).startswith(
        f"ItemKNN at work: user 457 and LotR: The Two Towers, {rated} of user 457's films"
    )
    users = watch(UserKNN(), *split, user=457, item=5952)
    assert "users who rated it may vote (Pearson, k 40, β 10)" in repr(users)


def test_sliders_have_the_words_of_the_page(item_widget):
    sliders = [control for control in item_widget.spec["hyperparameters"] if "choices" not in control]
    assert [slider["label"] for slider in sliders] == ["neighbours", "shrinkage"]


def test_a_cell_reads_the_controls_back(item_widget, split):
    item_widget.measure, item_widget.neighbors, item_widget.shrinkage = "jaccard", 5, 0.0
    shown = item_widget.shown_model
    assert (shown.measure, shown.neighbors, shown.shrinkage) == ("jaccard", 5, 0.0)
    wanted = ItemKNN(measure="jaccard", neighbors=5, kept=100_000).fit(split[0])
    assert shown.score(3, 7) == wanted.score(3, 7)
    with pytest.raises(traitlets.TraitError):
        item_widget.measure = "nearest"
    with pytest.raises(traitlets.TraitError, match="item -1 is not among the"):
        item_widget.item = -1


def test_the_reader_is_a_new_user(split):
    widget = taste(ItemKNN().fit(split[0]), ratings=[(1, 5), (260, 4.5), (597, 1)])
    model = widget.shown_model
    wanted = model.fold_in([1, 260, 597], [5, 4.5, 1])
    assert widget.new_user.bias == wanted.bias
    widget.rated = [[1, 3.0]]
    assert widget.new_user.values.tolist() == [3.0]
    with pytest.raises(ValueError, match="outside the scale"):
        widget.rated = [[1, 7.0]]
    with pytest.raises(ValueError, match="is not among the"):
        taste(ItemKNN().fit(split[0]), ratings=[("Alien", 5)])


@pytest.mark.parametrize(
    ("arguments", "error", "sentence"),
    [
        ({}, ValueError, "ItemKNN does not train; watch shows one prediction: name whose and of what"),
        ({"user": 457}, ValueError, "name whose and of what"),
        ({"user": -1, "item": 1}, KeyError, "user -1"),
        ({"user": 457, "item": -1}, KeyError, "item -1"),
        ({"user": 457, "item": 1, "views": ["curve"]}, TypeError, "no use for views with ItemKNN"),
        ({"user": 457, "item": 1, "patience": 3}, TypeError, "no use for patience with ItemKNN"),
    ],
)
def test_a_wrong_call_is_one_sentence(split, arguments, error, sentence):
    with pytest.raises(error, match=sentence):
        watch(ItemKNN(), *split, **arguments)


def test_what_was_rated_in_training_needs_no_prediction(split):
    rated = split[0].to_frame().query("user == 457").item.iloc[0]
    with pytest.raises(ValueError, match=f"user 457 rated item {rated} in training"):
        watch(ItemKNN(), *split, user=457, item=int(rated))


def test_models_that_train_take_no_user(split):
    with pytest.raises(TypeError, match="no use for user and item with Bias"):
        watch(Bias(), *split, user=457, item=1)


def test_a_model_with_neither_vectors_nor_similar_films_has_no_taste(split):
    with pytest.raises(TypeError, match="UserKNN has neither"):
        taste(UserKNN().fit(split[0]))


def test_names_are_plain_text_and_users_may_have_names():
    toy = rectutor.load("toy").ratings
    widget = watch(UserKNN(neighbors=2), toy, user="Ada", item="Notting Hill")
    assert widget.spec["asker_name"] == "Ada"
    assert json.dumps(widget.spec)


def test_a_picture_says_the_order_of_its_views(item_widget):
    """Notebooks are saved with sorted keys, and the book is made from them."""
    assert item_widget.spec["order"] == ["ballots", "pair", "ten", "graph", "heat"]
