// A matrix: the colour of a cell is its value. One grid, or several over the same rows and columns.
import { h, setAttributes, svg } from "../dom.js";
import { textOn } from "../palette.js";
import { box, MIDDLE, words } from "../shapes.js";
import { around, createCell, layoutOf } from "./cells.js";
import { colorsOf } from "./colors.js";
import { dataOf, describe, saidOf, tableOf } from "./matrix-data.js";

const MOVES = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };

export function createMatrix(spec, { root, pointer }) {
  const layers = Object.fromEntries(["cells", "names", "bands", "rings"].map((name) => [name, svg("g")]));
  const on = { onkeydown: move, onpointermove: point, onclick: point, onpointerleave: () => choose(null) };
  const options = { class: "matrix", role: "img", tabindex: 0, "data-own-keys": "", ...on };
  const picture = svg("svg", options, ...Object.values(layers));
  const readout = h("p.readout", { "aria-live": "polite" });
  const key = h("div.key");
  let [width, built, colored] = [0, "", ""];
  let now = null;
  let data = null;
  let place = null;
  let cells = []; // by grid, row and column
  let color = null;
  let cursor = null; // [row, place of the column] of the cell that is read

  const instead = (now) => now.at(spec.empty)?.[0] ?? "";

  function build() {
    const { rows, columns, grids } = data;
    const to = JSON.stringify([width, root.layout, rows, columns, rows.length ? "" : instead(now)]);
    if (to === built) return;
    built = to;
    cursor = null;
    place = layoutOf(spec, data, width, root.layout);
    const { at, shown, w, height, lines, bottom } = place;
    setAttributes(picture, { width, height: bottom, viewBox: `0 0 ${width} ${bottom}` });
    const cell = ([x, y], r, i) => createCell(x + i * w, y + r * height, w, height, lines);
    cells = at.map((corner) => rows.map((_, r) => shown.map((_, i) => cell(corner, r, i))));
    const parts = rows.length ? grids.map((grid, g) => around(grid, g, data, place)) : [];
    layers.cells.replaceChildren(...cells.flat(2).flatMap(({ elements }) => elements));
    layers.names.replaceChildren(...parts.flatMap(({ names }) => names));
    layers.bands.replaceChildren(...parts.flatMap(({ bands }) => bands));
    if (!rows.length) layers.names.append(words(width / 2, 60, instead(now), MIDDLE));
    key.hidden = !rows.length;
  }

  function update(next) {
    now = next;
    if (width === 0) return;
    data = dataOf(spec, now);
    build();
    const { palette, theme } = root;
    const to = [now.run.number, now.run.last, theme].join("|");
    if (to !== colored) {
      colored = to;
      const colors = colorsOf(spec, now, palette);
      color = colors.color;
      key.replaceChildren(...colors.key);
    }
    for (const [g, { shown, isHollow, under, text }] of data.grids.entries()) {
      const draw = (cell, r, c) => {
        const value = shown(r, c);
        if (!Number.isFinite(value)) return cell.draw("missing");
        const fill = color(value);
        const numbers = place.lines ? [[text(value), text(under(r, c))], textOn(fill, palette)] : [];
        cell.draw(isHollow(r, c) ? "hollow" : "filled", fill, ...numbers);
      };
      cells[g].forEach((row, r) => row.forEach((cell, i) => draw(cell, r, place.shown[i])));
    }
    mark();
  }

  // Rings round what is chosen and round the cell that is read; their names in bold.
  function mark() {
    const { rows } = data;
    const { at, w, height } = place;
    const shown = place.shown.map((c) => data.columns[c]);
    const overSteps = spec.columns === "step";
    const down = [...(now.at(spec.ring_row) ?? [])];
    const across = overSteps
      ? shown.filter((step) => Number(step) <= now.step).slice(-1)
      : [...(now.at(spec.ring_column) ?? [])];
    const spans = (names, all) => names.map((name) => [all.indexOf(name), 1]).filter(([from]) => from >= 0);
    const cross = (some, others) => some.flatMap((one) => others.map((other) => [...one, ...other]));
    const [byRow, byColumn] = [spans(down, rows), spans(across, shown)];
    const rings =
      byRow.length && byColumn.length && !overSteps
        ? cross(byRow, byColumn)
        : [...cross(byRow, [[0, shown.length]]), ...cross([[0, rows.length]], byColumn)];
    if (cursor) rings.push([cursor[0], 1, cursor[1], 1]);
    const ring = ([x, y], [r, tall, i, wide]) =>
      box(x + i * w, y + r * height, wide * w, tall * height, "none", { class: "encircled", rx: 4 });
    layers.rings.replaceChildren(...at.flatMap((corner) => rings.map((one) => ring(corner, one))));
    const read = cursor ? [rows[cursor[0]], shown[cursor[1]]] : [];
    const over = read[1] ?? across[0];
    for (const name of layers.names.querySelectorAll(".name")) {
      name.classList.toggle("on", [...down, ...across, ...read].includes(name.dataset.id));
      name.classList.toggle("over", name.dataset.id === over);
    }
    picture.classList.toggle("reading", cursor !== null);
    readout.dataset.empty = String(!cursor);
    const hint = rows.length ? "Point at a cell, or move with the arrow keys." : "";
    readout.replaceChildren(cursor ? saidOf(spec, data, cursor[0], place.shown[cursor[1]]) : hint);
  }

  function choose(cell) {
    cursor = cell;
    if (data) mark();
  }

  function point(event) {
    if (!data) return;
    const { left, top } = picture.getBoundingClientRect();
    const cell = ([x, y]) => [
      Math.floor((event.clientY - top - y) / place.height),
      Math.floor((event.clientX - left - x) / place.w),
    ];
    const inside = ([r, i]) => r >= 0 && r < data.rows.length && i >= 0 && i < place.shown.length;
    choose(place.at.map(cell).find(inside) ?? null);
  }

  function move(event) {
    if (event.key === "Enter" && cursor) return pointer.pin(data.rows[cursor[0]]);
    const by = MOVES[event.key];
    if (!by || !data?.rows.length) return;
    event.preventDefault();
    event.stopPropagation();
    const [r, i] = cursor ?? [0, -1];
    const within = (to, n) => Math.min(n - 1, Math.max(0, to));
    choose([within(r + by[0], data.rows.length), within(i + by[1], place.shown.length)]);
    pointer.look(data.rows[cursor[0]]);
  }

  return {
    element: h("div.picture", picture, readout),
    head: key,
    picture,
    resize: (to) => (width = to),
    update,
    escape: () => choose(null),
    describe(now) {
      const shown = dataOf(spec, now);
      return shown.rows.length ? describe(spec, shown) : instead(now);
    },
    table: (now) => tableOf(spec, dataOf(spec, now)),
  };
}
