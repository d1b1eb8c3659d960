"""What lesson 03 asks before it shows: kept here, so that the cell above a question does not give the answer away."""

from rectutor.practice.question import Option

PREDICTIONS = {
    "03/most-alike": {
        "question": "Of all films, which one is most like Toy Story by Pearson's correlation, not shrunk?",
        "options": [
            Option(
                "Toy Story 2",
                "the same toys, four years later",
                "Many people rated both. Among many, some like the one more and the other less, and the correlation "
                "falls below 1.",
            ),
            Option(
                "A Bug's Life",
                "the same studio, three years later",
                "It is among the films that you would name. How many people have to agree before you name one?",
            ),
            Option(
                "a film that hardly anybody rated",
                "of any kind",
                "Hundreds of films share one single rater with Toy Story. One rater has no one to disagree with.",
            ),
        ],
        "answer": 2,
        "because": "One common rater is enough for a similarity of exactly 1. Hundreds of films have it, and which of "
        "them is shown on top is chance. Toy Story 2 has far more common raters, a similarity below 1, and a place far "
        "down the list.",
    },
    "03/best-measure": {
        "question": "The same votes, the same number of neighbours, nothing shrunk: with which measure is the error on "
        "the validation ratings lowest?",
        "options": [
            Option(
                "cosine, a missing rating counts as 0 stars",
                "the one that textbooks warn of",
                "By far. Its zeros say something untrue about taste, and something useful about overlap.",
            ),
            Option(
                "cosine over the common raters",
                "what is missing stays missing",
                "What is missing stays missing, and one common rater is enough for a similarity of 1.",
            ),
            Option(
                "Pearson",
                "minus the mean of each film over all its raters; then the cosine over the common raters",
                "It sees who likes a film more than others do. But where one user rated both films, it says 1 or −1.",
            ),
            Option(
                "adjusted cosine over the common raters",
                "minus the mean of each user",
                "It takes away that some users are generous. But where one user rated both films, it says 1 or −1.",
            ),
        ],
        "answer": 0,
        "because": "With zeros for what is missing, each length goes over **all** raters of a film. Two films with one "
        "rater in common then get a similarity near 0: that is shrinkage, built in. The other three believe a single "
        "rater, and are behind `Bias`. Give adjusted cosine the lengths over all raters, and it comes near the first.",
    },
    "03/votes": {
        "question": "User 450 and *The Fellowship of the Ring*: the biases alone say a little more than 4.5 stars. Now "
        "the eight most similar of the films that this user rated vote. What comes out?",
        "options": [
            Option(
                "still more than 4 stars",
                "a generous user, and a film that is liked",
                "Both are in the biases already. The votes say what **this** user makes of films like it.",
            ),
            Option(
                "less than 2 stars",
                "this user cannot bear its kind",
                "Three of the eight films say so. The other five were rated about as expected, and have their share.",
            ),
            Option(
                "something in between",
                "the eight films do not agree",
                "Three got a single star, five were rated about as expected.",
            ),
        ],
        "answer": 2,
        "because": "*The Two Towers* and *The Return of the King*, the two most similar, got one star each where more "
        "than 4 were expected, and so did *Gladiator*. These three pull the prediction down by more than a star; the "
        "other five hardly move it, but take part of the weight. The rating that was set aside is one star: the "
        "neighbours go the right way, and not far enough.",
    },
    "03/bug": {
        "question": "No error message, and an error far below that of every model so far. What is the matter?",
        "options": [
            Option(
                "nothing: the right measure was found",
                feedback="The measures so far lay some hundredths of a star apart. A lead many times as large should "
                "make you look twice.",
            ),
            Option(
                "the votes contain the ratings that are to be predicted",
                feedback="A film is never its own neighbour, and the votes come from ratings that may be known. What "
                "gives the votes their weights?",
            ),
            Option(
                "the similarities know the ratings that are set aside",
                feedback="They were computed from `train`, before `valid` was taken out of it.",
            ),
        ],
        "answer": 2,
        "because": "Take a film with a single rating, which is then set aside. Its similarities come from this very "
        "rating: above 0 with films that the same user liked as well, if it was a high one; with those that the user "
        "disliked, if it was low. So the choice of the voters gives the answer away. In an honest model such a film "
        "has no neighbours at all.",
    },
}
