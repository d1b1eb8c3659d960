"""Exercise 03/leak: what similarities are worth that have seen the validation ratings.

Nothing in it is random beyond the splits' seeds, which are given. Single precision leaves the order of equally
similar films open; the answer does not depend on it.
`tests/practice/test_investigate_03.py` computes the answer and the known slips.
"""

from rectutor.practice.exercises import from_text

TEXT = r"""
# 03/leak: What nobody can know

Some ratings in `valid` are of films without any rating in `learn`: their `learn.item_counts` is 0. What does a leak
make of them? Fit three models, each `ItemKNN(measure="adjusted_cosine")`, with the defaults for all else (not the
settings of `chosen`):

- `honest`, on `learn`;
- `knowing`, on `train`: its similarities know the ratings of `valid`;
- `leaky`, on `learn`; but then its `starts_`, `neighbors_` and `similarities_` are replaced by those of `knowing`.

On these ratings of `valid` alone: by how many **stars** is the RMSE of `leaky` lower than that of `honest`, to three
decimals? `valid.take(mask)` keeps a part of the ratings. Think before you compute: what can `honest` know of such a
film?

```stub
difference = ...  # a number such as 0.123
```
```solution
honest = ItemKNN(measure="adjusted_cosine").fit(learn)
leaky = ItemKNN(measure="adjusted_cosine").fit(learn)
knowing = ItemKNN(measure="adjusted_cosine").fit(train)
leaky.starts_ = knowing.starts_
leaky.neighbors_, leaky.similarities_ = knowing.neighbors_, knowing.similarities_
unknown = valid.take(learn.item_counts[valid.items] == 0)
errors = [evaluate(model, unknown)["RMSE"] for model in (honest, leaky)]
difference = errors[0] - errors[1]
```
```solution
def error(similarities_from):
    model = ItemKNN(measure="adjusted_cosine").fit(learn)
    other = ItemKNN(measure="adjusted_cosine").fit(similarities_from)
    for name in ("starts_", "neighbors_", "similarities_"):
        setattr(model, name, getattr(other, name))
    users, items = valid.user_ids[valid.users], valid.item_ids[valid.items]
    unknown = learn.item_counts[valid.items] == 0
    predictions = model.predict(users[unknown], items[unknown])
    return rmse(valid.values[unknown], predictions)


difference = error(learn) - error(train)
```

> number: 0.4135..0.4146
= A film without ratings has no neighbours. All that `honest` has left is $b_{ui}$, and its error is that of `Bias`,
  1.052. `leaky` has 0.638 on films that nobody rated, less than `honest` has on all the others, 0.855. When an error
  is too low to be believed, measure it on such films.
? How do you pick the ratings of `valid` whose film has no rating in `learn`? How many are they?
! `learn.item_counts[valid.items]` has, for each rating of `valid`, how many ratings its film has in `learn`.
  `valid.take(mask)` keeps some of the ratings, and `evaluate` measures on them.

* it is rounded too far, or the two errors are measured on different ratings.
~ 0.41 | 0.4
? Which digit comes third after the point, and are both errors measured on the same ratings?
! Keep three decimals: `round(difference, 3)`. If it was 0.410 before you rounded, one of the errors is that of the
  lesson's `fast` on all of `valid`, 0.642.
* the two errors are exchanged.
~ -0.4155..-0.4125 | -0.41
? Which of the two errors is lower, and from which one do you subtract?
! Subtract the error of `leaky` from that of `honest`.
* there is no difference between your two errors.
~ 0
? Which similarities had each of your two models when you measured, and on which ratings?
! `leaky = honest` is a second name for the same model. The similarities have to come from a model that is fitted on
  `train`. All three arrays have to be replaced: without `starts_` these films stay without neighbours. And of the
  ratings in `test` no model knows anything.
* it is measured on all of `valid`.
~ 0.2695..0.271
? On how many ratings did you measure?
! Keep the ratings whose film has no rating in `learn`: `valid.take(learn.item_counts[valid.items] == 0)`.
* it is measured on films that do have ratings in `learn`.
~ 0.2615..0.2631
? Which ratings does your mask keep?
! Those whose film has no rating in `learn`: the count is equal to 0.
* that is the difference in MAE.
~ 0.3305..0.3325
? Which of the two errors did you take from `evaluate`?
! `evaluate(model, unknown)["RMSE"]` is the one that is asked for.
* that is the difference in squared stars.
~ 0.6993..0.7007
? Is the error in stars or in squared stars?
! Take the root of each mean squared error before you subtract.
* the similarities know the test ratings, too.
~ 0.4065..0.408
? On which ratings is `knowing` fitted?
! `movies.ratings` holds those of `test` as well. Fit it on `train`.
* not only the similarities know the ratings of `valid`, but everything in the model.
~ 0.5405..0.5416 | 0.5205..0.5225
? On which ratings is `leaky` itself fitted?
! Biases and votes come from `learn`. Fit `leaky` on `learn`, then replace the three arrays.
* that is the error of the leaky model.
~ 0.6377..0.6389
? How much lower is it than that of the honest model?
! Subtract it from the error of `honest` on the same ratings.
* that is the error of the honest model.
~ 1.0515..1.0532
? How much lower is that of the leaky one?
! Subtract from it the error of `leaky` on the same ratings.
* that is a ratio of the two errors.
~ 1.6475..1.6505 | 0.6058..0.6072
? In which unit is a ratio, and which unit is asked for?
! Subtract one error from the other.
* that is a share, and stars are asked for.
~ 0.3927..0.3941 | 0.648..0.6495
? In which unit is a share, and which unit is asked for?
! Subtract one error from the other, and leave it at that.
* those are per cent, and stars are asked for.
~ 39.2..39.45 | 64.7..65
? Can two errors on a scale from 0.5 to 5 differ by so many stars?
! Subtract one error from the other, and leave it at that.
* that is what the leak does to another measure.
~ 0.0305..0.0325
? Which `measure` did you pass to each of the three models?
! The default is `"cosine"`, which hardly looks at how a film was rated. The exercise asks for `"adjusted_cosine"`,
  three times.
* the counts are taken for places in the table.
~ 0.1186..0.1198
? Does your `take` get a True or False for each rating, or whole numbers?
! `learn.item_counts[valid.items]` has counts. Compare them with 0: `== 0` makes the mask.
* that is what the leak does when all lengths go over the common raters.
~ 0.3526..0.3538
? Which `measure` did you pass to each of the three models?
! The exercise asks for `"adjusted_cosine"`, without `_common`.
* films with one rating in `learn` count too.
~ 0.433..0.4342
? How many ratings may a film have in `learn`, to be among those asked for?
! None: the count is equal to 0.
* that is the difference on films with exactly one rating, in `learn` or in another table.
~ 0.3762..0.3774 | 0.4006..0.4018 | 0.4115..0.4127 | 0.4597..0.4609
? In which ratings should these films have none?
! `learn.item_counts[valid.items]` counts what an honest model may know. It has to be 0.
* it is measured on `test`.
~ 0.0073..0.0085
? Which ratings do the similarities of `train` know?
! `test` stays set aside until the end of the lesson. Measure on ratings of `valid`.
* `train` and `test` took the places of `learn` and `valid`.
~ 0.3706..0.3718
? On which ratings did you fit, and on which did you measure?
! `test` stays set aside until the end of the lesson. Fit on `learn`, and measure on ratings of `valid`.
* that is how many ratings or films there are.
~ 663 | 735 | 1308
? In which unit is the answer?
! You have found the ratings. Measure both models on them, and subtract.
* those are the settings of the lesson's `chosen` and `fast`.
~ 0.3888..0.3902
? Which `shrinkage` and which `neighbors` have your models?
! `chosen`, `once` and `fast` have a β of 10 and 40 neighbours. Fit three new models, each
  `ItemKNN(measure="adjusted_cosine")` and nothing else.
* the similarities are shrunk.
~ 0.374..0.3754 | 0.2246..0.226
? Which `shrinkage` has the model whose similarities you took?
! The lesson's `once` has a β of 10. Fit a third one, `ItemKNN(measure="adjusted_cosine")`, on `train`.
* there are 40 neighbours.
~ 0.4175..0.4185
? Which settings have your three models?
! Only the measure is passed; the default is 20 neighbours.
* those are two errors of the lesson, on all of `valid`.
~ 0.218..0.2195
? On which ratings are the two to be compared, and which models are they?
! 0.861 and 0.642 belong to models with other settings. Fit those of the exercise, and keep the ratings whose film has
  no rating in `learn`.
* that compares a leaky model with `Bias`, on all of `valid`.
~ 0.2412..0.2424 | 0.2878..0.289
? On which ratings are the two to be compared, and which models are they?
! Fit `honest` and `leaky`, and keep the ratings whose film has no rating in `learn`.
* the two errors are measured on different ratings.
~ 0.2165..0.2177 | 0.2266..0.2278 | 0.2451..0.2463 | 0.4101..0.4107
? On which ratings did you measure `honest`, and on which `leaky`?
! Both on those whose film has no rating in `learn`.
* `leaky` is itself fitted on `train`, and it is measured on all of `valid`.
~ 0.317..0.3183
? On which ratings is `leaky` itself fitted, and on how many did you measure?
! Fit `leaky` on `learn`, replace the three arrays, and keep the ratings whose film has no rating in `learn`.
* that is an error of a single model.
~ 0.5107..0.5119 | 0.5472..0.5484 | 0.5946..0.5958 | 0.6416..0.6428 | 0.6621..0.6633 | 0.8548..0.856 | 0.8602..0.8614
  | 0.8649..0.8661 | 0.883..0.8842
? Which two errors are to be compared, and on which ratings?
! Measure `honest` and `leaky` on the ratings whose film has no rating in `learn`, and subtract.
* only a part of the three arrays is replaced.
~ 0.2571..0.2584 | -0.0251..-0.0239
? Which neighbours, and whose similarities, has your `leaky`?
! `starts_` says where a film's neighbours begin, `neighbors_` which they are, `similarities_` how alike. Replace all
  three.
* ids of films are taken for places.
~ 0.2643..0.2655
? By what is `item_counts` indexed, by id or by place?
! `valid.items` has the places of the films: `learn.item_counts[valid.items] == 0`.
* places of films are taken for places of ratings.
~ 0.2761..0.2774
? How many entries has your mask, and how many ratings has `valid`?
! `learn.item_counts == 0` speaks of films. `learn.item_counts[valid.items] == 0` has an entry for each rating.
* places are passed to `predict`, which takes ids.
~ -0.0028..-0.0018
? What does `valid.users` hold, ids or places?
! `valid.user_ids[valid.users]` has the ids, and so have films. Or let `evaluate` do it.
* that is a mean of the errors of single films or users.
~ 0.3262..0.3286
? How much does a film with one rating count with you, and how much one with ten?
! Take one RMSE over all 735 ratings: the mean of all squared errors, then the root.
* that is the difference of two standard deviations.
~ 0.4085..0.4095
? What does a standard deviation subtract from each error first?
! An RMSE is the root of the mean of the squared errors. A model that is too high by one star everywhere has an error
  of one star, and no spread.
* the root is taken after subtracting.
~ 0.836..0.8373
? Is the root of a difference the difference of the roots?
! Take the root of each mean squared error, then subtract.
* that is how far apart the two predictions are, not the errors.
~ 0.763..0.7643
? Where in your formula do the ratings of `valid` stand?
! An error is a prediction minus a rating. Take the RMSE of each model, then subtract.
* the errors are not squared, so high and low ones cancel.
~ 0.1162..0.1175 | -0.1175..-0.1162
? A model is too high by a star once, and too low by a star once. What is its mean error with you?
! `evaluate(model, unknown)["RMSE"]` squares the errors before it takes their mean, and then the root.
* those are medians.
~ 0.3112..0.3125
? What does the M in RMSE stand for?
! Take the mean of the squared errors, then the root.
* `knowing` is fitted on `valid` or `test` alone.
~ -0.0099..-0.0088 | 0.0105..0.0116
? On which ratings is `knowing` to be fitted?
! On `train`, which is `learn` and `valid` together.
"""

EXERCISE = from_text(TEXT)
