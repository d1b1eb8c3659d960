"""The other lessons in a real JupyterLab: every cell run, and their pictures alive."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.moving import sentence, wait_for_epoch, wait_for_sentence

pytestmark = pytest.mark.browser


def test_the_first_lesson_finds_nothing_wrong(lab, new_page):
    book = lab.open_lesson(new_page(1400, 1400), "00_start_here.ipynb")
    book.run_all()
    assert book.page.get_by_text("All is well.").count() == 1
    watched = book.player(1)
    watched.scroll_into_view_if_needed()
    wait_for_epoch(watched, 2)


def test_lesson_01_runs_through_and_time_goes_on(lab, new_page):
    book = lab.open_lesson(new_page(1400, 1400), "01_data.ipynb")
    book.run_all()
    assert book.errors() == []
    table = book.page.locator(".rectutor", has=book.page.locator(".arrival")).first
    table.scroll_into_view_if_needed()
    if table.get_by_role("button", name="Commit and play").count():
        table.get_by_role("radio").first.check()
        table.get_by_role("button", name="Commit and play").click()
    else:
        table.get_by_role("button", name="Play").click()
    wait_for_sentence(table, "1996")


def test_lesson_02_runs_through_and_a_list_answers(lab, new_page):
    book = lab.open_lesson(new_page(1400, 1400), "02_baselines_and_evaluation.ipynb")
    book.run_all()
    assert book.errors() == []
    watched = book.page.locator(".jp-Cell").nth(book.cell_with("watch(")).locator(".rectutor")
    watched.scroll_into_view_if_needed()
    wait_for_epoch(watched, 2)
    assert watched.locator(".mode").inner_text() == "live"


def test_lesson_03_runs_through_and_neighbours_answer(lab, new_page):
    book = lab.open_lesson(new_page(1400, 1400), "03_similarity.ipynb")
    page = book.page
    users = page.locator(".jp-Cell").nth(book.cell_with("watch(UserKNN"))
    expect(users).not_to_be_visible()
    book.run_all()
    assert book.errors() == []
    expect(users).not_to_be_visible()
    heading = page.locator(".jp-Cell", has=page.locator("h2", has_text="Going deeper: users as neighbours"))
    heading.get_by_role("button", name="cells hidden").click()
    folded = users.locator(".rectutor")
    folded.scroll_into_view_if_needed()
    wait_for_sentence(folded, "117")
    widths = "all => all.map((drawn) => drawn.getBoundingClientRect().width)"
    assert max(folded.locator("svg").evaluate_all(widths)) > 200
    watched = page.locator(".jp-Cell").nth(book.cell_with('predict("03/votes")')).locator(".rectutor")
    watched.scroll_into_view_if_needed()
    assert watched.locator(".view-ballots").count() == 0
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
    reader = page.locator(".jp-Cell").nth(book.cell_with("taste(chosen)")).locator(".rectutor")
    reader.scroll_into_view_if_needed()
    assert "the kernel reads along" in reader.locator(".mode").inner_text()


def test_lesson_05_runs_through_and_one_system_is_solved_anew(lab, new_page):
    book = lab.open_lesson(new_page(1400, 1400), "05_als.ipynb")
    page = book.page
    book.run_all()
    assert book.errors() == []
    system = page.locator(".jp-Cell").nth(book.cell_with("One system for one user")).locator(".rectutor")
    system.scroll_into_view_if_needed()
    assert system.locator(".mode").inner_text() == "live"
    system.locator(".player").focus()
    page.keyboard.press("End")
    wait_for_sentence(system, "Shrek 3.25 → 2.59")
    slider = system.get_by_role("slider", name="λ", exact=True)
    slider.focus()
    page.keyboard.press("End")
    wait_for_sentence(system, "λ on the diagonal: 50")
    watched = page.locator(".jp-Cell").nth(book.cell_with("MatrixFactorizationALS(sweeps=10),")).locator(".rectutor")
    watched.scroll_into_view_if_needed()
    wait_for_epoch(watched, 2)
