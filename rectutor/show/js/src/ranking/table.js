// What each metric makes of the list: its formula with this list's numbers in it, its value, and whether it noticed the
// last move. Choosing a line chooses what the chart shows.
import { h, keepRoles, rich, setAttributes, setText } from "../dom.js";
import { count, fixed, signed } from "../format.js";
import { dcg, hitRanks, hitsIn, idealDcg, METRICS, orderedPairs, pairs } from "./metrics.js";
import { differs, threeDecimals } from "./sentence.js";

const MOST_TERMS = 5; // of a sum that is written out; of a longer one the first three and the last

export function createTable({ onChoose }) {
  const rows = METRICS.map((metric) => createRow(metric, onChoose));
  const first = h("span");
  const about = h("span", first, h("span.hint", " · choose one for the chart"));
  const caption = h("caption.offscreen");
  const head = ["metric", "with this list's numbers", "value"].map((name) => h("th", { scope: "col" }, name));
  const body = h("tbody", ...rows.map(({ tr }) => tr));
  const element = keepRoles(h("table.metrics", caption, h("thead.offscreen", h("tr", head)), body));

  function update(derived) {
    setText(first, `of the first ${derived.k}`);
    setText(caption, `Metrics of the first ${derived.k} films that ${derived.model} puts first for ${derived.user}`);
    for (const row of rows) row.update(derived);
  }
  const view = { name: "metrics", tab: "Metrics", side: "right", title: "What each metric sees", about };
  return { ...view, element, resize() {}, update };
}

function createRow(metric, onChoose) {
  const { key, name, of } = metric;
  const button = h("button.metric-name", name);
  const formula = h("td.filled");
  const old = h("span.old");
  const value = h("b.now");
  const note = h("span.note");
  const tr = h(
    "tr",
    { "data-metric": key, onclick: () => onChoose(key) },
    h("th", { scope: "row" }, button, h("span.of", of)),
    formula,
    h("td.reading", h("span.numbers-line", old, value), note),
  );

  function update(derived) {
    const { values, before, metric: chosen } = derived;
    const now = values[key];
    const was = before?.[key];
    const visible = before && threeDecimals(was) !== threeDecimals(now);
    button.setAttribute("aria-pressed", String(chosen.key === key));
    tr.toggleAttribute("data-chosen", chosen.key === key);
    setAttributes(tr, { "data-value": now, "data-changed": visible ? (now > was ? "up" : "down") : null });
    formula.replaceChildren(...rich(formulaOf(key, derived)));
    setText(old, visible ? `${threeDecimals(was)} → ` : "");
    setText(value, threeDecimals(now));
    setText(note, before ? noteOf(metric, derived) : "");
  }
  return { tr, update };
}

// Why a change left the value as it was; of AUC, how little of it has changed.
export function noteOf({ key, all }, { event, swapped, before, values, k, list }) {
  const [was, now] = [before[key], values[key]];
  if (differs(was, now)) {
    if (!all || event.type !== "move") return "";
    return `${signed(now > was ? 1 : -1, 0)} pair of ${count(pairs(list))}`;
  }
  if (event.type === "k") return all ? "has no k" : "stays the same";
  if (event.type !== "move" || swapped.film.hit === swapped.other.hit) return "stays the same";
  if (event.from > k && event.to > k) return "looks only above the cut";
  return key === "reciprocal_rank" ? "sees only the first hit" : "does not notice the order";
}

const HIT = (number) => ["hit", String(number)];

function formulaOf(key, { list, k }) {
  const found = hitsIn(list, k);
  const ranks = hitRanks(list, k);
  const all = list.relevant;
  return {
    precision: () => [HIT(found), ` / ${k}`],
    recall: () => [HIT(found), ` / ${all}`],
    f1: () => ["2 × ", HIT(found), ` / (${k} + ${all})`],
    hit_rate: () => [HIT(found), found ? " ≥ 1" : " < 1"],
    reciprocal_rank: () => (found ? ["1 / ", HIT(ranks[0])] : ["no hit"]),
    average_precision: () =>
      found
        ? ["(", ...shortened(ranks.map((rank, at) => `${at + 1}/${rank}`)), `) / ${Math.min(k, all)}`]
        : [HIT(0), ` / ${Math.min(k, all)}`],
    ndcg: () => [HIT(fixed(dcg(list, k), 3)), ` / ${fixed(idealDcg(list, k), 3)}`],
    auc: () => [HIT(pairCount(orderedPairs(list))), ` / ${count(pairs(list))}`],
  }[key]();
}

const pairCount = (value) => (Number.isInteger(value) ? count(value) : `${count(Math.floor(value))}.5`);

// A sum with many terms: the first three and the last.
function shortened(terms) {
  const shown = terms.length > MOST_TERMS ? [...terms.slice(0, 3), "…", terms.at(-1)] : terms;
  return shown.flatMap((term, at) => (at ? [" + ", HIT(term)] : [HIT(term)]));
}
