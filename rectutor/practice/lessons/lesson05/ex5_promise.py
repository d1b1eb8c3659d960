"""Exercise 05/promise: count whether intervals keep what they promise.

A chain of random numbers differs a little with the number of samples and the seed, so a whole per cent is asked for.
`tests/practice/test_investigate_05.py` computes the answer and the known slips.
"""

from rectutor.practice.exercises import from_text

TEXT = r"""
# 05/promise: Is the promise kept?

Fit `BayesianMF(samples=50)` on `learn`. Of the ratings in `valid`, how many per cent lie inside their **80 %**
intervals, the ends included? A whole number of per cent will do. (`valid.user_ids[valid.users]` and
`valid.item_ids[valid.items]` are the pairs, `valid.values` the stars.)

```stub
inside = ...  # a number of per cent, such as 67
```
```solution
model = BayesianMF(samples=50).fit(learn)
users, items = valid.user_ids[valid.users], valid.item_ids[valid.items]
low, high = model.predict_interval(users, items, level=0.8)
inside = 100 * np.mean((valid.values >= low) & (valid.values <= high))
```
```solution
model = BayesianMF(samples=50).fit(learn)
table = valid.to_frame()
low, high = model.predict_interval(table["user"], table["item"], 0.8)
count = 0
for rating, lower, upper in zip(table["rating"], low, high):
    count += lower <= rating <= upper
inside = round(100 * count / len(table))
```

> number: 82.5..83.5
= Three in a hundred more than promised. Ratings come in half stars, and the prior's noise is a little wide.
? Which method of the model gives an interval for each pair, and what is its argument for 80 %?
! `low, high = model.predict_interval(users, items, level=0.8)`; then the mean of
  `(valid.values >= low) & (valid.values <= high)`, times 100.

* that is the coverage of 90 % intervals.
~ 90.6..91.6
? Which `level` did you pass?
! The default of `predict_interval` is 0.9. The exercise asks for 0.8.
* that is the coverage of 50 % intervals.
~ 53.4..54.6
* that is the coverage of 70 % intervals.
~ 73.5..74.6
* that is the coverage of 95 % intervals.
~ 94.3..95.4
? Which `level` did you pass?
! The exercise asks for `level=0.8`.
* that is the coverage of ratings that the model has learned from.
~ 87.3..88.7
? On which ratings did you fit, and on which did you count?
! Fit on `learn`, count on `valid`.
* that is the coverage of the test ratings, or of a chain with a longer burn-in.
~ 81.5..82.3
? On which ratings did you count, and which settings had your model?
! Count on `valid`, with the default `burn_in` of 20.
* that is the coverage without the noise.
~ 35..36.6
? Is your interval made of `predict_interval`, or of the samples' predictions alone?
! The quantiles of `scores_by_sample` leave the noise out. `predict_interval` has it.
* that is the share outside.
~ 16.5..17.5
? Do you count those inside or those outside?
! Inside are those at or above `low` and at or below `high`.
* that is the share below the upper end.
~ 92.5..93.3
* that is the share above the lower end.
~ 89.9..90.55
? How many ends has an interval?
! Both have to hold: `(valid.values >= low) & (valid.values <= high)`.
* that leaves out ratings that lie on an end.
~ 72.3..73.4
? An upper end is clipped to 5. Does it hold a rating of 5?
! The ends are included: `>=` and `<=`.
* that is a share, not per cent.
~ 0.825..0.835
? Is one half 0.5 per cent or 50?
! Multiply by 100.
* that is what is promised, not what is kept.
~ 80
? How many of the real ratings lie inside?
! Count them, on `valid`.
* that is the number of ratings, not per cent.
~ 6500..6700
? Of how many ratings is that?
! Divide by `len(valid)`, and multiply by 100.
* that is the mean width of the intervals, in stars.
~ 2.05..2.15
? How wide they are is one question. Is it the one asked here?
! Count how many real ratings lie between `low` and `high`.
* that counts predictions inside their own intervals.
~ 100
? Whose position is in doubt, that of the prediction or that of the real rating?
! Compare `valid.values` with `low` and `high`.
"""

EXERCISE = from_text(TEXT)
