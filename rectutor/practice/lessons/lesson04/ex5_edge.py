"""Exercise 04/edge: the learning rate at which training diverges.

The rate hangs on the ratings and on the model's seed, which are given; near the edge it is not certain from one
thousandth to the next, so only hundredths are asked for. `tests/practice/test_investigate_04.py` computes the answer
and the known slips.
"""

from rectutor.practice.exercises import from_text

TEXT = r"""
# 04/edge: Where it diverges

Train `MatrixFactorizationSGD(factors=20, regularization=0.02, epochs=20)` on `train` with the learning rates 0.01,
0.02, 0.03 and so on. Which is the first of them at which training diverges? (`fit` then raises `DivergenceError`.)

```stub
edge = ...  # a number such as 0.08
```
```solution
def diverges(learning_rate):
    model = MatrixFactorizationSGD(
        factors=20, learning_rate=learning_rate, regularization=0.02, epochs=20
    )
    try:
        model.fit(train)
    except DivergenceError:
        return True
    return False


edge = next(percent / 100 for percent in range(5, 100) if diverges(percent / 100))
```
```solution
low, high = 1, 100  # hundredths: one trains, the other does not
while high - low > 1:
    middle = (low + high) // 2
    try:
        MatrixFactorizationSGD(
            factors=20, learning_rate=middle / 100, regularization=0.02, epochs=20
        ).fit(train)
        low = middle
    except DivergenceError:
        high = middle
edge = high / 100
```

> number: 0.22
= The edge is sudden: one hundredth below it, training ends with a number. Useful learning rates end far earlier.
? Find one learning rate that trains to the end and one that does not. Where would you look next?
! Halve the interval between the two again and again, or try all of them in a loop with `try` and `except
  DivergenceError`.

* that is where λ = 0.1 diverges, the default.
~ 0.285..0.295
? Which `regularization` did your model have?
! A larger λ pulls the vectors back at every step and bears larger steps. The exercise asks for 0.02.
* that is where vectors of 100 factors diverge.
~ 0.175..0.185
? How many factors did your model have?
! Longer vectors overshoot earlier. The exercise asks for 20 factors.
* that is where the formula without biases diverges.
~ 0.145..0.155
? What was the first prediction of your model, before anything was learned?
! Without μ and biases every first error is a whole rating. Leave `biases` as it is.
* at this rate training on `train` still ends with a number, and on all ratings it does not.
~ 0.21
? On which ratings did you fit? And is it the last rate that trains to the end, or the first that diverges?
! Fit on `train`. The rate after the last one that trains to the end is asked for.
* it is no whole hundredth.
~ 0.20001..0.20999 | 0.21001..0.21999 | 0.22001..0.22999
? What happens at the hundredths on either side of it?
! So near the edge, training diverges at one thousandth, and ends with a number at the next. Try 0.20, 0.21, 0.22 …
* there training still ends with a number.
~ 0.15501..0.17499 | 0.18501..0.2
? What happens one hundredth further up?
! The lesson's table takes large steps, and it was made on other ratings. Go on upwards, on `train`, by 0.01.
* training diverges there, and at a smaller rate already.
~ 0.23..0.28499 | 0.29501..
? Which rates below this one did you try?
! The lesson's table takes large steps. Go down from here in steps of 0.01 until training ends with a number.
* there the validation error rises from the start, and training still ends with a number.
~ 0.045..0.14499
? Does `fit` raise anything at this learning rate?
! Too large to be useful is not yet too large to end. Go on upwards until `DivergenceError` comes.
* that is a learning rate at which the model learns well.
~ 1e-05..0.04499
? Does `fit` raise anything at this learning rate?
! Not the best learning rate is asked for, but the one at which the error stops being a number. It is far larger.
"""

EXERCISE = from_text(TEXT)
