"""Exercise 03/shrinkage: complete one line."""

import numpy as np

from rectutor.practice.exercises import from_text
from rectutor.practice.lessons.making import nonzero


def _cases():
    yield {"similarity": 0.6, "n": 5, "beta": 10.0}
    yield {"similarity": 1.0, "n": 1, "beta": 50.0}
    yield {"similarity": -1.0, "n": 1, "beta": 2.5}
    yield {"similarity": -0.5, "n": 60, "beta": 20.0}
    random = np.random.default_rng(31)
    for n in (1, 2, 3, 4, 8, 12, 30, 70, 400):
        yield {"similarity": nonzero(random), "n": n, "beta": float(random.choice([1.5, 7.5, 20.0, 50.0, 100.0]))}


TEXT = r"""
# 03/shrinkage: A shrunk similarity

Complete the line: the similarity of two films, shrunk. `similarity` is what their common raters say, from −1 to 1;
`n`, which is 1 or more, is how many these are. `beta`, above 0 and not always whole, is a number of pretended raters,
who are added to the real ones and say nothing for the likeness and nothing against it. So half is left where `n`
equals `beta`. With a similarity of 0.6, 5 common raters and a β of 10, 0.2 is left.

```stub
def shrunk(similarity, n, beta):
    return ...  # complete this line
```
```solution
def shrunk(similarity, n, beta):
    return similarity * n / (n + beta)
```
```solution
def shrunk(similarity, n, beta):
    return similarity / (1 + beta / n)
```

> the similarity: number
= With a β of 50, a similarity of 1 from one rater becomes 0.02, and one of 0.6 from a hundred raters 0.4. So their
  order is turned round.
? Of 5 real raters and 10 pretended ones, what share is real? And how much of the similarity is left?
! The share of real raters is $n/(n+\beta)$. Multiply the similarity by it.

* nothing is shrunk.
~ similarity * n / (n + beta) => similarity
* nothing depends on the number of common raters.
~ similarity * n / (n + beta) => similarity / (1 + beta)
? Who deserves more trust, a pair with 1 common rater or one with 100?
! Multiply by the share of raters who are real: `n` of `n + beta`.
* the fewer common raters there are, the more is left.
~ similarity * n / (n + beta) => similarity * beta / (n + beta)
? Who deserves more trust, a pair with 1 common rater or one with 100?
! You multiply by the share of the raters who are pretended. Take the share of those who are real.
* the number of common raters is missing above the line.
~ similarity * n / (n + beta) => similarity / (n + beta)
? A pair has 1,000 common raters and a β of 10. What is left of a similarity of 0.5?
! With more and more raters nearly all should be left: $n$ stands above the line as well as below it.
* something is subtracted, where a part should be taken.
~ similarity * n / (n + beta) => similarity - beta / (n + beta)
? What becomes of a similarity of −0.5, and should shrinkage bring it nearer to 0 or farther away?
! Multiply by $n/(n+\beta)$. This brings positive and negative similarities nearer to 0 alike.
* all is kept above a bound, and nothing below it.
~ similarity * n / (n + beta) => similarity if n > beta else 0.0
? With a β of 10: do 9 common raters say nothing, and 11 everything?
! That is a minimum overlap. Shrinkage has no bound: the part that is left is $n/(n+\beta)$.
* from `beta` raters on nothing is shrunk any more.
~ similarity * n / (n + beta) => similarity * min(n, beta) / beta
? Half should be left where `n` equals `beta`. How much is left there with your line?
! This is another formula, known as significance weighting. Here the part that is left is $n/(n+\beta)$.
* it is pulled to 1, not to 0.
~ similarity * n / (n + beta) => (similarity * n + beta) / (n + beta)
? Nothing is known of two films. How alike should they be taken to be?
! The pretended raters say nothing: each adds 1 to the count below the line, and 0 to the sum above it.
* the part is squared.
~ similarity * n / (n + beta) => similarity * (n / (n + beta)) ** 2
? Half should be left where `n` equals `beta`. How much is left there with your line?
! Multiply by $n/(n+\beta)$ once.
* the root of the part is taken.
~ similarity * n / (n + beta) => similarity * (n / (n + beta)) ** 0.5
? Half should be left where `n` equals `beta`. How much is left there with your line?
! The part is $n/(n+\beta)$ itself, without a root.
* that is the part that is left, not what it is a part of.
~ similarity * n / (n + beta) => n / (n + beta)
? Where does your line use `similarity`?
! Multiply the similarity by this part.
* `beta` is added after the division.
~ similarity * n / (n + beta) => similarity * n / n + beta
? What does Python compute first, the division or the sum?
! Put what stands below the line into brackets: `(n + beta)`.
* one common rater is not counted.
~ similarity * n / (n + beta) => similarity * (n - 1) / (n - 1 + beta)
? What is left where `n` is 1?
! Some formulas, `pearson_baseline` among them, count one rater less. Here all `n` count.
* it is divided by `beta` alone.
~ similarity * n / (n + beta) => similarity * n / beta
? A pair has 1,000 common raters and a β of 10. Can a similarity be that large?
! All raters stand below the line, the real ones and the pretended ones: `n + beta`.
* it grows.
~ similarity * n / (n + beta) => similarity * (n + beta) / n
? Is a shrunk similarity nearer to 0 than it was, or farther away?
! Above the line stand the raters who are real, below it all of them.
* the sign is lost.
~ similarity * n / (n + beta) => abs(similarity) * n / (n + beta)
? What should become of a similarity of −0.5?
! Opposites stay opposites, with less weight. Multiply the similarity as it is.
* it is multiplied by the number of raters, and not divided.
~ similarity * n / (n + beta) => similarity * n
? A pair has 1,000 common raters. Can a similarity be that large?
! Divide by all raters, the real ones and the pretended ones: `n + beta`.
* it takes 10 for `beta`, whatever is passed.
~ similarity * n / (n + beta) => similarity * n / (n + 10)
? What does your line do with a `beta` of 50?
! The 10 belongs to the example. The name of what is passed is `beta`.
* negative similarities become 0.
~ similarity * n / (n + beta) => max(0.0, similarity * n / (n + beta))
? What should become of a similarity of −0.5?
! Opposites stay opposites, with less weight. Who may vote is decided later.
* `beta` is cut to a whole number.
~ similarity * n / (n + beta) => similarity * n / (n + int(beta))
? What is `int(2.5)`?
! `beta` need not be whole. Take it as it is.
* the division drops what comes after the point.
~ similarity * n / (n + beta) => similarity * n // (n + beta)
* the part that is left is 0: its division drops what comes after the point.
~ similarity * n / (n + beta) => similarity * (n // (n + beta))
? What is `3 // 15` in Python, and what `3 / 15`?
! `//` rounds down to a whole number. Divide with `/`.
* one common rater is missing below the line.
~ similarity * n / (n + beta) => similarity * n / (n - 1 + beta)
? Half should be left where `n` equals `beta`. How much is left there with your line?
! All `n` count, above the line and below it.
* one common rater is missing above the line.
~ similarity * n / (n + beta) => similarity * (n - 1) / (n + beta)
? What is left where `n` is 1?
! All `n` count, above the line and below it.
* there is one rater too many below the line.
~ similarity * n / (n + beta) => similarity * n / (n + beta + 1)
? Half should be left where `n` equals `beta`. How much is left there with your line?
! Below the line stand the real raters and the pretended ones: `n + beta`.
* `n` and `beta` are multiplied below the line.
~ similarity * n / (n + beta) => similarity * n / (n * beta)
? 5 raters are real and 10 are pretended. How many are there?
! They are added: `n + beta`.
* below `beta` raters nothing is left.
~ similarity * n / (n + beta) => similarity * n / (n + beta) if n >= beta else 0.0
? With a β of 10: what do 9 common raters say?
! There is no bound: the part that is left is $n/(n+\beta)$ for every $n$.
* from `beta` raters on nothing is shrunk.
~ similarity * n / (n + beta) => similarity if n >= beta else similarity * n / (n + beta)
? Half should be left where `n` equals `beta`. How much is left there with your line?
! There is no bound: the part that is left is $n/(n+\beta)$ for every $n$.
"""

EXERCISE = from_text(TEXT, _cases)
