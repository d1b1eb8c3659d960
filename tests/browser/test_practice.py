"""Predictions, quizzes and verdicts in a real browser: in a host that offers the least, and in JupyterLab."""

from __future__ import annotations

import json
import time

import pytest

import rectutor
from rectutor.practice import Option, cells, check, predict, quiz, solution
from rectutor.practice.catalog import find
from rectutor.practice.quizzes import multiple, number, other, right, single, slip
from rectutor.show.playback.player import Player
from tests.browser.axe import obstacles
from tests.browser.bare_host import mount, open_bare_host

pytestmark = pytest.mark.browser

WIDTHS = [1000, 360]
EVIL = "<img src=x onerror=alert(1)>"


@pytest.fixture(autouse=True)
def _keep_no_answers(monkeypatch):
    monkeypatch.setenv("RECTUTOR_KEEP_ANSWERS", "0")


def question():
    return predict(
        f"What does user 457 give {EVIL}?",
        [
            Option("about 3.5", "as the others do"),
            Option("about 2.5", "as strict as usual", r"2.4 is $\mu + b_u + b_i$."),
            Option(f"below 2 {EVIL}", "not their kind of film"),
        ],
        answer=2,
        because="The biases know that this user is **strict**, not `what` the user likes.",
        truth="1.5 stars",
    )


def small_quiz():
    return quiz(
        [
            single(f"One {EVIL}?", right("yes", "so it is"), other("no", "look again")),
            multiple("Several?", right("a", "fits"), right("b", "fits too"), other("c", "does not fit")),
            number("How many?", 4, "four", slip(5, "one too many"), otherwise="count", unit="stars"),
        ]
    )


@pytest.fixture
def show(new_page):
    """Draw a component in the bare host; return its box."""

    def draw(widget, theme="light", width=1000, shadow=False, **options):
        page = new_page(width, 900, **options)
        open_bare_host(page, theme)
        mount(page, widget, shadow=shadow)
        return page.locator(".rectutor")

    return draw


def values(box) -> dict:
    return box.page.evaluate("""() => {
      const { model } = window.models[0];
      return { chosen: model.get("chosen"), committed: model.get("committed"), answers: model.get("answers") };
    }""")


def text_of(box) -> str:
    """Return what can be read."""
    return box.locator(".rt").inner_text()


def whole_text(box) -> str:
    """Return everything in the component's DOM, attributes too."""
    return box.evaluate("(e) => e.shadowRoot.querySelector('.rt').innerHTML")


class TestPrediction:
    def test_nothing_is_given_away_before_it_is_committed(self, show):
        box = show(question())
        box.get_by_role("radio", name="about 2.5").check()
        hidden = whole_text(box)
        for word in ("strict</strong>", "2.4", "1.5 stars", "right", "your answer"):
            assert word not in hidden.split("</style>")[-1]
        box.get_by_role("button", name="Commit").click()
        assert "The biases know" in text_of(box)
        assert box.get_by_text("1.5 stars").is_visible()
        assert box.locator("math").count() == 1

    def test_the_mind_can_be_changed_until_then_and_not_after(self, show):
        box = show(question())
        box.get_by_role("radio", name="about 3.5").check()
        box.get_by_role("radio", name="below 2").check()
        assert values(box)["chosen"] == 2
        assert values(box)["committed"] is False
        box.get_by_role("button", name="Commit").click()
        assert values(box) | {"answers": None} == {"chosen": 2, "committed": True, "answers": None}
        assert box.get_by_role("radio").count() == 0
        assert box.locator("li.right.chosen").count() == 1

    def test_committing_to_nothing_asks_for_a_choice(self, show):
        box = show(question())
        box.get_by_role("button", name="Commit").click()
        assert box.get_by_text("Choose an answer first.").is_visible()
        assert values(box)["committed"] is False
        box.page.keyboard.press("ArrowDown")
        assert box.get_by_text("You can change your mind").is_visible()

    def test_keyboard(self, show):
        box = show(question())
        box.page.keyboard.press("Tab")
        for _ in range(2):
            box.page.keyboard.press("ArrowDown")
        box.page.keyboard.press("ArrowUp")
        assert box.get_by_role("radio", name="about 2.5").is_checked()
        box.page.keyboard.press("Tab")
        box.page.keyboard.press("Enter")
        assert values(box)["committed"] is True
        focused = box.evaluate("(e) => e.shadowRoot.activeElement.getAttribute('aria-label')")
        assert focused == "The answer"

    def test_a_second_rendering_shows_what_was_committed(self, show):
        made = question()
        made.chosen, made.committed = 1, True
        box = show(made)
        assert box.get_by_text("your answer").is_visible()
        assert "2.4 is" in text_of(box)

    def test_another_view_or_the_kernel_may_commit_and_start_anew(self, show):
        box = show(question())
        box.page.evaluate("window.models[0].model.set('chosen', 0)")
        assert box.get_by_role("radio", name="about 3.5").is_checked()
        box.page.evaluate("window.models[0].model.set('committed', true)")
        assert box.get_by_text("your answer").is_visible()
        box.page.evaluate("window.models[0].model.set('committed', false)")
        assert box.get_by_role("button", name="Commit").is_visible()

    def test_titles_stay_text(self, show):
        box = show(question())
        box.get_by_role("radio", name="below 2").check()
        box.get_by_role("button", name="Commit").click()
        assert box.locator("img").count() == 0
        assert EVIL in text_of(box)

    def test_a_prediction_without_a_right_option_shows_only_the_choice(self, show):
        box = show(predict("Which?", ["a", "b"], because="See above."))
        box.get_by_role("radio", name="a").check()
        box.get_by_role("button", name="Commit").click()
        assert box.locator(".tag").all_inner_texts() == ["your answer"]

    def test_it_covers_a_player_until_committed(self, show):
        toy = rectutor.load("toy").ratings
        model = rectutor.MatrixFactorizationSGD(factors=2, epochs=3)
        box = show(Player(model, *rectutor.random_split(toy), question=question()))
        assert box.get_by_role("button", name="Play", exact=True).count() == 0
        box.get_by_role("radio", name="about 2.5").check()
        box.get_by_role("button", name="Commit and play").click()
        assert box.get_by_text("your answer").is_visible()
        box.get_by_role("slider").first.wait_for()


class TestQuiz:
    def test_every_answer_has_its_feedback_and_another_try(self, show):
        box = show(small_quiz())
        item = box.locator("li.item").nth(0)
        item.get_by_role("radio", name="no").check()
        assert item.get_by_role("status").inner_text() == ""
        item.get_by_role("button", name="Check").click()
        assert item.get_by_role("status").inner_text() == "Not yet. look again"
        item.get_by_role("radio", name="yes").check()
        item.get_by_role("button", name="Check").click()
        assert item.get_by_role("status").inner_text() == "Right. so it is"
        assert box.get_by_text("1 of 3 answered").is_visible()

    def test_several_answers_are_remarked_on_one_by_one(self, show):
        item = show(small_quiz()).locator("li.item").nth(1)
        item.get_by_role("checkbox", name="a").check()
        item.get_by_role("checkbox", name="c").check()
        item.get_by_role("button", name="Check").click()
        lines = item.locator(".remark").all_inner_texts()
        assert lines == ["Not yet. One more holds.", "a: fits", "c: does not fit"]

    def test_numbers(self, show):
        item = show(small_quiz()).locator("li.item").nth(2)
        field, button = item.get_by_role("textbox"), item.get_by_role("button", name="Check")
        for text, said in [("x", "Type a number"), ("5", "one too many"), ("7", "count"), ("4,0", "four")]:
            field.fill(text)
            button.click()
            assert said in item.get_by_role("status").inner_text()

    def test_checking_nothing_counts_as_no_try(self, show):
        box = show(small_quiz())
        for item in box.locator("li.item").all():
            item.get_by_role("button", name="Check").click()
        assert values(box)["answers"] == []
        assert box.get_by_text("Choose an answer first.").count() == 2

    def test_the_closing_line_by_keyboard_alone(self, show):
        box = show(small_quiz())
        keys = box.page.keyboard
        keys.press("Tab")
        keys.press("Space")  # yes
        keys.press("Enter")
        keys.press("Tab")
        for name in ("a", "b"):
            keys.press("Tab")
            assert box.get_by_role("checkbox", name=name).evaluate("(e) => e.matches(':focus')")
            keys.press("Space")
        keys.press("Enter")
        assert "Right." in box.locator("li.item").nth(1).inner_text()
        for _ in range(3):
            keys.press("Tab")
        keys.type("5")
        keys.press("Enter")
        keys.press("Control+A")
        keys.type("4")
        keys.press("Enter")
        assert box.locator(".closing .line").inner_text() == "2 of 3 at the first try."
        box.get_by_role("button", name="Start over").press("Enter")
        assert box.locator(".closing .line").inner_text() == ""
        assert box.get_by_role("radio", name="yes").evaluate("(e) => e.matches(':focus')")
        assert not box.get_by_role("checkbox", name="a").is_checked()

    def test_answers_outlive_the_drawing(self, show):
        made = small_quiz()
        made.answers = [
            {"tries": 2, "solved": True, "chosen": [0], "text": ""},
            {"tries": 1, "solved": False, "chosen": [2], "text": ""},
            {"tries": 1, "solved": True, "chosen": [], "text": "4"},
        ]
        box = show(made, shadow=True)
        assert box.get_by_text("2 of 3 answered").is_visible()
        assert box.get_by_role("textbox").input_value() == "4"
        assert box.get_by_role("checkbox", name="c").is_checked()
        assert box.get_by_text("does not fit").is_visible()

    def test_signs_go_when_the_answer_changes(self, show):
        item = show(small_quiz()).locator("li.item").nth(0)
        item.get_by_role("radio", name="no").check()
        item.get_by_role("button", name="Check").click()
        assert item.locator("label .sign").nth(1).is_visible()
        item.get_by_role("radio", name="yes").check()
        assert not item.locator("label .sign").nth(1).is_visible()

    def test_formulas_are_drawn_with_no_script_and_no_network(self, show):
        box = show(quiz("04"))
        heights = box.locator("math").evaluate_all("(all) => all.map((e) => e.getBoundingClientRect().height)")
        assert len(heights) > 15
        assert min(heights) > 5
        assert "$" not in text_of(box)
        lines = box.locator("li.item").nth(1).locator(".asked").evaluate(
            "(e) => [...e.querySelectorAll('mi')].map((m) => getComputedStyle(m).fontStyle)"
        )  # fmt: skip
        assert set(lines) == {"italic"}

    def test_text_of_an_author_stays_text(self, show):
        box = show(small_quiz())
        assert box.locator("img").count() == 0
        assert EVIL in text_of(box)


def answered(box) -> None:
    """Answer some, so that all states are in sight."""
    for item in box.locator("li.item").all():
        field = item.get_by_role("textbox")
        if field.count():
            field.fill("2.5")
        else:
            item.locator("label").first.click()
        item.get_by_role("button", name="Check").click()


def made(name):
    return {"question": question, "quiz": lambda: quiz("04")}[name]()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", ["question", "quiz"])
def test_accessible_before_and_after(show, name, theme, width):
    box = show(made(name), theme=theme, width=width, reduced_motion="reduce")
    assert obstacles(box.page, all_of_them=True) == []
    if name == "quiz":
        answered(box)
    else:
        box.get_by_role("radio", name="about 2.5").check()
        assert obstacles(box.page, all_of_them=True) == []
        box.get_by_role("button", name="Commit").click()
    assert obstacles(box.page, all_of_them=True) == []


CUT_OFF = """(e) => [...e.shadowRoot.querySelectorAll(".rt *")]
  .filter((n) => !n.matches(".offscreen, style, math, math *, svg *"))
  .filter((n) => n.clientWidth > 0 && n.scrollWidth > n.clientWidth + 1)
  .map((n) => n.outerHTML.slice(0, 200))"""


@pytest.mark.parametrize("width", [1000, 600, 360, 320])
@pytest.mark.parametrize("name", ["question", "quiz"])
def test_nothing_is_cut_off_and_targets_are_large_enough(show, name, width):
    box = show(made(name), width=width)
    if name == "quiz":
        answered(box)
    assert box.evaluate(CUT_OFF) == []
    assert box.page.evaluate("document.documentElement.scrollWidth") <= width
    targets = box.locator("label.option, button:not([hidden]), input[type=text]")
    sizes = targets.evaluate_all("(all) => all.map((e) => e.getBoundingClientRect().height)")
    assert min(sizes) >= (44 if width < 560 else 24)


def test_forced_reduced_motion_has_no_transition(show):
    box = show(question(), reduced_motion="reduce")
    assert box.locator("label.option").first.evaluate("(e) => getComputedStyle(e).transitionDuration") == "0s"


def verdicts() -> str:
    exercise = find("04/sgd-update")
    near = exercise.solutions[0].replace("lam * p_u", "lam * q_i")
    sources = [exercise.stub, exercise.mistakes[0].source, near, exercise.solutions[0]]
    shown = [check(exercise.name, exercise.function(source)) for source in sources]
    return "".join(output._repr_html_() for output in [*shown, solution(exercise.name)])


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("theme", "ground", "ink"), [("light", "#fff", "#212121"), ("dark", "#14181e", "#e8ecf1")])
def test_verdicts_are_accessible_and_fit(new_page, theme, ground, ink, width):
    page = new_page(width, 900)
    style = f"background:{ground};color:{ink};margin:12px"
    page.set_content(
        f'<!doctype html><html lang="en" data-theme="{theme}"><head><title>verdicts</title></head>'
        f'<body style="{style}"><main><h1>Verdicts</h1>{verdicts()}</main></body></html>'
    )
    assert obstacles(page, all_of_them=True) == []
    assert not page.get_by_text("expected").first.is_visible()
    for summary in page.locator("summary").all():
        summary.focus()
        page.keyboard.press("Enter")
    assert page.get_by_text("expected").first.is_visible()
    assert obstacles(page, all_of_them=True) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_tones_follow_the_page(new_page):
    page = new_page()
    colors = set()
    for attributes in ('data-theme="dark"', 'data-theme="light"', "style='color-scheme: dark'", ""):
        page.set_content(f"<html {attributes}><body>{verdicts()}</body></html>")
        colors.add((attributes, page.locator(".rt-open svg").first.evaluate("(e) => getComputedStyle(e).color")))
    shades = [color for _, color in sorted(colors)]
    assert len(set(shades)) == 2
    by_attributes = dict(colors)
    assert by_attributes['data-theme="dark"'] == by_attributes["style='color-scheme: dark'"]
    assert by_attributes['data-theme="light"'] == by_attributes[""]


def test_in_jupyterlab(lab, new_page, monkeypatch):
    stub = cells("04/sgd-update")[1][1]
    slip_in_it = f'{find("04/sgd-update").mistakes[0].source}\n\ncheck("04/sgd-update", sgd_update)'
    notebook = lab.open(
        new_page(1300, 1800),
        lab.write(
            "practice.ipynb",
            [
                "import numpy as np\nfrom rectutor.practice import *",
                'mine = predict("Which?", ["this one", "that one"], answer=1, because="Since.")\nmine',
                stub,
                slip_in_it,
                'all = quiz("04")\nall',
            ],
        ),
    )
    notebook.run_all()
    page = notebook.page
    page.get_by_text("Not yet: the stub is unchanged.").wait_for()
    page.get_by_text("a known mistake").wait_for()
    page.get_by_text("Show a stronger hint").click()
    page.get_by_text("Both lines of the formula speak of the same moment.").wait_for()
    box = notebook.player(0)
    box.get_by_role("radio", name="that one").check()
    page.keyboard.press("b")  # in command mode the notebook would insert a cell
    box.get_by_role("button", name="Commit").click()
    box.get_by_text("Since.").wait_for()
    until(lambda: notebook.execute("print(mine.chosen, mine.committed)") == "1 True")
    item = notebook.player(1).locator("li.item").first
    item.locator("label").first.click()
    item.get_by_role("button", name="Check").click()
    until(lambda: json.loads(notebook.execute("import json; print(json.dumps(all.answers[0]))"))["solved"])
    assert page.evaluate("window.lab.panel().content.widgets.length") == 5


def until(true) -> None:
    """Ask again for a while: the front end's values travel to the kernel on their own time."""
    deadline = time.monotonic() + 20
    while True:
        try:
            if true():
                return
        except (ValueError, KeyError):
            pass
        assert time.monotonic() < deadline
        time.sleep(0.1)
