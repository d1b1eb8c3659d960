"""Exercise 05/average: the mean of the predictions of many samples."""

import numpy as np

from rectutor.practice.exercises import from_text
from rectutor.practice.lessons.making import nonzero


def _cases():
    yield {"P": np.array([[2.0], [1.0], [-1.0]]), "Q": np.array([[1.0], [1.0], [-2.0]]), "burn_in": 1}
    yield {"P": np.array([[9.0, 1.0], [1.0, 0.0], [0.0, 1.0], [-1.0, 1.0]]),
           "Q": np.array([[1.0, 1.0], [2.0, 1.0], [1.0, 2.0], [-1.0, 0.5]]), "burn_in": 1}  # fmt: skip
    yield {"P": np.array([[3.0, 1.0], [2.0, 2.0], [1.0, -1.0], [-1.0, 1.0], [0.5, 1.0]]),
           "Q": np.array([[1.0, 1.0], [1.0, 0.0], [1.0, -1.0], [-1.0, 1.0], [0.4, 0.2]]), "burn_in": 2}  # fmt: skip
    random = np.random.default_rng(53)
    for S, k, burn_in in ((5, 2, 2), (6, 2, 2), (6, 3, 3), (7, 3, 2), (8, 3, 3), (9, 4, 4), (10, 4, 3), (12, 5, 5)):
        P, Q = (np.array([[nonzero(random) for _ in range(k)] for _ in range(S)]) for _ in range(2))
        yield {"P": P, "Q": Q, "burn_in": burn_in}


TEXT = r'''
# 05/average: The mean of predictions

A chain has drawn S samples. `P[s]` is the vector of one user in sample `s`, `Q[s]` that of one film; both arrays have
the shape $(S, k)$. The first `burn_in` samples, at least one, are dropped. What do the others predict **on average**:
what is the mean of their dot products? Mean and biases are left aside.

```stub
def mean_prediction(P, Q, burn_in):
    """Return one number, in stars."""
    ...
```
```solution
def mean_prediction(P, Q, burn_in):
    predictions = np.sum(P * Q, axis=1)
    return np.mean(predictions[burn_in:])
```
```solution
def mean_prediction(P, Q, burn_in):
    kept = [p @ q for p, q in zip(P, Q)][burn_in:]
    return sum(kept) / len(kept)
```

> the mean prediction: number
= `BayesianMF` predicts so. It lays the vectors of all samples side by side: one dot product is then the sum of all.
? In the first case, what does each of the three samples predict? Which of these are kept?
! One dot product a sample, of `P[s]` and `Q[s]`; leave out the first `burn_in`; then the mean of what is left.

* the vectors are averaged, and not the predictions.
```
def mean_prediction(P, Q, burn_in):
    return P[burn_in:].mean(axis=0) @ Q[burn_in:].mean(axis=0)
```
? One sample has $p = q = (1, 0)$, another $p = q = (-1, 0)$. What do both predict, and what do their mean vectors?
! From sample to sample the vectors may turn, and their product stays. Multiply first, then take the mean.
* the vectors are averaged, those of the burn-in too.
```
def mean_prediction(P, Q, burn_in):
    return P.mean(axis=0) @ Q.mean(axis=0)
```
? One sample has $p = q = (1, 0)$, another $p = q = (-1, 0)$. What do both predict, and what do their mean vectors?
! Two things: leave out the first `burn_in` samples, and multiply before you take the mean.
* the last sample alone predicts.
~ np.mean(predictions[burn_in:]) => predictions[-1]
? How good was one sample alone, beside the mean of all?
! Take the mean over all samples after the burn-in.
* the first sample that is kept predicts alone.
~ np.mean(predictions[burn_in:]) => predictions[burn_in]
? How many samples are there after the burn-in, and how many of them do you use?
! `predictions[burn_in]` is one of them; `predictions[burn_in:]` are all.
* the samples of the burn-in are not left out.
~ predictions[burn_in:] => predictions
? Which samples still know the random start?
! Begin with the sample at the place `burn_in`: `predictions[burn_in:]`.
* the samples of the burn-in alone are used.
~ [burn_in:] => [:burn_in]
? Which samples are to be dropped, and which did you keep?
! `[:burn_in]` are the first ones, `[burn_in:]` the others.
* one sample too many is dropped.
~ [burn_in:] => [burn_in + 1:]
? Python counts places from 0. At which place stands the first sample after a burn-in of 1?
! With a burn-in of 1, only the place 0 is left out: `[burn_in:]`.
* one sample too few is dropped.
~ [burn_in:] => [burn_in - 1:]
? With a burn-in of 1, how many samples do you leave out?
! The first `burn_in` samples have the places 0 to `burn_in` − 1. Begin after them.
* as many samples as the burn-in has are kept, the last ones.
~ [burn_in:] => [-burn_in:]
? What does the minus in your slice do?
! `[-burn_in:]` are the last `burn_in` samples. `[burn_in:]` are all after the first `burn_in`.
* samples are left out at the end of the chain.
~ [burn_in:] => [:-burn_in]
? At which end of the chain is the random start?
! The first samples are dropped: `[burn_in:]`.
* every so many samples one is kept, and the start is not left out.
~ [burn_in:] => [::burn_in]
? What does the second colon in your slice do?
! `[::burn_in]` thins the chain out. `[burn_in:]` drops its start.
* the predictions are added up, and not averaged.
~ np.mean => np.sum
? Would twice as many samples predict twice as many stars?
! Divide the sum by the number of samples that were kept.
* the sum is divided by the number of all samples.
~ np.mean(predictions[burn_in:]) => np.sum(predictions[burn_in:]) / len(P)
? How many predictions are in your sum?
! Divide by the number of those that are kept: `len(P) - burn_in`.
* the median is taken.
~ np.mean => np.median
? Which average does the exercise ask for?
! The mean: the sum divided by the number.
* the products are averaged over the factors, too.
~ np.mean(predictions[burn_in:]) => np.mean((P * Q)[burn_in:])
? What is one sample's prediction: the sum of its $k$ products, or their mean?
! First a sum over the factors, `axis=1`, then a mean over the samples.
* each vector is summed by itself.
~ np.sum(P * Q, axis=1) => np.sum(P, axis=1) * np.sum(Q, axis=1)
? What is the dot product of (1, −1) and (1, 1)?
! First multiply place by place, then add up.
'''

EXERCISE = from_text(TEXT, _cases)
