// Similarities of the voters to each other and to what is predicted, ordered by clustering: blocks are groups.
import { viewOf } from "../panels/index.js";
import { Pointer } from "../pointer.js";
import { clusterOrder } from "./cluster.js";

const MOST = 20;

// onLook, onPin: a voter, by row
export function createHeatmap({ spec, root, onLook, onPin }) {
  let rows = new Map(); // by name
  const toRow = (act) => (name) => rows.has(name) && act(rows.get(name));
  const pointer = Object.assign(new Pointer(), { look: toRow(onLook), pin: toRow(onPin) });
  const view = viewOf("heat", spec.heat, { root, pointer });
  pointer.follow(view.element);
  let run = { number: 0, last: 0, total: 0 };
  let drawn = "";

  function update(derived, position) {
    const some = position > 3 - 1e-6 && derived.explained?.chosen.length;
    const key = [derived.version, derived.film, Boolean(some)].join();
    if (key !== drawn) {
      drawn = key;
      const instead = derived.explained?.chosen.length
        ? "Voters are chosen at stage 4."
        : "Nobody is near enough to vote.";
      const { names = [], alike = [], asked = [] } = some ? matrixOf(derived) : {};
      const values = { names, alike, asked, instead: [instead] };
      const frames = Object.fromEntries(Object.entries(values).map(([name, frame]) => [name, () => [frame]]));
      run = { number: run.number + 1, last: 0, total: 0, frames, frame: (name) => values[name] ?? null };
    }
    view.update(run, 0);
    pointer.looked = derived.focus === null ? null : derived.nameOf(derived.focus);
    pointer.mark();
  }

  function matrixOf({ explained, film, title, asker, nameOf, comparison, settings, compares }) {
    const [centre, called] = compares === "item" ? [film, title] : [asker.user, asker.name];
    const found = [centre, ...explained.chosen.slice(0, MOST).map(({ row }) => row)];
    const alike = (a, b) => comparison.similarity(found[Math.max(a, b)], found[Math.min(a, b)], settings.shrinkage);
    const order = clusterOrder(found.length, alike);
    const names = order.map((at) => (at ? nameOf(found[at]) : called));
    rows = new Map(order.map((at, i) => [names[i], found[at]]));
    return { names, asked: [called], alike: order.flatMap((a) => order.map((b) => (a === b ? null : alike(a, b)))) };
  }

  return { ...view, update, describe: () => view.describe(run, 0), table: () => view.table(run, 0) };
}
