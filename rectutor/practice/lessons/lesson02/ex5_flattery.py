"""Exercise 02/flattery: how much a count that knows the future flatters a model.

Nothing in it is random beyond the splits' seeds, which are given: the accepted ranges leave room for rounding.
`tests/practice/test_investigate_02.py` computes the answer and the known slips.
"""

from rectutor.practice.exercises import from_text

TEXT = r"""
# 02/flattery: A count that knows the future

`early, late = time_split(train)` cuts at one moment. An honest `Popularity` counts the ratings of `early`. Another
one is fitted on `early` too, but its `counts_` are then replaced by `train.item_counts`, which count all of `train`,
the future included. By how many **per cent** is its nDCG on `late` higher than that of the honest one, to one
decimal?

```stub
per_cent = ...  # a number such as 5.4
```
```solution
early, late = time_split(train)
popular = Popularity().fit(early)
honest = evaluate(popular, late, "nDCG")["nDCG"]
popular.counts_ = train.item_counts
flattered = evaluate(popular, late, "nDCG")["nDCG"]
per_cent = 100 * (flattered / honest - 1)
```
```solution
early, late = time_split(train)
knowing = Popularity().fit(early)
knowing.counts_ = train.item_counts
values = [
    evaluate(model, late, "nDCG")["nDCG"] for model in (Popularity().fit(early), knowing)
]
per_cent = 100 * (values[1] - values[0]) / values[0]
```

> number: 12.85..12.94999
= No film was recommended that had no rating at the time: knowing which ones would *become* popular is enough. On a
  random split the same leak gives about 2 per cent.
? Which two values of nDCG do you need, and which of them is the 100 per cent?
! `model.counts_ = train.item_counts` replaces the counts; `evaluate(model, late, "nDCG")` measures. Divide the higher
  value by the honest one, subtract 1, and take it times 100.

* it is rounded too far.
~ 12 | 13
? Which digit comes after the point?
! Keep one decimal: `round(per_cent, 1)`.
* the honest value and the other one are exchanged.
~ -13.5..-11
? Which of the two is higher, and from which one do you subtract?
! Subtract the honest value from the flattered one, and divide by the honest one.
* there is no difference between your two values.
~ 0
? What were the `counts_` when you measured for the first time, and what for the second?
! Measure the honest model before you replace its `counts_`, or fit two models. `two = one` is a second name for the
  same model.
* those are percentage points: the difference, times 100.
~ 2.95..3.1
? From 20 to 25 it is 5 percentage points. How many per cent of 20 are these?
! Divide the difference by the honest value, and take it times 100.
* that is the difference itself, not a share of the honest value.
~ 0.025..0.035
? How large is the difference, compared with the honest nDCG?
! Divide the difference by the honest value, and take it times 100.
* that is the ratio of the two values.
~ 1.12..1.14
? A ratio of 1 would mean: how many per cent higher?
! Subtract 1 and take it times 100.
* that is a share, and per cent are asked for.
~ 0.12..0.14
? What is a share of 0.5 in per cent?
! Take it times 100.
* that is the ratio in per cent.
~ 112..114
? How many per cent higher is a value that is as high as the other?
! Subtract 100.
* the flattered value was taken as the 100 per cent.
~ 11.4..11.45
? Of which of the two values is the answer a share?
! *Higher than the honest one* means: divide by the honest one.
* the ratings that are set aside for the test were counted too.
~ 11.85..11.9
? Whose `item_counts` did you take, and does it hold ratings of `test`?
! `movies.ratings` has all ratings. Take `train.item_counts`.
* that is how much higher precision is.
~ 19.2..19.21
* that is how much higher recall is.
~ 18.48..18.5
? Which metric did you ask `evaluate` for?
! `evaluate(model, late, "nDCG")["nDCG"]` is the one that is asked for.
* only the future was counted.
~ 31..31.01
? Whose `item_counts` did you take?
! `late.item_counts` knows nothing of the past. Take `train.item_counts`, which holds both.
* that is how much the leak flatters on a random split.
~ 2.16..2.2
? How were `early` and `late` made?
! `random_split` leaves no future to know. Cut with `time_split(train)`.
* it is measured on `valid`.
~ 8.67..8.7
? On which ratings did you call `evaluate`?
! `valid` is a random part of `train`. Measure on `late`, which `time_split` returned.
* it is measured on `test`.
~ 2.28..2.3
? On which ratings did you call `evaluate`?
! `test` stays set aside until the end of the lesson. Measure on `late`, which `time_split` returned.
* the last ratings of each user are set aside.
~ 3.46..3.5
? How were `early` and `late` made?
! `last_share_split` cuts every user's own time. Cut at one moment for all, with `time_split(train)`.
* all ratings were cut in two, those of the test included.
~ 13.96..14 | 15.4..15.45
? Which ratings did you pass to `time_split`?
! `train` is what may be looked at; `movies.ratings` holds the test ratings too.
* `learn` was cut in two.
~ 16.56..16.6 | 17..17.01
? Which ratings did you pass to `time_split`?
! `learn` lacks the validation ratings. Cut with `time_split(train)`.
"""

EXERCISE = from_text(TEXT)
