// The names beside the marks of a `Points` panel: they keep their side while it plays and are placed anew at a pause.
import { overlap } from "../boxes.js";
import { placeLabels } from "../labels.js";
import { drawHaloed, drawLines } from "./points-drawing.js";

const HEIGHT = 15; // px
const [TRIED, COVERS] = [60, 2];

export function createPointLabels({ weight, labels: most = 0 }, root, planes) {
  let placed = { of: "", step: -1, labels: [] };

  function place(pen, { now, marks, hidden, coloured }) {
    const of = [now.run.number, planes.width, coloured, ...hidden].join("|");
    const step = Math.round(now.position);
    if (placed.of === of && (now.playing || placed.step === step)) return;
    const settled = settledSpots(now);
    const spotOf = now.playing ? settled : ({ spots: [spot] }) => spot;
    const asked = inOrder(marks, now.at(weight), settled).slice(0, TRIED);
    const labels = asked.map((mark) => {
      const [x, y] = spotOf(mark);
      return { key: mark, x, y, r: mark.radius + 1, height: HEIGHT, width: pen.measureText(mark.name).width + 2 };
    });
    const found = placeLabels(labels, {
      width: planes.width,
      height: planes.height,
      solid: planes.plot ? besideAxes(planes.plot) : [],
      crowd: marks.map(spotOf),
      covers: COVERS,
      optional: new Set(asked),
      room: root.layout === "narrow" ? Math.round(0.65 * most) : most,
    });
    placed = { of, step, labels: [...found].map(([mark, label]) => relative(mark.i, label, spotOf(mark))) };
  }

  // Sides that are kept while it plays are chosen for where the marks are going.
  function settledSpots(now) {
    const [plane] = planes.list;
    const { run } = now;
    const xy = now.at(plane.field, (run.ended && run.best) || run.last);
    return ({ i, spots }) => {
      const spot = planes.spotOf(plane, xy[2 * i], xy[2 * i + 1]);
      return spot.every(Number.isFinite) ? spot : spots[0];
    };
  }

  // Marks at the rim say most about the axes; well-known ones are recognised.
  function inOrder(marks, weights, settled) {
    const [cx, cy] = [planes.width / 2, planes.height / 2];
    const scored = marks.map((mark) => {
      const [x, y] = settled(mark);
      return { mark, far: Math.hypot(x - cx, y - cy), weight: weights?.[mark.i] ?? 0 };
    });
    const [farthest, heaviest] = ["far", "weight"].map((of) => Math.max(1e-9, ...scored.map((one) => one[of])));
    const score = (one) => (0.65 * one.far) / farthest + (0.35 * one.weight) / heaviest;
    return scored.sort((a, b) => score(b) - score(a)).map(({ mark }) => mark);
  }

  // Before all others the names of what is lit.
  function draw(pen, { byIndex, named }, palette) {
    const unplaced = named.filter(({ i }) => !placed.labels.some((label) => label.i === i));
    const more = unplaced.map(({ i, radius }) => ({ i, dx: radius + 7, dy: 0 }));
    const drawn = [];
    for (const { i, dx, dy, leader } of [...more, ...placed.labels]) {
      if (!byIndex.has(i)) continue;
      const { name, spots } = byIndex.get(i);
      const [[x, y]] = spots;
      const width = pen.measureText(name).width;
      const left = Math.max(2, Math.min(x + dx, planes.width - 2 - width));
      const middle = Math.max(HEIGHT / 2, Math.min(y + dy, planes.height - HEIGHT / 2));
      const box = [left, middle - HEIGHT / 2, left + width, middle + HEIGHT / 2];
      if (drawn.some((other) => overlap(box, other))) continue; // not yet apart
      drawn.push(box);
      if (leader)
        drawLines(
          pen,
          palette.tertiary,
          1,
          leader.map((value, k) => value + (k % 2 ? y : x)),
        );
      drawHaloed(pen, name, left, middle + 4, palette);
    }
  }

  // Where the arrow keys begin.
  const first = ({ marks, byIndex }) => placed.labels.find(({ i }) => byIndex.has(i))?.i ?? marks[0].i;

  return { place, draw, first };
}

// Where axes are labelled.
const besideAxes = ({ left, top, bottom, width, height }) => [
  [0, 0, left, height],
  [0, 0, width, top - 10],
  [0, bottom, width, height],
];

// A label's place, seen from its mark.
function relative(i, { x, y, leader }, [px, py]) {
  return { i, dx: x - px, dy: y - py, leader: leader?.map((value, k) => value - (k % 2 ? py : px)) };
}
