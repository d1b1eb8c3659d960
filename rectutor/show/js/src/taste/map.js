// The item map with you on it. All films keep their places; your vector is a point on the same axes, and the ring is
// the zero vector. Predictions grow from the ring towards you, which the faint lines show each 0.2 stars.
import { h, setAttributes, setText, svg } from "../dom.js";
import { fixed, percent, plain, plural, signed } from "../format.js";
import { GROUPS } from "../palette.js";
import { createLayers } from "./layers.js";
import { mark } from "../marks.js";
import { numbersOf } from "../numbers.js";
import { frameFor } from "./plane.js";
import { createPointer } from "./pointer.js";

const DURATION = 400;

export function createMap({ films, spec, root, onExplain, onPick }) {
  const at = films.id.map((_, row) => films.project(films.vector(row)));
  const map = { films, spec, root, at, frame: null, only: null, inside: (row) => map.frame.holds(at[row]) };
  const picture = svg("svg", { class: "map-picture", role: "img" });
  const layers = createLayers(map, picture);
  const pointer = createPointer(map, picture, { onExplain, onPick });
  const holder = h("div", { class: "map-holder" }, picture, pointer.tooltip);
  const note = h("p", { class: "view-note" });
  const numbers = numbersOf("Item map", () => tableOf(map.latest, at));
  const keys = h(
    "div",
    { class: "group-key", role: "group", "aria-label": "Show one group only" },
    Object.keys(GROUPS)
      .filter((group) => films.group.includes(group))
      .map(groupButton),
  );
  const about = `with you on it · PCA of the ${plural(films.mapped.length, "film")} rated most often`;
  const title = h(
    "div",
    { class: "view-title" },
    h("h4", {}, "Item map"),
    h("span", { class: "about" }, about),
    numbers.button,
  );
  const element = h(
    "section",
    { class: "view map", role: "group", "aria-label": "Item map" },
    title,
    keys,
    holder,
    note,
    numbers.place,
  );
  let you = [0, 0]; // on the axes, as drawn now
  let running = 0;

  const observer = new ResizeObserver(([entry]) => {
    const width = Math.round(entry.contentRect.width);
    if (!width || width === map.frame?.width) return;
    map.frame = frameFor(
      films.mapped.map((row) => at[row]),
      width,
      root.layout === "medium" ? 0.8 : 1.08,
    );
    setAttributes(picture, { width, height: map.frame.height, viewBox: `0 0 ${width} ${map.frame.height}` });
    layers.drawFilms();
    if (map.latest) redraw();
  });
  observer.observe(holder);

  function groupButton(group) {
    const toggle = () => {
      map.only = map.only === group ? null : group;
      for (const button of keys.children)
        button.setAttribute("aria-pressed", String(button.dataset.group === map.only));
      if (map.frame) layers.drawFilms();
    };
    return h(
      "button",
      { class: "group", type: "button", "data-group": group, "aria-pressed": "false", onclick: toggle },
      mark(group),
      h("span", {}, GROUPS[group].label),
    );
  }

  function update(derived, { animate }) {
    map.latest = derived;
    cancelAnimationFrame(running);
    numbers.refresh();
    picture.setAttribute("aria-label", alternative(derived));
    if (!map.frame) return;
    const target = films.project(derived.result.vector);
    const far = Math.hypot(target[0] - you[0], target[1] - you[1]) * map.frame.scale >= 1;
    if (!animate || root.reducedMotion || !far) return redraw();
    layers.drawMarks(target);
    setText(note, noteFor(map, target));
    move(you, target);
  }

  function move(from, to) {
    let begin;
    const step = (now) => {
      begin ??= now;
      const t = Math.min((now - begin) / DURATION, 1);
      const eased = t * t * (3 - 2 * t);
      you = from.map((value, axis) => value + eased * (to[axis] - value));
      layers.drawWay(you);
      if (t < 1) running = requestAnimationFrame(step);
    };
    running = requestAnimationFrame(step);
  }

  function redraw() {
    if (!map.frame || !map.latest) return;
    you = films.project(map.latest.result.vector);
    layers.drawMarks(you);
    layers.drawWay(you);
    setText(note, noteFor(map, you));
  }

  function dispose() {
    observer.disconnect();
    cancelAnimationFrame(running);
  }

  return { element, update, redraw, dispose };
}

function noteFor({ latest: { n, result, rated }, films, inside }, target) {
  if (!n)
    return (
      "The ring is the zero vector, at which everyone starts. The numbers are everyone's ten. Your ratings " +
      "will move you away from it."
    );
  const inPlane = (target[0] ** 2 + target[1] ** 2) / (result.length ** 2 || 1);
  const shown = new Set([...films.mapped, ...result.ten.map(({ row }) => row), ...rated.map(({ row }) => row)]);
  const outside = [...shown].filter((row) => !inside(row)).length;
  const lie = outside ? ` ${plural(outside, "film")} ${outside === 1 ? "lies" : "lie"} outside.` : "";
  return (
    "Predictions grow from the ring to you and beyond, 0.2 stars from line to line. Squares are your ratings, " +
    `in their colour; numbers are your ten. The plane holds ${percent(inPlane)} of your vector's squared ` +
    `length.${lie}`
  );
}

function alternative({ n, result, films }) {
  if (!n) return "Item map: without ratings you are at the zero vector.";
  return (
    `Item map: your vector, ${fixed(result.length, 2)} long, among the films; first of your ten is ` +
    `${films.label[result.ten[0].row]}.`
  );
}

function tableOf({ result, rated, films, n }, at) {
  const line = (name, role, point) => [name, role, signed(point[0], 2), signed(point[1], 2)];
  return {
    head: ["film", "what it is here", "axis 1", "axis 2"],
    rows: [
      line("you", n ? `a vector ${fixed(result.length, 2)} long` : "the zero vector", films.project(result.vector)),
      ...result.ten.map(({ row }, i) => line(films.label[row], `number ${i + 1} of your ten`, at[row])),
      ...rated.map(({ row, stars }) => line(films.label[row], `you rated it ${plain(stars)}`, at[row])),
    ],
  };
}
