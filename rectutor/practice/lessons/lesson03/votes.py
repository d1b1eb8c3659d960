"""Exercise 03/votes: from similarities and ratings to one prediction."""

from __future__ import annotations

import numpy as np

from rectutor.practice.exercises import FunctionExercise, Mistake, Result, edited

SOLUTION = """\
def predicted(baseline, similarities, ratings, baselines, k):
    nearest = np.argsort(-similarities)[:k]
    nearest = nearest[similarities[nearest] > 0]
    if len(nearest) == 0:
        return baseline
    weights = similarities[nearest]
    votes = (ratings - baselines)[nearest]
    return baseline + weights @ votes / weights.sum()"""

BY_HAND = """\
def predicted(baseline, similarities, ratings, baselines, k):
    above, below = 0.0, 0.0
    by_similarity = sorted(zip(similarities, ratings - baselines), reverse=True)
    for similarity, vote in by_similarity[:k]:
        weight = max(similarity, 0.0)
        above += weight * vote
        below += weight
    return baseline + above / below if below else baseline"""

_NEAREST = "np.argsort(-similarities)[:k]"
_POSITIVE = """\
    nearest = nearest[similarities[nearest] > 0]
"""
_GUARD = """\
    if len(nearest) == 0:
        return baseline
"""
_VOTES = "votes = (ratings - baselines)[nearest]"
_WEIGHTS = "weights = similarities[nearest]"
_MEAN = "weights @ votes / weights.sum()"
_RETURN = f"return baseline + {_MEAN}"


def _cases():
    yield _case(3.0, [0.5, 0.25], [4.5, 3], [3.5, 3.5], 2)
    yield _case(3.2, [], [], [], 3)  # no neighbours
    yield _case(2.8, [0], [4], [3], 2)  # one without any similarity
    yield _case(3.4, [-0.3, -0.6], [4, 1], [3.5, 3], 2)  # opposites alone
    yield _case(4.6, [0.2, 0.6], [4.5, 5], [2.5, 3.5], 1)  # above the scale
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


EXERCISE = FunctionExercise(
    name="03/votes",
    number="3.4",
    title="The neighbours vote",
    statement=(
        "Predict what a user gives a film. The arguments are\n\n"
        "- `baseline`, which is $b_{ui}$: what the biases alone say of this rating;\n"
        "- three arrays with a place for each of the other films that the user rated: `similarities` says how similar "
        "it is to the film, `ratings` what the user gave it, `baselines` what the biases alone say of *that* rating; "
        "all three may be empty;\n"
        "- `k`: of these films, the `k` most similar are looked at, and those of them vote whose similarity is **above "
        "0**; so there may be fewer than `k`.\n\n"
        "A vote is how far the rating is from its own baseline, and its weight is the similarity. Return `baseline` "
        "plus the weighted mean of the votes: the sum of weight times vote, divided by the sum of the weights of those "
        "who vote. There is no damping, and nothing is clipped. When nobody votes, return `baseline`. The arrays stay "
        "as they are.\n\n"
        "With the baseline 3, the similarities 0.5 and 0.25, the ratings 4.5 and 3, the baselines 3.5 and 3.5, and "
        "`k` 2, the prediction is $3 + (0.5 \\cdot 1 - 0.25 \\cdot 0.5)\\,/\\,0.75 = 3.5$."
    ),
    stub='''\
def predicted(baseline, similarities, ratings, baselines, k):
    """Return what the k nearest neighbours predict, in stars."""
    ...''',
    solutions=(SOLUTION, BY_HAND),
    hints=(
        "Take a small case and a pencil. Who are the `k` most similar, which of them are above 0, and what does each "
        "of these vote?",
        "`np.argsort(-similarities)[:k]` has the places of the most similar, the nearest first. Keep those above 0, "
        "weigh `ratings - baselines` there, and think of the case in which none is left.",
    ),
    shows=(
        "`ItemKNN` does this, with a damping δ added below the line: without it, as here, one neighbour that is hardly "
        "similar has the whole say when it is alone."
    ),
    results=(Result("the prediction", "number"),),
    make_cases=lambda: list(_cases()),
    mistakes=(
        Mistake(
            "the sum is divided by the number of votes, not by the weights.",
            edited(SOLUTION, ("weights.sum()", "len(weights)")),
            "All weights are 0.1, and everybody votes 1 star up. How far up does your prediction go?",
            "A weighted mean divides by the sum of the weights.",
        ),
        Mistake(
            "the sum is divided by k.",
            edited(SOLUTION, ("weights.sum()", "k")),
            "Two neighbours vote, and `k` is 40. How much is left of their votes?",
            "Divide by the sum of the weights of those who vote.",
        ),
        Mistake(
            "all votes count the same.",
            edited(SOLUTION, (_MEAN, "votes.mean()")),
            "Should a distant neighbour count as much as a near one?",
            "Multiply each vote by its similarity, and divide by the sum of these.",
        ),
        Mistake(
            "the sum of the weighted votes is not divided.",
            edited(SOLUTION, (" / weights.sum()", "")),
            "Twenty neighbours vote 1 star up. How far up does your prediction go?",
            "A weighted mean divides by the sum of the weights.",
        ),
        Mistake(
            "the weights of films that do not vote stand below the line, too.",
            edited(SOLUTION, ("weights.sum()", "similarities[similarities > 0].sum()")),
            "Whose votes stand above the line, and whose weights below it?",
            "Sum the weights of the chosen neighbours alone.",
        ),
        Mistake(
            "the similarities of all films stand below the line.",
            edited(SOLUTION, ("weights.sum()", "similarities.sum()")),
            "Whose votes stand above the line, and whose weights below it?",
            "Sum the weights of the chosen neighbours alone.",
        ),
        Mistake(
            "the baseline is left out.",
            edited(SOLUTION, (_RETURN, f"return {_MEAN}")),
            "From where do the votes measure?",
            "Votes are deviations. Add their mean to `baseline`.",
        ),
        Mistake(
            "the ratings themselves vote, or their distance from `baseline`, which comes to the same.",
            edited(SOLUTION, (_VOTES, "votes = (ratings - baseline)[nearest]")),
            "From what is each vote to be measured, and which of the three arrays have you not used?",
            "A vote is measured from its own baseline, `ratings - baselines`. Where `baseline` is subtracted from "
            "every rating and added again at the end, nothing has changed.",
        ),
        Mistake(
            "the ratings are added to the baseline.",
            edited(SOLUTION, (_VOTES, "votes = ratings[nearest]")),
            "Your user gave all neighbours 3 stars, as expected. What do you predict?",
            "A vote is how far the rating is from its own baseline: `ratings - baselines`.",
        ),
        Mistake(
            "the sign of the votes is turned round.",
            edited(SOLUTION, ("ratings - baselines", "baselines - ratings")),
            "A neighbour got more than expected. Should the prediction rise or fall?",
            "A vote is the rating minus its baseline.",
        ),
        Mistake(
            "where nobody votes, the prediction is no number.",
            edited(SOLUTION, (_GUARD, "")),
            "With no votes, what do you still know about this user and this film?",
            "Ask whether anybody is left before you divide, and return `baseline` if not.",
        ),
        Mistake(
            "where nobody votes, 0 is predicted.",
            edited(SOLUTION, ("        return baseline\n", "        return 0.0\n")),
            "With no votes, what do you still know about this user and this film?",
            "Nobody to vote means no change: return `baseline`.",
        ),
        Mistake(
            "the least similar vote.",
            edited(SOLUTION, (_NEAREST, "np.argsort(similarities)[:k]")),
            "Print the similarities of the chosen. Are they large or small?",
            "`np.argsort` begins with the smallest. Sort `-similarities`.",
        ),
        Mistake(
            "everybody who is similar at all votes, however many they are.",
            edited(SOLUTION, ("[:k]", "")),
            "How many voted, and how many may?",
            "Keep the `k` most similar: `[:k]` after sorting.",
        ),
        Mistake(
            "one neighbour too many votes.",
            edited(SOLUTION, ("[:k]", "[: k + 1]")),
            "How many voted, and how many may?",
            "`[:k]` has `k` entries: the end of a slice is left out by itself.",
        ),
        Mistake(
            "one neighbour too few votes.",
            edited(SOLUTION, ("[:k]", "[: k - 1]")),
            "How many voted, and how many may?",
            "`[:k]` has `k` entries: the end of a slice is left out by itself.",
        ),
        Mistake(
            "the most similar one is left out.",
            edited(SOLUTION, ("[:k]", "[1 : k + 1]")),
            "Is the film itself among those in the arrays?",
            "It is not, so nothing is to be skipped: the places begin at 0.",
        ),
        Mistake(
            "the first k in the arrays are taken, in whatever order they stand.",
            edited(SOLUTION, (_NEAREST, "np.arange(len(similarities))[:k]")),
            "In which order do the films stand in the arrays?",
            "Sort first: `np.argsort(-similarities)` has their places, the most similar first.",
        ),
        Mistake(
            "the first k that are above 0 are taken, in whatever order they stand.",
            edited(SOLUTION, (_NEAREST, "np.flatnonzero(similarities > 0)[:k]")),
            "In which order do the films stand in the arrays?",
            "Sort first: `np.argsort(-similarities)` has their places, the most similar first.",
        ),
        Mistake(
            "the similarities are sorted, and the ratings stay where they were.",
            edited(
                SOLUTION,
                (_WEIGHTS, "weights = np.sort(similarities)[::-1][: len(nearest)]"),
                (_VOTES, "votes = (ratings - baselines)[: len(nearest)]"),
            ),
            "After sorting, whose rating does the largest similarity meet?",
            "`np.argsort` says **where** the most similar stand. Take all three arrays at these places.",
        ),
        Mistake(
            "equally similar films at the cut all vote.",
            edited(
                SOLUTION,
                (_NEAREST, "np.flatnonzero(similarities >= np.sort(np.append(similarities, [-1] * k))[-k])"),
            ),
            "Two films are equally similar, and one place is left. How many voted?",
            "A bound lets in everybody who reaches it. Sort, and take the first `k` places.",
        ),
        Mistake(
            "opposites vote too.",
            edited(SOLUTION, (_POSITIVE, "")),
            "Weights of 0.5 and −0.5 add up to what, and what happens when you divide by it?",
            "Of the `k` most similar, keep those whose similarity is above 0.",
        ),
        Mistake(
            "opposites vote too, and the sizes of the weights stand below the line.",
            edited(SOLUTION, (_POSITIVE, ""), ("weights.sum()", "np.abs(weights).sum()")),
            "What does it say that the user liked an opposite of the film?",
            "In some formulas it counts against the film. Here, only films with a similarity above 0 vote.",
        ),
        Mistake(
            "the k with the largest size of the similarity are chosen, and opposites count against.",
            edited(
                SOLUTION,
                (_NEAREST, "np.argsort(-np.abs(similarities))[:k]"),
                (_POSITIVE, ""),
                ("weights.sum()", "np.abs(weights).sum()"),
            ),
            "What does it say that the user liked an opposite of the film?",
            "In some formulas it counts against the film. Here, the `k` with the highest similarity are chosen, and "
            "of these only those above 0 vote.",
        ),
        Mistake(
            "the k with the largest size of the similarity are chosen; opposites take places, and do not vote.",
            edited(SOLUTION, (_NEAREST, "np.argsort(-np.abs(similarities))[:k]")),
            "Is a film with a similarity of −0.9 among the most similar?",
            "Sort by the similarity itself, with its sign.",
        ),
        Mistake(
            "the weights are squared.",
            edited(SOLUTION, (_MEAN, "weights**2 @ votes / (weights**2).sum()")),
            "One neighbour is twice as similar as another. How many times as much does it count?",
            "The weight is the similarity itself.",
        ),
        Mistake(
            "the prediction is clipped.",
            edited(SOLUTION, (_RETURN, f"return np.clip(baseline + {_MEAN}, 0.5, 5)")),
            "What does the exercise say about predictions outside the scale?",
            "Return the sum as it is. `predict` clips, `score` does not.",
        ),
        Mistake(
            "a half is added below the line, as damping.",
            edited(SOLUTION, ("weights.sum()", "(weights.sum() + 0.5)")),
            "What does the exercise say about damping?",
            "`ItemKNN` adds δ = 0.5 unless told otherwise. Here, divide by the sum of the weights alone.",
        ),
        Mistake(
            "a 1 is added below the line, as damping.",
            edited(SOLUTION, ("weights.sum()", "(weights.sum() + 1)")),
            "What does the exercise say about damping?",
            "Divide by the sum of the weights alone.",
        ),
        Mistake(
            "the prediction is clipped to 1 to 5.",
            edited(SOLUTION, (_RETURN, f"return np.clip(baseline + {_MEAN}, 1, 5)")),
            "What does the exercise say about predictions outside the scale?",
            "Return the sum as it is.",
        ),
        Mistake(
            "the prediction is rounded to half stars.",
            edited(SOLUTION, (_RETURN, f"return np.round(2 * (baseline + {_MEAN})) / 2")),
            "Does the exercise ask you to round?",
            "Return the number as it is: a prediction need not be a rating that one can give.",
        ),
        Mistake(
            "of those above 0, the least similar vote.",
            edited(SOLUTION, (_NEAREST, "np.argsort(np.where(similarities > 0, similarities, np.inf))[:k]")),
            "Print the similarities of the chosen. Are they large or small?",
            "`np.argsort` begins with the smallest. Sort `-similarities`, or take the last `k`.",
        ),
        Mistake(
            "places among those above 0 are looked up among all.",
            edited(SOLUTION, (_NEAREST, "np.argsort(-similarities[similarities > 0])[:k]"), (_POSITIVE, "")),
            "You leave out some films, then sort. Place 2 of the short list: which place is it in the long one?",
            "Leave the same films out of all three arrays before you sort, or sort first and leave out afterwards.",
        ),
        Mistake(
            "the similarities are cut down to those above 0, and the votes come from the full arrays.",
            edited(
                SOLUTION,
                (_NEAREST, "np.argsort(-similarities[similarities > 0])[:k]"),
                (_POSITIVE, ""),
                (_WEIGHTS, "weights = similarities[similarities > 0][nearest]"),
            ),
            "You leave out some films, then sort. Place 2 of the short list: which place is it in the long one?",
            "Leave the same films out of all three arrays before you sort, or sort first and leave out afterwards.",
        ),
        Mistake(
            "with fewer than `k` films above 0, nobody votes.",
            edited(SOLUTION, ("if len(nearest) == 0", "if len(nearest) == 0 or (similarities > 0).sum() < k")),
            "Two films are similar, and `k` is 40. What do these two say?",
            "`k` is the most that vote. Where there are fewer, those vote.",
        ),
        Mistake(
            "where there are films and none is above 0, the prediction is no number.",
            edited(SOLUTION, ("if len(nearest) == 0", "if len(similarities) == 0")),
            "All similarities are 0 or below. What do you divide by what?",
            "Ask after the choice, not before it, whether anybody is left, and return `baseline` if not.",
        ),
        Mistake(
            "a film with a similarity of 0 votes too, and where it is alone, the prediction is no number.",
            edited(SOLUTION, (_POSITIVE, _POSITIVE.replace("> 0", ">= 0"))),
            "One film, with a similarity of 0. What do you divide by what?",
            "Only those **above** 0 vote: compare with `>`.",
        ),
        Mistake(
            "where nobody votes, the mean of the ratings is predicted.",
            edited(SOLUTION, ("        return baseline\n", "        return ratings.mean()\n")),
            "With no votes, what do you still know about this user and this film?",
            "Nobody to vote means no change: return `baseline`. The mean of no ratings is no number.",
        ),
        Mistake(
            "`baseline` is divided as well.",
            edited(SOLUTION, (_RETURN, "return (baseline + weights @ votes) / weights.sum()")),
            "All votes are 0. What do you predict?",
            "Divide the sum of the votes first, then add the mean to `baseline`: look at the brackets.",
        ),
        Mistake(
            "the rating is multiplied by the weight, and its baseline is not.",
            edited(
                SOLUTION,
                (_RETURN, "return baseline + (weights @ ratings[nearest] - baselines[nearest].sum()) / weights.sum()"),
            ),
            "In `w * r - b`, what is multiplied by `w`?",
            "The vote is `r - b`: put it into brackets before it is weighted.",
        ),
        Mistake(
            "the ratings are weighted, and their baselines are not.",
            edited(SOLUTION, (_MEAN, "weights @ ratings[nearest] / weights.sum() - baselines[nearest].mean()")),
            "One neighbour is far more similar than the other. Whose baseline counts more with you?",
            "Subtract first, rating by rating; then weigh the votes.",
        ),
        Mistake(
            "votes are measured from the user's mean rating.",
            edited(SOLUTION, (_VOTES, "votes = (ratings - ratings.mean())[nearest]")),
            "A film that everybody loves got the user's usual rating. Is that a vote for or against?",
            "A vote is measured from what the biases say of that very rating: `ratings - baselines`.",
        ),
        Mistake(
            "the votes are added to the neighbours' baselines, not to `baseline`.",
            edited(SOLUTION, (_RETURN, f"return baselines[nearest].mean() + {_MEAN}")),
            "Of which film is a rating predicted, and what do the biases say of it?",
            "Add the mean of the votes to `baseline`.",
        ),
        Mistake(
            "the best rated vote, not the most similar.",
            edited(SOLUTION, (_NEAREST, "np.argsort(np.where(similarities > 0, -ratings, np.inf))[:k]")),
            "By which of the three arrays are your neighbours sorted?",
            "Sort by the similarity. Tuples are sorted by what stands first: put it there.",
        ),
        Mistake(
            "those with the highest votes are chosen, not the most similar.",
            edited(SOLUTION, (_NEAREST, "np.argsort(baselines - ratings)[:k]")),
            "By what are your neighbours sorted: by how alike they are, or by what they say?",
            "Sort by the similarity: `np.argsort(-similarities)`.",
        ),
        Mistake(
            "only the most similar neighbour votes.",
            edited(SOLUTION, ("[:k]", "[:1]")),
            "How many voted, and how many may?",
            "Keep the `k` most similar: `[:k]` after sorting. In a loop, a `return` inside it ends the function after "
            "the first neighbour.",
        ),
        Mistake(
            "the most similar one is left out, and one film too few is looked at.",
            edited(SOLUTION, ("[:k]", "[1:k]")),
            "Which places has `[1:k]`, and which has `[-k:-1]`?",
            "Places begin at 0, and the end of a slice is left out: the first `k` are `[:k]`, the last `k` are "
            "`[-k:]`.",
        ),
        Mistake(
            "the similarities and the votes are sorted, each by themselves.",
            edited(
                SOLUTION,
                (_WEIGHTS, "weights = np.sort(similarities)[::-1][: len(nearest)]"),
                (_VOTES, "votes = np.sort(ratings - baselines)[::-1][: len(nearest)]"),
            ),
            "After sorting, whose vote does the largest similarity meet?",
            "`np.argsort` says **where** the most similar stand. Take all three arrays at these places.",
        ),
        Mistake(
            "opposites vote too, where somebody is above 0.",
            edited(SOLUTION, (_POSITIVE, ""), ("if len(nearest) == 0", "if not (similarities > 0).any()")),
            "Weights of 0.5 and −0.5 add up to what, and what happens when you divide by it?",
            "Of the `k` most similar, keep those whose similarity is above 0.",
        ),
        Mistake(
            "opposites vote too, where somebody is above 0, and the sizes of the weights stand below the line.",
            edited(
                SOLUTION,
                (_POSITIVE, ""),
                ("if len(nearest) == 0", "if not (similarities > 0).any()"),
                ("weights.sum()", "np.abs(weights).sum()"),
            ),
            "What does it say that the user liked an opposite of the film?",
            "In some formulas it counts against the film. Here, only films with a similarity above 0 vote.",
        ),
        Mistake(
            "the k with the largest size of the similarity are chosen, and opposites count against, where somebody is "
            "above 0.",
            edited(
                SOLUTION,
                (_NEAREST, "np.argsort(-np.abs(similarities))[:k]"),
                (_POSITIVE, ""),
                ("if len(nearest) == 0", "if not (similarities > 0).any()"),
                ("weights.sum()", "np.abs(weights).sum()"),
            ),
            "What does it say that the user liked an opposite of the film?",
            "In some formulas it counts against the film. Here, the `k` with the highest similarity are chosen, and "
            "of these only those above 0 vote.",
        ),
        Mistake(
            "an opposite votes as if it were alike.",
            edited(
                SOLUTION,
                (_NEAREST, "np.argsort(-np.abs(similarities))[:k]"),
                (_POSITIVE, ""),
                (_WEIGHTS, "weights = np.abs(similarities[nearest])"),
            ),
            "An opposite of the film got a star more than expected. Which way does it pull with you?",
            "The weight is the similarity itself, and only those above 0 vote.",
        ),
        Mistake(
            "the sizes of all similarities stand below the line.",
            edited(SOLUTION, ("weights.sum()", "np.abs(similarities).sum()")),
            "Whose votes stand above the line, and whose weights below it?",
            "Sum the weights of the chosen neighbours alone.",
        ),
        Mistake(
            "it is divided by the length of the weights, not by their sum.",
            edited(SOLUTION, ("weights.sum()", "np.sqrt(weights @ weights)")),
            "Four neighbours vote 1 star up, all with a weight of 0.1. How far up does your prediction go?",
            "A weighted mean divides by the **sum** of the weights; the root of squares belongs to a cosine.",
        ),
    ),
)
