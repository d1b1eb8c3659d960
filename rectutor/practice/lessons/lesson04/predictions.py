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
        "question": "Finn gave Notting Hill 1 star. Hide this rating, train again with two factors, and predict it. "
        "What comes out?",
        "options": ["about 1", "about 2.5", "above 3.5"],
        "answer": 2,
        "because": "Finn liked Pretty Woman and Ghost, as Chloe and Dan did. They gave Notting Hill 4 and 4.5, so the "
        "model expects that Finn likes it too. His 1 was memory, not knowledge.",
    },
    "04/plain": {
        "question": "Leave out the mean and the biases: R ≈ U Vᵀ alone, with 20 factors, on MovieLens. "
        "Is it better than predicting the mean, 3.5, for everything?",
        "options": ["much better", "a little better", "worse"],
        "answer": 2,
        "because": "For a film without training ratings it can say only 0, clipped to 0.5, and for one with "
        "a rating or "
        "two not much more. These few films make the worst errors. Films with many ratings it predicts better than "
        "the mean does.",
    },
    "04/by-hand": {
        "question": "After this one update, what is the error of the same rating?",
        "options": ["about 1.35, a tenth less", "about 0.86", "about 0"],
        "answer": 1,
        "because": "All six numbers move at once, and each takes away a part of the error: together far more than a "
        "tenth. Check it line by line with the next cell.",
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
        "question": "One factor more is 9,737 numbers more to fit. Does a larger $k$ always make the lowest validation "
        "error worse?",
        "options": ["yes, always", "only with little regularisation", "no, never"],
        "answer": 1,
        "because": "With $\\lambda$ = 0.02 each step up in $k$ makes it worse. With $\\lambda$ = 0.1 it gets "
        "better all "
        "the way: many factors, each allowed to say little.",
    },
    "04/truth": {
        "question": "The ratings were made from two factors. Will training with two factors find the very "
        "same numbers?",
        "options": ["yes, the same numbers", "the same picture, but turned", "something else entirely"],
        "answer": 1,
        "because": "Turn all users' and all films' vectors by the same angle, and every dot product stays as it was: "
        "the ratings cannot tell which turn is the true one. The picture turns the learned vectors back for you.",
    },
    "04/bug": {
        "question": "Worse than predicting the mean for everything, although training looks fine. What is wrong?",
        "options": [
            "the model overfits",
            "row 1000 is another film in the two tables",
            "the learning rate is too high",
        ],
        "answer": 1,
        "because": "Each table numbered its films anew, 0, 1, 2, …, from the ids that it happens to contain. So the "
        "row numbers of the test point at other films' vectors. It is neither overfitting nor the learning rate: "
        "the same settings had an error below 0.88 above.",
    },
    "04/top-of-the-list": {
        "question": "Whose lists of ten hold the most films with five ratings or fewer?",
        "options": ["those of Bias", "those of 20 factors", "those of 100 factors, the model with the lowest RMSE"],
        "answer": 2,
        "because": "A few high ratings give a film a high bias that more ratings would have lowered, and a vector that "
        "is partly chance. The top of a list picks the highest of nine thousand values: it collects such luck, and "
        "more numbers bring more of it. The RMSE on films that people did rate never looks there.",
    },
}
