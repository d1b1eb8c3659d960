"""The panel `Points`: marks that move, groups that filter, planes to compare, labelled axes, pointer and keyboard."""

from __future__ import annotations

import numpy as np
import pytest

from rectutor import Step
from rectutor.show import Bars, Points, stages
from rectutor.show.playback.player import Player
from rectutor.show.playback.staging import Stages
from tests.browser.axe import obstacles
from tests.browser.bare_host import mount, open_bare_host
from tests.browser.moving import epoch, wait_for_epoch, wait_for_sentence

pytestmark = pytest.mark.browser
WORDS = ["shark", "whale", "cod", "chair", "table", "lamp"]
KINDS = ["animal", "animal", "animal", "thing", "thing", "thing"]
CORNERS = np.array([[-1, 0.9], [-0.9, -0.8], [-0.5, 0.1], [0.9, 0.8], [1, -0.9], [0.4, 0]])
PIXELS = "(canvas) => canvas.toDataURL()"


def moving():
    """Words that move apart."""
    for step in range(4):
        share = [step / 3]
        yield Step(step, update={"xy": CORNERS * (1 + step), "apart": share}, say=f"**Word vectors**, {step}.")


def words(**more):
    return Points("xy", of=WORDS, what="word", title="Words", labels=6, group=KINDS, **more)


@pytest.fixture
def opened(new_page):
    def opened(panels, width=980, theme="light", steps=moving):
        page = new_page(width=width, height=1000)
        open_bare_host(page, theme)
        mount(page, Player(Stages(steps, panels, {})))
        player = page.locator(".rectutor")
        wait_for_sentence(player, "Word vectors")
        page.wait_for_function("document.querySelector('.rectutor').shadowRoot.querySelector('canvas').ariaLabel")
        return player

    return opened


def pixels(player):
    return player.locator("canvas").evaluate(PIXELS)


def points_at(player, i, xy=CORNERS, reach=(1, 0.9)):
    """Point at a mark of the first frame, whose place follows from what the axes hold: 4 × the corners at the end."""
    canvas = player.locator("canvas")
    box = canvas.bounding_box()
    width, height = box["width"], box["height"]
    unit = min((width / 2 - 22) / (4 * reach[0]), (height / 2 - 22) / (4 * reach[1]))
    canvas.hover(position={"x": width / 2 + unit * xy[i][0], "y": height / 2 - unit * xy[i][1]})


def test_the_numbers_are_those_of_the_frame_and_its_text_says_what_lies_at_the_ends(opened):
    player = opened(words(columns={"letters": [len(word) for word in WORDS]}))
    player.locator(".player").focus()
    player.page.keyboard.press("End")
    player.get_by_role("button", name="numbers").click()
    rows = [row.locator("td").all_inner_texts() for row in player.locator("tbody tr").all()]
    assert player.locator("thead th").all_inner_texts() == ["word", "across", "up", "letters"]
    assert rows[1] == ["whale", "−3.60", "−3.20", "5"]
    label = player.locator("canvas").get_attribute("aria-label")
    assert label == "Words: from left to right, the words at the ends are shark, whale, cod and table, chair, lamp"


def test_a_mark_and_its_name_in_another_panel_light_up_together(opened):
    player = opened([words(), Bars([5, 4, 3, 5, 5, 4], of=WORDS, title="letters")])
    before = pixels(player)
    points_at(player, 1)
    assert player.locator("[data-focus]").get_attribute("data-id") == "whale"
    assert player.locator(".tooltip b").inner_text() == "whale"
    for name in ("whale", "lamp"):
        player.locator(f'[data-id="{name}"]').hover()
        assert player.locator("[data-focus]").get_attribute("data-id") == name
        assert not player.locator(".tooltip").is_visible(), "what is told of it stands where it is pointed at"
        assert pixels(player) != before
    player.page.mouse.move(2, 2)
    assert pixels(player) == before
    points_at(player, 1)
    player.page.mouse.down()
    player.page.mouse.up()
    player.page.mouse.move(2, 2)
    assert player.locator("[data-focus]").get_attribute("data-id") == "whale", "a click keeps it"


def test_marks_of_one_name_are_told_apart_where_they_are_pointed_at(opened):
    panel = Points("xy", of=["same"] * 6, titles=WORDS, title="Words")
    player = opened(panel)
    rings = set()
    for i in (4, 0, 3):
        points_at(player, i)
        assert player.locator(".tooltip b").inner_text() == WORDS[i]
        rings.add(pixels(player))
    assert len(rings) == 3


def test_the_key_of_a_group_filters_and_names_of_any_kind_have_a_mark(opened):
    player = opened(words(groups={"thing": ("negative", "square")}))
    everything = pixels(player)
    key = player.get_by_role("button", name="thing")
    assert "var(--negative)" in key.locator("path").get_attribute("style")
    key.click()
    assert key.get_attribute("aria-pressed") == "false"
    assert key.evaluate("(key) => key.getRootNode().activeElement === key"), "the keyboard stays on it"
    assert pixels(player) != everything
    player.locator("canvas").focus()
    seen = set()
    for press in ("ArrowRight", "ArrowRight", "ArrowRight", "ArrowDown", "ArrowUp"):
        player.page.keyboard.press(press)
        seen.add(player.locator(".tooltip b").inner_text())
    assert seen <= set(WORDS[:3])
    player.get_by_role("button", name="thing").click()
    player.page.mouse.move(2, 2)
    assert pixels(player) == everything


def test_the_switch_colours_by_value_and_says_the_fact(opened):
    color = dict(color=[1.0, -2, 0.5, 3, -1, 0], by=("kind", "mood"), fact="**{apart:.0%}** apart")
    player = opened(words(**color))
    player.locator(".player").focus()
    player.page.keyboard.press("ArrowRight")
    grouped = pixels(player)
    assert player.locator(".fact").inner_text() == ""
    player.get_by_role("button", name="colour by mood").click()
    assert player.locator(".fact").inner_text() == "33 % apart"
    assert player.get_by_role("button", name="animal").count() == 0
    assert pixels(player) != grouped
    player.get_by_role("button", name="colour by kind").click()
    player.page.mouse.move(2, 2)
    assert pixels(player) == grouped


def test_the_keyboard_goes_from_mark_to_mark_and_shows_the_way_of_a_pinned_one(opened):
    player = opened(words(lines={"": [f"{len(word)} letters" for word in WORDS]}, nearest=1))
    press = player.page.keyboard.press
    player.locator(".player").focus()
    press("End")
    player.locator("canvas").focus()
    press("ArrowRight")
    press("ArrowLeft")
    told = player.locator(".tooltip").inner_text().split("\n")
    assert told[1] == f"{len(told[0])} letters"
    assert told[2] == "nearest on this map"
    assert {told[0], told[3]} <= set(WORDS)
    before = pixels(player)
    press("Enter")
    assert pixels(player) != before, "its way is drawn"
    assert epoch(player) == 3, "arrows on the marks do not move the playhead"
    press("Escape")
    assert not player.locator(".tooltip").is_visible()


def test_planes_tell_a_mark_below_and_link_it(opened):
    panel = Points({"before": CORNERS, "now": "xy"}, of=WORDS, what="word", title="Words", note="Point at a word.")
    player = opened(panel)
    assert player.get_by_text("Point at a word.").count() == 1
    canvas = player.locator("canvas")
    box = canvas.bounding_box()
    side = 300
    left = round((box["width"] - 2 * side - 18) / 2)
    unit = side / 2 - 0.037 * side
    before = pixels(player)
    canvas.hover(position={"x": left + side / 2 + 0.9 * unit, "y": 22 + side / 2 - 0.8 * unit})
    assert player.locator(".compared").inner_text() == "chair: before (+0.90, +0.80), now (+0.90, +0.80)"
    assert pixels(player) != before
    player.page.evaluate("window.models[0].model.set('step', 1)")
    assert player.get_by_text("now (+1.80, +1.60)").count() == 1


def test_labelled_axes_make_it_a_scatter_plot(opened):
    panel = Points(
        np.column_stack([[1, 10, 100, 1000, 0, 30], [0.1, 0.2, 0.3, 0.4, 0.5, 0.6]]),
        of=WORDS,
        x_label="how often",
        y_label="weight",
        log="x",
        title="Words",
    )
    player = opened(panel)
    texts = player.locator(".points svg text").all_text_contents()
    assert {"1", "10", "100", "1,000", "how often", "weight", "0.2"} <= set(texts)
    player.locator("canvas").focus()
    player.page.keyboard.press("ArrowRight")
    seen = set()
    for key in ["ArrowRight"] * 6:
        player.page.keyboard.press(key)
        seen.add(player.locator(".tooltip").inner_text())
    assert "chair\nhow often 1,000\nweight 0.4" in seen
    assert not any(told.startswith("table") for told in seen), "there is no zero on a logarithmic axis"


# What is written on the canvas, and what since it was last cleared: [text, left, right, base line].
WRITTEN = """(() => {
  const pen = CanvasRenderingContext2D.prototype;
  const { clearRect, fillText } = pen;
  Object.assign(window, { everything: [], drawings: 0 });
  pen.clearRect = function (...box) { window.written = []; window.drawings += 1; clearRect.apply(this, box); };
  pen.fillText = function (text, x, y) {
    const placed = [text, x, x + this.measureText(text).width, y];
    for (const list of [window.written, window.everything]) list.push(placed);
    fillText.call(this, text, x, y);
  };
})()"""


def test_at_most_so_many_names_are_written_and_none_over_another(opened):
    many = np.random.default_rng(0).normal(size=(300, 2))
    player = opened(Points(many, of=[f"word number {i}" for i in range(300)], labels=12, title="Words"))
    player.page.evaluate(WRITTEN)
    player.page.evaluate("window.models[0].model.set('step', 1)")
    written = player.page.evaluate("window.written")
    assert 6 < len(written) <= 12
    for text, left, right, base in written:
        for other, other_left, other_right, other_base in written:
            apart = left > other_right or other_left > right or abs(base - other_base) > 12
            assert text == other or apart, (text, other)


def test_names_keep_their_side_while_it_plays(opened):
    """What goes away meanwhile would let the name come to the other side of its mark, were it placed anew."""

    def steps():
        for step, height in enumerate([0.5] * 2 + [0.9] * 10):
            by = [[0.6, height], [0.65, height]]
            yield Step(step, update={"xy": np.array([[0.5, 0.5], *by, [-1, -1], [1, 1]])}, say="**Word vectors**")

    panel = Points("xy", of=["still", "one", "two", "low", "high"], weight=[9, 0, 0, 0, 0], labels=5, title="Words")
    player = opened(panel, steps=steps)
    player.page.evaluate(WRITTEN)
    player.get_by_role("button", name="Play").click()
    wait_for_epoch(player, 3)
    player.get_by_role("button", name="Pause").wait_for()
    everything, drawings = player.page.evaluate("[window.everything, window.drawings]")
    places = [place for text, *place in everything if text == "still"]
    assert len(places) == drawings > 5
    assert all(place == places[0] for place in places)


def test_titles_are_shown_as_they_are(opened):
    titles = ["<b>shark</b>", *WORDS[1:]]
    player = opened(Points("xy", of=WORDS, titles=titles, title="Words"))
    points_at(player, 0)
    assert player.locator(".tooltip b").inner_text() == "<b>shark</b>"


PANELS = {
    "map": lambda: words(color=[1.0, -2, 0.5, 3, -1, 0], fact="{apart:.0%} apart"),
    "planes": lambda: Points({"before": CORNERS, "now": "xy"}, of=WORDS, title="Words", color=CORNERS[:, 0]),
    "axes": lambda: Points("xy", of=WORDS, title="Words", x_label="first axis", y_label="second axis", labels=6),
}


@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize(("width", "theme"), [(360, "light"), (980, "dark"), (360, "dark"), (980, "light")])
def test_no_serious_accessibility_finding_and_no_sideways_scrolling(opened, panel, width, theme):
    player = opened(PANELS[panel](), width, theme)
    assert player.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert obstacles(player.page) == []


def test_what_cannot_be_drawn_is_refused_with_a_sentence():
    with pytest.raises(ValueError, match=r"pairs, shape \(n, 2\), not from shape \(3,\)"):
        Points([1, 2, 3])
    with pytest.raises(ValueError, match="their lengths differ: xy 6, of 5"):
        Points(CORNERS, of=WORDS[:5])
    with pytest.raises(ValueError, match="several planes have no labelled axes"):
        Points({"a": "x", "b": "y"}, x_label="time")
    with pytest.raises(ValueError, match="only labelled axes can be logarithmic"):
        Points("xy", log="x")
    with pytest.raises(KeyError, match="gives no 'weights'"):
        stages(moving, Points("xy", lines={"weight": "weights"}))
