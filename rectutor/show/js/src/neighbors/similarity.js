// Similarities of rows (films, or users) by what they have in common, as in rectutor/algorithms/similarity.py.
import { turned } from "./table.js";

const NOTHING_LEFT = 1e-6;

// What one measure makes of the table: x of every rating, by row and by column, and Σ x² of every row.
export class Comparison {
  constructor(table, measure, compares, minOverlap = 1) {
    Object.assign(this, { measure, minOverlap: Math.max(minOverlap, measure.pairs_lost + 1) });
    const [rows, columns] = compares === "item" ? [table.byFilm, table.byUser] : [table.byUser, table.byFilm];
    this.rowsOf = rows; // the ratings as they were given, in the same places
    const subtract = subtractor(table, measure.subtract, compares);
    const values = new Float64Array(rows.values.length);
    this.sizes = new Float64Array(rows.starts.length - 1);
    for (let row = 0; row + 1 < rows.starts.length; row++) {
      for (let at = rows.starts[row]; at < rows.starts[row + 1]; at++) {
        const x = subtract(rows.values[at], row, rows.columns[at]);
        values[at] = Math.abs(x) < NOTHING_LEFT ? 0 : x;
        this.sizes[row] += measure.below === UNION ? 1 : x * x;
      }
    }
    this.byRow = { starts: rows.starts, columns: rows.columns, values };
    this.byColumn = turned(this.byRow, columns.starts.length - 1);
    this.known = new Map();
  }

  // For every row: Σ x_i x_j, Σ x_i², Σ x_j² and n over the columns that it shares with row i. Kept once found.
  sums(i) {
    if (!this.known.has(i)) this.known.set(i, this.#sums(i));
    return this.known.get(i);
  }

  #sums(i) {
    const { byRow, byColumn, sizes } = this;
    const [xy, xx, yy, n] = [0, 1, 2, 3].map(() => new Float64Array(sizes.length));
    for (let a = byRow.starts[i]; a < byRow.starts[i + 1]; a++) {
      const column = byRow.columns[a];
      const x = byRow.values[a];
      for (let b = byColumn.starts[column]; b < byColumn.starts[column + 1]; b++) {
        const j = byColumn.columns[b];
        const y = byColumn.values[b];
        xy[j] += x * y;
        xx[j] += x * x;
        yy[j] += y * y;
        n[j] += 1;
      }
    }
    return { xy, xx, yy, n };
  }

  // What the similarity of i and j is made of, and what it is: before and after shrinking.
  pair(i, j, shrinkage) {
    const { measure, sizes } = this;
    const { xy, xx, yy, n } = this.sums(i);
    const overlap = n[j];
    const union = measure.below === UNION;
    const common = measure.below === COMMON;
    const [left, right] = common ? [xx[j], yy[j]] : [sizes[i], sizes[j]];
    const above = union ? overlap : xy[j];
    const below = union ? left + right - overlap : Math.sqrt(left * right);
    const unshrunk = overlap < this.minOverlap || !(below > 0) ? 0 : above / below;
    const counted = Math.max(overlap - measure.pairs_lost, 0);
    const trust = counted > 0 ? counted / (counted + shrinkage) : 0;
    // of Pearson's correlation of residuals, also without shrinkage, one pair is lost
    return { overlap, above, below, left, right, unshrunk, trust, counted, similarity: unshrunk * trust };
  }

  similarity(i, j, shrinkage) {
    return this.pair(i, j, shrinkage).similarity;
  }

  // The columns that both have, with the two x.
  common(i, j) {
    const { starts, columns, values } = this.byRow;
    const found = [];
    for (let a = starts[i], b = starts[j]; a < starts[i + 1] && b < starts[j + 1]; ) {
      if (columns[a] === columns[b]) {
        found.push({ column: columns[a], x: values[a], y: values[b], a, b });
        a++;
        b++;
      } else if (columns[a] < columns[b]) a++;
      else b++;
    }
    return found;
  }
}

export const [ALL, COMMON, UNION] = [0, 1, 2]; // what stands below the line

function subtractor(table, subtract, compares) {
  const items = compares === "item";
  const filmMeans = () => meansOf(table.byFilm);
  const userMeans = () => table.userMean;
  if (subtract === "own mean") {
    const means = items ? filmMeans() : userMeans();
    return (value, row) => value - means[row];
  }
  if (subtract === "other mean") {
    const means = items ? userMeans() : filmMeans();
    return (value, _row, column) => value - means[column];
  }
  if (subtract === "baseline") {
    const [of, by] = items ? [table.filmBias, table.userBias] : [table.userBias, table.filmBias];
    return (value, row, column) => value - table.mean - of[row] - by[column];
  }
  return subtract === "stars" ? () => 1 : (value) => value;
}

function meansOf({ starts, values }) {
  return Float64Array.from({ length: starts.length - 1 }, (_, i) => {
    let sum = 0;
    for (let at = starts[i]; at < starts[i + 1]; at++) sum += values[at];
    return sum / Math.max(starts[i + 1] - starts[i], 1);
  });
}
