"""The microscope in a real JupyterLab: it goes on beyond its record, keeps its keys, and outlives the kernel."""

from __future__ import annotations

import pytest

from tests.browser.microscope_page import ROOT

pytestmark = pytest.mark.browser
MODE = f"{ROOT}.querySelector('.mode').textContent"

CELL = """import rectutor
from rectutor.show.pictures.one_update import microscope
train, _ = rectutor.random_split(rectutor.load("movielens-small").ratings)
m = microscope(rectutor.MatrixFactorizationSGD(factors=3, learning_rate=0.05), train, epoch=2, start=79_990, updates=5)
m"""


def test_with_a_real_kernel(lab, new_page):
    book = lab.open(new_page(1400, 1500), lab.write("microscope.ipynb", [CELL]))
    book.run_all()
    box, page = book.player(), book.page
    box.get_by_role("button", name="Next rating").wait_for()
    page.wait_for_function(f"{MODE} === 'live'")
    box.get_by_role("button", name="Next rating").focus()
    for step in range(1, 31):  # through the record of 5, over the end of epoch 2, and on
        page.keyboard.press("ArrowRight")
        place = 79_990 + step if step <= 13 else step - 13
        box.locator(".readout b", has_text=f"{place:,}").wait_for()
    assert box.locator(".heading .about").inner_text().endswith("epoch\N{NO-BREAK SPACE}3")
    page.keyboard.press("2")
    page.keyboard.press("ArrowRight")
    page.wait_for_function(f"{ROOT}.querySelector('.readout b').textContent !== '17'")  # the kernel was asked
    page.keyboard.press("b")  # in the notebook's command mode: a new cell
    assert book.until("m.follows == 'user' and m.shown > 2 * len(train) + 17", seconds=10)
    assert page.evaluate("window.lab.panel().content.widgets.length") == 1
    book.execute("m.shown = m.spec['updates'][0][0]; m.follows = 'every'")
    box.locator(".readout b", has_text="79,990").wait_for()
    assert box.get_by_role("button", name="every rating").get_attribute("aria-pressed") == "true"
    book.kill_kernel()
    page.wait_for_function(
        "document.querySelector('.rectutor').shadowRoot.querySelector('.mode').textContent === 'recorded'",
        timeout=30_000,
    )
    assert box.locator(".note").inner_text() == "the kernel is gone, what was recorded stays"
    box.get_by_role("button", name="Next rating").dispatch_event("click")  # JupyterLab's dialog covers the page
    box.locator(".readout b", has_text="79,991").wait_for()
