// Each metric on lists small enough for a pencil; that they equal the package's is tested in tests/browser.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  auc,
  averagePrecision,
  dcg,
  f1,
  hitRate,
  idealDcg,
  METRICS,
  ndcg,
  orderedPairs,
  precision,
  recall,
  reciprocalRank,
  valuesOf,
} from "../src/ranking/metrics.js";

// Hits at ranks 2 and 4 of the list, a third relevant film at rank 7 of 10.
const list = { hits: [false, true, false, true, false], relevant: 3, candidates: 10, ranks: [2, 4, 7] };
const none = { hits: [false, false, false], relevant: 2, candidates: 6, ranks: [4, 6] };
const near = (value, expected) => assert.ok(Math.abs(value - expected) < 1e-12, `${value}, not ${expected}`);

test("precision, recall and F1 count the hits above the cut", () => {
  near(precision(list, 4), 2 / 4);
  near(recall(list, 4), 2 / 3);
  near(f1(list, 4), (2 * (2 / 4) * (2 / 3)) / (2 / 4 + 2 / 3));
  near(precision(list, 3), 1 / 3);
  near(f1(none, 3), 0);
});

test("a list shorter than k ends in misses", () => {
  near(precision(list, 8), 2 / 8);
  near(averagePrecision(list, 8), (1 / 2 + 2 / 4) / 3);
});

test("hit rate and reciprocal rank know the first hit only", () => {
  assert.deepEqual(
    [1, 2, 4].map((k) => hitRate(list, k)),
    [0, 1, 1],
  );
  assert.deepEqual(
    [1, 2, 4].map((k) => reciprocalRank(list, k)),
    [0, 1 / 2, 1 / 2],
  );
});

test("average precision divides by what could be found within k", () => {
  near(averagePrecision(list, 2), 1 / 2 / 2);
  near(averagePrecision(list, 5), (1 / 2 + 2 / 4) / 3);
  near(averagePrecision({ ...list, hits: [true, true, true] }, 3), 1);
  near(averagePrecision(none, 3), 0);
});

test("nDCG discounts by the logarithm of the rank and is 1 for a perfect list", () => {
  near(dcg(list, 5), 1 / Math.log2(3) + 1 / Math.log2(5));
  near(idealDcg(list, 5), 1 + 1 / Math.log2(3) + 1 / 2);
  near(idealDcg(list, 1), 1);
  near(ndcg({ ...list, hits: [true, true, true] }, 5), 1);
});

test("AUC counts pairs over all candidates, whatever k is, and half of the tied ones", () => {
  // rank 2 stands before 6 of the 7 others, rank 4 before 5, rank 7 before 3
  assert.equal(orderedPairs(list), 6 + 5 + 3);
  near(auc(list), 14 / 21);
  assert.equal(orderedPairs({ relevant: 1, candidates: 3, ranks: [1.5] }), 1.5);
  assert.ok(Number.isNaN(auc({ relevant: 3, candidates: 3, ranks: [1, 2, 3] })));
});

test("a swap of a hit and a miss above the cut is seen by exactly four metrics, unless the first hit stays", () => {
  const before = valuesOf(list, 5);
  const moved = (hits, ranks) => {
    const after = valuesOf({ ...list, hits, ranks }, 5);
    return METRICS.filter(({ key }) => after[key] !== before[key]).map(({ key }) => key);
  };
  assert.deepEqual(moved([true, false, false, true, false], [1, 4, 7]), [
    "reciprocal_rank",
    "average_precision",
    "ndcg",
    "auc",
  ]);
  assert.deepEqual(moved([false, true, true, false, false], [2, 3, 7]), ["average_precision", "ndcg", "auc"]);
});
