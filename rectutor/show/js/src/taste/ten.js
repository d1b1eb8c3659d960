// Your ten films: the predictions without and with your vector, and the rank that everyone gives them.
import { h } from "../dom.js";
import { fixed, plain, plural, signed } from "../format.js";
import { viewOf } from "../panels/index.js";
import { still } from "../run.js";
import { TEN } from "./lists.js";

export function createTen({ spec, root, onExplain }) {
  const view = viewOf("ten", spec.panels.ten, { root, onChoose: (row) => onExplain(Number(row)) });
  const note = h("span");
  const clip = (value) => Math.min(Math.max(value, spec.scale[0]), spec.scale[1]);

  // `grow`: the slider is being moved, so the axis may widen but not jump to and fro.
  function update(derived, _, { grow }) {
    const { result, films, n, explained } = derived;
    const { ten } = result;
    const run = still({
      row: ten.map(({ row }) => String(row)),
      film: ten.map(({ row }) => films.label[row]),
      group: ten.map(({ row }) => films.group[row]),
      without: ten.map(({ row }) => clip(films.everyone[row] + result.bias)),
      with: ten.map(({ prediction }) => (n ? clip(prediction) : Number.NaN)),
      prediction: ten.map(({ prediction }) => clip(prediction)),
      rank: ten.map(({ rank }) => rank),
      common: ten.map(({ rank }) => Number(rank <= TEN)),
    });
    view.update(run, 0, { chosen: String(explained), grow });
    note.replaceChildren(...noteFor(derived));
  }

  return {
    ...view,
    tab: "Your ten",
    side: "right",
    note,
    update,
    aboutNow: ({ n }) => (n ? "predicted stars" : "predicted stars, the same for everyone"),
    describe: () => "choose one to see why",
    table: tableOf,
  };
}

// "Mostly what everyone likes" only from six common films on; else compared with people who gave as many ratings.
function noteFor({ n, result, figures, usual }) {
  const { shared, ten } = result;
  if (!n)
    return [
      h("b", "Everyone's ten:"),
      " the films with the highest mean plus item bias. Your own list starts with your first rating.",
    ];
  const all = ten.length === TEN ? "ten" : ten.length;
  const common = ` ${shared > 1 ? "are" : "is"} in everyone's ten too${shared ? " (rank in bold)" : ""}`;
  const mostly = shared >= 6 ? ": mostly what everyone likes" : "";
  const begin = [h("b", `${shared || "None"} of your ${all}`), `${common}${mostly}. `];
  if (!usual) return begin;
  const ratio = result.length / usual.length;
  const compared = ratio > 1.1 ? "usually shorter" : ratio < 0.9 ? "usually longer" : "usually about as long";
  return [
    ...begin,
    `With ${plural(figures.n, "rating")} a vector is ${compared} (${fixed(usual.length, 2)}): the ${figures.people} ` +
      `people share ${Math.round(usual.shared)} of ten.`,
  ];
}

function tableOf({ result, films }) {
  return {
    head: ["film", "for everyone", "your bias", "your vector", "prediction", "rank for everyone"],
    rows: result.ten.map(({ row, rank, prediction }) => [
      films.label[row],
      fixed(films.everyone[row], 3),
      signed(result.bias, 3),
      signed(prediction - result.bias - films.everyone[row], 3),
      fixed(prediction, 3),
      plain(rank),
    ]),
  };
}
