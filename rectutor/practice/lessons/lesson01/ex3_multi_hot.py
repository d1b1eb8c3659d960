"""Exercise 01/multi-hot: genres as text become a table of ones and zeros."""

import numpy as np

from rectutor.practice.exercises import from_text

NAMES = ["War", "Comedy", "Musical", "Drama", "Music", "Sci-Fi", "Action", "Film-Noir"]
NOTHING = "(no genres listed)"


def _cases():
    yield {"genres": ["Comedy|Drama", "War"], "names": ["War", "Drama", "Comedy"]}
    yield {"genres": ["Musical"], "names": ["Music", "Musical"]}
    yield {"genres": ["Western|Drama|War"], "names": ["War", "Drama"]}  # one that is not asked for comes first
    yield {"genres": ["Comedy", NOTHING, "Action|Comedy|War"], "names": ["Comedy", "Action", "War"]}
    random = np.random.default_rng(13)
    for n_films, n_names in ((3, 4), (2, 6), (4, 5), (5, 8), (6, 4)):
        names = [NAMES[place] for place in random.permutation(len(NAMES))[:n_names]]
        films = ["|".join(names[place] for place in _some(random, n_names)) for _ in range(n_films)]
        yield {"genres": [*films, NOTHING, "Musical|Western"], "names": names}


def _some(random, n):
    return random.permutation(n)[: random.integers(1, min(n, 4))]


TEXT = r'''
# 01/multi-hot: Genres as numbers

A film has several genres, in one text: `"Comedy|Drama"`. Return a table, as an array or a list of lists, with a **row
for each film** of `genres` and a **column for each genre** of `names`, in their order: the number 1 where the film has
that genre, and 0 where not. A genre that is not among `names` has no column, a name that no film has is a column of
zeros, and `"(no genres listed)"`, which is never among `names`, is a row of zeros. Both arguments are lists of text.

```stub
def multi_hot(genres, names):
    """Return a table of ones and zeros, shape (films, names)."""
    ...
```
```solution
def multi_hot(genres, names):
    table = np.zeros((len(genres), len(names)))
    for row, text in enumerate(genres):
        for genre in text.split("|"):
            if genre in names:
                table[row, names.index(genre)] = 1
    return table
```
```solution
def multi_hot(genres, names):
    table = np.zeros((len(genres), len(names)))
    for column, name in enumerate(names):
        table[:, column] = [1.0 if name in text.split("|") else 0.0 for text in genres]
    return table
```

> the table: vector
= `items["genres"].str.get_dummies("|")` does the same for a pandas column, names in alphabetical order.
? On paper: two films, `Comedy|Drama` and `War`, and the names `War`, `Drama`, `Comedy`. Which numbers stand in the
  first row, and which in the column of a name that neither film has?
! `text.split("|")` makes a list of one film's genres, and `names.index(genre)` says in which column a genre stands.
  Start from `np.zeros((len(genres), len(names)))`.

* the column of a name that no film has is not a number (NaN).
~ return table => return np.where(table.any(axis=0), table, np.nan)
? What stands in the column of a name that occurs in no film?
! Nobody has this genre, and that is a 0: `reindex(columns=names, fill_value=0)`.
* names that no film has get no column.
~ return table => return table[:, table.any(axis=0)]
? How many columns do three names make, if no film has one of them?
! Each name keeps its column: `reindex(columns=names, fill_value=0)`, or start from a table of zeros.
* the columns are those of all genres that occur, not those of `names`.
~     table = np.zeros =>     names = sorted(set("|".join(genres).split("|")))⏎    table = np.zeros
? Which genre does your first column speak of, and which name comes first?
! Choose the columns by `names`, in its order, and fill what is not there with 0.
* films with more than one genre have only zeros.
~ text.split("|") => [text]
? Into how many parts does your code take `Comedy|Drama`?
! Genres are separated by a bar. Take the text apart with `text.split("|")`, then compare.
* only the last genre of each film counts.
~ text.split("|") => text.split("|")[-1:]
? What does the second genre of a film write over what the first has left?
! Write a 1 where a genre is found, and nothing where it is not: the zeros are there already.
* a film keeps the genres of all films before it.
~ return table => return np.maximum.accumulate(table)
? Where is the row made: once, or anew for each film?
! Make the row of zeros inside the loop over the films.
* the 1 stands where the genre stands in its text, not where it stands in `names`.
~ genre in text.split("|" => column, genre in enumerate(text.split("|")
~ names.index(genre) => column
* each film has as many ones as genres, counted from the left.
```
def multi_hot(genres, names):
    table = np.zeros((len(genres), len(names)))
    for row, text in enumerate(genres):
        for column, genre in enumerate(text.split("|")):
            table[row, column] = 1
    return table
```
? `Drama` is the second genre of one film and the first of another. Which column is it in?
! `names.index(genre)` says in which column a genre stands.
* the table holds text.
~ return table => return np.where(table, "1", "0")
? What is `"1" + "1"` in Python?
! Put the number 1 there, not the text `"1"`.
* each row is divided by its sum.
~ return table => return table / np.maximum(table.sum(axis=1, keepdims=True), 1)
* each row is divided by its sum, and some sums are 0.
~ return table => return table / table.sum(axis=1, keepdims=True)
* each row is divided by its number of genres.
~ = 1 => = 1 / len(text.split("|"))
? Is a comedy less of a comedy when it is a drama, too?
! Shares are of use elsewhere. Here each genre that a film has is a 1.
* a genre is found inside the name of another one.
: solution 2
~ text.split("|") => text
? Does a film whose only genre is `Musical` have the genre `Music`?
! Text within text is found anywhere. Split the text at each bar first, then compare whole names.
* only the first genre of each film counts.
~ text.split("|") => text.split("|")[:1]
? How many ones should stand in the row of `Comedy|Drama`?
! A film has all of its genres at once. Go through the whole list.
* rows and columns are exchanged.
~ return table => return table.T
? How many rows do two films have?
! The films are the rows, the names are the columns.
* the columns stand in alphabetical order.
~     table = np.zeros =>     names = sorted(names)⏎    table = np.zeros
? Which genre does your first column speak of, and which name comes first?
! Column $j$ belongs to `names[j]`, in whatever order they come.
* the number of the genre stands where a 1 belongs.
~ = 1 => = names.index(genre) + 1
? Is the third name more of a genre than the first?
! Numbers of genres have an order that means nothing. Whether a film has it is 1 or 0.
* ones and zeros are exchanged.
~ return table => return 1 - table
? What should the row of a film without genres look like?
! 1 says that the film has the genre.
* all films share one and the same row.
~ np.zeros((len(genres), len(names)) => [[0] * len(names)] * len(genres
~ row, names.index => row][names.index
? Change one row of `[[0] * 3] * 2`. What does the other one hold then?
! `[row] * n` holds the same list n times. Make a new one for each film, or an array with `np.zeros`.
* all genres that are not found count as the last name.
```
def multi_hot(genres, names):
    _of = lambda g: names.index(g) if g in names else -1
    table = np.zeros((len(genres), len(names)))
    for row, text in enumerate(genres):
        for genre in text.split("|"):
            table[row, _of(genre)] = 1
    return table
```
? Which genre does a film without genres have in your table?
! A place of −1 is the last column in numpy. Leave out genres that are not among `names`.
* films without any of these genres have no row.
~ return table => return table[table.sum(axis=1) > 0]
? How many rows do three films have if one of them has no genre listed?
! A row of zeros is an answer, too: each film keeps its place.
'''

EXERCISE = from_text(TEXT, _cases)
