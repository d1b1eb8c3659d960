"""Exercise 05/sweep: one sweep of alternating least squares with one factor, users first."""

import numpy as np

from rectutor.practice.exercises import from_text
from rectutor.practice.lessons.making import nonzero


def _cases():
    yield _case([[2, 1], [1, 3]], [1.0, 0.5], [1.0, 2.0], 1.0)
    yield _case([[1, np.nan, 2], [2, -1, 1], [np.nan, 2, -1]], [0.5, 1.0, -1.0], [1.0, -0.5, 2.0], 0.5)
    yield _case([[2, -1, np.nan], [1, 1, 2], [-2, np.nan, 1], [0.5, 2, 1]], [1, 0.2, -1, 0.4], [1, 0.3, -0.5], 2.0)
    random = np.random.default_rng(52)
    for users, items in ((4, 5), (5, 4), (5, 6), (6, 5), (6, 7), (7, 6), (8, 7), (7, 9)):
        p, q = ([nonzero(random) for _ in range(n)] for n in (users, items))
        R = np.array([[nonzero(random, 2, 20) for _ in range(items)] for _ in range(users)])
        for u in range(users):
            R[u, (2 * u + 1) % items] = np.nan  # one gap in each row, so that all have ratings
        yield _case(R, p, q, float(random.choice([0.4, 0.7, 1.5, 3.0])))


def _case(R, p, q, lam):
    return {"R": np.array(R, float), "p": np.array(p, float), "q": np.array(q, float), "lam": lam}


TEXT = r'''
# 05/sweep: One sweep

With **one** factor, each user and each film has one number, and the normal equations are one division, as in the
table of *By hand*. `R[u, i]` is what user $u$ and film $i$ have to explain, in stars, and `np.nan` where there is no
rating; everybody has some. `p` and `q` are the numbers of users and films as they stand. Do one sweep: first solve for
all users, then for all films, each from its own ratings, with the same $\lambda$ (`lam`). Return the new `p` and the
new `q`, and leave the arrays that come in as they are. There are no biases.

```stub
def als_sweep(R, p, q, lam):
    """Return p and q after one sweep, users first."""
    ...
```
```solution
def als_sweep(R, p, q, lam):
    rated, R = ~np.isnan(R), np.nan_to_num(R)
    new_p = R @ q / (rated @ q**2 + lam)
    new_q = R.T @ new_p / (rated.T @ new_p**2 + lam)
    return new_p, new_q
```
```solution
def als_sweep(R, p, q, lam):
    p, q = p.copy(), q.copy()
    for u, row in enumerate(R):
        films = np.flatnonzero(~np.isnan(row))
        p[u] = sum(row[films] * q[films]) / (sum(q[films] ** 2) + lam)
    for i, column in enumerate(R.T):
        users = np.flatnonzero(~np.isnan(column))
        q[i] = sum(column[users] * p[users]) / (sum(p[users] ** 2) + lam)
    return p, q
```

> the new `p`: vector
> the new `q`: vector
= These are two steps of `MatrixFactorizationALS`, biases and weighting aside.
? Take the first case: which numbers of `q` and which entries of `R` decide about the first user?
! For a user, two sums over the rated films: $\sum r\,q$ and $\sum q^2$. The new number is the first, divided by the
  second plus λ. Then the same for each film, over its users.

* the films are solved from the users' old numbers.
~ R.T @ new_p / (rated.T @ new_p**2 => R.T @ p / (rated.T @ p**2
? When the films' turn comes, which numbers have the users by then?
! The second half-sweep begins from what the first has found. Solving both from old values is the bug of this lesson.
* the films' numerator has the new users, the denominator the old ones.
~ rated.T @ new_p**2 => rated.T @ p**2
* the films' denominator has the new users, the numerator the old ones.
~ R.T @ new_p / => R.T @ p /
? Which numbers of the users stand above the line, and which below?
! Both sums of a film are over the users as the first half-sweep has left them.
* the films come first.
```
def als_sweep(R, p, q, lam):
    rated, R = ~np.isnan(R), np.nan_to_num(R)
    new_q = R.T @ p / (rated.T @ p**2 + lam)
    new_p = R @ new_q / (rated @ new_q**2 + lam)
    return new_p, new_q
```
? Which side does the exercise want to be solved first?
! First the users, from `q` as it comes in; then the films, from the new users.
* the films are not solved for.
~ return new_p, new_q => return new_p, q
? A sweep has two halves. Which arrays have changed after yours?
! After the users, do the same with `R.T` and the new users for the films.
* the users are not solved for.
~ R @ q / (rated @ q**2 + lam) => p
? A sweep has two halves. Which arrays have changed after yours?
! First find the users' numbers from `q`, then the films' from these.
* the users' new numbers are used, but the old ones are returned.
~ return new_p => return p
? Which of your two arrays of users do you return?
! Both results of the sweep are asked for: the new `p` and the new `q`.
* films without a rating count in the denominator, too.
~ rated @ q**2 => np.sum(q**2)
~ rated.T @ new_p**2 => np.sum(new_p**2)
? Somebody has rated two films of a thousand. Over how many does $\sum q^2$ go?
! In both sums stand the rated films alone: `rated @ (q * q)`, where `rated` is `~np.isnan(R)`.
* λ is left out.
~ q**2 + lam => q**2
~ new_p**2 + lam => new_p**2
? What stands in the denominator beside the sum of squares?
! Add λ: `rated @ (q * q) + lam`.
* λ is left out for the films.
~ new_p**2 + lam => new_p**2
* λ is left out for the users.
~ q**2 + lam => q**2
? Do both halves of your sweep have the same penalty?
! λ belongs into the denominator of users and of films.
* λ is multiplied by the number of ratings.
~ q**2 + lam => q**2 + lam * rated.sum(axis=1)
~ new_p**2 + lam => new_p**2 + lam * rated.sum(axis=0)
* λ is multiplied by the root of the number of ratings.
~ q**2 + lam => q**2 + lam * rated.sum(axis=1) ** 0.5
~ new_p**2 + lam => new_p**2 + lam * rated.sum(axis=0) ** 0.5
? Does the exercise ask for the same λ for all, or for a weighting?
! Add λ as it is.
* the numbers are summed in the denominator, not their squares.
~ rated @ q**2 => rated @ q
~ rated.T @ new_p**2 => rated.T @ new_p
? With one factor, what is $Q^\top Q$?
! The sum of $q \cdot q$ over the rated films: `rated @ (q * q)`.
* nothing is divided: the right sides are returned.
~  / (rated @ q**2 + lam) =>
~  / (rated.T @ new_p**2 + lam) =>
? $(Q^\top Q + \lambda)\,p = Q^\top e$: how do you get $p$ alone?
! Divide by the sum of squares plus λ.
* each is averaged over its ratings, and the films' numbers play no part.
~ R @ q / (rated @ q**2 + lam) => R.sum(axis=1) / (rated.sum(axis=1) + lam)
~ R.T @ new_p / (rated.T @ new_p**2 + lam) => R.sum(axis=0) / (rated.sum(axis=0) + lam)
? That would be right if all numbers of the other side were 1. Are they?
! Weight each rating with the other side's number: `R @ q`, and divide by `rated @ (q * q) + lam`.
* two sweeps are done.
```
def als_sweep(R, p, q, lam):
    rated, R = ~np.isnan(R), np.nan_to_num(R)
    for _ in range(2):
        p = R @ q / (rated @ q**2 + lam)
        q = R.T @ p / (rated.T @ p**2 + lam)
    return p, q
```
* the users are solved once more after the films.
~     return =>     new_p = R @ new_q / (rated @ new_q**2 + lam)⏎    return
? How many half-sweeps are in one sweep?
! One half-sweep for the users, one for the films, and the sweep is over.
'''

EXERCISE = from_text(TEXT, _cases)
