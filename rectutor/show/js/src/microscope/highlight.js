// Hovering or focusing a row, or a term of a formula, marks the same symbol everywhere; in a row, also its partner.
import { partnerOf } from "./move.js";

export function lightUp(element) {
  const enter = (event) => light(element, event.target.closest?.("[data-row], [data-tokens]"));
  const leave = () => light(element, element.getRootNode().activeElement?.closest?.("[data-row]"));
  element.addEventListener("pointerover", enter);
  element.addEventListener("pointerleave", leave);
  element.addEventListener("focusin", enter);
  element.addEventListener("focusout", leave);
  return () => {
    for (const [type, listener] of [["pointerover", enter], ["pointerleave", leave], ["focusin", enter], ["focusout", leave]]) {
      element.removeEventListener(type, listener);
    }
  };
}

function light(element, source) {
  const row = source?.closest("[data-row]")?.dataset.row;
  const wanted = new Set(row ? fromRow(row) : fromTerm(source?.dataset.tokens ?? ""));
  for (const marked of element.querySelectorAll("[data-tokens]")) {
    marked.classList.toggle("lit", marked.dataset.tokens.split(" ").some((token) => wanted.has(token)));
  }
  for (const line of element.querySelectorAll("[data-row]")) {
    line.classList.toggle("lit-row", row ? line.dataset.row === row : wanted.has(line.dataset.row) || (wanted.has("dot") && !line.dataset.row.startsWith("b")));
  }
}

function fromRow(row) {
  return row.startsWith("b") ? [row, "error"] : [row, partnerOf(row), "dot", "error"];
}

function fromTerm(tokens) {
  const names = tokens.split(" ").filter(Boolean);
  return names.some((name) => /^[pq]\d/.test(name)) ? [...names, "dot"] : names;
}
