// Where the marks of a `Points` panel stand: in one plane, or in squares side by side that have the same axes. Zero is
// in the middle, both axes have one unit, and the few marks farther out than all but one in a hundred stay at the rim;
// or else the axes are labelled. They hold over the whole run, so that what moves is marks and not the axes.
import { setAttributes } from "../dom.js";
import { endsOf, once } from "../run.js";
import { words } from "../shapes.js";
import { createPlot, createScale, ticksOf } from "./plot.js";

const [GAP, TITLE, LARGEST] = [18, 22, 300]; // px: between squares, above them, and their largest side
const [PAD, RIM] = [22, 7];
const MARGIN = { top: 26, right: 18, bottom: 42, left: 34 };
const HEIGHTS = { wide: 340, medium: 318, narrow: 320 };
const LETTER = 7; // px, about

export function createPlanes(spec, root) {
  const alone = typeof spec.xy === "string" || Array.isArray(spec.xy);
  const list = Object.entries(alone ? { "": spec.xy } : spec.xy).map(([title, field]) => ({ title, field }));
  const several = list.length > 1;
  const plot = spec.x_label || spec.y_label ? createPlot([]) : null;
  const logs = ["x", "y"].map((axis) => spec.log?.includes(axis) ?? false);
  const [x, y] = logs.map(createScale); // in the first plane
  const share = typeof list[0].field === "string" ? 0.99 : 1;
  const farAt = once((xy) => along(xy).map((values) => quantile(values.map(Math.abs), share)));
  const endsAlong = once((xy) => along(xy).map(endsOf));
  const planes = { list, several, plot, width: 0, height: 0, fitted: "", resize, fit, spotOf };
  if (plot) setAttributes(plot.picture, { role: null, "aria-hidden": "true" });

  function resize(width) {
    const most = Math.floor((width - GAP * (list.length - 1)) / list.length) - 1;
    const side = several ? Math.min(LARGEST, most) : width;
    const tall = several ? side : HEIGHTS[root.layout];
    const first = several ? Math.round((width - list.length * side - GAP * (list.length - 1)) / 2) : 0;
    list.forEach((plane, p) => Object.assign(plane, { left: first + p * (side + GAP), top: several ? TITLE : 0 }));
    const height = several ? TITLE + side + 1 : tall;
    Object.assign(planes, { width, height, side, tall, scale: Math.min(1, side / 240), fitted: "" });
    plot?.resize(width, height, MARGIN);
  }

  // Whether there was more to fit than the last time.
  function fit(now) {
    const key = `${now.run.number}|${now.run.last}`;
    if (key === planes.fitted) return false;
    planes.fitted = key;
    const frames = now.all(list[0].field);
    plot ? fitAxes(frames) : fitAround(frames);
    return true;
  }

  function fitAround(frames) {
    const { side, tall } = planes;
    const pad = several ? 0.037 * side : PAD;
    const far = (axis) => Math.max(1e-6, ...frames.map((xy) => farAt(xy)[axis]));
    const unit = Math.min((side / 2 - pad) / far(0), (tall / 2 - pad) / far(1));
    const [{ left, top }] = list;
    x.domain([-1, 1]).range([left + side / 2 - unit, left + side / 2 + unit]);
    y.domain([-1, 1]).range([top + tall / 2 + unit, top + tall / 2 - unit]);
  }

  function fitAxes(frames) {
    [x, y].forEach((scale, axis) =>
      scale.hold(
        frames.flatMap((xy) => endsAlong(xy)[axis]),
        { pad: 0.05 },
      ),
    );
    const yTicks = ticksOf(y, 5, { log: logs[1] });
    const left = Math.max(MARGIN.left, 10 + LETTER * Math.max(...yTicks.map(([, text]) => text.length)));
    plot.resize(planes.width, planes.height, { ...MARGIN, left });
    x.range([plot.left, plot.right]);
    y.range([plot.bottom, plot.top]);
    plot.grid(x, y, { xTicks: ticksOf(x, planes.width / 80, { log: logs[0] }), yTicks, xLabel: spec.x_label });
    plot.layers.grid.append(words(0, 12, spec.y_label ?? ""));
  }

  // A mark's place in px; not finite where the mark is missing.
  function spotOf({ left, top }, vx, vy) {
    const shift = left - list[0].left;
    const within = (at, low, size) => Math.min(low + size - RIM, Math.max(low + RIM, at));
    if (vx === null || vy === null) return [Number.NaN, Number.NaN];
    return plot ? [x(vx), y(vy)] : [within(x(vx) + shift, left, planes.side), within(y(vy), top, planes.tall)];
  }

  return planes;
}

// The numbers of a frame along each axis.
const along = (xy) => [0, 1].map((axis) => xy.filter((v, i) => i % 2 === axis && Number.isFinite(v)));

function quantile(values, share) {
  return Float64Array.from(values).sort()[Math.floor(share * (values.length - 1))] ?? 0;
}
