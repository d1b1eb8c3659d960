// What each ranking metric sees of one list, written as its formula. Relevance is yes or no.
//
// A list is { hits, relevant, candidates, ranks }: `hits[r - 1]` says whether the film at rank r is relevant, for the
// ranks that are shown; `relevant` of the `candidates` films are; `ranks` holds the rank of each relevant film among
// all candidates (the mean rank, where scores are tied). Only AUC needs the last two. Each metric looks at the first k
// ranks.

export const hitsIn = ({ hits }, k) => hits.slice(0, k).filter(Boolean).length;
export const hitRanks = ({ hits }, k) => hits.slice(0, k).flatMap((hit, at) => (hit ? [at + 1] : []));
export const discount = (rank) => 1 / Math.log2(rank + 1);
const sum = (values) => values.reduce((total, value) => total + value, 0);
const upTo = (last) => Array.from({ length: last }, (_, at) => at + 1);

export const precision = (list, k) => hitsIn(list, k) / k;

export const recall = (list, k) => hitsIn(list, k) / list.relevant;

// 2PR / (P + R), with P = hits/k and R = hits/relevant
export const f1 = (list, k) => (2 * hitsIn(list, k)) / (k + list.relevant);

export const hitRate = (list, k) => (hitsIn(list, k) > 0 ? 1 : 0);

export function reciprocalRank(list, k) {
  const [first] = hitRanks(list, k);
  return first ? 1 / first : 0;
}

// The precision at each hit; what is not found within k adds 0.
export function averagePrecision(list, k) {
  const precisions = hitRanks(list, k).map((rank, at) => (at + 1) / rank);
  return sum(precisions) / Math.min(k, list.relevant);
}

export const dcg = (list, k) => sum(hitRanks(list, k).map(discount));

// The DCG of a list that has its hits first.
export const idealDcg = (list, k) => sum(upTo(Math.min(k, list.relevant)).map(discount));

export const ndcg = (list, k) => dcg(list, k) / idealDcg(list, k);

// Of all pairs of a relevant and another film, how many have the relevant one first; equal scores count one half.
export function orderedPairs({ ranks, relevant, candidates }) {
  const above = sum(ranks) - (relevant * (relevant + 1)) / 2; // other films above relevant ones
  return relevant * (candidates - relevant) - above;
}

export const pairs = ({ relevant, candidates }) => relevant * (candidates - relevant);

export const auc = (list) => orderedPairs(list) / pairs(list);

// In the order in which they are shown. `of` says what is divided by what; `mean` is its name over all users.
export const METRICS = [
  { key: "precision", name: "Precision", mean: "Precision", of: "hits / k", value: precision },
  { key: "recall", name: "Recall", mean: "Recall", of: "hits / relevant films", value: recall },
  { key: "f1", name: "F1", mean: "F1", of: "2 × hits / (k + relevant)", value: f1 },
  { key: "hit_rate", name: "Hit rate", mean: "Hit rate", of: "1 from the first hit on", value: hitRate },
  {
    key: "reciprocal_rank",
    name: "Reciprocal rank",
    mean: "MRR",
    of: "1 / rank of the first hit",
    value: reciprocalRank,
  },
  {
    key: "average_precision",
    name: "Average precision",
    mean: "MAP",
    of: "precision at each hit",
    value: averagePrecision,
  },
  { key: "ndcg", name: "nDCG", mean: "nDCG", of: "DCG / ideal DCG", value: ndcg },
  { key: "auc", name: "AUC", mean: "AUC", of: "pairs in order, no k", value: auc, all: true },
];

export function valuesOf(list, k) {
  return Object.fromEntries(METRICS.map(({ key, value }) => [key, value(list, k)]));
}
