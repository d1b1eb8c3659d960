import numpy as np
import pytest

from rectutor import HyperparameterError, follow, load_model
from rectutor.algorithms.random_ranking import Random, scrambled


def table_of(model, ratings):
    return model.score(np.arange(ratings.n_users)[:, None], np.arange(ratings.n_items))


def test_the_scrambling_is_that_of_splitmix64():
    """The first numbers after the seed 1234567, as published with other implementations (Rosetta Code)."""
    step = 0x9E3779B97F4A7C15
    states = np.array([(1234567 + n * step) % 2**64 for n in range(5)], dtype=np.uint64)
    assert scrambled(states).tolist() == [
        6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821,
    ]  # fmt: skip


def test_a_pair_has_the_same_score_however_it_is_asked_for(toy):
    model = Random(seed=3).fit(toy)
    table = table_of(model, toy)
    assert table.shape == (6, 8)
    assert model.score(np.array([4]), np.array([5])) == table[4, 5]
    assert np.array_equal(model.score(np.full(8, 2), np.arange(8)[::-1]), table[2, ::-1])
    assert np.array_equal(model.score(np.arange(6, dtype=np.int32), np.int32(7)), table[:, 7])
    assert np.array_equal(table_of(Random(seed=3).fit(toy.take(np.arange(9))), toy), table)


def test_scores_are_spread_evenly_from_0_to_1_and_users_know_nothing_of_each_other(movielens):
    table = table_of(Random().fit(movielens), movielens)
    assert 0 <= table.min() < 1e-5
    assert 1 - 1e-5 < table.max() < 1
    counts = np.histogram(table, 100, (0, 1))[0]
    expected = table.size / 100
    assert ((counts - expected) ** 2 / expected).sum() < 160  # chi-squared with 99 degrees: 160 is 1 in 10,000
    likeness = np.corrcoef(table) - np.eye(len(table))
    assert np.abs(likeness).max() < 6 / np.sqrt(table.shape[1])
    assert np.abs(np.corrcoef(table[:, :500].T) - np.eye(500)).max() < 6 / np.sqrt(len(table))


def test_each_item_is_as_often_on_top(movielens):
    table = table_of(Random(seed=7).fit(movielens), movielens)[:, :10]
    tops = np.bincount(table.argmax(axis=1), minlength=10)
    assert np.all(np.abs(tops - 67.1) < 4.5 * np.sqrt(67.1 * 0.9))


def test_another_seed_gives_other_orders(toy):
    first, *others = (table_of(Random(seed=seed).fit(toy), toy).ravel() for seed in (0, 1, 2**32, 2**64))
    for other in others:
        assert np.abs(np.corrcoef(first, other)[0, 1]) < 0.6  # of 48 numbers: four standard deviations
    with pytest.raises(HyperparameterError, match="seed must be a whole number of at least 0, but it is -1"):
        Random(seed=-1)


def test_the_unknown_get_a_number_too(toy):
    model = Random().fit(toy)
    scores = model.score(np.array([-1, -1, 0]), np.array([0, -1, -1]))
    assert np.all((scores >= 0) & (scores < 1))
    assert len(set(scores)) == 3


def test_there_is_nothing_to_learn(toy):
    model = Random()
    assert [step.number for step in follow(model, toy)] == [0]
    assert model.length(toy) == 0
    assert len(model.fit(toy, progress=True).recommend("Ada", min_ratings=0, exclude_seen=False)) == 8


def test_it_can_be_saved(toy, tmp_path):
    model = Random(seed=5).fit(toy)
    again = load_model(model.save(tmp_path / "random"))
    assert np.array_equal(table_of(again, toy), table_of(model, toy))
