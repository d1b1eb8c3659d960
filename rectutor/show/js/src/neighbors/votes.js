// How neighbours vote: who may, who is chosen, what each says, and the lists that come of it; as in
// rectutor/algorithms/neighbors.py and neighbor_explanations.py. An asker has a bias and ratings, by film:
// [{ film, stars }].

export class Votes {
  // settings: { damping, votes, neighbors, shrinkage }; the asker's `user` is their row, or null for a reader
  constructor(table, comparison, compares, asker, settings) {
    Object.assign(this, { table, comparison, compares, asker, settings });
    if (compares === "user") this.similar = this.#usersLikeAsker();
  }

  expected(user, film) {
    return this.table.mean + (user === null ? this.asker.bias : this.table.userBias[user]) + this.table.filmBias[film];
  }

  // What stands before anybody votes: nothing, where only presence counts.
  baseline(film) {
    return this.presence ? 0 : this.expected(this.asker.user, film);
  }

  get presence() {
    return this.settings.votes === "presence";
  }

  // What a voter says of a film: how far its rating lies from what was expected, the rating itself, or only "rated".
  #vote(row, stars, film, base) {
    if (this.presence) return 1;
    if (this.settings.votes === "ratings") return stars - base;
    return stars - (this.compares === "item" ? this.expected(this.asker.user, row) : this.expected(row, film));
  }

  #usersLikeAsker() {
    const { comparison, asker, settings } = this;
    return Float64Array.from(comparison.sizes, (_, user) =>
      user === asker.user ? 0 : comparison.similarity(asker.user, user, settings.shrinkage),
    );
  }

  // All that may vote on a film: [row, stars] of the asker's other films, or of the users who rated it.
  voters(film) {
    const { table, asker, compares } = this;
    if (compares === "item")
      return asker.ratings.filter((rating) => rating.film !== film).map(({ film: row, stars }) => [row, stars]);
    const { starts, columns, values } = table.byFilm;
    const found = [];
    for (let at = starts[film]; at < starts[film + 1]; at++)
      if (columns[at] !== asker.user) found.push([columns[at], values[at]]);
    return found;
  }

  // The pair that decides about a voter's weight: [asked row, voter's row].
  pair(film, row) {
    return this.compares === "item" ? [row, film] : [this.asker.user, row];
  }

  // One prediction taken apart; the voters from the weightiest to the lightest, ties as they come.
  explain(film) {
    const { comparison, settings } = this;
    const { neighbors, shrinkage, damping } = settings;
    const base = this.baseline(film);
    const voters = this.voters(film).map(([row, stars]) => {
      const found = comparison.pair(...this.pair(film, row), shrinkage);
      return { row, stars, vote: this.#vote(row, stars, film, base), weight: Math.max(found.similarity, 0), ...found };
    });
    voters.sort((a, b) => b.similarity - a.similarity || a.row - b.row);
    const positive = voters.filter(({ weight }) => weight > 0);
    const chosen = positive.slice(0, neighbors);
    const total = this.presence ? 1 : chosen.reduce((sum, { weight }) => sum + weight, 0) + damping;
    for (const [at, voter] of voters.entries()) {
      voter.chosen = at < chosen.length;
      voter.share = voter.chosen ? voter.weight / total : 0;
      voter.contribution = voter.share * voter.vote;
    }
    const change = chosen.reduce((sum, { contribution }) => sum + contribution, 0);
    return { film, voters, chosen, positive, total, baseline: base, change, prediction: base + change };
  }

  // The score of one film, with no more work than needed.
  #score(film) {
    const { comparison, settings, compares, asker, table } = this;
    const { neighbors, shrinkage, damping } = settings;
    const found = [];
    if (compares === "item") {
      for (const { film: row, stars } of asker.ratings) {
        const s = comparison.similarity(row, film, shrinkage);
        if (s > 0) found.push([s, stars, row]);
      }
    } else {
      const { starts, columns, values } = table.byFilm;
      for (let at = starts[film]; at < starts[film + 1]; at++) {
        const s = this.similar[columns[at]];
        if (s > 0) found.push([s, values[at], columns[at]]);
      }
    }
    const base = this.baseline(film);
    if (!found.length) return base;
    if (found.length > neighbors) {
      found.sort((a, b) => b[0] - a[0] || a[2] - b[2]);
      found.length = neighbors;
    }
    let [above, below] = [0, damping];
    for (const [s, stars, row] of found) {
      above += s * this.#vote(row, stars, film, base);
      below += s;
    }
    return this.presence ? above : base + above / below;
  }

  // The asker's list: the candidates with the highest scores, ties by row, without what the asker rated.
  list(n = 10) {
    const mine = new Set(this.asker.ratings.map(({ film }) => film));
    const candidates = this.table.candidates.filter((film) => !mine.has(film));
    const scores = new Map(candidates.map((film) => [film, this.#score(film)]));
    return candidates
      .sort((a, b) => scores.get(b) - scores.get(a) || a - b)
      .slice(0, n)
      .map((film) => this.explain(film));
  }
}

// Those that speak most for a film, at most `n`: what "because you liked" names.
export function because({ chosen }, n = 3) {
  return chosen
    .filter(({ contribution }) => contribution > 0)
    .sort((a, b) => b.contribution - a.contribution)
    .slice(0, n);
}

// A reader's bias, as in ItemKNN.fold_in.
export function biasOf(table, ratings, damping) {
  const left = ratings.reduce((sum, { film, stars }) => sum + stars - table.mean - table.filmBias[film], 0);
  const pretended = ratings.length + damping;
  return pretended > 0 ? left / pretended : 0;
}
