"""The panels that are made of text, formula, code and prose, in a host that offers only what the contract names."""

from __future__ import annotations

import pytest

from rectutor.show import Brackets, Code, Formula, Prose, Term, stages
from rectutor.steps import Step
from tests.browser.axe import obstacles
from tests.browser.bare_host import mount, open_bare_host

pytestmark = pytest.mark.browser

WEIGHT = Formula(
    [
        Term("w", "w", "weight", role="strong"),
        "=",
        Term("f", "f", "count", digits=0),
        "×",
        Term("idf", r"\log_2(N/n)", "idf", how="how"),
    ],
    cases="document",
    title="Weight",
)
SOLVE = Formula(
    [
        Brackets("A", r"Q^T Q + \lambda I", columns=2),
        Brackets(["p_1", "p_2"]),
        "=",
        Brackets("b", role="signed"),
        "+",
        Term("c", role="signed"),
        ")",
    ],
    title="Solve",
)
PROGRAM = Code("lines", state="state", by="by", of=["join", "mean"], prints="prints", when="when", title="Program")
WHY = Prose("why", of="document", title="Why")
LINES = ["    return head(x)", "    return net(x)", "a_name_that_is_longer_than_a_telephone_is_wide = 1" * 2]
STEPS = [
    {
        "document": ["first", "second"],
        "w": [0.447, 0.707],
        "f": [1, 2],
        "idf": 1.0,
        "how": "log₂(4/2)",
        "A": ["4.95 **+ 5**", "-0.49", "-0.49", "3.34 **+ 5**"],
        "b": [-13.69, 1.5],
        "c": 0.25,
        "lines": LINES,
        "state": ["fault", "repair", "kept"],
        "by": ["", "join", ""],
        "prints": ["0.9", "0.8"],
        "when": ["as published", "after repair 1"],
        "why": ["A **second** **thought** [falls](negative).", "<b>No</b> HTML."],
    }
]
STEPS.append({**STEPS[0], "w": [1.447, 1.707], "state": ["struck", "kept", ""], "by": ["", "join; mean", ""]})


def by_hand():
    """Yield steps that were made by hand."""
    for number, told in enumerate(STEPS):
        yield Step(number, update=told, say="A step.")


@pytest.fixture
def opened(new_page):
    """Draw panels in a bare host and wait until something is there."""

    def made(*panels, width=980, theme="light"):
        page = new_page(width, 900)
        open_bare_host(page, theme)
        mount(page, stages(by_hand, panels))
        page.locator(".sentence", has_text="A step.").wait_for()
        return page

    return made


def texts(located):
    return [" ".join(text.split()) for text in located.all_inner_texts()]


def test_a_formula_has_its_symbols_once_and_a_row_of_numbers_a_case(opened):
    page = opened(WEIGHT)
    formula = page.locator(".formula")
    assert formula.locator("thead math").count() == 3
    assert texts(formula.locator("tbody tr")) == [
        "first 0.447 = 1 × log₂(4/2) = 1.000",
        "second 0.707 = 2 × log₂(4/2) = 1.000",
    ]
    page.locator(".player").focus()
    page.keyboard.press("ArrowRight")
    assert texts(formula.locator("tbody .strong")) == ["1.447", "1.707"]
    page.get_by_role("button", name="numbers").click()
    assert texts(page.locator(".numbers tbody tr"))[1] == "second 1.707 2 1.000"
    label = page.get_by_role("group", name="Weight:").get_attribute("aria-label")
    assert label.startswith("Weight: first: weight 1.447 = count 1 × idf 1.000")


def test_a_formula_is_never_drawn_between_two_steps(opened):
    page = opened(WEIGHT)
    seen = page.evaluate(
        """() => new Promise((resolve) => {
            const root = document.querySelector(".rectutor");
            const player = root.querySelector(".player") ?? root.shadowRoot.querySelector(".player");
            const seen = new Set();
            const look = () => {
                seen.add(player.querySelector(".formula tbody .strong").textContent);
                seen.has("1.447") ? resolve([...seen]) : requestAnimationFrame(look);
            };
            player.querySelector(".round.primary").click();
            look();
        })"""
    )
    assert seen == ["0.447", "1.447"]


def test_cases_become_lines_where_the_page_is_narrow(opened):
    page = opened(WEIGHT, width=384)
    assert page.locator(".formula table").count() == 0
    assert texts(page.locator(".formula .case"))[0].startswith("first")


def test_brackets_hold_sums_symbols_and_signed_numbers(opened):
    page = opened(SOLVE)
    brackets = page.locator(".brackets")
    assert texts(brackets.nth(0).locator("> span")) == ["4.95 + 5", "−0.49", "−0.49", "3.34 + 5"]
    assert texts(brackets.nth(0).locator(".strong")) == ["+ 5", "+ 5"]
    assert brackets.nth(1).locator("math").count() == 2
    assert texts(brackets.nth(2).locator(".negative")) == ["−13.69"]
    assert texts(brackets.nth(2).locator(".positive")) == ["+1.50"]
    tops = [one.bounding_box()["y"] for one in brackets.all()]
    assert max(tops) - min(tops) <= 1, tops  # centred on one line, and whole pixels
    assert texts(page.locator(".term").last) == ["+ 0.250)"]


def test_code_is_numbered_as_it_stands_and_says_what_changed_it(opened):
    page = opened(PROGRAM)
    lines = page.locator(".code li")
    assert texts(lines.locator(".number")) == ["−", "+", "2"]
    assert texts(lines.nth(0).locator("del")) == ["return head(x)"]
    assert texts(page.locator(".code .chip")) == ["1"]
    assert texts(page.locator(".prints dt")) == ["as published", "after repair 1"]
    page.locator(".player").focus()
    page.keyboard.press("ArrowRight")
    assert texts(lines.locator(".number")) == ["", "1", "2"]
    assert texts(page.locator(".code .chip")) == ["1", "2"]


def test_prose_is_text_with_roles_and_without_html(opened):
    page = opened(WHY)
    assert texts(page.locator(".prose p")) == ["A second thought falls.", "<b>No</b> HTML."]
    assert texts(page.locator(".prose .negative")) == ["falls"]
    assert page.get_by_role("button", name="numbers").count() == 0


def test_a_name_lights_up_in_every_panel_and_keeps_the_focus_from_step_to_step(opened):
    page = opened(WEIGHT, PROGRAM, WHY)
    page.locator(".prose .name", has_text="second").hover()
    assert texts(page.locator("tr[data-focus]")) == ["second 0.707 = 2 × log₂(4/2) = 1.000"]
    chip = page.get_by_role("button", name="join")
    chip.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowRight")
    assert (
        page.locator(".code li", has=page.locator("[data-focus]")).locator("code").inner_text().strip()
        == LINES[1].strip()
    )
    assert chip.evaluate("chip => chip === chip.getRootNode().activeElement")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 980])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_page(opened, width, theme):
    for panel in (WEIGHT, SOLVE, PROGRAM, WHY):
        page = opened(panel, width=width, theme=theme)
        assert obstacles(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        wide = "list => list.filter((one) => one.scrollWidth > one.clientWidth).length"
        assert page.locator(".view, .formula, .lines").evaluate_all(wide) == 0
