"""Exercises 03/one-rater and 03/leak: find something out with the package; the answer is a number.

Nothing in them is random beyond the splits' seeds, which are given. Single precision leaves the order of equally
similar films open; neither answer depends on it.
`tests/practice/test_investigate_03.py` computes the answers and the known slips.
"""

from __future__ import annotations

from rectutor.practice.exercises import Mistake, ValueExercise

# Numbers that are found in several wrong ways to 03/leak.
ONCE = (0.3768, 0.4012, 0.4121, 0.4603)  # on films with one rating in valid, train, movies.ratings and learn
APART = (0.2171, 0.2272, 0.2457)  # one of the two errors is measured on all ratings of valid, or on the others
SINGLE = (0.5113, 0.5478, 0.5952, 0.6422, 0.6627, 0.8554, 0.8608, 0.8655, 0.8836)

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
            "the film at the top of the list that is asked for has few common raters.",
            "1",
            "How many common raters has the film at the top of your list? If few: does any film of your list have 20? "
            "If many: which measure and which β made the list?",
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
            "that film has few common raters, or films with few ratings were left out before the places were counted.",
            "18",
            "What does its `overlap` say, and did you set `min_ratings`?",
            "Go on downwards until the overlap is 20 or more. And leave `min_ratings` at 0: all films with a "
            "similarity above 0 count.",
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
            "that is how many films have a similarity of 1, or about as many.",
            "549",
            "Is a number of films asked for, or the place of one?",
            "These films stand above the one that you are looking for. Go on down until the overlap is 20 or more.",
            lambda value: 455 <= value < 480 or 484 <= value <= 487 or 540 <= value <= 560,
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
            lambda value: 0.745 <= value <= 0.7505,
        ),
        Mistake(
            "that is its id.",
            "3114",
            "By what is the table indexed, by place or by film?",
            "`idxmax` returns the label of a row, here the id of the film; `np.argmax` its place, counted from 0.",
            lambda value: value == 3114,
        ),
        Mistake(
            "that is how many films have fewer than 20 common raters.",
            "2477",
            "Do all of these stand above the one that you are looking for?",
            "Go down the list as it is sorted, the most similar first, and stop at the first overlap of 20 or more.",
            lambda value: value in (2477, 2478),
        ),
        Mistake(
            "that is how many films have 21 common raters or more.",
            "201",
            "Is a number of films asked for, or the place of one?",
            "Of the films with 20 common raters or more, find the one that stands first, and count how far down it "
            "stands.",
            lambda value: value in (200, 201),
        ),
        Mistake(
            "the list is counted from its other end, and begins with the least similar.",
            "7",
            "Which similarity has the film on your place 1?",
            "`similar_items` brings the list sorted, the most similar first. Do not sort it again.",
            lambda value: value in (6, 7),
        ),
        Mistake(
            "that is its place from the bottom.",
            "1682",
            "Which film is on place 1, the most similar or the least?",
            "`similar_items` brings the list sorted, the most similar first. Count from its top.",
            lambda value: value in (1681, 1682),
        ),
        Mistake(
            "that is its place by overlap.",
            "28",
            "By what is your list sorted?",
            "Leave the list as it is, by similarity, and look for the first overlap of 20 or more.",
            lambda value: value in (27, 28),
        ),
        Mistake(
            "the means go over the common raters, as in pandas' `corr`.",
            "663",
            "With one common rater, what is your correlation, and what is that of `ItemKNN`?",
            "`ItemKNN` subtracts each film's mean over **all** its raters. Take the list of its `similar_items`.",
            lambda value: value in (662, 663),
        ),
        Mistake(
            "the first film with 20 common raters stands farther up.",
            "1098",
            "How many common raters are asked for, and has a film above this one as many?",
            "20 or more are asked for, and the first such film: `np.argmax` finds the first True.",
            lambda value: value in (1097, 1098, 1487, 1488),
        ),
        Mistake(
            "that is the last film with 20 common raters or more.",
            "2695",
            "From which end of the list did you look?",
            "`np.argmax` finds the first True, and a loop has to stop there: `break`.",
            lambda value: value in (2694, 2695),
        ),
        Mistake(
            "the list comes from another split.",
            "969",
            "With which seeds were your `train` and `learn` made?",
            "Run the cells at the top of the notebook again: `learn` comes from `random_split(train, seed=1)`.",
            lambda value: value in (968, 969),
        ),
    ),
)

LEAK = ValueExercise(
    name="03/leak",
    number="3.6",
    title="What nobody can know",
    statement=(
        "Some ratings in `valid` are of films without any rating in `learn`: their `learn.item_counts` is 0. What does "
        'a leak make of them? Fit three models, each `ItemKNN(measure="adjusted_cosine")`, with the defaults for all '
        "else (not the settings of `chosen`):\n\n"
        "- `honest`, on `learn`;\n"
        "- `knowing`, on `train`: its similarities know the ratings of `valid`;\n"
        "- `leaky`, on `learn`; but then its `starts_`, `neighbors_` and `similarities_` are replaced by those of "
        "`knowing`.\n\n"
        "On these ratings of `valid` alone: by how many **stars** is the RMSE of `leaky` lower than that of `honest`, "
        "to three decimals? `valid.take(mask)` keeps a part of the ratings. Think before you compute: what can "
        "`honest` know of such a film?"
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
            "it is rounded too far, or the two errors are measured on different ratings.",
            "0.41",
            "Which digit comes third after the point, and are both errors measured on the same ratings?",
            "Keep three decimals: `round(difference, 3)`. If it was 0.410 before you rounded, one of the errors is "
            "that of the lesson's `fast` on all of `valid`, 0.642.",
            lambda value: abs(value - 0.41) < 1e-6 or abs(value - 0.4) < 1e-6,
        ),
        Mistake(
            "the two errors are exchanged.",
            "-0.414",
            "Which of the two errors is lower, and from which one do you subtract?",
            "Subtract the error of `leaky` from that of `honest`.",
            lambda value: -0.4155 <= value <= -0.4125 or abs(value + 0.41) < 1e-6,
        ),
        Mistake(
            "there is no difference between your two errors.",
            "0",
            "Which similarities had each of your two models when you measured, and on which ratings?",
            "`leaky = honest` is a second name for the same model. The similarities have to come from a model that is "
            "fitted on `train`. All three arrays have to be replaced: without `starts_` these films stay without "
            "neighbours. And of the ratings in `test` no model knows anything.",
            lambda value: abs(value) < 1e-6,
        ),
        Mistake(
            "it is measured on all of `valid`.",
            "0.270",
            "On how many ratings did you measure?",
            "Keep the ratings whose film has no rating in `learn`: `valid.take(learn.item_counts[valid.items] == 0)`.",
            lambda value: 0.2695 <= value <= 0.271,
        ),
        Mistake(
            "it is measured on films that do have ratings in `learn`.",
            "0.262",
            "Which ratings does your mask keep?",
            "Those whose film has no rating in `learn`: the count is equal to 0.",
            lambda value: 0.2615 <= value <= 0.2631,
        ),
        Mistake(
            "that is the difference in MAE.",
            "0.332",
            "Which of the two errors did you take from `evaluate`?",
            '`evaluate(model, unknown)["RMSE"]` is the one that is asked for.',
            lambda value: 0.3305 <= value <= 0.3325,
        ),
        Mistake(
            "that is the difference in squared stars.",
            "0.700",
            "Is the error in stars or in squared stars?",
            "Take the root of each mean squared error before you subtract.",
            lambda value: 0.6993 <= value <= 0.7007,
        ),
        Mistake(
            "the similarities know the test ratings, too.",
            "0.407",
            "On which ratings is `knowing` fitted?",
            "`movies.ratings` holds those of `test` as well. Fit it on `train`.",
            lambda value: 0.4065 <= value <= 0.408,
        ),
        Mistake(
            "not only the similarities know the ratings of `valid`, but everything in the model.",
            "0.541",
            "On which ratings is `leaky` itself fitted?",
            "Biases and votes come from `learn`. Fit `leaky` on `learn`, then replace the three arrays.",
            lambda value: 0.5405 <= value <= 0.5416 or 0.5205 <= value <= 0.5225,
        ),
        Mistake(
            "that is the error of the leaky model.",
            "0.638",
            "How much lower is it than that of the honest model?",
            "Subtract it from the error of `honest` on the same ratings.",
            lambda value: 0.6377 <= value <= 0.6389,
        ),
        Mistake(
            "that is the error of the honest model.",
            "1.052",
            "How much lower is that of the leaky one?",
            "Subtract from it the error of `leaky` on the same ratings.",
            lambda value: 1.0515 <= value <= 1.0532,
        ),
        Mistake(
            "that is a ratio of the two errors.",
            "1.649",
            "In which unit is a ratio, and which unit is asked for?",
            "Subtract one error from the other.",
            lambda value: 1.6475 <= value <= 1.6505 or 0.6058 <= value <= 0.6072,
        ),
        Mistake(
            "that is a share, and stars are asked for.",
            "0.393",
            "In which unit is a share, and which unit is asked for?",
            "Subtract one error from the other, and leave it at that.",
            lambda value: 0.3927 <= value <= 0.3941 or 0.648 <= value <= 0.6495,
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
            lambda value: 0.1186 <= value <= 0.1198,
        ),
        Mistake(
            "that is what the leak does when all lengths go over the common raters.",
            "0.353",
            "Which `measure` did you pass to each of the three models?",
            'The exercise asks for `"adjusted_cosine"`, without `_common`.',
            lambda value: 0.3526 <= value <= 0.3538,
        ),
        Mistake(
            "films with one rating in `learn` count too.",
            "0.434",
            "How many ratings may a film have in `learn`, to be among those asked for?",
            "None: the count is equal to 0.",
            lambda value: 0.433 <= value <= 0.4342,
        ),
        Mistake(
            "that is the difference on films with exactly one rating, in `learn` or in another table.",
            "0.401",
            "In which ratings should these films have none?",
            "`learn.item_counts[valid.items]` counts what an honest model may know. It has to be 0.",
            lambda value: any(abs(value - found) < 0.0006 for found in ONCE),
        ),
        Mistake(
            "it is measured on `test`.",
            "0.008",
            "Which ratings do the similarities of `train` know?",
            "`test` stays set aside until the end of the lesson. Measure on ratings of `valid`.",
            lambda value: 0.0073 <= value <= 0.0085,
        ),
        Mistake(
            "`train` and `test` took the places of `learn` and `valid`.",
            "0.371",
            "On which ratings did you fit, and on which did you measure?",
            "`test` stays set aside until the end of the lesson. Fit on `learn`, and measure on ratings of `valid`.",
            lambda value: 0.3706 <= value <= 0.3718,
        ),
        Mistake(
            "that is how many ratings or films there are.",
            "735",
            "In which unit is the answer?",
            "You have found the ratings. Measure both models on them, and subtract.",
            lambda value: value in (663, 735, 1308),
        ),
        Mistake(
            "those are the settings of the lesson's `chosen` and `fast`.",
            "0.390",
            "Which `shrinkage` and which `neighbors` have your models?",
            "`chosen`, `once` and `fast` have a β of 10 and 40 neighbours. Fit three new models, each "
            '`ItemKNN(measure="adjusted_cosine")` and nothing else.',
            lambda value: 0.3888 <= value <= 0.3902,
        ),
        Mistake(
            "the similarities are shrunk.",
            "0.375",
            "Which `shrinkage` has the model whose similarities you took?",
            'The lesson\'s `once` has a β of 10. Fit a third one, `ItemKNN(measure="adjusted_cosine")`, on `train`.',
            lambda value: 0.374 <= value <= 0.3754 or 0.2246 <= value <= 0.226,
        ),
        Mistake(
            "there are 40 neighbours.",
            "0.418",
            "Which settings have your three models?",
            "Only the measure is passed; the default is 20 neighbours.",
            lambda value: 0.4175 <= value <= 0.4185,
        ),
        Mistake(
            "those are two errors of the lesson, on all of `valid`.",
            "0.219",
            "On which ratings are the two to be compared, and which models are they?",
            "0.861 and 0.642 belong to models with other settings. Fit those of the exercise, and keep the ratings "
            "whose film has no rating in `learn`.",
            lambda value: 0.218 <= value <= 0.2195,
        ),
        Mistake(
            "that compares a leaky model with `Bias`, on all of `valid`.",
            "0.242",
            "On which ratings are the two to be compared, and which models are they?",
            "Fit `honest` and `leaky`, and keep the ratings whose film has no rating in `learn`.",
            lambda value: 0.2412 <= value <= 0.2424 or 0.2878 <= value <= 0.289,
        ),
        Mistake(
            "the two errors are measured on different ratings.",
            "0.217",
            "On which ratings did you measure `honest`, and on which `leaky`?",
            "Both on those whose film has no rating in `learn`.",
            lambda value: any(abs(value - found) < 0.0006 for found in APART) or 0.4101 <= value <= 0.4107,
        ),
        Mistake(
            "`leaky` is itself fitted on `train`, and it is measured on all of `valid`.",
            "0.318",
            "On which ratings is `leaky` itself fitted, and on how many did you measure?",
            "Fit `leaky` on `learn`, replace the three arrays, and keep the ratings whose film has no rating in "
            "`learn`.",
            lambda value: 0.317 <= value <= 0.3183,
        ),
        Mistake(
            "that is an error of a single model.",
            "0.642",
            "Which two errors are to be compared, and on which ratings?",
            "Measure `honest` and `leaky` on the ratings whose film has no rating in `learn`, and subtract.",
            lambda value: any(abs(value - error) < 0.0006 for error in SINGLE),
        ),
        Mistake(
            "only a part of the three arrays is replaced.",
            "0.258",
            "Which neighbours, and whose similarities, has your `leaky`?",
            "`starts_` says where a film's neighbours begin, `neighbors_` which they are, `similarities_` how alike. "
            "Replace all three.",
            lambda value: 0.2571 <= value <= 0.2584 or -0.0251 <= value <= -0.0239,
        ),
        Mistake(
            "ids of films are taken for places.",
            "0.265",
            "By what is `item_counts` indexed, by id or by place?",
            "`valid.items` has the places of the films: `learn.item_counts[valid.items] == 0`.",
            lambda value: 0.2643 <= value <= 0.2655,
        ),
        Mistake(
            "places of films are taken for places of ratings.",
            "0.277",
            "How many entries has your mask, and how many ratings has `valid`?",
            "`learn.item_counts == 0` speaks of films. `learn.item_counts[valid.items] == 0` has an entry for each "
            "rating.",
            lambda value: 0.2761 <= value <= 0.2774,
        ),
        Mistake(
            "places are passed to `predict`, which takes ids.",
            "-0.002",
            "What does `valid.users` hold, ids or places?",
            "`valid.user_ids[valid.users]` has the ids, and so have films. Or let `evaluate` do it.",
            lambda value: -0.0028 <= value <= -0.0018,
        ),
        Mistake(
            "that is a mean of the errors of single films or users.",
            "0.328",
            "How much does a film with one rating count with you, and how much one with ten?",
            "Take one RMSE over all 735 ratings: the mean of all squared errors, then the root.",
            lambda value: 0.3262 <= value <= 0.3286,
        ),
        Mistake(
            "that is the difference of two standard deviations.",
            "0.409",
            "What does a standard deviation subtract from each error first?",
            "An RMSE is the root of the mean of the squared errors. A model that is too high by one star everywhere "
            "has an error of one star, and no spread.",
            lambda value: 0.4085 <= value <= 0.4095,
        ),
        Mistake(
            "the root is taken after subtracting.",
            "0.837",
            "Is the root of a difference the difference of the roots?",
            "Take the root of each mean squared error, then subtract.",
            lambda value: 0.836 <= value <= 0.8373,
        ),
        Mistake(
            "that is how far apart the two predictions are, not the errors.",
            "0.764",
            "Where in your formula do the ratings of `valid` stand?",
            "An error is a prediction minus a rating. Take the RMSE of each model, then subtract.",
            lambda value: 0.763 <= value <= 0.7643,
        ),
        Mistake(
            "the errors are not squared, so high and low ones cancel.",
            "0.117",
            "A model is too high by a star once, and too low by a star once. What is its mean error with you?",
            '`evaluate(model, unknown)["RMSE"]` squares the errors before it takes their mean, and then the root.',
            lambda value: 0.1162 <= abs(value) <= 0.1175,
        ),
        Mistake(
            "those are medians.",
            "0.312",
            "What does the M in RMSE stand for?",
            "Take the mean of the squared errors, then the root.",
            lambda value: 0.3112 <= value <= 0.3125,
        ),
        Mistake(
            "`knowing` is fitted on `valid` or `test` alone.",
            "-0.009",
            "On which ratings is `knowing` to be fitted?",
            "On `train`, which is `learn` and `valid` together.",
            lambda value: -0.0099 <= value <= -0.0088 or 0.0105 <= value <= 0.0116,
        ),
    ),
)
