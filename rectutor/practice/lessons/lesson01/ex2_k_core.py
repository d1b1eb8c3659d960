"""Exercise 01/k-core: which ratings are left when everyone and everything must have k of them."""

import numpy as np

from rectutor.practice.exercises import from_text

LINKS = 42


TOY = [  # the toy table's pairs, a row a user
    [0, 1, 3, 4, 5, 6, 7],
    [0, 2, 3, 4, 5, 7],
    [1, 2, 3, 4, 5, 6, 7],
    [0, 2, 3, 4, 6, 7],
    [1, 3, 4, 5, 6, 7],
    [0, 1, 2, 3, 4, 5, 6],
]


def _cases():
    yield {"users": np.array([0, 0, 1, 1, 2]), "items": np.array([0, 1, 0, 1, 1]), "k": 2}
    yield {"users": np.array([0, 0, 1]), "items": np.array([0, 1, 0]), "k": 1}
    # the last user's second film goes, and then that user
    yield {"users": np.array([0, 0, 2, 2, 3, 3]), "items": np.array([0, 4, 0, 4, 4, 1]), "k": 2}
    # the other way round: the last film's second user goes, and then that film
    yield {"users": np.array([0, 4, 0, 4, 4, 1]), "items": np.array([0, 0, 2, 2, 3, 3]), "k": 2}
    # a film goes, and then the last but one
    yield {"users": np.array([3, 1, 1, 0, 0, 1, 3, 0]), "items": np.array([2, 2, 5, 5, 0, 0, 6, 2]), "k": 2}
    yield _pairs(TOY, 4)
    yield _pairs(TOY, 5)  # nothing is left
    random = np.random.default_rng(12)
    for n_users, n_items, n, k in (
        (5, 6, 14, 2), (6, 5, 18, 3), (6, 8, 24, 3), (8, 7, 30, 3), (9, 9, 40, 4), (10, 8, 44, 4), (8, 12, 44, 4),
        (12, 12, 60, 4),
    ):  # fmt: skip
        pairs = random.permutation(n_users * n_items)[:n]
        yield {"users": pairs // n_items, "items": pairs % n_items, "k": k}
    yield _chain(LINKS, random)


def _chain(n, random):
    """Return four ratings that hold each other up, and a chain of `n` more: each round takes out only the end of it."""
    links = np.arange(n)
    users = np.array([0, 0, 1, 1, *(2 + links // 2)])
    items = np.array([0, 1, 0, 1, *(1 + (links + 1) // 2)])
    order = random.permutation(n + 4)
    return {"users": users[order], "items": items[order], "k": 2}


def _pairs(rows, k):
    users = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    return {"users": users, "items": np.concatenate(rows), "k": k}


TEXT = r'''
# 01/k-core: The k-core

Which ratings are in the $k$-core? `users[n]` and `items[n]` are the rows of the user and of the item of rating number
`n`. Take out the ratings of users and of items that have fewer than `k`, count anew among those that are left, and go
on until nothing changes. Return the **numbers** `n` of the ratings that are left, as they count in the arrays that
came in, in ascending order; an empty array if none is.

`np.bincount(users)[users]` says for each rating how many its user has.

```stub
def k_core(users, items, k):
    """Return the numbers of the ratings that are left."""
    ...
```
```solution
def k_core(users, items, k):
    kept = np.arange(len(users))
    while True:
        of_user = np.bincount(users[kept])[users[kept]]
        of_item = np.bincount(items[kept])[items[kept]]
        enough = (of_user >= k) & (of_item >= k)
        if enough.all():
            return kept
        kept = kept[enough]
```
```solution
def k_core(users, items, k):
    of_user = np.bincount(users)[users]
    of_item = np.bincount(items)[items]
    kept = np.flatnonzero((of_user >= k) & (of_item >= k))
    if len(kept) < len(of_user):
        kept = kept[k_core(users[kept], items[kept], k)]
    return kept
```
```rounds
def k_core(users, items, k):
    kept = np.arange(len(users))
    for _ in range(rounds):
        of_user, of_item = np.bincount(users[kept])[users[kept]], np.bincount(items[kept])[items[kept]]
        kept = kept[(of_user >= k) & (of_item >= k)]
    return kept
```
```shrinking list
def k_core(users, items, k):
    left = list(range(len(users)))
    for n in left:
        if np.sum(users[left] == users[n]) < k or np.sum(items[left] == items[n]) < k:
            left.remove(n)
    return left
```

> the numbers of the ratings: ids
= The order of crossing out makes no difference: there is only one largest such part.
? Go back to the toy table and $k = 5$: why did one round of crossing out not do?
! Keep an array of the numbers that are left, from `np.arange(len(users))` on. In a loop: count for `users[kept]` and
  `items[kept]`, keep what has enough of both, and stop when all have.

* only one round is made.
~ while True: => for _ in range(1):
~ kept = kept[enough] => return kept[enough]
? A film loses a rating because its user went. Does the film still have enough?
! What is taken out lowers the counts of what is left. Count again until a round takes out nothing.
@ROUNDS
? Each rating that goes can leave another one alone. Can you know beforehand how many rounds that takes?
! Nobody knows the number of rounds before. Count again until a round takes out nothing.
* the rounds stop as soon as no user goes, although items may still go.
```
def k_core(users, items, k):
    kept = np.arange(len(users))
    while True:
        before = len(np.unique(users[kept]))
        kept = kept[np.bincount(users[kept])[users[kept]] >= k]
        kept = kept[np.bincount(items[kept])[items[kept]] >= k]
        if len(np.unique(users[kept])) == before:
            return kept
```
? A user loses a film and stays. Can another film have too few ratings now?
! Compare the number of ratings before and after a round, not the number of users.
* the rounds stop as soon as no item goes, although users may still go.
```
def k_core(users, items, k):
    kept = np.arange(len(users))
    while True:
        before = len(np.unique(items[kept]))
        kept = kept[np.bincount(items[kept])[items[kept]] >= k]
        kept = kept[np.bincount(users[kept])[users[kept]] >= k]
        if len(np.unique(items[kept])) == before:
            return kept
```
? A film loses a rating and stays. Can the next round find a user with too few?
! Compare the number of ratings before and after a round, not the number of items.
* a list gets shorter while a loop walks over it, so the loop leaves some ratings out.
: shrinking list
? Write `for n in left: left.remove(n)` for a list of four numbers. How many are left?
! Make a new list in each round, of those that have enough, and go on until a round takes out nothing.
* one pass is made over the ratings, and those before are not looked at again.
: shrinking list
~ for n in left => for n in list(left)
? The last rating goes. Does the first one still have enough beside it?
! Go over the ratings again and again, until a pass takes out nothing.
* after the items have gone, the users are not counted again.
```
def k_core(users, items, k):
    kept = np.arange(len(users))
    kept = kept[np.bincount(users[kept])[users[kept]] >= k]
    kept = kept[np.bincount(items[kept])[items[kept]] >= k]
    return kept
```
? Does every user that is left still have `k` ratings?
! Taking out items lowers the counts of users. Go back to the users, and on until nothing changes.
* after the users have gone, the items are not counted again.
```
def k_core(users, items, k):
    kept = np.arange(len(users))
    kept = kept[np.bincount(items[kept])[items[kept]] >= k]
    kept = kept[np.bincount(users[kept])[users[kept]] >= k]
    return kept
```
? Does every item that is left still have `k` ratings?
! Taking out users lowers the counts of items. Go back to the items, and on until nothing changes.
* only users are looked at.
~ (of_user >= k) & (of_item >= k) => of_user >= k
? Is there an item with a single rating among those that are left?
! Both conditions must hold: enough ratings of the user, and enough of the item.
* only items are looked at.
~ (of_user >= k) & (of_item >= k) => of_item >= k
? Is there a user with a single rating among those that are left?
! Both conditions must hold: enough ratings of the user, and enough of the item.
* a rating stays when either its user or its item has enough.
~  & =>  |
? Is there an item with a single rating among those that are left?
! Both have to have enough: in numpy that is `&`.
* whoever has exactly `k` ratings goes as well.
~ = k) & (of_item >= =>  k) & (of_item >
? Are `k` ratings fewer than `k`?
! Users and items with `k` ratings or more stay.
* what comes back are the ratings taken out.
~ return kept => return np.setdiff1d(np.arange(len(users)), kept)
? With `k` = 1 nothing is taken out. What do you return then?
! The exercise asks for the numbers of the ratings that are left.
* the ratings that are left are numbered anew.
~ return kept => return np.arange(len(kept))
? Look up your numbers in the arrays that came in. Are these the ratings that are left?
! Keep an array with the first numbers, and shorten it together with the others.
* the users of the ratings that are left come back.
~ return kept => return users[kept]
? Can the same number come twice, if it is the number of a rating?
! Asked for is where the ratings stand, not who gave them.
* the users and the items of the ratings that are left come back.
~ return kept => return np.column_stack([users[kept], items[kept]])
? How would somebody who calls the function find the times of these ratings?
! Asked for is where the ratings stand. In a table, keep their numbers in a column, or as the index.
* the array of the numbers is packed into a tuple.
~ return kept => return (kept,)
? What does `np.where(mask)` return for one mask, and what does `np.where(mask)[0]`?
! `np.where` returns a tuple with one array for each axis: take `[0]`, or use `np.flatnonzero`.
* nothing comes back when no rating is left.
~ return kept => return kept if len(kept) else None
? Which of your lines is reached when the last rating has gone, and does it return anything?
! An empty core is an answer, too: return an empty array.
* the number of ratings that are left comes back.
~ return kept => return len(kept)
? How would somebody who calls the function find the ratings?
! Return the numbers themselves, as an array.
* `True` and `False` come back, one for each rating.
~ return kept => return np.isin(np.arange(len(users)), kept)
? How does a mask of True and False become numbers of places?
! `np.flatnonzero(mask)` has the places at which a mask is True.
'''

ROUNDS = "".join(
    f"* the number of rounds is fixed: there are {n}, and some cores need more.\n"
    f": rounds\n~ range(rounds) => range({n})\n"
    for n in range(2, LINKS)
)
EXERCISE = from_text(TEXT.replace("@ROUNDS\n", ROUNDS), _cases)
