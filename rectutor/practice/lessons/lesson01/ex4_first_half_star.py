"""Exercise 01/first-half-star: find the first rating of half a star."""

from rectutor.practice.exercises import from_text

TEXT = r"""
# 01/first-half-star: The first half star

Of all ratings in `movies.ratings` that are not whole numbers (0.5, 1.5, … 4.5), one was given **first**. Which film
got it? Answer with its title.

```stub
first = ...  # a title, as text
```
```solution
table = movies.ratings.to_frame()
half = table[table["rating"] % 1 == 0.5]
earliest = half.sort_values("timestamp").iloc[0]
first = movies.ratings.titles([earliest["item"]])[0]
```
```solution
ratings = movies.ratings
half = ratings.values != np.floor(ratings.values)
times = np.where(half, ratings.timestamps, np.inf)
item = ratings.item_ids[ratings.items[np.argmin(times)]]
first = movies.items["title"][item]
```

> title: go
= 4.5 for *Go*, by user 547, on 16 May 2003, at 12:19. 3.5 followed in seconds, 2.5 and 0.5 came in the afternoon, 1.5
  a day later: a new choice is there at once, and shows only when somebody takes it.
? Which column says what came first: the order of the lines, or another one?
! `table["rating"] % 1` is 0.5 for a half star. Keep these lines, sort them by `timestamp`, and look up the title of
  the first one with `movies.ratings.titles`.

* that is a date, and a film is asked for.
~ 1996-03-26 | /\d{4}-\d\d/
? Which film got the rating that was given at that moment?
! Keep the whole line of that rating. Its `item` is the id of the film, for `movies.ratings.titles`.
* the id of the film is taken for a place in the table of films.
~ loaded weapon 1
? Ids have gaps. What does `iloc[2580]` count?
! `loc` looks up an id, `iloc` a place. Or let `movies.ratings.titles` look it up.
* that is the film whose id is the number of the user.
~ surviving the game
? Which of the columns says what was rated, and which says by whom?
! Look up the title of the `item` of that line, not of its `user`.
* the row of the film is taken for its id.
~ the trip to bountiful
? Rows count without gaps. Do ids?
! `ratings.item_ids[row]` is the id that belongs to a row.
* a place among the half stars is taken for a place among all ratings.
~ independence day
? How many stars are in the line that you looked up?
! `argmin` counts the lines that it was given. Look up the film in these, or use `idxmin` and `loc`.
* that is the first line of the table with a half star.
~ dangerous minds
? In which order do the lines of the table stand?
! They are sorted by user and film, and say nothing about time. Sort by `timestamp`.
* that film got the first rating of 0.5, and half stars of other sizes are older.
~ the out-of-towners
? Is 3.5 a whole number of stars?
! Look at all ratings that are not whole: 0.5, 1.5, 2.5, 3.5 and 4.5.
* that is the first line of the table with 0.5.
~ deep impact
? In which order do the lines of the table stand, and is 3.5 a whole number of stars?
! Take all ratings that are not whole, and sort them by `timestamp`.
* that film belongs to the oldest ratings of all, and they are whole stars.
~ seven | get shorty | a fish called wanda
? How many stars did it get there?
! Keep the ratings that are not whole numbers first, then look for the earliest of them.
* that is the latest half star.
~ good will hunting
? Is a large timestamp early or late?
! Seconds are counted from 1970 on: the earliest rating has the smallest number.
* that film has the most half stars.
~ the matrix
? What does how often say about how early?
! The `timestamp` of each rating says when it was given. Look for the smallest one.
* that film was rated minutes before, with a whole star.
~ buffalo '66 | monty python's and now for something completely different
? How many stars did it get?
! Leave out the whole numbers before you look for the smallest `timestamp`.
"""

EXERCISE = from_text(TEXT)
