// Your taste: the reader rates films; the page solves for their vector, ranks all films for them and says why.
// What is shown can also be read, and done, through the property `taste` of the component's element (class "rectutor"):
// tests compare it with the package.
import css from "./taste.css";
import { h, rich, setText } from "../dom.js";
import { unpack } from "./films.js";
import { createMap } from "./map.js";
import { createRatings } from "./ratings.js";
import { sentenceFor } from "./sentence.js";
import { createSlider } from "./slider.js";
import { State } from "./state.js";
import { canKeep, onRatings, readRatings, writeRatings } from "./store.js";
import { createTabs } from "./tabs.js";
import { createTen } from "./ten.js";
import { createWhy } from "./why.js";
import { staircase } from "./lists.js";

const PAUSE = 900; // ms without a change, after which the sentence is spoken

export function renderTaste(host, root) {
  const taste = new Taste(host, root);
  root.holder.taste = taste.ready; // a promise, until the films are unpacked
  return () => taste.dispose();
}

class Taste {
  constructor(host, root) {
    this.host = host;
    this.root = root;
    this.spec = host.get("spec");
    this.cleanUps = [];
    root.append(h("style", {}, css), this.#heading());
    this.ready = unpack(this.spec).then((films) => this.disposed || this.#build(films));
  }

  #heading() {
    const { name, factors, min_ratings } = this.spec;
    this.mode = h("span", { class: "mode" });
    const about = [name, `${factors} ${factors === 1 ? "factor" : "factors"}, the films' vectors stay fixed`, min_ratings > 1 && `films with at least ${min_ratings} ratings`];
    return h("div", { class: "section heading" }, h("h3", {}, "Your taste"), h("span", { class: "about" }, about.filter(Boolean).join(" · ")), this.mode);
  }

  #build(films) {
    const { spec, host, root } = this;
    this.films = films;
    this.kept = !spec.example && canKeep();
    this.state = new State(spec, films);
    const explain = (row) => this.#do(() => this.state.explain(row));
    const pick = (row) => {
      this.#do(() => this.state.add(row), { event: false });
      this.ratings.focusStars(row);
    };
    this.ratings = createRatings({
      films, spec,
      isRated: (row) => this.state.has(row),
      onPick: pick,
      onRate: (row, stars) => this.#do(() => this.state.rate(row, stars)),
      onRemove: (row) => this.#do(() => this.state.remove(row)),
      onForget: () => this.#do(() => this.state.forget()),
    });
    this.slider = createSlider({ onSlide: (lambda) => this.#do(() => this.state.slide(lambda), { slide: true }), onBest: () => this.#do(() => this.state.followBest()) });
    this.ten = createTen({ onExplain: explain });
    this.why = createWhy();
    this.map = createMap({ films, spec, root, onExplain: explain, onPick: pick });
    this.sentence = h("div", { class: "sentence" });
    this.spoken = h("div", { class: "offscreen", "aria-live": "polite", role: "status" });
    this.tabs = createTabs({ ten: ["Your ten", this.ten.element], why: ["Why", this.why.element], map: ["Item map", this.map.element] });
    const controls = h("div", { class: "section controls" }, this.ratings.element);
    const views = h("div", { class: "section views" }, this.tabs.element);
    root.append(controls, this.sentence, this.spoken, views);
    root.box.setAttribute("role", "group");
    root.box.setAttribute("aria-label", "Your taste");
    root.box.addEventListener("keydown", (event) => this.tabs.onKey(event));

    const arrange = () => {
      (root.layout === "narrow" ? views : controls).append(this.slider.element);
      this.tabs.arrange(root.layout);
    };
    root.onResize(arrange);
    arrange();
    root.onTheme(() => this.map.redraw());
    host.onKernel(() => this.#show({}));
    if (!spec.example) this.cleanUps.push(onRatings(() => this.#takeOver(readRatings())));
    host.onChange("rated", () => this.#takeOver(host.get("rated")));
    host.onChange("regularization", () => {
      if (Math.abs(host.get("regularization") - this.state.lambda) > 1e-9) this.#do(() => this.state.slide(host.get("regularization")), { slide: true });
    });
    const given = host.get("rated") ?? [];
    this.state.load(given.length || spec.example ? given : readRatings());
    this.#show({ animate: false });
    this.#tellHost();
    return (root.holder.taste = this.#access());
  }

  // Every change comes through here: change the state, keep it, show it.
  #do(change, { slide = false, event = true } = {}) {
    const before = JSON.stringify(this.state.pairs());
    const last = this.state.event;
    change();
    if (!event) this.state.event = last;
    if (JSON.stringify(this.state.pairs()) !== before && !this.spec.example) this.kept = writeRatings(this.#pairsWithOthers());
    this.#show({ animate: !slide, slide });
    this.#tellHost();
  }

  // Films of other data sets that the reader rated stay in the store, unless everything is forgotten.
  #pairsWithOthers() {
    const mine = this.state.pairs();
    if (this.state.event === "forget") return mine;
    return [...readRatings().filter(([id]) => !this.films.row.has(id)), ...mine];
  }

  // Ratings that changed elsewhere: in a cell, in another component of the page, in another window.
  #takeOver(pairs) {
    const known = (pairs ?? []).filter(([id]) => this.films.row.has(id));
    if (JSON.stringify(known) === JSON.stringify(this.state.pairs())) return;
    this.state.load(known);
    this.state.event = "rate";
    this.#show({ animate: true });
    this.#tellHost();
  }

  // A kernel computes nothing here, but a cell can ask for the ratings.
  get withKernel() {
    return this.host.get("live") && this.host.kernel !== "gone";
  }

  #show({ animate = false, slide = false }) {
    const began = performance.now();
    setText(this.mode, this.withKernel ? "in this page, the kernel reads along" : "in this page, no kernel");
    const derived = (this.derived = this.state.derive());
    this.ratings.update(this.state.entries, { kept: this.kept, live: this.withKernel });
    this.slider.update(derived);
    this.ten.update(derived, { grow: slide });
    this.why.update(derived);
    this.map.update(derived, { animate });
    this.#say(derived);
    this.took = performance.now() - began;
  }

  #say(derived) {
    const mine = derived.rated.map(({ row }) => row);
    const name = (row) => this.films.brief(row, mine.includes(row) ? mine : undefined);
    const { parts, tone, spoken } = sentenceFor({ ...derived, event: this.state.event, kept: this.kept, example: this.spec.example, name, factors: this.spec.factors, scale: this.spec.scale });
    this.sentence.replaceChildren(...rich(parts));
    this.sentence.dataset.tone = tone;
    const first = this.said === undefined;
    this.said = spoken;
    clearTimeout(this.pause);
    if (!first) this.pause = setTimeout(() => setText(this.spoken, this.said), PAUSE);
  }

  #tellHost() {
    const rated = this.state.pairs();
    const values = {};
    if (JSON.stringify(rated) !== JSON.stringify(this.host.get("rated") ?? [])) values.rated = rated;
    if (this.host.get("regularization") !== this.state.lambda) values.regularization = this.state.lambda;
    if (Object.keys(values).length) this.host.set(values);
  }

  // For tests and for the curious: element.taste.read() is what is shown, in full digits and by item id.
  #access() {
    const { state, films } = this;
    const id = (row) => films.id[row];
    return {
      read: () => {
        const { result, n, lambda, best } = this.derived;
        return {
          n, lambda, best, bias: result.bias, vector: [...result.vector], length: result.length, shared: result.shared,
          rated: state.pairs(),
          ten: result.ten.map(({ row, rank, prediction }) => ({ item: id(row), rank, prediction })),
          explained: this.derived.explained === undefined ? null : id(this.derived.explained),
          sentence: this.said, took: this.took,
        };
      },
      why: (item) => {
        const { bars, ...rest } = staircase(this.derived.result, films.row.get(item));
        return { ...rest, row: undefined, item, bars: bars.map((bar) => ({ ...bar, row: undefined, item: id(bar.row) })) };
      },
      set: ({ rated, lambda }) => {
        if (rated) this.#do(() => (state.load(rated), (state.event = "rate")));
        if (lambda) this.#do(() => state.slide(lambda), { slide: true });
      },
    };
  }

  dispose() {
    this.disposed = true;
    clearTimeout(this.pause);
    for (const cleanUp of this.cleanUps) cleanUp();
    this.map?.dispose();
  }
}
