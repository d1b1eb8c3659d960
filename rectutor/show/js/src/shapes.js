// The few shapes that pictures are made of. `more` are further attributes.
import { svg } from "./dom.js";

export const words = (x, y, text, more = {}) => svg("text", { x, y, ...more }, text);
export const bold = (x, y, text, fill, more = {}) =>
  svg("text.halo", { x, y, style: `fill:${fill};font-weight:650`, ...more }, text);
export const segment = (x1, y1, x2, y2, stroke, more = {}) => svg("line", { x1, y1, x2, y2, stroke, ...more });
export const box = (x, y, width, height, fill, more = {}) => svg("rect", { x, y, width, height, fill, ...more });
export const stroke = (d, color, width, more = {}) =>
  svg("path", { d, fill: "none", stroke: color, "stroke-width": width, "stroke-linejoin": "round", ...more });
export const dot = (cx, cy, r, fill, more = {}) =>
  svg("circle", { cx, cy, r, fill, stroke: "var(--background)", "stroke-width": 1.5, ...more });

export const END = { "text-anchor": "end" };
export const MIDDLE = { "text-anchor": "middle" };
