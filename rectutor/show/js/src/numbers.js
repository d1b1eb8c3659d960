// A view's numbers as a table, behind one button.
import { h } from "./dom.js";

// table() gives { head, rows }, and is asked only while its numbers are open.
export function numbersOf(what, table) {
  const place = h("div.numbers", { role: "region", "aria-label": `${what}: the numbers`, tabindex: 0, hidden: true });
  const said = { "aria-label": `${what}: show the numbers`, "aria-expanded": "false" };
  const button = h("button.linklike.numbers-button", { ...said, onclick: toggle }, "numbers");

  function toggle() {
    place.hidden = !place.hidden;
    button.setAttribute("aria-expanded", String(!place.hidden));
    refresh();
  }

  function refresh() {
    if (!place.hidden) place.replaceChildren(numbersTable(table()));
  }

  return { button, place, refresh };
}

function numbersTable({ head, rows }) {
  return h(
    "table",
    h("thead", h("tr", ...head.map((name) => h("th", { scope: "col" }, name)))),
    h("tbody", ...rows.map((row) => h("tr", ...row.map((cell) => h("td", cell))))),
  );
}
