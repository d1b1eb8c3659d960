// Labels that avoid each other: around marks, along a line, and at the ends of lines.
import { boxAround, crosses, overlap, same } from "./boxes.js";

const [GAP, FAR] = [5, 20]; // px from a mark
const APART = 4; // from label to label in a row
export const BESIDE = 12; // from label to label along a line
const ROW = 14; // from label to label one below the other

// Around marks: the most important first, each at the best of its places that overlaps nothing; where none is free,
// a short form, else none. Places near the mark are better than far ones (which get a leader line), and the place of
// the last drawing is kept while it is free, so that labels do not hop.
// labels: [{ key, x, y, r, width, height, short? }], the most important first; r: radius of its mark; short: width of
//   the short form
// optional, room: labels with these keys only fill up to so many in all
// covers: how many of the crowd a label may cover
// solid: boxes [left, top, right, bottom] that must stay free; lines: [x1, y1, x2, y2] and crowd: [x, y], better free
// Returns a Map key -> { place, x, y, short, leader }, x and y the left end of the text's middle line.
export function placeLabels(
  labels,
  {
    width,
    height,
    solid = [],
    lines = [],
    crowd = [],
    covers = Infinity,
    before = new Map(),
    optional = new Set(),
    room = Infinity,
  },
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
        const outside = box[0] < 0 || box[1] < 0 || box[2] > width || box[3] > height;
        if (outside || blocked.some((other) => overlap(box, other))) return;
        const covered = crowd.filter(([px, py]) => px > box[0] && px < box[2] && py > box[1] && py < box[3]).length;
        if (covered > covers) return;
        let cost = 0.12 * place + (far ? 1.5 : 0) - (before.get(key) === place ? 1 : 0) + 0.15 * covered;
        for (const line of lines) if (crosses(box, line)) cost += 3;
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

// Along a line: each as near to its mark as the others allow, never overlapping, never outside.
// items: [{ wanted, width }], in any order; returns the middle of each label.
export function placeAlong(items, room, gap = BESIDE) {
  const order = items.map((_, index) => index).sort((a, b) => items[a].wanted - items[b].wanted || a - b);
  // Neighbours that would overlap form a block, which stands where it is nearest to all its marks.
  const blocks = [];
  for (const index of order) {
    let block = { members: [index], width: items[index].width, middle: items[index].wanted };
    block.middle = inside(block, room);
    while (blocks.length && blocks.at(-1).middle + blocks.at(-1).width / 2 + gap > block.middle - block.width / 2) {
      block = joined(blocks.pop(), block, items, room, gap);
    }
    blocks.push(block);
  }
  const places = [];
  for (const { members, width, middle } of blocks) {
    let left = middle - width / 2;
    for (const index of members) {
      places[index] = left + items[index].width / 2;
      left += items[index].width + gap;
    }
  }
  return places;
}

function joined(a, b, items, room, gap) {
  const block = { members: [...a.members, ...b.members], width: a.width + gap + b.width };
  let offset = -block.width / 2;
  let total = 0;
  for (const index of block.members) {
    total += items[index].wanted - (offset + items[index].width / 2);
    offset += items[index].width + gap;
  }
  block.middle = total / block.members.length;
  block.middle = inside(block, room);
  return block;
}

function inside({ width, middle }, room) {
  return Math.max(width / 2, Math.min(room - width / 2, middle));
}

// At the ends of lines: moves labels ({ want }) apart, as little as needed, and gives each its `y`; none is dropped.
export function spread(labels, top, bottom) {
  const items = labels.map(({ want }) => ({ wanted: want - top, width: 0 }));
  placeAlong(items, bottom - top, ROW).forEach((y, i) => (labels[i].y = top + y));
  return labels;
}
