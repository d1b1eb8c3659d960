"""The microscope's record: the same updates as in training, to the last bit, and no more than the page needs."""

from __future__ import annotations

import json
from itertools import islice

import numpy as np
import pandas as pd
import pytest

from rectutor import Bias, DivergenceError, MatrixFactorizationSGD, Ratings
from rectutor.algorithms import matrix_factorization_sgd as algorithm
from rectutor.algorithms.replay import Replay
from rectutor.show.pictures.one_update import FOLLOWED, FOLLOWED_FIRST, microscope, thousandths


def some_ratings(n_users=30, n_items=20, seed=0) -> Ratings:
    """Ratings in no order of users, some films rated once."""
    random = np.random.default_rng(seed)
    pairs = random.permutation(n_users * n_items)[:170]
    frame = pd.DataFrame(
        {"user": 100 + pairs // n_items, "item": pairs % n_items, "rating": random.integers(1, 11, 170) / 2}
    )
    return Ratings.from_frame(frame)


def walked(model, train, epochs):
    """What training itself reports, rating by rating."""
    return [step.update for step in islice(model.steps(train, by="rating"), 1, 1 + epochs * len(train))]


def sent_by(widget):
    """Answer as the page would hear it."""
    messages = []
    widget.send = lambda content, buffers=None: messages.append(json.loads(json.dumps(content)))
    return messages


@pytest.mark.parametrize("biases", [True, False])
@pytest.mark.parametrize("block", [200_000, 37], ids=["one block", "several blocks"])
@pytest.mark.parametrize("epoch", [1, 2, 4])
def test_replay_is_training_to_the_last_bit(biases, block, epoch, monkeypatch):
    monkeypatch.setattr(algorithm, "BLOCK", block)
    train = some_ratings()
    settings = dict(factors=3, learning_rate=0.05, regularization=0.05, epochs=5, biases=biases, seed=3)
    expected = walked(MatrixFactorizationSGD(**settings), train, 5)
    replay = Replay(MatrixFactorizationSGD(**settings), train, epoch)
    first = (epoch - 1) * len(train)
    for number in [first + n for n in (1, 2, 3, 90, 170, 171, 200, 5)]:  # forwards, over an epoch's end, and back
        if number > replay.last:
            continue
        update = expected[number - 1]
        before = replay.parameters_before(number)
        assert replay.rating(number) == (update["user"], update["item"], update["rating"])
        assert (before["b_u"], before["b_i"]) == (update["before"]["b_u"], update["before"]["b_i"])
        np.testing.assert_array_equal(before["p_u"], update["before"]["p_u"])
        np.testing.assert_array_equal(before["q_i"], update["before"]["q_i"])


def test_the_record_holds_the_wanted_updates_in_thousandths():
    train = some_ratings()
    model = MatrixFactorizationSGD(factors=2, learning_rate=0.1, epochs=3)
    expected = walked(MatrixFactorizationSGD(factors=2, learning_rate=0.1, epochs=3), train, 3)
    spec = microscope(model, train, epoch=2, updates=20, start=31).spec
    numbers = [update[0] for update in spec["updates"]]
    assert numbers[:20] == list(range(170 + 31, 170 + 51))
    for number, user, item, rating, _, _, *parameters in spec["updates"]:
        update = expected[number - 1]
        before = update["before"]
        assert (user, item, rating) == (update["user"], update["item"], 1000 * update["rating"])
        want = [before["b_u"], before["b_i"], *before["p_u"], *before["q_i"]]
        assert parameters == [thousandths(value) for value in want]
    assert spec["rule"]["mean"] == thousandths(train.mean)


def test_a_users_and_a_films_next_ratings_are_recorded_too():
    train = some_ratings()
    expected = walked(MatrixFactorizationSGD(factors=2, epochs=4), train, 4)
    spec = microscope(MatrixFactorizationSGD(factors=2, epochs=4), train, epoch=2, updates=5, start=10).spec
    recorded = {update[0]: update for update in spec["updates"]}
    for number in range(180, 185):
        for column, name in ((1, "user"), (2, "item")):
            row = recorded[number][column]
            later = [n for n, update in enumerate(expected[: 3 * 170], 1) if update[name] == row and n > number]
            wanted = later[: FOLLOWED_FIRST if number == 180 else FOLLOWED]
            assert wanted
            assert set(wanted) <= set(recorded)
    for number, user, item, _, of_user, of_film, *_ in spec["updates"]:
        assert of_user == sum(update["user"] == user for update in expected[:number])
        assert of_film == sum(update["item"] == item for update in expected[:number])
        assert spec["users"][str(user)][1] == train.user_counts[user]
        assert spec["films"][str(item)][2] == train.item_counts[item]


def test_the_model_is_left_alone(toy):
    model = MatrixFactorizationSGD(factors=2, epochs=3).fit(toy)
    before = model.state()
    microscope(model, toy, epoch=2)
    after = model.state()
    assert all(np.array_equal(before[name], after[name]) for name in before)
    untrained = MatrixFactorizationSGD(factors=2)
    microscope(untrained, toy)
    assert untrained.ratings_ is None


def test_start_may_be_somebodys_rating_of_something(toy):
    model = MatrixFactorizationSGD(factors=2, epochs=9)
    by_ids = microscope(model, toy, epoch=3, start=("Finn", "Star Wars"))
    number, user, item, rating = by_ids.spec["updates"][0][:4]
    assert by_ids.spec["users"][str(user)][0] == "Finn"
    assert by_ids.spec["films"][str(item)][:2] == ["Star Wars", 1977]
    assert rating == 5000
    assert microscope(model, toy, epoch=3, start=number - 2 * 39).spec == by_ids.spec


def test_the_record_ends_with_training(toy):
    spec = microscope(MatrixFactorizationSGD(factors=1, epochs=2), toy, epoch=2, updates=60).spec
    assert [update[0] for update in spec["updates"]] == list(range(40, 79))


def test_more_goes_on_where_the_record_ends(toy):
    model = MatrixFactorizationSGD(factors=2, learning_rate=0.05, epochs=30)
    widget = microscope(model, toy, epoch=2, updates=5)
    messages = sent_by(widget)
    widget._heard({"type": "hello"})
    widget._heard({"type": "more", "after": 44, "follows": "every"})
    widget._heard({"type": "more", "after": 44, "follows": "film"})
    assert messages[0] == {"type": "alive"}
    assert (messages[1]["type"], messages[1]["after"], messages[1]["follows"]) == ("more", 44, "every")
    long = {update[0]: update for update in microscope(model, toy, epoch=2, updates=200).spec["updates"]}
    assert messages[1]["updates"] == [long[number] for number in range(45, 50)]
    item = long[44][2]
    wanted = [update for number, update in sorted(long.items()) if number > 44 and update[2] == item]
    got = messages[2]["updates"]
    assert 0 < len(got) <= FOLLOWED_FIRST
    assert got == wanted[: len(got)]
    assert str(item) in messages[2]["films"]
    assert not messages[2]["diverged"]


def test_more_at_the_end_of_training_is_nothing(toy):
    widget = microscope(MatrixFactorizationSGD(factors=1, epochs=2), toy, epoch=2)
    messages = sent_by(widget)
    widget._heard({"type": "more", "after": 78, "follows": "every"})
    assert messages[0]["updates"] == []


def test_a_record_breaks_off_where_training_diverges():
    train = some_ratings()
    wild = dict(factors=4, learning_rate=1.0, regularization=0.0, init_scale=1.0, epochs=3)
    with pytest.raises(DivergenceError, match="diverge"):
        microscope(MatrixFactorizationSGD(**wild), train, epoch=3)
    spec = microscope(MatrixFactorizationSGD(**wild), train, updates=500).spec
    assert spec["diverged"]
    assert 0 < len(spec["updates"]) < 500
    with pytest.raises(DivergenceError, match=r"before rating 160"):
        microscope(MatrixFactorizationSGD(**wild), train, start=160)


def test_wrong_requests_are_refused_with_a_sentence(toy):
    model = MatrixFactorizationSGD(factors=2, epochs=20)
    with pytest.raises(TypeError, match=r"MatrixFactorizationSGD, one rating at a time; Bias has none"):
        microscope(Bias(), toy)
    with pytest.raises(ValueError, match=r"epoch must be from 1 to 20, the model's epochs, but it is 21"):
        microscope(model, toy, epoch=21)
    with pytest.raises(ValueError, match=r"start must be from 1 to 39, the ratings of an epoch, but it is 40"):
        microscope(model, toy, start=40)
    with pytest.raises(ValueError, match=r"updates must be at least 1"):
        microscope(model, toy, updates=0)
    with pytest.raises(ValueError, match=r"user 'Ada' has not rated item 'Notting Hill'"):
        microscope(model, toy, start=("Ada", "Notting Hill"))
    with pytest.raises(KeyError, match="Zoe"):
        microscope(model, toy, start=("Zoe", "Alien"))
    with pytest.raises(ValueError, match="no ratings to learn from"):
        microscope(model, toy.take(np.zeros(39, dtype=bool)))


def test_the_text_alternative_is_one_stable_sentence(toy):
    first = microscope(MatrixFactorizationSGD(factors=2), toy, start=("Chloe", "Titanic"))
    again = microscope(MatrixFactorizationSGD(factors=2), toy, start=("Chloe", "Titanic"))
    assert repr(first) == repr(again)
    assert repr(first).startswith("One update under the microscope: Chloe gave Titanic (1997) 5 stars, rating ")
    assert repr(first).endswith(" of 39 in epoch 1 (k 2, η 0.01, λ 0.1)")


def test_people_are_numbered_or_named_and_films_without_titles_have_their_id(toy):
    spec = microscope(MatrixFactorizationSGD(factors=2), some_ratings(), updates=1).spec
    assert all(name.startswith("User 1") for name, _ in spec["users"].values())
    assert all(name.startswith("film ") and year is None for name, year, _ in spec["films"].values())
    assert {name for name, _ in microscope(MatrixFactorizationSGD(), toy).spec["users"].values()} <= {
        "Ada", "Ben", "Chloe", "Dan", "Eva", "Finn",
    }  # fmt: skip


def test_the_spec_is_small(split):
    train, _ = split
    sizes = {
        k: len(
            json.dumps(
                microscope(MatrixFactorizationSGD(factors=k, epochs=8), train, epoch=2).spec, separators=(",", ":")
            )
        )
        for k in (3, 20, 100)
    }
    assert sizes[3] < 45_000
    assert sizes[20] < 110_000
    assert sizes[100] < 110_000


def test_a_kernel_is_only_announced_where_somebody_looks(toy, monkeypatch):
    monkeypatch.setenv("RECTUTOR_FRONTEND", "none")
    recorded = microscope(MatrixFactorizationSGD(), toy)
    monkeypatch.setenv("RECTUTOR_FRONTEND", "live")
    live = microscope(MatrixFactorizationSGD(), toy)
    assert (recorded.live, live.live) == (False, True)
    assert recorded.spec == live.spec
    assert repr(recorded) == repr(live)
