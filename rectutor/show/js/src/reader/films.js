// The films as the page gets them, and the search among them. The Python side is `packed` in
// rectutor/show/pictures/your_taste.py.
import { floats, unpackText } from "../unpacking.js";

export async function unpack(spec) {
  const { header, bytes } = await unpackText(spec.films);
  return new Films(header, floats(bytes), spec.factors, spec.mean);
}

// All arrays are by row; the rows are in the order of the package's, which decides ties.
export class Films {
  constructor({ id, names, year, group, count, mean, mapped, one = 1 }, values, k, mu) {
    this.one = one; // what stands before a reader's bias in a prediction: 0 where the formula has none
    const n = id.length;
    Object.assign(this, { n, k, mu, id, year, group, count, mean });
    this.label = names.map(([label]) => label);
    this.title = names.map(([label, title]) =>
      (title ?? label).replace(/^(.*), (The|A|An|La|Le|Les|Il|Das|Der|Die|El|Los)$/, "$2 $1"),
    );
    this.everyone = values.slice(0, n).map((bias) => mu + bias); // μ + b_i: what everyone gives it
    this.vectors = values.subarray(n, n + n * k);
    this.axes = values.subarray(n + n * k); // k × 2
    this.labels = new Set(this.label);
    this.row = new Map(id.map((one, row) => [one, row]));
    this.byCount = argsort(count);
    this.mapped = this.byCount.slice(0, mapped);
    this.byEveryone = argsort(this.everyone);
    this.words = this.label.map((label, row) => plainText(`${label} ${this.title[row]} ${year[row] ?? ""}`));
  }

  vector(row) {
    return this.vectors.subarray(row * this.k, (row + 1) * this.k);
  }

  product(row, p) {
    let sum = 0;
    for (let f = 0, at = row * this.k; f < this.k; f++, at++) sum += this.vectors[at] * p[f];
    return sum;
  }

  // Coordinates on the map's axes of a vector of length k. The zero vector lies at (0, 0).
  project(p) {
    let x = 0;
    let y = 0;
    for (let f = 0; f < this.k; f++) {
      x += p[f] * this.axes[2 * f];
      y += p[f] * this.axes[2 * f + 1];
    }
    return [x, y];
  }

  // A label without its subtitle, "Ace Ventura: Pet Detective" as "Ace Ventura", unless that is another film's whole
  // name ("The Godfather: Part II"), or the beginning of one `among` those that could be meant; by default, of any.
  brief(row, among = this.byCount) {
    const label = this.label[row];
    const [head] = label.split(":");
    if (head === label || (head.length < 8 && !head.includes(" ")) || this.labels.has(head)) return label;
    return among.some((other) => other !== row && this.label[other].startsWith(head)) ? label : head;
  }

  // Rows that fit the query, the best first: every word of it begins a word of the title. Ties by number of ratings.
  search(query, limit = 8) {
    const wanted = plainText(query);
    if (!wanted) return this.byCount.slice(0, limit);
    const parts = wanted.split(" ");
    const fits = this.byCount.filter((row) => parts.every((part) => ` ${this.words[row]}`.includes(` ${part}`)));
    const found = fits.length
      ? fits
      : this.byCount.filter((row) => parts.every((part) => this.words[row].includes(part)));
    const starts = (row) => (withoutArticle(this.words[row]).startsWith(withoutArticle(wanted)) ? 0 : 1);
    return found.sort((a, b) => starts(a) - starts(b)).slice(0, limit);
  }
}

// Positions of the values from the highest to the lowest, ties by position.
export function argsort(values) {
  return Array.from(values, (_, i) => i).sort((a, b) => values[b] - values[a] || a - b);
}

export function plainText(text) {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/['’]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

function withoutArticle(text) {
  return text.replace(/^(the|a|an) /, "");
}
