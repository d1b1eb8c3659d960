// The lines of a `Lines` panel as points: one a step, so far as they are computed, or all of a frame.
import { at } from "../run.js";

export const LOOKS = {
  validation: { color: "var(--validation)", wide: 3, r: 5 },
  training: { color: "var(--training)", wide: 2, r: 4 },
  reference: { color: "var(--tertiary)", wide: 1.3, r: 0, dash: "2 3" },
  other: { color: "var(--outline)", ink: "var(--secondary)", wide: 1.6, r: 3.5, hollow: true },
  plain: { color: "var(--ink)", wide: 2.5, r: 4.5 },
};

export function seriesOf(spec, xField, now, run = now.run, position = now.position) {
  let feet; // columns stand on those before them
  return spec.lines.map((line) => {
    const grown = now.history(line.y, run);
    const of = (field) => (grown ? now.history(field, run) : now.at(field, position, run));
    const ys = grown ?? of(line.y) ?? [];
    const steps = grown !== null && !line.x && xField === "step";
    const [xs, band] = [steps ? null : of(line.x ?? xField), line.band?.map(of)];
    const dots = line.dots ?? (grown !== null && !steps && !line.role); // of a slider's few values, each is seen
    const own = {
      ...LOOKS[line.role || "plain"],
      ...line,
      label: line.label ?? "",
      ys,
      xs,
      band,
      dots,
      grows: grown !== null,
    };
    if (!line.bars) return own;
    const stacked = { ...own, feet, tops: ys.map((value, i) => value + (feet?.[i] ?? 0)) };
    feet = stacked.tops;
    return stacked;
  });
}

export const xAt = ({ xs }, i) => (xs ? at(xs, i) : i);

// Between which of its points a line has some x.
export function indexAt(line, x) {
  const next = Math.max(1, places(line).find((i) => xAt(line, i) >= x) ?? line.ys.length - 1);
  const [from, to] = [xAt(line, next - 1), xAt(line, next)];
  return next - 1 + (x - from) / (to - from || 1);
}

// How far a line has come.
export const reached = (line, position) => (line.grows ? Math.min(position, line.ys.length - 1) : line.ys.length - 1);

// The places of its points, the last between two of them while the playhead is.
export function places(line, upTo = line.ys.length - 1) {
  const all = Array.from({ length: Math.floor(upTo + 1e-6) + 1 }, (_, i) => i);
  if (upTo > all.length - 1 + 1e-6) all.push(upTo);
  return all.filter((i) => Number.isFinite(at(line.ys, i)) && Number.isFinite(xAt(line, i)));
}
