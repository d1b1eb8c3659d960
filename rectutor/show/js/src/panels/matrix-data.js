// What a matrix shows at a step: names, values, and both in words and in a table.
import { h, rich } from "../dom.js";
import { plural, valueText } from "../format.js";
import { extent } from "./colors.js";

const known = Number.isFinite;

// Of each grid: functions of row and column.
export function dataOf({ columns: of, unit, missing, ...spec }, now) {
  const rows = now.at(spec.rows) ?? [];
  const overSteps = of === "step";
  const columns = overSteps ? Array.from({ length: now.run.total + 1 }, (_, i) => String(i)) : (now.at(of) ?? []);
  const reader = (field) => {
    const values = (overSteps ? now.all(field) : now.at(field)) ?? [];
    return overSteps ? (r, c) => (c <= now.step ? values[c]?.[r] : null) : (r, c) => values[r * columns.length + c];
  };
  const grids = spec.grids.map((grid) => {
    const [value, hollow, under] = [grid.value, grid.hollow, grid.under].map(reader);
    const isHollow = (r, c) => !known(value(r, c)) && known(hollow(r, c));
    const shown = (r, c) => (isHollow(r, c) ? hollow(r, c) : value(r, c));
    const text = (v) => (known(v) ? valueText(v, { unit, digits: grid.digits }) : "");
    return { missing, ...grid, isHollow, shown, under, text };
  });
  return { rows, columns, titles: now.at(spec.row_titles) ?? rows, grids };
}

// One cell, for the line below.
export function saidOf({ cell = "{row}, {column}" }, { titles, columns, grids }, r, c) {
  const names = { row: titles[r], column: columns[c] };
  const start = cell.replace(/\{(row|column)\}/g, (_, which) => names[which]);
  const values = grids.flatMap(({ name, under_name, shown, under, text, missing }, g) => {
    const before = g ? ", " : " ";
    if (!known(shown(r, c))) return [`${before}${missing ?? `${name} –`}`];
    const more = known(under(r, c)) ? [`, ${under_name} `, ["strong", text(under(r, c))]] : [];
    return [`${before}${name} `, ["strong", text(shown(r, c))], ...more];
  });
  const notes = grids.map(({ isHollow, hollow_note }) => (hollow_note && isHollow(r, c) ? ` ${hollow_note}` : ""));
  return h("span", h("b", `${start}:`), ...rich([...values, ".", ...notes]));
}

export function describe({ row_label, column_label }, { rows, columns, grids }) {
  const told = grids.map(({ name, shown, text }) => {
    const [low, high] = extent(rows.flatMap((_, r) => columns.map((_, c) => shown(r, c))));
    return `${name} between ${text(low)} and ${text(high)}`;
  });
  return [`${plural(rows.length, row_label)} by ${plural(columns.length, column_label)}`, ...told].join("; ");
}

// One grid as it is; of several values, a line for each cell.
export function tableOf({ row_label, column_label }, { titles, columns, grids }) {
  const all = grids.flatMap(({ name, shown, isHollow, hollow_label, under_name, under, text }) => {
    const value = (r, c) => text(shown(r, c)) + (isHollow(r, c) ? ` (${hollow_label})` : "");
    const more = [under_name, (r, c) => text(under(r, c))];
    return under_name ? [[name, value], more] : [[name, value]];
  });
  const line = (title, r) => [title, ...columns.map((_, c) => all[0][1](r, c))];
  if (all.length === 1) return { head: ["", ...columns], rows: titles.map(line) };
  const cells = titles.flatMap((title, r) => columns.map((name, c) => [title, name, ...all.map(([, v]) => v(r, c))]));
  return { head: [row_label, column_label, ...all.map(([name]) => name)], rows: cells };
}
