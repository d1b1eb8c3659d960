// Your taste: the reader rates films; the page solves for their vector, ranks all films for them and says why.
// What is shown can also be read, and done, through the property `taste` of the component's element (class "rectutor"):
// tests compare it with the package.
import ratingsCss from "../reader/ratings.css";
import tableCss from "../panels/table.css";
import css from "./taste.css";
import { h, rich, setText } from "../dom.js";
import { unpack } from "../reader/films.js";
import { Keeper } from "../reader/keeper.js";
import { createRatings } from "../reader/ratings.js";
import { createTabs } from "../tabs.js";
import { createMap } from "./map.js";
import { sentenceFor } from "./sentence.js";
import { createSlider } from "./slider.js";
import { State } from "./state.js";
import { createTen } from "./ten.js";
import { createWhy } from "./why.js";
import { staircase } from "./lists.js";

const BEHIND = { wide: [], medium: ["why", "map"], narrow: ["ten", "why", "map"] }; // tabs
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
    root.append(h("style", {}, ratingsCss + tableCss + css), this.#heading());
    this.ready = unpack(this.spec).then((films) => this.disposed || this.#build(films));
  }

  #heading() {
    const { name, factors, min_ratings } = this.spec;
    this.mode = h("span", { class: "mode" });
    const about = [
      name,
      `${factors} ${factors === 1 ? "factor" : "factors"}, the films' vectors stay fixed`,
      min_ratings > 1 && `films with at least ${min_ratings} ratings`,
    ];
    return h(
      "div",
      { class: "section heading" },
      h("h3", {}, "Your taste"),
      h("span", { class: "about" }, about.filter(Boolean).join(" · ")),
      this.mode,
    );
  }

  #build(films) {
    const { spec, host, root } = this;
    this.films = films;
    this.state = new State(spec, films);
    this.keeper = new Keeper({ host, example: spec.example, rated: this.state, onElsewhere: () => this.#takenOver() });
    const explain = (row) => this.#do(() => this.state.explain(row));
    const pick = (row) => {
      this.#do(() => this.state.add(row), { event: false });
      this.ratings.focusStars(row);
    };
    this.ratings = createRatings({
      films,
      spec,
      isRated: (row) => this.state.has(row),
      onPick: pick,
      onRate: (row, stars) => this.#do(() => this.state.rate(row, stars)),
      onRemove: (row) => this.#do(() => this.state.remove(row)),
      onForget: () => this.#do(() => this.state.forget()),
    });
    this.slider = createSlider({
      onSlide: (lambda) => this.#do(() => this.state.slide(lambda), { slide: true }),
      onBest: () => this.#do(() => this.state.followBest()),
    });
    this.ten = createTen({ spec, root, onExplain: explain });
    this.why = createWhy({ spec, root });
    this.map = createMap({ films, spec, root, onExplain: explain, onPick: pick });
    this.sentence = h("div", { class: "sentence" });
    this.spoken = h("div", { class: "offscreen", "aria-live": "polite", role: "status" });
    this.tabs = createTabs(
      { ten: ["Your ten", this.ten.element], why: ["Why", this.why.element], map: ["Item map", this.map.element] },
      BEHIND,
    );
    const controls = h("div", { class: "section controls" }, this.ratings.element);
    const views = h("div", { class: "section views" }, this.tabs.element);
    root.append(controls, this.sentence, this.spoken, views);
    root.box.setAttribute("role", "group");
    root.box.setAttribute("aria-label", "Your taste");
    root.box.addEventListener("keydown", (event) => this.tabs.onKey(event));

    const arrange = () => {
      (root.layout === "narrow" ? views : controls).append(this.slider.element);
      this.tabs.arrange(root.layout);
      for (const table of [this.ten, this.why]) table.resize();
    };
    root.onResize(arrange);
    arrange();
    root.onTheme(() => this.map.redraw());
    host.onKernel(() => this.#show({}));
    host.onChange("regularization", () => {
      if (Math.abs(host.get("regularization") - this.state.lambda) > 1e-9)
        this.#do(() => this.state.slide(host.get("regularization")), { slide: true });
    });
    this.#show({ animate: false });
    this.#tellHost();
    return (root.holder.taste = this.#access());
  }

  // Every change comes through here: change the state, keep it, show it.
  #do(change, { slide = false, event = true } = {}) {
    const last = this.state.event;
    this.keeper.during(() => {
      change();
      if (!event) this.state.event = last;
      return this.state.event === "forget" ? "forgotten" : "changed";
    });
    this.#show({ animate: !slide, slide });
    this.#tellHost();
  }

  #takenOver() {
    this.state.event = "rate";
    this.#show({ animate: true });
    this.#tellHost();
  }

  #show({ animate = false, slide = false }) {
    const began = performance.now();
    setText(this.mode, this.host.readsAlong);
    const derived = (this.derived = this.state.derive());
    this.ratings.update(this.state.entries, { kept: this.keeper.kept, live: this.host.withKernel });
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
    const { parts, tone, spoken } = sentenceFor({
      ...derived,
      event: this.state.event,
      kept: this.keeper.kept,
      example: this.spec.example,
      name,
      factors: this.spec.factors,
      scale: this.spec.scale,
    });
    this.sentence.replaceChildren(...rich(parts));
    this.sentence.dataset.tone = tone;
    const first = this.said === undefined;
    this.said = spoken;
    clearTimeout(this.pause);
    if (!first) this.pause = setTimeout(() => setText(this.spoken, this.said), PAUSE);
  }

  #tellHost() {
    this.keeper.tellHost();
    this.host.tell({ regularization: this.state.lambda });
  }

  // For tests and for the curious: element.taste.read() is what is shown, in full digits and by item id.
  #access() {
    const { state, films } = this;
    const id = (row) => films.id[row];
    return {
      read: () => {
        const { result, n, lambda, best } = this.derived;
        return {
          n,
          lambda,
          best,
          bias: result.bias,
          vector: [...result.vector],
          length: result.length,
          shared: result.shared,
          rated: state.pairs(),
          ten: result.ten.map(({ row, rank, prediction }) => ({ item: id(row), rank, prediction })),
          explained: this.derived.explained === undefined ? null : id(this.derived.explained),
          sentence: this.said,
          took: this.took,
        };
      },
      why: (item) => {
        const { bars, ...rest } = staircase(this.derived.result, films.row.get(item));
        return {
          ...rest,
          row: undefined,
          item,
          bars: bars.map((bar) => ({ ...bar, row: undefined, item: id(bar.row) })),
        };
      },
      set: ({ rated, lambda }) => {
        if (rated)
          this.#do(() => {
            state.load(rated);
            state.event = "rate";
          });
        if (lambda) this.#do(() => state.slide(lambda), { slide: true });
      },
    };
  }

  dispose() {
    this.disposed = true;
    clearTimeout(this.pause);
    this.keeper?.stop();
    this.map?.dispose();
  }
}
