// Boxes [left, top, right, bottom], and lines [x1, y1, x2, y2] that pass through them.

export function boxAround(x, y, r) {
  return [x - r, y - r, x + r, y + r];
}

export const same = (a, b) => a.every((value, i) => Math.abs(value - b[i]) < 1e-9);

export function overlap(a, b) {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}

// Whether a line from (x1, y1) to (x2, y2) passes through a box (Liang and Barsky).
export function crosses(box, line) {
  return clipLine(box, line) !== null;
}

// The part of a line that lies in a box, or null.
export function clipLine([left, top, right, bottom], [x1, y1, x2, y2]) {
  let [from, to] = [0, 1];
  const [dx, dy] = [x2 - x1, y2 - y1];
  for (const [p, q] of [
    [-dx, x1 - left],
    [dx, right - x1],
    [-dy, y1 - top],
    [dy, bottom - y1],
  ]) {
    if (p === 0 && q < 0) return null;
    if (p < 0) from = Math.max(from, q / p);
    if (p > 0) to = Math.min(to, q / p);
    if (from > to) return null;
  }
  return [x1 + from * dx, y1 + from * dy, x1 + to * dx, y1 + to * dy];
}
