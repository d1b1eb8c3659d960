// A ranked list under the lens: what each metric sees of it. The reader moves films and the cut, and the page computes
// all metrics of the list that is shown.
import css from "./ranking.css";
import { h, rich, setText } from "../dom.js";
import { plain, textOf } from "../format.js";
import { createTabs } from "../tabs.js";
import { createChart } from "./chart.js";
import { createChoice, createCut } from "./controls.js";
import { coveredBy } from "./cover.js";
import { createList } from "./list.js";
import { sentenceFor } from "./sentence.js";
import { State } from "./state.js";
import { createTable } from "./table.js";

const BEHIND = { wide: [], medium: [], narrow: ["list", "metrics", "mean"] }; // tabs
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
    const cover = spec.question && coveredBy(spec.question, body);
    const element = h(
      "div.ranking",
      { role: "group", "aria-label": title.textContent },
      h("div.section.heading", title, about, this.mode),
      cover ? cover.element : body,
    );
    root.append(h("style", css), element);
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
    const { spec, state } = this;
    this.users = createChoice(
      "User",
      spec.users.map(({ label }) => label),
      (user) => this.#do(() => state.show({ user })),
    );
    this.models = createChoice("Model", spec.models, (model) => this.#do(() => state.show({ model })));
    this.cut = createCut(spec.n, (k) => this.#do(() => state.cut(k)));
    this.list = createList({
      root: this.root,
      onMove: (place, by) => this.#do(() => state.move(place, by)),
      onPutBack: () => this.#do(() => state.putBack()),
    });
    this.table = createTable({ onChoose: (metric) => this.#do(() => (state.metric = metric)) });
    this.chart = createChart({ spec, root: this.root });
    this.words = h("p");
    this.band = h("div.sentence", this.words);
    this.spoken = h("div.offscreen", { "aria-live": "polite", role: "status" });
    this.tabs = createTabs(
      {
        list: ["List", this.list.element],
        metrics: ["Metrics", this.table.element],
        mean: ["All users", this.chart.element],
      },
      BEHIND,
    );
    this.controls = h("div.section.controls", this.users.element, this.models.element, this.cut.element);
    this.views = h("div.section.views", this.tabs.element);
    return [this.controls, this.band, this.spoken, this.views];
  }

  // On a phone the slider stands between the sentence and the view: the list is long, and k changes both.
  #arrange() {
    this.tabs.arrange(this.root.layout);
    if (this.root.layout === "narrow") this.tabs.list.after(this.cut.element);
    else this.controls.append(this.cut.element);
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
    this.users.update(this.state.user);
    this.models.update(this.state.model);
    for (const view of [this.cut, this.list, this.table, this.chart]) view.update(derived);
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
