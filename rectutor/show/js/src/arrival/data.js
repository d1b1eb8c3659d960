// The ratings in the order of time, and what is counted of them once: everything a view needs at any step.
// Step 0 is before the first rating; after step s, the first `upTo[s]` ratings are there.
import { fromBase64 } from "../host.js";
import { inflate, wholes } from "../unpacking.js";

export async function readRatings(text, spec) {
  const bytes = await inflate(fromBase64(text));
  const n = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const column = (start) => wholes(bytes.subarray(start, start + 4 * n));
  return summarise({ users: column(4), items: column(4 + 4 * n), stars: bytes.subarray(4 + 8 * n, 4 + 9 * n) }, spec);
}

export function summarise({ users, items, stars }, spec) {
  const steps = spec.counts.length;
  const upTo = [0];
  for (const count of spec.counts) upTo.push(upTo.at(-1) + count);
  const half = spec.stars.map((value) => value % 1 !== 0);
  const known = new Uint8Array(spec.items);
  const found = { users: [0], items: [0], newcomers: [0], halves: [0], stars: [new Uint32Array(spec.stars.length)] };
  for (let s = 1; s <= steps; s++) {
    const here = {
      users: found.users[s - 1],
      items: found.items[s - 1],
      newcomers: 0,
      halves: 0,
      stars: found.stars[s - 1].slice(),
    };
    for (let i = upTo[s - 1]; i < upTo[s]; i++) {
      if (users[i] >= here.users) here.users = users[i] + 1; // they are numbered as they come
      if (users[i] >= found.users[s - 1]) here.newcomers++;
      if (!known[items[i]]) here.items += known[items[i]] = 1;
      if (half[stars[i]]) here.halves++;
      here.stars[stars[i]]++;
    }
    for (const name of Object.keys(found)) found[name].push(here[name]);
  }
  const firstHalf = found.halves.findIndex((count) => count > 0);
  return { users, items, stars, steps, upTo, found, firstHalf };
}

// How often each item was rated by then, most often first.
export function tailAt(data, step, spec) {
  const counts = new Uint32Array(spec.items);
  for (let i = 0; i < data.upTo[step]; i++) counts[data.items[i]]++;
  const order = byCount(counts);
  return { counts: order.map((item) => counts[item]), order };
}

// All numbers are small: how many are larger says where each stands, in less time than comparing takes.
function byCount(counts) {
  const most = counts.reduce((a, b) => Math.max(a, b), 0);
  const place = new Uint32Array(most + 2);
  for (const n of counts) place[most - n + 1]++;
  for (let i = 1; i < place.length; i++) place[i] += place[i - 1];
  const order = new Uint32Array(counts.length);
  counts.forEach((n, item) => (order[place[most - n]++] = item));
  return order;
}

// The share of all ratings that the most rated tenth of the rated items has.
export function topTenth(counts) {
  const rated = counts.indexOf(0);
  const n = rated < 0 ? counts.length : rated;
  const tenth = Math.max(1, Math.round(n / 10));
  const sum = (upTo) => counts.subarray(0, upTo).reduce((total, count) => total + count, 0);
  return n === 0 ? 0 : sum(tenth) / sum(n);
}

// The share of each star value among the ratings of the last `window` steps up to `step`.
export function sharesOf(data, step, window = step) {
  const before = data.found.stars[Math.max(0, step - window)];
  const counts = [...data.found.stars[step]].map((count, i) => count - before[i]);
  const total = counts.reduce((a, b) => a + b, 0);
  return counts.map((count) => (total ? count / total : 0));
}
