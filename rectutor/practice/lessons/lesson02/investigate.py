"""Exercises 02/flattery and 02/folds: find something out with the package; the answer is a number.

Nothing in them is random beyond the splits' seeds, which are given: the accepted ranges leave room for rounding.
`tests/practice/test_investigate_02.py` computes the answers and the known slips.
"""

from __future__ import annotations

from rectutor.practice.exercises import Mistake, ValueExercise

FLATTERY = ValueExercise(
    name="02/flattery",
    number="2.5",
    title="A count that knows the future",
    statement=(
        "`early, late = time_split(train)` cuts at one moment. An honest `Popularity` counts the ratings of `early`. "
        "Another one is fitted on `early` too, but its `counts_` are then replaced by `train.item_counts`, which count "
        "all of `train`, the future included. By how many **per cent** is its nDCG on `late` higher than that of the "
        "honest one?"
    ),
    stub="""\
per_cent = ...  # a number such as 5""",
    solutions=(
        """\
early, late = time_split(train)
popular = Popularity().fit(early)
honest = evaluate(popular, late, "nDCG")["nDCG"]
popular.counts_ = train.item_counts
flattered = evaluate(popular, late, "nDCG")["nDCG"]
per_cent = 100 * (flattered / honest - 1)""",
        """\
early, late = time_split(train)
knowing = Popularity().fit(early)
knowing.counts_ = train.item_counts
values = [
    evaluate(model, late, "nDCG")["nDCG"] for model in (Popularity().fit(early), knowing)
]
per_cent = 100 * (values[1] - values[0]) / values[0]""",
    ),
    hints=(
        "Which two values of nDCG do you need, and which of them is the 100 per cent?",
        '`model.counts_ = train.item_counts` replaces the counts; `evaluate(model, late, "nDCG")` measures. Divide the '
        "higher value by the honest one, subtract 1, and take it times 100.",
    ),
    shows=(
        "No film was recommended that had no rating at the time: knowing which ones would *become* popular is enough. "
        "On a random split the same leak gives about 2 per cent."
    ),
    kind="number",
    accepts=lambda value: 12.5 <= value < 13.5,
    mistakes=(
        Mistake(
            "that is the difference itself, not a share of the honest value.",
            "0.0303",
            "How large is the difference, compared with the honest nDCG?",
            "Divide the difference by the honest value, and take it times 100.",
            lambda value: 0.025 <= value <= 0.035,
        ),
        Mistake(
            "that is the ratio of the two values.",
            "1.129",
            "A ratio of 1 would mean: how many per cent higher?",
            "Subtract 1 and take it times 100.",
            lambda value: 1.12 <= value <= 1.14,
        ),
        Mistake(
            "that is a share, and per cent are asked for.",
            "0.129",
            "What is a share of 0.5 in per cent?",
            "Take it times 100.",
            lambda value: 0.12 <= value <= 0.14,
        ),
        Mistake(
            "that is the ratio in per cent.",
            "112.9",
            "How many per cent higher is a value that is as high as the other?",
            "Subtract 100.",
            lambda value: 112 <= value <= 114,
        ),
        Mistake(
            "the flattered value was taken as the 100 per cent.",
            "11.4",
            "Of which of the two values is the answer a share?",
            "*Higher than the honest one* means: divide by the honest one.",
            lambda value: 11.2 <= value < 11.7,
        ),
        Mistake(
            "the ratings that are set aside for the test were counted too.",
            "11.86",
            "Whose `item_counts` did you take, and does it hold ratings of `test`?",
            "`movies.ratings` has all ratings. Take `train.item_counts`.",
            lambda value: 11.7 <= value < 12.2,
        ),
        Mistake(
            "that is how much higher precision is.",
            "19.2",
            "Which metric did you ask `evaluate` for?",
            '`evaluate(model, late, "nDCG")["nDCG"]` is the one that is asked for.',
            lambda value: 18.7 <= value <= 19.7,
        ),
        Mistake(
            "that is how much higher recall is.",
            "18.4",
            "Which metric did you ask `evaluate` for?",
            '`evaluate(model, late, "nDCG")["nDCG"]` is the one that is asked for.',
            lambda value: 17.9 <= value < 18.7,
        ),
        Mistake(
            "only the future was counted.",
            "31",
            "Whose `item_counts` did you take?",
            "`late.item_counts` knows nothing of the past. Take `train.item_counts`, which holds both.",
            lambda value: 30 <= value <= 32,
        ),
        Mistake(
            "that is how much the leak flatters on a random split.",
            "2.2",
            "How were `early` and `late` made?",
            "`random_split` leaves no future to know. Cut with `time_split(train)`.",
            lambda value: 1.5 <= value <= 3,
        ),
    ),
)

FOLDS = ValueExercise(
    name="02/folds",
    number="2.6",
    title="The luck of a fold",
    statement=(
        "`k_fold(train)` splits `train` five times, so that each rating is set aside once. Fit `Bias()` on the first "
        "part of each pair and measure its RMSE on the second. What is the difference between the **largest and the "
        "smallest** of the five values, in stars?"
    ),
    stub="""\
spread = ...  # a number such as 0.5""",
    solutions=(
        """\
values = [
    evaluate(Bias().fit(kept), aside)["RMSE"] for kept, aside in k_fold(train)
]
spread = max(values) - min(values)""",
        """\
values = []
for kept, aside in k_fold(train):
    users, items = aside.user_ids[aside.users], aside.item_ids[aside.items]
    values.append(rmse(aside.values, Bias().fit(kept).predict(users, items)))
spread = np.ptp(values)""",
    ),
    hints=(
        "What does `for kept, aside in k_fold(train)` give you in each round, and what do you keep of it?",
        '`evaluate(Bias().fit(kept), aside)["RMSE"]` is one of the five values. Collect them in a list; then `max` '
        "minus "
        "`min`.",
    ),
    shows=(
        "The spread is more than twice MF's lead over Bias. Yet MF leads on each of these five folds: compare on the "
        "same ratings, and the luck of the fold cancels out."
    ),
    kind="number",
    accepts=lambda value: 0.0121 <= value <= 0.0131,
    mistakes=(
        Mistake(
            "that is the standard deviation of the five values.",
            "0.0046",
            "What is asked for: how far the values lie from their mean, or from each other at most?",
            "Take the largest minus the smallest.",
            lambda value: 0.0043 <= value <= 0.0055,
        ),
        Mistake(
            "that is an RMSE, not a difference of two.",
            "0.8904",
            "How many of the five values does the answer need?",
            "Take the largest minus the smallest.",
            lambda value: 0.87 <= value <= 0.92,
        ),
        Mistake(
            "all ratings were split, those of the test included.",
            "0.0178",
            "Which ratings did you pass to `k_fold`?",
            "`train` is what may be looked at; `movies.ratings` holds the test ratings too.",
            lambda value: 0.017 <= value <= 0.0186,
        ),
        Mistake(
            "that is the spread of the mean absolute error.",
            "0.0096",
            "Which of the two errors did you take from `evaluate`?",
            '`evaluate(model, aside)["RMSE"]` is the one that is asked for.',
            lambda value: 0.0091 <= value <= 0.0101,
        ),
        Mistake(
            "that is the spread of matrix factorisation.",
            "0.0112",
            "Which model did you fit?",
            "The exercise asks for `Bias()`.",
            lambda value: 0.0107 <= value <= 0.0117,
        ),
    ),
)
