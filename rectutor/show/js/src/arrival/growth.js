// Growth. Question: when did the ratings come, and from whom?
import { scaleLinear } from "d3-scale";
import { h, svg, setAttributes } from "../dom.js";
import { count, percent } from "../format.js";

const MARGIN = { top: 26, right: 8, bottom: 24, left: 44 };

export function createGrowth({ root, spec, data }) {
  const { steps, upTo, found } = data;
  const [grid, bars, marks] = ["grid", "bars", "marks"].map((name) => svg("g", { class: name }));
  const picture = svg("svg", { role: "img" }, grid, bars, marks);
  const x = scaleLinear().domain([0, steps]);
  const y = scaleLinear().domain([0, Math.max(...spec.counts) || 1]);
  let size = [0, 0];
  let columns = [];

  function resize(width) {
    const height = root.layout === "wide" ? 262 : 280;
    size = [width, height];
    setAttributes(picture, { width, height, viewBox: `0 0 ${width} ${height}` });
    x.range([MARGIN.left, width - MARGIN.right]);
    y.range([height - MARGIN.bottom, MARGIN.top]);
    grid.replaceChildren(
      ...y
        .ticks(4)
        .flatMap((t) => [
          svg("line", { x1: MARGIN.left, x2: width - MARGIN.right, y1: y(t), y2: y(t), stroke: "var(--hairline)" }),
          svg("text", { x: MARGIN.left - 8, y: y(t) + 4, "text-anchor": "end" }, count(t)),
        ]),
      ...years(spec, width > 420 ? 5 : 10).map(({ step, year }) =>
        svg("text", { x: x(step), y: height - 6, "text-anchor": "middle" }, String(year)),
      ),
    );
    const wide = Math.max(1, x(1) - x(0) - (x(1) - x(0) > 3 ? 0.6 : 0));
    columns = spec.counts.map((total, s) => {
      const old = total - found.newcomers[s + 1];
      const place = { x: x(s), width: wide };
      return svg(
        "g",
        {},
        svg("rect", { ...place, y: y(old), height: y(0) - y(old), fill: "var(--outline)" }),
        svg("rect", { ...place, y: y(total), height: y(old) - y(total), fill: "var(--ink)" }),
      );
    });
    bars.replaceChildren(...columns);
  }

  function update(_run, position) {
    if (size[0] === 0) return;
    columns.forEach((column, s) => column.setAttribute("opacity", s < Math.floor(position + 1e-6) ? 1 : 0.22));
    const at = x(position);
    const left = at > size[0] / 2;
    const text = `${count(upTo[Math.floor(position + 1e-6)])} so far`;
    marks.replaceChildren(
      svg("line", {
        x1: at,
        x2: at,
        y1: MARGIN.top - 12,
        y2: size[1] - MARGIN.bottom,
        stroke: "var(--ink)",
        "stroke-width": 1.3,
      }),
      svg(
        "text",
        {
          class: "halo",
          x: at + (left ? -7 : 7),
          y: MARGIN.top - 6,
          "text-anchor": left ? "end" : "start",
          style: "font-size:13px;font-weight:650;fill:var(--ink)",
        },
        text,
      ),
    );
  }

  return {
    name: "growth",
    side: "left",
    tab: "Growth",
    title: `Ratings a ${spec.unit}`,
    head: h(
      "div",
      { class: "key" },
      named("var(--ink)", `by users in their first ${spec.unit}`),
      named("var(--outline)", "by users from before"),
    ),
    element: h("div", { class: "picture" }, picture),
    picture,
    resize,
    update,
    describe: (_run, step) =>
      `${count(upTo[step])} ratings after ${step} of ${steps} ${spec.unit}s, ` +
      `${percent(sum(found.newcomers, step) / (upTo[step] || 1))} of them ` +
      `given in a user's first ${spec.unit}`,
    table: (_run, step) => ({
      head: [spec.unit, "ratings", "by newcomers", "users so far", "films so far"],
      rows: spec.names
        .slice(0, step)
        .map((name, s) => [
          name,
          count(spec.counts[s]),
          count(found.newcomers[s + 1]),
          count(found.users[s + 1]),
          count(found.items[s + 1]),
        ]),
    }),
  };
}

const sum = (values, upTo) => values.slice(0, upTo + 1).reduce((a, b) => a + b, 0);

function named(color, text) {
  return h(
    "span",
    { class: "named" },
    svg(
      "svg",
      { width: 12, height: 12, "aria-hidden": "true" },
      svg("rect", { x: 1, y: 1, width: 10, height: 10, rx: 2, fill: color }),
    ),
    text,
  );
}

// The steps at which a year divisible by `every` begins.
export function years(spec, every) {
  const perYear = spec.unit === "month" ? 12 : 1;
  const last = spec.first_year + Math.floor((spec.first_month - 1 + spec.counts.length) / perYear);
  const found = [];
  for (let year = Math.ceil(spec.first_year / every) * every; year <= last; year += every) {
    const step = (year - spec.first_year) * perYear - (spec.first_month - 1);
    if (step >= 0 && step <= spec.counts.length) found.push({ step, year });
  }
  return found;
}
