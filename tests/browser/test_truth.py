"""The view of the hidden truth in a real browser."""

from __future__ import annotations

import pytest

from rectutor import MatrixFactorizationSGD, simulate
from rectutor.show.playback.player import Player
from rectutor.show.playback.views.hidden_truth import HiddenTruth
from tests.browser.bare_host import mount, open_bare_host
from tests.browser.moving import wait_for_epoch

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def player():
    simulation = simulate(users=150, items=80, density=0.4, seed=1)
    model = MatrixFactorizationSGD(factors=2, learning_rate=0.03, regularization=0.05, epochs=30)
    return Player(model, simulation.ratings, views=["curve", HiddenTruth(simulation.truth)], vary={})


def opened(new_page, player, width=1104, theme="light"):
    page = new_page(width=width, height=1000)
    open_bare_host(page, theme)
    mount(page, player)
    if width < 560:
        page.get_by_role("tab", name="Truth").click()
    page.wait_for_function("document.querySelector('.rectutor').shadowRoot.querySelector('.view-truth .fact .strong')")
    return page


def go(page, step):
    page.evaluate(f"window.models[0].model.set('step', {step})")
    wait_for_epoch(page.locator(".rectutor"), step)
    return page.locator(".view-truth .fact .strong").inner_text()


def test_the_share_that_was_found_grows_and_is_what_python_says(new_page, player):
    page = opened(new_page, player)
    shares = [frame["recovered"][0] for frame in player.recorded[0].frames["truth"]]
    for step in (0, 10, 30):
        assert go(page, step) == f"{round(100 * shares[step])} %"
    assert shares[30] > 0.9 > 0.1 > shares[0]


def test_the_picture_has_a_text_alternative_and_its_numbers(new_page, player):
    page = opened(new_page, player)
    found = go(page, 30)
    label = page.locator(".view-truth canvas").get_attribute("aria-label")
    assert label == f"Hidden truth: {found} of the truth found, measured on 80 films"
    page.locator(".view-truth").get_by_role("button", name="numbers").click()
    cells = page.locator(".view-truth tbody tr").first.locator("td").all_inner_texts()
    spec = player.spec["views"]["truth"]
    true, learned = spec["xy"]["true"][:2], player.recorded[0].frames["truth"][30]["learned"][0]
    assert cells[0] == spec["titles"][0]
    shown = [float(cell.replace("−", "-")) for cell in cells[1:5]]
    assert shown == pytest.approx([*true, *learned], abs=0.011)


@pytest.mark.parametrize("width", [1104, 724, 360])
def test_pointing_at_a_film_finds_it_in_both_squares(new_page, player, width):
    page = opened(new_page, player, width)
    go(page, 30)
    canvas = page.locator(".view-truth canvas")
    box = canvas.bounding_box()
    assert box["x"] + box["width"] <= width
    true = player.spec["views"]["truth"]["xy"]["true"]
    reach = 1.08 * max(abs(value) for value in true)
    farthest = max(range(80), key=lambda i: abs(true[2 * i]))  # alone in its corner
    side = min(300, int((box["width"] - 18) // 2) - 1)
    left = round((box["width"] - 2 * side - 18) / 2)
    x = left + side / 2 * (1 + true[2 * farthest] / reach)
    y = 22 + side / 2 * (1 - true[2 * farthest + 1] / reach)
    before = canvas.screenshot()
    canvas.hover(position={"x": x, "y": y})
    title = player.spec["views"]["truth"]["titles"][farthest]
    assert page.locator(".view-truth").get_by_text(f"{title}, ").inner_text().startswith(f"{title}, ")
    assert canvas.screenshot() != before
    page.mouse.move(2, 2)
    assert canvas.screenshot() == before


def test_films_glide_between_epochs(new_page, player):
    page = opened(new_page, player)
    pixels = "document.querySelector('.rectutor').shadowRoot.querySelector('.view-truth canvas').toDataURL()"
    go(page, 5)
    page.get_by_role("button", name="Play").click()
    seen = set()
    for _ in range(8):
        seen.add(page.evaluate(pixels))
        page.wait_for_timeout(30)
    assert len(seen) > 4  # within one epoch of 400 ms


@pytest.mark.parametrize(("theme", "ink"), [("light", (22, 25, 29)), ("dark", (232, 236, 241))])
def test_it_is_drawn_in_the_colours_of_the_page(new_page, player, theme, ink):
    page = opened(new_page, player, theme=theme)
    go(page, 30)
    drawn = page.evaluate(
        """([r, g, b]) => {
          const canvas = document.querySelector('.rectutor').shadowRoot.querySelector('.view-truth canvas');
          const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, 22).data; // the words above the squares
          let count = 0;
          for (let i = 0; i < data.length; i += 4) {
            if (data[i] === r && data[i + 1] === g && data[i + 2] === b && data[i + 3] === 255) count++;
          }
          return count;
        }""",
        ink,
    )
    assert drawn > 10
