"""The notebook's cells come from the exercise file; where they do not, it is said which."""

import json
from pathlib import Path

import nbformat.v4 as nb
import pytest

from rectutor.practice import cells, exercise, solution
from rectutor.practice.catalog import NoSuchExercise, exercises, of_lesson
from rectutor.practice.sheet import missing_cells

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))


def lesson_04():
    made = [nb.new_markdown_cell("# Lesson 04")]
    for each in of_lesson("04"):
        make = {"markdown": nb.new_markdown_cell, "code": nb.new_code_cell}
        made += [make[kind](source) for kind, source in cells(each.name)]
    return made


def written(tmp_path, made):
    path = tmp_path / "04.ipynb"
    path.write_text(json.dumps(nb.new_notebook(cells=made)))
    return path


def test_a_notebook_with_all_cells_lacks_none(tmp_path):
    assert missing_cells(written(tmp_path, lesson_04()), "04") == []


def test_a_changed_word_a_missing_cell_and_another_order_are_found(tmp_path):
    made = lesson_04()
    made[1].source = made[1].source.replace("Complete", "Finish")
    del made[6]
    lines = missing_cells(written(tmp_path, made), "04")
    assert lines == [
        "04/predict: the markdown cell that begins with '### Exercise 4.1: One prediction' is missing or differs",
        "04/sgd-update: the code cell that begins with 'solution(\"04/sgd-update\")' is missing or differs",
    ]
    made = lesson_04()
    made[4:7], made[1:4] = made[1:4], made[4:7]
    assert missing_cells(written(tmp_path, made), "04") != []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_lessons_have_the_cells_of_their_exercises(path):
    assert missing_cells(path, path.name[:2]) == []


@pytest.mark.parametrize("name", exercises())
def test_the_cells_run_as_they_are(name, monkeypatch):
    namespace = {}
    exec("import numpy as np\nfrom rectutor.practice import check, solution", namespace)
    for kind, source in cells(name):
        assert len(source.splitlines()) <= 15
        if kind == "code":
            *before, last = source.splitlines()
            exec("\n".join(before), namespace)
            assert repr(eval(last, namespace)).startswith(("Not yet: ", "Hints and solutions"))


def test_names_that_do_not_exist_are_refused_with_the_nearest():
    for ask in (exercise, solution, cells):
        with pytest.raises(NoSuchExercise, match="did you mean '04/top-n'"):
            ask("04/topn")
    assert str(NoSuchExercise("A sentence.")) == "A sentence."
