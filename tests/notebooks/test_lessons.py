"""What every lesson promises, counted: its rhythm, its questions and exercises, and how it is stored."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import nbformat
import pytest

import book  # which makes the book's extension known
from rectutor.practice.catalog import of_lesson, quiz_of
from rectutor.practice.sheet import missing_cells
from tests.notebooks.minutes import FOLDED, folds, minutes

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
LESSONS = [path for path in NOTEBOOKS if re.match(r"\d\d_(?<!00_)", path.name)]  # the gallery is none
RHYTHM = [
    "A question from real data",
    "The formula, then the code",
    "By hand",
    "Watch it …",  # learn, fill, count: what the lesson is about
    "Where it breaks",
    "Exercises",
    "How good is it?",
    "Quiz",
    "Recap",
    "Further reading",
]


def by_name(path: Path) -> str:
    return path.stem


@pytest.fixture
def notebook(path):
    return nbformat.read(path, as_version=4)


def sources(notebook, kind):
    return [cell.source for cell in notebook.cells if cell.cell_type == kind]


def calls(notebook, name):
    """Return how often the lesson calls a function, outside of `def` lines."""
    return sum(len(re.findall(rf"(?<![\w.]){name}\(", source)) for source in sources(notebook, "code"))


def test_there_are_lessons():
    assert NOTEBOOKS[0].name == "00_start_here.ipynb"
    assert LESSONS


@pytest.mark.parametrize("path", LESSONS, ids=by_name)
def test_the_rhythm_is_the_same_in_every_lesson(notebook):
    headings = re.findall(r"^## (.*)$", "\n\n".join(sources(notebook, "markdown")), flags=re.M)
    headings = [re.sub(r"^Watch it .*", "Watch it …", heading) for heading in headings]
    assert [heading for heading in headings if heading in RHYTHM] == RHYTHM


@pytest.mark.parametrize("path", LESSONS, ids=by_name)
def test_the_title_says_what_can_be_done_afterwards_and_how_long_it_takes(notebook, path):
    assert book.course.read(path).minutes  # or it says what the line is like
    assert len(re.findall(r"^- ", notebook.cells[0].source.split("Afterwards you can")[1], flags=re.M)) == 3


@pytest.mark.parametrize("path", LESSONS, ids=by_name)
def test_the_stated_minutes_are_those_of_the_rule_and_the_way_takes_an_hour_at_most(notebook, path):
    lesson = book.course.read(path)
    way, everything = lesson.minutes, lesson.all_minutes
    assert way <= 60
    assert way == pytest.approx(minutes(notebook, lambda fold: not fold), rel=0.15)
    assert everything == pytest.approx(minutes(notebook), rel=0.15)
    for heading in filter(None, dict.fromkeys(folds(notebook))):
        told = re.search(r"\((\d+) minutes?\)$", heading)
        assert int(told[1]) == pytest.approx(minutes(notebook, lambda fold, this=heading: fold == this), abs=1), heading


@pytest.mark.parametrize("path", NOTEBOOKS, ids=by_name)
def test_what_goes_deeper_is_folded_and_nothing_else(notebook):
    """A heading that is folded stands alone in its cell: what is below it in the same cell stays visible in JupyterLab.

    JupyterLab ends a fold at the cell that holds the next heading of its rank, so that heading has to come first there.
    """
    for cell, fold in zip(notebook.cells, folds(notebook), strict=True):
        is_text = cell.cell_type == "markdown"
        deeper = is_text and bool(re.search(r"^#+ Going deeper", cell.source, flags=re.M))
        assert cell.metadata.get(FOLDED, False) == deeper, cell.source[:80]
        if deeper:
            assert re.fullmatch(r"###? Going deeper: .+ \(\d+ minutes?\)", cell.source)
            assert cell.source == fold
    for before, cell, after in zip(folds(notebook), notebook.cells[1:], folds(notebook)[1:], strict=False):
        assert before in ("", after) or cell.source.startswith("##"), cell.source[:80]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=by_name)
def test_what_is_folded_can_be_left_out(notebook):
    """Who runs cell after cell passes folded ones by: no cell elsewhere may use a name that they set last."""
    set_in = {}
    for cell, fold in zip(notebook.cells, folds(notebook), strict=True):
        if cell.cell_type == "code":
            names = [node for node in ast.walk(ast.parse(cell.source)) if isinstance(node, ast.Name)]
            stored = {node.id for node in names if isinstance(node.ctx, ast.Store)}
            for name in {node.id for node in names} - stored:
                assert set_in.get(name, "") in ("", fold), f"{name} comes from {set_in[name]}"
            made = {node.name for node in ast.walk(ast.parse(cell.source)) if isinstance(node, ast.FunctionDef)}
            set_in |= dict.fromkeys(stored | made, fold)


@pytest.mark.parametrize("path", LESSONS, ids=by_name)
def test_a_lesson_has_what_it_must_have(notebook, path):
    reading = sources(notebook, "markdown")[-1].split("## Further reading")[1]
    counted = {
        "questions before the answer, with predict(…)": (calls(notebook, "predict"), 1),
        "pictures that move": (sum(calls(notebook, name) for name in ("watch", "Player", "arrival")), 1),
        "exercises, with check(…)": (calls(notebook, "check"), 3),
        "questions in the quiz": (len(quiz_of(path.name[:2])), 5),
        "papers with a DOI or an arXiv number": (len(re.findall(r"doi:10\.|arXiv:\d", reading)), 3),
    }
    missing = [f"{have} of {need} {what}" for what, (have, need) in counted.items() if have < need]
    assert not missing, "; ".join(missing)
    assert calls(notebook, "compare") == 1
    assert calls(notebook, "quiz") == 1


@pytest.mark.parametrize("path", LESSONS, ids=by_name)
def test_nothing_is_left_to_write(notebook, path):
    texts = {f"notebooks/{path.name}": "\n".join(cell.source for cell in notebook.cells)}
    for file in sorted((ROOT / "rectutor" / "practice" / "lessons" / f"lesson{path.name[:2]}").glob("*.py")):
        texts[f"{file.parent.name}/{file.name}"] = file.read_text(encoding="utf-8")
    left = [f"{name}: {todo}" for name, text in texts.items() for todo in re.findall("TODO.*", text)]
    assert not left, "\n".join(left)


def test_the_table_of_lesson_00_has_a_line_for_each_lesson():
    text = "\n".join(sources(nbformat.read(NOTEBOOKS[0], as_version=4), "markdown"))
    missing = [path.name for path in LESSONS if f"]({path.name}) |" not in text]
    assert not missing, f"no line with a link to {', '.join(missing)}"


@pytest.mark.parametrize("path", LESSONS, ids=by_name)
def test_exercises_are_complete_and_stand_in_the_lesson_word_for_word(path):
    for exercise in of_lesson(path.name[:2]):
        assert exercise.stub
        assert exercise.solutions
        assert len(exercise.hints) == 2
        assert exercise.mistakes
    assert missing_cells(path, path.name[:2]) == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=by_name)
def test_no_exercise_takes_a_name_that_the_lesson_uses(notebook, path):
    imported = re.findall(r"import (.*)", sources(notebook, "code")[0])
    names = {name.strip() for line in imported for name in line.split(",")}
    assert names.isdisjoint(exercise.target for exercise in of_lesson(path.name[:2]))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=by_name)
def test_cells_are_short_and_import_nothing_but_at_the_top(notebook):
    first, *others = sources(notebook, "code")
    assert all(len(source.splitlines()) <= 15 for source in (first, *others))
    assert not any(re.search(r"^\s*(import|from) ", source, flags=re.M) for source in others)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=by_name)
def test_words_that_belittle_or_praise_do_not_occur(notebook):
    text = "\n".join(sources(notebook, "markdown"))
    assert (
        re.findall(r"\b(simply|just|obviously|easy|easily|trivial\w*|great|well done|congratulations)\b", text, re.I)
        == []
    )


@pytest.mark.parametrize("path", NOTEBOOKS, ids=by_name)
def test_it_is_stored_with_texts_and_counts_and_without_pictures_and_widgets(notebook):
    assert "widgets" not in notebook.metadata
    for cell in notebook.cells:
        if cell.cell_type == "code":
            assert cell.execution_count is not None, "nbval compares only what was run"
            for output in cell.outputs:
                assert set(output.get("data", {})) <= {"text/plain", "text/html", "text/markdown"}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=by_name)
def test_printed_numbers_have_three_decimals_at_most(notebook):
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            text = output.get("text", "") + str(output.get("data", {}).get("text/plain", ""))
            if "def " not in text:  # a source listing
                assert re.findall(r"\d\.\d{4,}", text) == [], cell.source[:80]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=by_name)
def test_cells_whose_output_is_not_compared_are_few_and_say_why(notebook):
    loose = [c for c in notebook.cells if {"nbval-ignore-output", "nbval-skip"} & set(c.metadata.get("tags", []))]
    assert all("# not compared: " in cell.source for cell in loose)
    assert len(loose) <= 2
