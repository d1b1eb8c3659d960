"""Formulas as they are declared: what they ask of the frames, and what they refuse."""

from __future__ import annotations

import pytest

from rectutor.show import Brackets, Formula, Term


def test_a_formula_wants_its_fields_and_no_symbols():
    formula = Formula([Brackets("A", "Q", columns=2), Brackets(["p_1", "p_2"]), "=", Term("b", how="why")])
    assert formula.wanted() == ["A", "b", "why"]
    assert [entry["text"] for entry in formula.spec()["terms"][1]["entries"]] == ["p_1", "p_2"]


def test_brackets_have_one_case():
    with pytest.raises(ValueError, match="a formula with brackets has one case"):
        Formula([Brackets("A")], cases="user")
