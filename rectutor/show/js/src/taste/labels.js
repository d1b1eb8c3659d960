// Where labels go: the most important first, each at the best of its places that overlaps nothing; where none is free,
// a short form, else none. Places near the mark are better than far ones (which get a leader line), and the place of
// the last drawing is kept while it is free, so that labels do not hop.

const GAP = 5;
const FAR = 20;
const APART = 4; // from label to label in a line

// labels: [{ key, x, y, r, width, height, short? }], the most important first; r: radius of its mark; short: width of
//   the short form
// optional, room: labels with these keys only fill up to so many in all
// solid: boxes [left, top, right, bottom] that must stay free; lines: [x1, y1, x2, y2] and crowd: [x, y], better free
// Returns a Map key -> { place, x, y, short, leader }, x and y the left end of the text's middle line.
export function placeLabels(
  labels,
  { width, height, solid = [], lines = [], crowd = [], before = new Map(), optional = new Set(), room = Infinity },
) {
  const taken = [];
  const placed = new Map();
  for (const label of labels) {
    if (optional.has(label.key) && placed.size >= room) continue;
    const own = boxAround(label.x, label.y, label.r);
    const blocked = [...taken, ...solid.filter((box) => !same(box, own))];
    const choice = bestPlace(label, label.width) ?? (label.short ? bestPlace(label, label.short, true) : null);
    if (!choice) continue;
    taken.push([choice.box[0] - APART, choice.box[1], choice.box[2] + APART, choice.box[3]]);
    placed.set(label.key, choice);

    function bestPlace({ key, x, y, r, height: h }, w, short = false) {
      let best = null;
      placesAround(x, y, r, w, h).forEach(([left, top, far], place) => {
        const box = [left, top, left + w, top + h];
        if (
          box[0] < 0 ||
          box[1] < 0 ||
          box[2] > width ||
          box[3] > height ||
          blocked.some((other) => overlap(box, other))
        )
          return;
        let cost = 0.12 * place + (far ? 1.5 : 0) - (before.get(key) === place ? 1 : 0);
        for (const line of lines) if (crosses(box, line)) cost += 3;
        for (const [px, py] of crowd) if (px > box[0] && px < box[2] && py > box[1] && py < box[3]) cost += 0.15;
        if (!best || cost < best.cost)
          best = { cost, place, box, short, x: left, y: top + h / 2, leader: far ? leader(x, y, r, box) : null };
      });
      return best;
    }
  }
  return placed;
}

// Fourteen places: eight around the mark, six further off.
function placesAround(x, y, r, w, h) {
  const [right, left, middle, centre] = [x + r + GAP, x - r - GAP - w, y - h / 2, x - w / 2];
  const [above, below] = [y - r - h - 1, y + r + 1];
  return [
    [right, middle],
    [left, middle],
    [centre, above],
    [centre, below],
    [x + r, above + 3],
    [x + r, below - 3],
    [x - r - w, above + 3],
    [x - r - w, below - 3],
    [right + FAR * 0.7, middle - FAR, true],
    [right + FAR * 0.7, middle + FAR, true],
    [left - FAR * 0.7, middle - FAR, true],
    [left - FAR * 0.7, middle + FAR, true],
    [centre, above - FAR, true],
    [centre, below + FAR, true],
  ];
}

function leader(x, y, r, [left, top, right, bottom]) {
  const toX = Math.min(Math.max(x, left), right);
  const toY = Math.min(Math.max(y, top + 3), bottom - 3);
  const distance = Math.hypot(toX - x, toY - y) || 1;
  return [x + ((toX - x) * (r + 1)) / distance, y + ((toY - y) * (r + 1)) / distance, toX, toY];
}

export function boxAround(x, y, r) {
  return [x - r, y - r, x + r, y + r];
}

const same = (a, b) => a.every((value, i) => Math.abs(value - b[i]) < 1e-9);

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
