"""Begins a lesson: a notebook that has every part of one, and its folder of questions and exercises.

    python tools/lesson.py 05_als

What is left to write is marked with TODO; the tests of the notebooks name it until it is written. The notebook is run
once, and the README names the lesson.
"""

import argparse
import re
import sys
from pathlib import Path

import nbformat
from nbformat import v4

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

import lessons

course = lessons.course

FIRST = """\
# {title}

Lesson {number} · {part} · 60 minutes · builds on {ground}

**Afterwards you can**

- TODO: what a reader can work out with a pencil,
- TODO: what a reader can judge,
- TODO: what a reader can choose, and defend."""

# Each text is a cell; "# %%" begins a code cell. The exercise's own cells come where {exercise} stands.
CELLS = """\
# %%
import rectutor
from rectutor import Bias, MatrixFactorizationSGD, compare, random_split, source, watch
from rectutor.practice import check, predict, quiz, solution
---
## A question from real data

TODO: something odd in the ratings (a film, a user, a number) that the idea of this lesson explains.
---
# %%
movies = rectutor.load("movielens-small")
train, test = random_split(movies.ratings, test=0.2, seed=0)
movies.ratings
---
# %%
predict("{number}/first")
---
## The formula, then the code

TODO: the formula, and a table with the meaning, the shape, the unit and the variable of each symbol.
---
# %%
source(rectutor.rmse)  # TODO: the function that is the formula
---
## By hand

TODO: one prediction or one update on the toy table, small enough for a pencil.
---
# %%
toy = rectutor.load("toy").ratings
toy.to_matrix()
---
## Watch it learn

TODO: two or three questions that only a slider answers.
---
# %%
model = MatrixFactorizationSGD(factors=2, epochs=10)
watch(model, toy, views=["curve", "ratings"], vary={{"learning_rate": [0.01, 0.1]}})
---
## Where it breaks

TODO: one planted bug or one well-known misuse, for the reader to find.
---
# %%
predict("{number}/bug")
---
## Exercises

Write your answer into the cell, run it, and `check` tells you what is right and what is not yet. Hints and solutions
are folded below each.
---
{exercise}
---
## How good is it?

TODO: what the table says, what did not work, and the published figure with its source where there is one.
---
# %%
compare({{"Bias": Bias().fit(train)}}, test).round(3)
---
## Quiz
---
# %%
quiz("{number}")
---
## Recap

- TODO: the lesson in five lines.
---
## Further reading

- TODO: three papers or more, with authors, year, venue and DOI or arXiv number, and what each adds."""

FILES = {
    "__init__.py": '''\
"""Lesson {number}, {title}: its exercises in the order of their files."""
''',
    "predictions.py": '''\
"""What lesson {number} asks before it shows."""

PREDICTIONS = {{
    "{number}/first": {{
        "question": "TODO: what does the reader expect before the cell below is run?",
        "options": ["TODO: one answer", "TODO: another", "TODO: a third"],
        "answer": 0,
        "because": "TODO: why, once it has been seen.",
    }},
    "{number}/bug": {{
        "question": "TODO: what is the matter with this code?",
        "options": ["TODO: nothing", "TODO: the bug", "TODO: something near it"],
        "answer": 1,
        "because": "TODO: how it is found, and how it is mended.",
    }},
}}
''',
    "quiz.py": '''\
"""The quiz of lesson {number}. Numbers in it can be worked out with a pencil; none depends on a run."""

from rectutor.practice.quizzes import other, right, single

QUIZ = [
    single(
        "TODO: a question; there are five or more.",
        right("TODO: the answer", "TODO: why it is right."),
        other("TODO: a wrong answer that people give", "TODO: which question leads on?"),
    ),
]
''',
    "ex1_mean_error.py": '''\
"""Exercise {number}/mean-error: TODO: complete one line, about the idea of this lesson."""

import numpy as np

from rectutor.practice.exercises import from_text


def _cases():
    random = np.random.default_rng({place})
    for n in (1, 2, 3, 5, 8):
        yield {{"ratings": random.integers(1, 11, n) / 2, "predictions": random.integers(50, 500, n) / 100}}


TEXT = r"""
# {number}/mean-error: TODO: what is done

TODO: complete the line: return the mean of the errors without their signs, in stars.

```stub
def mean_error(ratings, predictions):
    return ...  # complete this line
```
```solution
def mean_error(ratings, predictions):
    return np.mean(np.abs(ratings - predictions))
```
```solution
def mean_error(ratings, predictions):
    errors = []
    for rating, prediction in zip(ratings, predictions):
        errors.append(max(rating - prediction, prediction - rating))
    return np.mean(errors)
```

> the error: number
= TODO: what a right answer shows.
? TODO: which question leads on?
! TODO: where to look.

* errors of opposite sign cancel out.
~ np.abs(ratings - predictions) => ratings - predictions
? TODO: which question leads on?
! TODO: where to look; ten to fifteen known mistakes are a good start.
* the errors are added up, and no mean is taken.
~ np.mean => np.sum
? TODO: which question leads on?
! TODO: where to look.
* the errors are squared.
~ np.abs(ratings - predictions) => (ratings - predictions) ** 2
? TODO: which question leads on?
! TODO: where to look.
"""

EXERCISE = from_text(TEXT, _cases)
''',
}


class Stop(Exception):
    """There is no new lesson; the message says why."""


def begin(name, notebooks, practice):
    """Write the lesson's folder of practice and its notebook, and return the notebook's path."""
    if not re.fullmatch(r"\d\d_[a-z0-9]+(_[a-z0-9]+)*", name):
        raise Stop(f"a lesson's name is two digits and words in lower case, such as 05_als, but this is {name!r}.")
    number, words = name[:2], name[3:].replace("_", " ")
    folder, there = practice / f"lesson{number}", course.lessons(notebooks)
    for path in [*notebooks.glob(f"{number}_*.ipynb"), folder]:
        if path.exists():
            raise Stop(f"there is a lesson {number} already: {lessons.relative(path)}.")
    before = [lesson for lesson in there if lesson.number < number]
    said = {
        "number": number,
        "place": int(number),
        "title": words.capitalize(),
        "part": before[-1].part if before else "Ratings",
        "ground": f"lesson {before[-1].number}" if before else "nothing but some Python",
    }
    folder.mkdir()
    for file, text in FILES.items():
        (folder / file).write_text(text.format(**said), encoding="utf-8")
    notebook = v4.new_notebook(cells=[v4.new_markdown_cell(FIRST.format(**said)), *cells_of(said)])
    path = notebooks / f"{name}.ipynb"
    nbformat.write(notebook, path)
    return path


def cells_of(said):
    for text in CELLS.format(**said, exercise="{exercise}").split("\n---\n"):
        if text == "{exercise}":
            yield from lessons.exercise_cells(f"{said['number']}/mean-error")  # now that the folder is there
        elif text.startswith("# %%\n"):
            yield v4.new_code_cell(text.removeprefix("# %%\n"))
        else:
            yield v4.new_markdown_cell(text)


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("name", help="two digits and words, such as 05_als")
    name = parser.parse_args(arguments).name
    try:
        path = begin(name, ROOT / "notebooks", ROOT / "rectutor" / "practice" / "lessons")
    except (Stop, course.BadLesson) as reason:
        print(f"rectutor: {reason}", file=sys.stderr)
        return 1
    print(f"Begun: {lessons.relative(path)} and rectutor/practice/lessons/lesson{name[:2]}/.")
    print("What is marked with TODO is left to write, and a line about it in the table of lesson 00.")
    return lessons.main(["--write", name])


if __name__ == "__main__":
    sys.exit(main())
