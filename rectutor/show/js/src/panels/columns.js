// Bars upwards, one for each of a few things: its value over it, a second value as a line across.
import { scaleBand, scaleLinear } from "d3-scale";
import { svg } from "../dom.js";
import { plain, valueText } from "../format.js";
import { ratingColor, roleColor } from "../palette.js";
import { box, END, MIDDLE, segment, words } from "../shapes.js";
import { keyOf } from "./key.js";
import { createPlot, heightOf } from "./plot.js";

const MARGIN = { top: 24, right: 8, bottom: 38, left: 8 };
const HEIGHTS = { wide: 250, medium: 270, narrow: 270 };

export function createColumns(spec, { root }) {
  const plot = createPlot(["columns"]);
  const x = scaleBand().padding(0.18);
  const y = scaleLinear().clamp(true);
  const text = (value, digits = spec.digits) => (value > 0 ? valueText(value, { ...spec, digits }) : "");
  const [label = spec.title, other = ""] = spec.labels ?? [];

  const rowsOf = (now) =>
    [...now.at(spec.value)].map((value, i) => {
      const name = now.at(spec.of)[i];
      return { name: typeof name === "string" ? name : plain(name), value, i, dot: spec.dot && now.at(spec.dot)[i] };
    });

  function colorOf(now) {
    const of = now.at(spec.of);
    if (spec.role !== "rating") return () => roleColor(spec.role);
    const color = ratingColor(root.palette, [of[0], of.at(-1)]);
    return (i) => color(of[i]);
  }

  function resize(width) {
    plot.resize(width, heightOf(spec, root, HEIGHTS), MARGIN);
  }

  function update(now) {
    if (plot.width === 0 || !now.at(spec.value)) return;
    const rows = rowsOf(now);
    const all = [spec.value, spec.dot].flatMap((field) => (field ? now.ends(field) : []));
    x.domain(rows.map(({ name }) => name)).range([plot.left, plot.right]);
    y.domain([0, spec.high ?? Math.max(...all)]).range([plot.bottom, plot.top]);
    plot.layers.grid.replaceChildren(
      segment(plot.left, plot.bottom + 0.5, plot.right, plot.bottom + 0.5, "var(--outline)"),
      words(plot.right, plot.height - 4, spec.x_label ?? "", END),
    );
    const color = colorOf(now);
    plot.layers.columns.replaceChildren(...rows.map((row) => columnOf(row, color(row.i))));
  }

  function columnOf({ name, value, dot }, fill) {
    const [left, wide, top] = [x(name), x.bandwidth(), y(value)];
    const middle = left + wide / 2;
    const across = dot > 0 ? y(dot) : plot.bottom;
    return svg(
      "g.row",
      { "data-id": name, tabindex: 0, role: "img", "aria-label": `${name}: ${text(value) || 0}` },
      box(left - 2, plot.top - 20, wide + 4, plot.bottom - plot.top + 40, "transparent", { class: "band" }),
      box(left, top, wide, plot.bottom - top, fill, { rx: 2 }),
      dot > 0 && segment(left - 2, across, left + wide + 2, across, "var(--ink)", { "stroke-width": 2 }),
      words(middle, Math.min(top, across) - 6, text(value, 2), { ...MIDDLE, class: "halo" }),
      words(middle, plot.bottom + 16, name, MIDDLE),
    );
  }

  return {
    element: plot.element,
    picture: plot.picture,
    head:
      spec.dot &&
      keyOf([
        ["", `bars: ${label}`],
        ["var(--ink)", other, "line"],
      ]),
    resize,
    update,
    describe(now) {
      const best = rowsOf(now).reduce((a, b) => (b.value > a.value ? b : a));
      return best.value > 0 ? `the highest at ${best.name}: ${text(best.value)}` : "no values yet";
    },
    table: (now) => ({
      head: [spec.x_label ?? "", label, ...(spec.dot ? [other] : [])],
      rows: rowsOf(now).map(({ name, ...row }) => [
        name,
        ...[row.value, row.dot].filter((v) => v !== undefined).map((v) => valueText(v, spec)),
      ]),
    }),
  };
}
