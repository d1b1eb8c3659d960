// The training ratings as the page gets them, by user and by film. The Python side: show/pictures/neighbor_record.py.
import { Films } from "../reader/films.js";
import { floats, unpackText, wholes } from "../unpacking.js";

export async function readTable(spec) {
  const { header, bytes } = await unpackText(spec.films);
  const { items, users, id, candidates } = header;
  const [n, m] = [items, users.length];
  const numbers = floats(bytes.subarray(0, 4 * (n + 2 * m)));
  const counts = wholes(bytes.subarray(4 * (n + 2 * m), 4 * (n + 3 * m)));
  const total = counts.reduce((a, b) => a + b, 0);
  const behind = wholes(bytes.subarray(4 * (n + 3 * m), 4 * (n + 3 * m + total)));
  const star = bytes.subarray(4 * (n + 3 * m + total));
  const byUser = {
    starts: startsOf(counts),
    columns: new Uint32Array(total),
    values: Float64Array.from(star, (at) => header.stars[at]),
  };
  for (let user = 0, at = 0; user < m; user++) {
    for (let film = 0; at < byUser.starts[user + 1]; at++) byUser.columns[at] = film += behind[at];
  }
  return {
    films: new Films(header, numbers.subarray(0, id.length), 0, spec.mean),
    candidates: id.map((_, film) => film).filter((film) => candidates[film]),
    userIds: users,
    stars: header.stars,
    mean: spec.mean,
    filmBias: numbers.subarray(0, n),
    userBias: numbers.subarray(n, n + m),
    userMean: numbers.subarray(n + m),
    byUser,
    byFilm: turned(byUser, n),
  };
}

function startsOf(counts) {
  const starts = new Uint32Array(counts.length + 1);
  counts.forEach((count, i) => (starts[i + 1] = starts[i] + count));
  return starts;
}

// The same values by column; within a column in the order of the rows. `from` says where each stood.
export function turned({ starts, columns, values }, nColumns) {
  const counts = new Uint32Array(nColumns);
  for (const column of columns) counts[column]++;
  const result = {
    starts: startsOf(counts),
    columns: new Uint32Array(columns.length),
    values: new Float64Array(columns.length),
    from: new Uint32Array(columns.length),
  };
  const next = result.starts.slice();
  for (let row = 0; row + 1 < starts.length; row++) {
    for (let at = starts[row]; at < starts[row + 1]; at++) {
      const to = next[columns[at]]++;
      result.columns[to] = row;
      result.values[to] = values[at];
      result.from[to] = at;
    }
  }
  return result;
}
