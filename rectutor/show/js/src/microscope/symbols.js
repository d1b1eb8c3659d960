// Symbols as in the papers: serif italic, with subscripts; and the pieces that rows and formulas are made of.
import { h } from "../dom.js";

const SUB = "ui";

export const SYMBOLS = {
  prediction: () => symbol("r̂", SUB),
  rating: () => symbol("r", SUB),
  error: () => symbol("e", SUB),
  mean: () => symbol("μ"),
  b_u: () => symbol("b", "u"),
  b_i: () => symbol("b", "i"),
  p: (factor) => symbol("p", "u", factor),
  q: (factor) => symbol("q", "i", factor),
  dot: () => h("span.sym", ...symbol("p", "u").childNodes, " · ", ...symbol("q", "i").childNodes),
};

export function symbol(letter, subscript, factor) {
  const below = subscript && h("sub", subscript, factor != null && h("span.factor", String(factor + 1)));
  return h("span.sym", letter, below);
}

// Everything that stands for a symbol carries its tokens ("b_u", "p2", "e"), so that hovering one lights up the others.
export function tokens(...names) {
  return { "data-tokens": names.join(" ") };
}

export const signClass = (sign) => (sign > 0 ? "positive" : sign < 0 ? "negative" : "");
