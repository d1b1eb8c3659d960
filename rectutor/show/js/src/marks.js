// A genre group's mark: a colour and a shape. In text as an icon, on the map as a path around a point.
import { svg } from "./dom.js";
import { GROUPS } from "./palette.js";

export function shape(name, size) {
  const s = size;
  if (name === "triangle") return `M0 ${-1.15 * s}L${1.15 * s} ${0.85 * s}H${-1.15 * s}Z`;
  if (name === "diamond") return `M0 ${-1.5 * s}L${0.95 * s} 0L0 ${1.5 * s}L${-0.95 * s} 0Z`;
  if (name === "square") return `M${-s} ${-s}H${s}V${s}H${-s}Z`;
  return `M${-s} 0A${s} ${s} 0 1 1 ${s} 0A${s} ${s} 0 1 1 ${-s} 0Z`;
}

export function mark(group, size = 4.2) {
  const path = svg("path", {
    d: shape(GROUPS[group].shape, size),
    transform: "translate(8 8)",
    class: `group-${group}`,
  });
  return svg("svg.mark", { viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" }, path);
}
