"""Lesson 04 as a learner meets it: a real JupyterLab, every cell run, then questions, sliders, exercise and quiz."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from rectutor.practice.catalog import find
from tests.browser.moving import drawing, epoch, sentence, wait_for_another_run, wait_for_epoch, wait_for_sentence

pytestmark = pytest.mark.browser
NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
LESSON = "04_matrix_factorization_sgd.ipynb"


@pytest.fixture(scope="module", autouse=True)
def lessons(lab):
    for path in NOTEBOOKS.glob("*.ipynb"):
        shutil.copy(path, lab.work)


def cell_with(book, text):
    """Return the number of the code cell that contains `text`."""
    return book.page.evaluate(
        "(text) => window.lab.panel().content.widgets.findIndex((c) => c.model.type === 'code' && "
        "c.model.sharedModel.source.includes(text))",
        text,
    )


def errors_in(book):
    """Return what the cells raised."""
    return book.page.evaluate(
        "window.lab.panel().content.widgets.flatMap((c) => c.model.outputs?.toJSON() ?? [])"
        ".filter((o) => o.output_type === 'error').map((o) => o.ename + o.evalue)"
    )


def test_a_learner_goes_through_the_lesson(lab, new_page):
    book = lab.open(new_page(1400, 1400), LESSON)
    book.run_all()
    page = book.page
    assert errors_in(book) == []

    # The question covers the picture; committing plays it, live.
    watched = page.locator(".jp-Cell").nth(cell_with(book, 'predict("04/overfit")')).locator(".rectutor")
    watched.scroll_into_view_if_needed()
    assert watched.locator(".view-curve").count() == 0
    watched.get_by_role("radio").nth(2).check()
    watched.get_by_role("button", name="Commit and play").click()
    wait_for_epoch(watched, 2)
    before = drawing(watched), sentence(watched)

    # A slider of the lesson trains anew.
    watched.locator('.slider[data-name="regularization"] input').focus()
    page.keyboard.press("PageUp")
    wait_for_another_run(watched)
    wait_for_epoch(watched, 3)
    assert drawing(watched) != before[0]
    assert sentence(watched) != before[1]
    assert watched.locator(".mode").inner_text() == "live"
    assert epoch(watched) >= 3

    # An exercise: the stub is not yet right, the solution is.
    exercise = find("04/sgd-update")
    number = cell_with(book, f'check("{exercise.name}"')
    cell = page.locator(".jp-Cell").nth(number)
    assert "Not yet" in cell.locator(".jp-OutputArea").inner_text()
    answer = f'{exercise.solutions[0]}\n\n\ncheck("{exercise.name}", {exercise.target})'
    page.evaluate("([i, s]) => window.lab.panel().content.widgets[i].model.sharedModel.setSource(s)", [number, answer])
    book.run_cell(number)
    cell.get_by_text("Right in all").wait_for()

    # The quiz answers back.
    quiz = page.locator(".jp-Cell").nth(cell_with(book, 'quiz("04")')).locator(".rectutor")
    quiz.scroll_into_view_if_needed()
    quiz.get_by_role("radio").first.check()
    quiz.get_by_role("button", name="Check").first.click()
    quiz.get_by_text("With").first.wait_for()

    # The learner's own slider and the player's step are linked.
    book.execute("mine.value = 3")
    linked = page.locator(".jp-Cell").nth(cell_with(book, "ipywidgets.link")).locator(".rectutor")
    linked.scroll_into_view_if_needed()
    wait_for_epoch(linked, 3)


def test_the_first_lesson_finds_nothing_wrong(lab, new_page):
    book = lab.open(new_page(1400, 1400), "00_start_here.ipynb")
    book.run_all()
    assert book.page.get_by_text("All is well.").count() == 1
    watched = book.player(1)
    watched.scroll_into_view_if_needed()
    wait_for_epoch(watched, 2)


def test_lesson_01_runs_through_and_time_goes_on(lab, new_page):
    book = lab.open(new_page(1400, 1400), "01_data.ipynb")
    book.run_all()
    assert errors_in(book) == []
    table = book.page.locator(".rectutor", has=book.page.locator(".arrival")).first
    table.scroll_into_view_if_needed()
    if table.get_by_role("button", name="Commit and play").count():
        table.get_by_role("radio").first.check()
        table.get_by_role("button", name="Commit and play").click()
    else:
        table.get_by_role("button", name="Play").click()
    wait_for_sentence(table, "1996")


def test_lesson_02_runs_through_and_a_list_answers(lab, new_page):
    book = lab.open(new_page(1400, 1400), "02_baselines_and_evaluation.ipynb")
    book.run_all()
    assert errors_in(book) == []
    watched = book.page.locator(".jp-Cell").nth(cell_with(book, "watch(")).locator(".rectutor")
    watched.scroll_into_view_if_needed()
    wait_for_epoch(watched, 2)
    assert watched.locator(".mode").inner_text() == "live"


def test_lesson_03_runs_through_and_neighbours_answer(lab, new_page):
    book = lab.open(new_page(1400, 1400), "03_similarity.ipynb")
    book.run_all()
    assert errors_in(book) == []
    page = book.page
    watched = page.locator(".jp-Cell").nth(cell_with(book, 'predict("03/votes")')).locator(".rectutor")
    watched.scroll_into_view_if_needed()
    assert watched.locator(".ballots").count() == 0
    watched.get_by_role("radio").nth(1).check()
    watched.get_by_role("button", name="Commit and play").click()
    watched.locator(".player").focus()
    page.keyboard.press("End")
    wait_for_sentence(watched, "The real rating, kept aside, is 1.")
    said = sentence(watched)
    slider = watched.get_by_label("neighbours k")
    slider.focus()
    page.keyboard.press("End")
    page.wait_for_function("([holder, said]) => holder.shadowRoot.querySelector('.words').textContent !== said", arg=[watched.element_handle(), said])  # fmt: skip # noqa: E501
    reader = page.locator(".jp-Cell").nth(cell_with(book, "taste(chosen)")).locator(".rectutor")
    reader.scroll_into_view_if_needed()
    assert "the kernel reads along" in reader.locator(".mode").inner_text()
