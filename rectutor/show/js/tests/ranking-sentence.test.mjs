// One template a situation, at most 40 words, and a metric is only said to notice where its value changed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { countWords, textOf } from "../src/format.js";
import { sentenceFor } from "../src/ranking/sentence.js";
import { METRICS } from "../src/ranking/metrics.js";
import { noteOf } from "../src/ranking/table.js";
import { State } from "../src/ranking/state.js";

const TITLES = ["Fargo", "Alien", "The Matrix", "Ghost", "One Flew Over the Cuckoo's…", "Se7en", "Twister", "Speed"];

// Rated 4 or more: films 1, 3 and 5 of the eight, and one at rank 30 of 100.
function opened(k = 4) {
  const list = {
    films: [0, 1, 2, 3, 4, 5, 6, 7],
    ratings: [null, 5, null, 4, 2, 4.5, null, null],
    relevant: 4,
    candidates: 100,
    beyond: [30],
    tied: null,
  };
  const spec = {
    n: 8,
    relevant: 4,
    models: ["Popularity", "MF"],
    users: [
      {
        id: 138,
        label: "138",
        name: "user 138",
        lists: [list, { ...list, films: [7, 6, 5, 4, 3, 2, 1, 0], ratings: Array(8).fill(null) }],
      },
    ],
    films: { label: TITLES, title: TITLES.map(() => null), year: TITLES.map(() => 1996) },
  };
  return new State(spec, { user: 138, model: "Popularity", k });
}
const said = (state) => textOf(sentenceFor(state.derive()));

test("how many of the first k films are relevant", () => {
  const state = opened();
  assert.equal(
    said(state),
    "2 of the 4 films that Popularity puts first for user 138 are among the 4 that user 138 rated 4 or more " +
      "in the held-out ratings: precision 0.500, recall 0.500.",
  );
  state.show({ model: 1 });
  assert.match(
    said(state),
    /^None of the 4 films that MF puts first for user 138 is among the 4 .* precision 0\.000, recall 0\.000\.$/,
  );
});

test("what another k changes", () => {
  const state = opened();
  state.cut(2);
  assert.match(said(state), /^k 4 → 2\. 1 of the 2 films .* is among .* precision 0\.500, recall 0\.500 → 0\.250\.$/);
  state.cut(1);
  assert.match(said(state), /^k 2 → 1\. The film that Popularity puts first for user 138 is not among the 4 /);
});

test("after a move the order is the reader's own", () => {
  const state = opened();
  state.move(1, -1);
  state.cut(1);
  assert.match(
    said(state),
    new RegExp(
      String.raw`^k 4 → 1\. The film that you put first for user 138 is among the 4 .* ` +
        String.raw`precision 0\.500 → 1\.000, recall 0\.500 → 0\.250\.$`,
    ),
  );
});

test("a hit that climbs above the cut: who notices, who does not", () => {
  const state = opened();
  state.move(3, -1);
  assert.equal(
    said(state),
    "Ghost moved from rank 4 to 3. nDCG rises 0.414 → 0.441, average precision 0.250 → 0.292, AUC 0.917 → " +
      "0.919. Precision, recall, F1, hit rate and reciprocal rank do not notice: the first 4 still hold two " +
      "hits.",
  );
});

test("films that are alike to the metrics", () => {
  const state = opened(8);
  state.move(6, 1);
  assert.equal(
    said(state),
    "Twister moved from rank 7 to 8. No metric notices: neither of the films that changed places is relevant.",
  );
  const both = opened(8);
  both.move(4, -1); // Cuckoo's before Ghost
  both.move(4, 1); // Ghost behind Se7en
  assert.equal(
    said(both),
    "Ghost moved from rank 5 to 6. No metric notices: both films that changed places are relevant.",
  );
});

test("below the cut only AUC notices", () => {
  const state = opened(4);
  state.move(5, -1);
  assert.equal(
    said(state),
    "Se7en moved from rank 6 to 5. Both ranks lie below the cut: only AUC notices, by one pair in 384.",
  );
});

test("across the cut precision notices", () => {
  const state = opened(3);
  state.move(3, -1);
  assert.match(
    said(state),
    /^Ghost moved from rank 4 to 3\. nDCG rises .*, precision 0\.333 → 0\.667\. .*do not notice\.$/,
  );
});

test("back in the model's order", () => {
  const state = opened();
  state.move(1, -1);
  state.putBack();
  assert.equal(
    said(state),
    "Back in the order of Popularity. nDCG falls 0.559 → 0.414, average precision 0.375 → 0.250, " +
      "reciprocal rank 1.000 → 0.500.",
  );
  assert.equal(state.moved, false);
});

test("never more than forty words, wherever a film is moved and whatever k is", () => {
  for (let k = 1; k <= 8; k++) {
    const state = opened(k);
    for (let n = 0; n < 60; n++) {
      state.move((n * 5) % 8, n % 2 ? 1 : -1);
      const text = said(state);
      assert.ok(countWords(text) <= 40, `${countWords(text)}: ${text}`);
      assert.doesNotMatch(text, /NaN|undefined/);
    }
  }
});

test("a metric notices exactly where the number it shows or its pairs change", () => {
  const state = opened(4);
  state.move(3, -1);
  const { values, before } = state.derive();
  const unseen = said(state).split(". ").at(-1);
  for (const [key, name] of [
    ["precision", "Precision"],
    ["recall", "recall"],
    ["f1", "F1"],
    ["hit_rate", "hit rate"],
    ["reciprocal_rank", "reciprocal rank"],
    ["ndcg", "nDCG"],
    ["auc", "AUC"],
  ]) {
    assert.equal(unseen.includes(name), values[key] === before[key], name);
  }
});

test("each metric's line says why its value stayed, and AUC how little it changed", () => {
  const notes = (state) => Object.fromEntries(METRICS.map((metric) => [metric.key, noteOf(metric, state.derive())]));
  const inside = opened(4);
  inside.move(3, -1);
  assert.deepEqual(notes(inside), {
    precision: "does not notice the order",
    recall: "does not notice the order",
    f1: "does not notice the order",
    hit_rate: "does not notice the order",
    reciprocal_rank: "sees only the first hit",
    average_precision: "",
    ndcg: "",
    auc: "+1 pair of 384",
  });
  const below = opened(4);
  below.move(5, 1);
  assert.equal(notes(below).ndcg, "looks only above the cut");
  assert.equal(notes(below).auc, "−1 pair of 384");
  const alike = opened(8);
  alike.move(6, 1);
  assert.deepEqual(new Set(Object.values(notes(alike))), new Set(["stays the same"]));
  const cut = opened(4);
  cut.cut(2);
  assert.deepEqual([notes(cut).precision, notes(cut).recall, notes(cut).auc], ["stays the same", "", "has no k"]);
});
