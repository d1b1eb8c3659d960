// Bars in rows: one for each of several things, to the right from zero or to both sides of it.
import { refill, svg } from "../dom.js";
import { cut, signed, valueText } from "../format.js";
import { roleColor } from "../palette.js";
import { bold, box, dot, END, MIDDLE, segment, words } from "../shapes.js";
import { createPlot, createScale, ticksOf } from "./plot.js";

const [ROW, BAR, HEAD, FOOT, COLUMN, LETTER] = [27, 17, 26, 26, 58, 7.3]; // px
const NAME = { ...END, style: "fill:var(--ink)" };

export function createRows(spec) {
  const plot = createPlot(["rows", "marks"], "group");
  const fields = [spec.value, ...(spec.beside ?? [])];
  const x = createScale(spec.log);
  let width = 0;

  // Everything that has to find room on the axis, over the whole run, so that it never changes while it is played.
  function reach(now) {
    const parts = [spec.value, ...(spec.stack ?? [])];
    const tops = parts.length > 1 ? now.all(spec.value).flatMap((_, f) => [...stacked(now, parts, f).at(-1)]) : [];
    const more = [...(spec.interval ?? []), spec.dot]
      .filter((field) => field !== undefined)
      .flatMap((field) => now.ends(field));
    return [...now.ends(spec.value), ...tops, ...more, ...Object.values(spec.rules ?? {}), ...(spec.log ? [] : [0])];
  }

  // The ends of the parts that stand on each other.
  function stacked(now, parts, position = now.position) {
    const ends = [];
    for (const field of parts) ends.push([...now.at(field, position)].map((v, i) => v + (ends.at(-1)?.[i] ?? 0)));
    return ends;
  }

  function rowsOf(now) {
    const names = now.at(spec.of) ?? [];
    const ends = stacked(now, [spec.value, ...(spec.stack ?? [])]);
    return [...now.at(spec.value)].map((value, i) => ({
      name: names[i] ?? String(i + 1),
      value,
      ends: ends.map((part) => part[i]),
      i,
    }));
  }

  function update(now) {
    if (width === 0 || !now.at(spec.value)) return;
    const rows = rowsOf(now);
    const longest = Math.max(...rows.map(({ name }) => name.length)) * LETTER + 12;
    const margin = {
      top: HEAD,
      bottom: FOOT,
      left: Math.min(0.42 * width, longest),
      right: 8 + COLUMN * fields.length,
    };
    plot.resize(width, HEAD + ROW * rows.length + FOOT, margin);
    const all = reach(now);
    const isSigned = Math.min(...all) < -1e-9 && !spec.log;
    x.hold(all, { pad: isSigned ? 0.02 : 0 }).range([plot.left + 2, plot.right - 6]);
    const ticks = ticksOf(x, Math.max(2, (plot.right - plot.left) / 70), spec);
    plot.layers.grid.replaceChildren(
      ...ticks.map(([t]) => segment(x(t), plot.top - 4, x(t), plot.bottom, "var(--hairline)")),
      ...ticks.map(([t, text]) => words(x(t), plot.bottom + 17, text, MIDDLE)),
      ...fields.map((field, c) => words(columnAt(c), 14, nameOf(field), END)),
    );
    refill(
      plot.layers.rows,
      rows.map((row) => rowOf(row, now, isSigned)),
    );
    const zero = spec.log ? x.domain()[0] : 0;
    plot.layers.marks.replaceChildren(
      segment(x(zero), plot.top - 4, x(zero), plot.bottom, "var(--outline)"),
      ...Object.entries(spec.rules ?? {}).flatMap(([name, v]) => [
        segment(x(v), plot.top - 4, x(v), plot.bottom, "var(--ink)", { "stroke-dasharray": "2 3" }),
        bold(x(v), 14, name, "var(--secondary)", MIDDLE),
      ]),
    );
  }

  const columnAt = (c) => width - 4 - COLUMN * (fields.length - 1 - c);
  const nameOf = (field) => (typeof field === "string" ? field.replaceAll("_", " ") : "");
  const numberOf = (value, isSigned) =>
    isSigned && spec.unit !== "%" && Number(value.toFixed(spec.digits ?? 3))
      ? signed(value, spec.digits ?? 3)
      : valueText(value, { digits: 3, ...spec });

  function rowOf({ name, value, ends, i }, now, isSigned) {
    const middle = plot.top + ROW * (i + 0.5);
    const sign = isSigned && Math.abs(value) > 1e-12 ? (value < 0 ? "var(--negative)" : "var(--positive)") : null;
    const color = sign ?? roleColor(spec.role, "var(--secondary)");
    const from = (part) => (part === 0 ? (spec.log ? x.domain()[0] : 0) : ends[part - 1]);
    const bars = ends.map((end, part) => bar(x(from(part)), x(end), middle, color, 1 - 0.3 * part));
    const there = (...places) => places.every(Number.isFinite);
    const at = (field) => now.at(field)[i];
    const values = fields.map((field, c) =>
      bold(
        columnAt(c),
        middle + 4,
        c ? valueText(at(field)) : numberOf(value, isSigned),
        c ? "var(--secondary)" : (sign ?? "var(--ink)"),
        END,
      ),
    );
    const [low, high] = (spec.interval ?? []).map((end) => x(at(end)));
    return svg(
      "g.row",
      { "data-id": name, tabindex: 0, role: "img", "aria-label": `${name}: ${numberOf(value, isSigned)}` },
      svg("title", name),
      box(0, middle - ROW / 2, width, ROW, "transparent", { class: "band" }),
      words(plot.left - 8, middle + 4, cut(name, Math.floor((plot.left - 8) / LETTER)), NAME),
      ...bars,
      ...values,
      there(low, high) && segment(low, middle, high, middle, "var(--background)", { "stroke-width": 4.5 }),
      there(low, high) && segment(low, middle, high, middle, "var(--ink)", { "stroke-width": 1.5 }),
      spec.dot && there(x(at(spec.dot))) && dot(x(at(spec.dot)), middle, 4.5, "var(--validation)"),
    );
  }

  // A bar shorter than two pixels is still seen; what is not known yet has none.
  function bar(from, to, middle, fill, opacity) {
    if (!Number.isFinite(from + to)) return null;
    const [left, right] = [Math.min(from, to), Math.max(from, to, Math.min(from, to) + 2)];
    return box(left, middle - BAR / 2, right - left, BAR, fill, { opacity });
  }

  return {
    element: plot.element,
    picture: plot.picture,
    resize: (to) => (width = to),
    update,
    describe(now) {
      const rows = rowsOf(now).sort((a, b) => b.value - a.value);
      const told = (row) => `${row.name} ${valueText(row.value, spec)}`;
      return rows.length > 3
        ? `${rows.length} bars, from ${told(rows[0])} to ${told(rows.at(-1))}`
        : rows.map(told).join(", ");
    },
    table(now) {
      const interval = (spec.interval ?? []).map((end) => now.at(end));
      return {
        head: ["", ...fields.map(nameOf), ...(interval.length ? ["from", "to"] : [])],
        rows: rowsOf(now).map(({ name, value, i }) => [
          name,
          valueText(value, spec),
          ...fields.slice(1).map((field) => valueText(now.at(field)[i])),
          ...interval.map((end) => valueText(end[i], spec)),
        ]),
      };
    },
  };
}
