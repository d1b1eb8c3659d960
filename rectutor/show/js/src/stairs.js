// A staircase: from where a prediction starts, step by step, to where it ends.
import { h } from "./dom.js";
import { fixed, MINUS } from "./format.js";

// stars across the plot: few choices, so that bars keep their scale while a slider moves
const WIDTHS = [0.5, 0.75, 1, 1.5, 2, 3, 4, 6, 8, 12, 16];

// One step, with its number; `share` says where a value lies, as a CSS length.
export function stepPlot(from, to, shown, share) {
  const [left, right] = [share(Math.min(from, to)), share(Math.max(from, to))];
  const sign = to < from ? "negative" : "positive";
  return h(
    "span.step-plot",
    h("i.stem", { style: { left: share(to) } }),
    h("i", { class: `bar ${sign}`, style: { left, width: `max(2px, calc(${right} - ${left}))` } }),
    h(
      "b",
      { class: `gain ${sign}`, style: { left: `calc(max(${right}, ${left} + 2px) + 5px)` } },
      (to < from ? MINUS : "+") + fixed(Math.abs(shown), 2),
    ),
  );
}

// Where it starts ("ring") or ends ("disc"), with the value beside it.
export function endPlot(value, kind, share) {
  const left = share(value);
  return h(
    "span.step-plot",
    h("i.stem", { style: { left } }),
    h("i", { class: kind, style: { left } }),
    h("b.end-number", { style: { right: `calc(100% - ${left} + 10px)` } }, fixed(value, 2)),
  );
}

export function scaleFor(positions) {
  const [low, high] = [Math.min(...positions), Math.max(...positions)];
  const width = WIDTHS.find((one) => one >= (high - low) * 1.02) ?? high - low;
  const grid = width / 10;
  const start = Math.floor((low - Math.max(width - (high - low), 0) / 2) / grid) * grid;
  const begin = Math.min(Math.max(start, high - width), low);
  return (value) => `${((100 * (value - begin)) / width).toFixed(3)}%`;
}
