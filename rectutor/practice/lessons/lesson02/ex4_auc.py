"""Exercise 02/auc: count the pairs that are in order."""

import numpy as np

from rectutor.practice.exercises import from_text


def _cases():
    yield _case([4, 2], [3, 1])
    yield _case([4, 3], [3, 2, 1])
    yield _case([1], [1, 1])
    yield _case([1, 2], [3, 4, 5])
    random = np.random.default_rng(24)
    for n, m in ((2, 3), (2, 4), (3, 5), (3, 6), (4, 5), (4, 8), (5, 9), (6, 4), (8, 12)):
        scores = random.integers(20, 50, n + m) / 10
        scores[n] = scores[0]  # one pair at least is level
        yield _case(scores[:n], scores[n:])


def _case(relevant, others):
    return {"relevant": np.array(relevant, dtype=float), "others": np.array(others, dtype=float)}


TEXT = r'''
# 02/auc: AUC, by counting pairs

`relevant` holds a model's scores of the films that are relevant for one user, `others` those of all other films; both
are NumPy arrays with one score or more. Take every pair of one relevant film and one other film. A pair counts 1 when
the relevant film has the higher score, ½ when both have the same, else 0. Return the mean over all pairs: it is
called AUC, and a coin gives ½.

```stub
def auc_by_pairs(relevant, others):
    """Return the share of pairs that are in the right order."""
    ...
```
```solution
def auc_by_pairs(relevant, others):
    points = 0.0
    for good in relevant:
        for other in others:
            points += good > other
            points += 0.5 * (good == other)
    return points / (len(relevant) * len(others))
```
```solution
def auc_by_pairs(relevant, others):
    above = relevant[:, None] > others
    level = relevant[:, None] == others
    return np.mean(above + 0.5 * level)
```
```roc
def auc_by_pairs(relevant, others):
    thresholds = np.unique(np.concatenate([relevant, others]))[::-1]
    right = [np.mean(relevant >= t) for t in thresholds]
    false = [np.mean(others >= t) for t in thresholds]
    return np.trapezoid([0, *right], [0, *false])
```

> AUC: number
= No place of the list counts more than another: place 4,000 weighs as much as place 1.
? Two relevant films with the scores 4 and 3, three others with 3, 2 and 1. How many pairs are there, and what does
  each count?
! Two loops, one inside the other: for every relevant score, for every other score. Divide by the number of pairs,
  which is a product.

* pairs with equal scores count nothing.
~             points += 0.5 * (good == other)⏎ =>
* pairs with equal scores count as right.
~ good > other => good >= other
~             points += 0.5 * (good == other)⏎ =>
? A model gives every film the same score. What should it get, and what does it get from you?
! A tie is decided by a coin: it counts ½.
* pairs with equal scores are left out.
~ (len(relevant) * len(others)) => max(sum(good != other for good in relevant for other in others), 1)
~             points += 0.5 * (good == other)⏎ =>
? A model gives every film the same score. What should it get, and what does it get from you?
! Such a pair stays one of the pairs that you divide by, and adds ½ to the points.
* the pairs in which the other film is higher are counted.
~ good > other => good < other
? All relevant films stand above all others. Is that 1 or 0?
! A pair is in order when the *relevant* film has the higher score.
* the points are not divided by the number of pairs.
~  / (len(relevant) * len(others)) =>
? Can the share of pairs be above 1?
! Each of the relevant films meets each of the others: that many pairs there are.
* the points are divided by the number of relevant films.
~ (len(relevant) * len(others)) => len(relevant)
* the points are divided by the number of films.
~ (len(relevant) * len(others)) => (len(relevant) + len(others))
* the points are divided by the number of other films.
~ (len(relevant) * len(others)) => len(others)
? How many pairs do two relevant films and three others make?
! Each of the relevant films meets each of the others: the number of pairs is a product.
* each relevant film meets only the other film on the same place.
```
def auc_by_pairs(relevant, others):
    n = min(len(relevant), len(others))
    return np.mean((relevant[:n] > others[:n]) + 0.5 * (relevant[:n] == others[:n]))
```
? How many pairs do two relevant films and three others make?
! `zip` goes through both side by side. Every relevant film has to meet every other one: two loops.
* only the best of the others is met.
```
def auc_by_pairs(relevant, others):
    best = others.max()
    return np.mean((relevant > best) + 0.5 * (relevant == best))
```
? How many pairs do two relevant films and three others make?
! Being above the best is above all. But a relevant film that is above half of the others earns ½ of its points.
* the means of the two groups are compared.
```
def auc_by_pairs(relevant, others):
    a, b = relevant.mean(), others.mean()
    return float(a > b) + 0.5 * float(a == b)
```
? One relevant film stands first, another one last. What share of the pairs is in order?
! Compare film by film, not mean by mean.
* the means of the two groups are compared, and a tie counts nothing.
```
def auc_by_pairs(relevant, others):
    return float(relevant.mean() > others.mean())
```
? One relevant film stands first, another one last. What share of the pairs is in order?
! Compare film by film, not mean by mean; a pair with equal scores counts ½.
* pairs in order count 1, and those out of order −1.
```
def auc_by_pairs(relevant, others):
    return np.mean(np.sign(relevant[:, None] - others))
```
? What does a coin get from you, and what should it get?
! `np.sign` gives −1, 0 and 1. Here a pair counts 0, ½ or 1: half of (the sign + 1).
* the ranks are summed, and the ranks of the relevant films among themselves stay in.
~     return points / (len(relevant) * len(others)) =>     n = len(relevant)⏎    return (points + n * (n + 1) / 2) /
  (n * len(others))
? All relevant films stand above all others. What comes out, and can a share be that large?
! From the sum of the relevant films' ranks, subtract the smallest that it can be, $n(n+1)/2$; then divide by the
  number of pairs.
* the ranks count from 0, and the correction is for ranks from 1.
~     return points / (len(relevant) * len(others)) =>     return (points - len(relevant)) / (len(relevant) *
  len(others))
? All relevant films stand above all others. What comes out?
! Ranks from 1 have the smallest sum $n(n+1)/2$, ranks from 0 have $n(n-1)/2$.
* `argsort` says who stands on each rank, not which rank each one has.
```
def auc_by_pairs(relevant, others):
    n, m = len(relevant), len(others)
    ranks = np.argsort(np.concatenate([relevant, others])) + 1
    return (ranks[:n].sum() - n * (n + 1) / 2) / (n * m)
```
? For the scores 3, 1 and 2, what does `np.argsort` return, and which ranks do they have?
! `np.argsort(np.argsort(scores))` has the ranks. Equal scores then get different ones, and count 0 or 1 in place of
  ½: count the pairs, or give equal scores their mean rank.
* the curve does not begin at the point (0, 0).
: roc
~ [0, *right] => right
~ [0, *false] => false
? Every film has the same score. Of how many points does your curve consist?
! Above the highest threshold nothing is found: the curve begins at (0, 0).
* the area has a minus in front.
~ return points => return -points
? Can a share be below 0?
! The points of the curve are taken from right to left. Go through the thresholds from high to low.
* the area has a minus in front, and the curve does not reach (0, 0).
: roc
~ [0, *right] => right
~ [0, *false] => false
~ [::-1] =>
? Can a share be below 0?
! Go through the thresholds from high to low, and begin at (0, 0), where nothing is found.
'''

EXERCISE = from_text(TEXT, _cases)
