// The cells of a table. What is drawn in one lies on a scale that all rows of its column share: `share` says where a
// value lies, from 0 to 1, and `ticks` where the axis is labelled.
import { h } from "../dom.js";
import { mark } from "../marks.js";
import { scaleFor } from "../stairs.js";
import { createScale, ticksOf } from "./plot.js";
import { isBlank, numberText, reachOfStairs, textsOf } from "./table-rows.js";

const FIELDS = { bar: ["value", "earlier"], span: ["value", "to", "real"], interval: ["value", "low", "high"] };

export const isDrawn = ({ kind }) => kind === "stair" || kind in FIELDS;

// `before`: what the axis held before, where it may only widen.
export function scaleOf(column, now, before) {
  if (column.kind === "stair") return { share: scaleFor(reachOfStairs(column, now)) };
  const fields = FIELDS[column.kind].map((name) => column[name]).filter((field) => field !== undefined);
  const all = fields.flatMap((field) => now.ends(field));
  const isBar = column.kind === "bar";
  const scale = createScale(column.log).hold(isBar ? [...all, 0] : all, { pad: isBar ? 0 : 0.08, before });
  const domain = scale.domain();
  return { domain, share: scale.copy().range([0, 1]), ticks: isBar ? [] : ticksOf(scale, 4, column) };
}

export function cellOf(column, row, scale) {
  const texts = textsOf(column, row);
  if (column.kind === "text") return wordsOf(column, row, texts);
  if (column.kind === "number") return numberOf(column, row, texts);
  const drawn = column.kind === "stair" ? stairOf(column, row, scale.share, texts[0]) : drawnOf(column, row, scale);
  const area = drawn.length ? h("span", { class: "area" }, drawn) : "";
  return h("span", { class: `plot ${column.kind}`, role: "gridcell" }, area);
}

function drawnOf(column, row, scale) {
  const fields = FIELDS[column.kind].filter((name) => column[name] !== undefined);
  const values = Object.fromEntries(fields.map((name) => [name, row.value(column[name])]));
  return isBlank(values.value) ? [] : DRAW[column.kind](values, column, scale);
}

function wordsOf(column, row, [text]) {
  const [group, below] = [column.mark, column.below].map((field) => field && row.value(field));
  const words = h("span", { class: "label", title: text }, text);
  return h(
    "span",
    { class: column.isName ? "name" : "text", role: "gridcell" },
    group ? mark(group) : "",
    below ? h("span", { class: "two" }, words, h("span", { class: "second", title: below }, below)) : words,
  );
}

function numberOf(column, row, [text]) {
  const [value, earlier] = [row.value(column.value), column.earlier && row.value(column.earlier)];
  const strong = column.strong === true || (column.strong && row.value(column.strong) > 0);
  const color = text && (isBlank(earlier) ? column.colored && signOf(value) : signOf(value - earlier));
  const name = ["figure", color, strong ? "strong" : column.strong && "faint"].filter(Boolean).join(" ");
  const then = !isBlank(earlier) && numberText(column, earlier) + (text ? " →" : "");
  const before = then || (text && column.before);
  return h("span", { class: name, role: "gridcell" }, before && h("i", { class: "before" }, before), text);
}

const signOf = (value) => (value < 0 ? "negative" : value > 0 ? "positive" : "");
const percent = (share) => `${(100 * share).toFixed(2)}%`;
const spot = (name, left, more = {}) => h("i", { class: name, style: { left, ...more } });
const gridOf = ({ ticks, share }) => ticks.map(([tick]) => spot("tick-line", percent(share(tick))));

function barOf(from, to, share, name) {
  const [left, right] = [Math.min(from, to), Math.max(from, to)].map((value) => percent(share(value)));
  return spot(`bar ${name}`, left, { width: `max(2px, calc(${right} - ${left}))` });
}

// Each draws what it gets of a row: the column's fields, by name.
const DRAW = {
  bar({ value, earlier }, { colored }, { share }) {
    const bar = barOf(0, value, share, colored ? signOf(value) : "");
    return [spot("stem", percent(share(0))), bar, !isBlank(earlier) && spot("earlier", percent(share(earlier)))];
  },

  span({ value, to, real }, _, scale) {
    const at = (one) => percent(scale.share(one));
    return [
      ...gridOf(scale),
      !isBlank(to) && barOf(value, to, scale.share, signOf(to - value)),
      spot("ring", at(value)),
      !isBlank(to) && spot("disc", at(to)),
      !isBlank(real) && spot("diamond", at(real)),
    ];
  },

  interval({ value, low, high }, _, scale) {
    const range = !isBlank(low) && barOf(low, high, scale.share, "");
    return [...gridOf(scale), range, spot("disc", percent(scale.share(value)))];
  },
};

// The stairs start at a ring and end at a disc, with the values beside.
function stairOf(column, { kind, steps }, share, text) {
  const { at, from, to } = steps?.get(column) ?? {};
  const number = (name, style) => column.digits !== undefined && h("b", { class: name, style }, text);
  if (at !== undefined) {
    const left = percent(share(at));
    const value = number("end-number", { right: `calc(100% - ${left} + 10px)` });
    return kind === "start" ? [spot("stem", left), spot("ring", left), value] : [spot("disc", left), value];
  }
  if (to === undefined) return [];
  const sign = to < from ? "negative" : "positive";
  const [low, high] = [Math.min(from, to), Math.max(from, to)].map((value) => percent(share(value)));
  const gain = number(`gain ${sign}`, { left: `calc(max(${high}, ${low} + 2px) + 5px)` });
  return [spot("stem", percent(share(to))), barOf(from, to, share, sign), gain];
}
