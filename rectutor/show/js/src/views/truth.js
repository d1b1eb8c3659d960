import { h } from "../dom.js";
export function createTruth() {
  return { name: "truth", tab: "Truth", title: "Hidden truth", element: h("div"), resize() {}, update() {}, describe: () => "", table: () => ({ head: [], rows: [] }) };
}
