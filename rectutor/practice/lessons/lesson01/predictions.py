"""What lesson 01 asks before it shows: kept here, so that the cell above a question does not give the answer away."""

from rectutor.practice.question import Option

PREDICTIONS = {
    "01/half-stars": {
        "question": "Not one of the first 40,000 ratings is half a star. Why?",
        "options": [
            Option(
                "people were kinder then",
                feedback="Then they would have given fewer low ratings of all kinds. Look at 1 star in the picture.",
            ),
            Option(
                "bad films came to the site later",
                feedback="Old and bad films were there from the start. Look at how many of the first ratings are "
                "1 star.",
            ),
            Option("nobody could give half a star", feedback="So it was."),
        ],
        "answer": 2,
        "because": "The form had five choices, 1 to 5, and later ten. Nothing in the table says so: no column, no "
        "note. It shows in the ratings themselves, once they are put in the order of time.",
        "truth": "0.5 was not on the form",
    },
    "01/core": {
        "question": "The 5-core of the toy table: how many of its 39 ratings are left?",
        "options": [
            Option("27, those of the five films with five ratings or more",
                   feedback="So it is after the films have gone. Have all people five ratings now?"),
            Option("about half",
                   feedback="So it looks when the people have gone, too. Have the films five ratings now?"),
            Option("none", feedback="So it is, although nobody has fewer than six ratings."),
        ],
        "answer": 2,
        "because": "Three films have four ratings and go. That leaves Ben, Dan and Finn with four each, so they go, "
        "too. With three people left no film has five ratings. Each is held up by others: when a few go, all can "
        "fall.",
        "truth": "0 ratings",
    },
    "01/an-evening": {
        "question": "Sort the users by the time between their first rating and their last. How long is it for the "
        "one in the middle?",
        "options": [
            Option("about an hour", feedback="So it is: one evening."),
            Option("about a month", feedback="Far less: most people came once."),
            Option("about two years", feedback="A few stayed that long. Most people came once."),
        ],
        "answer": 0,
        "because": "Most people rated a list of films when they joined, from memory, and never came back. So a time "
        "stamp says when a form was sent, not when a film was seen; and most of what is known about a user has come "
        "at once.",
        "truth": "73 minutes",
    },
    "01/survey": {
        "question": "Ask the same 300 made-up people about films drawn by lot, as many as before. How will the mean "
        "compare with the mean of the films that they chose themselves?",
        "options": [
            Option("higher", feedback="Would you like films drawn by lot better than those that you choose?"),
            Option("the same", feedback="It would be, if what people choose had nothing to do with what they like."),
            Option("lower", feedback="So it is."),
        ],
        "answer": 2,
        "because": "People choose what they expect to like, and so do these. What a table of ratings shows lies "
        "above what people think of all films.",
        "truth": "lower",
    },
    "01/bug": {
        "question": "Titanic, of 1953, above Casablanca. What is the matter with the table?",
        "options": [
            Option("nothing: the film of 1997 made people curious about the older one", feedback="A kind thought, "
                   "but only 12 people rated the older one."),
            Option("the column `year` has wrong numbers", feedback="Both films have their right year. How many films "
                   "are called Titanic?"),
            Option("films with the same title share their ratings", feedback="So they do."),
        ],
        "answer": 2,
        "because": "The ratings of Titanic (1997) match two films by title, so each of them counts for both, and so "
        "does each rating of the older one. The table has grown by thousands of lines, and no error was raised.",
        "truth": "a join by title",
    },
    "01/pays": {
        "question": "Cleaned by rule: how much of the harm, of what the dirt adds to the RMSE, is undone?",
        "options": [
            Option("nearly all: the report has found all three kinds", feedback="It has found them. Are all lines "
                   "with the other scale outside of 0.5 to 5?"),
            Option("about half", feedback="So it is."),
            Option("none: a tenth of the lines is gone, and with them what they knew", feedback="What is gone was "
                   "mostly false, and it pays. But something false is still there."),
        ],
        "answer": 1,
        "because": "On a scale to 10, a 2 and a 4 are low ratings, and both look like ratings out of 5. They stay in "
        "the table and say something else than was meant. A line can be clean by itself and false in its place.",
        "truth": "about half",
    },
}  # fmt: skip
