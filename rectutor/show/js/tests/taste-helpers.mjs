// Films by hand and by chance for the tests of "your taste".
import { deflateSync } from "node:zlib";
import { Films } from "../src/reader/films.js";

// Numbers from 0 to 1, the same on each run (mulberry32).
export function randomly(seed) {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export function someFilms(n, k, random, names = Array.from({ length: n }, (_, i) => [`Film ${i}`])) {
  const normal = () => random() + random() + random() - 1.5;
  const header = {
    id: Array.from({ length: n }, (_, i) => 100 + i),
    names,
    year: names.map(() => 1999),
    group: names.map(() => "drama"),
    count: names.map((_, i) => 500 - i),
    mean: names.map(() => 3.5),
    mapped: Math.min(n, 300),
  };
  const values = Float64Array.from({ length: n + n * k + 2 * k }, (_, i) => (i < n ? 0.4 * normal() : 0.5 * normal()));
  return new Films(header, values, k, 3.54);
}

export function someRatings(films, count, random) {
  const rows = new Set();
  while (rows.size < count) rows.add(Math.floor(random() * films.n));
  return [...rows].map((row) => ({ row, stars: 0.5 + 0.5 * Math.floor(10 * random()) }));
}

// What `packed` in rectutor/show/your_taste.py makes.
export function pack(header, numbers) {
  const text = Buffer.from(JSON.stringify(header));
  const start = Buffer.alloc(4);
  start.writeUInt32LE(text.length);
  const bytes = new Uint8Array(Float32Array.from(numbers).buffer);
  const n = numbers.length;
  const byByte = Uint8Array.from({ length: 4 * n }, (_, at) => bytes[4 * (at % n) + Math.floor(at / n)]);
  return deflateSync(Buffer.concat([start, text, byByte])).toString("base64");
}
