"""Exercise 04/edge: the learning rate at which training diverges.

What is accepted comes from runs with the seeds 0 to 5, with all of the training ratings and with nine tenths of them;
`tests/practice/test_investigate_04.py` repeats some.
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

> number: 0.205..0.225
= The edge is sudden: one hundredth below it, training ends with a number. Useful learning rates end far earlier.
? Find one learning rate that trains to the end and one that does not. Where would you look next?
! Halve the interval between the two again and again, or try all of them in a loop with `try` and `except
  DivergenceError`.

* that is where λ = 0.1 diverges, the default.
~ 0.265..0.295
? Which `regularization` did your model have?
! A larger λ pulls the vectors back at every step and bears larger steps. The exercise asks for 0.02.
* that is where vectors of 100 factors diverge.
~ 0.165..0.185
? How many factors did your model have?
! Longer vectors overshoot earlier. The exercise asks for 20 factors.
* that is where the formula without biases diverges.
~ 0.135..0.155
? What was the first prediction of your model, before anything was learned?
! Without μ and biases every first error is a whole rating. Leave `biases` as it is.
* there training still ends with a number: it is the last rate of the lesson's table that does.
~ 0.18501..0.20499
? Which rates lie between this one and the next in the table, and what happens there?
! The table takes large steps, and it was made on other ratings. Try 0.21, 0.22, 0.23 … yourself, on `train`.
* training diverges there, and at a smaller rate already.
~ 0.22501..0.26499 | 0.295..
? Which rates below this one did you try?
! The lesson's table takes large steps. Go down from here in steps of 0.01 until training ends with a number.
* there the validation error rises from the start, and training still ends with a number.
~ 0.045..0.13499
? Does `fit` raise anything at this learning rate?
! Too large to be useful is not yet too large to end. Go on upwards until `DivergenceError` comes.
* that is a learning rate at which the model learns well.
~ 1e-05..0.04499
? Does `fit` raise anything at this learning rate?
! Not the best learning rate is asked for, but the one at which the error stops being a number. It is far larger.
"""

EXERCISE = from_text(TEXT)
