"""Exercise 03/cosine: the cosine of two films over those who rated both."""

import numpy as np

from rectutor.practice.exercises import from_text

_NONE = np.nan


def _cases():
    yield _case([4, 3, _NONE], [3, 4, 5])
    yield _case([5, _NONE, 2], [_NONE, 4, _NONE])  # nobody rated both
    yield _case([_NONE, 1, 4], [2, 4.5, _NONE])  # one user rated both
    yield _case([4, 4, 5, 1], [2, 5, 3.5, 0.5])
    yield _case([3, 3, 3, 2, _NONE], [4.5, 4.5, 4.5, _NONE, 1])  # what is common is constant
    yield _case([2, 5, 3, _NONE, _NONE], [4, 1, 3.5, 4, 0.5])  # who rated a rated b as well
    yield _case([2, 3.5, 1, 5, 4], [_NONE, 4, 3, 1, _NONE])  # and the other way round
    random = np.random.default_rng(32)
    for n in (5, 6, 6, 7, 8, 8, 9, 10, 12):
        a, b = random.integers(1, 11, n) / 2, random.integers(1, 11, n) / 2
        one, other, neither = random.permutation(n)[:3]
        a[[one, neither]] = b[[other, neither]] = np.nan
        yield _case(a, b)


def _case(a, b):
    return {"a": np.array(a, dtype=float), "b": np.array(b, dtype=float)}


TEXT = r'''
# 03/cosine: Cosine over the common raters

`a` and `b` are arrays with the ratings of two films, a place for each user, in the same order; NaN where the user did
not rate the film. Return the cosine of the two films over their **common raters**, the users who rated both: the sum
of the products, divided by the product of the two lengths. A length is the root of a sum of squares, and it too goes
over the common raters alone. Nothing is subtracted from the ratings. When nobody rated both films, return 0. Leave
`a` and `b` as they are.

For the ratings 4, 3, NaN and 3, 4, 5 that is $(12 + 12)\,/\,(5 \cdot 5) = 0.96$.

```stub
def cosine(a, b):
    """Return the cosine over those who rated both, from 0 to 1."""
    ...
```
```solution
def cosine(a, b):
    both = ~np.isnan(a) & ~np.isnan(b)
    if not both.any():
        return 0.0
    x = a[both]
    y = b[both]
    return x @ y / np.sqrt((x @ x) * (y @ y))
```
```solution
def cosine(a, b):
    products, squares_a, squares_b = 0.0, 0.0, 0.0
    for x, y in zip(a, b):
        if not (np.isnan(x) or np.isnan(y)):
            products += x * y
            squares_a += x * x
            squares_b += y * y
    return products / np.sqrt(squares_a * squares_b) if products else 0.0
```

> the cosine: number
= One common rater gives 1, whatever the two ratings are. This is `"cosine_common"`; `"cosine"` divides by lengths
  over all raters.
? Put the two films of the smallest case below each other. Which users count, and what are the sum of the products and
  the two sums of squares?
! `both = ~np.isnan(a) & ~np.isnan(b)` says who rated both; `a[both]` and `b[both]` have their ratings. Think of the
  case in which nobody did before you divide.

* the lengths go over all raters of each film: so a missing rating counts as 0 stars.
~ return x @ y / np.sqrt((x @ x) * (y @ y)) => return x @ y / np.sqrt(np.nansum(a * a) * np.nansum(b * b))
? Who did not rate one of the films: do these users count in your lengths?
! Zeros vanish from the sum of products, but the lengths still go over all raters. Keep the common raters first, then
  compute all three sums from them.
* a missing rating makes the result no number.
```
def cosine(a, b):
    return a @ b / np.sqrt((a @ a) * (b @ b))
```
? What is 4 times NaN, and what is a sum in which it stands?
! Keep the places where both films have a rating, with `np.isnan`, and compute from these.
* only users who did not rate the first film are left out.
~ ~np.isnan(a) & ~np.isnan(b) => ~np.isnan(a)
? Who rated the first film: did all of them rate the second one too?
! A user counts who rated both: join the two conditions with `&`.
* only users who did not rate the second film are left out.
~ ~np.isnan(a) & ~np.isnan(b) => ~np.isnan(b)
? Who rated the second film: did all of them rate the first one too?
! A user counts who rated both: join the two conditions with `&`.
* where nobody rated both, the result is no number.
~     if not both.any():⏎        return 0.0⏎ =>
? Two films have no common rater. What do you divide by what?
! Ask whether anybody rated both before you divide, and return 0 if not.
* the means over the common raters are subtracted, as `corr` and `np.corrcoef` do.
~ x = a[both] => x = a[both] - a[both].mean()
~ y = b[both] => y = b[both] - b[both].mean()
~ return x @ y / np.sqrt((x @ x) * (y @ y)) => below = np.sqrt((x @ x) * (y @ y))⏎    return x @ y / below if below
  > 1e-9 else 0.0
* the means over the common raters are subtracted, and where nothing is left, the result is no number.
~ x = a[both] => x = a[both] - a[both].mean()
~ y = b[both] => y = b[both] - b[both].mean()
? Does the exercise ask you to subtract anything?
! The ratings enter as they are. A correlation subtracts the means, a cosine does not.
* each film's mean over all its raters is subtracted: that is the lesson's Pearson.
~ x = a[both] => x = (a - np.nanmean(a))[both]
~ y = b[both] => y = (b - np.nanmean(b))[both]
~ return x @ y / np.sqrt((x @ x) * (y @ y)) => below = np.sqrt((x @ x) * (y @ y))⏎    return x @ y / below if below
  > 1e-9 else 0.0
? Does the exercise ask you to subtract anything?
! The ratings enter as they are. With means subtracted it is another measure.
* that is the distance: small where films are alike.
~ return x => return 1 - x
? Two films have equal ratings. What comes out, and is 1 near or far?
! SciPy's `cosine` is a distance, 1 minus the cosine. The cosine itself is asked for.
* that is the angle, not its cosine.
~ return x @ y / np.sqrt((x @ x) * (y @ y)) => return np.arccos(np.minimum(x @ y / np.sqrt((x @ x) * (y @ y)), 1))
? Two films have equal ratings. What comes out, and what should it be?
! Leave the cosine as it is, without `np.arccos`.
* the sum of the products is not divided.
~  / np.sqrt((x @ x) * (y @ y)) =>
* the sum of the products is divided by the number of common raters.
~ np.sqrt((x @ x) * (y @ y)) => len(x)
? Double the ratings of one film. Does the cosine change?
! Divide by the two lengths; then only the direction counts.
* the root is missing.
~ np.sqrt((x @ x) * (y @ y)) => ((x @ x) * (y @ y))
? How similar is a film to itself, by your formula?
! A length is the **root** of the sum of squares.
* the lengths are added, where they should be multiplied.
~ np.sqrt((x @ x) * (y @ y)) => (np.sqrt(x @ x) + np.sqrt(y @ y))
* the sums of squares are added, where they should be multiplied.
~ np.sqrt((x @ x) * (y @ y)) => np.sqrt(x @ x + y @ y)
? How similar is a film to itself, by your formula?
! Below the line stands the product of the two lengths.
* only the first film's length is below the line, twice.
~ np.sqrt((x @ x) * (y @ y)) => (x @ x)
* only the second film's length is below the line, twice.
~ np.sqrt((x @ x) * (y @ y)) => (y @ y)
? Exchange the two films. Does the result change, and should it?
! Each film has a length of its own, and both stand below the line.
* a missing rating is replaced by the film's mean.
```
def cosine(a, b):
    x = np.where(np.isnan(a), np.nanmean(a), a)
    y = np.where(np.isnan(b), np.nanmean(b), b)
    return x @ y / np.sqrt((x @ x) * (y @ y))
```
? How many users does your sum of products go over, and how many rated both films?
! Nothing is filled in. Who did not rate both is left out of all three sums.
* the ratings themselves are not looked at, only who gave one.
```
def cosine(a, b):
    x = (~np.isnan(a)).astype(float)
    y = (~np.isnan(b)).astype(float)
    return x @ y / np.sqrt((x @ x) * (y @ y))
```
? A user changes a rating from 1 to 5. Does your result change?
! That is `"binary_cosine"`. Take the ratings of the common raters, not ones.
* it is divided by the first length, and multiplied by the second.
~ np.sqrt((x @ x) * (y @ y)) => np.sqrt(x @ x) * np.sqrt(y @ y)
? In which order does Python work out `p / q * r`?
! From left to right. Put the product of the two lengths into brackets.
* for a length, the number of ratings is taken.
~ np.sqrt((x @ x) * (y @ y)) => (len(x) * len(y))
? Double the ratings of one film. Does its length change, and does yours?
! The length of a vector is the root of the sum of its squares; `len` counts its entries.
* for a length, the sum of the ratings is taken.
~ np.sqrt((x @ x) * (y @ y)) => (x.sum() * y.sum())
? How long is the vector 3, 4?
! A length is the **root** of the sum of **squares**: of 3 and 4 it is 5.
* for a length, the root of the sum of the ratings is taken, without squares.
~ np.sqrt((x @ x) * (y @ y)) => np.sqrt(x.sum() * y.sum())
? How long is the vector 3, 4?
! A length is the root of the sum of **squares**: of 3 and 4 it is 5.
* the root is missing in the second length.
~ np.sqrt((x @ x) * (y @ y)) => (np.sqrt(x @ x) * (y @ y))
* the root is missing in the first length.
~ np.sqrt((x @ x) * (y @ y)) => ((x @ x) * np.sqrt(y @ y))
? How similar is a film to itself, by your formula?
! A length is the **root** of the sum of squares, and there are two of them.
* the root is taken twice.
~ np.sqrt((x @ x) * (y @ y)) => np.sqrt(np.linalg.norm(x) * np.linalg.norm(y))
? How similar is a film to itself, by your formula?
! `np.linalg.norm` has taken the root already.
* the products are averaged, where they should be added up.
~ return x @ y => return np.mean(x * y)
? How similar is a film to itself, by your formula?
! Above the line stands the **sum** of the products: a length is the root of a sum, too.
* it is divided by standard deviations, not by lengths.
~ return x @ y / np.sqrt((x @ x) * (y @ y)) => return np.mean(x * y) / (x.std() * y.std())
? What does a standard deviation subtract from each rating?
! Nothing is subtracted here: a length is `np.sqrt(x @ x)`.
* the three means go over different users.
~ return x @ y / np.sqrt((x @ x) * (y @ y)) => return np.nanmean(a * b) / np.sqrt(np.nanmean(a * a) * np.nanmean(b * b))
? Over how many users does `np.nanmean` go in each of your three means?
! Keep the common raters first, then compute all three sums from them.
* where one user alone rated both, 0 is returned.
~ if not both.any() => if both.sum() < 2
? What does the formula say of the ratings 4 and 2 of a single user?
! It says 1. That this is little evidence is a matter of shrinkage, not of the cosine.
* where nobody rated both, 1 is returned.
~ return 0.0 => return 1.0
? What does the exercise ask for when nobody rated both films?
! Return 0 there: nothing says that the two are alike.
* each film's missing ratings are dropped by themselves, so that ratings of different users meet.
```
def cosine(a, b):
    x = a[~np.isnan(a)]
    y = b[~np.isnan(b)]
    n = min(len(x), len(y))
    return x[:n] @ y[:n] / np.sqrt((x @ x) * (y @ y)) if n else 0.0
```
* missing ratings are dropped in each film by itself and the longer one is cut, so that ratings of different users
  meet.
```
def cosine(a, b):
    n = min((~np.isnan(a)).sum(), (~np.isnan(b)).sum())
    x = a[~np.isnan(a)][:n]
    y = b[~np.isnan(b)][:n]
    return x @ y / np.sqrt((x @ x) * (y @ y)) if n else 0.0
```
? After dropping, whose two ratings does the first product multiply?
! Ask first who rated both, and take both films at these places: `a[both]` and `b[both]`.
* it stops at the first missing rating.
```
def cosine(a, b):
    gaps = np.flatnonzero(np.isnan(a * b))
    n = gaps[0] if len(gaps) else len(a)
    x, y = a[:n], b[:n]
    return x @ y / np.sqrt((x @ x) * (y @ y)) if n else 0.0
```
? Which users stand behind the first missing rating, and do they count with you?
! `break` ends the loop. Skip the user with `continue`, and go on.
* as soon as one rating is missing, 0 is returned.
```
def cosine(a, b):
    if np.isnan(a * b).any():
        return 0.0
    return a @ b / np.sqrt((a @ a) * (b @ b))
```
? In the smallest case one rating is missing. How many users rated both?
! In a loop, `return` ends the function: skip the user with `continue`, and return 0 only when nobody is left.
* the length of the second film goes over all its raters: who did not rate the first counts, with 0 stars.
~ np.sqrt((x @ x) * (y @ y)) => np.sqrt((x @ x) * np.nansum(b * b))
* the length of the first film goes over all its raters: who did not rate the second counts, with 0 stars.
~ np.sqrt((x @ x) * (y @ y)) => np.sqrt(np.nansum(a * a) * (y @ y))
? Over which users does each of your three sums go?
! All three go over the common raters: compute them from `a[both]` and `b[both]`.
* users who rated neither film are kept, and nobody else.
~ ~np.isnan(a) & ~np.isnan(b) => np.isnan(a) & np.isnan(b)
? Where is `np.isnan` True, where there is a rating or where there is none?
! `~` turns a mask round: `~np.isnan(a) & ~np.isnan(b)`.
'''

EXERCISE = from_text(TEXT, _cases)
