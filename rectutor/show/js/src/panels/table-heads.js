// What stands above the columns of a table, and how wide they are.
import { h } from "../dom.js";
import { isDrawn } from "./table-cells.js";
import { textsOf } from "./table-rows.js";

const SHARES = { bar: 33, stair: 30, span: 26, interval: 33 }; // % of the width, for one of them
const PLOTS = 60; // % of the width, for all of them at most

// Numbers have room for the longest of the whole run and for their head, so that nothing moves while cells are filled.
export function columnsAcross(columns, numbered, now) {
  const plots = columns.filter(isDrawn).length;
  const widths = columns.map((column) => {
    if (column.isName) return "minmax(110px, 1fr)";
    if (isDrawn(column)) return `minmax(64px, ${Math.min(SHARES[column.kind], PLOTS / plots).toFixed(1)}%)`;
    if (column.kind === "text") return "minmax(0, auto)";
    const all = now.ends(column.value);
    const ends = all.length ? [Math.min(...all), Math.max(...all)] : [];
    const longest = Math.max(0, ...ends.map((value) => textsOf(column, { value: () => value })[0].length));
    const head = Math.max(...(column.label ?? "").split("\n").map(({ length }) => 0.75 * length));
    return `minmax(${Math.max(column.earlier ? 2 * longest + 3 : longest, head)}ch, max-content)`;
  });
  return [...(numbered ? ["max-content"] : []), ...widths].join(" ");
}

export function headOf(columns, inLine, numbered, scales, renamed) {
  const place = () => numbered && h("span", { role: "gridcell" });
  const line = (name, cells) => h("div", { class: `entry ${name}`, role: "row" }, place(), cells);
  const groups = [];
  for (const { group = "" } of inLine) {
    if (group === groups.at(-1)?.group) groups.at(-1).span += 1;
    else groups.push({ group, span: 1 });
  }
  const above = groups.map(({ group, span }) =>
    cell(group, "over", { "aria-colspan": span, style: { "grid-column": `span ${span}` } }),
  );
  const labels = columns.map((column) => {
    const label = renamed[column.label] ?? column.label ?? "";
    return isDrawn(column)
      ? axisOf(column, label, scales.get(column))
      : cell(label, column.isName ? "name" : column.kind === "number" ? "figure" : "text");
  });
  const lines = [groups.some(({ group }) => group) && line("groups", above), line("head", labels)];
  return lines.filter((one) => one?.textContent);
}

const cell = (content, name, more = {}) =>
  h("span", { role: content.length ? "columnheader" : "gridcell", class: name, ...more }, content);

// The names of ring and disc, or of the column, over the axis.
function axisOf({ ends, kind }, label, { share, ticks = [] }) {
  const key = ends ? [h("i", { class: "ring" }), ends[0], h("i", { class: "disc" }), ends[1]] : label;
  const axis = ticks.map(([tick, text]) => h("span", { style: { left: `${100 * share(tick)}%` } }, text));
  const content = [key.length && h("span", { class: "ends" }, key), axis.length && h("span", { class: "area" }, axis)];
  return cell(content.filter(Boolean), `plot ${kind}`);
}
