// What is drawn on the map, from the ground up: lines of equal prediction, all films, the marked ones, you, the labels.
import { svg } from "../dom.js";
import { signed } from "../format.js";
import { cssColor, GROUPS, ratingColor } from "../palette.js";
import { boxAround, overlap } from "../boxes.js";
import { placeLabels } from "../labels.js";
import { shape } from "../marks.js";
import { dot, MIDDLE, segment, words } from "../shapes.js";
import { isoLines } from "./plane.js";

const [DOT, STRONG, SQUARE] = [3.4, 4.6, 6]; // px: radii
const EACH = 0.2; // stars from line to line
const LABELS = { wide: 15, medium: 15, narrow: 9 }; // filled up with the films rated most often

export function createLayers(map, picture) {
  const { films, spec, root, inside, point } = map;
  const names = ["lines", "dots", "marks", "way", "texts"];
  const layers = Object.fromEntries(names.map((name) => [name, svg("g", { class: name })]));
  picture.append(...Object.values(layers));
  const measure = measurer(picture);
  let places = new Map(); // of labels, when they were last placed
  let boxes = []; // of labels and marks, which the numbers of the lines avoid

  const moved = (row) => ({ transform: `translate(${point(row).map((value) => value.toFixed(1))})` });
  const drawFilm = (row, size, name, more) => {
    const [group, d] = [films.group[row], shape(GROUPS[films.group[row]].shape, size)];
    return svg("path", { class: name, d, ...moved(row), style: { fill: cssColor(group) }, ...more });
  };

  function drawFilms() {
    if (!map.frame) return;
    const opacity = (row) => (!map.only ? 0.32 : films.group[row] === map.only ? 0.9 : 0.07);
    const drawn = films.mapped.filter(inside).map((row) => drawFilm(row, DOT, "dot-film", { opacity: opacity(row) }));
    layers.dots.replaceChildren(...drawn);
  }

  // What does not move with you: squares for your ratings, your ten with their numbers, the labels.
  function drawMarks(target) {
    const { result, rated, explained } = map.latest;
    const color = ratingColor(root.palette, spec.scale);
    const d = shape("square", SQUARE);
    const squareOf = ({ row, stars }) => svg("path.square", { d, ...moved(row), style: { fill: color(stars) } });
    const ten = result.ten.map(({ row }, i) => ({ row, place: i + 1, r: STRONG })).filter(({ row }) => inside(row));
    const own = rated.map((one) => ({ ...one, r: SQUARE })).filter(({ row }) => inside(row));
    const chosen = ten.filter(({ row }) => row === explained);
    layers.marks.replaceChildren(
      ...ten.map(({ row }) => drawFilm(row, STRONG, "strong")),
      ...own.map(squareOf),
      ...chosen.map(({ row }) => dot(0, 0, 10.5, "none", { ...moved(row), stroke: "var(--ink)", "stroke-width": 2 })),
    );
    drawLabels([...ten, ...own], target);
  }

  function drawLabels(marked, target) {
    const { frame } = map;
    const { n, rated, explained } = map.latest;
    const [ring, end] = [frame.point([0, 0]), frame.clamp(target)];
    const label = (key, [x, y], r, text, look = {}) => {
      const { weight = 400, size = 13, color = "ink", place } = look;
      const label = { key, x, y, r, text, weight, size, color, place, height: size > 13 ? 18 : 16 };
      const width = measure(text, weight, size);
      if (!place) return { ...label, width };
      return { ...label, width: width + measure(`${place} `), short: measure(String(place)) };
    };
    const you = { weight: 650, size: 15 };
    const soft = { color: "secondary" };
    const here = frame.holds(target) ? "you" : "you, further out";
    const own = n
      ? [label("you", end, 13, here, you), label("ring", ring, 8, "without ratings", soft)]
      : [label("you", ring, 11, "you, without ratings", you)];
    const mine = rated.map(({ row }) => row);
    const ofFilms = [...marked]
      .sort((a, b) => (b.row === explained) - (a.row === explained))
      .map(({ row, place, r }) => {
        const look = place ? { weight: 650, place } : {};
        const name = films.brief(row, place ? undefined : mine);
        return label(row, point(row), row === explained ? 11 : r + 1, name, look);
      });
    const beyond = n && frame.holds(target) ? frame.beyond(target) : null;
    const direction = beyond ? [label("beyond", beyond, 2, "higher predictions", soft)] : [];
    const taken = new Set(marked.map(({ row }) => row));
    const famous = films.mapped
      .filter((row) => !taken.has(row) && inside(row))
      .slice(0, 40)
      .map((row) => label(row, point(row), DOT + 1, films.brief(row), { color: "tertiary" }));

    const solid = [boxAround(...end, 12), boxAround(...ring, 7), ...ofFilms.map(({ x, y, r }) => boxAround(x, y, r))];
    const labels = [...own, ...ofFilms, ...direction, ...famous];
    const placed = placeLabels(labels, {
      width: frame.width,
      height: frame.height,
      solid,
      lines: n ? [[...ring, ...end]] : [],
      crowd: films.mapped.filter(inside).map(point),
      before: places,
      optional: new Set(famous.map(({ key }) => key)),
      room: LABELS[root.layout],
    });
    places = new Map([...placed].map(([key, { place }]) => [key, place]));
    boxes = [...[...placed.values()].map(({ box }) => box), ...solid];
    const drawn = labels.filter(({ key }) => placed.has(key));
    layers.texts.replaceChildren(...drawn.flatMap((one) => drawLabel(one, placed.get(one.key))));
  }

  // What moves with you: the line from the ring, the lines of equal prediction, the disc.
  function drawWay(you) {
    const { frame, latest } = map;
    const [ring, end] = [frame.point([0, 0]), frame.clamp(you)];
    const lines = isoLines(frame, you, EACH);
    const iso = ({ ends, step }) => segment(...ends, "var(--hairline)", { "stroke-width": step ? 1 : 2 });
    layers.lines.replaceChildren(...lines.map(iso), ...lineLabels(lines));
    const circle = (spot, r, width, more) =>
      dot(...spot, r, "var(--background)", { stroke: "var(--ink)", "stroke-width": width, ...more });
    if (!latest.n && Math.hypot(end[0] - ring[0], end[1] - ring[1]) < 1)
      return layers.way.replaceChildren(circle(ring, 10, 2.2), circle(ring, 6, 2.5));
    const beyond = frame.holds(you) ? frame.beyond(you) : null;
    const dashed = { "stroke-width": 1.5, "stroke-dasharray": "1.5 5", "stroke-linecap": "round" };
    layers.way.replaceChildren(
      ...(beyond ? [segment(...end, ...beyond, "var(--secondary)", dashed)] : []),
      segment(...ring, ...end, "var(--ink)", { "stroke-width": 2.5 }),
      circle(ring, 6, 2.5),
      circle(end, 11.5, 2.2),
      dot(...end, 7, "var(--ink)", { class: "you", stroke: "none" }),
    );
  }

  // Each line's number stands at one of its ends, where nothing else is written.
  function lineLabels(lines) {
    const { width, height } = map.frame;
    const written = [];
    const isFree = ([x, y]) => {
      const box = [x - 18, y - 9, x + 18, y + 9];
      return !boxes.some((other) => overlap(box, other)) && written.every(([a, b]) => Math.hypot(a - x, b - y) >= 60);
    };
    const within = (x, y) => [Math.min(Math.max(x, 18), width - 18), Math.min(Math.max(y, 10), height - 10)];
    return lines
      .filter(({ step }) => step !== 0)
      .flatMap(({ ends: [x1, y1, x2, y2], step }) => {
        const spot = [within(x1, y1), within(x2, y2)].find(isFree);
        if (!spot) return [];
        written.push(spot);
        return [words(spot[0], spot[1] + 4, signed(step * EACH, 1), { ...MIDDLE, class: "iso-text halo" })];
      });
  }

  return { drawFilms, drawMarks, drawWay };
}

function drawLabel({ text, place, color, weight, size }, { x, y, short, leader }) {
  const style = `fill:var(--${color});font-weight:${weight};font-size:${size}px`;
  const number = place && svg("tspan.place", short ? place : `${place} `);
  const name = svg("text.halo", { x, y: y + 4.2, style }, number, short ? "" : text);
  return leader ? [segment(...leader, "var(--outline)"), name] : [name];
}

// Widths of texts in the picture's font, each measured once.
function measurer(picture) {
  const measured = new Map();
  const pen = document.createElement("canvas").getContext("2d");
  return (text, weight = 400, size = 13) => {
    const key = `${size} ${weight} ${text}`;
    if (!measured.has(key)) {
      pen.font = `${weight} ${size}px ${getComputedStyle(picture).fontFamily}`;
      measured.set(key, 1.02 * pen.measureText(text).width + 2); // tabular digits are a little wider
    }
    return measured.get(key);
  };
}
