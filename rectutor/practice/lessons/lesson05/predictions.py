"""What lesson 05 asks before it shows: kept here, so that the cell above a question does not give the answer away."""

PREDICTIONS = {
    "05/five-runs": {
        "question": "Five runs of SGD that differ in nothing but the random start, all about equally good. How far "
        "apart are their predictions of one and the same rating?",
        "options": ["not at all, to one decimal", "some tenths of a star", "more than a star"],
        "answer": 1,
        "because": "All of them end near some low point of the loss, each at another, and predict a little otherwise. "
        "On average over all ratings they are about equally good. Of a single rating, nobody can say which run is "
        "right.",
    },
    "05/rise": {
        "question": "From one half-sweep to the next: what can rise, the penalised loss, or the validation error?",
        "options": ["neither", "the validation error, but not the loss", "both"],
        "answer": 1,
        "because": "A half-sweep puts one side where the loss is least, with the other as it stands: staying "
        "where it was would be one of the choices, so the loss cannot rise. The validation error is no part of that "
        "loss, and with a small λ it does rise.",
    },
    "05/clock": {
        "question": "20 factors. Who is first at the lowest error that SGD reaches, counted in steps, and counted in "
        "seconds?",
        "options": ["ALS by both", "ALS in steps, SGD in seconds", "SGD by both"],
        "answer": 0,
        "because": "A sweep takes several times as long as an epoch, but four of them do what takes 42 epochs. "
        "Move k to 100 before you draw a conclusion.",
    },
    "05/weighting": {
        "question": "Each with a λ that suits it: which weighting has the lowest validation error on these ratings?",
        "options": ["λ, the same for all", "λ·√n", "λ·n, as in the literature"],
        "answer": 1,
        "because": "0.868 against 0.870 and 0.877. The published choice is the worst of the three here; the reason "
        "is in the bars.",
    },
    "05/zero": {
        "question": "`np.linalg.solve` with λ = 0, for a film with fewer ratings than factors. What does it do?",
        "options": [
            "it raises an error",
            "it returns the shortest of the perfect vectors",
            "mostly it returns very large numbers, and says nothing",
        ],
        "answer": 2,
        "because": "The matrix has no inverse, but rounding leaves something tiny where a zero should be, and "
        "numpy divides by it. It complains only where the zero is exact.",
    },
    "05/bug": {
        "question": "On the toy table the error jumps up and down; on MovieLens it creeps up, sweep by sweep. What is "
        "the matter?",
        "options": [
            "the two workers need a larger λ",
            "both workers solve against the old values of the other side",
            "the random start is another one",
        ],
        "answer": 1,
        "because": "Each worker finds what is best for the other side as it *was*. By the time both are done, "
        "neither is what the other was solved for, and the two overshoot together. Only taking turns makes "
        "the loss fall.",
    },
    "05/sample": {
        "question": "Bias has a validation error of 0.881. One sample alone, vectors drawn at random around the "
        "best ones: is it better or worse?",
        "options": ["better than Bias, worse than ALS", "about as good as Bias", "worse than Bias"],
        "answer": 2,
        "because": "A sample is put off its best place on purpose, in each of its numbers. What it errs by in one "
        "direction, another sample errs by in the other: the mean is far better than any of them.",
    },
    "05/noise": {
        "question": "Make the 90 % interval from the disagreement of the samples alone. How many real ratings lie "
        "inside?",
        "options": ["about 90 %", "about 75 %", "about 50 %"],
        "answer": 2,
        "because": "The samples say how well the expectation is known. The rating itself differs from that "
        "expectation by the noise, about 0.7 stars, and that is most of the width.",
    },
    "05/who": {
        "question": "All three are among the 150 films rated most. On which do the samples disagree most?",
        "options": ["The Shawshank Redemption", "Apollo 13", "LotR: The Two Towers"],
        "answer": 2,
        "because": "Nearly everybody likes the first two. Opinions on the third divide, so there is more about "
        "each user that a model would have to know.",
    },
}
