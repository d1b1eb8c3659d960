// Why a film is predicted as it is: a staircase from what everyone gives it to the prediction, one step for each
// rating.
import { h, setText } from "../dom.js";
import { fixed, plain, signed } from "../format.js";
import { numbersOf } from "../numbers.js";
import { viewOf } from "../panels/index.js";
import { still } from "../run.js";

export function createWhy({ spec, root }) {
  const view = viewOf("why", spec.panels.why, { root });
  const title = h("h4");
  const numbers = numbersOf("Why", () => tableOf(latest));
  const remark = h("p", { class: "view-note" });
  const element = h(
    "section",
    { class: "view why", role: "group" },
    h("div", { class: "view-title" }, title, numbers.button),
    view.element,
    remark,
    h(
      "p",
      { class: "view-note" },
      "Bar = weight × differs. Differs = your rating − expected (mean + film's bias + your bias).",
    ),
    numbers.place,
  );
  let latest = null;

  function update(derived) {
    latest = derived;
    const { stairs, films } = derived;
    element.hidden = !stairs;
    if (!stairs) return;
    const named = `Why ${films.label[stairs.row]}`;
    setText(title, named);
    for (const one of [element, view.picture]) one.setAttribute("aria-label", named);
    view.update(still(frameOf(derived)), 0);
    setText(remark, remarkOn(derived));
    remark.hidden = !remark.textContent;
    numbers.refresh();
  }

  return { element, update, resize: () => view.resize(element.clientWidth || root.width) };
}

// The steps as they are written, so that they add up; before those of the ratings that of the reader's bias.
function frameOf({ stairs, films, n, rated }) {
  const { bars, shown } = stairs;
  const among = rated.map(({ row }) => row);
  const first = n ? [{ gain: shown.bias, name: `you rate ${stairs.bias < 0 ? "lower" : "higher"} than others` }] : [];
  const of = (name) => [...first.map(() => Number.NaN), ...bars.map((bar) => bar[name])];
  return {
    row: [...first.map(() => "bias"), ...bars.map(({ row }) => String(row))],
    name: [...first.map(({ name }) => name), ...bars.map(({ row }) => films.brief(row, among))],
    stars: of("stars"),
    differs: of("differs"),
    weight: of("weight"),
    gain: [...first.map(({ gain }) => gain), ...bars.map((bar) => bar.shown)],
    everyone: [shown.everyone],
  };
}

function remarkOn({ stairs, spec, n }) {
  if (!n) return "Nothing is added yet: each film that you rate becomes one step.";
  const [low, high] = spec.scale;
  const clipped = Math.min(Math.max(stairs.shown.prediction, low), high);
  return clipped === stairs.shown.prediction
    ? ""
    : `In the list it is shown as ${plain(clipped)}, where the scale ends.`;
}

function tableOf({ stairs, films }) {
  const part = (name, value) => [name, "", "", "", signed(value, 4)];
  return {
    head: ["step", "rated", "differs", "weight", "stars"],
    rows: [
      ["what everyone gives it", "", "", "", fixed(stairs.everyone, 4)],
      part("your bias", stairs.bias),
      ...stairs.bars.map(({ row, stars, differs, weight, gain }) => [
        films.label[row],
        plain(stars),
        signed(differs, 4),
        signed(weight, 4),
        signed(gain, 4),
      ]),
      ["prediction", "", "", "", fixed(stairs.prediction, 4)],
    ],
  };
}
