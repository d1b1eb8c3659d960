// Whose rating of what is predicted, and everything that follows. No element of the page is known here.
import { Rated } from "../reader/rated.js";
import { Comparison } from "./similarity.js";
import { biasOf, Votes } from "./votes.js";

export class State extends Rated {
  constructor(spec, table, item) {
    super(table.films);
    Object.assign(this, { spec, table, number: 0, comparisons: new Map() });
    this.items = spec.compares === "item";
    this.reader = spec.asker === null;
    // what is predicted; a reader's is the first of their ten until one is chosen
    this.film = table.films.row.get(item) ?? null;
    this.heldOut = new Map(spec.held_out.map(([id, stars]) => [table.films.row.get(id), stars]));
    const { label, year, id } = table.films;
    const known = new Set();
    // names that no two films have, so that each can be pointed at
    this.filmNames = label.map((name, row) =>
      known.size < known.add(name).size ? name : `${name} (${year[row] ?? id[row]})`,
    );
  }

  filmName = (row) => this.filmNames[row] ?? "a film";
  userName = (row) => (row === this.spec.asker ? this.spec.asker_name : `user ${this.table.userIds[row]}`);

  // The asker: a user of the table, or the reader.
  get asker() {
    const { table, spec } = this;
    if (!this.reader) {
      const user = spec.asker;
      return { user, name: spec.asker_name, bias: table.userBias[user], ratings: ratingsOf(table, user) };
    }
    const ratings = this.rated.map(({ row, stars }) => ({ film: row, stars })).sort((a, b) => a.film - b.film);
    return { user: null, name: "you", ratings, bias: biasOf(table, ratings, spec.user_damping) };
  }

  comparison(measure) {
    const { table, spec, comparisons } = this;
    if (!comparisons.has(measure.name))
      comparisons.set(measure.name, new Comparison(table, measure, spec.compares, spec.min_overlap));
    return comparisons.get(measure.name);
  }

  // Lists are looked up as long as nothing has changed that they follow from.
  #listOf(values) {
    const key = JSON.stringify([values, this.reader && this.rated]);
    if (this.cache?.key === key) return this.cache;
    const { spec, asker } = this;
    const measure = spec.similarities.find(({ name }) => name === values.measure);
    const comparison = this.comparison(measure);
    const settings = { ...values, damping: spec.damping };
    const votes = new Votes(this.table, comparison, spec.compares, asker, settings);
    this.cache = { key, asker, measure, comparison, settings, votes, list: votes.list(), explained: new Map() };
    return this.cache;
  }

  // values: those of the controls; names: the voters to look at, the first that votes here is
  derive(values, names = []) {
    const { spec, table, items, reader, filmName, userName } = this;
    const { explained: known, ...lists } = this.#listOf(values);
    const { asker, list, votes } = lists;
    const mine = new Set(asker.ratings.map((rating) => rating.film));
    const film = this.film !== null && !mine.has(this.film) ? this.film : (list[0]?.film ?? null);
    if (film !== null && !known.has(film))
      known.set(film, list.find((one) => one.film === film) ?? votes.explain(film));
    const explained = known.get(film) ?? null;
    if (explained !== this.shown) this.number += 1;
    this.shown = explained;
    const nameOf = items ? filmName : userName;
    const focus = focusOf(explained, names, nameOf);
    const presence = values.votes === "presence";
    const clip = (value) => (presence ? value : Math.min(Math.max(value, spec.scale[0]), spec.scale[1]));
    return {
      ...lists,
      ...{ values, number: this.number, film, explained, focus, presence, clip, reader, compares: spec.compares },
      ...{ films: table.films, starValues: table.stars, nameOf, filmName, columnName: items ? userName : filmName },
      focusName: focus === null ? "" : nameOf(focus),
      shrinkage: values.shrinkage,
      title: film === null ? "" : filmName(film),
      real: this.heldOut.get(film) ?? null,
      clipped: explained && clip(explained.prediction),
    };
  }
}

// The voter that all views light up: one that is pointed at or was chosen, else the one whose vote moves most.
function focusOf(explained, names, nameOf) {
  const rows = (explained?.voters ?? []).map(({ row }) => row);
  const named = names.map((name) => rows.find((row) => nameOf(row) === name)).find((row) => row !== undefined);
  const weight = ({ contribution }) => Math.abs(contribution);
  const most = explained?.chosen.reduce((best, one) => (best && weight(best) >= weight(one) ? best : one), null);
  return named ?? most?.row ?? rows[0] ?? null;
}

function ratingsOf({ byUser }, user) {
  const found = [];
  for (let at = byUser.starts[user]; at < byUser.starts[user + 1]; at++)
    found.push({ film: byUser.columns[at], stars: byUser.values[at] });
  return found;
}
