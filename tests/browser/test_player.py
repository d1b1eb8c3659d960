"""The training player in a host that offers only what the contract names."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest

import rectutor
from rectutor.show.playback.player import Player
from tests.browser.axe import obstacles
from tests.browser.bare_host import mount, open_bare_host
from tests.browser.moving import assert_moves, drawing, epoch, sentence, wait_for_epoch, wait_for_sentence

pytestmark = pytest.mark.browser
GRID = {"learning_rate": [0.01, 0.03, 0.3], "regularization": [0.0, 0.05]}


@pytest.fixture(scope="module")
def parts():
    train, _ = rectutor.random_split(rectutor.load("movielens-small").ratings)
    return rectutor.random_split(train, test=0.1, seed=1)


@pytest.fixture(scope="module")
def widget(parts):
    model = rectutor.MatrixFactorizationSGD(factors=10, learning_rate=0.03, regularization=0.05, epochs=20)
    return Player(model, *parts, vary=GRID)


@pytest.fixture
def open_player(new_page):
    """Draw a widget in a bare host and wait until its runs are there."""

    def opened(widget, width=1110, theme="light", shadow=False, **options):
        page = new_page(width, 1200, **options)
        open_bare_host(page, theme)
        mount(page, widget, shadow)
        player = page.locator(".rectutor")
        wait_for_sentence(player, "Nothing is learned yet.")
        return player

    return opened


@pytest.mark.parametrize("width", [1110, 740, 360])
@pytest.mark.parametrize("shadow", [False, True])
def test_it_moves_in_a_bare_host_also_inside_a_shadow_root(open_player, widget, width, shadow):
    assert_moves(open_player(widget, width, shadow=shadow))


def test_the_drawing_at_each_epoch_is_that_epochs(open_player, widget):
    player = open_player(widget)
    player.locator(".player").focus()
    seen = []
    for _ in range(6):
        seen.append((drawing(player), sentence(player)))
        player.page.keyboard.press("ArrowRight")
    assert len({picture for picture, _ in seen}) == len({words for _, words in seen}) == 6
    player.page.keyboard.press("Home")
    assert (drawing(player), sentence(player)) == seen[0], "the same epoch gives the same picture again"
    run = next(r for r in widget.recorded if r.values == {"learning_rate": 0.03, "regularization": 0.05})
    assert [re.sub(r"\*\*|\[|\]\(\w+\)", "", said) for said in run.said[:6]] == [words for _, words in seen]
    player.page.keyboard.press("End")
    assert f"{run.metrics['valid_rmse'][20]:.3f}" in sentence(player)


def test_every_key_does_what_the_list_says(open_player, widget):
    player = open_player(widget)
    press = player.page.keyboard.press
    best = next(r for r in widget.recorded if r.values == {"learning_rate": 0.03, "regularization": 0.05}).best
    player.locator(".player").focus()
    press("ArrowRight")
    assert epoch(player) == 1
    press("Shift+ArrowRight")
    assert epoch(player) == 6
    press("ArrowLeft")
    assert epoch(player) == 5
    press("Shift+ArrowLeft")
    assert epoch(player) == 0
    press("End")
    assert epoch(player) == 20
    press("b")
    assert epoch(player) == best
    press("r")
    assert epoch(player) == 0
    press("End")
    press("Home")
    assert epoch(player) == 0
    press("Space")
    wait_for_epoch(player, 2)
    assert player.get_by_role("button", name="Pause").count() == 1
    press("Space")
    assert player.get_by_role("button", name="Play").count() == 1
    listed = player.locator(".keys p").evaluate("(p) => p.textContent")
    for key in ("space", "→", "←", "shift", "Home", "End", "B", "R", "S", "1 to 4", "Escape", "Enter"):
        assert key in listed


def test_digits_choose_the_view_on_a_narrow_page(open_player, widget):
    player = open_player(widget, 360)
    player.locator(".player").focus()
    titles = []
    for key in "1234":
        player.page.keyboard.press(key)
        titles.append(player.locator(".view h4:visible").all_inner_texts())
    assert titles == [
        ["Learning curve"],
        ["Item map"],
        ["Errors on validation ratings"],
        ["Ratings and reconstruction"],
    ]


def test_sliders_snap_visibly_to_what_was_recorded(open_player, widget):
    player = open_player(widget)
    rate = player.locator('.slider[data-name="learning_rate"]')
    assert rate.locator(".labels span").all_inner_texts() == ["0.01", "0.03", "0.3"]
    before = sentence(player)
    rate.locator("input").focus()
    player.page.keyboard.press("ArrowLeft")
    assert rate.locator(".value").inner_text() == "0.01"
    wait_for_epoch(player, 1)
    assert sentence(player) != before
    assert player.locator(".labels text").filter(has_text="with η 0.03").count() == 1


def test_a_run_that_was_seen_becomes_a_ghost_and_there_are_two_at_most(open_player, widget):
    player = open_player(widget)
    slider = player.locator('.slider[data-name="learning_rate"] input')
    regularization = player.locator('.slider[data-name="regularization"] input')
    for control, key in ((slider, "ArrowLeft"), (regularization, "ArrowLeft"), (slider, "ArrowRight")):
        control.focus()
        player.page.keyboard.press(key)
        wait_for_epoch(player, 1)
    assert player.locator(".ghosts path").count() == 2


def test_divergence_is_said_in_words_and_play_is_off(open_player, widget):
    player = open_player(widget)
    player.locator('.slider[data-name="learning_rate"] input').focus()
    player.page.keyboard.press("End")
    wait_for_sentence(player, "the error is no longer a number. With η 0.3")
    assert player.get_by_role("button", name="Play").get_attribute("aria-disabled") == "true"
    assert player.locator(".sentence").get_attribute("data-tone") == "failure"
    assert "NaN" not in player.evaluate("(h) => h.shadowRoot.textContent")


def test_host_values_can_be_set_from_outside(open_player, widget):
    player = open_player(widget)
    player.page.evaluate("window.models[0].model.set('step', 7)")
    assert epoch(player) == 7
    player.page.evaluate("window.models[0].model.set('playing', true)")
    wait_for_epoch(player, 8)
    player.page.evaluate("window.models[0].model.set('playing', false)")
    player.page.evaluate("window.models[0].model.set('learning_rate', 0.012)")
    assert player.locator('.slider[data-name="learning_rate"] .value').inner_text() == "0.01"


def test_ratings_are_read_with_arrow_keys_in_the_line_below(open_player, widget):
    player = open_player(widget)
    player.locator(".view-ratings svg[role=img]").first.focus()
    player.page.keyboard.press("ArrowRight")
    readout = player.locator(".readout")
    assert "predicted" in readout.inner_text()
    before = readout.inner_text()
    player.page.keyboard.press("ArrowDown")
    assert readout.inner_text() != before
    assert epoch(player) == 0, "arrows in the table do not move the playhead"


def test_the_map_says_which_film_is_pointed_at_and_keeps_it_pinned(open_player, widget):
    player = open_player(widget)
    player.locator(".player").focus()
    player.page.keyboard.press("End")
    canvas = player.locator(".view-map canvas")
    box = canvas.bounding_box()
    tooltip = player.locator(".tooltip")
    for x in range(0, int(box["width"]), 9):
        canvas.hover(position={"x": x, "y": box["height"] / 2})
        if tooltip.is_visible():
            break
    title = tooltip.locator("b").inner_text()
    assert title in widget.spec["views"]["map"]["titles"]
    before = drawing(player)
    player.page.mouse.down()
    player.page.mouse.up()
    assert drawing(player) != before, "the way of a pinned film is drawn"
    player.page.keyboard.press("Escape")


def test_a_film_on_the_map_and_among_the_ratings_light_up_together(open_player, widget):
    player = open_player(widget)
    player.locator(".player").focus()
    player.page.keyboard.press("End")
    run = next(r for r in widget.recorded if r.values == {"learning_rate": 0.03, "regularization": 0.05})
    frames = np.stack([frame["xy"] for frame in run.frames["map"]])
    widest, highest = np.sort(np.abs(frames), axis=1)[:, int(0.99 * 299)].max(axis=0)
    canvas = player.locator(".view-map canvas")
    box = canvas.bounding_box()
    unit = min((box["width"] / 2 - 22) / widest, (box["height"] / 2 - 22) / highest)
    film = widget.spec["views"]["map"]["of"].index("Pulp Fiction")
    x, y = frames[-1][film] * unit
    lit = player.locator(".view-ratings .band[data-focus]")
    before = drawing(player)
    canvas.hover(position={"x": box["width"] / 2 + float(x), "y": box["height"] / 2 - float(y)})
    assert set(lit.evaluate_all("(all) => all.map((band) => band.dataset.id)")) == {"Pulp Fiction"}
    player.page.mouse.move(2, 2)
    assert (lit.count(), drawing(player)) == (0, before)
    player.locator(".view-ratings .band").first.hover()
    assert drawing(player) != before, "it has a ring on the map"


def test_the_map_can_be_read_with_the_keyboard(open_player, widget):
    player = open_player(widget)
    player.locator(".player").focus()
    player.page.keyboard.press("End")
    player.locator(".view-map canvas").focus()
    seen = set()
    for key in ("ArrowLeft", "ArrowRight", "ArrowDown", "ArrowUp", "ArrowLeft"):
        player.page.keyboard.press(key)
        seen.add(player.locator(".tooltip b").inner_text())
    assert len(seen) >= 3
    assert epoch(player) == 20, "arrows in the map do not move the playhead"
    before = drawing(player)
    player.page.keyboard.press("Enter")
    assert drawing(player) != before, "the way of the film is drawn"
    player.page.keyboard.press("Escape")
    assert not player.locator(".tooltip").is_visible()


def test_each_view_offers_its_numbers_and_a_text_alternative(open_player, widget):
    player = open_player(widget)
    for name, rows in (("curve", 21), ("map", 300), ("errors", 24), ("ratings", 168)):
        view = player.locator(f".view-{name}")
        assert ":" in view.locator("[role=img]").first.get_attribute("aria-label")
        view.get_by_role("button", name="numbers").click()
        assert view.locator(".numbers tbody tr").count() == rows


def test_hostile_titles_are_shown_as_they_are(open_player):
    titles = ["<script>window.hacked = 1</script>", "Fast & Furious", 'The "Quote"', "Amélie 🎬 <b>bold</b>"]
    frame = pd.DataFrame(
        [(u, i, (u + i) % 5 + 1) for u in range(6) for i in range(4)], columns=["user", "item", "rating"]
    )
    catalog = pd.DataFrame({"title": titles, "year": 2000, "genres": "Drama"}, index=range(4))
    ratings = rectutor.Ratings.from_frame(frame, catalog=catalog)
    widget = Player(rectutor.MatrixFactorizationSGD(factors=2, epochs=3), ratings, vary={})
    player = open_player(widget)
    player.locator(".view-ratings").get_by_role("button", name="numbers").click()
    shown = player.locator(".view-ratings tbody td:first-child").all_inner_texts()
    assert set(titles) <= set(shown)
    assert player.page.evaluate("window.hacked") is None


def test_less_motion_is_respected(open_player, widget):
    player = open_player(widget, reduced_motion="reduce")
    waited, shown = player.evaluate("""async ({ shadowRoot }) => {
      const shown = () => Number(shadowRoot.querySelector(".epoch b").textContent);
      const began = performance.now();
      shadowRoot.querySelector("[aria-label=Play]").click();
      while (shown() === 0) await new Promise(requestAnimationFrame);
      return [performance.now() - began, shown()];
    }""")  # fmt: skip
    assert waited > 900, "one step a second"
    assert shown == 1


def test_light_and_dark_follow_the_page(open_player, widget):
    player = open_player(widget, theme="dark")
    background = "(h) => getComputedStyle(h.shadowRoot.querySelector('.rt')).backgroundColor"
    assert player.evaluate(background) == "rgb(20, 24, 30)"
    dark = drawing(player)
    player.page.evaluate("document.body.style.background = '#ffffff'")
    player.page.wait_for_function(f"({background})(document.querySelector('.rectutor')) === 'rgb(255, 255, 255)'")
    assert drawing(player) != dark


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1110, 740, 360])
def test_no_serious_accessibility_finding(open_player, widget, width, theme):
    player = open_player(widget, width, theme)
    player.locator(".player").focus()
    player.page.keyboard.press("ArrowRight")
    assert obstacles(player.page) == []


def test_a_phone_needs_no_sideways_scrolling_and_targets_are_large(open_player, widget):
    player = open_player(widget, 360)
    assert player.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    small = player.evaluate(
        """(h) => [...h.shadowRoot.querySelectorAll('.transport button, .tabs button, input[type=range]')]
            .filter((e) => e.offsetParent && e.getBoundingClientRect().height < 44)
            .map((e) => e.outerHTML.slice(0, 80))"""
    )
    assert small == []


def test_nothing_below_the_sentence_jumps_while_it_plays(open_player, widget):
    for width in (1110, 740, 360):
        player = open_player(widget, width)
        player.locator(".player").focus()
        tops = set()
        for _ in range(21):
            tops.add(player.locator(".views").bounding_box()["y"])
            player.page.keyboard.press("ArrowRight")
        assert max(tops) - min(tops) < 0.01, width


def test_clean_up_leaves_nothing_behind(open_player, widget):
    player = open_player(widget)
    player.get_by_role("button", name="Play").click()
    page = player.page
    page.evaluate("window.models[0].cleanUp()")
    assert page.locator(".rectutor").count() == 0
    page.wait_for_timeout(300)


def test_two_hundred_percent_zoom_uses_the_narrower_layout(open_player, widget):
    player = open_player(widget, 1110)
    player.page.set_viewport_size({"width": 555, "height": 600})
    player.page.wait_for_function(
        "document.querySelector('.rectutor').shadowRoot.querySelector('.rt').dataset.layout === 'narrow'"
    )
    assert_moves(player)


def test_numbers_on_the_page_are_the_recorded_ones(open_player, widget):
    player = open_player(widget)
    player.locator(".view-map").get_by_role("button", name="numbers").click()
    shown = player.locator(".view-map tbody tr").first.locator("td").all_inner_texts()
    run = next(r for r in widget.recorded if r.values == {"learning_rate": 0.03, "regularization": 0.05})
    frames = np.stack([frame["xy"] for frame in run.frames["map"]])
    level = float(np.ptp(frames)) / 255
    assert float(shown[1].replace("−", "-")) == pytest.approx(float(frames[0][0, 0]), abs=level + 0.005)


def test_play_after_a_stop_asks_for_a_run_and_leaves_it_alone(new_page, parts):
    page = new_page(1110, 1200)
    open_bare_host(page)
    model = rectutor.MatrixFactorizationSGD(factors=2, epochs=20)
    mount(page, Player(model, *parts, views=["curve"], vary={}), live=True, runs="", status="running", playing=True)
    player = page.locator(".rectutor")
    errors = lambda *curve: {"train_rmse": curve, "valid_rmse": curve}  # noqa: E731
    tell = "(message) => window.models[0].tell(message)"
    frames = {"type": "frames", "first": 0, "values": {}, "total": 20, "arrays": []}
    page.evaluate(tell, frames | {"run": 1, "metrics": errors(1.1, 1.0, 0.9), "said": ["", "", ""]})
    page.evaluate(tell, {"type": "end", "run": 1, "status": "stopped", "best": 2})
    player.locator(".player").focus()
    page.keyboard.press("End")
    player.get_by_role("button", name="Play").click()
    asked = "() => window.models[0].sent.slice(window.models[0].sent.findIndex(({ type }) => type === 'restart'))"
    page.wait_for_function(f"({asked})().some(({{ playing }}) => playing)")
    page.wait_for_timeout(300)
    sent = page.evaluate(asked)
    assert sent[0] == {"type": "restart"}
    assert {"playing": True} in sent
    assert {"playing": False} not in sent, "the old run's end must not pause the new one before its first step"
    page.evaluate(tell, frames | {"run": 2, "metrics": errors(1.1, 1.0), "said": ["", ""]})
    wait_for_epoch(player, 1)
    assert player.locator(".ghosts path").count() == 1
    assert page.evaluate("window.models[0].model.get('playing')") is True
