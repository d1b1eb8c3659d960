// A staircase: from where a prediction starts, step by step, to where it ends.

// stars across the plot: few choices, so that bars keep their scale while a slider moves
const WIDTHS = [0.5, 0.75, 1, 1.5, 2, 3, 4, 6, 8, 12, 16];

export function scaleFor(positions) {
  const [low, high] = [Math.min(...positions), Math.max(...positions)];
  const width = WIDTHS.find((one) => one >= (high - low) * 1.02) ?? high - low;
  const grid = width / 10;
  const start = Math.floor((low - Math.max(width - (high - low), 0) / 2) / grid) * grid;
  const begin = Math.min(Math.max(start, high - width), low);
  return (value) => (value - begin) / width;
}

// Whole parts, `scale` to one, that add up to the rounded total: all are rounded down, then the largest remainders get
// one more.
export function apportion(values, total, scale = 100) {
  const parts = values.map((value) => value * scale);
  const whole = parts.map(Math.floor);
  let missing = Math.round(total * scale) - whole.reduce((a, b) => a + b, 0);
  const left = (i) => parts[i] - whole[i];
  const byRemainder = [...whole.keys()].sort((a, b) => left(b) - left(a) || a - b);
  for (let turn = 0; missing > 0 && values.length; turn++, missing--) whole[byRemainder[turn % values.length]] += 1;
  for (let turn = values.length - 1; missing < 0 && values.length; turn--, missing++) {
    whole[byRemainder[(turn + values.length) % values.length]] -= 1;
  }
  return whole;
}
