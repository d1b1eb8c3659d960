"""Exercise 05/interval: between which two ratings the real one lies."""

import numpy as np

from rectutor.practice.exercises import from_text


def _cases():
    yield {"predictions": np.array([3.0, 5.0]), "noise": 1.0, "z": 2.0}
    yield {"predictions": np.array([3.5, 3.0, 4.6]), "noise": 0.8, "z": 1.0}
    yield {"predictions": np.array([1.0, 0.4, 1.2, 0.7]), "noise": 0.7, "z": 1.96}  # below the scale
    random = np.random.default_rng(54)
    for S in (4, 5, 5, 6, 6, 8, 10, 12):
        predictions = np.array([int(random.integers(15, 50)) / 10 for _ in range(S)])
        noise = int(random.integers(50, 95)) / 100
        yield {"predictions": predictions, "noise": noise, "z": float(random.choice([0.674, 1.282, 1.645, 1.96]))}


TEXT = r'''
# 05/interval: How sure, in stars

`predictions` holds what each of S samples predicts for one rating, in stars. Around that, the real rating scatters
with the standard deviation `noise`, in stars, whatever the sample. So the rating's **variance** is the variance of the
predictions, divided by S as `np.var` does, plus the variance of the noise. Return the lower and the upper end of the
interval that reaches from the mean of the predictions `z` standard deviations down and up. Nothing is clipped.

```stub
def rating_interval(predictions, noise, z):
    """Return the lower and the upper end, in stars."""
    ...
```
```solution
def rating_interval(predictions, noise, z):
    middle = np.mean(predictions)
    half = z * np.sqrt(np.var(predictions) + noise**2)
    return middle - half, middle + half
```
```solution
def rating_interval(predictions, noise, z):
    S = len(predictions)
    middle = sum(predictions) / S
    variance = noise * noise
    for prediction in predictions:
        variance += (prediction - middle) ** 2 / S
    half = z * variance**0.5
    return middle - half, middle + half
```

> the lower end: number
> the upper end: number
= `predict_interval` does nearly this. It takes the quantiles of the mixture of all samples, which need not be
  symmetric, each with its own noise.
? In the first case, what are the two variances? What is the root of their sum?
! Add the two variances, the predictions' (`np.var`) and the noise's (its square); take the root; go `z` times that to
  both sides of the mean.

* the noise is left out.
~  + noise**2 =>
? If all samples agreed, would you know the rating exactly?
! Even the right expectation misses a rating by the noise. Add its variance, `noise * noise`.
* the disagreement of the samples is left out.
~ np.var(predictions) +  =>
? Is a rating on which the samples agree as sure as one on which they do not?
! Add the variance of the predictions, `np.var(predictions)`.
* the standard deviations are added, not the variances.
~ np.sqrt(np.var(predictions) + noise**2) => np.std(predictions) + noise
? Two independent errors rarely point the same way at the same time. Which of their numbers may be added?
! Variances add up. Square both standard deviations, add, and take the root.
* the noise is not squared.
~ noise**2 => noise
? What is the unit of a variance, and what that of `noise`?
! `noise` is a standard deviation, in stars. Its variance is `noise * noise`.
* the standard deviation of the predictions is added to the variance of the noise.
~ np.var(predictions) => np.std(predictions)
? What is the unit of a variance, and what that of a standard deviation?
! Both have to be variances: `np.var(predictions)` and `noise * noise`.
* no root is taken of the variance.
~ np.sqrt(np.var(predictions) + noise**2) => (np.var(predictions) + noise**2)
? What is the unit of a variance? And of the ends of the interval?
! The standard deviation is the root of the variance: `np.sqrt`, once both are added.
* the factor z is left out.
~ = z * np.sqrt => = np.sqrt
? Where does it matter how much the interval promises?
! Multiply the standard deviation by `z`.
* the factor z is halved.
~ = z * => = z / 2 *
? Is `z` the length of the interval, or how far it reaches to one side?
! It reaches `z` standard deviations down, and as many up.
* the factor z stands under the root.
~ np.sqrt(np.var(predictions) + noise**2) => np.sqrt((np.var(predictions) + noise**2) / z)
? Does the interval of twice the `z` have twice the width?
! Take the root of the two variances first, then multiply by `z`.
* the deviation is divided by the root of the number of samples.
~ = z * => = z / len(predictions) ** 0.5 *
? Do more samples make the rating surer, or only its mean prediction?
! The standard error of a mean is another question. Leave the standard deviation as it is.
* the variance of the noise is divided by the number of samples.
~ noise**2 => noise**2 / len(predictions)
? Does somebody's mood when rating depend on how many samples you draw?
! The noise belongs to the one real rating. It is there in full.
* the variance of the predictions is divided by one less than their number.
~ np.var(predictions) => np.var(predictions, ddof=1)
? By which number does the exercise divide?
! Divide by S: `np.var(predictions)` without `ddof`.
* the middle is the median.
~ np.mean => np.median
? Around which average does the exercise put the interval?
! Around the mean of the predictions.
* the middle is the last sample.
~ np.mean(predictions) => predictions[-1]
? How good was one sample alone?
! Around the mean of the predictions.
* the ends are those of the error, and not of the rating.
~ middle - half, middle + half => -half, half
? Does your interval hold the mean of the predictions?
! Add the mean: it reaches from `middle - z * deviation` to `middle + z * deviation`.
* the upper end comes first.
~ middle - half, middle + half => middle + half, middle - half
? Which end is asked for first?
! Return the lower end, then the upper one.
* the ends are clipped to the scale.
~ middle - half, middle + half => max(middle - half, 0.5), min(middle + half, 5)
? May the ends lie outside the scale here?
! `predict_interval` clips, this exercise does not.
'''

EXERCISE = from_text(TEXT, _cases)
