"""How well do vectors found from few ratings predict? Asked of people whose other ratings are known.

Each person's vector is found anew from n of their training ratings, as `FactorModel.fold_in` does, and predicts their
validation ratings. One caveat: the same people's ratings also helped to train the films' vectors, so the errors are a
little lower than those of strangers would be. They are good for comparing one λ with another.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from rectutor.algorithms.factor_model import FactorModel
from rectutor.data.ratings import Ratings

LAMBDAS = [0.1, 0.2, 0.3, 0.5, 0.7, 1, 2, 3, 5, 7, 10, 20, 30, 50, 100]
COUNTS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 30, 50]
DRAWS = 3  # which n of a person's ratings is chance; the mean over three draws is smooth enough to show a minimum
LISTED_EVERY = 2  # the lists of ten are made at every second λ: most of the time goes there, and they change slowly


class Setting(NamedTuple):
    """What stays the same for all n: features [1, q_i] and what everyone gives a film, by position among `rows`."""

    features: np.ndarray  # (films, k + 1)
    everyone: np.ndarray  # (films,): μ + b_i
    scale: tuple[float, float]


def people(model: FactorModel, valid: Ratings, rows: np.ndarray, seed: int = 0) -> list[dict]:
    """Return the figures for n = 1, 2, … ratings each, as JSON.

    Parameters
    ----------
    model : FactorModel
        Trained.
    valid : Ratings
        Held-out ratings by users of the training ratings.
    rows : ndarray of int
        The items that count; ratings of others are ignored.

    Raises
    ------
    ValueError
        When the model was trained on some of the held-out ratings.

    Returns
    -------
    list of dict, one for each n that at least ten people reach:
        n; people : how many have n such training ratings and one to validate; for each of `LAMBDAS`,
        error : RMSE in stars of clipped predictions, over three draws of the n ratings;
        length : the median of |p|; shared : how many of their ten films are among everyone's ten, on average.
    """
    train = model.ratings_
    _refuse_known(train, valid)
    position = np.full(train.n_items, -1)
    position[rows] = np.arange(len(rows))
    everyone = model.mean_ + model.item_biases_[rows]
    has_bias = np.full(len(rows), float(model.biases))
    setting = Setting(np.column_stack([has_bias, model.item_factors_[rows]]), everyone, train.scale)
    given, asked = _kept(train, position), _kept(valid, position)
    random = np.random.default_rng(seed)
    draws = [_in_random_order(given, random) for _ in range(DRAWS)]
    found = []
    for n in COUNTS:
        enough = np.bincount(given[0], minlength=train.n_users) >= n
        questions = [column[enough[asked[0]]] for column in asked]
        who, questions[0] = np.unique(questions[0], return_inverse=True)
        if len(who) >= 10:
            found.append({"n": n, "people": len(who), **_figures(draws, who, n, questions, setting)})
    return found


def _refuse_known(train: Ratings, valid: Ratings) -> None:
    """Refuse ratings as held out that the films' vectors have learned from: every λ would look too good."""
    users, items = train.rows_of(valid)
    known = (users >= 0) & (items >= 0)
    pair = np.int64(train.n_items)
    leaked = np.isin(users[known] * pair + items[known], train.users * pair + train.items).sum()
    if leaked:
        raise ValueError(
            f"{leaked:,} of the {len(valid):,} held-out ratings are among those that the model was trained on; "
            f"train it without them"
        )


def best_lambda(figures: list[dict], n: int) -> float | None:
    """Return the λ with the lowest error for the number of ratings nearest to n; None without figures."""
    if not figures:
        return None
    nearest = min(figures, key=lambda one: (abs(one["n"] - max(n, 1)), one["n"]))
    return LAMBDAS[int(np.argmin(nearest["error"]))]


def _figures(draws: list, who: np.ndarray, n: int, questions: list, setting: Setting) -> dict:
    squares, lengths, shared = np.zeros(len(LAMBDAS)), [], []
    asker, film, truth = questions
    for number, (users, items, values) in enumerate(draws):
        first = np.searchsorted(users, who)[:, None] + np.arange(n)
        rated, stars = items[first], values[first]
        basis, curvature, pull = _diagonal(setting.features[rated], stars - setting.everyone[rated])
        for at, lam in enumerate(LAMBDAS):
            vectors = np.einsum("ukm,um->uk", basis, pull / (curvature + lam))  # each person's [b, p]
            predicted = setting.everyone[film] + np.einsum("vk,vk->v", setting.features[film], vectors[asker])
            squares[at] += np.mean((truth - np.clip(predicted, *setting.scale)) ** 2)
            if number == 0:
                lengths.append(np.median(np.linalg.norm(vectors[:, 1:], axis=1)))
                if at % LISTED_EVERY == 0:
                    shared.append(_shared(vectors, rated, setting))
    between = np.interp(np.arange(len(LAMBDAS)), np.arange(0, len(LAMBDAS), LISTED_EVERY), shared)
    error = np.sqrt(squares / len(draws))
    return {"error": _rounded(error, 4), "length": _rounded(lengths, 3), "shared": _rounded(between, 2)}


def _diagonal(X: np.ndarray, residuals: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Diagonalise each person's ridge regression once, so that every λ costs a division: [b, p] = B (t / (s + λ)).

    X has shape (people, n, k + 1). With fewer ratings than parameters the n × n products of ratings do, XXᵀ = V s Vᵀ,
    B = XᵀV, t = Vᵀe; else XᵀX = V s Vᵀ, B = V, t = VᵀXᵀe.
    """
    transposed = X.transpose(0, 2, 1)
    if X.shape[1] <= X.shape[2]:
        s, V = np.linalg.eigh(X @ transposed)
        basis, right = transposed @ V, residuals
    else:
        s, V = np.linalg.eigh(transposed @ X)
        basis, right = V, np.einsum("unk,un->uk", X, residuals)
    return basis, s, np.einsum("unm,un->um", V, right)


def _shared(vectors: np.ndarray, rated: np.ndarray, setting: Setting) -> float:
    """Return how many of everyone's ten are in a person's ten, on average; what a person rated is in neither."""
    person = np.arange(len(rated))[:, None]
    ten = min(10, len(setting.everyone) - rated.shape[1])
    everyone = np.tile(setting.everyone.astype(np.float32), (len(rated), 1))
    scores = everyone + vectors.astype(np.float32) @ setting.features.T.astype(np.float32)
    everyone[person, rated] = scores[person, rated] = -np.inf
    in_ten = [table >= -np.partition(-table, ten - 1, axis=1)[:, ten - 1 : ten] for table in (everyone, scores)]
    return float((in_ten[0] & in_ten[1]).sum(axis=1).mean())


def _kept(ratings: Ratings, position: np.ndarray) -> list[np.ndarray]:
    """Return the columns user row, position of the film, stars of the ratings that count."""
    at = position[ratings.items]
    return [ratings.users[at >= 0], at[at >= 0], ratings.values[at >= 0].astype(np.float64)]


def _in_random_order(columns: list[np.ndarray], random: np.random.Generator) -> list[np.ndarray]:
    """Return the columns by user, each user's lines shuffled: the first n of a user are n drawn at random."""
    order = np.lexsort([random.random(len(columns[0])), columns[0]])
    return [column[order] for column in columns]


def _rounded(values, digits: int) -> list[float]:
    return [round(float(value), digits) for value in values]
