// The slider for λ and, on the same axis, what λ does: three small curves, read at the thumb.
import { h, setAttributes, setText, svg } from "../dom.js";
import { count, fixed, plain, plural } from "../format.js";
import { numbersOf } from "../numbers.js";
import { createSlider } from "../playback/sliders.js";
import { bold, dot, END, segment, stroke, words } from "../shapes.js";
import { nearestStop, STOPS } from "./lists.js";

const LAST = STOPS.length - 1;
const TICKS = STOPS.filter((stop) => /^[1-9]$/.test(stop.toExponential().split("e")[0]));
const LAMBDA = {
  name: "regularization",
  label: "regularisation",
  symbol: "λ",
  help: "Pull of your vector towards zero. What it does, at each λ:",
  stops: STOPS,
  labelled: [0.1, 1, 10, 100],
};
const [INSET, TITLE, HEIGHT, APART] = [6, 16, 42, 4]; // px: of the track, and of a curve
const PLAIN = { color: "var(--ink)", titled: "var(--secondary)", wide: 2 };
const BESIDE = 60; // px that a number at a curve takes
const share = (lambda) => STOPS.indexOf(nearestStop(lambda)) / LAST;

export function createLambda({ onSlide, onBest }) {
  const slider = createSlider(LAMBDA, { onInput: onSlide });
  slider.setMode(null);
  slider.element.querySelectorAll(".tick").forEach((tick, i) => (tick.hidden = !TICKS.includes(STOPS[i])));
  const best = h("button.best", { onclick: onBest });
  slider.element.querySelector(".track").append(best);
  const picture = svg("svg", { role: "img" });
  const numbers = numbersOf("λ", () => tableOf(latest));
  const element = h("div.lambda", slider.element, numbers.button, h("div.curves", picture), numbers.place);
  let [width, latest] = [0, null];

  function update(derived) {
    latest = derived;
    const { lambda, figures } = derived;
    slider.update(lambda);
    slider.input.setAttribute("aria-valuetext", `λ ${plain(lambda)}, ${describe(derived)}`);
    const at = share(derived.best);
    const forN = figures ? `best for ${plural(figures.n, "rating")}` : "";
    best.hidden = !figures;
    best.classList.toggle("left", at > 0.6);
    setText(best, forN);
    setAttributes(best, { "aria-label": `Set λ to ${plain(derived.best)}, ${forN}`, style: { left: `${100 * at}%` } });
    picture.setAttribute("aria-label", `What λ does: at λ ${plain(lambda)}, ${describe(derived)}`);
    numbers.refresh();
    if (width) draw();
  }

  function resize() {
    width = element.clientWidth;
    if (width && latest) draw();
  }

  function draw() {
    const rows = rowsOf(latest);
    const height = rows.length * (TITLE + HEIGHT + APART);
    const middle = INSET + share(latest.lambda) * (width - 2 * INSET);
    setAttributes(picture, { width, height, viewBox: `0 0 ${width} ${height}` });
    picture.replaceChildren(
      segment(middle, 0, middle, height, "var(--ink)", { "stroke-width": 1.5 }),
      ...rows.flatMap((row, i) => rowAt(row, i * (TITLE + HEIGHT + APART) + TITLE, middle)),
    );
  }

  function rowAt({ title, look = PLAIN, points, value, text }, top, middle) {
    const { color, titled, wide } = look;
    const base = top + HEIGHT - 3;
    const spots = points.map(([at, height]) => [INSET + at * (width - 2 * INSET), base - height * (HEIGHT - 8)]);
    const path = `M${spots.map((spot) => spot.map((v) => v.toFixed(1)).join(" ")).join("L")}`;
    const y = base - value * (HEIGHT - 8);
    const toLeft = middle > width - BESIDE - 10;
    const near = spots.filter(([x]) =>
      toLeft ? x > middle - BESIDE && x < middle : x > middle && x < middle + BESIDE,
    );
    // Above or below the curve, wherever less of it would be covered; above there is the title.
    const covered = (line) => near.filter(([, spot]) => spot > line - 12 && spot < line + 2).length;
    const [above, below] = [Math.max(y - 5, top + 8), Math.min(y + 17, top + HEIGHT - 4)];
    const line = covered(below) < covered(above) + (above < top + 12 ? 5 : 0) ? below : above;
    return [
      segment(INSET, base, width - INSET, base, "var(--hairline)"),
      stroke(path, color, wide),
      words(INSET, top - 4, title, { class: "curve-title halo", fill: titled }),
      dot(middle, y, 6, color, { "stroke-width": 2 }),
      bold(middle + (toLeft ? -10 : 10), line, text, color, toLeft ? END : {}),
    ];
  }

  return { element, update, resize };
}

// The curves: points [share of the width, share of the height], and the value at the thumb.
function rowsOf({ stops, result, lambda, error, figures }) {
  const longest = Math.max(...stops.map(({ length }) => length), 0.01);
  const ten = result.ten.length || 1;
  const step = ({ shared }, i) => [Math.max(i - 0.5, 0), Math.min(i + 0.5, LAST)].map((x) => [x / LAST, shared / ten]);
  const rows = [
    {
      title: "length of your vector",
      points: stops.map(({ length }, i) => [i / LAST, length / longest]),
      value: result.length / longest,
      text: fixed(result.length, 2),
    },
    {
      title: "everyone's films in your ten",
      points: stops.flatMap(step),
      value: result.shared / ten,
      text: `${result.shared} of ${result.ten.length}`,
    },
  ];
  if (!error) return rows;
  const errors = STOPS.map(error);
  const [low, high] = [Math.min(...errors), Math.max(...errors)];
  const heightOf = (value) => 0.08 + (0.92 * (value - low)) / (high - low || 1);
  const others = {
    look: { color: "var(--validation)", titled: "var(--validation)", wide: 3 },
    title: `error of ${count(figures.people)} people, ${plural(figures.n, "rating")} each`,
    points: errors.map((value, i) => [i / LAST, heightOf(value)]),
    value: heightOf(error(lambda)),
    text: fixed(error(lambda), 3),
  };
  return [...rows, others];
}

function describe({ result, error, lambda }) {
  const others = error ? `, error of others ${fixed(error(lambda), 3)}` : "";
  const { length, shared, ten } = result;
  return `your vector is ${fixed(length, 2)} long, ${shared} of your ${ten.length} films are everyone's${others}`;
}

function tableOf({ stops, error, result }) {
  const shown = stops.filter(({ lambda }) => TICKS.includes(lambda));
  return {
    head: ["λ", "length of your vector", "everyone's films in your ten", ...(error ? ["error of others"] : [])],
    rows: shown.map(({ lambda, length, shared }) => [
      plain(lambda),
      fixed(length, 3),
      `${shared} of ${result.ten.length}`,
      ...(error ? [fixed(error(lambda), 3)] : []),
    ]),
  };
}
