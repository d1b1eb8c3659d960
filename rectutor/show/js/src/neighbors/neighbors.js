// Neighbours at work: one prediction, stage by stage, with everything it follows from; for a user of the data, or for a
// reader who rates some films. The page computes all of it, so no slider needs a kernel.
// What is shown can also be read, and done, through the property `neighbors` of the component's element (class
// "rectutor"): tests compare it with the package.
import ratingsCss from "../reader/ratings.css";
import css from "./neighbors.css";
import { h } from "../dom.js";
import { renderPlayer } from "../playback/player.js";
import { Keeper } from "../reader/keeper.js";
import { createRatings } from "../reader/ratings.js";
import { createFilmChoice } from "./film-choice.js";
import { createGraph } from "./graph.js";
import { createPair } from "./pair.js";
import { runOf } from "./run.js";
import { State } from "./state.js";
import { readTable } from "./table.js";
import { because } from "./votes.js";

export function renderNeighbors(host, root) {
  return renderPlayer(host, root, (player) => new Neighbors(player));
}

class Neighbors {
  constructor(player) {
    const { host, root, spec } = player;
    Object.assign(this, { player, host, root, spec, css: ratingsCss + css });
    this.pictures = { pair: createPair, graph: createGraph };
    this.reader = spec.asker === null;
    if (this.reader) this.above = h("div");
    else this.filmChoice = createFilmChoice(`${spec.asker_name} and`, { onChoose: (film) => this.choose(film) });
    this.heading = this.filmChoice?.element;
    this.ready = root.holder.neighbors = readTable(spec).then((table) => player.disposed || this.#start(table));
  }

  #start(table) {
    const { host } = this;
    this.table = table;
    this.state = new State(this.spec, table, host.get("item"));
    if (this.reader) this.#startReader();
    host.onChange("item", () => {
      const film = table.films.row.get(host.get("item"));
      if (film !== undefined && film !== this.derived?.film) this.choose(film);
    });
    return (this.root.holder.neighbors = this.#access());
  }

  #startReader() {
    const { spec, host, state } = this;
    const onElsewhere = () => this.#do(() => {});
    this.keeper = new Keeper({ host, example: spec.example, rated: state, onElsewhere });
    this.ratings = createRatings({
      films: this.table.films,
      spec,
      isRated: (row) => state.has(row),
      onPick: (row) => {
        this.#do(() => state.add(row));
        this.update(); // its stars are there to be focused
        this.ratings.focusStars(row);
      },
      onRate: (row, stars) => this.#do(() => state.rate(row, stars)),
      onRemove: (row) => this.#do(() => state.remove(row)),
      onForget: () =>
        this.#do(() => {
          state.entries = [];
          state.film = null;
          return "forgotten";
        }),
    });
    this.above.append(this.ratings.element);
    this.keeper.tellHost();
  }

  // Every change of what is asked comes through here; values: of the controls.
  #do(change, values) {
    if (this.keeper) this.keeper.during(change);
    else change();
    this.player.compute(values);
    this.keeper?.tellHost();
  }

  choose(film) {
    this.#do(() => {
      this.state.film = film;
      this.player.pointer.pinned = null;
    });
  }

  // A row of the list; those of the votes are kept by the pointer.
  onChoose = (name) => {
    const { list, filmName } = this.derived;
    const chosen = list.find(({ film }) => filmName(film) === name);
    if (chosen) this.choose(chosen.film);
  };

  run(values) {
    const { looked, pinned } = this.player.pointer;
    this.derived = this.state.derive(values, [looked, pinned]);
    return runOf(this.derived);
  }

  update() {
    const { derived, state, keeper, host } = this;
    const list = derived.list.map(({ film }) => film);
    this.filmChoice?.update({ ...derived, list, heldOut: [...state.heldOut.keys()] });
    this.ratings?.update(state.entries, { kept: keeper.kept, live: host.withKernel });
  }

  dispose() {
    this.keeper?.stop();
  }

  // For tests and for the curious, in full digits and by id.
  #access() {
    const { films, userIds } = this.table;
    const id = (row) => (this.state.items ? films.id[row] : userIds[row]);
    const told = ["stars", "overlap", "unshrunk", "similarity", "chosen", "share", "vote", "contribution"];
    const voterOf = (voter) => Object.fromEntries([["id", id(voter.row)], ...told.map((name) => [name, voter[name]])]);
    const taken = ({ film, baseline, prediction, voters }) => ({
      item: films.id[film],
      baseline,
      prediction,
      voters: voters.map(voterOf),
    });
    const listed = (one) => ({
      item: films.id[one.film],
      prediction: one.prediction,
      because: because(one).map(({ row }) => id(row)),
    });
    return {
      read: () => {
        const { values, explained, list, focus } = this.derived;
        return {
          ...values,
          step: this.player.playhead.step,
          explained: explained && taken(explained),
          focus: focus === null ? null : id(focus),
          ten: list.map(listed),
          rated: this.reader ? this.state.pairs() : null,
          sentence: this.player.said,
        };
      },
      set: ({ item, rated, ...values }) =>
        this.#do(() => {
          if (rated) this.state.load(rated);
          if (item !== undefined) this.state.film = films.row.get(item);
        }, values),
    };
  }
}
