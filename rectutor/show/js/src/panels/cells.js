// Cells of a matrix: where they are, and how one is drawn.
import { setAttributes, setText, svg } from "../dom.js";
import { box, END, MIDDLE, words } from "../shapes.js";
import { cut } from "../format.js";

const [GAP, BETWEEN, LEAST, LETTER] = [18, 10, 10, 7.2]; // px
const long = (names) => LETTER * Math.max(0, ...names.map((name) => name.length));

// Grids stand side by side, or below each other where cells would be too narrow. Of too many steps every second is
// shown, or every third. Names of columns that are wider than these stand over the column that is pointed at; numbers,
// over every second column, or every fifth.
export function layoutOf({ grids, numbers, columns: of }, { rows, columns }, width, layout) {
  const n = grids.length;
  const most = Math.max(100, (n > 1 ? 0.27 : 0.36) * width);
  const names = 6 + Math.min(long(rows) + 8, most, Math.max(60, width - 8 - LEAST * columns.length));
  const room = width - names - 2;
  const every = of === "step" ? Math.ceil(columns.length / Math.floor(room / LEAST)) : 1;
  const shown = columns.map((_, c) => c).filter((c) => c % every === 0);
  const beside = Math.floor((room - GAP * (n - 1)) / (n * shown.length));
  const stacked = n > 1 && beside < LEAST;
  const w = Math.min(numbers ? 64 : 24, stacked ? Math.floor(room / shown.length) : beside);
  const lines = numbers ? (grids.some(({ under }) => under) ? 2 : 1) : 0;
  const height = Math.max([layout === "narrow" ? 16 : 14, 24, 38][lines], Math.min(60, w));
  const captions = grids.some(({ label, symbol }) => label || symbol);
  const fits = long(columns) + 4 <= w;
  const counted = columns.every((name) => name.trim() && !Number.isNaN(Number(name)));
  const apart = fits ? 1 : counted ? [2, 5, 10, 20, 50, 100].find((k) => k * w > long(columns) + 8) : 0;
  const heads = fits || !captions;
  const top = (captions ? 24 : 4) + (heads ? 18 : 0);
  const block = top + rows.length * height + BETWEEN;
  const at = grids.map((_, g) => (stacked ? [names, g * block + top] : [names + g * (shown.length * w + GAP), top]));
  const bottom = rows.length ? at.at(-1)[1] + rows.length * height + 4 : 120;
  return { width, names, w, height, shown, at, stacked, lines, heads, top, apart, bottom };
}

const SHAPES = {
  filled: (x, y, w, height) => ({ x: x + 1, y: y + 1, width: w - 2, height: height - 2, rx: 3 }),
  hollow: (x, y, w, height) => ({ x: x + 2.5, y: y + 2.5, width: w - 5, height: height - 5, rx: 2.5 }),
  missing: (x, y, w, height) => ({ x: x + w / 2 - 1.3, y: y + height / 2 - 1.3, width: 2.6, height: 2.6, rx: 1.3 }),
};

// A cell is a rect in any case: filled, hollow, or a dot where there is no value; and up to two numbers.
export function createCell(x, y, w, height, lines = 0) {
  const rect = svg("rect");
  const middle = y + height / 2;
  const texts = [lines > 1 ? middle - 3 : middle + 5, middle + 14]
    .slice(0, lines)
    .map((at, i) => words(x + w / 2, at, "", { ...MIDDLE, class: i ? "" : "number" }));
  let [shape, colored] = ["", ""];
  const draw = (kind, color = "var(--outline)", numbers = [], ink = "") => {
    const hollow = kind === "hollow";
    const changed = kind !== shape;
    if (changed) setAttributes(rect, { ...SHAPES[kind](x, y, w, height), "stroke-width": hollow && 3 });
    if (changed || color !== colored) setAttributes(rect, { fill: hollow ? "none" : color, stroke: hollow && color });
    [shape, colored] = [kind, color];
    texts.forEach((text, i) => {
      setText(text, (numbers[i]?.length ?? 0) * 8 > w ? "" : (numbers[i] ?? ""));
      text.style.fill = ink;
    });
  };
  return { elements: [rect, ...texts], draw };
}

// What stands around the cells of a grid: its caption, the names, and a band a row that a pointer meets.
export function around(grid, g, { rows, titles, columns }, place) {
  const [x, y] = place.at[g];
  const { w, height, names, shown, heads, top, apart, width } = place;
  const named = (name, title, text, more) =>
    svg("text", { "data-id": name, ...more }, text === title ? "" : svg("title", title), text);
  const rowOf = (name, r) => {
    const text = cut(name, Math.floor((names - 10) / LETTER));
    return named(name, titles[r], text, { class: "name", x: names - 6, y: y + (r + 0.5) * height + 4, ...END });
  };
  const columnOf = (c, i) => {
    const half = (LETTER * columns[c].length) / 2;
    const middle = Math.max(half, Math.min(width - half, x + (i + 0.5) * w));
    const more = { class: `name halo ${apart ? "" : "sparse"}`, x: middle, y: y - 6, ...MIDDLE };
    return named(columns[c], columns[c], columns[c], more);
  };
  return {
    names: [
      ...(place.stacked || g === 0 ? rows.map(rowOf) : []),
      ...(heads ? shown.map(columnOf).filter((_, i) => !apart || i % apart === 0) : []),
      ...captionOf(grid, x, y - top + 13, shown.length * w + (place.stacked ? 0 : GAP)),
    ],
    bands: rows.map((name, r) =>
      box(x, y + r * height, shown.length * w, height, "transparent", { class: "band", "data-id": name, rx: 3 }),
    ),
  };
}

const HAT = "\u0302"; // fonts put it somewhere else, so it is drawn

function captionOf({ symbol = "", label, name }, x, y, room) {
  if (!symbol && !label) return [];
  const text = label && LETTER * label.length + (symbol ? 16 : 0) <= room ? label : name;
  const hat = { d: `M${x + 3.5} ${y - 9.8}l3-2.6 3 2.6`, fill: "none", stroke: "var(--ink)" };
  return [
    svg(
      "text",
      { x, y },
      symbol && svg("tspan.symbol", symbol.replace(HAT, "")),
      svg("tspan", { dx: symbol ? 6 : 0 }, text),
    ),
    symbol.endsWith(HAT) && svg("path", hat),
  ].filter(Boolean);
}
