"""Tables: what their cells say and draw, sums whose digits add up, rows that are pointed at, chosen and read."""

from __future__ import annotations

import numpy as np
import pytest
from playwright.sync_api import expect

from rectutor import Bias, Step, load
from rectutor.show.panels import Bar, Interval, Number, Span, Stair, Table, Text
from rectutor.show.playback.player import Player
from rectutor.show.playback.staging import stages
from rectutor.show.playback.views import View
from tests.browser.axe import obstacles
from tests.browser.bare_host import mount, open_bare_host

pytestmark = pytest.mark.browser
FILMS = ["X2: X-Men United", "2001: A Space Odyssey", "Shrek", "Finding Nemo", "Memento", "The Godfather: Part II"]
GAINS = np.array([0.333, 0.333, 0.333, -0.2, 0.1, 0.1])
NAN = np.nan


class Reasons(View):
    """Six films whose contributions are known after the first step; then comes one that does not count."""

    name = "reasons"

    def panel(self, model, train, valid):
        """Return a table with a column of each kind."""
        columns = [
            Text("film", mark="group", below="year"),
            Number("rating", group="given"),
            Number("e", digits=2, colored=True, group="given", wide=True),
            Number("share", digits=2, unit="%", adds=True),
            Bar("weight", digits=2, colored=True, wide=True),
            Stair("gain", label="adds", start=("without", "base"), total="prediction", digits=2),
        ]
        return Table(
            columns,
            title="Reasons",
            most=5,
            quiet="out",
            section="part",
            foot={"real": {"rating": "real"}},
            numbered=True,
        )

    def snapshot(self, model):
        """Return nothing but names before the first step."""
        self.steps = getattr(self, "steps", -1) + 1
        known = self.steps > 0
        blank = np.full(7, NAN)
        return {
            "film": np.array([*FILMS, "Hugo"]),
            "group": np.array(["action", "action", "family", "family", "crime", "crime", "family"]),
            "year": np.array(["2003", "1968", "2001", "2003", "2000", "1974", "2011"]),
            "rating": np.array([0.5, 5, 0.5, 1, 4, 4.5, 2]),
            "e": np.array([-2.32, 1.88, -2.31, -2.08, 0, 0.5, 1]) if known else blank,
            "share": np.array([0.3, 0.2, 0.2, 0.1, 0.1, 0.1, NAN]) if known else blank,
            "weight": np.array([-0.4, 0.8, 0.2, 0, 0.1, 0.2, 0.1]) if known else blank,
            "gain": np.array([*GAINS, NAN]) if known else blank,
            "base": np.array([3.0 if known else NAN]),
            "out": np.array([0, 0, 0, 0, 0, 0, 1]),
            "part": np.array([""] * 6 + ["Next in line"]),
            "real": np.array([4.5]),
        }


class Errors(View):
    """Before and after, and intervals."""

    name = "errors_of"

    def panel(self, model, train, valid):
        """Return what never changes."""
        spans = Span([3.05, 3.22, 3.48], [2.44, 3.77, NAN], real=[0.5, 4.5, 5], digits=2, ends=("before", "after"))
        return Table(
            [
                Text(["Shrek", "Memento", "<b>bold</b>"], label="film"),
                spans,
                Interval([1.0, 2.0, 3.0], [0.5, 1, 2], [2, 3, 4]),
            ],
            title="Errors",
        )


@pytest.fixture(scope="module")
def player():
    return Player(Bias(), load("toy").ratings, views=[Reasons(), Errors()], vary={})


def opened(new_page, player, width=1104, theme="light"):
    page = new_page(width=width, height=900)
    open_bare_host(page, theme)
    mount(page, player)
    if width < 560:
        page.get_by_role("tab", name="Reasons").click()
    page.locator(".view-reasons .entry.row").first.wait_for()
    return page


def go(page, step):
    page.evaluate(f"window.models[0].model.set('step', {step})")
    cell = page.locator(".view-reasons .gain").first
    cell.wait_for(state="attached" if step else "detached")


def texts(page, kind):
    return [line.split("\n") for line in page.locator(f".view-reasons .entry.{kind}").all_inner_texts()]


def test_cells_are_blank_until_they_are_reached(new_page, player):
    page = opened(new_page, player)
    assert page.locator(".view-reasons .entry.row").count() == 5  # and one for two of the films
    assert page.locator(".view-reasons .entry.start").count() == 0
    assert page.locator(".view-reasons .area").count() == 0
    before = page.locator(".view-reasons .entry.row").first.bounding_box()
    go(page, 1)
    assert texts(page, "row")[0] == ["1", "X2: X-Men United", "2003", "0.5", "−2.32", "30 %", "−0.40", "+0.34"]
    assert texts(page, "start") == [["without", "3.00"]]
    assert texts(page, "rest") == [["the other 2", "20 %", "+0.20"]]
    assert texts(page, "total") == [["prediction", "4.00"]]
    assert texts(page, "sum") == [["real", "4.5"]]
    assert page.locator(".view-reasons .apart").inner_text() == "Next in line"
    after = page.locator(".view-reasons .entry.row").first.bounding_box()
    assert after["width"] == before["width"]


def test_digits_add_up_as_they_stand(new_page, player):
    page = opened(new_page, player)
    go(page, 1)
    number = lambda text: float(text.replace("−", "-"))  # noqa: E731
    start, end = map(number, page.locator(".end-number").all_inner_texts())
    gains = list(map(number, page.locator(".gain").all_inner_texts()))
    assert end == round(3 + GAINS.sum(), 2)
    assert round(start + sum(gains), 2) == end
    assert round(3 + sum(np.round(GAINS, 2)), 2) != end, "rounding each would not do"


def test_bars_stand_on_each_other(new_page, player):
    page = opened(new_page, player)
    go(page, 1)
    boxes = [bar.bounding_box() for bar in page.locator(".view-reasons .stair .bar").all()]
    for (one, gain), (two, after) in zip(
        zip(boxes, GAINS, strict=False), list(zip(boxes, GAINS, strict=False))[1:], strict=False
    ):
        end = one["x"] + (one["width"] if gain > 0 else 0)
        start = two["x"] + (0 if after > 0 else two["width"])
        assert abs(end - start) < 1


def test_rings_and_discs_share_an_axis(new_page, player):
    page = opened(new_page, player)
    middle = lambda one: one["x"] + one["width"] / 2  # noqa: E731
    lines = page.locator(".view-errors_of .entry.row")
    rings = [middle(lines.nth(i).locator(".ring").bounding_box()) for i in range(3)]
    discs = [middle(lines.nth(i).locator(".span .disc").bounding_box()) for i in range(2)]
    unit = (rings[2] - rings[0]) / (3.48 - 3.05)
    assert discs[0] == pytest.approx(rings[0] + unit * (2.44 - 3.05), abs=1)
    assert discs[1] == pytest.approx(rings[0] + unit * (3.77 - 3.05), abs=1)
    assert lines.nth(2).locator(".span .disc").count() == 0
    assert lines.nth(0).locator(".figure").inner_text() == "3.05 →2.44"
    tick = page.locator(".view-errors_of .head .span .area span").first
    value = float(tick.inner_text())
    assert middle(tick.bounding_box()) == pytest.approx(rings[0] + unit * (value - 3.05), abs=2)
    assert page.locator(".view-errors_of .name").last.inner_text() == "<b>bold</b>"


def test_a_row_is_pointed_at_in_all_panels_and_read_with_the_keyboard(new_page, player):
    page = opened(new_page, player)
    page.locator('.view-reasons [data-id="Shrek"]').hover()
    assert page.locator("[data-focus]").count() == 2
    page.locator('.view-reasons [data-id="Shrek"]').click()
    page.locator(".sentence").hover()
    assert page.locator("[data-focus]").count() == 2, "a click keeps it"
    assert page.locator('.view-reasons [aria-selected="true"]').get_attribute("data-id") == "Shrek"
    page.locator('.view-reasons [data-id="Shrek"]').focus()
    for key, name in (("ArrowDown", FILMS[3]), ("Home", FILMS[0]), ("ArrowUp", FILMS[0]), ("End", "Hugo")):
        page.keyboard.press(key)
        assert page.locator(".entry:focus").get_attribute("data-id") == name
        assert page.locator("[data-focus]").first.get_attribute("data-id") == name
    page.keyboard.press("Enter")
    assert page.locator('.view-reasons [aria-selected="true"]').get_attribute("data-id") == "Hugo"
    assert page.evaluate("window.models[0].model.get('step')") == 0, "arrows do not move the playhead"
    assert page.locator(".view-reasons [tabindex='0'].entry").count() == 1


def test_its_numbers_are_a_table_and_a_sentence(new_page, player):
    page = opened(new_page, player)
    go(page, 1)
    page.locator(".view-reasons .linklike").click()
    lines = page.locator(".view-reasons .numbers tr").all_inner_texts()
    assert lines[0].split("\t") == ["film", "rating", "e", "share", "weight", "adds"]
    assert lines[2].split("\t") == ["X2: X-Men United", "0.5", "−2.32", "30 %", "−0.40", "+0.34"]
    label = page.locator(".view-reasons .table").get_attribute("aria-label")
    assert label.startswith("Reasons: ")
    assert "without, adds 3.00" in label


@pytest.mark.parametrize(("width", "theme"), [(360, "light"), (360, "dark"), (980, "light"), (980, "dark")])
def test_it_is_accessible_and_nothing_sticks_out(new_page, player, width, theme):
    page = opened(new_page, player, width, theme)
    go(page, 1)
    tabs = page.get_by_role("tab").all() or [None]
    for tab in tabs:
        if tab:
            tab.click()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        out = page.evaluate("""() => [...document.querySelector('.rectutor').shadowRoot.querySelectorAll('.entry *')]
          .map((e) => [e.className, e.getBoundingClientRect(), e.closest('.rt').getBoundingClientRect()])
          .filter(([, inner, outer]) => inner.width && (inner.left < outer.left || inner.right > outer.right))
          .map(([name]) => name)""")
        assert out == []
        assert obstacles(page, all_of_them=True) == []


def test_a_narrow_panel_has_its_plots_below(new_page, player):
    page = opened(new_page, player, 360)
    go(page, 1)
    line = page.locator(".view-reasons .entry.row").first
    assert line.locator(".stair").bounding_box()["y"] > line.locator(".label").bounding_box()["y"] + 12
    assert "−2.32" not in line.inner_text(), "what is `wide` is left out"
    assert line.bounding_box()["height"] >= 44


def test_frames_say_which_row_is_chosen_and_fill_the_lines_of_words(new_page):
    def reading():
        for number, film in enumerate(["Shrek", "Memento"]):
            told = {"film": ["Shrek", "Memento"], "read": [film], "left": [f"{1 - number} left"]}
            yield Step(number, update=told, say="Read.")

    page = new_page(width=800, height=600)
    open_bare_host(page)
    mount(page, stages(reading, Table([Text("film")], chosen="read", about="with {left}", note="{read}, {no name}")))
    chosen = page.locator(".entry[aria-selected=true]")
    expect(chosen).to_have_text("Shrek")
    expect(page.locator(".view .about")).to_have_text("with 1 left")
    page.evaluate("window.models[0].model.set('step', 1)")
    expect(chosen).to_have_text("Memento")
    expect(page.locator(".view .about")).to_have_text("with 0 left")
    expect(page.locator(".view-note")).to_have_text("Memento, {no name}")
