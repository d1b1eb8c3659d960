// ② The line of stars: an arrow from what the model said before to what it says after, and what is left to the rating.
import { ticks } from "d3-array";
import { setAttributes, setText, svg } from "../dom.js";
import { trimmed } from "./decimal.js";
import { BESIDE, placeAlong } from "../labels.js";
import { signClass } from "./symbols.js";

const LEFT = 10;
const RIGHT = 26; // half of "5 stars"
const LONGEST = { before: "before −0.000", after: "after −0.000", error: "error −0.000", rating: "rating 0.5" };
const LABELS = ["before", "after", "error", "rating"];
const ARROW = 16; // px above the axis
const MARKS = ["rating", "before", "after"]; // from back to front
const RADIUS = { rating: 5.5, before: 7.5, after: 5 }; // where before and after coincide, a disc in its ring
const DURATION = 320; // ms

export function createStarline([low, high], scale, root) {
  const axis = svg("g.axis");
  const left = svg("line.left");
  const shaft = svg("line.shaft");
  const head = svg("path.head", { d: "M0 0L-11 -6V6Z" });
  const marks = Object.fromEntries(MARKS.map((name) => [name, svg("circle", { class: `mark ${name}` })]));
  const labels = Object.fromEntries(LABELS.map((name) => [name, svg("text", { class: `halo ${name}` })]));
  const drawn = [axis, left, shaft, head, Object.values(marks), Object.values(labels)].flat();
  const element = svg("svg.starline", { role: "img" }, ...drawn);
  let width = 0;
  let lines = []; // which labels share a line
  let at = null; // what is drawn, in stars: { before, after, rating }; between two updates while it moves
  let frame = 0;

  const x = (stars) => LEFT + ((Math.max(low, Math.min(high, stars)) - low) / (high - low)) * (width - LEFT - RIGHT);

  function resize(to) {
    if (to === width || to <= 0) return;
    width = to;
    lines = fits() ? [LABELS] : [LABELS.slice(2), LABELS.slice(0, 2)];
    drawAxis();
    if (at) draw();
  }

  // Whether the longest labels fit into one line; it must not depend on those that are shown, or the axis would jump.
  function fits() {
    const room = Object.entries(LONGEST).reduce((sum, [name, text]) => {
      const shown = labels[name].textContent;
      setText(labels[name], text);
      const wide = labels[name].getComputedTextLength();
      setText(labels[name], shown);
      return sum + wide + BESIDE;
    }, -BESIDE);
    return room <= width;
  }

  function update({ before, after, error, rating }) {
    const stars = trimmed(rating.text);
    setText(labels.before, `before ${before.prediction.text}`);
    setText(labels.after, `after ${after.prediction.text}`);
    setText(labels.error, `error ${error.sign === 0 ? error.text : error.signed}`);
    setText(labels.rating, `rating ${stars}`);
    setAttributes(element, {
      "aria-label": `Line of stars: before ${before.prediction.text}, after ${after.prediction.text}, rating ${stars}`,
      "data-sign": signClass(error.sign) || "zero",
    });
    glide({ before: before.prediction.value, after: after.prediction.value, rating: rating.value });
  }

  function glide(goal) {
    cancelAnimationFrame(frame);
    const from = (!root.reducedMotion && at) || goal;
    const start = performance.now();
    const move = (now) => {
      const t = from === goal ? 1 : Math.max(0, Math.min(1, (now - start) / DURATION));
      const done = t * t * (3 - 2 * t);
      at = Object.fromEntries(MARKS.map((name) => [name, from[name] + (goal[name] - from[name]) * done]));
      draw();
      if (t < 1) frame = requestAnimationFrame(move);
    };
    move(start);
  }

  function draw() {
    if (!width) return;
    const y = axisHeight() - ARROW;
    const [from, to, goal] = [x(at.before), x(at.after), x(at.rating)];
    const way = to < from ? -1 : 1;
    const length = Math.abs(to - from);
    const size = Math.min(1, length / 11); // a short arrow has a small head
    setAttributes(shaft, { x1: from, x2: to - way * 9 * size, y1: y, y2: y });
    setAttributes(left, { x1: to, x2: goal, y1: y, y2: y });
    setAttributes(head, { transform: `translate(${to},${y}) scale(${way * size},${size})` });
    for (const [name, mark] of Object.entries(marks)) {
      setAttributes(mark, { cx: x(at[name]), cy: axisHeight(), r: RADIUS[name] });
    }
    const wanted = { before: from, after: to, error: (to + goal) / 2, rating: goal };
    lines.forEach((names, line) => {
      const items = names.map((name) => ({ wanted: wanted[name], width: labels[name].getComputedTextLength() }));
      placeAlong(items, width).forEach((place, index) =>
        setAttributes(labels[names[index]], { x: place, y: 14 + 18 * line }),
      );
    });
  }

  const axisHeight = () => (lines.length === 2 ? 66 : 48);

  function drawAxis() {
    const y = axisHeight();
    const numbers = ticks(...scale, 6).filter(Number.isInteger);
    const between = numbers[1] - numbers[0] === 1 ? ticks(...scale, 2 * (scale[1] - scale[0])) : [];
    const tick = (stars, size) => svg("line", { x1: x(stars), x2: x(stars), y1: y - size, y2: y + size });
    axis.replaceChildren(
      svg("line.beyond", { x1: x(low), x2: x(high), y1: y, y2: y }), // what nobody can give
      svg("line", { x1: x(scale[0]), x2: x(scale[1]), y1: y, y2: y }),
      ...between.map((stars) => tick(stars, 3)),
      ...numbers.map((stars) => tick(stars, 6)),
      ...numbers.map((stars, index) => {
        const text = `${stars}`.replace("-", "−");
        return svg("text", { x: x(stars), y: y + 24 }, index === numbers.length - 1 ? `${text} stars` : text);
      }),
    );
    setAttributes(element, { width, height: y + 30, viewBox: `0 0 ${width} ${y + 30}` });
  }

  return { element, update, resize, dispose: () => cancelAnimationFrame(frame) };
}

// The axis: the scale, widened by half stars to hold the predictions that are recorded, but by no more than its own
// length. It is the same for all of them: what moves are the marks.
export function starDomain([low, high], predictions) {
  const room = high - low;
  const half = (value, round) => round(2 * value) / 2;
  return [
    Math.max(low - room, Math.min(low, half(Math.min(...predictions), Math.floor))),
    Math.min(high + room, Math.max(high, half(Math.max(...predictions), Math.ceil))),
  ];
}
