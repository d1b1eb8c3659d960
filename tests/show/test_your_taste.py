"""The Python half of "your taste": the page is sent what the model holds, and the curves are what they say."""

from __future__ import annotations

import base64
import json
import struct
import zlib

import numpy as np
import pandas as pd
import pytest

import rectutor
from rectutor import Bias, ItemKNN, MatrixFactorizationSGD, Ratings, Recommender, UserKNN
from rectutor.show import taste
from rectutor.show.pictures import held_out
from rectutor.show.reader import starters


@pytest.fixture(scope="module")
def trained(split):
    return MatrixFactorizationSGD(factors=20, epochs=8, learning_rate=0.03, regularization=0.05).fit(split[0])


@pytest.fixture(scope="module")
def widget(trained, split):
    return taste(trained, split[1])


@pytest.fixture(scope="module")
def small():
    """30 users, 25 films, everyone rated 15 films: small enough for a loop."""
    random = np.random.default_rng(3)
    lines = [(u, i, random.choice(np.arange(0.5, 5.5, 0.5))) for u in range(30) for i in random.permutation(25)[:15]]
    ratings = Ratings.from_frame(pd.DataFrame(lines, columns=["user", "item", "rating"]))
    train, valid = rectutor.random_split(ratings, 0.3)
    return MatrixFactorizationSGD(factors=3, epochs=30, learning_rate=0.05).fit(train), valid


def unpacked(spec) -> tuple[dict, np.ndarray]:
    content = zlib.decompress(base64.b64decode(spec["films"]))
    start = 4 + struct.unpack("<I", content[:4])[0]
    by_byte = np.frombuffer(content[start:], np.uint8).reshape(4, -1)
    return json.loads(content[4:start]), np.ascontiguousarray(by_byte.T).view("<f4").ravel()


# ---- what is sent ----


def test_the_page_gets_the_films_with_enough_ratings_and_their_numbers(widget, trained, split):
    header, numbers = unpacked(widget.spec)
    train = split[0]
    rows = np.flatnonzero(train.item_counts >= 20)
    assert header["id"] == train.item_ids[rows].tolist()
    assert header["count"] == train.item_counts[rows].tolist()
    n, k = len(rows), 20
    np.testing.assert_array_equal(numbers[:n], trained.item_biases_[rows].astype(np.float32))
    np.testing.assert_array_equal(numbers[n : n + n * k].reshape(n, k), trained.item_factors_[rows].astype(np.float32))
    label, title = header["names"][header["id"].index(2571)]
    assert (label, title) == ("The Matrix", "Matrix, The")


def test_the_axes_are_the_principal_axes_of_the_300_films_rated_most_often(widget, trained, split):
    _, numbers = unpacked(widget.spec)
    axes = numbers[-40:].reshape(20, 2).astype(np.float64)
    rows = np.flatnonzero(split[0].item_counts >= 20)
    often = rows[np.argsort(-split[0].item_counts[rows], kind="stable")[:300]]
    _, vectors = np.linalg.eigh(np.cov(trained.item_factors_[often].T))
    overlap = np.abs(vectors[:, [-1, -2]].T @ axes)
    np.testing.assert_allclose(overlap, np.eye(2), atol=1e-3)


def test_a_page_is_small_enough_for_the_book(widget):
    assert len(json.dumps(widget.spec)) < 150_000


def test_the_starters_are_known_and_no_two_are_of_a_series(widget):
    header, _ = unpacked(widget.spec)
    starts = widget.spec["start"]
    labels = [header["names"][i][0] for i in starts]
    assert len(set(starts)) == 12
    assert "Star Wars IV" in labels
    assert len({tuple(label.split()[:2]) for label in labels}) == 12
    assert len({header["group"][i] for i in starts}) == 5
    assert min(header["count"][i] for i in starts) > 80


def test_of_a_series_the_most_rated_film_is_offered_and_groups_take_turns():
    titles = ["Star Wars: Episode IV", "Star Wars: Episode V", "Alien", "Big", "Cube"]
    genres = ["Sci-Fi", "Sci-Fi", "Sci-Fi", "Comedy", "Sci-Fi"]
    catalog = pd.DataFrame({"title": titles, "genres": genres}, index=range(5))
    lines = [(user, item, 3.5) for item, count in enumerate([9, 8, 4, 2, 7]) for user in range(count)]
    train = Ratings.from_frame(pd.DataFrame(lines, columns=["user", "item", "rating"]), catalog=catalog)
    assert starters(train, np.arange(5)) == [0, 4, 2, 3]
    assert starters(train, np.array([1, 2, 3])) == [0, 1, 2]


# ---- traits ----


def test_a_later_cell_gets_the_reader_s_ratings_and_user(trained, split):
    widget = taste(trained, ratings=[(np.int64(2571), 5), (344, 1)])
    assert widget.rated == [[2571, 5.0], [344, 1.0]]
    widget.rated = [[318, 4.5]]  # as the page does
    widget.regularization = 7.0
    assert widget.ratings == ([318], [4.5])
    by_hand = trained.fold_in([318], [4.5], regularization=7.0)
    assert widget.new_user.bias == by_hand.bias
    np.testing.assert_array_equal(widget.new_user.factors, by_hand.factors)
    top = trained.recommend(widget.new_user, seen=widget.ratings[0])
    assert len(top) == 10
    assert 318 not in top.index


def test_ratings_in_the_call_are_an_example(trained):
    assert taste(trained, ratings=[(318, 5)]).spec["example"] is True
    assert taste(trained).spec["example"] is False


def test_its_text_is_one_stable_sentence(widget, trained):
    rows = len(unpacked(widget.spec)[0]["id"])
    said = f"Your taste: rate some of {rows:,} films and see your vector of 20 factors, your ten films, and why."
    assert repr(widget) == said
    assert repr(taste(trained, text="Rate some films.")) == "Rate some films."


def test_a_kernel_answers_when_asked(trained, monkeypatch):
    monkeypatch.setenv("RECTUTOR_FRONTEND", "live")
    widget = taste(trained)
    sent = []
    monkeypatch.setattr(widget, "send", sent.append)
    widget._handle_custom_msg({"type": "hello"}, [])
    assert widget.live
    assert sent == [{"type": "alive"}]


def test_whole_star_scales_get_whole_steps(toy):
    frame = pd.DataFrame({"user": [1, 1, 2, 2], "item": [1, 2, 1, 2], "rating": [1, 5, 4, 2]})
    model = MatrixFactorizationSGD(factors=2, epochs=3).fit(Ratings.from_frame(frame, scale=(1, 5)))
    assert taste(model, min_ratings=0).spec["step"] == 1
    assert taste(MatrixFactorizationSGD(factors=2, epochs=3).fit(toy), min_ratings=0).spec["step"] == 0.5


@pytest.mark.parametrize(
    ("ratings", "sentence"),
    [
        ([(999_999, 5)], r"item 999999 is not among the [\d,]+ that can be rated here; see min_ratings"),
        ([(318, 6)], r"the rating 6 of item 318 is outside the scale, 0.5 to 5"),
        ([(318, 5), (318, 4)], r"item 318 is rated twice"),
    ],
)
def test_a_wrong_rating_is_refused_with_a_sentence(trained, ratings, sentence):
    with pytest.raises(ValueError, match=sentence):
        taste(trained, ratings=ratings)
    with pytest.raises(ValueError, match=sentence):
        taste(trained).rated = ratings


def test_a_model_without_vectors_or_training_is_refused(toy):
    with pytest.raises(
        TypeError, match="taste needs a vector for every film, or an ItemKNN's similar films, but Bias has neither"
    ):
        taste(Bias().fit(toy))
    with pytest.raises(rectutor.NotFittedError):
        taste(MatrixFactorizationSGD())


class Borrowed(Recommender):
    """No FactorModel, but it has what is asked for."""

    biases = True
    item_factors_: np.ndarray

    def __init__(self, model):
        self.model_ = model
        for name in ("ratings_", "mean_", "item_biases_", "item_factors_"):
            setattr(self, name, getattr(model, name))

    def fold_in(self, items, values, regularization):
        return self.model_.fold_in(items, values, regularization)


def test_what_a_model_can_do_is_asked_and_not_its_class(trained):
    borrowed, own = taste(Borrowed(trained), ratings=[(318, 5)]), taste(trained, ratings=[(318, 5)])
    assert borrowed.spec == own.spec
    assert borrowed.new_user.bias == own.new_user.bias
    with pytest.raises(TypeError, match="UserKNN has neither"):
        taste(UserKNN().fit(trained.ratings_))


def test_without_biases_in_the_formula_a_reader_has_none(toy):
    widget = taste(MatrixFactorizationSGD(factors=2, epochs=1, biases=False).fit(toy), ratings=[("Alien", 5)])
    assert widget.new_user.bias == 0


@pytest.mark.parametrize("model", [MatrixFactorizationSGD(factors=2, epochs=1), ItemKNN()])
def test_a_scale_that_stars_cannot_show_is_refused(model):
    frame = pd.DataFrame({"user": [1, 2], "item": [1, 2], "rating": [10, 90]})
    model.fit(Ratings.from_frame(frame, scale=(0, 100)))
    with pytest.raises(ValueError, match="at most 10, but the scale goes from 0 to 100"):
        taste(model, min_ratings=0)


# ---- people whose other ratings are known ----


@pytest.mark.parametrize("n", [1, 3, 8])
def test_the_errors_are_those_of_fold_in(small, n, monkeypatch):
    """A plain loop over people and λ, `fold_in` for each; n = 8 has more ratings than a bias and 3 factors."""
    model, valid = small
    train = model.ratings_
    monkeypatch.setattr(held_out, "COUNTS", [n])
    rows = np.flatnonzero(train.item_counts >= 5)
    (figures,) = held_out.people(model, valid, rows, seed=4)

    random = np.random.default_rng(4)
    kept = np.isin(train.items, rows)
    users, items, values = train.users[kept], train.items[kept], train.values[kept]
    squares, lengths, shared = [], [], []
    people = set()
    for draw in range(held_out.DRAWS):
        order = np.lexsort([random.random(len(users)), users])
        for u in range(train.n_users):
            mine = [line for line in order if users[line] == u][:n]
            asked = [line for line in range(len(valid)) if valid.users[line] == u and valid.items[line] in rows]
            if len(mine) < n or not asked:
                continue
            people.add(u)
            ids, stars = train.item_ids[items[mine]], values[mine]
            folded = [model.fold_in(ids, stars, regularization=lam) for lam in held_out.LAMBDAS]
            for line in asked:
                i = valid.items[line]
                predicted = [
                    model.mean_ + f.bias + model.item_biases_[i] + model.item_factors_[i] @ f.factors for f in folded
                ]
                squares.append((valid.values[line] - np.clip(predicted, 0.5, 5)) ** 2)
            if draw == 0:
                lengths.append([np.linalg.norm(f.factors) for f in folded])
                everyone = model.mean_ + model.item_biases_
                allowed = [i for i in rows if i not in set(items[mine])]
                best = set(sorted(allowed, key=lambda i: -everyone[i])[:10])
                tens = [model.recommend(f, min_ratings=5, seen=ids).index for f in folded]
                shared.append([len(best & set(train.item_rows(ten))) for ten in tens])
    assert figures["people"] == len(people)
    np.testing.assert_allclose(figures["error"], np.sqrt(np.mean(squares, axis=0)), atol=6e-5)
    np.testing.assert_allclose(figures["length"], np.median(lengths, axis=0), atol=6e-4)
    every = slice(None, None, held_out.LISTED_EVERY)
    np.testing.assert_allclose(figures["shared"][every], np.mean(shared, axis=0)[every], atol=6e-3)


def test_fewer_ratings_want_more_regularization_and_predict_worse(widget):
    people = widget.spec["people"]
    assert [one["n"] for one in people] == held_out.COUNTS
    lowest = [min(one["error"]) for one in people if one["n"] <= 20]
    assert lowest == sorted(lowest, reverse=True)
    for one in people:
        assert min(one["error"]) < one["error"][0]
        assert min(one["error"]) < one["error"][-1]
        assert one["length"] == sorted(one["length"], reverse=True)


def test_the_slider_starts_at_the_best_for_as_many_ratings(widget, trained, split):
    people = widget.spec["people"]
    one = people[0]
    assert widget.regularization == held_out.LAMBDAS[int(np.argmin(one["error"]))]
    figures = [{"n": 2, "error": [1.0] * 3 + [0.9] + [1.0] * 11}, {"n": 6, "error": [1.0] * 5 + [0.9] + [1.0] * 9}]
    assert [held_out.best_lambda(figures, n) for n in (0, 1, 4, 5, 60)] == [0.5, 0.5, 0.5, 1, 1]
    assert held_out.best_lambda([], 3) is None
    assert taste(trained).regularization == rectutor.algorithms.factor_model.NEW_USER_REGULARIZATION


def test_too_few_people_give_no_curve(toy):
    train, valid = rectutor.random_split(toy)
    model = MatrixFactorizationSGD(factors=2, epochs=5).fit(train)
    assert taste(model, valid, min_ratings=0).spec["people"] == []


def test_held_out_ratings_that_were_trained_on_are_refused(split):
    train, test = split
    fit, valid = rectutor.random_split(train, test=0.1)
    model = MatrixFactorizationSGD(factors=2, epochs=1).fit(train)
    with pytest.raises(ValueError, match="8,000 of the 8,000 held-out ratings are among those that the model was"):
        taste(model, valid)
    taste(model.fit(fit), valid)
    taste(model.fit(train), test)
