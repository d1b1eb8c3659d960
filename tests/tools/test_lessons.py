"""Lessons are stored with their texts and nothing that differs from run to run; the executed copies hold it all."""

import shutil
from pathlib import Path

import lessons
import nbformat
import pytest

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))

CELLS = [
    "import matplotlib.pyplot as plt\nplt.plot([1, 2]);",
    "import ipywidgets\nipywidgets.IntSlider(3)",
    "import pandas\npandas.DataFrame({'film': ['Alien']})",
    "print('one')\nprint('two', flush=True)\nprint('three')",
    "from pathlib import Path\nPath.cwd().name",
]


@pytest.fixture
def run(tmp_path):
    """Run a notebook of the given cells; returns the exit status, the stored notebook and the executed copy."""

    def run_cells(*sources, tags=()):
        cells = [nbformat.v4.new_code_cell(source, metadata={"tags": list(tags)}) for source in sources]
        heading = nbformat.v4.new_markdown_cell("# Title", metadata={"jp-MarkdownHeadingCollapsed": True})
        path = tmp_path / "notebooks" / "01_a_test_lesson.ipynb"
        path.parent.mkdir()
        nbformat.write(nbformat.v4.new_notebook(cells=[heading, *cells]), path)
        places = ["--notebooks", str(path.parent), "--executed", str(tmp_path / "executed")]
        status = lessons.main(["--write", "--jobs", "1", *places])
        executed = tmp_path / "executed" / path.name
        return status, nbformat.read(path, 4), nbformat.read(executed, 4) if executed.exists() else None

    return run_cells


def mime_types(notebook):
    return {kind for cell in notebook.cells for output in cell.get("outputs", []) for kind in output.get("data", {})}


def test_texts_are_written_back_and_all_else_stays_in_the_executed_copy(run, capsys):
    status, stored, executed = run(*CELLS)
    assert status == 0
    assert "01_a_test_lesson.ipynb" in capsys.readouterr().out
    assert mime_types(executed) == {
        "image/png",
        "application/vnd.jupyter.widget-view+json",
        "text/plain",
        "text/html",
    }
    assert not any("papermill" in part.metadata for part in [executed, *executed.cells])  # no times, no paths
    assert executed.metadata.widgets["application/vnd.jupyter.widget-state+json"]["state"]
    assert mime_types(stored) == {"text/plain", "text/html"}
    assert set(stored.metadata) == {"kernelspec", "language_info"}
    assert [cell.execution_count for cell in stored.cells[1:]] == [1, 2, 3, 4, 5]
    assert [output.text for output in stored.cells[4].outputs] == ["one\ntwo\nthree\n"]
    assert stored.cells[5].outputs[0].data["text/plain"] == "'notebooks'"  # where JupyterLab runs it, too
    assert all(not cell.metadata for cell in stored.cells[1:])
    assert stored.cells[0].metadata == executed.cells[0].metadata == {"jp-MarkdownHeadingCollapsed": True}


def test_running_again_changes_nothing(run, tmp_path):
    run(*CELLS)
    path = tmp_path / "notebooks" / "01_a_test_lesson.ipynb"
    before = path.read_bytes()
    lessons.write_back(path, lessons.run(path, tmp_path / "executed" / path.name))
    assert path.read_bytes() == before


def test_a_failing_cell_is_named_and_nothing_is_written(run, capsys, tmp_path):
    (tmp_path / "executed").mkdir()
    (tmp_path / "executed" / "01_a_test_lesson.ipynb").write_text("from an earlier run")
    status, stored, executed = run("ratings = []", "sum(ratings) / len(ratings)")
    assert status == 1
    assert "01_a_test_lesson.ipynb, code cell 2: ZeroDivisionError: division by zero" in capsys.readouterr().out
    assert stored.cells[1].execution_count is None
    assert executed is None  # the book must not show half a lesson


def test_an_exception_that_is_meant_is_kept_as_its_last_line(run):
    status, stored, executed = run("raise ValueError('not a rating')", tags=["raises-exception"])
    assert status == 0
    for notebook in [stored, executed]:
        assert len(notebook.cells) == 2
        assert notebook.cells[1].outputs[0].traceback == ["ValueError: not a rating"]


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("import warnings\nwarnings.warn('old')", "writes to stderr"),
        ("object()", "an address in memory"),
        ("import sys\nsys.executable", "a path of this machine"),
    ],
)
def test_texts_that_differ_elsewhere_are_refused(run, capsys, source, reason):
    status, stored, _ = run(source)
    assert status == 1
    said = capsys.readouterr().out
    assert "code cell 1" in said
    assert reason in said
    assert stored.cells[1].execution_count is None


def test_cells_of_exercises_are_brought_up_to_date_and_what_lacks_comes_in_its_place(tmp_path):
    path = tmp_path / "04_matrix_factorization_sgd.ipynb"
    shutil.copy(ROOT / "notebooks" / path.name, path)
    lesson = nbformat.read(path, 4)
    before = [cell.source for cell in lesson.cells]
    at = next(n for n, cell in enumerate(lesson.cells) if 'check("04/top-n"' in cell.source)
    lesson.cells[at - 1].source = "### Exercise 4.4: An old statement"
    lesson.cells[at].source = 'check("04/top-n", top_n)'
    nbformat.write(lesson, path)
    lessons.put_exercises(path)
    assert [cell.source for cell in nbformat.read(path, 4).cells] == before
    del lesson.cells[at - 1 : at + 2]
    nbformat.write(lesson, path)
    lessons.put_exercises(path)
    assert [cell.source for cell in nbformat.read(path, 4).cells] == before


def test_no_notebooks_is_said_and_no_failure(tmp_path, capsys):
    assert lessons.main(["--notebooks", str(tmp_path)]) == 0
    assert "no notebooks" in capsys.readouterr().out


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_stored_lessons_were_run_and_hold_texts_only(path):
    notebook = nbformat.read(path, 4)
    nbformat.validate(notebook)
    counts = [cell.execution_count for cell in lessons.code_cells(notebook)]
    assert counts == list(range(1, len(counts) + 1)), "run `make lessons`"
    assert mime_types(notebook) <= set(lessons.TEXTS)
    assert "widgets" not in notebook.metadata
