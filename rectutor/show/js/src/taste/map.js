// The item map with you on it. All films keep their places; your vector is a point on the same axes, and the ring is the
// zero vector. Predictions grow from the ring towards you, which the faint lines show each 0.2 stars.
import { h, setAttributes, setText, svg } from "../dom.js";
import { fixed, percent, plain, plural, signed } from "../format.js";
import { GROUPS, ratingColor } from "../palette.js";
import { boxAround, clipLine, placeLabels } from "./labels.js";
import { mark, shape } from "./marks.js";
import { numbersOf } from "./numbers.js";
import { frameFor, isoLines } from "./plane.js";

const DOT = 3.4;
const STRONG = 4.6;
const LINES = 0.2; // stars from line to line
const LABELS = 15;
const DURATION = 400;

export function createMap({ films, spec, root, onExplain, onPick }) {
  const layers = Object.fromEntries(["lines", "films", "way", "marks", "texts"].map((name) => [name, svg("g", { class: name })]));
  const tooltip = h("div", { class: "tooltip", hidden: true });
  const picture = svg("svg", { class: "map-picture", role: "img", onpointermove: onMove, onpointerleave: hideTooltip, onclick: onClick }, Object.values(layers));
  const holder = h("div", { class: "map-holder" }, picture, tooltip);
  const note = h("p", { class: "view-note" });
  const numbers = numbersOf("Item map", () => tableOf(latest, at));
  const keys = h("div", { class: "group-key", role: "group", "aria-label": "Show one group only" }, Object.keys(GROUPS).filter((group) => films.group.includes(group)).map(groupButton));
  const about = `with you on it · PCA of the ${plural(films.mapped.length, "film")} rated most often`;
  const element = h("section", { class: "view map", role: "group", "aria-label": "Item map" }, h("div", { class: "view-title" }, h("h4", {}, "Item map"), h("span", { class: "about" }, about), numbers.button), keys, holder, note, numbers.place);
  const at = films.id.map((_, row) => films.project(films.vector(row)));
  const mapped = new Set(films.mapped);
  let latest = null;
  let frame = null; // where the plane lies in the picture
  let you = [0, 0]; // as drawn now, on the axes
  let running = 0;
  let places = new Map();
  let only = null;

  const observer = new ResizeObserver(([entry]) => {
    const width = Math.round(entry.contentRect.width);
    if (!width || width === frame?.width) return;
    frame = frameFor(films.mapped.map((row) => at[row]), width);
    setAttributes(picture, { width, height: frame.height, viewBox: `0 0 ${width} ${frame.height}` });
    drawFilms();
    if (latest) draw();
  });
  observer.observe(holder);

  function groupButton(group) {
    const toggle = () => {
      only = only === group ? null : group;
      for (const button of keys.children) button.setAttribute("aria-pressed", String(button.dataset.group === only));
      if (frame) drawFilms();
    };
    return h("button", { class: "group", type: "button", "data-group": group, "aria-pressed": "false", onclick: toggle }, mark(group), h("span", {}, GROUPS[group].label));
  }

  function drawFilms() {
    const dots = films.mapped.filter((row) => inside(row)).map((row) => {
      const { shape: form } = GROUPS[films.group[row]];
      const faint = only && films.group[row] !== only ? " off" : only ? " on" : "";
      return svg("path", { d: shape(form, DOT), transform: moved(row), class: `film group-${films.group[row]}${faint}` });
    });
    layers.films.replaceChildren(...dots);
  }

  function update(derived, { animate }) {
    latest = derived;
    const target = films.project(derived.result.vector);
    cancelAnimationFrame(running);
    numbers.refresh();
    setText(note, noteFor(derived, target));
    picture.setAttribute("aria-label", alternative(derived));
    if (!frame) return void (you = target);
    drawMarks(target);
    if (!animate || root.reducedMotion || distance(you, target) * frame.scale < 1) {
      you = target;
      drawWay();
      return;
    }
    const from = you;
    let begin;
    const step = (now) => {
      begin ??= now;
      const t = Math.min((now - begin) / DURATION, 1);
      const eased = t * t * (3 - 2 * t);
      you = [from[0] + eased * (target[0] - from[0]), from[1] + eased * (target[1] - from[1])];
      drawWay();
      if (t < 1) running = requestAnimationFrame(step);
    };
    running = requestAnimationFrame(step);
  }

  function draw() {
    you = films.project(latest.result.vector);
    drawMarks(you);
    drawWay();
  }

  // What moves with you: the line from the ring, the lines of equal prediction, the disc.
  function drawWay() {
    const [ring, disc, out] = [frame.point([0, 0]), frame.point(you), !frame.holds(you)];
    const lines = isoLines(frame, you, LINES);
    layers.lines.replaceChildren(
      ...lines.map(({ ends: [x1, y1, x2, y2], step }) => svg("line", { x1, y1, x2, y2, class: step === 0 ? "iso zero" : "iso" })),
      ...isoLabels(lines),
    );
    if (!latest.n) return layers.way.replaceChildren(svg("circle", { cx: ring[0], cy: ring[1], r: 10, class: "you-rim" }), svg("circle", { cx: ring[0], cy: ring[1], r: 6, class: "ring" }));
    const line = clipLine(frame.box, [...ring, ...disc]) ?? [...ring, ...ring];
    const beyond = frame.beyond(you);
    const end = out ? line.slice(2) : disc;
    layers.way.replaceChildren(
      ...(beyond && !out ? [svg("line", { x1: disc[0], y1: disc[1], x2: beyond[0], y2: beyond[1], class: "beyond" })] : []),
      svg("line", { x1: ring[0], y1: ring[1], x2: end[0], y2: end[1], class: "way-line" }),
      svg("circle", { cx: ring[0], cy: ring[1], r: 6, class: "ring" }),
      svg("circle", { cx: end[0], cy: end[1], r: 11.5, class: "you-rim" }),
      svg("circle", { cx: end[0], cy: end[1], r: 7, class: "you" }),
    );
  }

  function isoLabels(lines) {
    const placed = [];
    const labels = [];
    for (const { ends, step } of lines) {
      if (step === 0) continue;
      const text = signed(step * LINES, 1);
      for (const [x, y] of [ends.slice(0, 2), ends.slice(2)]) {
        const [cx, cy] = [Math.min(Math.max(x, 16), frame.width - 16), Math.min(Math.max(y, 10), frame.height - 10)];
        const box = [cx - 18, cy - 9, cx + 18, cy + 9];
        if (placed.some((other) => Math.abs(other[0] - cx) < 60 && Math.abs(other[1] - cy) < 60)) continue;
        if (boxes.some((other) => other[0] < box[2] && box[0] < other[2] && other[1] < box[3] && box[1] < other[3])) continue;
        placed.push([cx, cy]);
        labels.push(svg("text", { x: cx, y: cy + 4, "text-anchor": "middle", class: "iso-text halo" }, text));
        break;
      }
    }
    return labels;
  }

  let boxes = []; // of labels and marks, which the lines' numbers avoid

  // What does not move with you: squares for your ratings, your ten with their numbers, the labels.
  function drawMarks(target) {
    const { result, rated, explained, n } = latest;
    const color = ratingColor(root.palette, spec.scale);
    const strong = [];
    result.ten.forEach(({ row }, place) => inside(row) && strong.push({ row, place: place + 1, r: STRONG }));
    rated.forEach(({ row, stars }) => inside(row) && strong.push({ row, stars, r: 6 }));
    const shown = [...result.ten.map(({ row }) => row), ...rated.map(({ row }) => row)];
    layers.marks.replaceChildren(
      ...strong.flatMap(({ row, stars, r }) => {
        const form = stars === undefined ? shape(GROUPS[films.group[row]].shape, r) : shape("square", r);
        const look = stars === undefined ? { class: `strong group-${films.group[row]}` } : { class: "square", style: { fill: color(stars) } };
        const ring = row === explained ? [svg("circle", { r: 10.5, transform: moved(row), class: "chosen" })] : [];
        return [...ring, svg("path", { d: form, transform: moved(row), ...look })];
      }),
    );
    const end = frame.clamp(target);
    const order = [...strong].sort((a, b) => (b.row === explained) - (a.row === explained));
    const labels = order.map(({ row, place, r }) => {
      const [x, y] = frame.point(at[row]);
      const text = films.brief(row, shown);
      const number = place ? `${place} ` : "";
      const short = place ? measure(String(place), false) : undefined;
      return { key: row, x, y, r: row === explained ? 11 : r + 1, width: measure(number, false) + measure(text, Boolean(place)), height: 16, short, text, place };
    });
    const youText = n ? (frame.holds(target) ? "you" : "you, further out") : "you";
    const ringAt = frame.point([0, 0]);
    const first = n
      ? [{ key: "you", x: end[0], y: end[1], r: 13, width: measure(youText, true, 15), height: 18, text: youText }, { key: "ring", x: ringAt[0], y: ringAt[1], r: 8, width: measure("without ratings", false), height: 16, text: "without ratings" }]
      : [{ key: "you", x: ringAt[0], y: ringAt[1], r: 11, width: measure("you, without ratings", true, 15), height: 18, text: "you, without ratings" }];
    const beyond = n && frame.holds(target) ? frame.beyond(target) : null;
    const last = beyond ? [{ key: "beyond", x: beyond[0], y: beyond[1], r: 2, width: measure("higher predictions", false), height: 16, text: "higher predictions" }] : [];
    const taken = new Set(shown);
    const fill = films.mapped.filter((row) => !taken.has(row) && inside(row)).slice(0, 40).map((row) => {
      const [x, y] = frame.point(at[row]);
      const text = films.brief(row, [...shown, row]);
      return { key: row, x, y, r: DOT + 1, width: measure(text, false), height: 16, text, faint: true };
    });
    const solid = [boxAround(...end, 12), boxAround(...ringAt, 7), ...labels.map(({ x, y, r }) => boxAround(x, y, r))];
    const crowd = films.mapped.filter(inside).map((row) => frame.point(at[row]));
    const all = [...first, ...labels, ...last, ...fill];
    const setting = { width: frame.width, height: frame.height, solid, lines: n ? [[...ringAt, ...end]] : [], crowd, before: places };
    let placed = placeLabels(all.slice(0, all.length - fill.length), setting);
    const room = Math.max(0, LABELS - placed.size);
    if (room) placed = keepFirst(placeLabels(all, setting), fill, room);
    places = new Map([...placed].map(([key, { place }]) => [key, place]));
    boxes = [...[...placed.values()].map(({ box }) => box), ...solid];
    layers.texts.replaceChildren(...all.filter(({ key }) => placed.has(key)).flatMap((label) => drawLabel(label, placed.get(label.key), explained)));
  }

  function drawLabel({ key, text, place, faint }, { x, y, short, leader }, explained) {
    const kind = key === "you" ? "you-text" : key === "ring" || key === "beyond" ? "soft" : place ? "ten-text" : faint ? "faint" : "rated-text";
    const name = svg("text", { x, y: y + 4.2, class: `halo ${kind}` });
    if (place) name.append(svg("tspan", { class: "place" }, `${place} `));
    if (!short) name.append(text);
    return [...(leader ? [svg("line", { x1: leader[0], y1: leader[1], x2: leader[2], y2: leader[3], class: "leader" })] : []), name];
  }

  const measured = new Map();
  let pen = null;
  function measure(text, bold, size = 13) {
    const key = `${size} ${bold} ${text}`;
    if (!measured.has(key)) {
      pen ??= document.createElement("canvas").getContext("2d");
      pen.font = `${bold ? 650 : 400} ${size}px ${getComputedStyle(picture).fontFamily}`;
      measured.set(key, pen.measureText(text).width + 1);
    }
    return measured.get(key);
  }

  function inside(row) {
    return frame.holds(at[row]);
  }

  function moved(row) {
    const [x, y] = frame.point(at[row]);
    return `translate(${x.toFixed(1)} ${y.toFixed(1)})`;
  }

  function nearest(event) {
    if (!frame || !latest) return null;
    const { left, top } = picture.getBoundingClientRect();
    const here = [event.clientX - left, event.clientY - top];
    const shown = new Set([...films.mapped, ...latest.result.ten.map(({ row }) => row), ...latest.rated.map(({ row }) => row)]);
    let best = null;
    for (const row of shown) {
      if (!inside(row) || (only && mapped.has(row) && films.group[row] !== only)) continue;
      const gap = distance(frame.point(at[row]), here);
      if (gap < 14 && (!best || gap < best.gap)) best = { row, gap };
    }
    return best?.row ?? null;
  }

  function onMove(event) {
    if (event.pointerType === "touch") return;
    const row = nearest(event);
    picture.classList.toggle("pointed", row !== null);
    if (row === null) return hideTooltip();
    const mean = films.mean[row] === null ? "" : `, mean ${fixed(films.mean[row], 2)}`;
    const [low, high] = spec.scale;
    const predicted = Math.min(Math.max(latest.predictions?.[row] ?? latest.result.predictions[row], low), high);
    const yours = latest.rated.find((one) => one.row === row);
    const action = yours ? `you rated it ${plain(yours.stars)}` : latest.result.ten.some((one) => one.row === row) ? "click to see why" : "click to rate it";
    tooltip.replaceChildren(
      h("div", {}, h("b", {}, films.title[row]), " ", h("span", { class: "muted" }, films.year[row] ?? "")),
      h("div", {}, `${plural(films.count[row], "rating")}${mean}`),
      h("div", {}, `predicted for you ${fixed(predicted, 2)}`),
      h("div", { class: "muted" }, action),
    );
    tooltip.hidden = false;
    const [x, y] = frame.point(at[row]);
    const side = x > frame.width / 2 ? { right: `${frame.width - x + 12}px`, left: "auto" } : { left: `${x + 12}px`, right: "auto" };
    Object.assign(tooltip.style, side, { top: `${Math.min(y + 12, frame.height - 90)}px` });
  }

  function hideTooltip() {
    tooltip.hidden = true;
  }

  function onClick(event) {
    const row = nearest(event);
    if (row === null) return;
    hideTooltip();
    if (latest.result.ten.some((one) => one.row === row)) onExplain(row);
    else onPick(row);
  }

  function noteFor({ n, result, rated }, target) {
    if (!n) return "The ring is the vector of nobody in particular: zero. Numbers are everyone's ten. Your ratings will move you away from it.";
    const inPlane = (target[0] ** 2 + target[1] ** 2) / (result.length ** 2 || 1);
    const marked = [...result.ten.map(({ row }) => row), ...rated.map(({ row }) => row)];
    const outside = frame ? new Set([...films.mapped, ...marked].filter((row) => !inside(row))).size : 0;
    const lie = outside ? ` ${plural(outside, "film")} ${outside === 1 ? "lies" : "lie"} outside.` : "";
    return `Predictions grow from the ring to you and beyond, 0.2 stars from line to line. Squares are your ratings, in their colour; numbers are your ten. The plane holds ${percent(inPlane)} of your vector's squared length.${lie}`;
  }

  function redrawColors() {
    if (latest && frame) draw();
  }

  return { element, update, redrawColors, dispose: () => (observer.disconnect(), cancelAnimationFrame(running)) };
}

function keepFirst(placed, fill, room) {
  const filled = new Set(fill.map(({ key }) => key));
  let left = room;
  return new Map([...placed].filter(([key]) => !filled.has(key) || left-- > 0));
}

function alternative({ n, result, films }) {
  if (!n) return "Item map: without ratings you are at the zero vector.";
  return `Item map: your vector, ${fixed(result.length, 2)} long, among the films; first of your ten is ${films.label[result.ten[0].row]}.`;
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

const distance = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1]);
