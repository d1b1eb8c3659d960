// The map's plane in the picture: one scale for both axes, so that lines of equal prediction stand square on your
// vector.
import { clipLine } from "../boxes.js";

// Single films far out may lie outside, or all others would crowd in the middle: beyond the range of all but one in a
// hundred at each end, the picture reaches no further than this share of it.
const TRIM = 0.01;
const REACH = 0.6;

export function frameFor(points, width, lowest = 0.9) {
  const [x, y] = [0, 1].map((axis) => range(points.map((point) => point[axis])));
  const room = 1.12; // for the marks and labels at the rim
  const scale = Math.min(width / (x.size * room), (1.14 * width) / (y.size * room));
  const height = Math.round(Math.min(Math.max(y.size * room * scale, lowest * width), 1.14 * width));
  const [cx, cy] = [(x.low + x.high) / 2, (y.low + y.high) / 2];
  const box = [1, 1, width - 1, height - 1];
  const point = ([px, py]) => [width / 2 + (px - cx) * scale, height / 2 - (py - cy) * scale];
  const margin = 13; // the disc "you" is 11 wide at its rim
  const holds = (p) => {
    const [px, py] = point(p);
    return px > margin && px < width - margin && py > margin && py < height - margin;
  };
  // Where the line from the ring to a point leaves the picture.
  const inner = [margin, margin, width - margin, height - margin];
  const clamp = (p) => {
    const zero = point([0, 0]);
    return holds(p) ? point(p) : (clipLine(inner, [...zero, ...point(p)]) ?? zero).slice(-2);
  };
  const beyond = (p) => {
    const size = Math.hypot(...p);
    if (size * scale < 2) return null;
    return clipLine(box, [...point(p), ...point(p.map((value) => value + (10 * value) / size))])?.slice(2) ?? null;
  };
  return { width, height, scale, box, point, holds, clamp, beyond };
}

function range(values) {
  const sorted = [...values, 0].sort((a, b) => a - b);
  const trimmed = Math.floor(TRIM * sorted.length);
  const [inner, outer] = [Math.min(sorted[trimmed], 0), Math.max(sorted[sorted.length - 1 - trimmed], 0)];
  const low = Math.max(sorted[0], inner - REACH * (outer - inner));
  const high = Math.min(sorted.at(-1), outer + REACH * (outer - inner));
  return { low, high, size: high - low || 1 };
}

// Lines on which the plane's part of p·q is the same: 0, ±each, ±2 each, … as { step, ends: [x1, y1, x2, y2] }.
export function isoLines(frame, p, each) {
  const square = p[0] ** 2 + p[1] ** 2;
  const apart = (each / Math.sqrt(square)) * frame.scale; // in pixels
  if (!(apart >= 6 && apart < 4 * frame.width)) return [];
  const lines = [];
  const along = 10; // longer than the plane is wide
  const across = [-p[1] / Math.sqrt(square), p[0] / Math.sqrt(square)];
  const farthest = Math.ceil((frame.width + frame.height) / apart);
  for (let step = -farthest; step <= farthest; step++) {
    const foot = p.map((value) => (step * each * value) / square);
    const [a, b] = [-along, along].map((t) => frame.point(foot.map((value, axis) => value + t * across[axis])));
    const ends = clipLine(frame.box, [...a, ...b]);
    if (ends) lines.push({ step, ends });
  }
  return lines;
}
