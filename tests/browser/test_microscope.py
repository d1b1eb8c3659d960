"""The microscope in a real browser: digits that add up, stepping, keys, and a kernel that is there or not."""

from __future__ import annotations

import json
import re

import pytest

from rectutor import MatrixFactorizationSGD
from rectutor.show.pictures.one_update import microscope
from tests.browser.bare_host import mount, open_bare_host, state_of
from tests.browser.microscope_page import ROOT, SHOWN, check_with_a_pencil, number, opened, sentence

pytestmark = pytest.mark.browser

# What a page with a kernel offers: the messages go to `heard`, a function of this process.
LIVE = """async (state) => {
  const { default: component } = await import("/rectutor.mjs");
  const listeners = new Map();
  const tell = (name, ...values) => (listeners.get(name) ?? []).forEach((callback) => callback(...values));
  const model = {
    get: (name) => state[name],
    set: (name, value) => { state[name] = value; tell("change:" + name); },
    on: (name, callback) => listeners.set(name, [...(listeners.get(name) ?? []), callback]),
    save_changes: () => {},
    send: (content) => void window.heard(content).then((answers) => answers.forEach((a) => tell("msg:custom", a, []))),
  };
  window.liveModel = model;
  component.render({ model, el: document.getElementById("place") });
}"""


@pytest.fixture(scope="module")
def trained(split):
    train, _ = split
    return microscope(MatrixFactorizationSGD(factors=3, learning_rate=0.05, regularization=0.05), train, epoch=2)


@pytest.mark.parametrize(
    "settings",
    [
        {"factors": 3, "regularization": 0.05},
        {"factors": 10, "regularization": 0.0},
        {"factors": 2, "biases": False},
        {"factors": 2, "init_scale": 0.0},
        {"factors": 1, "learning_rate": 0.333333},
    ],
    ids=str,
)
def test_the_digits_on_the_page_add_up_at_every_recorded_rating(new_page, toy, settings):
    model = MatrixFactorizationSGD(**{"learning_rate": 0.05, "epochs": 100, **settings})
    page = opened(new_page, microscope(model, toy, epoch=20, updates=60))
    seen = set()
    for _ in range(60):
        shown = page.evaluate(SHOWN)
        check_with_a_pencil(shown)
        seen.add((page.locator(".heading .about").inner_text(), number(page)))
        page.get_by_role("button", name="Next rating").press("ArrowRight")
    assert len(seen) == 60


def test_many_factors_show_four_and_what_the_others_add(new_page, toy):
    page = opened(new_page, microscope(MatrixFactorizationSGD(factors=10), toy))
    shown = page.evaluate(SHOWN)
    assert len(shown["products"]) == 5
    assert len(shown["moves"]) == 2 + 4 + 4
    assert page.get_by_role("rowheader", name="the other 6 add").count() == 1
    assert shown["others"].startswith("The other 6 move by the same rule; together they then add")


def test_the_plain_formula_has_no_mean_and_no_biases(new_page, toy):
    page = opened(new_page, microscope(MatrixFactorizationSGD(factors=2, biases=False), toy))
    shown = page.evaluate(SHOWN)
    assert [len(terms) for terms in shown["sums"]] == [2, 3]
    assert [row for row, *_ in shown["moves"]] == ["p0", "p1", "q0", "q1"]
    assert "bias" not in page.locator(".microscope").inner_text()


# ---- stepping ----


def test_next_previous_and_the_end_of_the_record(new_page, toy):
    page = opened(new_page, microscope(MatrixFactorizationSGD(factors=2), toy, updates=3))
    following, previous = (
        page.get_by_role("button", name="Next rating"),
        page.get_by_role("button", name="Previous rating"),
    )
    assert previous.get_attribute("aria-disabled") == "true"
    first = sentence(page)
    following.click()
    assert (number(page), previous.get_attribute("aria-disabled")) == (2, None)
    assert sentence(page) != first
    page.keyboard.press("End")
    last = number(page)
    assert last >= 3
    assert following.get_attribute("aria-disabled") == "true"
    assert following.evaluate(
        "(b) => b.getRootNode().getElementById(b.getAttribute('aria-describedby')).textContent"
    ) == ("the record ends here; run the lesson to go on")
    following.dispatch_event("click")
    assert number(page) == last
    page.keyboard.press("Home")
    assert (number(page), sentence(page)) == (1, first)
    previous.dispatch_event("click")
    assert number(page) == 1


def test_filters_follow_the_user_and_the_film(new_page, trained):
    page = opened(new_page, trained)
    page.get_by_role("button", name="Next rating").focus()
    users, films = set(), set()
    page.keyboard.press("2")
    assert page.get_by_role("button", name="this user").get_attribute("aria-pressed") == "true"
    for _ in range(6):
        users.add(re.match(r"User (\d+) gave", sentence(page))[1])
        page.keyboard.press("ArrowRight")
    page.keyboard.press("1")
    assert number(page) == 1
    page.get_by_role("button", name="this film").click()
    page.keyboard.press("ArrowRight")
    for _ in range(3):
        films.add(re.search(r"gave (.*?) [\d.]+ stars?;", sentence(page))[1])
        page.keyboard.press("ArrowRight")
    assert (len(users), len(films)) == (1, 1)
    assert " of " in page.locator(".note").inner_text()


def test_keys_act_inside_only_and_stay_inside(new_page, trained):
    page = opened(new_page, trained)
    page.evaluate("document.addEventListener('keydown', (e) => (window.leaked = e.key))")
    page.keyboard.press("ArrowRight")
    assert number(page) == 1
    assert page.evaluate("window.leaked") == "ArrowRight"
    page.evaluate("window.leaked = null")
    page.locator(".microscope h3").click()  # a click anywhere inside is enough
    for key in ("ArrowRight", "3", "1", "ArrowRight", "b"):
        page.keyboard.press(key)
    assert number(page) == 3
    assert page.evaluate("window.leaked") is None
    page.keyboard.press("Control+ArrowRight")
    assert number(page) == 3
    page.get_by_text("Keys", exact=True).click()
    assert page.get_by_text("→ next rating").is_visible()


def test_rows_are_reached_by_arrows_and_light_up_their_symbols(new_page, trained):
    page = opened(new_page, trained)
    lit = f"[...{ROOT}.querySelectorAll('.lit')].map((e) => `${{e.className}} ${{e.dataset.tokens}}`)"
    page.locator("tr[data-row=b_u]").focus()
    assert sorted(page.evaluate(lit)) == ["old lit b_u", "term lit b_u", "term result lit e"]
    for _ in range(6):
        page.keyboard.press("ArrowDown")
    assert page.evaluate(f"{ROOT}.activeElement.dataset.row") == "q1"
    marked = page.evaluate(lit)
    assert {"term lit dot", "q lit q1", "p lit p1", "old lit p1", "partner lit p1"} <= set(marked)
    page.locator("tr[data-row=b_i]").hover()
    assert "term lit b_i" in page.evaluate(lit)
    page.locator("tr[data-row=p2]").click()  # what a finger does, which cannot hover
    page.mouse.move(2, 2)
    assert page.evaluate(f"{ROOT}.activeElement.dataset.row") == "p2"
    assert "q lit q2" in page.evaluate(lit)
    page.locator(".term", has_text="dot product").hover()
    assert page.locator("tr.lit-row").count() == 6


def test_shown_and_follows_are_traits_that_come_back(new_page, trained):
    page = opened(new_page, trained)
    page.get_by_role("button", name="Next rating").click()
    page.get_by_role("button", name="this user").click()
    model = "window.models[0].model"
    shown = page.evaluate(f"[{model}.get('shown'), {model}.get('follows')]")
    assert shown == [trained.spec["updates"][0][0] + 1, "user"]
    page.evaluate(f"{model}.set('shown', {shown[0] + 4})")
    assert number(page) == 6
    page.evaluate("window.models[0].cleanUp()")  # scrolled out of sight in a long notebook, and back
    state = {**state_of(trained), "shown": shown[0], "follows": "user"}
    page.evaluate("(state) => window.mount(state)", state)
    assert number(page) == 2
    assert page.get_by_role("button", name="this user").get_attribute("aria-pressed") == "true"


# ---- with a kernel ----


def with_kernel(new_page, widget):
    answers: list[dict] = []
    widget.send = lambda content, buffers=None: answers.append(json.loads(json.dumps(content)))

    def heard(content):
        answers.clear()
        widget._heard(content)
        return list(answers)

    page = new_page(width=1104)
    open_bare_host(page)
    page.expose_function("heard", heard)
    page.evaluate(LIVE, state_of(widget))
    page.wait_for_selector(".microscope .starline text")
    return page


def test_with_a_kernel_it_goes_on_beyond_the_record(new_page, toy, monkeypatch):
    monkeypatch.setenv("RECTUTOR_FRONTEND", "live")
    model = MatrixFactorizationSGD(factors=2, learning_rate=0.05, epochs=2)
    page = with_kernel(new_page, microscope(model, toy, updates=2))
    assert page.locator(".mode").inner_text() == "live"
    page.locator(".microscope h3").click()
    sentences = [sentence(page)]
    for n in range(2, 79):
        page.keyboard.press("ArrowRight")
        page.wait_for_function(f"window.liveModel.get('shown') === {n}")
        check_with_a_pencil(page.evaluate(SHOWN))
        sentences.append(sentence(page))
    assert len(set(sentences)) == 78
    assert page.locator(".heading .about").inner_text().endswith("epoch\N{NO-BREAK SPACE}2")
    assert page.locator(".note").inner_text() == "training ends here"


def test_a_kernel_that_goes_leaves_what_was_recorded(new_page, toy, monkeypatch):
    monkeypatch.setenv("RECTUTOR_FRONTEND", "live")
    page = new_page(width=1104)
    open_bare_host(page)
    mount(page, microscope(MatrixFactorizationSGD(factors=2), toy))  # this host has no `send`: nobody answers
    assert page.locator(".mode").inner_text() == "recorded"
    page.get_by_role("button", name="Next rating").click()
    assert number(page) == 2
