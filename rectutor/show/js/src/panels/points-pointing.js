// How a mark of a `Points` panel is pointed at, with the pointer or the arrow keys, and what is told of it: beside it,
// or below where planes are compared.
import { h, setText } from "../dom.js";
import { signed, valueText } from "../format.js";

const REACH = 14; // px from a mark at which it is pointed at
const DIRECTIONS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

export function createPointing(spec, planes, scene, labels, pointer, redraw) {
  const told = planes.several ? h("p", { class: "small compared" }) : h("div", { class: "tooltip", hidden: true });
  const chosen = new Map(); // where several marks have one name, which of them was pointed at
  let over = null; // the mark that is pointed at in this panel

  const handlers = {
    onpointermove: point,
    onpointerdown: point,
    onpointerleave: leave,
    onblur: () => look(null),
    onclick: () => pointer.pin(over === null ? null : scene.names[over]),
    onkeydown: move,
  };

  function look(i) {
    const name = i === null ? null : scene.names[i];
    if (i !== null) chosen.set(name, i);
    if (i !== over && name === pointer.looked) redraw();
    over = i;
    pointer.look(name);
  }

  // What is pointed at next is the Pointer's to say: a redrawing here would take it away before it has heard of that.
  function leave() {
    over = null;
    told.hidden = !planes.several;
  }

  function point({ offsetX, offsetY }) {
    let [best, distance] = [null, REACH];
    for (const { i, spots } of scene.marks) {
      const d = Math.min(...spots.map(([x, y]) => Math.hypot(x - offsetX, y - offsetY)));
      if (d < distance) [best, distance] = [i, d];
    }
    look(best);
  }

  // Arrow keys go to the nearest mark in that direction, Enter pins it.
  function move(event) {
    const by = DIRECTIONS[event.key];
    const here = scene.byIndex.get(over);
    if (event.key === "Enter" && here) pointer.pin(here.name);
    else if (by && scene.marks.length) look(here ? inDirection(here, by).i : labels.first(scene));
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function inDirection(from, [dx, dy]) {
    const [[x, y]] = from.spots;
    let [best, cheapest] = [from, Infinity];
    for (const mark of scene.marks) {
      const [[mx, my]] = mark.spots;
      const along = (mx - x) * dx + (my - y) * dy;
      const aside = Math.abs((mx - x) * dy) + Math.abs((my - y) * dx);
      if (mark === from || along < 1 || aside > 1.5 * along) continue;
      if (along + 2 * aside < cheapest) [best, cheapest] = [mark, along + 2 * aside];
    }
    return best;
  }

  // Which marks are lit, here or in another panel, and the way of the pinned one. Returns whether one is pointed at.
  function read() {
    const markOf = (name) => name && scene.byIndex.get(chosen.get(name) ?? scene.names.indexOf(name));
    const [pinned, looked] = [markOf(pointer.pinned), markOf(pointer.looked)];
    scene.lit = [...new Set([pinned, looked])].filter(Boolean);
    scene.named = scene.lit.filter(({ i }) => i !== over); // of the other, the tooltip says it
    scene.ways = pinned ? planes.list.map((plane, p) => wayOf(pinned, plane, p)) : [];
    return over !== null;
  }

  // A pinned mark shows its way since step 0.
  function wayOf({ i, spots }, plane, p) {
    const past = scene.now.all(plane.field).slice(0, Math.floor(scene.now.position) + 1);
    return [...past.flatMap((xy) => planes.spotOf(plane, xy[2 * i], xy[2 * i + 1])), ...spots[p]];
  }

  const titleOf = (i) => (scene.now.at(spec.titles) ?? scene.names)[i];
  const linesOf = (i) =>
    Object.entries(spec.lines ?? {}).map(([name, field]) => `${name} ${scene.cell(scene.now, field, i)}`.trim());
  const valuesOf = ({ field }, i) => [0, 1].map((axis) => scene.now.at(field)[2 * i + axis]);

  function tell() {
    if (planes.several) return setText(told, readout(scene.lit.at(-1)));
    const mark = pointer.looked === scene.names[over] ? scene.byIndex.get(over) : null;
    told.hidden = !mark;
    if (mark) fillTooltip(mark);
  }

  function readout(mark) {
    if (!mark) return spec.note ?? "";
    const pairs = planes.list.map((plane) => {
      const pair = valuesOf(plane, mark.i).map((value) => signed(value, 2));
      return `${plane.title} (${pair.join(", ")})`;
    });
    return `${[titleOf(mark.i), ...linesOf(mark.i)].join(", ")}: ${pairs.join(", ")}`;
  }

  function fillTooltip({ i, spots: [[x, y]] }) {
    const near = spec.nearest ? neighbours(i) : [];
    const values = planes.plot ? valuesOf(planes.list[0], i).map((value) => valueText(value)) : [];
    const title = h("div", { class: "muted" }, "nearest on this map");
    told.replaceChildren(
      h("b", {}, titleOf(i)),
      ...values.map((value, axis) => h("div", {}, `${[spec.x_label, spec.y_label][axis] ?? ""} ${value}`)),
      ...linesOf(i).map((line) => h("div", {}, line)),
      ...(near.length ? [title, ...near.map((mark) => h("div", {}, mark.name))] : []),
    );
    told.style.left = `${Math.max(0, Math.min(planes.width - told.offsetWidth, x + 14))}px`;
    const [above, below] = [y - 14 - told.offsetHeight, y + 14];
    told.style.top = `${below + told.offsetHeight > planes.height ? Math.max(0, above) : below}px`;
  }

  function neighbours(i) {
    const xy = scene.now.at(planes.list[0].field);
    const far = (mark) => Math.hypot(xy[2 * mark.i] - xy[2 * i], xy[2 * mark.i + 1] - xy[2 * i + 1]);
    const others = scene.marks.filter((mark) => mark.i !== i);
    return others.sort((a, b) => far(a) - far(b)).slice(0, spec.nearest);
  }

  return { told, handlers, read, tell };
}
