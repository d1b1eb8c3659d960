// Hidden truth (simulated ratings only). Question: has the model found what the ratings were made from?
// Two squares with the same axes and the same marks: on the left every film where it truly is, on the right where the
// learned vectors put it. Colour is the first true factor, size the second: the right square is right when it is
// sorted.
import { interpolateLab } from "d3-interpolate";
import { h, setAttributes, setText } from "../dom.js";
import { fixed, percent, signed } from "../format.js";

const GAP = 18; // px between the squares
const HEAD = 22; // px above them
const REACH = 14; // px from a film at which it is pointed at
const LARGEST = 300; // px, of a square

export function createTruth({ root, own }) {
  const { items, true: truth } = own;
  const n = items.label.length;
  const reach = 1.08 * Math.max(...truth.map(Math.abs), 1e-6);
  const [firstEnd, secondEnd] = [0, 1].map((axis) =>
    Math.max(...truth.filter((_, i) => i % 2 === axis).map(Math.abs), 1e-6),
  );
  const canvas = h("canvas", {
    role: "img",
    onpointermove: point,
    onpointerdown: point,
    onpointerleave: () => setPointed(null),
  });
  const context = canvas.getContext("2d");
  const found = h("b", { style: { font: "600 20px/28px var(--font)" } });
  const head = h("p", {}, found, " of the truth found");
  const note = h("p", { class: "small", style: { "min-height": "32px", "margin-top": "6px" } });
  const element = h("div", { class: "picture" }, canvas, note);
  let width = 0;
  let side = 0;
  let learned = null;
  let pointed = null;

  function resize(to) {
    width = to;
    side = Math.min(LARGEST, Math.floor((width - GAP) / 2) - 1);
    const height = side + HEAD + 1;
    const ratio = devicePixelRatio || 1;
    setAttributes(canvas, {
      width: Math.round(width * ratio),
      height: Math.round(height * ratio),
      style: { width: `${width}px`, height: `${height}px`, "touch-action": "pan-y" },
    });
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    if (learned) draw();
  }

  function update(run, position) {
    const frame = run.frame("truth.learned", position);
    if (!frame || width === 0) return;
    learned = frame;
    setText(found, percent(shareAt(run, position)));
    draw();
    describePointed();
  }

  // ---- where things are: square 0 is the truth, square 1 what was learned ----

  const left = (square) => Math.round((width - 2 * side - GAP) / 2) + square * (side + GAP);
  const scaled = (value) => (side / 2) * Math.max(-1, Math.min(1, value / reach)); // a stray stays at the edge
  const px = (square, of, i) => left(square) + side / 2 + scaled(of[2 * i]);
  const py = (of, i) => HEAD + side / 2 - scaled(of[2 * i + 1]);

  // ---- drawing ----

  function draw() {
    const palette = root.palette;
    context.clearRect(0, 0, width, HEAD + side + 1);
    context.lineWidth = 1;
    for (const square of [0, 1]) drawSquare(square, palette);
    drawResiduals(palette);
    const below = interpolateLab(palette.negative, palette.middle);
    const above = interpolateLab(palette.middle, palette.positive);
    const scale = Math.min(1, side / 240);
    for (let i = 0; i < n; i++) {
      const first = truth[2 * i] / firstEnd;
      context.fillStyle = first < 0 ? below(1 + first) : above(first);
      context.strokeStyle = palette.tertiary; // the middle of the scale is faint
      context.lineWidth = 0.75;
      const radius = scale * (4.2 + 2.4 * (truth[2 * i + 1] / secondEnd));
      for (const [square, of] of [
        [0, truth],
        [1, learned],
      ])
        disc(px(square, of, i), py(of, i), radius);
    }
    if (pointed !== null) drawLink(pointed, palette);
  }

  function drawSquare(square, palette) {
    const [x, y] = [left(square), HEAD];
    context.strokeStyle = palette.hairline;
    context.strokeRect(x + 0.5, y + 0.5, side, side);
    context.beginPath();
    context.moveTo(x, Math.round(y + side / 2) + 0.5);
    context.lineTo(x + side, Math.round(y + side / 2) + 0.5);
    context.moveTo(Math.round(x + side / 2) + 0.5, y);
    context.lineTo(Math.round(x + side / 2) + 0.5, y + side);
    context.stroke();
    context.fillStyle = palette.ink;
    context.font = `600 12px ${getComputedStyle(canvas).fontFamily}`;
    context.fillText(square === 0 ? "true" : "learned", x, y - 7);
  }

  // In the learned square, a faint line from where a film truly is to where it was put: what is still to be found.
  function drawResiduals(palette) {
    context.strokeStyle = palette.hairline;
    context.beginPath();
    for (let i = 0; i < n; i++) {
      context.moveTo(px(1, truth, i), py(truth, i));
      context.lineTo(px(1, learned, i), py(learned, i));
    }
    context.stroke();
  }

  function drawLink(i, palette) {
    const ends = [
      [px(0, truth, i), py(truth, i)],
      [px(1, learned, i), py(learned, i)],
    ];
    context.strokeStyle = palette.ink;
    context.lineWidth = 1.5;
    context.beginPath();
    context.moveTo(...ends[0]);
    context.lineTo(...ends[1]);
    context.stroke();
    context.lineWidth = 2;
    for (const [x, y] of ends) {
      context.beginPath();
      context.arc(x, y, 9, 0, 2 * Math.PI);
      context.stroke();
    }
  }

  function disc(x, y, radius) {
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fill();
    context.stroke();
  }

  // ---- pointing ----

  function point(event) {
    if (!learned) return;
    const box = canvas.getBoundingClientRect();
    const [mx, my] = [event.clientX - box.left, event.clientY - box.top];
    let best = null;
    let distance = REACH;
    for (let i = 0; i < n; i++) {
      for (const [square, of] of [
        [0, truth],
        [1, learned],
      ]) {
        const d = Math.hypot(px(square, of, i) - mx, py(of, i) - my);
        if (d < distance) [best, distance] = [i, d];
      }
    }
    setPointed(best);
  }

  function setPointed(i) {
    if (i === pointed) return;
    pointed = i;
    draw();
    describePointed();
  }

  function describePointed() {
    setText(
      note,
      pointed === null
        ? "Colour: first true factor. Size: second. Lines: from the truth to what was learned. Point at a film " +
            "to find it in both."
        : `${items.title[pointed]}, ${items.count[pointed]} ratings: true ${pair(truth, pointed)}, learned ` +
            `${pair(learned, pointed)}`,
    );
  }

  const pair = (of, i) => `(${signed(of[2 * i], 2)}, ${signed(of[2 * i + 1], 2)})`;

  // ---- in words and numbers ----

  function describe(run, step) {
    return `${percent(shareAt(run, step))} of the truth found, measured on ${n} films`;
  }

  function table(run, step) {
    const at = run.frame("truth.learned", step);
    const cell = (of, i) => [fixed(of[2 * i], 2), fixed(of[2 * i + 1], 2)];
    return {
      head: ["film", "ratings", "true 1", "true 2", "learned 1", "learned 2"],
      rows: items.title.map((title, i) => [title, String(items.count[i]), ...cell(truth, i), ...cell(at, i)]),
    };
  }

  describePointed();
  return {
    name: "truth",
    tab: "Truth",
    title: "Hidden truth",
    about: "true and learned vectors, on the same axes",
    head,
    element,
    picture: canvas,
    resize,
    update,
    describe,
    table,
    escape: () => setPointed(null),
  };
}

function shareAt(run, position) {
  return run.frame("truth.recovered", position)?.[0] ?? 0;
}
