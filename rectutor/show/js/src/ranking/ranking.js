// A ranked list under the lens: what each metric sees of it. The reader moves films and the cut, and the page computes
// all metrics of the list that is shown.
import playbackCss from "../playback/playback.css";
import css from "./ranking.css";
import { h, rich, setText } from "../dom.js";
import { plain, textOf } from "../format.js";
import { createControl } from "../playback/controls.js";
import { createPanels } from "../playback/panels.js";
import { createChart } from "./chart.js";
import { coveredBy } from "./cover.js";
import { createList } from "./list.js";
import { hitsIn } from "./metrics.js";
import { sentenceFor } from "./sentence.js";
import { State } from "./state.js";
import { createTable } from "./table.js";

const PAUSE = 900; // ms without a change, after which the sentence is spoken

export function renderRanking(host, root) {
  const ranking = new Ranking(host, root);
  return () => ranking.dispose();
}

class Ranking {
  constructor(host, root) {
    this.host = host;
    this.root = root;
    const spec = (this.spec = host.get("spec"));
    this.state = new State(spec, { user: host.get("user"), model: host.get("model"), k: host.get("k") });
    this.mode = h("span.mode");
    const title = h("h3", "A ranked list under the lens");
    const about = h(
      "span.about",
      `relevant: ${plain(spec.relevant)} stars or more in the held-out ratings`,
      h("span.hint", " · ranked: all films not seen in training"),
    );
    const body = h("div", ...this.#body());
    const cover = spec.question && coveredBy(spec.question, body, () => this.#arrange());
    const element = h(
      "div.ranking",
      { role: "group", "aria-label": title.textContent },
      h("div.section.heading.stacked", title, about, this.mode),
      cover ? cover.element : body,
    );
    root.append(h("style", playbackCss + css), element);
    root.onResize(() => this.#arrange());
    this.#arrange();
    host.onKernel(() => this.#showMode());
    host.onChange("user", (id) =>
      this.#do(() => this.state.show({ user: spec.users.findIndex((user) => user.id === id) })),
    );
    host.onChange("model", (name) => this.#do(() => this.state.show({ model: spec.models.indexOf(name) })));
    host.onChange("k", (k) => this.#do(() => this.state.cut(k)));
    this.#showMode();
    this.#show();
  }

  #body() {
    const { spec, state, root } = this;
    const show = (what) => this.#do(() => state.show(what));
    this.labels = spec.users.map(({ label }) => label);
    this.users = control({ label: "User", choices: this.labels }, (user) => show({ user: this.labels.indexOf(user) }));
    this.models = control({ label: "Model", choices: spec.models }, (model) =>
      show({ model: spec.models.indexOf(model) }),
    );
    this.cut = control(cutOf(spec.n), (k) => this.#do(() => state.cut(k)));
    this.panels = createPanels(
      [
        createList({
          root,
          onMove: (place, by) => this.#do(() => state.move(place, by)),
          onPutBack: () => this.#do(() => state.putBack()),
        }),
        createTable({ onChoose: (metric) => this.#do(() => (state.metric = metric)) }),
        createChart({ spec, root }),
      ],
      root,
      ["narrow"],
    );
    this.words = h("p");
    this.band = h("div.sentence", this.words);
    this.spoken = h("div.offscreen", { "aria-live": "polite", role: "status" });
    this.controls = h("div.section.controls", this.users.element, this.models.element);
    this.views = h("div.section", this.panels.element);
    return [this.controls, this.band, this.spoken, this.views];
  }

  // On a phone the slider stands between the sentence and the views: the list is long, and k changes both.
  #arrange() {
    if (this.root.layout === "narrow") this.views.prepend(this.cut.element);
    else this.controls.append(this.cut.element);
    this.panels.layout();
    this.band.style.minHeight = "";
  }

  #do(change) {
    change();
    this.#show();
    this.#tellHost();
  }

  #showMode() {
    setText(this.mode, this.host.readsAlong);
  }

  #show() {
    const derived = this.state.derive();
    const { k, list, model } = derived;
    this.users.update(this.labels[this.state.user]);
    this.models.update(model);
    this.cut.update(k);
    this.cut.input.setAttribute("aria-valuetext", `the first ${k} of ${this.spec.n}, ${hitsIn(list, k)} relevant`);
    this.panels.update(derived, 0, {});
    this.#say(sentenceFor(derived));
  }

  #say(parts) {
    const text = textOf(parts);
    if (text === this.said) return;
    const first = this.said === undefined;
    this.said = text;
    this.words.replaceChildren(...rich(parts));
    // what grew once stays
    this.band.style.minHeight = `${Math.max(this.band.offsetHeight, parseFloat(this.band.style.minHeight) || 0)}px`;
    clearTimeout(this.pause);
    if (!first) this.pause = setTimeout(() => setText(this.spoken, this.said), PAUSE);
  }

  #tellHost() {
    const { state, spec, host } = this;
    host.tell({ user: spec.users[state.user].id, model: spec.models[state.model], k: state.k });
  }

  dispose() {
    clearTimeout(this.pause);
  }
}

function control(parameter, onInput) {
  const made = createControl(parameter, { onInput });
  made.setMode(null);
  return made;
}

// How far down the list the metrics look. Labelled are of few all; of many the first, the last, and each fifth that
// does not touch it.
function cutOf(n) {
  const stops = Array.from({ length: n }, (_, at) => at + 1);
  const labelled = stops.filter((k) => n <= 10 || k === 1 || k === n || (k % 5 === 0 && n - k > 1));
  const help = "How many films at the top of the list the metrics look at.";
  return { label: "cut-off", symbol: "k", stops, labelled, help };
}
