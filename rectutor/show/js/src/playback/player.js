// The player: whatever goes on in steps, recorded or while it is computed. Order from top to bottom always: title and
// mode, transport, sliders, sentence, views.
import { h, rich, setText } from "../dom.js";
import { inWords, plain, textOf } from "../format.js";
import { viewOf } from "../panels/index.js";
import tableCss from "../panels/table.css";
import { Pointer } from "../pointer.js";
import { createControl } from "./controls.js";
import { coverUntilAnswered } from "./cover.js";
import { keyOf } from "./keys.js";
import { createPanels } from "./panels.js";
import css from "./playback.css";
import { Playhead } from "./playhead.js";
import { sentenceFor } from "./situation.js";
import { Computed, storeOf } from "./store.js";
import { createTransport } from "./transport.js";

const keys = ({ unit, stride = 5, watched, views }, computed) =>
  `Keys: space plays and pauses, → and ← move one ${unit}, with shift ${inWords(stride)}, Home and End go to the ` +
  `first and last, ${watched ? "B to the best, " : ""}R resets, ${computed ? "" : "S stops, "}` +
  `1 to ${Math.max(4, Object.keys(views).length)} choose a view on a narrow page, Escape closes what is open. ` +
  "In a picture the arrow keys move from mark to mark; Enter keeps one.";
const NUDGE_MS = 10;
const NUDGES = 4;

// `compute` makes the source of a picture that the page computes by itself, which has
//   ready: a promise of what it computes from; run(values): what a run is made of (see run.js)
// and may have `heading` and `above`, elements before the subtitle and above the controls; `pictures`, which draw its
// custom panels; `onChoose`, told of a row that is chosen in a table; `update`, called before all is drawn; `dispose`;
// and `css`.
export function renderPlayer(host, root, compute) {
  return new Player(host, root, compute).start();
}

class Player {
  constructor(host, root, compute) {
    this.host = host;
    this.root = root;
    this.spec = host.get("spec");
    this.source = compute?.(this) ?? {};
    this.computed = compute !== undefined;
    this.store = this.computed ? new Computed(this.source) : storeOf(host);
    this.run = null;
    this.ghosts = [];
    this.justPaused = false;
    this.kernelLost = null;
    this.playhead = new Playhead({
      draw: () => this.draw(),
      limit: () => this.run?.last ?? 0,
      finished: () => this.run?.ended ?? false,
      onStep: (step) => this.#share({ step }),
      onStop: () => this.#finished(),
      still: () => root.reducedMotion,
    });
    this.playhead.speed = this.spec.speed ?? 1;
    this.playhead.pace = this.spec.pace ?? 1;
    this.#build();
  }

  get live() {
    return !this.computed && (this.host.kernel === "alive" || this.host.kernel === "unknown");
  }

  get values() {
    const names = this.spec.hyperparameters.map(({ name }) => name).filter((name) => name !== this.spec.axis?.name);
    return Object.fromEntries(names.map((name) => [name, this.host.get(name)]));
  }

  #build() {
    const { spec, root, source } = this;
    this.transport = createTransport(
      {
        reset: () => this.reset(),
        toggle: () => this.toggle(),
        stepForward: () => this.stepBy(1),
        stop: () => this.host.send({ type: "stop" }),
        seek: (step) => this.seek(step),
        setSpeed: (speed) => {
          this.playhead.speed = speed;
          this.draw();
        },
      },
      {
        unit: spec.unit,
        names: spec.names,
        ticks: spec.ticks,
        watched: spec.measures[spec.watched],
        axis: spec.axis,
      },
    );
    this.sliders = spec.hyperparameters.map((p) => createControl(p, { onInput: (value) => this.wish(p.name, value) }));
    this.pointer = new Pointer(() => (this.computed ? this.compute() : this.draw()));
    this.mode = h("span.mode", { hidden: this.computed && !this.sliders.length });
    this.words = h("p.words");
    this.sentence = h("div.sentence", this.words);
    this.spoken = h("p.offscreen", { "aria-live": "polite" });
    this.note = h("p.recorded-note.small");
    const { pictures, onChoose } = source;
    const context = { root, spec, pointer: this.pointer, redraw: () => this.draw(), pictures, onChoose };
    const order = spec.order ?? Object.keys(spec.views);
    this.views = order.map((name) => viewOf(name, spec.views[name], context));
    this.panels = createPanels(this.views, root);
    this.panels.element.classList.toggle("even", !this.computed && this.host.get("kind") !== "training");
    this.pointer.follow(this.panels.element);
    this.element = h(
      `div.player.${this.host.get("kind")}`,
      { role: "group", "aria-label": spec.title, tabindex: -1, onkeydown: (event) => this.#key(event) },
      (this.top = h(
        "div.section.top",
        h("div.heading", h("h3", spec.title), source.heading, h("p.about", spec.subtitle), this.mode),
        (this.transportPlace = h("div.transport-place", this.transport.element)),
      )),
      source.above && h("div.section.above", source.above),
      (this.sliderPlace = h("div.section.sliders", ...this.sliders.map((s) => s.element))),
      this.sentence,
      (this.bottom = h("div.section.bottom", this.panels.element)),
      h("div.foot", this.note, h("details.keys.small", h("summary", "Keyboard"), h("p", keys(spec, this.computed)))),
      this.spoken,
    );
    root.append(h("style", css + tableCss + (source.css ?? "")), this.element);
  }

  start() {
    const { host, store, root } = this;
    const stopListening = store.listen((event) => this.#arrived(event));
    host.onMessage((message, buffers) => store.receive(message, buffers));
    host.onChange("runs", (text) => store.load(text));
    host.onChange("status", () => this.#waiting());
    host.onChange("step", (step) => step !== this.playhead.step && this.seek(step));
    host.onChange(
      "playing",
      (playing) => !this.awaiting && playing !== this.playhead.playing && (playing ? this.play() : this.pause()),
    );
    for (const { name } of this.spec.hyperparameters) host.onChange(name, () => this.#valueChanged(name));
    host.onKernel((state) => this.#kernelChanged(state));
    root.onTheme(() => this.draw());
    root.onResize(() => this.#layout());
    if (this.spec.question) this.cover = coverUntilAnswered(this);
    this.#setMode();
    store.load(host.get("runs")).then(() => this.run || this.disposed || this.#choose());
    this.draw();
    return () => {
      this.disposed = true;
      stopListening();
      this.playhead.pause();
      clearTimeout(this.nudgeTimer);
      this.cover?.dispose();
      this.source.dispose?.();
      for (const view of this.views) view.destroy?.();
    };
  }

  // ---- what the learner does ----

  toggle() {
    this.playhead.playing ? this.pause() : this.play();
  }

  play() {
    if (!this.run) return;
    this.kernelLost = null;
    this.justPaused = false;
    const atEnd = this.run.ended && this.playhead.position >= this.run.last;
    if (atEnd && this.run.status === "stopped" && this.live) {
      this.host.send({ type: "restart" });
      return this.#awaitRun({});
    }
    if (atEnd) this.playhead.jump(0);
    this.playhead.play();
    this.#setPlaying(true);
  }

  pause() {
    this.playhead.pause();
    this.justPaused = true;
    this.#setPlaying(false);
    this.draw();
    this.#speak();
  }

  stepBy(steps) {
    if (!this.run) return;
    if (this.playhead.playing) this.pause();
    this.seek(this.playhead.step + steps);
  }

  seek(step) {
    if (!this.run) return;
    this.justPaused = false;
    this.kernelLost = null;
    this.playhead.jump(Math.max(0, Math.min(step, this.run.last)));
    this.#speakSoon();
  }

  reset() {
    if (this.playhead.playing) this.pause();
    this.seek(0);
  }

  // A slider: with a kernel the run starts anew with the value, without one the nearest recorded run is shown, or what
  // the page computes with it.
  wish(name, value) {
    this.failed = null;
    if (name === this.spec.axis?.name) {
      this.playhead.pause(); // the kernel looks there, and tells at which step it is
      this.host.set({ [name]: value, playing: false });
    } else if (this.live) {
      this.#awaitRun({ [name]: value });
    } else {
      this.kernelLost = null;
      this.#show(this.store.find({ ...this.values, [name]: value }, name));
    }
    this.draw();
  }

  // Of what the page computes: something that it follows from has changed.
  compute(values = {}) {
    if (this.run) this.#show(this.store.find({ ...this.values, ...values }));
  }

  // Until the new run comes, nothing is said of the old one: its end, drawn a moment later, would pause the new one.
  #awaitRun(values) {
    this.awaiting = true;
    this.playhead.pause();
    this.unsent = {};
    this.host.set({ ...values, playing: !this.spec.axis });
    this.#nudge();
  }

  // The kernel answers in several small messages. A Jupyter server holds the second back until the first is
  // acknowledged (Nagle's algorithm), and a browser does that with what it sends next, else some 40 ms later: so it
  // sends something.
  #nudge(times = NUDGES) {
    clearTimeout(this.nudgeTimer);
    this.nudgeTimer = setTimeout(() => {
      if (!this.awaiting) return;
      this.host.send({ type: "nudge" });
      if (times > 1) this.#nudge(times - 1);
    }, NUDGE_MS);
  }

  // ---- what happens ----

  #arrived(event) {
    if (event.type === "failed") this.#failed(event.said);
    if (event.type === "started") this.awaiting = false;
    if (event.type === "started" || (event.type === "loaded" && !this.run)) this.#choose(event.run);
    else if (event.type === "ended" && event.run === this.run && event.run.status === "stopped early")
      this.#speakSoon();
    if (event.type === "loaded") this.#recordedSliders();
    this.#waiting();
    this.playhead.wake();
    this.draw();
  }

  #failed(said) {
    this.failed = said;
    this.awaiting = false;
    this.#speakSoon();
  }

  // Which run to draw: one that has begun, else the one that the sliders show.
  #choose(run) {
    const chosen = run ?? this.store.find(this.values);
    if (!chosen) return;
    this.#show(chosen, run || this.spec.autoplay ? true : this.host.get("playing"));
    this.#recordedSliders();
  }

  #show(run, playing = true) {
    if (!run) return;
    const before = this.run;
    this.run = run;
    this.pointer.lit = run.lit;
    if (this.computed && before) return this.#recomputed();
    if (before && before !== run && before.last > 0) {
      this.ghosts = [...this.ghosts.filter((g) => g !== before && g !== run), before].slice(-2);
    }
    this.ghosts = this.ghosts.filter((ghost) => ghost !== run);
    this.justPaused = false;
    if (!this.live) this.host.tell(run.values);
    if (before === run) return;
    for (const view of this.views) view.start?.(run, this.ghosts);
    const first = !before;
    const stays = this.spec.axis && !this.host.get("playing"); // where the sliders stand is what is asked for
    const start = first && (stays || !playing) ? (this.host.get("step") ?? 0) : stays ? this.playhead.step : 0;
    this.playhead.jump(Math.min(start, run.ended ? run.last : run.total));
    if (stays) return;
    const covered = this.cover && !this.cover.answered;
    const wanted = playing && !covered && !(first && this.spec.autoplay && this.root.reducedMotion);
    if (wanted) {
      this.playhead.play();
      this.#setPlaying(true);
    }
  }

  // It stays where it is, and nothing remains of what was there before.
  #recomputed() {
    this.host.tell(this.run.values);
    this.draw();
    this.#speakSoon();
  }

  #valueChanged(name) {
    const places = this.spec.axis?.name === name ? (this.run?.frames[name]?.() ?? []) : [];
    const at = places.findIndex(([place]) => place === this.host.get(name));
    if (at >= 0) this.seek(at);
    else if (!this.live && this.run && this.host.get(name) !== this.run.values[name]) {
      this.#show(this.store.find(this.values, name)); // a linked slider of the learner's own
    }
    this.draw();
  }

  #kernelChanged(state) {
    if (state === "gone" && !this.computed) {
      this.kernelLost = this.run ? "now" : "before"; // is said until the learner does something
      this.#waiting();
      if (!this.run) this.#choose();
      if (this.run && !this.run.ended) this.run.status = "stopped";
    } else if (state === "alive") {
      this.kernelLost = null;
    }
    this.#setMode();
    this.#recordedSliders();
    this.draw();
    this.#speakSoon();
  }

  #setMode() {
    const mode = this.live ? (this.shownWaiting ? "waiting" : "live") : "recorded";
    setText(this.mode, this.computed ? this.host.readsAlong : mode);
    if (!this.computed) this.mode.dataset.mode = mode;
    this.#recordedSliders();
  }

  // With a kernel, or where the page computes, the sliders are free. Else they stop where runs were recorded; the grid
  // is known before its runs are unpacked, so that nothing jumps when they are. A kernel that is gone leaves the runs
  // that were seen.
  #recordedSliders() {
    const grid = !this.host.get("live");
    const free = this.live || this.computed;
    const key = free ? "free" : grid ? "grid" : this.store.runs.size;
    if (key === this.sliderKey) return;
    this.sliderKey = key;
    const recorded = (slider) => (grid ? slider.recorded : this.store.recordedValues(slider.name));
    for (const slider of this.sliders) {
      slider.element.hidden = !free && slider.name === this.spec.axis?.name; // the transport has its values
      slider.setMode(free ? null : recorded(slider));
    }
    setText(this.note, free ? (this.spec.note ?? "") : this.#recordedNote(grid));
  }

  #recordedNote(grid) {
    const counts = this.spec.hyperparameters.map((p) => p.recorded.length);
    const n = grid ? counts.reduce((product, one) => product * one, 1) : this.store.runs.size;
    if (n < 2) return "";
    if (this.spec.axis) return `Recorded for ${counts.join(" × ")} values; run the cell in JupyterLab for any.`;
    return (
      `${n} recorded runs. Sliders stop at the values that were recorded; ` +
      "run the cell in JupyterLab for any value."
    );
  }

  // Cells of a Run All come first. A short cell is no reason to speak.
  #waiting() {
    const waiting = this.live && (this.host.get("status") === "waiting" || !this.run);
    if (!waiting) {
      clearTimeout(this.waitingTimer);
      this.waitingTimer = null;
      if (this.shownWaiting) this.#showWaiting(false);
    } else if (!this.waitingTimer && !this.shownWaiting) {
      this.waitingTimer = setTimeout(() => this.#showWaiting(true), 300);
    }
  }

  #showWaiting(waiting) {
    this.waitingTimer = null;
    this.shownWaiting = waiting && this.live;
    this.#setMode();
    this.draw();
  }

  #finished() {
    if (this.run.status === "stopped early") this.playhead.jump(this.run.best); // the model went back there
    this.#setPlaying(false);
  }

  // ---- traits: the kernel and linked widgets follow the playhead, not too often ----

  // A host may hold back a changed trait until it has an answer to the one before, so Pause goes ahead as a message.
  #setPlaying(playing) {
    if (this.live && !this.awaiting && this.host.get("playing") !== playing)
      this.host.send({ type: "playing", playing });
    this.#share({ playing, step: this.playhead.step }, true);
    if (!playing) this.#speakSoon();
  }

  #share(values, now = false) {
    if (this.awaiting) return;
    Object.assign((this.unsent ??= {}), values);
    if (now) return this.#flush();
    this.flushTimer ??= setTimeout(() => this.#flush(), 100);
  }

  #flush() {
    clearTimeout(this.flushTimer);
    this.flushTimer = null;
    const { unsent = {} } = this;
    this.unsent = {};
    this.host.tell(unsent);
  }

  // ---- drawing ----

  #layout() {
    const under = this.source.above ?? this.top;
    const after = this.root.layout === "narrow" ? this.bottom : under; // on a phone the sliders stand under the view
    if (this.sliderPlace.previousElementSibling !== after) after.after(this.sliderPlace);
    this.panels.layout();
    this.draw();
  }

  draw() {
    if (this.scheduled) return;
    this.scheduled = true;
    queueMicrotask(() => {
      this.scheduled = false;
      this.#drawNow();
    });
  }

  #drawNow() {
    const { run, playhead, root } = this;
    const position = Math.min(playhead.position, Math.max(0, run?.last ?? 0));
    this.transport.update({
      run,
      position,
      playing: playhead.playing,
      newSpeed: playhead.speed,
      layout: root.layout,
      live: this.live,
    });
    const values = this.live || !run ? this.values : run.values;
    for (const slider of this.sliders)
      slider.update(
        values[slider.name] ?? this.host.get(slider.name),
        this.ghosts.map((g) => g.values[slider.name]),
      );
    this.#drawSentence(position);
    if (!run) return;
    this.source.update?.();
    run.played = Math.max(run.played, Math.floor(position + 1e-6));
    const options = { ghosts: this.ghosts, playing: playhead.playing, named: this.#names(run) };
    this.panels.update(run, position, options);
    this.pointer.mark();
  }

  #drawSentence(position) {
    const { run } = this;
    const end = run?.status === "stopped early" ? Math.min(run.best, run.last) : run?.last;
    const { tone, parts } = sentenceFor({
      run,
      step: Math.floor(position + 1e-6),
      failed: this.failed,
      live: this.live,
      computed: this.computed,
      waiting: this.shownWaiting,
      kernelLost: this.kernelLost,
      justPaused: this.justPaused,
      atEnd: run?.ended && position >= end && !this.playhead.playing,
      unit: this.spec.unit,
    });
    const text = textOf(parts);
    if (text !== this.said) {
      this.said = text;
      this.words.replaceChildren(...rich(parts));
    }
    this.sentence.dataset.tone = tone;
  }

  // How earlier runs differ from the one that is shown: "with λ 0".
  #names(run) {
    return this.ghosts.map((ghost) => {
      const differences = this.spec.hyperparameters.filter((p) => ghost.values[p.name] !== run.values[p.name]);
      return differences.length
        ? `with ${differences.map((p) => `${p.symbol || p.label} ${plain(ghost.values[p.name])}`).join(", ")}`
        : "run before";
    });
  }

  #speak() {
    setText(this.spoken, this.said ?? "");
  }

  #speakSoon() {
    clearTimeout(this.speakTimer);
    this.speakTimer = setTimeout(() => !this.playhead.playing && this.#speak(), 250);
  }

  // ---- keyboard ----

  #escape() {
    this.pointer.clear();
    for (const view of this.views) view.escape?.();
  }

  #key(event) {
    const pressed = keyOf(event);
    if (!pressed) return;
    const { key, ownKeys, press, digit } = pressed;
    const by = event.shiftKey ? (this.spec.stride ?? 5) : 1;
    const actions = {
      " ": !press && (() => this.toggle()),
      ArrowRight: !ownKeys && (() => this.stepBy(by)),
      ArrowLeft: !ownKeys && (() => this.stepBy(-by)),
      Home: !ownKeys && (() => this.seek(0)),
      End: !ownKeys && (() => this.seek(Infinity)),
      b: this.spec.watched && (() => this.run && this.seek(this.run.best)),
      r: () => this.reset(),
      s: () => this.live && this.host.send({ type: "stop" }),
      Escape: () => this.#escape(),
    };
    const action = actions[key] ?? (digit && (() => this.panels.choose(digit - 1)));
    if (!action) return;
    if (this.cover && !this.cover.answered) return;
    event.preventDefault();
    action();
  }
}
