"""Opens the microscope in a page, and checks what it shows with a pencil."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from tests.browser.bare_host import mount, open_bare_host

WIDTHS = {"wide": 1104, "medium": 724, "narrow": 360}
ROOT = "document.querySelector('.rectutor').shadowRoot"


def opened(new_page, widget, layout="wide", theme="light", **options):
    page = new_page(width=WIDTHS[layout], height=1000, **options)
    open_bare_host(page, theme)
    mount(page, widget)
    page.wait_for_selector(".microscope .starline text")
    return page


def sentence(page) -> str:
    return page.locator(".sentence p").inner_text()


def number(page) -> int:
    return int(page.locator(".readout b").inner_text().replace(",", ""))


def read(text: str) -> Decimal:
    assert re.fullmatch(r"[−+]?\d+(\.\d+)?", text), text
    return Decimal(text.replace("−", "-"))


def thousandth(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.001"), ROUND_HALF_UP)


SHOWN = """() => {
  const root = document.querySelector('.rectutor').shadowRoot;
  const text = (element) => element.innerText.trim();
  const numbers = (row) => [...row.querySelectorAll(".n")].map(text);
  return {
    sums: [...root.querySelectorAll(".terms")].map((terms) => [...terms.querySelectorAll(".term")].map((t) =>
      [text(t.querySelector(".op")), text(t.querySelector(".value"))])),
    products: [...root.querySelectorAll(".products tbody tr")].map(numbers),
    moves: [...root.querySelectorAll(".moves tbody tr")].map((row) => [row.dataset.row, ...numbers(row)]),
    others: text(root.querySelector(".others")),
    sentence: text(root.querySelector(".sentence p")),
  };
}"""


def check_with_a_pencil(shown: dict) -> None:
    """Recompute everything that is shown from what is shown before it."""
    results = []
    for (_, result), *terms in shown["sums"]:
        assert terms[0][0] == ""  # nothing between "=" and the first number, which keeps its own sign
        signed = [-read(value) if op == "−" else read(value) for op, value in terms]
        assert read(result) == sum(signed)
        results.append(signed)
    prediction, error = (read(terms[0][1]) for terms in shown["sums"])
    rest = [line for line in shown["products"] if len(line) == 1]
    for p, q, product in (line for line in shown["products"] if len(line) == 3):
        assert read(product) == thousandth(read(p) * read(q))
    assert results[0][-1] == sum(read(line[-1]) for line in shown["products"])
    assert -results[1][-1] == prediction
    moves = {row: [read(n) for n in numbers] for row, *numbers in shown["moves"]}
    for row, (old, eta, e, partner, lam, again, new, moved) in moves.items():
        assert (e, again) == (error, old), row
        assert new == thousandth(old + eta * (e * partner - lam * old)), row
        assert moved == new - old, row
        if not row.startswith("b"):
            assert partner == moves[("q" if row[0] == "p" else "p") + row[1:]][0]
    parts = [moves[row][6] for row in ("b_u", "b_i") if row in moves]
    parts += results[0][:1] if parts else []
    parts += [thousandth(moves[row][6] * moves["q" + row[1:]][6]) for row in moves if row.startswith("p")]
    parts += [read(re.search(r"add ([−+][\d.]+)\.", shown["others"])[1])] if rest else []
    said = re.search(
        r"the model said (−?[\d.]+)\. The error is ([−+]?[\d.]+?),.* the model says (−?[\d.]+\d)", shown["sentence"]
    )
    assert [read(n) for n in said.groups()] == [prediction, error, sum(parts)]
