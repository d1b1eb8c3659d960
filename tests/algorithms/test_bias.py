import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectutor import Bias, DivergenceError, Ratings, load_model
from rectutor.algorithms import bias
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


def gradient(model, train):
    """Half the slope of the penalised squared error in the direction of each bias: 0 where it is least."""
    errors = train.values - model.score(train.users, train.items)
    of_users = model.user_damping * model.user_biases_ - np.bincount(train.users, errors, train.n_users)
    of_items = model.item_damping * model.item_biases_ - np.bincount(train.items, errors, train.n_items)
    return np.concatenate([of_users, of_items])


def test_the_exact_solution_is_that_of_the_normal_equations(toy):
    model = Bias(user_damping=2.0, item_damping=5.0, solver="exact").fit(toy)
    design = np.zeros((len(toy), 6 + 8))
    design[np.arange(len(toy)), toy.users] = 1
    design[np.arange(len(toy)), 6 + toy.items] = 1
    penalty = np.diag([2.0] * 6 + [5.0] * 8)
    solution = np.linalg.solve(design.T @ design + penalty, design.T @ (toy.values.astype(float) - toy.mean))
    np.testing.assert_allclose(np.concatenate([model.user_biases_, model.item_biases_]), solution, atol=1e-12)


@pytest.mark.parametrize(("user_damping", "item_damping"), [(3.0, 3.0), (25.0, 10.0), (0.0, 0.0)])
def test_the_turns_come_to_the_exact_solution(split, user_damping, item_damping):
    """Without damping there are many exact solutions; that one is found to which the turns come."""
    options = {"user_damping": user_damping, "item_damping": item_damping}
    exact = Bias(**options, solver="exact").fit(split[0])
    turns = Bias(**options, sweeps=100)
    for _ in turns.steps(split[0]):
        pass
    np.testing.assert_allclose(exact.user_biases_, turns.user_biases_, atol=1e-8)
    np.testing.assert_allclose(exact.item_biases_, turns.item_biases_, atol=1e-8)


@given(tables(), st.floats(0, 100), st.floats(0, 100))
def test_at_the_exact_solution_no_bias_would_lower_the_penalised_error(frame, user_damping, item_damping):
    train = Ratings.from_frame(frame)
    model = Bias(user_damping=user_damping, item_damping=item_damping, solver="exact").fit(train)
    assert np.abs(gradient(model, train)).max() < 1e-9


@given(tables())
def test_without_damping_the_exact_solution_is_the_one_in_which_users_average_to_no_bias(frame):
    train = Ratings.from_frame(frame)
    model = Bias(user_damping=0.0, item_damping=0.0, solver="exact").fit(train)
    assert np.abs(gradient(model, train)).max() < 1e-9
    assert model.user_biases_[train.users].sum() == pytest.approx(0, abs=1e-9)


def test_without_damping_parts_of_the_table_that_share_nothing_come_out_as_by_turns():
    """μ is 3, and one turn is the end: the films take all of it, 2, 1, −1, −2, and leave nothing to the users."""
    frame = pd.DataFrame({"user": [1, 1, 2, 2], "item": [1, 2, 3, 4], "rating": [5.0, 4.0, 2.0, 1.0]})
    model = Bias(user_damping=0.0, item_damping=0.0, solver="exact").fit(Ratings.from_frame(frame))
    np.testing.assert_allclose(model.item_biases_, [2, 1, -1, -2], atol=1e-12)
    np.testing.assert_allclose(model.user_biases_, [0, 0], atol=1e-12)


def test_the_exact_solution_leaves_those_without_ratings_at_no_bias(toy):
    part = toy.take((toy.users != toy.user_row("Finn")) & (toy.items != toy.item_row("Alien")))
    for damping in (0.0, 3.0):
        model = Bias(user_damping=damping, item_damping=damping, solver="exact").fit(part)
        assert model.user_biases_[toy.user_row("Finn")] == 0
        assert model.item_biases_[toy.item_row("Alien")] == 0


def test_the_exact_solution_is_one_step(toy):
    model = Bias(solver="exact")
    assert [(step.number, step.unit) for step in model.steps(toy)] == [(0, "sweep"), (1, "sweep")]
    assert model.length(toy) == 1
    assert Bias(sweeps=7).length(toy) == 7


def test_an_exact_solution_that_is_not_reached_is_not_passed_off_as_one(toy, monkeypatch):
    monkeypatch.setattr(bias, "TOLERANCE", 0)
    with (
        np.errstate(invalid="ignore"),
        pytest.raises(DivergenceError, match="the exact solution was not reached; try a larger damping"),
    ):
        Bias(solver="exact").fit(toy)


def test_how_the_biases_were_found_is_saved(toy, tmp_path):
    model = Bias(solver="exact").fit(toy)
    again = load_model(model.save(tmp_path / "exact"))
    assert repr(again) == "Bias(solver='exact')"
    assert np.array_equal(again.predict("Ada", toy.item_ids), model.predict("Ada", toy.item_ids))
