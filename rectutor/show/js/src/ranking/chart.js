// The chosen metric's mean over all test users, at each k: one list is an anecdote, this is the result.
import { h, setText } from "../dom.js";
import { count } from "../format.js";
import { viewOf } from "../panels/index.js";

const STILL = { said: [""], last: 0, total: 0, status: "finished", ended: true, frames: {}, history: () => null };

export function createChart({ spec, root }) {
  const heading = h("span");
  const about = h("span");
  const element = h("div");
  let view = null;
  let run = null;
  let shown = "";
  let width = 0;

  // The picture is the same for all, but for which line stands out and where the axis ends: it is made anew for each.
  function update({ metric, k, model }) {
    const means = spec.means[metric.key]; // AUC has no k, and none where no user has a pair
    const valuesOf = (at) => (metric.all ? Array(spec.n).fill(means[at]) : means[at]);
    run = { ...STILL, number: metric.key, frame: (name) => (name === "cut" ? [k] : valuesOf(Number(name))) };
    if (shown !== `${metric.key} ${model}`) {
      shown = `${metric.key} ${model}`;
      view = viewOf("means", panelOf(metric, model), { root, spec: {} });
      view.picture.classList.add("chart");
      element.replaceChildren(view.element);
      if (width) view.resize(width);
    }
    setText(about, `mean of ${count(spec.means.users)} users${metric.all ? ", the same at every k" : ""}`);
    setText(heading, metric.all ? metric.mean : `${metric.mean}@k`);
    const label = `${metric.mean}, mean over all test users, ${view.describe(run, 0)}`;
    view.picture.setAttribute("aria-label", label);
    view.update(run, 0);
  }

  // An AUC of 0.5 is chance.
  function panelOf(metric, model) {
    const lines = spec.chart.lines.map((line) => ({ ...line, role: line.label === model ? "" : "other" }));
    return { ...spec.chart, lines, ...(metric.all && { low: 0.5, high: 1 }) };
  }

  function resize(to) {
    width = to;
    view?.resize(to);
  }

  const title = "Mean over all test users";
  const table = () => view.table(run, 0);
  return { name: "mean", tab: "All users", side: "right", title, heading, about, element, resize, update, table };
}
