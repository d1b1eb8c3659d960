"""Exercise 03/cosine: the cosine of two films over those who rated both."""

from __future__ import annotations

import numpy as np

from rectutor.practice.exercises import FunctionExercise, Mistake, Result, edited

SOLUTION = """\
def cosine(a, b):
    both = ~np.isnan(a) & ~np.isnan(b)
    if not both.any():
        return 0.0
    x = a[both]
    y = b[both]
    return x @ y / np.sqrt((x @ x) * (y @ y))"""

BY_HAND = """\
def cosine(a, b):
    products, squares_a, squares_b = 0.0, 0.0, 0.0
    for x, y in zip(a, b):
        if not (np.isnan(x) or np.isnan(y)):
            products += x * y
            squares_a += x * x
            squares_b += y * y
    return products / np.sqrt(squares_a * squares_b) if products else 0.0"""

_BOTH = "~np.isnan(a) & ~np.isnan(b)"
_GUARD = """\
    if not both.any():
        return 0.0
"""
_LENGTHS = "np.sqrt((x @ x) * (y @ y))"
_RETURN = f"return x @ y / {_LENGTHS}"
# For measures that subtract something, after which a length may be 0.
_RETURN_IF_LONG = f"below = {_LENGTHS}\n    return x @ y / below if below > 1e-9 else 0.0"
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


EXERCISE = FunctionExercise(
    name="03/cosine",
    number="3.2",
    title="Cosine over the common raters",
    statement=(
        "`a` and `b` are arrays with the ratings of two films, a place for each user, in the same order; NaN where "
        "the user did not rate the film. Return the cosine of the two films over their **common raters**, the users "
        "who rated both: the sum of the products, divided by the product of the two lengths. A length is the root of "
        "a sum of squares, and it too goes over the common raters alone. Nothing is subtracted from the ratings. When "
        "nobody rated both films, return 0.\n\n"
        "For the ratings 4, 3, NaN and 3, 4, 5 that is $(12 + 12)\\,/\\,(5 \\cdot 5) = 0.96$."
    ),
    stub='''\
def cosine(a, b):
    """Return the cosine over those who rated both, from 0 to 1."""
    ...''',
    solutions=(SOLUTION, BY_HAND),
    hints=(
        "Put the two films of the smallest case below each other. Which users count, and what are the sum of the "
        "products and the two sums of squares?",
        "`both = ~np.isnan(a) & ~np.isnan(b)` says who rated both; `a[both]` and `b[both]` have their ratings. Think "
        "of the case in which nobody did before you divide.",
    ),
    shows=(
        'One common rater gives 1, whatever the two ratings are. This is `"cosine_common"`; `"cosine"` divides by '
        "lengths over all raters."
    ),
    results=(Result("the cosine", "number"),),
    make_cases=lambda: list(_cases()),
    mistakes=(
        Mistake(
            "a missing rating counts as 0 stars.",
            edited(SOLUTION, (_RETURN, "return x @ y / np.sqrt(np.nansum(a * a) * np.nansum(b * b))")),
            "Who did not rate one of the films: do these users count in your lengths?",
            "Zeros vanish from the sum of products, but the lengths still go over all raters. Keep the common raters "
            "first, then compute all three sums from them.",
        ),
        Mistake(
            "a missing rating makes the result no number.",
            """\
def cosine(a, b):
    return a @ b / np.sqrt((a @ a) * (b @ b))""",
            "What is 4 times NaN, and what is a sum in which it stands?",
            "Keep the places where both films have a rating, with `np.isnan`, and compute from these.",
        ),
        Mistake(
            "only users who did not rate the first film are left out.",
            edited(SOLUTION, (_BOTH, "~np.isnan(a)")),
            "Who rated the first film: did all of them rate the second one too?",
            "A user counts who rated both: join the two conditions with `&`.",
        ),
        Mistake(
            "only users who did not rate the second film are left out.",
            edited(SOLUTION, (_BOTH, "~np.isnan(b)")),
            "Who rated the second film: did all of them rate the first one too?",
            "A user counts who rated both: join the two conditions with `&`.",
        ),
        Mistake(
            "where nobody rated both, the result is no number.",
            edited(SOLUTION, (_GUARD, "")),
            "Two films have no common rater. What do you divide by what?",
            "Ask whether anybody rated both before you divide, and return 0 if not.",
        ),
        Mistake(
            "the means over the common raters are subtracted: that is Pearson.",
            edited(
                SOLUTION,
                ("x = a[both]", "x = a[both] - a[both].mean()"),
                ("y = b[both]", "y = b[both] - b[both].mean()"),
                (_RETURN, _RETURN_IF_LONG),
            ),
            "Does the exercise ask you to subtract anything?",
            "The ratings enter as they are. `np.corrcoef` subtracts the means, a cosine does not.",
        ),
        Mistake(
            "the means over the common raters are subtracted, and where nothing is left, the result is no number.",
            edited(
                SOLUTION,
                ("x = a[both]", "x = a[both] - a[both].mean()"),
                ("y = b[both]", "y = b[both] - b[both].mean()"),
            ),
            "Does the exercise ask you to subtract anything?",
            "The ratings enter as they are. `np.corrcoef` subtracts the means, a cosine does not.",
        ),
        Mistake(
            "each film's mean is subtracted: that is Pearson.",
            edited(
                SOLUTION,
                ("x = a[both]", "x = (a - np.nanmean(a))[both]"),
                ("y = b[both]", "y = (b - np.nanmean(b))[both]"),
                (_RETURN, _RETURN_IF_LONG),
            ),
            "Does the exercise ask you to subtract anything?",
            "The ratings enter as they are. With means subtracted it is another measure.",
        ),
        Mistake(
            "that is the distance: small where films are alike.",
            edited(SOLUTION, ("return x", "return 1 - x")),
            "Two films have equal ratings. What comes out, and is 1 near or far?",
            "SciPy's `cosine` is a distance, 1 minus the cosine. The cosine itself is asked for.",
        ),
        Mistake(
            "that is the angle, not its cosine.",
            edited(SOLUTION, (_RETURN, f"return np.arccos(np.minimum(x @ y / {_LENGTHS}, 1))")),
            "Two films have equal ratings. What comes out, and what should it be?",
            "Leave the cosine as it is, without `np.arccos`.",
        ),
        Mistake(
            "the sum of the products is not divided.",
            edited(SOLUTION, (f" / {_LENGTHS}", "")),
            "Double the ratings of one film. Does the cosine change?",
            "Divide by the two lengths; then only the direction counts.",
        ),
        Mistake(
            "the sum of the products is divided by the number of common raters.",
            edited(SOLUTION, (_LENGTHS, "len(x)")),
            "Double the ratings of one film. Does the cosine change?",
            "Divide by the two lengths; then only the direction counts.",
        ),
        Mistake(
            "the root is missing.",
            edited(SOLUTION, (_LENGTHS, "((x @ x) * (y @ y))")),
            "How similar is a film to itself, by your formula?",
            "A length is the **root** of the sum of squares.",
        ),
        Mistake(
            "the lengths are added, where they should be multiplied.",
            edited(SOLUTION, (_LENGTHS, "(np.sqrt(x @ x) + np.sqrt(y @ y))")),
            "How similar is a film to itself, by your formula?",
            "Below the line stands the product of the two lengths.",
        ),
        Mistake(
            "the sums of squares are added, where they should be multiplied.",
            edited(SOLUTION, (_LENGTHS, "np.sqrt(x @ x + y @ y)")),
            "How similar is a film to itself, by your formula?",
            "Below the line stands the product of the two lengths.",
        ),
        Mistake(
            "only the first film's length is below the line, twice.",
            edited(SOLUTION, (_LENGTHS, "(x @ x)")),
            "Exchange the two films. Does the result change, and should it?",
            "Each film has a length of its own, and both stand below the line.",
        ),
        Mistake(
            "only the second film's length is below the line, twice.",
            edited(SOLUTION, (_LENGTHS, "(y @ y)")),
            "Exchange the two films. Does the result change, and should it?",
            "Each film has a length of its own, and both stand below the line.",
        ),
        Mistake(
            "a missing rating is replaced by the film's mean.",
            """\
def cosine(a, b):
    x = np.where(np.isnan(a), np.nanmean(a), a)
    y = np.where(np.isnan(b), np.nanmean(b), b)
    return x @ y / np.sqrt((x @ x) * (y @ y))""",
            "How many users does your sum of products go over, and how many rated both films?",
            "Nothing is filled in. Who did not rate both is left out of all three sums.",
        ),
        Mistake(
            "the ratings themselves are not looked at, only who gave one.",
            """\
def cosine(a, b):
    x = (~np.isnan(a)).astype(float)
    y = (~np.isnan(b)).astype(float)
    return x @ y / np.sqrt((x @ x) * (y @ y))""",
            "A user changes a rating from 1 to 5. Does your result change?",
            'That is `"binary_cosine"`. Take the ratings of the common raters, not ones.',
        ),
    ),
)
