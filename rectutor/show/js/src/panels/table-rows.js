// The rows of a table at one moment: what each holds, what those that share one add up to, and where its stairs stand.
import { fixed, MINUS, signed, valueText } from "../format.js";
import { apportion } from "../stairs.js";

export const isBlank = (value) => value === undefined || value === null || value === "" || Number.isNaN(value);
const isNumber = Number.isFinite;
const first = (values) => values?.[0] ?? Number.NaN;

function sumOf(values) {
  const known = [...values].filter(isNumber);
  return known.length ? known.reduce((a, b) => a + b, 0) : Number.NaN;
}

// Each row is { kind, name, value }, where `value(field)` is what it holds; of the data also { id, quiet, section, i }.
// A row on the stairs has { from, to, shown } under the column in `steps`.
export function rowsOf(spec, now) {
  const where = settled(spec, now);
  const at = (field) => now.at(field, where) ?? [];
  const [quiet, section] = [spec.quiet, spec.section].map((field) => (field ? at(field) : []));
  const names = at(spec.columns.find(({ isName }) => isName).value);
  const named = (label) => now.renamed?.[label] ?? label;
  const adding = spec.columns.filter(({ kind, adds }) => adds || kind === "stair");
  const data = [...at(spec.of)].map((id, i) => ({
    kind: "row",
    id: String(id),
    i,
    quiet: quiet[i] > 0,
    section: section[i],
    name: names[i],
    value: (field) => at(field)[i],
  }));
  const counting = data.filter((row) => !row.quiet && (row.name || !row.section));
  const over = counting.length > spec.most ? counting.slice(spec.most - 1) : [];
  const sums = (rows) => (field) =>
    adding.some(({ value }) => value === field) ? sumOf(rows.map((row) => row.value(field))) : Number.NaN;
  const rest = { kind: "rest", name: spec.rest?.replace("{}", over.length), value: sums(over) };
  const steps = [...counting.slice(0, counting.length - over.length), ...(over.length ? [rest] : [])];
  const [starts, totals] = [[], []];
  for (const column of spec.columns.filter(({ kind }) => kind === "stair")) {
    const ends = climb(column, steps, at);
    if (!ends) continue;
    if (column.start) starts.push(end("start", named(column.start[0]), column, ends.start));
    if (column.total) totals.push(end("total", named(column.total), column, ends.total));
  }
  const light = data.filter((row) => !counting.includes(row));
  return [...starts, ...steps, ...totals, ...light, ...footOf(spec.foot, at, sums(counting))];
}

// Between two steps numbers go evenly, but only where the rows stay what they are.
function settled({ of }, now) {
  const [before, after] = [now.at(of, now.step), now.at(of, now.step + 1)];
  return before?.every((id, i) => id === after[i]) ? now.position : now.step;
}

function climb(column, steps, at) {
  const begin = column.start ? first(at(column.start[1])) : 0;
  const gains = steps.map((row) => row.value(column.value));
  if (!isNumber(begin) || !(column.start || gains.some(isNumber))) return null;
  const total = begin + (sumOf(gains) || 0);
  const digits = column.digits ?? 2;
  const shown = apportion(
    [begin, ...gains].map((gain) => (isNumber(gain) ? gain : 0)),
    total,
    10 ** digits,
  ).map((whole) => whole / 10 ** digits);
  let from = begin;
  steps.forEach((row, s) => {
    if (!isNumber(gains[s])) return;
    row.steps = new Map([...(row.steps ?? []), [column, { from, to: from + gains[s], shown: shown[s + 1] }]]);
    from += gains[s];
  });
  return {
    start: { at: begin, shown: shown[0] },
    total: { at: total, shown: Math.round(total * 10 ** digits) / 10 ** digits },
  };
}

const end = (kind, name, column, place) => ({
  kind,
  name,
  value: () => Number.NaN,
  steps: new Map([[column, place]]),
});

function footOf(foot, at, sums) {
  if (!foot) return [];
  if (typeof foot === "string") return [{ kind: "sum", name: foot, value: sums }];
  return Object.entries(foot).map(([name, fields]) => ({
    kind: "sum",
    name,
    value: (field) => (field in fields ? first(at(fields[field])) : Number.NaN),
  }));
}

// All that the stairs of a column reach, over the whole run.
export function reachOfStairs(column, now) {
  const begins = column.start ? now.all(column.start[1]).map(first) : [];
  return now.all(column.value).flatMap((gains, step) => {
    const reach = [begins.length ? begins[Math.min(step, begins.length - 1)] : 0];
    for (const gain of gains) reach.push(reach.at(-1) + (isNumber(gain) ? gain : 0));
    return reach.filter(isNumber);
  });
}

// What a column says of a row, in words: a text for each of its heads.
export function textsOf(column, row) {
  const { kind, value, to, real, low, high, isName } = column;
  if (kind === "text") return [(isName ? row.name : row.value(value)) ?? ""];
  if (kind === "stair") return [stepText(column, row.steps?.get(column))];
  const fields = { span: [value, to, ...(real ? [real] : [])], interval: [value, low, high] }[kind] ?? [value];
  return fields.map((field) => numberText(column, row.value(field)));
}

function stepText({ digits = 2 }, step) {
  if (!step) return "";
  return step.at === undefined ? signed(step.shown, digits) : fixed(step.shown, digits);
}

export function headsOf({ kind, label = "", ends = ["before", "after"], real }) {
  if (kind === "span") return [...ends, ...(real ? ["real"] : [])];
  return kind === "interval" ? [label, "from", "to"] : [label];
}

export function numberText({ digits, unit, signed: isSigned, colored, zero }, value) {
  if (isBlank(value)) return "";
  if (value === 0 && zero) return zero;
  if ((!isSigned && !colored) || (colored && value === 0)) return valueText(value, { digits, unit });
  return (value < 0 ? MINUS : "+") + valueText(Math.abs(value), { digits, unit });
}
