// Whose list it is, which model made it, where it is cut, and how the reader has reordered it. No element of the page
// is known here.
import { METRICS, valuesOf } from "./metrics.js";

export class State {
  constructor(spec, { user, model, k }) {
    this.spec = spec;
    this.user = Math.max(
      0,
      spec.users.findIndex(({ id }) => id === user),
    );
    this.model = Math.max(0, spec.models.indexOf(model));
    this.k = k;
    this.metric = "ndcg"; // of the chart
    this.order = this.#given();
    this.event = { type: "start" };
  }

  get list() {
    return this.spec.users[this.user].lists[this.model];
  }

  get moved() {
    return this.order.some((at, place) => at !== place);
  }

  // Each change keeps the values before it, for "old → new".
  show({ user = this.user, model = this.model }) {
    const type = user !== this.user ? "user" : "model";
    if (!this.spec.users[user] || !this.spec.models[model] || (user === this.user && model === this.model)) return;
    Object.assign(this, { user, model, event: { type } });
    this.order = this.#given();
  }

  cut(k) {
    if (k === this.k) return;
    this.event = { type: "k", from: this.k, before: this.#values() };
    this.k = k;
  }

  // The film at `place` (from 0) and the one above (by −1) or below (by 1) change places.
  move(place, by) {
    const to = place + by;
    if (to < 0 || to >= this.order.length) return;
    const before = this.#values();
    const [film, other] = [this.order[place], this.order[to]];
    this.order = this.order.with(place, other).with(to, film);
    this.event = { type: "move", film, other, from: place + 1, to: to + 1, before };
  }

  putBack() {
    if (!this.moved) return;
    this.event = { type: "back", before: this.#values() };
    this.order = this.#given();
  }

  derive() {
    const { spec, k, event } = this;
    const { relevant, candidates } = this.list;
    const rows = this.order.map((was, place) => ({ ...this.#entry(was), was, rank: place + 1 }));
    const list = this.#asList();
    const values = valuesOf(list, k);
    return {
      spec,
      k,
      event,
      rows,
      list,
      values,
      relevant,
      candidates,
      user: spec.users[this.user].name,
      model: spec.models[this.model],
      modelAt: this.model,
      metric: METRICS.find(({ key }) => key === this.metric),
      moved: this.moved,
      before: event.before ?? null,
      swapped: event.type === "move" ? { film: this.#entry(event.film), other: this.#entry(event.other) } : null,
    };
  }

  #given() {
    return this.list.films.map((_, place) => place);
  }

  // A film of the list, by its place in the model's order.
  #entry(was) {
    const film = this.list.films[was];
    const rating = this.list.ratings[was];
    const { label, title, year } = this.spec.films;
    return {
      film,
      rating,
      hit: rating !== null && rating >= this.spec.relevant,
      label: label[film],
      title: title[film] ?? label[film],
      year: year[film],
    };
  }

  // The list as the metrics see it. Where scores are tied, AUC takes the mean rank: it belongs to the place, so that
  // films that change places change scores.
  #asList() {
    const { relevant, candidates, tied, beyond } = this.list;
    const hits = this.order.map((was) => this.#entry(was).hit);
    const rankAt = (place) => tied?.[place] ?? place + 1;
    return {
      hits,
      relevant,
      candidates,
      ranks: [...hits.flatMap((hit, place) => (hit ? [rankAt(place)] : [])), ...beyond],
    };
  }

  #values() {
    return valuesOf(this.#asList(), this.k);
  }
}
