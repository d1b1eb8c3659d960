// Your ten films: the predictions without and with your vector, and the rank that everyone gives them.
import { h, setText } from "../dom.js";
import { fixed, plain, signed } from "../format.js";
import { TEN } from "./lists.js";
import { mark } from "../marks.js";
import { numbersOf } from "../numbers.js";

export function createTen({ onExplain }) {
  const list = h("div", {
    class: "ten-list",
    role: "listbox",
    "aria-label": "Your ten films: choose one to see why",
    onkeydown: onKey,
  });
  const ticks = h("div", { class: "ten-ticks", "aria-hidden": "true" });
  const grid = h("div", { class: "ten-grid", "aria-hidden": "true" });
  const note = h("p", { class: "view-note" });
  const about = h("span", { class: "about" }, "predicted stars");
  const numbers = numbersOf("Your ten films", () => tableOf(latest));
  const key = h(
    "div",
    { class: "ten-head", "aria-hidden": "true" },
    h(
      "span",
      { class: "ten-key" },
      h("i", { class: "ring" }),
      "without",
      h("i", { class: "disc" }),
      "with your vector",
    ),
    ticks,
    h("span", { class: "rank-head" }, "rank for everyone"),
  );
  const element = h(
    "section",
    { class: "view ten", role: "group", "aria-label": "Your ten films" },
    h("div", { class: "view-title" }, h("h4", {}, "Your ten films"), about, numbers.button),
    key,
    h("div", { class: "ten-body" }, grid, list),
    note,
    numbers.place,
  );
  let latest = null;
  let axis = null;

  function onKey(event) {
    const { ten } = latest.result;
    const at = ten.findIndex(({ row }) => row === latest.explained);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: ten.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const film = ten[Math.min(Math.max(to, 0), ten.length - 1)];
    if (film.row !== latest.explained) onExplain(film.row);
    list.children[Math.min(Math.max(to, 0), ten.length - 1)].focus();
  }

  // `grow`: the slider is being moved, so the axis may widen but not jump to and fro.
  function update(derived, { grow }) {
    latest = derived;
    const { result, films, spec, n } = derived;
    const clip = (value) => Math.min(Math.max(value, spec.scale[0]), spec.scale[1]);
    const lines = result.ten.map((film) => ({
      ...film,
      without: clip(films.everyone[film.row] + result.bias),
      given: clip(film.prediction),
    }));
    axis = axisFor(lines, grow ? axis : null);
    const share = (value) => `${(100 * (value - axis.low)) / (axis.high - axis.low)}%`;
    ticks.replaceChildren(...axis.ticks.map((tick) => h("span", { style: { left: share(tick) } }, fixed(tick, 1))));
    grid.replaceChildren(
      h(
        "div",
        {},
        axis.ticks.map((tick) => h("i", { style: { left: share(tick) } })),
      ),
    );
    const focused = list.contains(list.getRootNode().activeElement);
    list.replaceChildren(...lines.map((line, at) => option(derived, line, at, share)));
    if (focused) list.querySelector('[aria-selected="true"]')?.focus();
    note.replaceChildren(...noteFor(derived));
    setText(about, n ? "predicted stars" : "predicted stars, the same for everyone");
    numbers.refresh();
  }

  function option({ films, explained, n }, { row, rank, without, given }, at, share) {
    const chosen = row === explained;
    const label =
      `${at + 1}, ${films.label[row]}, predicted ${fixed(given, 2)} stars, ${fixed(without, 2)} without your ` +
      `vector, rank ${rank} for everyone`;
    const [from, to] = without < given ? [without, given] : [given, without];
    const plot = h(
      "span",
      { class: "ten-plot" },
      n
        ? h("i", {
            class: `bar ${given < without ? "negative" : "positive"}`,
            style: { left: share(from), right: `calc(100% - ${share(to)})` },
          })
        : null,
      h("i", { class: "ring", style: { left: share(without) } }),
      n ? h("i", { class: "disc", style: { left: share(given) } }) : null,
    );
    return h(
      "div",
      {
        class: "ten-row",
        role: "option",
        "aria-selected": String(chosen),
        "aria-label": label,
        tabindex: chosen ? 0 : -1,
        onclick: () => onExplain(row),
      },
      h("span", { class: "place" }, at + 1),
      mark(films.group[row]),
      h("span", { class: "name" }, films.label[row]),
      plot,
      h("b", { class: "given" }, fixed(given, 2)),
      h("span", { class: rank <= TEN ? "rank common" : "rank" }, rank),
    );
  }

  return { element, update };
}

function axisFor(lines, before) {
  const values = lines.flatMap(({ without, given }) => [without, given]);
  let low = Math.min(...values, before?.low ?? Infinity);
  let high = Math.max(...values, before?.high ?? -Infinity);
  const step = [0.1, 0.2, 0.5, 1].find((one) => (high - low) / one <= 4.2) ?? 1;
  const first = Math.floor(low / step + 0.15);
  const last = Math.max(Math.ceil(high / step - 0.15), first + 1);
  low = Math.min(low, first * step);
  high = Math.max(high, last * step);
  return { low, high, ticks: Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step) };
}

// "Mostly what everyone likes" only from six common films on; else compared with people who gave as many ratings.
function noteFor({ n, result, figures, usual }) {
  const { shared, ten } = result;
  if (!n)
    return [
      h("b", {}, "Everyone's ten:"),
      " the films with the highest mean plus item bias. Your own list starts with your first rating.",
    ];
  const all = ten.length === TEN ? "ten" : ten.length;
  const begin = [
    h("b", {}, `${shared || "None"} of your ${all}`),
    ` ${shared > 1 ? "are" : "is"} in everyone's ten too${shared ? " (rank in bold)" : ""}`,
  ];
  if (shared >= 6) begin.push(": mostly what everyone likes");
  begin.push(". ");
  if (!usual) return begin;
  const ratio = result.length / usual.length;
  const compared = ratio > 1.1 ? "usually shorter" : ratio < 0.9 ? "usually longer" : "usually about as long";
  const given = figures.n === 1 ? "1 rating" : `${figures.n} ratings`;
  return [
    ...begin,
    `With ${given} a vector is ${compared} (${fixed(usual.length, 2)}): the ${figures.people} people share ` +
      `${Math.round(usual.shared)} of ten.`,
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
