// Colours of a panel's values, and their key.
import { h, svg } from "../dom.js";
import { percent, plain } from "../format.js";
import { ratingColor } from "../palette.js";
import { endsOf } from "../run.js";
import { createCell } from "./cells.js";

// Colours hold over all steps. Without a scale they are as strong as the distance from the middle. Zero is nothing, and
// has the panel's colour; the middle of a rating scale is something.
export function colorsOf({ grids, scale, middle = 0, log, ...more }, now, palette) {
  const scaled = log ? Math.log10 : (v) => v;
  const fields = grids.flatMap(({ value, hollow }) => (hollow ? [value, hollow] : [value]));
  const all = scale ?? fields.flatMap((field) => now.ends(field));
  const found = extent(all.map(scaled));
  const ends = log ? [Math.floor(found[0]), Math.ceil(found[1])] : found; // whole decades
  const from = log ? ends[0] : middle;
  const reach = Math.max(ends[1] - from, from - ends[0]) || 1;
  const range = scale ? ends : [from - reach, from + reach];
  const shade = ratingColor(palette, range, from, from && !log ? palette.middle : palette.panel);
  return { color: (value) => shade(scaled(value)), key: keyOf({ grids, log, ...more }, ends, shade) };
}

// The lowest and the highest of what are numbers.
export function extent(values) {
  const ends = endsOf(values);
  return ends.length ? [ends[0], ends.at(-1)] : [0, 1];
}

function keyOf({ grids, log, unit = "", missing }, [low, high], shade) {
  const values = Array.from({ length: 7 }, (_, i) => low + (i / 6) * (high - low));
  const step = Math.min(1, 10 ** (Math.floor(Math.log10(Math.max(-low, high) || 1)) - 1)); // two digits say enough
  const end = (v) => Number((Math.round(v / step) * step).toPrecision(3));
  const linear = (v) => (unit === "%" ? percent(end(v)) : plain(end(v)));
  const text = (v) => (log ? h("span", "10", h("sup", plain(v))) : linear(v));
  const hollow = grids.find(({ hollow_label }) => hollow_label);
  return [
    text(low),
    h("span", { style: { display: "inline-flex", gap: "1px" } }, ...values.map((v) => square("filled", shade(v)))),
    h("span", text(high), unit === "%" ? "" : ` ${unit}`),
    ...(hollow ? [square("hollow", shade(high)), hollow.hollow_label] : []),
    missing ? h("span", `· ${missing}`) : "",
  ];
}

function square(kind, color) {
  const cell = kind === "hollow" ? createCell(-0.5, -0.5, 14, 14) : createCell(0.5, 0.5, 12, 12);
  cell.draw(kind, color);
  return svg("svg", { width: 13, height: 13, "aria-hidden": "true" }, ...cell.elements);
}
