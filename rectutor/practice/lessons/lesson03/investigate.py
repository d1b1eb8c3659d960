"""Exercises 03/one-rater and 03/leak: find something out with the package; the answer is a number.

Nothing in them is random beyond the splits' seeds, which are given. Single precision leaves the order of equally
similar films open; neither answer depends on it.
`tests/practice/test_investigate_03.py` computes the answers and the known slips.
"""

from __future__ import annotations

from rectutor.practice.exercises import Mistake, ValueExercise

ONE_RATER = ValueExercise(
    name="03/one-rater",
    number="3.5",
    title="A long way down the list",
    statement=(
        'Fit `ItemKNN(measure="pearson", shrinkage=0, kept=10_000)` on `learn`. Its `similar_items(1, n=10_000)` lists '
        "all films with a similarity above 0 to *Toy Story*, the most similar first. The column `overlap` says how "
        "many common raters each similarity rests on. At which **place** is the first film with 20 common raters "
        "or more? The top of the list is place 1. Look at which film it is, too, and at those above it."
    ),
    stub="""\
place = ...  # a whole number, such as 50""",
    solutions=(
        """\
model = ItemKNN(measure="pearson", shrinkage=0, kept=10_000).fit(learn)
similar = model.similar_items(1, n=10_000)
place = np.argmax(similar["overlap"] >= 20) + 1""",
        """\
model = ItemKNN(measure="pearson", shrinkage=0, kept=10_000).fit(learn)
place = 0
for overlap in model.similar_items(1, n=10_000)["overlap"]:
    place += 1
    if overlap >= 20:
        break""",
    ),
    hints=(
        "Go down the column `overlap` from the top. When do you stop, and what do you have to count on the way?",
        '`similar["overlap"] >= 20` is True for films with enough common raters; `np.argmax` of it says where the '
        "first True stands, and counts from 0.",
    ),
    shows=(
        "It is Toy Story 2, with 42 common raters and a similarity of 0.747. Of the 1,019 films above it, 531 share a "
        "single rater with Toy Story, and only 6 share ten or more. With a β of 10, Toy Story 2 stands on top."
    ),
    kind="number",
    accepts=lambda value: value == 1020,
    mistakes=(
        Mistake(
            "that is how many films stand above it.",
            "1019",
            "Which number has the film at the top of your list?",
            "Python counts from 0, and the top is place 1 here.",
            lambda value: value == 1019,
        ),
        Mistake(
            "that is one place too far down.",
            "1021",
            "How many common raters has the film on the place before?",
            "Where you count from 1 already, nothing is to be added. Toy Story itself is not on the list.",
            lambda value: value == 1021,
        ),
        Mistake(
            "the top of the list asked for has few common raters.",
            "1",
            "How many common raters has the film at the top of your list, and does your list hold 20 anywhere?",
            "Two ways lead here. In a list cut short, by `n` or by `kept`, nobody may have 20, and `np.argmax` of "
            "nothing but False is 0. Or the list is that of another measure, or a shrunk one.",
            lambda value: value in (0, 1, 2),
        ),
        Mistake(
            "that is its place by another measure.",
            "1503",
            "Which `measure` did you pass to `ItemKNN`?",
            'The exercise asks for `measure="pearson"` with `shrinkage=0`.',
            lambda value: value in (381, 382, 1502, 1503, 2885, 2886),
        ),
        Mistake(
            "that is the first film that has 20 ratings, not 20 common raters.",
            "622",
            "Which column says how many rated both films?",
            "`ratings` counts everybody who rated the film; `overlap` counts who rated Toy Story as well.",
            lambda value: value in (621, 622),
        ),
        Mistake(
            "that film has fewer than 20 common raters.",
            "838",
            "What does its `overlap` say?",
            "Go on downwards until the overlap is 20 or more.",
            lambda value: value in (837, 838),
        ),
        Mistake(
            "films with few ratings are left out before the places are counted.",
            "18",
            "Which films does `min_ratings` take from the list?",
            "Leave `min_ratings` at 0: all films with a similarity above 0 count.",
            lambda value: value in (17, 18),
        ),
        Mistake(
            "films with a single common rater are left out before the places are counted.",
            "489",
            "What does `min_overlap` take from the list?",
            "Leave `min_overlap` at 1: all films with a similarity above 0 count.",
            lambda value: value in (488, 489),
        ),
        Mistake(
            "the model is not fitted on `learn`.",
            "899",
            "From how many ratings does your model know Toy Story?",
            "`train` and `movies.ratings` hold ratings that are set aside. Fit on `learn`.",
            lambda value: value in (898, 899, 901, 902),
        ),
        Mistake(
            "only an overlap of exactly 20 counts.",
            "1137",
            "What of a film with 42 common raters?",
            "20 **or more**: compare with `>=`.",
            lambda value: value in (1136, 1137),
        ),
        Mistake(
            "that is where the film with the most common raters stands.",
            "1817",
            "How many common raters are asked for, 20 or as many as possible?",
            "`argmax` of the numbers looks for the largest. Compare with 20 first: `argmax` then finds the first True.",
            lambda value: value in (1816, 1817),
        ),
        Mistake(
            "that is how many films have a single common rater with it.",
            "531",
            "Is a number of films asked for, or the place of one?",
            "These films stand above the one that you are looking for. Go on down until the overlap is 20 or more.",
            lambda value: value == 531,
        ),
        Mistake(
            "that is about how many films have a similarity of 1.",
            "549",
            "Is a number of films asked for, or the place of one?",
            "These films stand above the one that you are looking for. Go on down until the overlap is 20 or more.",
            lambda value: 440 <= value <= 480 or 540 <= value <= 560,
        ),
        Mistake(
            "that is how many films have 20 common raters or more.",
            "224",
            "Is a number of films asked for, or the place of one?",
            "Of these films, find the one that stands first, and count how far down it stands.",
            lambda value: value == 224,
        ),
        Mistake(
            "that is how many films the list has.",
            "2701",
            "Is a number of films asked for, or the place of one?",
            "Go down the column `overlap` from the top, and stop at the first number that is 20 or more.",
            lambda value: value in (2700, 2701),
        ),
        Mistake(
            "that is its overlap.",
            "42",
            "How many films stand above it?",
            "You have found the film. Its place is asked for, counted from the top of the list.",
            lambda value: value == 42,
        ),
        Mistake(
            "that is its similarity.",
            "0.747",
            "How many films have a higher one?",
            "You have found the film. Its place is asked for, counted from the top of the list.",
            lambda value: 0.74 <= value <= 0.755,
        ),
        Mistake(
            "that is its id.",
            "3114",
            "By what is the table indexed, by place or by film?",
            "`idxmax` returns the label of a line, here the id of the film; `np.argmax` its place, counted from 0.",
            lambda value: value == 3114,
        ),
    ),
)

LEAK = ValueExercise(
    name="03/leak",
    number="3.6",
    title="What nobody can know",
    statement=(
        "Some ratings in `valid` are of films without any rating in `learn`: their `learn.item_counts` is 0. Compare "
        'two models on these ratings alone. `honest` is `ItemKNN(measure="adjusted_cosine")`, fitted on `learn`. '
        "`leaky` is another one, fitted on `learn` too, but its `starts_`, `neighbors_` and `similarities_` are then "
        "replaced by those of a third one, which is fitted on `train`: these similarities know the ratings set aside. "
        "By how many **stars** is the RMSE of `leaky` lower than that of `honest`, to three decimals? Think before you "
        "compute: what can `honest` know of such a film?"
    ),
    stub="""\
difference = ...  # a number such as 0.123""",
    solutions=(
        """\
honest = ItemKNN(measure="adjusted_cosine").fit(learn)
leaky = ItemKNN(measure="adjusted_cosine").fit(learn)
knowing = ItemKNN(measure="adjusted_cosine").fit(train)
leaky.starts_ = knowing.starts_
leaky.neighbors_, leaky.similarities_ = knowing.neighbors_, knowing.similarities_
unknown = valid.take(learn.item_counts[valid.items] == 0)
errors = [evaluate(model, unknown)["RMSE"] for model in (honest, leaky)]
difference = errors[0] - errors[1]""",
        """\
def error(similarities_from):
    model = ItemKNN(measure="adjusted_cosine").fit(learn)
    other = ItemKNN(measure="adjusted_cosine").fit(similarities_from)
    for name in ("starts_", "neighbors_", "similarities_"):
        setattr(model, name, getattr(other, name))
    users, items = valid.user_ids[valid.users], valid.item_ids[valid.items]
    unknown = learn.item_counts[valid.items] == 0
    predictions = model.predict(users[unknown], items[unknown])
    return rmse(valid.values[unknown], predictions)


difference = error(learn) - error(train)""",
    ),
    hints=(
        "How do you pick the ratings of `valid` whose film has no rating in `learn`? How many are they?",
        "`learn.item_counts[valid.items]` has, for each rating of `valid`, how many ratings its film has in `learn`. "
        "`valid.take(mask)` keeps some of the ratings, and `evaluate` measures on them.",
    ),
    shows=(
        "A film without ratings has no neighbours. All that `honest` has left is $b_{ui}$, and its error is that of "
        "`Bias`, 1.052. `leaky` has 0.638 on films that nobody rated, less than `honest` has on all the others, 0.855. "
        "When an error is too low to be believed, measure it on such films."
    ),
    kind="number",
    accepts=lambda value: 0.4135 <= value <= 0.4146,
    mistakes=(
        Mistake(
            "it is rounded too far.",
            "0.41",
            "Which digit comes third after the point?",
            "Keep three decimals: `round(difference, 3)`.",
            lambda value: abs(value - 0.41) < 1e-4,
        ),
        Mistake(
            "the two errors are exchanged.",
            "-0.414",
            "Which of the two errors is lower, and from which one do you subtract?",
            "Subtract the error of `leaky` from that of `honest`.",
            lambda value: -0.42 <= value <= -0.4,
        ),
        Mistake(
            "there is no difference between your two errors.",
            "0",
            "Which similarities had each of your two models when you measured?",
            "Fit two models; `leaky = honest` is a second name for the same one. And the similarities have to come "
            "from a model that is fitted on `train`.",
            lambda value: abs(value) < 1e-6,
        ),
        Mistake(
            "it is measured on all of `valid`.",
            "0.270",
            "On how many ratings did you measure?",
            "Keep the ratings whose film has no rating in `learn`: `valid.take(learn.item_counts[valid.items] == 0)`.",
            lambda value: 0.268 <= value <= 0.273,
        ),
        Mistake(
            "it is measured on films that do have ratings in `learn`.",
            "0.262",
            "Which ratings does your mask keep?",
            "Those whose film has no rating in `learn`: the count is equal to 0.",
            lambda value: 0.26 <= value <= 0.2645,
        ),
        Mistake(
            "that is the difference in MAE.",
            "0.332",
            "Which of the two errors did you take from `evaluate`?",
            '`evaluate(model, unknown)["RMSE"]` is the one that is asked for.',
            lambda value: 0.329 <= value <= 0.334,
        ),
        Mistake(
            "that is the difference in squared stars.",
            "0.700",
            "Is the error in stars or in squared stars?",
            "Take the root of each mean squared error before you subtract.",
            lambda value: 0.697 <= value <= 0.703,
        ),
        Mistake(
            "the similarities know the test ratings, too.",
            "0.407",
            "On which ratings did you fit the third model?",
            "`movies.ratings` holds those of `test` as well. Fit it on `train`.",
            lambda value: 0.405 <= value <= 0.4093,
        ),
        Mistake(
            "not only the similarities know the ratings set aside, but everything.",
            "0.541",
            "On which ratings is `leaky` itself fitted?",
            "Biases and votes come from `learn`. Fit `leaky` on `learn`, then replace the three arrays.",
            lambda value: 0.535 <= value <= 0.545 or 0.518 <= value <= 0.525,
        ),
        Mistake(
            "that is the error of the leaky model.",
            "0.638",
            "How much lower is it than that of the honest model?",
            "Subtract it from the error of `honest` on the same ratings.",
            lambda value: 0.6365 <= value <= 0.6395,
        ),
        Mistake(
            "that is the error of the honest model.",
            "1.052",
            "How much lower is that of the leaky one?",
            "Subtract from it the error of `leaky` on the same ratings.",
            lambda value: 1.05 <= value <= 1.055,
        ),
        Mistake(
            "that is a ratio of the two errors.",
            "1.649",
            "In which unit is a ratio, and which unit is asked for?",
            "Subtract one error from the other.",
            lambda value: 1.64 <= value <= 1.66 or 0.605 <= value <= 0.608,
        ),
        Mistake(
            "that is a share, and stars are asked for.",
            "0.393",
            "In which unit is a share, and which unit is asked for?",
            "Subtract one error from the other, and leave it at that.",
            lambda value: 0.392 <= value <= 0.3945 or 0.6475 <= value <= 0.65,
        ),
        Mistake(
            "those are per cent, and stars are asked for.",
            "39.3",
            "Can two errors on a scale from 0.5 to 5 differ by so many stars?",
            "Subtract one error from the other, and leave it at that.",
            lambda value: 39.2 <= value <= 39.45 or 64.7 <= value <= 65,
        ),
        Mistake(
            "that is what the leak does to another measure.",
            "0.031",
            "Which `measure` did you pass to each of the three models?",
            'The default is `"cosine"`, which hardly looks at how a film was rated. The exercise asks for '
            '`"adjusted_cosine"`, three times.',
            lambda value: 0.0305 <= value <= 0.0325,
        ),
        Mistake(
            "the counts are taken for places in the table.",
            "0.119",
            "Does your `take` get a True or False for each rating, or whole numbers?",
            "`learn.item_counts[valid.items]` has counts. Compare them with 0: `== 0` makes the mask.",
            lambda value: 0.118 <= value <= 0.121,
        ),
        Mistake(
            "that is what the leak does when all lengths go over the common raters.",
            "0.353",
            "Which `measure` did you pass to each of the three models?",
            'The exercise asks for `"adjusted_cosine"`, without `_common`.',
            lambda value: 0.351 <= value <= 0.355,
        ),
        Mistake(
            "films with one rating in `learn` count too.",
            "0.434",
            "How many ratings may a film have in `learn`, to be among those asked for?",
            "None: the count is equal to 0.",
            lambda value: 0.4325 <= value <= 0.435,
        ),
        Mistake(
            "those are films with exactly one rating, in `learn` or in another table.",
            "0.401",
            "In which ratings should these films have none?",
            "`learn.item_counts[valid.items]` counts what an honest model may know. It has to be 0.",
            lambda value: any(low <= value <= low + 0.002 for low in (0.3758, 0.4003, 0.4112, 0.4593)),
        ),
        Mistake(
            "it is measured on `test`.",
            "0.008",
            "Which ratings do the similarities of `train` know?",
            "`test` stays set aside until the end of the lesson. Measure on ratings of `valid`.",
            lambda value: 0.007 <= value <= 0.0085,
        ),
        Mistake(
            "`train` and `test` took the places of `learn` and `valid`.",
            "0.371",
            "On which ratings did you fit, and on which did you measure?",
            "`test` stays set aside until the end of the lesson. Fit on `learn`, and measure on ratings of `valid`.",
            lambda value: 0.3695 <= value <= 0.373,
        ),
        Mistake(
            "that is how many ratings or films there are.",
            "735",
            "In which unit is the answer?",
            "You have found the ratings. Measure both models on them, and subtract.",
            lambda value: value in (663, 735),
        ),
    ),
)
