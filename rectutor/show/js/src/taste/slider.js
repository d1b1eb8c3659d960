// The slider for λ and, on the same axis, what λ does: three small curves, read at the thumb.
import { h, setAttributes, setText, svg, uniqueId } from "../dom.js";
import { count, fixed, plain, plural } from "../format.js";
import { nearestStop, STOPS } from "./lists.js";
import { numbersOf } from "../numbers.js";

const INSET = 9; // half a thumb: where the track's first and last value lie
const HEIGHT = 42; // of a curve
const LABELLED = [0.1, 1, 10, 100];
const TICKS = STOPS.filter((stop) => /^[1-9]$/.test(stop.toExponential().split("e")[0]));
const share = (lambda) => STOPS.indexOf(nearestStop(lambda)) / (STOPS.length - 1);

export function createSlider({ onSlide, onBest }) {
  const id = uniqueId("lambda");
  const input = h("input", {
    type: "range",
    id,
    min: 0,
    max: STOPS.length - 1,
    step: 1,
    "aria-describedby": `${id}-help`,
    oninput: () => onSlide(STOPS[input.value]),
  });
  const value = h("output", { class: "value", for: id });
  const fill = h("div", { class: "fill" });
  const best = h(
    "button",
    { class: "best", type: "button", onclick: onBest },
    h("i", { "aria-hidden": "true" }),
    h("span"),
  );
  const at = (lambda) => ({ left: `calc(${INSET}px + ${share(lambda)} * (100% - ${2 * INSET}px))` });
  const rows = [
    curveRow("length of your vector"),
    curveRow("everyone's films in your ten"),
    curveRow("", "validation"),
  ];
  const line = h("div", { class: "thumb-line", "aria-hidden": "true" });
  const curves = h(
    "div",
    { class: "curves", role: "img" },
    rows.map((row) => row.element),
    line,
  );
  const numbers = numbersOf("λ", () => tableOf(latest));
  const element = h(
    "div",
    { class: "lambda" },
    h(
      "div",
      { class: "lambda-head" },
      h("label", { for: id }, "regularisation ", h("span", { class: "symbol" }, "λ")),
      value,
    ),
    h("div", { class: "best-line" }, best),
    h("div", { class: "track" }, h("div", { class: "rail" }), fill, input),
    h(
      "div",
      { class: "ticks", "aria-hidden": "true" },
      TICKS.map((tick) =>
        h(
          "i",
          { style: at(tick), class: LABELLED.includes(tick) ? "long" : "" },
          LABELLED.includes(tick) ? h("span", {}, plain(tick)) : null,
        ),
      ),
    ),
    h(
      "div",
      { class: "help small", id: `${id}-help` },
      h("span", {}, "Pull of your vector towards zero. What it does, at each λ:"),
      numbers.button,
    ),
    curves,
    numbers.place,
  );
  let width = 0;
  let latest = null;
  new ResizeObserver(([entry]) => {
    if (!entry.contentRect.width || entry.contentRect.width === width) return;
    width = entry.contentRect.width;
    if (latest) draw();
  }).observe(curves);

  function update(derived) {
    latest = derived;
    const { lambda, figures } = derived;
    input.value = STOPS.indexOf(lambda);
    input.setAttribute("aria-valuetext", `λ ${plain(lambda)}, ${describe(derived)}`);
    setText(value, plain(lambda));
    fill.style.width = `calc(${INSET}px + ${share(lambda)} * (100% - ${2 * INSET}px))`;
    const forN = figures ? `best for ${plural(figures.n, "rating")}` : "";
    best.hidden = !figures;
    setText(best.lastChild, forN);
    setAttributes(best, { "aria-label": figures ? `Set λ to ${plain(derived.best)}, ${forN}` : null });
    const left = share(derived.best) > 0.6;
    best.classList.toggle("left", left);
    const x = `calc(${INSET}px + ${share(derived.best)} * (100% - ${2 * INSET}px))`;
    setAttributes(best, {
      style: left ? { right: `calc(100% - (${x}) - 6px)`, left: "auto" } : { left: `calc(${x} - 6px)`, right: "auto" },
    });
    line.style.left = `calc(${INSET}px + ${share(lambda)} * (100% - ${2 * INSET}px))`;
    rows[2].element.hidden = !figures;
    curves.setAttribute("aria-label", `What λ does: at λ ${plain(lambda)}, ${describe(derived)}`);
    if (figures) rows[2].title(`error of ${count(figures.people)} people, ${plural(figures.n, "rating")} each`);
    numbers.refresh();
    if (width) draw();
  }

  function draw() {
    const { stops, result, lambda, error } = latest;
    const longest = Math.max(...stops.map((stop) => stop.length), 0.01);
    const x = (i) => INSET + (i / (STOPS.length - 1)) * (width - 2 * INSET);
    const now = share(lambda);
    rows[0].draw(
      width,
      stops.map((stop, i) => [x(i), stop.length / longest]),
      now,
      result.length / longest,
      fixed(result.length, 2),
    );
    const ten = result.ten.length || 1;
    const steps = stops.flatMap((stop, i) => {
      const half = (x(1) - x(0)) / 2;
      return [
        [Math.max(x(i) - half, x(0)), stop.shared / ten],
        [Math.min(x(i) + half, x(STOPS.length - 1)), stop.shared / ten],
      ];
    });
    rows[1].draw(width, steps, now, result.shared / ten, `${result.shared} of ${result.ten.length}`);
    if (!error) return;
    const errors = STOPS.map(error);
    const [low, high] = [Math.min(...errors), Math.max(...errors)];
    const y = (value) => 0.08 + (0.92 * (value - low)) / (high - low || 1);
    rows[2].draw(
      width,
      errors.map((value, i) => [x(i), y(value)]),
      now,
      y(error(lambda)),
      fixed(error(lambda), 3),
    );
  }

  return { element, update };
}

function curveRow(name, kind = "ink") {
  const path = svg("path", { class: `curve ${kind}` });
  const picture = svg(
    "svg",
    { height: HEIGHT, width: "100%", "aria-hidden": "true" },
    svg("line", { class: "base", x1: INSET, y1: HEIGHT - 3, y2: HEIGHT - 3 }),
    path,
  );
  const dot = h("i", { class: `dot ${kind}` });
  const number = h("b", { class: `number ${kind}` });
  const title = h("div", { class: `curve-title ${kind}` }, name);
  const element = h("div", { class: "curve-row" }, title, h("div", { class: "curve-plot" }, picture, dot, number));

  // points: [x in px, height from 0 to 1]
  function draw(width, points, at, height, text) {
    const y = (value) => HEIGHT - 3 - value * (HEIGHT - 8);
    setAttributes(picture.firstChild, { x2: width - INSET });
    path.setAttribute("d", `M${points.map(([px, value]) => `${px.toFixed(1)} ${y(value).toFixed(1)}`).join("L")}`);
    const x = INSET + at * (width - 2 * INSET);
    Object.assign(dot.style, { left: `${x}px`, top: `${y(height)}px` });
    setText(number, text);
    const left = x > width - 70;
    Object.assign(number.style, { left: left ? "auto" : `${x + 10}px`, right: left ? `${width - x + 10}px` : "auto" });
    // Above or below the curve, wherever less of it would be covered.
    const near = points
      .filter(([px]) => (left ? px > x - 60 && px < x : px > x && px < x + 60))
      .map(([, value]) => y(value));
    const covered = (top) => near.filter((py) => py > top + 2 && py < top + 16).length;
    const [above, below] = [Math.max(y(height) - 19, -6), Math.min(y(height) + 3, HEIGHT - 18)];
    // above there is the title
    number.style.top = `${covered(below) < covered(above) + (above < -2 ? 5 : 0) ? below : above}px`;
  }

  return { element, draw, title: (text) => setText(title, text) };
}

function describe({ result, error, lambda }) {
  const others = error ? `, error of others ${fixed(error(lambda), 3)}` : "";
  return (
    `your vector is ${fixed(result.length, 2)} long, ${result.shared} of your ${result.ten.length} films are ` +
    `everyone's${others}`
  );
}

function tableOf({ stops, error, result }) {
  return {
    head: ["λ", "length of your vector", "everyone's films in your ten", ...(error ? ["error of others"] : [])],
    rows: stops
      .filter(({ lambda }) => TICKS.includes(lambda))
      .map(({ lambda, length, shared }) => [
        plain(lambda),
        fixed(length, 3),
        `${shared} of ${result.ten.length}`,
        ...(error ? [fixed(error(lambda), 3)] : []),
      ]),
  };
}
