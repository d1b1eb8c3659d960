"""Every page of the built book, wide and narrow, served and from disk, with no other host in reach and no kernel."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.axe import obstacles
from tests.browser.book_site import LESSONS, prose, ready, visited
from tests.browser.moving import assert_moves

pytestmark = pytest.mark.browser

UNDRAWABLE = '[data-kind="no such kind"]'  # the sample book has one; a lesson has none


@pytest.mark.parametrize(
    ("address", "width", "theme"), [("served", 1200, "light"), ("from disk", 360, "dark")], indirect=["address"]
)
def test_pages_need_no_other_host_report_nothing_and_keep_nobody_out(new_page, address, names, width, theme):
    # the components' own tests look at each width in each theme
    for name, page, wrong in visited(new_page, address, names, width=width, color_scheme=theme):
        assert wrong == [], name
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{name} scrolls sideways"
        assert page.locator(f".component:not({UNDRAWABLE}):not(:has(.rectutor))").count() == 0, name
        assert obstacles(page, bare=False) == [], name


def test_recorded_runs_move(new_page, disk, names):
    moved = 0
    for _, page, _ in visited(new_page, disk, names):
        for player in page.locator('.component[data-kind="training"] .rectutor').all():
            player.scroll_into_view_if_needed()
            ready(player)
            assert_moves(player)
            moved += 1
    assert moved >= 2  # the front page's, and its lesson's


def test_questions_and_quizzes_answer(new_page, disk, names):
    answered = 0
    for _, page, _ in visited(new_page, disk, names):
        for place in page.locator('.component:is([data-kind="question"], [data-kind="quiz"])').all():
            place.scroll_into_view_if_needed()
            box = place.locator(".rt")  # the component's own, in its shadow root
            before = box.inner_text()
            place.get_by_role("radio").first.click()
            commit = place.get_by_role("button", name=re.compile("commit|check|answer", re.IGNORECASE))
            if commit.count():
                commit.first.click()
            expect(box).not_to_have_text(before, use_inner_text=True)
            answered += 1
    assert answered > 0 or not LESSONS


def test_storage_is_left_alone_before_the_first_frame(new_page, disk, names):
    """Else Chromium sometimes loses it, for as long as the page is open; only from disk, and only one page in forty."""
    for name in names:
        page = new_page()
        page.add_init_script("""
          let drawn = false;
          requestAnimationFrame(() => (drawn = true));
          window.touches = [];
          for (const name of ["localStorage", "sessionStorage"]) {
            const { get } = Object.getOwnPropertyDescriptor(window, name);
            Object.defineProperty(window, name, { get: () => (touches.push([name, drawn]), get.call(window)) });
          }
          const { addEventListener } = window;
          window.addEventListener = (type, ...rest) => {
            if (type === "storage") touches.push(["its listener", drawn]);
            addEventListener.call(window, type, ...rest);
          };
        """)
        page.goto(disk + name)
        page.wait_for_function("touches.some(([what]) => what === 'localStorage')")
        page.wait_for_function("touches.some(([what]) => what === 'its listener')")
        assert [what for what, drawn in page.evaluate("touches") if not drawn] == [], name
        page.context.close()


def test_formulas_and_diagrams_are_drawn(new_page, disk, names):
    formulas = diagrams = 0
    for name, page, _ in visited(new_page, disk, names):
        widths = page.locator("mjx-container > svg").evaluate_all(
            "all => all.map((e) => e.getBoundingClientRect().width)"
        )
        assert len(widths) == page.locator("mjx-container").count()
        assert all(width > 2 for width in widths)
        assert not re.search(r"\\[(\[a-z]|\$[^$]+\$", prose(page)), f"{name} shows a formula as TeX"
        formulas += len(widths)
        diagrams += page.locator(".diagram svg").count()
        for link in page.locator(".diagram a").all():
            assert (link.get_attribute("href") or link.get_attribute("xlink:href")) in names
    assert formulas > 0
    assert diagrams > 0


def test_every_link_inside_the_book_leads_somewhere(html, names):
    texts = {name: (html / name).read_text(encoding="utf-8") for name in names}
    for name, text in texts.items():
        for target in re.findall(r'(?:href|src)="([^"]+)"', text):
            if re.match(r"[a-z]+:", target):
                continue
            path, _, anchor = target.partition("#")
            path = path.partition("?")[0] or name
            assert (html / path).exists(), f"{name} leads to {target}"
            assert not anchor or f'id="{anchor}"' in texts[path], f"{name} leads to {target}"
