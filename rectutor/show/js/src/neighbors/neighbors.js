// Neighbours at work: one prediction, stage by stage, with everything it follows from; for a user of the data, or for a
// reader who rates some films. The page computes all of it, so no slider needs a kernel.
// What is shown can also be read, and done, through the property `neighbors` of the component's element (class
// "rectutor"): tests compare it with the package.
import ratingsCss from "../reader/ratings.css";
import playbackCss from "../playback/playback.css";
import css from "./neighbors.css";
import { h, rich, setText } from "../dom.js";
import { count, textOf } from "../format.js";
import { coverUntilAnswered } from "../playback/cover.js";
import { keyOf } from "../playback/keys.js";
import tableCss from "../panels/table.css";
import { createPanels } from "../playback/panels.js";
import { createPlayback } from "../playback/playback.js";
import { createSlider } from "../playback/sliders.js";
import { createTransport } from "../playback/transport.js";
import { Keeper } from "../reader/keeper.js";
import { createRatings } from "../reader/ratings.js";
import { createBallots } from "./ballots.js";
import { createChoice, createFilmChoice } from "./controls.js";
import { createGraph } from "./graph.js";
import { createHeatmap } from "./heatmap.js";
import { createListing } from "./listing.js";
import { createPair } from "./pair.js";
import { sentenceFor, STAGES } from "./sentence.js";
import { State } from "./state.js";
import { readTable } from "./table.js";
import { because } from "./votes.js";

const SETTINGS = ["measure", "neighbors", "shrinkage", "votes"];
const LAST = STAGES.length - 1;
const SLOWER = 5; // a stage has more to read than an epoch: two seconds at 1×
const PAUSE = 600; // ms without a change, after which the sentence is spoken
const SAYS = [
  {
    name: "residuals",
    label: "rating − expected",
    help: "how far the rating lies from what mean and biases expect of it",
  },
  { name: "ratings", label: "the rating itself", help: "the rating as it is: who rates low pulls down" },
  { name: "presence", label: "that there is one", help: "only that there is a rating: ranks films, predicts no stars" },
];
const RUN = { total: LAST, last: LAST, best: 0, status: "finished", ended: true };

export function renderNeighbors(host, root) {
  const shown = new Neighbors(host, root);
  root.holder.neighbors = shown.ready; // a promise, until the ratings are unpacked
  return () => shown.dispose();
}

class Neighbors {
  constructor(host, root) {
    Object.assign(this, { host, root, spec: host.get("spec"), version: 0 });
    this.reader = this.spec.asker === null;
    this.shownSpeed = 1;
    this.spoken = h("p", { class: "offscreen", "aria-live": "polite" });
    this.playback = createPlayback({
      host,
      root,
      last: LAST,
      ready: () => this.state !== undefined,
      covered: () => this.#covered,
      drawNow: () => this.#drawNow(),
      said: () => this.said ?? "",
      spoken: this.spoken,
      after: PAUSE,
      speed: 1 / SLOWER,
    });
    this.playhead = this.playback.playhead;
    this.playhead.position = Math.min(host.get("step") ?? 0, LAST);
    this.#build();
    this.ready = readTable(this.spec).then((table) => this.disposed || this.#start(table));
    this.playback.draw();
  }

  get #covered() {
    return this.cover?.answered === false;
  }

  #build() {
    const { spec, root, reader, playback } = this;
    this.transport = createTransport(
      {
        reset: playback.reset,
        toggle: playback.toggle,
        stepForward: () => playback.stepBy(1),
        stop: () => {},
        seek: playback.seek,
        setSpeed: (speed) => {
          this.shownSpeed = speed;
          this.playhead.speed = speed / SLOWER;
          playback.draw();
        },
      },
      { unit: "stage", names: STAGES, ticks: STAGES.map((name, step) => [step, name]) },
    );
    const title = reader
      ? "Your taste, by neighbours"
      : `${spec.compares === "item" ? "Item" : "User"} kNN: one prediction`;
    this.about = h("p", { class: "about" });
    this.mode = h("span", { class: "mode" });
    this.words = h("p", { class: "words" });
    this.sliderPlace = h("div", { class: "section sliders" });
    this.bottom = h("div", { class: "section bottom" });
    this.readers = h("div", { class: "section readers", hidden: !reader });
    this.element = h(
      "div",
      {
        class: "player neighbors",
        role: "group",
        "aria-label": title,
        tabindex: -1,
        "data-reader": reader,
        onkeydown: (event) => this.#key(event),
      },
      (this.top = h(
        "div",
        { class: "section top" },
        h("div", { class: "heading" }, h("h3", {}, title), this.about, this.mode),
        (this.transportPlace = h("div", { class: "transport-place" }, this.transport.element)),
      )),
      this.readers,
      this.sliderPlace,
      (this.sentence = h("div", { class: "sentence" }, this.words)),
      this.bottom,
      h(
        "div",
        { class: "foot" },
        h(
          "p",
          { class: "small" },
          "Point at a voter, in any view, to see its pair, its vote and what it does to the list; click to keep it.",
        ),
        h(
          "details",
          { class: "keys small" },
          h("summary", {}, "Keyboard"),
          h(
            "p",
            {},
            "Keys: space plays and pauses, → and ← move one stage, Home and End go to the first and last, R " +
              "resets, 1 to 5 choose a view on a narrow page. Tab reaches the votes, Enter keeps one; ↑ and ↓ " +
              "choose a film in the list.",
          ),
        ),
      ),
      this.spoken,
    );
    const shown = this;
    if (spec.question)
      this.cover = coverUntilAnswered({
        ...this,
        ...playback,
        get panels() {
          return shown.panels;
        },
      });
    root.append(h("style", {}, ratingsCss + playbackCss + tableCss + css), this.element);
  }

  #start(table) {
    const { host, root, spec, reader, playback } = this;
    this.table = table;
    const shown = { ...spec, stars: table.stars };
    this.state = new State(spec, table, {
      measure: host.get("measure"),
      neighbors: host.get("neighbors"),
      shrinkage: host.get("shrinkage"),
      votes: host.get("votes"),
      item: host.get("item"),
    });
    this.heldOut = spec.held_out.map(([id, stars]) => ({ film: table.films.row.get(id), stars }));
    if (reader) this.#startReader();
    this.sliders = spec.hyperparameters.map((p) =>
      createSlider(p, { onInput: (value) => this.#do(() => this.state.set({ [p.name]: value })) }),
    );
    for (const slider of this.sliders) slider.setMode(null);
    this.measure = createChoice("measure", spec.measures, {
      onChoose: (measure) => this.#do(() => this.state.set({ measure })),
    });
    this.says = createChoice("a vote is", SAYS, { onChoose: (votes) => this.#do(() => this.state.set({ votes })) });
    this.sliderPlace.append(...this.sliders.map(({ element }) => element), this.measure.element, this.says.element);
    if (!reader) {
      this.film = createFilmChoice(`${spec.asker_name} and`, { onChoose: (film) => this.#choose(film) });
      this.about.before(this.film.element);
    }
    const context = {
      spec: shown,
      root,
      onChoose: (film) => this.#choose(film),
      onLook: (row) => this.#look(row),
      onPin: (row) => this.#pin(row),
    };
    this.views = [createBallots, createPair, createListing, createGraph, createHeatmap].map((create) =>
      create(context),
    );
    this.panels = createPanels(this.views, root);
    this.#follow(this.panels.element);
    if (!this.#covered) this.bottom.append(this.panels.element);
    root.onTheme(playback.draw);
    root.onResize(() => this.#layout());
    host.onKernel(() => this.#setMode());
    playback.follow();
    for (const name of SETTINGS)
      host.onChange(
        name,
        () => host.get(name) !== this.state[name] && this.#do(() => this.state.set({ [name]: host.get(name) })),
      );
    host.onChange("item", () => this.#takeItem());
    this.#setMode();
    this.#layout();
    if (host.get("playing")) playback.play();
    this.#tellHost();
    return (root.holder.neighbors = this.#access());
  }

  #startReader() {
    const { spec, host, state } = this;
    this.keeper = new Keeper({ host, example: spec.example, rated: state, onElsewhere: () => this.#do(() => {}) });
    const pick = (row) => {
      this.#do(() => state.add(row));
      this.#drawNow(); // its stars are there to be focused
      this.ratings.focusStars(row);
    };
    this.ratings = createRatings({
      films: this.table.films,
      spec,
      isRated: (row) => state.has(row),
      onPick: pick,
      onRate: (row, stars) => this.#do(() => state.rate(row, stars)),
      onRemove: (row) => this.#do(() => state.remove(row)),
      onForget: () =>
        this.#do(() => {
          state.entries = [];
          state.choose(null);
          return "forgotten";
        }),
    });
    this.readers.append(this.ratings.element);
  }

  // ---- what the reader does ----

  #choose(film) {
    this.#do(() => this.state.choose(film));
  }

  #takeItem() {
    const film = this.table.films.row.get(this.host.get("item"));
    if (film !== undefined && film !== this.state.derive().film) this.#choose(film);
  }

  // Every change of what is asked comes through here.
  #do(change) {
    if (this.keeper) this.keeper.during(change);
    else change();
    this.version += 1;
    this.playback.draw();
    this.#tellHost();
    this.playback.speakSoon();
  }

  // A voter under the pointer, or with the focus, is looked at in all views.
  #follow(element) {
    const row = (event) => {
      const marked = event.target.closest?.("[data-row], .view-ballots [data-id]");
      return marked && element.contains(marked) ? Number(marked.dataset.row ?? marked.dataset.id) : null;
    };
    const look = (event) => row(event) !== null && this.#look(row(event));
    element.addEventListener("pointerover", look);
    element.addEventListener("focusin", look);
    element.addEventListener("pointerleave", () => this.#look(null));
    element.addEventListener("click", (event) => row(event) !== null && this.#pin(row(event)));
  }

  #look(row) {
    if (this.state.hover(row)) this.playback.draw();
  }

  #pin(row) {
    this.state.pin(row);
    this.playback.draw();
  }

  // ---- what is shown ----

  #layout() {
    const { root } = this;
    const after = root.layout === "narrow" ? this.bottom : this.reader ? this.ratings.element : this.top;
    if (this.sliderPlace.previousElementSibling !== after) after.after(this.sliderPlace);
    this.panels.layout();
    this.playback.draw();
  }

  #drawNow() {
    const began = performance.now();
    const { playhead, root, spec } = this;
    const { position, playing } = playhead;
    this.transport.update({ run: RUN, position, playing, newSpeed: this.shownSpeed, layout: root.layout, live: false });
    if (!this.state) return;
    const derived = (this.derived = this.#derive());
    for (const slider of this.sliders) slider.update(this.state[slider.name]);
    this.measure.update(this.state.measure);
    this.says.update(this.state.votes);
    this.film?.update({ ...derived, heldOut: this.heldOut });
    this.ratings?.update(this.state.entries, { kept: this.keeper.kept, live: this.host.withKernel });
    setText(
      this.about,
      this.reader
        ? `${count(spec.ratings)} ratings by others · films with at least ${spec.min_ratings} ratings`
        : `${count(spec.ratings)} training ratings`,
    );
    const parts = sentenceFor(playhead.step, derived);
    const text = textOf(parts);
    if (text !== this.said) {
      this.said = text;
      this.words.replaceChildren(...rich(parts));
    }
    if (!this.#covered) this.panels.update(derived, position, { playing });
    this.took = performance.now() - began;
  }

  #derive() {
    const { state, spec, table, heldOut } = this;
    const { films } = table;
    const derived = state.derive();
    const user = (row) => (row === spec.asker ? spec.asker_name : `user ${table.userIds[row]}`);
    const film = (row) => films.label[row] ?? "a film";
    const items = spec.compares === "item";
    const [low, high] = spec.scale;
    const presence = state.votes === "presence";
    const clip = (value) => (presence ? value : Math.min(Math.max(value, low), high));
    const held = heldOut.find((one) => one.film === derived.film);
    const focus = state.focus;
    const nameOf = items ? film : user;
    return {
      ...derived,
      films,
      reader: this.reader,
      compares: spec.compares,
      version: `${this.version}`,
      focus,
      comparison: state.comparison,
      shrinkage: state.shrinkage,
      measure: spec.measures.find(({ name }) => name === state.measure),
      nameOf,
      columnName: items ? user : film,
      focusName: focus === null ? "" : nameOf(focus),
      title: derived.film === null ? "" : films.label[derived.film],
      real: held?.stars ?? null,
      presence,
      clip,
      clipped: derived.explained && clip(derived.explained.prediction),
    };
  }

  #setMode() {
    setText(this.mode, this.host.readsAlong);
  }

  #tellHost() {
    const { state, host } = this;
    const { film } = state.derive();
    host.tell({
      ...Object.fromEntries(SETTINGS.map((name) => [name, state[name]])),
      item: film === null ? null : this.table.films.id[film],
    });
    this.keeper?.tellHost();
  }

  #key(event) {
    const { playback, views } = this;
    const pressed = keyOf(event);
    if (!pressed) return;
    const { key, ownKeys, press, digit } = pressed;
    const action =
      !ownKeys &&
      ({
        " ": !press && playback.toggle,
        ArrowRight: () => playback.stepBy(1),
        ArrowLeft: () => playback.stepBy(-1),
        Home: () => playback.seek(0),
        End: () => playback.seek(LAST),
        r: playback.reset,
      }[key] ??
        (digit && digit <= views?.length && (() => this.panels.choose(digit - 1))));
    if (!action || this.#covered) return;
    event.preventDefault();
    action();
  }

  // For tests and for the curious, in full digits and by id.
  #access() {
    const { films } = this.table;
    const items = this.spec.compares === "item";
    const id = (row) => (items ? films.id[row] : this.table.userIds[row]);
    const taken = ({ film, baseline, prediction, voters }) => ({
      item: films.id[film],
      baseline,
      prediction,
      voters: voters.map(({ row, stars, overlap, unshrunk, similarity, chosen, share, vote, contribution }) => ({
        id: id(row),
        stars,
        overlap,
        unshrunk,
        similarity,
        chosen,
        share,
        vote,
        contribution,
      })),
    });
    return {
      read: () => {
        const { explained, list, focus } = this.derived;
        return {
          step: this.playhead.step,
          ...Object.fromEntries(SETTINGS.map((name) => [name, this.state[name]])),
          explained: explained && taken(explained),
          focus: focus === null ? null : id(focus),
          ten: list.map((one) => ({
            item: films.id[one.film],
            prediction: one.prediction,
            because: because(one).map(({ row }) => id(row)),
          })),
          rated: this.reader ? this.state.pairs() : null,
          sentence: this.said,
          took: this.took,
        };
      },
      set: (values) => {
        const { item, rated, ...settings } = values;
        this.#do(() => {
          this.state.set(settings);
          if (rated) this.state.load(rated);
          if (item !== undefined) this.state.choose(films.row.get(item));
        });
      },
    };
  }

  dispose() {
    this.disposed = true;
    this.playback.dispose();
    this.cover?.dispose?.();
    this.keeper?.stop();
  }
}
