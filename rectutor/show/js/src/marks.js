// Marks that tell groups apart: a colour and a shape each. In text as an icon, in pictures as a path around a point.
import { svg } from "./dom.js";
import { cssColor, GROUPS } from "./palette.js";

const SHAPES = ["circle", "triangle", "diamond", "square"];

export function shape(name, size) {
  const s = size;
  if (name === "triangle") return `M0 ${-1.15 * s}L${1.15 * s} ${0.85 * s}H${-1.15 * s}Z`;
  if (name === "diamond") return `M0 ${-1.5 * s}L${0.95 * s} 0L0 ${1.5 * s}L${-0.95 * s} 0Z`;
  if (name === "square") return `M${-s} ${-s}H${s}V${s}H${-s}Z`;
  return `M${-s} 0A${s} ${s} 0 1 1 ${s} 0A${s} ${s} 0 1 1 ${-s} 0Z`;
}

export function mark(group, size = 4.2, { color, shape: form } = lookOf(group)) {
  const path = svg("path", { d: shape(form, size), transform: "translate(8 8)", style: `fill:${cssColor(color)}` });
  return svg("svg.mark", { viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" }, path);
}

// How a group looks and what it is called: one of the genre groups, or the i-th of any others.
export function lookOf(group, i = 0, [color, form] = []) {
  const known = GROUPS[group] ?? { label: group, short: group, shape: SHAPES[i % SHAPES.length] };
  const names = Object.keys(GROUPS);
  return {
    ...known,
    color: color || (GROUPS[group] ? group : names[i % names.length]),
    shape: form || known.shape,
  };
}
