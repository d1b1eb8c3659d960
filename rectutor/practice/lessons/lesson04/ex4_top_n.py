"""Exercise 04/top-n: from scores to a list of films that a reader can use."""

import numpy as np

from rectutor.practice.exercises import from_text


def _cases():
    yield _case([3.5, 4.5, 2.5, 4.0], [2, 0, 3, 1], [0], 2)  # ids could be taken for rows here
    yield _case([-0.4, -1.2, 0.3, -0.9, -0.1], [3, 4, 1, 0, 2], [1, 2], 2)  # scores need not be positive
    yield _case([4.1, 3.2, 4.8, 2.9], [10, 20, 30, 40], [30, 10], 5)  # fewer are left than asked for
    yield _case([3.1, 3.3, 2.7, 2.2], [6, 9, 4, 8], [], 2)  # nothing seen
    yield _case([2.9, 3.6, 4.4, 1.2], [15, 12, 11, 19], [11, 77], 3)  # an id that is not among the films
    random = np.random.default_rng(44)
    for items, known, n in ((5, 1, 3), (5, 2, 2), (6, 3, 2), (6, 2, 6), (7, 1, 1), (8, 3, 3), (8, 4, 5), (9, 3, 4)):
        yield _drawn(random, random.permutation(items), known, n)
    for items, known, n in ((10, 3, 3), (12, 5, 4), (15, 6, 5), (20, 8, 5)):
        yield _drawn(random, random.choice(3000, items, replace=False), known, n)


def _drawn(random, ids, known, n):
    scores = random.choice(np.arange(-650, 500), len(ids), replace=False) / 100  # no two are equal
    return _case(scores, ids, random.choice(ids, known, replace=False), n)


def _case(scores, ids, seen, n):
    return {"scores": np.array(scores), "item_ids": np.array(ids), "seen": np.array(seen, dtype=int), "n": n}


TEXT = r'''
# 04/top-n: The films to recommend

`scores[row]` is one user's score of the film whose id is `item_ids[row]`. `seen` is an array with the **ids** of the
films that the user has rated; it may be empty, and may hold films that are not in `item_ids`. Return the **ids** of the
`n` films with the highest scores that the user has not rated, best first; if fewer are left, those. No two scores are
equal.

```stub
def top_n(scores, item_ids, seen, n):
    """Return the ids of the n best films that are not in seen, best first."""
    ...
```
```solution
def top_n(scores, item_ids, seen, n):
    rows = np.argsort(-scores)
    unseen = [item_ids[row] for row in rows if item_ids[row] not in seen]
    return unseen[:n]
```
```solution
def top_n(scores, item_ids, seen, n):
    candidates = np.flatnonzero(~np.isin(item_ids, seen))
    best = sorted(candidates, key=lambda row: scores[row], reverse=True)
    return item_ids[best[:n]]
```

> the list: ids
= `model.recommend(user)` does this, and adds the titles.
? Write the films of the case on cards: id, score, seen or not. What do you do with the cards, in which order?
! Put the rows in order of their scores (`np.argsort(-scores)`), turn rows into ids with `item_ids`, drop what is in
  `seen`, and cut to `n` last.

* the list holds rows, not ids.
~ [item_ids[row] for => [row for
? Would a reader recognise these numbers as films?
! Row 0 is the film with the id `item_ids[0]`. Translate before you return.
* ids are used as rows.
~     rows = np.argsort(-scores) =>     left = scores.copy()⏎    left[seen] = -np.inf⏎    rows = np.argsort(-left)
~ [item_ids[row] for row in rows if item_ids[row] not in seen] => [item_ids[row] for row in rows if
  np.isfinite(left[row])]
? Is the score of film 318 in `scores[318]`?
! `seen` holds ids, `scores` goes by rows. `np.isin(item_ids, seen)` says for each row whether its film was seen.
* the rows are compared with the ids in `seen`.
~ if item_ids[row] not in => if row not in
? What does `seen` hold, rows or ids? And what do you look for in it?
! Look up the id of the row first.
* films that the user has rated are still in the list.
~  if item_ids[row] not in seen =>
? Has the user rated any of these films?
! Nobody asked to be shown what they have watched: leave out what is in `seen`.
* the films already rated are removed after the cut.
```
def top_n(scores, item_ids, seen, n):
    rows = np.argsort(-scores)[:n]
    return [item_ids[row] for row in rows if item_ids[row] not in seen]
```
? Count the films in your list. Are there `n`?
! First remove, then cut: else each film that was seen takes a place and leaves it empty.
* the films already rated get a score of 0.
~     rows = np.argsort(-scores) =>     left = np.where(np.isin(item_ids, seen), 0, scores)⏎    rows = np.argsort(-left)
~  if item_ids[row] not in seen =>
? Are all scores positive?
! A score may be below 0, and a film that was seen would then stand above it. Take such films out, or give them −∞.
* the worst films come out.
~ -scores => scores
? Print the scores beside the ids of your list. Are these the highest?
! `np.argsort` puts the smallest first.
* the right films stand in reverse order.
~ unseen[:n] => unseen[:n][::-1]
? Which film would the user see first?
! The best one comes first.
* the best film is missing.
~ unseen[:n] => unseen[1 : n + 1]
? Where did the film with the highest score go?
! The best one has the place 0.
* the list is one too short.
~ unseen[:n] => unseen[: n - 1]
* the list is one too long.
~ unseen[:n] => unseen[: n + 1]
? Count the films in your list. Are there `n`?
! `[:n]` holds the places 0 to n − 1, which are n.
* the list holds scores, not films.
~ [item_ids[row] for => [scores[row] for
? Which film would a reader watch on the advice of your list?
! The scores decide the order; what is returned are the ids.
* the scores that came in are changed.
~     rows = np.argsort(-scores) =>     scores[np.isin(item_ids, seen)] = -np.inf⏎    rows = np.argsort(-scores)
? Call the function twice with one and the same array, and another `seen`. Is the second list right?
! `scores[…] = …` writes into the caller's array. Work on a copy, or filter in place of overwriting.
* the ids are in the order of the ids.
~     unseen = [item_ids[row] for row in rows if item_ids[row] not in seen] =>     unseen =
  np.setdiff1d(item_ids[rows], seen)
? Print your list beside the scores. Is the best film first, and did the right films survive the cut?
! `np.setdiff1d` sorts what it returns. `np.isin` keeps the order.
* the ids that are left are sorted by themselves, and no longer belong to the scores.
```
def top_n(scores, item_ids, seen, n):
    left = np.setdiff1d(item_ids, seen)
    return left[np.argsort(-scores[: len(left)])[:n]]
```
? In which order does `np.setdiff1d` return the ids, and in which do the scores stand?
! Leave out the same films from both arrays, with a mask: `new = ~np.isin(item_ids, list(seen))`.
'''

EXERCISE = from_text(TEXT, _cases)
