"""The jitted loop against Surprise's SVD: the same start, the same order, and so the same numbers."""

import numpy as np
import pandas as pd
import pytest

surprise = pytest.importorskip("surprise")

from rectutor.algorithms.factor_model import Learned  # noqa: E402
from rectutor.algorithms.matrix_factorization_sgd import Columns, sgd_epoch  # noqa: E402

EPOCHS, FACTORS, ETA, LAM = 5, 20, 0.007, 0.03


@pytest.fixture(scope="module")
def trainset(movielens):
    frame = movielens.to_frame()[["user", "item", "rating"]].astype({"rating": float}).head(20_000)
    reader = surprise.Reader(rating_scale=(0.5, 5))
    return surprise.Dataset.load_from_df(pd.DataFrame(frame), reader).build_full_trainset()


def columns_of(trainset):
    users, items, values = zip(*trainset.all_ratings(), strict=True)
    return Columns(np.array(users, np.int32), np.array(items, np.int32), np.array(values, np.float32))


@pytest.mark.parametrize("biased", [True, False])
def test_epochs_are_those_of_surprise(trainset, biased):
    theirs = surprise.SVD(
        n_factors=FACTORS, n_epochs=EPOCHS, lr_all=ETA, reg_all=LAM, biased=biased, random_state=3
    ).fit(trainset)
    start = surprise.SVD(n_factors=FACTORS, n_epochs=0, biased=biased, random_state=3).fit(trainset)
    mine = Learned(
        trainset.global_mean if biased else 0.0,
        np.zeros(trainset.n_users),
        np.zeros(trainset.n_items),
        start.pu.copy(),
        start.qi.copy(),
    )
    columns = columns_of(trainset)
    for _ in range(EPOCHS):
        sgd_epoch(np.arange(len(columns.values)), columns, mine, ETA, LAM, biased)
    assert np.abs(theirs.pu - start.pu).max() > 0.1  # they have learned, so equality says something
    for name, ours in {"bu": mine.b_u, "bi": mine.b_i, "pu": mine.P, "qi": mine.Q}.items():
        np.testing.assert_allclose(ours, getattr(theirs, name), rtol=0, atol=1e-6, err_msg=name)
