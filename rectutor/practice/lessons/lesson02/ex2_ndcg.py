"""Exercise 02/ndcg: from a list of hits to nDCG."""

import numpy as np

from rectutor.practice.exercises import from_text


def _cases():
    yield _case([0, 1], 1, 2)
    yield _case([0, 1, 1], 2, 3)
    yield _case([1, 0, 0, 0], 3, 4)
    yield _case([0, 0, 1, 0, 1], 2, 4)  # the last hit stands below the cut
    yield _case([1, 0, 1], 5, 3)  # more is relevant than fits on the list
    yield _case([0, 0, 0, 0, 1], 2, 4)  # nothing found
    random = np.random.default_rng(22)
    for n, k in ((6, 4), (6, 6), (8, 5), (8, 3), (10, 5), (10, 10), (12, 8), (15, 10), (20, 10)):
        hits = (random.random(n) < 0.4).astype(int)
        hits[int(random.integers(1, k))] = 1
        yield _case(hits, int(hits.sum() + random.integers(0, 4)), k)


def _case(hits, relevant, k):
    return {"hits": np.array(hits), "relevant": relevant, "k": k}


TEXT = r'''
# 02/ndcg: nDCG

`hits` is a ranked list as an array, best place first: 1 where the film is relevant, else 0. It has `k` places or
more, and only the first `k` count. `relevant` is the number of **all** relevant films, on the list or not; it is 1 or
more. The hit on place $j$ (the first place is 1) is worth $1/\log_2(j+1)$. Return what your list is worth, divided by
what the best list of `k` places is worth: one that has the smaller of `relevant` and `k` hits, on the first places.

For the hits 1, 0, 0, 1 with `relevant` 3 and `k` 4, where one film was missed, that is
$1 + 0.4307$ divided by $1 + 0.6309 + 0.5$, which is 0.671.

```stub
def ndcg_at_k(hits, relevant, k):
    """Return nDCG at k, from 0 to 1."""
    ...
```
```solution
def ndcg_at_k(hits, relevant, k):
    discounts = np.log2(np.arange(2, k + 2))
    dcg = np.sum(hits[:k] / discounts)
    ideal = np.sum(1 / discounts[:relevant])
    return dcg / ideal
```
```solution
def ndcg_at_k(hits, relevant, k):
    dcg, ideal = 0.0, 0.0
    for place in range(1, k + 1):
        dcg += hits[place - 1] / np.log2(place + 1)
        if place <= relevant:
            ideal += 1 / np.log2(place + 1)
    return dcg / ideal
```

> nDCG: number
= Whether the logarithm has base 2 or another one makes no difference: it cancels out.
? Write two lists on paper: the one you have, and the best one that can be made of `relevant` films and `k` places.
  What is each worth?
! `1 / np.log2(np.arange(2, k + 2))` says what a hit is worth on the places 1 to `k`. Sum it over the hits; sum it
  over the places that a perfect list would fill; divide.

* the sum is not divided by that of the best list.
~ return dcg / ideal => return dcg
? A user has one relevant film, and it stands first; another has five, and they stand first. Should both lists get 1?
! This is DCG. The n is for *normalised*: divide by the DCG of the best list possible.
* the best list is made only of what your list found.
~ np.sum(1 / discounts[:relevant]) => max(np.sum(1 / discounts[: hits[:k].sum()]), 1e-12)
? A list has one hit, on the first place, and nine relevant films are missing. Does it deserve a 1?
! The best list holds the relevant films that yours has missed as well: `relevant` of them, as far as they fit.
* the best list is made only of what is on the list.
~ np.sum(1 / discounts[:relevant]) => np.sum(1 / discounts[: hits.sum()])
? Nine films are relevant, one is on the list, on the first place. Does the list deserve a 1?
! Sorting `hits` puts the hits on top, but the relevant films that are not on the list are missing: there are
  `relevant` in all.
* the best list is one of hits from top to bottom.
~ np.sum(1 / discounts[:relevant]) => np.sum(1 / discounts)
? A user has two relevant films. Can any list of ten get a 1 from you?
! The best list has no more hits than there are relevant films.
* the best list goes on beyond k.
~ np.sum(1 / discounts[:relevant]) => np.sum(1 / np.log2(np.arange(2, relevant + 2)))
? Five films are relevant and three places count. Can any list get a 1 from you?
! The best list is cut at `k` like yours: it holds the smaller of `relevant` and `k`.
* hits below the first k places count.
~ np.log2(np.arange(2, k + 2)) => np.log2(np.arange(2, len(hits) + 2))
~ hits[:k] => hits
~ np.sum(1 / discounts[:relevant]) => np.sum(1 / discounts[: min(relevant, k)])
? Does a reader who looks at `k` places see the others?
! Cut the list first: `hits[:k]`.
* the places are not discounted.
~ np.log2(np.arange(2, k + 2)) => np.ones(k)
? A hit moves from the first place to the last. Does your value change?
! A hit on place $j$ is worth $1/\log_2(j+1)$: 1, 0.631, 0.5, …
* a hit is worth 1 / its place.
~ np.log2(np.arange(2, k + 2)) => np.arange(1, k + 1)
? What is a hit on place 2 worth, by the statement, and what by your line?
! That discount belongs to another measure, the reciprocal rank. Here it is $1/\log_2(j+1)$.
* the second place is worth as much as the first.
~ np.log2(np.arange(2, k + 2)) => np.maximum(1, np.log2(np.arange(1, k + 1)))
? What is a hit on place 2 worth, by the statement, and what by your line?
! Some define it so: discounts that begin at the third place. Here the first place has $\log_2 2 = 1$, the second
  $\log_2 3$.
* the places count from 0, so that the first is divided by 0.
~ np.log2(np.arange(2, k + 2)) => np.log2(np.arange(1, k + 1))
? What is $\log_2 1$, and what happens when you divide by it?
! The first place is number 1, and its discount is $\log_2(1 + 1) = 1$. With `np.arange(k)` you need + 2.
* the places count from 2.
~ np.log2(np.arange(2, k + 2)) => np.log2(np.arange(3, k + 3))
? What is a hit on the first place worth?
! The first place is number 1: $1/\log_2(1 + 1) = 1$.
* the hits are multiplied with the discount's logarithm, not divided by it.
~ np.log2(np.arange(2, k + 2)) => 1 / np.log2(np.arange(2, k + 2))
? Is a hit on the last place worth more than one on the first?
! The logarithm stands below the line: $1/\log_2(j+1)$.
* the logarithm is not shifted by one place.
~ np.log2(np.arange(2, k + 2)) => 1 + np.log2(np.arange(1, k + 1))
? What is a hit on place 3 worth, by the statement, and what by your line?
! The 1 is added to the place, inside the logarithm.
* it is divided by the number of relevant films.
~ np.sum(1 / discounts[:relevant]) => relevant
? Two films are relevant and stand on the places 1 and 2. What do you get, and what should it be?
! Not how many there are, but what they are worth on the best list: the sum of the first discounts.
* the means of both are divided, not the sums.
~ np.sum(hits => np.mean(hits
~ np.sum(1 / discounts[:relevant]) => np.mean(1 / discounts[:relevant])
? By how many places do you divide above, and by how many below?
! A list is worth the sum of its hits. A mean divides your list by `k` and the best one by its hits.
* the best list has a hit too few.
~ [:relevant] => [:relevant - 1]
? One film is relevant, and it stands first. How many places does your best list have?
! `discounts[:relevant]` has the first `relevant` of them: the end of a slice is left out by itself.
* neither your list nor the best one is cut at k.
~ np.log2(np.arange(2, k + 2)) => np.log2(np.arange(2, len(hits) + 2))
~ hits[:k] => hits
* your list is not cut, and the best one goes on beyond k.
~ np.log2(np.arange(2, k + 2)) => np.log2(np.arange(2, len(hits) + 2))
~ hits[:k] => hits
~ np.sum(1 / discounts[:relevant]) => np.sum(1 / np.log2(np.arange(2, relevant + 2)))
? Does a reader who looks at `k` places see the others?
! Cut both: `hits[:k]`, and at most `k` hits on the best list.
* both lists lose their first place.
~ hits[:k] / => hits[1:k] /
~ np.log2(np.arange(2, k + 2)) => np.log2(np.arange(2, k + 1))
~ [:relevant] => [:min(relevant, k) - 1]
* your list loses its first place.
~ np.sum(hits[:k] / discounts) => np.sum(hits[1:k] / discounts[: k - 1])
? What is a hit on the first place worth to you?
! Python counts from 0: begin there, and divide `hits[i]` by `np.log2(i + 2)`.
* the places of your list count from 2, those of the best one from 1.
~ np.sum(hits[:k] / discounts) => np.sum(hits[:k] / np.log2(np.arange(3, k + 3)))
? Your list is the best one possible. Does it get a 1?
! The first place is number 1 in both: $1/\log_2(1 + 1) = 1$.
'''

EXERCISE = from_text(TEXT, _cases)
