import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectutor import Bias, Ratings
from tests.tables import tables


def test_one_sweep_by_hand_on_the_toy_table(toy):
    """With μ = 129/39 = 43/13 and three pretended ratings; Alien has 4, 4.5, 0.5 and 1."""
    model = Bias(sweeps=1).fit(toy)
    assert model.mean_ == pytest.approx(43 / 13, abs=1e-12)
    assert model.item_biases_[toy.item_row("Alien")] == pytest.approx((10 - 4 * 43 / 13) / (4 + 3), abs=1e-12)  # −6/13
    assert model.item_biases_[toy.item_row("Star Wars")] == pytest.approx((22.5 - 6 * 43 / 13) / (6 + 3), abs=1e-12)
    # Ada: 23 stars for 7 films, of which the films' biases explain 0.278236 over the mean
    assert model.user_biases_[toy.user_row("Ada")] == pytest.approx((23 - 7 * 43 / 13 - 0.278236) / 10, abs=1e-6)
    assert model.predict("Ada", "Alien")[0] == pytest.approx(2.802946, abs=1e-6)


def test_at_the_end_the_biases_solve_the_penalised_least_squares_problem(toy):
    """Σ(r − μ − b_u − b_i)² + β_u Σ b_u² + β_i Σ b_i² is least where its normal equations hold: solved at once here."""
    model = Bias(user_damping=2.0, item_damping=5.0, sweeps=100).fit(toy)
    design = np.zeros((len(toy), 6 + 8))
    design[np.arange(len(toy)), toy.users] = 1
    design[np.arange(len(toy)), 6 + toy.items] = 1
    penalty = np.diag([2.0] * 6 + [5.0] * 8)
    solution = np.linalg.solve(design.T @ design + penalty, design.T @ (toy.values.astype(float) - toy.mean))
    np.testing.assert_allclose(np.concatenate([model.user_biases_, model.item_biases_]), solution, atol=1e-9)


def test_damping_keeps_a_single_five_from_the_top(split):
    train, _ = split
    once_five = np.flatnonzero((train.item_counts == 1) & (np.bincount(train.items, train.values, train.n_items) == 5))
    undamped, damped = (Bias(item_damping=damping).fit(train) for damping in (0.0, 3.0))
    assert np.isin(np.argsort(-undamped.item_biases_)[:20], once_five).any()
    assert not np.isin(np.argsort(-damped.item_biases_)[:20], once_five).any()


def test_steps_begin_at_the_mean_and_count_sweeps(toy):
    model = Bias(sweeps=4)
    walk = model.steps(toy)
    assert (next(walk).number, model.score(np.array([0]), np.array([0]))[0]) == (0, toy.mean)
    assert [(step.number, step.unit) for step in walk] == [(n, "sweep") for n in (1, 2, 3, 4)]


def test_who_or_what_is_unknown_has_no_bias(toy):
    model = Bias().fit(toy)
    ada, alien = model.user_biases_[toy.user_row("Ada")], model.item_biases_[toy.item_row("Alien")]
    assert model.predict("Ada", "Heat")[0] == pytest.approx(toy.mean + ada, abs=1e-12)
    assert model.predict("Zoe", "Alien")[0] == pytest.approx(toy.mean + alien, abs=1e-12)
    assert model.predict("Zoe", "Heat")[0] == pytest.approx(toy.mean, abs=1e-12)
    assert model.predict([], []).shape == (0,)


def test_without_damping_those_without_ratings_still_get_a_number(toy):
    part = toy.take(toy.users != toy.user_row("Finn"))
    model = Bias(user_damping=0.0, item_damping=0.0).fit(part)
    assert model.user_biases_[toy.user_row("Finn")] == 0
    assert np.isfinite(model.predict("Finn", toy.item_ids)).all()


@given(tables(), st.permutations(range(6)), st.permutations(range(6)), st.randoms(use_true_random=False))
def test_neither_names_nor_the_order_of_lines_matter(frame, users, items, random):
    expected = Bias().fit(Ratings.from_frame(frame)).predict(frame.user, frame.item)
    renamed = frame.assign(
        user=[f"user {users[u // 10]}" for u in frame.user], item=[f"film {items[i // 7]}" for i in frame.item]
    )
    shuffled = renamed.iloc[random.sample(range(len(renamed)), len(renamed))]
    found = Bias().fit(Ratings.from_frame(shuffled)).predict(renamed.user, renamed.item)
    np.testing.assert_allclose(found, expected, atol=1e-9)


@given(tables(), st.floats(0, 100), st.floats(0, 100), st.integers(1, 20))
def test_predictions_are_numbers_within_the_scale(frame, user_damping, item_damping, sweeps):
    model = Bias(user_damping=user_damping, item_damping=item_damping, sweeps=sweeps).fit(Ratings.from_frame(frame))
    users, items = np.meshgrid([*frame.user.unique(), -1], [*frame.item.unique(), -1])
    predicted = model.predict(users.ravel(), items.ravel())
    assert np.isfinite(predicted).all()
    assert ((predicted >= 0.5) & (predicted <= 5)).all()
