"""Lesson 04 as a learner meets it: a real JupyterLab, every cell run, then questions, sliders, exercise and quiz."""

from __future__ import annotations

import pytest

from rectutor.practice.catalog import find
from tests.browser.moving import drawing, epoch, sentence, wait_for_another_run, wait_for_epoch

pytestmark = pytest.mark.browser


def test_a_learner_goes_through_the_lesson(lab, new_page):
    book = lab.open_lesson(new_page(1400, 1400), "04_matrix_factorization_sgd.ipynb")
    book.run_all()
    page = book.page
    assert book.errors() == []

    # The question covers the picture; committing plays it, live.
    watched = page.locator(".jp-Cell").nth(book.cell_with('predict("04/overfit")')).locator(".rectutor")
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
    number = book.cell_with(f'check("{exercise.name}"')
    cell = page.locator(".jp-Cell").nth(number)
    assert "Not yet" in cell.locator(".jp-OutputArea").inner_text()
    answer = f'{exercise.solutions[0]}\n\n\ncheck("{exercise.name}", {exercise.target})'
    page.evaluate("([i, s]) => window.lab.panel().content.widgets[i].model.sharedModel.setSource(s)", [number, answer])
    book.run_cell(number)
    cell.get_by_text("Right in all").wait_for()

    # The quiz answers back.
    quiz = page.locator(".jp-Cell").nth(book.cell_with('quiz("04")')).locator(".rectutor")
    quiz.scroll_into_view_if_needed()
    quiz.get_by_role("radio").first.check()
    quiz.get_by_role("button", name="Check").first.click()
    quiz.get_by_text("With").first.wait_for()

    # The learner's own slider and the player's step are linked.
    page.evaluate("window.lab.run('notebook:expand-all-headings')")
    book.execute("mine.value = 3")
    linked = page.locator(".jp-Cell").nth(book.cell_with("ipywidgets.link")).locator(".rectutor")
    linked.scroll_into_view_if_needed()
    wait_for_epoch(linked, 3)
