// Says which colour is what: above a picture whose parts have no room for their names.
import { h, svg } from "../dom.js";
import { box, segment } from "../shapes.js";

// entries: [colour, text]; a line in place of a square where a third says "line", no mark where there is no colour
export function keyOf(entries) {
  return h("div.key", ...entries.map(entry));
}

function entry([color, text, shape = "square"]) {
  if (!color) return h("span", text);
  const mark =
    shape === "line" ? segment(0, 6, 12, 6, color, { "stroke-width": 2 }) : box(1, 1, 10, 10, color, { rx: 2 });
  return h("span.named", svg("svg", { width: 12, height: 12, "aria-hidden": "true" }, mark), text);
}
