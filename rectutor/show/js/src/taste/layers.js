// What is drawn on the map, from the ground up: lines of equal prediction, all films, the marked ones, you, the labels.
import { svg } from "../dom.js";
import { signed } from "../format.js";
import { GROUPS, ratingColor } from "../palette.js";
import { boxAround, overlap } from "../boxes.js";
import { placeLabels } from "../labels.js";
import { shape } from "../marks.js";
import { isoLines } from "./plane.js";

const DOT = 3.4;
const STRONG = 4.6;
const SQUARE = 6;
const EACH = 0.2; // stars from line to line
const LABELS = { wide: 15, medium: 15, narrow: 9 }; // filled up with the films rated most often

export function createLayers(map, picture) {
  const { films, spec, root, at, inside } = map;
  const layers = Object.fromEntries(
    ["lines", "dots", "marks", "way", "texts"].map((name) => [name, svg("g", { class: name })]),
  );
  picture.append(...Object.values(layers));
  const measure = measurer(picture);
  let places = new Map(); // of labels, when they were last placed
  let boxes = []; // of labels and marks, which the numbers of the lines avoid

  const moved = (row) =>
    `translate(${map.frame
      .point(at[row])
      .map((value) => value.toFixed(1))
      .join(" ")})`;
  const groupShape = (row, size) => shape(GROUPS[films.group[row]].shape, size);

  function drawFilms() {
    const look = (row) => (!map.only ? "" : films.group[row] === map.only ? " on" : " off");
    layers.dots.replaceChildren(
      ...films.mapped.filter(inside).map((row) =>
        svg("path", {
          d: groupShape(row, DOT),
          transform: moved(row),
          class: `dot-film group-${films.group[row]}${look(row)}`,
        }),
      ),
    );
  }

  // What does not move with you: squares for your ratings, your ten with their numbers, the labels.
  function drawMarks(target) {
    const { result, rated, explained } = map.latest;
    const color = ratingColor(root.palette, spec.scale);
    const marked = [
      ...result.ten.map(({ row }, i) => ({ row, place: i + 1, r: STRONG })),
      ...rated.map(({ row, stars }) => ({ row, stars, r: SQUARE })),
    ].filter(({ row }) => inside(row));
    layers.marks.replaceChildren(
      ...marked.map(({ row, place, stars, r }) =>
        place
          ? svg("path", { d: groupShape(row, r), transform: moved(row), class: `strong group-${films.group[row]}` })
          : svg("path", {
              d: shape("square", r),
              transform: moved(row),
              class: "square",
              style: { fill: color(stars) },
            }),
      ),
      ...marked
        .filter(({ row }) => row === explained)
        .map(({ row }) => svg("circle", { r: 10.5, transform: moved(row), class: "chosen" })),
    );
    drawLabels(marked, target);
  }

  function drawLabels(marked, target) {
    const {
      frame,
      latest: { n, explained },
    } = map;
    const [ring, end] = [frame.point([0, 0]), frame.clamp(target)];
    const label = (key, [x, y], r, text, more = {}) => ({
      key,
      x,
      y,
      r,
      text,
      height: 16,
      width: measure(text, more.bold, more.size),
      ...more,
    });
    const own = n
      ? [
          label("you", end, 13, frame.holds(target) ? "you" : "you, further out", { bold: true, size: 15, height: 18 }),
          label("ring", ring, 8, "without ratings", { kind: "soft" }),
        ]
      : [label("you", ring, 11, "you, without ratings", { bold: true, size: 15, height: 18 })];
    const mine = map.latest.rated.map(({ row }) => row);
    const ofFilms = [...marked]
      .sort((a, b) => (b.row === explained) - (a.row === explained))
      .map(({ row, place, r }) => {
        const one = label(
          row,
          frame.point(at[row]),
          row === explained ? 11 : r + 1,
          place ? films.brief(row) : films.brief(row, mine),
          { bold: Boolean(place), place, kind: place ? "ten-text" : "rated-text" },
        );
        return place ? { ...one, width: one.width + measure(`${place} `), short: measure(String(place)) } : one;
      });
    const beyond = n && frame.holds(target) ? frame.beyond(target) : null;
    const direction = beyond ? [label("beyond", beyond, 2, "higher predictions", { kind: "soft" })] : [];
    const taken = new Set(marked.map(({ row }) => row));
    const famous = films.mapped
      .filter((row) => !taken.has(row) && inside(row))
      .slice(0, 40)
      .map((row) => label(row, frame.point(at[row]), DOT + 1, films.brief(row), { kind: "faint" }));

    const solid = [boxAround(...end, 12), boxAround(...ring, 7), ...ofFilms.map(({ x, y, r }) => boxAround(x, y, r))];
    const setting = {
      width: frame.width,
      height: frame.height,
      solid,
      lines: n ? [[...ring, ...end]] : [],
      crowd: films.mapped.filter(inside).map((row) => frame.point(at[row])),
      before: places,
    };
    const labels = [...own, ...ofFilms, ...direction, ...famous];
    const placed = placeLabels(labels, {
      ...setting,
      optional: new Set(famous.map(({ key }) => key)),
      room: LABELS[root.layout],
    });
    places = new Map([...placed].map(([key, { place }]) => [key, place]));
    boxes = [...[...placed.values()].map(({ box }) => box), ...solid];
    layers.texts.replaceChildren(
      ...labels.filter(({ key }) => placed.has(key)).flatMap((one) => drawLabel(one, placed.get(one.key))),
    );
  }

  // What moves with you: the line from the ring, the lines of equal prediction, the disc.
  function drawWay(you) {
    const {
      frame,
      latest: { n },
    } = map;
    const [ring, end] = [frame.point([0, 0]), frame.clamp(you)];
    const lines = isoLines(frame, you, EACH);
    layers.lines.replaceChildren(
      ...lines.map(({ ends: [x1, y1, x2, y2], step }) =>
        svg("line", { x1, y1, x2, y2, class: step === 0 ? "iso zero" : "iso" }),
      ),
      ...lineLabels(lines),
    );
    const circle = ([cx, cy], r, kind) => svg("circle", { cx, cy, r, class: kind });
    const line = ([x1, y1], [x2, y2], kind) => svg("line", { x1, y1, x2, y2, class: kind });
    if (!n && Math.hypot(end[0] - ring[0], end[1] - ring[1]) < 1)
      return layers.way.replaceChildren(circle(ring, 10, "you-rim"), circle(ring, 6, "ring"));
    const beyond = frame.holds(you) ? frame.beyond(you) : null;
    layers.way.replaceChildren(
      ...(beyond ? [line(end, beyond, "beyond")] : []),
      line(ring, end, "way-line"),
      circle(ring, 6, "ring"),
      circle(end, 11.5, "you-rim"),
      circle(end, 7, "you"),
    );
  }

  // Each line's number stands at one of its ends, where nothing else is written.
  function lineLabels(lines) {
    const { frame } = map;
    const written = [];
    return lines
      .filter(({ step }) => step !== 0)
      .flatMap(({ ends, step }) => {
        for (const end of [ends.slice(0, 2), ends.slice(2)]) {
          const x = Math.min(Math.max(end[0], 18), frame.width - 18);
          const y = Math.min(Math.max(end[1], 10), frame.height - 10);
          const box = [x - 18, y - 9, x + 18, y + 9];
          if (boxes.some((other) => overlap(box, other)) || written.some(([a, b]) => Math.hypot(a - x, b - y) < 60))
            continue;
          written.push([x, y]);
          return [
            svg("text", { x, y: y + 4, "text-anchor": "middle", class: "iso-text halo" }, signed(step * EACH, 1)),
          ];
        }
        return [];
      });
  }

  return { drawFilms, drawMarks, drawWay };
}

function drawLabel({ text, place, kind = "you-text" }, { x, y, short, leader }) {
  const name = svg("text", { x, y: y + 4.2, class: `halo ${kind}` });
  if (place) name.append(svg("tspan", { class: "place" }, short ? place : `${place} `));
  if (!short) name.append(text);
  if (!leader) return [name];
  const [x1, y1, x2, y2] = leader;
  return [svg("line", { x1, y1, x2, y2, class: "leader" }), name];
}

// Widths of texts in the picture's font, each measured once.
function measurer(picture) {
  const measured = new Map();
  let pen = null;
  return (text, bold = false, size = 13) => {
    const key = `${size} ${bold} ${text}`;
    if (!measured.has(key)) {
      pen ??= document.createElement("canvas").getContext("2d");
      pen.font = `${bold ? 650 : 400} ${size}px ${getComputedStyle(picture).fontFamily}`;
      measured.set(key, 1.02 * pen.measureText(text).width + 2); // tabular digits are a little wider
    }
    return measured.get(key);
  };
}
