// The chosen metric's mean over all test users, at each k: one list is an anecdote, this is the result.
import { line } from "d3-shape";
import { scaleLinear } from "d3-scale";
import { h, setAttributes, setText, svg } from "../dom.js";
import { count, cut, fixed } from "../format.js";
import { numbersOf } from "../numbers.js";
import { isLabelled } from "./controls.js";
import { threeDecimals } from "./sentence.js";

const MARGIN = { top: 10, right: 128, bottom: 22, left: 34 };
const GAP = 16; // px between labels at the lines' ends
const LONGEST = 11; // letters of a model's name

export function createChart({ spec, root }) {
  const parts = Object.fromEntries(
    ["grid", "lines", "marks", "labels"].map((name) => [name, svg("g", { class: name })]),
  );
  const picture = svg("svg", { role: "img", class: "chart" }, ...Object.values(parts));
  const title = h("h4");
  const about = h("span", { class: "about" });
  const numbers = numbersOf("Mean over all test users", () => tableOf(latest));
  const element = h(
    "section",
    { class: "view", "aria-label": "Mean over all test users" },
    h("div", { class: "view-title" }, title, about, numbers.button),
    picture,
    numbers.place,
  );
  const x = scaleLinear();
  const y = scaleLinear();
  let latest = null;
  let width = 0;
  let height = 0;
  new ResizeObserver(([entry]) => {
    if (!entry.contentRect.width || entry.contentRect.width === width) return;
    width = entry.contentRect.width;
    if (latest) draw();
  }).observe(element);

  function update(derived) {
    latest = derived;
    const {
      metric,
      k,
      spec: { models },
    } = derived;
    const values = curves(derived);
    setText(about, `mean of ${count(spec.means.users)} users${metric.all ? ", the same at every k" : ""}`);
    setText(title, metric.all ? metric.mean : `${metric.mean}@k`);
    const said = models.map((model, at) => `${model} ${threeDecimals(values[at][k - 1])}`).join(", ");
    picture.setAttribute(
      "aria-label",
      `${metric.mean}, mean over all test users${metric.all ? "" : `, at k ${k}`}: ${said}`,
    );
    numbers.refresh();
    if (width) draw();
  }

  function draw() {
    height = root.layout === "narrow" ? 220 : 160;
    setAttributes(picture, { width, height, viewBox: `0 0 ${width} ${height}` });
    const {
      k,
      modelAt,
      metric,
      spec: { n, models },
    } = latest;
    const values = curves(latest);
    const top = Math.max(...values.flat().filter(Number.isFinite), 1e-3);
    const low = metric.all ? Math.min(0.5, ...values.flat().filter(Number.isFinite)) : 0; // an AUC of 0.5 is chance
    x.domain([1, Math.max(n, 2)]).range([MARGIN.left, width - MARGIN.right]);
    y.domain([low, metric.all ? 1 : top]).range([height - MARGIN.bottom, MARGIN.top]);
    if (!metric.all) y.nice(3);
    drawGrid(n);
    const order = models.map((_, at) => at).sort((a, b) => (a === modelAt) - (b === modelAt)); // the chosen one on top
    const known = order.filter((at) => Number.isFinite(values[at][k - 1]));
    const path = line()
      .defined(Number.isFinite)
      .x((_, at) => x(at + 1))
      .y((value) => y(value));
    parts.lines.replaceChildren(
      ...order.map((at) => svg("path", { d: path(values[at]), class: at === modelAt ? "mean chosen" : "mean" })),
    );
    parts.marks.replaceChildren(
      ...(metric.all
        ? []
        : [
            svg("line", { class: "at-k", x1: x(k), x2: x(k), y1: MARGIN.top - 8, y2: height - MARGIN.bottom }),
            ...known.map((at) =>
              svg("circle", {
                class: at === modelAt ? "chosen" : "",
                cx: x(k),
                cy: y(values[at][k - 1]),
                r: at === modelAt ? 5 : 3.5,
              }),
            ),
          ]),
    );
    drawLabels(models, values, modelAt, k, n);
  }

  function drawGrid(n) {
    const ticks = y.ticks(3);
    const digits = Math.max(...ticks.map((tick) => (String(tick).split(".")[1] ?? "").length));
    const steps = Array.from({ length: n }, (_, at) => at + 1).filter((k) => isLabelled(k, n));
    parts.grid.replaceChildren(
      ...ticks.flatMap((tick) => [
        svg("line", { x1: MARGIN.left, x2: width - MARGIN.right, y1: y(tick), y2: y(tick) }),
        svg("text", { x: MARGIN.left - 8, y: y(tick) + 4, "text-anchor": "end" }, fixed(tick, digits)),
      ]),
      ...steps.map((k) => svg("text", { x: x(k), y: height - MARGIN.bottom + 17, "text-anchor": "middle" }, String(k))),
      svg("text", { x: width - MARGIN.right + 14, y: height - MARGIN.bottom + 17, class: "axis-name" }, "k"),
    );
  }

  // At the lines' ends: the model's name and its mean at k, moved apart where they would touch, never dropped.
  function drawLabels(models, values, modelAt, k, n) {
    const labels = models
      .map((name, at) => ({ name, at, want: y(values[at][n - 1] || 0) + 4 }))
      .sort((a, b) => a.want - b.want);
    let previous = -Infinity;
    for (const label of labels) label.y = previous = Math.max(label.want, previous + GAP, 12);
    let limit = height - MARGIN.bottom + 4 + GAP;
    for (const label of labels.toReversed()) label.y = limit = Math.min(label.y, limit - GAP);
    parts.labels.replaceChildren(
      ...labels.map(({ name, at, y: py }) =>
        svg(
          "text",
          { class: at === modelAt ? "halo chosen" : "halo", x: width - MARGIN.right + 10, y: py },
          cut(name, LONGEST),
          " ",
          svg("tspan", {}, threeDecimals(values[at][k - 1])),
        ),
      ),
    );
  }

  return { element, update };
}

// By model, by k.
function curves({ spec, metric }) {
  const values = spec.means[metric.key].map((mean) => (mean === null ? NaN : mean)); // AUC, where no user has a pair
  return metric.all ? values.map((value) => Array(spec.n).fill(value)) : values;
}

function tableOf(derived) {
  const values = curves(derived);
  const stops = derived.metric.all ? ["any"] : values[0].map((_, at) => String(at + 1));
  return {
    head: ["k", ...derived.spec.models],
    rows: stops.map((k, at) => [k, ...values.map((mean) => threeDecimals(mean[at]))]),
  };
}
