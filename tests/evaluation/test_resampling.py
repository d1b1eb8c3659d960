import numpy as np
import pytest

from rectutor.evaluation.resampling import drawn_counts, interval, resampled_ratios


def test_every_sample_draws_as_many_users_as_there_are(monkeypatch):
    whole = np.concatenate(list(drawn_counts(7, 1000, seed=0)))
    assert whole.shape == (1000, 7)
    assert (whole.sum(axis=1) == 7).all()
    assert whole.mean(axis=0) == pytest.approx(np.ones(7), abs=0.1)
    assert whole.var() == pytest.approx(6 / 7, abs=0.05)  # binomial: 7 draws with a chance of 1 / 7 each
    monkeypatch.setattr("rectutor.evaluation.resampling.CELLS", 70)
    np.testing.assert_array_equal(np.concatenate(list(drawn_counts(7, 1000, seed=0))), whole)


def test_ratios_are_those_of_the_drawn_users_put_together():
    random = np.random.default_rng(1)
    above, below = random.random((9, 2)), random.random((9, 2))
    ratios = resampled_ratios(above, below, draws=20, seed=3)
    for drawn, ratio in zip(np.random.default_rng(3).integers(0, 9, (20, 9)), ratios, strict=True):
        assert ratio == pytest.approx(above[drawn].sum(axis=0) / below[drawn].sum(axis=0))


def test_an_interval_leaves_out_samples_without_a_value():
    samples = np.column_stack([np.arange(1001.0), np.full(1001, np.nan), np.full(1001, 5.0)])
    samples[::2, 2] = np.nan
    np.testing.assert_array_equal(interval(samples), [[25, np.nan, 5], [975, np.nan, 5]])
