import json
import os
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectutor import DivergenceError, MatrixFactorizationSGD, Ratings, load, rmse
from rectutor.algorithms.factor_model import Learned
from rectutor.algorithms.matrix_factorization_sgd import (
    BLOCK,
    Columns,
    columns_by_user,
    sgd_epoch,
    shuffled_blocks,
)
from tests.tables import tables

ARRAYS = ("user_biases_", "item_biases_", "user_factors_", "item_factors_")


def learned(model):
    return np.concatenate([getattr(model, name).ravel() for name in ARRAYS])


def one_rating(value):
    return np.array([0]), Columns(np.array([0]), np.array([0]), np.array([value]))


def test_one_update_by_hand():
    """The worked example of lesson 04: r = 5, r̂ = 3.5, e = 1.5, η = λ = 0.1."""
    state = Learned(3.0, np.array([0.5]), np.array([-0.25]), np.array([[1.0, -1.0]]), np.array([[0.5, 0.25]]))
    assert sgd_epoch(*one_rating(5.0), state, 0.1, 0.1) == pytest.approx(1.5**2)
    assert state.b_u[0] == pytest.approx(0.645, abs=1e-12)
    assert state.b_i[0] == pytest.approx(-0.0975, abs=1e-12)
    np.testing.assert_allclose(state.P[0], [1.065, -0.9525], atol=1e-12)
    np.testing.assert_allclose(state.Q[0], [0.645, 0.0975], atol=1e-12)  # the new p would give .65475, .104625
    error = 5 - (3 + state.b_u[0] + state.b_i[0] + state.P[0] @ state.Q[0])
    assert error == pytest.approx(0.858, abs=5e-4)


def test_one_update_of_the_plain_formula_by_hand():
    """r = 2, r̂ = p · q = 0.25, e = 1.75; b_u and b_i play no part."""
    state = Learned(3.0, np.array([0.5]), np.array([-0.25]), np.array([[1.0, -1.0]]), np.array([[0.5, 0.25]]))
    assert sgd_epoch(*one_rating(2.0), state, 0.1, 0.1, biases=False) == pytest.approx(1.75**2)
    assert (state.b_u[0], state.b_i[0]) == (0.5, -0.25)
    np.testing.assert_allclose(state.P[0], [1 + 0.1 * (1.75 * 0.5 - 0.1), -1 + 0.1 * (1.75 * 0.25 + 0.1)], atol=1e-12)
    np.testing.assert_allclose(state.Q[0], [0.5 + 0.1 * (1.75 - 0.05), 0.25 + 0.1 * (-1.75 - 0.025)], atol=1e-12)


def test_epochs_by_hand_in_plain_numpy(toy):
    """Every rating once an epoch, in the order that the seed draws: the formulas of the docstring, vector by vector."""
    model = MatrixFactorizationSGD(factors=3, epochs=4, learning_rate=0.05, regularization=0.02, seed=5).fit(toy)
    random = np.random.default_rng(5)
    P, Q = random.normal(0, 0.1, (6, 3)), random.normal(0, 0.1, (8, 3))
    b_u, b_i, eta, lam = np.zeros(6), np.zeros(8), 0.05, 0.02
    for _ in range(4):
        random.permutation(1)  # the order of the blocks, of which there is one
        for t in random.permutation(39):
            u, i = toy.users[t], toy.items[t]
            e = toy.values[t] - (toy.mean + b_u[u] + b_i[i] + P[u] @ Q[i])
            b_u[u], b_i[i] = b_u[u] + eta * (e - lam * b_u[u]), b_i[i] + eta * (e - lam * b_i[i])
            P[u], Q[i] = P[u] + eta * (e * Q[i] - lam * P[u]), Q[i] + eta * (e * P[u] - lam * Q[i])
    np.testing.assert_allclose(learned(model), np.concatenate([a.ravel() for a in (b_u, b_i, P, Q)]), atol=1e-12)


@pytest.mark.parametrize("biases", [True, False])
def test_an_update_goes_down_the_gradient_of_the_penalised_error(biases):
    """½[(r − r̂)² + λ(b_u² + b_i² + |p|² + |q|²)], whose gradient is measured here by small differences."""
    random, k, lam, eta, mu, r = np.random.default_rng(1), 4, 0.3, 1e-3, 3.1, 4.5
    start = random.normal(0, 1, 2 + 2 * k)
    start[:2] *= biases

    def loss(x):
        prediction = (mu + x[0] + x[1] if biases else 0.0) + x[2 : 2 + k] @ x[2 + k :]
        return 0.5 * ((r - prediction) ** 2 + lam * x @ x)

    state = Learned(mu, start[:1].copy(), start[1:2].copy(), start[None, 2 : 2 + k].copy(), start[None, 2 + k :].copy())
    sgd_epoch(*one_rating(r), state, eta, lam, biases)
    step = np.concatenate([a.ravel() for a in state[1:]]) - start
    nudges = 1e-5 * np.eye(len(start))
    gradient = np.array([loss(start + nudge) - loss(start - nudge) for nudge in nudges]) / 2e-5
    gradient[:2] *= biases
    np.testing.assert_allclose(step, -eta * gradient, atol=1e-9)


@pytest.mark.parametrize("biases", [True, False])
def test_rating_by_rating_is_epoch_by_epoch_to_the_last_bit(toy, biases):
    settings = {"factors": 5, "epochs": 3, "learning_rate": 0.05, "biases": biases}
    by_epoch, by_rating = MatrixFactorizationSGD(**settings), MatrixFactorizationSGD(**settings)
    epochs, ratings = by_epoch.steps(toy), by_rating.steps(toy, by="rating")
    assert next(epochs).number == next(ratings).number == 0
    for epoch in epochs:
        steps = [next(ratings) for _ in range(len(toy))]
        assert np.array_equal(learned(by_rating), learned(by_epoch))
        assert epoch.loss == pytest.approx(np.mean([step.update["error"] ** 2 for step in steps]), rel=1e-12)
        visited = [(step.update["user"], step.update["item"]) for step in steps]
        assert sorted(visited) == sorted(zip(toy.users, toy.items, strict=True))
        assert steps[-1].number == epoch.number * len(toy)
    assert next(ratings, None) is None


def test_the_microscope_shows_the_numbers_of_one_update(toy):
    eta, lam = 0.05, 0.02
    model = MatrixFactorizationSGD(factors=3, epochs=2, learning_rate=eta, regularization=lam)
    for step in model.steps(toy, by="rating"):
        if step.number == 0:
            continue
        update, before, after = step.update, step.update["before"], step.update["after"]
        u, i, e = update["user"], update["item"], update["error"]
        assert update["rating"] == toy.values[(toy.users == u) & (toy.items == i)][0]
        predicted = model.mean_ + before["b_u"] + before["b_i"] + before["p_u"] @ before["q_i"]
        assert update["prediction"] == pytest.approx(predicted, abs=1e-12)
        assert e == pytest.approx(update["rating"] - predicted, abs=1e-12)
        assert after["b_u"] == pytest.approx(before["b_u"] + eta * (e - lam * before["b_u"]), abs=1e-12)
        q_i = before["q_i"] + eta * (e * before["p_u"] - lam * before["q_i"])
        np.testing.assert_allclose(after["q_i"], q_i, atol=1e-12)
        assert np.array_equal(model.user_factors_[u], after["p_u"])
        assert update["epoch"] == 1 + (step.number - 1) // len(toy)
    assert step.number == 2 * len(toy)


def test_what_the_microscope_showed_does_not_change_later(toy):
    first, *rest = (s for s in MatrixFactorizationSGD(factors=2, epochs=1).steps(toy, by="rating") if s.number)
    again = next(s for s in MatrixFactorizationSGD(factors=2, epochs=1).steps(toy, by="rating") if s.number)
    assert len(rest) == len(toy) - 1
    assert np.array_equal(first.update["after"]["p_u"], again.update["after"]["p_u"])


def test_same_seed_same_bits_and_another_seed_others(split):
    train, _ = split
    first, again, other = (MatrixFactorizationSGD(epochs=2, seed=seed).fit(train) for seed in (1, 1, 2))
    assert np.array_equal(learned(first), learned(again))
    assert not np.array_equal(first.user_factors_, other.user_factors_)


def test_learning_again_starts_anew(toy):
    model = MatrixFactorizationSGD(factors=2, epochs=5)
    first = learned(model.fit(toy))
    assert np.array_equal(learned(model.fit(toy)), first)


def plain_python(script):
    """Run `script` without numba's compiler and return what it prints as JSON."""
    environment = {**os.environ, "NUMBA_DISABLE_JIT": "1"}
    found = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    return json.loads(found.stdout)


def test_uncompiled_the_loops_give_the_same():
    script = """
import json, numba, rectutor
toy = rectutor.load("toy").ratings
settings = dict(factors=3, epochs=20, learning_rate=0.05, regularization=0.02)
models = [rectutor.MatrixFactorizationSGD(biases=biases, **settings).fit(toy) for biases in (True, False)]
arrays = [[getattr(m, n).ravel().tolist() for n in ("user_biases_", "item_biases_", "user_factors_", "item_factors_")]
          for m in models]
print(json.dumps([numba.config.DISABLE_JIT, arrays, [m.predict("Ada", toy.item_ids).tolist() for m in models]]))
"""
    switched_off, arrays, predictions = plain_python(script)
    assert switched_off
    toy = load("toy").ratings
    for biases, expected, predicted in zip((True, False), arrays, predictions, strict=True):
        settings = {"factors": 3, "epochs": 20, "learning_rate": 0.05, "regularization": 0.02}
        model = MatrixFactorizationSGD(biases=biases, **settings).fit(toy)
        np.testing.assert_allclose(learned(model), np.concatenate([np.ravel(a) for a in expected]), rtol=0, atol=1e-12)
        np.testing.assert_allclose(model.predict("Ada", toy.item_ids), predicted, rtol=0, atol=1e-12)


@pytest.mark.parametrize(("factors", "expected"), [(1, 0.589), (2, 0.162)])
def test_on_the_toy_one_factor_explains_four_people_and_two_explain_finn(toy, factors, expected):
    settings = {"learning_rate": 0.02, "regularization": 0.02, "epochs": 600}
    model = MatrixFactorizationSGD(factors=factors, **settings).fit(toy)
    errors = toy.values - model.score(toy.users, toy.items)
    assert np.sqrt(np.mean(errors**2)) == pytest.approx(expected, abs=0.01)
    finn = np.sqrt(np.mean(errors[toy.users == toy.user_row("Finn")] ** 2))
    assert finn > 1 if factors == 1 else finn < 0.1


def test_without_biases_the_mean_plays_no_part(toy):
    model = MatrixFactorizationSGD(factors=2, epochs=5, biases=False).fit(toy)
    assert model.mean_ == 0
    assert not model.user_biases_.any()
    assert not model.item_biases_.any()
    expected = np.einsum("nk,nk->n", model.user_factors_[toy.users], model.item_factors_[toy.items])
    np.testing.assert_allclose(model.score(toy.users, toy.items), expected, atol=1e-12)


def test_vectors_that_no_rating_moves_are_zero_and_not_chance(split):
    train, test = split
    model = MatrixFactorizationSGD(epochs=1).fit(train)
    assert (train.item_counts == 0).sum() > 500
    assert not model.item_factors_[train.item_counts == 0].any()
    assert model.item_factors_[train.item_counts > 0].all(axis=1).all()
    without = train.take(train.users != 7)
    assert not MatrixFactorizationSGD(epochs=1).fit(without).user_factors_[7].any()
    unseen = test.take(train.item_counts[test.items] == 0)
    expected = model.mean_ + model.user_biases_[unseen.users]
    np.testing.assert_allclose(model.score(unseen.users, unseen.items), expected, atol=1e-12)


def test_who_or_what_is_unknown_gets_biases_and_mean(toy):
    model = MatrixFactorizationSGD(factors=2, epochs=20).fit(toy)
    ada, alien = model.user_biases_[toy.user_row("Ada")], model.item_biases_[toy.item_row("Alien")]
    assert model.predict("Ada", "Heat")[0] == pytest.approx(toy.mean + ada, abs=1e-12)
    assert model.predict("Zoe", "Alien")[0] == pytest.approx(toy.mean + alien, abs=1e-12)
    assert model.predict("Zoe", "Heat")[0] == pytest.approx(toy.mean, abs=1e-12)


def test_vectors_that_start_at_zero_stay_there(toy):
    """The saddle of lesson 04: with q = 0, p has no reason to move, and the other way round."""
    model = MatrixFactorizationSGD(factors=3, init_scale=0, epochs=40).fit(toy)
    assert not model.user_factors_.any()
    assert not model.item_factors_.any()
    assert model.user_biases_.all()


def test_a_rate_too_high_is_refused_with_advice(toy):
    model = MatrixFactorizationSGD(factors=2, learning_rate=0.9, init_scale=1.0)
    with pytest.raises(DivergenceError, match=r"diverged in epoch \d+: .* rate, 0\.9, is too high here; try 0\.3"):
        model.fit(toy)
    with pytest.raises(DivergenceError):
        list(model.steps(toy, by="rating"))


def test_steps_of_another_kind_are_refused(toy):
    with pytest.raises(ValueError, match="steps are by 'epoch' or by 'rating', not by 'sweep'"):
        next(MatrixFactorizationSGD().steps(toy, by="sweep"))


@given(
    tables(min_size=2),
    st.integers(1, 5),
    st.floats(1e-4, 0.1),
    st.floats(0, 1),
    st.floats(0, 0.5),
    st.booleans(),
    st.integers(0, 2**32),
)
def test_predictions_are_numbers_within_the_scale(frame, factors, eta, lam, init, biases, seed):
    ratings = Ratings.from_frame(frame)
    settings = {"learning_rate": eta, "regularization": lam, "init_scale": init, "biases": biases, "seed": seed}
    model = MatrixFactorizationSGD(factors=factors, epochs=10, **settings).fit(ratings)
    users, items = np.meshgrid([*frame.user.unique(), -1], [*frame.item.unique(), -1])
    predicted = model.predict(users.ravel(), items.ravel())
    assert np.isfinite(predicted).all()
    assert ((predicted >= 0.5) & (predicted <= 5)).all()


@given(tables(min_size=2), st.booleans())
def test_names_do_not_matter(frame, text):
    """Ids that sort the same way give the same rows, so the same bits; the names as such are never looked at."""
    renamed = frame.assign(user=frame.user * 1000, item=[f"film {i:03d}" if text else i - 50 for i in frame.item])
    first, other = (MatrixFactorizationSGD(factors=2, epochs=3).fit(Ratings.from_frame(f)) for f in (frame, renamed))
    assert np.array_equal(learned(first), learned(other))
    assert np.array_equal(first.predict(frame.user, frame.item), other.predict(renamed.user, renamed.item))


@given(tables(min_size=2), st.randoms(use_true_random=False))
def test_how_the_lines_of_different_users_are_interleaved_does_not_matter(frame, random):
    """Lines are sorted by user before training; only the order of each user's own lines is kept."""
    places = random.sample(range(len(frame)), len(frame))
    users = frame.user.to_numpy()[places]
    own = {user: iter(np.flatnonzero(frame.user == user)) for user in users}
    mixed = frame.iloc[[next(own[user]) for user in users]]
    first, other = (MatrixFactorizationSGD(factors=2, epochs=3).fit(Ratings.from_frame(f)) for f in (frame, mixed))
    assert np.array_equal(learned(first), learned(other))


def test_columns_are_sorted_by_user_and_not_copied_needlessly(toy):
    mixed = toy.take(np.random.default_rng(0).permutation(39))
    columns = columns_by_user(mixed)
    assert np.all(np.diff(columns.users) >= 0)
    lines = sorted(zip(columns.users, columns.items, columns.values, strict=True))
    assert lines == sorted(zip(toy.users, toy.items, toy.values, strict=True))
    assert columns_by_user(toy).items is toy.items


@pytest.mark.parametrize("n", [1, 39, BLOCK, BLOCK + 1, 3 * BLOCK + 7])
def test_an_epoch_visits_every_rating_once_block_by_block(n):
    blocks = list(shuffled_blocks(n, np.random.default_rng(0)))
    assert np.array_equal(np.sort(np.concatenate(blocks)), np.arange(n))
    for block in blocks:
        assert block.max() - block.min() < BLOCK
        assert block.min() % BLOCK == 0
        assert len(block) < 20 or not np.all(np.diff(block) > 0)
    starts = {tuple(b.min() for b in shuffled_blocks(n, np.random.default_rng(seed))) for seed in range(5)}
    assert len(starts) > 1 or n <= BLOCK + 1, "the blocks come in random order too"


def test_many_blocks_learn_as_one_does(toy, monkeypatch):
    monkeypatch.setattr("rectutor.algorithms.matrix_factorization_sgd.BLOCK", 10)
    settings = {"factors": 2, "learning_rate": 0.02, "regularization": 0.02, "epochs": 600}
    model = MatrixFactorizationSGD(**settings).fit(toy)
    assert rmse(toy.values, model.predict(toy.user_ids[toy.users], toy.item_ids[toy.items])) < 0.2


@pytest.fixture(scope="module")
def fitted(toy):
    return MatrixFactorizationSGD(factors=2, learning_rate=0.02, regularization=0.02, epochs=600).fit(toy)


NEWCOMER = {"Star Wars": 1.0, "Titanic": 5.0, "Ghost": 4.5}


@pytest.mark.parametrize("regularization", [0.1, 3.0, 50.0])
def test_a_new_user_gets_the_solution_of_the_full_least_squares_problem(fitted, toy, regularization):
    """Ridge regression as ordinary least squares with extra rows √λ·I, which numpy solves by another way."""
    rows = [toy.item_row(film) for film in NEWCOMER]
    design = np.column_stack([np.ones(3), fitted.item_factors_[rows]])
    wanted = np.array(list(NEWCOMER.values())) - toy.mean - fitted.item_biases_[rows]
    extra = np.sqrt(regularization) * np.eye(3)
    expected = np.linalg.lstsq(np.vstack([design, extra]), np.append(wanted, [0, 0, 0]), rcond=None)[0]
    found = fitted.fold_in(list(NEWCOMER), list(NEWCOMER.values()), regularization)
    np.testing.assert_allclose([found.bias, *found.factors], expected, atol=1e-9)


def test_a_new_users_score_is_the_sum_of_what_each_rating_gives(fitted, toy):
    """With x = (1, q): b + p·q_i = Σ_j w_j e_j, where w_j = x_iᵀ (XᵀX + λI)⁻¹ x_j."""
    rows = [toy.item_row(film) for film in NEWCOMER]
    design = np.column_stack([np.ones(3), fitted.item_factors_[rows]])
    errors = np.array(list(NEWCOMER.values())) - toy.mean - fitted.item_biases_[rows]
    inverse = np.linalg.inv(design.T @ design + 3.0 * np.eye(3))
    newcomer = fitted.fold_in(list(NEWCOMER), list(NEWCOMER.values()), 3.0)
    for i in range(8):
        reasons = np.append(1, fitted.item_factors_[i]) @ inverse @ design.T * errors
        assert reasons.sum() == pytest.approx(newcomer.bias + newcomer.factors @ fitted.item_factors_[i], abs=1e-9)


def test_a_new_user_is_recommended_what_fits(fitted, toy):
    newcomer = fitted.fold_in(list(NEWCOMER), list(NEWCOMER.values()), 0.5)
    table = fitted.recommend(newcomer, n=8, min_ratings=0, seen=list(NEWCOMER))
    assert not set(NEWCOMER) & set(table.index)
    assert set(table.index[:2]) == {"Pretty Woman", "Notting Hill"}
    row = toy.item_row("Alien")
    score = toy.mean + newcomer.bias + fitted.item_biases_[row] + newcomer.factors @ fitted.item_factors_[row]
    assert table.score["Alien"] == pytest.approx(score, abs=1e-12)


def test_a_new_user_without_ratings_has_no_taste_yet(fitted):
    nobody = fitted.fold_in([], [])
    assert nobody.bias == 0.0
    assert not nobody.factors.any()


@pytest.mark.parametrize(
    ("items", "values", "regularization", "error", "said"),
    [
        (["Heat"], [3], 3.0, KeyError, "item 'Heat' is not among the 8 items"),
        (["Alien"], [6], 3.0, ValueError, "the rating 6 of item 'Alien' is outside the scale, 0.5 to 5"),
        (["Alien"], [float("nan")], 3.0, ValueError, "the rating nan of item 'Alien' is outside the scale"),
        (["Alien", "Ghost"], [3], 3.0, ValueError, "2 items need as many ratings, but there are 1"),
        (["Alien"], [3], 0, ValueError, "regularization must be above 0"),
        (["Alien"], [3], float("nan"), ValueError, "regularization must be above 0"),
    ],
)
def test_a_new_user_that_cannot_be_is_refused(fitted, items, values, regularization, error, said):
    with pytest.raises(error, match=said):
        fitted.fold_in(items, values, regularization)


def test_similar_items_point_the_same_way(fitted, toy):
    table = fitted.similar_items("Titanic", n=3, min_ratings=0)
    q = fitted.item_factors_
    titanic = q[toy.item_row("Titanic")]
    cosines = {film: q[i] @ titanic / np.sqrt(q[i] @ q[i] * (titanic @ titanic)) for i, film in enumerate(toy.item_ids)}
    expected = sorted((film for film in cosines if film != "Titanic"), key=lambda film: -cosines[film])[:3]
    assert table.index.tolist() == expected
    np.testing.assert_allclose(table.cosine, [cosines[film] for film in expected], atol=1e-12)


def test_items_without_a_vector_are_similar_to_nothing(toy):
    part = toy.take(toy.items != toy.item_row("Ghost"))
    model = MatrixFactorizationSGD(factors=2, epochs=50).fit(part)
    assert "Ghost" not in model.similar_items("Titanic", min_ratings=0).index
    assert not model.similar_items("Ghost", min_ratings=0).cosine.any()


def test_similar_items_are_often_rated_unless_asked_otherwise(split):
    train, _ = split
    model = MatrixFactorizationSGD(epochs=5).fit(train)
    assert model.similar_items(1, n=50).ratings.min() >= 20
    assert model.similar_items(1, n=50, min_ratings=0).ratings.min() < 20
    assert isinstance(model.similar_items(1).title.iloc[0], str)
    assert isinstance(model.similar_items(1), pd.DataFrame)
