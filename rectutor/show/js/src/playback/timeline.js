// The track with its playhead: steps with a tick, values of a slider as rings, or stages as numbered discs.
import { h } from "../dom.js";
import { place } from "../format.js";
import { showsBest } from "../run.js";
import { nearest } from "./sliders.js";

const FINE = 1000; // positions of the thumb between two stages

// `ticks` are [step, text] pairs where steps have names; else numbers do. onSeek(step) is called with what is moved to.
export function createTimeline({ unit, ticks, axis, onSeek }) {
  const input = h("input", { type: "range", min: 0, step: 1, "aria-label": unit, oninput: seek, onkeydown: step });
  const computed = h("div.computed");
  const played = h("div.fill");
  const marks = h("div.marks", { "aria-hidden": "true" });
  const labels = h("div.labels", { "aria-hidden": "true" });
  const track = h("div.track.main", h("div.rail"), computed, played, marks, input);
  const element = h("div.timeline", track, labels);
  let drawn = "";
  let places = [0]; // of the steps, from 0 to 1
  let stages = [];
  let now = 0;

  const left = (share) => ({ left: `${100 * share}%` });
  const at = (position) => {
    const before = Math.min(Math.floor(position), places.length - 1);
    const after = Math.min(before + 1, places.length - 1);
    return places[before] + (position - before) * (places[after] - places[before]);
  };

  function seek() {
    onSeek(nearest(places, input.value / input.max));
  }

  // Stages are as far from each other whatever they hold, so that the browser's own step is none of ours.
  function step(event) {
    const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    if (!by || !stages.length) return;
    event.preventDefault();
    event.stopPropagation();
    onSeek(now + by);
  }

  function draw(run, layout) {
    const key = [run.number, run.total, run.status, run.last, run.best, layout].join();
    if (key === drawn) return;
    drawn = key;
    stages = run.stages ?? [];
    places = stages.length ? stages.flatMap(placesOf) : range(0, run.total).map((s) => s / Math.max(1, run.total));
    input.max = stages.length ? FINE * Math.max(1, stages.length - 1) : run.total;
    element.dataset.marks = stages.length ? "stages" : axis ? "rings" : "ticks";
    const [shown, texts] = stages.length ? stops() : axis ? rings(run, layout) : steps(run, layout);
    marks.replaceChildren(...shown, ...special(run));
    labels.replaceChildren(...texts.map(([s, text]) => h("span", { style: left(places[s]), "data-step": s }, text)));
    computed.style.width = `${100 * at(run.last)}%`;
  }

  const placesOf = ({ length }, i, { length: n }) =>
    range(0, length - 1).map((j) => (i + (i < n - 1 ? j / length : 0)) / Math.max(1, n - 1));

  function stops() {
    const discs = stages.map(({ first }, i) => h("b.stop", { style: left(places[first]), "data-step": first }, i + 1));
    return [discs, stages.map(({ first, name }) => [first, name])];
  }

  function rings(run, layout) {
    const every = Math.ceil((run.last + 1) / (layout === "narrow" ? 6 : 13));
    const values = run.frames[axis.name]?.() ?? [];
    const texts = values.map(([value], s) => [s, place(value)]).filter(([s]) => s % every === 0 || s === run.last);
    return [values.map((_, s) => h("i.tick", { style: left(places[s]) })), texts];
  }

  function steps(run, layout) {
    const labelEvery = niceEvery(run.total, layout === "narrow" ? 5 : 8);
    const texts = ticks ?? range(0, run.total, labelEvery).map((s) => [s, String(s)]);
    const long = new Set(texts.map(([s]) => s));
    const each = ticks ? [...long] : range(0, run.total, run.total <= 60 ? 1 : labelEvery / 5);
    return [each.map((s) => h("i", { class: long.has(s) ? "tick long" : "tick", style: left(places[s]) })), texts];
  }

  function special(run) {
    const side = run.best > 0.85 * run.total ? "best left" : "best";
    const best = h("span", { class: side, style: left(places[run.best]) }, "best");
    const failed = h("span.failed", { style: left(places[Math.min(run.total, run.last + 1)]) }, "✕");
    return [showsBest(run) && best, run.status === "diverged" && failed].filter(Boolean);
  }

  function update(run, position, layout) {
    draw(run, layout);
    now = Math.floor(position + 1e-6);
    input.value = stages.length ? input.max * at(position) : now;
    played.style.width = `${100 * at(position)}%`;
    const current = stages.findLast(({ first }) => first <= now)?.first ?? now;
    for (const mark of element.querySelectorAll("[data-step]")) {
      const its = Number(mark.dataset.step);
      mark.classList.toggle("current", its === current);
      mark.classList.toggle("passed", its < current);
    }
  }

  return { element, input, update };
}

function niceEvery(total, most) {
  return [1, 2, 5, 10, 20, 25, 50, 100].find((every) => total / every <= most) ?? 100;
}

function range(from, to, by = 1) {
  return Array.from({ length: Math.floor((to - from) / by) + 1 }, (_, i) => from + i * by);
}
