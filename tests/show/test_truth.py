"""The hidden truth: what counts as found, and that chance does not."""

from __future__ import annotations

import json

import numpy as np
import pytest

from rectutor import MatrixFactorizationSGD, random_split, simulate
from rectutor.show.playback.player import Player
from rectutor.show.playback.views.hidden_truth import HiddenTruth, mapped_onto, share_explained


@pytest.fixture(scope="module")
def simulation():
    return simulate(users=150, items=80, density=0.4, seed=1)


def centred(m=60, seed=0):
    vectors = np.random.default_rng(seed).normal(size=(m, 2))
    return vectors - vectors.mean(axis=0)


@pytest.mark.parametrize("k", [2, 5])
def test_a_linear_image_of_the_truth_is_the_truth(k):
    target, random = centred(), np.random.default_rng(1)
    learned = target @ random.normal(size=(2, k)) + random.normal(size=k)  # turned, stretched and shifted
    np.testing.assert_allclose(mapped_onto(target, learned), target, atol=1e-9)
    assert share_explained(target, target) == 1


def test_each_item_is_placed_by_the_map_that_fits_the_others():
    target, random = centred(30), np.random.default_rng(2)
    learned = np.column_stack([target + 0.5 * random.normal(size=(30, 2)), random.normal(size=(30, 3))])
    design = np.column_stack([np.ones(30), learned])
    for i in (0, 7, 29):
        others = np.arange(30) != i
        fitted, *_ = np.linalg.lstsq(design[others], target[others], rcond=None)
        np.testing.assert_allclose(mapped_onto(target, learned)[i], design[i] @ fitted, atol=1e-9)


@pytest.mark.parametrize("k", [1, 2, 20, 50])
def test_chance_finds_nothing_however_many_factors_it_has(k):
    target = centred(200)
    learned = np.random.default_rng(3).normal(size=(200, k))
    assert share_explained(target, mapped_onto(target, learned)) < 0.05


@pytest.mark.parametrize("k", [59, 60, 100])
def test_with_as_many_factors_as_items_nothing_can_be_said(k):
    learned = np.random.default_rng(4).normal(size=(60, k))
    assert not mapped_onto(centred(60), learned).any()


def test_vectors_that_are_all_zero_have_found_nothing():
    target = centred()
    assert share_explained(target, mapped_onto(target, np.zeros((60, 4)))) == 0
    assert share_explained(np.zeros((60, 2)), np.zeros((60, 2))) == 0


def test_factors_that_repeat_others_change_nothing():
    target, random = centred(), np.random.default_rng(5)
    learned = target + random.normal(size=(60, 2))
    repeated = np.column_stack([learned, learned @ random.normal(size=(2, 6))])
    np.testing.assert_allclose(mapped_onto(target, repeated), mapped_onto(target, learned), atol=1e-9)


def test_one_factor_finds_one_axis():
    target = centred(400) * [2, 1]
    found = mapped_onto(target, target[:, :1])
    expected = np.square(target[:, 0]).sum() / np.square(target).sum()
    assert share_explained(target, found) == pytest.approx(expected, abs=0.02)


def test_training_finds_the_truth(simulation):
    model = MatrixFactorizationSGD(factors=4, learning_rate=0.03, regularization=0.05, epochs=40)
    view = HiddenTruth(simulation.truth)
    view.panel(model, simulation.ratings, None)
    shares = [float(view.snapshot(model)["recovered"][0]) for _ in model.steps(simulation.ratings)]
    assert shares[0] < 0.1
    assert shares[-1] > 0.9


def test_rows_are_the_items_rated_most_often_and_never_one_without_ratings(simulation):
    few = simulation.ratings.take(simulation.ratings.items < 30)
    view = HiddenTruth(simulation.truth, items=50)
    spec = view.panel(MatrixFactorizationSGD(), few, None).spec()
    assert sorted(view.rows) == sorted(set(few.items))
    assert spec["columns"]["ratings"] == sorted(spec["columns"]["ratings"], reverse=True)
    assert np.reshape(spec["xy"]["true"], (-1, 2)).mean(axis=0) == pytest.approx([0, 0], abs=1e-3)
    ten = HiddenTruth(simulation.truth, items=10).panel(MatrixFactorizationSGD(), few, None).spec()
    assert len(ten["xy"]["true"]) == 20


def test_it_needs_two_true_factors_and_its_own_ratings(simulation, toy):
    with pytest.raises(ValueError, match="needs 2 true factors, not 3"):
        HiddenTruth(simulate(users=20, items=10, factors=3, density=0.5).truth)
    with pytest.raises(ValueError, match="this truth is about 80 items, but the ratings are about 8"):
        HiddenTruth(simulation.truth).panel(MatrixFactorizationSGD(), toy, None)


def test_a_player_records_it(simulation):
    train, valid = random_split(simulation.ratings)
    model = MatrixFactorizationSGD(factors=2, epochs=3)
    player = Player(model, train, valid, views=["curve", HiddenTruth(simulation.truth)], vary={})
    assert json.loads(json.dumps(player.spec))["views"]["truth"]["titles"][0].startswith("Film ")
    frame = player.recorded[0].frames["truth"][3]
    assert (frame["learned"].shape, frame["recovered"].shape) == ((80, 2), (1,))
