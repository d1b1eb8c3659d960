// How the table filled: time is the only control. Title, transport, sentence, views, as in the training player.
import trainingCss from "../training/training.css";
import css from "./arrival.css";
import { h, rich, setText } from "../dom.js";
import { createPanels } from "../training/panels.js";
import { Playhead } from "../training/playhead.js";
import { createTransport } from "../training/transport.js";
import { coverUntilAnswered } from "../training/cover.js";
import { readRatings } from "./data.js";
import { createGrowth, years } from "./growth.js";
import { createPattern } from "./pattern.js";
import { sentenceFor } from "./sentence.js";
import { createStars } from "./stars.js";
import { createTail } from "./tail.js";

const VIEWS = [createGrowth, createPattern, createStars, createTail];
const SPEED = 4; // twenty years in half a minute

export function renderArrival(host, root) {
  const spec = host.get("spec");
  const steps = spec.counts.length;
  const run = { total: steps, last: steps, best: 0, status: "finished", ended: true };
  const sentence = h("p", { class: "words" });
  const spoken = h("p", { class: "offscreen", "aria-live": "polite" });
  let data = null;
  let panels = null;
  let speaking = null;
  let disposed = false;
  const playhead = new Playhead({
    draw: () => draw(),
    limit: () => (data ? steps : 0),
    finished: () => data !== null,
    onStep: (step) => host.get("step") !== step && host.set({ step }),
    onStop: () => setPlaying(false),
    still: () => root.reducedMotion,
  });
  playhead.speed = SPEED;
  const transport = createTransport(
    { reset: () => (pause(), seek(0)), toggle: () => (playhead.playing ? pause() : play()), stepForward: () => stepBy(1), stop: () => {}, seek, setSpeed: (speed) => ((playhead.speed = speed), draw()) },
    { unit: spec.unit, names: ["before the first rating", ...spec.names], ticks: years(spec, 5).map(({ step, year }) => [step, String(year)]) },
  );
  const transportPlace = h("div", { class: "transport-place" }, transport.element);
  const bottom = h("div", { class: "section bottom" });
  const element = h("div", { class: "player arrival", role: "group", "aria-label": spec.title, tabindex: -1, onkeydown: key },
    h("div", { class: "section top" }, h("div", { class: "heading" }, h("h3", {}, spec.title), h("p", { class: "about" }, spec.subtitle)), transportPlace),
    h("div", { class: "sentence" }, sentence), bottom,
    h("div", { class: "foot" }, h("p", { class: "small" }, spec.part < 1 ? `One dot for each of a random ${(100 * spec.part).toPrecision(2)} % of the ratings.` : ""),
      h("details", { class: "keys small" }, h("summary", {}, "Keyboard"), h("p", {}, `Keys: space plays and pauses, → and ← move one ${spec.unit}, with shift twelve, Home and End go to the first and last, R resets, 1 to 4 choose a view on a narrow page.`))),
    spoken);
  root.append(h("style", {}, trainingCss + css), element);

  function play() {
    if (!data || cover?.answered === false) return;
    if (playhead.position >= steps) playhead.jump(0);
    playhead.play();
    setPlaying(true);
    draw();
  }

  function pause() {
    playhead.pause();
    setPlaying(false);
    draw();
  }

  function setPlaying(playing) {
    if (host.get("playing") !== playing) host.set({ playing, step: playhead.step });
    if (!playing) speakSoon();
  }

  function seek(step) {
    if (!data) return;
    playhead.jump(Math.max(0, Math.min(step, steps)));
    speakSoon();
  }

  function stepBy(by) {
    if (playhead.playing) pause();
    seek(playhead.step + by);
  }

  function speakSoon() {
    clearTimeout(speaking);
    speaking = setTimeout(() => !playhead.playing && setText(spoken, sentence.textContent), 250);
  }

  function key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const target = event.composedPath()[0];
    const ownKeys = target instanceof HTMLInputElement || target.closest?.("[data-own-keys]");
    const press = target instanceof HTMLButtonElement || target.tagName === "SUMMARY";
    const by = event.shiftKey ? 12 : 1;
    const action = {
      " ": !press && (() => (playhead.playing ? pause() : play())),
      ArrowRight: !ownKeys && (() => stepBy(by)),
      ArrowLeft: !ownKeys && (() => stepBy(-by)),
      Home: !ownKeys && (() => seek(0)),
      End: !ownKeys && (() => seek(steps)),
      r: () => (pause(), seek(0)),
    }[event.key.length === 1 ? event.key.toLowerCase() : event.key] ?? (/^[1-4]$/.test(event.key) && (() => panels?.choose(Number(event.key) - 1)));
    if (!action || cover?.answered === false) return;
    event.preventDefault();
    action();
  }

  let scheduled = false;
  function draw() {
    if (scheduled) return;
    scheduled = true;
    queueMicrotask(() => {
      scheduled = false;
      if (!disposed) drawNow();
    });
  }

  function drawNow() {
    const { position, playing, speed } = playhead;
    transport.update({ run, position, playing, newSpeed: speed, layout: root.layout, live: false });
    if (!data) return;
    const parts = sentenceFor(playhead.step, data, spec);
    const text = parts.map((part) => (typeof part === "string" ? part : part[1])).join("");
    if (text !== sentence.textContent) sentence.replaceChildren(...rich(parts));
    panels.update(run, position, { playing });
  }

  let cover = null;
  if (spec.question) {
    cover = coverUntilAnswered({ spec, host, element, transportPlace, sliderPlace: h("div"), bottom, transport, play, draw, get panels() { return panels; } });
  }
  root.onTheme(draw);
  root.onResize(() => {
    panels?.layout();
    draw();
  });
  host.onChange("step", (step) => step !== playhead.step && seek(step));
  host.onChange("playing", (playing) => playing !== playhead.playing && (playing ? play() : pause()));
  readRatings(spec).then((read) => {
    if (disposed) return;
    data = read;
    panels = createPanels(VIEWS.map((create) => create({ root, spec, data })), root);
    if (cover?.answered !== false) bottom.replaceChildren(panels.element);
    panels.layout();
    const start = host.get("step");
    if (start) seek(start);
    if (host.get("playing")) play();
    draw();
  });
  draw();
  return () => {
    disposed = true;
    clearTimeout(speaking);
    playhead.pause();
    cover?.dispose?.();
  };
}
