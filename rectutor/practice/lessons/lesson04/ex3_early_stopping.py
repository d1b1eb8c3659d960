"""Exercise 04/early-stopping: from a validation curve to the best epoch and the last one."""

import numpy as np

from rectutor.practice.exercises import from_text


def _cases():
    yield _case([1.0, 0.9, 0.91], 1)
    yield _case([0.95], 2)
    yield _case([1.0, 0.95, 0.9], 2)  # the curve ends first, at its best
    yield _case([1.0, 0.95, 0.95, 0.96], 2, [0.98, 0.7, 0.71, 0.72])  # an equal error is no lower one
    yield _case([1.0, 1.0, 1.1, 0.9], 2)
    yield _case([1.0, 0.9, 0.95, 0.92], 3, [0.98, 0.7, 0.69, 0.72])  # the curve ends first, two epochs after its best
    yield _case([0.9, 0.95, 0.94, 0.93, 0.92], 3)  # best at the start
    yield _case([1.0, 0.9, 0.91, 0.905, 0.92, 0.93, 0.94, 0.5], 3)  # a small dip, and a deep valley after the stop
    yield _case([1.0, 0.9, 0.92, 0.93, 0.89, 0.9, 0.91, 0.92, 0.93], 3)  # the waiting starts anew
    random = np.random.default_rng(43)
    for length, patience in ((8, 2), (9, 2), (10, 3), (10, 3), (12, 4), (12, 2), (14, 4), (15, 5), (16, 3), (20, 5)):
        bottom = int(random.integers(2, length - 2))
        slope = [abs(epoch - bottom) * (8 if epoch < bottom else 3) for epoch in range(length)]
        yield _case(
            [(860 + s + int(n)) / 1000 for s, n in zip(slope, random.integers(0, 16, length), strict=True)], patience
        )


def _case(valid, patience, train=None):
    """Return a case whose training curve falls all the time, as most do, unless it is given."""
    train = np.round(np.linspace(0.98, 0.4, len(valid)), 3) if train is None else np.array(train)
    return {"train_rmse": train, "valid_rmse": np.array(valid), "patience": patience}


TEXT = r'''
# 04/early-stopping: When to stop

After each epoch you know the errors up to this epoch. Remember the lowest validation error so far. Training stops when
`patience` epochs **in a row** were not below it, or when the curve ends. Return two epochs, as a tuple or a list or an
array: the **best** of those that were run, to which the model goes back, and the **last** one that was run. The first
epoch is number 1. Not every argument is needed.

With `patience` 2 and the validation errors 0.90, 0.88, 0.89, 0.91, 0.80, training stops after epoch 4, and the best
is 2: nobody knows about the 0.80.

```stub
def early_stopping(train_rmse, valid_rmse, patience):
    """Return the best epoch and the last one; both count from 1."""
    ...
```
```solution
def early_stopping(train_rmse, valid_rmse, patience):
    best = 1
    for epoch in range(1, len(valid_rmse) + 1):
        if valid_rmse[epoch - 1] < valid_rmse[best - 1]:
            best = epoch
        if epoch - best >= patience:
            break
    return best, epoch
```
```solution
def early_stopping(train_rmse, valid_rmse, patience):
    best_epoch, best_error, waited = 0, float("inf"), 0
    for epoch, error in enumerate(valid_rmse, start=1):
        if error < best_error:
            best_epoch, best_error, waited = epoch, error, 0
        else:
            waited += 1
        if waited == patience:
            break
    return best_epoch, epoch
```
```from the minimum
def early_stopping(train_rmse, valid_rmse, patience):
    best = int(np.argmin(valid_rmse)) + 1
    return best, min(best + patience, len(valid_rmse))
```
```by places
def early_stopping(train_rmse, valid_rmse, patience):
    best, best_error, waited = 0, valid_rmse[0], 0
    for epoch in range(1, len(valid_rmse)):
        if valid_rmse[epoch] < best_error:
            best, best_error, waited = epoch, valid_rmse[epoch], 0
        else:
            waited += 1
        if waited == patience:
            return best + 1, epoch + 1
    return best + 1, len(valid_rmse)
```

> the best epoch: whole number
> the last epoch: whole number
= `follow(model, train, valid, patience=…)` does this, and then restores the best epoch's model.
? Go through the case with a finger on the curve. At which epoch do you stop, and what did you have to remember to
  know it?
! Remember the best epoch so far, and its error. At each epoch: is it better than the best? Else, how far back does
  the best lie? Stop when that is `patience` epochs.

* the training curve decides.
```
def early_stopping(train_rmse, valid_rmse, patience):
    best = 1
    for epoch in range(1, len(train_rmse) + 1):
        if train_rmse[epoch - 1] < train_rmse[best - 1]:
            best = epoch
        if epoch - best >= patience:
            break
    return best, epoch
```
? Which of the two curves can warn you that the model learns its ratings by heart?
! Training error falls as long as training goes on. What you wait for is a lower error on ratings not learned from.
* the lowest error is never updated, so each epoch counts as the best.
: solution 2
~ best_epoch, best_error, waited = epoch, error, 0 => best_epoch, waited = epoch, 0
* the lowest error is never updated: each epoch is compared with the first.
: by places
~ best, best_error, waited = epoch, valid_rmse[epoch], 0 => best, waited = epoch, 0
? The second epoch is the best so far. With which error do you compare the third?
! A new best is a new epoch **and** a new lowest error: keep both.
* nothing ever stops: the curve is walked to its end.
~         if epoch - best >= patience:⏎            break⏎ =>
? Where does your code use `patience`, and what happens there?
! Count how far back the best lies. When that is `patience` epochs, leave the loop, with `break` or `return`.
* the highest error counts as the best.
~ ] < valid => ] > valid
? Is a higher RMSE better or worse?
! The error should become small: a new best lies below all earlier ones.
* the last epoch is returned as the best.
~ return best => return epoch
? You waited `patience` epochs in vain. Which epoch's model would you keep?
! The last epochs are those that did not help. The model goes back to the one before them.
* the whole curve is searched for its minimum.
~ return best => return int(np.argmin(valid_rmse)) + 1
? When you stop, do you know the values that come after?
! Only epochs up to the last one were run. A deeper valley further on is never seen.
* it stops at the first epoch that is not better.
~ if epoch - best >= patience: => if epoch > best:
? What does a `patience` of 3 allow that a `patience` of 1 does not?
! One worse epoch is no reason to stop. Count them, and compare the count with `patience`.
* it stops one epoch too late.
~ >= patience => > patience
? With a `patience` of 1: how many epochs without a new best do you allow?
! Count the epochs since the best. At the moment their number reaches `patience`, you stop.
* it stops one epoch too early.
~ if epoch - best >= patience: => if epoch - best >= patience - 1 and epoch > 1:
? Does the best epoch itself count as one without improvement?
! Count only the epochs after the best. At the moment their number reaches `patience`, you stop.
* the waiting does not start anew at a new best.
: solution 2
~ epoch, error, 0⏎ => epoch, error, waited⏎
? What should happen to the count of waiting epochs when there is a new best?
! `patience` epochs *in a row* are meant: a new best ends the row.
* each epoch is compared with the one before.
~ if valid_rmse[epoch - 1] < valid_rmse[best - 1]: => if epoch > 1 and valid_rmse[epoch - 1] < valid_rmse[epoch - 2]:
? After the best the curve climbs, with a small dip on the way. Is that dip a new best?
! Compare with the lowest error so far, wherever it was, not with the epoch before.
* the count starts anew at each epoch that is below the one before.
: solution 2
~         else:⏎ =>         elif error < valid_rmse[epoch - 2]:⏎            waited = 0⏎        else:⏎
? After the best the curve climbs, with a small dip on the way. Is that dip progress?
! Only a new best ends the waiting; an epoch that is merely below the one before counts as waited.
* an equal error counts as better.
~ ] < valid => ] <= valid
? Two epochs have the same error. Has the second brought a lower one?
! Only an error below the lowest one is a new best.
* the epochs are counted from 0.
~ return best, epoch => return best - 1, epoch - 1
? Which number does the first epoch have here?
! Python counts places from 0, people count epochs from 1.
* the last epoch is computed from the best, where the curve may have ended before.
~ return best, epoch => return best, best + patience
? How many epochs does the curve have, and which is your last?
! Training can end without any stop. Then the last epoch is the curve's last.
* the minimum of the whole curve decides, also about the end.
: from the minimum
? At epoch 3 you cannot see epoch 8. What do you know at each epoch, and when do you stop?
! Go through the epochs one by one. Training may stop long before the curve's lowest value, and that is then never
  seen.
* the minimum of the whole curve decides, and the last epoch may lie beyond the curve's end.
: from the minimum
~ min(best + patience, len(valid_rmse)) => best + patience
? At epoch 3 you cannot see epoch 8. What do you know at each epoch, and when do you stop?
! Go through the epochs one by one: stop when `patience` epochs were not below the lowest so far, or at the curve's
  end.
* each epoch is compared with the one before, and the count never starts anew.
```
def early_stopping(train_rmse, valid_rmse, patience):
    waited, last = 0, len(valid_rmse)
    for epoch in range(2, len(valid_rmse) + 1):
        if valid_rmse[epoch - 1] >= valid_rmse[epoch - 2]:
            waited += 1
        if waited == patience:
            last = epoch
            break
    return int(np.argmin(valid_rmse[:last])) + 1, last
```
? Is an epoch that is below the one before always below the lowest so far? And what does *in a row* mean for your
  count?
! Two things: compare with the lowest error so far; and set the count to 0 whenever there is a new lowest.
* places are returned where epochs are asked for, except at the curve's end.
: by places
~ return best + 1, epoch + 1 => return best or 1, epoch
~ return best + 1, len => return best or 1, len
? `valid_rmse[1]` is the error of which epoch?
! Place 0 is epoch 1. Add 1 to a place before you return it, wherever you return.
* the best epoch is one too high when the first epoch is the best.
: by places
~ best, best_error, waited = 0, valid => best, best_error, waited = 1, valid
? With which value does your best epoch start, and which epoch is that when you return?
! Start with the place 0 if you add 1 at the end, or with the epoch 1 if you do not.
* the lowest error begins at 0, so that no epoch is ever below it.
```
def early_stopping(train_rmse, valid_rmse, patience):
    return 0, min(patience, len(valid_rmse))
```
? Which error is below the one with which yours begins?
! Begin with `float("inf")`, or with the error of the first epoch.
'''

EXERCISE = from_text(TEXT, _cases)
