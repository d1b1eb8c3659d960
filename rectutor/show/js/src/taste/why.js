// Why a film is predicted as it is: a staircase from what everyone gives it to the prediction, one step for each rating.
import { h, setText } from "../dom.js";
import { fixed, MINUS, plain, signed } from "../format.js";
import { numbersOf } from "./numbers.js";

const MOST = 8; // bars; the smallest of more are one bar
const WIDTHS = [0.5, 0.75, 1, 1.5, 2, 3, 4, 6, 8, 12, 16]; // stars across the plot: few choices, so that bars keep their scale while λ moves

export function createWhy() {
  const title = h("h4");
  const body = h("div", { class: "why-body" });
  const numbers = numbersOf("Why", () => tableOf(latest));
  const element = h("section", { class: "view why", role: "group" }, h("div", { class: "view-title" }, title, numbers.button), body, h("p", { class: "view-note" }, "Bar = weight × differs. Differs = your rating − expected (mean + film's bias + your bias)."), numbers.place);
  let latest = null;

  function update(derived) {
    latest = derived;
    const { stairs, films } = derived;
    element.hidden = !stairs;
    if (!stairs) return;
    setText(title, `Why ${films.label[stairs.row]}`);
    element.setAttribute("aria-label", `Why ${films.label[stairs.row]}`);
    body.replaceChildren(...rowsOf(derived));
    numbers.refresh();
  }

  return { element, update };
}

function rowsOf({ stairs, films, spec, n, rated }) {
  const { bars, shown } = stairs;
  const steps = shownBars(bars);
  const positions = [stairs.everyone, stairs.everyone + stairs.bias];
  for (const { gain } of steps) positions.push(positions.at(-1) + gain);
  const share = scaleFor(positions);
  const head = h("div", { class: "why-row why-columns", "aria-hidden": "true" }, h("span"), h("span", {}, "rated"), h("span", {}, "differs"), h("span"), h("span", {}, "weight"));
  const rows = [head, endRow("what everyone gives it", fixed(shown.everyone, 2), "ring", share(positions[0]))];
  if (n) {
    const text = `you rate ${stairs.bias < 0 ? "lower" : "higher"} than others`;
    rows.push(h("div", { class: "why-row" }, h("span", { class: "wide" }, text), plot(positions[0], positions[1], shown.bias, share)));
  }
  steps.forEach((step, j) => rows.push(stepRow(step, films, rated.map(({ row }) => row), plot(positions[j + 1], positions[j + 2], step.shown, share))));
  const last = endRow("prediction", fixed(shown.prediction, 2), "disc", share(positions.at(-1)));
  last.classList.add("result");
  rows.push(last);
  const [low, high] = spec.scale;
  const clipped = Math.min(Math.max(shown.prediction, low), high);
  if (clipped !== shown.prediction) rows.push(h("p", { class: "small clipped" }, `In the list it is shown as ${plain(clipped)}, where the scale ends.`));
  if (!n) rows.push(h("p", { class: "view-note" }, "Nothing is added yet: each film that you rate becomes one step."));
  return rows;
}

function shownBars(bars) {
  if (bars.length <= MOST) return bars;
  const rest = bars.slice(MOST - 1);
  const sum = (name) => rest.reduce((total, bar) => total + bar[name], 0);
  return [...bars.slice(0, MOST - 1), { others: rest.length, gain: sum("gain"), shown: sum("shown") }];
}

function stepRow(step, films, rated, drawn) {
  if (step.others) return h("div", { class: "why-row" }, h("span", { class: "wide" }, `the other ${step.others} ratings`), drawn);
  return h(
    "div",
    { class: "why-row" },
    h("span", { class: "name", title: films.title[step.row] }, films.brief(step.row, rated)),
    h("b", { class: "stars-given" }, plain(step.stars)),
    h("span", { class: "differs" }, signed(step.differs, 2)),
    h("span", { class: "times" }, "×"),
    h("span", { class: "weight" }, signed(step.weight, 3)),
    drawn,
  );
}

function endRow(text, number, kind, left) {
  const label = h("b", { class: "end-number", style: { right: `calc(100% - ${left} + 10px)` } }, number);
  return h("div", { class: "why-row end" }, h("span", { class: "wide" }, text), h("span", { class: "why-plot" }, h("i", { class: "stem", style: { left } }), h("i", { class: kind, style: { left } }), label));
}

function plot(from, to, shown, share) {
  const [left, right] = [share(Math.min(from, to)), share(Math.max(from, to))];
  const sign = to < from ? "negative" : "positive";
  return h(
    "span",
    { class: "why-plot" },
    h("i", { class: "stem", style: { left: share(to) } }),
    h("i", { class: `bar ${sign}`, style: { left, width: `max(2px, calc(${right} - ${left}))` } }),
    h("b", { class: `gain ${sign}`, style: { left: `calc(max(${right}, ${left} + 2px) + 5px)` } }, (to < from ? MINUS : "+") + fixed(Math.abs(shown), 2)),
  );
}

function scaleFor(positions) {
  const [low, high] = [Math.min(...positions), Math.max(...positions)];
  const width = WIDTHS.find((one) => one >= (high - low) * 1.02) ?? high - low;
  const grid = width / 10;
  const start = Math.floor((low - Math.max(width - (high - low), 0) / 2) / grid) * grid;
  const begin = Math.min(Math.max(start, high - width), low);
  return (value) => `${((100 * (value - begin)) / width).toFixed(3)}%`;
}

function tableOf({ stairs, films }) {
  const part = (name, value) => [name, "", "", "", signed(value, 4)];
  return {
    head: ["step", "rated", "differs", "weight", "stars"],
    rows: [
      ["what everyone gives it", "", "", "", fixed(stairs.everyone, 4)],
      part("your bias", stairs.bias),
      ...stairs.bars.map(({ row, stars, differs, weight, gain }) => [films.label[row], plain(stars), signed(differs, 4), signed(weight, 4), signed(gain, 4)]),
      ["prediction", "", "", "", fixed(stairs.prediction, 4)],
    ],
  };
}
