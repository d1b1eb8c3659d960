// ② Compare: e = r − r̂, and the line of stars.
import { h } from "../dom.js";
import { createStarline } from "./starline.js";
import { createSum } from "./sum.js";
import { SYMBOLS } from "./symbols.js";

export function createCompare(domain, scale, root) {
  const formula = createSum([
    { name: "error", symbol: SYMBOLS.error(), tokens: ["e"], colored: true, signed: true },
    { name: "rating", symbol: SYMBOLS.rating(), tokens: ["rating"] },
    { name: "prediction", symbol: SYMBOLS.prediction(), tokens: ["prediction"] },
  ]);
  const starline = createStarline(domain, scale, root);
  const place = h("div.starline-place", starline.element);
  const element = h("div.compare", formula.element, place);

  function update(u) {
    formula.update({
      error: { value: u.error, caption: "error" },
      rating: { value: u.rating, caption: "rating" },
      prediction: { value: u.before.prediction, minus: true, caption: "prediction" },
    });
    starline.update(u);
  }
  return { element, update, resize: () => starline.resize(place.clientWidth), dispose: starline.dispose };
}
