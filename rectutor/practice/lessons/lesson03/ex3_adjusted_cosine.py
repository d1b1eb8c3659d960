"""Exercise 03/adjusted-cosine: minus each user's mean, then the cosine over those who rated both."""

import numpy as np

from rectutor.practice.exercises import from_text

_NONE = np.nan


def _cases():
    yield _case([[4, 2, 3], [5, 4, 3]], 0, 1)
    yield _case([[4, 2, _NONE], [5, _NONE, 3], [_NONE, 1, 2]], 1, 2)  # one user rated both
    yield _case([[4, _NONE, 3], [_NONE, 4, 3], [2, _NONE, 5]], 0, 1)  # nobody rated both
    yield _case([[4, 4, 4, _NONE], [3, 3, 3, 3], [5, _NONE, 1, 2]], 0, 1)  # constant users: both lengths are 0
    yield _case([[5, 3, 4, 2, 1], [2, 3, 5, _NONE, 2], [4, _NONE, 3, 5, 2]], 0, 1)  # one length is 0
    yield _case([[2, 3, 2.5, _NONE], [3, 3.5, 4, _NONE], [4, 3.5, _NONE, 4.5]], 0, 1)  # small deviations
    random = np.random.default_rng(33)
    for users, films in ((4, 3), (4, 5), (5, 4), (6, 4), (5, 6), (7, 5), (8, 6), (9, 7), (10, 8)):
        table = random.integers(1, 11, (users, films)) / 2
        table[random.random((users, films)) < 0.25] = np.nan
        i, j = (int(film) for film in random.choice(min(users, films), 2, replace=False))
        # the first two rated both films, the next one of them, and somebody is constant: so all cases say something
        table[[0, 1], i] = random.integers(1, 11, 2) / 2
        table[[0, 1], j] = random.integers(1, 11, 2) / 2
        table[2, [i, j]] = [4.5, np.nan]
        table[3, [i, j]] = [np.nan, 1.5]
        yield _case(table, i, j)


def _case(table, i, j):
    return {"table": np.array(table, dtype=float), "i": i, "j": j}


TEXT = r'''
# 03/adjusted-cosine: Adjusted cosine

`table` is an array with a row for each user and a column for each film, and NaN where there is no rating; every user
has rated something. Return the adjusted cosine of the films in the columns `i` and `j`, counted from 0. From each
rating, subtract the mean of **all** ratings of its user: those of these two films and of all others that the user
rated. Then take the cosine of what is left, over the users who rated both films: the sum of the products, divided by
the product of the two lengths. Both lengths, too, go over these **common** users alone. Return 0 where nothing can be
said: when nobody rated both films, and when one of the lengths is 0. Leave `table` as it is.

Two users rated three films: one 4, 2 and 3, the other 5, 4 and 3. Their means are 3 and 4. What is left of the first
film is 1 and 1, of the second −1 and 0, and the adjusted cosine of these two films is $(1 \cdot (-1) + 1 \cdot
0)\,/\,(\sqrt{2} \cdot 1) = -0.707$.

```stub
def adjusted_cosine(table, i, j):
    """Return the adjusted cosine of two columns, from −1 to 1."""
    ...
```
```solution
def adjusted_cosine(table, i, j):
    deviations = table - np.nanmean(table, axis=1, keepdims=True)
    both = ~np.isnan(table[:, i]) & ~np.isnan(table[:, j])
    x = deviations[both, i]
    y = deviations[both, j]
    lengths = np.sqrt((x @ x) * (y @ y))
    return x @ y / lengths if lengths > 0 else 0.0
```
```solution
def adjusted_cosine(table, i, j):
    products, squares_i, squares_j = 0.0, 0.0, 0.0
    for ratings in table:
        if not np.isnan(ratings[[i, j]]).any():
            x, y = ratings[[i, j]] - np.nanmean(ratings)
            products += x * y
            squares_i += x * x
            squares_j += y * y
    lengths = np.sqrt(squares_i * squares_j)
    return products / lengths if lengths else 0.0
```

> the similarity: number
= This is `"adjusted_cosine_common"`. Where one user rated both films, it says 1 or −1, or 0 when one of the ratings
  is this user's mean.
? Go through the smallest case with a pencil. What is each user's mean, what is left of the ratings, and who rated
  both films?
! `np.nanmean(table, axis=1, keepdims=True)` has each user's mean as a column, so that it can be subtracted from the
  table. Then it is exercise 3.2 with the columns `i` and `j`; ask whether the lengths are 0 before you divide.

* nothing is subtracted.
~ table - np.nanmean(table, axis=1, keepdims=True) => table
? Can a result of yours be below 0?
! Subtract each user's mean first. Only then can one film be above the usual and the other below it.
* each film's mean is subtracted, not each user's.
~ axis=1 => axis=0
? Whose habit is to be taken away, that of the user or that of the film?
! A user is a row of the table: `axis=1` takes the mean along the row.
* each film's mean over the common users is subtracted, as `corr` does, and not each user's.
~ x = deviations[both, i] => x = table[both, i] - np.nanmean(table[both, i])
~ y = deviations[both, j] => y = table[both, j] - np.nanmean(table[both, j])
? Whose habit is to be taken away, that of the user or that of the film?
! Subtract from each rating the mean of its user, over all films that this user rated.
* the mean of all ratings is subtracted, the same from every rating.
~ np.nanmean(table, axis=1, keepdims=True) => np.nanmean(table)
? Is everybody equally generous?
! There is one mean for each user: `np.nanmean` with `axis=1` has them.
* missing ratings count as zeros in the users' means.
~ np.nanmean(table, axis=1, keepdims=True) => np.nan_to_num(table).mean(axis=1, keepdims=True)
? How many films did this user rate, and by how many do you divide?
! `np.nanmean` leaves out what is missing.
* each user's mean goes over these two films alone.
~ np.nanmean(table, axis=1, keepdims=True) => np.nanmean(table[:, [i, j]], axis=1, keepdims=True)
? Is that the user's usual level?
! The mean goes over all films that the user rated. From two films alone, one is always as far above as the other is
  below.
* each user's median is subtracted.
~ nanmean => nanmedian
? What do the deviations of one user sum to?
! The median is another middle. Take the mean.
* two users are compared, not two films.
~ both = ~np.isnan(table[:, i]) & ~np.isnan(table[:, j]) => both = ~np.isnan(table[i]) & ~np.isnan(table[j])
~ x = deviations[both, i] => x = deviations[i, both]
~ y = deviations[both, j] => y = deviations[j, both]
? Do the films stand in the rows of the table or in its columns?
! `table[i]` is a row, all ratings of one user. `table[:, i]` is a column, all ratings of one film.
* the lengths go over all raters of each film.
~ np.sqrt((x @ x) * (y @ y)) => np.sqrt(np.nansum(deviations[:, i] ** 2) * np.nansum(deviations[:, j] ** 2))
? Which users count above the line, and which below it?
! That is `"adjusted_cosine"`. Here both lengths go over the users who rated both films.
* missing ratings are set to 0 before the means are subtracted.
~ table - np.nanmean(table, axis=1, keepdims=True) => np.nan_to_num(table) - np.nanmean(table, axis=1, keepdims=True)
~ both = ~np.isnan(table[:, i]) & ~np.isnan(table[:, j]) => both = slice(None)
? A user did not rate the film. What do your deviations say of this user's opinion?
! Zero stars minus the mean is a strong dislike. Subtract first, and leave out who did not rate both.
* missing ratings are set to 0 at the beginning, and count in the means too.
~ table - np.nanmean(table, axis=1, keepdims=True) => np.nan_to_num(table)
~ both = ~np.isnan(table[:, i]) & ~np.isnan(table[:, j]) => both = slice(None)
~ x = deviations[both, i] => x = deviations[both, i] - deviations.mean(axis=1)
~ y = deviations[both, j] => y = deviations[both, j] - deviations.mean(axis=1)
? A user did not rate the film. What do your deviations say of this user's opinion?
! Zero stars minus the mean is a strong dislike. Take the mean of what was rated, subtract it, and leave out who did
  not rate both.
* where nothing can be said, the result is no number.
~ return x @ y / lengths if lengths > 0 else 0.0 => return x @ y / lengths
? What do you divide by what when nobody rated both films, or when all that is left is 0?
! Look at the lengths before you divide, and return 0 where one of them is 0.
* where a length is 0, the result is no number.
~ return x @ y / lengths if lengths > 0 else 0.0 => return x @ y / lengths if both.any() else 0.0
? A user gives 3 to everything. What is left of these ratings, and how long is it?
! That somebody rated both is not enough: a length can be 0 all the same. Look at it before you divide.
* where nothing can be said, 1 is returned.
~ else 0.0 => else 1.0
? Nobody rated both films. How alike should they be taken to be?
! Return 0 there: nothing says that the two are alike.
* the sum of the products is not divided.
~ x @ y / lengths => x @ y
* the sum of the products is divided by the number of common users.
~ x @ y / lengths => x @ y / len(x)
? How similar is a film to itself, by your formula?
! Divide by the product of the two lengths.
* the root is missing.
~ np.sqrt((x @ x) * (y @ y)) => (x @ x) * (y @ y)
? How similar is a film to itself, by your formula?
! A length is the **root** of the sum of squares.
* the lengths are added, where they should be multiplied.
~ np.sqrt((x @ x) * (y @ y)) => np.sqrt(x @ x) + np.sqrt(y @ y)
? How similar is a film to itself, by your formula?
! Below the line stands the product of the two lengths.
* only the first film's length is below the line, twice.
~ np.sqrt((x @ x) * (y @ y)) => x @ x
* only the second film's length is below the line, twice.
~ np.sqrt((x @ x) * (y @ y)) => y @ y
? Exchange the two films. Does the result change, and should it?
! Each film has a length of its own, and both stand below the line.
* the means of the films are subtracted as well.
~ table - np.nanmean(table, axis=1, keepdims=True) => table - np.nanmean(table, axis=1, keepdims=True) -
  np.nanmean(table, axis=0) + np.nanmean(table)
* after the users' means, the films' means are subtracted as well.
~ np.nanmean(table, axis=1, keepdims=True) => np.nanmean(table, axis=1, keepdims=True)⏎    deviations = deviations -
  np.nanmean(deviations, axis=0)
~ lengths > 0 => lengths > 1e-9
? Two films are above everybody's mean. Are they alike in the sense of this measure?
! Only the users' means are subtracted here. How well a film is liked by everybody stays in.
* the deviations are divided by each user's spread.
~ table - np.nanmean(table, axis=1, keepdims=True) => (table - np.nanmean(table, axis=1, keepdims=True)) /
  np.nanstd(table, axis=1, keepdims=True)
* the deviations are divided by each user's spread, where there is one.
~ table - np.nanmean(table, axis=1, keepdims=True) => (table - np.nanmean(table, axis=1, keepdims=True)) /
  np.where(np.nanstd(table, axis=1) > 0, np.nanstd(table, axis=1), 1.0)[:, None]
? Does the exercise ask for anything besides the mean?
! Those are z-scores. Subtract the mean, and leave the deviations in stars.
* who has not rated every film is left out.
~ nanmean => mean
~ both = ~np.isnan(table[:, i]) & ~np.isnan(table[:, j]) => both = ~np.isnan(deviations[:, i]) &
  ~np.isnan(deviations[:, j])
? A user rated both films, but not a third one. Does this user count with you?
! Where one rating is missing, `np.mean` is NaN, and `dropna()` of the whole table drops the row. `np.nanmean` leaves
  out only what is missing.
* each user's mean leaves out the two films.
~ np.nanmean(table, axis=1, keepdims=True) => np.nanmean(np.delete(table, [i, j], axis=1), axis=1, keepdims=True)
~ both = ~np.isnan(table[:, i]) & ~np.isnan(table[:, j]) => both = ~np.isnan(deviations[:, i]) &
  ~np.isnan(deviations[:, j])
* each user's mean leaves out the two films, and is 0 where there are no others.
~ np.nanmean(table, axis=1, keepdims=True) => np.nan_to_num(np.nanmean(np.delete(table, [i, j], axis=1), axis=1))[:,
  None]
? Which of a user's ratings does your mean go over?
! It goes over **all** of them: these two films and the others.
* after the users' means, the films' means over the common users are subtracted as well, as `corr` does.
~ x = deviations[both, i] => x = deviations[both, i] - np.mean(deviations[both, i])
~ y = deviations[both, j] => y = deviations[both, j] - np.mean(deviations[both, j])
~ lengths > 0 => lengths > 1e-9
? Everybody puts both films above their own mean, by one star or two. Does your result see that?
! A correlation subtracts means once more. Take the cosine of what is left after the users' means.
* the users' means are subtracted along the rows: the first user's from the first film, and so on.
~ np.nanmean(table, axis=1, keepdims=True) => np.append(np.nanmean(table, axis=1), [np.nan] * table.shape[1])[:
  table.shape[1]]
~ both = ~np.isnan(table[:, i]) & ~np.isnan(table[:, j]) => both = ~np.isnan(deviations[:, i]) &
  ~np.isnan(deviations[:, j])
? There is one mean for each user. From which rating is the second of them subtracted?
! pandas matches a series with the **columns**: use `df.sub(means, axis=0)`. In NumPy, `keepdims=True` makes a column
  of the means.
* the columns are counted from 1.
~ both = ~np.isnan(table[:, i]) & ~np.isnan(table[:, j]) => i, j = i - 1, j - 1⏎    both = ~np.isnan(table[:, i]) &
  ~np.isnan(table[:, j])
? Which column does `i` = 0 stand for, and which one do you take?
! `table[:, i]` is the column `i`, counted from 0. Subtract nothing from `i` and `j`.
* where one user alone rated both, 0 is returned.
~ if lengths > 0 => if lengths > 0 and both.sum() > 1
? What does the formula say of a single user who gave both films a star more than the mean?
! It says 1. That this is little evidence is a matter of shrinkage. Return 0 when nobody rated both, or a length is 0.
* the sign is lost.
~ x @ y / lengths => abs(x @ y) / lengths
? One user puts the first film above the mean and the second below. Are the two alike?
! Leave the sign: of opposites the result is negative.
* negative similarities become 0.
~ x @ y / lengths => max(x @ y, 0.0) / lengths
? One user puts the first film above the mean and the second below. What should come out?
! The result goes from −1 to 1. Who may vote is decided later.
* it is divided by the first length, and multiplied by the second.
~ x @ y / lengths => x @ y / np.sqrt(x @ x) * np.sqrt(y @ y)
? In which order does Python work out `p / q * r`?
! From left to right. Put the product of the two lengths into brackets.
* the length of the second film goes over all its raters.
~ np.sqrt((x @ x) * (y @ y)) => np.sqrt((x @ x) * np.nansum(deviations[:, j] ** 2))
* the length of the first film goes over all its raters.
~ np.sqrt((x @ x) * (y @ y)) => np.sqrt(np.nansum(deviations[:, i] ** 2) * (y @ y))
? Over which users does each of the two lengths go?
! Both go over the users who rated both films.
* the lengths are those of the ratings, not of what is left of them.
~ np.sqrt((x @ x) * (y @ y)) => np.linalg.norm(table[both, i]) * np.linalg.norm(table[both, j])
? How similar is a film to itself, by your formula?
! Above the line and below it stands what is left after the means.
'''

EXERCISE = from_text(TEXT, _cases)
