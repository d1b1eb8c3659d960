"""Exercises 04/edge and 04/everywhere: find something out with the package; the answer is a number or a title.

The accepted ranges come from runs with the seeds 0 to 5, with all of the training ratings and with nine tenths of them;
`tests/practice/test_investigate_04.py` repeats some.
"""

from __future__ import annotations

from rectutor.practice.exercises import Mistake, ValueExercise

EDGE = ValueExercise(
    name="04/edge",
    number="4.5",
    title="Where it diverges",
    statement=(
        "Train `MatrixFactorizationSGD(factors=20, regularization=0.02, epochs=20)` on `train` with the learning rates "
        "0.01, 0.02, 0.03 and so on. Which is the first of them at which training diverges? (`fit` then raises "
        "`DivergenceError`.)"
    ),
    stub="""\
edge = ...  # a number such as 0.08""",
    solutions=(
        """\
def diverges(learning_rate):
    model = MatrixFactorizationSGD(
        factors=20, learning_rate=learning_rate, regularization=0.02, epochs=20
    )
    try:
        model.fit(train)
    except DivergenceError:
        return True
    return False


edge = next(percent / 100 for percent in range(5, 100) if diverges(percent / 100))""",
        """\
low, high = 1, 100  # hundredths: one trains, the other does not
while high - low > 1:
    middle = (low + high) // 2
    try:
        MatrixFactorizationSGD(
            factors=20, learning_rate=middle / 100, regularization=0.02, epochs=20
        ).fit(train)
        low = middle
    except DivergenceError:
        high = middle
edge = high / 100""",
    ),
    hints=(
        "Find one learning rate that trains to the end and one that does not. Where would you look next?",
        "Halve the interval between the two again and again, or try all of them in a loop with `try` and "
        "`except DivergenceError`.",
    ),
    shows=(
        "The edge is sudden: one hundredth below it, training ends with a number. Useful learning rates end far "
        "earlier."
    ),
    kind="number",
    accepts=lambda value: 0.205 <= value <= 0.225,
    mistakes=(
        Mistake(
            "that is where λ = 0.1 diverges, the default.",
            "0.28",
            "Which `regularization` did your model have?",
            "A larger λ pulls the vectors back at every step and bears larger steps. The exercise asks for 0.02.",
            lambda value: 0.265 <= value <= 0.295,
        ),
        Mistake(
            "that is where vectors of 100 factors diverge.",
            "0.17",
            "How many factors did your model have?",
            "Longer vectors overshoot earlier. The exercise asks for 20 factors.",
            lambda value: 0.165 <= value <= 0.185,
        ),
        Mistake(
            "that is where the formula without biases diverges.",
            "0.14",
            "What was the first prediction of your model, before anything was learned?",
            "Without μ and biases every first error is a whole rating. Leave `biases` as it is.",
            lambda value: 0.135 <= value <= 0.155,
        ),
        Mistake(
            "there training still ends with a number: it is the last rate of the lesson's table that does.",
            "0.2",
            "Which rates lie between this one and the next in the table, and what happens there?",
            "The table takes large steps, and it was made on other ratings. Try 0.21, 0.22, 0.23 … yourself, on "
            "`train`.",
            lambda value: 0.185 < value < 0.205,
        ),
        Mistake(
            "training diverges there, and at a smaller rate already.",
            "0.25",
            "Which rates below this one did you try?",
            "The lesson's table takes large steps. Go down from here in steps of 0.01 until training ends with a "
            "number.",
            lambda value: 0.225 < value < 0.265 or value > 0.295,
        ),
        Mistake(
            "there the validation error rises from the start, and training still ends with a number.",
            "0.1",
            "Does `fit` raise anything at this learning rate?",
            "Too large to be useful is not yet too large to end. Go on upwards until `DivergenceError` comes.",
            lambda value: 0.045 <= value < 0.135,
        ),
        Mistake(
            "that is a learning rate at which the model learns well.",
            "0.01",
            "Does `fit` raise anything at this learning rate?",
            "Not the best learning rate is asked for, but the one at which the error stops being a number. It is far "
            "larger.",
            lambda value: 0 < value < 0.045,
        ),
    ),
)

EVERYWHERE = ValueExercise(
    name="04/everywhere",
    number="4.6",
    title="One film for everyone",
    statement=(
        "Fit `MatrixFactorizationSGD()` on `train` and take the ten recommendations of **every** user with "
        "`min_ratings=0`. Which film stands in the most lists? Answer with its title; "
        "`check` then tells you how many training ratings it has."
    ),
    stub="""\
film = ...  # a title, as text""",
    solutions=(
        """\
model = MatrixFactorizationSGD().fit(train)
places = {}
for user in train.user_ids:
    for title in model.recommend(user, min_ratings=0)["title"]:
        places[title] = places.get(title, 0) + 1
film = max(places, key=places.get)""",
        """\
model = MatrixFactorizationSGD().fit(train)
lists = [model.recommend(user, min_ratings=0) for user in train.user_ids]
titles = sorted(title for table in lists for title in table["title"])
film = max(set(titles), key=titles.count)""",
    ),
    hints=(
        "How would you count, by hand, in how many lists a film stands?",
        "`train.user_ids` has all users; `model.recommend(user, min_ratings=0)` is a table with a column `title`. "
        "Count the "
        "titles of all tables.",
    ),
    shows="Its seven training ratings put it into nearly every list: the highest of many noisy values.",
    kind="title",
    accepts=lambda title: title == "yojimbo",
    mistakes=(
        Mistake(
            "that film leads when rarely rated films are left out.",
            '"Treasure of the Sierra Madre, The (1948)"',
            "Which `min_ratings` did your lists have?",
            "The default leaves out films with fewer than 20 training ratings. The exercise asks for `min_ratings=0`.",
            lambda title: title in ("the treasure of the sierra madre", "ran", "it happened one night"),
        ),
        Mistake(
            "that film has the most ratings.",
            '"Forrest Gump (1994)"',
            "How many users have rated this film? Can it be recommended to them?",
            "What most people have rated is not what is recommended most. Count the titles in the lists.",
            lambda title: title in ("forrest gump", "pulp fiction", "the shawshank redemption"),
        ),
        Mistake(
            "that film stands in many lists, and another one in more.",
            '"Tom Jones (1963)"',
            "In how many lists does it stand, out of how many users?",
            "Count over all of `train.user_ids`, with the defaults of the model, and take the title with the largest "
            "count.",
            lambda title: (
                title
                in (
                    "i shot andy warhol",
                    "tom jones",
                    "hachiko: a dog's story (a.k.a. hachi: a dog's tale)",
                    "a face in the crowd",
                    "diabolique (les diaboliques)",
                )
            ),
        ),
    ),
)
