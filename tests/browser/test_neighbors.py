"""Neighbours at work in a real browser: numbers that equal the package's, stages, hovering, keys, the reader, looks."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace

import pytest

from rectutor import ItemKNN, MatrixFactorizationSGD, UserKNN
from rectutor.algorithms.similarity import COMMON, MEASURES
from rectutor.practice import predict
from rectutor.show import taste, watch
from tests.browser.axe import obstacles
from tests.browser.bare_host import mount, open_bare_host, state_of

pytestmark = pytest.mark.browser
WIDTHS = {"wide": 1104, "medium": 724, "narrow": 344}
ELEMENT = "document.querySelectorAll('.rectutor')[{}]"
READ = f"{ELEMENT.format(0)}.neighbors.read()"
RATED = [(1, 5.0), (260, 4.5), (296, 2.0), (2571, 4.0), (597, 1.0)]
SET = """async ([element, values]) => {
  const { neighbors } = document.querySelectorAll('.rectutor')[element];
  neighbors.set(values);
  await new Promise((resolve) => requestAnimationFrame(resolve));
  return neighbors.read();
}"""


@pytest.fixture(scope="module")
def of_items(split):
    return watch(ItemKNN(measure="adjusted_cosine", neighbors=8, shrinkage=20.0), *split, user=457, item=5952)


@pytest.fixture(scope="module")
def of_users(split):
    return watch(UserKNN(neighbors=8), *split, user=457, item=5952)


@pytest.fixture(scope="module")
def by_reader(split):
    return taste(ItemKNN().fit(split[0]), ratings=RATED)


def opened(new_page, *widgets, layout="wide", theme="light", **options):
    page = new_page(width=WIDTHS[layout], height=1000, **options)
    open_bare_host(page, theme)
    for number, widget in enumerate(widgets):
        mount(page, widget)
        page.wait_for_function(f"{ELEMENT.format(number)}.neighbors?.read || {ELEMENT.format(number)}.taste?.read")
    return page


def sentence(page) -> str:
    return page.locator(".neighbors .words").first.inner_text()


def close(a, b) -> bool:
    return math.isclose(a, b, abs_tol=1e-5)


def settings():
    """Every measure with some of the other settings, so that each value of each comes with several of the others.

    Over common raters alone, without shrinkage, hundreds are alike to exactly 1, and rounding decides who is chosen.
    """
    others = itertools.cycle(itertools.product((1, 8, 40), (20.0, 0.0), ("residuals", "presence", "ratings")))
    return [
        {"measure": name, "neighbors": k, "shrinkage": 20.0 if MEASURES[name].below == COMMON else beta, "votes": votes}
        for name, (k, beta, votes) in zip([*MEASURES, *MEASURES], others, strict=False)
    ]


@pytest.mark.parametrize("kind", ["of_items", "of_users"])
def test_every_number_is_the_packages(new_page, kind, split, request):
    page = opened(new_page, widget := request.getfixturevalue(kind))
    for changed in settings():
        shown = page.evaluate(SET, [0, changed])
        model = replace(widget.model, **changed, kept=10_000).fit(split[0])
        *_, last = model.prediction_steps(457, 5952)
        table = last.update["table"]
        explained = shown["explained"]
        assert close(explained["baseline"], last.metrics["baseline"]), changed
        assert close(explained["prediction"], last.metrics["score"]), changed
        assert {voter["id"] for voter in explained["voters"]} == set(table.index)
        for voter in explained["voters"]:
            line = table.loc[voter["id"]]
            assert voter["overlap"] == line.overlap
            for name in ("unshrunk", "similarity"):
                assert close(voter[name], line[name]), (changed, name, voter)
        chosen = sorted(voter["similarity"] for voter in explained["voters"] if voter["chosen"])
        wanted = sorted(table[table.chosen].similarity)
        assert len(chosen) == len(wanted), changed
        assert all(map(close, chosen, wanted)), changed
        ten = model.recommend(457)
        assert all(map(close, [film["prediction"] for film in shown["ten"]], ten.score)), changed
        same = [film["item"] for film in shown["ten"]] == ten.index.tolist()
        assert same or len({round(score, 5) for score in ten.score}) < 10, "only equal scores may change places"


def test_because_is_the_packages(new_page, of_items, split):
    page = opened(new_page, of_items)
    shown = page.evaluate(READ)
    model = replace(of_items.model, kept=10_000).fit(split[0])
    for film in shown["ten"]:
        spoken = model.explain(457, film["item"]).query("contribution > 0").head(3)
        assert film["because"] == spoken.index.tolist()
    rows = page.locator(".view-ten .row .second")
    assert rows.first.inner_text().startswith("because user 457 liked ")


def test_a_reader_is_answered_as_the_package_answers_a_new_user(new_page, by_reader, split):
    page = opened(new_page, by_reader)
    for measure, shrinkage, votes in (
        ("cosine", 0.0, "residuals"),
        ("adjusted_cosine", 10.0, "ratings"),
        ("jaccard", 0.0, "presence"),
    ):
        changed = {"measure": measure, "shrinkage": shrinkage, "votes": votes}
        shown = page.evaluate(SET, [0, changed])
        model = replace(by_reader.model, **changed, kept=10_000).fit(split[0])
        ten = model.recommend(model.fold_in(*zip(*RATED, strict=True)))
        assert [film["item"] for film in shown["ten"]] == ten.index.tolist()
        assert all(map(close, [film["prediction"] for film in shown["ten"]], ten.score))


def test_the_films_that_a_reader_rated_in_another_lesson_are_there(new_page, split):
    vectors = taste(MatrixFactorizationSGD(factors=5, epochs=3, learning_rate=0.02).fit(split[0]))
    page = opened(new_page, vectors, taste(ItemKNN().fit(split[0])))
    assert "No ratings, no votes." in sentence(page)
    page.evaluate("(rated) => document.querySelectorAll('.rectutor')[0].taste.set({ rated })", [[1, 5], [318, 2.5]])
    page.wait_for_function(f"{ELEMENT.format(1)}.neighbors.read().rated.length === 2")
    shown = page.evaluate(f"{ELEMENT.format(1)}.neighbors.read()")
    assert shown["rated"] == [[1, 5], [318, 2.5]]
    assert {voter["id"] for voter in shown["explained"]["voters"]} == {1, 318}
    page.locator(".neighbors .forget").click()
    page.wait_for_function(f"{ELEMENT.format(0)}.taste.read().n === 0")
    assert "No ratings, no votes." in sentence(page)


def test_a_reader_rates_with_the_keyboard_alone(new_page, split):
    page = opened(new_page, taste(ItemKNN().fit(split[0])))
    page.locator(".neighbors input[role=combobox]").focus()
    page.keyboard.type("fargo")
    page.locator(".neighbors .found li").first.wait_for()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowRight")
    page.wait_for_function(f"{READ}.rated.length === 1")
    assert page.evaluate(READ)["rated"][0][0] == 608
    assert page.locator(".view-ballots [data-id]").count() == 1
    assert "One similar film moves" in sentence(page)


def test_stages_come_one_after_the_other(new_page, of_items):
    page = opened(new_page, of_items)
    page.locator(".player").focus()
    said = [sentence(page)]
    drawn = [page.locator(".view-ballots .table").inner_text()]
    for _ in range(5):
        page.keyboard.press("ArrowRight")
        page.wait_for_function("(before) => document.querySelector('.rectutor').shadowRoot.querySelector('.words').textContent !== before", arg=said[-1])  # fmt: skip # noqa: E501
        said.append(sentence(page))
        drawn.append(page.locator(".view-ballots .table").inner_text())
    assert [text.split(".")[0] for text in said] == [
        f"{n} of 6, {name}"
        for n, name in enumerate(("pick", "overlap", "similarity", "choose", "weigh", "predict"), start=1)
    ]
    assert len(set(drawn)) == 6
    assert said[-1].endswith("The real rating, kept aside, is 0.5.")
    assert not any("real rating" in text for text in said[:-1])
    page.keyboard.press("Home")
    page.wait_for_function("(first) => document.querySelector('.rectutor').shadowRoot.querySelector('.words').textContent === first", arg=said[0])  # fmt: skip # noqa: E501
    page.get_by_role("radio", name="4×").click()
    page.get_by_role("button", name="Play").click()
    page.wait_for_function("window.models[0].model.get('step') === 5")
    page.wait_for_function("window.models[0].model.get('playing') === false")


def test_a_voter_under_the_pointer_is_lit_in_every_view(new_page, of_items):
    page = opened(new_page, of_items)
    page.evaluate("window.models[0].model.set('step', 5)")
    page.locator(".node").first.wait_for()
    shown = page.evaluate(READ)
    voters = [voter for voter in shown["explained"]["voters"] if voter["chosen"]]
    line = page.locator(".view-ballots [data-id]").nth(2)
    row = line.get_attribute("data-id")
    before = page.locator(".pair-names").inner_text()
    line.hover()
    page.wait_for_function(f"{READ}.focus === {voters[2]['id']}")
    assert page.locator(".pair-names").inner_text() != before
    assert page.locator(".view-ballots [aria-selected=true]").get_attribute("data-id") == row
    for mark in (".node", ".to-centre"):
        assert page.locator(f"{mark}[data-focus]").get_attribute("data-id") == row, mark
    name = line.locator(".name").inner_text()
    assert page.locator(".matrix .band[data-focus]").get_attribute("data-id") == name
    assert page.locator(".pair-names b").first.inner_text() == name
    lit = page.locator(".view-ten .row .figure:is(.positive, .negative)").count()
    assert (page.locator(".view-ten .head .figure").first.inner_text() == f"through {name}") == (lit > 0)
    page.locator(".node").last.hover()
    page.wait_for_function(f"{READ}.focus !== {voters[2]['id']}")
    page.locator(".view-ballots [data-id]").nth(1).click()
    page.locator(".words").hover()
    assert page.evaluate(READ)["focus"] == voters[1]["id"], "a click keeps it"


def test_a_film_of_the_list_is_taken_apart_by_a_click_and_by_keys(new_page, of_items):
    page = opened(new_page, of_items)
    ten = [film["item"] for film in page.evaluate(READ)["ten"]]
    page.locator(".view-ten [data-id]").nth(3).click()
    page.wait_for_function(f"window.models[0].model.get('item') === {ten[3]}")
    page.keyboard.press("Tab")
    page.locator(".view-ten [data-id]").nth(3).focus()
    page.keyboard.press("ArrowDown")
    page.wait_for_function(f"window.models[0].model.get('item') === {ten[4]}")
    page.wait_for_function("document.querySelector('.rectutor').shadowRoot.activeElement.ariaSelected === 'true'")
    page.get_by_label("user 457 and").select_option(label="LotR: The Two Towers")
    page.wait_for_function("window.models[0].model.get('item') === 5952")


def test_controls_change_what_follows_and_follow_the_host(new_page, of_items):
    page = opened(new_page, of_items)
    page.evaluate("window.models[0].model.set('step', 5)")
    page.wait_for_function(f"{READ}.step === 5")
    seen = {sentence(page)}
    page.get_by_label("neighbours k").focus()
    page.keyboard.press("End")
    page.wait_for_function("window.models[0].model.get('neighbors') === 100")
    seen.add(sentence(page))
    page.get_by_label("shrinkage β").focus()
    page.keyboard.press("Home")
    page.wait_for_function("window.models[0].model.get('shrinkage') === 0")
    seen.add(sentence(page))
    page.get_by_label("measure").select_option("pearson")
    page.wait_for_function("window.models[0].model.get('measure') === 'pearson'")
    seen.add(sentence(page))
    page.get_by_label("a vote is").select_option("presence")
    page.wait_for_function("window.models[0].model.get('votes') === 'presence'")
    seen.add(sentence(page))
    assert len(seen) == 5
    assert page.evaluate(READ)["step"] == 5, "the playhead stays where it is"
    assert page.locator(".ghost-ring").count() == 0
    page.evaluate("window.models[0].model.set('neighbors', 3)")
    page.wait_for_function(f"{READ}.neighbors === 3 && {READ}.explained.voters.filter((v) => v.chosen).length === 3")


def test_nothing_is_shown_before_the_prediction_is_made(new_page, split):
    question = predict("of the neighbours", options=["above 3", "below 3"])
    widget = watch(ItemKNN(), *split, user=457, item=5952, question=question)
    page = opened(new_page, widget)
    assert page.locator(".view-ballots").count() == 0
    assert page.locator(".words").is_hidden()
    page.get_by_text("below 3").click()
    page.get_by_role("button", name="Commit and play").click()
    page.locator(".view-ballots").wait_for()
    page.wait_for_function("window.models[0].model.get('step') > 0")


def test_a_prediction_may_be_made_before_the_ratings_are_unpacked(new_page, split):
    question = predict("of the neighbours", options=["above 3", "below 3"])
    page = new_page(width=WIDTHS["wide"])
    open_bare_host(page)
    page.evaluate(
        """(state) => {
          window.mount(state);
          const form = document.querySelector(".rectutor").shadowRoot.querySelector("form");
          form.querySelector("input").click();
          form.requestSubmit();
        }""",
        state_of(watch(ItemKNN(), *split, user=457, item=5952, question=question)),
    )
    page.locator(".view-ballots").wait_for()
    page.wait_for_function("window.models[0].model.get('step') > 0")


@pytest.mark.parametrize(
    ("kind", "layout", "theme"),
    [("of_items", "wide", "light"), ("of_users", "medium", "dark"), ("by_reader", "narrow", "light")],
)
def test_it_is_accessible_and_nothing_sticks_out(new_page, kind, layout, theme, request):
    page = opened(new_page, request.getfixturevalue(kind), layout=layout, theme=theme)
    page.evaluate("window.models[0].model.set('step', 5)")
    page.locator(".view-ballots .entry.total").wait_for()
    tabs = page.get_by_role("tab")
    for number in range(max(1, tabs.count())):
        if tabs.count():
            tabs.nth(number).click()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert obstacles(page, all_of_them=True) == []


def test_numbers_of_every_view_are_a_table_away(new_page, of_items):
    page = opened(new_page, of_items)
    page.evaluate("window.models[0].model.set('step', 5)")
    page.locator(".view-ballots .entry.total").wait_for()
    for button in page.locator(".view .linklike").all():
        button.click()
    tables = page.locator(".numbers table")
    assert tables.count() == 5
    for table in tables.all():
        assert table.locator("tbody tr").count() >= 8
        assert "NaN" not in table.inner_text()
        assert "undefined" not in table.inner_text()
