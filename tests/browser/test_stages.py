"""What stages and explore draw in a host that offers only what the contract names."""

from __future__ import annotations

import json

import numpy as np
import pytest

from rectutor import Step
from rectutor.show import Bars, Line, Lines, explore, stages
from tests.browser.axe import obstacles
from tests.browser.bare_host import mount, open_bare_host
from tests.browser.moving import sentence, wait_for_sentence

pytestmark = pytest.mark.browser
WORDS = ["film", "ship", "shark"]


def weighed():
    """How a document becomes a vector."""
    for stage, weights in (("Count", [1, 0, 2]), ("idf", [0, 1, 1]), ("Normalise", [0, 0.447, 0.894])):
        for i, word in enumerate(WORDS):
            so_far = np.where(np.arange(3) <= i, weights, np.nan)
            update = {"weight": so_far, "word": WORDS, "length": np.sqrt(np.nansum(so_far**2))}
            yield Step(i, update=update, stage=stage, unit="word", say=f"**{stage}:** {word}.")


def precision(threshold, k=10, ties="lot"):
    """The films with the best mean."""
    value = 0.1 - abs(threshold - 50) / 1000 + k / 1000 + (ties == "lot") / 100
    return {"precision": value, "likes": [k, 2 * k, threshold], "film": ["Alien", "Babe", "Casino"]}


@pytest.fixture(scope="module")
def staged():
    return stages(weighed, [Bars("weight", of="word"), Lines("length", stage="Normalise")])


@pytest.fixture(scope="module")
def explored():
    panels = [Lines([Line("precision", dots=True)], unit="%", rules={"most rated": 0.113}), Bars("likes", of="film")]
    return explore(precision, panels, threshold=[1, 50, 100], k=[5, 10], ties=["lot", "order"])


@pytest.fixture
def open_player(new_page):
    def opened(widget, width=980, theme="light", **options):
        page = new_page(width, 1000, **options)
        open_bare_host(page, theme)
        mount(page, widget)
        player = page.locator(".rectutor")
        player.locator(".epoch b").filter(has_text="1").wait_for()
        return player

    return opened


def press(player, *keys):
    player.locator(".player").focus()
    for key in keys:
        player.page.keyboard.press(key)


def test_a_stage_has_a_disc_and_counts_what_is_in_it(open_player, staged):
    player = open_player(staged)
    assert player.locator(".stop").all_inner_texts() == ["1", "2", "3"]
    press(player, *["ArrowRight"] * 4)
    assert sentence(player) == "idf: ship."
    assert player.locator(".epoch").inner_text() == "word 2 of 3"
    assert player.locator(".stop.current").inner_text() == "2"
    player.locator(".timeline input").focus()
    player.page.keyboard.press("ArrowRight")
    assert sentence(player) == "idf: shark.", "the track's own arrows move by a step, however far apart the discs are"


def test_panels_keep_their_order_in_a_notebook_that_was_saved(open_player):
    widget = stages(weighed, [Lines("length"), Bars("weight", of="word")])
    assert list(widget.spec["views"]) == ["lines1", "bars2"]
    widget.spec = json.loads(json.dumps(widget.spec, sort_keys=True))
    assert "view-lines1" in open_player(widget).locator(".view").first.get_attribute("class")


def test_the_track_leads_to_the_nearest_step(open_player, staged):
    player = open_player(staged)
    box = player.locator(".timeline .rail").bounding_box()
    player.page.mouse.click(box["x"] + box["width"], box["y"] + 2)
    assert sentence(player) == "Normalise: film."
    player.page.mouse.click(box["x"] + box["width"] * 0.5, box["y"] + 2)
    assert sentence(player) == "idf: film."


def test_a_panel_of_a_later_stage_keeps_its_secret(open_player, staged):
    player = open_player(staged)
    later = player.locator(".view-lines2 svg")
    assert not later.is_visible()
    assert player.locator(".view-lines2 .badge").inner_text() == "3"
    press(player, "End")
    assert later.is_visible()


def test_what_is_pointed_at_lights_up_and_is_kept_by_a_click(open_player, staged):
    player = open_player(staged)
    press(player, "End")
    shark = player.locator('.view-bars1 [data-id="shark"]')
    shark.hover()
    assert player.locator("[data-focus]").count() == 1
    shark.click()
    player.page.mouse.move(5, 5)
    assert shark.get_attribute("data-focus") is not None, "pinned"
    press(player, "Escape")
    assert player.locator("[data-focus]").count() == 0


def test_explore_is_played_through_its_first_slider_and_keeps_others_as_ghosts(open_player, explored):
    player = open_player(explored)
    assert player.locator('.timeline[data-marks="rings"] .labels span').all_inner_texts() == ["1", "50", "100"]
    assert player.locator('.slider[data-name="threshold"]').is_hidden(), "the track has its values"
    press(player, "ArrowRight")
    assert player.locator(".epoch").inner_text() == "threshold 50"
    assert sentence(player) == (
        "threshold 50, k 10, ties lot: precision is 12.0 %, the highest of 3 values (7.1 % at 1, 7.0 % at 100); "
        "above most rated, 11.3 %."
    )
    player.locator('.slider[data-name="ties"]').get_by_role("button", name="order").click()
    wait_for_sentence(player, "ties order")
    player.locator(".labels text").filter(has_text="with ties lot").wait_for(state="attached")
    press(player, "End")
    assert "k 10, ties order: precision is 6.0 %" in sentence(player)
    rows = player.locator(".view-bars2").get_by_role("button", name="numbers")
    rows.click()
    assert player.locator(".view-bars2 tbody tr").all_inner_texts() == ["Alien\t10", "Babe\t20", "Casino\t100"]


def test_it_plays(open_player, explored):
    player = open_player(explored)
    player.get_by_role("button", name="Play").click()
    wait_for_sentence(player, "threshold 100")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [980, 360])
def test_they_can_be_used_by_everybody_at_any_width(open_player, staged, explored, width, theme):
    for widget in (staged, explored):
        player = open_player(widget, width, theme)
        press(player, "ArrowRight")
        assert obstacles(player.page) == []
        assert player.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
