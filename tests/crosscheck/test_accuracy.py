"""The accuracy promise. `python -m tests.crosscheck.accuracy` prints the table behind it."""

import pytest

from tests.crosscheck import accuracy


def mean_rmse(model):
    return sum(accuracy.comparison(seed).RMSE[model] for seed in accuracy.SEEDS) / len(accuracy.SEEDS)


@pytest.mark.parametrize(("model", "promised"), [("MF k=20, defaults", 0.882), ("MF k=100, tuned", 0.875)])
def test_mean_error_over_five_splits_is_as_promised(model, promised):
    assert mean_rmse(model) <= promised


@pytest.mark.parametrize("seed", accuracy.SEEDS)
@pytest.mark.parametrize("model", ["MF k=20, defaults", "MF k=100, tuned"])
def test_factors_beat_well_damped_biases_on_every_split(model, seed):
    compared = accuracy.comparison(seed)
    assert compared.loc[model, "diff. high"] < 0


def test_the_baseline_is_as_strong_as_biases_get():
    # Koren's biases, damped as badly as they often are, give 0.895; a weak baseline would make the promise cheap.
    assert mean_rmse("Bias") < 0.887


@pytest.mark.parametrize(
    ("model", "promised"),
    [
        ("ItemKNN, defaults", 0.862),
        ("ItemKNN, tuned", 0.858),
        ("UserKNN, defaults", 0.875),
        ("ALS, defaults", 0.872),
        ("ALS k=50, tuned", 0.868),
    ],
)
def test_models_are_as_accurate_as_promised_on_the_course_s_split(model, promised):
    assert accuracy.comparison(0).RMSE[model] <= promised


@pytest.mark.parametrize(("side_information", "promised"), [(False, 0.860), (True, 0.840)])
def test_samples_are_as_accurate_and_as_sure_as_promised(side_information, promised):
    _, error, covered = accuracy.bayesian(0, side_information)
    assert error <= promised
    assert 0.87 <= covered <= 0.92
