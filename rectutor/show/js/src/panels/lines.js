// Lines: over the steps, where they grow with the playhead, or within a frame, where they are drawn anew.
import { curveLinear, curveMonotoneX, line as pathOf } from "d3-shape";
import { valueText } from "../format.js";
import { at } from "../run.js";
import { stroke } from "../shapes.js";
import { keyOf } from "./key.js";
import { labelsOf } from "./line-labels.js";
import { bandOf, columnsOf, marksOf, shadeOf } from "./line-marks.js";
import { createPlot, createScale, heightOf, stepTicks, ticksOf } from "./plot.js";
import { indexAt, LOOKS, places, reached, seriesOf, xAt } from "./series.js";
import { drawUnrun } from "./unrun.js";

const MARGIN = { top: 22, right: 122, bottom: 40, left: 34 };
const HEIGHTS = { wide: 318, medium: 330, narrow: 300 };
const LETTER = 7; // px, about
const GHOST = { "stroke-dasharray": "5 4" };

export function createLines(spec, { root, spec: player }) {
  const { unit, measures = {}, axis, names } = player;
  const plot = createPlot(["block", "bands", "ghosts", "future", "past", "marks", "labels"]);
  const { layers } = plot;
  const [logX, logY] = ["x", "y"].map((name) => spec.log?.includes(name) ?? false);
  const [x, y] = [createScale(logX), createScale(logY)];
  const xField = spec.x === "step" ? (axis?.name ?? "step") : spec.x;
  const falls = measures[spec.lines[0].y]?.better === "lower";
  const text = (value) => valueText(value, spec);
  const columns = spec.lines.filter((line) => line.bars);
  const margin = { ...MARGIN, right: spec.lines.some((line) => line.label && !line.bars) ? MARGIN.right : 12 };
  let scaled = "";

  function resize(width) {
    plot.resize(width, heightOf(spec, root, HEIGHTS), margin);
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
    const values = all.flatMap(({ ys, tops = ys, band = [] }) => [...tops, ...band.flatMap((end) => [...(end ?? [])])]);
    const more = [spec.low, spec.high, start, ...Object.values(spec.rules ?? {}), ...(run.ended ? [] : [0.6 * start])];
    y.hold([...values.filter((v) => !(v >= 3 * start)), ...more], { pad: 0.03, before, floor: spec.low });
    const steps = grows && xField === "step";
    x.hold(steps ? [logX ? 1 : 0, run.total] : all.flatMap((line) => places(line).map((i) => xAt(line, i))));
    const yTicks = ticksOf(y, Math.max(3, plot.height / 64), { log: logY, unit: spec.unit });
    const left = Math.max(MARGIN.left, 10 + LETTER * Math.max(...yTicks.map(([, label]) => label.length)));
    plot.resize(plot.width, plot.height, { ...margin, left });
    x.range([plot.left, plot.right]);
    y.range([plot.bottom, plot.top]);
    const own = spec.ticks ?? (steps ? player.ticks : null);
    const xTicks =
      own ??
      (steps && !logX
        ? stepTicks(run.total)
        : ticksOf(x, Math.min(6, Math.max(2, (plot.right - plot.left) / 55)), { log: logX }));
    plot.grid(x, y, { xTicks, yTicks, xLabel: spec.x_label ?? axis?.label });
  }

  const px = (line, i) => x(logX ? Math.max(xAt(line, i), x.domain()[0]) : xAt(line, i));
  const py = (value) => y(Math.min(value, y.domain()[1]));
  const drawing = { spec, player, plot, x, y, px, py, text };
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
    const ghosts = now.ghosts.flatMap((g, i) =>
      ghostsOf(seriesOf(spec, xField, now, g, Math.min(position, g.last)), now.named[i]),
    );
    setScales(now, lines);
    layers.ghosts.replaceChildren(...ghosts.map((line) => stroke(curve(line), "var(--ghost)", 1.6, GHOST)));
    const drawn = lines.filter((line) => !line.bars).sort((a, b) => Boolean(b.hollow) - Boolean(a.hollow));
    const growing = drawn.filter((line) => line.grows);
    layers.future.replaceChildren(
      ...growing.map((one) => stroke(curve(one), one.color, 0.6 * one.wide, { opacity: 0.35 })),
    );
    layers.past.replaceChildren(
      ...drawn.map((one) =>
        stroke(curve(one, reached(one, position)), one.color, one.wide, { "stroke-dasharray": one.dash }),
      ),
    );
    layers.bands.replaceChildren(
      ...lines.filter((one) => one.bars).flatMap((one) => columnsOf(drawing, one, now.step)),
      ...lines.filter((one) => one.band).map((one) => bandOf(drawing, one, position)),
      ...shadeOf(drawing, now, lines[0]),
    );
    drawUnrun(layers.block, run, plot, x, xField === "step", lines.at(-1), text);
    layers.marks.replaceChildren(...marksOf(drawing, now, drawn.length ? drawn : lines));
    layers.labels.replaceChildren(...labelsOf(drawing, now, drawn, ghosts));
  }

  // Of an earlier run: what it was judged by, or all of its lines; the last bears the name of how it differed.
  function ghostsOf(lines, called) {
    const plain = lines.filter((line) => !line.role);
    const shown = plain.length ? plain : [lines.find((line) => line.role === "validation") ?? lines.at(-1)];
    return shown.map((line, i) => ({ ...line, called: i === shown.length - 1 ? called : "" }));
  }

  function describe(now) {
    const cursor = now.at(spec.cursor)?.[0];
    const facts = [spec.told, spec.shade?.[1]].flatMap((field) => (field ? (now.at(field) ?? []) : []));
    const named = seriesOf(spec, xField, now).filter((line) => line.label);
    const values = named.map((line) => {
      const value = at(line.ys, cursor === undefined ? reached(line, now.position) : indexAt(line, cursor));
      return `${line.label} ${Number.isFinite(value) ? text(value) : "none"}`;
    });
    const step = names?.[now.step] ?? `at ${unit} ${now.step}`;
    const where = cursor === undefined ? step : `at ${spec.x_label} ${cursor}`;
    return `${where}: ${[...facts, ...values].join(", ") || "nothing yet"}${spec.about ? ` (${spec.about})` : ""}`;
  }

  function table(now) {
    const lines = seriesOf(spec, xField, now);
    const [{ xs, ys }] = lines;
    const more = (spec.beside ?? []).map((field) => now.history(field) ?? now.at(field) ?? []);
    const across = (i) => (xs ? valueText(xs[i], {}) : (names?.[i] ?? String(i)));
    const cell = (value) => (typeof value === "string" ? value : valueText(value ?? Number.NaN, spec));
    const shown = [...ys.keys()].filter((i) => lines.some((line) => line.grows || Number.isFinite(line.ys[i])));
    return {
      head: [
        xs ? spec.x_label || xField : unit,
        ...lines.map((line) => line.label || line.y),
        ...(spec.beside ?? []).map((field) => field.replaceAll("_", " ")),
      ],
      rows: shown.map((i) => [across(i), ...[...lines.map((line) => line.ys), ...more].map((all) => cell(all[i]))]),
    };
  }

  const key = columns.map(({ role, label }) => [LOOKS[role || "plain"].color, label]).reverse();
  const head = columns.length ? keyOf(key) : undefined;
  return { element: plot.element, picture: plot.picture, head, resize, update, describe, table };
}
