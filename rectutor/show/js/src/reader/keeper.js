// Keeps a component's ratings in the browser, and tells it of those that change elsewhere: in a cell, in another
// component of the page, in another window. An example is neither read from there nor written.
import { canKeep, onRatings, readRatings, writeRatings } from "./store.js";

export class Keeper {
  // `rated` is the list; `onElsewhere` is called when it was changed from outside.
  constructor({ host, example, rated, onElsewhere }) {
    Object.assign(this, { host, example, rated, onElsewhere });
    this.kept = !example && canKeep();
    this.stop = example ? () => {} : onRatings(() => this.#takeOver(readRatings()));
    host.onChange("rated", () => this.#takeOver(host.get("rated")));
    const given = host.get("rated") ?? [];
    rated.load(given.length || example ? given : readRatings());
  }

  // Does what may change the list, and keeps it if it did. Films of other data sets that the reader rated stay in the
  // store, unless everything is forgotten.
  during(change) {
    const before = JSON.stringify(this.rated.pairs());
    const forgotten = change() === "forgotten";
    const mine = this.rated.pairs();
    if (this.example || JSON.stringify(mine) === before) return;
    const others = forgotten ? [] : readRatings().filter(([id]) => !this.rated.films.row.has(id));
    this.kept = writeRatings([...others, ...mine]);
  }

  #takeOver(pairs) {
    const known = (pairs ?? []).filter(([id]) => this.rated.films.row.has(id));
    if (JSON.stringify(known) === JSON.stringify(this.rated.pairs())) return;
    this.rated.load(known);
    this.onElsewhere();
  }

  // What a cell can ask for.
  tellHost() {
    const pairs = this.rated.pairs();
    if (JSON.stringify(pairs) !== JSON.stringify(this.host.get("rated") ?? [])) this.host.set({ rated: pairs });
  }
}
