"""Exercise 02/folds: the error over five folds.

Nothing in it is random beyond the splits' seeds, which are given: the accepted ranges leave room for rounding.
`tests/practice/test_investigate_02.py` computes the answer and the known slips.
"""

from rectutor.practice.exercises import from_text

TEXT = r"""
# 02/folds: The mean of five folds

`k_fold(train)` splits `train` five times, so that each rating is set aside once. Each time, fit a `Bias()` on the
first part of the pair and measure its RMSE on the second. What is the **mean** of the five values, in stars, to four
decimals? (This is *5-fold cross-validation*.) Before you take the mean, look at how far the five lie apart.

```stub
mean_error = ...  # a number such as 0.9123
```
```solution
values = [
    evaluate(Bias().fit(kept), aside)["RMSE"] for kept, aside in k_fold(train)
]
mean_error = np.mean(values)
```
```solution
values = []
for kept, aside in k_fold(train):
    users, items = aside.user_ids[aside.users], aside.item_ids[aside.items]
    values.append(rmse(aside.values, Bias().fit(kept).predict(users, items)))
mean_error = sum(values) / 5
```

> number: 0.89039..0.89045
= The five values lie up to 0.013 apart, more than twice MF's lead over Bias. Yet MF leads on each of these folds:
  compare on the same ratings, and the luck of the fold cancels out.
? What does `for kept, aside in k_fold(train)` give you in each round, and what do you keep of it?
! `evaluate(Bias().fit(kept), aside)["RMSE"]` is one of the five values. Collect them in a list; then `np.mean`.

* it is rounded too far.
~ 0.89
? Which digits come third and fourth after the point?
! Keep four decimals: `round(mean_error, 4)`.
* the squares were averaged, and the root was taken at the end.
~ 0.890452..0.890465
? What is asked for, the mean of five errors or the error of all five folds together?
! `evaluate` takes the root on each fold. Take the mean of its five values.
* it is measured on ratings from which it has learned.
~ 0.822..0.838
? Which ratings does the model know when it meets the second part of a pair?
! A leak: fit a new `Bias()` in every round, on the first part of the pair alone, and measure it on the second part of
  the same pair.
* the model learns from the part on which it is measured, and from nothing else.
~ 0.786..0.789
? Which of the two parts is larger, and who gets it?
! Fit on the first part of each pair and measure on the second.
* the two parts are exchanged.
~ 0.9275..0.9295
? From how many ratings does your model learn?
! The first part of each pair is four fifths: fit on it, and measure on the second.
* that is one of the five values, not their mean.
~ 0.88175..0.88181 | 0.882 | 0.8906..0.89061 | 0.891 | 0.8917..0.89175 | 0.892 | 0.8937..0.89372 | 0.894 |
  0.89439..0.89441
? How many values does your loop leave in the end?
! A name that is assigned in every round holds the last value. Collect all five in a list, and take their mean.
* that is how far the five values lie apart.
~ 0.0043..0.0131
? Is a model that is off by so little on average believable?
! This says how steady the number is; the number itself is the mean.
* that is the sum of the five values.
~ 4.44..4.46
? Can a model be off by so many stars?
! Divide by the number of folds.
* that is the mean squared error.
~ 0.792..0.794
? Is the error in stars or in squared stars?
! Take the root on each fold, then the mean; `evaluate` has it under `RMSE`.
* that is the mean absolute error.
~ 0.685..0.6875
? Which of the two errors did you take from `evaluate`?
! `evaluate(model, aside)["RMSE"]` is the one that is asked for.
* all ratings were split, those of the test included.
~ 0.88589..0.885895
? Which ratings did you pass to `k_fold`?
! `movies.ratings` holds the test ratings too. Take `k_fold(train)`.
* that is the error of matrix factorisation, not of `Bias`.
~ 0.88877..0.8888 | 0.88591..0.88592
? Which model did you fit in each round?
! Fit a `Bias()` on the first part of each pair.
* that is not `Bias()` on the folds of `train`.
~ 0.8859 | 0.886
? Which ratings did you pass to `k_fold`, and which model did you fit?
! Take `k_fold(train)`, not all of `movies.ratings`, and `Bias()`, not another model.
* `learn` was split, not `train`.
~ 0.8967..0.8982
? Which ratings did you pass to `k_fold`?
! `learn` lacks the validation ratings: fewer to learn from, and a higher error. Take `k_fold(train)`.
* it is measured on `test`.
~ 0.8887..0.88876
? On which ratings did you call `evaluate`?
! `test` stays set aside until the end of the lesson. Measure on the second part of each pair.
* the films are damped by 25.
~ 0.909..0.911
? With which damping did you fit `Bias`?
! The exercise asks for `Bias()`, whose dampings are both 3.
* stars are asked for, not hundredths.
~ 88..90
? Can a prediction on a scale from 0.5 to 5 be off by so much?
! Do not take it times 100.
"""

EXERCISE = from_text(TEXT)
