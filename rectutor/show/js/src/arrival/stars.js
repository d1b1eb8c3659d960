// Stars. Question: which ratings are given, and has that changed?
import { scaleBand, scaleLinear } from "d3-scale";
import { h, svg, setAttributes, setText } from "../dom.js";
import { percent, plain } from "../format.js";
import { ratingColor } from "../palette.js";
import { sharesOf } from "./data.js";

const MARGIN = { top: 24, right: 8, bottom: 38, left: 8 };

export function createStars({ root, spec, data }) {
  const window = spec.unit === "month" ? 12 : 1;
  const recently = window === 12 ? "the last 12 months" : "this year";
  const bars = spec.stars.map(() => svg("rect", { rx: 2 }));
  const shares = spec.stars.map(() => svg("text", { class: "halo", "text-anchor": "middle" }));
  const recent = spec.stars.map(() => svg("path", { fill: "none", stroke: "var(--ink)", "stroke-width": 2 }));
  const axis = svg("g");
  const picture = svg("svg", { role: "img" }, axis, ...bars, ...recent, ...shares);
  const x = scaleBand().domain(spec.stars).padding(0.18);
  const y = scaleLinear();
  let width = 0;
  let height = 0;
  root.onTheme(paint);

  function paint() {
    const color = ratingColor(root.palette, [spec.stars[0], spec.stars.at(-1)]);
    bars.forEach((bar, i) => bar.setAttribute("fill", color(spec.stars[i])));
  }

  function resize(w) {
    width = w;
    height = root.layout === "wide" ? 262 : 270;
    setAttributes(picture, { width, height, viewBox: `0 0 ${width} ${height}` });
    x.range([MARGIN.left, width - MARGIN.right]);
    let top = 0.1; // one height for all steps, so that bars can be compared; the first few ratings may be cut
    for (let s = 12; s <= data.steps; s++)
      if (data.upTo[s] > 1000)
        top = Math.max(
          top,
          ...sharesOf(data, s),
          ...(data.upTo[s] - data.upTo[Math.max(0, s - window)] > 1000 ? sharesOf(data, s, window) : []),
        );
    y.domain([0, Math.min(1, top)])
      .range([height - MARGIN.bottom, MARGIN.top])
      .clamp(true);
    axis.replaceChildren(
      svg("line", {
        x1: MARGIN.left,
        x2: width - MARGIN.right,
        y1: y(0) + 0.5,
        y2: y(0) + 0.5,
        stroke: "var(--outline)",
      }),
      ...spec.stars.map((value) =>
        svg("text", { x: x(value) + x.bandwidth() / 2, y: y(0) + 16, "text-anchor": "middle" }, plain(value)),
      ),
      svg("text", { x: width - MARGIN.right, y: height - 4, "text-anchor": "end" }, "stars"),
    );
    paint();
  }

  function update(_run, position) {
    if (width === 0) return;
    const step = Math.floor(position + 1e-6);
    const all = sharesOf(data, step);
    const lately = sharesOf(data, step, window);
    spec.stars.forEach((value, i) => {
      const left = x(value);
      setAttributes(bars[i], { x: left, width: x.bandwidth(), y: y(all[i]), height: y(0) - y(all[i]) });
      recent[i].setAttribute("d", lately[i] > 0 ? `M${left - 2} ${y(lately[i])}h${x.bandwidth() + 4}` : "");
      setAttributes(shares[i], {
        x: left + x.bandwidth() / 2,
        y: Math.min(y(all[i]), lately[i] > 0 ? y(lately[i]) : height) - 6,
      });
      setText(shares[i], all[i] > 0 ? percent(all[i]) : "");
    });
  }

  return {
    name: "stars",
    side: "left",
    tab: "Stars",
    title: "How high they rate",
    head: h(
      "div",
      { class: "key" },
      "bars: all so far",
      svg(
        "svg",
        { width: 16, height: 12, "aria-hidden": "true" },
        svg("path", { d: "M0 6h16", stroke: "var(--ink)", "stroke-width": 2 }),
      ),
      recently,
    ),
    element: h("div", { class: "picture" }, picture),
    picture,
    resize,
    update,
    describe(_run, step) {
      const all = sharesOf(data, step);
      const best = all.indexOf(Math.max(...all));
      return step === 0
        ? "no ratings yet"
        : `${plain(spec.stars[best])} stars is given most often, ${percent(all[best])} of all ratings so far`;
    },
    table: (_run, step) => ({
      head: ["stars", "all so far", recently],
      rows: spec.stars.map((value, i) => [
        plain(value),
        `${(100 * sharesOf(data, step)[i]).toFixed(1)} %`,
        `${(100 * sharesOf(data, step, window)[i]).toFixed(1)} %`,
      ]),
    }),
  };
}
