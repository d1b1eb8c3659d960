// Why a film is predicted as it is: a staircase from what everyone gives it to the prediction, one step for each
// rating.
import { h, setText } from "../dom.js";
import { fixed, plain, signed } from "../format.js";
import { viewOf } from "../panels/index.js";
import { still } from "../run.js";

export function createWhy({ spec, root }) {
  const view = viewOf("why", spec.panels.why, { root });
  const heading = h("span");
  const remark = h("div");
  const key = "Bar = weight × differs. Differs = your rating − expected (mean + film's bias + your bias).";

  function update(derived) {
    const { stairs, films } = derived;
    view.element.hidden = !stairs;
    setText(heading, stairs ? `Why ${films.label[stairs.row]}` : view.title);
    setText(remark, stairs ? remarkOn(derived) : "");
    if (stairs) view.update(still(frameOf(derived)), 0);
  }

  const describe = ({ stairs, films }) => (stairs ? films.label[stairs.row] : "no film is left");
  return { ...view, side: "right", heading, note: [remark, key], update, describe, table: tableOf };
}

// The steps as they are written, so that they add up; before those of the ratings that of the reader's bias.
function frameOf({ stairs, films, n, rated }) {
  const { bars, shown } = stairs;
  const among = rated.map(({ row }) => row);
  const bias = { row: "bias", name: `you rate ${stairs.bias < 0 ? "lower" : "higher"} than others`, shown: shown.bias };
  const steps = [
    ...(n ? [bias] : []),
    ...bars.map((bar) => ({ ...bar, row: String(bar.row), name: films.brief(bar.row, among) })),
  ];
  const of = (name) => steps.map((step) => step[name] ?? Number.NaN);
  const [row, name, stars, differs, weight, gain] = ["row", "name", "stars", "differs", "weight", "shown"].map(of);
  return { row, name, stars, differs, weight, gain, everyone: [shown.everyone] };
}

function remarkOn({ stairs, spec, n }) {
  if (!n) return "Nothing is added yet: each film that you rate becomes one step.";
  const [low, high] = spec.scale;
  const { prediction } = stairs.shown;
  const clipped = Math.min(Math.max(prediction, low), high);
  return clipped === prediction ? "" : `In the list it is shown as ${plain(clipped)}, where the scale ends.`;
}

function tableOf({ stairs, films }) {
  const head = ["step", "rated", "differs", "weight", "stars"];
  if (!stairs) return { head, rows: [] };
  const alone = (name, value) => [name, "", "", "", value];
  const rows = [
    alone("what everyone gives it", fixed(stairs.everyone, 4)),
    alone("your bias", signed(stairs.bias, 4)),
    ...stairs.bars.map(({ row, stars, differs, weight, gain }) => [
      films.label[row],
      plain(stars),
      ...[differs, weight, gain].map((value) => signed(value, 4)),
    ]),
    alone("prediction", fixed(stairs.prediction, 4)),
  ];
  return { head, rows };
}
