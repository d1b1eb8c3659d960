// Points: many marks in a plane, or in several with the same axes. On a canvas: hundreds of marks, each the same in
// every frame, moved and never made anew.
import { h, rich, setAttributes, setText } from "../dom.js";
import { filled, fixed, parsed, plural, textOf } from "../format.js";
import { mark } from "../marks.js";
import { drawPoints } from "./points-drawing.js";
import { createPointLabels } from "./points-labels.js";
import { createPlanes } from "./points-planes.js";
import { createPointing } from "./points-pointing.js";
import { createScene } from "./points-scene.js";

export function createPoints(spec, { root, pointer, redraw }) {
  const planes = createPlanes(spec, root);
  const scene = createScene(spec, root, planes);
  const labels = createPointLabels(spec, root, planes);
  const pointing = createPointing(spec, planes, scene, labels, pointer, redraw);
  const { what = "mark", by: [byGroup, byColor] = ["group", "value"] } = spec;
  const switches = spec.group && spec.color;
  const canvas = h("canvas", { role: "img", tabindex: 0, "data-own-keys": "", ...pointing.handlers });
  const pen = canvas.getContext("2d");
  const element = h("div", { class: "picture points" }, planes.plot?.picture, canvas, pointing.told);
  const keys = h("span", { class: "groups" });
  const fact = h("span", { class: "fact" });
  const action = h("button", { type: "button", class: "linklike", onclick: recolour }, `colour by ${byColor}`);

  function recolour() {
    scene.coloured = !scene.coloured;
    setText(action, `colour by ${scene.coloured ? byGroup : byColor}`);
    drawKeys();
    redraw();
  }

  function resize(width) {
    planes.resize(width);
    const ratio = devicePixelRatio || 1;
    const { height } = planes;
    const style = { width: `${width}px`, height: `${height}px` };
    setAttributes(canvas, { width: Math.round(width * ratio), height: Math.round(height * ratio), style });
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  }

  function update(now) {
    if (planes.width === 0 || !planes.list.every(({ field }) => now.at(field))) return;
    if (planes.fit(now)) {
      scene.fit(now);
      drawKeys();
    }
    scene.read(now);
    pen.font = `600 12px ${getComputedStyle(canvas).fontFamily}`;
    if (spec.labels && !planes.several) labels.place(pen, scene);
    canvas.style.cursor = pointing.read() ? "pointer" : "default";
    drawPoints(pen, planes, scene, labels, root.palette);
    fact.replaceChildren(...rich(factAt(now)));
    pointing.tell();
  }

  // The keys of the groups filter. They are made anew only where there are others, so that they keep the focus.
  function drawKeys() {
    const wide = root.layout === "wide";
    const of = [wide, scene.coloured, ...scene.looks.keys()].join("|");
    if (of === keys.dataset.of) return;
    keys.dataset.of = of;
    const filter = ({ currentTarget: key }) => {
      const name = key.dataset.group;
      scene.hidden.delete(name) || scene.hidden.add(name);
      key.setAttribute("aria-pressed", String(!scene.hidden.has(name)));
      redraw();
    };
    const keyOf = ([name, look]) => {
      const pressed = { "aria-pressed": String(!scene.hidden.has(name)), "data-group": name };
      const label = wide ? look.label : look.short;
      return h("button", { type: "button", ...pressed, onclick: filter }, mark(name, 4.2, look), label);
    };
    keys.replaceChildren(...(scene.coloured ? [] : [...scene.looks].map(keyOf)));
  }

  // It belongs to the colours where marks can be coloured by group, too.
  const factAt = (now) =>
    spec.fact && (scene.coloured || !switches) ? parsed(filled(spec.fact, (name) => now.at(name)?.[0] ?? 0)) : [];

  function describe(now) {
    const said = textOf(factAt(now));
    const names = scene.namesAt(now);
    if (said) return `${said}, measured on ${plural(names.length, what)}`;
    const xy = now.at(planes.list[0].field);
    const across = [...names.keys()].filter((i) => Number.isFinite(xy[2 * i])).sort((a, b) => xy[2 * a] - xy[2 * b]);
    const [left, right] = [across.slice(0, 3), across.slice(-3).reverse()].map((some) => some.map((i) => names[i]));
    return `from left to right, the ${what}s at the ends are ${left.join(", ")} and ${right.join(", ")}`;
  }

  function table(now) {
    const columns = Object.entries(spec.columns ?? {});
    const axes = planes.several
      ? planes.list.flatMap(({ title }) => [`${title} 1`, `${title} 2`])
      : [spec.x_label || "across", spec.y_label || "up"];
    const xys = planes.list.map(({ field }) => now.at(field));
    const number = (value) => (Number.isFinite(value) ? fixed(value, 2) : "–");
    const titles = now.at(spec.titles) ?? scene.namesAt(now);
    return {
      head: [what, ...axes, ...columns.map(([name]) => name)],
      rows: [...titles].map((title, i) => [
        title,
        ...xys.flatMap((xy) => [number(xy[2 * i]), number(xy[2 * i + 1])]),
        ...columns.map(([, field]) => scene.cell(now, field, i)),
      ]),
    };
  }

  return {
    element,
    picture: canvas,
    note: planes.several ? "" : spec.note, // several planes write it themselves
    head: spec.group || spec.fact ? h("div", { class: "key" }, keys, fact) : undefined,
    action: switches ? action : undefined,
    resize,
    update,
    describe,
    table,
  };
}
