// Why a film is predicted as it is: a staircase from what everyone gives it to the prediction, one step for each
// rating.
import { h, setText } from "../dom.js";
import { fixed, plain, signed } from "../format.js";
import { endPlot, scaleFor, stepPlot } from "../stairs.js";
import { numbersOf } from "../numbers.js";

const MOST = 8; // bars; the smallest of more are one bar

export function createWhy() {
  const title = h("h4");
  const body = h("div", { class: "why-body" });
  const numbers = numbersOf("Why", () => tableOf(latest));
  const element = h(
    "section",
    { class: "view why", role: "group" },
    h("div", { class: "view-title" }, title, numbers.button),
    body,
    h(
      "p",
      { class: "view-note" },
      "Bar = weight × differs. Differs = your rating − expected (mean + film's bias + your bias).",
    ),
    numbers.place,
  );
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
  const head = h(
    "div",
    { class: "why-row why-columns", "aria-hidden": "true" },
    h("span"),
    h("span", {}, "rated"),
    h("span", {}, "differs"),
    h("span"),
    h("span", {}, "weight"),
  );
  const rows = [head, endRow("what everyone gives it", shown.everyone, "ring", positions[0], share)];
  if (n) {
    const text = `you rate ${stairs.bias < 0 ? "lower" : "higher"} than others`;
    rows.push(
      h(
        "div",
        { class: "why-row" },
        h("span", { class: "wide" }, text),
        stepPlot(positions[0], positions[1], shown.bias, share),
      ),
    );
  }
  steps.forEach((step, j) =>
    rows.push(
      stepRow(
        step,
        films,
        rated.map(({ row }) => row),
        stepPlot(positions[j + 1], positions[j + 2], step.shown, share),
      ),
    ),
  );
  const last = endRow("prediction", shown.prediction, "disc", positions.at(-1), share);
  last.classList.add("result");
  rows.push(last);
  const [low, high] = spec.scale;
  const clipped = Math.min(Math.max(shown.prediction, low), high);
  if (clipped !== shown.prediction)
    rows.push(
      h("p", { class: "small clipped" }, `In the list it is shown as ${plain(clipped)}, where the scale ends.`),
    );
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
  if (step.others)
    return h("div", { class: "why-row" }, h("span", { class: "wide" }, `the other ${step.others} ratings`), drawn);
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

// `shown` is the value as it is written, so that the digits add up.
function endRow(text, shown, kind, value, share) {
  const plot = endPlot(value, kind, share);
  setText(plot.querySelector(".end-number"), fixed(shown, 2));
  return h("div", { class: "why-row end" }, h("span", { class: "wide" }, text), plot);
}

function tableOf({ stairs, films }) {
  const part = (name, value) => [name, "", "", "", signed(value, 4)];
  return {
    head: ["step", "rated", "differs", "weight", "stars"],
    rows: [
      ["what everyone gives it", "", "", "", fixed(stairs.everyone, 4)],
      part("your bias", stairs.bias),
      ...stairs.bars.map(({ row, stars, differs, weight, gain }) => [
        films.label[row],
        plain(stars),
        signed(differs, 4),
        signed(weight, 4),
        signed(gain, 4),
      ]),
      ["prediction", "", "", "", fixed(stairs.prediction, 4)],
    ],
  };
}
