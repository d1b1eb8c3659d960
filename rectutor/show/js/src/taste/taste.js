// Your taste: the reader rates films; the page solves for their vector, ranks all films for them and says why.
// What is shown can also be read, and done, through the property `taste` of the component's element (class "rectutor"):
// tests compare it with the package.
import ratingsCss from "../reader/ratings.css";
import tableCss from "../panels/table.css";
import playbackCss from "../playback/playback.css";
import css from "./taste.css";
import { h, rich, setAttributes, setText } from "../dom.js";
import { plural } from "../format.js";
import { unpack } from "../reader/films.js";
import { Keeper } from "../reader/keeper.js";
import { createRatings } from "../reader/ratings.js";
import { keyOf } from "../playback/keys.js";
import { createPanels } from "../playback/panels.js";
import { createMap } from "./map.js";
import { sentenceFor } from "./sentence.js";
import { createLambda } from "./slider.js";
import { State } from "./state.js";
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
    Object.assign(this, { host, root, spec: host.get("spec") });
    root.append(h("style", ratingsCss + tableCss + playbackCss + css), this.#heading());
    this.ready = unpack(this.spec).then((films) => this.disposed || this.#build(films));
  }

  #heading() {
    const { name, factors, min_ratings } = this.spec;
    this.mode = h("span.mode");
    const about = [
      name,
      `${plural(factors, "factor")}, the films' vectors stay fixed`,
      min_ratings > 1 && `films with at least ${min_ratings} ratings`,
    ];
    const words = h("span.about", about.filter(Boolean).join(" · "));
    return h("div.section.heading", h("h3", "Your taste"), words, this.mode);
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
    this.slider = createLambda({
      onSlide: (lambda) => this.#do(() => this.state.slide(lambda), { slide: true }),
      onBest: () => this.#do(() => this.state.followBest()),
    });
    const context = { films, spec, root, onExplain: explain, onPick: pick };
    const views = [createTen, createWhy, createMap].map((create) => create(context));
    this.map = views.at(-1);
    this.panels = createPanels(views, root);
    this.sentence = h("div.sentence");
    this.spoken = h("div.offscreen", { "aria-live": "polite", role: "status" });
    const controls = h("div.section.controls", this.ratings.element);
    const below = h("div.section", this.panels.element);
    root.append(controls, this.sentence, this.spoken, below);
    setAttributes(root.box, { role: "group", "aria-label": "Your taste", onkeydown: (event) => this.#key(event) });

    const arrange = () => {
      (root.layout === "narrow" ? below : controls).append(this.slider.element);
      this.slider.resize();
      this.panels.layout();
    };
    root.onResize(arrange);
    arrange();
    root.onTheme(() => this.panels.update(this.derived, 0, {}));
    host.onKernel(() => this.#show({}));
    host.onChange("regularization", () => {
      if (Math.abs(host.get("regularization") - this.state.lambda) > 1e-9)
        this.#do(() => this.state.slide(host.get("regularization")), { slide: true });
    });
    this.#show({ animate: false });
    this.#tellHost();
    return (root.holder.taste = this.#access());
  }

  // 1, 2, 3 choose a view behind the tabs, as long as nobody is typing.
  #key(event) {
    const digit = keyOf(event)?.digit;
    if (!digit || event.composedPath()[0].matches('input[type="text"], input[type="radio"]')) return;
    this.panels.choose(this.root.layout === "medium" ? digit : digit - 1);
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
    this.panels.update(derived, 0, { animate, grow: slide });
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
        const named = bars.map((bar) => ({ ...bar, row: undefined, item: id(bar.row) }));
        return { ...rest, row: undefined, item, bars: named };
      },
      set: ({ rated, lambda }) => {
        const load = () => {
          state.load(rated);
          state.event = "rate";
        };
        if (rated) this.#do(load);
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
