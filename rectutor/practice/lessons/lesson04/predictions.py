"""What lesson 04 asks before it shows: kept here, so that the cell above a question does not give the answer away."""

PREDICTIONS = {
    "04/shrek": {
        "question": "What did user 138 give Shrek and The Shining?",
        "options": [
            "about 3 to both",
            "little to Shrek, much to The Shining",
            "much to Shrek, little to The Shining",
        ],
        "answer": 1,
        "because": "Half a star and 4.5. Shrek 2, Monsters, Inc. and Spider-Man got half a star each: you saw a "
        "taste in the table. The next cell asks a model that sees none.",
        "truth": "0.5 and 4.5",
    },
    "04/finn": {
        "question": "Hide Finn's 5 for Star Wars, train again with two factors, and predict it. What comes out?",
        "options": ["about 5", "about 3", "1 or less"],
        "answer": 2,
        "because": "Nobody else in the table has Finn's taste, so nothing but that rating could tell. What two factors "
        "knew about Finn was memory. What they know about Ada, whom Ben resembles, holds for films that she did not "
        "rate.",
    },
    "04/plain": {
        "question": "Leave out the mean and the biases: R ≈ U Vᵀ alone, with 20 factors, on MovieLens. "
        "Is it better than predicting the mean, 3.5, for everything?",
        "options": ["much better", "a little better", "worse"],
        "answer": 2,
        "because": "Most films have few ratings. Their vectors start near zero and hardly move, so the plain formula "
        "predicts far too little for them. And factors must be spent on saying that most ratings lie near 3.5.",
    },
    "04/overfit": {
        "question": "20 factors, $\\eta$ = 0.03, $\\lambda$ = 0.02, 25 epochs. What will the error on the validation "
        "ratings do?",
        "options": ["fall to the end", "fall, then stay level", "fall, then rise"],
        "answer": 2,
        "because": "After some epochs the vectors fit what is chance in the training ratings. Training error goes on "
        "falling; on ratings not seen, the error rises. That is **overfitting**.",
    },
    "04/more-factors": {
        "question": "One factor more is 9,737 numbers more to fit. Does more $k$ always overfit more?",
        "options": ["yes, always", "only with little regularisation", "no, never"],
        "answer": 1,
        "because": "With $\\lambda$ = 0.02 each step up in $k$ makes the best validation error worse. With "
        "$\\lambda$ = 0.1 it gets better all the way: many factors, each allowed to say little.",
    },
    "04/truth": {
        "question": "The ratings were made from two factors. Will training with two factors find the very same "
        "numbers?",
        "options": ["yes, the same numbers", "the same picture, but turned or stretched", "something else entirely"],
        "answer": 1,
        "because": "Turn all users' and all films' vectors by the same angle, and every dot product stays as it was: "
        "the ratings cannot tell which turn is the true one. The picture turns the learned vectors back for you.",
    },
    "04/bug": {
        "question": "Worse than predicting the mean for everything, although training looks fine. What is wrong?",
        "options": [
            "the model overfits",
            "row 17 is another film in the two tables",
            "the learning rate is too high",
        ],
        "answer": 1,
        "because": "Each table numbered its films anew, 0, 1, 2, …, from the ids that it happens to contain. So the "
        "row numbers of the test point at other films' vectors. A model that only overfits, or learns too fast, "
        "would show it in its own curves.",
    },
    "04/top-of-the-list": {
        "question": "With 100 factors the RMSE is lower than with 20. Will the ten films at the top of a list look "
        "better too?",
        "options": ["yes", "no difference", "no: films that hardly anyone rated come to the top"],
        "answer": 2,
        "because": "A list takes the highest of nine thousand predictions, and the highest are often those with the "
        "most luck: films with a handful of ratings, whose vectors are mostly chance. The RMSE on films that people "
        "did rate never looks there.",
    },
}
