// Item map. Question: which films does the model take for alike?
// A canvas: three hundred films, each the same mark in every frame, moved and never redrawn anew.
import { scaleLinear } from "d3-scale";
import { interpolateLab } from "d3-interpolate";
import { h, icon, setAttributes, setText } from "../dom.js";
import { fixed, signed } from "../format.js";
import { GROUPS } from "../palette.js";
import { placeLabels } from "./labels.js";

const PAD = 22;
const REACH = 14; // px from a film at which it is pointed at
const LABELS = 14;

export function createMap({ root, own, redraw }) {
  const { items } = own;
  const n = items.label.length;
  const hidden = new Set();
  let colouring = "group";
  let pointed = null;
  let pinned = null;
  let width = 0;
  let height = 0;
  let frame = null; // { xy, run, position }
  let labels = { key: "", placed: [] };
  let extents = { key: "", reach: 1 };
  const x = scaleLinear();
  const y = scaleLinear();

  const canvas = h("canvas", {
    role: "img",
    tabindex: 0,
    "data-own-keys": "",
    onpointermove: point,
    onpointerleave: () => setPointed(null),
    onclick: (e) => pin(nearest(e)),
    onkeydown: move,
    onblur: () => setPointed(null),
  });
  const context = canvas.getContext("2d");
  const tooltip = h("div", { class: "tooltip", hidden: true });
  const element = h("div", { class: "picture" }, canvas, tooltip);
  const fact = h("span", { class: "fact" });
  const groupKeys = Object.entries(GROUPS)
    .filter(([name]) => items.group.includes(name))
    .map(([name, g]) =>
      h(
        "button",
        { type: "button", "aria-pressed": "true", "data-group": name, onclick: (e) => filter(e.currentTarget, name) },
        swatch(name),
        h("span", { class: "long" }, root.layout === "narrow" ? g.short : g.label),
      ),
    );
  const colours = h("button", { type: "button", class: "linklike", onclick: toggleColouring }, "colour by length");
  const head = h("div", { class: "key" }, ...groupKeys, fact);

  function swatch(name) {
    const shape = {
      circle: "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16z",
      triangle: "M12 4 21 20H3z",
      diamond: "M12 2 19 12 12 22 5 12z",
    }[GROUPS[name].shape];
    const mark = icon(shape, 13);
    mark.style.color = `var(--group-${name})`;
    return mark;
  }

  function filter(button, name) {
    hidden.has(name) ? hidden.delete(name) : hidden.add(name);
    button.setAttribute("aria-pressed", String(!hidden.has(name)));
    labels.key = "";
    redraw();
  }

  function toggleColouring() {
    colouring = colouring === "group" ? "length" : "group";
    setText(colours, colouring === "group" ? "colour by length" : "colour by genre");
    for (const key of groupKeys) key.hidden = colouring === "length";
    redraw();
  }

  function resize(w) {
    width = w;
    height = root.layout === "wide" ? 340 : root.layout === "medium" ? 318 : 320;
    const ratio = devicePixelRatio || 1;
    setAttributes(canvas, {
      width: Math.round(width * ratio),
      height: Math.round(height * ratio),
      style: { width: `${width}px`, height: `${height}px` },
    });
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    labels.key = "";
    groupKeys.forEach((key) =>
      setText(
        key.querySelector(".long"),
        root.layout === "wide" ? GROUPS[key.dataset.group].label : GROUPS[key.dataset.group].short,
      ),
    );
  }

  // The scales are those of the whole run, so that what moves is films and not the axes. Equal on both axes; the few
  // films farther out than all but one in a hundred are drawn at the rim.
  function setScale(run) {
    const key = `${run.number}|${run.last}|${width}|${height}`;
    if (key !== extents.key) {
      const frames = run.frames["map.xy"]();
      const reach = (axis) =>
        Math.max(
          1e-6,
          ...frames.map((xy) =>
            quantile(
              Array.from({ length: n }, (_, i) => Math.abs(xy[2 * i + axis])),
              0.99,
            ),
          ),
        );
      extents = { key, widest: reach(0), highest: reach(1) };
    }
    const unit = Math.min((width / 2 - PAD) / extents.widest, (height / 2 - PAD) / extents.highest);
    x.domain([-1, 1]).range([width / 2 - unit, width / 2 + unit]);
    y.domain([-1, 1]).range([height / 2 + unit, height / 2 - unit]);
  }

  const px = (i) => Math.min(width - 7, Math.max(7, x(frame.xy[2 * i])));
  const py = (i) => Math.min(height - 7, Math.max(7, y(frame.xy[2 * i + 1])));

  function update(run, position, { playing }) {
    const xy = run.frame("map.xy", position);
    if (!xy || width === 0) return;
    setScale(run);
    frame = { xy, run, position, lengths: run.frame("map.length", position) };
    placeFor(run, position, playing);
    draw();
    if (pointed !== null) describePointed();
    setText(fact, colouring === "length" ? lengthFact() : "");
  }

  // Labels keep their side while playing and are placed anew at a pause.
  function placeFor(run, position, playing) {
    const key = `${run.number}|${Math.round(position)}|${width}|${[...hidden]}`;
    if (labels.key && (key === labels.key || playing)) return;
    const settled = run.frame("map.xy", run.ended ? run.best : run.last);
    const order = importance(settled);
    const now = frame.xy;
    if (playing) frame.xy = settled; // sides are chosen for where the films are going
    labels = {
      key,
      placed: placeLabels(context, order.slice(0, 60), items.label, (i) => [px(i), py(i)], {
        width,
        height,
        n,
        most: root.layout === "narrow" ? 9 : LABELS,
        font: font(600),
      }),
    };
    frame.xy = now;
  }

  // Films at the rim say most about the axes; well-known ones are recognised.
  function importance(xy) {
    const reach = Float64Array.from({ length: n }, (_, i) => Math.hypot(xy[2 * i], xy[2 * i + 1]));
    const farthest = Math.max(...reach, 1e-9);
    const score = (i) =>
      0.65 * (reach[i] / farthest) + 0.35 * (Math.log(items.count[i] + 1) / Math.log(items.count[0] + 1));
    return [...Array(n).keys()].filter(shown).sort((a, b) => score(b) - score(a));
  }

  const shown = (i) => !hidden.has(items.group[i]) || colouring === "length";
  const font = (weight) => `${weight} 12px ${getComputedStyle(canvas).fontFamily}`;

  function draw() {
    const palette = root.palette;
    context.clearRect(0, 0, width, height);
    context.lineWidth = 1;
    context.strokeStyle = palette.hairline;
    context.beginPath();
    context.moveTo(0, Math.round(y(0)) + 0.5);
    context.lineTo(width, Math.round(y(0)) + 0.5);
    context.moveTo(Math.round(x(0)) + 0.5, 0);
    context.lineTo(Math.round(x(0)) + 0.5, height);
    context.stroke();
    if (pinned !== null) drawPath(pinned);
    const colour = colouring === "group" ? (i) => palette.groups[items.group[i]] : lengthColour();
    const size = colouring === "group" ? () => 4 : (i) => 2.2 + 4.5 * Math.sqrt(items.count[i] / items.count[0]);
    context.globalAlpha = 0.85;
    for (let i = n - 1; i >= 0; i--) {
      if (!shown(i)) continue;
      context.fillStyle = colour(i);
      mark(colouring === "group" ? GROUPS[items.group[i]].shape : "circle", px(i), py(i), size(i));
    }
    context.globalAlpha = 1;
    drawLabels();
    for (const i of [pinned, pointed]) if (i !== null) ring(px(i), py(i));
  }

  function mark(shape, cx, cy, r) {
    context.beginPath();
    if (shape === "circle") context.arc(cx, cy, r, 0, 2 * Math.PI);
    else {
      const corners = shape === "triangle" ? [0, -1.25, 1.15, 0.85, -1.15, 0.85] : [0, -1.4, 1, 0, 0, 1.4, -1, 0];
      for (let i = 0; i < corners.length; i += 2) context.lineTo(cx + corners[i] * r, cy + corners[i + 1] * r);
      context.closePath();
    }
    context.fill();
    context.lineWidth = 0.75;
    context.strokeStyle = root.palette.background;
    context.stroke();
  }

  function ring(cx, cy) {
    context.lineWidth = 2;
    context.strokeStyle = root.palette.ink;
    context.beginPath();
    context.arc(cx, cy, 8, 0, 2 * Math.PI);
    context.stroke();
  }

  function drawLabels() {
    context.font = font(600);
    context.lineJoin = "round";
    context.lineWidth = 3.5;
    const labelled = labels.placed.map(({ i, dx, dy }) => ({ i, at: px(i) + dx, base: py(i) + dy }));
    if (pinned !== null && !labelled.some((l) => l.i === pinned))
      labelled.push({ i: pinned, at: px(pinned) + 11, base: py(pinned) + 4 });
    const drawn = [];
    for (const { i, at, base } of labelled) {
      const left = Math.max(2, Math.min(at, width - 2 - context.measureText(items.label[i]).width));
      const top = Math.max(11, Math.min(base, height - 3));
      const box = [left, left + context.measureText(items.label[i]).width, top];
      if (drawn.some(([l, r, t]) => l < box[1] && box[0] < r && Math.abs(t - top) < 13)) continue; // not yet apart
      drawn.push(box);
      context.strokeStyle = root.palette.background;
      context.strokeText(items.label[i], left, top);
      context.fillStyle = root.palette.ink;
      context.fillText(items.label[i], left, top);
    }
  }

  // A pinned film shows its way since epoch 0.
  function drawPath(i) {
    const frames = frame.run.frames["map.xy"]().slice(0, Math.floor(frame.position) + 1);
    context.strokeStyle = root.palette.tertiary;
    context.lineWidth = 1.3;
    context.beginPath();
    for (const xy of frames) context.lineTo(x(xy[2 * i]), y(xy[2 * i + 1]));
    context.lineTo(x(frame.xy[2 * i]), y(frame.xy[2 * i + 1]));
    context.stroke();
  }

  function lengthColour() {
    const longest = Math.max(...frame.run.frame("map.length", frame.run.last));
    const ramp = interpolateLab(root.palette.middle, root.palette.positive);
    return (i) => ramp(Math.min(1, frame.lengths[i] / longest));
  }

  function lengthFact() {
    const logs = items.count.map((c) => Math.log(c + 1));
    return `blue: long vector · large: many ratings · correlation ${signed(correlation(logs, frame.lengths), 2)}`;
  }

  function nearest(event) {
    if (!frame) return null;
    const box = canvas.getBoundingClientRect();
    const [mx, my] = [event.clientX - box.left, event.clientY - box.top];
    let best = null;
    let distance = REACH;
    for (let i = 0; i < n; i++) {
      const d = Math.hypot(px(i) - mx, py(i) - my);
      if (d < distance && shown(i)) [best, distance] = [i, d];
    }
    return best;
  }

  function point(event) {
    setPointed(nearest(event));
  }

  function pin(i) {
    pinned = i === pinned ? null : i;
    redraw();
  }

  // Arrow keys go to the nearest film in that direction, Enter pins it.
  function move(event) {
    const by = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
    if (event.key === "Enter" && pointed !== null) pin(pointed);
    else if (by && frame)
      setPointed(pointed === null ? (labels.placed[0]?.i ?? 0) : (inDirection(pointed, by) ?? pointed));
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function inDirection(from, [dx, dy]) {
    let best = null;
    let cheapest = Infinity;
    for (let i = 0; i < n; i++) {
      const along = (px(i) - px(from)) * dx + (py(i) - py(from)) * dy;
      const aside = Math.abs((px(i) - px(from)) * dy) + Math.abs((py(i) - py(from)) * dx);
      if (i === from || !shown(i) || along < 1 || aside > 1.5 * along) continue;
      if (along + 2 * aside < cheapest) [best, cheapest] = [i, along + 2 * aside];
    }
    return best;
  }

  function setPointed(i) {
    if (i === pointed) return;
    pointed = i;
    canvas.style.cursor = i === null ? "default" : "pointer";
    if (i === null) tooltip.hidden = true;
    if (frame) draw();
    if (i !== null) describePointed();
  }

  function describePointed() {
    const i = pointed;
    const close = neighbours(i, 3);
    tooltip.replaceChildren(
      h("b", {}, items.title[i]),
      h("div", {}, `${items.count[i]} ratings, mean ${items.mean[i] === null ? "none" : fixed(items.mean[i], 2)}`),
      frame.lengths ? h("div", {}, `vector length ${fixed(frame.lengths[i], 2)}`) : "",
      h("div", { class: "muted" }, "nearest on this map"),
      ...close.map((j) => h("div", {}, items.label[j])),
    );
    tooltip.hidden = false;
    tooltip.style.left = `${Math.max(0, Math.min(width - tooltip.offsetWidth, px(i) + 14))}px`;
    const [above, below] = [py(i) - 14 - tooltip.offsetHeight, py(i) + 14];
    tooltip.style.top = `${below + tooltip.offsetHeight > height ? Math.max(0, above) : below}px`;
  }

  function neighbours(i, count) {
    const d = (j) => Math.hypot(frame.xy[2 * i] - frame.xy[2 * j], frame.xy[2 * i + 1] - frame.xy[2 * j + 1]);
    return [...Array(n).keys()]
      .filter((j) => j !== i)
      .sort((a, b) => d(a) - d(b))
      .slice(0, count);
  }

  return {
    name: "map",
    tab: "Map",
    title: "Item map",
    about: `${n} films rated most often · vectors in 2-D (PCA)`,
    head,
    action: colours,
    element,
    picture: canvas,
    resize,
    update,
    start: () => {
      labels.key = "";
      extents.key = "";
    },
    escape: () => {
      pinned = null;
      setPointed(null);
      redraw();
    },
    describe(run, epoch) {
      const xy = run.frame("map.xy", epoch);
      const order = [...Array(n).keys()].sort((a, b) => xy[2 * a] - xy[2 * b]);
      const names = (some) => some.map((i) => items.label[i]).join(", ");
      return (
        `from left to right, the films at the ends are ${names(order.slice(0, 3))} and ` +
        `${names(order.slice(-3).reverse())}`
      );
    },
    table(run, epoch) {
      const xy = run.frame("map.xy", epoch);
      const lengths = run.frame("map.length", epoch);
      return {
        head: ["film", "across", "up", "length", "ratings"],
        rows: items.title.map((title, i) => [
          title,
          fixed(xy[2 * i], 2),
          fixed(xy[2 * i + 1], 2),
          fixed(lengths[i], 2),
          String(items.count[i]),
        ]),
      };
    },
  };
}

function quantile(values, share) {
  return Float64Array.from(values).sort()[Math.floor(share * (values.length - 1))];
}

function correlation(a, b) {
  const mean = (v) => v.reduce((s, x) => s + x, 0) / v.length;
  const [ma, mb] = [mean([...a]), mean([...b])];
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    ab += (a[i] - ma) * (b[i] - mb);
    aa += (a[i] - ma) ** 2;
    bb += (b[i] - mb) ** 2;
  }
  return ab / Math.sqrt(aa * bb || 1);
}
