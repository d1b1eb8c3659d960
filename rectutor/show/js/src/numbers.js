// A view's numbers as a table, behind one button.
import { h, setText } from "./dom.js";

export function numbersOf(what, table) {
  const place = h("div.numbers", { role: "region", "aria-label": `${what}: the numbers`, tabindex: 0, hidden: true });
  const button = h(
    "button.linklike.numbers-button",
    { "aria-expanded": "false", "aria-label": `${what}: show the numbers`, onclick: toggle },
    "Numbers",
  );

  function toggle() {
    place.hidden = !place.hidden;
    button.setAttribute("aria-expanded", String(!place.hidden));
    setText(button, place.hidden ? "Numbers" : "Hide numbers");
    refresh();
  }

  function refresh() {
    if (place.hidden) return;
    place.replaceChildren(numbersTable(table()));
  }

  return { button, place, refresh };
}

export function numbersTable({ head, rows }) {
  return h(
    "table",
    h("thead", h("tr", ...head.map((name) => h("th", { scope: "col" }, name)))),
    h("tbody", ...rows.map((row) => h("tr", ...row.map((cell) => h("td", cell))))),
  );
}
