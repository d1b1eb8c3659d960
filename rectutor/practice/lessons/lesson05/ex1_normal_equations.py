"""Exercise 05/normal-equations: set up and solve the equations of one user."""

import numpy as np

from rectutor.practice.exercises import from_text
from rectutor.practice.lessons.making import nonzero


def _cases():
    yield {"Q": np.array([[1.0, 0.0], [1.0, 1.0]]), "e": np.array([2.0, 3.0]), "lam": 1.0}
    yield {"Q": np.array([[1.0], [-1.0], [1.0]]), "e": np.array([2.0, -1.0, 1.5]), "lam": 0.5}
    yield {"Q": np.array([[0.5, 0.2], [-0.4, 1.0], [0.3, -0.7]]), "e": np.array([-1.0, 0.5, 2.0]), "lam": 5.0}
    random = np.random.default_rng(51)
    for n, k in ((3, 2), (4, 2), (4, 3), (5, 2), (5, 3), (6, 3), (6, 4), (7, 3), (8, 4), (9, 5), (10, 4), (12, 5)):
        Q = np.array([[nonzero(random) for _ in range(k)] for _ in range(n)])
        e = np.array([nonzero(random, 2, 20) for _ in range(n)])
        yield {"Q": Q, "e": e, "lam": float(random.choice([0.3, 0.7, 1.5, 3.0]))}


TEXT = r'''
# 05/normal-equations: One user's equations

A user has rated $n$ films. The rows of `Q` are their vectors, shape $(n, k)$; `e` holds the $n$ errors to explain, in
stars; `lam` is $\lambda$, the same for all users. Return $p_u$, the $k$ numbers that solve the normal equations
$(Q^\top Q + \lambda I)\,p_u = Q^\top e$. There is no bias here.

```stub
def solve_user(Q, e, lam):
    """Return the user's vector, shape (k,)."""
    ...
```
```solution
def solve_user(Q, e, lam):
    A = Q.T @ Q + lam * np.eye(Q.shape[1])
    b = Q.T @ e
    return np.linalg.solve(A, b)
```
```solution
def solve_user(Q, e, lam):
    k = Q.shape[1]
    A, b = lam * np.identity(k), np.zeros(k)
    for q_i, e_i in zip(Q, e):
        A += np.outer(q_i, q_i)
        b += q_i * e_i
    return np.linalg.inv(A) @ b
```

> $p_u$: vector
= `solve_by_unknowns` does this for every user and film, with Cholesky's triangles in place of `np.linalg.solve`.
? Work out the first case as in *By hand*. Which entries has your matrix, which your right side?
! Three things in this order: `Q.T @ Q`, with `lam` added on its diagonal; `Q.T @ e`; and `np.linalg.solve` of both.

* λ is left out.
~  + lam * np.eye(Q.shape[1]) =>
? What keeps the vector of somebody with one or two ratings short?
! Add `lam * np.eye(k)` to `Q.T @ Q`.
* λ is added to every entry of the matrix.
~ lam * np.eye(Q.shape[1]) => lam
? Where does the identity matrix $I$ have entries that are not 0?
! `A + lam` adds λ everywhere. `A + lam * np.eye(k)` adds it on the diagonal.
* λ is multiplied by the number of ratings.
~ lam * np.eye => len(e) * lam * np.eye
? How often does λ stand in the formula of this exercise: once, or once for each rating?
! The weighting λ·n is another choice. Here λ is added to the diagonal as it is.
* λ is subtracted.
~ + lam => - lam
? Does the penalty make the loss larger or smaller when $p_u$ grows?
! λ is added to the diagonal: the larger it is, the shorter the vector.
* λ is doubled.
~ lam * np.eye => 2 * lam * np.eye
* λ is halved.
~ lam * np.eye => lam / 2 * np.eye
? The derivative has a factor 2 in front of the errors and in front of λ. What becomes of both?
! Divide both sides by 2: neither has one any longer.
* λ is squared.
~ lam * np.eye => lam**2 * np.eye
? With which power does λ stand in the formula?
! The penalty is $\lambda |p|^2$: the vector is squared, not λ.
* each factor is solved for by itself.
~ np.linalg.solve(A, b) => b / np.diag(A)
? In the first case, $q_1$ and $q_2$ of the second film are both 1. Can the two entries of $p_u$ be found separately?
! The entries beside the diagonal say that factors share what they explain. `np.linalg.solve` heeds them.
* the system is that of the films, not of the factors.
```
def solve_user(Q, e, lam):
    return np.linalg.solve(Q @ Q.T + lam * np.eye(len(e)), e)
```
? How many unknowns does the user have, $n$ or $k$?
! `Q @ Q.T` has a row for each film. The normal equations have `Q.T @ Q`, with a row for each factor.
* the matrix is multiplied with the right side.
~ np.linalg.solve(A, b) => A @ b
? Put your $p_u$ into the left side of the equations. Do you get $Q^\top e$?
! $A\,p = b$ is given, and $p$ is sought: `np.linalg.solve(A, b)`.
* the right side is returned, and nothing is solved.
~ np.linalg.solve(A, b) => b
? Put your $p_u$ into the left side of the equations. Do you get $Q^\top e$?
! $Q^\top e$ says which way the ratings push. How far they get, the matrix decides: `np.linalg.solve(A, b)`.
* the inverse is taken entry by entry.
~ np.linalg.solve(A, b) => (1 / A) @ b
? What is the product of a matrix and its inverse? Is it so with `1 / A`?
! `1 / A` divides 1 by each entry. Use `np.linalg.solve(A, b)`, or `np.linalg.inv(A) @ b`.
* the right side is averaged over the films, and the matrix is not.
~ Q.T @ e => Q.T @ e / len(e)
? Both sides are sums over the films. Is one of yours a mean?
! Leave both as sums: `Q.T @ Q` and `Q.T @ e`.
* the errors are taken with the opposite sign.
~ Q.T @ e => -Q.T @ e
? The user likes a film more than expected, so $e_i > 0$. Should $p_u \cdot q_i$ be above 0 or below?
! The right side is $+Q^\top e$.
* the errors do not enter.
~ Q.T @ e => Q.sum(axis=0)
? Two users have rated the same films, one with joy, the other without. Do they get the same vector?
! Each film pushes with its error times its vector: `Q.T @ e`.
* λ is added to the right side, too.
~ Q.T @ e => Q.T @ e + lam
? Should a user whose errors are all 0 have a vector that is not 0?
! λ stands on the left only. The right side is `Q.T @ e`.
* the predictions are returned, not the vector.
~ return np.linalg.solve(A, b) => return Q @ np.linalg.solve(A, b)
? How many numbers has $p_u$, and how many do you return?
! `Q @ p` predicts for each film. Return `p`.
'''

EXERCISE = from_text(TEXT, _cases)
