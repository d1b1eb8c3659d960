import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from rectutor import BayesianMF, HyperparameterError, MatrixFactorizationALS, Ratings, rmse, simulate
from rectutor.algorithms.bayesian_mf import sample_vectors
from rectutor.algorithms.gaussian_priors import (
    FEATURE_STRENGTH,
    MEAN_STRENGTH,
    Regression,
    film_features,
    interval_of_mixture,
    wishart,
)
from rectutor.algorithms.similarity import Lists
from rectutor.recommender import error_on, follow
from tests.tables import tables

ARRAYS = ("user_samples_", "item_samples_", "noise_", "user_means_", "user_precisions_")
DRAWS = 5_000


@pytest.fixture(scope="module")
def fitted(toy):
    return BayesianMF(factors=2, samples=30, burn_in=5).fit(toy)


def with_samples(toy, users, items, noise):
    """A model of the toy table whose S samples of k + 2 columns are given for one user and one item, rows 0."""
    k = len(users[0]) - 2
    model = BayesianMF(factors=k, samples=len(users))
    model.start(toy)
    model.user_samples_[0], model.item_samples_[0] = np.ravel(users), np.ravel(items)
    model.samples_, model.mean_, model.noise_[:] = len(users), 3.0, noise
    return model


# The draws, each against a posterior that is known


def test_vectors_are_drawn_from_their_known_posterior():
    """Given the items, N(A⁻¹(Λm + αXᵀe), A⁻¹) with A = Λ + αXᵀX: 5,000 users with the same ratings show it."""
    random, alpha = np.random.default_rng(0), 1.7
    X, offsets, values = random.normal(size=(4, 3)), random.normal(size=4), np.array([4.0, 2.5, 1.0])
    columns, m = np.array([2, 0, 3]), np.array([0.5, -1.0, 0.3])
    precision = np.array([[2.0, 0.5, 0.0], [0.5, 1.0, -0.3], [0.0, -0.3, 1.5]])
    same = Lists(3 * np.arange(DRAWS + 1), np.tile(columns, DRAWS), np.tile(values, DRAWS))
    drawn = random.standard_normal((DRAWS, 3))
    sample_vectors(same, X, offsets, alpha, np.tile(precision @ m, (DRAWS, 1)), precision, drawn)
    x, e = X[columns], values - offsets[columns]
    covariance = np.linalg.inv(precision + alpha * x.T @ x)
    mean = covariance @ (precision @ m + alpha * x.T @ e)
    deviations = np.sqrt(np.diag(covariance))
    assert np.abs((drawn.mean(axis=0) - mean) / deviations).max() < 4 / np.sqrt(DRAWS)
    scale = np.outer(deviations, deviations)
    assert np.abs((np.cov(drawn.T) - covariance) / scale).max() < 4 * np.sqrt(2 / DRAWS)


def test_wishart_has_the_known_mean_and_variance():
    random, scale, freedom = np.random.default_rng(0), np.array([[1.0, 0.4], [0.4, 0.5]]), 6
    drawn = np.array([wishart(freedom, scale, random) for _ in range(DRAWS)])
    variance = freedom * (scale**2 + np.outer(np.diag(scale), np.diag(scale)))
    assert np.abs((drawn.mean(axis=0) - freedom * scale) / np.sqrt(variance)).max() < 4 / np.sqrt(DRAWS)
    np.testing.assert_allclose(drawn.var(axis=0), variance, rtol=0.1)


def test_the_prior_is_drawn_as_salakhutdinov_and_mnih_do():
    """Λ ~ W((W₀⁻¹ + NS̄ + β₀N/(β₀+N) x̄x̄ᵀ)⁻¹, ν₀ + N) and then m ~ N(N x̄/(β₀+N), ((β₀+N)Λ)⁻¹), as they write it."""
    random = np.random.default_rng(0)
    vectors = random.normal(0.7, 1, (9, 2)) @ np.array([[1.0, 0.5], [0.0, 0.8]])
    drawn = [Regression(np.ones((9, 1))).sample(vectors, random) for _ in range(DRAWS)]
    means, precisions = np.array([m[0] for m, _ in drawn]), np.array([precision for _, precision in drawn])
    mean, N, beta = vectors.mean(axis=0), 9, MEAN_STRENGTH
    inverse = np.eye(2) + N * np.cov(vectors.T, bias=True) + beta * N / (beta + N) * np.outer(mean, mean)
    expected = (2 + N) * np.linalg.inv(inverse)
    np.testing.assert_allclose(precisions.mean(axis=0), expected, atol=0.03 * np.abs(expected).max())
    center = N * mean / (beta + N)
    covariance = inverse / (2 + N - 3) / (beta + N)  # the mean of Λ⁻¹ is inverse / (ν − d − 1)
    assert np.abs(means.mean(axis=0) - center).max() < 4 * np.sqrt(covariance.max() / DRAWS)
    np.testing.assert_allclose(np.cov(means.T), covariance, atol=0.08 * covariance.max())


def test_weights_of_features_are_drawn_around_a_ridge_regression():
    random = np.random.default_rng(0)
    F = np.column_stack([np.ones(12), random.normal(size=(12, 2)) @ [[1, 2], [0, 1]] + 1])
    vectors = F @ random.normal(size=(3, 2)) + 0.3 * random.normal(size=(12, 2))
    drawn = [Regression(F).sample(vectors, random) for _ in range(4000)]
    B = np.linalg.solve(F.T @ F + np.diag([MEAN_STRENGTH, FEATURE_STRENGTH, FEATURE_STRENGTH]), F.T @ vectors)
    found = np.array([means for means, _ in drawn])
    assert np.abs((found.mean(axis=0) - F @ B) / found.std(axis=0)).max() < 4.5 / np.sqrt(4000)
    inverse = np.linalg.inv(F.T @ F + np.diag([MEAN_STRENGTH, FEATURE_STRENGTH, FEATURE_STRENGTH]))
    spread = np.sqrt(np.diag(inverse))
    weights = np.linalg.pinv(F) @ found[:, :, 0].T
    np.testing.assert_allclose(np.corrcoef(weights), inverse / np.outer(spread, spread), atol=0.05)


class AroundZero(BayesianMF):
    """With μ = 0, as in the data that are drawn from the prior."""

    def start(self, train):
        super().start(train)
        self.mean_ = 0.0


def drawn_from_the_prior(random, n=8, k=1):
    """Ratings of half of n × n pairs with everything drawn from the model's prior; and the true noise and scores."""
    sides = []
    for _ in range(2):
        precision = wishart(k + 1, np.eye(k + 1), random)
        root = np.linalg.inv(np.linalg.cholesky(precision))
        mean = random.standard_normal(k + 1) @ root / np.sqrt(MEAN_STRENGTH)
        sides.append(mean + random.standard_normal((n, k + 1)) @ root)
    P, Q = sides
    noise = random.gamma(1.0) ** -0.5
    scores = P[:, :k] @ Q[:, :k].T + P[:, k:] + Q[:, k]
    ratings = scores + noise * random.standard_normal(scores.shape)
    users, items = np.indices((n, n)).reshape(2, -1)
    known = random.permutation(n * n) < n * n // 2
    table = Ratings(
        users=users[known].astype(np.int32), items=items[known].astype(np.int32), values=ratings.ravel()[known],
        timestamps=None, user_ids=np.arange(n), item_ids=np.arange(n), scale=(-1e9, 1e9),
    )  # fmt: skip
    return table, noise, (users[~known], items[~known], ratings.ravel()[~known])


def test_the_sampler_is_calibrated_on_data_from_its_own_model():
    """What is true is anywhere among the samples with equal probability, and intervals cover as often as they say.

    A. Gelman and others call it simulation-based calibration: parameters from the prior, data from the parameters.
    """
    random, ranks, covered = np.random.default_rng(0), [], {0.5: [], 0.9: []}
    for seed in range(40):
        table, noise, (users, items, unseen) = drawn_from_the_prior(random)
        model = AroundZero(factors=1, samples=80, burn_in=50, seed=seed).fit(table)
        ranks.append(np.mean(model.noise_ < noise))
        for level, hits in covered.items():
            low, high = model.predict_interval(users, items, level)
            hits.append(np.mean((low <= unseen) & (unseen <= high)))
    assert np.mean(ranks) == pytest.approx(0.5, abs=3 * np.sqrt(1 / 12 / 40))
    assert np.std(ranks) == pytest.approx(np.sqrt(1 / 12), abs=0.06)
    for level, hits in covered.items():
        assert np.mean(hits) == pytest.approx(level, abs=3 * np.std(hits) / np.sqrt(40))


# Predictions and intervals


def test_predicted_is_the_mean_of_predictions_not_the_prediction_of_means(toy):
    """(1, 1) in one sample, (−1, −1) in the other: both say 1, and their mean vectors say 0."""
    model = with_samples(toy, [[1, 0, 1], [-1, 0, 1]], [[1, 1, 0.5], [-1, 1, 0.5]], 0.4)
    assert model.score(0, 0) == pytest.approx(3 + 1 + 0.5)
    assert model.scores_for([0])[0, 0] == pytest.approx(4.5)
    np.testing.assert_allclose(model.scores_by_sample([0], [0]), [[4.5, 4.5]])


def test_scores_are_the_mean_over_samples(fitted):
    users, items = np.indices((6, 8)).reshape(2, -1)
    by_sample = fitted.scores_by_sample(users, items)
    assert by_sample.shape == (48, 30)
    np.testing.assert_allclose(fitted.score(users, items), by_sample.mean(axis=1), atol=1e-6)
    np.testing.assert_allclose(fitted.scores_for(np.arange(6)).ravel(), by_sample.mean(axis=1), atol=1e-5)
    np.testing.assert_allclose(fitted.score_of_sample(7, users, items), by_sample[:, 7], atol=1e-12)
    with pytest.raises(IndexError, match="sample 30 is not among those that are kept, 0 to 29"):
        fitted.score_of_sample(30, users, items)
    p, q = fitted.user_samples_.reshape(7, 30, 4)[2, 7], fitted.item_samples_.reshape(9, 30, 4)[3, 7]
    assert (p[3], q[2]) == (1, 1)
    expected = fitted.mean_ + p[2] + q[3] + p[:2] @ q[:2]
    assert fitted.score_of_sample(7, [2], [3])[0] == pytest.approx(expected, abs=1e-6)


def test_an_interval_has_the_noise_in_it(toy):
    same = with_samples(toy, [[0, 0.5, 1]] * 3, [[0, 1, 0.1]] * 3, 0.4)
    low, high = same.predict_interval("Ada", toy.item_ids[0], level=0.9)
    assert (low[0], high[0]) == pytest.approx((3.6 - 1.644854 * 0.4, 3.6 + 1.644854 * 0.4), abs=1e-5)
    two = with_samples(toy, [[0, 0.5, 1], [0, -0.5, 1]], [[0, 1, 0]] * 2, [0.4, 0.2])
    low, high = two.predict_interval("Ada", toy.item_ids[0], level=0.8)

    for bound, tail in ((low[0], 0.1), (high[0], 0.9)):
        assert (norm.cdf(bound, 3.5, 0.4) + norm.cdf(bound, 2.5, 0.2)) / 2 == pytest.approx(tail, abs=1e-5)


def test_an_interval_stays_on_the_scale(toy):
    model = with_samples(toy, [[0, 1.5, 1]] * 2, [[0, 1, 0]] * 2, 2.0)
    low, high = model.predict_interval("Ada", toy.item_ids[0], level=0.95)
    assert (low[0], high[0]) == (pytest.approx(4.5 - 1.959964 * 2.0, abs=1e-5), 5.0)


@pytest.mark.parametrize("level", [0, 1, -0.5, 90, float("nan")])
def test_a_level_that_is_no_probability_is_refused(fitted, level):
    with pytest.raises(ValueError, match="level is a probability, above 0 and below 1, but it is"):
        fitted.predict_interval("Ada", "Alien", level)


def test_the_quantiles_of_a_mixture_are_those_of_many_draws():
    random = np.random.default_rng(0)
    means, deviations = random.normal(size=(3, 20)), random.uniform(0.2, 2, (3, 20))
    draws = (means[:, :, None] + deviations[:, :, None] * random.standard_normal((3, 20, 10_000))).reshape(3, -1)
    for bound, tail in zip(interval_of_mixture(means, deviations, 0.8), (0.1, 0.9), strict=True):
        np.testing.assert_allclose(bound, np.quantile(draws, tail, axis=1), atol=0.02)


def test_intervals_cover_and_noise_is_found_on_simulated_ratings():
    simulation = simulate(users=400, items=150, density=0.3, noise=0.5, seed=3)
    aside = np.random.default_rng(0).random(len(simulation.ratings)) < 0.2
    train, test = simulation.ratings.take(~aside), simulation.ratings.take(aside)
    model = BayesianMF(factors=3, samples=60).fit(train)
    pairs = test.user_ids[test.users], test.item_ids[test.items]
    for level in (0.5, 0.9):
        low, high = model.predict_interval(*pairs, level)
        assert np.mean((low <= test.values) & (test.values <= high)) == pytest.approx(level, abs=0.03)
    assert model.noise_.mean() == pytest.approx(0.5, abs=0.05)
    assert error_on(model, test) < min(
        1.15 * simulation.truth.noise_floor, error_on(MatrixFactorizationALS().fit(train), test)
    )


def test_who_and_what_was_never_rated_is_least_sure():
    ratings = simulate(users=80, items=40, density=0.3).ratings
    model = BayesianMF(factors=2).fit(ratings.take((ratings.users > 0) & (ratings.items > 0)))
    users, items = np.indices((79, 39)).reshape(2, -1) + 1
    sure, half, least = (
        model.scores_by_sample(*pair).std(axis=1).mean() for pair in ((users, items), (0, items), (0, 0))
    )
    assert sure < half < least
    assert model.score(0, 0) == pytest.approx(model.mean_, abs=0.3)


def test_the_unknown_is_as_what_was_never_rated(fitted):
    low, high = fitted.predict_interval(["Zoe", "Ada", "Ada"], ["Heat", "Heat", "Alien"], 0.5)
    assert np.all(high - low > 0)
    assert high[2] - low[2] == min(high - low)
    assert fitted.score(-(10**9), 3) == fitted.score(-1, 3)
    assert fitted.score(-1, 3) == pytest.approx(fitted.scores_for([-7])[0, 3], abs=1e-5)
    sample = fitted.user_samples_[6].reshape(30, 4)[9]  # the last row is somebody never rated
    film = fitted.item_samples_[3].reshape(30, 4)[9]
    assert fitted.score_of_sample(9, [-1], [3])[0] == pytest.approx(fitted.mean_ + sample @ film, abs=1e-6)


# Steps


def test_kept_are_the_samples_after_the_burn_in(toy):
    model, kept = BayesianMF(factors=1, samples=4, burn_in=3), []
    for step in model.steps(toy):
        kept.append(model.samples_)
        last = model.score_of_sample(model.samples_ - 1, toy.users, toy.items)
        if step.number <= 4:
            np.testing.assert_allclose(model.score(toy.users, toy.items), last, atol=1e-6)
            first = last
        assert step.noise == pytest.approx(model.noise_[model.samples_ - 1])
    assert kept == [1, 1, 1, 1, 1, 2, 3, 4]
    assert model.length(toy) == 7
    np.testing.assert_array_equal(model.score_of_sample(0, toy.users, toy.items), first)


def test_each_sample_alone_can_be_measured(toy):
    valid = toy.take(np.arange(39) % 5 == 0)
    model = BayesianMF(factors=1, samples=5, burn_in=2)
    for step in follow(model, toy, valid, measures=["sample_rmse", "noise"]):
        alone = np.clip(model.score_of_sample(model.samples_ - 1, valid.users, valid.items), 0.5, 5)
        assert step.sample_rmse == pytest.approx(rmse(valid.values, alone))


def test_same_seed_same_bits_and_another_seed_others(split):
    train, _ = split
    settings = {"samples": 2, "burn_in": 1, "side_information": True}
    first, again, other = (BayesianMF(seed=seed, **settings).fit(train) for seed in (1, 1, 2))
    for name in ARRAYS:
        assert np.array_equal(getattr(first, name), getattr(again, name))
    assert not np.array_equal(first.user_samples_, other.user_samples_)


def test_early_stopping_goes_back_to_the_best_number_of_samples(split):
    train, test = split
    few = train.take(train.users < 60)
    model = BayesianMF(factors=2, samples=40, burn_in=0)
    errors = [step.valid_rmse for step in follow(model, few, test.take(test.users < 60), patience=3)]
    assert error_on(model, test.take(test.users < 60)) == min(errors)
    assert model.samples_ == int(np.argmin(errors))


def test_a_state_comes_back(toy):
    model = BayesianMF(factors=2, samples=6)
    for step in model.steps(toy):
        if step.number == 23:
            state, before = model.state(), model.score(toy.users, toy.items)
    assert not np.array_equal(model.score(toy.users, toy.items), before)
    model.restore(state)
    assert np.array_equal(model.score(toy.users, toy.items), before)
    assert model.samples_ == 3


# Newcomers


def test_a_newcomer_has_in_each_sample_the_mean_of_the_posterior(fitted, toy):
    newcomer = fitted.fold_in(["Ghost", "Alien"], [5, 1])
    rows, s = [toy.item_row("Ghost"), toy.item_row("Alien")], 11
    q = fitted.item_samples_.reshape(9, 30, 4)[rows, s].astype(float)
    X, e, alpha = np.column_stack([q[:, :2], [1, 1]]), np.array([5, 1]) - fitted.mean_ - q[:, 3], fitted.noise_[s] ** -2
    precision = fitted.user_precisions_[s]
    expected = np.linalg.solve(precision + alpha * X.T @ X, precision @ fitted.user_means_[s] + alpha * X.T @ e)
    np.testing.assert_allclose(newcomer.factors.reshape(30, 4)[s], [*expected, 1], atol=1e-9)
    films = fitted.item_samples_.reshape(9, 30, 4)[:8]
    by_hand = fitted.mean_ + np.einsum("isf,sf->i", films, newcomer.factors.reshape(30, 4)) / 30
    np.testing.assert_allclose(fitted.scores_of_newcomer(newcomer), by_hand, atol=1e-6)
    assert set(fitted.recommend(newcomer, n=2, min_ratings=0).index) <= {"Titanic", "Pretty Woman", "Notting Hill"}


def test_a_newcomer_like_a_user_is_as_that_user(toy):
    model = BayesianMF(factors=2, samples=1500, seed=1).fit(toy)
    ada = toy.users == toy.user_row("Ada")
    newcomer = model.fold_in(toy.item_ids[toy.items[ada]], toy.values[ada])
    np.testing.assert_allclose(model.scores_of_newcomer(newcomer), model.score(0, np.arange(8)), atol=0.12)
    own, other = model.predict_interval("Ada", toy.item_ids), model.interval_of_newcomer(newcomer, toy.item_ids)
    np.testing.assert_allclose(own, other, atol=0.2)


def test_the_fewer_ratings_the_wider_a_newcomers_interval(fitted, toy):
    films = toy.item_ids[:4]
    widths = [
        np.ptp(fitted.interval_of_newcomer(fitted.fold_in(films[:n], [3, 3.5, 2.5, 3][:n]), ["Star Wars"], level=0.5))
        for n in (0, 1, 4)
    ]
    assert widths[0] > widths[1] > widths[2]


def test_a_newcomer_of_another_model_is_refused(fitted, toy):
    with pytest.raises(ValueError, match="this newcomer has no vectors of BayesianMF"):
        fitted.scores_of_newcomer(fitted.newcomer(["Alien"], [3]))


# Side information


def test_features_are_genres_decade_and_count(toy):
    part = toy.take(np.arange(30))
    features = film_features(part)
    genres = sorted({genre for text in toy.catalog.genres for genre in text.split("|")})
    decades = sorted({year // 10 for year in toy.catalog.year})
    assert features.shape == (8, 1 + len(genres) + len(decades))
    np.testing.assert_allclose(features.mean(axis=0), 0, atol=1e-12)
    counts = np.log1p(part.item_counts)
    np.testing.assert_allclose(features[:, 0], counts - counts.mean(), atol=1e-12)
    row = toy.item_row("Alien")
    horror = np.array(["Horror" in toy.catalog.genres[film] for film in toy.item_ids])
    assert features[row, 1 + genres.index("Horror")] == pytest.approx(1 - horror.mean())
    seventies = np.array([toy.catalog.year[film] // 10 == 197 for film in toy.item_ids])
    assert features[row, 1 + len(genres) + decades.index(197)] == pytest.approx(1 - seventies.mean())


def test_what_the_catalogue_does_not_know_is_left_out(toy):
    frame = toy.to_frame()
    assert film_features(Ratings.from_frame(frame)).shape == (8, 1)
    catalog = pd.DataFrame({"year": pd.array([1979, None], "Int64"), "genres": ["(no genres listed)", None]})
    catalog.index = ["Alien", "Ghost"]
    features = film_features(Ratings.from_frame(frame, catalog=catalog))
    assert features.shape == (8, 2), "count and the seventies; no genre"
    BayesianMF(samples=2, side_information=True).fit(Ratings.from_frame(frame))


def test_a_film_that_nobody_rated_is_known_by_its_genres(toy):
    """Chloe and Dan love romances: without Ghost's ratings, its genres alone tell that they may like it."""
    part = toy.take(toy.items != toy.item_row("Ghost"))
    without, knowing = (
        BayesianMF(factors=2, samples=400, side_information=side).fit(part).predict(["Chloe", "Ada"], ["Ghost"])
        for side in (False, True)
    )
    assert knowing[0] - knowing[1] > without[0] - without[1] + 0.5


# Odd data


@pytest.mark.parametrize("side_information", [True, False])
def test_where_all_ratings_are_equal_so_are_all_predictions(toy, side_information):
    frame = toy.to_frame().assign(rating=4.0)
    model = BayesianMF(factors=3, side_information=side_information).fit(Ratings.from_frame(frame, catalog=toy.catalog))
    np.testing.assert_allclose(model.score(*np.indices((6, 8))), 4, atol=0.3)


@pytest.mark.parametrize("factors", [1, 40])
def test_a_single_user_and_more_factors_than_ratings(toy, factors):
    ada = Ratings.from_frame(toy.take(toy.users == 0).to_frame())
    model = BayesianMF(factors=factors, samples=20).fit(ada)
    predicted = model.score(0, ada.items)
    assert np.isfinite(predicted).all()
    assert np.corrcoef(predicted, ada.values)[0, 1] > 0.5


def test_samples_that_would_not_fit_into_memory_are_refused(movielens):
    with pytest.raises(
        HyperparameterError, match=r"2000 samples of 100 factors for 671 users and 9,066 items take 7\.9 GB"
    ):
        next(BayesianMF(factors=100, samples=2000).steps(movielens))


def test_steps_are_not_taken_over_other_ratings(toy):
    model = BayesianMF(factors=2)
    walk = model.steps(toy)
    next(walk)
    model.fit(toy.take(np.arange(20)))
    with pytest.raises(RuntimeError, match="has begun to learn from other ratings"):
        next(walk)


@given(tables(), st.integers(1, 5), st.booleans(), st.integers(0, 2**32))
def test_predictions_and_intervals_are_numbers_within_the_scale(frame, factors, side_information, seed):
    settings = {"factors": factors, "side_information": side_information, "seed": seed}
    model = BayesianMF(samples=3, burn_in=1, **settings).fit(Ratings.from_frame(frame))
    users, items = (each.ravel() for each in np.meshgrid([*frame.user.unique(), -1], [*frame.item.unique(), -1]))
    low, high = model.predict_interval(users, items, 0.9)
    assert ((low >= 0.5) & (low <= high) & (high <= 5)).all()
    assert ((model.predict(users, items) >= 0.5) & (model.predict(users, items) <= 5)).all()
