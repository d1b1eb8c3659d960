// A plot with axes: layers of an SVG, its place inside the margins, grid and ticks.
import { scaleLinear, scaleLog } from "d3-scale";
import { h, setAttributes, svg } from "../dom.js";
import { count, fixed, percent, plain } from "../format.js";
import { END, MIDDLE, segment, words } from "../shapes.js";

// `role` is "group" where marks inside can be reached by the keyboard.
export function createPlot(names, role = "img") {
  const layers = Object.fromEntries(["grid", ...names].map((name) => [name, svg("g", { class: name })]));
  const picture = svg("svg", { role }, ...Object.values(layers));
  const plot = { layers, picture, element: h("div.picture", picture), width: 0 };

  plot.resize = (width, height, margin) => {
    const [left, right] = [margin.left, width - margin.right];
    Object.assign(plot, { width, height, left, right, top: margin.top, bottom: height - margin.bottom });
    setAttributes(picture, { width, height, viewBox: `0 0 ${width} ${height}` });
  };

  // Ticks are [value, text] pairs.
  plot.grid = (x, y, { xTicks, yTicks, xLabel = "" }) => {
    const { left, right, bottom } = plot;
    layers.grid.replaceChildren(
      ...yTicks.map(([t]) => segment(left, y(t), right, y(t), "var(--hairline)")),
      ...yTicks.map(([t, text]) => words(left - 8, y(t) + 4, text, END)),
      ...xTicks.map(([t, text]) => words(x(t), bottom + 18, text, MIDDLE)),
      words(right, bottom + 33, xLabel, END),
    );
  };
  return plot;
}

// How high a picture is: as declared, but on a phone not as low as beside others.
export function heightOf({ height }, { layout }, usual) {
  return height ? Math.max(height, layout === "narrow" ? 240 : 0) : usual[layout];
}

// A scale that holds all of some values, and what it held before.
export function createScale(log = false) {
  const scale = log ? scaleLog() : scaleLinear();
  const allowed = (v) => Number.isFinite(v) && !(log && v <= 0);
  scale.hold = (values, { pad = 0, before = [], floor } = {}) => {
    const all = [...values, ...before].filter(allowed);
    let [low, high] = all.length ? [Math.min(...all), Math.max(...all)] : [1, 2];
    if (low === high) [low, high] = log ? [low / 2, high * 2] : [low - 0.05, high + 0.05];
    const padded = [low === floor ? low : low - pad * (high - low), high + pad * (high - low)];
    scale.domain(log ? [low, high] : padded);
    return scale;
  };
  return scale;
}

// Where an axis is labelled, and how: at whole decades where it is logarithmic and long.
export function ticksOf(scale, n, { log = false, unit = "" } = {}) {
  const values = scale.ticks(n);
  if (log) {
    const decades = values.filter((t) => /^1e/.test(t.toExponential()));
    const shown = decades.length > 1 ? decades : values.filter((t) => /^[125]e/.test(t.toExponential()));
    return shown.map((t) => [t, unit === "%" ? percent(t) : plain(t)]);
  }
  const step = values.length > 1 ? values[1] - values[0] : 1;
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  if (unit === "%") return values.map((t) => [t, `${fixed(100 * t, Math.max(0, digits - 2))} %`]);
  return values.map((t) => [t, digits ? fixed(t, digits) : (t < 0 ? "−" : "") + count(Math.abs(t))]);
}

// At which steps an axis of steps is labelled.
export function stepTicks(total) {
  const every = total <= 10 ? 1 : total <= 20 ? 5 : total <= 50 ? 10 : 20;
  return Array.from({ length: Math.floor(total / every) + 1 }, (_, i) => [i * every, String(i * every)]);
}
