"""Lessons in a real JupyterLab with a real kernel: what a learner does, and what must then be seen."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.browser.moving import (
    assert_moves,
    drawing,
    epoch,
    sentence,
    wait_for_another_run,
    wait_for_epoch,
    wait_for_sentence,
)

pytestmark = pytest.mark.browser

SETUP = """import ipywidgets, rectutor
train, test = rectutor.random_split(rectutor.load("movielens-small").ratings)
fit, valid = rectutor.random_split(train, test=0.1, seed=1)
def model(**changes):
    return rectutor.MatrixFactorizationSGD(**{"factors": 10, "learning_rate": 0.03, "epochs": 20} | changes)"""
WATCH = 'player = rectutor.watch(model(), fit, valid, vary={"learning_rate": [0.01, 0.03], "factors": [5, 10]})\nplayer'
# A run that lasts half a minute on any machine: quick training may end before a slow page has asked it to stop.
LONG = """import time
class Slow(rectutor.MatrixFactorizationSGD):
    def steps(self, train):
        for step in super().steps(train):
            time.sleep(0.06)
            yield step
player = rectutor.watch(Slow(factors=100, epochs=500, learning_rate=0.001), fit, valid)
player"""
COMPUTED = "print(len(player._outbox.run), player._outbox.run.status)"


@pytest.fixture
def notebook(lab, new_page, request):
    """Open a new notebook with these cells, run all of them, and return it."""
    page = new_page(1400, 1500)

    def opened(*cells, run=True):
        name = lab.write(f"{request.node.name}.ipynb", [SETUP, *cells])
        book = lab.open(page, name)
        if run:
            book.run_all()
        return book

    return opened


def slider(player, name):
    return player.locator(f'.slider[data-name="{name}"] input')


def test_training_is_seen_and_a_slider_starts_it_anew(notebook):
    player = notebook(WATCH).player()
    wait_for_epoch(player, 3)
    assert player.locator(".mode").inner_text() == "live"
    before = drawing(player), sentence(player)
    slider(player, "learning_rate").focus()
    player.page.keyboard.press("PageUp")
    wait_for_another_run(player)
    wait_for_epoch(player, 2)
    assert drawing(player) != before[0]
    assert sentence(player) != before[1]
    assert player.locator(".ghosts path").count() == 1


def test_a_moved_slider_asks_the_server_on_until_the_picture_is_there(notebook):
    book = notebook(WATCH)
    player = book.player()
    wait_for_epoch(player, 1)
    book.execute(
        "heard, hear = [], player._heard\nplayer._heard = lambda told: (heard.append(told['type']), hear(told))"
    )
    slider(player, "learning_rate").focus()
    player.page.keyboard.press("PageUp")
    wait_for_another_run(player)
    told = book.execute("print(*heard)").split()
    assert 1 <= told.count("nudge") <= 4
    player.page.wait_for_timeout(100)
    assert book.execute("print(*heard)").split() == told, "and no longer"


def test_a_flood_of_moves_ends_in_the_right_picture(notebook):
    book = notebook(WATCH)
    player = book.player()
    wait_for_epoch(player, 1)
    slider(player, "learning_rate").evaluate(
        """(input) => {
          for (let i = 0; i < 100; i++) {
            input.value = 100 + i;
            input.dispatchEvent(new Event("input", { bubbles: true }));
          }
        }"""
    )
    shown = player.locator('.slider[data-name="learning_rate"] .value').inner_text()
    assert book.until(f"abs(player._outbox.run.values['learning_rate'] / {shown} - 1) < 1e-6")
    assert int(book.execute("print(player._outbox.run.number)")) <= 10, "most of the hundred were never started"


def test_pause_holds_training_and_play_goes_on(notebook):
    book = notebook(LONG)
    player = book.player()
    wait_for_epoch(player, 1)
    player.get_by_role("button", name="Pause").click()
    assert book.until("player.status == 'paused'")
    first = book.execute(COMPUTED)
    assert first.endswith("running")
    player.page.wait_for_timeout(500)
    assert book.execute(COMPUTED) == first, "no step is computed while paused"
    assert "Paused at epoch" in sentence(player)
    player.get_by_role("button", name="Play").click()
    at = epoch(player)
    wait_for_epoch(player, at + 2)
    assert book.until(f"len(player._outbox.run) > {first.split()[0]}")


def test_pause_and_play_are_heard_before_the_trait_arrives(notebook):
    book = notebook(LONG)
    player = book.player()
    wait_for_epoch(player, 1)
    book.execute("held, take_in = [], player.set_state\nplayer.set_state = held.append")
    player.get_by_role("button", name="Pause").click()
    assert book.until("player.status == 'paused'")
    assert book.execute("print(player.playing)") == "True", "what the page changed is still on its way"
    player.get_by_role("button", name="Play").click()
    assert book.until("player.status != 'paused'")
    player.get_by_role("button", name="Pause").click()
    assert book.until("player.status == 'paused' and held[-1].get('playing') is False")
    book.execute("player.set_state = take_in\nfor late in held: player.set_state(late)")
    assert book.execute("print(player.playing, player.status)") == "False paused"


@pytest.mark.parametrize("how", ["button", "key", "interrupt", "python"])
def test_training_can_be_stopped(notebook, how):
    book = notebook(LONG)
    player = book.player()
    wait_for_epoch(player, 1)
    if how == "button":
        player.get_by_role("button", name="Stop training").click()
    elif how == "key":
        player.locator(".player").focus()
        player.page.keyboard.press("s")
    elif how == "interrupt":
        book.interrupt()
    else:
        book.execute("player.stop()")
    player.page.wait_for_function(
        "(holder) => holder.shadowRoot.querySelector('[data-action=stop]').getAttribute('aria-disabled') === 'true'",
        arg=player.element_handle(),
    )
    computed, status = book.execute(COMPUTED).split()
    assert status == "stopped"
    assert 1 < int(computed) < 501
    assert book.execute("print('still alive')") == "still alive"
    player.locator(".player").focus()
    player.page.keyboard.press("End")
    player.get_by_role("button", name="Play").click()
    assert book.until("player._outbox.run.number == 2"), "play after a stop trains anew"
    wait_for_another_run(player)
    wait_for_epoch(player, 1)


def test_run_all_lets_training_wait_and_says_so(notebook):
    until = "import pathlib, time\nwhile not pathlib.Path('seen').exists(): time.sleep(0.05)"
    book = notebook(WATCH, until, run=False)
    book.run_all(wait=False)
    player = book.player()
    player.locator(".words").wait_for(timeout=60_000)
    wait_for_sentence(player, "Waiting for the running cells.")
    assert player.locator(".mode").inner_text() == "waiting"
    assert epoch(player) == 0
    (book.lab.work / "seen").touch()
    wait_for_epoch(player, 2)
    assert player.locator(".mode").inner_text() == "live"


def test_several_watches_live_side_by_side_and_a_cell_run_again_ends_its_old_task(notebook):
    second = WATCH.replace("player", "other").replace("model()", "model(epochs=25)")
    book = notebook(WATCH, second)
    for index in (0, 1):
        wait_for_epoch(book.player(index), 2)
    assert book.player(0).locator(".epoch").inner_text().endswith("20")
    assert book.player(1).locator(".epoch").inner_text().endswith("25")
    book.execute("old = player")
    book.run_cell(1)
    wait_for_epoch(book.player(0), 1)
    assert book.execute("print(old is player, old._task.done(), player._task.done(), other._task.done())") == (
        "False True False False"
    )


def test_a_kernel_that_dies_leaves_a_working_player(notebook):
    book = notebook(WATCH)
    player = book.player()
    wait_for_epoch(player, 2)
    slider(player, "factors").focus()
    player.page.keyboard.press("PageUp")
    wait_for_another_run(player)
    wait_for_epoch(player, 2)
    book.kill_kernel()
    wait_for_sentence(player, "The kernel is gone; the recorded runs stay.")
    book.page.get_by_role("dialog").get_by_role("button", name="Ok").click()
    assert player.locator(".mode").inner_text() == "recorded"
    player.get_by_role("button", name="Reset").click()
    assert epoch(player) == 0
    assert_moves(player)
    slider(player, "factors").focus()
    player.page.keyboard.press("ArrowLeft")
    assert player.locator('.slider[data-name="factors"] .value').inner_text() == "10"


def test_a_notebook_saved_closed_and_reopened_without_its_kernel_still_plays(notebook, lab, new_page):
    book = notebook(WATCH)
    wait_for_epoch(book.player(), 2)
    book.page.wait_for_function("window.lab.kernel().status === 'idle'")
    book.execute("import asyncio\nwhile player.status != 'idle': await asyncio.sleep(0.05)")
    book.page.wait_for_timeout(300)
    book.save()
    book.page.evaluate("window.lab.panel().sessionContext.shutdown().then(() => true)")
    book.page.close()
    again = lab.open(new_page(1400, 1500), book.name)
    player = again.player()
    wait_for_sentence(player, "No kernel is running; these runs were recorded.")
    assert player.locator(".mode").inner_text() == "recorded"
    assert_moves(player)


def test_keys_act_inside_the_player_and_do_not_reach_the_notebook(notebook):
    book = notebook(WATCH)
    player = book.player()
    wait_for_epoch(player, 1)
    cells = book.page.evaluate("window.lab.panel().content.widgets.length")
    assert book.until("player.status == 'idle'"), "End goes to the last epoch that was computed"
    player.locator(".player").focus()
    for key in ("b", "r", "2", "d", "d", "x", "a", "End"):
        player.page.keyboard.press(key)
    assert epoch(player) == 20
    assert book.page.evaluate("window.lab.panel().content.widgets.length") == cells
    assert book.page.evaluate("window.lab.panel().content.widgets[1].model.type") == "code"


def test_a_players_traits_can_be_linked_to_a_slider_of_the_learners_own(notebook):
    link = """mine = ipywidgets.IntSlider(max=20)
ipywidgets.link((mine, "value"), (player, "step"))
mine"""
    book = notebook(WATCH, link)
    player = book.player()
    wait_for_epoch(player, 5)
    player.get_by_role("button", name="Pause").click()
    assert book.until(f"not player.playing and mine.value == {epoch(player)}")
    book.execute("mine.value = 2")
    player.page.wait_for_function(
        "(holder) => holder.shadowRoot.querySelector('.epoch b').textContent === '2'", arg=player.element_handle()
    )
    book.execute("player.learning_rate = 0.05")
    player.locator('.slider[data-name="learning_rate"] .value', has_text="0.05").wait_for()
    wait_for_another_run(player)
    told = book.execute("try:\n    player.learning_rate = 5\nexcept Exception as error:\n    print(error)")
    assert "learning_rate must be a number above 0 and at most 1" in told


def test_live_and_recorded_give_the_same_text(notebook):
    book = notebook(WATCH + "\nprint(repr(player))")
    live = book.execute("print(repr(player))")
    code = f"{SETUP}\n{WATCH}\nprint(repr(player))"
    recorded = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "RECTUTOR_FRONTEND": "none"},
    )
    assert live == recorded.stdout.strip()
