"""Exercise 02/last-ones: set each user's last rating aside."""

import numpy as np

from rectutor.practice.exercises import from_text


def _cases():
    yield _case([7, 7, 4], [20, 10, 30])
    yield _case([3, 5, 3, 5], [40, 10, 30, 20])
    yield _case([9], [10])
    yield _case([2, 2, 2], [10, 30, 20])
    yield _case([6, 2, 6, 2, 8, 6], [50, 20, 60, 10, 40, 30])
    random = np.random.default_rng(23)
    for n, many in ((7, 3), (8, 3), (8, 4), (9, 4), (10, 3), (10, 5), (12, 4), (15, 6), (20, 6)):
        ids = random.choice(90, many, replace=False) + 10
        users = np.concatenate([ids, random.choice(ids[1:], n - many)])  # the first has a single rating
        yield _case(random.permutation(users), random.choice(900, n, replace=False) + 100)


def _case(users, times):
    return {"users": np.array(users), "times": np.array(times)}


TEXT = r'''
# 02/last-ones: Leave the last one out

Line $t$ of a table of ratings says that the user with the id `users[t]` rated something at the moment `times[t]`. Both
are NumPy arrays; ids have gaps, and are no rows; no two moments are equal, and the lines are in no order. Return the
numbers of the lines that are to be set aside for the test: of each user, the line of the **latest** rating. Who has a
single rating keeps it, so that nobody becomes a stranger. The lines count from 0; return them in rising order, as a
list or an array.

```stub
def last_ones(users, times):
    """Return the line of each user's latest rating, where there is more than one."""
    ...
```
```solution
def last_ones(users, times):
    aside = []
    for user in np.unique(users):
        lines = np.flatnonzero(users == user)
        if len(lines) > 1:
            aside.append(lines[np.argmax(times[lines])])
    return sorted(aside)
```
```solution
def last_ones(users, times):
    last, count = {}, {}
    for line in np.argsort(times):
        last[users[line]] = line
        count[users[line]] = count.get(users[line], 0) + 1
    return sorted(line for user, line in last.items() if count[user] > 1)
```

> the lines: ids
= `leave_last_out` does this. The model sees no user's own future; it may still see that of others.
? Go through the smallest case by hand. Which lines belong to the first user, and which of them is the latest?
! `np.flatnonzero(users == user)` has the lines of one user; `np.argmax(times[lines])` says which of *these* is the
  latest. Leave out who has only one.

* the earliest ratings are set aside.
~ argmax => argmin
? Which comes last, a small moment or a large one?
! The largest of a user's times is the latest.
* the last line of each user is taken, not the latest moment.
~ lines[np.argmax(times[lines])] => lines[-1]
? Are the lines in the order of time?
! Compare the times of the user's lines; where the line stands in the table says nothing.
* users with a single rating lose it.
~ if len(lines) > 1: => if len(lines) > 0:
? What would a model know of a user whose only rating is set aside?
! Count the user's lines, and leave out users who have one.
* users with two ratings keep both.
~ if len(lines) > 1: => if len(lines) > 2:
? How many ratings must a user have, so that one can go and one can stay?
! Two are enough: only who has a single one keeps it.
* the places are counted within each user.
~ lines[np.argmax(times[lines])] => np.argmax(times[lines])
? `np.argmax(times[lines])` counts from the user's own first line. Which line of the table is that?
! `lines[…]` leads from the place among the user's lines to the line of the table.
* one rating of all is set aside, not one of each user.
```
def last_ones(users, times):
    return [int(np.argmax(times))]
```
? How many users are there, and how many lines do you return?
! Go through the users one by one, and look for the latest among the lines of each.
* the lines stand in the order of the users.
~ sorted(aside) => aside
? Are your lines in rising order?
! They are found user by user. Sort them before you return them.
* the times are returned, not the lines.
~ aside.append(lines[np.argmax(times[lines])]) => aside.append(times[lines].max())
* the times are returned, not the lines, and they stand in the order of the users.
~ aside.append(lines[np.argmax(times[lines])]) => aside.append(times[lines].max())
~ sorted(aside) => aside
* the times are returned, not the lines, and those of users with a single rating too.
```
def last_ones(users, times):
    return [times[users == user].max() for user in np.unique(users)]
```
? Can one find the row of a table by your numbers?
! `np.argmax` says where the largest is; `np.max` says how large.
* the users are returned, not the lines.
~ aside.append(lines[np.argmax(times[lines])]) => aside.append(user)
? Can one find the row of a table by your numbers?
! For each user, the line of the latest rating is asked for.
* these are the lines that stay.
~ sorted(aside) => [line for line in range(len(users)) if line not in aside]
? Which of the two parts is the test?
! You return what the model learns from. What is set aside is asked for.
* the second latest are set aside.
~ np.argmax(times[lines]) => np.argsort(times[lines])[-2]
? Put one user's times in order. Which one did you take?
! In rising order the latest has the place −1.
* users with a single rating lose it, and the lines stand in the order of the users.
~ if len(lines) > 1: => if len(lines) > 0:
~ sorted(aside) => aside
? What would a model know of a user whose only rating is set aside?
! Leave out users who have one line, and sort the lines before you return them.
* users with a single rating lose it, and the lines stand in the order of time.
~ if len(lines) > 1: => if len(lines) > 0:
~ sorted(aside) => sorted(aside, key=lambda line: times[line])
? What would a model know of a user whose only rating is set aside?
! Leave out users who have one line, and sort the lines themselves before you return them.
* the lines stand in the order of time.
~ sorted(aside) => sorted(aside, key=lambda line: times[line])
? Are your lines in rising order?
! They are found in the order of time. Sort the lines themselves before you return them.
* the last line of each user is taken, not the latest moment, and users with a single rating lose it.
~ if len(lines) > 1: => if len(lines) > 0:
~ lines[np.argmax(times[lines])] => lines[-1]
? Are the lines in the order of time?
! Go through the lines in the order of `times`, with `np.argsort(times)`, and leave out users who have one.
* the last line of each user is taken, users with a single rating lose it, and nothing is sorted.
```
def last_ones(users, times):
    last = {}
    for line, user in enumerate(users):
        last[user] = line
    return list(last.values())
```
? Are the lines in the order of time?
! Go through the lines in the order of `times`, with `np.argsort(times)`, and leave out users who have one; then sort.
* the places in the table sorted by time are returned.
```
def last_ones(users, times):
    users = users[np.argsort(times)]
    places = (np.flatnonzero(users == user) for user in np.unique(users))
    return sorted(lines[-1] for lines in places if len(lines) > 1)
```
? Your table has been put in order. Where did its first line stand before?
! `np.argsort(times)[place]` is the line of the original table; pandas keeps it as the index, unless it is reset.
* the places in the table sorted by time are returned, and users with a single rating lose it.
```
def last_ones(users, times):
    users = users[np.argsort(times)]
    return sorted(np.flatnonzero(users == user)[-1] for user in np.unique(users))
```
? Your table has been put in order. Where did its first line stand before?
! `np.argsort(times)[place]` is the line of the original table; pandas keeps it as the index, unless it is reset. And
  leave out users who have one line.
'''

EXERCISE = from_text(TEXT, _cases)
