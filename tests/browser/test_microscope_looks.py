"""How the microscope looks in a real browser: every layout, both themes, motion, and what a screen reader gets."""

from __future__ import annotations

import pandas as pd
import pytest

from rectutor import MatrixFactorizationSGD, Ratings
from rectutor.show.pictures.one_update import microscope
from tests.browser.axe import obstacles
from tests.browser.microscope_page import ROOT, WIDTHS, opened, sentence

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def trained(split):
    train, _ = split
    return microscope(MatrixFactorizationSGD(factors=3, learning_rate=0.05, regularization=0.05), train, epoch=2)


@pytest.mark.parametrize("layout", WIDTHS)
def test_nothing_is_cut_off_and_nothing_jumps(new_page, trained, layout):
    page = opened(new_page, trained, layout)
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTHS[layout]
    inside = """() => {
      const root = document.querySelector('.rectutor').shadowRoot;
      const box = root.querySelector(".rt").getBoundingClientRect();
      return [...root.querySelectorAll(".microscope *")].filter((e) => {
        const r = e.getBoundingClientRect();
        return r.width > 1 && !e.closest(".offscreen, thead") && (r.right > box.right + 0.5 || r.left < box.left - 0.5);
      }).map((e) => e.outerHTML.slice(0, 80));
    }"""
    tops = (
        "() => [...document.querySelector('.rectutor').shadowRoot.querySelectorAll('.block')].map((b) => b.offsetTop)"
    )
    before = page.evaluate(tops)
    page.locator(".microscope h3").click()
    for _ in range(25):
        page.keyboard.press("ArrowRight")
        assert page.evaluate(tops) == before
        assert page.evaluate(inside) == []


def test_labels_on_the_star_line_do_not_overlap(new_page, trained):
    for layout in ("wide", "narrow"):
        page = opened(new_page, trained, layout, reduced_motion="reduce")
        page.locator(".microscope h3").click()
        for _ in range(25):
            page.keyboard.press("ArrowRight")
            boxes = page.evaluate(
                """() => [...document.querySelector('.rectutor').shadowRoot.querySelectorAll(".starline > text")]
                .map((t) => t.getBoundingClientRect()).map((r) => [r.left, r.right, r.top, r.bottom])"""
            )
            for i, a in enumerate(boxes):
                for b in boxes[:i]:
                    assert a[1] <= b[0] or b[1] <= a[0] or a[3] <= b[2] + 3 or b[3] <= a[2] + 3


def test_marks_glide_or_with_less_motion_jump(new_page, trained):
    at = f"Number({ROOT}.querySelector('.mark.after').getAttribute('cx'))"
    moving, still = opened(new_page, trained), opened(new_page, trained, reduced_motion="reduce")
    for page in (moving, still):
        page.get_by_role("button", name="Next rating").click()
    goal = still.evaluate(at)
    moving.wait_for_function(f"Math.abs({at} - {goal}) < 0.01")
    moving.wait_for_timeout(300)
    assert moving.evaluate(at) == pytest.approx(goal, abs=0.01), "and there it stays"
    frames = """async () => {
      const root = document.querySelector('.rectutor').shadowRoot, places = [];
      [...root.querySelectorAll("button")].find((b) => b.textContent === "Next rating").click();
      for (let n = 0; n < 8; n++) {
        await new Promise(requestAnimationFrame);
        places.push(root.querySelector(".mark.after").getAttribute("cx"));
      }
      return new Set(places).size;
    }"""
    assert moving.evaluate(frames) > 3
    assert still.evaluate(frames) == 1
    assert still.evaluate(f"getComputedStyle({ROOT}.querySelector('.whole')).transitionDuration") == "0s"


def test_a_move_that_is_too_small_to_see_still_has_two_pixels(new_page, trained):
    page = opened(new_page, trained, reduced_motion="reduce")
    page.locator(".microscope h3").click()
    for _ in range(15):
        page.keyboard.press("ArrowRight")
        widths = page.evaluate(
            f"[...{ROOT}.querySelectorAll('.moves tbody tr')].map((row) => [row.querySelector('.moved').innerText, "
            "row.querySelector('.change').getBoundingClientRect().width])"
        )
        for moved, width in widths:
            assert (width == 0) if moved == "0.000" else (width >= 2)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("layout", WIDTHS)
def test_axe_has_nothing_to_say(new_page, trained, layout, theme):
    page = opened(new_page, trained, layout, theme)
    page.get_by_text("Keys", exact=True).click()
    page.wait_for_timeout(400)
    assert obstacles(page, all_of_them=True) == []


def test_it_stands_on_dark_pages_in_dark_colours(new_page, trained):
    page = opened(new_page, trained, theme="dark")
    assert page.evaluate(f"{ROOT}.querySelector('.rt').dataset.theme") == "dark"
    ink = page.locator(".moves td.now").first.evaluate("(e) => getComputedStyle(e).color")
    assert ink == "rgb(232, 236, 241)"


def test_tables_have_header_cells_in_every_layout(new_page, trained):
    for layout in WIDTHS:
        page = opened(new_page, trained, layout)
        moves = page.get_by_role("table", name="How each parameter moves")
        heads = [head.inner_text() for head in moves.get_by_role("columnheader").all()]
        assert heads[:9] == ["parameter", "old", "η", "error", "partner", "λ", "old", "new", "moved"]
        assert moves.get_by_role("rowheader").count() == 8
        assert page.get_by_role("table", name="Products of the factors").get_by_role("rowheader").count() == 3


def test_titles_and_names_are_text(new_page):
    bad = "<img src=x onerror='window.hacked = true'>"
    frame = pd.DataFrame({"user": [bad, "b"], "item": [1, 2], "rating": [5.0, 1.0]})
    catalog = pd.DataFrame({"title": [bad, bad + " (1990)"]}, index=pd.Index([1, 2]))
    ratings = Ratings.from_frame(frame, catalog=catalog)
    page = opened(new_page, microscope(MatrixFactorizationSGD(factors=2), ratings))
    assert "<img" in sentence(page)
    page.get_by_role("button", name="Next rating").click()
    assert page.evaluate("window.hacked") is None
    assert page.locator(".microscope img").count() == 0


def test_the_sentence_is_a_polite_live_region(new_page, trained):
    page = opened(new_page, trained)
    region = page.locator(".sentence p")
    assert (region.get_attribute("aria-live"), region.get_attribute("aria-atomic")) == ("polite", "true")
    page.evaluate(
        """() => { const p = document.querySelector('.rectutor').shadowRoot.querySelector(".sentence p");
        window.changes = 0; new MutationObserver(() => window.changes++).observe(p, { childList: true }); }"""
    )
    page.get_by_role("button", name="Next rating").click()
    page.get_by_role("button", name="this user").click()  # the same update: nothing new is said
    page.wait_for_function("window.changes > 0")
    page.wait_for_timeout(50)
    assert page.evaluate("window.changes") == 1
