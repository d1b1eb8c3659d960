// Bars on an axis that never rescales while stepping: zero in the middle, a round number at its ends.

const ROUND = [0.1, 0.2, 0.3, 0.5, 1, 1.5, 2, 3, 5, 10, 20, 50, 100, 200, 500, 1000];

const MOST = 0.98; // the share of values that fit; one giant would make dwarfs of all others

// The smallest round number that holds nearly all of these values.
export function roundEnd(values) {
  const sizes = values.map(Math.abs).sort((a, b) => a - b);
  const large = sizes[Math.ceil(MOST * (sizes.length - 1))] ?? 0;
  return ROUND.find((end) => end >= large) ?? large;
}

// Where a value lies, in per cent of the width; what is beyond the axis stays at its end.
export function position(value, end) {
  return 50 + 50 * Math.max(-1, Math.min(1, value / end));
}

export function barPlace(from, to, end) {
  const [a, b] = [position(from, end), position(to, end)].sort((x, y) => x - y);
  return { left: `${a}%`, width: `${b - a}%` };
}

// On which side a bar is too long for the axis, to be drawn as broken off; its number tells how long it is.
export function beyond(values, end) {
  if (values.some((value) => value > end)) return "right";
  return values.some((value) => value < -end) ? "left" : "none";
}

// A bar, and what of it moved: the coloured part lies between before and after, on top of the longer of both bars (no
// gap can open between two of them), and starts at the line that marks before.
export function movePlaces(before, after, end) {
  const longer = Math.abs(before) > Math.abs(after) && before * after >= 0 ? before : after;
  const start = position(before, end);
  return {
    bar: barPlace(0, longer, end),
    change: { left: `${start}%`, width: `${Math.abs(position(after, end) - start)}%` },
    before: { left: `${start}%` },
    beyond: beyond([before, after], end),
    way: after > before ? "up" : after < before ? "down" : "none",
  };
}
