"""Exercise 00/rmse: the error measure of the whole course."""

import numpy as np

from rectutor.practice.exercises import from_text


def _cases():
    yield {"ratings": np.array([5.0, 3.0]), "predictions": np.array([4.0, 3.0])}
    yield {"ratings": np.array([4.0]), "predictions": np.array([2.5])}
    yield {"ratings": np.array([4.0, 2.0, 3.5]), "predictions": np.array([3.0, 3.0, 1.0])}
    random = np.random.default_rng(40)
    for n in (4, 5, 5, 6, 8, 9, 12, 20):
        ratings = random.integers(1, 11, n) / 2
        yield {"ratings": ratings, "predictions": np.clip(ratings + random.integers(-15, 16, n) / 10, 0.5, 5)}


TEXT = r'''
# 00/rmse: How wrong is a model?

Write the **root mean squared error**: the difference between each rating and its prediction, squared; the mean of
these squares; and its square root, so that the result is in stars again. Both arguments are arrays of the same length
$n$: the ratings $r_{ui}$, and their predictions $\hat r_{ui}$.

$$\text{RMSE} = \sqrt{\frac{1}{n} \sum_{(u,i)} (r_{ui} - \hat r_{ui})^2}$$

```stub
def rmse(ratings, predictions):
    """Return the root mean squared error, in stars."""
    ...
```
```solution
def rmse(ratings, predictions):
    errors = ratings - predictions
    return np.sqrt(np.mean(errors ** 2))
```
```solution
def rmse(ratings, predictions):
    total = 0.0
    for rating, prediction in zip(ratings, predictions):
        total += (rating - prediction) ** 2
    return (total / len(ratings)) ** 0.5
```

> the error: number
= `rectutor.rmse` does the same. An error of 2 stars weighs as much as four errors of 1.
? Work out two ratings on paper: 5 and 3, predicted as 4 and 3. Which numbers do you get on the way?
! Three steps, in this order: square the differences, take their mean, take the root of that.

* the root is missing.
~ np.sqrt(np.mean(errors ** 2)) => np.mean(errors ** 2)
? In which unit is your result: stars, or stars times stars?
! The last step brings the mean of the squares back to stars.
* large errors count no more than small ones.
~ np.sqrt(np.mean(errors ** 2)) => np.mean(np.abs(errors))
? Does one error of 2 stars weigh as much as two errors of 1?
! This is the mean absolute error, another measure. Square each error before taking the mean.
* errors of opposite sign cancel out.
~ np.sqrt(np.mean(errors ** 2)) => np.sqrt(np.mean(errors) ** 2)
? Is a model with the errors +1 and −1 a perfect one?
! First the squares, then their mean: the order counts.
* the squares are added up, and no mean is taken.
~ np.mean(errors ** 2) => np.sum(errors ** 2)
? Write every rating down twice. Should the error grow?
! Divide the sum of the squares by the number of ratings before you take the root.
* the mean is taken after the root.
~ np.sqrt(np.mean(errors ** 2)) => np.sqrt(np.sum(errors ** 2)) / len(errors)
? Four ratings, each wrong by 1 star. What should the error be, and what do you get?
! Divide by the number of ratings inside the root, not outside.
* the sum is divided by one less than the number of ratings.
~ np.mean(errors ** 2) => np.sum(errors ** 2) / max(len(errors) - 1, 1)
? Is a spread estimated here from a sample, or are errors averaged?
! There are n squares, so the mean divides by n.
* the mean of the errors is subtracted, as a standard deviation does.
~ np.sqrt(np.mean(errors ** 2)) => np.std(errors)
? All predictions are 1 star too high. What does your function say, and what should it say?
! The errors themselves are squared. `np.std` subtracts their mean first, and an error that all share is gone.
'''

EXERCISE = from_text(TEXT, _cases)
