// Similarities of the voters to each other and to what is predicted, ordered by clustering: blocks are groups.
import { interpolateLab } from "d3-interpolate";
import { h, setAttributes, setText, svg } from "../dom.js";
import { cut, fixed } from "../format.js";
import { clusterOrder } from "./cluster.js";

const MOST = 20;
const NAMES = 140;

export function createHeatmap({ spec, root }) {
  const items = spec.compares === "item";
  const picture = svg("svg", { class: "heat", role: "img", onpointermove: point, onpointerleave: () => say(null) });
  const readout = h("p", { class: "readout" });
  const element = h("div", { class: "picture" }, picture, readout);
  let width = 0;
  let drawn = "";
  let last = null;
  let now = null; // what is drawn: names, values, the cells' size

  function resize(w) {
    width = w;
    drawn = "";
    if (last) update(...last);
  }

  function update(derived, position) {
    last = [derived, position];
    const stage = Math.floor(position + 1e-6);
    const key = [derived.version, derived.film, stage >= 3, width, root.theme].join();
    if (key !== drawn && width) {
      drawn = key;
      const some = derived.explained?.chosen.length;
      now = stage >= 3 && some ? matrixOf(derived) : null;
      draw(some ? "Voters are chosen at stage 4." : "Nobody is near enough to vote.");
      say(null);
    }
    for (const mark of picture.querySelectorAll("[data-row]"))
      mark.toggleAttribute("data-focus", Number(mark.dataset.row) === derived.focus);
  }

  function matrixOf({ explained, film, title, asker, nameOf, comparison, settings }) {
    const centre = items ? film : asker.user;
    const rows = [centre, ...explained.chosen.slice(0, MOST).map(({ row }) => row)];
    const alike = (a, b) => comparison.similarity(rows[Math.max(a, b)], rows[Math.min(a, b)], settings.shrinkage);
    const order = clusterOrder(rows.length, alike);
    const name = (row) => (row === centre ? (items ? title : asker.name) : nameOf(row));
    return {
      centre,
      rows: order.map((at) => rows[at]),
      names: order.map((at) => name(rows[at])),
      values: order.map((a) => order.map((b) => (a === b ? null : alike(a, b)))),
    };
  }

  function draw(instead) {
    if (!now) {
      setAttributes(picture, { width, height: 120, viewBox: `0 0 ${width} 120` });
      picture.replaceChildren(svg("text", { x: width / 2, y: 60, "text-anchor": "middle" }, instead));
      return;
    }
    const n = now.rows.length;
    const size = Math.max(9, Math.min(26, Math.floor((width - NAMES - 6) / n)));
    now.size = size;
    setAttributes(picture, { width, height: n * size + 2, viewBox: `0 0 ${width} ${n * size + 2}` });
    const colour = shades(root.palette, now.values);
    picture.replaceChildren(
      ...now.names.map((name, r) =>
        svg(
          "text",
          {
            "data-row": now.rows[r],
            x: NAMES - 4,
            y: r * size + size * 0.5 + 4,
            "text-anchor": "end",
            class: now.rows[r] === now.centre ? "film centre-name" : "film",
          },
          cut(name, now.rows[r] === now.centre ? 16 : 18),
        ),
      ),
      ...now.values
        .flatMap((line, r) =>
          line.map((value, c) =>
            value === null
              ? null
              : svg("rect", {
                  x: NAMES + c * size + 0.5,
                  y: r * size + 0.5,
                  width: size - 1,
                  height: size - 1,
                  rx: 2,
                  fill: colour(value),
                }),
          ),
        )
        .filter(Boolean),
      ...now.rows.map((row, r) =>
        svg("rect", { "data-row": row, class: "band", x: NAMES, y: r * size, width: n * size, height: size, rx: 3 }),
      ),
    );
  }

  function point(event) {
    if (!now?.size) return;
    const box = picture.getBoundingClientRect();
    const r = Math.floor((event.clientY - box.top) / now.size);
    const c = Math.floor((event.clientX - box.left - NAMES) / now.size);
    say(r >= 0 && r < now.rows.length && c >= 0 && c < now.rows.length && r !== c ? [r, c] : null);
  }

  function say(cell) {
    readout.dataset.empty = String(!cell);
    if (cell)
      setText(readout, `${now.names[cell[0]]} and ${now.names[cell[1]]}: ${fixed(now.values[cell[0]][cell[1]], 3)}`);
    else setText(readout, now ? "Point at a cell to read two names and their similarity." : "");
  }

  return {
    name: "heat",
    side: "left",
    tab: "Heat map",
    title: "Who is like whom",
    about: "similarities, ordered by clustering",
    element,
    picture,
    resize,
    update,
    describe: () => (now ? `similarities of ${now.rows.length} ${items ? "films" : "users"}` : "nobody is chosen yet"),
    table: () => ({
      head: ["", ...(now?.names ?? [])],
      rows: (now?.values ?? []).map((line, r) => [
        now.names[r],
        ...line.map((value) => (value === null ? "–" : fixed(value, 2))),
      ]),
    }),
  };
}

function shades(palette, values) {
  const most = Math.max(
    ...values
      .flat()
      .filter((value) => value !== null)
      .map(Math.abs),
    1e-9,
  );
  const up = interpolateLab(palette.panel, palette.positive);
  const down = interpolateLab(palette.panel, palette.negative);
  return (value) => (value < 0 ? down(Math.min(1, -value / most)) : up(Math.min(1, value / most)));
}
