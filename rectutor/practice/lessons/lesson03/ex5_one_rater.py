"""Exercise 03/one-rater: where a film of one rater stands among the neighbours.

Nothing in it is random beyond the splits' seeds, which are given. Single precision leaves the order of equally
similar films open; the answer does not depend on it.
`tests/practice/test_investigate_03.py` computes the answer and the known slips.
"""

from rectutor.practice.exercises import from_text

TEXT = r"""
# 03/one-rater: A long way down the list

Fit `ItemKNN(measure="pearson", shrinkage=0, kept=10_000)` on `learn`. Its `similar_items(1, n=10_000)` lists all
films with a similarity above 0 to *Toy Story*, the most similar first. The column `overlap` says how many common
raters each similarity rests on. At which **place** is the first film with 20 common raters or more? The top of the
list is place 1. Look at which film it is, too, and at those above it.

```stub
place = ...  # a whole number, such as 50
```
```solution
model = ItemKNN(measure="pearson", shrinkage=0, kept=10_000).fit(learn)
similar = model.similar_items(1, n=10_000)
place = np.argmax(similar["overlap"] >= 20) + 1
```
```solution
model = ItemKNN(measure="pearson", shrinkage=0, kept=10_000).fit(learn)
place = 0
for overlap in model.similar_items(1, n=10_000)["overlap"]:
    place += 1
    if overlap >= 20:
        break
```

> number: 1020
= It is Toy Story 2, with 42 common raters and a similarity of 0.747. Of the 1,019 films above it, 531 share a single
  rater with Toy Story, and only 6 share ten or more. With a β of 10, Toy Story 2 stands on top.
? Go down the column `overlap` from the top. When do you stop, and what do you have to count on the way?
! `similar["overlap"] >= 20` is True for films with enough common raters; `np.argmax` of it says where the first True
  stands, and counts from 0.

* that is how many films stand above it.
~ 1019
? Which number has the film at the top of your list?
! Python counts from 0, and the top is place 1 here.
* that is one place too far down.
~ 1021
? How many common raters has the film on the place before?
! Where you count from 1 already, nothing is to be added. Toy Story itself is not on the list.
* the film at the top of the list that is asked for has few common raters.
~ 0 | 1 | 2
? How many common raters has the film at the top of your list? If few: does any film of your list have 20? If many:
  which measure and which β made the list?
! Two ways lead here. In a list cut short, by `n` or by `kept`, nobody may have 20, and `np.argmax` of nothing but
  False is 0. Or the list is that of another measure, or a shrunk one.
* that is its place by another measure.
~ 381 | 382 | 1502 | 1503 | 2885 | 2886
? Which `measure` did you pass to `ItemKNN`?
! The exercise asks for `measure="pearson"` with `shrinkage=0`.
* that is the first film that has 20 ratings, not 20 common raters.
~ 621 | 622
? Which column says how many rated both films?
! `ratings` counts everybody who rated the film; `overlap` counts who rated Toy Story as well.
* that film has fewer than 20 common raters.
~ 837 | 838
? What does its `overlap` say?
! Go on downwards until the overlap is 20 or more.
* that film has few common raters, or films with few ratings were left out before the places were counted.
~ 17 | 18
? What does its `overlap` say, and did you set `min_ratings`?
! Go on downwards until the overlap is 20 or more. And leave `min_ratings` at 0: all films with a similarity above 0
  count.
* films with a single common rater are left out before the places are counted.
~ 488 | 489
? What does `min_overlap` take from the list?
! Leave `min_overlap` at 1: all films with a similarity above 0 count.
* the model is not fitted on `learn`.
~ 898 | 899 | 901 | 902
? From how many ratings does your model know Toy Story?
! `train` and `movies.ratings` hold ratings that are set aside. Fit on `learn`.
* only an overlap of exactly 20 counts.
~ 1136 | 1137
? What of a film with 42 common raters?
! 20 **or more**: compare with `>=`.
* that is where the film with the most common raters stands.
~ 1816 | 1817
? How many common raters are asked for, 20 or as many as possible?
! `argmax` of the numbers looks for the largest. Compare with 20 first: `argmax` then finds the first True.
* that is how many films have a single common rater with it.
~ 531
* that is how many films have a similarity of 1, or about as many.
~ 455..479 | 484..487 | 540..560
? Is a number of films asked for, or the place of one?
! These films stand above the one that you are looking for. Go on down until the overlap is 20 or more.
* that is how many films have 20 common raters or more.
~ 224
? Is a number of films asked for, or the place of one?
! Of these films, find the one that stands first, and count how far down it stands.
* that is how many films the list has.
~ 2700 | 2701
? Is a number of films asked for, or the place of one?
! Go down the column `overlap` from the top, and stop at the first number that is 20 or more.
* that is its overlap.
~ 42
? How many films stand above it?
! You have found the film. Its place is asked for, counted from the top of the list.
* that is its similarity.
~ 0.745..0.7505
? How many films have a higher one?
! You have found the film. Its place is asked for, counted from the top of the list.
* that is its id.
~ 3114
? By what is the table indexed, by place or by film?
! `idxmax` returns the label of a row, here the id of the film; `np.argmax` its place, counted from 0.
* that is how many films have fewer than 20 common raters.
~ 2477 | 2478
? Do all of these stand above the one that you are looking for?
! Go down the list as it is sorted, the most similar first, and stop at the first overlap of 20 or more.
* that is how many films have 21 common raters or more.
~ 200 | 201
? Is a number of films asked for, or the place of one?
! Of the films with 20 common raters or more, find the one that stands first, and count how far down it stands.
* the list is counted from its other end, and begins with the least similar.
~ 6 | 7
? Which similarity has the film on your place 1?
! `similar_items` brings the list sorted, the most similar first. Do not sort it again.
* that is its place from the bottom.
~ 1681 | 1682
? Which film is on place 1, the most similar or the least?
! `similar_items` brings the list sorted, the most similar first. Count from its top.
* that is its place by overlap.
~ 27 | 28
? By what is your list sorted?
! Leave the list as it is, by similarity, and look for the first overlap of 20 or more.
* the means go over the common raters, as in pandas' `corr`.
~ 662 | 663
? With one common rater, what is your correlation, and what is that of `ItemKNN`?
! `ItemKNN` subtracts each film's mean over **all** its raters. Take the list of its `similar_items`.
* the first film with 20 common raters stands farther up.
~ 1097 | 1098 | 1487 | 1488
? How many common raters are asked for, and has a film above this one as many?
! 20 or more are asked for, and the first such film: `np.argmax` finds the first True.
* that is the last film with 20 common raters or more.
~ 2694 | 2695
? From which end of the list did you look?
! `np.argmax` finds the first True, and a loop has to stop there: `break`.
* the list comes from another split.
~ 968 | 969
? With which seeds were your `train` and `learn` made?
! Run the cells at the top of the notebook again: `learn` comes from `random_split(train, seed=1)`.
"""

EXERCISE = from_text(TEXT)
