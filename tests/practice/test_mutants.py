"""The mutator makes the changes that it says it makes."""

import pytest

from tests.practice.mutants import mutants

SOURCE = """def f(a, b):
    c = a.copy()
    c += 1
    if not a < b:
        return c - 2 * b
    return -c[:a], b"""


@pytest.mark.parametrize(
    "line",
    [
        "c = a", "c = b.copy()", "c -= 1", "c = 1", "c += 2", "c += 0", "if a < b:", "if not a <= b:", "if not a > b:",
        "if not a < a:", "return c + 2 * b", "return c - 2 / b", "return c", "return 2 * b", "return c - 2 * a",
        "return (c[:a], b)", "return (-c[:a + 1], b)", "return (-c[1:a], b)", "return (b, -c[:a])", "pass",
    ],
)  # fmt: skip
def test_makes(line):
    assert any(line in (text.strip() for text in mutant.splitlines()) for mutant in mutants(SOURCE))


def test_each_mutant_is_made_once_and_is_no_copy():
    found = list(mutants(SOURCE))
    assert len(set(found)) == len(found)
    assert SOURCE not in found
