"""Exercise 05/promise: the accepted share comes out of a run, and so do the known slips."""

import numpy as np
import pytest

from rectutor import BayesianMF, random_split
from rectutor.practice.catalog import find
from rectutor.practice.checking import check


@pytest.fixture(scope="module")
def parts(split):
    return random_split(split[0], test=0.1, seed=1)


@pytest.fixture(scope="module")
def model(parts):
    return BayesianMF(samples=50).fit(parts[0])


def inside(model, ratings, level=0.8):
    """Return how many per cent of the ratings lie inside their intervals."""
    low, high = model.predict_interval(ratings.user_ids[ratings.users], ratings.item_ids[ratings.items], level)
    return 100 * np.mean((ratings.values >= low) & (ratings.values <= high))


def told(answer, says):
    verdict = check("05/promise", answer)
    assert verdict.tone == "known", answer
    assert says in repr(verdict)


@pytest.mark.parametrize("number", [0, 1])
def test_solutions_find_what_is_accepted(number, parts):
    names = {"learn": parts[0], "valid": parts[1], "np": np, "BayesianMF": BayesianMF}
    exec(find("05/promise").solutions[number], names)
    assert check("05/promise", names["inside"]).right


def test_slips_are_what_comes_out_of_them(model, parts, split):
    learn, valid = parts
    for level in (0.5, 0.7, 0.9, 0.95):
        told(inside(model, valid, level), f"coverage of {level:.0%} intervals".replace("%", " %"))
    told(inside(model, learn), "learned from")
    told(inside(model, split[1]), "test ratings")
    told(100 - inside(model, valid), "share outside")
    told(inside(model, valid) / 100, "a share, not per cent")
    rows = learn.user_rows(valid.user_ids)[valid.users], learn.item_rows(valid.item_ids)[valid.items]
    low, high = np.quantile(model.scores_by_sample(*rows), [0.1, 0.9], axis=1)
    told(100 * np.mean((valid.values >= low) & (valid.values <= high)), "without the noise")
    low, high = model.predict_interval(valid.user_ids[valid.users], valid.item_ids[valid.items], 0.8)
    told(100 * np.mean(valid.values <= high), "below the upper end")
    told(100 * np.mean(valid.values >= low), "above the lower end")
    told(100 * np.mean((valid.values > low) & (valid.values < high)), "lie on an end")
    told(np.mean(high - low), "mean width")
