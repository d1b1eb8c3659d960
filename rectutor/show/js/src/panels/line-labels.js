// What is written into a plot of lines. The values stand at the playhead, the names at the lines' ends: moved apart
// where they would touch, never dropped. What a drawing is: line-marks.js.
import { svg } from "../dom.js";
import { cut } from "../format.js";
import { spread } from "../labels.js";
import { at } from "../run.js";
import { bold, END, words } from "../shapes.js";
import { indexAt, reached } from "./series.js";

const LONGEST = 16; // letters at a line's end

export function labelsOf({ spec, plot, x, y, px, py, text }, now, lines, ghosts) {
  const { position, run } = now;
  const cursor = now.at(spec.cursor)?.[0];
  const end = (line, by) => Math.min(plot.right + 8, px(line, line.ys.length - 1) + by);
  const near = lines[0]?.grows && px(lines[0], run.last) - px(lines[0], position) < 46; // value and name then join
  const valueAt = (line) => text(at(line.ys, cursor === undefined ? reached(line, position) : indexAt(line, cursor)));
  const ends = lines
    .filter((line) => line.label)
    .map((line) => {
      const value = (near && line.grows) || cursor !== undefined ? ` ${valueAt(line)}` : "";
      const look = { color: line.ink ?? line.color, weight: line.ink ? 400 : 650, title: line.label };
      return {
        want: py(line.ys.at(-1)) || plot.bottom,
        text: cut(line.label, LONGEST - value.length) + value,
        x: end(line, 10),
        ...look,
      };
    });
  for (const line of ghosts.filter((one) => one.called)) {
    ends.push({ want: py(line.ys.at(-1)), text: line.called, x: end(line, 8), color: "var(--tertiary)", weight: 400 });
  }
  spread(ends, plot.top, plot.bottom);
  const values = near
    ? []
    : lines
        .filter((line) => line.grows && Number.isFinite(at(line.ys, position)))
        .map((line, _, all) => ({
          y: py(at(line.ys, position)) + (all.length === 1 || line.role === "validation" ? -9 : 19),
          text: valueAt(line),
          x: px(line, position) + 9,
          color: line.color,
          weight: 650,
          size: 13,
        }));
  values.sort((a, b) => a.y - b.y).forEach((one, i) => i && (one.y = Math.max(one.y, values[i - 1].y + 16)));
  const below = Math.max(0, (values.at(-1)?.y ?? 0) - plot.bottom + 8); // there the axis has its numbers
  for (const one of values) one.y -= below;
  const rules = Object.entries(spec.rules ?? {}).map(([name, v]) => ({
    x: plot.left + 6,
    y: y(v) - 9,
    text: `${name} ${text(v)}`,
    color: "var(--tertiary)",
    weight: 400,
  }));
  const corner = [...(now.at(spec.corner) ?? [])].map((line, i) =>
    words(plot.right, plot.top + 16 * i, line, { ...END, class: "halo", style: "fill:var(--secondary)" }),
  );
  return [...[...ends, ...values, ...rules].map(label), ...corner, ...told()];

  // At the playhead, on the side where there is room.
  function told() {
    const [line] = now.at(spec.told) ?? [];
    if (!line) return [];
    const middle = x(position);
    const toLeft = middle > plot.width / 2;
    const look = { ...(toLeft ? END : {}), style: "fill:var(--ink);font-weight:650;font-size:13px" };
    return [bold(middle + (toLeft ? -7 : 7), plot.top - 6, line, "", look)];
  }
}

function label({ x, y, text, color, weight, size = 12, title = text }) {
  const style = `fill:${color};font-weight:${weight};font-size:${size}px`;
  const element = words(x, y + 4, text, { class: "halo", style });
  if (!text.startsWith(title)) element.append(svg("title", title)); // the whole name, where it is cut
  return element;
}
