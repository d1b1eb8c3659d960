// An order in which what is alike stands together: hierarchical clustering by average linkage, each joint turned so
// that the ends that meet are the most alike.

// similarity: (i, j) → number; returns the numbers 0 … n − 1 in that order.
export function clusterOrder(n, similarity) {
  let clusters = Array.from({ length: n }, (_, i) => [i]);
  const alike = new Map();
  const s = (i, j) => {
    const key = i < j ? i * n + j : j * n + i;
    if (!alike.has(key)) alike.set(key, similarity(Math.min(i, j), Math.max(i, j)));
    return alike.get(key);
  };
  const average = (a, b) =>
    a.reduce((sum, i) => sum + b.reduce((inner, j) => inner + s(i, j), 0), 0) / (a.length * b.length);
  while (clusters.length > 1) {
    let [best, left, right] = [-Infinity, 0, 1];
    for (let a = 0; a < clusters.length; a++) {
      for (let b = a + 1; b < clusters.length; b++) {
        const between = average(clusters[a], clusters[b]);
        if (between > best + 1e-12) [best, left, right] = [between, a, b];
      }
    }
    const joined = joinedBest(clusters[left], clusters[right], s);
    clusters = clusters.filter((_, at) => at !== left && at !== right);
    clusters.splice(left, 0, joined);
  }
  return clusters[0] ?? [];
}

function joinedBest(a, b, s) {
  const [ra, rb] = [a.slice().reverse(), b.slice().reverse()];
  const ways = [
    [a, b],
    [ra, b],
    [a, rb],
    [ra, rb],
  ];
  const meet = ([first, second]) => s(first.at(-1), second[0]);
  const [first, second] = ways.reduce((best, way) => (meet(way) > meet(best) + 1e-12 ? way : best));
  return [...first, ...second];
}
