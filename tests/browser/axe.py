"""What axe, the checker of accessibility, finds on a page."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT

# About the page around a component, which a test makes as plain as can be.
OF_THE_PAGE = ("region", "page-has-heading-one", "landmark-one-main", "heading-order")
RUN = """async (off) => (await axe.run({
  resultTypes: ["violations"], selectors: false, preload: false,
  rules: Object.fromEntries(off.map((name) => [name, { enabled: false }])),
})).violations.map((v) => [v.impact, v.id, v.nodes.map((node) => node.html.slice(0, 160))])"""

# Of a page's thousands of coloured words of code, one of each colour is enough: most of axe's time goes into contrast.
ONE_OF_EACH = """() => {
  const seen = new Set();
  for (const word of document.querySelectorAll("pre span")) {
    const kind = word.className + getComputedStyle(word.closest("pre")).backgroundColor;
    if (seen.has(kind)) word.replaceWith(...word.childNodes);
    seen.add(kind);
  }
}"""


def obstacles(page, all_of_them: bool = False, bare: bool = True) -> list[tuple]:
    """Return (impact, rule, nodes) of what axe finds, serious or critical unless `all_of_them` are asked for.

    `bare` says that the page is nothing but a place for a component, so that rules about pages say nothing.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    if not bare:
        page.evaluate(ONE_OF_EACH)
    found = page.evaluate(RUN, list(OF_THE_PAGE) if bare else [])
    return [tuple(one) for one in found if all_of_them or one[0] in ("serious", "critical")]
