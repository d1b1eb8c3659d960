// An author's text as nodes: strings stay text, "code", "strong" and "em" become elements, formulas come as MathML.
import { h, mathml } from "../dom.js";

const ELEMENTS = new Set(["code", "strong", "em"]);

// The same as plain text, for names that must be text; "" where there is no formula, and none is needed.
export function spoken(parts) {
  if (!parts.some((part) => part.mathml)) return "";
  return parts.map((part) => (typeof part === "string" ? part : (part.text ?? part[1]))).join("");
}

export function words(parts = []) {
  const nodes = [];
  parts.forEach((part, j) => {
    if (part.mathml) {
      // The comma or full stop behind a formula stays on its line.
      const next = parts[j + 1];
      const mark = typeof next === "string" ? next.match(/^[.,;:?!)]+/)?.[0] : "";
      nodes.push(h("span.formula", mathml(part.mathml), mark));
    } else if (typeof part === "string") {
      const behind = parts[j - 1]?.mathml;
      nodes.push(behind ? part.replace(/^[.,;:?!)]+/, "") : part);
    } else {
      nodes.push(ELEMENTS.has(part[0]) ? h(part[0], {}, part[1]) : part[1]);
    }
  });
  return nodes;
}
