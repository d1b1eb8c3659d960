import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectutor import mae, rmse

errors_of = st.lists(st.floats(-100, 100), min_size=1, max_size=30)


def test_by_hand():
    assert rmse([5, 3, 1, 2], [4, 5, 1, 2]) == pytest.approx((5 / 4) ** 0.5, abs=1e-15)  # errors 1, -2, 0, 0
    assert mae([5, 3, 1, 2], [4, 5, 1, 2]) == 3 / 4


def test_errors_of_opposite_sign_do_not_cancel():
    assert rmse([3, 3], [4, 2]) == mae([3, 3], [4, 2]) == 1


@given(errors_of)
def test_root_mean_square_is_between_the_mean_and_the_largest_error(errors):
    zeros = [0] * len(errors)
    assert mae(zeros, errors) <= rmse(zeros, errors) * (1 + 1e-12) + 1e-150
    assert rmse(zeros, errors) <= max(map(abs, errors)) * (1 + 1e-12) + 1e-150


@given(errors_of, st.randoms(use_true_random=False))
def test_neither_order_nor_direction_nor_repetition_matters(errors, random):
    shuffled = random.sample(errors, len(errors))
    zeros = np.zeros(len(errors))
    for metric in (rmse, mae):
        expected = pytest.approx(metric(zeros, errors), rel=1e-12)
        assert metric(zeros, shuffled) == expected
        assert metric(errors, zeros) == expected
        assert metric(np.tile(zeros, 3), np.tile(errors, 3)) == expected


def test_single_precision_ratings_are_averaged_in_double_precision():
    truth = np.full(1_000_000, 0.1, np.float32)
    assert rmse(truth, np.zeros(1_000_000)) == pytest.approx(float(np.float32(0.1)), rel=1e-12)


@pytest.mark.parametrize("metric", [rmse, mae])
def test_what_does_not_pair_up_is_refused(metric):
    with pytest.raises(ValueError, match=r"\(2,\) ratings cannot be compared with \(1,\) predictions"):
        metric([1, 2], [1])
    with pytest.raises(ValueError, match="no predictions"):
        metric([], [])
