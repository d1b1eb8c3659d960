// The mouse on the map: what a film is, and a click that explains it (one of the ten) or adds it to be rated.
import { h } from "../dom.js";
import { fixed, plain, plural } from "../format.js";

const NEAR = 14; // px

export function createPointer(map, picture, { onExplain, onPick }) {
  const { films, spec } = map;
  const tooltip = h("div.tooltip", { hidden: true });
  const mapped = new Set(films.mapped);
  const hide = () => (tooltip.hidden = true);
  const isOfTen = (row) => map.latest.result.ten.some((one) => one.row === row);
  const isSeen = (row) => map.inside(row) && !(map.only && mapped.has(row) && films.group[row] !== map.only);

  function nearest(event) {
    if (!map.frame || !map.latest) return null;
    const { left, top } = picture.getBoundingClientRect();
    let best = { row: null, gap: NEAR };
    for (const row of map.shown().filter(isSeen)) {
      const [x, y] = map.point(row);
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
    const other = isOfTen(row) ? "click to see why" : "click to rate it";
    tooltip.replaceChildren(
      h("div", h("b", films.title[row]), " ", h("span.muted", films.year[row] ?? "")),
      h("div", `${plural(films.count[row], "rating")}${mean}`),
      h("div", `predicted for you ${fixed(predicted, 2)}`),
      h("div.muted", yours ? `you rated it ${plain(yours.stars)}` : other),
    );
    const { width, height } = map.frame;
    const [x, y] = map.point(row);
    const [left, right] = x > width / 2 ? ["auto", `${width - x + 12}px`] : [`${x + 12}px`, "auto"];
    Object.assign(tooltip.style, { left, right, top: `${Math.min(y + 12, height - 90)}px` });
    tooltip.hidden = false;
  }

  picture.addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch") return; // a finger covers what it points at; the tap itself still works
    const row = nearest(event);
    picture.style.cursor = row === null ? "" : "pointer";
    if (row === null) hide();
    else show(row);
  });
  picture.addEventListener("pointerleave", hide);
  picture.addEventListener("click", (event) => {
    const row = nearest(event);
    if (row === null) return;
    hide();
    if (isOfTen(row)) onExplain(row);
    else onPick(row);
  });

  return { tooltip };
}
