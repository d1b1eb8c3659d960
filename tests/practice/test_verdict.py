"""The output: readable as text, safe and self-contained as HTML, the same on every run."""

import re
from html.parser import HTMLParser

import numpy as np
import pytest

from rectutor.practice import check, solution
from rectutor.practice.catalog import find
from rectutor.practice.exercises import Result
from rectutor.practice.markup import parse, to_plain
from rectutor.practice.tables import comparison, in_a_line, inputs
from rectutor.practice.verdict import Verdict

EVIL = "<img src=x onerror=alert(1)>"
NAMES = ["right", "known", "open", "raised", "title", "name", "solution"]


def evil(r_ui, mu, b_u, b_i, p_u, q_i, eta, lam):
    print(EVIL)
    raise ValueError(EVIL)


def outputs():
    exercise = find("04/sgd-update")
    near = exercise.solutions[0].replace("lam * p_u", "lam * q_i")
    return {
        "right": check(exercise.name, exercise.function(exercise.solutions[0])),
        "known": check(exercise.name, exercise.function(exercise.mistakes[0].source)),
        "open": check(exercise.name, exercise.function(near)),
        "raised": check(exercise.name, evil),
        "title": check("01/first-half-star", EVIL),
        "name": check(EVIL, 1),
        "solution": solution(exercise.name),
    }


class Elements(HTMLParser):
    """Collects the elements, and fails where they do not nest."""

    def __init__(self, markup):
        super().__init__()
        self.open, self.seen, self.attributes = [], [], []
        self.feed(markup)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)
        self.seen.append(tag)
        self.attributes += attrs

    def handle_startendtag(self, tag, attrs):
        self.seen.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.mark.parametrize("name", NAMES)
def test_html_is_sound_and_brings_no_script_and_no_ids(name):
    parsed = Elements(outputs()[name]._repr_html_())
    assert not {"script", "img", "link", "iframe", "input"} & set(parsed.seen)
    assert not [a for a, _ in parsed.attributes if a == "id" or a.startswith("on")]
    assert "http" not in re.sub(r"http://www\.w3\.org/1998/Math/MathML", "", outputs()[name]._repr_html_())


@pytest.mark.parametrize("name", NAMES)
def test_outputs_are_the_same_each_time(name):
    a, b = outputs()[name], outputs()[name]
    assert repr(a) == repr(b)
    assert a._repr_html_() == b._repr_html_()
    assert "0x" not in repr(a)


@pytest.mark.parametrize("name", ["raised", "title", "name"])
def test_a_learners_text_is_shown_and_stays_text(name):
    verdict = outputs()[name]
    assert EVIL in repr(verdict)
    assert EVIL not in verdict._repr_html_()
    assert "&lt;img src=x" in verdict._repr_html_()


def test_the_word_wrong_is_never_said():
    for output in outputs().values():
        assert "wrong" not in (repr(output) + re.sub("<style>.*</style>", "", output._repr_html_())).lower()


def test_expected_values_hints_and_solutions_are_folded():
    for name in ("open", "known", "solution"):
        markup = outputs()[name]._repr_html_()
        folded = "".join(re.findall("<details>.*?</details>", markup, re.DOTALL))
        assert "<details open" not in markup
        for hidden in ("expected", "Both lines of the formula", "A bias has the partner 1", "keep = 1"):
            assert (hidden in markup) == (hidden in folded)
    assert "keep" not in repr(outputs()["solution"])
    assert "keep = 1 - eta * lam" in outputs()["solution"].text


def test_the_plain_text_carries_the_case_and_the_first_hint():
    exercise = find("02/last-ones")
    last = exercise.function(exercise.solutions[0])
    lines = repr(
        check(exercise.name, lambda users, times: [1 - n if n < 2 else n for n in last(users, times)])
    ).splitlines()
    assert lines[-2] == (
        "Case 1 of 14, the smallest that fails: users = [7, 7, 4], times = [20, 10, 30]; expected [0], got [1]."
    )
    assert lines[-1] == f"Hint: {to_plain(exercise.hints[0])}"
    assert to_plain(exercise.hints[1]) not in "".join(lines)


def test_of_several_results_the_plain_text_names_those_that_differ():
    line = repr(outputs()["open"]).splitlines()[-2]
    assert line.startswith(
        "Case 1 of 20, the smallest that fails: r_ui = 5, mu = 3, b_u = 0.5, b_i = -0.25, p_u = [1, -1]"
    )
    assert line.endswith("lam = 0.1; the new p_u: expected [1.065, -0.953], got [1.070, -0.965].")


@pytest.mark.parametrize(
    ("case", "line"),
    [
        ({"v": np.arange(20.0)}, "v = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, …]"),
        ({"t": np.array([[4, np.nan]] * 7)}, "t = [[4, nan], [4, nan], [4, nan], [4, nan], [4, nan], [4, nan], …]"),
        ({"genres": ["Comedy|Drama"], "names": ["War"]}, "genres = ['Comedy|Drama'], names = ['War']"),
        ({"seen": np.array([]), "n": 2}, "seen = [], n = 2"),
    ],
)
def test_a_case_in_a_line(case, line):
    assert in_a_line(case) == line
    result = [Result("x", "ids")]
    assert in_a_line(case, result, [[1, 2]], [["a"]]) == f"{line}; expected [1, 2], got ['a']"


def test_the_case_shows_inputs_expected_and_what_differs():
    case = outputs()["open"].case
    assert "<caption>the case</caption>" in inputs(case.inputs)
    table = comparison(case.results, case.expected, case.got, case.tolerance)
    assert table.count("<mark>") == 2  # both entries of p_u, nothing else
    assert "<td>1.065</td><td>−0.953</td>" in table
    assert "<td><mark>1.070</mark></td><td><mark>−0.965</mark></td>" in table


def test_values_that_differ_look_different():
    table = comparison([Result("x", "number")], [0.123456], [0.123457], 1e-9)
    assert "0.123456</td>" in table
    assert "<mark>0.123457</mark>" in table


def test_long_vectors_lists_of_other_lengths_and_no_numbers_can_be_shown():
    assert "…" in inputs({"v": np.arange(100.0), "n": 3})
    table = comparison([Result("x", "ids")], [[1, 2, 3]], [[1, "<b>"]], 1e-9)
    assert table.count("<mark>") == 1
    assert "&lt;b&gt;" in table
    assert "not a number" in comparison([Result("x", "number")], [1.0], [np.nan], 1e-9)


def test_a_table_is_shown_line_by_line_and_what_is_missing_as_a_dash():
    shown = inputs({"table": np.array([[4.0, np.nan], [0.5, 3.0]]), "i": 0, "j": 1})
    assert "<code>table</code></th><td>4</td><td>–</td></tr>" in shown
    assert '<th scope="row"></th><td>0.5</td><td>3</td></tr>' in shown
    assert "<td>…</td>" in inputs({"table": np.ones((7, 2))})
    assert "<td>…</td>" not in inputs({"table": np.ones((6, 2))})


def test_the_three_tones_are_told_apart_without_colour():
    icons = {
        re.search("<svg.*?</svg>", Verdict(tone, parse("x"))._repr_html_())[0] for tone in ("right", "known", "open")
    }
    assert len(icons) == 3
