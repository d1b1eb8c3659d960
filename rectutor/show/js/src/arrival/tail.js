// The long tail. Question: how unevenly are the ratings spread over the films?
import { line } from "d3-shape";
import { scaleLog } from "d3-scale";
import { h, svg, setAttributes } from "../dom.js";
import { count, percent, plural } from "../format.js";
import { tailAt, topTenth } from "./data.js";

const MARGIN = { top: 14, right: 12, bottom: 38, left: 40 };
const NAMED = 3;

export function createTail({ root, spec, data }) {
  const [grid, shape, marks] = ["grid", "shape", "marks"].map((name) => svg("g", { class: name }));
  const picture = svg("svg", { role: "img" }, grid, shape, marks);
  const x = scaleLog().domain([1, Math.max(2, spec.items)]);
  const y = scaleLog().domain([1, Math.max(2, tailAt(data, data.steps, spec).counts[0] * 1.25)]);
  let width = 0;
  let height = 0;
  let known = { step: -1 };

  function at(step) {
    if (known.step !== step) known = { step, ...tailAt(data, step, spec) };
    return known;
  }

  function resize(w) {
    width = w;
    height = root.layout === "wide" ? 226 : 280;
    setAttributes(picture, { width, height, viewBox: `0 0 ${width} ${height}` });
    x.range([MARGIN.left, width - MARGIN.right]);
    y.range([height - MARGIN.bottom, MARGIN.top]);
    const powers = (scale) =>
      [1, 10, 100, 1000, 10_000, 100_000].filter((t) => t >= scale.domain()[0] && t <= scale.domain()[1]);
    grid.replaceChildren(
      ...powers(y).flatMap((t) => [
        svg("line", { x1: MARGIN.left, x2: width - MARGIN.right, y1: y(t), y2: y(t), stroke: "var(--hairline)" }),
        svg("text", { x: MARGIN.left - 8, y: y(t) + 4, "text-anchor": "end" }, count(t)),
      ]),
      ...powers(x).map((t) => svg("text", { x: x(t), y: y.range()[0] + 16, "text-anchor": "middle" }, count(t))),
      svg(
        "text",
        { x: width - MARGIN.right, y: height - 4, "text-anchor": "end" },
        "rank of the film, 1 is the most rated",
      ),
    );
  }

  function update(_run, position) {
    if (width === 0) return;
    const step = Math.floor(position + 1e-6);
    const { counts, order } = at(step);
    const points = [];
    for (
      let rank = 1;
      rank <= counts.length && counts[rank - 1] > 0;
      rank = Math.max(rank + 1, Math.round(rank * 1.04))
    )
      points.push([rank, counts[rank - 1]]);
    if (!points.length) {
      shape.replaceChildren();
      marks.replaceChildren();
      return;
    }
    const rated = [...counts].filter((c) => c > 0).length;
    if (points.at(-1)[0] !== rated) points.push([rated, counts[rated - 1]]);
    const path = line()
      .x((p) => x(p[0]))
      .y((p) => y(p[1]));
    const [floor, tenth] = [y.range()[0], Math.max(1, Math.round(rated / 10))];
    const inside = points.filter((p) => p[0] <= tenth);
    shape.replaceChildren(
      svg("path", {
        d: `${path([...inside, [tenth, counts[tenth - 1]]])}V${floor}H${x(1)}Z`,
        fill: "var(--ink)",
        opacity: 0.12,
      }),
      svg("path", {
        d: path(points),
        fill: "none",
        stroke: "var(--ink)",
        "stroke-width": 2.5,
        "stroke-linejoin": "round",
      }),
    );
    const named = [];
    for (let r = 0; r < NAMED; r++)
      if (order[r] < spec.labels.length && counts[r] > 0) named.push([r, spec.labels[order[r]]]);
    marks.replaceChildren(
      ...named.map(([r, label], i) =>
        svg(
          "text",
          {
            class: "halo",
            x: width - MARGIN.right,
            y: MARGIN.top + 8 + 16 * i,
            "text-anchor": "end",
            style: "fill:var(--secondary)",
          },
          `${r + 1}. ${label}, ${count(counts[r])}`,
        ),
      ),
      svg("line", {
        x1: x(tenth),
        x2: x(tenth),
        y1: y(counts[tenth - 1]),
        y2: floor,
        stroke: "var(--ink)",
        "stroke-width": 1,
        "stroke-dasharray": "3 3",
      }),
      svg(
        "text",
        {
          class: "halo",
          x: x(tenth) - 8,
          y: floor - 10,
          "text-anchor": "end",
          style: "font-weight:650;fill:var(--ink)",
        },
        `the top tenth: ${percent(topTenth(counts))} of the ratings`,
      ),
    );
  }

  return {
    name: "tail",
    tab: "Long tail",
    title: "Ratings a film",
    about: "both axes logarithmic",
    element: h("div", { class: "picture" }, picture),
    picture,
    resize,
    update,
    describe(_run, step) {
      const { counts } = at(step);
      const once = [...counts].filter((c) => c === 1).length;
      return (
        `the most rated tenth of the films has ${percent(topTenth(counts))} of the ratings; ` +
        `${plural(once, "film")} ${once === 1 ? "was" : "were"} rated once`
      );
    },
    table(_run, step) {
      const { counts, order } = at(step);
      return {
        head: ["rank", "film", "ratings"],
        rows: [...counts.slice(0, 20)].map((c, r) => [String(r + 1), c ? (spec.labels[order[r]] ?? "") : "", count(c)]),
      };
    },
  };
}
