"""Your taste in a real browser: the page's numbers are the package's, and everything can be done with the keyboard."""

from __future__ import annotations

import json
import re

import numpy as np
import pandas as pd
import pytest

from rectutor import MatrixFactorizationSGD, Ratings
from rectutor.show import taste
from tests.browser.axe import obstacles
from tests.browser.bare_host import mount, open_bare_host

pytestmark = pytest.mark.browser
WIDTHS = {"wide": 1104, "medium": 724, "narrow": 360}
SEVEN = [(5952, 5), (1196, 5), (2571, 4.5), (5618, 4), (1721, 2.5), (597, 2), (344, 1)]
STOPS = [0.1, 0.2, 0.5, 1, 2, 3, 5, 10, 30, 100]


@pytest.fixture(scope="module")
def model(split):
    return MatrixFactorizationSGD(factors=20, epochs=12, learning_rate=0.03, regularization=0.05).fit(split[0])


@pytest.fixture(scope="module")
def widget(model, split):
    return taste(model, split[1], name="MovieLens small")


@pytest.fixture(scope="module")
def seven(model, split):
    return taste(model, split[1], ratings=SEVEN)


# There is something to read before the map knows its width, which it is told with the first frame.
DRAWN = """() => {
  const { taste, shadowRoot } = document.querySelector(".rectutor");
  const map = shadowRoot.querySelector(".map-picture");
  return taste.read && (!map || map.hasAttribute("viewBox"));
}"""


@pytest.fixture
def opened(new_page):
    def open_one(widget, layout="wide", theme="light", page=None, **options):
        page = page or new_page(width=WIDTHS[layout], height=1000, **options)
        open_bare_host(page, theme)
        mount(page, widget)
        page.wait_for_function(DRAWN)
        return page

    return open_one


# JavaScript in the component's shadow root: `root`, and `all` elements that fit a selector.
INSIDE = """([text, arg]) => {
  const root = document.querySelector(".rectutor").shadowRoot;
  const all = (selector) => [...root.querySelectorAll(selector)];
  const box = (element) => element.getBoundingClientRect();
  return new Function("root", "all", "box", "arg", "return " + text)(root, all, box, arg);
}"""


def inside(page, text, arg=None):
    return page.evaluate(INSIDE, [text, arg])


def read(page) -> dict:
    return page.evaluate("document.querySelector('.rectutor').taste.read()")


def change(page, **values):
    page.evaluate("(values) => document.querySelector('.rectutor').taste.set(values)", values)


def synced(page, name):
    return page.evaluate("(name) => window.models[0].model.get(name)", name)


def sentence(page) -> str:
    return page.locator(".sentence").inner_text()


def focused(page) -> str:
    return inside(page, "root.activeElement?.ariaLabel ?? ''")


def group_in_focus(page) -> str:
    return inside(page, "root.activeElement?.closest('[role=radiogroup]')?.ariaLabel ?? ''")


def visible_text(page, selector) -> list[str]:
    return page.locator(selector).filter(visible=True).all_inner_texts()


# ---- the page's numbers are the package's ----


def cases(ids, seed=0):
    random = np.random.default_rng(seed)
    counts = [1, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 18, 20, 21, 22, 25, 40, 80, 200, 500]
    for turn, count in enumerate(counts + counts):
        lam = STOPS[turn % len(STOPS)] if turn % 3 else (0.1, 100)[turn % 2]
        chosen = random.choice(ids, min(count, len(ids) // 2), replace=False).tolist()
        yield (
            [[item, float(stars)] for item, stars in zip(chosen, random.integers(1, 11, len(chosen)) / 2, strict=True)],
            lam,
        )


def largest_difference(page, model, min_ratings, cases) -> float:
    worst = 0.0
    for rated, lam in cases:
        change(page, rated=rated, **{"lambda": lam})
        shown = read(page)
        items, values = zip(*rated, strict=True)
        user = model.fold_in(items, values, regularization=lam)
        top = model.recommend(user, min_ratings=min_ratings, seen=items)
        assert (shown["n"], shown["lambda"]) == (len(rated), lam)
        assert [film["item"] for film in shown["ten"]] == top.index.tolist()
        predictions = [film["prediction"] for film in shown["ten"]]
        differences = [shown["bias"] - user.bias, *(np.array(shown["vector"]) - user.factors)]
        worst = max(worst, np.abs(differences).max(), np.abs(np.array(predictions) - top["score"]).max())
    return worst


def test_bias_vector_and_ten_are_those_of_the_package(opened, widget, model, split):
    page = opened(widget)
    ids = split[0].item_ids[split[0].item_counts >= 20]
    assert largest_difference(page, model, 20, cases(ids)) < 1e-6


@pytest.mark.parametrize(("factors", "biases"), [(1, True), (2, False), (100, True)])
def test_they_are_with_few_and_with_many_factors_too(opened, split, factors, biases):
    model = MatrixFactorizationSGD(factors=factors, epochs=6, learning_rate=0.03, biases=biases).fit(split[0])
    page = opened(taste(model, min_ratings=60))
    ids = split[0].item_ids[split[0].item_counts >= 60]
    assert largest_difference(page, model, 60, cases(ids, seed=factors)) < 1e-6


def test_reasons_add_up_to_the_package_s_prediction(opened, widget, model, split):
    page = opened(widget)
    ids = split[0].item_ids[split[0].item_counts >= 20]
    for rated, lam in list(cases(ids, seed=5))[::3]:
        change(page, rated=rated, **{"lambda": lam})
        user = model.fold_in(*zip(*rated, strict=True), regularization=lam)
        for film in read(page)["ten"][::4]:
            why = page.evaluate("(item) => document.querySelector('.rectutor').taste.why(item)", film["item"])
            row = split[0].item_row(film["item"])
            bars = sum(bar["weight"] * bar["differs"] for bar in why["bars"])
            assert abs(why["everyone"] + why["bias"] + bars - film["prediction"]) < 1e-9
            assert abs(why["gain"] - model.item_factors_[row] @ user.factors) < 1e-6
            assert abs(why["everyone"] - model.mean_ - model.item_biases_[row]) < 1e-6


def number(text: str) -> float:
    return float(text.replace("−", "-").replace("+", ""))


@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_the_digits_of_the_staircase_add_up_as_they_stand(opened, seven, layout):
    page = opened(seven, layout)
    for place in range(10):
        if layout == "narrow":
            page.get_by_role("tab", name="Your ten").click()
        item = read(page)["ten"][place]["item"]
        inside(page, "all('.view-ten .entry.row')[arg].click()", place)
        if layout == "narrow":
            page.get_by_role("tab", name="Why").click()
        assert read(page)["explained"] == item
        start, end = (number(text) for text in visible_text(page, ".view-why .end-number"))
        steps = [number(text) for text in visible_text(page, ".view-why .gain")]
        assert len(steps) == 8
        assert round(start + sum(steps), 2) == end


def test_more_ratings_than_bars_are_summed_up(opened, widget, split):
    page = opened(widget)
    famous = split[0].item_ids[np.argsort(-split[0].item_counts)[:30]].tolist()
    change(page, rated=[[item, 0.5 + (item % 10) / 2] for item in famous])
    assert "the other 23 ratings" in visible_text(page, ".view-why .rest .label")
    start, end = (number(text) for text in visible_text(page, ".view-why .end-number"))
    assert round(start + sum(number(text) for text in visible_text(page, ".view-why .gain")), 2) == end


def test_ranks_and_the_common_films_are_everyone_s(opened, seven, model, split):
    shown = read(opened(seven))
    train = split[0]
    everyone = model.mean_ + model.item_biases_
    rated = {item for item, _ in SEVEN}
    rows = [row for row in np.flatnonzero(train.item_counts >= 20) if train.item_ids[row] not in rated]
    order = train.item_ids[sorted(rows, key=lambda row: -everyone[row])].tolist()
    assert [film["rank"] for film in shown["ten"]] == [order.index(film["item"]) + 1 for film in shown["ten"]]
    assert shown["shared"] == sum(film["item"] in order[:10] for film in shown["ten"])


def test_a_larger_lambda_shortens_the_vector_until_everyone_s_ten_are_left(opened, seven):
    page = opened(seven)
    lengths = []
    for lam in STOPS:
        change(page, **{"lambda": lam})
        lengths.append(read(page)["length"])
    assert lengths == sorted(lengths, reverse=True)
    assert read(page)["shared"] >= 8


# ---- states ----


def test_without_ratings_the_ten_are_everyone_s(opened, widget):
    page = opened(widget)
    shown = read(page)
    assert shown["length"] == 0
    assert [film["rank"] for film in shown["ten"]] == list(range(1, 11))
    assert sentence(page).endswith("Rate a film to get a vector.")
    assert len(visible_text(page, ".chip")) == 12
    assert page.locator(".view-ten .entry.row .disc").count() == 0


def test_one_rating_one_bar_two_ratings_two_and_back_to_nothing(opened, widget):
    page = opened(widget)
    page.get_by_role("button", name="Toy Story", exact=True).click()
    assert group_in_focus(page) == "Your rating of Toy Story"
    assert read(page)["n"] == 0  # in the list, not rated yet
    page.keyboard.press("5")
    assert sentence(page).startswith("You rated 1 film. Your vector, ")
    assert len(visible_text(page, ".view-why .row .strong")) == 1
    page.get_by_role("button", name="Pulp Fiction", exact=True).click()
    page.keyboard.press("2")
    assert "Two ratings span two directions of 20." in sentence(page)
    assert len(visible_text(page, ".view-why .row .strong")) == 2
    page.get_by_role("button", name="Remove Toy Story").click()
    page.get_by_role("button", name="Remove Pulp Fiction").click()
    assert read(page)["length"] == 0
    assert sentence(page).startswith("You have rated no film.")


def test_predictions_end_where_the_scale_ends_and_the_staircase_does_not(opened, widget, model):
    page = opened(widget)
    alike = model.similar_items(5952, n=2000).index.tolist()  # the most and the least alike to a film, loved and hated
    change(page, rated=[[item, 5] for item in alike[4:30]] + [[item, 0.5] for item in alike[-10:]], **{"lambda": 0.1})
    assert read(page)["ten"][0]["prediction"] > 5
    assert visible_text(page, ".view-ten .row .strong")[0] == "5.00"
    page.locator(".view-ten [data-id]").first.click()
    assert number(visible_text(page, ".view-why .end-number")[-1]) > 5
    assert "it is shown as 5" in page.locator(".view-why").inner_text()


def test_the_slider_follows_the_best_until_it_is_moved(opened, widget, split):
    page = opened(widget)
    people = {one["n"]: one for one in widget.spec["people"]}
    best = {n: widget.spec["lambdas"][int(np.argmin(one["error"]))] for n, one in people.items()}
    famous = split[0].item_ids[np.argsort(-split[0].item_counts)[:50]].tolist()
    for n in (1, 7, 50):
        change(page, rated=[[item, 4] for item in famous[:n]])
        assert read(page)["lambda"] == best[n]
        assert page.locator(".best").inner_text() == f"best for {n} rating{'s' if n > 1 else ''}"
    page.get_by_role("slider").focus()
    page.keyboard.press("End")
    assert read(page)["lambda"] == 100
    assert sentence(page).startswith(f"With λ 100 instead of {best[50]:g} your vector shrinks (")
    change(page, rated=[[item, 4] for item in famous[:7]])
    assert read(page)["lambda"] == 100
    page.locator(".best").click()
    assert read(page)["lambda"] == best[7]


def test_without_validation_ratings_there_is_no_violet(opened, model):
    page = opened(taste(model))
    assert read(page)["lambda"] == 3
    assert not page.locator(".best").is_visible()
    assert page.locator(".curve-title").all_text_contents() == ["length of your vector", "everyone's films in your ten"]


# ---- hands on the keyboard ----


def test_a_film_is_found_rated_and_removed_without_a_mouse(opened, widget):
    page = opened(widget)
    search = page.get_by_role("combobox", name="Find a film to rate")
    search.focus()
    page.keyboard.type("star wars")
    assert search.get_attribute("aria-expanded") == "true"
    options = page.locator(".found [role=option]")
    first, second = options.nth(0).inner_text(), options.nth(1).inner_text()
    active = "root.querySelector('[role=combobox]').getAttribute('aria-activedescendant')"
    before = inside(page, active)
    page.keyboard.press("ArrowDown")
    assert inside(page, active) != before
    page.keyboard.press("ArrowUp")
    assert inside(page, active) == before
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    title = re.match(r"Star Wars [IV]+", second)[0]
    assert first != second
    assert group_in_focus(page) == f"Your rating of {title}"
    assert search.get_attribute("aria-expanded") == "false"

    given = []
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft", "End", "ArrowRight", "ArrowLeft", "Home", "4"):
        page.keyboard.press(key)
        given.append(read(page)["rated"][0][1])
    assert given == [0.5, 1, 0.5, 5, 5, 4.5, 0.5, 4]
    assert focused(page) == "4 stars"
    page.keyboard.press("Delete")
    assert read(page)["rated"] == []
    assert focused(page) == "Find a film to rate"


def test_delete_moves_to_the_next_row(opened, seven):
    page = opened(seven)
    rows = page.locator(".rated .name")
    titles = [text.rsplit(" ", 1)[0] for text in rows.all_inner_texts()]
    assert titles[0] == "Ace Ventura: Pet Detective"  # given last
    page.get_by_role("radio", name="2 stars").nth(1).focus()
    assert group_in_focus(page) == f"Your rating of {titles[1]}"
    page.keyboard.press("Delete")
    assert group_in_focus(page) == f"Your rating of {titles[2]}"
    assert read(page)["n"] == 6


def test_escape_closes_then_empties_the_search(opened, widget):
    page = opened(widget)
    search = page.get_by_role("combobox")
    search.focus()
    page.keyboard.type("matrix")
    page.keyboard.press("Escape")
    assert page.locator(".found").is_hidden()
    assert search.input_value() == "matrix"
    page.keyboard.press("Escape")
    assert search.input_value() == ""
    page.keyboard.type("qqqq")
    assert "No film of that name" in page.locator(".found").inner_text()
    page.keyboard.press("Enter")
    assert read(page)["rated"] == []


def test_arrows_in_the_ten_choose_the_film_explained(opened, seven):
    page = opened(seven)
    page.locator('.view-ten .row[aria-selected="true"]').focus()
    at = [film["item"] for film in read(page)["ten"]].index(read(page)["explained"])
    for key, to in (("ArrowDown", min(at + 1, 9)), ("Home", 0), ("ArrowUp", 0), ("End", 9), ("ArrowUp", 8)):
        page.keyboard.press(key)
        shown = read(page)
        assert shown["explained"] == shown["ten"][to]["item"]
        assert page.locator(".view-ten .row:focus").get_attribute("aria-selected") == "true"
    label = page.locator(".view-ten .entry.row").nth(8).locator(".name").inner_text()
    assert page.locator(".view-why h4").inner_text() == f"Why {label}"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowDown")
    assert read(page)["explained"] == shown["ten"][8]["item"]


def test_keys_stay_inside(opened, seven):
    page = opened(seven)
    page.evaluate("window.heard = []; document.addEventListener('keydown', (e) => window.heard.push(e.key))")
    page.locator('.view-ten .row[aria-selected="true"]').focus()
    for key in ("ArrowDown", "b", "r", "Delete", "1"):
        page.keyboard.press(key)
    assert page.evaluate("window.heard") == []


# ---- stars by hand ----


def test_a_click_on_the_left_half_of_a_star_is_half_a_star(opened, widget):
    page = opened(widget)
    page.get_by_role("button", name="Toy Story", exact=True).click()
    box = page.locator(".stars").bounding_box()
    for share, stars in ((0.05, 0.5), (0.18, 1), (0.42, 2.5), (0.79, 4), (0.99, 5)):
        page.mouse.click(box["x"] + share * box["width"], box["y"] + box["height"] / 2)
        assert read(page)["rated"] == [[1, stars]]
    page.mouse.move(box["x"] + 2, box["y"] + 9)
    page.mouse.down()
    page.mouse.move(box["x"] + 0.7 * box["width"], box["y"] + 9)
    page.mouse.up()
    assert read(page)["rated"] == [[1, 3.5]]


def test_films_on_the_map_are_explained_or_added(opened, seven):
    page = opened(seven)
    shown = read(page)
    place = next(i for i, film in enumerate(shown["ten"]) if film["item"] != shown["explained"])
    spots = "all(arg).map(box).map((b) => [b.x + b.width / 2, b.y + b.height / 2])"
    x, y = inside(page, spots, ".marks .strong")[place]
    page.mouse.move(x, y)
    assert "click to see why" in page.locator(".tooltip").inner_text()
    page.mouse.click(x, y)
    assert read(page)["explained"] == shown["ten"][place]["item"]
    x, y = min(inside(page, spots, ".dot-film"), key=lambda spot: spot[0])  # the leftmost, away from the others
    page.mouse.move(x, y)
    title = page.locator(".tooltip b").inner_text()
    assert "click to rate it" in page.locator(".tooltip").inner_text()
    page.mouse.click(x, y)
    assert group_in_focus(page).startswith("Your rating of ")
    assert title.split(",")[0].split(":")[0] in group_in_focus(page)


def test_films_keep_their_places_and_only_you_move(opened, widget):
    page = opened(widget)
    dots = "all('.dot-film').map((e) => e.getAttribute('transform')).join()"
    before = inside(page, dots)
    # Watched in the page, frame by frame, so that a slow test cannot come too late: who jumps is at one place only.
    inside(page, """window.places = new Set(), (function look() {
      const place = root.querySelector(".you")?.getAttribute("cx");
      if (place) window.places.add(place);
      requestAnimationFrame(look);
    })()""")  # fmt: skip
    change(page, rated=SEVEN)
    page.wait_for_timeout(600)
    page.wait_for_function("window.places.size >= 2")
    assert inside(page, dots) == before


def test_nothing_moves_by_itself_where_motion_is_unwanted(opened, widget):
    page = opened(widget, reduced_motion="reduce")
    disc = "root.querySelector('.you')?.getAttribute('cx')"
    change(page, rated=SEVEN)
    at_once = inside(page, disc)
    page.wait_for_timeout(500)
    assert inside(page, disc) == at_once


# ---- what is kept, and who is told ----


def test_ratings_are_kept_in_the_browser_until_they_are_forgotten(opened, widget):
    page = opened(widget)
    change(page, rated=SEVEN[:3])
    assert json.loads(page.evaluate("localStorage.getItem('rectutor.ratings')")) == [list(pair) for pair in SEVEN[:3]]
    opened(widget, page=page)
    assert read(page)["rated"] == [list(pair) for pair in SEVEN[:3]]
    assert synced(page, "rated") == [list(pair) for pair in SEVEN[:3]]
    page.get_by_role("button", name="Forget my ratings").click()
    assert page.evaluate("localStorage.length") == 0
    assert sentence(page) == (
        "Your ratings are forgotten. Nothing of them is left in this browser. Rate a film to get a vector."
    )
    assert synced(page, "rated") == []
    opened(widget, page=page)
    assert read(page)["rated"] == []


def test_two_on_a_page_know_the_same_reader(opened, widget):
    page = opened(widget)
    mount(page, widget)
    second = "document.querySelectorAll('.rectutor')[1].taste"
    page.wait_for_function(f"{second}.read")
    change(page, rated=SEVEN)
    assert page.evaluate(f"{second}.read().n") == 7


def test_an_example_neither_reads_nor_overwrites_what_is_kept(opened, widget, seven):
    page = opened(widget)
    change(page, rated=SEVEN[:2])
    opened(seven, page=page)
    assert read(page)["n"] == 7
    page.get_by_role("button", name="Clear the example").click()
    assert sentence(page).startswith("The example is cleared.")
    assert len(json.loads(page.evaluate("localStorage.getItem('rectutor.ratings')"))) == 2


def test_films_of_other_data_stay_in_the_store(opened, widget):
    page = opened(widget)
    page.evaluate("localStorage.setItem('rectutor.ratings', JSON.stringify([['Alien', 4], [2571, 3], 'broken', [1]]))")
    opened(widget, page=page)
    assert read(page)["rated"] == [[2571, 3]]
    change(page, rated=[[2571, 5]])
    assert json.loads(page.evaluate("localStorage.getItem('rectutor.ratings')")) == [["Alien", 4], [2571, 5]]


def test_it_works_where_nothing_can_be_stored(opened, widget, new_page):
    page = new_page()
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError'); } })"
    )
    opened(widget, page=page)
    change(page, rated=SEVEN)
    assert read(page)["n"] == 7
    assert "as long as the page" in page.locator(".below").inner_text()
    page.get_by_role("button", name="Forget my ratings").click()
    assert sentence(page) == "Your ratings are forgotten. Rate a film to get a vector."


def test_a_cell_and_the_page_tell_each_other(opened, widget):
    page = opened(widget)
    page.evaluate("window.models[0].model.set('rated', [[2571, 4], [318, 5]])")
    assert read(page)["rated"] == [[2571, 4], [318, 5]]
    page.evaluate("window.models[0].model.set('regularization', 10)")
    assert read(page)["lambda"] == 10
    page.get_by_role("slider").focus()
    page.keyboard.press("Home")
    assert synced(page, "regularization") == 0.1
    page.get_by_role("button", name="Remove The Matrix").click()
    assert synced(page, "rated") == [[318, 5]]


def test_the_clean_up_leaves_nothing(opened, widget):
    page = opened(widget)
    page.evaluate("window.models[0].cleanUp()")
    assert page.evaluate("document.querySelector('#place > div').childElementCount") == 0
    page.evaluate("window.dispatchEvent(new CustomEvent('rectutor-ratings'))")


# ---- titles, layouts, access ----


def test_titles_are_text(opened):
    bad = '<img src=x onerror="window.hacked = true">'
    users = np.repeat(np.arange(12), 6)
    items = np.tile(np.arange(6), 12)
    frame = pd.DataFrame({"user": users, "item": items, "rating": 1 + (users * 7 + items * 3) % 9 / 2})
    catalog = pd.DataFrame({"title": [bad, "Two", "Three", "Four", "Five", "Six"]}, index=range(6))
    model = MatrixFactorizationSGD(factors=2, epochs=3).fit(Ratings.from_frame(frame, catalog=catalog))
    page = opened(taste(model, ratings=[(0, 5), (1, 2)], min_ratings=0))
    page.get_by_role("combobox").click()
    page.locator(".view-ten [data-id]").first.click()
    for button in page.locator(".numbers-button").all():
        button.click()
    assert page.evaluate("window.hacked") is None
    assert inside(page, "all('img').length") == 0
    assert len(read(page)["ten"]) == 4


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("layout", ["wide", "medium", "narrow"])
def test_axe_finds_nothing(opened, widget, layout, theme):
    page = opened(widget, layout, theme, reduced_motion="reduce")
    for rated in ([], SEVEN):
        change(page, rated=rated)
        page.get_by_role("combobox").click()
        for tab in page.get_by_role("tab").all() or [None]:
            if tab:
                tab.click()
            assert obstacles(page, all_of_them=True) == []


@pytest.mark.parametrize("width", [320, 360, 559, 560, 724, 899, 900, 1400])
def test_nothing_sticks_out(opened, widget, new_page, width):
    page = new_page(width=width, height=900)
    opened(widget, page=page)
    for rated in ([], SEVEN):
        change(page, rated=rated)
        for tab in page.get_by_role("tab").all() or [None]:
            if tab:
                tab.click()
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            wide = inside(
                page,
                """all("button, input:not([type=radio]), h4, .map-picture, .rated-film, .entry, .gain, .end-number")
                  .filter((e) => e.checkVisibility() && box(e).width)
                  .map((e) => [e.className + e.textContent, box(e), box(e.closest(".rt"))])
                  .filter(([, inner, outer]) => inner.left < outer.left || inner.right > outer.right + 0.5)
                  .map(([name]) => name)""",
            )
            assert wide == []


def test_fingers_have_44_pixels(opened, widget):
    page = opened(widget, "narrow", has_touch=True)
    for rated in ([], SEVEN):
        change(page, rated=rated)
        page.get_by_role("combobox").click()
        for tab in page.get_by_role("tab").all():
            tab.click()
            small = inside(
                page,
                """all("button, [role=option], [role=row][data-id], [role=combobox], input[type=range], .stars")
                  .filter((e) => e.checkVisibility())
                  .filter((e) => box(e.closest(".search-box") ?? e).height < 43.5 || box(e).width < 30)
                  .map((e) => e.textContent || e.ariaLabel || e.className)""",
            )
            assert small == []


def test_views_are_side_by_side_or_behind_tabs(opened, widget):
    assert opened(widget, "wide").get_by_role("tab").count() == 0
    page = opened(widget, "medium")
    assert page.get_by_role("tab").all_inner_texts() == ["Why", "Item map"]
    assert page.locator(".view-ten").is_visible()
    page = opened(widget, "narrow")
    assert page.get_by_role("tab").all_inner_texts() == ["Your ten", "Why", "Item map"]
    page.get_by_role("tab").first.focus()
    page.keyboard.press("ArrowRight")
    assert page.locator(".view-why").is_visible()
    assert page.locator(".view-ten").is_hidden()
    page.keyboard.press("3")
    assert page.locator(".view-map").is_visible()
    page.get_by_role("slider").focus()
    page.keyboard.press("1")
    assert page.locator(".view-ten").is_visible()


def test_every_view_offers_its_numbers(opened, seven):
    page = opened(seven)
    for button in page.locator(".numbers-button").all():
        button.click()
    tables = page.locator(".numbers table")
    assert tables.count() == 4
    assert page.locator('.numbers-button[aria-expanded="true"]').filter(visible=True).count() == 4
    film = read(page)["ten"][0]
    cells = page.locator(".view-ten .numbers tbody tr").first.locator("td").all_inner_texts()
    assert float(cells[4]) == pytest.approx(film["prediction"], abs=5e-4)


def test_the_sentence_is_spoken_at_pauses_only(opened, widget):
    page = opened(widget)
    spoken = page.locator('[aria-live="polite"]')
    assert spoken.count() == 1
    assert spoken.inner_text() == ""
    page.evaluate("window.said = []")
    inside(page, "window.observer = new MutationObserver(() => window.said.push(1))")
    inside(page, "window.observer.observe(root.querySelector('[aria-live]'), { childList: true, subtree: true })")
    for n in range(1, 8):
        change(page, rated=SEVEN[:n])
    page.wait_for_function("window.said.length > 0")
    assert page.evaluate("window.said.length") == 1
    assert spoken.inner_text() == sentence(page)


def test_it_lies_in_a_foreign_shadow_root_and_turns_dark_with_its_page(opened, new_page, seven):
    page = new_page(width=1104, height=1000)
    open_bare_host(page)
    mount(page, seven, shadow=True)
    holder = "document.querySelector('#place > div').shadowRoot.querySelector('.rectutor')"
    square = f"{holder}.shadowRoot.querySelector('.square')?.style.fill"
    page.wait_for_function(f"({square}) !== undefined")
    before = page.evaluate(square)
    page.evaluate("document.body.style.background = '#14181E'")
    page.wait_for_function(f"({square}) !== {json.dumps(before)}")
