"""Text stays text: what a learner wrote is never markup, and formulas bring no foreign elements."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectutor.practice.markup import code, mathml, parse, text, to_html, to_plain, to_spec

MATH = "{http://www.w3.org/1998/Math/MathML}"


@given(st.text())
def test_any_text_comes_out_escaped_and_whole(words):
    for part in (text(words), code(words)):
        inside = ElementTree.fromstring(f"<p>{to_html([part])}</p>".replace("\x00", "")) if _is_xml(words) else None
        assert to_plain([part]) == words
        assert inside is None or "".join(inside.itertext()) == words.replace("\r\n", "\n").replace("\r", "\n")


def _is_xml(words):
    return all(c in "\t\n\r" or 0x20 <= ord(c) <= 0xD7FF for c in words)


@given(st.text(alphabet="a $`*\\<>&1.,"))
def test_no_author_text_makes_the_parser_fail(words):
    assert "<script" not in to_html(parse(words.replace("$", "")))


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("`a < b` and **c**", ["code", "text", "strong"]),
        ("$x$ costs", ["formula", "text"]),
        ("$5 and $7", ["text"]),
        (r"\$9.99 (2008), \`not code\`", ["text"]),
        ("**Is `this`?**", ["strong"]),
        ("*Toy Story*, not 2 * 3 * 4, 5*3*2 or * here *", ["em", "text"]),
        ("**all** of *Up*", ["strong", "text", "em"]),
        ("", []),
    ],
)
def test_parts(words, kinds):
    assert [part.kind for part in parse(words)] == kinds


def test_html_of_an_author_is_text_too():
    assert to_html("<b>x</b> `<i>`") == "&lt;b&gt;x&lt;/b&gt; <code>&lt;i&gt;</code>"
    assert to_spec("<b>x</b> `<i>`") == ["<b>x</b> ", ["code", "<i>"]]


@pytest.mark.parametrize("latex", [r"\text{<b>x</b>}", r"\href{javascript:alert(1)}{x}", r"\style{color:red}{x}"])
def test_a_formula_that_brings_foreign_elements_is_refused(latex):
    with pytest.raises(Exception, match=r"not allowed|mismatched|invalid"):
        mathml(latex)


FORMULAS = [r"\hat r_{ui} = \mu + b_u + p_u \cdot q_i", r"\eta\,(e_{ui} q_i - \lambda p_u)", r"\frac{1}{n}\sum_j x_j^2"]


@pytest.mark.parametrize("latex", FORMULAS)
def test_a_formula_becomes_mathml(latex):
    assert ElementTree.fromstring(mathml(latex)).tag == f"{MATH}math"


def test_a_sign_before_a_number_is_no_operation():
    operators = ElementTree.fromstring(mathml("(-1) - 2 = -3 + x")).iter(f"{MATH}mo")
    assert [operator.get("form") for operator in operators if operator.text in "−+"] == ["prefix", None, "prefix", None]


def test_plain_text_of_formulas_can_be_read():
    assert to_plain(r"$\hat r_{ui} = \mu + p_u \cdot q_i$, $\eta \le \lambda$") == "r̂_ui = μ + p_u · q_i, η ≤ λ"
    assert to_plain(r"$\frac{n}{n + \beta}$ of $\sqrt{2} + \delta$") == "n / (n + β) of √2 + δ"
