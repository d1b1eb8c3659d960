"""The quiz of lesson 03. Numbers in it can be worked out with a pencil; none depends on a run."""

from rectutor.practice.quizzes import multiple, number, other, right, single, slip

QUIZ = [
    single(
        "Two films have one common rater, who gave the first ¼ star more than its mean and the second 2 stars more. "
        "What does Pearson's correlation say, with the mean over all ratings of each film, the lengths over the common "
        "raters, and no shrinkage?",
        right(
            "1",
            "The product 0.25 · 2 is divided by the lengths 0.25 and 2. With a single rater only the sign is left: 1 "
            "or −1, or 0 when one of the two deviations is 0.",
        ),
        other(
            "a little above 0, because ¼ star is little",
            "How long is the vector that holds only this ¼? A cosine divides by it.",
        ),
        other(
            "0, because one rater says nothing",
            "It should say little. Which part of the formula knows how many raters there are?",
        ),
        other(
            "nothing: it is 0/0",
            "That is so with means over the **common** raters: of one, nothing is left. Which means are taken here?",
        ),
    ),
    multiple(
        "Every similarity is multiplied by $n/(n + \\beta)$, where β is above 0. Which of these can happen?",
        right(
            "another film becomes the most similar one",
            "With a β of 10, say, a pair with one common rater keeps a part of 0.09, a pair with a hundred 0.91.",
        ),
        right(
            "a similarity of −0.8 becomes −0.1",
            "With one common rater and a β of 7, for example. It is pulled to 0 from both sides: what few raters say "
            "against the likeness counts as little as what they say for it.",
        ),
        other(
            "a negative similarity becomes a positive one",
            "The factor lies between 0 and 1. Can it turn a sign round?",
        ),
        other(
            "the similarity of a pair with very many common raters goes to 0",
            "What is $n/(n + \\beta)$ when $n$ is far above $\\beta$?",
        ),
        other(
            "a pair with fewer common raters than $\\beta$ gets exactly 0",
            "What is $n/(n + \\beta)$ for $n = 1$? What you describe is a minimum overlap.",
        ),
    ),
    single(
        "Cosine with lengths over **all** raters counts a missing rating as 0 stars, although nobody meant that. What "
        "helps it to predict well all the same?",
        other(
            "that 0 stars is a good guess for a film that was not watched",
            "If it were, it should also be a good prediction. Who would give these films 0 stars?",
        ),
        right(
            "that little in common makes a small similarity, as with shrinkage",
            "The zeros add nothing above the line, but each rating without a partner makes a length longer.",
        ),
        other(
            "that there are more products above the line",
            "What is added when one of the two ratings is 0?",
        ),
        other(
            "that it takes away the users' habits, as centring does",
            "Is anything subtracted from the ratings? Generous users count here as they are.",
        ),
    ),
    number(
        "A small film has 4 raters, a famous one 100. All 4 raters of the small film rated the famous one as well. "
        "Every single rating of the two films is the same number of stars. How similar are the two by cosine with "
        "zeros for missing ratings?",
        0.2,
        "Four equal products, and lengths of 2 and 10: 4/20; the stars cancel out. The overlap could not be larger. "
        "Where the stars hardly differ, only famous films can come near to a famous one: popularity is a part of this "
        "measure.",
        slip(1, "That is the cosine over the four common raters. Over whom do the lengths go here?"),
        slip(0.04, "That is 4/100, the share of either film's raters who rated both: Jaccard. A cosine takes roots."),
        slip(0.02, "One of the two roots is missing: the root of 100 is 10."),
        slip(0.1, "One of the two roots is missing: the root of 4 is 2."),
        slip(0.01, "Both roots are missing below the line. A length is the **root** of a sum of squares."),
        slip(0, "Four users rated both films. What is the sum of their products?"),
        otherwise="Above the line stand four products, below it the product of two lengths: one over 4 ratings, one "
        "over 100. Take 1 star for all; it cancels out.",
    ),
    number(
        "$b_{ui} = 3$. One neighbour votes: its rating is 4, its own baseline 4.5, its similarity 0.8. There is no "
        "damping. What is the prediction?",
        2.5,
        "The neighbour got half a star less than was expected of it, and that is its vote: 3 − 0.5. A rating of 4 can "
        "speak against a film.",
        slip(4, "That is the rating itself, or $b_{ui}$ and a star more. Is 4 better or worse than expected here?"),
        slip(3.5, "Is 4 above its baseline of 4.5, or below?"),
        slip(2.6, "You multiplied by the similarity. By what is the weighted vote divided?"),
        slip(3.4, "Look at the sign of the vote, and at the division by the weight."),
        slip(3.8, "That is a rating measured from $b_{ui}$, times 0.8. From where does a vote measure?"),
        slip(7, "The rating itself was added. A vote is how far it is from its own baseline."),
        slip(6.2, "The rating itself was weighted and added. A vote is how far it is from its own baseline."),
        slip(2.375, "You divided the vote by the weight, and did not multiply by it before."),
        slip(-0.5, "That is the vote. To what is it added?"),
        slip(0.5, "Is 4 above its baseline of 4.5, or below? And to what is the vote added?"),
        otherwise="A vote is the rating minus the neighbour's own baseline. The mean of a single vote is this vote; "
        "add it to $b_{ui}$.",
        unit="stars",
    ),
    single(
        "A site has 20 million users and 10,000 films. Why would it compare films, not users?",
        right(
            "there are far fewer pairs of films",
            "About 50 million against 200 million million. On the course's ratings it is the other way round: 671 "
            "users make 225 thousand pairs, 9,066 films 41 million.",
        ),
        other(
            "because item-based neighbours always predict better",
            "On which ratings would that have been measured? Is there a reason that has to do with the two numbers?",
        ),
        other(
            "because films have similarities above 0 and users do not",
            "Two users who like the same films: what does a cosine of their ratings say?",
        ),
        other(
            "because users with the same taste cannot be found",
            "They could be. How many pairs would have to be looked at?",
        ),
    ),
    multiple(
        "Similarities, baselines and votes are computed; then the error is measured on ratings set aside. Which of "
        "these point to a leak?",
        right(
            "films without any training rating are predicted better than by their baseline",
            "Such a film has no neighbours, and only its baseline can be predicted. What is better than that comes "
            "from ratings that were set aside.",
        ),
        right(
            "the code computes the similarities, then splits",
            "The similarities then contain the ratings that are to be predicted. Split first.",
        ),
        other(
            "the error on the training ratings is lower than on those set aside",
            "The model knows the training ratings, so it does better there. Which of the two errors is lower here?",
        ),
        other(
            "two measures differ in their error by a hundredth of a star",
            "Honest measures differ too. What would such a difference have to do with ratings set aside?",
        ),
        other(
            "a user's own training ratings of other films change what is predicted for this user",
            "That is what the votes are. Which ratings must not have a say?",
        ),
    ),
]
