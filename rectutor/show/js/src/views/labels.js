// Labels beside points: greedy in the given order, fourteen positions each, dropped rather than overlapping.

const HEIGHT = 13;
const POSITIONS = [
  [10, 4],
  [10, -5],
  [10, 13],
  [-10, 4, 1],
  [-10, -5, 1],
  [-10, 13, 1],
  [0, -9, 0.5],
  [0, 18, 0.5],
  [-14, -9, 0.3],
  [14, -9, 0.7],
  [-14, 18, 0.3],
  [14, 18, 0.7],
  [18, 4],
  [-18, 4, 1],
];

export function placeLabels(context, order, texts, pointOf, { width, height, n, most, font }) {
  context.save();
  context.font = font;
  const points = Array.from({ length: n }, (_, i) => pointOf(i));
  const taken = [];
  const placed = [];
  for (const i of order) {
    if (placed.length >= most) break;
    const [px, py] = points[i];
    const w = context.measureText(texts[i]).width;
    const best = cheapest(px, py, w);
    if (!best) continue;
    taken.push(best.box);
    placed.push({ i, dx: best.dx, dy: best.dy });
  }
  context.restore();
  return placed;

  // The free position that covers fewest points; null where every one leaves the picture or meets another label.
  function cheapest(px, py, w) {
    let best = null;
    for (const [ox, oy, align = 0] of POSITIONS) {
      const dx = ox - align * w;
      const box = { left: px + dx - 2, right: px + dx + w + 2, top: py + oy - HEIGHT + 2, bottom: py + oy + 4 };
      if (box.left < 0 || box.right > width || box.top < 0 || box.bottom > height) continue;
      if (
        taken.some(
          (other) =>
            box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom,
        )
      )
        continue;
      const covered = points.filter(([x, y]) => x > box.left && x < box.right && y > box.top && y < box.bottom).length;
      if (!best || covered < best.covered) best = { box, dx, dy: oy, covered };
      if (best.covered === 0) break;
    }
    return best && best.covered <= 2 ? best : null;
  }
}
