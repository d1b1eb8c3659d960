// Lines: over the steps, where they grow with the playhead, or within a frame, where they are drawn anew.
import { area, curveLinear, curveMonotoneX, line as pathOf } from "d3-shape";
import { valueText } from "../format.js";
import { spread } from "../labels.js";
import { at, showsBest } from "../run.js";
import { bold, dot, END, segment, stroke, words } from "../shapes.js";
import { svg } from "../dom.js";
import { createPlot, createScale, stepTicks, ticksOf } from "./plot.js";
import { places, reached, seriesOf, xAt } from "./series.js";
import { drawUnrun } from "./unrun.js";

const MARGIN = { top: 22, right: 122, bottom: 40, left: 34 };
const HEIGHTS = { wide: 318, medium: 330, narrow: 300 };
const LETTER = 7; // px, about
const GHOST = { "stroke-dasharray": "5 4" };

export function createLines(spec, { root, spec: { unit, measures = {}, axis, watched } }) {
  const plot = createPlot(["block", "bands", "ghosts", "future", "past", "marks", "labels"]);
  const { layers } = plot;
  const [logX, logY] = ["x", "y"].map((name) => spec.log?.includes(name) ?? false);
  const [x, y] = [createScale(logX), createScale(logY)];
  const xField = spec.x === "step" ? (axis?.name ?? "step") : spec.x;
  const falls = measures[spec.lines[0].y]?.better === "lower";
  const text = (value) => valueText(value, spec);
  let scaled = "";

  function resize(width) {
    plot.resize(width, HEIGHTS[root.layout], MARGIN);
    scaled = "";
  }

  // The axes hold all of the runs in sight and are never narrowed while one is drawn.
  function setScales(now, lines) {
    const { run, ghosts } = now;
    const others = ghosts.map((g) => `${g.number}:${g.last}`);
    const key = [run.number, run.last, run.status, plot.width, others].join("|");
    if (key === scaled) return;
    const before = scaled.startsWith(`${run.number}|`) ? y.domain() : [];
    scaled = key;
    const grows = lines.every((line) => line.grows);
    const positions = grows ? [run.last] : [...run.said.keys()];
    const all = positions.flatMap((p) => [run, ...ghosts].flatMap((one) => seriesOf(spec, xField, now, one, p)));
    const start = grows && falls ? lines.at(-1).ys[0] : Number.NaN; // what rises far above it is cut
    const values = all.flatMap(({ ys, band = [] }) => [...ys, ...band.flatMap((end) => [...(end ?? [])])]);
    const more = [spec.low, spec.high, start, ...Object.values(spec.rules ?? {}), ...(run.ended ? [] : [0.6 * start])];
    y.hold([...values.filter((v) => !(v >= 3 * start)), ...more], { pad: 0.03, before });
    const steps = grows && xField === "step";
    x.hold(steps ? [logX ? 1 : 0, run.total] : all.flatMap((line) => places(line).map((i) => xAt(line, i))));
    const yTicks = ticksOf(y, 5, { log: logY, unit: spec.unit });
    const left = Math.max(MARGIN.left, 10 + LETTER * Math.max(...yTicks.map(([, label]) => label.length)));
    plot.resize(plot.width, plot.height, { ...MARGIN, left });
    x.range([plot.left, plot.right]);
    y.range([plot.bottom, plot.top]);
    const xTicks = steps && !logX ? stepTicks(run.total) : ticksOf(x, 6, { log: logX });
    plot.grid(x, y, { xTicks, yTicks, xLabel: spec.x_label ?? axis?.label });
  }

  const px = (line, i) => x(logX ? Math.max(xAt(line, i), x.domain()[0]) : xAt(line, i));
  const py = (value) => y(Math.min(value, y.domain()[1]));
  const curve = (line, upTo) => {
    const path = pathOf(
      (i) => px(line, i),
      (i) => py(at(line.ys, i)),
    );
    return path.curve(line.dots ? curveLinear : curveMonotoneX)(places(line, upTo));
  };

  function update(now) {
    if (plot.width === 0) return;
    const { position, run } = now;
    const lines = seriesOf(spec, xField, now);
    const ghosts = now.ghosts.map((g) => seriesOf(spec, xField, now, g, Math.min(position, g.last)).at(-1));
    setScales(now, lines);
    layers.ghosts.replaceChildren(...ghosts.map((line) => stroke(curve(line), "var(--ghost)", 1.6, GHOST)));
    const growing = lines.filter((line) => line.grows);
    layers.future.replaceChildren(
      ...growing.map((one) => stroke(curve(one), one.color, 0.6 * one.wide, { opacity: 0.35 })),
    );
    layers.past.replaceChildren(
      ...lines.map((one) =>
        stroke(curve(one, reached(one, position)), one.color, one.wide, { "stroke-dasharray": one.dash }),
      ),
    );
    layers.bands.replaceChildren(...lines.filter((one) => one.band).map((one) => band(one, position)));
    drawUnrun(layers.block, run, plot, x, xField === "step", lines.at(-1), text);
    layers.marks.replaceChildren(...marks(now, lines));
    layers.labels.replaceChildren(...labels(now, lines, ghosts));
  }

  function band(line, position) {
    const shape = area()
      .x((i) => px(line, i))
      .y0((i) => py(at(line.band[0], i)))
      .y1((i) => py(at(line.band[1], i)));
    return svg("path", { d: shape(places(line, reached(line, position))), fill: line.color, opacity: 0.15 });
  }

  function marks(now, lines) {
    const { run, position } = now;
    const drawn = Object.values(spec.rules ?? {}).map((v) =>
      segment(plot.left, y(v), plot.right, y(v), "var(--tertiary)", { "stroke-dasharray": "2 3" }),
    );
    for (const line of lines) {
      if (line.dots)
        drawn.push(
          ...places(line, reached(line, position)).map((i) =>
            dot(px(line, i), py(at(line.ys, i)), 2.5, "var(--background)", { stroke: line.color }),
          ),
        );
    }
    const growing = lines.filter((line) => line.grows);
    if (growing.length)
      drawn.push(
        segment(px(growing[0], position), plot.top - 8, px(growing[0], position), plot.bottom, "var(--ink)", {
          "stroke-width": 1.3,
        }),
      );
    drawn.push(...growing.map((line) => dot(px(line, position), py(at(line.ys, position)), line.r, line.color)));
    const best = lines.find((line) => line.y === watched);
    return best && showsBest(run) ? [...drawn, ...bestMark(best, run, position)] : drawn;
  }

  function bestMark(line, run, position) {
    const [bx, by] = [px(line, run.best), py(line.ys[run.best]) - 12];
    const label = Math.abs(position - run.best) < 0.5 ? "" : `best, ${unit} ${run.best}`; // the playhead says it
    const crowded = Math.abs(px(line, position) - bx - 20) < 75; // its value stands there: go above it
    const toLeft = bx > plot.right - 60;
    const place = toLeft ? { ...END, x: bx - 8 } : { x: bx + 8 };
    const triangle = svg("path", { d: `M${bx - 4.5} ${by - 4}h9l-4.5 7z`, fill: line.color });
    return [triangle, bold(0, by + (crowded ? -13 : 2), label, line.color, place)];
  }

  // The values stand at the playhead, the names at the lines' ends: moved apart where they would touch, never dropped.
  function labels({ position, named, run }, lines, ghosts) {
    const end = (line, by) => Math.min(plot.right + 8, px(line, line.ys.length - 1) + by);
    const near = lines[0].grows && px(lines[0], run.last) - px(lines[0], position) < 46; // value and name then join
    const now = (line) => text(at(line.ys, reached(line, position)));
    const ends = lines.map((line) => {
      const label = near && line.grows ? `${line.label} ${now(line)}` : line.label;
      return { want: py(line.ys.at(-1)), text: label, x: end(line, 10), color: line.color, weight: 650 };
    });
    ghosts.forEach((line, i) =>
      ends.push({ want: py(line.ys.at(-1)), text: named[i], x: end(line, 8), color: "var(--tertiary)", weight: 400 }),
    );
    spread(ends, plot.top, plot.bottom);
    const values = near
      ? []
      : lines
          .filter((line) => line.grows)
          .map((line, _, all) => ({
            y: py(at(line.ys, position)) + (all.length === 1 || line.role === "validation" ? -9 : 19),
            text: now(line),
            x: px(line, position) + 9,
            color: line.color,
            weight: 650,
            size: 13,
          }));
    values.sort((a, b) => a.y - b.y).forEach((one, i) => i && (one.y = Math.max(one.y, values[i - 1].y + 16)));
    const rules = Object.entries(spec.rules ?? {}).map(([name, v]) => ({
      x: plot.left + 6,
      y: y(v) - 9,
      text: `${name} ${text(v)}`,
      color: "var(--tertiary)",
      weight: 400,
    }));
    return [...ends, ...values, ...rules].map(({ x, y, text, color, weight, size = 12 }) =>
      words(x, y + 4, text, { class: "halo", style: `fill:${color};font-weight:${weight};font-size:${size}px` }),
    );
  }

  const said = (now) =>
    seriesOf(spec, xField, now)
      .map((line) => `${line.label} ${text(at(line.ys, reached(line, now.position)))}`)
      .join(", ");
  return {
    element: plot.element,
    picture: plot.picture,
    resize,
    update,
    describe: (now) => `at ${unit} ${now.step}: ${said(now)}${spec.about ? ` (${spec.about})` : ""}`,
    table(now) {
      const lines = seriesOf(spec, xField, now);
      const across = (i) => (lines[0].xs ? valueText(lines[0].xs[i], {}) : String(i));
      const rows = [...lines[0].ys.keys()].map((i) => [across(i), ...lines.map((line) => text(line.ys[i]))]);
      return { head: [lines[0].xs ? xField : unit, ...lines.map((line) => line.label)], rows };
    },
  };
}
