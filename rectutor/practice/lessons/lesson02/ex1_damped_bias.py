"""Exercise 02/damped-bias: complete one line."""

import numpy as np

from rectutor.practice.exercises import from_text


def _cases():
    yield {"ratings": np.array([5.0, 4.0]), "mu": 3.5, "damping": 2.0}
    yield {"ratings": np.array([5.0]), "mu": 3.5, "damping": 3.0}
    yield {"ratings": np.array([]), "mu": 3.5, "damping": 5.0}  # a film that nobody has rated
    random = np.random.default_rng(21)
    for n in (2, 3, 4, 4, 5, 6, 8, 12, 20):
        ratings = random.integers(1, 11, n) / 2
        mu = int(random.integers(310, 390)) / 100
        yield {"ratings": ratings, "mu": mu, "damping": float(random.choice([1.5, 2.0, 3.0, 7.0, 10.0]))}


TEXT = r"""
# 02/damped-bias: A damped bias

Complete the line: the damped bias of one film, when no user has a bias yet. `ratings` is an array of the film's
ratings, `mu` the mean of all ratings. `damping`, which is above 0, is how many more ratings are pretended, each
exactly `mu`; it need not be a whole number. So a film without ratings has the bias 0. With the ratings 5 and 4, the
mean 3.5 and a damping of 2, the bias is ½.

```stub
def item_bias(ratings, mu, damping):
    return ...  # complete this line
```
```solution
def item_bias(ratings, mu, damping):
    return np.sum(ratings - mu) / (len(ratings) + damping)
```
```solution
def item_bias(ratings, mu, damping):
    above = 0.0
    for rating in ratings:
        above += rating - mu
    return above / (len(ratings) + damping)
```

> the bias: number
= `damped_means` does this for all films at once. With a damping of 3, one rating of 5 raises a film less than ten of
  4.5 do.
? How far above the mean is each rating, what is their sum, and by how many ratings do you divide?
! Three steps: `ratings - mu`, the sum of it, and a division by the number of the film's ratings plus `damping`.

* `damping` is left out of the division.
~ (len(ratings) + damping) => max(len(ratings), 1)
? What does a film with a single 5 get, and what one with a hundred?
! This is the mean deviation. The pretended ratings, `damping` of them, are missing from the division.
* `damping` is left out of the division, and a film without ratings comes out as no number.
~ np.sum(ratings - mu) / (len(ratings) + damping) => np.mean(ratings - mu)
? What does a film with a single 5 get, and what one with none at all?
! A mean divides by the number of ratings alone, which may be 0. Divide the sum by that number plus `damping`.
* the pretended ratings are added to the sum too.
~ np.sum(ratings - mu) => (np.sum(ratings - mu) + damping)
? What bias does a film without any rating get from your line?
! The pretended ratings lie at the mean: each adds 1 to the count, and 0 to the sum.
* the ratings are not measured from the mean.
~ np.sum(ratings - mu) => np.sum(ratings)
? A film's ratings are all exactly `mu`. Which bias should it have?
! A bias says how far above or below the mean a film is. Subtract `mu` from each rating first.
* the mean is subtracted after the division.
~ np.sum(ratings - mu) / (len(ratings) + damping) => np.sum(ratings) / (len(ratings) + damping) - mu
? What bias does a film without any rating get from your line?
! The order counts: first `ratings - mu`, then the sum, then the division. Else the pretended ratings say 0 stars,
  where they should say `mu`.
* the mean is subtracted once, not from each rating.
~ np.sum(ratings - mu) => (np.sum(ratings) - mu)
? How many ratings does the sum hold, and from how many of them did you take the mean?
! `ratings - mu` subtracts it from every rating; the sum comes after that.
* the sign is turned round.
~ ratings - mu => mu - ratings
? A film is rated above the mean. Should its bias raise the prediction or lower it?
! The prediction adds the bias to `mu`, so that a film above the mean needs a positive one.
* the sum is divided by the damping alone.
~ (len(ratings) + damping) => damping
? Write every rating of the film down ten times. Should its bias become ten times as large?
! With many ratings the bias comes near to the mean deviation. For that the count has to be below the line.
* the fewer ratings a film has, the more its bias counts.
~ np.sum(ratings - mu) => damping * np.mean(ratings - mu) if len(ratings) else 0.0
? Who should be pulled to 0 harder, a film with 1 rating or one with 100?
! The mean deviation is multiplied by $n/(n+\beta)$, which is near 1 for many ratings; you multiply by
  $\beta/(n+\beta)$.
* the fewer ratings a film has, the more its bias counts, and without ratings it is no number.
~ np.sum(ratings - mu) => damping * np.mean(ratings - mu)
? Who should be pulled to 0 harder, a film with 1 rating or one with 100?
! The mean deviation is multiplied by $n/(n+\beta)$; you multiply by $\beta/(n+\beta)$. A sum in place of the mean
  needs no division by the number of ratings.
* that is the damped mean rating, not how far it is from the mean of all.
~ np.sum(ratings - mu) => (np.sum(ratings) + damping * mu)
? What does a film without any rating get from your line, and what should it get?
! A bias is measured from `mu`: subtract it from your result, or from each rating before.
* the damping is always 3.
~ (len(ratings) + damping) => (len(ratings) + 3)
? Where does your line use `damping`?
! 3 is the default of `Bias`. Add `damping` to the number of ratings.
* the median takes the place of the damped mean.
~ np.sum(ratings - mu) / (len(ratings) + damping) => np.median(ratings - mu)
? What does a film with a single 5 get, and what one with a hundred?
! The median pays little heed to a single outlier among many, but of one rating it is that rating. Divide the sum by
  the number of ratings plus `damping`.
* the damping is added after the division.
~ (len(ratings) + damping) => len(ratings) + damping
? What does Python compute first, the division or the sum?
! Put what stands below the line into brackets: `(len(ratings) + damping)`.
* the mean deviation is divided once more.
~ np.sum(ratings - mu) => (np.mean(ratings - mu) if len(ratings) else 0.0)
* the mean deviation is divided once more, and without ratings it is no number.
~ np.sum(ratings - mu) => np.mean(ratings - mu)
? A film has a hundred ratings, all 1 star above the mean. What comes out?
! Above the line stands the sum of the deviations, not their mean.
* the damping is cut to a whole number.
~ + damping) => + int(damping))
? How many pretended ratings are a damping of 2.5?
! Nothing has to be added to the list of ratings: the damping stands in the division, whole or not.
* where a film has no rating, the bias is no number.
~ np.sum(ratings - mu) => np.mean(ratings - mu) * len(ratings)
? What is the mean of no ratings, and what is their sum?
! With the sum above the line, a film without a rating gets 0 by itself.
"""

EXERCISE = from_text(TEXT, _cases)
