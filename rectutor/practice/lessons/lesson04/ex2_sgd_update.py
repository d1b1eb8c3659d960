"""Exercise 04/sgd-update: write the step that one rating causes."""

import numpy as np

from rectutor.practice.exercises import from_text
from rectutor.practice.lessons.making import nonzero, tenths, vectors


def _cases():
    yield {
        "r_ui": 5.0, "mu": 3.0, "b_u": 0.5, "b_i": -0.25, "p_u": np.array([1.0, -1.0]), "q_i": np.array([0.5, 0.25]),
        "eta": 0.1, "lam": 0.1,
    }  # fmt: skip
    for r_ui, mu, q_i in ((4.5, 4.0, [3.0, 1.0]), (1.0, 3.0, [-4.0, -1.5])):  # predictions above the scale and below it
        yield {
            "r_ui": r_ui, "mu": mu, "b_u": 0.2, "b_i": -0.1, "p_u": np.array([1.0, 0.5]), "q_i": np.array(q_i),
            "eta": 0.05, "lam": 0.02,
        }  # fmt: skip
    random = np.random.default_rng(42)
    for k in (2, 3, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 6, 6, 8, 8):
        p_u, q_i = vectors(random, k)
        yield {
            "r_ui": int(random.integers(1, 11)) / 2,
            "mu": tenths(random, 30, 40),
            "b_u": nonzero(random),
            "b_i": nonzero(random) / 2,
            "p_u": p_u,
            "q_i": q_i,
            "eta": float(random.choice([0.02, 0.05, 0.1])),
            "lam": float(random.choice([0.03, 0.1, 0.2])),
        }


TEXT = r'''
# 04/sgd-update: Write one update

One rating $r_{ui}$ has come up. Return the new $b_u$, $b_i$, $p_u$ and $q_i$, in this order, after one step with the
learning rate $\eta$ (`eta`) and the regularisation $\lambda$ (`lam`). Nothing is clipped: the error is taken from the
prediction as it comes out, also outside the scale. Leave the arrays that come in as they are: no
`+=` on them, and nothing assigned to their entries.

```stub
def sgd_update(r_ui, mu, b_u, b_i, p_u, q_i, eta, lam):
    """Return b_u, b_i, p_u and q_i as they are after one step."""
    ...
```
```solution
def sgd_update(r_ui, mu, b_u, b_i, p_u, q_i, eta, lam):
    e_ui = r_ui - (mu + b_u + b_i + p_u @ q_i)
    new_b_u = b_u + eta * (e_ui - lam * b_u)
    new_b_i = b_i + eta * (e_ui - lam * b_i)
    new_p_u = p_u + eta * (e_ui * q_i - lam * p_u)
    new_q_i = q_i + eta * (e_ui * p_u - lam * q_i)
    return new_b_u, new_b_i, new_p_u, new_q_i
```
```solution
def sgd_update(r_ui, mu, b_u, b_i, p_u, q_i, eta, lam):
    prediction = mu + b_u + b_i + sum(p * q for p, q in zip(p_u, q_i))
    step = eta * (r_ui - prediction)
    keep = 1 - eta * lam
    return (
        keep * b_u + step,
        keep * b_i + step,
        keep * p_u + step * q_i,
        keep * q_i + step * p_u,
    )
```

> the new `b_u`: number
> the new `b_i`: number
> the new `p_u`: vector
> the new `q_i`: vector
= This is the step that `sgd_epoch` takes for every training rating in every epoch.
? Work out the first case with a pencil, line by line. At which line do you and the function part?
! Three things in this order: the prediction, from all four parts; the error, rating minus prediction; then four
  lines, each of the form old + `eta` · (error · partner − `lam` · old). A bias has the partner 1.

* `q_i` is computed with the new `p_u`.
~ (e_ui * p_u - lam * q_i) => (e_ui * new_p_u - lam * q_i)
? Which `p_u` does your line for `q_i` read: the one that came in, or the one that the line above has made?
! Both lines of the formula speak of the same moment. Give the new vector a name of its own, or compute both before
  you assign either. No learning curve would show you this; a test by hand does.
* `p_u` is computed with the new `q_i`.
~     new_p_u = p_u + eta * (e_ui * q_i - lam * p_u)⏎ =>
~     new_q_i = q_i + eta * (e_ui * p_u - lam * q_i) =>     new_q_i = q_i + eta * (e_ui * p_u - lam *
  q_i)⏎    new_p_u = p_u + eta * (e_ui * new_q_i - lam * p_u)
? Which `q_i` does your line for `p_u` read: the one that came in, or the one that the line above has made?
! Both lines of the formula speak of the same moment. Give the new vector a name of its own, or compute both before
  you assign either.
* the error is computed anew after the biases have moved.
~     new_p_u = =>     e_ui = r_ui - (mu + new_b_u + new_b_i + p_u @ q_i)⏎    new_p_u =
? How many errors does one step have?
! All four lines use the error of the prediction that was made before anything moved.
* `lam` stands outside `eta`.
~ eta * (e_ui - lam * b_u) => eta * e_ui - lam * b_u
~ eta * (e_ui - lam * b_i) => eta * e_ui - lam * b_i
~ eta * (e_ui * q_i - lam * p_u) => eta * e_ui * q_i - lam * p_u
~ eta * (e_ui * p_u - lam * q_i) => eta * e_ui * p_u - lam * q_i
? Set `eta` to 0. Does anything still move?
! The learning rate scales the whole step, the part with `lam` too. Where does your bracket open?
* the error has the opposite sign.
~ e_ui = r_ui - (mu + b_u + b_i + p_u @ q_i) => e_ui = (mu + b_u + b_i + p_u @ q_i) - r_ui
? The rating is above the prediction. After your step, is the new prediction nearer to the rating?
! The error is rating minus prediction, so that a rating above it pulls the parameters up.
* every step goes the opposite way.
~ b_u + eta => b_u - eta
~ b_i + eta => b_i - eta
~ p_u + eta => p_u - eta
~ q_i + eta => q_i - eta
? The error is 0. Where does a parameter drift: towards zero, or away from it?
! With this error (rating minus prediction) the step is added to the old value, not taken away.
* `lam` enters with a plus.
~ e_ui - lam * b_u => e_ui + lam * b_u
~ e_ui - lam * b_i => e_ui + lam * b_i
~ q_i - lam * p_u => q_i + lam * p_u
~ p_u - lam * q_i => p_u + lam * q_i
? The error is 0. Does a parameter grow or shrink?
! Regularisation pulls every parameter towards zero: with no error at all, a positive one has to become smaller.
* `lam` enters with a plus in the lines of the biases.
~ e_ui - lam * b_u => e_ui + lam * b_u
~ e_ui - lam * b_i => e_ui + lam * b_i
? Compare your lines for `b_u` and `p_u` when the error is 0. Do both parameters go the same way?
! The biases are pulled towards zero like the vectors. Look at the sign in front of `lam`.
* `lam` is not used.
~  - lam * b_u =>
~  - lam * b_i =>
~  - lam * p_u =>
~  - lam * q_i =>
? The error is 0. Does anything move, and should it?
! Regularisation lets every parameter shrink a little at each step, by `eta` · `lam` · its old value.
* the biases are not regularised.
~  - lam * b_u =>
~  - lam * b_i =>
? The error is 0. Which of the four parameters move?
! In this lesson's formula the penalty covers all four: each line has its part with `lam`.
* `lam` multiplies the other vector.
~ q_i - lam * p_u => q_i - lam * q_i
~ p_u - lam * q_i => p_u - lam * p_u
? The error is 0 and `q_i` is long. Does your line shorten `p_u`?
! Regularisation draws a vector towards zero, along itself. Whose length should the part with `lam` know?
* the other vector is missing from the step.
~ e_ui * q_i => e_ui
~ e_ui * p_u => e_ui
? A factor of `q_i` is 0. Can this rating say anything about that factor of `p_u`?
! The error counts for a factor as much as the other vector's same factor: `e_ui` is multiplied by it.
* each vector is multiplied by itself.
~ e_ui * q_i => e_ui * p_u
~ e_ui * p_u => e_ui * q_i
? Whose vector tells `p_u` where to go?
! A user who likes a film moves towards that film's vector, not further along the own one.
* the rating stands where the error should.
~ e_ui = r_ui - (mu + b_u + b_i + p_u @ q_i) => e_ui = r_ui
? The prediction is already right. What should the step be then?
! What drives the step is how far the prediction was off: rating minus prediction.
* the error leaves out the mean and the biases.
~ (mu + b_u + b_i + p_u @ q_i) => (p_u @ q_i)
? Which parts of the prediction does your error know?
! The vectors have to explain only what `mu`, `b_u` and `b_i` do not. Subtract the whole prediction.
* the error leaves out the mean.
~ (mu + b_u + b_i + p_u @ q_i) => (b_u + b_i + p_u @ q_i)
? What would the model have to predict with everything at zero, for your error to be 0?
! The prediction has four parts. Which argument have you not used so far?
* the error leaves out the user's bias.
~ (mu + b_u + b_i + p_u @ q_i) => (mu + b_i + p_u @ q_i)
* the error leaves out the film's bias.
~ (mu + b_u + b_i + p_u @ q_i) => (mu + b_u + p_u @ q_i)
* the error leaves out both biases.
~ (mu + b_u + b_i + p_u @ q_i) => (mu + p_u @ q_i)
* the error leaves out the vectors.
~ (mu + b_u + b_i + p_u @ q_i) => (mu + b_u + b_i)
? Which of the four parts of a prediction does your error know?
! The prediction is `mu + b_u + b_i + p_u @ q_i`. Subtract all of it from the rating.
* in the prediction each vector is summed by itself, where a dot product belongs.
~ p_u @ q_i => p_u.sum() * q_i.sum()
* in the prediction the factors are added up, where a dot product belongs.
~ p_u @ q_i => p_u.sum() + q_i.sum()
? What is the dot product of (1, −1) and (1, −1), and what does your line make of them?
! First multiply the factors in the same place, then add up the products: `p_u @ q_i`.
* the prediction is clipped before the error is taken.
~ (mu + b_u + b_i + p_u @ q_i) => np.clip(mu + b_u + b_i + p_u @ q_i, 0.5, 5)
* the prediction is clipped to 1 to 5 before the error is taken.
~ (mu + b_u + b_i + p_u @ q_i) => np.clip(mu + b_u + b_i + p_u @ q_i, 1, 5)
? The prediction is 7 and the rating 5. What should this step learn from the difference?
! A clipped prediction hides from training that it is too high. Subtract the prediction as it comes out.
* the arrays that came in are changed.
~     new_p_u = p_u + =>     step_p =
~     new_q_i = q_i + eta * (e_ui * p_u - lam * q_i) =>     step_q = eta * (e_ui * p_u - lam * q_i)⏎    p_u +=
  step_p⏎    q_i += step_q
~ new_p_u, new_q_i => p_u, q_i
? Print `p_u` before and after the call. Is it still the same?
! `p_u += step` writes into the caller's array; `p_u + step` makes a new one. A row of a matrix is such an array too.
* the factor 2 of the squared error's derivative is kept.
~ eta * (e_ui - lam * b_u) => 2 * eta * (e_ui - lam * b_u)
~ eta * (e_ui - lam * b_i) => 2 * eta * (e_ui - lam * b_i)
~ eta * (e_ui * q_i => 2 * eta * (e_ui * q_i
~ eta * (e_ui * p_u => 2 * eta * (e_ui * p_u
? Your step is exactly twice as long as asked for. Where did the 2 go, in the lesson, between the derivative and the
  update rule?
! The lesson absorbs the 2 into the step size: `eta` already stands for twice the textbook's rate.
* the error is doubled, the regularisation is not.
~     new_b_u = =>     e_ui = 2 * e_ui⏎    new_b_u =
? You derived the squared error and kept its 2. Did the penalty's derivative keep its own?
! Both parts have the same 2, the squared error and the penalty, and `eta` absorbs it from both.
* the steps are returned, not the new values.
~ b_u + eta => eta
~ b_i + eta => eta
~ p_u + eta => eta
~ q_i + eta => eta
? Are these the new values, or the way to them?
! What is to be returned is the old value plus the step.
* the biases come back as they were.
~ return new_b_u, new_b_i => return b_u, b_i
? Which of the four did your function move?
! A bias learns from the same error. Its line is the one of the vectors with 1 for the partner.
* each bias is multiplied with the other bias.
~ eta * (e_ui - lam * b_u) => eta * (e_ui * b_i - lam * b_u)
~ eta * (e_ui - lam * b_i) => eta * (e_ui * b_u - lam * b_i)
? The prediction contains $b_u$ alone. With what is it multiplied there?
! The partner of $p_u$ is $q_i$, since they are multiplied in the prediction. A bias stands alone: its partner is 1.
'''

EXERCISE = from_text(TEXT, _cases)
