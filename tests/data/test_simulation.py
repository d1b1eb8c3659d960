import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectutor import Bias, MatrixFactorizationSGD, evaluate, random_split, rmse, simulate
from rectutor.data.simulation import chosen_items, shared_out


@pytest.fixture(scope="module")
def simulation():
    return simulate(users=300, items=200, seed=3)


@pytest.mark.parametrize(
    ("users", "items", "density"), [(300, 200, 0.1), (7, 5, 1), (1, 1, 1), (40, 1, 0.5), (1, 40, 0.5), (90, 30, 0.97)]
)
def test_as_many_ratings_as_asked_for_and_no_pair_twice(users, items, density):
    ratings = simulate(users=users, items=items, density=density).ratings
    assert len(ratings) == round(density * users * items)
    assert (ratings.n_users, ratings.n_items) == (users, items)
    assert np.all(np.diff(ratings.users.astype(int) * items + ratings.items) > 0)  # sorted, so unique
    assert ratings.user_counts.min() >= min(1, len(ratings) // users)


def test_ratings_are_half_stars_within_the_scale(simulation):
    assert set(simulation.ratings.values.tolist()) == {half / 2 for half in range(1, 11)}
    assert simulation.ratings.scale == (0.5, 5)


def test_ids_titles_and_types_are_those_of_real_data(simulation, movielens):
    ratings = simulation.ratings
    assert ratings.titles([17]) == ["Film 17"]
    assert (ratings.user_ids[0], ratings.item_ids[16]) == (1, 17)
    for name in ("users", "items", "values", "user_ids", "item_ids"):
        assert getattr(ratings, name).dtype == getattr(movielens, name).dtype


def test_same_seed_same_ratings_and_another_seed_others(simulation):
    again, other = simulate(users=300, items=200, seed=3), simulate(users=300, items=200, seed=4)
    for name in ("users", "items", "values"):
        assert np.array_equal(getattr(again.ratings, name), getattr(simulation.ratings, name))
    assert not np.array_equal(other.ratings.items, simulation.ratings.items)


def test_without_noise_every_rating_is_the_rounded_truth():
    ratings, truth = vars_of(simulate(noise=0))
    formula = (
        truth.mean
        + truth.user_biases[ratings.users]
        + truth.item_biases[ratings.items]
        + (truth.user_factors @ truth.item_factors.T)[ratings.users, ratings.items]
    )
    np.testing.assert_allclose(truth.score(ratings.users, ratings.items), formula, atol=1e-12)
    inside = (formula > 0.75) & (formula < 4.75)
    assert np.abs(ratings.values - formula)[inside].max() <= 0.25 + 1e-6
    assert truth.noise_floor == pytest.approx(0.5 / 12**0.5, abs=0.01)  # rounding alone


def vars_of(simulation):
    return simulation.ratings, simulation.truth


def test_the_noise_floor_is_the_error_of_the_truth(simulation):
    ratings, truth = vars_of(simulation)
    predicted = np.clip(truth.score(ratings.users, ratings.items), 0.5, 5)
    assert truth.noise_floor == pytest.approx(rmse(ratings.values, predicted), abs=1e-9)
    assert truth.noise == 0.4 < truth.noise_floor < 0.45


def test_no_model_gets_below_the_noise_floor_and_factors_come_near():
    simulation = simulate(users=600, items=200, density=0.25)
    train, test = random_split(simulation.ratings)
    biases = evaluate(Bias().fit(train), test)["RMSE"]
    model = MatrixFactorizationSGD(factors=2, learning_rate=0.02, regularization=0.05, epochs=100)
    factors = evaluate(model.fit(train), test)["RMSE"]
    assert simulation.truth.noise_floor < factors < 0.48
    assert biases > 0.6


def test_without_factors_biases_are_the_whole_truth():
    simulation = simulate(users=600, items=200, factors=0, density=0.25)
    train, test = random_split(simulation.ratings)
    assert evaluate(Bias().fit(train), test)["RMSE"] == pytest.approx(simulation.truth.noise_floor, abs=0.02)


@pytest.mark.parametrize("factors", [1, 2, 20])
def test_tastes_are_as_strong_whatever_their_dimension(factors):
    truth = simulate(users=1000, items=1000, factors=factors, density=0.001).truth
    assert np.std(truth.user_factors @ truth.item_factors.T) == pytest.approx(0.6, rel=0.1)


def test_few_items_get_most_ratings_and_few_users_give_them(simulation):
    for counts in (simulation.ratings.item_counts, simulation.ratings.user_counts):
        top = np.sort(counts)[::-1][: len(counts) // 10]
        assert 0.2 < top.sum() / counts.sum() < 0.7


def test_people_watch_what_they_expect_to_like(simulation):
    ratings, truth = vars_of(simulation)
    tastes = truth.user_factors @ truth.item_factors.T
    assert tastes[ratings.users, ratings.items].mean() > tastes.mean() + 0.1


def test_choice_is_in_proportion_to_the_weights():
    random, weights = np.random.default_rng(0), np.array([1.0, 2, 3, 4])
    first = np.bincount([chosen_items(weights, 1, random)[0] for _ in range(20_000)]) / 20_000
    np.testing.assert_allclose(first, weights / 10, atol=0.015)
    pairs = [tuple(chosen_items(weights, 2, random)) for _ in range(20_000)]
    # Drawn one after the other: 0 then 1, or 1 then 0.
    assert pairs.count((0, 1)) / 20_000 == pytest.approx(0.1 * 2 / 9 + 0.2 * 1 / 8, abs=0.01)
    assert chosen_items(weights, 4, random).tolist() == [0, 1, 2, 3]


@pytest.mark.parametrize("count", [1, 30, 300, 999, 1000])
def test_the_first_to_arrive_are_chosen(count):
    weights = np.random.default_rng(0).random(1000) + 0.01
    arrivals = np.random.default_rng(1).standard_exponential(1000, dtype=np.float32) / weights
    expected = np.sort(np.argsort(arrivals)[:count])
    assert np.array_equal(chosen_items(weights, count, np.random.default_rng(1)), expected)


@given(st.lists(st.floats(0.01, 100), min_size=1, max_size=20), st.integers(1, 15), st.floats(0, 1))
def test_shares_sum_up_and_keep_below_the_most(weights, most, part):
    total = round(part * most * len(weights))
    counts = shared_out(total, np.array(weights), most)
    assert counts.sum() == total
    assert counts.max() <= most
    assert counts.min() >= (1 if total >= len(weights) else 0)


def test_shares_follow_the_weights():
    np.testing.assert_allclose(shared_out(1003, np.array([1.0, 3, 6]), 10_000), [101, 301, 601], atol=2)
    assert shared_out(12, np.array([1.0, 1, 100]), 6).tolist() == [3, 3, 6]  # what one cannot take goes to the others


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"users": 0}, "users must be a whole number of at least 1, but it is 0"),
        ({"users": 2.5}, "users must be a whole number of at least 1, but it is 2.5"),
        ({"items": "9"}, "items must be a whole number of at least 1, but it is '9'"),
        ({"items": True}, "items must be a whole number of at least 1, but it is True"),
        ({"factors": -1}, "factors must be a whole number of at least 0, but it is -1"),
        ({"seed": None}, "seed must be a whole number of at least 0, but it is None"),
        ({"noise": -0.1}, "noise must be a number from 0 to 10, but it is -0.1"),
        ({"noise": float("nan")}, "noise must be a number from 0 to 10, but it is nan"),
        ({"noise": "loud"}, "noise must be a number from 0 to 10, but it is 'loud'"),
        ({"density": 0}, "density must be a number above 0 and at most 1, but it is 0"),
        ({"density": 10}, "density must be a number above 0 and at most 1, but it is 10"),
        ({"users": 2, "items": 2}, "a density of 0.1 leaves no rating at all among 2 users and 2 items"),
    ],
)
def test_what_cannot_be_is_refused(options, said):
    with pytest.raises(ValueError, match=r"^" + said.replace(".", r"\.") + r"$"):
        simulate(**options)


def test_numpy_numbers_are_numbers():
    options = {"users": np.int64(9), "items": np.int32(8), "density": np.float32(0.5), "noise": np.float64(0)}
    assert len(simulate(**options).ratings) == 36
