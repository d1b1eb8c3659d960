// Error histogram. Question: how wrong, and on which side?
import { scaleLinear } from "d3-scale";
import { h, svg, setAttributes, setText } from "../dom.js";
import { percent } from "../format.js";

const MARGIN = { top: 46, right: 14, bottom: 40, left: 14 };

export function createErrors({ root, spec }) {
  const { edges, held_out: heldOut } = spec.views.errors;
  const bins = edges
    .slice(0, -1)
    .map((low, i) => ({ low, high: edges[i + 1], inside: low >= -1 && edges[i + 1] <= 1 }));
  const color = heldOut ? "var(--validation)" : "var(--training)";
  const bars = bins.map((bin) => svg("rect", { fill: color, opacity: bin.inside ? 1 : 0.6 }));
  const [axis, bracket] = [svg("g"), svg("path", { fill: "none", stroke: color, "stroke-width": 1.5 })];
  const share = svg("text", {
    class: "halo",
    "text-anchor": "middle",
    style: `fill:${color};font-weight:650;font-size:13px`,
  });
  const sides = [0, 1].map(() =>
    [0, 1].map(() => svg("text", { class: "halo", "text-anchor": "middle", style: "fill:var(--secondary)" })),
  );
  const picture = svg("svg", { role: "img" }, svg("g", {}, ...bars), axis, bracket, share, ...sides.flat());
  const x = scaleLinear().domain([edges[0], edges.at(-1)]);
  const y = scaleLinear();
  let width = 0;
  let height = 0;
  let top = 0;
  let scaledFor = "";

  function resize(w) {
    width = w;
    height = root.layout === "wide" ? 250 : 300;
    setAttributes(picture, { width, height, viewBox: `0 0 ${width} ${height}` });
    x.range([MARGIN.left, width - MARGIN.right]);
    scaledFor = "";
    const floor = height - MARGIN.bottom;
    axis.replaceChildren(
      svg("line", {
        x1: MARGIN.left,
        x2: width - MARGIN.right,
        y1: floor + 0.5,
        y2: floor + 0.5,
        stroke: "var(--outline)",
      }),
      ...[-3, -2, -1, 0, 1, 2, 3].map((t) =>
        svg("text", { x: x(t), y: floor + 15, "text-anchor": "middle" }, t === 0 ? "0" : t < 0 ? `−${-t}` : `+${t}`),
      ),
      svg("text", { x: MARGIN.left, y: floor + 33 }, "← predicted too high"),
      svg("text", { x: width - MARGIN.right, y: floor + 33, "text-anchor": "end" }, "predicted too low →"),
    );
  }

  // One height for the whole run, so that bars can be compared between epochs.
  function setScale(run) {
    const key = `${run.number}|${run.last}`;
    if (key === scaledFor) return;
    if (!scaledFor.startsWith(`${run.number}|`)) top = run.ended ? 0.02 : 0.12;
    scaledFor = key;
    // The first frames are whole-star spikes of a constant prediction: they may be cut, they say nothing.
    for (const frame of run.frames["errors.share"]().slice(2)) top = Math.max(top, 1.04 * Math.max(...frame));
    if (top < 0.05) top = 0.2;
    y.domain([0, top]).range([height - MARGIN.bottom, MARGIN.top]);
  }

  function update(run, position) {
    const shares = run.frame("errors.share", position);
    if (!shares || width === 0) return;
    setScale(run);
    bins.forEach((bin, i) => {
      const value = Math.min(shares[i], top);
      setAttributes(bars[i], {
        x: x(bin.low) + 0.75,
        width: Math.max(1, x(bin.high) - x(bin.low) - 1.5),
        y: y(value),
        height: Math.max(0, y(0) - y(value)),
      });
    });
    const facts = summary(shares);
    const edge = y(Math.max(...shares.map((v) => Math.min(v, top)))) - 12;
    bracket.setAttribute("d", `M${x(-1)} ${edge + 6}v-6H${x(1)}v6`);
    setAttributes(share, { x: x(0), y: edge - 6 });
    setText(share, `${percent(facts.within)} within one star`);
    [
      ["high", -2.2],
      ["low", 2.2],
    ].forEach(([side, place], s) => {
      const lines = [`${percent(facts[side])} at least 1.5`, `stars too ${side}`];
      sides[s].forEach((text, i) => {
        setAttributes(text, { x: x(place), y: y(top) + 62 + 16 * i });
        setText(text, lines[i]);
      });
    });
  }

  const summary = (shares) => {
    const sum = (test) => bins.reduce((total, bin, i) => total + (test(bin) ? shares[i] : 0), 0);
    return { within: sum((b) => b.inside), high: sum((b) => b.high <= -1.5), low: sum((b) => b.low >= 1.5) };
  };

  return {
    name: "errors",
    side: "left",
    tab: "Errors",
    title: heldOut ? "Errors on validation ratings" : "Errors on training ratings",
    about: "rating − prediction, in stars",
    element: h("div", { class: "picture" }, picture),
    picture,
    resize,
    update,
    describe(run, epoch) {
      const facts = summary(run.frame("errors.share", epoch));
      return (
        `${percent(facts.within)} of predictions are within one star, ${percent(facts.high)} at least 1.5 too ` +
        `high, ${percent(facts.low)} at least 1.5 too low`
      );
    },
    table: (run, epoch) => ({
      head: ["error from", "to", "share"],
      rows: bins.map((bin, i) => [
        bin.low.toFixed(2),
        bin.high.toFixed(2),
        `${(100 * run.frame("errors.share", epoch)[i]).toFixed(1)} %`,
      ]),
    }),
  };
}
