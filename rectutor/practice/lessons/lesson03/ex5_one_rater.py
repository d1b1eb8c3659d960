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
raters each similarity rests on. At which **place** is the first film with 5 common raters or more? The top of the
list is place 1. Look at which film it is, too, and at those above it.

```stub
place = ...  # a whole number, such as 50
```
```solution
model = ItemKNN(measure="pearson", shrinkage=0, kept=10_000).fit(learn)
similar = model.similar_items(1, n=10_000)
place = np.argmax(similar["overlap"] >= 5) + 1
```
```solution
model = ItemKNN(measure="pearson", shrinkage=0, kept=10_000).fit(learn)
place = 0
for overlap in model.similar_items(1, n=10_000)["overlap"]:
    place += 1
    if overlap >= 5:
        break
```

> number: 622
= It is The Hunger Games, with 5 common raters and a similarity of 0.982. Of the 621 films above it, 531 share a single
  rater with Toy Story, and only one shares four. Toy Story 2, with 42 common raters, follows on place 1,020; with a β
  of 10, it stands on top.
? Go down the column `overlap` from the top. When do you stop, and what do you have to count on the way?
! `similar["overlap"] >= 5` is True for films with enough common raters; `np.argmax` of it says where the first True
  stands, and counts from 0.

* that is how many films stand above it.
~ 621
? Which number has the film at the top of your list?
! Python counts from 0, and the top is place 1 here.
* that is one place too far down.
~ 623
? How many common raters has the film on the place before?
! Where you count from 1 already, nothing is to be added. Toy Story itself is not on the list.
* that is the top of a list.
~ 0 | 1 | 2
? Which column did you compare with 5, and which list did you look at?
! `ratings` counts everybody who rated the film, `overlap` those who rated Toy Story as well. In a list cut short, or
  in one of a shrunk or another measure, the film that is asked for stands elsewhere, or not at all; and `np.argmax` of
  nothing but False is 0.
* that is its place by another measure.
~ 104 | 105 | 1358 | 1359 | 2564 | 2565
? Which `measure` did you pass to `ItemKNN`?
! The exercise asks for `measure="pearson"` with `shrinkage=0`.
* only an overlap of more than 5 counts.
~ 694 | 695
? What of a film with exactly 5 common raters?
! 5 **or more**: compare with `>=`.
* that film has fewer than 5 common raters.
~ 17 | 18 | 40 | 41 | 618 | 619
? What does its `overlap` say?
! Go on downwards until the overlap is 5 or more.
* the first film with 5 common raters or more stands farther up.
~ 628 | 629 | 814 | 815 | 837 | 838 | 1020 | 1487 | 1488
? How many common raters are asked for, and has a film above this one as many?
! 5 or more are asked for, and the first such film: `np.argmax` finds the first True.
* films with a single common rater are left out before the places are counted.
~ 90 | 91
? What does `min_overlap` take from the list?
! Leave `min_overlap` at 1: all films with a similarity above 0 count.
* the model is not fitted on `learn`.
~ 577 | 578 | 477 | 478
? From how many ratings does your model know Toy Story?
! `train` and `movies.ratings` hold ratings that are set aside. Fit on `learn`.
* that is where the film with the most common raters stands.
~ 1816 | 1817
? How many common raters are asked for, 5 or as many as possible?
! `argmax` of the numbers looks for the largest. Compare with 5 first: `argmax` then finds the first True.
* that is how many films have a single common rater with it.
~ 531
* that is how many films have a similarity of 1, or about as many.
~ 540..560
? Is a number of films asked for, or the place of one?
! These films stand above the one that you are looking for. Go on down until the overlap is 5 or more.
* that is how many films have 5 common raters or more.
~ 1179
* that is how many films have 6 common raters or more.
~ 1019
? Is a number of films asked for, or the place of one?
! Of the films with 5 common raters or more, find the one that stands first, and count how far down it stands.
* that is how many films the list has.
~ 2700 | 2701
? Is a number of films asked for, or the place of one?
! Go down the column `overlap` from the top, and stop at the first number that is 5 or more.
* that is its overlap.
~ 5
? How many films stand above it?
! You have found the film. Its place is asked for, counted from the top of the list.
* that is its similarity.
~ 0.98..0.9825
? How many films have a higher one?
! You have found the film. Its place is asked for, counted from the top of the list.
* that is its id.
~ 91500
? By what is the table indexed, by place or by film?
! `idxmax` returns the label of a row, here the id of the film; `np.argmax` its place, counted from 0.
* that is how many films have fewer than 5 common raters.
~ 1522 | 1523
? Do all of these stand above the one that you are looking for?
! Go down the list as it is sorted, the most similar first, and stop at the first overlap of 5 or more.
* the list is counted from its other end, and begins with the least similar.
~ 3 | 4
? Which similarity has the film on your place 1?
! `similar_items` brings the list sorted, the most similar first. Do not sort it again.
* that is its place from the bottom.
~ 2079 | 2080
? Which film is on place 1, the most similar or the least?
! `similar_items` brings the list sorted, the most similar first. Count from its top.
* the means go over the common raters, as in pandas' `corr`.
~ 402 | 403
? With one common rater, what is your correlation, and what is that of `ItemKNN`?
! `ItemKNN` subtracts each film's mean over **all** its raters. Take the list of its `similar_items`.
* that is the last film with 5 common raters or more.
~ 2697 | 2698
? From which end of the list did you look?
! `np.argmax` finds the first True, and a loop has to stop there: `break`.
* the list comes from another split.
~ 682 | 683
? With which seeds were your `train` and `learn` made?
! Run the cells at the top of the notebook again: `learn` comes from `random_split(train, seed=1)`.
"""

EXERCISE = from_text(TEXT)
