"""The quiz of lesson 02. Numbers in it can be worked out with a pencil; none depends on a run."""

from rectutor.practice.quizzes import multiple, number, other, right, single, slip

QUIZ = [
    single(
        "You want to know how good the recommendations are that a user gets in the first minute after signing up. "
        "Which split asks this?",
        other(
            "set ratings aside at random",
            "Then every user in the test has most ratings in train. What does the model know of somebody who arrives?",
        ),
        other(
            "set each user's last rating aside",
            "That asks what a known user does next. How many ratings does a user have in the first minute?",
        ),
        right(
            "set whole users aside",
            "Nothing of them is in train, as with people who arrive. A handful of ratings each may be given back "
            "(`given=5`).",
        ),
        other(
            "k folds, to be on the safe side",
            "Folds make a number steadier; they do not change the question. What is in train about each test user?",
        ),
    ),
    number(
        "$\\mu = 3.5$, a film has the ratings 4, 5 and 4.5, the damping is 3, and no user has a bias. What is $b_i$?",
        0.5,
        "The deviations are 0.5, 1.5 and 1, together 3; divided by 3 + 3 that is 0.5.",
        slip(1, "That is the mean deviation: the three pretended ratings are missing from the division."),
        slip(3, "That is the sum of the deviations. By how many ratings is it divided?"),
        slip(4.5, "That is the mean of the ratings. A bias is measured from $\\mu$."),
        slip(2.25, "That is 13.5/6. A bias is measured from $\\mu$: subtract it from each rating first."),
        slip(4, "That is the prediction, $\\mu + b_i$. How much of it is $b_i$?"),
        otherwise="How far above 3.5 is each rating? Add that up, and divide by three real and three pretended "
        "ratings.",
        unit="stars",
    ),
    number(
        "A list of three: hit, miss, hit. Three films are relevant, one is not on the list. With $1/\\log_2 2 = 1$, "
        "$1/\\log_2 3 = 0.63$ and $1/\\log_2 4 = 0.5$: what is its nDCG at 3, to two decimals?",
        0.70,
        "The list has 1 + 0.5 = 1.5; the best list has three hits, 1 + 0.63 + 0.5 = 2.13; 1.5/2.13 = 0.70.",
        slip(1.5, "That is DCG. Divide it by what the best list has.", 0.005),
        slip(0.92, "You divided by your own two hits, put on top. The best list holds the missed film, too.", 0.005),
        slip(0.67, "That is precision, and recall. Where the hits stand counts here.", 0.005),
        slip(0.5, "You divided by the number of relevant films. What are they worth on the best list?", 0.005),
        slip(1, "That is the reciprocal rank of the first hit.", 0.005),
        otherwise="Add what the hits are worth on their places; do the same for the best list; divide.",
        tolerance=0.008,
    ),
    multiple(
        "A hit moves from place 9 to place 8 of a list of ten, and the miss on place 8 to place 9. Another hit stays "
        "on place 2. Which of these change?",
        other("precision at 10", "Two hits are on the list before and after. Does precision look at where?"),
        right("nDCG", "Place 8 is worth a little more than place 9."),
        other("recall at 10", "As many relevant films are on the list as before."),
        right("AUC", "One more film that is not relevant now stands below it: a pair more is in order."),
        other("the reciprocal rank", "It looks at the first hit alone, and that one stays on place 2."),
    ),
    single(
        "Model A: RMSE 0.884, interval 0.859 to 0.909. Model B: 0.878, interval 0.853 to 0.905. Same users. Is B "
        "better?",
        other(
            "no: the intervals overlap",
            "That would count against B if the models were measured on different users. Which interval is missing?",
        ),
        other(
            "yes: 0.878 is smaller than 0.884",
            "With other users the two numbers would be others. Could the order be another one, too?",
        ),
        other(
            "yes, if there are many ratings",
            "How many are enough? There is a number that says it.",
        ),
        right(
            "ask for the interval of the difference",
            "The two values rise and fall with the same users, so their difference varies far less than each of them.",
        ),
    ),
    multiple(
        "Which of these are leaks?",
        right(
            "each user's mean rating, taken before the split, is an input of the model",
            "The mean contains the ratings that are to be predicted.",
        ),
        other(
            "$\\mu$ is computed from the training ratings and used for the test",
            "That is what learning is: from train, about test.",
        ),
        right(
            "of ten dampings, the one with the lowest error on the test is reported",
            "The test has been used to choose. It flatters: the luckiest of ten is rarely as good elsewhere.",
        ),
        right(
            "a time split, and popularity counted over all years",
            "At the moment of the cut nobody knew which films would become popular.",
        ),
        other(
            "the same test users are used for two models",
            "Both see the same users, and none of the test ratings. That makes the comparison sharper.",
        ),
    ),
    single(
        "On rated films MF has the lower error; its lists have an nDCG far below that of Popularity. What do these "
        "data say about MF's recommendations?",
        other(
            "users would not like them",
            "Of how many of MF's places is known what the user thinks? Look at the table at the beginning.",
        ),
        right(
            "little: nearly all of them were never rated by the user to whom they go",
            "What nobody rated counts as a miss, liked or not. An experiment with users could say more.",
        ),
        other(
            "users would like them: the error is low",
            "The error is measured on films that users chose to watch and to rate. Are the recommended ones such "
            "films?",
        ),
        other(
            "nDCG is computed wrongly",
            "It does what its formula says. The question is what an unrated film should count as.",
        ),
    ),
]
