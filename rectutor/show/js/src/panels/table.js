// A table: rows of words and numbers, some drawn, filled in while it plays; a row can be pointed at and kept.
import { h, setAttributes } from "../dom.js";
import { cellOf, isDrawn, scaleOf } from "./table-cells.js";
import { columnsAcross, headOf } from "./table-heads.js";
import { headsOf, rowsOf, textsOf } from "./table-rows.js";

const COMPACT = 400; // px; on a narrower panel plots stand below the numbers, and what is `wide` is left out

// What is drawn has its numbers beside it, in a column of its own.
function withNumber(column) {
  const { digits, kind, value, to } = column;
  if (digits === undefined || kind === "stair" || !isDrawn(column)) return [column];
  const number = { ...column, kind: "number", label: "", strong: true };
  return [column, to ? { ...number, value: to, earlier: value } : { ...number, earlier: undefined }];
}

// A component can say with `now` which row is chosen (`chosen`, an id), what labels say instead (`renamed`) and that
// axes may only widen (`grow`); its `onChoose` is told who is chosen. Else a field or the pointer says who is.
export function createTable(spec, { pointer, onChoose }) {
  const named = spec.columns.find(({ kind }) => kind === "text");
  const all = spec.columns.map((column) => ({ ...column, isName: column === named }));
  const element = h("div", { class: "table", role: "grid", "data-own-keys": "", onkeydown: onKey });
  const scales = new Map();
  let [compact, drawn, latest] = [false, [], null];

  const chosenOne = () => latest.chosen ?? (spec.chosen ? latest.at(spec.chosen)?.[0] : pointer?.pinned);
  const rowsAt = (now) => rowsOf({ ...spec, columns: all }, now);
  const lines = () => [...element.querySelectorAll("[data-id]")];
  const lineOf = (id) => lines().find((line) => line.dataset.id === id);
  const focused = () => element.querySelector("[data-id]:focus")?.dataset.id;

  function onKey(event) {
    const ids = lines().map(({ dataset }) => dataset.id);
    const at = ids.indexOf(focused());
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: ids.length - 1 }[event.key];
    const keeps = event.key === "Enter" || event.key === " ";
    if (at < 0 || (to === undefined && !keeps)) return;
    event.preventDefault();
    event.stopPropagation();
    if (keeps) return event.target.click();
    const id = ids[Math.min(Math.max(to, 0), ids.length - 1)];
    if (id !== chosenOne()) onChoose?.(id);
    lineOf(id)?.focus();
    reach();
  }

  // One row is in reach of the Tab key: the one with the focus, the chosen one, or the first.
  function reach() {
    const chosen = chosenOne();
    const tabbed = lineOf(focused()) ?? lineOf(chosen) ?? lines()[0];
    for (const line of lines())
      setAttributes(line, {
        "aria-selected": String(line.dataset.id === chosen),
        tabindex: line === tabbed ? 0 : -1,
      });
  }

  function resize(width) {
    compact = width < COMPACT;
    element.toggleAttribute("data-compact", compact);
    if (latest) update(latest);
  }

  function update(now) {
    latest = now;
    const state = [now.run, now.run.last, now.position, compact, ...Object.values(now.renamed ?? {})];
    if (state.some((one, i) => one !== drawn[i])) draw(now);
    drawn = state;
    reach();
  }

  function draw(now) {
    const id = focused();
    const columns = all.filter(({ wide }) => !(wide && compact)).flatMap(withNumber);
    const inLine = columns.filter((column) => !(compact && isDrawn(column)));
    for (const column of columns.filter(isDrawn))
      scales.set(column, scaleOf(column, now, now.grow ? scales.get(column)?.domain : []));
    element.style.gridTemplateColumns = columnsAcross(inLine, spec.numbered, now);
    element.replaceChildren(
      ...headOf(columns, inLine, spec.numbered, scales, now.renamed ?? {}),
      ...rowsAt(now).flatMap((row) => linesOf(row, columns)),
    );
    lineOf(id)?.focus();
  }

  function linesOf(row, columns) {
    const line = (name, more, cells) => h("div", { class: `entry ${name}`, role: "row", ...more }, cells);
    const words = row.section ? [line("apart", {}, h("span", { role: "gridcell", class: "whole" }, row.section))] : [];
    if (row.section && !row.name) return words;
    const place = spec.numbered && h("span", { class: "place", role: "gridcell" }, row.id ? row.i + 1 : "");
    const click = () => onChoose?.(row.id);
    const own = row.id ? { "data-id": row.id, tabindex: -1, onclick: click } : {};
    return [...words, line(`${row.kind}${row.quiet ? " quiet" : ""}`, own, [place, ...cellsOf(row, columns)])];
  }

  // A name without a number takes the room of these; where a plot follows, it stands next to that.
  function cellsOf(row, columns) {
    const cells = columns.map((column) => cellOf(column, row, scales.get(column)));
    const written = columns.filter((column) => !isDrawn(column) && textsOf(column, row)[0]);
    const start = columns.indexOf(written[0]);
    const plot = columns.findIndex((column, c) => c > start && isDrawn(column));
    const end = plot < 0 ? columns.length : plot;
    if (written.length !== 1 || !written[0].isName || end === start + 1) return cells;
    cells[start].style.gridColumn = `span ${end - start}`;
    cells[start].classList.toggle("beside", plot > 0 && cells[plot].childElementCount > 0);
    return [...cells.slice(0, start + 1), ...cells.slice(end)];
  }

  const toldOf = (row) =>
    all
      .flatMap((column) =>
        textsOf(column, row).map((text, i) => (text && !column.isName ? `${headsOf(column)[i]} ${text}` : text)),
      )
      .filter(Boolean)
      .join(", ");

  return {
    element,
    picture: element,
    resize,
    update,
    describe(now) {
      const rows = rowsAt(now);
      return rows.length ? `${rows.length} rows, from ${toldOf(rows[0])}, to ${toldOf(rows.at(-1))}` : "no rows";
    },
    table: (now) => ({
      head: all.flatMap(headsOf),
      rows: rowsAt(now).map((row) => all.flatMap((column) => textsOf(column, row))),
    }),
  };
}
