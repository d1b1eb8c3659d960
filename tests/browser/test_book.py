"""What readers do in the built book, served or opened from disk, with no kernel. Every page: test_book_pages.py."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import expect

from tests.browser.axe import obstacles
from tests.browser.book_site import ROOT, book, visit
from tests.browser.moving import wait_for_sentence

pytestmark = pytest.mark.browser


def test_the_table_fills_and_a_list_answers_with_no_kernel(new_page, web):
    page = new_page()
    visit(page, web, "01_data.html")
    table = page.locator('.component[data-kind="arrival"] .rectutor').first
    table.scroll_into_view_if_needed()
    table.get_by_role("radio").first.check()
    table.get_by_role("button", name="Commit and play").click()
    wait_for_sentence(table, "1996")
    visit(page, web, "02_baselines_and_evaluation.html")
    lens = page.locator('.component[data-kind="ranking"] .rectutor').first
    lens.scroll_into_view_if_needed()
    said = lens.locator(".sentence")
    expect(said).to_contain_text("Popularity puts first")
    lens.get_by_role("button", name="MF").click()
    expect(said).to_contain_text("MF puts first")


def test_neighbours_answer_with_no_kernel(new_page, disk):
    page = new_page()
    visit(page, disk, "03_similarity.html")
    asked, users, reader = page.locator('.component[data-kind="neighbors"] .rectutor').all()
    asked.scroll_into_view_if_needed()
    asked.get_by_role("radio").first.check()
    asked.get_by_role("button", name="Commit and play").click()
    wait_for_sentence(asked, "The real rating, kept aside, is 1.")
    users.scroll_into_view_if_needed()
    users.locator(".player").focus()
    page.keyboard.press("End")
    wait_for_sentence(users, "Eight similar users move")
    reader.scroll_into_view_if_needed()
    reader.get_by_role("combobox", name="Find a film").fill("fargo")
    page.keyboard.press("Enter")
    page.keyboard.press("End")
    wait_for_sentence(reader, "One similar film moves")


def test_a_reader_of_lesson_04_is_known_in_lesson_03(new_page, web):
    page = new_page()
    visit(page, web, "04_matrix_factorization_sgd.html")
    reader = page.locator('.component[data-kind="taste"] .rectutor').last
    reader.scroll_into_view_if_needed()
    reader.get_by_role("combobox").fill("fargo")
    page.keyboard.press("Enter")
    page.keyboard.press("End")
    expect(reader.locator(".sentence")).to_contain_text("You rated 1 film")
    visit(page, web, "03_similarity.html")
    neighbours = page.locator('.component[data-kind="neighbors"] .rectutor').last
    neighbours.scroll_into_view_if_needed()
    expect(neighbours.locator(".rated-film .name")).to_contain_text("Fargo")
    wait_for_sentence(neighbours, "One similar film moves")


def test_the_front_page_starts_to_move_unless_less_motion_is_wanted(new_page, address):
    playing = "document.querySelector('.component .rectutor')?.shadowRoot.querySelector('[aria-label=Pause]')"
    page = new_page()
    page.goto(f"{address}index.html")
    page.wait_for_function(playing)
    still = new_page(reduced_motion="reduce")
    still.goto(f"{address}index.html")
    still.locator(".component .rectutor").get_by_role("button", name="Play").wait_for()
    still.wait_for_timeout(1200)
    assert still.evaluate(f"!{playing}")


def test_dark_colours_reach_page_and_components_and_are_kept(new_page, address):
    page = new_page(color_scheme="light")
    page.add_init_script("""
      new MutationObserver(() => (window.themed = performance.now()))
        .observe(document, { subtree: true, attributeFilter: ["data-theme"] });
    """)
    visit(page, address, "index.html")
    page.get_by_role("button", name="Dark colours").click()
    page.wait_for_function("getComputedStyle(document.body).backgroundColor === 'rgb(20, 24, 30)'")
    page.wait_for_function(
        "document.querySelector('.rectutor')?.shadowRoot.querySelector('.rt').dataset.theme === 'dark'"
    )
    page.reload()
    page.wait_for_function("getComputedStyle(document.body).backgroundColor === 'rgb(20, 24, 30)'")
    page.wait_for_function("performance.getEntriesByName('first-paint').length")
    assert page.evaluate("performance.getEntriesByName('first-paint')[0].startTime - themed") > 0, "light flashes up"
    expect(page.locator(".theme")).to_have_attribute("aria-pressed", "true")


def test_every_lesson_offers_its_notebook(new_page, web):
    page = new_page(accept_downloads=True)
    for name in book.chapters():
        page.goto(f"{web}{name}.html")
        with page.expect_download() as download:
            page.locator(".take a[download]").press("Enter")  # a pointer might press while a picture above is drawn
        content = json.loads(download.value.path().read_text(encoding="utf-8"))
        committed = ROOT / "notebooks" / f"{name}.ipynb"
        assert content["nbformat"] == 4
        assert not committed.exists() or content == json.loads(committed.read_text(encoding="utf-8"))


@pytest.mark.parametrize(("width", "theme"), [(980, "light"), (360, "dark")])
def test_what_goes_deeper_is_closed_and_opens_by_key_by_click_and_by_link(new_page, web, width, theme):
    page = new_page(width=width, color_scheme=theme)
    page.goto(f"{web}03_similarity.html")
    folds = page.locator(".deeper")
    users = folds.filter(has_text="Going deeper: users as neighbours")
    picture = users.locator(".component")
    inside = page.locator("#what-does-it-cost")
    users.scroll_into_view_if_needed()
    assert folds.evaluate_all("all => all.map((fold) => fold.open)") == [False] * folds.count()
    assert obstacles(page, all_of_them=True, bare=False) == []
    assert picture.get_attribute("data-drawn") is None

    users.locator("summary").first.focus()
    page.keyboard.press("Enter")
    picture.scroll_into_view_if_needed()
    picture.get_by_role("button", name="Play", exact=True).wait_for()  # it waits
    picture.locator(".player").focus()
    page.keyboard.press("End")
    wait_for_sentence(picture.locator(".rectutor"), "Eight similar users move")
    assert picture.locator(".view").first.bounding_box()["width"] > 250
    users.locator("summary").first.click(position={"x": 5, "y": 5})
    expect(inside).not_to_be_visible()

    page.evaluate("location.hash = '#what-does-it-cost'")
    expect(inside).to_be_in_viewport()
    users.locator("summary").first.click(position={"x": 5, "y": 5})
    expect(inside).not_to_be_visible()
    link = page.locator(".contents a[href$='#going-deeper-users-as-neighbours-8-minutes']")
    if width < 900:
        page.get_by_role("button", name="Contents").click()
    link.click()
    expect(inside).to_be_visible()

    elsewhere = new_page(width=width)
    elsewhere.goto(f"{web}03_similarity.html#what-does-it-cost")
    expect(elsewhere.locator("#what-does-it-cost")).to_be_in_viewport()


def test_on_paper_everything_is_unfolded(new_page, web):
    page = new_page()
    page.goto(f"{web}03_similarity.html")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".deeper:not([open])").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".deeper[open]").count() == 0


def test_search_finds_a_section(new_page, address):
    page = new_page()
    page.goto(f"{address}index.html")
    page.get_by_role("searchbox", name="Search the book").fill("generator formula")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("search.html"))
    page.locator("#query").fill("generator")
    page.get_by_role("link", name="Steps as a generator").click()
    assert page.url.endswith("design.html#steps-as-a-generator")


def test_on_a_phone_the_contents_open_and_close(new_page, web):
    page = new_page(width=360)
    page.goto(f"{web}design.html")
    contents = page.locator("#contents")
    assert not contents.is_visible()
    page.get_by_role("button", name="Contents").click()
    assert contents.is_visible()
    page.keyboard.press("Escape")
    assert not contents.is_visible()
    page.get_by_role("button", name="Contents").click()
    contents.get_by_role("link", name="Decisions").click()
    assert not contents.is_visible()
    assert page.url.endswith("#decisions")
