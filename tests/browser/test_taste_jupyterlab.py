"""Your taste in a real JupyterLab: later cells read what was rated, and without the kernel the picture goes on."""

from __future__ import annotations

import json

import pytest

pytestmark = pytest.mark.browser

CELLS = [
    """import rectutor
from rectutor.show import taste
train, valid = rectutor.random_split(rectutor.load("movielens-small").ratings)
model = rectutor.MatrixFactorizationSGD(factors=10, epochs=5).fit(train)""",
    "mine = taste(model, valid)\nmine",
]


def test_with_and_without_a_kernel(lab, new_page):
    book = lab.open(new_page(1400, 1500), lab.write("taste.ipynb", CELLS))
    book.run_all()
    box, page = book.player(), book.page
    box.locator(".mode", has_text="the kernel reads along").wait_for()
    box.get_by_role("combobox").click()
    page.keyboard.type("matrix")
    page.keyboard.press("Enter")
    page.keyboard.press("4")  # stars, and not the notebook's key for a heading
    assert book.until("str(mine.ratings) == '([2571], [4.0])'")
    box.get_by_role("slider").focus()
    page.keyboard.press("Home")
    assert book.until("str(mine.regularization) == '0.1'")
    page.keyboard.press("b")
    assert page.evaluate("window.lab.panel().content.widgets.length") == len(CELLS)

    read = "document.querySelector('.rectutor').taste.read()"
    said = book.execute("import json\nuser = mine.new_user\nprint(json.dumps([user.bias, *user.factors]))")
    shown = page.evaluate(read)
    assert [shown["bias"], *shown["vector"]] == pytest.approx(json.loads(said), abs=1e-6)
    book.execute("mine.rated = [[318, 5], [2571, 2]]")
    box.locator(".sentence", has_text="You rated 2 films.").wait_for()

    book.save()
    book.kill_kernel()
    remove = box.get_by_role("button", name="Remove The Matrix")
    remove.dispatch_event("click")  # JupyterLab's dialog may cover the page
    box.locator(".sentence", has_text="You rated 1 film.").wait_for()
