"""Exercise 04/predict: complete one line."""

import numpy as np

from rectutor.practice.exercises import from_text
from rectutor.practice.lessons.making import nonzero, vectors


def _cases():
    yield {"mu": 3.5, "b_u": 0.5, "b_i": -0.25, "p_u": np.array([1.0, -1.0]), "q_i": np.array([0.5, 0.25])}
    # outside the scale, above and below
    yield {"mu": 3.5, "b_u": 0.8, "b_i": 0.6, "p_u": np.array([1.2, 0.5]), "q_i": np.array([1.5, -0.2])}
    yield {"mu": 3.5, "b_u": -1.5, "b_i": -0.5, "p_u": np.array([1.5, 0.5]), "q_i": np.array([-2.4, 0.3])}
    random = np.random.default_rng(41)
    for k in (2, 3, 3, 3, 4, 4, 4, 5, 5, 6, 8):
        p_u, q_i = vectors(random, k)
        mu = int(random.integers(3000, 4000)) / 1000
        yield {"mu": mu, "b_u": nonzero(random), "b_i": nonzero(random) / 2, "p_u": p_u, "q_i": q_i}


TEXT = r"""
# 04/predict: One prediction

Complete the line: which rating, in stars, does the model predict for one user and one film? $\mu$ (`mu`), $b_u$
(`b_u`) and $b_i$ (`b_i`) are numbers; $p_u$ (`p_u`) and $q_i$ (`q_i`) are arrays of $k$ numbers, and their dot
product is one number. Nothing is clipped: the result may lie outside the scale.

```stub
def predict_rating(mu, b_u, b_i, p_u, q_i):
    return ...  # complete this line
```
```solution
def predict_rating(mu, b_u, b_i, p_u, q_i):
    return mu + b_u + b_i + p_u @ q_i
```
```solution
def predict_rating(mu, b_u, b_i, p_u, q_i):
    prediction = mu + b_u + b_i
    for p, q in zip(p_u, q_i):
        prediction += p * q
    return prediction
```

> the prediction: number
= This is what `predict_pairs` computes for every pair of a user and a film.
? Which four terms does the formula of the prediction add up?
! Three of the terms stand among the arguments as they are. The fourth is the dot product of two vectors: multiply
  place by place, then add up the products. For arrays, `a @ b` does it.

* the mean is left out.
~ mu +  =>
? What do you predict for a new user and a new film, about whom nothing is known?
! With both biases and both vectors at zero, what remains should be the mean rating, `mu`.
* the biases are left out.
~ b_u + b_i +  =>
? Two users have the same vector. Do they have to rate a film alike?
! One of them may give half a star more to everything. Which arguments say so, for the user and for the film?
* the user's bias is left out.
~ b_u + b_i => b_i
* the film's bias is left out.
~ b_u + b_i => b_u
? Which of the six arguments does your line not read?
! One bias belongs to the user, the other to the film: `mu + b_u + b_i`, and then the dot product.
* the dot product stands alone.
~ mu + b_u + b_i +  =>
? What do you predict for a new user and a new film, whose vectors are zero?
! The dot product is one term of four. Add `mu`, `b_u` and `b_i` to it.
* the vectors are left out.
~  + p_u @ q_i =>
? For whom would this predict something that it does not predict for everyone?
! $\mu + b_u + b_i$ puts all films in the same order for every user. The term with $p_u$ and $q_i$ is missing.
* the products are not added up.
~ @ => *
? How many numbers is one prediction?
! `p_u * q_i` holds $k$ products, one for each factor. Which operation makes one number of them?
* each vector is summed by itself.
~ p_u @ q_i => sum(p_u) * sum(q_i)
? Try `p_u` = (1, −1) and `q_i` = (1, 1) on paper. What should come out, and what does?
! First multiply the factors in the same place, then add up: each factor of the user meets the same factor of the
  film.
* the factors are added up, and none is multiplied.
~ p_u @ q_i => sum(p_u) + sum(q_i)
? Try `p_u` = (1, −1) and `q_i` = (1, −1) on paper. What should come out, and what does?
! First multiply the factors in the same place, then add up the products: `p_u @ q_i`.
* the products are averaged, not added up.
~ p_u @ q_i => np.mean(p_u * q_i)
? Both vectors get one more factor, which is zero in both. Should the prediction change?
! A mean divides by $k$, so a factor that says nothing would shrink what the others say. The formula has a sum.
* the product of the vectors is subtracted.
~ + p_u @ q_i => - p_u @ q_i
? The user's vector and the film's point the same way. Should that raise the prediction or lower it?
! Look at the sign in front of the dot product.
* the user's bias is used twice.
~ b_u + b_i + => b_u + b_u +
? Which term of yours speaks of the film alone?
! One of the two biases belongs to the film. How is its argument called?
* the prediction is clipped to the scale.
~ mu + b_u + b_i + p_u @ q_i => min(max(mu + b_u + b_i + p_u @ q_i, 0.5), 5)
? The prediction is 7 and the rating 5. What should training learn from this?
! A clipped prediction hides from training that it is too high. In this package `score` does not clip, `predict` does;
  here the sum itself is asked for.
* the biases are subtracted.
~ b_u + b_i + => - b_u - b_i +
~ mu + => mu
? A user rates half a star higher than others. Should the prediction rise or fall?
! The biases are added to the mean.
"""

EXERCISE = from_text(TEXT, _cases)
