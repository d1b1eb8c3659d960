// The mouse on the map: what a film is, and a click that explains it (one of the ten) or adds it to be rated.
import { h } from "../dom.js";
import { fixed, plain, plural } from "../format.js";

const NEAR = 14; // px

export function createPointer(map, picture, { onExplain, onPick }) {
  const { films, spec, at, inside } = map;
  const tooltip = h("div", { class: "tooltip", hidden: true });
  const mapped = new Set(films.mapped);
  const hide = () => (tooltip.hidden = true);
  const isIn = (list, row) => list.some((one) => one.row === row);

  function nearest(event) {
    if (!map.frame || !map.latest) return null;
    const { result, rated } = map.latest;
    const { left, top } = picture.getBoundingClientRect();
    const shown = new Set([...films.mapped, ...result.ten.map(({ row }) => row), ...rated.map(({ row }) => row)]);
    let best = { row: null, gap: NEAR };
    for (const row of shown) {
      if (!inside(row) || (map.only && mapped.has(row) && films.group[row] !== map.only)) continue;
      const [x, y] = map.frame.point(at[row]);
      const gap = Math.hypot(x + left - event.clientX, y + top - event.clientY);
      if (gap < best.gap) best = { row, gap };
    }
    return best.row;
  }

  function show(row) {
    const { result, rated } = map.latest;
    const mean = films.mean[row] === null ? "" : `, mean ${fixed(films.mean[row], 2)}`;
    const predicted = Math.min(Math.max(result.predictions[row], spec.scale[0]), spec.scale[1]);
    const yours = rated.find((one) => one.row === row);
    const action = yours
      ? `you rated it ${plain(yours.stars)}`
      : isIn(result.ten, row)
        ? "click to see why"
        : "click to rate it";
    tooltip.replaceChildren(
      h("div", {}, h("b", {}, films.title[row]), " ", h("span", { class: "muted" }, films.year[row] ?? "")),
      h("div", {}, `${plural(films.count[row], "rating")}${mean}`),
      h("div", {}, `predicted for you ${fixed(predicted, 2)}`),
      h("div", { class: "muted" }, action),
    );
    const [x, y] = map.frame.point(at[row]);
    const side =
      x > map.frame.width / 2
        ? { right: `${map.frame.width - x + 12}px`, left: "auto" }
        : { left: `${x + 12}px`, right: "auto" };
    Object.assign(tooltip.style, side, { top: `${Math.min(y + 12, map.frame.height - 90)}px` });
    tooltip.hidden = false;
  }

  picture.addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch") return; // a finger covers what it points at; the tap itself still works
    const row = nearest(event);
    picture.classList.toggle("pointed", row !== null);
    if (row === null) hide();
    else show(row);
  });
  picture.addEventListener("pointerleave", hide);
  picture.addEventListener("click", (event) => {
    const row = nearest(event);
    if (row === null) return;
    hide();
    if (isIn(map.latest.result.ten, row)) onExplain(row);
    else onPick(row);
  });

  return { tooltip };
}
