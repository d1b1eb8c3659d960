"""Exercise 04/everywhere: the film that stands in the most lists.

What is accepted comes from runs with the seeds 0 to 5, with all of the training ratings and with nine tenths of them;
`tests/practice/test_investigate_04.py` repeats some.
"""

from rectutor.practice.exercises import from_text

TEXT = r"""
# 04/everywhere: One film for everyone

Fit `MatrixFactorizationSGD()` on `train` and take the ten recommendations of **every** user with `min_ratings=0`.
Which film stands in the most lists? Answer with its title; `check` then tells you how many training ratings it has.

```stub
film = ...  # a title, as text
```
```solution
model = MatrixFactorizationSGD().fit(train)
places = {}
for user in train.user_ids:
    for title in model.recommend(user, min_ratings=0)["title"]:
        places[title] = places.get(title, 0) + 1
film = max(places, key=places.get)
```
```solution
model = MatrixFactorizationSGD().fit(train)
lists = [model.recommend(user, min_ratings=0) for user in train.user_ids]
titles = sorted(title for table in lists for title in table["title"])
film = max(set(titles), key=titles.count)
```

> title: yojimbo
= Its seven training ratings put it into nearly every list: the highest of many noisy values.
? How would you count, by hand, in how many lists a film stands?
! `train.user_ids` has all users; `model.recommend(user, min_ratings=0)` is a table with a column `title`. Count the
  titles of all tables.

* that film leads when rarely rated films are left out.
~ the treasure of the sierra madre | ran | it happened one night
? Which `min_ratings` did your lists have?
! The default leaves out films with fewer than 20 training ratings. The exercise asks for `min_ratings=0`.
* that film has the most ratings.
~ forrest gump | pulp fiction | the shawshank redemption
? How many users have rated this film? Can it be recommended to them?
! What most people have rated is not what is recommended most. Count the titles in the lists.
* that film stands in many lists, and another one in more.
~ i shot andy warhol | tom jones | hachiko: a dog's story (a.k.a. hachi: a dog's tale) | a face in the crowd |
  diabolique (les diaboliques)
? In how many lists does it stand, out of how many users?
! Count over all of `train.user_ids`, with the defaults of the model, and take the title with the largest count.
"""

EXERCISE = from_text(TEXT)
