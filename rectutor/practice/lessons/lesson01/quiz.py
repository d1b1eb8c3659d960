"""The quiz of lesson 01. Numbers in it can be worked out with a pencil; none depends on a run."""

from rectutor.practice.quizzes import multiple, number, other, right, single, slip

QUIZ = [
    number(
        "4 users, 5 films, 8 ratings. How dense is the table?",
        40,
        r"$8 / (4 \cdot 5) = 0.4$. That is more than twenty times as dense as MovieLens.",
        slip(60, "That is the share of the cells that are empty."),
        slip(0.4, "In per cent, that is a hundred times as much."),
        slip(250, "Ratings over cells, not cells over ratings."),
        slip(88.9, "A table with 4 rows and 5 columns has how many cells? Not 9.", tolerance=0.2),
        slip(2, "That is how many ratings a user has. How many could a user have?"),
        otherwise="The number of ratings over the number of cells, and a cell belongs to one user and one film.",
        unit="%",
    ),
    single(
        "One user gave a film 1 star in 1999, another gave it 1 star in 2010. Do the two ratings say the same?",
        right(
            "no: in 1999 there was nothing below 1",
            "In 1999 it was the lowest rating of all; in 2010 somebody chose not to give half a star.",
        ),
        other(
            "yes: 1 star is 1 star",
            "The number is the same. Which numbers could be chosen from, in 1999 and in 2010?",
        ),
        other(
            "no: films from 1999 are better",
            "It is the same film. What changed between the two years is the form that people filled in.",
        ),
    ),
    number(
        "A user gave 5, 4 and 3 stars, and nothing else. What is the centred rating of the 5?",
        1,
        r"The user's mean is 4, and $5 - 4 = 1$: one star above this user's habit.",
        slip(-1, "Rating minus mean. Is a 5 above this user's habit or below?"),
        slip(4, "That is the mean. How far is the rating from it?"),
        slip(1.22, "That is the z-score: the deviation over the spread, 0.816. Only the mean is taken out here.", 0.01),
        slip(1.46, "That is how far the 5 lies above everybody's mean. Whose mean is asked for?", 0.01),
        slip(9, "The mean is subtracted, not added."),
        otherwise="First the mean of the three ratings, then the 5 minus this mean.",
        unit="stars",
    ),
    number(
        "Ada rated films A and B, Ben rated A and B, Chloe rated B and C. How many ratings are in the 2-core?",
        4,
        "C has one rating and goes; then Chloe has one left and goes; A and B keep two each, and so do Ada and Ben.",
        slip(5, "C is out. How many ratings does Chloe have now?"),
        slip(6, "Every user has two ratings. Does every film?"),
        slip(0, "A and B still have two ratings each when C and Chloe are gone."),
        slip(2, "How many ratings do Ada and Ben have each, when only A and B are left?"),
        otherwise="Cross out films with one rating, then users with one rating, and look at the films again.",
    ),
    multiple(
        "Which of these make ratings missing **not** at random?",
        right(
            "people watch what they expect to like",
            "What they would dislike, they never see: it is missing more often.",
        ),
        right(
            "who hates a film leaves after ten minutes, and does not rate it",
            "Then low ratings are missing because they would be low.",
        ),
        right(
            "the site shows its favourites on the first page, and people rate what is shown",
            "Then the site itself decides what is missing. A recommender that learns from this learns its own habits.",
        ),
        other(
            "one rating in ten is lost by a faulty disk",
            "The disk does not know what people think. This is missing at random: fewer ratings, and no other picture.",
        ),
        other(
            "the file is sorted by user",
            "An order hides nothing. It only makes the first thousand lines a bad sample.",
        ),
    ),
    single(
        "A user has 109 ratings, 108 of them within one minute. What do you do?",
        right(
            "look at the ratings before deciding",
            "Do they differ, are they of films that people know? Then somebody may have filled in a long form and "
            "sent it once.",
        ),
        other(
            "take the user out: nobody watches so fast",
            "A timestamp says when a rating arrived, not when a film was seen. What would you lose if a person did it?",
        ),
        other(
            "keep the first rating of the minute",
            "Why should the first be more true than the others? And which is the first, when seconds are equal?",
        ),
        other(
            "nothing: the ratings are in the scale",
            "A program that pushes one film gives ratings in the scale, too. The speed is a reason to look.",
        ),
    ),
    single(
        "A paper reports a lower error on a 20-core than yours on all ratings. Is its model better?",
        right(
            "that cannot be said",
            "The 20-core has left out the users and films about which least is known, the hard part. Fit both on the "
            "same ratings.",
        ),
        other("yes, its error is lower", "On which ratings was it measured? Are yours among them?"),
        other(
            "no: with fewer ratings a model is worse",
            "For each user and film that is left there are more ratings, not fewer: they are easier to predict.",
        ),
    ),
    single(
        "You join 100,004 ratings with a table of films, and 105,902 lines come out. What has happened?",
        right(
            "some ratings matched several films",
            "The column that joins them is no key on the side of the films: each match makes a line.",
        ),
        other(
            "films without ratings were added",
            "That can happen with an outer join. Then these lines would have no user; the usual inner join never "
            "adds them.",
        ),
        other(
            "ratings without a film were added",
            "They were there before. At most, a join keeps them; it does not multiply them.",
        ),
        other(
            "nothing: a join changes the number of lines",
            "A join of ratings with what is known about their films should give one line for each rating.",
        ),
    ),
]
