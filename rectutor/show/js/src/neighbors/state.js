// What is asked, with which settings, and everything that follows. No element of the page is known here.
import { Rated } from "../reader/rated.js";
import { Comparison } from "./similarity.js";
import { biasOf, Votes } from "./votes.js";

export class State extends Rated {
  constructor(spec, table, { measure, neighbors, shrinkage, votes, item }) {
    super(table.films);
    Object.assign(this, { spec, table, measure, neighbors, shrinkage, votes });
    this.reader = spec.asker === null;
    // what is predicted; a reader's is the first of their ten until one is chosen
    this.film = table.films.row.get(item) ?? null;
    this.pinned = null; // the voter looked at, until another is
    this.hovered = null;
    this.comparisons = new Map();
  }

  set(values) {
    Object.assign(this, values);
  }

  choose(film) {
    this.film = film;
    this.pinned = this.hovered = null;
  }

  // Returns whether another voter is looked at now.
  hover(row) {
    const before = this.focus;
    this.hovered = row;
    return this.focus !== before;
  }

  pin(row) {
    this.pinned = row;
    this.hovered = null;
  }

  // The voter that all views light up: the one under the pointer, the chosen one, else whose vote moves most.
  get focus() {
    const { explained } = this.derive();
    const may = (row) => row !== null && explained?.voters.some((voter) => voter.row === row);
    if (may(this.hovered)) return this.hovered;
    if (may(this.pinned)) return this.pinned;
    const most = explained?.chosen.reduce(
      (best, voter) => (!best || Math.abs(voter.contribution) > Math.abs(best.contribution) ? voter : best),
      null,
    );
    return most?.row ?? explained?.voters[0]?.row ?? null;
  }

  // The asker: a user of the table, or the reader.
  get asker() {
    const { table, spec } = this;
    if (!this.reader)
      return {
        user: spec.asker,
        name: spec.asker_name,
        bias: table.userBias[spec.asker],
        ratings: ratingsOf(table, spec.asker),
      };
    const ratings = this.rated.map(({ row, stars }) => ({ film: row, stars })).sort((a, b) => a.film - b.film);
    return { user: null, name: "you", ratings, bias: biasOf(table, ratings, spec.user_damping) };
  }

  get comparison() {
    if (!this.comparisons.has(this.measure)) {
      const measure = this.spec.measures.find(({ name }) => name === this.measure);
      this.comparisons.set(
        this.measure,
        new Comparison(this.table, measure, this.spec.compares, this.spec.min_overlap),
      );
    }
    return this.comparisons.get(this.measure);
  }

  // Looked up as long as nothing has changed that it follows from.
  derive() {
    const { spec, measure, neighbors, shrinkage, votes: says } = this;
    const key = JSON.stringify([measure, neighbors, shrinkage, says, this.reader && this.rated]);
    if (this.cache?.key !== key) {
      const settings = { neighbors, shrinkage, damping: spec.damping, votes: says };
      const asker = this.asker;
      const votes = new Votes(this.table, this.comparison, spec.compares, asker, settings);
      this.cache = { key, settings, asker, votes, list: votes.list(), films: new Map() };
    }
    const { votes, list, films } = this.cache;
    const mine = new Set(this.cache.asker.ratings.map(({ film }) => film));
    const film = this.film !== null && !mine.has(this.film) ? this.film : (list[0]?.film ?? null);
    if (film !== null && !films.has(film))
      films.set(film, list.find((one) => one.film === film) ?? votes.explain(film));
    return { ...this.cache, film, explained: film === null ? null : films.get(film) };
  }
}

function ratingsOf({ byUser }, user) {
  const found = [];
  for (let at = byUser.starts[user]; at < byUser.starts[user + 1]; at++)
    found.push({ film: byUser.columns[at], stars: byUser.values[at] });
  return found;
}
