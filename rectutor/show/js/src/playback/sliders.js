// One slider for each hyper-parameter, derived from its declaration: free and continuous with a kernel, snapping to the
// recorded values without one. Where `stops` are declared it has no values but these, of which those `labelled` have a
// label. The native range input underneath brings keyboard and touch along.
import { h, setText, uniqueId } from "../dom.js";
import { plain } from "../format.js";

const STEPS = 400; // positions of a free slider

export function createSlider(parameter, { onInput }) {
  const id = uniqueId("slider");
  const input = h("input", {
    type: "range",
    id,
    "aria-describedby": `${id}-help`,
    oninput: () => onInput(scale.value(Number(input.value))),
  });
  const value = h("output.value", { for: id });
  const marks = h("div.marks", { "aria-hidden": "true" });
  const labels = h("div.labels", { "aria-hidden": "true" });
  const fill = h("div.fill");
  const help = h("p.help.small", { id: `${id}-help` }, parameter.help);
  const element = h(
    "div.slider",
    { "data-name": parameter.name },
    h("div.slider-head", h("label", { for: id }, parameter.label, " ", h("span.symbol", parameter.symbol)), value),
    h("div.track", h("div.rail"), fill, marks, input),
    labels,
    help,
  );
  let scale;
  const left = (value) => ({ left: `${100 * scale.share(value)}%` });

  function setMode(recorded) {
    const stops = recorded ?? parameter.stops;
    scale = stops ? snappingScale(stops, parameter.labelled) : freeScale(parameter);
    element.dataset.mode = recorded ? "recorded" : "free";
    Object.assign(input, { min: 0, max: scale.max, step: 1 });
    input.disabled = scale.max === 0;
    drawTicks();
  }

  function drawTicks() {
    labels.replaceChildren(...scale.ticks.map((tick) => h("span", { style: left(tick) }, plain(tick))));
    const lengthOf = (tick) => (scale.ticks.includes(tick) ? "tick long" : "tick");
    marks.replaceChildren(...scale.minor.map((tick) => h("i", { class: lengthOf(tick), style: left(tick) })));
  }

  function update(current, earlier = []) {
    input.value = scale.position(current);
    input.setAttribute("aria-valuetext", `${parameter.label} ${plain(current)}`);
    setText(value, plain(current));
    fill.style.width = `${100 * scale.share(current)}%`;
    marks.querySelectorAll(".ghost-ring").forEach((ring) => ring.remove());
    for (const old of earlier) {
      if (old !== current) marks.append(h("i.ghost-ring", { style: left(old) }));
    }
    labels.childNodes.forEach((label) => label.classList.toggle("current", label.textContent === plain(current)));
  }

  return { element, input, setMode, update, name: parameter.name, recorded: parameter.recorded };
}

function snappingScale(values, labelled = values) {
  const max = values.length - 1;
  const position = (value) => nearest(values, value);
  const share = (value) => (max === 0 ? 0.5 : position(value) / max);
  return { max, position, share, value: (p) => values[p], ticks: labelled, minor: values };
}

export function freeScale({ low, high, log, integer }) {
  const forward = log ? Math.log : (x) => x;
  const back = log ? Math.exp : (x) => x;
  const [from, to] = [forward(low), forward(high)];
  const share = (value) => (forward(Math.min(high, Math.max(low, value))) - from) / (to - from);
  const value = (position) => {
    const exact = back(from + (position / STEPS) * (to - from));
    return integer ? Math.round(exact) : Number(exact.toPrecision(2));
  };
  const ticks = log
    ? powers(low, high)
    : Array.from({ length: 5 }, (_, i) => Number((low + (i / 4) * (high - low)).toPrecision(3)));
  return {
    max: STEPS,
    position: (v) => Math.round(share(v) * STEPS),
    share,
    value,
    ticks,
    minor: log ? decades(low, high) : ticks,
  };
}

function powers(low, high) {
  const all = [low];
  for (let p = 10 ** Math.ceil(Math.log10(low) + 1e-9); p < high; p = Number((10 * p).toPrecision(6)))
    if (p > low) all.push(p);
  if (high / all.at(-1) > 2) all.push(high);
  else all[all.length - 1] = high;
  return all;
}

function decades(low, high) {
  const all = [];
  for (let p = 10 ** Math.floor(Math.log10(low)); p <= high; p *= 10) {
    for (let d = 1; d < 10; d++)
      if (p * d >= low * 0.999 && p * d <= high * 1.001) all.push(Number((p * d).toPrecision(6)));
  }
  return all;
}

export function nearest(values, wanted) {
  return values.reduce((best, value, i) => (Math.abs(value - wanted) < Math.abs(values[best] - wanted) ? i : best), 0);
}
