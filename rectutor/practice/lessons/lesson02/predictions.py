"""What lesson 02 asks before it shows: kept here, so that the cell above a question does not give the answer away."""

from rectutor.practice.question import Option

PREDICTIONS = {
    "02/ship": {
        "question": "Each model now recommends ten films to every user. Whose tens hold the most films that their "
        "users rated 4 or higher, in the ratings kept for validation?",
        "options": [
            Option(
                "those of MF",
                "lowest error",
                "It knows best what people will give the films that they do rate. The next cell shows what becomes of "
                "that.",
            ),
            Option(
                "those of Popularity",
                "no ratings, no taste",
                "By far: more than three times as many as Bias, six times as many as MF.",
            ),
            Option("those of Bias", "close behind, and simpler", "Close behind in error. The next cell has its lists."),
        ],
        "answer": 1,
        "because": "The model that predicts no rating at all, and offers everybody the same films, is far ahead of the "
        "two that do. Read on for what these numbers can say, and what they cannot.",
    },
    "02/two-lists": {
        "question": "Three films are relevant. List A: miss, **hit, hit**, miss, miss. List B: **hit**, miss, miss, "
        "miss, miss. Which of these metrics prefer list B: precision, reciprocal rank, nDCG (all at 5)?",
        "options": [
            Option("only the reciprocal rank", feedback="It asks for the first hit and for nothing else."),
            Option(
                "the reciprocal rank and nDCG",
                feedback="nDCG pays the first place most, but not more than the next two together: 1 against "
                "0.631 + 0.5.",
            ),
            Option("all three", feedback="Precision counts hits: two are more than one."),
        ],
        "answer": 0,
        "because": "Precision is 0.4 for A and 0.2 for B. nDCG divides 0.631 + 0.5 = 1.131 and 1 by the same best "
        "list. The reciprocal rank is ½ for A and 1 for B. Metrics are opinions about what a list is for.",
    },
    "02/damping": {
        "question": "A damping of 3 has the lowest error of those in the picture. Which damping of the films makes the "
        "lists with the highest nDCG?",
        "options": [
            Option(
                "0", "no damping", "Without damping, films with a single 5 fill the lists; hardly anybody rates them."
            ),
            Option("3", "the one with the lowest error", "It would be convenient if one setting were best for both."),
            Option("25 or more", "far too much for the error", "Far too much for the error, and better for the lists."),
        ],
        "answer": 2,
        "because": "Much damping pulls films with few ratings to the mean, so that what remains on top is good **and** "
        "known. Known films are those that users rate; only what was rated can be a hit.",
    },
    "02/sure": {
        "question": "The 95 % intervals of Bias and MF, each by itself, overlap nearly everywhere. Is MF the better "
        "one?",
        "options": [
            Option(
                "these intervals do not say: the difference has one of its own",
                feedback="Both models meet the same hard and the same easy users.",
            ),
            Option(
                "it cannot be known: the intervals overlap",
                feedback="That would be right for two models measured on different users. These are measured on the "
                "same.",
            ),
            Option("only for some draws of the users", feedback="Look at the draws in the next cell, one by one."),
        ],
        "answer": 0,
        "because": "A draw with many unpredictable users raises both values together. Their **difference** on the same "
        "draw hardly moves. The next cell counts the draws in which MF is better.",
    },
    "02/future": {
        "question": "After a random split: for how many of the ratings set aside does the model know a **later** "
        "rating by the same user?",
        "options": ["about half", "about three quarters", "nearly all"],
        "answer": 2,
        "because": "A rating has no later one left only when it is among the last of its user. Whoever has a hundred "
        "ratings has a few of these. The next cell counts.",
    },
    "02/new-product": {
        "question": "A film site opens with these models, tuned on what it has. Next month thousands of people sign "
        "up. Which row comes nearest to the error that they will see?",
        "options": [
            Option("random", "the lowest error", "Here every test user is well known, and so is their future."),
            Option(
                "one moment for all, or new users",
                "people whom the model has never met",
                "These rows know nothing of most of their users, as the site does.",
            ),
            Option(
                "last fifth of each user",
                "their own past, not their future",
                "The time is right, but every user already has a history here.",
            ),
        ],
        "answer": 1,
        "because": "A split is a question. *Random* asks how well holes in a known table are filled; *last fifth*, "
        "what known users do next; the other two, what happens when people arrive. In none of the last three rows is "
        "MF surely better than Bias.",
    },
    "02/sampled": {
        "question": "Now rank each relevant film against 100 random ones, not against all. Bias with a damping of 25 "
        "found more than plain factors before. Who is ahead?",
        "options": [
            Option("plain factors", feedback="They are, and not by chance: the interval leaves out zero."),
            Option("Bias, as before", feedback="Every number became larger. Did the order stay?"),
            Option("both alike", feedback="The intervals in the table say otherwise."),
        ],
        "answer": 0,
        "because": "Ten places among 101 films are about the first tenth of all films. So the sampled number asks who "
        "lifts a film into the upper tenth; the full one, who lifts it into the first ten. These are two questions "
        "with two winners.",
    },
    "02/coverage": {
        "question": "Popularity fills 6,680 places, ten for each of 668 users. With how many different films?",
        "options": ["fewer than 50", "about 500", "several thousand"],
        "answer": 0,
        "because": "All lists are cut from one ranking; a user's own differs only by the films already seen. The next "
        "table has the share of the catalogue.",
    },
    "02/bug": {
        "question": "Two numbers and a straight line, and far ahead of 100 factors: what is the matter?",
        "options": [
            Option(
                "nothing: a simple model can win",
                feedback="It can. But a lead ten times as large as that of MF over Bias should make you look twice.",
            ),
            Option(
                "the two means know the ratings that are set aside",
                feedback="They are taken over all lines of the table.",
            ),
            Option(
                "the straight line is fitted on ratings that it is measured on",
                feedback="`lstsq` gets the lines that are not `aside`, and the error is taken on those that are. Where "
                "do `film` and `person` come from?",
            ),
        ],
        "answer": 1,
        "because": '`groupby(…).transform("mean")` runs over the whole table. Each film\'s mean contains the very '
        "ratings "
        "that are to be predicted; for a film with a single rating it **is** that rating.",
    },
}
