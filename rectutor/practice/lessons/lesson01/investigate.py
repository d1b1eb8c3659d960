"""Exercises 01/first-half-star and 01/collapse: find something out about the real ratings."""

from __future__ import annotations

import re

from rectutor.practice.exercises import Mistake, ValueExercise

FIRST_HALF_STAR = ValueExercise(
    name="01/first-half-star",
    number="1.4",
    title="The first half star",
    statement=(
        "Of all ratings in `movies.ratings` that are not whole numbers (0.5, 1.5, … 4.5), one was given **first**. "
        "Which film got it? Answer with its title."
    ),
    stub="""\
first = ...  # a title, as text""",
    solutions=(
        """\
table = movies.ratings.to_frame()
half = table[table["rating"] % 1 == 0.5]
earliest = half.sort_values("timestamp").iloc[0]
first = movies.ratings.titles([earliest["item"]])[0]""",
        """\
ratings = movies.ratings
half = ratings.values != np.floor(ratings.values)
times = np.where(half, ratings.timestamps, np.inf)
item = ratings.item_ids[ratings.items[np.argmin(times)]]
first = movies.items["title"][item]""",
    ),
    hints=(
        "Which column says what came first: the order of the lines, or another one?",
        '`table["rating"] % 1` is 0.5 for a half star. Keep these lines, sort them by `timestamp`, and look up the '
        "title of the first one with `movies.ratings.titles`.",
    ),
    shows=(
        "4.5 for *Go*, by user 547, on 16 May 2003, at 12:19. 3.5 followed in seconds, 2.5 and 0.5 came in the "
        "afternoon, 1.5 a day later: a new choice is there at once, and shows only when somebody takes it."
    ),
    kind="title",
    accepts=lambda title: title == "go",
    mistakes=(
        Mistake(
            "that is a date, and a film is asked for.",
            '"2003-05-16"',
            "Which film got the rating that was given at that moment?",
            "Keep the whole line of that rating. Its `item` is the id of the film, for `movies.ratings.titles`.",
            lambda title: re.match(r"\d{4}-\d\d", title) is not None,
        ),
        Mistake(
            "the id of the film is taken for a place in the table of films.",
            '"Loaded Weapon 1 (National Lampoon\'s Loaded Weapon 1)"',
            "Ids have gaps. What does `iloc[2580]` count?",
            "`loc` looks up an id, `iloc` a place. Or let `movies.ratings.titles` look it up.",
            lambda title: title == "loaded weapon 1",
        ),
        Mistake(
            "that is the film whose id is the number of the user.",
            '"Surviving the Game"',
            "Which of the columns says what was rated, and which says by whom?",
            "Look up the title of the `item` of that line, not of its `user`.",
            lambda title: title == "surviving the game",
        ),
        Mistake(
            "the row of the film is taken for its id.",
            '"Trip to Bountiful, The"',
            "Rows count without gaps. Do ids?",
            "`ratings.item_ids[row]` is the id that belongs to a row.",
            lambda title: title == "the trip to bountiful",
        ),
        Mistake(
            "a place among the half stars is taken for a place among all ratings.",
            '"Independence Day (a.k.a. ID4)"',
            "How many stars are in the line that you looked up?",
            "`argmin` counts the lines that it was given. Look up the film in these, or use `idxmin` and `loc`.",
            lambda title: title == "independence day",
        ),
        Mistake(
            "that is the first line of the table with a half star.",
            '"Dangerous Minds"',
            "In which order do the lines of the table stand?",
            "They are sorted by user and film, and say nothing about time. Sort by `timestamp`.",
            lambda title: title == "dangerous minds",
        ),
        Mistake(
            "that film got the first rating of 0.5, and half stars of other sizes are older.",
            '"Out-of-Towners, The"',
            "Is 3.5 a whole number of stars?",
            "Look at all ratings that are not whole: 0.5, 1.5, 2.5, 3.5 and 4.5.",
            lambda title: title == "the out-of-towners",
        ),
        Mistake(
            "that is the first line of the table with 0.5.",
            '"Deep Impact"',
            "In which order do the lines of the table stand, and is 3.5 a whole number of stars?",
            "Take all ratings that are not whole, and sort them by `timestamp`.",
            lambda title: title == "deep impact",
        ),
        Mistake(
            "that film belongs to the oldest ratings of all, and they are whole stars.",
            '"Seven (a.k.a. Se7en)"',
            "How many stars did it get there?",
            "Keep the ratings that are not whole numbers first, then look for the earliest of them.",
            lambda title: title in ("seven", "get shorty", "a fish called wanda"),
        ),
        Mistake(
            "that is the latest half star.",
            '"Good Will Hunting"',
            "Is a large timestamp early or late?",
            "Seconds are counted from 1970 on: the earliest rating has the smallest number.",
            lambda title: title == "good will hunting",
        ),
        Mistake(
            "that film has the most half stars.",
            '"Matrix, The"',
            "What does how often say about how early?",
            "The `timestamp` of each rating says when it was given. Look for the smallest one.",
            lambda title: title == "the matrix",
        ),
        Mistake(
            "that film was rated minutes before, with a whole star.",
            '"Buffalo \'66 (a.k.a. Buffalo 66)"',
            "How many stars did it get?",
            "Leave out the whole numbers before you look for the smallest `timestamp`.",
            lambda title: title in ("buffalo '66", "monty python's and now for something completely different"),
        ),
    ),
)

COLLAPSE = ValueExercise(
    name="01/collapse",
    number="1.5",
    title="How large a core?",
    statement=(
        "The 50-core of `movies.ratings` still has a quarter of the ratings. Raise $k$ one by one: which is the "
        "**largest** $k$ whose core has any rating left? Look at how many are left there, too.\n\n"
        "With 100,004 ratings, `list.count` or loops within loops take many minutes: count with `np.bincount` here."
    ),
    stub="""\
largest = ...  # a whole number, such as 50""",
    solutions=(
        """\
left, largest = movies.ratings.to_frame(), 0
while len(left):
    of_user = left.groupby("user")["item"].transform("size")
    of_item = left.groupby("item")["user"].transform("size")
    few = np.minimum(of_user, of_item) <= largest  # not enough for the next k
    if few.any():
        left = left[~few]
    else:
        largest = largest + 1""",
        """\
def left_of(k):
    users, items, before = movies.ratings.users, movies.ratings.items, -1
    while len(users) != before:
        before = len(users)
        enough = np.bincount(users)[users] >= k
        enough &= np.bincount(items)[items] >= k
        users, items = users[enough], items[enough]
    return len(users)


largest = max(k for k in range(50, 70) if left_of(k))""",
    ),
    hints=(
        "What does your function of exercise 1.2 return for `movies.ratings.users`, `movies.ratings.items` and 51?",
        "Call it in a loop, for 51, 52, 53 and so on, and look at how many numbers come back, until none does.",
    ),
    shows=(
        "14,318 ratings are in the 55-core, and none in the 56-core, although 389 users have 56 ratings or more: "
        "thousands hold each other up, and fall together."
    ),
    kind="number",
    accepts=lambda value: value == 55,
    mistakes=(
        Mistake(
            "there nothing is left: it is the first $k$ whose core is empty.",
            "56",
            "How many ratings does your function leave for this number?",
            "Asked for is the last $k$ before that.",
            lambda value: value == 56,
        ),
        Mistake(
            "up to this $k$ something is left after only one round.",
            "341",
            "Count the ratings of users and films again after the first round: do all have enough?",
            "Go on with the rounds until one takes out nothing. Does `check` accept your function of exercise 1.2?",
            lambda value: value == 341,
        ),
        Mistake(
            "up to this $k$ something is left when one side is not counted again.",
            "112",
            "After the second step, do users and films still have enough ratings?",
            "Go on with the rounds until one takes out nothing. Does `check` accept your function of exercise 1.2?",
            lambda value: value in (112, 145),
        ),
        Mistake(
            "up to this $k$ something is left when the number of rounds is fixed.",
            "57",
            "What does one more round take out?",
            "Go on with the rounds until one takes out nothing. Does `check` accept your function of exercise 1.2?",
            lambda value: 57 <= value <= 62,
        ),
        Mistake(
            "one more $k$ has a core, unless those with exactly $k$ ratings are taken out as well.",
            "54",
            "Do users and films with exactly $k$ ratings stay, as in `>= k`, or go, as in `> k`?",
            "Count how many are left for 55. If it is none, look at the comparison; otherwise go on upwards.",
            lambda value: value == 54,
        ),
        Mistake(
            "that is how many ratings are left in the largest core.",
            "14318",
            "For which $k$ did you find them?",
            "Asked for is $k$, the number that you passed to the function.",
            lambda value: value == 14318,
        ),
        Mistake(
            "that is how many users have 56 ratings or more.",
            "389",
            "What is asked for: a number of users, or how many ratings each needs?",
            "Asked for is $k$, the number that you passed to the function.",
            lambda value: value == 389,
        ),
        Mistake(
            "that is the number of ratings of the busiest user.",
            "2391",
            "Is there a film with so many ratings?",
            "In the core, both users and films have $k$ ratings or more. Use your function of exercise 1.2.",
            lambda value: value == 2391,
        ),
        Mistake(
            "it leaves ratings, and so does the next larger number.",
            "50",
            "How many ratings are left for this number plus one?",
            "Go on upwards until none is left.",
            lambda value: 0 < value < 54,
        ),
        Mistake(
            "the core is empty for this number, and for smaller ones already.",
            "100",
            "How many ratings does your function leave for this number, and for five less?",
            "Come down one by one until something is left.",
            lambda value: value > 62 and value not in (112, 145, 341, 389, 2391, 14318),
        ),
    ),
)
