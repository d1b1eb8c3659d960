"""The gallery: every kind of panel, recorded in a host without a kernel and live in JupyterLab."""

from __future__ import annotations

import ast

import nbformat
import pytest

from rectutor.show import panels
from rectutor.show.panels import Panel
from rectutor.show.playback.player import Player
from tests.browser.axe import obstacles
from tests.browser.bare_host import mount, open_bare_host
from tests.browser.book_site import ROOT
from tests.browser.moving import sentence

pytestmark = pytest.mark.browser
NOTEBOOK = ROOT / "notebooks" / "gallery.ipynb"
KINDS = {kind.kind for kind in vars(panels).values() if isinstance(kind, type) and issubclass(kind, Panel)}


@pytest.fixture(scope="module")
def pictures():
    """What the gallery's cells end with, run one after the other as a notebook does."""
    names, shown = {}, []
    for cell in nbformat.read(NOTEBOOK, as_version=4).cells:
        if cell.cell_type == "code":
            *statements, last = ast.parse(cell.source).body
            if not isinstance(last, ast.Expr):
                statements, last = [*statements, last], None
            exec(compile(ast.Module(statements, []), "gallery", "exec"), names)
            if last:
                shown.append(eval(compile(ast.Expression(last.value), "gallery", "eval"), names))
    return shown


def test_every_kind_of_panel_is_there(pictures):
    drawn = {view["kind"] for picture in pictures for view in picture.spec["views"].values()}
    assert drawn >= KINDS - {"", "custom"}
    assert all(isinstance(picture, Player) for picture in pictures)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [980, 360])
def test_each_picture_moves_with_no_kernel_and_everybody_can_use_it(new_page, pictures, width, theme):
    page = new_page(width, 1000)
    open_bare_host(page, theme)
    for number, picture in enumerate(pictures):
        mount(page, picture)
        player = page.locator(".rectutor").nth(number)
        player.locator('.sentence[data-tone="plain"]').wait_for()
        before = sentence(player)
        player.locator(".player").focus()
        page.keyboard.press("End")
        assert sentence(player) != before, number
        for button in player.get_by_role("button", name="numbers").all():
            button.click()
        assert player.locator(".numbers:visible tbody tr").count() > 0, number
    assert obstacles(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_gallery_is_live_in_jupyterlab(lab, new_page):
    book = lab.open_lesson(new_page(1400, 1400), NOTEBOOK.name)
    book.run_all()
    assert book.errors() == []
    players = book.page.locator(".rectutor")
    for at in range(players.count()):
        player = players.nth(at)
        player.scroll_into_view_if_needed()
        player.locator('.mode[data-mode="live"]').wait_for()
        player.locator(".sentence[data-tone=plain]").wait_for(timeout=60_000)
    first = players.nth(0)
    slider = first.locator('.slider[data-name="k"] input')
    slider.focus()
    book.page.keyboard.press("Home")
    book.page.keyboard.press("ArrowRight")
    first.locator(".ghosts path").wait_for(state="attached")
