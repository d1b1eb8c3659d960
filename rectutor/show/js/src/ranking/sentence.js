// The sentence: how many of the first k films are relevant, or what the last move changed and which metrics did not
// notice. One template a situation, at most 40 words. Rich text: strings and [class, string].
import { count, countWords, fixed, inWords, plain, textOf } from "../format.js";
import { hitsIn, METRICS, pairs } from "./metrics.js";

const LONGEST = 40;
const SAID_FIRST = ["ndcg", "average_precision", "reciprocal_rank", "precision", "recall", "f1", "hit_rate", "auc"];

// s: what State.derive() returns
export function sentenceFor(s) {
  if (s.event.type === "move") return moved(s);
  if (s.event.type === "back") return putBack(s);
  return counted(s);
}

// None is an AUC where no pair exists.
export const threeDecimals = (value) => (Number.isFinite(value) ? fixed(value, 3) : "none");

// A metric has changed when more than the last bit of the number has.
export const differs = (a, b) => Math.abs(a - b) > 1e-12;

function counted(s) {
  const { k, model, user, relevant, list, values, before, event, spec } = s;
  const found = hitsIn(list, k);
  const films = k === 1 ? "The film" : `${found || "None"} of the ${k} films`;
  const is = k === 1 ? (found ? "is" : "is not") : found < 2 ? "is" : "are";
  const value = (key) => [
    "strong",
    before && differs(before[key], values[key]) ? change(s, key) : threeDecimals(values[key]),
  ];
  return [
    ...(event.type === "k" ? [["strong", `k ${event.from} → ${k}. `]] : []),
    ["strong", films],
    ` that ${s.moved ? "you put" : `${model} puts`} first for ${user} ${is} among the ${relevant} that ` +
      `${user} rated ${plain(spec.relevant)} or more in the held-out ratings: precision `,
    value("precision"),
    ", recall ",
    value("recall"),
    ".",
  ];
}

const change = ({ values, before }, key) => `${threeDecimals(before[key])} → ${threeDecimals(values[key])}`;

function moved(s) {
  const { event, swapped, k } = s;
  const { film, other } = swapped;
  const begin = ["strong", `${film.label} moved from rank ${event.from} to ${event.to}.`];
  if (film.hit === other.hit) {
    return [
      begin,
      film.hit
        ? " No metric notices: both films that changed places are relevant."
        : " No metric notices: neither of the films that changed places is relevant.",
    ];
  }
  const inside = event.from <= k && event.to <= k;
  const below = event.from > k && event.to > k;
  if (below) return [begin, ` Both ranks lie below the cut: only AUC notices, by one pair in ${count(pairs(s.list))}.`];
  const { changed, same } = sorted(s);
  const why = inside ? `: the first ${k} still hold ${hits(s)}.` : ".";
  const unseen = same.length
    ? [` ${listed(same.map(({ name }) => name))} ${same.length === 1 ? "does" : "do"} not notice${why}`]
    : [];
  for (const most of [3, 2, 1]) {
    const parts = [begin, ...changes(s, changed.slice(0, most)), ...unseen];
    if (countWords(textOf(parts)) <= LONGEST || most === 1) return parts;
  }
}

function putBack(s) {
  const { changed } = sorted(s);
  const begin = ["strong", `Back in the order of ${s.model}.`];
  return changed.length ? [begin, ...changes(s, changed.slice(0, 3))] : [begin, " No metric notices."];
}

function hits({ list, k }) {
  const found = hitsIn(list, k);
  return `${inWords(found)} ${found === 1 ? "hit" : "hits"}`;
}

// Which metrics show another number than before, and which do not notice at all. A change of AUC too small to be seen
// in three decimals is neither.
function sorted({ values, before }) {
  const changed = METRICS.filter(({ key }) => threeDecimals(values[key]) !== threeDecimals(before[key]));
  const same = METRICS.filter(({ key }) => !differs(values[key], before[key]));
  changed.sort((a, b) => SAID_FIRST.indexOf(a.key) - SAID_FIRST.indexOf(b.key));
  return { changed, same };
}

function changes({ values, before }, metrics) {
  const way = ({ key }) => (values[key] > before[key] ? "rises" : "falls");
  return metrics.flatMap((metric, at) => {
    const { key, name } = metric;
    const verb = at > 0 && way(metric) === way(metrics[at - 1]) ? "" : `${way(metric)} `;
    const numbers = [way(metric) === "rises" ? "positive" : "negative", change({ values, before }, key)];
    return [
      `${at === 0 ? ` ${name}` : `, ${lower(name)}`} ${verb}`,
      numbers,
      ...(at === metrics.length - 1 ? ["."] : []),
    ];
  });
}

function listed(names) {
  const words = names.map((name, at) => (at === 0 ? name : lower(name)));
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

const lower = (name) => (/^[A-Z][a-z]/.test(name) ? name[0].toLowerCase() + name.slice(1) : name);
