r"""Ratings from a hidden truth, so that a lesson can show what there was to be found.

.. math:: r_{ui} = \mu + b_u + b_i + p_u \cdot q_i + \varepsilon_{ui}, \qquad \varepsilon_{ui} \sim N(0, \sigma^2),

rounded to half stars. Who rates what is not chance either, as in real life: some people rate much, some films are known
to everybody, and people watch what they expect to like.
"""

from __future__ import annotations

import numbers
from dataclasses import dataclass

import numpy as np
import pandas as pd

from rectutor.data.ratings import Ratings

SCALE = (0.5, 5.0)
MEAN = 3.3  # μ, in stars; what people choose to watch then has a mean near MovieLens's 3.5
BIAS_SPREAD = 0.4  # standard deviation of b_u and of b_i, in stars
TASTE_SPREAD = 0.6  # standard deviation of p_u · q_i, in stars
PULL = 0.8  # a film expected to be a star better is exp(0.8) = 2.2 times as likely to be watched
POPULARITY = 0.8  # the film of rank n is n^0.8 times less likely to be watched than the first
ACTIVITY = 0.8  # standard deviation of the logarithm of how much people rate


@dataclass(frozen=True, eq=False, repr=False)
class Truth:
    """What simulated ratings were made from; rows mean the same as in the ratings.

    Attributes
    ----------
    mean : float
        μ, in stars.
    user_biases, item_biases : ndarray, shapes (n_users,) and (n_items,)
        b_u and b_i, in stars.
    user_factors, item_factors : ndarray, shapes (n_users, factors) and (n_items, factors)
        The rows are p_u and q_i.
    noise : float
        σ, in stars.
    noise_floor : float
        RMSE of the truth itself on these ratings, in stars: noise and rounding, which no model can foresee.
    """

    mean: float
    user_biases: np.ndarray
    item_biases: np.ndarray
    user_factors: np.ndarray
    item_factors: np.ndarray
    noise: float
    noise_floor: float

    def __repr__(self) -> str:
        k = self.item_factors.shape[1]
        return f"truth with {k} factors, noise {self.noise:g} and noise floor {self.noise_floor:.3f} stars"

    def score(self, user_rows: np.ndarray, item_rows: np.ndarray) -> np.ndarray:
        """Return μ + b_u + b_i + p_u · q_i, in stars, for pairs of rows."""
        tastes = np.einsum("nk,nk->n", self.user_factors[user_rows], self.item_factors[item_rows])
        return self.mean + self.user_biases[user_rows] + self.item_biases[item_rows] + tastes


@dataclass(frozen=True, eq=False, repr=False)
class Simulation:
    """Simulated `ratings` (a `Ratings`) and the `truth` (a `Truth`) behind them."""

    ratings: Ratings
    truth: Truth

    def __repr__(self) -> str:
        return f"{self.ratings!r}; {self.truth!r}"


def simulate(
    users: int = 300, items: int = 200, factors: int = 2, noise: float = 0.4, density: float = 0.1, seed: int = 0
) -> Simulation:
    """Simulate ratings on a scale of half stars from 0.5 to 5.

    Parameters
    ----------
    users, items : int
        How many there are; their ids are 1, 2, … and the titles "Film 1", "Film 2", …
    factors : int
        Length of the hidden vectors p_u and q_i; 0 leaves the biases alone.
    noise : float
        σ, in stars: by how much people differ from their own taste.
    density : float
        The share of all pairs that are rated, above 0 and at most 1.
    seed : int
        Same seed, same ratings.

    Returns
    -------
    Simulation
        No pair is rated twice; lines are sorted by user, then by film. Ten million ratings of 10,000 films take some
        ten seconds.

    Raises
    ------
    ValueError
        One sentence for the first parameter that cannot be right.

    Examples
    --------
    >>> simulate(users=50, items=20, density=0.3)
    300 ratings by 50 users of 20 items, from 0.5 to 5; truth with 2 factors, noise 0.4 and noise floor 0.406 stars
    """
    _check(users, items, factors, noise, density, seed)
    random = np.random.default_rng(seed)
    b_u, b_i = random.normal(0, BIAS_SPREAD, users), random.normal(0, BIAS_SPREAD, items)
    spread = np.sqrt(TASTE_SPREAD / np.sqrt(max(factors, 1)))  # then p_u · q_i has the standard deviation wanted
    P, Q = random.normal(0, spread, (users, factors)), random.normal(0, spread, (items, factors))
    popularity = random.permutation(np.arange(1, items + 1) ** -POPULARITY)
    counts = shared_out(round(density * users * items), random.lognormal(0, ACTIVITY, users), items)

    rated, expected = np.empty(counts.sum(), np.int32), np.empty(counts.sum())
    ends = np.cumsum(counts)
    for u in range(users):  # one user's films at a time: the table of all pairs is never in memory
        liking = b_i + Q @ P[u]
        chosen = chosen_items(popularity * np.exp(PULL * liking), counts[u], random)
        rated[ends[u] - counts[u] : ends[u]] = chosen
        expected[ends[u] - counts[u] : ends[u]] = MEAN + b_u[u] + liking[chosen]
    values = np.clip(np.round(2 * (expected + noise * random.standard_normal(len(expected)))) / 2, *SCALE)
    floor = float(np.sqrt(np.mean((values - np.clip(expected, *SCALE)) ** 2)))

    ids = np.arange(1, items + 1)
    ratings = Ratings(
        users=np.repeat(np.arange(users, dtype=np.int32), counts),
        items=rated,
        values=values.astype(np.float32),
        timestamps=None,
        user_ids=np.arange(1, users + 1),
        item_ids=ids,
        scale=SCALE,
        catalog=pd.DataFrame({"title": [f"Film {i}" for i in ids]}, index=pd.Index(ids, name="item")),
    )
    return Simulation(ratings, Truth(MEAN, b_u, b_i, P, Q, float(noise), floor))


def chosen_items(weights: np.ndarray, count: int, random: np.random.Generator) -> np.ndarray:
    """Draw `count` different items, sorted, as if drawing one after the other in proportion to `weights`.

    A race: every item arrives after an exponential time, the heavier the sooner, and the first ones are chosen.
    P. S. Efraimidis, P. G. Spirakis: Weighted random sampling with a reservoir. Information Processing Letters 97(5),
    2006. doi:10.1016/j.ipl.2005.11.003
    """
    arrivals = random.standard_exponential(len(weights), dtype=np.float32) / weights
    return np.sort(np.argpartition(arrivals, min(count, len(weights) - 1))[:count])


def shared_out(total: int, weights: np.ndarray, most: int) -> np.ndarray:
    """Return whole numbers in proportion to `weights`, summing to `total`; none above `most`, none 0 if avoidable."""
    counts = np.full(len(weights), int(total >= len(weights)))
    while (left := total - counts.sum()) > 0:
        open_weights = weights * (counts < most)
        shares = left * open_weights / open_weights.sum()
        more = np.minimum(shares.astype(int), most - counts)
        if not more.any():  # fewer are left than there are takers: one each for the largest shares
            more[np.argsort(-shares, kind="stable")[:left]] = 1
        counts += more
    return counts


def _check(users, items, factors, noise, density, seed) -> None:
    whole = {"users": (users, 1), "items": (items, 1), "factors": (factors, 0), "seed": (seed, 0)}
    for name, (value, least) in whole.items():
        if isinstance(value, bool) or not isinstance(value, numbers.Integral) or value < least:
            raise ValueError(f"{name} must be a whole number of at least {least}, but it is {value!r}")
    ranges = {"noise": (noise, lambda x: 0 <= x <= 10, "from 0 to 10"), "density": (density, lambda x: 0 < x <= 1, "")}
    for name, (value, inside, said) in ranges.items():
        if isinstance(value, bool) or not isinstance(value, numbers.Real) or not inside(value):
            raise ValueError(f"{name} must be a number {said or 'above 0 and at most 1'}, but it is {value!r}")
    if round(density * users * items) < 1:
        raise ValueError(f"a density of {density:g} leaves no rating at all among {users} users and {items} items")
