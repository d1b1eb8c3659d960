// Neighbours on a table small enough for a pencil; the browser tests hold the same code to the package on real ratings.
import assert from "node:assert/strict";
import { test } from "node:test";
import { parsed, textOf } from "../src/format.js";
import { clusterOrder } from "../src/neighbors/cluster.js";
import { sentenceFor } from "../src/neighbors/sentence.js";
import { Comparison } from "../src/neighbors/similarity.js";
import { turned } from "../src/neighbors/table.js";
import { because, biasOf, Votes } from "../src/neighbors/votes.js";

// Users in rows, films in columns; a film that nobody shares with another stands last.
const RATINGS = [
  [5, 4, 1, null],
  [4, 5, 2, null],
  [1, 2, 5, null],
  [null, null, null, 3],
];
const MEASURES = {
  cosine: { subtract: "nothing", below: 0, pairs_lost: 0 },
  common: { subtract: "nothing", below: 1, pairs_lost: 0 },
  adjusted: { subtract: "other mean", below: 0, pairs_lost: 0 },
  pearson: { subtract: "own mean", below: 1, pairs_lost: 0 },
  baseline: { subtract: "baseline", below: 1, pairs_lost: 1 },
  jaccard: { subtract: "stars", below: 2, pairs_lost: 0 },
};

function tableOf(rows) {
  const lines = rows
    .flatMap((row, user) => row.map((stars, film) => [user, film, stars]))
    .filter(([, , stars]) => stars !== null);
  const starts = rows.map((_, user) => lines.filter(([u]) => u < user).length).concat(lines.length);
  const byUser = {
    starts: Uint32Array.from(starts),
    columns: Uint32Array.from(lines, ([, film]) => film),
    values: Float64Array.from(lines, ([, , stars]) => stars),
  };
  const mean = lines.reduce((sum, [, , stars]) => sum + stars, 0) / lines.length;
  const userMean = Float64Array.from(
    rows,
    (row) => row.reduce((a, b) => a + (b ?? 0), 0) / row.filter((b) => b !== null).length,
  );
  return {
    byUser,
    byFilm: turned(byUser, rows[0].length),
    mean,
    userMean,
    userBias: userMean.map((m) => m - mean),
    filmBias: new Float64Array(rows[0].length),
    candidates: rows[0].map((_, film) => film),
  };
}

const table = tableOf(RATINGS);
const close = (a, b, why = "") => assert.ok(Math.abs(a - b) < 1e-12, `${a} is not ${b}: ${why}`);

test("turning a table twice gives it back", () => {
  const back = turned(table.byFilm, RATINGS.length);
  assert.deepEqual([...back.columns], [...table.byUser.columns]);
  assert.deepEqual([...back.values], [...table.byUser.values]);
});

test("similarities are what a pencil finds", () => {
  const films = (name, shrinkage = 0, least = 1) =>
    new Comparison(table, MEASURES[name], "item", least).similarity(0, 1, shrinkage);
  close(films("cosine"), (5 * 4 + 4 * 5 + 1 * 2) / (Math.sqrt(42) * Math.sqrt(45)));
  close(films("common"), films("cosine"), "all raters are common here");
  const [a, b] = [[5, 4, 1].map((r) => r - 10 / 3), [4, 5, 2].map((r) => r - 11 / 3)];
  const dot = (x, y) => x.reduce((sum, one, i) => sum + one * y[i], 0);
  close(films("pearson"), dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b)));
  const means = [10, 11, 8].map((sum) => sum / 3);
  const [c, d] = [
    [5, 4, 1],
    [4, 5, 2],
  ].map((film) => film.map((r, u) => r - means[u]));
  close(films("adjusted"), dot(c, d) / Math.sqrt(dot(c, c) * dot(d, d)));
  close(films("jaccard"), 1);
  close(films("cosine", 3), films("cosine") / 2, "three common raters and β 3: half");
  close(films("baseline", 2), films("baseline") / 2, "of Pearson's correlation of residuals, one pair is lost");
  assert.equal(films("cosine", 0, 4), 0, "three are fewer than four");
});

test("what cannot be compared has similarity 0, never NaN", () => {
  const constant = tableOf([
    [3, 3, 3],
    [3, 3, 3],
  ]);
  for (const compares of ["item", "user"]) {
    for (const name of Object.keys(MEASURES)) {
      for (const [some, rows] of [
        [table, compares === "item" ? 4 : 4],
        [constant, compares === "item" ? 3 : 2],
      ]) {
        const comparison = new Comparison(some, MEASURES[name], compares);
        for (let i = 0; i < rows; i++)
          for (let j = 0; j < rows; j++)
            for (const beta of [0, 10])
              assert.ok(Number.isFinite(comparison.similarity(i, j, beta)), `${name} ${i} ${j}`);
      }
    }
  }
  assert.equal(new Comparison(table, MEASURES.cosine, "item").similarity(0, 3, 0), 0);
});

const settings = (changed = {}) => ({ neighbors: 2, shrinkage: 0, damping: 0, votes: "residuals", ...changed });
const asker = {
  user: null,
  name: "you",
  bias: 0,
  ratings: [
    { film: 0, stars: 5 },
    { film: 2, stars: 1 },
  ],
};

test("votes: weights, shares and the prediction add up", () => {
  const votes = new Votes(
    table,
    new Comparison(table, MEASURES.cosine, "item"),
    "item",
    asker,
    settings({ damping: 0.5 }),
  );
  const { voters, chosen, baseline, prediction } = votes.explain(1);
  assert.deepEqual(
    chosen.map(({ row }) => row),
    [0, 2],
    "the most similar first",
  );
  close(baseline, table.mean);
  const [s, t] = chosen.map(({ similarity }) => similarity);
  close(prediction, baseline + (s * (5 - table.mean) + t * (1 - table.mean)) / (s + t + 0.5));
  close(
    chosen.reduce((sum, { share }) => sum + share, 0),
    (s + t) / (s + t + 0.5),
  );
  assert.equal(voters.length, 2);
  assert.deepEqual(
    because({ chosen }).map(({ row }) => row),
    [0],
    "a vote against a film is no reason for it",
  );
});

test("k, raw ratings, presence, and nobody to vote", () => {
  const comparison = new Comparison(table, MEASURES.cosine, "item");
  const of = (changed, film = 1) => new Votes(table, comparison, "item", asker, settings(changed)).explain(film);
  close(of({ neighbors: 1 }).prediction, 5, "without biases, damping and other votes: the vote");
  close(
    of({ votes: "presence" }).prediction,
    of({}).chosen.reduce((sum, { similarity }) => sum + similarity, 0),
  );
  assert.equal(of({ votes: "presence" }).baseline, 0);
  close(of({}, 3).prediction, table.mean, "a film like no other stays at its baseline");
  const ten = new Votes(table, comparison, "item", asker, settings()).list();
  assert.deepEqual(
    ten.map(({ film }) => film),
    [1, 3],
    "what was rated is left out",
  );
  assert.ok(ten[0].prediction > ten[1].prediction, "the better comes first");
});

test("the quick score and the whole explanation agree", () => {
  for (const compares of ["item", "user"]) {
    for (const votes of ["residuals", "ratings", "presence"]) {
      const one =
        compares === "item"
          ? asker
          : {
              user: 0,
              name: "user 1",
              bias: table.userBias[0],
              ratings: [
                { film: 0, stars: 5 },
                { film: 1, stars: 4 },
              ],
            };
      const all = new Votes(
        table,
        new Comparison(table, MEASURES.cosine, compares),
        compares,
        one,
        settings({ votes, neighbors: 1 }),
      );
      const byExplaining = table.candidates
        .filter((film) => !one.ratings.some((rating) => rating.film === film))
        .map((film) => [film, all.explain(film).prediction])
        .sort((a, b) => b[1] - a[1] || a[0] - b[0]);
      assert.deepEqual(
        all.list().map(({ film }) => film),
        byExplaining.map(([film]) => film),
      );
    }
  }
});

test("a reader's bias is damped", () => {
  close(biasOf(table, asker.ratings, 3), (5 + 1 - 2 * table.mean) / 5);
  assert.equal(biasOf(table, [], 0), 0);
});

test("the cluster order keeps groups together and holds everything once", () => {
  const group = [0, 1, 0, 1, 0, 1, 1];
  const order = clusterOrder(7, (i, j) => (group[i] === group[j] ? 0.9 : 0.1));
  assert.deepEqual(order.slice().sort(), [0, 1, 2, 3, 4, 5, 6]);
  const groups = order.map((i) => group[i]);
  assert.equal(groups.filter((one, at) => at && one !== groups[at - 1]).length, 1, groups.join(""));
  assert.deepEqual(
    clusterOrder(0, () => 0),
    [],
  );
  assert.deepEqual(
    clusterOrder(1, () => 0),
    [0],
  );
});

test("each stage has its sentence of at most 45 words, with no NaN", () => {
  const film = (row) => ["Alien", "The Godfather", "Ghost", "Ran"][row];
  for (const compares of ["item", "user"]) {
    for (const changed of [
      {},
      { neighbors: 1 },
      { shrinkage: 50, damping: 1 },
      { votes: "presence" },
      { votes: "ratings" },
    ]) {
      for (const predicted of [1, 2, 3]) {
        const one =
          compares === "item"
            ? asker
            : {
                user: 0,
                name: "user 1",
                bias: 0,
                ratings: [
                  { film: 0, stars: 5 },
                  { film: 1, stars: 4 },
                ],
              };
        const chosen = settings(changed);
        const explained = new Votes(
          table,
          new Comparison(table, MEASURES.cosine, compares),
          compares,
          one,
          chosen,
        ).explain(predicted);
        const derived = {
          explained,
          compares,
          asker: one,
          settings: chosen,
          shrinkage: chosen.shrinkage,
          title: film(predicted),
          reader: compares === "item",
          real: 4,
          nameOf: compares === "item" ? film : (row) => `user ${row}`,
          measure: { label: "cosine" },
          presence: chosen.votes === "presence",
          clipped: explained.prediction,
        };
        for (let stage = 0; stage < 6; stage++) {
          const text = textOf(parsed(sentenceFor(stage, derived)));
          assert.ok(text.split(/\s+/).length <= 45, text);
          assert.doesNotMatch(text, /NaN|undefined|null/);
          assert.match(text, /\.$/);
        }
      }
    }
  }
});
