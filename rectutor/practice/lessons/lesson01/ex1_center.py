"""Exercise 01/center: complete one line, which takes each user's habit out of the ratings."""

import numpy as np

from rectutor.practice.exercises import from_text


def _cases():
    yield {"users": np.array([0, 0, 1]), "values": np.array([5.0, 3.0, 2.0])}
    yield {"users": np.array([0]), "values": np.array([4.5])}
    yield {"users": np.array([1, 0, 1, 1]), "values": np.array([4.0, 1.5, 5.0, 2.0])}
    random = np.random.default_rng(11)
    for n_users, n in ((2, 5), (3, 6), (4, 8), (4, 10), (5, 12), (6, 20)):
        users = random.integers(0, n_users, n) * 2 + 1  # some rows have no rating at all
        yield {"users": users, "values": random.integers(1, 11, n) / 2}


TEXT = r"""
# 01/center: Take out the habit

Complete the line: return each rating **minus the mean of its user's ratings**, $r_{ui} - \bar r_u$, in the order in
which the ratings came. `users[n]` is the row of the user who gave the rating `values[n]`; both are arrays of the same
length, in any order of users. `np.bincount(users)` counts the ratings of each row, and `np.bincount(users, values)`
adds up their values. Some rows may have no rating: their mean is 0 / 0, which is NaN, and as no
rating is theirs, it does no harm.

```stub
def center(users, values):
    return ...  # complete this line
```
```solution
def center(users, values):
    return values - (np.bincount(users, values) / np.bincount(users))[users]
```
```solution
def center(users, values):
    centered = values.copy()
    for user in np.unique(users):
        own = users == user
        centered[own] -= np.mean(values[own])
    return centered
```

> the centred ratings: vector
= Each user's centred ratings sum to 0: who rates high and who rates low can now be compared.
? Ada gave 5 and 3, Ben gave 2. What are the three centred ratings, and which means did you need?
! The two `bincount`s, divided, give one mean for each row of a user. `means[users]` then has one mean for each
  rating.

* the array of the users' means is subtracted as it is.
~ [users] =>
? How long is the array of means, and how long is `values`?
! There is one mean for each row of a user. `means[users]` has one for each rating.
* the mean is looked up by the number of the rating.
```
def center(users, values):
    means = np.bincount(users, values) / np.bincount(users)
    return np.array([values[n] - means[n] for n in range(len(values))])
```
? How long is the array of means, and how long is `values`?
! `n` counts ratings, and there is one mean for each row of a user: whose mean belongs to rating `n`?
* the means are those of the users who rated, and `users` counts all rows.
```
def center(users, values):
    return values - np.array([np.mean(values[users == user]) for user in np.unique(users)])[users]
```
? Only rows 1 and 5 have ratings. How many means do you have, and where is that of row 5?
! `np.bincount` makes one entry for each row, with ratings or without, so `[users]` finds the right one.
* the centred ratings are cut off to whole numbers.
~ values - => (values -
~ [users] => [users]).astype(int)
? Ratings of 5 and 4 have a mean of 4.5. Can your result hold the half?
! An array of whole numbers, as made by `np.zeros_like(users)`, takes no half. Make it with `np.zeros`.
* the mean of all ratings is subtracted.
~ (np.bincount(users, values) / np.bincount(users))[users] => np.mean(values)
? A user gives 5 to everything. What should remain of these ratings?
! Everybody's habit is a mean of its own. Which of the two arrays says whose rating it is?
* the mean of the users' means is subtracted, the same from every rating.
~ (np.bincount(users, values) / np.bincount(users))[users] => np.mean([np.mean(values[users == user]) for user in
  np.unique(users)])
? A user gives 5 to everything. What should remain of these ratings?
! There is one mean for each user; look up the one that belongs to the rating, with `[users]`.
* the means come back, and nothing is subtracted from the ratings.
~ values -  =>
? Two ratings of the same user are 5 and 3. Can they come back equal?
! What you have is $\bar r_u$ for each rating. The exercise asks for $r_{ui} - \bar r_u$.
* the sign is turned round.
~ values -  =>
~ [users] => [users] - values
? A user liked a film better than usual. Is the centred rating above 0 or below?
! Subtract the mean from the rating, not the rating from the mean.
* the mean is added.
~ values - => values +
? What do the centred ratings of one user sum to?
! Look at the sign in front of the mean.
* the rating is divided by the mean.
~ values - => values /
? In which unit is your result: stars, or no unit at all?
! A deviation is a difference. Subtract the mean.
* the sum is subtracted, not the mean.
~  / np.bincount(users) =>
? By how much is a user's tenth rating lowered, and by how much the first of a newcomer?
! Divide each user's sum by the number of that user's ratings.
* each user's sum is divided by the number of all ratings.
~ / np.bincount(users) => / len(users)
* each user's sum is divided by the number of users.
~ / np.bincount(users) => / len(np.unique(users))
* each user's sum is divided by the number of rows.
~ / np.bincount(users) => / len(np.bincount(users))
? How many ratings did this one user give?
! A mean divides by the count that belongs to it: `np.bincount(users)` has one for each row.
* the median is subtracted.
```
def center(users, values):
    return values - np.array([np.median(values[users == user]) for user in users])
```
? What do the centred ratings of one user sum to?
! The median is another middle. Take the mean.
* each deviation is divided by its user's spread, also where that is 0 (a spread over n).
```
def center(users, values):
    parts = [values[users == user] for user in users]
    spreads = [np.std(part, ddof=0) if len(part) > 0 else np.nan for part in parts]
    z = (values - [np.mean(part) for part in parts]) / spreads
    return z
```
* each deviation is divided by its user's spread, and becomes 0 where that is 0 (a spread over n).
```
def center(users, values):
    parts = [values[users == user] for user in users]
    spreads = [np.std(part, ddof=0) if len(part) > 0 else np.nan for part in parts]
    z = (values - [np.mean(part) for part in parts]) / spreads
    return np.nan_to_num(z, posinf=0, neginf=0)
```
* each deviation is divided by its user's spread, also where that is 0 (a spread over n − 1).
```
def center(users, values):
    parts = [values[users == user] for user in users]
    spreads = [np.std(part, ddof=1) if len(part) > 1 else np.nan for part in parts]
    z = (values - [np.mean(part) for part in parts]) / spreads
    return z
```
* each deviation is divided by its user's spread, and becomes 0 where that is 0 (a spread over n − 1).
```
def center(users, values):
    parts = [values[users == user] for user in users]
    spreads = [np.std(part, ddof=1) if len(part) > 1 else np.nan for part in parts]
    z = (values - [np.mean(part) for part in parts]) / spreads
    return np.nan_to_num(z, posinf=0, neginf=0)
```
? One user's ratings lie far apart, another's close together. Does the exercise ask you to make them alike in this?
! That is the z-score, which goes a step further. Here the mean alone is taken out, and the result stays in stars.
* the mean of all ratings is added again.
~ values - => np.mean(values) + values -
? What do the centred ratings of one user sum to?
! With $\mu$ added they look like stars again. The exercise stops at the deviation.
* the number of ratings is divided by their sum.
~ np.bincount(users, values) / np.bincount(users) => np.bincount(users) / np.bincount(users, values)
? Ada gave 5 and 3. What is your mean of these two?
! A mean is the sum divided by the number: which of the two `bincount`s is which?
* each mean is repeated as often as its user has ratings, as if the ratings were sorted by user.
~ (np.bincount(users, values) / np.bincount(users))[users] => np.repeat(np.nan_to_num(np.bincount(users, values) /
  np.bincount(users)), np.bincount(users))
? In which order do the users stand in `users`?
! `means[users]` has the mean of each rating's own user, in whatever order they stand.
"""

EXERCISE = from_text(TEXT, _cases)
