"""explore and stages in a real JupyterLab: sliders are free, and the function runs for whatever they are set to."""

from __future__ import annotations

import pytest

from tests.browser.moving import sentence, wait_for_sentence

pytestmark = pytest.mark.browser

EXPLORE = """from rectutor.show import Lines, explore
calls = []
def precision(threshold, k=10):
    calls.append((threshold, k))
    if k > 40:
        raise ValueError("no list is so long")
    return {"precision": 0.1 - abs(threshold - 50) / 1000 + k / 1000}
player = explore(precision, Lines("precision"), threshold=[1, 50, 100], k=[5, 10, 50])
player"""
STAGES = """from rectutor import Step
from rectutor.show import Bars, stages
def words(times=2):
    for stage in ("Count", "Weigh"):
        for i, word in enumerate(["film", "shark"]):
            yield Step(i, update={"weight": [i + times, 1], "word": ["film", "shark"]}, stage=stage, unit="word",
                       say=f"**{stage}** {word}, {times} times.")
player = stages(words, Bars("weight", of="word"), vary={"times": [1, 2, 3]})
player"""


@pytest.fixture
def notebook(lab, new_page, request):
    """Open a new notebook with these cells, run all of them, and return it."""
    page = new_page(1400, 1200)

    def opened(*cells):
        book = lab.open(page, lab.write(f"{request.node.name}.ipynb", list(cells)))
        book.run_all()
        return book

    return opened


def test_explore_runs_the_function_where_a_slider_is_moved(notebook):
    book = notebook(EXPLORE)
    player = book.player()
    wait_for_sentence(player, "threshold 1, k 10: precision is 0.061, one of 3 values (0.110 at 50).")
    assert player.locator(".mode").inner_text() == "live"
    book.execute("player.k = 20")
    wait_for_sentence(player, "threshold 1, k 20: precision is 0.071")
    assert player.locator(".ghosts path").count() == 1, "the run before, with k 10"
    book.execute("player.threshold = 60")
    wait_for_sentence(player, "threshold 60, k 20: precision is 0.110, one of 4 values (0.120 at 50, 0.070 at 100).")
    assert player.locator(".ghosts path").count() == 1, "another place in the same run is no other run"
    assert book.execute("print(calls.count((60, 20)), calls.count((50, 20)))") == "1 1", (
        "what is known is not asked again"
    )


def test_a_function_that_fails_says_so_in_the_picture_and_the_sliders_go_on(notebook):
    book = notebook(EXPLORE)
    player = book.player()
    wait_for_sentence(player, "threshold 1, k 10")
    book.execute("player.k = 50")
    wait_for_sentence(player, "ValueError: no list is so long")
    assert player.locator(".sentence").get_attribute("data-tone") == "failure"
    player.locator('.slider[data-name="k"] input').focus()
    player.page.keyboard.press("Home")
    wait_for_sentence(player, "threshold 1, k 5: precision is")


def test_stages_start_anew_with_a_slider(notebook):
    player = notebook(STAGES).player()
    wait_for_sentence(player, "Weigh shark, 2 times.")
    player.locator('.slider[data-name="times"] input').focus()
    player.page.keyboard.press("End")
    wait_for_sentence(player, "Weigh shark, 3 times.")
    assert "of 2" in player.locator(".epoch").inner_text()
    assert sentence(player).startswith("Weigh")
