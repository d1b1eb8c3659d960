"""A good list is more than the items with the highest scores: ten sequels of one film have high scores too.

Re-ranking takes what a model would recommend and chooses from it anew, place by place, so that what comes next is both
good and unlike what already stands above it.
"""

from __future__ import annotations

import numbers

import numpy as np
import pandas as pd

from rectutor.data.genres import genre_vectors


def mmr(scores, similarities, n: int, relevance: float = 0.7) -> np.ndarray:
    r"""Choose `n` candidates by maximal marginal relevance.

    The list grows by one item at a time: with λ the weight of relevance and S what was chosen so far, the next is

    .. math:: \arg\max_{i \notin S} \; \lambda s_i - (1 - \lambda) \max_{j \in S} \text{sim}(i, j)

    The scores s are first stretched so that the best candidate has 1 and the worst 0, since stars and similarities have
    no common unit. So λ means the same for every model, but the list depends a little on how many candidates there
    are. The first place goes to the highest score whatever λ is, and so does each place at λ = 1.

    J. Carbonell, J. Goldstein: The Use of MMR, Diversity-Based Reranking for Reordering Documents and Producing
    Summaries. SIGIR 1998. doi:10.1145/290941.291025

    Parameters
    ----------
    scores : array-like, shape (m,)
        How good each candidate is, in any unit.
    similarities : array-like, shape (m, m)
        How alike two candidates are, 1 for the same: cosines, for instance (`genre_similarities`). The diagonal is not
        looked at.
    n : int
        How many to choose; all are chosen, in order, where there are fewer.
    relevance : float
        λ, from 0 (each as unlike the others as can be) to 1 (scores alone).

    Returns
    -------
    ndarray of int, shape (min(n, m),)
        Positions in `scores`, first place first. Of equal candidates the one with the higher score goes first, then
        the one on the earlier position.

    Raises
    ------
    ValueError
        With a sentence, for shapes that do not fit, scores or similarities that are no numbers, n or λ out of range.

    Examples
    --------
    Two much alike films score highest, and a different one a little less:

    >>> mmr([4.9, 4.8, 4.5, 3.0], [[1, 0.9, 0, 0], [0.9, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]], n=3)
    array([0, 2, 1])

    The ten of a recommender, chosen from its best fifty:

    >>> import rectutor
    >>> data = rectutor.load("movielens-small")
    >>> best = rectutor.Bias().fit(data.ratings).recommend(15, n=50)
    >>> alike = genre_similarities(data.items.loc[best.index])
    >>> best.iloc[mmr(best.score, alike, n=10)].title.tolist()[:3]
    ['African Queen, The', 'Cinema Paradiso (Nuovo cinema Paradiso)', 'Band of Brothers']
    """
    scores, similarities = _checked(scores, similarities, n, relevance)
    by_score = np.argsort(-scores, kind="stable")
    span = np.ptp(scores)
    worth = relevance * (scores[by_score] - scores.min()) / (span if span > 0 else 1)
    likeness = (1 - relevance) * similarities[np.ix_(by_score, by_score)]

    chosen = [0]
    nearest = likeness[:, 0].copy()  # to the most similar of those chosen
    worth[0] = -np.inf
    while len(chosen) < min(n, len(scores)):
        following = int(np.argmax(worth - nearest))  # the first of several equal ones, and so the best scored
        chosen.append(following)
        worth[following] = -np.inf
        np.maximum(nearest, likeness[:, following], out=nearest)
    return by_score[chosen]


def genre_similarities(items: pd.DataFrame) -> np.ndarray:
    r"""Return how alike the items' genres are, by the cosine of their genre vectors:

    .. math:: \text{sim}(i, j) = \frac{|G_i \cap G_j|}{\sqrt{|G_i| \, |G_j|}}

    Parameters
    ----------
    items : DataFrame by item id
        As for `genre_vectors`. Take the few that are to be compared: m items make m² similarities.

    Returns
    -------
    ndarray of float64, shape (m, m)
        1 for the same genres, 0 for none in common; an item whose genres are not known is like no other.

    Examples
    --------
    >>> genre_similarities(pd.DataFrame({"genres": ["Action|Crime", "Crime", "Comedy"]})).round(2)
    array([[1.  , 0.71, 0.  ],
           [0.71, 1.  , 0.  ],
           [0.  , 0.  , 1.  ]])
    """
    vectors = genre_vectors(items).to_numpy(dtype=np.float64)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
    return unit @ unit.T


def _checked(scores, similarities, n, relevance) -> tuple[np.ndarray, np.ndarray]:
    scores, similarities = (np.asarray(values, dtype=np.float64) for values in (scores, similarities))
    if scores.ndim != 1 or len(scores) == 0:
        raise ValueError(f"scores are a list of numbers, one a candidate, but their shape is {scores.shape}")
    if similarities.shape != 2 * scores.shape:
        m, shape = len(scores), similarities.shape
        raise ValueError(f"{m} candidates need {m} × {m} similarities, but the shape of these is {shape}")
    for name, values in (("scores", scores), ("similarities", similarities)):
        if not np.isfinite(values).all():
            count = np.sum(~np.isfinite(values))
            raise ValueError(f"{name} must be numbers, but {count:,} of them are missing or infinite")
    if isinstance(n, bool) or not isinstance(n, numbers.Integral) or n < 1:
        raise ValueError(f"n is how many to choose, a whole number of at least 1, but it is {n!r}")
    if not isinstance(relevance, numbers.Real) or not 0 <= relevance <= 1:
        raise ValueError(f"relevance is the weight of the scores, from 0 to 1, but it is {relevance!r}")
    return scores, similarities
