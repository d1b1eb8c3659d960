// The item map with you on it. All films keep their places; your vector is a point on the same axes, and the ring is
// the zero vector. Predictions grow from the ring towards you, which the faint lines show each 0.2 stars.
import { h, setAttributes, setText, svg } from "../dom.js";
import { fixed, percent, plain, plural, signed } from "../format.js";
import { GROUPS } from "../palette.js";
import { createLayers } from "./layers.js";
import { mark } from "../marks.js";
import { frameFor } from "./plane.js";
import { createPointer } from "./pointer.js";

const DURATION = 400;

export function createMap({ films, spec, root, onExplain, onPick }) {
  const at = films.id.map((_, row) => films.project(films.vector(row)));
  const map = { films, spec, root, at, frame: null, only: null, latest: null };
  map.point = (row) => map.frame.point(at[row]);
  map.inside = (row) => map.frame.holds(at[row]);
  map.shown = () => {
    const { result, rated } = map.latest;
    return [...new Set([...films.mapped, ...[...result.ten, ...rated].map(({ row }) => row)])];
  };
  const picture = svg("svg.map-picture", { role: "img" });
  const layers = createLayers(map, picture);
  const pointer = createPointer(map, picture, { onExplain, onPick });
  const note = h("span");
  const groups = Object.keys(GROUPS).filter((group) => films.group.includes(group));
  const keys = h("div.group-key", { role: "group", "aria-label": "Show one group only" }, groups.map(keyOf));
  let [you, running] = [[0, 0], 0]; // where you are on the axes, as drawn now

  function keyOf(group) {
    const attributes = { "data-group": group, "aria-pressed": "false", onclick: () => show(group) };
    return h("button.group", attributes, mark(group), h("span", GROUPS[group].label));
  }

  function show(group) {
    map.only = map.only === group ? null : group;
    for (const key of keys.children) key.setAttribute("aria-pressed", String(key.dataset.group === map.only));
    layers.drawFilms();
  }

  function resize(width) {
    if (!width) return;
    const points = films.mapped.map((row) => at[row]);
    map.frame = frameFor(points, width, root.layout === "medium" ? 0.8 : 1.08);
    const { height } = map.frame;
    setAttributes(picture, { width, height, viewBox: `0 0 ${width} ${height}` });
    layers.drawFilms();
  }

  function update(derived, _, { animate }) {
    map.latest = derived;
    cancelAnimationFrame(running);
    if (!map.frame) return;
    const target = films.project(derived.result.vector);
    const far = Math.hypot(target[0] - you[0], target[1] - you[1]) * map.frame.scale >= 1;
    layers.drawMarks(target);
    setText(note, noteFor(map, target));
    if (animate && far && !root.reducedMotion) move(you, target);
    else layers.drawWay((you = target));
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

  return {
    name: "map",
    title: "Item map",
    tab: "Item map",
    about: `with you on it · PCA of the ${plural(films.mapped.length, "film")} rated most often`,
    side: "left",
    head: keys,
    element: h("div.picture", picture, pointer.tooltip),
    picture,
    note,
    resize,
    update,
    describe,
    table: (derived) => tableOf(derived, at),
    dispose: () => cancelAnimationFrame(running),
  };
}

function noteFor({ latest: { n, result }, shown, inside }, target) {
  if (!n)
    return (
      "The ring is the zero vector, at which everyone starts. The numbers are everyone's ten. Your ratings " +
      "will move you away from it."
    );
  const inPlane = (target[0] ** 2 + target[1] ** 2) / (result.length ** 2 || 1);
  const outside = shown().filter((row) => !inside(row)).length;
  const lie = outside ? ` ${plural(outside, "film")} ${outside === 1 ? "lies" : "lie"} outside.` : "";
  return (
    "Predictions grow from the ring to you and beyond, 0.2 stars from line to line. Squares are your ratings, " +
    `in their colour; numbers are your ten. The plane holds ${percent(inPlane)} of your vector's squared ` +
    `length.${lie}`
  );
}

function describe({ n, result, films }) {
  if (!n) return "without ratings you are at the zero vector.";
  const first = films.label[result.ten[0].row];
  return `your vector, ${fixed(result.length, 2)} long, among the films; first of your ten is ${first}.`;
}

function tableOf({ result, rated, films, n }, at) {
  const line = (name, role, point) => [name, role, ...point.map((value) => signed(value, 2))];
  return {
    head: ["film", "what it is here", "axis 1", "axis 2"],
    rows: [
      line("you", n ? `a vector ${fixed(result.length, 2)} long` : "the zero vector", films.project(result.vector)),
      ...result.ten.map(({ row }, i) => line(films.label[row], `number ${i + 1} of your ten`, at[row])),
      ...rated.map(({ row, stars }) => line(films.label[row], `you rated it ${plain(stars)}`, at[row])),
    ],
  };
}
