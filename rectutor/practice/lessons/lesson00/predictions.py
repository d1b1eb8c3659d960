"""What lesson 00 asks before it shows."""

PREDICTIONS = {
    "00/missing": {
        "question": "Imagine a table with a row for each of the 671 users and a column for each of the 9,066 films. "
        "How many of its cells hold a rating?",
        "options": ["about 60 in 100", "about 20 in 100", "fewer than 2 in 100"],
        "answer": 2,
        "because": "Nearly everything is missing. A recommender predicts the missing cells. Run the next cell for the "
        "exact share.",
    },
}
