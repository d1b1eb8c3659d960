// Learning curve. Question: does it still get better on ratings it has not seen?
import { line, curveMonotoneX } from "d3-shape";
import { scaleLinear } from "d3-scale";
import { extent } from "d3-array";
import { h, svg, setAttributes } from "../dom.js";
import { error } from "../format.js";
import { at, showsBest } from "../run.js";

const MARGIN = { top: 22, right: 110, bottom: 40, left: 34 };
const GAP = 14; // px between labels at the lines' ends

export function createCurve({ root, spec }) {
  const { unit } = spec;
  const parts = Object.fromEntries(
    ["grid", "block", "ghosts", "future", "past", "marks", "labels"].map((name) => [name, svg("g", { class: name })]),
  );
  const picture = svg("svg", { role: "img" }, ...Object.values(parts));
  const element = h("div", { class: "picture" }, picture);
  const x = scaleLinear();
  const y = scaleLinear();
  let width = 0;
  let height = 0;
  let domainOf = null;

  function resize(w) {
    width = w;
    height = root.layout === "wide" ? 318 : root.layout === "medium" ? 330 : 300;
    setAttributes(picture, { width, height, viewBox: `0 0 ${width} ${height}` });
    domainOf = null;
  }

  // The axis holds all of the runs in sight and is never narrowed while one is drawn.
  function setScales(run, ghosts) {
    const key = [run.number, run.last, run.status, ghosts.map((g) => `${g.number}:${g.last}`), width].join("|");
    if (key === domainOf) return false;
    const fresh = domainOf === null || !domainOf.startsWith(`${run.number}|`);
    domainOf = key;
    x.domain([0, run.total]).range([MARGIN.left, width - MARGIN.right]);
    const start = run.measured[0];
    const values = [run, ...ghosts]
      .flatMap((r) => [...r.train, ...r.valid])
      .filter((v) => Number.isFinite(v) && v < 3 * start);
    let [low, high] = extent([...values, start, ...(run.ended ? [] : [0.6 * start])]);
    if (!fresh) {
      low = Math.min(low, y.domain()[0]);
      high = Math.max(high, y.domain()[1]);
    }
    const pad = 0.03 * (high - low || 0.1);
    y.domain([low - pad, high + pad]).range([height - MARGIN.bottom, MARGIN.top]);
    drawGrid(run);
    return true;
  }

  function drawGrid(run) {
    const ticks = y.ticks(5);
    const every = run.total <= 10 ? 1 : run.total <= 20 ? 5 : run.total <= 50 ? 10 : 20;
    const steps = [];
    for (let e = 0; e <= run.total; e += every) steps.push(e);
    parts.grid.replaceChildren(
      ...ticks.flatMap((t) => [
        svg("line", { x1: MARGIN.left, x2: width - MARGIN.right, y1: y(t), y2: y(t), stroke: "var(--hairline)" }),
        svg(
          "text",
          { x: MARGIN.left - 8, y: y(t) + 4, "text-anchor": "end" },
          t.toFixed(ticks[1] - ticks[0] < 0.09 ? 2 : 1),
        ),
      ]),
      ...steps.map((e) => svg("text", { x: x(e), y: height - MARGIN.bottom + 18, "text-anchor": "middle" }, String(e))),
      svg("text", { x: width - MARGIN.right, y: height - MARGIN.bottom + 33, "text-anchor": "end" }, unit),
    );
  }

  const path = (curve, upTo = curve.length - 1) => {
    const points = curve.slice(0, Math.floor(upTo + 1e-6) + 1).map((v, i) => [i, v]);
    if (upTo > points.length - 1 + 1e-6) points.push([upTo, at(curve, upTo)]);
    const top = y.domain()[1];
    return line()
      .x((p) => x(p[0]))
      .y((p) => y(Math.min(p[1], top)))
      .curve(curveMonotoneX)(points.filter((p) => Number.isFinite(p[1])));
  };

  function update(run, position, { ghosts, named }) {
    if (width === 0) return;
    setScales(run, ghosts);
    const curves = [
      { name: "training", values: run.train, color: "var(--training)", wide: 2, dot: 4 },
      ...(run.valid.length
        ? [{ name: "validation", values: run.valid, color: "var(--validation)", wide: 3, dot: 5 }]
        : []),
    ];
    parts.ghosts.replaceChildren(
      ...ghosts.map((g) =>
        svg("path", {
          d: path(g.measured),
          fill: "none",
          stroke: "var(--ghost)",
          "stroke-width": 1.6,
          "stroke-dasharray": "5 4",
        }),
      ),
    );
    parts.future.replaceChildren(
      ...curves.map((c) =>
        svg("path", { d: path(c.values), fill: "none", stroke: c.color, "stroke-width": c.wide * 0.6, opacity: 0.35 }),
      ),
    );
    parts.past.replaceChildren(
      ...curves.map((c) =>
        svg("path", {
          d: path(c.values, position),
          fill: "none",
          stroke: c.color,
          "stroke-width": c.wide,
          "stroke-linejoin": "round",
        }),
      ),
    );
    drawBlock(run);
    drawMarks(run, position, curves);
    drawLabels(run, position, curves, ghosts, named);
  }

  function drawBlock(run) {
    const after = Math.min(run.total, run.status === "diverged" ? run.last + 1 : run.last);
    if (!["diverged", "stopped early", "stopped"].includes(run.status) || after >= run.total)
      return parts.block.replaceChildren();
    const failed = run.status === "diverged";
    const left = x(after);
    const right = x(run.total);
    const middle = (left + right) / 2;
    const roomy = right - left > 120;
    parts.block.replaceChildren(
      svg("rect", {
        x: left,
        y: MARGIN.top,
        width: right - left,
        height: height - MARGIN.top - MARGIN.bottom,
        fill: failed ? "var(--failure-band)" : "var(--panel)",
      }),
      svg("line", {
        x1: left,
        x2: left,
        y1: MARGIN.top,
        y2: height - MARGIN.bottom,
        stroke: failed ? "var(--failure)" : "var(--outline)",
        "stroke-dasharray": failed ? null : "3 3",
      }),
      ...(failed
        ? [
            svg(
              "text",
              {
                x: left,
                y: MARGIN.top + 6,
                "text-anchor": "middle",
                style: "font-size:18px;font-weight:700;fill:var(--failure)",
              },
              "✕",
            ),
            ...(roomy
              ? [
                  svg(
                    "text",
                    {
                      class: "halo",
                      x: middle,
                      y: height - MARGIN.bottom - 30,
                      "text-anchor": "middle",
                      style: "font-weight:650;fill:var(--failure);stroke:var(--failure-band)",
                    },
                    "not a number from here",
                  ),
                  svg(
                    "text",
                    {
                      class: "halo",
                      x: middle,
                      y: height - MARGIN.bottom - 14,
                      "text-anchor": "middle",
                      style: "stroke:var(--failure-band)",
                    },
                    `last: ${run.valid.length ? "validation" : "training"} ${error(run.measured[run.last])}`,
                  ),
                ]
              : []),
          ]
        : roomy
          ? [
              svg(
                "text",
                { x: middle, y: (height - MARGIN.bottom + MARGIN.top) / 2, "text-anchor": "middle" },
                "not run",
              ),
            ]
          : []),
    );
  }

  function drawMarks(run, position, curves) {
    const px = x(position);
    const marks = [
      svg("line", {
        x1: px,
        x2: px,
        y1: MARGIN.top - 8,
        y2: height - MARGIN.bottom,
        stroke: "var(--ink)",
        "stroke-width": 1.3,
      }),
      ...curves.map((c) =>
        svg("circle", {
          cx: px,
          cy: y(Math.min(at(c.values, position), y.domain()[1])),
          r: c.dot,
          fill: c.color,
          stroke: "var(--background)",
          "stroke-width": 1.5,
        }),
      ),
    ];
    if (showsBest(run) && run.valid.length) {
      const bx = x(run.best);
      const by = y(run.valid[run.best]) - 12;
      const label = atBest(position, run) ? "" : `best, ${unit} ${run.best}`;
      const crowded = Math.abs(px - bx - 20) < 75; // the value at the playhead stands there: go above it
      const toLeft = bx > width - MARGIN.right - 60;
      marks.push(
        svg("path", { d: `M${bx - 4.5} ${by - 4}h9l-4.5 7z`, fill: "var(--validation)" }),
        svg(
          "text",
          {
            class: "halo",
            x: toLeft ? bx - 8 : bx + 8,
            y: by + (crowded ? -13 : 2),
            "text-anchor": toLeft ? "end" : "start",
            style: "fill:var(--validation);font-weight:600",
          },
          label,
        ),
      );
    }
    parts.marks.replaceChildren(...marks);
  }

  // The values stand at the playhead, the names at the lines' ends: moved apart where they would touch, never dropped.
  function drawLabels(run, position, curves, ghosts, named) {
    const clamp = (v) => Math.min(v, y.domain()[1]);
    const end = width - MARGIN.right + 8;
    const atEnd = x(run.last) - x(position) < 46; // the value then joins the name at the line's end
    const ends = [
      ...curves.map((c) => {
        const value = c.values[run.last];
        const text = atEnd ? `${c.name} ${error(at(c.values, position))}` : c.name;
        return { want: y(clamp(value)), text, x: Math.min(end, x(run.last) + 10), color: c.color, weight: 650 };
      }),
      ...ghosts.map((g, i) => ({
        want: y(clamp(g.measured[g.last])),
        text: named[i],
        x: Math.min(end, x(g.last) + 8),
        color: "var(--ghost-text, var(--tertiary))",
        weight: 400,
      })),
    ];
    spread(ends, MARGIN.top, height - MARGIN.bottom);
    const values = atEnd
      ? []
      : curves.map((c) => ({
          want: y(clamp(at(c.values, position))) + (c.name === "validation" ? -9 : 19),
          text: error(at(c.values, position)),
          x: x(position) + 9,
          color: c.color,
          weight: 650,
          size: 13,
        }));
    if (values.length === 2 && values[0].want > values[1].want) {
      const [train, valid] = values;
      if (valid.want < train.want && train.want - valid.want < 16) train.want = valid.want + 16;
    }
    for (const v of values) v.y = v.want;
    parts.labels.replaceChildren(
      ...[...ends, ...values].map((l) =>
        svg(
          "text",
          {
            class: "halo",
            x: l.x,
            y: l.y + 4,
            style: `fill:${l.color};font-weight:${l.weight}${l.size ? `;font-size:${l.size}px` : ""}`,
          },
          l.text,
        ),
      ),
    );
  }

  return {
    name: "curve",
    side: "left",
    tab: "Curve",
    title: "Learning curve",
    about: "RMSE in stars",
    element,
    picture,
    resize,
    update,
    describe: (run, epoch) =>
      `at ${unit} ${epoch} the ${run.valid.length ? `validation error is ${error(run.valid[epoch])}, the ` : ""}` +
      `training error ${error(run.train[epoch])}, in stars`,
    table: (run) => ({
      head: [unit, "training", ...(run.valid.length ? ["validation"] : [])],
      rows: run.train.map((v, i) => [String(i), error(v), ...(run.valid.length ? [error(run.valid[i])] : [])]),
    }),
  };
}

const atBest = (position, run) => Math.abs(position - run.best) < 0.5; // the playhead says it

function spread(labels, top, bottom) {
  labels.sort((a, b) => a.want - b.want);
  let previous = top - GAP;
  for (const label of labels) label.y = previous = Math.max(label.want, previous + GAP);
  let limit = bottom + GAP;
  for (const label of [...labels].reverse()) label.y = limit = Math.min(label.y, limit - GAP);
}
