"""Exercise 04/everywhere: in how many lists the film of the most lists stands.

The number hangs on the ratings and on the model's seed, which are given; `tests/practice/test_investigate_04.py`
computes it and the known slips.
"""

from rectutor.practice.exercises import from_text

TEXT = r"""
# 04/everywhere: One film for everyone

Fit `MatrixFactorizationSGD()` on `train` and take the ten recommendations of **every** user with `min_ratings=0`. One
film stands in more of these lists than any other: in **how many**? Look at which film it is, too, and at how many
training ratings it has.

```stub
most = ...  # a whole number, such as 300
```
```solution
model = MatrixFactorizationSGD().fit(train)
places = {}
for user in train.user_ids:
    for title in model.recommend(user, min_ratings=0)["title"]:
        places[title] = places.get(title, 0) + 1
most = max(places.values())
```
```solution
model = MatrixFactorizationSGD().fit(train)
lists = [model.recommend(user, min_ratings=0) for user in train.user_ids]
titles = [title for table in lists for title in table["title"]]
most = max(titles.count(title) for title in set(titles))
```

> number: 648
= It is *Yojimbo*, with seven training ratings, in 648 of 671 lists: the highest of many noisy values.
? How would you count, by hand, in how many lists a film stands?
! `train.user_ids` has all users; `model.recommend(user, min_ratings=0)` is a table with a column `title`. Count the
  titles of all tables, and take the largest count.

* that is the film's count when only the first place of each list is looked at.
~ 565
? How many films does each of your lists have?
! Each list has ten, and the film may stand on any of the ten places.
* that is the largest count when rarely rated films are left out.
~ 599
? Which `min_ratings` did your lists have?
! The default leaves out films with fewer than 20 training ratings. The exercise asks for `min_ratings=0`.
* that is the largest count with a model that was fitted on all ratings.
~ 533
* that is the largest count with a model that was fitted on `learn`.
~ 637
? On which ratings did you fit the model?
! Fit it on `train`, and go through `train.user_ids`.
* that is a count of lists by the biases alone.
~ 664 | 666 | 667
? What does the order of your lists know about the user?
! `Bias`, or `item_biases_` of a fitted model, puts the films in the same order for everybody. Take the lists of
  `MatrixFactorizationSGD()`.
* that is the largest count with other settings of the model.
~ 515 | 557
? Which arguments did you pass to `MatrixFactorizationSGD`?
! The exercise asks for the defaults: 20 factors, with biases.
* that is the largest count with another algorithm.
~ 476 | 299 | 365
? Which model made your lists?
! Popularity and neighbours recommend other films. Take `MatrixFactorizationSGD()`.
* that is the largest count with lists of five.
~ 644
* that is the largest count with lists of twenty.
~ 657
? How many films does each of your lists have?
! `recommend` gives ten unless told otherwise.
* that is the count of a film that another one surpasses.
~ 582 | 573
? Is it the largest of all your counts?
! Take the largest of the counts, over all films.
* that is how many users there are.
~ 671
? Does the film stand in the list of a user who has rated it?
! Count the lists in which it stands, user by user.
* that is how many different films stand in the lists.
~ 225 | 226
* that is how many places all lists have together.
~ 6710
? In how many lists does **one** film stand?
! Count for each title in how many lists it stands, and take the largest count.
* that is how many training ratings the film has.
~ 7
? In how many lists does it stand?
! You have found the film. The number of lists is asked for.
"""

EXERCISE = from_text(TEXT)
