// Which user, which model, and how far down the list the metrics look.
import { h, setText, uniqueId } from "../dom.js";
import { hitsIn } from "./metrics.js";

const MOST_LETTERS = 36; // of all the options together, where they stand side by side

// One of a few: buttons side by side, or a list to choose from where the names are long.
export function createChoice(name, options, onChoose) {
  const id = uniqueId("choice");
  const roomy = options.join("").length <= MOST_LETTERS;
  const label = h(
    roomy ? "span" : "label",
    roomy ? { id, class: "choice-name" } : { for: id, class: "choice-name" },
    name,
  );
  const buttons = options.map((option, at) => h("button", { onclick: () => onChoose(at) }, option));
  const select = h(
    "select",
    { id, onchange: () => onChoose(select.selectedIndex) },
    ...options.map((option) => h("option", option)),
  );
  const control = roomy ? h("div.segmented", { role: "group", "aria-labelledby": id }, buttons) : select;

  function update(chosen) {
    buttons.forEach((button, at) => button.setAttribute("aria-pressed", String(at === chosen)));
    select.selectedIndex = chosen;
  }
  return { element: h("div.choice", label, control), update };
}

// Of few all; of many the first, the last, and each fifth that does not touch it.
export const isLabelled = (k, n) => n <= 10 || k === 1 || k === n || (k % 5 === 0 && n - k > 1);

export function createCut(n, onCut) {
  const id = uniqueId("k");
  const input = h("input", {
    type: "range",
    id,
    min: 1,
    max: n,
    step: 1,
    "aria-describedby": `${id}-help`,
    oninput: () => onCut(Number(input.value)),
  });
  const value = h("output.value", { for: id });
  const fill = h("div.fill");
  const share = (k) => (n === 1 ? 0 : (k - 1) / (n - 1));
  const ticks = Array.from({ length: n }, (_, at) => at + 1);
  const labelled = ticks.filter((k) => isLabelled(k, n));
  const at = (k) => ({ left: `${100 * share(k)}%` });
  const element = h(
    "div.cut-slider",
    h("div.slider-head", h("label", { for: id }, "cut-off ", h("span.symbol", "k")), value),
    h(
      "div.track",
      h("div.rail"),
      fill,
      h(
        "div.marks",
        { "aria-hidden": "true" },
        ...ticks.map((k) => h("i", { class: labelled.includes(k) ? "tick long" : "tick", style: at(k) })),
      ),
      input,
    ),
    h("div.labels", { "aria-hidden": "true" }, ...labelled.map((k) => h("span", { style: at(k) }, String(k)))),
    h("p.offscreen", { id: `${id}-help` }, "How many films at the top of the list the metrics look at."),
  );

  function update({ k, list }) {
    input.value = k;
    input.setAttribute("aria-valuetext", `the first ${k} of ${n}, ${hitsIn(list, k)} relevant`);
    setText(value, String(k));
    fill.style.width = `${100 * share(k)}%`;
  }
  return { element, update };
}
