// A histogram: bars over bins, a part of them under a bracket with its share, remarks on what lies far out.
import { scaleLinear } from "d3-scale";
import { setAttributes, setText } from "../dom.js";
import { percent, plain, signed, valueText } from "../format.js";
import { roleColor } from "../palette.js";
import { bold, box, END, MIDDLE, segment, stroke, words } from "../shapes.js";
import { createPlot } from "./plot.js";

const MARGIN = { top: 46, right: 14, bottom: 40, left: 14 };
const REMARK = 56; // px, half the width of a remark

export function createHistogram(spec, { root }) {
  const {
    edges,
    within = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
    tails = [Number.POSITIVE_INFINITY],
  } = spec;
  const bins = edges
    .slice(0, -1)
    .map((low, i) => ({ low, high: edges[i + 1], inside: low >= within[0] && edges[i + 1] <= within[1] }));
  const color = roleColor(spec.role);
  const plot = createPlot(["bars", "over"]);
  const bars = bins.map(({ inside }) => box(0, 0, 0, 0, color, { opacity: inside ? 1 : 0.6 }));
  const bracket = stroke("", color, 1.5);
  const share = bold(0, 0, "", color, { ...MIDDLE, style: `fill:${color};font-weight:650;font-size:13px` });
  const remarks = [0, 1].map(() =>
    [0, 1].map(() => words(0, 0, "", { ...MIDDLE, class: "halo remark", style: "fill:var(--secondary)" })),
  );
  plot.layers.bars.append(...bars);
  plot.layers.over.append(bracket, share, ...remarks.flat());
  const x = scaleLinear().domain([edges[0], edges.at(-1)]);
  const y = scaleLinear();
  let top = 0;
  let scaledFor = "";

  function resize(width) {
    plot.resize(width, root.layout === "wide" ? 250 : 300, MARGIN);
    x.range([plot.left, plot.right]);
    scaledFor = "";
    const [low, high] = spec.ends ?? [];
    const tick = (t) => (edges[0] < 0 && t ? signed(t, 0) : plain(t));
    plot.layers.grid.replaceChildren(
      segment(plot.left, plot.bottom + 0.5, plot.right, plot.bottom + 0.5, "var(--outline)"),
      ...x.ticks(7).map((t) => words(x(t), plot.bottom + 15, tick(t), MIDDLE)),
      words(plot.left, plot.bottom + 33, low ?? ""),
      words(plot.right, plot.bottom + 33, high ?? "", END),
    );
  }

  // One height for the whole run, so that bars can be compared between steps.
  function setScale(now) {
    const { run } = now;
    const key = `${run.number}|${run.last}`;
    if (key === scaledFor) return;
    if (!scaledFor.startsWith(`${run.number}|`)) top = run.ended ? 0 : 0.12;
    scaledFor = key;
    // The first frames of training are spikes of a constant prediction: they may be cut, they say nothing.
    const frames = now.all(spec.value);
    for (const frame of frames.length > 3 ? frames.slice(2) : frames) top = Math.max(top, 1.04 * Math.max(...frame));
    y.domain([0, top || 0.2]).range([plot.bottom, plot.top]);
  }

  function update(now) {
    const values = now.at(spec.value);
    if (!values || plot.width === 0) return;
    setScale(now);
    const heights = [...values].map((v) => Math.min(v, y.domain()[1]));
    bins.forEach(({ low, high }, i) => {
      const place = { x: x(low) + 0.75, width: Math.max(1, x(high) - x(low) - 1.5) };
      setAttributes(bars[i], { ...place, y: y(heights[i]), height: Math.max(0, plot.bottom - y(heights[i])) });
    });
    const facts = summary(values);
    const edge = y(Math.max(...heights)) - 12;
    if (spec.within) {
      bracket.setAttribute("d", `M${x(within[0])} ${edge + 6}v-6H${x(within[1])}v6`);
      setAttributes(share, { x: x((within[0] + within[1]) / 2), y: edge - 6 });
      setText(share, `${percent(facts.within)} ${spec.within_label ?? ""}`);
    }
    if (spec.tails) ["low", "high"].forEach((side, s) => remark(remarks[s], facts[side], s, heights));
  }

  // A remark stands over the outer bins: at its usual height, or higher where one of these bars reaches it.
  function remark([first, second], value, s, heights) {
    const middle = s ? x.range()[1] - 0.135 * plot.width : x.range()[0] + 0.135 * plot.width;
    const under = bins
      .map((_, i) => i)
      .filter((i) => Math.abs(x((bins[i].low + bins[i].high) / 2) - middle) < REMARK + 10);
    const highest = y(Math.max(...under.map((i) => heights[i])));
    const base = Math.min(plot.top + 62, highest - 24);
    setText(first, `${percent(value)} at least ${plain(tails[0])}`);
    setText(second, tails[1 + s]);
    setAttributes(first, { x: middle, y: base });
    setAttributes(second, { x: middle, y: base + 16 });
  }

  const summary = (values) => {
    const sum = (test) => bins.reduce((total, bin, i) => total + (test(bin) ? values[i] : 0), 0);
    return { within: sum((b) => b.inside), low: sum((b) => b.high <= -tails[0]), high: sum((b) => b.low >= tails[0]) };
  };

  return {
    element: plot.element,
    picture: plot.picture,
    resize,
    update,
    describe(now) {
      const facts = summary(now.at(spec.value));
      if (!spec.within) return `${bins.length} bars from ${plain(edges[0])} to ${plain(edges.at(-1))}`;
      const far = spec.tails
        ? ["low", "high"].map((side, s) => `, ${percent(facts[side])} at least ${tails[0]} ${tails[1 + s]}`)
        : [];
      return `${percent(facts.within)} ${spec.within_label}${far.join("")}`;
    },
    table: (now) => ({
      head: ["from", "to", spec.title ?? ""],
      rows: bins.map(({ low, high }, i) => [
        valueText(low, { digits: 2 }),
        valueText(high, { digits: 2 }),
        valueText(now.at(spec.value)[i], spec),
      ]),
    }),
  };
}
