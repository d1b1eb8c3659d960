import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectutor import DivergenceError, HyperparameterError, MatrixFactorizationALS, Ratings, follow
from rectutor.algorithms.matrix_factorization_als import POWERS, solve_by_ratings, solve_by_unknowns
from tests.tables import tables

ARRAYS = ("user_biases_", "item_biases_", "user_factors_", "item_factors_")
WEIGHTINGS = sorted(POWERS)


def learned(model):
    return np.concatenate([getattr(model, name).ravel() for name in ARRAYS])


def ridge(X, e, penalties):
    """The penalised least-squares solution by numpy's lstsq: each penalty is one more equation, √penalty · y = 0."""
    rows = np.vstack([X, np.diag(np.sqrt(penalties))])
    return np.linalg.lstsq(rows, np.append(e, np.zeros(len(penalties))), rcond=None)[0]


def two_films(**settings):
    """One user, who gave two films 2 and 3; the films' vectors are (1, 0) and (1, 1). No biases, so μ is 0."""
    ratings = Ratings.from_frame(pd.DataFrame({"user": [1, 1], "item": ["a", "b"], "rating": [2.0, 3.0]}))
    model = MatrixFactorizationALS(factors=2, biases=False, bias_regularization=0, **settings)
    next(model.steps(ratings))
    model.user_factors_, model.item_factors_ = np.zeros((1, 2)), np.array([[1.0, 0.0], [1.0, 1.0]])
    return model


@pytest.mark.parametrize(
    ("regularization", "weighting", "p"),
    [(1, "constant", (1.4, 0.8)), (0, "constant", (2, 1)), (1, "count", (12 / 11, 7 / 11))],
)
def test_one_user_by_hand(regularization, weighting, p):
    model = two_films(regularization=regularization, weighting=weighting)
    system = model.system_of(0)
    n = 2 if weighting == "count" else 1
    np.testing.assert_array_equal(system.A, [[2 + regularization * n, 1], [1, 1 + regularization * n]])
    np.testing.assert_array_equal(system.b, [5, 3])
    np.testing.assert_allclose(system.solution, p, atol=1e-12)


def test_the_loss_of_one_user_by_hand():
    model = two_films(regularization=1, weighting="constant")
    films = 1 * (1 + 2)  # λ times the squared lengths of their vectors
    assert model.loss() == pytest.approx(13 + films)
    model.user_factors_[0] = model.system_of(0).solution
    assert model.loss() == pytest.approx(3.6 + films)
    assert np.subtract([2, 3], model.score(0, [0, 1])) == pytest.approx([0.6, 0.8])


@pytest.mark.parametrize("biases", [True, False])
@pytest.mark.parametrize("weighting", WEIGHTINGS)
@pytest.mark.parametrize("factors", [2, 6])  # of the toy's 4 to 8 ratings a row: fewer and more than unknowns
def test_sweeps_in_plain_numpy(toy, factors, weighting, biases):
    settings = {"regularization": 0.4, "bias_regularization": 0.7, "weighting": weighting, "biases": biases}
    model = MatrixFactorizationALS(factors=factors, sweeps=2, seed=5, **settings).fit(toy)
    random = np.random.default_rng(5)
    P, Q = random.normal(0, 0.1, (6, factors)), random.normal(0, 0.1, (8, factors))
    b_u, b_i, mu = np.zeros(6), np.zeros(8), toy.mean if biases else 0
    lambdas = [0.4] * factors + [0.7] * biases
    for _ in range(2):
        for rows, columns, own, b_own, other, b_other in (
            (toy.users, toy.items, P, b_u, Q, b_i),
            (toy.items, toy.users, Q, b_i, P, b_u),
        ):
            for row in range(len(own)):
                rated = rows == row
                X = np.column_stack([other[columns[rated]], np.ones((rated.sum(), int(biases)))])
                e = toy.values[rated].astype(float) - mu - b_other[columns[rated]]
                weight = {"constant": 1, "sqrt": np.sqrt(rated.sum()), "count": rated.sum()}[weighting]
                y = ridge(X, e, weight * np.array(lambdas))
                own[row], b_own[row] = y[:factors], y[-1] if biases else 0
    np.testing.assert_allclose(learned(model), np.concatenate([a.ravel() for a in (b_u, b_i, P, Q)]), atol=1e-10)


@given(st.integers(1, 12), st.integers(1, 12), st.floats(0.01, 100), st.integers(0, 2**32))
def test_n_equations_have_the_solution_of_m_equations(n, m, penalty, seed):
    random = np.random.default_rng(seed)
    X, values, offsets = random.normal(size=(20, m)), random.normal(size=n), random.normal(size=20)
    columns, D = random.permutation(20)[:n], penalty * random.uniform(0.5, 2, m)
    short, long = np.empty(m), np.empty(m)
    assert solve_by_ratings(columns, values, X, offsets, D, short)
    assert solve_by_unknowns(columns, values, X, offsets, D, long)
    np.testing.assert_allclose(short, long, atol=1e-9)
    np.testing.assert_allclose(long, ridge(X[columns], values - offsets[columns], D), atol=1e-9)


@given(
    tables(min_size=2),
    st.integers(1, 8),
    st.floats(1e-3, 100),
    st.floats(1e-3, 100),
    st.sampled_from(WEIGHTINGS),
    st.booleans(),
    st.floats(0, 3),
    st.integers(0, 2**32),
)
def test_the_loss_never_rises(frame, factors, lam, lam_b, weighting, biases, init, seed):
    settings = {"weighting": weighting, "biases": biases, "init_scale": init, "seed": seed}
    model = MatrixFactorizationALS(factors=factors, sweeps=6, regularization=lam, bias_regularization=lam_b, **settings)
    losses = [step.loss for step in model.steps(Ratings.from_frame(frame))]
    assert len(losses) == 13
    assert np.all(np.diff(losses) <= 1e-9 * max(1, losses[0]))


@pytest.mark.parametrize(("weighting", "weight"), [("constant", 0), ("sqrt", 0.5), ("count", 1)])
def test_the_loss_is_squared_errors_and_penalties(toy, weighting, weight):
    part = toy.take(np.arange(39) % 3 > 0)
    model = MatrixFactorizationALS(factors=3, sweeps=1, weighting=weighting)
    *_, last = model.steps(part)
    penalty_of_users = 1.3 * np.sum(model.user_factors_**2, axis=1) + model.user_biases_**2
    penalty_of_items = 1.3 * np.sum(model.item_factors_**2, axis=1) + model.item_biases_**2
    expected = np.sum((part.values - model.score(part.users, part.items)) ** 2)
    expected += sum(n**weight * each for n, each in zip(part.user_counts, penalty_of_users, strict=True))
    expected += sum(n**weight * each for n, each in zip(part.item_counts, penalty_of_items, strict=True))
    assert last.loss == pytest.approx(expected, rel=1e-12)


def test_users_go_first_and_their_start_is_never_read(toy):
    model = MatrixFactorizationALS(factors=2, sweeps=3)
    steps = list(model.steps(toy))
    assert [step.number for step in steps] == list(range(7))
    assert [step.update["side"] for step in steps[1:]] == ["users", "items"] * 3
    assert {step.unit for step in steps} == {"half-sweep"}
    assert model.length(toy) == 6
    other = MatrixFactorizationALS(factors=2, sweeps=3)
    for step in other.steps(toy):
        if step.number == 0:
            other.user_factors_ = np.full((6, 2), np.nan)
        if step.number == 1:
            assert not other.item_biases_.any(), "the items have not had their turn"
    assert np.array_equal(learned(other), learned(model))


@pytest.mark.parametrize("biases", [True, False])
@pytest.mark.parametrize("weighting", WEIGHTINGS)
@pytest.mark.parametrize("factors", [2, 10])
def test_a_newcomer_is_found_as_the_next_half_sweep_finds_a_user(toy, factors, weighting, biases):
    settings = {"factors": factors, "weighting": weighting, "biases": biases, "bias_regularization": 0.5}
    model = MatrixFactorizationALS(sweeps=3, **settings)
    for step in model.steps(toy):
        if step.number == 4:  # before: items
            newcomers = [
                model.fold_in(toy.item_ids[toy.items[toy.users == u]], toy.values[toy.users == u]) for u in range(6)
            ]
            systems = [model.system_of(u) for u in range(6)]
            scores = [model.scores_of_newcomer(newcomer) for newcomer in newcomers]
        if step.number == 5:
            for u, newcomer in enumerate(newcomers):
                np.testing.assert_allclose(newcomer.factors, model.user_factors_[u], atol=1e-12)
                assert newcomer.bias == pytest.approx(model.user_biases_[u], abs=1e-12)
                np.testing.assert_allclose(systems[u].solution[:factors], model.user_factors_[u], atol=1e-12)
                np.testing.assert_allclose(scores[u], model.score(u, np.arange(8)), atol=1e-12)


def test_with_a_regularization_a_newcomer_is_found_as_by_every_model_with_vectors(toy):
    model = MatrixFactorizationALS(factors=2, bias_regularization=5.0).fit(toy)
    newcomer = model.fold_in(["Alien", "Ghost"], [5, 2], regularization=2.0)
    rows = [toy.item_row("Alien"), toy.item_row("Ghost")]
    X = np.column_stack([model.item_factors_[rows], [1, 1]])
    expected = ridge(X, np.array([5, 2]) - toy.mean - model.item_biases_[rows], [2.0] * 3)
    np.testing.assert_allclose([*newcomer.factors, newcomer.bias], expected, atol=1e-12)


def test_a_newcomer_without_ratings_has_no_taste_yet(toy):
    nobody = MatrixFactorizationALS(factors=2).fit(toy).fold_in([], [])
    assert (nobody.bias, nobody.factors.tolist()) == (0, [0, 0])


@pytest.mark.parametrize("side", ["users", "items"])
def test_a_system_holds_what_it_is_made_from(toy, side):
    model = MatrixFactorizationALS(factors=2, weighting="count").fit(toy)
    mine, others = (toy.users, toy.items) if side == "users" else (toy.items, toy.users)
    factors, biases = (
        (model.item_factors_, model.item_biases_) if side == "users" else (model.user_factors_, model.user_biases_)
    )
    system, rated = model.system_of(1, side), mine == 1
    assert system.items.tolist() == others[rated].tolist()
    assert np.array_equal(system.X, np.column_stack([factors[others[rated]], np.ones(rated.sum())]))
    np.testing.assert_allclose(system.errors, toy.values[rated] - toy.mean - biases[others[rated]], atol=1e-12)
    np.testing.assert_allclose(system.penalties, rated.sum() * np.array([1.3, 1.3, 1.0]), atol=1e-12)
    np.testing.assert_allclose(system.A, system.X.T @ system.X + np.diag(system.penalties), atol=1e-12)
    np.testing.assert_allclose(system.A @ system.solution, system.b, atol=1e-12)


def test_a_system_of_nobody_is_refused(toy):
    model = MatrixFactorizationALS(factors=2).fit(toy)
    with pytest.raises(IndexError, match="user row 6 is beyond the last, 5"):
        model.system_of(6)
    with pytest.raises(ValueError, match="side must be 'users' or 'items', but it is 'films'"):
        model.system_of(0, "films")


def test_other_settings_do_not_change_what_was_learned(toy):
    model = MatrixFactorizationALS(factors=2).fit(toy)
    before = model.fold_in(["Alien"], [4])
    model.factors = 200
    assert np.array_equal(model.fold_in(["Alien"], [4]).factors, before.factors)


def test_without_penalty_few_ratings_are_refused_with_a_sentence(toy):
    said = r"the 10 equations of user 'Ada', with 7 ratings, have no single solution at λ = 0; try a larger regular"
    model = MatrixFactorizationALS(factors=9, regularization=0, bias_regularization=0)
    with pytest.raises(DivergenceError, match=said):
        model.fit(toy)
    with pytest.raises(DivergenceError, match="the 5 equations of item 'Alien', with 4 ratings, have no single"):
        MatrixFactorizationALS(factors=4, regularization=0, bias_regularization=0).fit(toy)


def test_equations_that_only_rounding_makes_solvable_are_refused():
    """Twenty sets of vectors that all point the same way: what is left of the second unknown is 0, or nearly."""
    for seed in range(20):
        random = np.random.default_rng(seed)
        X = np.outer(random.normal(size=5), random.normal(size=2))
        assert not solve_by_unknowns(np.arange(5), np.ones(5), X, np.zeros(5), np.zeros(2), np.empty(2))


def test_a_bias_without_penalty_is_no_obstacle(toy):
    model = MatrixFactorizationALS(factors=9, bias_regularization=0, sweeps=2)
    for step in model.steps(toy):
        if step.number == 2:
            system = model.system_of(0)
    assert len(system.items) < len(system.penalties)
    np.testing.assert_allclose(system.solution, ridge(system.X, system.errors, system.penalties), atol=1e-10)


def test_a_newcomer_without_penalty_is_refused_with_a_sentence(toy):
    model = MatrixFactorizationALS(factors=2).fit(toy)
    model.regularization = model.bias_regularization = 0
    with pytest.raises(
        DivergenceError, match="the 3 equations of the newcomer, with 1 rating, have no single solution"
    ):
        model.fold_in(["Alien"], [4])
    model.item_factors_[:] = 0
    with pytest.raises(
        DivergenceError, match="the 3 equations of user 'Finn', with 7 ratings, have no single solution"
    ):
        model.system_of(toy.user_row("Finn"))


def test_without_penalty_enough_ratings_have_their_least_squares(toy):
    model = MatrixFactorizationALS(factors=1, regularization=0, bias_regularization=0, sweeps=1)
    walk = model.steps(toy)
    next(walk), next(walk)
    for u in range(6):
        system = model.system_of(u)
        expected = np.linalg.lstsq(system.X, system.errors, rcond=None)[0]
        np.testing.assert_allclose([*model.user_factors_[u], model.user_biases_[u]], expected, atol=1e-10)


def test_a_failure_leaves_the_earlier_fit(toy):
    model = MatrixFactorizationALS(factors=9).fit(toy)
    before = learned(model)
    model.regularization = model.bias_regularization = 0
    with pytest.raises(DivergenceError):
        list(follow(model, toy))
    assert np.array_equal(learned(model), before)


def test_who_or_what_nobody_rated_has_neither_bias_nor_vector(toy):
    part = toy.take((toy.users != 2) & (toy.items != 3))
    model = MatrixFactorizationALS(factors=2).fit(part)
    assert not model.user_factors_[2].any()
    assert not model.item_factors_[3].any()
    assert (model.user_biases_[2], model.item_biases_[3]) == (0, 0)
    assert model.score(2, 3) == pytest.approx(part.mean)
    assert np.isfinite(model.score(*np.indices((6, 8)))).all()


@pytest.mark.parametrize("weighting", WEIGHTINGS)
def test_where_all_ratings_are_equal_so_are_all_predictions(toy, weighting):
    frame = toy.to_frame().assign(rating=4.0)
    model = MatrixFactorizationALS(factors=3, weighting=weighting).fit(Ratings.from_frame(frame))
    np.testing.assert_allclose(model.score(*np.indices((6, 8))), 4, atol=1e-12)


@pytest.mark.parametrize("factors", [1, 20, 300])
def test_a_single_user_and_more_factors_than_ratings(toy, factors):
    ada = Ratings.from_frame(toy.take(toy.users == 0).to_frame())
    model = MatrixFactorizationALS(factors=factors, init_scale=1.0, regularization=0.01, bias_regularization=0.01)
    losses = [step.loss for step in model.steps(ada)]
    assert np.all(np.diff(losses) <= 1e-9)
    np.testing.assert_allclose(model.predict("Ada", ada.item_ids[ada.items]), ada.values, atol=0.1)


def test_too_many_factors_are_refused_with_a_sentence():
    with pytest.raises(HyperparameterError, match="factors must be a whole number from 1 to 300, but it is 100000"):
        MatrixFactorizationALS(factors=100_000)


def test_same_seed_same_bits_and_another_seed_others(split):
    train, _ = split
    first, again, other = (MatrixFactorizationALS(sweeps=1, seed=seed).fit(train) for seed in (1, 1, 2))
    assert np.array_equal(learned(first), learned(again))
    assert not np.array_equal(first.user_factors_, other.user_factors_)


def test_steps_are_not_taken_over_other_ratings(toy):
    model = MatrixFactorizationALS(factors=2)
    walk = model.steps(toy)
    next(walk)
    model.fit(toy.take(np.arange(20)))
    with pytest.raises(RuntimeError, match="has begun to learn from other ratings"):
        next(walk)
