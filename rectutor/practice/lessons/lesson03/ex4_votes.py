"""Exercise 03/votes: from similarities and ratings to one prediction."""

import numpy as np

from rectutor.practice.exercises import from_text


def _cases():
    yield _case(3.0, [0.5, 0.25], [4.5, 3], [3.5, 3.5], 2)
    yield _case(3.2, [], [], [], 3)  # no neighbours
    yield _case(2.8, [0], [4], [3], 2)  # one without any similarity
    yield _case(3.4, [-0.3, -0.6], [4, 1], [3.5, 3], 2)  # opposites alone
    yield _case(4.6, [0.2, 0.6], [4.5, 5], [2.5, 3.5], 1)  # above the scale
    yield _case(0.8, [0.5, 0.1], [1, 4], [4, 3.5], 1)  # below 0
    yield _case(1.5, [0.6, 0.2], [2, 1.5], [2.8, 3.5], 1)  # below 1 star, and on the scale
    yield _case(3.1, [0.1, 0.12, 0.08], [2, 1.5, 4], [3.2, 3.5, 3.1], 5)  # weights all small, fewer than k
    yield _case(3.3, [0.2, 0.7, -0.9, 0.4], [2, 4, 5, 1], [3.1, 3.6, 3.2, 3.3], 3)  # an opposite is the strongest
    yield _case(3.5, [0.8, -0.2, 0.3], [1.5, 5, 3], [3.6, 3.4, 2.9], 3)  # an opposite among the k
    # equally similar ones stand at the cut, and vote alike: whoever is taken, the result is the same
    yield _case(3.0, [0.5, 0.3, 0.9, 0.5], [4, 2, 2.5, 3.5], [3, 3.3, 3.7, 2.5], 2)
    random = np.random.default_rng(34)
    for n, k in ((4, 2), (5, 2), (6, 3), (6, 4), (8, 3), (8, 6), (9, 8), (10, 4), (10, 20), (10, 5)):
        similarities = random.permutation(np.arange(-29, 90))[:n] / 100
        similarities[similarities == 0] = 0.95
        small = random.permutation(np.arange(11, 41, 2))[: n // 3 + 1] / 200
        similarities[: len(small)] = small  # in front, so that the order counts
        if 2 * k > n:  # opposites, so that there are fewer than k to vote
            opposites = random.permutation(np.arange(10, 35))[: n // 3 + 1] / 100
            similarities[-len(opposites) :] = -opposites
        ratings = random.permutation(np.arange(1, 11))[:n] / 2  # no two alike: an order by them is one
        baselines = random.integers(28, 41, n) / 10
        yield _case(int(random.integers(28, 41)) / 10, similarities, ratings, baselines, k)


def _case(baseline, similarities, ratings, baselines, k):
    arrays = (np.array(values, dtype=float) for values in (similarities, ratings, baselines))
    return {"baseline": baseline, **dict(zip(("similarities", "ratings", "baselines"), arrays, strict=True)), "k": k}


TEXT = r'''
# 03/votes: The neighbours vote

Predict what a user gives a film. The arguments are

- `baseline`, which is $b_{ui}$: what the biases alone say of this rating;
- three arrays with a place for each of the other films that the user rated: `similarities` says how similar it is to
  the film, `ratings` what the user gave it, `baselines` what the biases alone say of *that* rating; all three may be
  empty;
- `k`: of these films, the `k` most similar are looked at, and those of them vote whose similarity is **above 0**; so
  there may be fewer than `k`. Where equally similar films compete for the last of the `k` places, take either: they
  vote alike.

A vote is how far the rating is from its own baseline, and its weight is the similarity. Return `baseline` plus the
weighted mean of the votes: the sum of weight times vote, divided by the sum of the weights of those who vote. There
is no damping, and nothing is clipped. When nobody votes, return `baseline`. The arrays stay as they are.

With the baseline 3, the similarities 0.5 and 0.25, the ratings 4.5 and 3, the baselines 3.5 and 3.5, and `k` 2, the
prediction is $3 + (0.5 \cdot 1 - 0.25 \cdot 0.5)\,/\,0.75 = 3.5$.

```stub
def predicted(baseline, similarities, ratings, baselines, k):
    """Return what the k nearest neighbours predict, in stars."""
    ...
```
```solution
def predicted(baseline, similarities, ratings, baselines, k):
    nearest = np.argsort(-similarities)[:k]
    nearest = nearest[similarities[nearest] > 0]
    if len(nearest) == 0:
        return baseline
    weights = similarities[nearest]
    votes = (ratings - baselines)[nearest]
    return baseline + weights @ votes / weights.sum()
```
```solution
def predicted(baseline, similarities, ratings, baselines, k):
    above, below = 0.0, 0.0
    by_similarity = sorted(zip(similarities, ratings - baselines), reverse=True)
    for similarity, vote in by_similarity[:k]:
        weight = max(similarity, 0.0)
        above += weight * vote
        below += weight
    return baseline + above / below if below else baseline
```

> the prediction: number
= `ItemKNN` does this, with a damping δ added below the line: without it, as here, one neighbour that is hardly
  similar has the whole say when it is alone.
? Take a small case and a pencil. Who are the `k` most similar, which of them are above 0, and what does each of these
  vote?
! `np.argsort(-similarities)[:k]` has the places of the most similar, the nearest first. Keep those above 0, weigh
  `ratings - baselines` there, and think of the case in which none is left.

* the sum is divided by the number of votes, not by the weights.
~ weights.sum() => len(weights)
? All weights are 0.1, and everybody votes 1 star up. How far up does your prediction go?
! A weighted mean divides by the sum of the weights.
* the sum is divided by k.
~ weights.sum() => k
? Two neighbours vote, and `k` is 40. How much is left of their votes?
! Divide by the sum of the weights of those who vote.
* all votes count the same.
~ weights @ votes / weights.sum() => votes.mean()
? Should a distant neighbour count as much as a near one?
! Multiply each vote by its similarity, and divide by the sum of these.
* the sum of the weighted votes is not divided.
~  / weights.sum() =>
? Twenty neighbours vote 1 star up. How far up does your prediction go?
! A weighted mean divides by the sum of the weights.
* the weights of films that do not vote stand below the line, too.
~ weights.sum() => similarities[similarities > 0].sum()
* the similarities of all films stand below the line.
~ weights.sum() => similarities.sum()
* the sizes of all similarities stand below the line.
~ weights.sum() => np.abs(similarities).sum()
? Whose votes stand above the line, and whose weights below it?
! Sum the weights of the chosen neighbours alone.
* the baseline is left out.
~ return baseline + weights @ votes / weights.sum() => return weights @ votes / weights.sum()
? From where do the votes measure?
! Votes are deviations. Add their mean to `baseline`.
* the votes are not measured from the films' own `baselines`.
~ votes = (ratings - baselines)[nearest] => votes = (ratings - baseline)[nearest]
? From what is each vote to be measured, and which of the three arrays have you not used?
! A vote is measured from its own baseline, `ratings - baselines`. Where `baseline` is subtracted from every rating
  and added again at the end, nothing has changed.
* the ratings are added to the baseline.
~ votes = (ratings - baselines)[nearest] => votes = ratings[nearest]
? Your user gave all neighbours 3 stars, as expected. What do you predict?
! A vote is how far the rating is from its own baseline: `ratings - baselines`.
* the sign of the votes is turned round.
~ ratings - baselines => baselines - ratings
? A neighbour got more than expected. Should the prediction rise or fall?
! A vote is the rating minus its baseline.
* where nobody votes, the prediction is no number.
~     if len(nearest) == 0:⏎        return baseline⏎ =>
? With no votes, what do you still know about this user and this film?
! Ask whether anybody is left before you divide, and return `baseline` if not.
* where nobody votes, 0 is predicted.
~         return baseline⏎ =>         return 0.0⏎
? With no votes, what do you still know about this user and this film?
! Nobody to vote means no change: return `baseline`.
* the least similar vote.
~ np.argsort(-similarities)[:k] => np.argsort(similarities)[:k]
? Print the similarities of the chosen. Are they large or small?
! `np.argsort` begins with the smallest. Sort `-similarities`.
* everybody who is similar at all votes, however many they are.
~ [:k] =>
? How many voted, and how many may?
! Keep the `k` most similar: `[:k]` after sorting.
* one neighbour too many votes.
~ [:k] => [: k + 1]
* one neighbour too few votes.
~ [:k] => [: k - 1]
? How many voted, and how many may?
! `[:k]` has `k` entries: the end of a slice is left out by itself.
* the most similar one is left out.
~ [:k] => [1 : k + 1]
? Is the film itself among those in the arrays?
! It is not, so nothing is to be skipped: the places begin at 0.
* the first k in the arrays are taken, in whatever order they stand.
~ np.argsort(-similarities)[:k] => np.arange(len(similarities))[:k]
* the first k that are above 0 are taken, in whatever order they stand.
~ np.argsort(-similarities)[:k] => np.flatnonzero(similarities > 0)[:k]
? In which order do the films stand in the arrays?
! Sort first: `np.argsort(-similarities)` has their places, the most similar first.
* the similarities are sorted, and the ratings stay where they were.
~ weights = similarities[nearest] => weights = np.sort(similarities)[::-1][: len(nearest)]
~ votes = (ratings - baselines)[nearest] => votes = (ratings - baselines)[: len(nearest)]
? After sorting, whose rating does the largest similarity meet?
! `np.argsort` says **where** the most similar stand. Take all three arrays at these places.
* equally similar films at the cut all vote.
~ np.argsort(-similarities)[:k] => np.flatnonzero(similarities >= np.sort(np.append(similarities, [-1] * k))[-k])
? Two films are equally similar, and one place is left. How many voted?
! A bound lets in everybody who reaches it. Sort, and take the first `k` places.
* opposites vote too.
~     nearest = nearest[similarities[nearest] > 0]⏎ =>
* opposites vote too, where somebody is above 0.
~     nearest = nearest[similarities[nearest] > 0]⏎ =>
~ if len(nearest) == 0 => if not (similarities > 0).any()
? Weights of 0.5 and −0.5 add up to what, and what happens when you divide by it?
! Of the `k` most similar, keep those whose similarity is above 0.
* opposites vote too, and the sizes of the weights stand below the line.
~     nearest = nearest[similarities[nearest] > 0]⏎ =>
~ weights.sum() => np.abs(weights).sum()
* opposites vote too, where somebody is above 0, and the sizes of the weights stand below the line.
~     nearest = nearest[similarities[nearest] > 0]⏎ =>
~ if len(nearest) == 0 => if not (similarities > 0).any()
~ weights.sum() => np.abs(weights).sum()
? What does it say that the user liked an opposite of the film?
! In some formulas it counts against the film. Here, only films with a similarity above 0 vote.
* the k with the largest size of the similarity are chosen, and opposites count against.
~ np.argsort(-similarities)[:k] => np.argsort(-np.abs(similarities))[:k]
~     nearest = nearest[similarities[nearest] > 0]⏎ =>
~ weights.sum() => np.abs(weights).sum()
* the k with the largest size of the similarity are chosen, and opposites count against, where somebody is above 0.
~ np.argsort(-similarities)[:k] => np.argsort(-np.abs(similarities))[:k]
~     nearest = nearest[similarities[nearest] > 0]⏎ =>
~ if len(nearest) == 0 => if not (similarities > 0).any()
~ weights.sum() => np.abs(weights).sum()
? What does it say that the user liked an opposite of the film?
! In some formulas it counts against the film. Here, the `k` with the highest similarity are chosen, and of these only
  those above 0 vote.
* the k with the largest size of the similarity are chosen; opposites take places, and do not vote.
~ np.argsort(-similarities)[:k] => np.argsort(-np.abs(similarities))[:k]
? Is a film with a similarity of −0.9 among the most similar?
! Sort by the similarity itself, with its sign.
* the weights are squared.
~ weights @ votes / weights.sum() => weights**2 @ votes / (weights**2).sum()
? One neighbour is twice as similar as another. How many times as much does it count?
! The weight is the similarity itself.
* the prediction is clipped.
~ return baseline + weights @ votes / weights.sum() => return np.clip(baseline + weights @ votes / weights.sum(), 0.5,
  5)
? What does the exercise say about predictions outside the scale?
! Return the sum as it is. `predict` clips, `score` does not.
* a half is added below the line, as damping.
~ weights.sum() => (weights.sum() + 0.5)
? What does the exercise say about damping?
! `ItemKNN` adds δ = 0.5 unless told otherwise. Here, divide by the sum of the weights alone.
* a 1 is added below the line, as damping.
~ weights.sum() => (weights.sum() + 1)
? What does the exercise say about damping?
! Divide by the sum of the weights alone.
* the prediction is clipped to 1 to 5.
~ return baseline + weights @ votes / weights.sum() => return np.clip(baseline + weights @ votes / weights.sum(), 1, 5)
? What does the exercise say about predictions outside the scale?
! Return the sum as it is.
* the prediction is rounded to half stars.
~ return baseline + weights @ votes / weights.sum() => return np.round(2 * (baseline + weights @ votes /
  weights.sum())) / 2
? Does the exercise ask you to round?
! Return the number as it is: a prediction need not be a rating that one can give.
* of those above 0, the least similar vote.
~ np.argsort(-similarities)[:k] => np.argsort(np.where(similarities > 0, similarities, np.inf))[:k]
? Print the similarities of the chosen. Are they large or small?
! `np.argsort` begins with the smallest. Sort `-similarities`, or take the last `k`.
* places among those above 0 are looked up among all.
~ np.argsort(-similarities)[:k] => np.argsort(-similarities[similarities > 0])[:k]
~     nearest = nearest[similarities[nearest] > 0]⏎ =>
* the similarities are cut down to those above 0, and the votes come from the full arrays.
~ np.argsort(-similarities)[:k] => np.argsort(-similarities[similarities > 0])[:k]
~     nearest = nearest[similarities[nearest] > 0]⏎ =>
~ weights = similarities[nearest] => weights = similarities[similarities > 0][nearest]
? You leave out some films, then sort. Place 2 of the short list: which place is it in the long one?
! Leave the same films out of all three arrays before you sort, or sort first and leave out afterwards.
* with fewer than `k` films above 0, nobody votes.
~ if len(nearest) == 0 => if len(nearest) == 0 or (similarities > 0).sum() < k
? Two films are similar, and `k` is 40. What do these two say?
! `k` is the most that vote. Where there are fewer, those vote.
* where there are films and none is above 0, the prediction is no number.
~ if len(nearest) == 0 => if len(similarities) == 0
? All similarities are 0 or below. What do you divide by what?
! Ask after the choice, not before it, whether anybody is left, and return `baseline` if not.
* a film with a similarity of 0 votes too, and where it is alone, the prediction is no number.
~     nearest = nearest[similarities[nearest] > 0]⏎ =>     nearest = nearest[similarities[nearest] >= 0]⏎
? One film, with a similarity of 0. What do you divide by what?
! Only those **above** 0 vote: compare with `>`.
* where nobody votes, the mean of the ratings is predicted.
~         return baseline⏎ =>         return ratings.mean()⏎
? With no votes, what do you still know about this user and this film?
! Nobody to vote means no change: return `baseline`. The mean of no ratings is no number.
* `baseline` is divided as well.
~ return baseline + weights @ votes / weights.sum() => return (baseline + weights @ votes) / weights.sum()
? All votes are 0. What do you predict?
! Divide the sum of the votes first, then add the mean to `baseline`: look at the brackets.
* the rating is multiplied by the weight, and its baseline is not.
~ return baseline + weights @ votes / weights.sum() => return baseline + (weights @ ratings[nearest] -
  baselines[nearest].sum()) / weights.sum()
? In `w * r - b`, what is multiplied by `w`?
! The vote is `r - b`: put it into brackets before it is weighted.
* the ratings are weighted, and their baselines are not.
~ weights @ votes / weights.sum() => weights @ ratings[nearest] / weights.sum() - baselines[nearest].mean()
? One neighbour is far more similar than the other. Whose baseline counts more with you?
! Subtract first, rating by rating; then weigh the votes.
* votes are measured from the user's mean rating.
~ votes = (ratings - baselines)[nearest] => votes = (ratings - ratings.mean())[nearest]
? A film that everybody loves got the user's usual rating. Is that a vote for or against?
! A vote is measured from what the biases say of that very rating: `ratings - baselines`.
* the votes are added to the neighbours' baselines, not to `baseline`.
~ return baseline + weights @ votes / weights.sum() => return baselines[nearest].mean() + weights @ votes /
  weights.sum()
? Of which film is a rating predicted, and what do the biases say of it?
! Add the mean of the votes to `baseline`.
* the best rated vote, not the most similar.
~ np.argsort(-similarities)[:k] => np.argsort(np.where(similarities > 0, -ratings, np.inf))[:k]
? By which of the three arrays are your neighbours sorted?
! Sort by the similarity. Tuples are sorted by what stands first: put it there.
* those with the highest votes are chosen, not the most similar.
~ np.argsort(-similarities)[:k] => np.argsort(baselines - ratings)[:k]
? By what are your neighbours sorted: by how alike they are, or by what they say?
! Sort by the similarity: `np.argsort(-similarities)`.
* only the most similar neighbour votes.
~ [:k] => [:1]
? How many voted, and how many may?
! Keep the `k` most similar: `[:k]` after sorting. In a loop, a `return` inside it ends the function after the first
  neighbour.
* the most similar one is left out, and one film too few is looked at.
~ [:k] => [1:k]
? Which places has `[1:k]`, and which has `[-k:-1]`?
! Places begin at 0, and the end of a slice is left out: the first `k` are `[:k]`, the last `k` are `[-k:]`.
* the similarities and the votes are sorted, each by themselves.
~ weights = similarities[nearest] => weights = np.sort(similarities)[::-1][: len(nearest)]
~ votes = (ratings - baselines)[nearest] => votes = np.sort(ratings - baselines)[::-1][: len(nearest)]
? After sorting, whose vote does the largest similarity meet?
! `np.argsort` says **where** the most similar stand. Take all three arrays at these places.
* an opposite votes as if it were alike.
~ np.argsort(-similarities)[:k] => np.argsort(-np.abs(similarities))[:k]
~     nearest = nearest[similarities[nearest] > 0]⏎ =>
~ weights = similarities[nearest] => weights = np.abs(similarities[nearest])
? An opposite of the film got a star more than expected. Which way does it pull with you?
! The weight is the similarity itself, and only those above 0 vote.
* it is divided by the length of the weights, not by their sum.
~ weights.sum() => np.sqrt(weights @ weights)
? Four neighbours vote 1 star up, all with a weight of 0.1. How far up does your prediction go?
! A weighted mean divides by the **sum** of the weights; the root of squares belongs to a cosine.
'''

EXERCISE = from_text(TEXT, _cases)
