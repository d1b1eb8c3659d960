"""What to say of an error that Python or NumPy raises in a learner's function: what its message means here."""

from __future__ import annotations

import re

# Of which kind the error is, what is in its message, and what to say of it; the first that fits.
REMARKS = (
    (
        TypeError,
        r"bitwise_xor| \^",
        "In Python `^` is no power. The square of `x` is written `x ** 2`.",
    ),
    (
        ValueError,
        r"inhomogeneous",
        "Lists of different lengths make no array. Which of them is longer or shorter than the others?",
    ),
    (
        ValueError | IndexError,
        r"broadcast|mismatch|not aligned|did not match|must match|same (shape|length)",
        "Two arrays of different shapes meet. Which shape has each, and which entries of the two belong together?",
    ),
    (
        IndexError,
        r"^axis -?\d+ is out of bounds",
        "A one-dimensional array has the axis 0 alone. Which shape does the array have at this line?",
    ),
    (
        IndexError,
        r"out of (bounds|range)",
        "How many entries are there in this case, and which one is asked for?",
    ),
    (
        IndexError,
        r"invalid index to scalar|too many indices|0-dimensional",
        "There are more brackets than the value has axes. Is it a number or a row, where you take it for a table?",
    ),
    (
        IndexError,
        r"must be of integer|only integers, slices",
        "A place is a whole number. A division, `np.zeros` and `np.array([])` make floats; text belongs to the columns "
        "of a table.",
    ),
    (
        ValueError,
        r"truth value of an array",
        "An array holds as many answers as entries. `&`, `|` and `~` work entry by entry; `.any()` asks whether one of "
        "them is True.",
    ),
    (
        TypeError,
        r"only integer scalar arrays can be converted",
        "An array stands where one whole number is needed. A list takes no array of places in its brackets, an array "
        "does (`np.array(…)`), and `range` takes one number.",
    ),
    (
        TypeError | ValueError,
        r"only (length-1|0-dimensional|size-1) arrays can be converted|setting an array element with a sequence",
        "An array stands where one number is needed. Which of its entries is meant, or is it their sum?",
    ),
    (
        TypeError,
        r"indices must be integers or slices, not float|slice indices must be|interpreted as an integer"
        r"|Cannot cast array data|expected a sequence of integers",
        "A whole number is needed here, and this is none. `/` and `np.zeros` make floats; `//`, `int(…)` and "
        "`.astype(int)` make whole numbers.",
    ),
    (
        TypeError,
        r"as a data type|__array_function__ did not",
        "NumPy wants one argument here: a shape, or a list of arrays, in a pair of brackets of its own, as in "
        "`np.zeros((2, 3))`.",
    ),
    (
        TypeError,
        r"(list|tuple|string) indices must be integers or slices",
        "A list takes one place in its brackets, not an array, a list or a pair of places. `np.array(…)` makes an "
        "array of it, which takes them all.",
    ),
    (
        TypeError,
        r"unsupported operand type\(s\) for .*(list|tuple|dict|str)|can't multiply sequence|bad operand type for unary"
        r"|can only concatenate (list|tuple|str)",
        "A list does not calculate entry by entry. Which of the two is a list (or text), and would `np.array(…)` of it "
        "do?",
    ),
    (
        TypeError,
        r"unsupported operand type\(s\) for .*NoneType|'NoneType' object",
        "One of these values is None. Which call made it: does that function, or method, return anything?",
    ),
    (
        TypeError,
        r"unsupported operand type\(s\) for .*(function|method|type|Dispatcher|ufunc)",
        "A function itself stands in the calculation, not what it returns. Where are the brackets of its call missing?",
    ),
    (
        TypeError,
        r"unsupported operand type\(s\)",
        "What does each of the two sides hold here? Print `type(…)` of both.",
    ),
    (
        TypeError,
        r"object is not callable",
        "Round brackets call what stands before them. Is it a number or an array, so that `*` is missing, or square "
        "brackets are meant, or does the name of a function hold something else here?",
    ),
    (
        TypeError,
        r"object is not subscriptable",
        "Square brackets take something out of a list or an array. Is this one number, or a function that was not "
        "called?",
    ),
    (
        TypeError,
        r"object is not iterable|cannot unpack non-iterable|iteration over a 0-d",
        "A single number cannot be walked through. Is `range(…)` meant, or a list that holds it?",
    ),
    (
        TypeError,
        r"object of type '[\w.]+' has no len|len\(\) of unsized",
        "`len` counts entries, and this is one number. Which array was meant?",
    ),
    (
        TypeError,
        r"not supported between instances of",
        "A number is compared with a list, text or None. An array compares entry by entry, a list does not: what does "
        "each of the two sides hold?",
    ),
    (
        TypeError,
        r"ufunc '\w+' not supported|did not contain a loop|has no callable|doesn't define __round__",
        "The function works on numbers, and was given something else. What does its argument hold: text, None, an "
        "array where one number is needed?",
    ),
    (
        ValueError,
        r"empty (sequence|iterable)|zero-size array|is empty",
        "How many entries are there in this case? Of none there is no largest and no smallest.",
    ),
    (
        ValueError,
        r"is not in (list|tuple)",
        "`index` finds what is there, and raises otherwise. What holds the list in this case, and what is looked for?",
    ),
    (
        TypeError,
        r"unhashable type",
        "An array or a list cannot be the key of a dict or an entry of a set. Which number of it is meant?",
    ),
    (
        TypeError,
        r"positional argument|unexpected keyword argument",
        "Count the arguments of this call, and compare with what the function takes. Is a pair of brackets missing "
        "around several of them?",
    ),
    (
        AttributeError,
        r"'NoneType' object",
        "What stands before the dot is None. Which call made it: does that function, or method, return anything?",
    ),
    (
        AttributeError,
        r"'(list|tuple)' object|'(int|float)' object",
        "That belongs to an array, and what stands before the dot is none. Would `np.array(…)` of it do, or a function "
        "such as `np.mean(…)`?",
    ),
    (
        AttributeError,
        r"'numpy.ndarray' object",
        "Arrays have no such thing: what lists do (`append`, `index`) has another name there, as `np.append` or "
        "`np.flatnonzero`.",
    ),
)


def remark(error: BaseException) -> str:
    """Return a question or a pointer, or "" where the message says enough."""
    if isinstance(error, UnboundLocalError):
        return "What a function assigns belongs to the function alone: what does this name hold before that line?"
    if isinstance(error, NameError):
        return "Is it spelled as in the first line of the function, or defined in a cell that has been run?"
    if isinstance(error, RecursionError):
        return "The function calls itself, again and again. When should it stop?"
    if isinstance(error, ZeroDivisionError):
        return "What is divided by 0 in this case, and what does the exercise ask for there?"
    if isinstance(error, SystemExit):
        return "A function that calls `exit` or `quit` ends the notebook's kernel; `return` ends the function."
    found = (said for kind, message, said in REMARKS if isinstance(error, kind) and re.search(message, str(error)))
    return next(found, "")
