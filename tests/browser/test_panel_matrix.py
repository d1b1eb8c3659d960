"""The panel `Matrix`: what cells say, names that light up, the keyboard, narrow pages; squares, steps and numbers."""

from __future__ import annotations

import numpy as np
import pytest

import rectutor
from rectutor.show.panels import Bars, Grid, Matrix
from rectutor.show.playback.player import Player
from rectutor.show.playback.views import View
from tests.browser.axe import obstacles
from tests.browser.bare_host import mount, open_bare_host
from tests.browser.moving import epoch, wait_for_sentence

pytestmark = pytest.mark.browser
FILMS = ["Alien", "Aliens", "Blade Runner", "Ghost", "Notting Hill", "Sleepless in Seattle"]
WORDS = ["the", "shark", "swims", "home"]
EPOCHS = 4


class Shown(View):
    """A panel with frames of its own: what `frame` returns for each step."""

    def __init__(self, name, panel, frame=lambda step: {}):
        self.name, self._panel, self._frame, self._step = name, panel, frame, -1

    def panel(self, model, train, valid):
        """Return the panel."""
        return self._panel

    def snapshot(self, model):
        """Return the next frame."""
        self._step += 1
        return self._frame(self._step)


def weights(seed=0):
    table = np.random.default_rng(seed).normal(size=(6, 6)).round(1) / 10
    np.fill_diagonal(table, np.nan)
    return table


def square():
    panel = Matrix(
        Grid("weights", "weight", digits=2),
        rows=FILMS,
        columns=FILMS,
        row_label="film",
        column_label="film",
        missing="no film speaks for itself",
        ring_column=["Blade Runner"],
        title="Weights between films",
    )
    return Shown("square", panel, lambda step: {"weights": weights() * (1 + step)})


def attention():
    now, before = np.array([[1, 0.25], [0.5, 0]]), np.array([[0.5, 0.5], [0.5, 0.5]])
    panel = Matrix(
        Grid(now, "attention", under=before, under_name="before", digits=2),
        rows=WORDS[:2],
        columns=WORDS[:2],
        numbers=True,
        title="Attention",
    )
    return Shown("attention", panel)


def by_step():
    panel = Matrix(Grid("size", digits=2), rows=WORDS, columns="step", title="Sizes")
    return Shown("steps", panel, lambda step: {"size": np.arange(4.0) + step})


def two_grids():
    rated = np.array([[4, np.nan], [np.nan, 1.5], [np.nan, np.nan]])
    held = np.array([[np.nan, np.nan], [2.5, np.nan], [np.nan, np.nan]])
    left = Grid(rated, "rated", "what two users rated", "R", held, "kept aside", "Not seen.", missing="not rated")
    panel = Matrix(
        [left, Grid("predicted", label="what is predicted", digits=2)],
        rows=FILMS[:3],
        columns=["Ada", "Ben"],
        scale=(0.5, 5),
        middle=3.5,
        unit="stars",
        missing="missing",
        cell="{column}, {row}",
        title="Ratings",
    )
    return Shown("grids", panel, lambda step: {"predicted": np.full(6, 3 + step / 10)})


@pytest.fixture
def opened(new_page):
    """Draw panels in a bare host and wait until they are there."""

    def open_panels(*views, width=980, theme="light", **options):
        page = new_page(width, 1000, **options)
        open_bare_host(page, theme)
        model = rectutor.MatrixFactorizationSGD(factors=2, epochs=EPOCHS)
        mount(page, Player(model, rectutor.load("toy").ratings, views=list(views), vary={}))
        player = page.locator(".rectutor")
        wait_for_sentence(player, "Nothing is learned yet.")
        return player

    return open_panels


def cell(view, row, column, columns):
    return view.locator(".matrix g").first.locator("rect").nth(row * columns + column)


def table(view):
    view.get_by_role("button", name="numbers").click()
    return [line.split("\t") for line in view.locator(".numbers tr").all_inner_texts()]


def test_cells_have_the_colour_of_their_value_and_follow_the_steps(opened):
    player = opened(square())
    view = player.locator(".view-square")
    fills = [cell(view, 0, c, 6).get_attribute("fill") for c in range(1, 6)]
    strong = max(range(5), key=lambda c: abs(weights()[0, c + 1]))
    player.locator(".player").focus()
    player.page.keyboard.press("End")
    assert [cell(view, 0, c, 6).get_attribute("fill") for c in range(1, 6)] != fills
    red, _, blue = map(int, cell(view, 0, strong + 1, 6).get_attribute("fill")[4:-1].split(","))
    assert (blue > red) == (weights()[0, strong + 1] > 0)
    assert float(cell(view, 0, 0, 6).get_attribute("width")) < 3, "no value, a dot"
    shown = table(view)
    assert shown[0] == ["", *FILMS]
    last = [f"{value:.2f}".replace("-", "−") for value in 5 * weights()[0, 1:]]
    assert [text.replace("−0.00", "0.00") for text in shown[1]] == ["Alien", "", *last]


def test_a_cell_is_read_in_the_line_below_by_pointer_and_by_keys(opened):
    player = opened(two_grids())
    view = player.locator(".view-grids")
    readout = view.locator(".readout")
    assert readout.inner_text() == "Point at a cell, or move with the arrow keys."
    cell(view, 0, 0, 2).hover(force=True)
    assert readout.inner_text() == "Ada, Alien: rated 4, predicted 3.00."
    assert view.locator(".encircled").count() == 2, "in both grids"
    player.locator(".words").hover()
    view.locator(".matrix").focus()
    press = player.page.keyboard.press
    press("ArrowRight")
    press("ArrowDown")
    assert readout.inner_text() == "Ada, Aliens: rated 2.5, predicted 3.00. Not seen."
    press("ArrowDown")
    press("ArrowRight")
    press("ArrowRight")
    assert readout.inner_text() == "Ben, Blade Runner: not rated, predicted 3.00."
    assert epoch(player) == 0, "arrows do not move the playhead"
    press("Escape")
    assert view.locator(".encircled").count() == 0
    assert table(view)[3] == ["Aliens", "Ada", "2.5 (kept aside)", "3.00"]


def test_what_is_pointed_at_lights_up_in_all_panels(opened):
    player = opened(square(), Shown("bars", Bars([3, 1, 2], of=FILMS[:3])))
    view = player.locator(".view-square")
    player.locator(".view-bars [data-id=Aliens]").hover()
    lit = view.locator("[data-id][data-focus]")
    assert set(lit.evaluate_all("(all) => all.map((one) => one.dataset.id)")) == {"Aliens"}
    assert view.locator(".band[data-focus]").evaluate("(e) => getComputedStyle(e).strokeWidth") == "2px"
    cell(view, 0, 2, 6).hover(force=True)
    player.locator(".view-bars [data-id=Alien][data-focus]").wait_for()
    view.locator(".matrix").focus()
    player.page.keyboard.press("ArrowDown")
    player.locator(".view-bars [data-id=Aliens][data-focus]").wait_for()


def test_a_column_that_is_chosen_has_a_ring_and_its_name_over_it(opened):
    player = opened(square(), width=360)
    player.get_by_role("tab").nth(1).click()
    view = player.locator(".view-square")
    marks = view.locator(".encircled"), cell(view, 0, 2, 6), cell(view, 5, 2, 6)
    ring, top, bottom = (mark.bounding_box() for mark in marks)
    assert abs(ring["x"] + ring["width"] / 2 - top["x"] - top["width"] / 2) < 1
    assert ring["y"] <= top["y"]
    assert ring["y"] + ring["height"] >= bottom["y"] + bottom["height"]
    assert view.locator(".matrix .name.sparse:visible").all_text_contents() == ["Blade Runner"]


def test_small_numbers_stand_under_the_values_and_are_read(opened):
    player = opened(attention())
    view = player.locator(".view-attention")
    assert view.locator(".matrix g").first.locator("text").all_text_contents() == [
        *("1.00", "0.50", "0.25", "0.50", "0.50", "0.50", "0.00", "0.50")
    ]
    cell(view, 0, 1, 2).hover(force=True)
    assert view.locator(".readout").inner_text() == "the, shark: attention 0.25, before 0.50."
    contrast = view.locator(".matrix g").first.locator("text").evaluate_all("(all) => all.map((one) => one.style.fill)")
    assert contrast[0] != contrast[6], "light on dark cells, dark on light ones"


def test_each_step_has_a_column_that_comes_with_the_playhead(opened):
    player = opened(by_step())
    view = player.locator(".view-steps")
    press = player.page.keyboard.press
    player.locator(".player").focus()
    cells = [cell(view, 1, c, EPOCHS + 1) for c in range(EPOCHS + 1)]
    filled = lambda: [float(one.get_attribute("width")) > 3 for one in cells]  # noqa: E731
    press("ArrowRight")
    press("ArrowRight")
    assert filled() == [True, True, True, False, False]
    press("End")
    assert filled() == [True] * 5
    assert table(view)[2] == ["shark", "1.00", "2.00", "3.00", "4.00", "5.00"]


def test_grids_stand_below_each_other_on_a_phone_and_a_finger_chooses_a_cell(opened):
    names = [str(i) for i in range(14)]
    grids = [Grid(np.zeros((3, 14)), "rated"), Grid(np.ones((3, 14)), "predicted")]
    player = opened(Shown("wide", Matrix(grids, rows=FILMS[:3], columns=names)), width=360, has_touch=True)
    player.get_by_role("tab").nth(1).click()
    view = player.locator(".view-wide")
    first, second = (cell(view, r, 13, 14).bounding_box() for r in (0, 3))
    assert second["y"] > first["y"] + 3 * 16
    assert second["x"] == first["x"]
    assert first["width"] >= 8
    assert first["height"] >= 14, "a cell is 10 × 16, less what lies between two of them"
    cell(view, 1, 13, 14).tap(force=True)
    assert view.locator(".readout").inner_text() == "Aliens, 13: rated 0, predicted 1."


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [980, 360])
def test_no_serious_accessibility_finding_and_no_sideways_scrolling(opened, width, theme):
    player = opened(square(), attention(), by_step(), two_grids(), width=width, theme=theme)
    tabs = player.get_by_role("tab")
    for number in range(max(1, tabs.count() if width == 360 else 1)):
        if width == 360:
            tabs.nth(number).click()
        assert player.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert obstacles(player.page) == []
