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
        "honest one, to one decimal?"
    ),
    stub="""\
per_cent = ...  # a number such as 5.4""",
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
    accepts=lambda value: 12.85 <= value < 12.95,
    mistakes=(
        Mistake(
            "it is rounded too far.",
            "12",
            "Which digit comes after the point?",
            "Keep one decimal: `round(per_cent, 1)`.",
            lambda value: min(abs(value - 12), abs(value - 13)) < 1e-4,
        ),
        Mistake(
            "the honest value and the other one are exchanged.",
            "-12.9",
            "Which of the two is higher, and from which one do you subtract?",
            "Subtract the honest value from the flattered one, and divide by the honest one.",
            lambda value: -13.5 <= value <= -11,
        ),
        Mistake(
            "there is no difference between your two values.",
            "0",
            "What were the `counts_` when you measured for the first time, and what for the second?",
            "Measure the honest model before you replace its `counts_`, or fit two models. `two = one` is a second "
            "name for the same model.",
            lambda value: abs(value) < 1e-6,
        ),
        Mistake(
            "those are percentage points: the difference, times 100.",
            "3.03",
            "From 20 to 25 it is 5 percentage points. How many per cent of 20 are these?",
            "Divide the difference by the honest value, and take it times 100.",
            lambda value: 2.95 <= value <= 3.1,
        ),
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
            lambda value: 11.3 <= value <= 11.6,
        ),
        Mistake(
            "the ratings that are set aside for the test were counted too.",
            "11.86",
            "Whose `item_counts` did you take, and does it hold ratings of `test`?",
            "`movies.ratings` has all ratings. Take `train.item_counts`.",
            lambda value: 11.75 <= value <= 11.95,
        ),
        Mistake(
            "that is how much higher precision is.",
            "19.2",
            "Which metric did you ask `evaluate` for?",
            '`evaluate(model, late, "nDCG")["nDCG"]` is the one that is asked for.',
            lambda value: 19 <= value <= 19.4,
        ),
        Mistake(
            "that is how much higher recall is.",
            "18.4",
            "Which metric did you ask `evaluate` for?",
            '`evaluate(model, late, "nDCG")["nDCG"]` is the one that is asked for.',
            lambda value: 18.3 <= value <= 18.7,
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
            lambda value: 2.1 <= value <= 2.25,
        ),
        Mistake(
            "it is measured on `valid`.",
            "8.7",
            "On which ratings did you call `evaluate`?",
            "`valid` is a random part of `train`. Measure on `late`, which `time_split` returned.",
            lambda value: 8.5 <= value <= 8.8,
        ),
        Mistake(
            "it is measured on `test`.",
            "2.29",
            "On which ratings did you call `evaluate`?",
            "`test` stays set aside until the end of the lesson. Measure on `late`, which `time_split` returned.",
            lambda value: 2.26 <= value <= 2.34,
        ),
        Mistake(
            "the last ratings of each user are set aside.",
            "3.5",
            "How were `early` and `late` made?",
            "`last_share_split` cuts every user's own time. Cut at one moment for all, with `time_split(train)`.",
            lambda value: 3.4 <= value <= 3.55,
        ),
        Mistake(
            "all ratings were cut in two, those of the test included.",
            "14",
            "Which ratings did you pass to `time_split`?",
            "`train` is what may be looked at; `movies.ratings` holds the test ratings too.",
            lambda value: 13.9 <= value <= 14.05 or 15.4 <= value <= 15.5,
        ),
        Mistake(
            "`learn` was cut in two.",
            "16.6",
            "Which ratings did you pass to `time_split`?",
            "`learn` lacks the validation ratings. Cut with `time_split(train)`.",
            lambda value: 16.5 <= value <= 17.1,
        ),
    ),
)

# Each fold's RMSE, to three decimals; the fifth is near the mean of all, and begins where that ends.
ONE_FOLD = ((0.8813, 0.8823), (0.89055, 0.8911), (0.8912, 0.8922), (0.8932, 0.8942), (0.8942, 0.8949))

FOLDS = ValueExercise(
    name="02/folds",
    number="2.6",
    title="The mean of five folds",
    statement=(
        "`k_fold(train)` splits `train` five times, so that each rating is set aside once. Each time, fit a `Bias()` "
        "on the first part of the pair and measure its RMSE on the second. What is the **mean** of the five values, in "
        "stars, to three decimals? (This is *5-fold cross-validation*.) Before you take the mean, look at how far the "
        "five lie apart."
    ),
    stub="""\
mean_error = ...  # a number such as 0.912""",
    solutions=(
        """\
values = [
    evaluate(Bias().fit(kept), aside)["RMSE"] for kept, aside in k_fold(train)
]
mean_error = np.mean(values)""",
        """\
values = []
for kept, aside in k_fold(train):
    users, items = aside.user_ids[aside.users], aside.item_ids[aside.items]
    values.append(rmse(aside.values, Bias().fit(kept).predict(users, items)))
mean_error = sum(values) / 5""",
    ),
    hints=(
        "What does `for kept, aside in k_fold(train)` give you in each round, and what do you keep of it?",
        '`evaluate(Bias().fit(kept), aside)["RMSE"]` is one of the five values. Collect them in a list; then '
        "`np.mean`.",
    ),
    shows=(
        "The five values lie up to 0.013 apart, more than twice MF's lead over Bias. Yet MF leads on each of these "
        "folds: compare on the same ratings, and the luck of the fold cancels out."
    ),
    kind="number",
    accepts=lambda value: 0.8899 <= value <= 0.8905,
    mistakes=(
        Mistake(
            "it is measured on ratings from which it has learned.",
            "0.827",
            "Which ratings does the model know when it meets the second part of a pair?",
            "A leak: fit a new `Bias()` in every round, on the first part of the pair alone, and measure it on the "
            "second part of the same pair.",
            lambda value: 0.822 <= value <= 0.838,
        ),
        Mistake(
            "the model learns from the part on which it is measured, and from nothing else.",
            "0.787",
            "Which of the two parts is larger, and who gets it?",
            "Fit on the first part of each pair and measure on the second.",
            lambda value: 0.786 <= value <= 0.789,
        ),
        Mistake(
            "the two parts are exchanged.",
            "0.9285",
            "From how many ratings does your model learn?",
            "The first part of each pair is four fifths: fit on it, and measure on the second.",
            lambda value: 0.9275 <= value <= 0.9295,
        ),
        Mistake(
            "that is one of the five values, not their mean.",
            "0.8906",
            "How many values does your loop leave in the end?",
            "A name that is assigned in every round holds the last value. Collect all five in a list, and take their "
            "mean.",
            lambda value: any(low <= value <= high for low, high in ONE_FOLD),
        ),
        Mistake(
            "that is how far the five values lie apart.",
            "0.0126",
            "Is a model that is off by so little on average believable?",
            "This says how steady the number is; the number itself is the mean.",
            lambda value: 0.0043 <= value <= 0.0131,
        ),
        Mistake(
            "that is the sum of the five values.",
            "4.452",
            "Can a model be off by so many stars?",
            "Divide by the number of folds.",
            lambda value: 4.44 <= value <= 4.46,
        ),
        Mistake(
            "that is the mean squared error.",
            "0.793",
            "Is the error in stars or in squared stars?",
            "Take the root on each fold, then the mean; `evaluate` has it under `RMSE`.",
            lambda value: 0.792 <= value <= 0.794,
        ),
        Mistake(
            "that is the mean absolute error.",
            "0.686",
            "Which of the two errors did you take from `evaluate`?",
            '`evaluate(model, aside)["RMSE"]` is the one that is asked for.',
            lambda value: 0.685 <= value <= 0.6875,
        ),
        Mistake(
            "that is not `Bias()` on the folds of `train`.",
            "0.886",
            "Which ratings did you pass to `k_fold`, and which model did you fit?",
            "Two ways lead to this number: `movies.ratings`, which holds the test ratings too, and matrix "
            "factorisation. Take `k_fold(train)` and `Bias()`.",
            lambda value: 0.8855 <= value <= 0.8865,
        ),
        Mistake(
            "`learn` was split, not `train`.",
            "0.897",
            "Which ratings did you pass to `k_fold`?",
            "`learn` lacks the validation ratings: fewer to learn from, and a higher error. Take `k_fold(train)`.",
            lambda value: 0.8967 <= value <= 0.8982,
        ),
        Mistake(
            "it is measured on `test`.",
            "0.889",
            "On which ratings did you call `evaluate`?",
            "`test` stays set aside until the end of the lesson. Measure on the second part of each pair.",
            lambda value: 0.8884 <= value <= 0.8897,
        ),
        Mistake(
            "the films are damped by 25.",
            "0.91",
            "With which damping did you fit `Bias`?",
            "The exercise asks for `Bias()`, whose dampings are both 3.",
            lambda value: 0.909 <= value <= 0.911,
        ),
        Mistake(
            "stars are asked for, not hundredths.",
            "89.04",
            "Can a prediction on a scale from 0.5 to 5 be off by so much?",
            "Do not take it times 100.",
            lambda value: 88 <= value <= 90,
        ),
    ),
)
