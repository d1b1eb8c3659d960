"""Exercise 01/collapse: find the largest core that is not empty."""

from rectutor.practice.exercises import from_text

TEXT = r"""
# 01/collapse: How large a core?

The 50-core of `movies.ratings` still has a quarter of the ratings. Raise $k$ one by one: which is the **largest** $k$
whose core has any rating left? Look at how many are left there, too.

With 100,004 ratings, `list.count` or loops within loops take many minutes: count with `np.bincount` here.

```stub
largest = ...  # a whole number, such as 50
```
```solution
left, largest = movies.ratings.to_frame(), 0
while len(left):
    of_user = left.groupby("user")["item"].transform("size")
    of_item = left.groupby("item")["user"].transform("size")
    few = np.minimum(of_user, of_item) <= largest  # not enough for the next k
    if few.any():
        left = left[~few]
    else:
        largest = largest + 1
```
```solution
def left_of(k):
    users, items, before = movies.ratings.users, movies.ratings.items, -1
    while len(users) != before:
        before = len(users)
        enough = np.bincount(users)[users] >= k
        enough &= np.bincount(items)[items] >= k
        users, items = users[enough], items[enough]
    return len(users)


largest = max(k for k in range(50, 70) if left_of(k))
```

> number: 55
= 14,318 ratings are in the 55-core, and none in the 56-core, although 389 users have 56 ratings or more: thousands
  hold each other up, and fall together.
? What does your function of exercise 1.2 return for `movies.ratings.users`, `movies.ratings.items` and 51?
! Call it in a loop, for 51, 52, 53 and so on, and look at how many numbers come back, until none does.

* there nothing is left: it is the first $k$ whose core is empty.
~ 56
? How many ratings does your function leave for this number?
! Asked for is the last $k$ before that.
* up to this $k$ something is left after only one round.
~ 341
? Count the ratings of users and films again after the first round: do all have enough?
! Go on with the rounds until one takes out nothing. Does `check` accept your function of exercise 1.2?
* up to this $k$ something is left when one side is not counted again.
~ 112 | 145
? After the second step, do users and films still have enough ratings?
! Go on with the rounds until one takes out nothing. Does `check` accept your function of exercise 1.2?
* up to this $k$ something is left when the number of rounds is fixed.
~ 57..62
? What does one more round take out?
! Go on with the rounds until one takes out nothing. Does `check` accept your function of exercise 1.2?
* one more $k$ has a core, unless those with exactly $k$ ratings are taken out as well.
~ 54
? Do users and films with exactly $k$ ratings stay, as in `>= k`, or go, as in `> k`?
! Count how many are left for 55. If it is none, look at the comparison; otherwise go on upwards.
* that is how many ratings are left in the largest core.
~ 14318
? For which $k$ did you find them?
! Asked for is $k$, the number that you passed to the function.
* that is how many users have 56 ratings or more.
~ 389
? What is asked for: a number of users, or how many ratings each needs?
! Asked for is $k$, the number that you passed to the function.
* that is the number of ratings of the busiest user.
~ 2391
? Is there a film with so many ratings?
! In the core, both users and films have $k$ ratings or more. Use your function of exercise 1.2.
* it leaves ratings, and so does the next larger number.
~ 1..53
? How many ratings are left for this number plus one?
! Go on upwards until none is left.
* the core is empty for this number, and for smaller ones already.
~ 63..
? How many ratings does your function leave for this number, and for five less?
! Come down one by one until something is left.
"""

EXERCISE = from_text(TEXT)
