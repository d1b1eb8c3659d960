// What stands in a plot of lines besides them: columns, bands, a shaded part, dots, rules, the playhead, the best step.
// A drawing is { spec, player, plot, x, y, px, py, text }: where a point of a line is, and how its value is written.
import { area } from "d3-shape";
import { svg } from "../dom.js";
import { at, showsBest } from "../run.js";
import { bold, dot, END, segment } from "../shapes.js";
import { indexAt, places, reached, xAt } from "./series.js";

const AHEAD = 0.22; // how dark are columns that the playhead has not reached
const LETTER = 6.8; // px, about, of bold text
const DASHES = { "stroke-dasharray": "2 3" };
const PLAYHEAD = { "stroke-width": 1.3 };

// A column a step, from what stands under it, in two paths: up to the playhead, and ahead.
export function columnsOf({ px, py }, line, step) {
  const pitch = px(line, 1) - px(line, 0);
  const wide = Math.max(1, pitch - (pitch > 3 ? 0.6 : 0));
  const column = (i) => `M${px(line, i - 1)} ${py(line.tops[i])}h${wide}V${py(line.feet?.[i] ?? 0)}h${-wide}z`;
  const path = (from, to) =>
    places(line, to)
      .filter((i) => i >= from)
      .map(column)
      .join("");
  return [
    svg("path", { d: path(1, step), fill: line.color }),
    svg("path", { d: path(step + 1, line.ys.length - 1), fill: line.color, opacity: AHEAD }),
  ];
}

export function bandOf({ px, py }, line, position) {
  const shape = area()
    .x((i) => px(line, i))
    .y0((i) => py(at(line.band[0], i)))
    .y1((i) => py(at(line.band[1], i)));
  return svg("path", { d: shape(places(line, reached(line, position))), fill: line.color, opacity: 0.15 });
}

// The part under a line up to some x, and what it says of it.
export function shadeOf({ spec, plot, x, px, py }, now, line) {
  const [edge, text] = (spec.shade ?? []).map((field) => now.at(field)?.[0]);
  const inside = places(line).filter((i) => xAt(line, i) < edge);
  if (!inside.length) return [];
  const [right, top] = [x(edge), py(at(line.ys, indexAt(line, edge)))];
  const points = inside.map((i) => `${px(line, i)} ${py(line.ys[i])}`);
  const shape = `M${px(line, inside[0])} ${plot.bottom}L${points.join("L")}L${right} ${top}V${plot.bottom}z`;
  const fits = LETTER * text.length < right - plot.left;
  return [
    svg("path", { d: shape, fill: line.color, opacity: 0.12 }),
    segment(right, top, right, plot.bottom, line.color, { "stroke-dasharray": "3 3" }),
    bold(fits ? right - 8 : plot.left + 6, plot.bottom - 10, text, line.color, fits ? END : {}),
  ];
}

export function marksOf({ spec, player, plot, x, y, px, py }, now, lines) {
  const { run, position } = now;
  const { top, bottom, left, right } = plot;
  const drawn = Object.values(spec.rules ?? {}).map((v) => segment(left, y(v), right, y(v), "var(--tertiary)", DASHES));
  for (const line of lines.filter((one) => one.dots)) {
    const each = places(line, reached(line, position));
    const hollow = (i) => dot(px(line, i), py(at(line.ys, i)), 2.5, "var(--background)", { stroke: line.color });
    drawn.push(...each.map(hollow));
  }
  const growing = lines.filter((line) => line.grows);
  const cursor = now.at(spec.cursor)?.[0];
  const middle = growing.length ? px(growing[0], position) : x(cursor);
  if (Number.isFinite(middle)) drawn.push(segment(middle, top - 8, middle, bottom, "var(--ink)", PLAYHEAD));
  for (const line of cursor === undefined ? growing : lines) {
    const value = at(line.ys, cursor === undefined ? position : indexAt(line, cursor));
    const fill = line.hollow ? { fill: "var(--background)", stroke: line.color } : {};
    if (!line.bars && Number.isFinite(value)) drawn.push(dot(middle, py(value), line.r, line.color, fill));
  }
  const best = lines.find((line) => line.y === player.watched);
  return best && showsBest(run) ? [...drawn, ...bestMark(best, run, position)] : drawn;

  function bestMark(line) {
    const [bx, by] = [px(line, run.best), py(line.ys[run.best]) - 12];
    const label = Math.abs(position - run.best) < 0.5 ? "" : `best, ${player.unit} ${run.best}`; // the playhead says it
    const crowded = Math.abs(px(line, position) - bx - 20) < 75; // its value stands there: go above it
    const toLeft = bx > right - 60;
    const place = toLeft ? { ...END, x: bx - 8 } : { x: bx + 8 };
    const triangle = svg("path", { d: `M${bx - 4.5} ${by - 4}h9l-4.5 7z`, fill: line.color });
    return [triangle, bold(0, by + (crowded ? -13 : 2), label, line.color, place)];
  }
}
