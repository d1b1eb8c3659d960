// Hovering or focusing a row, or a term of a formula, marks the same symbol everywhere; in a row, also its partner.
import { partnerOf } from "./move.js";

export function lightUp(element) {
  let source = null;
  const show = (next) => light(element, (source = next));
  const focused = () => element.getRootNode().activeElement?.closest?.("[data-row]");
  const enter = (event) => show(event.target.closest?.("[data-row], [data-tokens]"));
  element.addEventListener("pointerover", enter);
  element.addEventListener("pointerleave", () => show(focused()));
  element.addEventListener("focusin", enter);
  element.addEventListener("focusout", () => show(focused()));
  return { again: () => show(source) }; // a row of ten factors' four may stand for another factor by now
}

function light(element, source) {
  const row = source?.closest("[data-row]")?.dataset.row;
  const wanted = new Set(row ? fromRow(row) : fromTerm(source?.dataset.tokens ?? ""));
  for (const marked of element.querySelectorAll("[data-tokens]")) {
    const lit = marked.dataset.tokens.split(" ").some((token) => wanted.has(token));
    marked.classList.toggle("lit", lit);
  }
  for (const line of element.querySelectorAll("[data-row]")) {
    const its = line.dataset.row;
    const lit = wanted.has(its) || (wanted.has("dot") && !its.startsWith("b"));
    line.classList.toggle("lit-row", row ? its === row : lit);
  }
}

// A row uses its own value, its partner's and the error; the error of the other rows is none of its business.
function fromRow(row) {
  return row.startsWith("b") ? [row, "e"] : [row, partnerOf(row), "dot", "e"];
}

function fromTerm(tokens) {
  const names = tokens.split(" ").filter(Boolean);
  if (names.includes("e")) return ["e", "error"];
  return names.some((name) => /^[pq]\d/.test(name)) ? [...names, "dot"] : names;
}
